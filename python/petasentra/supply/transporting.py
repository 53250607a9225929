"""A program that is transport alone, solved by this project's own simplex in place of HiGHS.

Amounts and costs are fractions, and the simplex counts in whole numbers: amounts are taken in 2^-48 of their sum or,
where that is finer, in thousandths of a gram, costs in the finest power of two whose prices fit 64 bits. The plan is
the cheapest at costs so rounded; what it costs, and how far that is from proven, is computed from costs as they were
given (`certificate`). Of several plans or prices of one cost it is the one that the order of ids leads to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from petasentra import _core
from petasentra._worker_threads import worker_threads
from petasentra.supply._numbers import FORBIDDEN
from petasentra.supply.solving import Optimum, Solver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    from petasentra.supply.program import Program
    from petasentra.supply.solving import Standing
    from petasentra.supply.transport_blocks import Block

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["TOLERANCE_T", "Table", "TransportSolver", "solver_of"]

#: Parts of the sum of amounts: coarser than the rounding of sums, so that sums stay equal that were.
_PARTS_OF_SUM = 48
#: Units of a tonne at least, and of a rupiah at most, as powers of two; what sums of amounts and prices may come to.
_UNITS_OF_TONNE, _UNITS_OF_RUPIAH = 30, 30
_MOST_AMOUNT, _MOST_PRICE = 61, 59
#: Parts of the largest cost that have to be told apart, or HiGHS is asked.
_PARTS = 2.0**32
#: Tonnes that may lack where all has to be met: what HiGHS allows, too.
TOLERANCE_T = 1e-7


def solver_of(
    program: Program,
    threads: int | None = None,
    told: Callable[[float], object] | None = None,
    at: Standing | None = None,
) -> Solver | TransportSolver:
    """Return who solves a program: our simplex where it is transport and nothing else, HiGHS otherwise.

    `told` and `at` are as for `Solver`.
    """
    if program.blocks is not None and all(_fits(program, block) for block in program.blocks):
        return TransportSolver(program, threads, told)
    return Solver(program, program.columns.legs.reshape(-1), told, at)


class TransportSolver:
    """The door of `Solver` to programs that have `Program.blocks`. Each solve begins anew; `TransportCuts` goes on.

    Parameters
    ----------
    program
        The program.
    threads
        As elsewhere; plans never depend on it.
    told
        Called after each solve.
    """

    def __init__(
        self, program: Program, threads: int | None = None, told: Callable[[float], object] | None = None
    ) -> None:
        self._told = told
        assert program.blocks is not None
        self._program, self._blocks = program, program.blocks
        self._cost, self._high = program.cost, program.high
        self._row_low, self._row_high = program.row_low, program.row_high
        self.threads = worker_threads(threads)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: there is no process to end."""

    def solve(self) -> Optimum:
        """Solve."""
        return self.again()

    def again(self) -> Optimum:
        """Solve with the costs and bounds as they are now, table by table."""
        x, rows = np.zeros(len(self._cost)), len(self._row_low)
        activity, price = np.zeros(rows), np.zeros(rows)
        for table in self.tables():
            if not self._solve(table, x, activity, price):
                nothing = np.full(rows, np.nan)
                return Optimum("infeasible", np.nan, np.full(len(x), np.nan), nothing, nothing)
        if self._told is not None:
            self._told(1.0)
        # Not `@`: on a few thousand numbers its threads cost more than they are worth.
        return Optimum("optimal", float((self._cost * x).sum()), x, activity, price)

    def set_bounds(self, columns: Indices, low: Numbers, high: Numbers) -> None:
        """Change the bounds of columns; the lower one is 0."""
        del low
        if self._high is self._program.high:
            self._high = self._high.copy()
        self._high[columns] = high

    def set_costs(self, columns: Indices, cost: Numbers) -> None:
        """Change the costs of columns."""
        if self._cost is self._program.cost:
            self._cost = self._cost.copy()
        self._cost[columns] = cost

    def set_row_bounds(self, row: int, low: float, high: float) -> None:
        """Change the bounds of a row."""
        if self._row_low is self._program.row_low:
            self._row_low, self._row_high = self._row_low.copy(), self._row_high.copy()
        self._row_low[row], self._row_high[row] = low, high

    def standing(self) -> None:
        """Return nothing to come back to."""

    def back(self) -> None:
        """Do nothing: each solve begins anew."""

    def tables(self) -> Iterator[Table]:
        """Yield the transportation problems as they are now, one a commodity and period."""
        for block in self._blocks:
            for period in range(block.senders.shape[1]):
                yield self._table_of(block, period)

    def _table_of(self, block: Block, period: int) -> Table:
        program, columns = self._program, self._program.columns
        senders, takers = block.senders[:, period], block.takers[:, period]
        shape = (len(senders), len(takers))
        legs = columns.legs[block.first : block.first + shape[0] * shape[1], period]
        unmet = columns.unmet[program.terms.row[takers], period]
        must_leave = self._row_low[senders] == self._row_high[senders]
        # A row without bounds gives, or takes, whatever anyone needs.
        given, wanted = self._row_high[senders], self._row_high[takers]
        free = ~np.isfinite(wanted)
        supply = np.where(np.isfinite(given), given, float(wanted[~free].sum()))
        demand = np.where(free, float(supply.sum()), wanted)
        must_come = ~free & (self._high[unmet] < wanted)
        unmet_idr = np.where(free, 0.0, self._cost[unmet])
        costs, there = self._costs(legs, shape)
        must = bool(must_leave.any() or must_come.any())
        scale = _scale(float(np.abs(costs).max(initial=0.0)), unmet_idr, must, shape)
        tonne = _units_of_a_tonne(supply, demand)
        return Table(
            block, period, legs, unmet, must_leave, must_come, free, tonne, scale,
            costs=_whole_costs(costs, there, scale.rupiah),
            supply=_whole_amounts(supply, tonne),
            demand=_whole_amounts(demand, tonne),
            unmet_cost=np.where(must_come, scale.never, np.rint(unmet_idr * scale.rupiah)).astype(np.int64),
            leftover_cost=np.where(must_leave, scale.never, 0),
        )  # fmt: skip

    def _solve(self, table: Table, x: Numbers, activity: Numbers, price: Numbers) -> bool:
        """Solve one table and write it into the solution; false if it has none."""
        tonne, scale = table.tonne, table.scale
        found = _core.transport(
            table.costs,
            table.supply,
            table.demand,
            unmet_cost=table.unmet_cost,
            leftover_cost=table.leftover_cost,
            totals=False,
            threads=self.threads,
        )
        lacks = np.array(found.leftover)[table.must_leave].sum() + np.array(found.unmet)[table.must_come].sum()
        if lacks > TOLERANCE_T * tonne:
            return False
        amount, unmet = np.asarray(found.amount) / tonne, table.unmet
        x[table.legs[np.asarray(found.source).astype(np.int64) * len(unmet) + found.sink]] = amount
        x[unmet] = np.where(table.must_come | table.free, 0.0, np.asarray(found.unmet) / tonne)
        activity[table.senders] = np.bincount(found.source, amount, len(table.senders))
        activity[table.takers] = np.bincount(found.sink, amount, len(unmet)) + x[unmet]
        price[table.senders] = -np.asarray(found.source_price) / scale.rupiah
        price[table.takers] = np.asarray(found.sink_price) / scale.rupiah
        return True

    def _costs(self, legs: Indices, shape: tuple[int, int]) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """Return costs in rupiah (0 without a way) and which legs have a way.

        Legs of one period follow each other, so they need not be gathered.
        """
        which: Indices | slice = legs
        if len(legs) and len(self._program.columns.legs[0]) == 1:
            which = slice(int(legs[0]), int(legs[0]) + len(legs))
        return self._cost[which].reshape(shape), (self._high[which] > 0).reshape(shape)


