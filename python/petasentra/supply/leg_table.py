"""A table of legs in place of roads."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import SchemaError
from petasentra.supply.rows import GivenRows
from petasentra.supply.ways import TableWays

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.model import Model
    from petasentra.supply.rows import RowsLike

__all__ = ["LegTable"]


class LegTable:
    """Legs by the ids of their ends. Of several between the same two the quickest counts, of those the shortest.

    Parameters
    ----------
    rows
        ``from_id``, ``to_id``, ``km`` and, if it is there, ``minutes``.

    Raises
    ------
    SchemaError
        A column is missing, or a number is missing or negative.
    """

    def __init__(self, rows: RowsLike) -> None:
        given = GivenRows(rows, "legs")
        self._begin, self._end = given.column_texts("from_id"), given.column_texts("to_id")
        self._km = given.numbers("km")
        self._minutes = given.numbers("minutes") if "minutes" in given else np.zeros(len(given))
        bad = ~(np.isfinite(self._km) & np.isfinite(self._minutes) & (self._km >= 0) & (self._minutes >= 0))
        for row in np.flatnonzero(bad)[:1]:
            raise SchemaError(
                f"Leg {row} has km {self._km[row]} and minutes {self._minutes[row]}: both have to be 0 or more.",
                f"Rute {row} memuat km {self._km[row]} dan menit {self._minutes[row]}: keduanya harus 0 atau lebih.",
                code=102,
                feature=str(row),
            )

    def ways(self, model: Model) -> TableWays:
        """Return the legs by the numbers of sites. Sites of several kinds with one id are at one place."""
        kinds = sorted(set(model.site_kinds))
        sites_of: dict[str, dict[str, int]] = {kind: {} for kind in kinds}
        for site, (kind, name) in enumerate(zip(model.site_kinds, model.site_ids, strict=True)):
            sites_of[kind][name] = site
        ends = [
            {kind: np.array([sites_of[kind].get(name, -1) for name in names], dtype=np.int64) for kind in kinds}
            for names in (self._begin, self._end)
        ]
        count, best = len(model.site_ids), np.lexsort((self._km, self._minutes))
        keys, rows = [_at_one_place(model)], [np.full(len(_at_one_place(model)), -1)]
        for one in kinds:
            for other in kinds:
                there = best[(ends[0][one][best] >= 0) & (ends[1][other][best] >= 0)]
                keys.append(ends[0][one][there] * count + ends[1][other][there])
                rows.append(there)
        # A leg that is stated goes before one that is not, and of several the first, which is the best.
        order = np.r_[np.arange(len(keys[0]), sum(map(len, keys))), np.arange(len(keys[0]))].astype(np.int64)
        every, first = np.unique(np.concatenate(keys)[order], return_index=True)
        row = np.concatenate(rows)[order][first]
        stated = row >= 0
        minutes, km = np.zeros(len(row)), np.zeros(len(row))
        minutes[stated], km[stated] = self._minutes[row[stated]], self._km[row[stated]]
        return TableWays(count, every, minutes, km, self._repeated)

    @cached_property
    def _repeated(self) -> tuple[tuple[str, str, int], ...]:
        """The ends of legs that stand several times, and how often."""
        counted = Counter(zip(self._begin, self._end, strict=True))
        return tuple((*ends, count) for ends, count in sorted(counted.items()) if count > 1)


def _at_one_place(model: Model) -> npt.NDArray[np.int64]:
    """Return the pairs of different sites with one id."""
    count = len(model.site_ids)
    groups = [model.sites_named(name) for name in dict.fromkeys(model.site_ids)]
    pairs = [one * count + other for same in groups for one in same for other in same if one != other]
    return np.array(pairs, dtype=np.int64)
