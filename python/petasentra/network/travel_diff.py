"""What two answers about travel times or reach say differently: pair by pair, area by area."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from petasentra.errors import OptionError
from petasentra.network.costs import DECISECONDS_A_MINUTE, UNREACHABLE
from petasentra.network.ids import id_array
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import numpy.typing as npt

    from petasentra.network.isochrones import Isochrones
    from petasentra.network.travel import TravelTimes

__all__ = ["ReachChanges", "TravelChanges"]

Outcome = Literal["same", "better", "worse", "lost", "gained", "other_reason"]
_OUTCOMES: tuple[Outcome, ...] = ("same", "better", "worse", "lost", "gained", "other_reason")


@dataclass(frozen=True, eq=False)
class TravelChanges:
    """What became of every pair between two answers about the same places.

    Attributes
    ----------
    before, after
        The two answers; pairs are in the order of the first.
    """

    before: TravelTimes
    after: TravelTimes

    def __post_init__(self) -> None:
        # Found at once: whoever compares other places learns of it here, not when he looks at the table.
        _ = self._rows

    @cached_property
    def _rows(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        return (
            _same_places(self.before.origin_ids, self.after.origin_ids, "origins", "tempat asal"),
            _same_places(self.before.target_ids, self.after.target_ids, "targets", "tempat tujuan"),
        )

    @cached_property
    def _deciseconds_after(self) -> npt.NDArray[np.uint32]:
        return self.after.deciseconds[np.ix_(*self._rows)]

    @cached_property
    def _status_after(self) -> npt.NDArray[np.uint8]:
        return self.after.status_numbers[np.ix_(*self._rows)]

    @cached_property
    def outcome_numbers(self) -> npt.NDArray[np.uint8]:
        """Outcome of each pair, shape (origins, targets): as `counts` orders them."""
        old, new = self.before.deciseconds, self._deciseconds_after
        was, is_now = old != UNREACHABLE, new != UNREACHABLE
        both = was & is_now
        reason = ~was & ~is_now & (self.before.status_numbers != self._status_after)
        choices = [both & (new < old), both & (new > old), was & ~is_now, ~was & is_now, reason]
        return np.select(choices, [1, 2, 3, 4, 5], 0).astype(np.uint8)

    @cached_property
    def counts(self) -> dict[Outcome, int]:
        """How many pairs became what; all six are there."""
        found = np.bincount(self.outcome_numbers.reshape(-1), minlength=len(_OUTCOMES))
        return {name: int(found[i]) for i, name in enumerate(_OUTCOMES)}

    def __len__(self) -> int:
        """Return how many pairs differ."""
        return int(self.outcome_numbers.size) - self.counts["same"]

    @property
    def table(self) -> Table:
        """Pairs that differ.

        ``origin``, ``target``, ``minutes_before``, ``minutes_after``, ``change_min`` (null where one of the two has no
        way), ``status_before``, ``status_after``, ``outcome``.
        """
        return self._told(np.flatnonzero(self.outcome_numbers.reshape(-1)))

    @property
    def all_pairs(self) -> Table:
        """The same with every pair, also those that are the same."""
        return self._told(np.arange(self.outcome_numbers.size))

    def _told(self, pairs: npt.NDArray[np.intp]) -> Table:
        import pyarrow as pa

        from petasentra.network.travel import PAIR_STATUS

        columns = max(self.before.deciseconds.shape[1], 1)
        old, new = (one.reshape(-1)[pairs] for one in (self.before.deciseconds, self._deciseconds_after))
        was, is_now = old != UNREACHABLE, new != UNREACHABLE
        words = np.array([status for status, _, _ in PAIR_STATUS])
        status = [one.reshape(-1)[pairs] for one in (self.before.status_numbers, self._status_after)]
        change = (new.astype(np.int64) - old.astype(np.int64)) / DECISECONDS_A_MINUTE
        outcome = np.array(_OUTCOMES)[self.outcome_numbers.reshape(-1)[pairs]]
        return Table.from_arrow(
            pa.table(
                {
                    "origin": id_array(self.before.origin_ids).take(pa.array(pairs // columns)),
                    "target": id_array(self.before.target_ids).take(pa.array(pairs % columns)),
                    "minutes_before": pa.array(old / DECISECONDS_A_MINUTE, mask=~was),
                    "minutes_after": pa.array(new / DECISECONDS_A_MINUTE, mask=~is_now),
                    "change_min": pa.array(change, mask=~(was & is_now)),
                    "status_before": pa.array(words[status[0]].tolist(), pa.string()),
                    "status_after": pa.array(words[status[1]].tolist(), pa.string()),
                    "outcome": pa.array(outcome.tolist(), pa.string()),
                }
            )
        )

    def __repr__(self) -> str:
        told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in self.counts.items() if count)
        return f"TravelChanges: {self.outcome_numbers.size} pairs ({told or 'none'})"


@dataclass(frozen=True, eq=False)
class ReachChanges:
    """What became of every area between two answers about the same places and limits.

    Attributes
    ----------
    all_areas
        A row for every place and limit: ``place``, ``minutes``, then ``area_ha``, ``road_km`` and ``status`` with
        ``_before`` and ``_after`` behind, ``change_ha`` and ``change_km``.
    """

    all_areas: Table

    @cached_property
    def _differs(self) -> npt.NDArray[np.bool_]:
        ha, km = np.asarray(self.all_areas["change_ha"]), np.asarray(self.all_areas["change_km"])
        pairs = zip(self.all_areas["status_before"], self.all_areas["status_after"], strict=True)
        differs: npt.NDArray[np.bool_] = (
            (ha != 0) | (km != 0) | np.array([old != new for old, new in pairs], dtype=bool)
        )
        return differs

    def __len__(self) -> int:
        """Return how many areas differ."""
        return int(self._differs.sum())

    @property
    def table(self) -> Table:
        """The areas that differ."""
        import pyarrow as pa

        return Table.from_arrow(pa.table(self.all_areas).filter(pa.array(self._differs)))

    def __repr__(self) -> str:
        return f"ReachChanges: {len(self)} of {len(self.all_areas)} areas differ"


def reach_changes(before: Isochrones, after: Isochrones) -> ReachChanges:
    """Return what became of every area; see `petasentra.network.Isochrones.diff`."""
    import pyarrow as pa

    old, new = before.areas, after.areas
    keys = [list(zip(areas["place"], areas["minutes"], strict=True)) for areas in (old, new)]
    rows = _same_places(keys[0], keys[1], "places and limits", "tempat dan batas")
    columns: dict[str, object] = {"place": list(old["place"]), "minutes": np.asarray(old["minutes"])}
    for name, unit in (("area_ha", "ha"), ("road_km", "km")):
        first = np.asarray(old[name], dtype=np.float64)
        second = np.asarray(new[name], dtype=np.float64)[rows]
        columns[f"{name}_before"] = first
        columns[f"{name}_after"] = second
        columns[f"change_{unit}"] = second - first
    columns["status_before"] = list(old["status"])
    columns["status_after"] = [new["status"][int(row)] for row in rows]
    return ReachChanges(Table.from_arrow(pa.table({name: pa.array(values) for name, values in columns.items()})))


def _same_places(
    before: Sequence[Hashable | object], after: Sequence[Hashable | object], what_en: str, what_id: str
) -> npt.NDArray[np.intp]:
    """Return the rows of `after` in the order of `before`. Ids that repeat are told apart by their order."""
    place = {key: row for row, key in enumerate(_numbered(after))}
    wanted = _numbered(before)
    missing = [key for key in wanted if key not in place]
    more = place.keys() - set(wanted)
    if missing or more:
        name = (missing or sorted(more, key=str))[0][0]
        side_en, side_id = ("before", "sebelum") if missing else ("after", "sesudah")
        raise OptionError(
            f"The two answers are about different {what_en}: {name!r} is only in that {side_en}.",
            f"Kedua jawaban memuat {what_id} yang berbeda: {name!r} hanya ada pada yang {side_id}.",
            hint_en="Ask both questions with the same places and ids.",
            hint_id="Ajukan kedua pertanyaan dengan tempat dan id yang sama.",
            code=801,
        )
    return np.array([place[key] for key in wanted], dtype=np.intp)


def _numbered(keys: Sequence[object]) -> list[tuple[object, int]]:
    seen: Counter[object] = Counter()
    out = []
    for key in keys:
        out.append((key, seen[key]))
        seen[key] += 1
    return out
