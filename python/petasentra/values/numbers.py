"""Numbers with dots and commas, decided column by column.

A text proves a reading if the other one is impossible. With dots for thousands and a comma for decimals (``"id"``)::

    3.583.928,85   1.234.567   897,41   1234,567   0,125

With commas for thousands and a dot for decimals (``"en"``)::

    3,583,928.85   1,234,567   12.5     1234.567   0.125   1e-05

``107.565`` and ``107,565`` prove nothing and follow the rest of the column. A column that proves both is ``"mixed"``:
what proves a reading is read so, the rest stays raw. A column that proves neither is ``"ambiguous"`` if it holds such a
text, else ``"plain"``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from petasentra.values.columns import ParsedColumn, ParsedValue, arrow_array, is_text, mask, matches, no_rows, trimmed

if TYPE_CHECKING:
    from petasentra.values.columns import Column, Mask

NumberStyle: TypeAlias = Literal["id", "en"]

_SIGN = r"^[+-]?"
_PROVES_ID = _SIGN + (
    r"(?:\d{1,3}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,}|0,\d+|\d{4,},\d+|\d+,(?:\d{1,2}|\d{4,}))$"
)
_PROVES_EN = _SIGN + (
    r"(?:\d{1,3}(?:,\d{3})+\.\d+|[1-9]\d{0,2}(?:,\d{3}){2,}|0\.\d+|\d{4,}\.\d+|\d+\.(?:\d{1,2}|\d{4,})"
    r"|\d+(?:\.\d+)?[eE][+-]?\d+)$"
)
_DOT = _SIGN + r"[1-9]\d{0,2}\.\d{3}$"
_COMMA = _SIGN + r"[1-9]\d{0,2},\d{3}$"
_WHOLE = _SIGN + r"\d+$"


def parse_numbers(column: Column, *, style: NumberStyle | None = None) -> ParsedColumn:
    """Read a column of numbers.

    Parameters
    ----------
    column
        Texts, n rows; a column that already holds numbers comes back as it is. A leading ``Rp`` and a trailing ``,-``
        of amounts are understood.
    style
        ``"id"`` (dots for thousands) or ``"en"`` (commas for thousands) where it is known; else the column decides.
        What cannot be read in a style that was given stays raw.

    Returns
    -------
    ParsedColumn
        ``values`` is double; ``style`` one of id, en, plain, mixed, ambiguous, number; ``evidence`` counts the rows
        that prove ``id`` and ``en`` and the ``undecided`` ones.

    Examples
    --------
    >>> from petasentra.values import parse_numbers
    >>> areas = parse_numbers(["3.583.928,85", "107.565", "8321744", " ", "luas"])
    >>> areas.to_pylist(), areas.style, areas.unread_texts()
    ([3583928.85, 107565.0, 8321744.0, None, None], 'id', [('luas', 1)])
    >>> parse_numbers(["107.565", "218.055"], style="id").to_pylist()
    [107565.0, 218055.0]
    """
    raw = arrow_array(column)
    if not is_text(raw):
        numbers = raw.cast(pa.float64())
        return ParsedColumn(numbers, raw, no_rows(len(raw)), no_rows(len(raw)), "number")
    text = _bare(trimmed(raw))
    proves_id, proves_en = matches(text, _PROVES_ID), matches(text, _PROVES_EN)
    whole, dot, comma = matches(text, _WHOLE), matches(text, _DOT), matches(text, _COMMA)
    undecided = dot | comma
    evidence = {"id": int(proves_id.sum()), "en": int(proves_en.sum()), "undecided": int(undecided.sum())}
    found = _style(evidence) if style is None else style
    as_id, as_en = proves_id, proves_en
    if found == "id":
        as_id, as_en = proves_id | undecided, no_rows(len(raw))
    elif found == "en":
        as_id, as_en = no_rows(len(raw)), proves_en | undecided
    ambiguous = undecided & ~as_id & ~as_en
    read = whole | as_id | as_en
    unreadable = mask(pc.is_valid(text)) & ~read & ~ambiguous
    return ParsedColumn(_doubles(text, as_id, as_en, read), raw, unreadable, ambiguous, found, evidence)


def parse_number(text: str, *, style: NumberStyle | None = None) -> ParsedValue:
    """Read one number; see `parse_numbers`. Without `style`, ``"107.565"`` is ambiguous.

    Examples
    --------
    >>> from petasentra.values import parse_number
    >>> parse_number("3.583.928,85").value, parse_number("107.565").reason
    (3583928.85, 'ambiguous')
    """
    return parse_numbers([text], style=style).one()


def _style(evidence: dict[str, int]) -> str:
    if evidence["id"] and evidence["en"]:
        return "mixed"
    if evidence["id"] or evidence["en"]:
        return "id" if evidence["id"] else "en"
    return "ambiguous" if evidence["undecided"] else "plain"


def _bare(text: pa.Array) -> pa.Array:
    """Take the marks of an amount off: "Rp 1.500.000,-" is 1.500.000; the minus sign of typography is a minus."""
    text = pc.replace_substring(text, "\u2212", "-")
    if matches(text, r"(?i)^rp|,-+$").any():
        text = pc.replace_substring_regex(text, r"(?i)^rp\.?\s*", "")
        text = pc.replace_substring_regex(text, r",-+$", "")
    return text


def _doubles(text: pa.Array, as_id: Mask, as_en: Mask, read: Mask) -> pa.Array:
    plain = pc.if_else(pa.array(read), text, pa.scalar(None, pa.string()))
    if as_id.any():
        without_dots = pc.replace_substring(plain, ".", "")
        plain = pc.if_else(pa.array(as_id), pc.replace_substring(without_dots, ",", "."), plain)
    if as_en.any():
        plain = pc.if_else(pa.array(as_en), pc.replace_substring(plain, ",", ""), plain)
    if matches(plain, r"^\+").any():
        plain = pc.utf8_ltrim(plain, "+")
    return plain.cast(pa.float64())
