"""Exact transportation plans from the core: who supplies whom, and at what prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.supply._numbers import cost_table, whole_amounts
from petasentra.supply._row_order import given, order_of_ids, ordered, scattered

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra._progress import Progress

__all__ = ["Transport", "solve_transport"]

_REASONS = np.array(["", "dearer_than_unmet", "supply_exhausted", "no_way", "cut_off"])


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
    table: npt.NDArray[Any] = cost_table(costs)
    row_order = order_of_ids(source_ids, table.shape[0], "source_ids")
    column_order = order_of_ids(sink_ids, table.shape[1], "sink_ids")
    if row_order is not None:
        table = np.ascontiguousarray(table[row_order])
    if column_order is not None:
        table = np.ascontiguousarray(table[:, column_order])
    found = _core.transport(
        table,
        ordered(whole_amounts(supply, "supply"), row_order),
        ordered(whole_amounts(demand, "demand"), column_order),
        unmet_cost=None if unmet_cost is None else ordered(whole_amounts(unmet_cost, "unmet_cost"), column_order),
        leftover_cost=None
        if leftover_cost is None
        else ordered(whole_amounts(leftover_cost, "leftover_cost"), row_order),
        progress=progress_callback(progress, "transport"),
        threads=worker_threads(threads),
    )
    source, sink = given(found.source, row_order), given(found.sink, column_order)
    by_pair = np.lexsort((sink, source))
    return Transport(
        source[by_pair],
        sink[by_pair],
        found.amount[by_pair],
        scattered(found.leftover, row_order),
        scattered(found.unmet, column_order),
        _REASONS[scattered(found.reason, column_order)].tolist(),
        scattered(found.source_price, row_order),
        scattered(found.sink_price, column_order),
        found.transport_cost,
        found.leftover_cost,
        found.unmet_cost,
        found.dual,
        found.unmet_price,
    )
