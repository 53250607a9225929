"""How long it takes to travel between places: every pair, with a status."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from petasentra.network.costs import DECISECONDS_A_MINUTE, UNREACHABLE
from petasentra.network.ids import id_array
from petasentra.network.nearest import NearestTargets, how_many, minutes_of, nearest_table
from petasentra.network.pairs import PAIR_STATUS, pair_status, pairs_batch
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pyarrow as pa

    from petasentra.network.asked import Asked
    from petasentra.network.costs import RoadCosts
    from petasentra.network.snapping import RoadSnap
    from petasentra.network.travel_diff import TravelChanges

__all__ = ["PAIR_STATUS", "TravelTimes"]


@dataclass(frozen=True, eq=False)
class TravelTimes:
    """Travel times between every origin and every target, access legs included. No pair is missing.

    Attributes
    ----------
    deciseconds
        Tenths of a second, shape (origins, targets), uint32; `petasentra.network.costs.UNREACHABLE` where there is no
        way.
    origins, targets
        Where the places meet the roads.
    origin_ids, target_ids
        Ids of the places, in the order of their rows.
    costs
        What the roads cost: vehicle, day and speeds.
    length_m
        Metres on roads of the quickest ways, shape (origins, targets), infinite where there is none; None where nobody
        asked for them.
    asked
        What was asked beside the costs; `diff` tells what of it is different.
    """

    deciseconds: npt.NDArray[np.uint32]
    origins: RoadSnap
    targets: RoadSnap
    origin_ids: Sequence[object]
    target_ids: Sequence[object]
    costs: RoadCosts
    length_m: npt.NDArray[np.float64] | None = None
    asked: Asked | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return int(self.deciseconds.size)

    @cached_property
    def minutes(self) -> npt.NDArray[np.float64]:
        """Minutes, shape (origins, targets); infinite where there is no way (in tables that is null)."""
        reached = self.deciseconds != UNREACHABLE
        return np.where(reached, self.deciseconds / DECISECONDS_A_MINUTE, np.inf)

    @cached_property
    def status_numbers(self) -> npt.NDArray[np.uint8]:
        """Status of each pair as a number of `PAIR_STATUS`, shape (origins, targets)."""
        return pair_status(self.deciseconds != UNREACHABLE, self.origins.standing, self.targets.standing)

    def to_arrow(self) -> pa.Table:
        """Return one row a pair: ``origin``, ``target``, ``minutes`` (null where there is no way), ``status``.

        Rows are sorted by origin, then target, in the order in which they were given. Where lengths were asked for,
        ``length_m`` stands behind the minutes.
        """
        import pyarrow as pa

        columns = {"minutes": minutes_of(self.deciseconds)}
        if self.length_m is not None:
            length_m = self.length_m.reshape(-1)
            columns["length_m"] = pa.array(length_m, mask=~np.isfinite(length_m))
        ids = id_array(self.origin_ids), id_array(self.target_ids)
        return pa.Table.from_batches([pairs_batch(*ids, columns, self.status_numbers)])

    @property
    def table(self) -> Table:
        """One row a pair, as `to_arrow` has it."""
        return Table.from_arrow(self.to_arrow())

    def nearest(self, k: int = 1) -> NearestTargets:
        """Return the `k` nearest targets of each origin.

        Parameters
        ----------
        k
            How many, at least 1. Among targets equally near the one given first.

        Returns
        -------
        Table
            ``origin``, ``rank`` (1, 2, ...), ``target``, ``minutes``, ``status``, sorted by origin and rank: `k` rows
            an origin, those without a target say why: ``"no_target"`` beyond the number of targets, ``"no_way"``,
            or where the origin or the target stands (``"target_off_road"``).

        Raises
        ------
        OptionError
            `k` is no whole number, or below 1.
        """
        found = self.nearest_rows(k)
        return nearest_table(
            self.origin_ids, self.target_ids, (self.origins.standing, self.targets.standing), found,
            {"minutes": self.taken(found)},
            self.costs, self.asked,
        )  # fmt: skip

    def nearest_rows(self, k: int) -> npt.NDArray[np.int64]:
        """Return the nearest targets by row, nearest first, -1 where there are fewer than `k`, shape (origins, k)."""
        rows, columns = self.deciseconds.shape
        number = how_many(k)
        found = np.full((rows, number), -1)
        some = min(number, columns)
        found[:, :some] = np.argsort(self.deciseconds, axis=1, kind="stable")[:, :some]
        return np.where(self.taken(found) == UNREACHABLE, -1, found)

    def taken(self, targets: npt.NDArray[np.int64]) -> npt.NDArray[np.uint32]:
        """Return tenths of a second to targets by row, shape (origins, k); `UNREACHABLE` for -1."""
        if not self.deciseconds.shape[1]:
            return np.full(targets.shape, UNREACHABLE, dtype=np.uint32)
        costs = np.take_along_axis(self.deciseconds, np.maximum(targets, 0), axis=1)
        return np.where(targets < 0, UNREACHABLE, costs).astype(np.uint32, copy=False)

    def diff(self, after: TravelTimes) -> TravelChanges:
        """Return what became of every pair in another answer about the same places, such as that of a scenario.

        Parameters
        ----------
        after
            The second answer, of this kind. Rows are matched by the ids of their places, in whatever order they were
            asked; a place with an id of its own may have moved, which is among the ``causes``.

        Raises
        ------
        OptionError
            It is an answer of another kind or to another question; or ids that are row numbers, or repeat, stand for
            other places in it.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> lines = [shapely.LineString([(0, 0), (500, 0)]), shapely.LineString([(500, 0), (1000, 0)])]
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 2}, geometry=lines, crs=32749)
        >>> net = ps.RoadNetwork.from_layer(roads, columns="rbi")
        >>> at = geopandas.GeoDataFrame(geometry=[shapely.Point(x, 0) for x in (0, 500, 1000)], crs=32749)
        >>> now = net.travel_times(at, at, limit_m=400)
        >>> flood = net.travel_times(at, at, limit_m=400, vehicle=net.scenario(close=[1]))
        >>> now.diff(flood)
        TravelChanges: 9 pairs (5 same, 4 lost)
        """
        from petasentra.network.travel_diff import TravelChanges

        return TravelChanges(self, after)

    def __repr__(self) -> str:
        rows, columns = self.deciseconds.shape
        reached = int((self.deciseconds != UNREACHABLE).sum())
        return f"TravelTimes: {rows} origins x {columns} targets, {reached} of {rows * columns} pairs reached"
