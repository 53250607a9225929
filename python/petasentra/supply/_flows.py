"""Exact plans from the core: who supplies whom, and what flows on a network.

Rows are put into the order of their ids before they are solved, so that of several plans of one cost the same one comes
out whatever the order in which rows are given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.network.whole_numbers import whole_numbers
from petasentra.supply._numbers import cost_table, places_of_ids, whole_amounts

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra._progress import Progress

__all__ = ["UNLIMITED", "Flow", "Transport", "solve_flow", "solve_transport"]

UNLIMITED: int = _core.UNLIMITED
"""The capacity of an arc without a limit."""

FlowStatus = Literal["optimal", "infeasible", "unbounded"]
_REASONS = np.array(["", "dearer_than_unmet", "supply_exhausted", "no_way", "cut_off"])
_STATUSES: tuple[FlowStatus, ...] = ("optimal", "infeasible", "unbounded")


@dataclass(frozen=True, eq=False)
class Transport:
    """A plan of least cost, all numbers whole.

    Attributes
    ----------
    source, sink, amount
        What flows, as rows of sources and sinks, in their order; amounts are above 0.
    leftover, unmet
        What stays at each source, and what each sink lacks.
    reason
        Of each sink that lacks something: ``"dearer_than_unmet"``, ``"supply_exhausted"``, ``"no_way"`` (no source with
        supply may deliver), ``"cut_off"`` (what is left cannot get there); else ``""``.
    source_price, sink_price
        What one unit more at a source saves, what one unit more of demand costs.
    cost
        Of transport, leftovers and unmet demand together; ``dual`` is what the prices prove: the same number.
    transport_cost, leftover_cost, unmet_cost
        Its parts.
    unmet_price
        At which unmet demand counted in ``unmet_cost`` if no cost was given.
    """

    source: npt.NDArray[np.int64]
    sink: npt.NDArray[np.int64]
    amount: npt.NDArray[np.int64]
    leftover: npt.NDArray[np.int64]
    unmet: npt.NDArray[np.int64]
    reason: list[str]
    source_price: npt.NDArray[np.int64]
    sink_price: npt.NDArray[np.int64]
    transport_cost: int
    leftover_cost: int
    unmet_cost: int
    dual: int
    unmet_price: int

    @property
    def cost(self) -> int:
        return self.transport_cost + self.leftover_cost + self.unmet_cost

    @property
    def gap(self) -> int:
        """What the plan might cost too much: 0."""
        return self.cost - self.dual


def solve_transport(
    costs: npt.ArrayLike,
    supply: npt.ArrayLike,
    demand: npt.ArrayLike,
    *,
    unmet_cost: npt.ArrayLike | None = None,
    leftover_cost: npt.ArrayLike | None = None,
    source_ids: npt.ArrayLike | None = None,
    sink_ids: npt.ArrayLike | None = None,
    progress: Progress = None,
    threads: int | None = None,
) -> Transport:
    """Return the plan of least cost of a transportation problem.

    Parameters
    ----------
    costs
        Of a unit, whole numbers, shape (sources, sinks); infinity, or the largest number of an integer type, forbids a
        pair. A table of int32 or int64 in C order is not copied, unless ids change its order.
    supply, demand
        Whole numbers, 0 or more, shapes (sources,) and (sinks,); their sums need not be equal.
    unmet_cost
        Of a unit of demand that is not met, shape (sinks,). Without it as much is met as can be.
    leftover_cost
        Of a unit that stays, 0 or more, shape (sources,).
    source_ids, sink_ids
        Any values that can be sorted, each once.
    progress, threads
        As elsewhere; plans never depend on the number of threads.

    Raises
    ------
    OptionError
        Numbers that are not whole, negative amounts, columns that do not fit, ids twice, sums or costs beyond 64 bits.

    Examples
    --------
    >>> plan = solve_transport([[1, 4], [3, 2]], [10, 5], [6, 9])
    >>> plan.amount.tolist(), plan.cost, plan.gap
    ([6, 4, 5], 32, 0)
    """
    table = cost_table(costs)
    row_order = places_of_ids(source_ids, table.shape[0], "source_ids")
    column_order = places_of_ids(sink_ids, table.shape[1], "sink_ids")
    if row_order is not None:
        table = np.ascontiguousarray(table[row_order])
    if column_order is not None:
        table = np.ascontiguousarray(table[:, column_order])
    found = _core.transport(
        table,
        _ordered(whole_amounts(supply, "supply"), row_order),
        _ordered(whole_amounts(demand, "demand"), column_order),
        unmet_cost=None if unmet_cost is None else _ordered(whole_amounts(unmet_cost, "unmet_cost"), column_order),
        leftover_cost=None
        if leftover_cost is None
        else _ordered(whole_amounts(leftover_cost, "leftover_cost"), row_order),
        progress=progress_callback(progress, "transport"),
        threads=worker_threads(threads),
    )
    source, sink = _given(found.source, row_order), _given(found.sink, column_order)
    by_pair = np.lexsort((sink, source))
    return Transport(
        source[by_pair],
        sink[by_pair],
        found.amount[by_pair],
        _scattered(found.leftover, row_order),
        _scattered(found.unmet, column_order),
        _REASONS[_scattered(found.reason, column_order)].tolist(),
        _scattered(found.source_price, row_order),
        _scattered(found.sink_price, column_order),
        found.transport_cost,
        found.leftover_cost,
        found.unmet_cost,
        found.dual,
        found.unmet_price,
    )


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
    node_order = places_of_ids(node_ids, len(amounts), "node_ids")
    arc_order = places_of_ids(arc_ids, len(tails), "arc_ids")
    found = _core.min_cost_flow(
        _ordered(amounts, node_order),
        _ordered(_renamed(tails, node_order), arc_order),
        _ordered(_renamed(heads, node_order), arc_order),
        _ordered(whole_amounts(cost, "cost"), arc_order),
        capacity=None if capacity is None else _ordered(whole_amounts(capacity, "capacity"), arc_order),
        least=None if least is None else _ordered(whole_amounts(least, "least"), arc_order),
        supply_may_stay=supply_may_stay,
        progress=progress_callback(progress, "flow"),
    )
    return Flow(
        _STATUSES[found.status],
        _scattered(found.flow, arc_order),
        _scattered(found.kept, node_order),
        _scattered(found.price, node_order),
        found.cost,
        found.dual,
        found.shortage_amount,
        found.is_surplus,
        np.sort(_given(found.shortage_node, node_order)),
        np.sort(_given(found.shortage_arc, arc_order)),
        _given(found.cycle, arc_order),
    )


def _ordered(values: npt.NDArray[np.generic], order: npt.NDArray[np.intp] | None) -> npt.NDArray[np.generic]:
    """Return values in the order in which the core gets them; a column that does not fit is left for it to refuse."""
    return values if order is None or len(values) != len(order) else values[order]


def _renamed(nodes: npt.NDArray[np.uint32], order: npt.NDArray[np.intp] | None) -> npt.NDArray[np.uint32]:
    """Return the numbers that nodes have in that order; those that are not there stay what they are."""
    if order is None:
        return nodes
    place = np.empty(len(order), dtype=np.uint32)
    place[order] = np.arange(len(order), dtype=np.uint32)
    there = nodes < len(order)
    return np.where(there, place[np.where(there, nodes, 0)], nodes).astype(np.uint32)


def _given(places: npt.NDArray[np.uint32], order: npt.NDArray[np.intp] | None) -> npt.NDArray[np.int64]:
    """Return the rows that the caller knows for those that the core knows."""
    return places.astype(np.int64) if order is None else order[places].astype(np.int64)


def _scattered(values: npt.NDArray[np.generic], order: npt.NDArray[np.intp] | None) -> npt.NDArray[np.generic]:
    """Return values in the order of the caller."""
    if order is None or not len(values):
        return values
    out = np.empty_like(values)
    out[order] = values
    return out
