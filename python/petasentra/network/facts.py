"""What a road network is: its size, its parts as tables, and what was found when it was looked over."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra.layers.layer import Layer
from petasentra.network.given_numbers import given_number
from petasentra.network.report import RoadReport, road_report
from petasentra.network.turned import RoadNetworkTurns
from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra._progress import Progress
    from petasentra.crs import Crs
    from petasentra.network.turns import RoadTurns

__all__ = ["RoadNetworkFacts"]


class RoadNetworkFacts(RoadNetworkTurns):
    """The part of `petasentra.RoadNetwork` that answers what it is.

    Parameters
    ----------
    core
        A network of the core.
    turns
        What is said of turns on it, laid on `core` already.
    """

    __slots__ = ("_fingerprint", "_hierarchy", "_snapper")

    def __init__(self, core: _core.RoadNetwork, *, turns: RoadTurns | None = None) -> None:
        super().__init__(core, turns=turns)
        self._fingerprint = ""
        self._snapper: _core.Snapper | None = None
        self._hierarchy: _core.RoadHierarchy | None = None

    @property
    def core(self) -> _core.RoadNetwork:
        """The network of the core; for code of this package."""
        return self._handle

    @property
    def fingerprint(self) -> str:
        """A short name for its roads, how they meet, what they are like, and its rules for turns.

        Costs carry it, so that none are laid on another network.
        A network that was stored and opened has the one it had.
        """
        if not self._fingerprint:
            digest = hashlib.blake2b(digest_size=16)
            core = self._handle
            for column in (core.from_node, core.to_node, core.length_m, core.node_xy, *core.road_bytes()):
                digest.update(np.ascontiguousarray(column).data)
            digest.update(repr((core.class_words, core.access_words)).encode())
            for table in (self._turns.restrictions, self._turns.barriers, self._turns.own):
                digest.update(b"" if table is None else repr(table.to_pylist()).encode())
            self._fingerprint = digest.hexdigest()
        return self._fingerprint

    @property
    def crs(self) -> Crs:
        """The system of its coordinates."""
        return self._handle.crs

    @property
    def node_count(self) -> int:
        """Number of nodes."""
        return self._handle.node_count

    @property
    def edge_count(self) -> int:
        """Number of edges; arcs 2 e and 2 e + 1 belong to edge e."""
        return self._handle.edge_count

    @property
    def component_count(self) -> int:
        """Number of components: groups of roads that hang together."""
        return self._handle.component_count

    def hierarchy(self, *, progress: Progress = None) -> _core.RoadHierarchy:
        """Return the hierarchy that answers questions about paths, made when it is first asked for.

        It depends on which roads meet, not on speeds or closures: every vehicle and day shares it. Questions make it by
        themselves; asking for it beforehand shows how long that takes.

        Parameters
        ----------
        progress
            As for `from_layer`; nothing is told where the hierarchy was made before.
        """
        if self._hierarchy is None:
            self._hierarchy = _core.RoadHierarchy(self._handle, progress_callback(progress, "hierarchy"))
        return self._hierarchy

    def edges(self) -> Layer:
        """Return the edges as lines: ends, length, class, traffic, grade, feature of the source, component."""
        return Layer(self._handle.edges())

    def nodes(self) -> Layer:
        """Return the nodes as points: id of the source, degree, component."""
        return Layer(self._handle.nodes())

    def roads(self) -> Table:
        """Return the rows of the source, each with what became of it: ``status``, ``edges``, ``length_m``."""
        return Table(self._handle.roads())

    def report(self, *, reach_m: float = 30.0, progress: Progress = None) -> RoadReport:
        """Look the network over: components, dead ends, ends that nearly meet, loops, duplicates, lengths by class.

        Parameters
        ----------
        reach_m
            Ends and junctions nearer than this to a road that they do not meet are rows of ``unsnapped``; 0: none is.
        progress
            As for `from_layer`.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> lines = [shapely.LineString([(0, 0), (100, 0)]), shapely.LineString([(50, 4), (50, 90)])]
        >>> report = ps.RoadNetwork.from_layer(geopandas.GeoDataFrame(geometry=lines, crs=32749)).report()
        >>> report.ends_near_roads, report.findings["measure"][0]
        (1, np.float64(4.0))
        """
        reach_m = given_number(reach_m, "reach_m")
        facts = self._handle.report(reach_m=reach_m, progress=progress_callback(progress, "looking"))
        return road_report(self, dict(facts), reach_m)

    def findings(self, *, reach_m: float = 30.0) -> Layer:
        """Return what was found while the network was made and looked over, as points in both languages.

        Parameters
        ----------
        reach_m
            As for `report`: ends and junctions nearer than this to a road that they do not meet are findings, too.

        Raises
        ------
        OptionError
            `reach_m` is negative or no number.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> lines = [shapely.LineString([(0, 0), (100, 0)]), shapely.LineString([(50, 4), (50, 90)])]
        >>> net = ps.RoadNetwork.from_layer(geopandas.GeoDataFrame(geometry=lines, crs=32749))
        >>> net.findings()["code"], net.findings(reach_m=3)["code"]
        (['END_NEAR_ROAD', 'ROAD_ISLAND'], ['ROAD_ISLAND'])
        """
        return self.report(reach_m=reach_m).findings

    def __repr__(self) -> str:
        def counted(count: int, noun: str) -> str:
            return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"

        parts = (counted(self.node_count, "node"), counted(self.edge_count, "edge"))
        groups = counted(self.component_count, "component")
        return f"RoadNetwork: {', '.join(parts)}, {groups}, {self.crs.authority_code or self.crs.name}"
