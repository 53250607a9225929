"""HiGHS behind one small door: a program goes in, an optimum with prices comes out.

Small programs are solved in this process, where a run cannot be interrupted; the others in one of their own, which
Ctrl-C, or what a progress callback raises, ends at once. The answers are the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from petasentra.errors import InternalError
from petasentra.supply.highs_engine import Engine
from petasentra.supply.highs_process import EngineProcess, can_start
from petasentra.supply.pricing import LEGS_AT_ONCE, cheapest_columns, reduced_costs

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from petasentra.supply.highs_engine import Run
    from petasentra.supply.program import Program

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["Optimum", "Solver", "Standing"]

#: Costs are divided by a power of two, so that the largest is about this.
_LARGEST_COST = 2.0**14
#: Below this a reduced cost, so divided, is rounding: what HiGHS itself allows.
_TOLERANCE = 1e-7
#: Entries of a matrix, times the ways in which whole columns can be chosen, that are solved before anybody could
#: interrupt them: 20,000 take about 0.03 s.
_SMALL = 20_000


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


@dataclass(frozen=True, eq=False)
class Standing:
    """Where a solver stood after `Solver.solve`: columns that it held, bounds of all of them, the basis."""

    held: Indices
    low: Numbers
    high: Numbers
    basis: tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]


class Solver:
    """A program held by HiGHS, solved again after changes from where it stood. To be used in a ``with``.

    Parameters
    ----------
    program
        The program; its whole columns are whole in the first solve and fixed afterwards.
    later
        Columns that need not be there from the beginning: those that would make the program cheaper are put in.
    told
        Gets the done share (0..1) of `solve`: how many runs of HiGHS are needed is not known before, so each is half of
        what is left. It is called while one runs, too, and what it raises ends the work.
    at
        Stand where another solver stood, with the whole columns as they were found.
    """

    def __init__(
        self,
        program: Program,
        later: Indices | None = None,
        told: Callable[[float], object] | None = None,
        at: Standing | None = None,
    ) -> None:
        self._program = program
        self._cost, self._low, self._high = program.cost.copy(), program.low.copy(), program.high.copy()
        largest = float(np.abs(program.cost).max(initial=0.0))
        self._scale = 2.0 ** np.floor(np.log2(_LARGEST_COST / largest)) if largest > 0 else 1.0
        self._told, self._share = told, 0.0
        self._whole = program.whole if at is None else program.whole[:0]
        held = np.ones(len(program.cost), dtype=bool)
        if later is not None and len(later) > LEGS_AT_ONCE and not len(program.whole):
            held[later] = False
            held[cheapest_columns(program, later)] = True
        #: Column of the program behind each column that HiGHS holds, and the other way round (-1: it does not).
        self._held = np.flatnonzero(held)
        if at is not None:
            self._held, self._low, self._high = at.held, at.low.copy(), at.high.copy()
        self._place = np.full(len(held), -1)
        self._place[self._held] = np.arange(len(self._held))
        self._kept = len(self._held)
        work = len(program.index) * 2.0 ** min(len(self._whole), 64)
        alone = work > _SMALL and can_start()
        self._engine: Engine | EngineProcess = EngineProcess(lambda: self._tell(self._share)) if alone else Engine()
        try:
            self._engine.load(self._model())
            if at is not None:
                self._engine.start_from(*at.basis)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process of HiGHS, if there is one."""
        if isinstance(self._engine, EngineProcess):
            self._engine.close()

    def solve(self) -> Optimum:
        """Solve, with whole columns whole; then fix them, so that there are prices."""
        if len(self._whole):
            found = self._run()
            if found.status != "optimal":
                return self._nothing("infeasible")
            whole = self._whole
            fixed = np.rint(found.x[whole])
            self._engine.need_not_be_whole(whole)
            self.set_bounds(whole, fixed, fixed)
        optimum = self.again()
        self._tell(1.0)
        return optimum

    def again(self) -> Optimum:
        """Solve the linear program from the basis at hand, over all of its columns."""
        while True:
            found = self._run()
            missing = np.flatnonzero((self._place < 0) & (self._high > 0))
            if found.status != "optimal":
                if not len(missing):
                    return self._nothing(found.status)
                self._hold(missing)
                continue
            price = found.price / self._scale
            if not len(missing):
                break
            reduced = reduced_costs(self._program, self._cost, price)
            better = missing[reduced[missing] * self._scale < -_TOLERANCE]
            if not len(better):
                break
            self._hold(better)
        x = np.zeros(len(self._cost))
        x[self._held] = found.x
        return Optimum("optimal", float((self._cost * x).sum()), x, found.activity, price)

    def set_bounds(self, columns: Indices, low: Numbers, high: Numbers) -> None:
        """Change the bounds of columns."""
        self._low[columns], self._high[columns] = low, high
        there = columns[self._place[columns] >= 0]
        if len(there):
            self._engine.set_bounds(self._place[there], self._low[there], self._high[there])

    def set_costs(self, columns: Indices, cost: Numbers) -> None:
        """Change the costs of columns."""
        self._cost[columns] = cost
        there = columns[self._place[columns] >= 0]
        if len(there):
            self._engine.set_costs(self._place[there], self._cost[there] * self._scale)

    def set_row_bounds(self, row: int, low: float, high: float) -> None:
        """Change the bounds of a row."""
        self._engine.set_row_bounds(int(row), float(low), float(high))

    def keep_feasible(self) -> None:
        """Go on from what was found as long as only costs change: much quicker then, slower after other changes."""
        self._engine.keep_feasible()

    def standing(self) -> Standing:
        """Return where it stands, for another one to go on from there."""
        return Standing(self._held, self._low.copy(), self._high.copy(), self._engine.basis())

    def back(self) -> None:
        """Stand where it began, as if nothing had been solved since; costs and bounds are the caller's to restore."""
        added = np.arange(self._kept, len(self._held))
        self._place[self._held[self._kept :]] = -1
        self._held = self._held[: self._kept]
        self._engine.back(added)

    def _model(self) -> dict[str, npt.NDArray[np.generic]]:
        """Return the columns that are held, as the engine takes them."""
        rows = {"row_low": self._program.row_low, "row_high": self._program.row_high, "whole": self._whole}
        return self._columns(self._held) | rows

    def _columns(self, columns: Indices) -> dict[str, npt.NDArray[np.generic]]:
        """Return some columns with their part of the matrix."""
        start, index, value = self._entries(columns)
        return {
            "cost": self._cost[columns] * self._scale, "low": self._low[columns], "high": self._high[columns],
            "start": start, "index": index, "value": value,
        }  # fmt: skip

    def _entries(self, columns: Indices) -> tuple[Indices, Indices, Numbers]:
        """Return the matrix of some columns, by column."""
        count = self._program.start[columns + 1] - self._program.start[columns]
        start = np.concatenate([[0], np.cumsum(count)])
        place = np.repeat(self._program.start[columns] - start[:-1], count) + np.arange(int(start[-1]))
        return start, self._program.index[place], self._program.value[place]

    def _hold(self, columns: Indices) -> None:
        """Put columns in, behind those that are there."""
        self._engine.add(self._columns(columns))
        self._place[columns] = len(self._held) + np.arange(len(columns))
        self._held = np.concatenate([self._held, columns])

    def _run(self) -> Run:
        found = self._engine.run()
        self._tell(self._share + (1.0 - self._share) / 2.0)
        if found.status not in ("optimal", "infeasible"):
            raise InternalError(f"HiGHS stopped with {found.status!r}.", f"HiGHS berhenti dengan {found.status!r}.")
        return found

    def _tell(self, share: float) -> None:
        self._share = share
        if self._told is not None:
            self._told(share)

    def _nothing(self, status: str) -> Optimum:
        columns, rows = np.full(len(self._program.cost), np.nan), np.full(len(self._program.row_low), np.nan)
        return Optimum(status, np.nan, columns, rows, rows)
