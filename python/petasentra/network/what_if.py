"""What a network is asked about other roads than today's, and which road a journey takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from petasentra.network.reach import RoadNetworkReach

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from typing import Unpack

    from petasentra._progress import Progress
    from petasentra.layers import LayerLike
    from petasentra.network.costs import RoadCosts
    from petasentra.network.journey import Journey, JourneyOptions, VehicleLike
    from petasentra.network.paths import TravelPaths
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.scenarios import Closing
    from petasentra.network.speed_profile import Which

__all__ = ["RoadNetworkWhatIf"]


class RoadNetworkWhatIf(RoadNetworkReach):
    """The part of `petasentra.RoadNetwork` that answers which roads a journey takes, and what if they were closed."""

    __slots__ = ()

    def scenario(
        self,
        vehicle: VehicleLike = "car",
        *,
        close: Closing | None = None,
        within_m: float = 0.0,
        slower: Mapping[str, float] | None = None,
        title: str = "",
        which: Which = "likely",
        as_of: dt.date | str | None = None,
        without_class: str | None = None,
    ) -> RoadCosts:
        """Return what the roads cost with changes: give it as `vehicle` to every question.

        The network stays as it is and its hierarchy is shared: only the costs on it are laid anew.

        Parameters
        ----------
        vehicle, which, as_of, without_class
            As for `travel_times`; another scenario is changed further.
        close
            Names of roads, numbers of edges, a list of both, or a layer: edges that meet its polygons, lines or points
            are closed in both directions.
        within_m
            Edges this near to the shapes of the layer are closed, too.
        slower
            Factors of speed by class of the profile (or by a word of the source): 0.5 takes twice as long. Times
            are rounded to tenths of a second once more.
        title
            What the scenario is called.

        Returns
        -------
        RoadCosts
            ``changes`` tells what was done in both languages, ``reasons["scenario"]`` how many edges it closed that
            were open.

        Raises
        ------
        OptionError
            No road has that name or number, the profile has no such class (the nearest is named), or a factor is not
            above 0 and at most 1. Otherwise as for `costs`.
        CrsError
            The layer has no CRS.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> lines = [shapely.LineString([(0, 0), (250, 0)]), shapely.LineString([(250, 0), (500, 0)])]
        >>> facts = {"REMARK": ["Jalan Lokal"] * 2, "NAMRJL": ["Jl. Mawar", "Jl. Melati"]}
        >>> roads = geopandas.GeoDataFrame(facts, geometry=lines, crs=32749)
        >>> net = ps.RoadNetwork.from_layer(roads, columns={"road_class": "REMARK", "name": "NAMRJL"})
        >>> flood = net.scenario("car", close="jl. melati", slower={"local": 0.5}, title="banjir")
        >>> flood.deciseconds.tolist(), flood.reasons["scenario"]
        ([720, 720, 2147483647, 2147483647], 1)
        >>> flood.changes[1].en
        'Closed: jl. melati (1 edge)'
        """
        from petasentra.network.costs import RoadCosts
        from petasentra.network.scenarios import scenario

        network = cast("RoadNetwork", self)
        if not isinstance(vehicle, RoadCosts):
            vehicle = network.costs(vehicle, which=which, as_of=as_of, without_class=without_class)
        return scenario(network, vehicle, close=close, within_m=within_m, slower=slower, title=title)

    def paths(
        self,
        origins: LayerLike,
        targets: LayerLike,
        *,
        every: bool = False,
        journey: Journey | None = None,
        origin_id: str | None = None,
        target_id: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
        **how: Unpack[JourneyOptions],
    ) -> TravelPaths:
        """Return the road that each journey takes; it costs what `travel_times` says.

        Parameters
        ----------
        origins, targets
            Points, in any CRS: the first origin goes to the first target, and so on.
        every
            Every origin with every target instead, sorted by origin.
        origin_id, target_id, progress, threads, journey, how
            As for `travel_times`.

        Returns
        -------
        TravelPaths
            ``lines``, one row a journey, also those without a way; ``edges``; ``criticality()``.

        Raises
        ------
        OptionError
            Row by row, there are not as many origins as targets. Otherwise as for `travel_times`.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> line = shapely.LineString([(0, 0), (2000, 0)])
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line], crs=32749)
        >>> at = geopandas.GeoDataFrame(geometry=[shapely.Point(500, 0), shapely.Point(1500, 0)], crs=32749)
        >>> found = ps.RoadNetwork.from_layer(roads, columns="rbi").paths(at[:1], at[1:])
        >>> found.lines["km"].tolist(), found.lines["minutes"].round(2).tolist()
        ([1.0], [2.4])
        >>> found.lines.to_geopandas().geometry[0].wkt
        'LINESTRING (500 0, 1500 0)'
        """
        from petasentra.network.paths import travel_paths
        from petasentra.network.questions import Question

        question = Question(self, journey, how, progress=progress, threads=threads)
        return travel_paths(question, origins, targets, every=every, origin_id=origin_id, target_id=target_id)
