"""HiGHS with the few things we ask of it, in this process or, run as a program, in one of its own (`highs_process`).

Nothing of this package is imported here: the other process needs numpy and HiGHS only. One thread, no time limit, gaps
of 0 and a fixed seed: the same requests give the same answers wherever they are answered.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
from typing import Any, BinaryIO, NamedTuple

import highspy
import numpy as np
from highspy._core import _Highs
from highspy._core.cb import HighsCallbackType

__all__ = ["Engine", "Run", "Search"]

_OPTIONS = (("output_flag", False), ("threads", 1), ("parallel", "off"), ("random_seed", 0), ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.0))  # fmt: skip

#: The number of HiGHS for the primal simplex method.
_PRIMAL = 4
#: What HiGHS calls a solution that keeps all rows.
_FEASIBLE = 2


class Run(NamedTuple):
    """What came of a run: ``"optimal"``, ``"infeasible"`` or the words of HiGHS; without an optimum no numbers."""

    status: str
    x: np.ndarray
    activity: np.ndarray
    price: np.ndarray


class Search(NamedTuple):
    """What came of a search within limits: its status as in `Run`, or ``"limit"``.

    ``x`` is the best that was found, empty if nothing was; ``bound`` is what no x can undercut.
    """

    status: str
    x: np.ndarray
    bound: float


class Engine:
    """A model held by HiGHS. Methods without a result may be asked for without waiting."""

    def __init__(self) -> None:
        # The class that users of HiGHS are given prints a line to standard output when it is made.
        self._highs: Any = _Highs()
        for option, value in _OPTIONS:
            self._highs.setOptionValue(option, value)
        self._kept: Any = None

    def load(self, model: dict[str, np.ndarray]) -> None:
        """Take a model by column.

        It has ``cost``, ``low``, ``high``, ``row_low``, ``row_high``, ``start``, ``index``, ``value``, and ``whole``,
        the columns that have to be whole.
        """
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(model["cost"]), len(model["row_low"])
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = model["cost"], model["low"], model["high"]
        lp.row_lower_, lp.row_upper_ = model["row_low"], model["row_high"]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = model["start"], model["index"], model["value"]
        if len(model["whole"]):
            kinds = np.array([highspy.HighsVarType.kContinuous] * lp.num_col_, dtype=object)
            kinds[model["whole"]] = highspy.HighsVarType.kInteger
            lp.integrality_ = list(kinds)
        self._highs.passModel(lp)

    def add(self, columns: dict[str, np.ndarray]) -> None:
        """Put columns in behind those that are there; named as in `load`."""
        self._highs.addCols(
            len(columns["cost"]), columns["cost"], columns["low"], columns["high"], len(columns["index"]),
            columns["start"][:-1].astype(np.int32), columns["index"].astype(np.int32), columns["value"],
        )  # fmt: skip

    def set_bounds(self, columns: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """Change the bounds of columns."""
        self._highs.changeColsBounds(len(columns), columns.astype(np.int32), low, high)

    def set_costs(self, columns: np.ndarray, cost: np.ndarray) -> None:
        """Change the costs of columns."""
        self._highs.changeColsCost(len(columns), columns.astype(np.int32), cost)

    def set_row_bounds(self, row: int, low: float, high: float) -> None:
        """Change the bounds of a row."""
        self._highs.changeRowBounds(row, low, high)

    def keep_feasible(self) -> None:
        """Go on by the primal simplex method: where only costs change, what was found stays feasible."""
        self._highs.setOptionValue("simplex_strategy", _PRIMAL)

    def need_not_be_whole(self, columns: np.ndarray) -> None:
        """Let columns be any number."""
        kinds = np.zeros(len(columns), dtype=np.uint8)
        self._highs.changeColsIntegrality(len(columns), columns.astype(np.int32), kinds)

    def run(self) -> Run:
        """Solve from where the model stands."""
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kNotset:
            # Somebody in this process has run HiGHS on this thread with another number of threads, which HiGHS keeps
            # and then refuses ours.
            self._highs.resetThreadScheduler(True)
            self._highs.run()
            status = self._highs.getModelStatus()
        if status not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty):
            # Costs are never negative, so nothing is unbounded.
            none = status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
            empty = np.zeros(0)
            return Run("infeasible" if none else self._highs.modelStatusToString(status), empty, empty, empty)
        found = self._highs.getSolution()
        return Run("optimal", np.array(found.col_value), np.array(found.row_value), np.array(found.row_dual))

    def search(self, nodes: int, stop: threading.Event | None = None) -> Search:
        """Search for whole values within so many nodes, or until HiGHS asks whether to go on and `stop` is set."""
        highs = self._highs
        highs.setOptionValue("mip_max_nodes", nodes)
        if stop is not None:

            def ask(_kind: object, _message: str, _out: object, told: Any, _mine: object) -> None:  # noqa: ANN401
                if stop.is_set() and told is not None:
                    told.user_interrupt = True

            highs.setCallback(ask, None)
            for kind in (HighsCallbackType.kCallbackMipInterrupt, HighsCallbackType.kCallbackSimplexInterrupt):
                highs.startCallback(kind)
        highs.run()
        status, info, kinds = highs.getModelStatus(), highs.getInfo(), highspy.HighsModelStatus
        word = {kinds.kOptimal: "optimal", kinds.kSolutionLimit: "limit"}.get(status)
        whole = len(highs.getLp().integrality_) > 0
        bound = float(info.mip_dual_bound if whole else info.objective_function_value)
        there = word is not None and info.primal_solution_status == _FEASIBLE
        x = np.array(highs.getSolution().col_value) if there else np.zeros(0)
        return Search(word or highs.modelStatusToString(status), x, bound)

    def basis(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the basis at hand, as numbers of columns and rows."""
        found = self._highs.getBasis()
        columns, rows = ([int(one) for one in side] for side in (found.col_status, found.row_status))
        return np.array(columns, dtype=np.uint8), np.array(rows, dtype=np.uint8)

    def start_from(self, columns: np.ndarray, rows: np.ndarray) -> None:
        """Stand at a basis, and keep it."""
        kinds = [highspy.HighsBasisStatus(kind) for kind in range(5)]
        self._kept = highspy.HighsBasis()
        self._kept.col_status = [kinds[kind] for kind in columns.tolist()]
        self._kept.row_status = [kinds[kind] for kind in rows.tolist()]
        self._kept.valid, self._kept.alien = True, False
        self.back(np.zeros(0, np.int32))

    def back(self, added: np.ndarray) -> None:
        """Take columns out and stand at the basis that was kept, as if nothing had been solved since."""
        if len(added):
            self._highs.deleteCols(len(added), added.astype(np.int32))
        self._highs.clearSolver()
        self._highs.setBasis(self._kept)


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests (method, arguments, whether an answer is wanted) until there are no more."""
    waiting: queue.SimpleQueue[tuple[str, tuple[Any, ...], bool]] = queue.SimpleQueue()

    def read() -> None:
        # HiGHS works without the lock of Python, so this notices at any time that nobody waits for an answer any more.
        try:
            while True:
                waiting.put(pickle.load(requests))
        except (EOFError, OSError):
            os._exit(0)

    pickle.dump("ready", answers)
    answers.flush()
    threading.Thread(target=read, daemon=True).start()
    engine = Engine()
    while True:
        name, arguments, wanted = waiting.get()
        answer = getattr(engine, name)(*arguments)
        if wanted:
            pickle.dump(tuple(answer), answers, protocol=5)
            answers.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _serve(sys.stdin.buffer, sys.stdout.buffer)
