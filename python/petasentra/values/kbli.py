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
_FOUR_DIGITS = r"^[1-35-9]\d{3}$"
_WHOLE_CODE = r"^(?:0[1-35-9]|[1-9]\d)\d{3}$"


def parse_kbli(column: Column) -> ParsedColumn:
    """Read a column of 5-digit KBLI codes; four digits get their lost zero back where that makes a code.

    A column of text that still has a code with a leading zero did not lose any: there four digits stay raw, they may be
    a group of the classification. Which edition of KBLI a code belongs to is not read from it.

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
    >>> parse_kbli([8104, 38301, 4101]).to_pylist()
    ['08104', '38301', None]
    """
    raw = arrow_array(column)
    text = _digits(raw)
    complete, short = matches(text, _WHOLE_CODE), matches(text, _FOUR_DIGITS)
    kept = bool(matches(text, r"^0\d{4}$").any())
    padded = no_rows(len(raw)) if kept else matches(text, _LOST_ZERO)
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
