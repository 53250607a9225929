"""What a network is asked about journeys: how long they take, and what is within reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from petasentra.network.facts import RoadNetworkFacts

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Sequence

    from petasentra._progress import Progress
    from petasentra.layers import LayerLike
    from petasentra.network.costs import RoadCosts
    from petasentra.network.isochrones import Isochrones
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.speed_profile import SpeedProfile, Which
    from petasentra.network.travel import TravelTimes

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

    def isochrones(
        self,
        places: LayerLike,
        minutes: Sequence[float] | float,
        *,
        vehicle: SpeedProfile | RoadCosts | str | os.PathLike[str] = "car",
        to_place: bool = False,
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
        return isochrones(question, places, minutes, place_id=place_id, to_place=to_place, width_m=width_m, water=water)
