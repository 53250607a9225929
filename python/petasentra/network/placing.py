"""What the roads cost a vehicle, and where places meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.network.costs import RoadCosts, arc_costs, costs_of
from petasentra.network.facts import RoadNetworkFacts
from petasentra.network.given_numbers import given_number
from petasentra.network.inputs import coordinates_of
from petasentra.network.journey import Journey
from petasentra.network.snapping import RoadSnap
from petasentra.network.whole_numbers import whole_numbers
from petasentra.tables import Table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.crs import CrsLike
    from petasentra.layers.layer import LayerLike
    from petasentra.network.journey import VehicleLike
    from petasentra.network.speed_profile import Which

__all__ = ["RoadNetworkPlaces"]


class RoadNetworkPlaces(RoadNetworkFacts):
    """The part of `petasentra.RoadNetwork` that answers what roads cost and where places meet them."""

    __slots__ = ()

    def costs(
        self,
        profile: VehicleLike = "car",
        *,
        which: Which = "likely",
        as_of: dt.date | str | None = None,
        without_class: str | None = None,
    ) -> RoadCosts:
        """Return the time of every arc for a vehicle.

        Parameters
        ----------
        profile
            A profile, the name of a bundled one, or the path of a file; costs are returned as they are.
        which
            ``"min"``, ``"likely"`` or ``"max"`` of the speeds.
        as_of
            The day, for roads that are closed in a season. Without it such roads are closed, with the reason
            ``day_unknown``.
        without_class
            The class of roads that state none; without it they are closed, with the reason ``class_unknown``.

        Raises
        ------
        NetworkError
            A speed cannot be used; file, class and column are named.
        OptionError
            There is no such profile, or `as_of` is no date.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> line = shapely.LineString([(0, 0), (250, 0)])
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line], crs=32749)
        >>> net = ps.RoadNetwork.from_layer(roads, columns="rbi")
        >>> net.costs("car").deciseconds.tolist()  # 250 m at 25 km/h are 36 s
        [360, 360]
        """
        return arc_costs(self, Journey(profile, which, as_of, without_class))

    def snap(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        crs: CrsLike | None = None,
        limit_m: float = 500.0,
        component: int | Sequence[int] | str | None = None,
        min_nodes: int = 0,
        costs: RoadCosts | None = None,
        access_km_per_h: float | None = None,
        progress: Progress = None,
        threads: int | None = None,
    ) -> RoadSnap:
        """Find where places meet the network.

        Every place keeps its row. A place farther than `limit_m` from every road it may use is ``too_far``: no
        straight line over water or fields is drawn for it. Ferries are no road to begin on.

        Parameters
        ----------
        points
            Places, in any CRS; or `x` and `y`. Of a line or an area a place within stands for the whole, and
            ``place_kind`` says so.
        x, y, crs
            Coordinates, in the CRS of the network unless `crs` says otherwise.
        limit_m
            The longest access leg, in metres.
        component
            Only roads of these components; ``"largest"`` is the one with most nodes.
        min_nodes
            Only roads of components with at least so many nodes.
        costs
            Roads that are closed both ways to this vehicle are left aside, and the result has costs to and from the
            ends of the edges. With those of a scenario places meet the roads as without it, and one within a road that
            it closes is ``road_closed``, unless ``resnap`` was asked for.
        access_km_per_h
            Speed of the access leg; that of the profile of `costs` where none is given.
        progress, threads
            As elsewhere; results never depend on the number of threads.

        Raises
        ------
        OptionError
            The limit is negative or no number, there is no such component, or the costs are those of another network.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> roads = geopandas.GeoDataFrame(geometry=[shapely.LineString([(0, 0), (100, 0)])], crs=32749)
        >>> snap = ps.RoadNetwork.from_layer(roads).snap(x=[25, 50], y=[30, 4000], limit_m=100)
        >>> snap["status"], snap["distance_m"].tolist(), snap["fraction"].tolist()
        (['snapped', 'too_far'], [30.0, 4000.0], [0.25, 0.5])
        >>> snap["reason_en"][1]
        'The nearest road that may be used is 4,000 m away, beyond the limit of 100 m.'
        """
        import pyarrow as pa

        limit = given_number(limit_m, "limit_m")
        fewest = int(whole_numbers([min_nodes], "min_nodes")[0])
        if costs is not None:
            costs_of(self, costs)
        if access_km_per_h is not None:
            access_km_per_h = given_number(access_km_per_h, "access_km_per_h")
        xs, ys, kinds = coordinates_of(points, x, y, crs, self.crs, worker_threads(threads))
        if self._snapper is None:
            self._snapper = _core.Snapper(self._handle)
        speed = access_km_per_h if access_km_per_h is not None else costs.profile.access_km_per_h if costs else None
        table, columns = self._snapper.snap(
            xs, ys,
            limit_m=limit,
            components=self._components(component),
            min_nodes=fewest,
            costs=None if costs is None else costs.deciseconds,
            open=None if costs is None or costs.resnap else costs.before,
            access_km_per_h=5.0 if speed is None else speed,
            progress=progress_callback(progress, "snapping"),
            threads=worker_threads(threads),
        )  # fmt: skip
        told = pa.table(table).append_column("place_kind", pa.array(kinds, pa.string()))
        return RoadSnap(Table.from_arrow(told), limit, speed, given_xy=np.column_stack([xs, ys]), **columns)

    def _components(self, component: int | Sequence[int] | str | None) -> list[int]:
        wanted = Journey(component=component).components
        if wanted == "largest":
            return [self._handle.largest_component] if self.component_count else []
        return [] if wanted is None else [int(one) for one in wanted]
