"""A table of legs in place of roads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import SchemaError
from petasentra.supply.rows import GivenRows
from petasentra.supply.ways import TableWays

if TYPE_CHECKING:
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
        by_id: dict[str, list[int]] = {}
        for site, name in enumerate(model.site_ids):
            by_id.setdefault(name, []).append(site)
        count = len(model.site_ids)
        found: dict[int, int] = {}
        # The best leg comes last and stays.
        for row in np.lexsort((self._km, self._minutes))[::-1]:
            for one in by_id.get(self._begin[row], ()):
                for other in by_id.get(self._end[row], ()):
                    found[one * count + other] = int(row)
        for sites in by_id.values():  # of one id, so at one place
            for one in sites:
                for other in sites:
                    if one != other:
                        found.setdefault(one * count + other, -1)
        keys = np.array(sorted(found), dtype=np.int64)
        rows = np.array([found[int(key)] for key in keys], dtype=np.int64)
        here = rows < 0
        minutes, km = np.zeros(len(rows)), np.zeros(len(rows))
        minutes[~here], km[~here] = self._minutes[rows[~here]], self._km[rows[~here]]
        return TableWays(count, keys, minutes, km)