@dataclass(frozen=True)
class Scale:
    """Units of a rupiah, what a unit costs that must not be left or lack, and the dearest of the other costs."""

    rupiah: float
    never: int
    dearest: float


@dataclass(frozen=True, eq=False)
class Table:
    """The transportation problem of a commodity in a period, in whole numbers.

    ``legs`` and ``unmet`` are columns of the program, row by row and by market; ``free`` markets take whatever comes.
    """

    block: Block
    period: int
    legs: Indices
    unmet: Indices
    must_leave: npt.NDArray[np.bool_]
    must_come: npt.NDArray[np.bool_]
    free: npt.NDArray[np.bool_]
    tonne: float
    scale: Scale
    costs: npt.NDArray[np.int64]
    supply: npt.NDArray[np.int64]
    demand: npt.NDArray[np.int64]
    unmet_cost: npt.NDArray[np.int64]
    leftover_cost: npt.NDArray[np.int64]

    @property
    def senders(self) -> Indices:
        """Rows of the program of the sources."""
        return self.block.senders[:, self.period]

    @property
    def takers(self) -> Indices:
        """Rows of the program of the markets."""
        return self.block.takers[:, self.period]

    @property
    def must(self) -> bool:
        """Whether anything has to leave, or to come."""
        return bool(self.must_leave.any() or self.must_come.any())


def _whole_costs(costs: Numbers, there: npt.NDArray[np.bool_], units: float) -> npt.NDArray[np.int64]:
    out = np.rint(costs * units).astype(np.int64)
    out[~there] = FORBIDDEN
    return out


def _scale(dearest: float, unmet: Numbers, must: bool, shape: tuple[int, int]) -> Scale:
    """Return the finest scale at which prices fit. A detour around a table is never dearer than ``never``."""
    dearest = max(dearest, float(np.abs(unmet).max(initial=0.0)))
    if dearest == 0.0:  # only whether there is a plan is asked, and 1 is beyond all costs
        return Scale(1.0, 1, 0.0)
    times = 2.0 * (min(shape) + 2) if must else 1.0
    most = 2.0**_MOST_PRICE / (sum(shape) + 2) / times / dearest
    rupiah = float(2.0 ** min(np.floor(np.log2(most)), _UNITS_OF_RUPIAH))
    return Scale(rupiah, int(times * dearest * rupiah) + 1, dearest)


def _fits(program: Program, block: Block) -> bool:
    """Whether the largest cost of a table can be told from others finely enough."""
    shape = (len(block.senders), len(block.takers))
    must = program.row_low[block.senders] == program.row_high[block.senders]
    unmet = program.columns.unmet[program.terms.row[block.takers], np.arange(block.takers.shape[1])]
    bound = bool(must.any()) or bool((program.high[unmet] < program.row_high[block.takers]).any())
    return 2.0**_MOST_PRICE / (sum(shape) + 2) / (2.0 * (min(shape) + 2) if bound else 1.0) >= _PARTS


def _units_of_a_tonne(supply: Numbers, demand: Numbers) -> float:
    digits = np.ceil(np.log2(max(float(supply.sum()), float(demand.sum()), 1.0)))
    return float(2.0 ** max(_PARTS_OF_SUM - digits, min(_MOST_AMOUNT - digits, _UNITS_OF_TONNE)))


def _whole_amounts(tonnes: Numbers, units: float) -> npt.NDArray[np.int64]:
    """Return whole amounts that add up to the rounded sum, so that equal sums stay equal."""
    total = np.rint(np.cumsum(tonnes) * units).astype(np.int64)
    total[1:] -= total[:-1].copy()
    return total
