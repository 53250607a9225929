"""Cells into typed columns, without a guess that could lose something.

Text becomes numbers only where nothing else can be meant: "08104" keeps its zero and "107.565", which in Indonesian is
a hundred thousand, stays text. What such text means is for a profile, or for the user, to say.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

_INTEGER = r"^-?(0|[1-9]\d{0,17})$"
_DECIMAL = r"^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d{1,3})?$"
# "107.565": a thousand separator in Indonesian, a decimal point in English.
_EITHER = r"^-?[1-9]\d{0,2}\.\d{3}$"
_DAY = r"^\d{4}-\d{2}-\d{2}$"


@dataclass(frozen=True)
class TypedColumn:
    """Values of one column; ``word`` names the type as load reports do, ``mixed`` tells of several types in it."""

    values: pa.Array
    word: str
    mixed: bool = False


def typed_column(cells: Sequence[Any], *, decimal_point: bool = False) -> TypedColumn:
    """Find the type of a column.

    Parameters
    ----------
    cells
        Text of a CSV, or the values of a workbook; None and empty text are null.
    decimal_point
        Whether a point is known to be a decimal one, as in coordinates.

    Examples
    --------
    >>> typed_column(["12", "", "7"]).word, typed_column(["08104"]).word, typed_column(["107.565"]).word
    ('int64', 'text', 'text')
    >>> typed_column([1, 2.5, None]).word, typed_column([1, "dua"]).mixed
    ('float64', True)
    """
    import pyarrow as pa

    values = [None if cell is None or cell == "" else cell for cell in cells]
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {str}:
        return _of_texts(pa.array(values, pa.string()), decimal_point)
    if kinds <= {int, float}:
        whole = all(value is None or float(value).is_integer() and abs(value) < 2**53 for value in values)
        if whole:
            return TypedColumn(pa.array([None if v is None else int(v) for v in values], pa.int64()), "int64")
        return TypedColumn(pa.array([None if v is None else float(v) for v in values], pa.float64()), "float64")
    if kinds == {bool}:
        return TypedColumn(pa.array(values, pa.bool_()), "bool")
    if kinds <= {dt.datetime, dt.date}:
        return _of_days(values)
    return TypedColumn(pa.array([_as_text(value) for value in values], pa.string()), "text", mixed=True)


def _of_texts(texts: pa.Array, decimal_point: bool) -> TypedColumn:
    import pyarrow as pa
    import pyarrow.compute as pc

    def all_match(pattern: str) -> bool:
        return bool(pc.all(pc.match_substring_regex(texts, pattern)).as_py())

    if texts.null_count == len(texts):
        return TypedColumn(texts, "text")
    if all_match(_INTEGER):
        return TypedColumn(texts.cast(pa.int64()), "int64")
    if all_match(_DECIMAL):
        dotted = texts.filter(pc.match_substring(texts, "."))
        either = pc.all(pc.match_substring_regex(dotted, _EITHER)).as_py()
        if decimal_point or not (len(dotted) and either):
            return TypedColumn(texts.cast(pa.float64()), "float64")
    if all_match(_DAY):
        try:
            return TypedColumn(texts.cast(pa.date32()), "date")
        except pa.ArrowInvalid:
            return TypedColumn(texts, "text")
    return TypedColumn(texts, "text")


def _of_days(values: Sequence[Any]) -> TypedColumn:
    import pyarrow as pa

    times = [value for value in values if isinstance(value, dt.datetime)]
    if all(value.time() == dt.time() for value in times):
        days = [value.date() if isinstance(value, dt.datetime) else value for value in values]
        return TypedColumn(pa.array(days, pa.date32()), "date")
    full = [dt.datetime.combine(v, dt.time()) if type(v) is dt.date else v for v in values]
    return TypedColumn(pa.array(full, pa.timestamp("ms")), "datetime")


def _as_text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)
