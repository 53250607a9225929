"""HiGHS behind one small door: a program goes in, an optimum with prices comes out. One thread, no time limit.

A call of the solver cannot be interrupted; a request to stop takes effect when it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import InternalError

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.program import Program

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["Optimum", "Solver"]

#: Costs are divided by a power of two, so that the largest is about this.
_LARGEST_COST = 2.0**14


@dataclass(frozen=True, eq=False)
class Optimum:
    """What was found. ``status`` is ``"optimal"``, ``"infeasible"`` or ``"unbounded"``; without an optimum all is NaN.

    ``price`` is what the total grows by when the bound of a row grows by one, ``reduced`` the same of a column.
    """

    status: str
    total: float
    x: Numbers
    activity: Numbers
    price: Numbers
    reduced: Numbers


class Solver:
    """A program held by HiGHS, solved again after changes from where it stood.

    Parameters
    ----------
    program
        The program; its whole columns are whole in the first solve and fixed afterwards.
    """

    def __init__(self, program: Program) -> None:
        import highspy
        from highspy._core import _Highs

        self._program = program
        self._cost = program.cost.copy()
        largest = float(np.abs(program.cost).max(initial=0.0))
        self._scale = 2.0 ** np.floor(np.log2(_LARGEST_COST / largest)) if largest > 0 else 1.0
        # The class that users of HiGHS are given prints a line to standard output when it is made.
        self._highs: Any = _Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("parallel", "off"), ("random_seed", 0),
                              ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0)):  # fmt: skip
            self._highs.setOptionValue(option, value)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(program.cost), len(program.row_low)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = program.cost * self._scale, program.low, program.high
        lp.row_lower_, lp.row_upper_ = program.row_low, program.row_high
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = program.start, program.index, program.value
        if len(program.whole):
            kinds = np.array([highspy.HighsVarType.kContinuous] * lp.num_col_, dtype=object)
            kinds[program.whole] = highspy.HighsVarType.kInteger
            lp.integrality_ = list(kinds)
        self._highs.passModel(lp)
        self._names = {
            highspy.HighsModelStatus.kOptimal: "optimal",
            highspy.HighsModelStatus.kModelEmpty: "optimal",
            highspy.HighsModelStatus.kInfeasible: "infeasible",
            highspy.HighsModelStatus.kUnbounded: "unbounded",
            highspy.HighsModelStatus.kUnboundedOrInfeasible: "infeasible",  # costs are never negative
        }

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
        """Solve the linear program from the basis at hand."""
        status = self._run()
        if status != "optimal":
            return self._nothing(status)
        found = self._highs.getSolution()
        x = np.array(found.col_value)
        total = float(self._cost @ x)
        return Optimum(
            "optimal", total, x, np.array(found.row_value), np.array(found.row_dual) / self._scale,
            np.array(found.col_dual) / self._scale,
        )  # fmt: skip

    def set_bounds(self, columns: Indices, low: Numbers, high: Numbers) -> None:
        """Change the bounds of columns."""
        if len(columns):
            self._highs.changeColsBounds(len(columns), columns.astype(np.int32), np.asarray(low, dtype=np.float64),
                                         np.asarray(high, dtype=np.float64))  # fmt: skip

    def set_costs(self, columns: Indices, cost: Numbers) -> None:
        """Change the costs of columns."""
        if len(columns):
            self._cost[columns] = cost
            self._highs.changeColsCost(len(columns), columns.astype(np.int32), np.asarray(cost) * self._scale)

    def set_row_bounds(self, row: int, low: float, high: float) -> None:
        """Change the bounds of a row."""
        self._highs.changeRowBounds(int(row), float(low), float(high))

    def basis(self) -> object:
        """Return the basis at hand, to come back to."""
        return self._highs.getBasis()

    def set_basis(self, basis: object) -> None:
        """Go back to a basis, as if nothing had been solved since: what comes next does not depend on what was."""
        self._highs.clearSolver()
        self._highs.setBasis(basis)

    def _run(self) -> str:
        self._highs.run()
        status = self._highs.getModelStatus()
        if status not in self._names:
            raise InternalError(
                f"HiGHS stopped with {self._highs.modelStatusToString(status)!r}.",
                f"HiGHS berhenti dengan {self._highs.modelStatusToString(status)!r}.",
            )
        return self._names[status]

    def _nothing(self, status: str) -> Optimum:
        columns, rows = np.full(len(self._program.cost), np.nan), np.full(len(self._program.row_low), np.nan)
        return Optimum(status, np.nan, columns, rows, rows, columns)
