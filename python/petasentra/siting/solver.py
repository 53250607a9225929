"""HiGHS for the small questions of siting: one thread, limits of work and none of time, stopped when asked."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import InternalError
from petasentra.supply.highs_engine import Engine, Search
from petasentra.supply.highs_process import EngineProcess, can_start

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.int64]

__all__ = ["Found", "Program", "solve"]

_LARGEST_COST = 2.0**14
_A_LOOK_S = 0.05
#: Programs of more entries go to a process of their own, which can be ended at any time.
_SMALL = 20_000


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
    """Return the best solution within a limit of work; `report` is called about every twentieth of a second.

    Parameters
    ----------
    program
        What is asked.
    nodes
        How many nodes at most.
    report
        Gets 0; what it raises ends the work.

    Raises
    ------
    InternalError
        HiGHS found no answer where there is one.
    """
    largest = float(np.abs(program.cost).max(initial=0.0))
    scale = 2.0 ** np.floor(np.log2(_LARGEST_COST / largest)) if largest > 0 else 1.0
    model = _model(program, scale)

    def wait() -> None:
        if report is not None:
            report(0.0)

    if len(program.value) > _SMALL and can_start():
        engine = EngineProcess(wait)
        try:
            engine.load(model)
            found = engine.search(nodes)
        finally:
            engine.close()
    else:
        found = _on_a_thread(model, nodes, wait)
    if found.status in ("optimal", "limit"):
        return Found(found.x if len(found.x) else None, found.bound / scale)
    raise InternalError(
        f"HiGHS stopped with {found.status!r}.",
        f"HiGHS berhenti dengan {found.status!r}.",
    )


def _on_a_thread(model: dict[str, Any], nodes: int, wait: Callable[[], object]) -> Search:
    """Solve on a thread of its own, so that Ctrl-C and what `wait` raises take effect as soon as HiGHS asks."""
    engine, stop = Engine(), threading.Event()
    found: list[Search] = []
    engine.load(model)
    worker = threading.Thread(target=lambda: found.append(engine.search(nodes, stop)), daemon=True)
    worker.start()
    try:
        while worker.is_alive():
            worker.join(_A_LOOK_S)
            wait()
    except BaseException:
        stop.set()
        worker.join()
        raise
    return found[0]


def _model(program: Program, scale: float) -> dict[str, Any]:
    order = np.lexsort((program.row, program.column))
    return {
        "cost": program.cost * scale, "low": np.zeros(len(program.cost)), "high": program.high,
        "row_low": program.row_low, "row_high": program.row_high,
        "start": np.searchsorted(program.column[order], np.arange(len(program.cost) + 1)),
        "index": program.row[order], "value": program.value[order], "whole": np.flatnonzero(program.whole),
    }  # fmt: skip
