"""Exact flows on networks from the core, the shortage where there is none, and what single cuts cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.network.whole_numbers import whole_numbers
from petasentra.supply._numbers import whole_amounts
from petasentra.supply._row_order import given, order_of_ids, ordered, renamed, scattered

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra._progress import Progress

__all__ = ["UNLIMITED", "Cuts", "Flow", "solve_flow"]

UNLIMITED: int = _core.UNLIMITED
"""The capacity of an arc without a limit."""

FlowStatus = Literal["optimal", "infeasible", "unbounded"]
_STATUSES: tuple[FlowStatus, ...] = ("optimal", "infeasible", "unbounded")


@dataclass(frozen=True, eq=False)
class Flow:
    """What flows on a network at the least cost, or why nothing can.

    Attributes
    ----------
    status
        ``"optimal"``; ``"infeasible"``: the nodes ``shortage_nodes`` lack ``shortage`` together (or are left with it,
        if ``is_surplus``) though every arc of ``shortage_arcs`` is at its limit; ``"unbounded"``: the arcs of ``cycle``
        cost less than nothing together and have no limit.
    flow
        Of each arc; empty unless optimal, as are ``kept`` and ``price``.
    kept
        What stays of the supply of each node.
    price
        What one unit more of demand at a node costs.
    cost, dual
        Of the flow, and what the prices prove: the same number.
    """

    status: FlowStatus
    flow: npt.NDArray[np.int64]
    kept: npt.NDArray[np.int64]
    price: npt.NDArray[np.int64]
    cost: int
    dual: int
    shortage: int
    is_surplus: bool
    shortage_nodes: npt.NDArray[np.int64]
    shortage_arcs: npt.NDArray[np.int64]
    cycle: npt.NDArray[np.int64]
    _solved: _Solved

    def cuts(self, arcs: npt.ArrayLike | None = None, *, progress: Progress = None, threads: int | None = None) -> Cuts:
        """Return what is lost without each arc, one at a time, as solving again without it would tell.

        Parameters
        ----------
        arcs
            Which to cut, whole numbers, shape (n,); by default all that carry something: no other cut costs anything.
        progress, threads
            As elsewhere; answers never depend on the number of threads.

        Raises
        ------
        OptionError
            The flow is not optimal, or an arc is not there.

        Examples
        --------
        >>> found = solve_flow([0, 0, 1], [2, 1, 2], [1, 2, 3], supply=[9, 0, -9], capacity=[9, 9, 4])
        >>> found.cuts([0, 1])
        Cuts(arc=array([0, 1]), extra_cost=array([16,  0]), lacking=array([5, 0]))
        """
        asked = np.flatnonzero(self.flow) if arcs is None else whole_numbers(arcs, "arcs").astype(np.int64)
        order = self._solved.arc_order
        named = asked
        if order is not None:
            place = np.empty(len(order), dtype=np.int64)
            place[order] = np.arange(len(order))
            named = np.where(asked < len(order), place[np.minimum(asked, len(order) - 1)], asked)
        extra_cost, lacking = _core.arc_cuts(
            self._solved.plan,
            named.astype(np.uint32),
            *self._solved.network,
            **self._solved.limits,
            progress=progress_callback(progress, "cuts"),
            threads=worker_threads(threads),
        )
        return Cuts(asked, extra_cost, lacking)


@dataclass(frozen=True, eq=False)
class Cuts:
    """What single cuts cost.

    Attributes
    ----------
    arc
        The arcs that were cut, one at a time.
    extra_cost
        What the cheapest flow without it costs more; where something lacks, of what can still go another way.
    lacking
        What can go no other way.
    """

    arc: npt.NDArray[np.int64]
    extra_cost: npt.NDArray[np.int64]
    lacking: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Solved:
    """A plan of the core and the network it is for, in the order in which the core got it."""

    plan: _core.FlowPlan
    network: tuple[npt.NDArray[Any], ...]
    limits: dict[str, Any]
    arc_order: npt.NDArray[np.intp] | None


def solve_flow(
    tail: npt.ArrayLike,
    head: npt.ArrayLike,
    cost: npt.ArrayLike,
    *,
    supply: npt.ArrayLike,
    capacity: npt.ArrayLike | None = None,
    least: npt.ArrayLike | None = None,
    supply_may_stay: bool = False,
    node_ids: npt.ArrayLike | None = None,
    arc_ids: npt.ArrayLike | None = None,
    progress: Progress = None,
) -> Flow:
    """Return the cheapest flow on a network of one-way arcs.

    Parameters
    ----------
    tail, head
        Nodes of each arc, shape (arcs,).
    cost
        Of a unit, whole numbers, shape (arcs,).
    supply
        Of each node, whole numbers, below 0 for demand, shape (nodes,).
    capacity, least
        Most and least that flows on each arc, shape (arcs,); by default `UNLIMITED` and 0.
    supply_may_stay
        Nodes may keep what nobody needs.
    node_ids, arc_ids
        Any values that can be sorted, each once.
    progress
        As elsewhere.

    Raises
    ------
    OptionError
        Numbers that are not whole, columns of different lengths, nodes that are not there, capacities that are negative
        or below the least, sums or costs beyond 64 bits.

    Examples
    --------
    >>> found = solve_flow([0, 1], [1, 2], [3, 4], supply=[5, 0, -5], capacity=[4, 9])
    >>> found.status, found.shortage, found.shortage_nodes.tolist(), found.shortage_arcs.tolist()
    ('infeasible', 1, [1, 2], [0])
    """
    tails, heads = whole_numbers(tail, "tail"), whole_numbers(head, "head")
    amounts = whole_amounts(supply, "supply")
    node_order = order_of_ids(node_ids, len(amounts), "node_ids")
    arc_order = order_of_ids(arc_ids, len(tails), "arc_ids")
    network = (
        ordered(amounts, node_order),
        ordered(renamed(tails, node_order), arc_order),
        ordered(renamed(heads, node_order), arc_order),
        ordered(whole_amounts(cost, "cost"), arc_order),
    )
    limits: dict[str, Any] = {
        "capacity": None if capacity is None else ordered(whole_amounts(capacity, "capacity"), arc_order),
        "least": None if least is None else ordered(whole_amounts(least, "least"), arc_order),
        "supply_may_stay": supply_may_stay,
    }
    found = _core.min_cost_flow(*network, **limits, progress=progress_callback(progress, "flow"))
    return Flow(
        _STATUSES[found.status],
        scattered(found.flow, arc_order),
        scattered(found.kept, node_order),
        scattered(found.price, node_order),
        found.cost,
        found.dual,
        found.shortage_amount,
        found.is_surplus,
        np.sort(given(found.shortage_node, node_order)),
        np.sort(given(found.shortage_arc, arc_order)),
        given(found.cycle, arc_order),
        _Solved(found, network, limits, arc_order),
    )
