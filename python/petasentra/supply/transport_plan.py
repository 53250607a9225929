"""Exact transportation plans: who supplies whom, and at what prices."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.errors import OptionError
from petasentra.supply._numbers import cost_table, whole_amounts
from petasentra.supply._row_order import given, order_of_ids, ordered, scattered

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from petasentra._progress import Progress

__all__ = ["Transport", "TransportCertificate", "transport"]

_REASONS = np.array(["", "dearer_than_unmet", "supply_exhausted", "no_way", "cut_off"])


@dataclass(frozen=True)
class TransportCertificate:
    """Proof of a plan, counted anew from the whole table in whole numbers.

    ``primal`` is what the plan costs, ``dual`` what its prices say that every plan costs at least, ``gap`` their
    difference. ``proven``: amounts add up, no pair costs less than the prices of its ends differ by, pairs with a flow
    cost just that, and both sums are equal.
    """

    primal: int
    dual: int
    gap: int
    proven: bool


@dataclass(frozen=True, eq=False)
class Transport:
    """A plan of least cost, all numbers whole. Every source and every sink is in it.

    Attributes
    ----------
    source, sink, amount
        What flows, as rows of sources and sinks in their order, at most sources + sinks - 1 pairs; amounts are above 0.
    first
        Where the flows of each source begin, and the end, shape (sources + 1,): ``first``, ``sink`` and ``amount`` are
        the table of flows in compressed rows (CSR), as ``scipy.sparse.csr_array((amount, sink, first))`` takes it.
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
    _check: Callable[[], bool] = field(repr=False)

    @property
    def cost(self) -> int:
        """Transport, leftovers and unmet demand together."""
        return self.transport_cost + self.leftover_cost + self.unmet_cost

    @cached_property
    def first(self) -> npt.NDArray[np.int64]:
        """Where the flows of each source begin, and the end."""
        return np.searchsorted(self.source, np.arange(len(self.leftover) + 1)).astype(np.int64)

    @cached_property
    def certificate(self) -> TransportCertificate:
        """Look the plan over once more, against the costs as they are in memory now: one pass over the table."""
        return TransportCertificate(self.cost, self.dual, self.gap, self._check())

    @property
    def gap(self) -> int:
        """What the plan might cost too much: 0."""
        return self.cost - self.dual

    def __repr__(self) -> str:
        lacking = "" if not self.unmet.any() else f", {int(self.unmet.sum()):,} unmet"
        left = "" if not self.leftover.any() else f", {int(self.leftover.sum()):,} left"
        return (
            f"Transport: {len(self.leftover):,} sources x {len(self.unmet):,} sinks, {len(self.amount):,} flows at"
            f" {self.transport_cost:,}{lacking}{left}"
        )


def transport(
    cost: npt.ArrayLike,
    supply: npt.ArrayLike,
    demand: npt.ArrayLike,
    *,
    balanced: bool = False,
    unmet_cost: npt.ArrayLike | None = None,
    leftover_cost: npt.ArrayLike | None = None,
    source_ids: npt.ArrayLike | None = None,
    sink_ids: npt.ArrayLike | None = None,
    progress: Progress = None,
    threads: int | None = None,
) -> Transport:
    """Return the cheapest plan that brings what sources have to sinks that want it. It is exact, and proven.

    Numbers are whole: count in kilograms or in tenths of a rupiah, and nothing is rounded. Sums of supply and demand
    may differ: what is too much stays at its source, what is too little is unmet where that costs least.

    Parameters
    ----------
    cost
        Of a unit, whole numbers, shape (sources, sinks), below 0 too; infinity, or the largest number of an integer
        type, forbids a pair. A table of int32 or int64 in C order is not copied, unless ids change its order.
    supply, demand
        Whole numbers, 0 or more, shapes (sources,) and (sinks,). Without sources all demand is unmet, without sinks all
        supply is left.
    balanced
        Refuse sums that differ.
    unmet_cost
        Of a unit of demand that is not met, shape (sinks,): where meeting it is dearer it stays unmet. Without it as
        much is met as can be, whatever that costs.
    leftover_cost
        Of a unit that stays, 0 or more, shape (sources,).
    source_ids, sink_ids
        Any values that can be sorted, each once: of several plans of one cost the same is told in any order of rows.
    progress, threads
        As elsewhere; plans never depend on the number of threads.

    Returns
    -------
    Transport
        Flows, what is left and unmet and why, what it costs, prices and a certificate.

    Raises
    ------
    OptionError
        Numbers that are missing or not whole, negative amounts, columns that do not fit, ids twice, sums that differ
        (`balanced`), sums of amounts beyond 2^62, costs so large that prices or the plan could leave 64 bits.

    Examples
    --------
    >>> import petasentra as ps
    >>> plan = ps.transport([[1, 4], [3, 2]], supply=[10, 5], demand=[6, 12], unmet_cost=[20, 20])
    >>> plan.source.tolist(), plan.sink.tolist(), plan.amount.tolist(), plan.unmet.tolist()
    ([0, 0, 1], [0, 1, 1], [6, 4, 5], [0, 3])
    >>> plan.cost, plan.transport_cost, plan.source_price.tolist(), plan.sink_price.tolist()
    (92, 32, [16, 18], [17, 20])
    >>> plan.certificate
    TransportCertificate(primal=92, dual=92, gap=0, proven=True)
    """
    table: npt.NDArray[Any] = cost_table(cost)
    has, wants = whole_amounts(supply, "supply"), whole_amounts(demand, "demand")
    if balanced:
        _require_balance(has, wants)
    row_order = order_of_ids(source_ids, table.shape[0], "source_ids")
    column_order = order_of_ids(sink_ids, table.shape[1], "sink_ids")
    if row_order is not None:
        table = np.ascontiguousarray(table[row_order])
    if column_order is not None:
        table = np.ascontiguousarray(table[:, column_order])
    amounts = ordered(has, row_order), ordered(wants, column_order)
    prices: dict[str, Any] = {
        "unmet_cost": None if unmet_cost is None else ordered(whole_amounts(unmet_cost, "unmet_cost"), column_order),
        "leftover_cost": None
        if leftover_cost is None
        else ordered(whole_amounts(leftover_cost, "leftover_cost"), row_order),
    }
    found = _core.transport(
        table,
        *amounts,
        **prices,
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
        lambda: found.proves_optimum(table, *amounts, **prices, threads=worker_threads(threads)),
    )


def _require_balance(supply: npt.NDArray[np.int64], demand: npt.NDArray[np.int64]) -> None:
    # Sums of Python do not wrap round.
    has, wants = sum(supply.tolist()), sum(demand.tolist())
    if has != wants:
        raise OptionError(
            f"Supply adds up to {has:,} and demand to {wants:,}.",
            f"Jumlah pasokan {has:,}, sedangkan jumlah permintaan {wants:,}.",
            hint_en="Leave out balanced=True to keep what is left at its source, or unmet.",
            hint_id="Hilangkan balanced=True agar sisanya tetap di sumber, atau tidak terpenuhi.",
            code=801,
            column="demand",
        )
