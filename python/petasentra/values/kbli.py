"""KBLI codes with the zeros that spreadsheets take away: 8104 is 08104."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from petasentra.values.columns import ParsedColumn, ParsedValue, arrow_array, mask, matches, no_rows, trimmed

if TYPE_CHECKING:
    from petasentra.values.columns import Column

# The groups of divisions 01-03 (section A) and 05-09 (section B) in KBLI as in ISIC revision 4; there is no 04. Four
# digits that belong to none of them lost no zero: 3830 is a class of its own, and 03830 would be nothing.
_LOST_ZERO = r"^(?:1[1-7]|2[1-4]|3[12]|5[12]|6[12]|7[12]|8[19]|9[19])\d{2}$"
# Classes that begin like one of those groups: 2420 is the making of precious metals, or 02420 without its zero.
# Source: ISIC rev. 4.
_CLASSES = pa.array([
    "1101", "1102", "1103", "1104", "1200", "1311", "1312", "1313", "1391", "1392", "1393", "1394", "1399", "1410",
    "1420", "1430", "1511", "1512", "1520", "1610", "1621", "1622", "1623", "1629", "1701", "1702", "1709", "2100",
    "2211", "2219", "2220", "2310", "2391", "2392", "2393", "2394", "2395", "2396", "2399", "2410", "2420", "2431",
    "2432", "3100", "3211", "3212", "3220", "3230", "3240", "3250", "3290", "5110", "5120", "5210", "5221", "5222",
    "5223", "5224", "5229", "6110", "6120", "6130", "6190", "6201", "6202", "6209", "7110", "7120", "7210", "7220",
    "8110", "8121", "8129", "8130", "9101", "9102", "9103", "9900",
])  # fmt: skip
_WHOLE_CODE = r"^(?:0[1-35-9]|[1-9]\d)\d{3}$"


def parse_kbli(column: Column) -> ParsedColumn:
    """Read a column of 5-digit KBLI codes; four digits get their lost zero back where they can be nothing else.

    Four digits that are a class of ISIC rev. 4 themselves have two readings (2420 are precious metals, 02420 services
    to forestry) and stay raw. A column of text that still has a code with a leading zero did not lose any: there all
    four digits stay raw. Which edition of KBLI a code belongs to is not read from it.

    Parameters
    ----------
    column
        Texts or whole numbers, n rows.

    Returns
    -------
    ParsedColumn
        ``values`` is text of five digits; ``style`` is ``"zeros lost"``, ``"zeros kept"`` or empty; ``evidence`` counts
        the rows with a zero added as ``padded``.

    Examples
    --------
    >>> from petasentra.values import parse_kbli
    >>> found = parse_kbli([8104, 38301, 2420, 3830])
    >>> found.to_pylist(), found.ambiguous.tolist()
    (['08104', '38301', None, None], [False, False, True, False])
    """
    raw = arrow_array(column)
    text = _digits(raw)
    complete, short = matches(text, _WHOLE_CODE), matches(text, _LOST_ZERO)
    kept = bool(matches(text, r"^0\d{4}$").any())
    padded = no_rows(len(raw)) if kept else short & ~mask(pc.is_in(text, value_set=_CLASSES))
    values = pc.if_else(pa.array(padded), pc.utf8_lpad(text, 5, "0"), text)
    values = pc.if_else(pa.array(complete | padded), values, pa.scalar(None, pa.string()))
    ambiguous = short & ~padded
    unreadable = mask(pc.is_valid(text)) & ~complete & ~short
    style = "zeros kept" if kept else "zeros lost" if padded.any() else ""
    return ParsedColumn(values, raw, unreadable, ambiguous, style, {"padded": int(padded.sum())})


def parse_kbli_code(text: str | int) -> ParsedValue:
    """Read one KBLI code; see `parse_kbli`.

    Examples
    --------
    >>> from petasentra.values import parse_kbli_code
    >>> parse_kbli_code("8104").value
    '08104'
    """
    return parse_kbli([text]).one()


def _digits(raw: pa.Array) -> pa.Array:
    text = trimmed(raw)
    if pa.types.is_floating(raw.type):  # spreadsheets hand over whole numbers as 8104.0
        whole = pc.equal(pc.floor(raw), raw)
        text = pc.if_else(whole, raw.cast(pa.int64(), safe=False).cast(pa.string()), text)
    return text
