"""A program that is a flow on a network, solved by this project's own network simplex in place of HiGHS.

As in `transporting`, fractions become whole numbers: amounts in the finest power of two whose sum stays within the
limits of the simplex, costs in the finest whose prices do. Where a tonne or a rupiah cannot be divided finely enough,
and where nothing satisfies all limits so rounded, HiGHS is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.supply.pricing import LEGS_AT_ONCE, cheapest_columns
from petasentra.supply.program_network import network_of
from petasentra.supply.solving import Optimum, Solver, Standing
from petasentra.supply.tied_prices import tied_prices

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from petasentra.supply.program import Program
    from petasentra.supply.program_network import ProgramNetwork

    Numbers = npt.NDArray[np.float64]

__all__ = ["flow_optimum", "standing_at"]

#: Sums of amounts, and prices, stay below these powers of two.
_MOST_AMOUNT, _MOST_PRICE = 60, 59
#: Units of a tonne at least, and of a tonne and a rupiah at most, as powers of two.
_COARSEST_TONNE, _FINEST = 24, 30
#: Parts of the largest cost that have to be told apart.
_PARTS = 32


def flow_optimum(program: Program, told: Callable[[float], object] | None = None) -> Optimum | None:
    """Return the optimum of a program that is a flow; None where HiGHS has to be asked.

    `told` gets the done share (0..1), and what it raises ends the work.
    """
    network = network_of(program) if program.blocks is None else None
    if network is None:
        return None
    rows = len(program.row_low)
    # What a node takes at least, and more goes on to the ground; without a least its most, some of it from the ground.
    turned = network.sign < 0
    low = np.where(turned, -program.row_high, program.row_low)
    high = np.where(turned, -program.row_low, program.row_high)
    balance = network.sign != 0
    takes = np.where(balance, np.where(np.isfinite(low), low, np.where(np.isfinite(high), high, 0.0)), 0.0)
    over = np.flatnonzero(balance & np.isfinite(low) & (high > low))
    under = np.flatnonzero(balance & ~np.isfinite(low))
    free = under[~np.isfinite(high[under])]
    ground = [np.full(len(one), rows) for one in (over, under, free)]
    tail = np.concatenate([network.tail, over, ground[1], free])
    head = np.concatenate([network.head, ground[0], under, ground[2]])
    room = np.concatenate([(high - low)[over], np.full(len(under) + len(free), np.inf)])
    capacity = np.concatenate([program.high[network.columns], program.row_high[network.limits], room])
    cost = np.concatenate([program.cost[network.columns], np.zeros(len(tail) - len(network.columns))])
    tonne, rupiah = _tonne(takes, capacity), _rupiah(cost, rows + 1)
    if tonne is None or rupiah is None or (capacity < 0).any():
        return None
    supply = -np.rint(takes * tonne).astype(np.int64)
    costs, limits = np.rint(cost * rupiah).astype(np.int64), _capacities(capacity, tonne, int(np.abs(supply).sum()))
    supply = np.append(supply, -supply.sum())
    plan = _core.min_cost_flow(
        supply, tail.astype(np.uint32), head.astype(np.uint32), costs, capacity=limits, totals=False, progress=told
    )
    if plan.status != 0:
        return None
    flow = np.asarray(plan.flow)
    price = tied_prices(np.asarray(plan.price), tail, head, costs, flow, limits) / rupiah
    x = np.zeros(len(program.cost))
    x[network.columns] = flow[: len(network.columns)] / tonne
    column = np.repeat(np.arange(len(x)), np.diff(program.start))
    activity = np.bincount(program.index, program.value * x[column], rows).astype(np.float64)
    return Optimum("optimal", float((program.cost * x).sum()), x, activity, _row_prices(network, price))


def standing_at(program: Program, found: Optimum) -> Standing:
    """Return HiGHS standing at an optimum that another found, to go on from there."""
    legs = program.columns.legs.reshape(-1)
    held = np.ones(len(program.cost), dtype=bool)
    if len(legs) > LEGS_AT_ONCE:
        held[legs] = False
        held[cheapest_columns(program, legs)] = True
        held |= found.x > 0
    columns = np.flatnonzero(held)
    basis = (
        _status(found.x[columns], program.low[columns], program.high[columns]),
        _status(found.activity, program.row_low, program.row_high),
    )
    at = Standing(columns, program.low.copy(), program.high.copy(), basis)
    with Solver(program, legs, at=at) as solver:
        solver.again()
        return solver.standing()


def _status(value: Numbers, low: Numbers, high: Numbers) -> npt.NDArray[np.uint8]:
    """Return the numbers by which HiGHS calls what is at its lower bound, in the basis, or at its upper bound."""
    apart = 1e-7
    return np.where(value <= low + apart, 0, np.where(value >= high - apart, 2, 1)).astype(np.uint8)


def _row_prices(network: ProgramNetwork, price: Numbers) -> Numbers:
    """Return prices of rows from those of nodes: a limit saves by what its node is cheaper than the one behind it."""
    out: Numbers = (price[:-1] - price[-1]) * network.sign
    arcs = slice(len(network.columns), len(network.tail))
    out[network.limits] = np.minimum(price[network.tail[arcs]] - price[network.head[arcs]], 0.0)
    out += 0.0  # no -0
    return out


def _capacities(capacity: Numbers, tonne: float, total: int) -> npt.NDArray[np.int64]:
    """Return whole capacities: no cheapest flow needs more than all that is supplied, as nothing costs below 0."""
    out = np.full(len(capacity), _core.UNLIMITED, dtype=np.int64)
    limited = np.flatnonzero(capacity * tonne < total)
    out[limited] = np.rint(capacity[limited] * tonne).astype(np.int64)
    return out


def _tonne(takes: Numbers, capacity: Numbers) -> float | None:
    """Return units of a tonne. All supplies together, the ground's too, stay a limit that the simplex can hold."""
    total = max(2.0 * float(np.abs(takes).sum()), 1.0)
    limited = np.count_nonzero(capacity < total)
    fine = min(np.floor(_MOST_AMOUNT - np.log2(total) - np.log2(limited + 2)), _FINEST)
    return float(2.0**fine) if fine >= _COARSEST_TONNE else None


def _rupiah(cost: Numbers, nodes: int) -> float | None:
    """Return units of a rupiah whose prices fit."""
    dearest = float(cost.max(initial=0.0))
    parts = np.floor(_MOST_PRICE - np.log2(nodes + 2))
    if parts < _PARTS:
        return None
    return 1.0 if dearest == 0.0 else float(2.0 ** min(np.floor(parts - np.log2(dearest)), _FINEST))
