"""What lies within reach of the nodes of a graph whose arcs have costs, summed and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.network.given_numbers import given_numbers
from petasentra.network.whole_numbers import whole_numbers

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.network.graph import Graph

    Nodes = npt.NDArray[np.uint32]
    Costs = npt.NDArray[np.uint32]

__all__ = ["GraphSums"]


class GraphSums:
    """The part of `CostedGraph` that holds its costs and answers how much is within reach; see there."""

    __slots__ = ("_core", "_costs", "_graph")

    def __init__(self, graph: Graph, core: _core.RoadMetric, costs: Costs) -> None:
        self._graph = graph
        self._core = core
        self._costs = costs

    @property
    def graph(self) -> Graph:
        """The graph without costs."""
        return self._graph

    @property
    def costs(self) -> Costs:
        """What each arc costs, shape (arcs,), read only."""
        return self._costs

    def sums_within(
        self,
        weights: npt.ArrayLike,
        limits: npt.ArrayLike,
        origins: npt.ArrayLike | None = None,
        to_it: bool = False,
        *,
        progress: Progress = None,
        threads: int | None = None,
    ) -> npt.NDArray[np.float64]:
        """Return the sums of the weights of all nodes within reach of each origin, the origin's own among them.

        Parameters
        ----------
        weights
            A weight for every node, shape (nodes,), or several columns of them, shape (c, nodes).
        limits
            Costs, each itself included, shape (l,).
        origins
            Nodes, shape (n,); None is all nodes of the graph.
        to_it
            Whether those count from whom the origin is reached.
        progress, threads
            See the class.

        Returns
        -------
        numpy.ndarray
            Shape (n, l), or (n, c, l) for several columns. Whole weights are summed without any error.

        Raises
        ------
        OptionError
            Not a weight for every node, one that is no finite number, or a limit that is no cost.

        Examples
        --------
        >>> import petasentra as ps
        >>> costed = ps.network.Graph.from_arrays([0, 1, 2], [1, 2, 0], 3).with_costs([5, 6, 7])
        >>> costed.sums_within([1, 20, 300], [5, 6]).tolist()
        [[21.0, 21.0], [20.0, 320.0], [300.0, 300.0]]
        """
        table = given_numbers(weights, "weights")
        found = _core.sums_within(
            self._core, self._origins(origins), np.atleast_2d(table), whole_numbers(limits, "limits"),
            to_it=to_it, **_work("sums", progress, threads),
        )  # fmt: skip
        return found if table.ndim > 1 else found[:, 0, :]

    def counts_within(
        self,
        limits: npt.ArrayLike,
        origins: npt.ArrayLike | None = None,
        to_it: bool = False,
        *,
        progress: Progress = None,
        threads: int | None = None,
    ) -> npt.NDArray[np.uint32]:
        """Return how many nodes are within reach of each origin, itself among them.

        Parameters
        ----------
        limits, origins, to_it
            As for `sums_within`.
        progress, threads
            See the class.

        Returns
        -------
        numpy.ndarray
            uint32, shape (n, l).

        Examples
        --------
        >>> import petasentra as ps
        >>> costed = ps.network.Graph.from_arrays([0, 1, 2], [1, 2, 0], 3).with_costs([5, 6, 7])
        >>> costed.counts_within([5, 6, 11]).tolist()
        [[2, 2, 3], [1, 2, 2], [1, 1, 2]]
        """
        return _core.counts_within(
            self._core, self._origins(origins), whole_numbers(limits, "limits"),
            to_it=to_it, **_work("counts", progress, threads),
        )  # fmt: skip

    def decayed_within(
        self,
        weights: npt.ArrayLike,
        limits: npt.ArrayLike,
        factors: npt.ArrayLike,
        origins: npt.ArrayLike | None = None,
        to_it: bool = False,
        *,
        progress: Progress = None,
        threads: int | None = None,
    ) -> npt.NDArray[np.float64]:
        """Return sums of weight times factor over the nodes within reach of each origin: gravity in steps.

        Parameters
        ----------
        weights
            As for `sums_within`.
        limits
            Costs at which the steps end, themselves included, ascending, shape (l,).
        factors
            How much a weight counts in each step, shape (l,); nothing beyond the last.
        origins, to_it
            As for `sums_within`.
        progress, threads
            See the class.

        Returns
        -------
        numpy.ndarray
            Shape (n,), or (n, c) for several columns of weights.

        Raises
        ------
        OptionError
            Steps do not ascend, factors are not finite or not as many; otherwise as for `sums_within`.

        Examples
        --------
        >>> import petasentra as ps
        >>> costed = ps.network.Graph.from_arrays([0, 1, 2], [1, 2, 0], 3).with_costs([5, 6, 7])
        >>> costed.decayed_within([1, 20, 300], [0, 6], [1.0, 0.5]).tolist()
        [11.0, 170.0, 300.0]
        """
        table = given_numbers(weights, "weights")
        steps = np.atleast_1d(given_numbers(factors, "factors"))
        found = _core.decayed_within(
            self._core, self._origins(origins), np.atleast_2d(table), whole_numbers(limits, "limits").tolist(),
            steps.tolist(), to_it=to_it, **_work("sums", progress, threads),
        )[:, :, 0]  # fmt: skip
        return found if table.ndim > 1 else found[:, 0]

    def _origins(self, given: npt.ArrayLike | None) -> Nodes:
        if given is None:
            return np.arange(self._graph.node_count, dtype=np.uint32)
        return whole_numbers(given, "origins")


def _work(label: str, progress: Progress, threads: int | None) -> dict[str, Any]:
    """Return how the core is to work: whom it tells how far it is, and on how many threads."""
    return {"progress": progress_callback(progress, label), "threads": worker_threads(threads)}
