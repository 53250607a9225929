"""What a network is asked about journeys: how long they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.network.placing import RoadNetworkPlaces

if TYPE_CHECKING:
    from typing import Unpack

    from petasentra._progress import Progress
    from petasentra.layers.layer import LayerLike
    from petasentra.network.intervals import TravelInterval
    from petasentra.network.journey import Journey, JourneyOptions
    from petasentra.network.nearest import NearestTargets
    from petasentra.network.travel import TravelTimes

__all__ = ["RoadNetworkJourneys"]


class RoadNetworkJourneys(RoadNetworkPlaces):
    """The part of `petasentra.RoadNetwork` that answers how long journeys take."""

    __slots__ = ()

    def travel_times(
        self,
        origins: LayerLike,
        targets: LayerLike,
        *,
        lengths: bool = False,
        journey: Journey | None = None,
        origin_id: str | None = None,
        target_id: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
        **how: Unpack[JourneyOptions],
    ) -> TravelTimes:
        """Return how long it takes from every origin to every target, access legs included.

        No pair is missing: one that cannot be travelled says why. Along the access leg one goes as fast as the vehicle
        does off the roads.

        Parameters
        ----------
        origins, targets
            Places, in any CRS: a layer, a frame or GeoSeries, or the path of a file. Of lines and areas a place within
            stands for the whole.
        lengths
            Tell the metres of each quickest way, too. That takes a search for every pair; for very many pairs it is
            slow.
        origin_id, target_id
            Columns with the ids of the places; without them their rows, from 0.
        journey, how
            How journeys are made: a `petasentra.Journey`, or by keyword what it takes: `vehicle`, `which`, `as_of`,
            `without_class`, `limit_m`, `component`.
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

        question = Question(self, journey, how, progress=progress, threads=threads)
        return travel_times(question, origins, targets, lengths=lengths, origin_id=origin_id, target_id=target_id)

    def travel_interval(
        self,
        origins: LayerLike,
        targets: LayerLike,
        *,
        origin_id: str | None = None,
        target_id: str | None = None,
        journey: Journey | None = None,
        progress: Progress = None,
        threads: int | None = None,
        **how: Unpack[JourneyOptions],
    ) -> TravelInterval:
        """Return how long it takes at the largest, the likely and the smallest speeds of a profile.

        Parameters
        ----------
        origins, targets, origin_id, target_id, progress, threads, journey, how
            As for `travel_times`.

        Returns
        -------
        TravelInterval
            Three travel times of every pair, and whether an origin reaches a target surely, likely or perhaps.

        Raises
        ------
        OptionError
            `which` is said: all three speeds are asked; or costs were changed by hand.
        NetworkError, SchemaError
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
        from petasentra.network.intervals import TravelInterval, at_three_speeds

        def ask(asked: Journey, part: Progress) -> TravelTimes:
            return self.travel_times(
                origins, targets, origin_id=origin_id, target_id=target_id, journey=asked, progress=part,
                threads=threads,
            )  # fmt: skip

        return TravelInterval(*at_three_speeds(self, ask, journey, how, progress, "travel times"))

    def nearest(
        self,
        origins: LayerLike,
        targets: LayerLike,
        k: int = 1,
        *,
        journey: Journey | None = None,
        origin_id: str | None = None,
        target_id: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
        **how: Unpack[JourneyOptions],
    ) -> NearestTargets:
        """Return the `k` nearest targets of each origin, without a table of all pairs.

        Parameters
        ----------
        k
            How many, 1 to 64. Among targets equally near the one given first.
        origins, targets, origin_id, target_id, journey, how
            As for `travel_times`.
        progress, threads
            As elsewhere; results never depend on the number of threads.

        Returns
        -------
        NearestTargets
            A table of ``origin``, ``rank`` (1, 2, ...), ``target``, ``minutes``, ``status``, sorted by origin and rank:
            `k` rows an origin; those without a target say why: ``"no_target"`` beyond the number of targets,
            ``"no_way"``, or where the origin or the target stands (``"target_off_road"``). It has a `diff`.

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

        question = Question(self, journey, how, progress=progress, threads=threads)
        return nearest(question, origins, targets, k, origin_id=origin_id, target_id=target_id)
