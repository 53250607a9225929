"""Dates with Indonesian and English months, and dates of digits whose order the column decides.

Names of months are data (``months.csv``). ``24-Mei-2022``, ``24 Mei 2022``, ``Selasa, 24 Mei 2022``,
``Tgl. 24 Mei 2022``, ``Mei 24, 2022``, ``2022-05-24`` and ``20220524`` have one reading each. ``05/04/2024`` has two: a
column with ``24/05/2022`` in it is day-first, one with ``05/24/2022`` is month-first; without such a row they stay raw.
Years have four digits. A time of day is left off, the date is the one written.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.values.columns import ParsedColumn, ParsedValue, arrow_array, is_text, mask, no_rows, trimmed

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from petasentra.values.columns import Column, Mask

    Numbers: TypeAlias = NDArray[np.int64]

DateOrder: TypeAlias = Literal["dmy", "mdy"]

_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|WIB|WITA|WIT|[+-]\d{2}:?\d{2}))?)?$"
_OPENING = r"^(?:\pL+, ?|(?:[Tt]anggal|TANGGAL|[Tt]gl|TGL)\.?:? ?)?"  # a weekday or a place, or the word for day
_NAMED = (
    _OPENING + r"(?P<a>\d{1,2})[-/. ]+(?P<name>\pL{3,9})\.?[-/., ]+(?P<y>\d{4})" + _TIME,
    r"^(?P<name>\pL{3,9})\.? (?P<a>\d{1,2}),? (?P<y>\d{4})" + _TIME,
)
_YEAR_FIRST = (
    r"^(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<a>\d{1,2})" + _TIME,
    r"^(?P<y>\d{4})(?P<m>\d{2})(?P<a>\d{2})$",
)
_YEAR_LAST = r"^(?P<a>\d{1,2})[-/. ](?P<m>\d{1,2})[-/. ](?P<y>\d{4})" + _TIME
_SERIAL = r"^(?P<s>\d{1,7})(?:\.\d+)?$"
_LAST_SERIAL = 2_958_465  # 9999-12-31
_FALSE_LEAP_DAY = 60  # the spreadsheet's 1900-02-29, a day that never was


def parse_dates(
    column: Column, *, order: DateOrder | None = None, column_decides: bool = True, excel_serials: bool = False
) -> ParsedColumn:
    """Read a column of dates.

    Parameters
    ----------
    column
        Texts, n rows; a column of dates or times comes back as dates.
    order
        ``"dmy"`` or ``"mdy"`` for dates of digits with the year last, where it is known; else the column decides.
    column_decides
        False: no row speaks for another. Then ``05/04/2024`` stays raw whatever else the column holds, unless `order`
        is given; for registers in which a wrong day would change what the law says.
    excel_serials
        Read whole numbers 1..2958465 as days of a spreadsheet (44705 is 2022-05-24), in columns of text or numbers.
        Never done unasked.

    Returns
    -------
    ParsedColumn
        ``values`` is date32; ``style`` is dmy, mdy, mixed, ambiguous or empty (nothing to decide).

    Examples
    --------
    >>> from petasentra.values import parse_dates
    >>> found = parse_dates(["05/04/2024", "24/05/2022", "31/02/2022"])
    >>> [str(day) for day in found.to_pylist()], found.style, found.unread_texts()
    (['2024-04-05', '2022-05-24', 'None'], 'dmy', [('31/02/2022', 1)])
    >>> parse_dates(["05/04/2024", "24/05/2022"], column_decides=False).to_pylist()
    [None, datetime.date(2022, 5, 24)]
    """
    raw = arrow_array(column)
    size = len(raw)
    if pa.types.is_temporal(raw.type) and not pa.types.is_time(raw.type):
        return ParsedColumn(raw.cast(pa.date32(), safe=False), raw, no_rows(size), no_rows(size), "date")
    # Days repeat: each writing is read once, and counts for the rows that hold it.
    distinct = pc.dictionary_encode(trimmed(raw))
    text = distinct.dictionary
    row_of = pc.fill_null(distinct.indices, len(text)).to_numpy(zero_copy_only=False)
    weight = np.bincount(row_of, minlength=len(text))
    days = np.full(len(text) + 1, np.datetime64("NaT"), dtype="datetime64[D]")  # the last is that of empty rows
    ambiguous, evidence, style = no_rows(len(text) + 1), {"dmy": 0, "mdy": 0, "undecided": 0}, ""
    if is_text(raw):
        for pattern in (*_NAMED, *_YEAR_FIRST):
            found = _parts(text, pattern)
            if found is not None:
                rows, year, second, first = found
                days[rows] = _days(year, second, first)
        found = _parts(text, _YEAR_LAST)
        if found is not None:
            rows, year, second, first = found
            style, chosen, open_rows, evidence = _ordered(
                year, second, first, order, weight[rows], column_decides=column_decides
            )
            days[rows] = chosen
            ambiguous[rows[open_rows]] = True
    if excel_serials:
        _add_serials(text, days[:-1])
    unread = np.isnat(days) & ~ambiguous
    unread[-1] = False
    values = pa.array(days[row_of], pa.date32(), from_pandas=True)
    return ParsedColumn(values, raw, unread[row_of], ambiguous[row_of], style, evidence)


def parse_date(text: str, *, order: DateOrder | None = None, excel_serials: bool = False) -> ParsedValue:
    """Read one date; see `parse_dates`.

    Examples
    --------
    >>> from petasentra.values import parse_date
    >>> parse_date("30-Des-2021").value.isoformat(), parse_date("05/04/2024").reason
    ('2021-12-30', 'ambiguous')
    """
    return parse_dates([text], order=order, excel_serials=excel_serials).one()


@cache
def month_numbers() -> dict[str, int]:
    """Return month by name or abbreviation in small letters, Indonesian and English."""
    with (files("petasentra.values") / "months.csv").open(encoding="utf-8") as file:
        return {row["name"]: int(row["month"]) for row in csv.DictReader(file)}


def _parts(text: pa.Array, pattern: str) -> tuple[Numbers, Numbers, Numbers, Numbers] | None:
    """Return rows that match, and their year, month (or second number) and day (or first number)."""
    parts = pc.extract_regex(text, pattern)
    rows = np.flatnonzero(mask(pc.is_valid(parts)))
    if rows.size == 0:
        return None
    parts = parts.take(pa.array(rows))
    names = {field.name for field in parts.type}
    month = _months(parts.field("name")) if "name" in names else _ints(parts.field("m"))
    return rows, _ints(parts.field("y")), month, _ints(parts.field("a"))


def _ints(array: pa.Array) -> Numbers:
    numbers: NDArray[Any] = array.cast(pa.int64()).to_numpy(zero_copy_only=False)
    return numbers


def _months(names: pa.Array) -> Numbers:
    """Return month numbers of names; 0 where the name is not one."""
    table = month_numbers()
    position = pc.index_in(pc.utf8_lower(names), value_set=pa.array(list(table)))
    numbers = np.array([*table.values(), 0], dtype=np.int64)
    found: Numbers = numbers[pc.fill_null(position, -1).to_numpy(zero_copy_only=False)]
    return found


def _days(year: Numbers, month: Numbers, day: Numbers) -> NDArray[np.datetime64]:
    """Return days, NaT where there is no such day."""
    fits = (year >= 1) & (month >= 1) & (month <= 12) & (day >= 1)
    start = ((year - 1970) * 12 + np.where(fits, month, 1) - 1).astype("datetime64[M]")
    days: NDArray[np.datetime64] = np.add(start.astype("datetime64[D]"), day - 1)
    fits &= days.astype("datetime64[M]") == start
    days[~fits] = np.datetime64("NaT")
    return days


def _ordered(
    year: Numbers,
    second: Numbers,
    first: Numbers,
    order: DateOrder | None,
    weight: Numbers,
    *,
    column_decides: bool,
) -> tuple[str, NDArray[np.datetime64], Mask, dict[str, int]]:
    """Decide day-first or month-first: style, days, rows left open, evidence."""
    as_dmy, as_mdy = _days(year, second, first), _days(year, first, second)
    both = ~np.isnat(as_dmy) & ~np.isnat(as_mdy) & (first != second)
    only_dmy, only_mdy = np.isnat(as_mdy) & ~np.isnat(as_dmy), np.isnat(as_dmy) & ~np.isnat(as_mdy)
    proofs = {"dmy": only_dmy, "mdy": only_mdy, "undecided": both}
    evidence = {name: int(weight[proof].sum()) for name, proof in proofs.items()}
    if order is not None:
        return order, as_dmy if order == "dmy" else as_mdy, no_rows(first.size), evidence
    if evidence["dmy"] and evidence["mdy"]:
        style = "mixed"
    elif evidence["dmy"] or evidence["mdy"]:
        style = "dmy" if evidence["dmy"] else "mdy"
    else:
        style = "ambiguous" if evidence["undecided"] else ""
    if style in ("dmy", "mdy") and column_decides:
        return style, as_dmy if style == "dmy" else as_mdy, no_rows(first.size), evidence
    days = np.where(np.isnat(as_dmy), as_mdy, as_dmy)
    days[both] = np.datetime64("NaT")
    return style, days, both, evidence


def _add_serials(text: pa.Array, days: NDArray[np.datetime64]) -> None:
    parts = pc.extract_regex(text, _SERIAL)
    rows = np.flatnonzero(mask(pc.is_valid(parts)) & np.isnat(days))
    if rows.size == 0:
        return
    serial = _ints(parts.take(pa.array(rows)).field("s"))
    # Before the false leap day the spreadsheet counts from 1899-12-31, after it from 1899-12-30.
    offset = np.where(serial < _FALSE_LEAP_DAY, serial + 1, serial)
    found = np.datetime64("1899-12-30", "D") + offset
    found[(serial < 1) | (serial > _LAST_SERIAL) | (serial == _FALSE_LEAP_DAY)] = np.datetime64("NaT")
    days[rows] = found
