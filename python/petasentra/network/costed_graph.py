"""Questions to a graph whose arcs have costs: matrices, trees, nearest targets, isochrones, paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.network.graph_sums import GraphSums
from petasentra.network.whole_numbers import whole_numbers

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from petasentra._progress import Progress

    Nodes = npt.NDArray[np.uint32]
    Costs = npt.NDArray[np.uint32]

__all__ = ["CostedGraph"]


class CostedGraph(GraphSums):
    """A graph with what its arcs cost. Made by `Graph.with_costs`, never changed.

    Nodes are given as whole numbers 0 .. node_count - 1, in any order and any number of times; answers keep that order
    and length. Costs come back in the unit in which they were given. What cannot be reached costs
    `petasentra.network.costs.UNREACHABLE`: nothing is left out. A node that the graph does not have is an OptionError.
    Everywhere `progress` is True for a bar or a callable that gets the done share (0..1), `threads` is 1..256 or None
    for one a processor, and answers are the same for any number of threads.

    Parameters
    ----------
    graph
        The graph.
    core
        The costs as the core holds them.
    costs
        What each arc costs, uint32, shape (arcs,).

    Examples
    --------
    >>> import petasentra as ps
    >>> graph = ps.network.Graph.from_arrays([0, 1, 2], [1, 2, 0], 4)
    >>> graph.with_costs([5, 6, 7])
    <CostedGraph: 4 nodes, 3 arcs>
    """

    __slots__ = ()

    def matrix(
        self,
        origins: npt.ArrayLike,
        targets: npt.ArrayLike,
        *,
        progress: Progress = None,
        threads: int | None = None,
    ) -> Costs:
        """Return what the cheapest paths cost from every origin to every target.

        Parameters
        ----------
        origins, targets
            Nodes, shapes (n,) and (m,).
        progress, threads
            See the class.

        Returns
        -------
        numpy.ndarray
            uint32, shape (n, m).

        Examples
        --------
        >>> import petasentra as ps
        >>> costed = ps.network.Graph.from_arrays([0, 1, 2], [1, 2, 0], 3).with_costs([5, 6, 7])
        >>> costed.matrix([0, 1], [2, 0]).tolist()
        [[11, 0], [6, 13]]
        """
        begin, end = whole_numbers(origins, "origins"), whole_numbers(targets, "targets")
        watched = progress_callback(progress, "matrix")
        return _core.cost_matrix(self._core, begin, end, watched, worker_threads(threads))

    def trees(
        self, starts: npt.ArrayLike, to_it: bool = False, *, progress: Progress = None, threads: int | None = None
    ) -> Costs:
        """Return what it costs from each start to every node, or with `to_it` from every node to each start.

        Parameters
        ----------
        starts
            Nodes, shape (n,).
        to_it
            Whether the start is where paths end.
        progress, threads
            See the class.

        Returns
        -------
        numpy.ndarray
            uint32, shape (n, nodes): 4 bytes a start and node.

        Examples
        --------
        >>> import petasentra as ps
        >>> costed = ps.network.Graph.from_arrays([0, 1, 2], [1, 2, 0], 3).with_costs([5, 6, 7])
        >>> costed.trees([0]).tolist(), costed.trees([0], to_it=True).tolist()
        ([[0, 5, 11]], [[0, 13, 7]])
        """
        watched = progress_callback(progress, "trees")
        return _core.cost_trees(
            self._core, whole_numbers(starts, "starts"), to_it=to_it, progress=watched, threads=worker_threads(threads)
        )

    def nearest(
        self,
        targets: npt.ArrayLike,
        k: int,
        asked: npt.ArrayLike | None = None,
        to_node: bool = False,
        *,
        progress: Progress = None,
        threads: int | None = None,
    ) -> tuple[Nodes, Costs]:
        """Return the `k` targets nearest to each node, nearest first; of equally near ones that given first.

        Parameters
        ----------
        targets
            Nodes, shape (m,). One that stands there twice is two targets.
        k
            1 .. 64.
        asked
            Nodes, shape (n,); None is all nodes of the graph.
        to_node
            Whether paths lead from the target to the node.
        progress, threads
            See the class.

        Returns
        -------
        numpy.ndarray
            Places in `targets`, uint32, shape (n, k); 4294967295 where fewer than `k` can be reached.
        numpy.ndarray
            What they cost, uint32, shape (n, k).

        Raises
        ------
        OptionError
            `k` is out of range, or a node is none of the graph.

        Examples
        --------
        >>> import petasentra as ps
        >>> costed = ps.network.Graph.from_arrays([0, 1, 2], [1, 2, 0], 3).with_costs([5, 6, 7])
        >>> places, costs = costed.nearest([2, 1], 1)
        >>> places.tolist(), costs.tolist()
        ([[1], [1], [0]], [[5], [0], [0]])
        """
        of = whole_numbers(targets, "targets")
        nodes = None if asked is None else whole_numbers(asked, "asked")
        watched = progress_callback(progress, "nearest")
        number = int(whole_numbers([k], "k")[0])
        return _core.nearest_targets(
            self._core, of, number, asked=nodes, to_node=to_node, progress=watched, threads=worker_threads(threads)
        )

    def reached(
        self, origin: int, limit: int, to_it: bool = False, *, threads: int | None = None
    ) -> tuple[Nodes, Costs]:
        """Return the nodes within reach of one: an isochrone.

        Parameters
        ----------
        origin
            A node.
        limit
            A cost, itself included; `UNREACHABLE` for all that can be reached.
        to_it
            Whether those are wanted from whom it is reached.
        threads
            See the class.

        Returns
        -------
        numpy.ndarray
            Nodes by number, uint32, shape (r,), the origin among them.
        numpy.ndarray
            What each costs, uint32, shape (r,).

        Examples
        --------
        >>> import petasentra as ps
        >>> costed = ps.network.Graph.from_arrays([0, 1, 2], [1, 2, 0], 3).with_costs([5, 6, 7])
        >>> nodes, costs = costed.reached(1, 6)
        >>> nodes.tolist(), costs.tolist()
        ([1, 2], [0, 6])
        """
        node, within = whole_numbers([origin, limit], "origin, limit").tolist()
        return _core.reached_nodes(self._core, node, within, to_it=to_it, threads=worker_threads(threads))

    def path(self, origin: int, target: int) -> tuple[int, npt.NDArray[np.uint32]]:
        """Return what a cheapest path costs and its arcs. Of several cheapest paths always the same one.

        Parameters
        ----------
        origin, target
            Nodes.

        Returns
        -------
        int
            What it costs: 0 from a node to itself, `UNREACHABLE` where there is none.
        numpy.ndarray
            Arcs by number in the order of travel, uint32, shape (a,); empty in both those cases.

        Examples
        --------
        >>> import petasentra as ps
        >>> costed = ps.network.Graph.from_arrays([0, 1, 2], [1, 2, 0], 3).with_costs([5, 6, 7])
        >>> cost, arcs = costed.path(1, 0)
        >>> cost, arcs.tolist()
        (13, [1, 2])
        """
        begin, end = whole_numbers([origin, target], "origin, target").tolist()
        return _core.cheapest_path(self._core, self._costs, begin, end)

    def __repr__(self) -> str:
        return f"<CostedGraph: {self._graph.node_count:,} nodes, {self._graph.arc_count:,} arcs>"
