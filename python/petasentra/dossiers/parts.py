"""What a dossier is made of: facts and tables of plain values, that every way of writing it is made from.

A value is text, a whole number or fraction, a flag, None (nobody said), a day as ``{"date": "2026-06-01"}``, words as
``{"id": ..., "en": ...}``, or an interval as in `interval_value`. How many decimals are printed stands beside it, so a
reader of the JSON can print what the page prints.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from petasentra.impact.writing import CALENDAR, interval_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from petasentra.impact.intervals import Interval
    from petasentra.plotting.language import Lang, Words

__all__ = [
    "LANGS",
    "MARKS",
    "NOT_GIVEN",
    "Plain",
    "column",
    "day_value",
    "fact",
    "interval_value",
    "marks_of",
    "plain",
    "row",
    "section",
    "table",
    "told",
]

Plain: TypeAlias = dict[str, Any]

LANGS: tuple[Lang, Lang] = ("id", "en")

#: Marks that stand beside a figure, in the order in which they are printed.
MARKS: dict[str, Words] = {
    "schematic": ("skematik", "schematic"),
    "invented": ("rekaan", "invented"),
    "unverified": ("belum diverifikasi", "not verified"),
}

NOT_GIVEN: Words = ("tidak diberikan", "not given")


def plain(value: Any) -> Any:  # noqa: ANN401 - anything that was gathered
    """Return values that JSON gives back as they are.

    Numbers that are none become None, and fractions have 15 digits: what a workbook keeps of them.

    Examples
    --------
    >>> from petasentra.dossiers.parts import plain
    >>> plain({"a": (1, 2 / 3, float("nan"))})
    {'a': [1, 0.666666666666667, None]}
    """
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return float(f"{value:.15g}") if math.isfinite(value) else None
    return value if isinstance(value, str | int | bool | None) else str(value)


def told(words: Words) -> Plain:
    """Return words in both languages as a value."""
    return {"id": words[0], "en": words[1]}


def day_value(day: dt.date | str | None) -> Plain | None:
    """Return a day as a value; None where nobody said."""
    return None if day in (None, "") else {"date": str(day)[:10]}


def interval_value(interval: Interval | None, digits: int = 4, *, unit: str = "", about: bool = False) -> Plain | None:
    """Return an interval as a value: ends without bound are None, `about` is no exact figure, `calendar` is years."""
    if interval is None:
        return None
    low, high = (end if abs(end) != float("inf") else None for end in interval.floats)
    text = [interval_text(interval, lang, digits, unit=unit, about=about) for lang in LANGS]
    return {
        "low": low,
        "high": high,
        "low_open": interval.low_open,
        "high_open": interval.high_open,
        "about": about,
        "calendar": unit in CALENDAR,
        "text": told((text[0], text[1])),
    }


def marks_of(*, schematic: bool = False, invented: bool = False, verified: bool | None = None) -> list[str]:
    """Return the marks of a figure; `verified` None: nobody has to verify it."""
    found = {"schematic": schematic, "invented": invented, "unverified": verified is False}
    return [name for name in MARKS if found[name]]


def fact(
    name: str,
    label: Words,
    value: object,
    *,
    unit: str = "",
    decimals: int = 0,
    marks: Iterable[str] = (),
    source: str = "",
    note: Words | None = None,
    wanted: bool = False,
) -> Plain:
    """Return one fact of a section; a `wanted` one that nobody gave is among what is missing."""
    return {
        "name": name,
        "label": told(label),
        "value": value,
        "unit": unit,
        "decimals": decimals,
        "marks": [one for one in MARKS if one in set(marks)],
        "source": source,
        "note": None if note is None else told(note),
        "wanted": wanted,
    }


def column(
    name: str,
    label: Words,
    *,
    kind: str = "text",
    unit: str = "",
    decimals: int = 0,
    total: bool = False,
    formula: str = "",
    of: Sequence[str] = (),
) -> Plain:
    """Return a column: `kind` is text, number, interval or date; `formula` says how it follows from columns `of`.

    Formulas: ``shortfall`` (what the first exceeds the second by, not below 0), ``quotient`` (the first by the second),
    ``product``.
    """
    return {
        "name": name,
        "label": told(label),
        "kind": kind,
        "unit": unit,
        "decimals": decimals,
        "total": total,
        "formula": formula,
        "of": list(of),
    }


def row(*cells: object, marks: Iterable[str] = ()) -> Plain:
    """Return a row of a table, with the marks of all its figures."""
    return {"cells": list(cells), "marks": [one for one in MARKS if one in set(marks)]}


def table(name: str, title: Words, columns: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> Plain:
    """Return a table, with the sums of those columns that have one; a sum over what nobody knows is None."""
    sums: list[float | None] = []
    for place, one in enumerate(columns):
        values = [line["cells"][place] for line in rows]
        known = bool(values) and all(value is not None for value in values)
        sums.append(sum(values) if one["total"] and known else None)
    marks = {mark for line in rows for mark in line["marks"]}
    return {
        "name": name,
        "title": told(title),
        "columns": _agreeing(columns, rows, sums),
        "rows": [dict(one) for one in rows],
        "total": row(*sums, marks=marks) if any(one["total"] for one in columns) and len(rows) > 1 else None,
    }


#: Decimals beyond which printed figures are not made to agree; money stays whole.
_MOST_DECIMALS = 3


def _agreeing(
    columns: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]], sums: Sequence[float | None]
) -> list[Plain]:
    """Return the columns with as many decimals as it takes that printed sums and differences agree."""
    found = [dict(one) for one in columns]
    names = [one["name"] for one in columns]
    lines = [*(line["cells"] for line in rows), sums]

    def printed(value: float | None, decimals: int) -> Decimal | None:
        return None if value is None else Decimal(f"{value:.{decimals}f}")

    def agrees(group: list[int], decimals: int) -> bool:
        for at in group:
            total = printed(sums[at], decimals)
            parts = [printed(line["cells"][at], decimals) for line in rows]
            if total is not None and total != sum(one for one in parts if one is not None):
                return False
        first, second, rest = group if len(group) == 3 else (group * 3)[:3]
        for cells in lines if len(group) == 3 else []:
            wanted, there, short = (printed(cells[at], decimals) for at in (first, second, rest))
            if wanted is not None and there is not None and short is not None and short != max(wanted - there, 0):
                return False
        return True

    for at, one in enumerate(found):
        if one["kind"] != "number" or one["unit"] == "Rp":
            continue
        group = [*(names.index(each) for each in one["of"]), at] if one["formula"] == "shortfall" else [at]
        least = one["decimals"]
        fitting = (many for many in range(least, _MOST_DECIMALS + 1) if agrees(group, many))
        decimals = next(fitting, least)
        for each in group:
            found[each]["decimals"] = max(found[each]["decimals"], decimals)
    return found


def section(
    name: str,
    title: Words,
    status: str,
    answer: Words,
    *,
    facts: Iterable[Plain] = (),
    tables: Iterable[Plain] = (),
    notes: Iterable[Words] = (),
    marks: Iterable[str] = (),
    reason: Words | None = None,
) -> Plain:
    """Return a section.

    ``status`` is ``given``, ``not_given``, ``unknown`` where what was given says nothing of it, or
    ``position_unknown`` where it needs a place that nobody knows.
    ``reason`` is why it is not ``given``; without one the answer says it.
    """
    return {
        "name": name,
        "title": told(title),
        "status": status,
        "answer": told(answer),
        "reason": told(reason or answer),
        "marks": [one for one in MARKS if one in set(marks)],
        "facts": list(facts),
        "tables": list(tables),
        "notes": [told(one) for one in notes],
        "figures": [],
    }
