"""HiGHS behind one small door: a program goes in, an optimum with prices comes out. One thread, no time limit.

A call of the solver cannot be interrupted; a request to stop takes effect when it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import InternalError
from petasentra.supply.pricing import LEGS_AT_ONCE, cheapest_columns, reduced_costs

if TYPE_CHECKING:
    import highspy
    import numpy.typing as npt

    from petasentra.supply.program import Program

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["Optimum", "Solver"]

#: Costs are divided by a power of two, so that the largest is about this.
_LARGEST_COST = 2.0**14
#: Below this a reduced cost, so divided, is rounding: what HiGHS itself allows.
_TOLERANCE = 1e-7


@dataclass(frozen=True, eq=False)
class Optimum:
    """What was found. ``status`` is ``"optimal"`` or ``"infeasible"``; without an optimum all is NaN.

    ``price`` is what the total grows by when the bound of a row grows by one.
    """

    status: str
    total: float
    x: Numbers
    activity: Numbers
    price: Numbers


class Solver:
    """A program held by HiGHS, solved again after changes from where it stood.

    Parameters
    ----------
    program
        The program; its whole columns are whole in the first solve and fixed afterwards.
    later
        Columns that need not be there from the beginning: those that would make the program cheaper are put in.
    """

    def __init__(self, program: Program, later: Indices | None = None) -> None:
        from highspy._core import _Highs

        self._program = program
        self._cost, self._low, self._high = program.cost.copy(), program.low.copy(), program.high.copy()
        largest = float(np.abs(program.cost).max(initial=0.0))
        self._scale = 2.0 ** np.floor(np.log2(_LARGEST_COST / largest)) if largest > 0 else 1.0
        # The class that users of HiGHS are given prints a line to standard output when it is made.
        self._highs: Any = _Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("parallel", "off"), ("random_seed", 0),
                              ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0)):  # fmt: skip
            self._highs.setOptionValue(option, value)
        held = np.ones(len(program.cost), dtype=bool)
        if later is not None and len(later) > LEGS_AT_ONCE and not len(program.whole):
            held[later] = False
            held[cheapest_columns(program, later)] = True
        #: Column of the program behind each column that HiGHS holds, and the other way round (-1: it does not).
        self._held = np.flatnonzero(held)
        self._place = np.full(len(held), -1)
        self._place[self._held] = np.arange(len(self._held))
        self._highs.passModel(self._model())

    def solve(self) -> Optimum:
        """Solve, with whole columns whole; then fix them, so that there are prices."""
        if len(self._program.whole):
            if self._run() != "optimal":
                return self._nothing("infeasible")
            whole = self._program.whole
            fixed = np.rint(np.array(self._highs.getSolution().col_value)[whole])
            self._highs.changeColsIntegrality(len(whole), whole.astype(np.int32), np.zeros(len(whole), dtype=np.uint8))
            self.set_bounds(whole, fixed, fixed)
        return self.again()

    def again(self) -> Optimum:
        """Solve the linear program from the basis at hand, over all of its columns."""
        while True:
            status = self._run()
            missing = np.flatnonzero((self._place < 0) & (self._high > 0))
            if status != "optimal":
                if not len(missing):
                    return self._nothing(status)
                self._hold(missing)
                continue
            found = self._highs.getSolution()
            price = np.array(found.row_dual) / self._scale
            reduced = reduced_costs(self._program, self._cost, price)
            better = missing[reduced[missing] * self._scale < -_TOLERANCE]
            if not len(better):
                break
            self._hold(better)
        x = np.zeros(len(self._cost))
        x[self._held] = np.array(found.col_value)
        return Optimum("optimal", float(self._cost @ x), x, np.array(found.row_value), price)

    def set_bounds(self, columns: Indices, low: Numbers, high: Numbers) -> None:
        """Change the bounds of columns."""
        self._low[columns], self._high[columns] = low, high
        there = columns[self._place[columns] >= 0]
        if len(there):
            places = self._place[there].astype(np.int32)
            self._highs.changeColsBounds(len(there), places, self._low[there], self._high[there])

    def set_costs(self, columns: Indices, cost: Numbers) -> None:
        """Change the costs of columns."""
        self._cost[columns] = cost
        there = columns[self._place[columns] >= 0]
        if len(there):
            self._highs.changeColsCost(len(there), self._place[there].astype(np.int32), self._cost[there] * self._scale)

    def set_row_bounds(self, row: int, low: float, high: float) -> None:
        """Change the bounds of a row."""
        self._highs.changeRowBounds(int(row), float(low), float(high))

    def basis(self) -> tuple[object, int]:
        """Return the basis at hand, to come back to, and how many columns it has."""
        return self._highs.getBasis(), len(self._held)

    def set_basis(self, basis: tuple[object, int]) -> None:
        """Go back to a basis, as if nothing had been solved since: what comes next does not depend on what was."""
        added = np.arange(basis[1], len(self._held), dtype=np.int32)
        if len(added):
            self._highs.deleteCols(len(added), added)
            self._place[self._held[basis[1] :]] = -1
            self._held = self._held[: basis[1]]
        self._highs.clearSolver()
        self._highs.setBasis(basis[0])

    def _model(self) -> highspy.HighsLp:
        """Return the columns that are held, as HiGHS takes them."""
        import highspy

        program = self._program
        lp = highspy.HighsLp()
        start, index, value = self._entries(self._held)
        lp.num_col_, lp.num_row_ = len(self._held), len(program.row_low)
        lp.col_cost_ = program.cost[self._held] * self._scale
        lp.col_lower_, lp.col_upper_ = program.low[self._held], program.high[self._held]
        lp.row_lower_, lp.row_upper_ = program.row_low, program.row_high
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = start, index, value
        if len(program.whole):
            kinds = np.array([highspy.HighsVarType.kContinuous] * lp.num_col_, dtype=object)
            kinds[program.whole] = highspy.HighsVarType.kInteger
            lp.integrality_ = list(kinds)
        return lp

    def _entries(self, columns: Indices) -> tuple[Indices, Indices, Numbers]:
        """Return the matrix of some columns, by column."""
        count = self._program.start[columns + 1] - self._program.start[columns]
        start = np.concatenate([[0], np.cumsum(count)])
        place = np.repeat(self._program.start[columns] - start[:-1], count) + np.arange(int(start[-1]))
        return start, self._program.index[place], self._program.value[place]

    def _hold(self, columns: Indices) -> None:
        """Put columns in, behind those that are there."""
        start, index, value = self._entries(columns)
        self._highs.addCols(
            len(columns), self._cost[columns] * self._scale, self._low[columns], self._high[columns], len(index),
            start[:-1].astype(np.int32), index.astype(np.int32), value,
        )  # fmt: skip
        self._place[columns] = len(self._held) + np.arange(len(columns))
        self._held = np.concatenate([self._held, columns])

    def _run(self) -> str:
        import highspy

        self._highs.run()
        status = self._highs.getModelStatus()
        if status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty):
            return "optimal"
        # Costs are never negative, so nothing is unbounded.
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return "infeasible"
        raise InternalError(
            f"HiGHS stopped with {self._highs.modelStatusToString(status)!r}.",
            f"HiGHS berhenti dengan {self._highs.modelStatusToString(status)!r}.",
        )

    def _nothing(self, status: str) -> Optimum:
        columns, rows = np.full(len(self._program.cost), np.nan), np.full(len(self._program.row_low), np.nan)
        return Optimum(status, np.nan, columns, rows, rows)
