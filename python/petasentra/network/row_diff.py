"""What two answers of one kind say differently, row by row: places, nodes, journeys."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from petasentra.network.matched_rows import STATUS_WORDS, same_rows
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt
    import pyarrow as pa

    from petasentra._arrow import ArrowStreamExportable
    from petasentra.network.costs import Change

__all__ = ["RowChanges", "RowOutcome", "row_changes"]

RowOutcome = Literal["same", "better", "worse", "lost", "gained", "other", "other_reason"]
_OUTCOMES: tuple[RowOutcome, ...] = get_args(RowOutcome)
_OFF = ("off_road", "road_closed", "origin_off_road", "origin_road_closed", "target_off_road", "target_road_closed")


@dataclass(frozen=True, eq=False, repr=False)
class RowChanges:
    """What became of every row between two answers about the same things.

    Attributes
    ----------
    all_rows
        The ids of a row, then what it says with ``_before`` and ``_after`` behind, the change of numbers (null where
        one of the two has none), ``status_before``, ``status_after``, ``reason_id`` and ``reason_en`` of the second,
        and ``outcome``: ``"same"``, ``"better"``, ``"worse"``, ``"lost"``, ``"gained"``, ``"other"`` (as good as
        before, by another target or another way), ``"other_reason"`` (none before or after, for another reason).
    causes
        What was asked differently, in both languages: vehicle, speeds, day, changes of a scenario, keywords, places.
    of_what
        What the rows are called.
    """

    all_rows: Table
    causes: tuple[Change, ...]
    of_what: str
    outcome_numbers: npt.NDArray[np.uint8] = field(repr=False)

    @cached_property
    def counts(self) -> dict[RowOutcome, int]:
        """How many rows became what; all outcomes are there."""
        found = np.bincount(self.outcome_numbers, minlength=len(_OUTCOMES))
        return {name: int(found[i]) for i, name in enumerate(_OUTCOMES)}

    def __len__(self) -> int:
        """Return how many rows differ."""
        return len(self.all_rows) - self.counts["same"]

    @property
    def table(self) -> Table:
        """The rows that differ."""
        return self.all_rows[np.flatnonzero(self.outcome_numbers)]

    def __repr__(self) -> str:
        told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in self.counts.items() if count)
        return f"{type(self).__name__}: {len(self.all_rows)} {self.of_what} ({told or 'none'})"


def row_changes(
    before: ArrowStreamExportable,
    after: ArrowStreamExportable,
    *,
    keys: Sequence[str],
    numbers: Mapping[str, str],
    others: Sequence[str] = (),
    more_is_better: bool = False,
    of_what: tuple[str, str],
    causes: tuple[Change, ...],
) -> RowChanges:
    """Return what became of every row.

    Parameters
    ----------
    before, after
        Tables of one form, with a column ``status``.
    keys
        Columns that say which row it is.
    numbers
        Columns that are compared, and the name of their change; the first decides what is better.
    others
        Columns that may be equal or not.
    more_is_better
        Whether larger numbers are better.
    of_what
        What the rows are called in English and Indonesian.
    causes
        What was asked differently.

    Raises
    ------
    OptionError
        The two are about different rows.
    """
    import pyarrow as pa

    old, new = pa.table(before), pa.table(after)
    rows = [list(zip(*(table.column(key).to_pylist() for key in keys), strict=True)) for table in (old, new)]
    if len(keys) == 1:
        rows = [[row[0] for row in side] for side in rows]
    new = new.take(pa.array(same_rows(rows[0], rows[1], *of_what)))
    columns: dict[str, object] = {key: old.column(key) for key in keys}
    differs = np.zeros(len(old), dtype=bool)
    for name in others:
        columns[f"{name}_before"], columns[f"{name}_after"] = old.column(name), new.column(name)
        differs |= _unequal(old.column(name), new.column(name))
    for name, change in numbers.items():
        first, second = _numbers(old.column(name)), _numbers(new.column(name))
        columns[f"{name}_before"], columns[f"{name}_after"] = old.column(name), new.column(name)
        columns[change] = pa.array(second - first, mask=np.isnan(second - first))
        differs |= (first != second) & ~(np.isnan(first) & np.isnan(second))
    columns["status_before"], columns["status_after"] = old.column("status"), new.column("status")
    first, second = (_there(table, next(iter(numbers))) for table in (old, new))
    outcome = _outcomes(first, second, differs, _unequal(old.column("status"), new.column("status")), more_is_better)
    for language in ("id", "en"):
        said = [getattr(STATUS_WORDS.get(one), language, None) for one in new.column("status").to_pylist()]
        columns[f"reason_{language}"] = pa.array(said, pa.string())
    columns["outcome"] = pa.array(np.array(_OUTCOMES)[outcome].tolist(), pa.string())
    return RowChanges(Table.from_arrow(pa.table(columns)), causes, of_what[0], outcome)


def _outcomes(
    first: npt.NDArray[np.float64],
    second: npt.NDArray[np.float64],
    differs: npt.NDArray[np.bool_],
    other_status: npt.NDArray[np.bool_],
    more_is_better: bool,
) -> npt.NDArray[np.uint8]:
    was, is_now = ~np.isnan(first), ~np.isnan(second)
    both = was & is_now
    less, more = both & (second < first), both & (second > first)
    better, worse = (more, less) if more_is_better else (less, more)
    choices = [better, worse, was & ~is_now, ~was & is_now, both & (differs | other_status), other_status | differs]
    return np.select(choices, [1, 2, 3, 4, 5, 6], 0).astype(np.uint8)


def _there(table: pa.Table, name: str) -> npt.NDArray[np.float64]:
    """Return numbers, NaN also where a place stands on no road: nothing of what it has is an answer."""
    off = np.array([status in _OFF for status in table.column("status").to_pylist()], dtype=bool)
    return np.where(off, np.nan, _numbers(table.column(name)))


def _numbers(column: pa.ChunkedArray) -> npt.NDArray[np.float64]:
    import pyarrow as pa

    return np.asarray(column.cast(pa.float64()).to_numpy(), dtype=np.float64)


def _unequal(first: pa.ChunkedArray, second: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    pairs = zip(first.to_pylist(), second.to_pylist(), strict=True)
    return np.array([old != new for old, new in pairs], dtype=bool)
