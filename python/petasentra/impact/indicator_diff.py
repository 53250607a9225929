"""What two sets of indicators tell differently."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from petasentra.impact.tables import interval_columns, made_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from petasentra.impact.indicators import Pair
    from petasentra.tables import Table

    Key = tuple[str, str, str, str, int]

__all__ = ["IndicatorDiff", "differences"]


@dataclass(frozen=True)
class IndicatorDiff:
    """Pairs of figures whose ratio, status or direction is another; ``-diff`` is the same seen from the other side.

    ``here`` and ``there`` are the two pairs of each row, None where one set has none.
    """

    rows: tuple[tuple[Key, Pair | None, Pair | None], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __neg__(self) -> IndicatorDiff:
        return IndicatorDiff(tuple((key, there, here) for key, here, there in self.rows))

    @cached_property
    def table(self) -> Table:
        """One row a pair: ``subject``, ``indicator``, ``before_source``, ``after_source``, then both ratios.

        ``ratio_low_here``, ``ratio_high_here``, ``status_here`` and the same ``_there``; all null where that set has no
        such pair.
        """
        keys = [row[0] for row in self.rows]
        names = ("subject", "indicator", "before_source", "after_source")
        columns = {name: [key[place] for key in keys] for place, name in enumerate(names)}
        for place, side in ((1, "here"), (2, "there")):
            pairs: list[Pair | None] = [row[place] for row in self.rows]  # type: ignore[misc]
            ends = interval_columns([None if one is None else one.change.ratio for one in pairs])
            columns[f"ratio_low_{side}"], columns[f"ratio_high_{side}"] = ends["low"], ends["high"]
            columns[f"status_{side}"] = [one and one.change.status for one in pairs]  # type: ignore[misc]
        return made_table(columns)

    def __repr__(self) -> str:
        return f"IndicatorDiff: {len(self)} pairs told differently"


def differences(here: Iterable[Pair], there: Iterable[Pair]) -> IndicatorDiff:
    """Return the pairs that differ, by subject, indicator and the sources of both figures."""
    one, other = _keyed(here), _keyed(there)
    keys = sorted(one.keys() | other.keys())
    told = [(key, one.get(key), other.get(key)) for key in keys]
    return IndicatorDiff(tuple(row for row in told if _answer(row[1]) != _answer(row[2])))


def _keyed(pairs: Iterable[Pair]) -> dict[Key, Pair]:
    """Key pairs by what they are about and who says so; a number parts those that a source tells twice."""
    keyed: dict[Key, Pair] = {}
    for pair in pairs:
        sources = [one.source if one else "" for one in (pair.before, pair.after)]
        number = 0
        while (key := (pair.subject, pair.indicator, sources[0], sources[1], number)) in keyed:
            number += 1
        keyed[key] = pair
    return keyed


def _answer(pair: Pair | None) -> object:
    return pair and (pair.change.ratio, pair.change.difference, pair.change.status)
