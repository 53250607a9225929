"""Nodes and arcs by number: for whoever has a graph of their own, and no roads, speeds or places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.network.costed_graph import CostedGraph
from petasentra.network.whole_numbers import whole_numbers

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from petasentra._progress import Progress

__all__ = ["Graph"]


class Graph:
    """Which nodes are joined by which arcs, prepared for questions; what arcs cost is laid on it afterwards.

    Preparing takes longest, and depends on the joins alone: every set of costs, and every scenario with closed or
    slower arcs, shares one graph. Make one with `from_arrays`.

    Parameters
    ----------
    core
        The hierarchy of the core.
    tails, heads
        Nodes at which each arc begins and ends, uint32, shape (arcs,).

    Examples
    --------
    Three nodes in a row, the way from 1 to 2 open in that direction only:

    >>> import petasentra as ps
    >>> graph = ps.network.Graph.from_arrays([0, 1, 1], [1, 0, 2], 3)
    >>> graph
    <Graph: 3 nodes, 3 arcs>
    >>> graph.with_costs([10, 10, 25]).matrix([0, 2], [0, 1, 2]).tolist()
    [[0, 10, 35], [2147483647, 2147483647, 0]]
    """

    __slots__ = ("_core", "_heads", "_tails")

    def __init__(self, core: _core.RoadHierarchy, tails: npt.NDArray[np.uint32], heads: npt.NDArray[np.uint32]) -> None:
        self._core = core
        self._tails = tails
        self._heads = heads

    @classmethod
    def from_arrays(
        cls,
        tails: npt.ArrayLike,
        heads: npt.ArrayLike,
        node_count: int,
        *,
        progress: Progress = None,
        threads: int | None = None,
    ) -> Graph:
        """Prepare the graph with these arcs. Loops and several arcs between the same two nodes are allowed.

        Parameters
        ----------
        tails, heads
            Nodes at which each arc begins and ends, whole numbers 0 .. `node_count` - 1, shape (arcs,). What may be
            travelled both ways is two arcs.
        node_count
            Nodes, with arcs or without.
        progress
            True for a bar, or a callable that gets the done share (0..1).
        threads
            1..256; None is one for each processor. Answers never depend on it.

        Returns
        -------
        Graph
            Ready for `with_costs`. A second and a half for a million nodes of roads.

        Raises
        ------
        NetworkError
            An arc ends outside the nodes, or `tails` and `heads` differ in number.
        OptionError
            Numbers are not whole or are below 0.

        Examples
        --------
        >>> import petasentra as ps
        >>> ps.network.Graph.from_arrays([0, 1], [1, 0], 5).node_count
        5
        """
        from_nodes, to_nodes = whole_numbers(tails, "tails"), whole_numbers(heads, "heads")
        nodes = int(whole_numbers([node_count], "node_count")[0])
        watched = progress_callback(progress, "hierarchy")
        core = _core.graph_hierarchy(from_nodes, to_nodes, nodes, watched, worker_threads(threads))
        return cls(core, from_nodes, to_nodes)

    @property
    def node_count(self) -> int:
        """Nodes, with arcs or without."""
        return self._core.nodes

    @property
    def arc_count(self) -> int:
        """Arcs as they were given."""
        return len(self._tails)

    @property
    def tails(self) -> npt.NDArray[np.uint32]:
        """Node at which each arc begins, shape (arcs,)."""
        return self._tails

    @property
    def heads(self) -> npt.NDArray[np.uint32]:
        """Node at which each arc ends, shape (arcs,)."""
        return self._heads

    def with_costs(self, costs: npt.ArrayLike, *, threads: int | None = None) -> CostedGraph:
        """Return the graph with what its arcs cost; the graph itself stays as it is.

        Parameters
        ----------
        costs
            What each arc costs, in whole units of your own (tenths of a second, tenths of a metre), shape (arcs,).
            `petasentra.network.costs.UNREACHABLE` closes an arc; 0 is allowed.
        threads
            As for `from_arrays`.

        Returns
        -------
        CostedGraph
            Ready for questions. A tenth of a second for a million nodes.

        Raises
        ------
        NetworkError
            There are not as many costs as arcs, or one is above `UNREACHABLE`.
        OptionError
            Costs are not whole or are below 0.

        Examples
        --------
        >>> import petasentra as ps
        >>> graph = ps.network.Graph.from_arrays([0, 0, 2], [1, 2, 1], 3)
        >>> [int(graph.with_costs(costs).matrix([0], [1])[0, 0]) for costs in ([9, 5, 5], [99, 5, 5])]
        [9, 10]
        """
        own = whole_numbers(costs, "costs").copy()
        own.flags.writeable = False
        return CostedGraph(self, _core.RoadMetric(self._core, own, worker_threads(threads)), own)

    def __repr__(self) -> str:
        return f"<Graph: {self.node_count:,} nodes, {self.arc_count:,} arcs>"
