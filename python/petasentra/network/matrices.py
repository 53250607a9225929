"""What a network is asked about very many pairs, and about lengths instead of times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.network.journeys import RoadNetworkJourneys

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator
    from typing import Unpack

    import pyarrow as pa

    from petasentra._progress import Progress
    from petasentra.layers.layer import LayerLike
    from petasentra.network.journey import Journey, JourneyOptions
    from petasentra.network.lengths import TravelLengths

__all__ = ["RoadNetworkMatrices"]


class RoadNetworkMatrices(RoadNetworkJourneys):
    """The part of `petasentra.RoadNetwork` that answers in lengths, and in more pairs than memory holds."""

    __slots__ = ()

    def travel_lengths(
        self,
        origins: LayerLike,
        targets: LayerLike,
        *,
        journey: Journey | None = None,
        origin_id: str | None = None,
        target_id: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
        **how: Unpack[JourneyOptions],
    ) -> TravelLengths:
        """Return the shortest way on roads between every origin and every target, in metres.

        The shortest way is seldom the quickest: ``travel_times(..., lengths=True)`` tells how long that one is. Which
        roads may be used is for the vehicle and the day to say; its speeds do not matter.

        Parameters
        ----------
        origins, targets, origin_id, target_id, progress, threads, journey, how
            As for `travel_times`.

        Returns
        -------
        TravelLengths
            Metres on roads, without the access legs, shape (origins, targets), and the pairs as a table.

        Raises
        ------
        OptionError, NetworkError, SchemaError
            As for `travel_times`.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> lines = [shapely.LineString([(0, 0), (900, 0)]), shapely.LineString([(0, 0), (450, 200), (900, 0)])]
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Setapak", "Jalan Lokal"]}, geometry=lines, crs=32749)
        >>> net = ps.RoadNetwork.from_layer(roads, columns="rbi")
        >>> at = geopandas.GeoDataFrame(geometry=shapely.points([(0, 0), (900, 0)]), crs=32749)
        >>> [net.travel_lengths(at[:1], at[1:], vehicle=one).length_m.round().tolist() for one in ("walk", "car")]
        [[[900.0]], [[985.0]]]
        """
        from petasentra.network.lengths import shortest_lengths
        from petasentra.network.questions import Question

        question = Question(self, journey, how, progress=progress, threads=threads)
        return shortest_lengths(question, origins, targets, origin_id=origin_id, target_id=target_id)

    def travel_batches(
        self,
        origins: LayerLike,
        targets: LayerLike,
        *,
        journey: Journey | None = None,
        origin_id: str | None = None,
        target_id: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
        **how: Unpack[JourneyOptions],
    ) -> Iterator[pa.RecordBatch]:
        """Return the rows of ``travel_times(...).to_arrow()`` batch by batch, for more pairs than memory holds.

        Parameters
        ----------
        origins, targets, origin_id, target_id, progress, threads, journey, how
            As for `travel_times`.

        Returns
        -------
        iterator of pyarrow.RecordBatch
            About a million rows each; some 300 MB are in use at one time. Whoever stops early leaves the rest undone.

        Raises
        ------
        OptionError, NetworkError, SchemaError
            As for `travel_times`.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[shapely.LineString([(0, 0), (9, 0)])])
        >>> net = ps.RoadNetwork.from_layer(roads.set_crs(32749), columns="rbi")
        >>> at = geopandas.GeoDataFrame(geometry=shapely.points([(0, 0), (9, 0)]), crs=32749)
        >>> [batch.num_rows for batch in net.travel_batches(at, at)]
        [4]
        """
        from petasentra.network.questions import Question
        from petasentra.network.travelling import travel_batches

        question = Question(self, journey, how, progress=progress, threads=threads)
        return travel_batches(question, origins, targets, origin_id=origin_id, target_id=target_id)

    def write_travel_times(
        self,
        path: str | os.PathLike[str],
        origins: LayerLike,
        targets: LayerLike,
        *,
        journey: Journey | None = None,
        origin_id: str | None = None,
        target_id: str | None = None,
        progress: Progress = None,
        threads: int | None = None,
        **how: Unpack[JourneyOptions],
    ) -> int:
        """Write the rows of ``travel_times(...).to_arrow()`` to a file, for more pairs than memory holds.

        Parameters
        ----------
        path
            A ``.parquet`` or ``.arrow`` file. It is there as a whole or as it was before.
        origins, targets, origin_id, target_id, progress, threads, journey, how
            As for `travel_times`.

        Returns
        -------
        int
            How many rows were written: every pair.

        Raises
        ------
        IoError
            The file cannot be written.
        OptionError
            The file has another ending; otherwise as for `travel_times`.
        NetworkError, SchemaError
            As for `travel_times`.

        Examples
        --------
        >>> import tempfile, geopandas, pyarrow.parquet, shapely, petasentra as ps
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[shapely.LineString([(0, 0), (9, 0)])])
        >>> net = ps.RoadNetwork.from_layer(roads.set_crs(32749), columns="rbi")
        >>> at = geopandas.GeoDataFrame(geometry=shapely.points([(0, 0), (9, 0)]), crs=32749)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     rows = net.write_travel_times(f"{folder}/times.parquet", at, at)
        ...     print(rows, pyarrow.parquet.read_table(f"{folder}/times.parquet").column_names)
        4 ['origin', 'target', 'minutes', 'status']
        """
        from petasentra.network.questions import Question
        from petasentra.network.travelling import file_kind, travel_batches, write_batches

        kind = file_kind(path)  # before the work, not after it
        question = Question(self, journey, how, progress=progress, threads=threads)
        batches = travel_batches(question, origins, targets, origin_id=origin_id, target_id=target_id)
        return write_batches(batches, path, kind)
