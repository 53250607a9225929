"""How journeys go: the road they take, and what closing a road does to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.errors import OptionError
from petasentra.layers.layer import Layer
from petasentra.network.costs import DECISECONDS_A_MINUTE, UNREACHABLE
from petasentra.network.ids import id_array
from petasentra.network.pairs import PAIR_STATUS, pair_status
from petasentra.network.whole_numbers import whole_numbers
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

    from petasentra._progress import Progress
    from petasentra.layers.layer import LayerLike
    from petasentra.network.asked import Asked
    from petasentra.network.costs import RoadCosts
    from petasentra.network.questions import Places, Question
    from petasentra.network.row_diff import RowChanges

__all__ = ["TravelPaths", "travel_paths"]


@dataclass(frozen=True, eq=False)
class TravelPaths:
    """The cheapest way of each journey; one row a journey, none is dropped.

    Attributes
    ----------
    origin_rows, target_rows
        Which place each journey begins and ends at, shape (journeys,).
    origins, targets
        The places, and where they meet the roads.
    costs
        What the roads cost: vehicle, day and speeds.
    core
        The paths of the core; for code of this package.
    edge_lines
        The edges of the network, for the maps of `criticality`.
    asked
        What was asked beside the costs; `diff` tells what of it is different.
    """

    origin_rows: npt.NDArray[np.uint32]
    target_rows: npt.NDArray[np.uint32]
    origins: Places
    targets: Places
    costs: RoadCosts
    core: _core.TravelPaths
    edge_lines: Layer = field(repr=False)
    asked: Asked | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.origin_rows)

    @cached_property
    def _columns(self) -> dict[str, npt.NDArray[np.generic]]:
        return dict(self.core.columns())

    @property
    def deciseconds(self) -> npt.NDArray[np.uint32]:
        """Tenths of a second of each journey, as `RoadNetwork.travel_times` has them, shape (journeys,)."""
        return self._columns["deciseconds"].astype(np.uint32, copy=False)

    @cached_property
    def status(self) -> list[str]:
        """Of each journey what `TravelTimes` calls the status of a pair."""
        at_origin = self.origins.snap.standing[self.origin_rows]
        at_target = self.targets.snap.standing[self.target_rows]
        number = pair_status(self.deciseconds != UNREACHABLE, at_origin, at_target)
        return [PAIR_STATUS[one][0] for one in number]

    @property
    def lines(self) -> Layer:
        """Journeys as lines along the roads, in the CRS of the network.

        ``origin``, ``target``, ``minutes`` (access legs included; null where there is no way), ``km`` on roads,
        ``status``. No line where nothing is travelled on a road.
        """
        import pyarrow as pa

        from petasentra.auditing.inputs import bare

        lines = Layer(self.core.lines())
        wkb = pa.table(lines).column(lines.geometry_name)
        reached = self.deciseconds != UNREACHABLE
        km = np.asarray(self._columns["length_m"], dtype=np.float64) / 1000.0
        table = pa.table(
            {
                "origin": id_array(self.origins.ids).take(pa.array(self.origin_rows)),
                "target": id_array(self.targets.ids).take(pa.array(self.target_rows)),
                "minutes": pa.array(self.deciseconds / DECISECONDS_A_MINUTE, mask=~reached),
                "km": pa.array(km, mask=~reached),
                "status": pa.array(self.status, pa.string()),
                "geometry": pa.chunked_array([chunk.cast(pa.binary()) for chunk in bare(wkb).chunks], pa.binary()),
            }
        )
        return Layer.from_arrow(table, geometry="geometry", crs=lines.crs)

    @property
    def edges(self) -> Table:
        """The pieces of edges of all journeys, in the order of travel.

        ``journey`` (its row), ``edge``, ``begin`` and ``end`` (fractions of the edge; ``begin`` above ``end`` is
        against the direction in which it was drawn).
        """
        import pyarrow as pa

        first = self._columns["first_piece"].astype(np.int64)
        journey = np.repeat(np.arange(len(self)), np.diff(first))
        columns = {name: pa.array(self._columns[name]) for name in ("edge", "begin", "end")}
        return Table.from_arrow(pa.table({"journey": pa.array(journey)} | columns))

    def diff(self, after: TravelPaths) -> RowChanges:
        """Return what became of every journey: minutes, kilometres, and whether it goes another way.

        Journeys are matched by their row, origin and target; ``way`` names the edges in the order of travel.

        `after` is a second answer of this kind about the same places; see `petasentra.network.TravelTimes.diff`.
        """
        from petasentra.network.asked import causes_between
        from petasentra.network.row_diff import row_changes

        causes = causes_between(self, after, rows=("origins", "targets"))
        return row_changes(
            self._told(), after._told(), keys=("journey", "origin", "target"),
            numbers={"minutes": "change_min", "km": "change_km"}, others=("way",),
            of_what=("journeys", "perjalanan"), causes=causes,
        )  # fmt: skip

    def _told(self) -> pa.Table:
        """Return the journeys as a table, each with its edges."""
        import pyarrow as pa

        lines = pa.table(self.lines)
        first = pa.array(self._columns["first_piece"].astype(np.int32))
        way = pa.ListArray.from_arrays(first, pa.array(self._columns["edge"].astype(np.int64)))
        table = lines.select(["origin", "target", "minutes", "km", "status"]).append_column("way", way)
        return table.add_column(0, "journey", pa.array(np.arange(len(self))))

    def criticality(
        self, edges: Iterable[int] | None = None, *, progress: Progress = None, threads: int | None = None
    ) -> Layer:
        """Return what closing each edge by itself does to these journeys.

        Exact: the journeys that use an edge are asked again without it, the others keep their way. Places stay where
        they meet the roads; one that stands within the closed edge is cut off, and its journeys are lost.

        Parameters
        ----------
        edges
            Numbers of edges; without them all that the journeys use.
        progress, threads
            As elsewhere; results never depend on the number of threads.

        Returns
        -------
        Layer
            A line an edge, in the order given (otherwise ascending): ``edge``, ``name``, ``journeys`` that use it,
            ``longer`` and ``lost`` among them, ``more_min`` (minutes more of those that take longer, all together) and
            ``most_min`` (of the one that suffers most).

        Raises
        ------
        OptionError
            There is no such edge, or something is no number of one.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> lines = [shapely.LineString([(0, 0), (500, 0)]), shapely.LineString([(0, 0), (250, 900), (500, 0)])]
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 2}, geometry=lines, crs=32749)
        >>> net = ps.RoadNetwork.from_layer(roads, columns="rbi")
        >>> at = geopandas.GeoDataFrame(geometry=[shapely.Point(0, 0), shapely.Point(500, 0)], crs=32749)
        >>> critical = net.paths(at[:1], at[1:]).criticality()
        >>> critical["edge"].tolist(), critical["longer"].tolist(), critical["more_min"].round(2).tolist()
        ([0], [1], [3.28])
        """
        import pyarrow as pa

        from petasentra.auditing.inputs import bare

        wanted = self.core.used_edges() if edges is None else whole_numbers(_listed(edges), "edges")
        found = dict(self.core.detours(wanted, progress_callback(progress, "criticality"), worker_threads(threads)))
        rows = self.edge_lines[np.asarray(wanted, dtype=np.int64)]
        table = pa.table(rows)
        wkb = bare(table.column(rows.geometry_name))
        columns = {
            "edge": pa.array(found["edge"].astype(np.int64)),
            "name": table.column("name"),
            "journeys": pa.array(found["using_it"].astype(np.int64)),
            "longer": pa.array(found["longer"].astype(np.int64)),
            "lost": pa.array(found["lost"].astype(np.int64)),
            "more_min": pa.array(found["more"] / DECISECONDS_A_MINUTE),
            "most_min": pa.array(found["most"] / DECISECONDS_A_MINUTE),
            "geometry": pa.chunked_array([chunk.cast(pa.binary()) for chunk in wkb.chunks], pa.binary()),
        }
        return Layer.from_arrow(pa.table(columns), geometry="geometry", crs=rows.crs)

    def __repr__(self) -> str:
        return f"TravelPaths: {len(self)} journeys, {self.status.count('reached')} of them reached"


def travel_paths(
    question: Question,
    origins: LayerLike,
    targets: LayerLike,
    *,
    every: bool,
    origin_id: str | None,
    target_id: str | None,
) -> TravelPaths:
    """Return how journeys go; see `petasentra.RoadNetwork.paths`."""
    begin, end = question.places(origins, origin_id, "origins"), question.places(targets, target_id, "targets")
    rows, columns = len(begin.ids), len(end.ids)
    if not every and rows != columns:
        raise OptionError(
            f"There are {rows} origins and {columns} targets: row by row there have to be as many of both.",
            f"Ada {rows} tempat asal dan {columns} tempat tujuan: baris demi baris, keduanya harus sama banyak.",
            hint_en="every=True asks for every origin with every target.",
            hint_id="every=True menanyakan setiap asal dengan setiap tujuan.",
            code=801,
        )
    if every:
        origin = np.repeat(np.arange(rows, dtype=np.uint32), columns)
        target = np.tile(np.arange(columns, dtype=np.uint32), rows)
    else:
        origin = target = np.arange(rows, dtype=np.uint32)
    core = _core.TravelPaths(
        question.network.core, question.arc_costs, question.metric,
        question.stops(begin, leaving=True), question.stops(end, leaving=False), origin, target,
        question.stages.until(1.0), question.threads,
    )  # fmt: skip
    question.stages.end()
    return TravelPaths(
        origin, target, begin, end, question.costs, core, question.network.edges(),
        question.asked(origins=begin, targets=end),
    )  # fmt: skip


def _listed(edges: Iterable[int]) -> npt.ArrayLike:
    """Return what can be gone through only once, such as a set or a range, as a list."""
    if isinstance(edges, np.ndarray) or not isinstance(edges, Iterable):
        return edges
    return list(edges)
