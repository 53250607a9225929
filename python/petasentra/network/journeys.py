"""What a network is asked about journeys: how long they take, and what is within reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from petasentra.network.facts import RoadNetworkFacts

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Sequence

    from petasentra._progress import Progress
    from petasentra.layers import Layer, LayerLike
    from petasentra.network.costs import RoadCosts
    from petasentra.network.intervals import TravelInterval
    from petasentra.network.isochrones import Isochrones
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.speed_profile import SpeedProfile, Which
    from petasentra.network.travel import TravelTimes
    from petasentra.tables import Table

__all__ = ["RoadNetworkJourneys"]


class RoadNetworkJourneys(RoadNetworkFacts):
    """The part of `petasentra.RoadNetwork` that answers about journeys."""

    __slots__ = ()

    def travel_times(
        self,
        origins: LayerLike,
        targets: LayerLike,
        *,
        vehicle: SpeedProfile | RoadCosts | str | os.PathLike[str] = "car",
        which: Which = "likely",
        as_of: dt.date | str | None = None,
        without_class: str | None = None,
        limit_m: float = 500.0,
        component: int | Sequence[int] | str | None = None,
        origin_id: str | None = None,
        target_id: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
    ) -> TravelTimes:
        """Return how long it takes from every origin to every target, access legs included.

        No pair is missing: one that cannot be travelled says why. Along the access leg one goes as fast as the vehicle
        does off the roads.

        Parameters
        ----------
        origins, targets
            Points, in any CRS.
        vehicle
            A profile, the name of a bundled one, the path of a file, or what `costs` returned.
        which, as_of, without_class
            As for `costs`; they say nothing where `vehicle` is what that returned.
        limit_m, component
            As for `snap`.
        origin_id, target_id
            Columns with the ids of the places; without them their rows, from 0.
        progress, threads
            As elsewhere; results never depend on the number of threads.

        Returns
        -------
        TravelTimes
            Tenths of a second, shape (origins, targets), and the pairs as a table.

        Raises
        ------
        OptionError, NetworkError
            As for `costs` and `snap`.
        SchemaError
            There is no such column of ids.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> line = shapely.LineString([(0, 0), (2000, 0)])
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line], crs=32749)
        >>> at = geopandas.GeoDataFrame(geometry=[shapely.Point(0, 0), shapely.Point(1000, 0)], crs=32749)
        >>> times = ps.RoadNetwork.from_layer(roads, columns="rbi").travel_times(at, at)
        >>> times.minutes.round(2).tolist()  # a kilometre at 25 km/h
        [[0.0, 2.4], [2.4, 0.0]]
        """
        from petasentra.network.questions import Question
        from petasentra.network.travelling import travel_times

        question = Question(
            cast("RoadNetwork", self), vehicle, which=which, as_of=as_of, without_class=without_class, limit_m=limit_m,
            component=component, progress=progress, threads=threads,
        )  # fmt: skip
        return travel_times(question, origins, targets, origin_id=origin_id, target_id=target_id)

    def travel_interval(
        self,
        origins: LayerLike,
        targets: LayerLike,
        *,
        vehicle: SpeedProfile | str | os.PathLike[str] = "car",
        as_of: dt.date | str | None = None,
        without_class: str | None = None,
        limit_m: float = 500.0,
        component: int | Sequence[int] | str | None = None,
        origin_id: str | None = None,
        target_id: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
    ) -> TravelInterval:
        """Return how long it takes at the largest, the likely and the smallest speeds of a profile.

        Parameters
        ----------
        origins, targets, vehicle, as_of, without_class, limit_m, component, origin_id, target_id, progress, threads
            As for `travel_times`.

        Returns
        -------
        TravelInterval
            Three travel times of every pair, and whether an origin reaches a target surely, likely or perhaps.

        Raises
        ------
        OptionError, NetworkError, SchemaError
            As for `travel_times`.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> line = shapely.LineString([(0, 0), (9000, 0)])
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line], crs=32749)
        >>> at = geopandas.GeoDataFrame(geometry=shapely.points([(0, 0), (5000, 0)]), crs=32749)
        >>> found = ps.RoadNetwork.from_layer(roads, columns="rbi").travel_interval(at[:1], at[1:])
        >>> row = found.table.to_pylist()[0]
        >>> row["minutes_min"], row["minutes"], row["minutes_max"]  # 30, 25 and 15 km/h
        (10.0, 12.0, 20.0)
        >>> found.within(15)
        ['likely']
        """
        from petasentra.network.intervals import TravelInterval

        shortest, likely, longest = (
            self.travel_times(
                origins, targets, vehicle=vehicle, which=which, as_of=as_of, without_class=without_class,
                limit_m=limit_m, component=component, origin_id=origin_id, target_id=target_id, progress=progress,
                threads=threads,
            )
            for which in ("max", "likely", "min")
        )  # fmt: skip
        return TravelInterval(shortest, likely, longest)

    def nearest(
        self,
        origins: LayerLike,
        targets: LayerLike,
        k: int = 1,
        *,
        vehicle: SpeedProfile | RoadCosts | str | os.PathLike[str] = "car",
        which: Which = "likely",
        as_of: dt.date | str | None = None,
        without_class: str | None = None,
        limit_m: float = 500.0,
        component: int | Sequence[int] | str | None = None,
        origin_id: str | None = None,
        target_id: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
    ) -> Table:
        """Return the `k` nearest targets of each origin, without a table of all pairs.

        Parameters
        ----------
        k
            How many, 1 to 64. Among targets equally near the one given first.
        origins, targets, vehicle, which, as_of, without_class, limit_m, component, origin_id, target_id
            As for `travel_times`.
        progress, threads
            As elsewhere; results never depend on the number of threads.

        Returns
        -------
        Table
            ``origin``, ``rank`` (1, 2, ...), ``target``, ``minutes``, ``status``, sorted by origin and rank: `k` rows
            an origin, those without a target say why.

        Raises
        ------
        OptionError
            `k` is outside 1..64; otherwise as for `travel_times`.
        SchemaError
            There is no such column of ids.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> line = shapely.LineString([(0, 0), (9000, 0)])
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line], crs=32749)
        >>> at = geopandas.GeoDataFrame(geometry=shapely.points([(0, 0), (2500, 0), (9000, 0)]), crs=32749)
        >>> found = ps.RoadNetwork.from_layer(roads, columns="rbi").nearest(at[:1], at[1:], k=2)
        >>> found["target"].tolist(), found["minutes"].round(2).tolist()
        ([0, 1], [6.0, 21.6])
        """
        from petasentra.network.nearest import nearest
        from petasentra.network.questions import Question

        question = Question(
            cast("RoadNetwork", self), vehicle, which=which, as_of=as_of, without_class=without_class, limit_m=limit_m,
            component=component, progress=progress, threads=threads,
        )  # fmt: skip
        return nearest(question, origins, targets, k, origin_id=origin_id, target_id=target_id)

    def catchments(
        self,
        facilities: LayerLike,
        *,
        vehicle: SpeedProfile | RoadCosts | str | os.PathLike[str] = "car",
        to_facility: bool = True,
        which: Which = "likely",
        as_of: dt.date | str | None = None,
        without_class: str | None = None,
        limit_m: float = 500.0,
        component: int | Sequence[int] | str | None = None,
        facility_id: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
    ) -> Layer:
        """Return to which facility every node of the network belongs: the one that is nearest. There are no gaps.

        Parameters
        ----------
        facilities
            Points, in any CRS.
        to_facility
            The way to the facility counts; False: the way from it.
        vehicle, which, as_of, without_class, limit_m, component
            As for `travel_times`.
        facility_id
            Column with the ids of the facilities; without it their rows, from 0.
        progress, threads
            As elsewhere; results never depend on the number of threads.

        Returns
        -------
        Layer
            Every node as a point, in the CRS of the network: ``node``, ``facility``, ``minutes``, ``status``
            (``"reached"``, ``"no_way"``). Among facilities equally near the one given first.

        Raises
        ------
        OptionError, NetworkError, SchemaError
            As for `travel_times`.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> lines = [shapely.LineString([(0, 0), (2500, 0)]), shapely.LineString([(2500, 0), (7500, 0)])]
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 2}, geometry=lines, crs=32749)
        >>> at = geopandas.GeoDataFrame({"nama": ["a", "b"]}, geometry=shapely.points([(0, 0), (7500, 0)]), crs=32749)
        >>> ps.RoadNetwork.from_layer(roads, columns="rbi").catchments(at, facility_id="nama")["facility"]
        ['a', 'a', 'b']
        """
        from petasentra.network.nearest import catchments
        from petasentra.network.questions import Question

        question = Question(
            cast("RoadNetwork", self), vehicle, which=which, as_of=as_of, without_class=without_class, limit_m=limit_m,
            component=component, progress=progress, threads=threads,
        )  # fmt: skip
        return catchments(question, facilities, facility_id=facility_id, to_facility=to_facility)

    def isochrones(
        self,
        places: LayerLike,
        minutes: Sequence[float] | float,
        *,
        vehicle: SpeedProfile | RoadCosts | str | os.PathLike[str] = "car",
        to_place: bool = False,
        together: bool = False,
        width_m: float = 50.0,
        water: LayerLike | None = None,
        which: Which = "likely",
        as_of: dt.date | str | None = None,
        without_class: str | None = None,
        limit_m: float = 500.0,
        component: int | Sequence[int] | str | None = None,
        place_id: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
    ) -> Isochrones:
        """Return what is within reach of each place: parts of roads, and the ground along them.

        Parameters
        ----------
        places
            Points, in any CRS.
        minutes
            Limits of travel time, access leg included; each gives an area.
        vehicle, which, as_of, without_class, limit_m, component
            As for `travel_times`.
        to_place
            From where the place can be reached, instead of what can be reached from it; one-way roads make the two
            differ.
        together
            One area for each limit: what is within reach of any of the places. Quick however many they are.
        width_m
            Ground this near to a reached road counts as reached.
        water
            Polygons that are no ground.
        place_id
            Column with the ids of the places; without it their rows, from 0.
        progress, threads
            As elsewhere; results never depend on the number of threads.

        Returns
        -------
        Isochrones
            Parts of roads as lines, and an area for every place and limit: those off the roads too.

        Raises
        ------
        OptionError, NetworkError
            A limit is negative, the width is not above 0; otherwise as for `travel_times`.
        SchemaError
            There is no such column of ids.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> line = shapely.LineString([(640_000, 9_160_000), (650_000, 9_160_000)])
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line], crs=32749)
        >>> at = geopandas.GeoDataFrame(geometry=[shapely.Point(645_000, 9_160_000)], crs=32749)
        >>> found = ps.RoadNetwork.from_layer(roads, columns="rbi").isochrones(at, [6, 12])
        >>> found.areas["road_km"].tolist()  # at 25 km/h, both ways
        [5.0, 10.0]
        """
        from petasentra.network.isochrones import isochrones
        from petasentra.network.questions import Question

        question = Question(
            cast("RoadNetwork", self), vehicle, which=which, as_of=as_of, without_class=without_class, limit_m=limit_m,
            component=component, progress=progress, threads=threads,
        )  # fmt: skip
        return isochrones(
            question,
            places,
            minutes,
            place_id=place_id,
            to_place=to_place,
            together=together,
            width_m=width_m,
            water=water,
        )
