"""HiGHS for the small questions of siting: one thread, a limit of nodes and none of time, stopped when asked.

It runs on a thread of its own, so that Ctrl-C and a progress that says stop take effect while it works.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import InternalError

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.int64]

__all__ = ["Found", "Program", "solve"]

_LARGEST_COST = 2.0**14
_A_LOOK_S = 0.05


@dataclass(frozen=True, eq=False)
class Program:
    """The least ``cost @ x`` with ``row_low <= A x <= row_high`` and x from 0 to `high`, some of it whole.

    Entries of A are given in any order: ``value`` in ``row`` and ``column``.
    """

    cost: Numbers
    high: Numbers
    whole: npt.NDArray[np.bool_]
    row: Rows
    column: Rows
    value: Numbers
    row_low: Numbers
    row_high: Numbers


@dataclass(frozen=True, eq=False)
class Found:
    """What was found: x (None where nothing was before the limit), and what no x can undercut."""

    x: Numbers | None
    bound: float


def solve(program: Program, nodes: int, report: Callable[[float], object] | None) -> Found:
    """Return the best solution within a limit of nodes; `report` is called about every twentieth of a second.

    Raises
    ------
    InternalError
        HiGHS found no answer where there is one.
    """
    import highspy
    from highspy._core import _Highs
    from highspy._core.cb import HighsCallbackType

    highs: Any = _Highs()
    largest = float(np.abs(program.cost).max(initial=0.0))
    scale = 2.0 ** np.floor(np.log2(_LARGEST_COST / largest)) if largest > 0 else 1.0
    for option, value in (("output_flag", False), ("threads", 1), ("parallel", "off"), ("random_seed", 0),
                          ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0), ("mip_max_nodes", nodes)):  # fmt: skip
        highs.setOptionValue(option, value)
    highs.passModel(_model(program, scale))
    stop = threading.Event()

    def interrupt(_kind: object, _message: str, _out: object, told: Any, _mine: object) -> None:  # noqa: ANN401
        if stop.is_set() and told is not None:
            told.user_interrupt = True

    highs.setCallback(interrupt, None)
    for kind in (HighsCallbackType.kCallbackMipInterrupt, HighsCallbackType.kCallbackSimplexInterrupt):
        highs.startCallback(kind)
    worker = threading.Thread(target=highs.run, daemon=True)
    worker.start()
    try:
        while worker.is_alive():
            worker.join(_A_LOOK_S)
            if report is not None:
                report(0.0)
    except BaseException:
        stop.set()
        worker.join()
        raise
    status, info = highs.getModelStatus(), highs.getInfo()
    bound = float(info.mip_dual_bound if program.whole.any() else info.objective_function_value) / scale
    if status == highspy.HighsModelStatus.kOptimal:
        return Found(np.array(highs.getSolution().col_value), bound)
    if status == highspy.HighsModelStatus.kSolutionLimit:
        there = info.primal_solution_status == 2  # feasible
        return Found(np.array(highs.getSolution().col_value) if there else None, bound)
    raise InternalError(
        f"HiGHS stopped with {highs.modelStatusToString(status)!r}.",
        f"HiGHS berhenti dengan {highs.modelStatusToString(status)!r}.",
    )


def _model(program: Program, scale: float) -> Any:  # noqa: ANN401 - of a library without types
    import highspy

    order = np.lexsort((program.row, program.column))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.cost), len(program.row_low)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = program.cost * scale, np.zeros(len(program.cost)), program.high
    lp.row_lower_, lp.row_upper_ = program.row_low, program.row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
    lp.a_matrix_.start_ = np.searchsorted(program.column[order], np.arange(len(program.cost) + 1))
    lp.a_matrix_.index_, lp.a_matrix_.value_ = program.row[order], program.value[order]
    kinds = np.array([highspy.HighsVarType.kContinuous] * len(program.cost), dtype=object)
    kinds[program.whole] = highspy.HighsVarType.kInteger
    lp.integrality_ = list(kinds)
    return lp
