"""What a network is asked about reach: who belongs to which facility, and what is within reach of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.network.matrices import RoadNetworkMatrices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from petasentra._progress import Progress
    from petasentra.layers.layer import LayerLike
    from petasentra.network.isochrone_intervals import IsochroneInterval
    from petasentra.network.isochrones import Isochrones
    from petasentra.network.journey import Journey, JourneyOptions
    from petasentra.network.nearest import NodeCatchments

__all__ = ["RoadNetworkReach"]


class RoadNetworkReach(RoadNetworkMatrices):
    """The part of `petasentra.RoadNetwork` that answers what is within reach."""

    __slots__ = ()

    def catchments(
        self,
        facilities: LayerLike,
        *,
        journey: Journey | None = None,
        to_facility: bool = True,
        facility_id: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
        **how: Unpack[JourneyOptions],
    ) -> NodeCatchments:
        """Return to which facility every node of the network belongs: the one that is nearest. There are no gaps.

        Parameters
        ----------
        facilities
            Places, in any CRS; of lines and areas a place within stands for the whole.
        to_facility
            The way to the facility counts; False: the way from it.
        journey, how
            As for `travel_times`.
        facility_id
            Column with the ids of the facilities; without it their rows, from 0.
        progress, threads
            As elsewhere; results never depend on the number of threads.

        Returns
        -------
        NodeCatchments
            A layer with every node as a point, in the CRS of the network: ``node``, ``facility``, ``minutes``,
            ``status`` (``"reached"``, ``"no_way"``; where no facility is on a road ``"target_road_closed"``,
            ``"target_off_road"``, and ``"no_target"`` without any). Among facilities equally near the one given first.
            It has a `diff`.

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

        question = Question(self, journey, how, progress=progress, threads=threads)
        return catchments(question, facilities, facility_id=facility_id, to_facility=to_facility)

    def isochrones(
        self,
        places: LayerLike,
        minutes: Sequence[float] | float,
        *,
        journey: Journey | None = None,
        to_place: bool = False,
        together: bool = False,
        width_m: float = 50.0,
        water: LayerLike | None = None,
        place_id: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
        **how: Unpack[JourneyOptions],
    ) -> Isochrones:
        """Return what is within reach of each place: parts of roads, and the ground along them.

        Parameters
        ----------
        places
            Places, in any CRS; of lines and areas a place within stands for the whole.
        minutes
            Limits of travel time, access leg included; each gives an area.
        journey, how
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

        question = Question(self, journey, how, progress=progress, threads=threads)
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

    def isochrone_interval(
        self,
        places: LayerLike,
        minutes: Sequence[float] | float,
        *,
        to_place: bool = False,
        together: bool = False,
        width_m: float = 50.0,
        water: LayerLike | None = None,
        place_id: str | None = None,
        journey: Journey | None = None,
        progress: Progress = None,
        threads: int | None = None,
        **how: Unpack[JourneyOptions],
    ) -> IsochroneInterval:
        """Return what is within reach surely, likely and perhaps: at the smallest, likely and largest speeds.

        Parameters
        ----------
        places, minutes, to_place, together, width_m, water, place_id, journey, progress, threads, how
            As for `isochrones`; `vehicle` has to be a profile, and `which` is left out.

        Returns
        -------
        IsochroneInterval
            Three isochrones, and their areas with a word each.

        Raises
        ------
        OptionError
            `which` is said, or costs were changed by hand; otherwise as for `isochrones`.
        NetworkError, SchemaError
            As for `isochrones`.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> line = shapely.LineString([(640_000, 9_160_000), (650_000, 9_160_000)])
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line], crs=32749)
        >>> at = geopandas.GeoDataFrame(geometry=[shapely.Point(645_000, 9_160_000)], crs=32749)
        >>> areas = ps.RoadNetwork.from_layer(roads, columns="rbi").isochrone_interval(at, 6).areas
        >>> dict(zip(areas["sureness"], areas["road_km"].round(6).tolist()))  # 15, 25 and 30 km/h, both ways
        {'surely': 3.0, 'likely': 5.0, 'perhaps': 6.0}
        """
        from petasentra.network.intervals import at_three_speeds
        from petasentra.network.isochrone_intervals import IsochroneInterval

        def ask(asked: Journey, part: Progress) -> Isochrones:
            return self.isochrones(
                places, minutes, to_place=to_place, together=together, width_m=width_m, water=water,
                place_id=place_id, journey=asked, progress=part, threads=threads,
            )  # fmt: skip

        perhaps, likely, surely = at_three_speeds(self, ask, journey, how, progress, "isochrones")
        return IsochroneInterval(surely, likely, perhaps)
