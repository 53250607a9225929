"""The road network: how one is made from layers, tables and files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra.crs import as_crs, check_proj_data
from petasentra.network.given_numbers import given_number
from petasentra.network.inputs import given_layer, given_path, given_table, layer_with_lines
from petasentra.network.kept import RoadNetworkFiles
from petasentra.network.other_readers import reading_by
from petasentra.network.turns import RoadTurns
from petasentra.network.words import planned_word, road_columns, road_words
from petasentra.tables import Table
from petasentra.zoning.places import known_crs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from petasentra._arrow import ArrowStreamExportable
    from petasentra._progress import Progress
    from petasentra.crs import CrsLike
    from petasentra.layers.layer import LayerLike
    from petasentra.network.words import ColumnNames, Planned

__all__ = ["RoadNetwork"]


class RoadNetwork(RoadNetworkFiles):
    """Roads as a graph: nodes where lines meet or end, edges between them, two arcs an edge. Never changed once made.

    Nothing is joined that does not meet, unless a tolerance says so, and every row of the source keeps its place in
    `roads` with what became of it. Read `report` before any number is computed.

    Parameters
    ----------
    core
        A network of the core; users make networks with `from_layer`, `from_tables`, `from_graphml` or `from_osm`.
    turns
        What is said of turns on it, laid on `core` already.

    Examples
    --------
    >>> import geopandas, shapely, petasentra as ps
    >>> lines = [shapely.LineString([(0, 0), (100, 0), (200, 0)]), shapely.LineString([(100, 0), (100, 80)])]
    >>> roads = geopandas.GeoDataFrame({"kelas": ["Jalan Lokal", "Jalan Lain"]}, geometry=lines, crs=32749)
    >>> ps.RoadNetwork.from_layer(roads, columns={"road_class": "kelas"})
    RoadNetwork: 4 nodes, 3 edges, 1 component, EPSG:32749
    """

    __slots__ = ()

    @classmethod
    def from_layer(
        cls,
        lines: LayerLike,
        *,
        columns: ColumnNames = None,
        tolerance_m: float = 0.0,
        crossings: bool = False,
        planned: Planned = False,
        one_way_words: Mapping[str, str] | None = None,
        progress: Progress = None,
    ) -> RoadNetwork:
        """Make a network from lines.

        Ends at exactly one place meet, and an end on a vertex within another line meets it there. A bridge, a tunnel
        and a road of another level than 0 are met at their own ends, and within only by roads of the same grade.

        Parameters
        ----------
        lines
            LineStrings or MultiLineStrings with a CRS, in degrees or metres: a layer, a frame, or the path of a file,
            which `petasentra.read_layer` reads. Lengths are taken in the plane where its metres are metres, else on the
            ellipsoid, as in degrees and Web Mercator.
        columns
            Which column says what: ``"rbi"`` or ``"osm"`` (those of their columns that are there), or a mapping of
            ``id``, ``road_class``, ``one_way``, ``bridge``, ``tunnel``, ``level``, ``ferry``, ``status``, ``access``,
            ``axle_limit_t``, ``weight_limit_t``, ``width_m``, ``speed_limit``, ``duration``, ``closed`` (days of every
            year, ``"11-01/03-31"``), ``name`` to names of columns. Without
            it a layer with the column ``REMARK`` is read as ``"rbi"`` and one with ``highway`` as ``"osm"``; ``{}``
            reads none. Classes that a vehicle does not know, and roads without any: ``costs(...).findings``.
        tolerance_m
            Ends this near to each other, or to a line, are joined, all ends at one place together, and each move is a
            finding; at most 50 m. 0 moves nothing.
        crossings
            Lines that cross at one grade, or share a vertex within both, meet there.
        planned
            Roads that are not built yet (``status``) take part; ``"waiting"``: closed until a scenario opens them.
        one_way_words
            More one-way words of the source with ``"both"``, ``"forward"``, ``"backward"`` or ``"none"``. Single
            letters are read as their column writes them: ``N`` is no beside ``Y``, and closed both ways beside ``FT``
            and ``TF``.
        progress
            True shows a bar; a callable gets the done share, 0..1.

        Raises
        ------
        CrsError
            The layer has no CRS, or one that is neither degrees nor metres; or most rows said to be in degrees are not.
        IoError
            The file cannot be read.
        SchemaError
            A column is not there.
        OptionError
            The tolerance is negative or above 50 m, or ``columns`` names what is not known.

        Examples
        --------
        Two ends 40 cm apart do not meet, unless a tolerance is declared:

        >>> import geopandas, shapely, petasentra as ps
        >>> lines = [shapely.LineString([(0, 0), (100, 0)]), shapely.LineString([(100.4, 0), (200, 0)])]
        >>> roads = geopandas.GeoDataFrame(geometry=lines, crs=32749)
        >>> ps.RoadNetwork.from_layer(roads).component_count
        2
        >>> ps.RoadNetwork.from_layer(roads, tolerance_m=1).component_count
        1
        """
        with reading_by("RoadNetwork.from_layer", os.fspath(lines) if isinstance(lines, str | os.PathLike) else ""):
            layer = given_layer(lines, "lines")
        known_crs(
            layer,
            "The coordinate system of the roads is not known, so they cannot be measured.",
            "Sistem koordinat jaringan jalan tidak diketahui, sehingga panjangnya tidak dapat diukur.",
        )
        core = _core.RoadNetwork.from_lines(
            layer.core,
            columns=road_columns(columns, layer.columns),
            planned=planned_word(planned),
            crossings=crossings,
            tolerance_m=given_number(tolerance_m, "tolerance_m"),
            progress=progress_callback(progress, "roads"),
            **road_words(one_way_words),
        )
        return cls(core)

    @classmethod
    def from_tables(
        cls,
        nodes: ArrowStreamExportable,
        edges: ArrowStreamExportable | LayerLike,
        *,
        crs: CrsLike = None,
        node_id: str = "id",
        x: str = "x",
        y: str = "y",
        from_node: str = "from",
        to_node: str = "to",
        length_m: str | None = None,
        columns: ColumnNames = None,
        planned: Planned = False,
        one_way_words: Mapping[str, str] | None = None,
        title: str = "edges",
        progress: Progress = None,
    ) -> RoadNetwork:
        """Make a network from a table of nodes and a table of edges: nothing is cut or joined.

        The nodes decide what meets; lines are brought from the node `from_node` to the node `to_node`. One drawn the
        other way is turned round, one that ends up to 50 m beside its nodes is moved to them, one farther away or in
        parts that do not join is not used, and each is a finding.

        Parameters
        ----------
        nodes
            A table with the columns `node_id`, `x` and `y`.
        edges
            A table with the columns `from_node` and `to_node`, or a layer of their lines; edges without a line that can
            be used are straight.
        crs
            Of the nodes; a layer of edges has its own.
        length_m
            Column of stated lengths; without it they are measured.
        node_id, x, y, from_node, to_node
            Names of columns.
        columns, planned, one_way_words, progress
            As for `from_layer`.
        title
            How findings call the edges.

        Raises
        ------
        CrsError
            No CRS is stated.
        SchemaError
            A column is not there, or two nodes have one id.
        GeometryError
            A node has no place.

        Examples
        --------
        >>> import pyarrow as pa, petasentra as ps
        >>> nodes = pa.table({"id": [7, 8], "x": [112.0, 112.01], "y": [-7.5, -7.5]})
        >>> net = ps.RoadNetwork.from_tables(nodes, pa.table({"from": [7, 7], "to": [8, 9]}), crs="EPSG:4326")
        >>> net.roads()["status"]
        ['used', 'node_missing']
        """
        check_proj_data()
        layer = layer_with_lines(edges)
        table = Table(layer.core.table) if layer is not None else given_table(edges, "edges")
        stated = as_crs(crs)
        if layer is not None and layer.crs is not None and not stated.known:
            stated = layer.crs
        keys = {"node_id": node_id, "node_x": x, "node_y": y, "from_node": from_node, "to_node": to_node}
        core = _core.RoadNetwork.from_tables(
            given_table(nodes, "nodes").core,
            table.core,
            lines=None if layer is None else layer.core,
            crs=stated,
            title=title,
            keys=keys if length_m is None else keys | {"length_m": length_m},
            columns=road_columns(columns, table.columns),
            planned=planned_word(planned),
            progress=progress_callback(progress, "roads"),
            **road_words(one_way_words),
        )
        return cls(core)

    @classmethod
    def from_graphml(cls, path: str | os.PathLike[str], *, progress: Progress = None) -> RoadNetwork:
        """Make a network from a GraphML file of osmnx, ``.graphml`` or ``.graphml.gz``.

        Two directed edges that are one road both ways become one edge; the others are one-way. Stated lengths hold.

        Parameters
        ----------
        path
            The file; nodes have ``x`` and ``y``, the graph has ``crs``.
        progress
            As for `from_layer`.

        Raises
        ------
        IoError
            The file is missing, is no XML, or is cut off.
        NetworkError
            A node has no place, or the file is no graph.
        CrsError
            The graph states no CRS.

        Examples
        --------
        >>> import pathlib, petasentra as ps
        >>> key = '<key id="{0}" for="{1}" attr.name="{0}"/>'.format
        >>> data = '<data key="{}">{}</data>'.format
        >>> text = "<graphml>" + key("x", "node") + key("y", "node") + key("crs", "graph") + "<graph>"
        >>> text += data("crs", "epsg:4326")
        >>> text += f'<node id="7">{data("x", 112.0)}{data("y", -7.5)}</node>'
        >>> text += f'<node id="8">{data("x", 112.1)}{data("y", -7.5)}</node>'
        >>> text += '<edge source="7" target="8"/><edge source="8" target="7"/></graph></graphml>'
        >>> _ = pathlib.Path("roads.graphml").write_text(text)
        >>> ps.RoadNetwork.from_graphml("roads.graphml")  # both directions are one edge
        RoadNetwork: 2 nodes, 1 edge, 1 component, EPSG:4326
        """
        from petasentra.network.graphml import read_graphml

        with reading_by("RoadNetwork.from_graphml", given_path(path)):
            graph = read_graphml(os.fspath(path))
        return cls.from_tables(
            graph.nodes, graph.edges, crs=graph.crs, length_m=graph.length_column, columns=graph.columns,
            title=graph.title, progress=progress,
        )  # fmt: skip

    @classmethod
    def from_osm(
        cls,
        path: str | os.PathLike[str],
        *,
        modes: Sequence[str] = ("motor_vehicle", "vehicle", "access"),
        progress: Progress = None,
    ) -> RoadNetwork:
        """Make a network from an OpenStreetMap file, ``.osm.pbf`` or ``.osm`` (``.gz``, ``.bz2``).

        All ways with ``highway=*`` that somebody may use are in, foot paths too, and ferries; ways are cut where they
        meet and at barriers. Roundabouts and motorways are one-way unless they say otherwise. Turn restrictions and
        barriers hold for the vehicles that they name: `restrictions`, `turns` and `barriers` tell them, `report` which
        of them cannot be applied.

        Parameters
        ----------
        path
            The file.
        modes
            Keys that say who may use a road, the most special first: the first that a way has is its access.
        progress
            As for `from_layer`.

        Raises
        ------
        IoError
            The file is missing, cut off, or no OpenStreetMap file.

        Examples
        --------
        >>> import pathlib, petasentra as ps
        >>> node = '<node id="{}" lat="-7.5" lon="{}"/>'.format
        >>> way = '<way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="motorway"/></way>'
        >>> text = f'<osm version="0.6">{node(1, 112.0)}{node(2, 112.1)}{way}</osm>'
        >>> _ = pathlib.Path("roads.osm").write_text(text)
        >>> ps.RoadNetwork.from_osm("roads.osm").edges()["traffic"]  # motorways are one-way
        ['forward']
        """
        from petasentra.network.osm import read_osm

        with reading_by("RoadNetwork.from_osm", given_path(path)):
            found = read_osm(path, modes, progress=progress)
        network = cls.from_tables(
            found.nodes, found.edges, crs="EPSG:4326", node_id="osm_node_id", x="lon", y="lat",
            from_node="from_node", to_node="to_node", columns=found.columns, title=found.title, progress=progress,
        )  # fmt: skip
        turns = RoadTurns(found.restrictions, found.barriers)
        return cls(turns.laid_on(network.core, tell=True), turns=turns)
