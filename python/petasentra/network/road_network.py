"""The road network: made from layers, tables and files, looked over, and asked where places meet it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.crs import as_crs, check_proj_data
from petasentra.errors import OptionError
from petasentra.layers import as_layer
from petasentra.network.costs import RoadCosts, arc_costs
from petasentra.network.inputs import coordinates_of, layer_with_lines
from petasentra.network.kept import RoadNetworkFiles
from petasentra.network.snapping import RoadSnap
from petasentra.network.speed_profile import SpeedProfile
from petasentra.network.words import road_columns, road_words
from petasentra.tables import Table

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from petasentra._arrow import ArrowStreamExportable
    from petasentra._progress import Progress
    from petasentra.crs import CrsLike
    from petasentra.layers import LayerLike
    from petasentra.network.speed_profile import Which
    from petasentra.network.words import ColumnNames

__all__ = ["RoadNetwork"]


class RoadNetwork(RoadNetworkFiles):
    """Roads as a graph: nodes where lines meet or end, edges between them, two arcs an edge. Never changed once made.

    Nothing is joined that does not meet, unless a tolerance says so, and every row of the source keeps its place in
    `roads` with what became of it. Read `report` before any number is computed.

    Parameters
    ----------
    core
        A network of the core; users make networks with `from_layer`, `from_tables`, `from_graphml` or `from_osm`.
    restrictions
        Turn restrictions, where the source has them.
    barriers
        Barriers on roads, where the source has them.

    Examples
    --------
    >>> import geopandas, shapely, petasentra as ps
    >>> lines = [shapely.LineString([(0, 0), (100, 0), (200, 0)]), shapely.LineString([(100, 0), (100, 80)])]
    >>> roads = geopandas.GeoDataFrame({"kelas": ["Jalan Lokal", "Jalan Lain"]}, geometry=lines, crs=32749)
    >>> ps.RoadNetwork.from_layer(roads, columns={"road_class": "kelas"})
    RoadNetwork: 4 nodes, 3 edges, 1 component, EPSG:32749
    """

    __slots__ = ()

    # -- making -------------------------------------------------------------------------------------------------------

    @classmethod
    def from_layer(
        cls,
        lines: LayerLike,
        *,
        columns: ColumnNames = None,
        tolerance_m: float = 0.0,
        crossings: bool = False,
        planned: bool = False,
        one_way_words: Mapping[str, str] | None = None,
        progress: Progress = None,
    ) -> RoadNetwork:
        """Make a network from lines.

        Ends at exactly one place meet, and an end on a vertex within another line meets it there. A bridge, a tunnel
        and a road of another level than 0 are met at their own ends, and within only by roads of the same grade.

        Parameters
        ----------
        lines
            LineStrings or MultiLineStrings with a CRS, in degrees or metres. Lengths are taken in the plane where its
            metres are metres, else on the ellipsoid, as in degrees and Web Mercator.
        columns
            Which column says what: ``"rbi"`` or ``"osm"`` (those of their columns that are there), or a mapping of
            ``id``, ``road_class``, ``one_way``, ``bridge``, ``tunnel``, ``level``, ``ferry``, ``status``, ``access``,
            ``axle_limit_t``, ``weight_limit_t``, ``width_m``, ``speed_limit``, ``duration``, ``closed`` (days of every
            year, ``"11-01/03-31"``), ``name`` to names of columns.
        tolerance_m
            Ends this near to each other, or to a line, are joined, all ends at one place together, and each move is a
            finding; at most 50 m. 0 moves nothing.
        crossings
            Lines that cross at one grade, or share a vertex within both, meet there.
        planned
            Roads that are not built yet (``status``) take part.
        one_way_words
            More one-way words of the source with ``"both"``, ``"forward"``, ``"backward"`` or ``"none"``. Single
            letters are read as their column writes them: ``N`` is no beside ``Y``, and closed both ways beside ``FT``
            and ``TF``.
        progress
            True shows a bar; a callable gets the done share, 0..1.

        Raises
        ------
        CrsError
            The layer has no CRS, or one that is neither degrees nor metres.
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
        layer = as_layer(lines)
        core = _core.RoadNetwork.from_lines(
            layer.core,
            columns=road_columns(columns, layer.columns),
            planned=planned,
            crossings=crossings,
            tolerance_m=tolerance_m,
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
        planned: bool = False,
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
        table = Table(layer.core.table) if layer is not None else Table.from_arrow(edges)
        stated = as_crs(crs)
        if layer is not None and layer.crs is not None and not stated.known:
            stated = layer.crs
        keys = {"node_id": node_id, "node_x": x, "node_y": y, "from_node": from_node, "to_node": to_node}
        core = _core.RoadNetwork.from_tables(
            Table.from_arrow(nodes).core,
            table.core,
            lines=None if layer is None else layer.core,
            crs=stated,
            title=title,
            keys=keys if length_m is None else keys | {"length_m": length_m},
            columns=road_columns(columns, table.columns),
            planned=planned,
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

        graph = read_graphml(path)
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
        meet. Roundabouts and motorways are one-way unless they say otherwise. `restrictions` and `barriers` keep what
        the file says of turns and gates.

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

        found = read_osm(path, modes, progress=progress)
        network = cls.from_tables(
            found.nodes, found.edges, crs="EPSG:4326", node_id="osm_node_id", x="lon", y="lat",
            from_node="from_node", to_node="to_node", columns=found.columns, title=found.title, progress=progress,
        )  # fmt: skip
        network._restrictions = found.restrictions
        network._barriers = found.barriers
        return network

    # -- what it is asked ---------------------------------------------------------------------------------------------

    def costs(
        self,
        profile: SpeedProfile | str | os.PathLike[str] = "car",
        *,
        which: Which = "likely",
        as_of: dt.date | str | None = None,
        without_class: str | None = None,
    ) -> RoadCosts:
        """Return the time of every arc for a vehicle.

        Parameters
        ----------
        profile
            A profile, the name of a bundled one, or the path of a file.
        which
            ``"min"``, ``"likely"`` or ``"max"`` of the speeds.
        as_of
            The day, for roads that are closed in a season. Without it such roads are closed, with the reason
            ``day_unknown``.
        without_class
            The class of roads that state none; without it they are closed, with the reason ``class_unknown``.

        Raises
        ------
        NetworkError
            A speed cannot be used; file, class and column are named.
        OptionError
            There is no such profile, or `as_of` is no date.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> line = shapely.LineString([(0, 0), (250, 0)])
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line], crs=32749)
        >>> net = ps.RoadNetwork.from_layer(roads, columns="rbi")
        >>> net.costs("car").deciseconds.tolist()  # 250 m at 25 km/h are 36 s
        [360, 360]
        """
        loaded = profile if isinstance(profile, SpeedProfile) else SpeedProfile.load(profile)
        return arc_costs(self._handle, loaded, which, as_of, without_class)

    def snap(
        self,
        points: LayerLike | None = None,
        *,
        x: npt.ArrayLike | None = None,
        y: npt.ArrayLike | None = None,
        crs: CrsLike | None = None,
        limit_m: float = 500.0,
        component: int | Sequence[int] | str | None = None,
        min_nodes: int = 0,
        costs: RoadCosts | None = None,
        access_km_per_h: float | None = None,
        progress: Progress = None,
        threads: int | None = None,
    ) -> RoadSnap:
        """Find where places meet the network.

        Every place keeps its row. A place farther than `limit_m` from every road it may use is ``too_far``: no
        straight line over water or fields is drawn for it. Ferries are no road to begin on.

        Parameters
        ----------
        points
            Points, in any CRS; or `x` and `y`.
        x, y, crs
            Coordinates, in the CRS of the network unless `crs` says otherwise.
        limit_m
            The longest access leg, in metres.
        component
            Only roads of these components; ``"largest"`` is the one with most nodes.
        min_nodes
            Only roads of components with at least so many nodes.
        costs
            Roads that are closed both ways to this vehicle are left aside, and the result has costs to and from the
            ends of the edges.
        access_km_per_h
            Speed of the access leg; that of the profile of `costs` where none is given.
        progress, threads
            As elsewhere; results never depend on the number of threads.

        Raises
        ------
        OptionError
            The limit is negative or no number, or there is no such component.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> roads = geopandas.GeoDataFrame(geometry=[shapely.LineString([(0, 0), (100, 0)])], crs=32749)
        >>> snap = ps.RoadNetwork.from_layer(roads).snap(x=[25, 50], y=[30, 4000], limit_m=100)
        >>> snap["status"], snap["distance_m"].tolist(), snap["fraction"].tolist()
        (['snapped', 'too_far'], [30.0, 4000.0], [0.25, 0.5])
        >>> snap["reason_en"][1]
        'The nearest road that may be used is 4,000 m away, beyond the limit of 100 m.'
        """
        xs, ys = coordinates_of(points, x, y, crs, self.crs, worker_threads(threads))
        if self._snapper is None:
            self._snapper = _core.Snapper(self._handle)
        speed = access_km_per_h if access_km_per_h is not None else costs.profile.access_km_per_h if costs else None
        table, columns = self._snapper.snap(
            xs, ys,
            limit_m=limit_m,
            components=self._components(component),
            min_nodes=min_nodes,
            costs=None if costs is None else costs.deciseconds,
            access_km_per_h=5.0 if speed is None else speed,
            progress=progress_callback(progress, "snapping"),
            threads=worker_threads(threads),
        )  # fmt: skip
        return RoadSnap(Table(table), limit_m, speed, **columns)

    def _components(self, component: int | Sequence[int] | str | None) -> list[int]:
        if component is None:
            return []
        if component == "largest":
            return [self._handle.largest_component] if self.component_count else []
        wanted = np.atleast_1d(np.asarray(component))
        if not np.issubdtype(wanted.dtype, np.integer) or wanted.size == 0 or (wanted < 0).any():
            raise OptionError(
                f"component={component!r} is neither a number, a list of numbers, nor 'largest'.",
                f"component={component!r} bukan nomor, daftar nomor, atau 'largest'.",
                code=801,
            )
        return [int(one) for one in wanted]
