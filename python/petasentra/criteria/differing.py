"""What became of candidates between two answers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from petasentra.criteria.result_tables import named
from petasentra.criteria.scoring import STATUSES
from petasentra.errors import OptionError
from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra.criteria.result import Suitability

__all__ = ["SuitabilityDifference"]

_OUTCOMES = ("same", "changed", "gone", "new")


class SuitabilityDifference:
    """What became of every candidate, by id. Made by `Suitability.diff`; ``-difference`` looks from the other side.

    `len` counts the rows that are not ``same``.

    Parameters
    ----------
    before, after
        The two answers.
    """

    def __init__(self, before: Suitability, after: Suitability) -> None:
        from petasentra.criteria.result import Suitability

        for answer in (before, after):
            if not isinstance(answer, Suitability):
                raise OptionError(
                    f"after={answer!r} is not what suitability returned.",
                    f"after={answer!r} bukan hasil suitability.", code=801, column="after",
                )  # fmt: skip
        self.before = before
        self.after = after

    @cached_property
    def all_places(self) -> Table:
        """One row a candidate of either answer, those of the first in their order, then the new ones.

        ``site_id``, ``status_before``, ``status_after``, ``rank_before``, ``rank_after``, ``score_before``,
        ``score_after``, ``outcome``: ``same``, ``changed`` (status, rank or score), ``gone``, ``new``.
        """
        sides = (self.before, self.after)
        ids = list(self.before._rows) + [one for one in self.after._rows if one not in self.before._rows]
        rows = [np.array([side._rows.get(one, -1) for one in ids], dtype=np.int64) for side in sides]
        there = [one >= 0 for one in rows]
        columns: dict[str, pa.Array] = {"site_id": pa.array(ids, pa.string())}
        alike = there[0] & there[1]
        for name in ("status", "rank", "score"):
            taken = [getattr(side.scores, name)[at] if len(side) else np.zeros(len(ids))
                     for side, at in zip(sides, rows, strict=True)]  # fmt: skip
            nothing = [~here | (~np.isfinite(one) | ((name == "rank") & (one == 0)))
                       for here, one in zip(there, taken, strict=True)]  # fmt: skip
            alike &= (taken[0] == taken[1]) | (nothing[0] & nothing[1])
            for when, one, none in zip(("before", "after"), taken, nothing, strict=True):
                if name == "status":
                    words = named(one.astype(np.int8), STATUSES)
                    columns[f"{name}_{when}"] = pa.array(words.to_pylist(), pa.string(), mask=none)
                else:
                    columns[f"{name}_{when}"] = pa.array(one, mask=none)
        outcome = np.where(alike, 0, np.where(there[0] & there[1], 1, np.where(there[0], 2, 3)))
        columns["outcome"] = named(outcome, _OUTCOMES)
        return Table.from_arrow(pa.table(columns))

    @property
    def table(self) -> Table:
        """The rows that are not ``same``."""
        words = self.all_places["outcome"]
        return self.all_places[[row for row, word in enumerate(words) if word != "same"]]

    def __len__(self) -> int:
        return len(self.table)

    def __neg__(self) -> SuitabilityDifference:
        return SuitabilityDifference(self.after, self.before)

    def __repr__(self) -> str:
        words = list(self.all_places["outcome"])
        told = ", ".join(f"{words.count(word)} {word}" for word in _OUTCOMES if word in words)
        return f"SuitabilityDifference: {told or 'no candidates'}"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()
