"""What a network is asked about other roads than today's, and which road a journey takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra.network.reach import RoadNetworkReach

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from typing import Self, Unpack

    from petasentra._progress import Progress
    from petasentra.layers.layer import LayerLike
    from petasentra.network.costs import RoadCosts
    from petasentra.network.journey import Journey, JourneyOptions, VehicleLike
    from petasentra.network.paths import TravelPaths
    from petasentra.network.scenario_edges import Roads
    from petasentra.network.speed_profile import Which
    from petasentra.network.words import ColumnNames

__all__ = ["RoadNetworkWhatIf"]


class RoadNetworkWhatIf(RoadNetworkReach):
    """The part of `petasentra.RoadNetwork` that answers which roads a journey takes, and what if they were closed."""

    __slots__ = ()

    def scenario(
        self,
        vehicle: VehicleLike = "car",
        *,
        close: Roads | None = None,
        within_m: float = 0.0,
        except_bridges: bool = False,
        slower: Mapping[str, float] | None = None,
        build: bool | Roads | None = None,
        like: RoadCosts | None = None,
        resnap: bool = False,
        title: str = "",
        which: Which = "likely",
        as_of: dt.date | str | None = None,
        without_class: str | None = None,
    ) -> RoadCosts:
        """Return what the roads cost with changes: give it as `vehicle` to every question.

        The network stays as it is and its hierarchy is shared: only the costs on it are laid anew. Places meet the
        roads where they did without the changes: one that stands within a closed edge is cut off (``road_closed``), so
        closing and slowing never shorten a journey, and opening never lengthens one.

        Parameters
        ----------
        vehicle, which, as_of, without_class
            As for `travel_times`; another scenario is changed further.
        close
            Names of roads, numbers of edges, a list of both, or a layer (or a `pathlib.Path` of one): edges that meet
            its polygons, lines or points are closed in both directions, ferries too. A text is the name of a road, as
            in ``edges()["name"]``, never a class and never a file. A layer that meets no road closes none, which
            ``changes`` and ``findings`` (``SCENARIO_NO_EDGE``) say.
        within_m
            Edges this near to the shapes of the layer are closed, too.
        except_bridges
            Bridges that meet the layer stay open: a flood may pass below them.
        slower
            Factors of speed by class of the profile (or by a word of the source, which goes before its class): 0.5
            takes twice as long. Ferries keep their crossing. Times are rounded to tenths of a second once more. What
            an earlier scenario slowed is slowed further: factors multiply, and ``changes`` tells what is left.
        build
            Planned roads to open: True for all that wait (``planned="waiting"`` and `with_roads`), or which, as for
            `close`.
        like
            Another scenario, whose changes are made for this vehicle first.
        resnap
            A place whose road is closed looks for another within `limit_m`, and one near an opened road may begin
            there: journeys may become shorter by a closure.
        title
            What the scenario is called.

        Returns
        -------
        RoadCosts
            ``changes`` tells what was done in both languages, ``description`` all of it with the vehicle,
            ``reasons["scenario"]`` how many edges it closed that were open.

        Raises
        ------
        OptionError
            No road has that name or number, the profile has no such class (the nearest is named), a factor is not
            above 0 and at most 1, `within_m` or `except_bridges` is given without a layer, nothing waits to be opened,
            or an argument is of another kind. Otherwise as for `costs`.
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
        >>> net.scenario("heavy_truck", like=flood).description.en[:40]
        'banjir: Heavy truck, likely speeds; Clas'
        """
        from petasentra.network.costs import RoadCosts, costs_of
        from petasentra.network.scenarios import scenario

        if isinstance(vehicle, RoadCosts):
            costs = costs_of(self, vehicle)
        else:
            costs = self.costs(vehicle, which=which, as_of=as_of, without_class=without_class)
        return scenario(
            self, costs, build=build, slower=slower, close=close, within_m=within_m, except_bridges=except_bridges,
            like=like, title=title, resnap=resnap,
        )  # fmt: skip

    def with_roads(
        self,
        lines: LayerLike,
        *,
        columns: ColumnNames = None,
        tolerance_m: float = 0.0,
        crossings: bool = False,
        one_way_words: Mapping[str, str] | None = None,
        progress: Progress = None,
    ) -> Self:
        """Return a network with more roads in it, that wait until a scenario opens them (``build=``).

        What is there stays where it is and keeps its number; an edge on which an added road ends is cut, and keeps its
        number for its first piece. Times of cut edges are rounded piece by piece, so compare answers of the new network
        with each other. If the hierarchy was made, its order is kept for up to 100 new nodes and
        only its shape is built anew; for more it is made anew.

        Parameters
        ----------
        lines
            LineStrings or MultiLineStrings, in any CRS. They are joined with each other as `from_layer` joins them,
            and with the network at their ends: to the nearest node within the tolerance, else to the nearest line.
        tolerance_m
            How far an end may be from what it meets, at most 50 m; each move is a finding. Dead ends this near to an
            added line are met by it, too. A millimetre is always granted.
        crossings
            Added lines meet the roads that they cross at one grade.
        columns, one_way_words, progress
            As for `from_layer`. Without a class a road stays closed, unless `without_class` says which it is.

        Raises
        ------
        CrsError
            The layer has no CRS.
        SchemaError, OptionError
            As for `from_layer`.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> corner = [shapely.LineString([(0, 0), (2500, 0)]), shapely.LineString([(2500, 0), (2500, 2500)])]
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 2}, geometry=corner, crs=32749)
        >>> short_cut = geopandas.GeoDataFrame(
        ...     {"REMARK": ["Jalan Lokal"]}, geometry=[shapely.LineString([(0, 0), (2500, 2500)])], crs=32749
        ... )
        >>> net = ps.RoadNetwork.from_layer(roads, columns="rbi").with_roads(short_cut, columns="rbi")
        >>> ends = geopandas.GeoDataFrame(geometry=shapely.points([(0, 0), (2500, 2500)]), crs=32749)
        >>> today = net.travel_times(ends[:1], ends[1:])
        >>> today.diff(net.travel_times(ends[:1], ends[1:], vehicle=net.scenario("car", build=True)))
        TravelChanges: 1 pairs (1 better)
        """
        from petasentra.network.given_numbers import given_number
        from petasentra.network.inputs import given_layer
        from petasentra.network.words import road_columns, road_words
        from petasentra.zoning.places import known_crs

        layer = given_layer(lines, "lines")
        known_crs(layer, "The added roads have no CRS.", "Jalan yang ditambahkan tidak memiliki CRS.")
        core = self.core.with_roads(
            layer.to_crs(self.crs).core,
            columns=road_columns(columns, layer.columns),
            crossings=crossings,
            tolerance_m=given_number(tolerance_m, "tolerance_m"),
            progress=progress_callback(progress, "roads"),
            **road_words(one_way_words),
        )
        turns = self._turns.after_cuts(self.core, core)
        network = type(self)(turns.laid_on(core, tell=False), turns=turns)
        if self._hierarchy is not None:
            network._hierarchy = _core.RoadHierarchy(network.core, like=self._hierarchy)
        return network

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
            Places, in any CRS: the first origin goes to the first target, and so on.
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
