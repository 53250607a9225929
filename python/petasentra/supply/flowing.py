"""A program that is a flow on a network, solved by this project's own network simplex in place of HiGHS.

As in `transporting`, fractions become whole numbers: amounts in the finest power of two whose sum stays within the
limits of the simplex, costs in the finest whose prices do. Where a tonne or a rupiah cannot be divided finely enough,
and where nothing satisfies all limits so rounded, HiGHS is asked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

import numpy as np

from petasentra import _core
from petasentra.supply.solving import Optimum, Solver
from petasentra.supply.tied_prices import tied_prices

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from petasentra.supply.program import Program
    from petasentra.supply.program_network import ProgramNetwork

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["NetworkSolver"]

#: Sums of amounts, and prices, stay below these powers of two.
_MOST_AMOUNT, _MOST_PRICE = 60, 59
#: Units of a tonne at least, and of a tonne and a rupiah at most, as powers of two.
_COARSEST_TONNE, _FINEST = 24, 30
#: Parts of the largest cost that have to be told apart.
_PARTS = 32


class NetworkSolver:
    """The door of `Solver` to programs that are flows. Each solve begins anew.

    Parameters
    ----------
    program, network
        The program and its network (`network_of`).
    told
        Called after each solve.
    """

    def __init__(
        self, program: Program, network: ProgramNetwork, told: Callable[[float], object] | None = None
    ) -> None:
        self._told = told
        self._program, self._network = program, network
        self._cost, self._high = program.cost.copy(), program.high.copy()
        self._row_low, self._row_high = program.row_low.copy(), program.row_high.copy()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: there is no process to end."""

    def solve(self) -> Optimum:
        """Solve."""
        return self.again()

    def again(self) -> Optimum:
        """Solve with the costs and bounds as they are now."""
        found = self._flow()
        if found is None:
            with Solver(self._now(), self._program.columns.legs.reshape(-1)) as solver:
                found = solver.solve()
        if self._told is not None:
            self._told(1.0)
        return found

    def set_bounds(self, columns: Indices, low: Numbers, high: Numbers) -> None:
        """Change the bounds of columns; the lower one is 0, and what the program shuts stays shut."""
        del low
        self._high[columns] = high

    def set_costs(self, columns: Indices, cost: Numbers) -> None:
        """Change the costs of columns."""
        self._cost[columns] = cost

    def set_row_bounds(self, row: int, low: float, high: float) -> None:
        """Change the bounds of a row."""
        self._row_low[row], self._row_high[row] = low, high

    def standing(self) -> None:
        """Return nothing to come back to."""

    def back(self) -> None:
        """Do nothing: each solve begins anew."""

    def _now(self) -> Program:
        return replace(
            self._program, cost=self._cost, high=self._high, row_low=self._row_low, row_high=self._row_high
        )

    def _flow(self) -> Optimum | None:
        """Return the optimum; None if numbers do not fit or nothing satisfies all."""
        network, rows = self._network, len(self._row_low)
        # What a node takes at least: more goes on to the ground, and what has no least takes from the ground up to its most.
        turned = network.sign < 0
        low = np.where(turned, -self._row_high, self._row_low)
        high = np.where(turned, -self._row_low, self._row_high)
        balance = network.sign != 0
        takes = np.where(balance, np.where(np.isfinite(low), low, np.where(np.isfinite(high), high, 0.0)), 0.0)
        over = np.flatnonzero(balance & np.isfinite(low) & (high > low))
        under = np.flatnonzero(balance & ~np.isfinite(low))
        free = np.flatnonzero(balance & ~np.isfinite(low) & ~np.isfinite(high))
        ground = np.full(len(over), rows), np.full(len(under), rows), np.full(len(free), rows)
        tail = np.concatenate([network.tail, over, ground[1], free])
        head = np.concatenate([network.head, ground[0], under, ground[2]])
        slacks = len(tail) - len(network.tail)
        room = np.concatenate([(high - low)[over], np.full(len(under) + len(free), np.inf)])
        capacity = np.concatenate([self._high[network.columns], self._row_high[network.limits], room])
        cost = np.concatenate([self._cost[network.columns], np.zeros(len(network.limits) + slacks)])
        tonne, rupiah = _tonne(takes, capacity), _rupiah(cost, rows + 1)
        if tonne is None or rupiah is None or not (capacity >= 0).all():
            return None
        supply = -np.rint(takes * tonne).astype(np.int64)
        whole_cost = np.rint(cost * rupiah).astype(np.int64)
        limit = _whole_capacity(capacity, tonne, int(np.abs(supply).sum()))
        supply = np.append(supply, -supply.sum())
        ends = tail.astype(np.uint32), head.astype(np.uint32)
        plan = _core.min_cost_flow(supply, *ends, whole_cost, capacity=limit, totals=False)
        if plan.status != 0:
            return None
        flow = np.asarray(plan.flow)
        price = tied_prices(np.asarray(plan.price), tail, head, whole_cost, flow, limit)
        x = np.zeros(len(self._cost))
        x[network.columns] = flow[: len(network.columns)] / tonne
        return Optimum(
            "optimal", float((self._cost * x).sum()), x, self._activity(x), self._row_prices(price / rupiah)
        )

    def _activity(self, x: Numbers) -> Numbers:
        program = self._program
        column = np.repeat(np.arange(len(x)), np.diff(program.start))
        return np.bincount(program.index, program.value * x[column], len(self._row_low)).astype(np.float64)

    def _row_prices(self, price: Numbers) -> Numbers:
        """Return prices of rows from those of nodes: a limit saves by what its node is cheaper than the one behind it."""
        network = self._network
        out = (price[:-1] - price[-1]) * network.sign
        arcs = slice(len(network.columns), len(network.tail))
        out[network.limits] = np.minimum(price[network.tail[arcs]] - price[network.head[arcs]], 0.0)
        return out + 0.0


def _whole_capacity(capacity: Numbers, tonne: float, total: int) -> npt.NDArray[np.int64]:
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
