"""What two answers about travel times say differently, pair by pair."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from petasentra.network.asked import causes_between
from petasentra.network.costs import DECISECONDS_A_MINUTE, UNREACHABLE
from petasentra.network.ids import id_array
from petasentra.network.matched_rows import STATUS_WORDS, same_rows
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.network.costs import Change
    from petasentra.network.travel import TravelTimes

__all__ = ["TravelChanges"]

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
        _ = self.causes, self._rows

    @cached_property
    def _rows(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        return (
            same_rows(self.before.origin_ids, self.after.origin_ids, "origins", "tempat asal"),
            same_rows(self.before.target_ids, self.after.target_ids, "targets", "tempat tujuan"),
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
    def causes(self) -> tuple[Change, ...]:
        """What was asked differently: vehicle, speeds, day, changes of a scenario, keywords, places that moved."""
        return causes_between(self.before, self.after, rows=("origins", "targets"))

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
        way), ``status_before``, ``status_after``, ``reason_id`` and ``reason_en`` (of the second), ``outcome``.
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
                    **{
                        f"reason_{language}": pa.array(_reasons(words[status[1]], language), pa.string())
                        for language in ("id", "en")
                    },
                    "outcome": pa.array(outcome.tolist(), pa.string()),
                }
            )
        )

    def __repr__(self) -> str:
        told = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in self.counts.items() if count)
        return f"TravelChanges: {self.outcome_numbers.size} pairs ({told or 'none'})"


def _reasons(status: npt.NDArray[np.str_], language: str) -> list[str | None]:
    return [getattr(STATUS_WORDS.get(one), language, None) for one in status.tolist()]
