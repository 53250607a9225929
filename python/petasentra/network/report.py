"""What a network is like, before any number is computed on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os

    from petasentra.files.load_report import Lang
    from petasentra.layers.layer import Layer
    from petasentra.network.facts import RoadNetworkFacts
    from petasentra.plotting.explore import Map
    from petasentra.tables import Table

__all__ = ["RoadReport"]


@dataclass(frozen=True, eq=False)
class RoadReport:
    """Counts and findings of a road network; `explore` draws them.

    ``components`` is a table, most nodes first: ``component``, ``nodes``, ``edges``, ``length_km``; ``classes`` the
    length by class of road, longest first. ``findings`` are points in both languages. ``dead_ends`` are nodes at which
    one edge ends; ``ends_near_roads`` are those within ``reach_m`` of a road they do not meet. Turn ``restrictions``
    that are not among the ``restrictions_applied`` are findings; whom the others bind is told by `RoadNetwork.costs`.

    ``unsnapped`` are points, a row for every node within ``reach_m`` of a road that it does not meet, dead end or
    junction, nearest first: ``node``, ``ends`` (how many ends of edges meet there), ``feature_id``, ``edge``,
    ``near_feature_id``, ``near_edge``, ``distance_m``, ``connected`` (there is another way between the two).
    """

    network: RoadNetworkFacts
    nodes: int
    edges: int
    length_km: float
    components: Table
    classes: Table
    dead_ends: int
    ends_near_roads: int
    unsnapped: Layer
    reach_m: float
    loops: int
    duplicates: int
    one_way_edges: int
    ferries: int
    ferry_km: float
    rows: int
    rows_used: int
    rows_planned: int
    lines: int
    t_junctions: int
    crossings: int
    ends_moved: int
    farthest_move_m: float
    tolerance_m: float
    findings: Layer
    restrictions: int
    restrictions_applied: int
    barriers: int

    @property
    def share_in_largest(self) -> float:
        """Share of the nodes that lie in the largest component; NaN without nodes."""
        return int(self.components["nodes"][0]) / self.nodes if self.nodes else float("nan")

    def explore(self, path: str | os.PathLike[str] | None = None, *, lang: Lang = "id") -> Map:
        """Draw the network and what was found on a map that opens without internet.

        Components have colours, the largest is grey; dead ends, ends left unsnapped with the distance and a line to the
        road they do not meet, and each kind of finding are layers to switch on and off. Above 100,000 edges the roads
        themselves are left out, and the page says so.

        Parameters
        ----------
        path
            Where to write; without it a file in the temporary folder of the system.
        lang
            ``"id"`` or ``"en"``.

        Raises
        ------
        IoError
            The file cannot be written.
        OptionError
            Another language, or geopandas is not installed.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> lines = [shapely.LineString([(0, 9e6), (100, 9e6)]), shapely.LineString([(50, 9e6 + 4), (50, 9e6 + 90)])]
        >>> report = ps.RoadNetwork.from_layer(geopandas.GeoDataFrame(geometry=lines, crs=32749)).report()
        >>> report.explore("roads.html", lang="en").path.name
        'roads.html'
        """
        from petasentra.plotting.roads_page import explore_roads

        return explore_roads(self, path, lang)

    def __repr__(self) -> str:
        lines = [
            f"RoadReport: {self.nodes:,} nodes, {self.edges:,} edges, {self.length_km:,.1f} km",
            f"  {len(self.components)} components, {self.share_in_largest:.1%} of the nodes in the largest",
            f"  {self.dead_ends} dead ends, {self.ends_near_roads} of them within {self.reach_m:g} m of a road they do"
            " not meet",
            f"  {len(self.unsnapped)} ends and junctions within {self.reach_m:g} m of a road they do not meet",
            f"  {self.ends_moved} ends moved, by {self.farthest_move_m:.3f} m at most; {self.loops} loops,"
            f" {self.duplicates} duplicates, {self.ferries} ferries, {self.one_way_edges} one-way edges",
            f"  rows of the source: {self.rows}, used {self.rows_used}, planned and left out {self.rows_planned}",
        ]
        if self.restrictions or self.barriers:
            lines.append(
                f"  turn restrictions: {self.restrictions}, applied {self.restrictions_applied};"
                f" barriers: {self.barriers}"
            )
        return "\n".join(lines)


def road_report(network: RoadNetworkFacts, facts: dict[str, Any], reach_m: float) -> RoadReport:
    """Return the report that the core's facts make."""
    import pyarrow as pa

    from petasentra.layers.layer import Layer
    from petasentra.tables import Table

    def table(rows: list[tuple[Any, ...]], types: dict[str, pa.DataType]) -> Table:
        columns = {name: pa.array([row[i] for row in rows], type=one) for i, (name, one) in enumerate(types.items())}
        return Table.from_arrow(pa.table(columns))

    whole, real = pa.int64(), pa.float64()
    counts = {"nodes": whole, "edges": whole, "length_km": real}
    facts["components"] = table(facts["components"], {"component": whole} | counts)
    facts["classes"] = table(facts["classes"], {"road_class": pa.string(), "edges": whole, "length_km": real})
    facts |= {name: Layer(facts[name]) for name in ("findings", "unsnapped")}
    ways = network.turns()
    applied = set() if ways is None else {row["row"] for row in ways.to_pylist() if row["status"] == "applied"}
    return RoadReport(
        network=network,
        reach_m=reach_m,
        restrictions=0 if network.restrictions is None else len(network.restrictions),
        restrictions_applied=len(applied),
        barriers=0 if network.barriers is None else len(network.barriers),
        **facts,
    )
