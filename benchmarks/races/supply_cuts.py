"""Single cuts from one solved flow, beside solving the network without each arc."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
from supply_instances import Streets, streets
from zoning_report import THREADS, Found, Line, Timing, beside

from petasentra import _core

if TYPE_CHECKING:
    from collections.abc import Callable

Losses = tuple[np.ndarray, np.ndarray]


def cuts(side: int, count: int, runs: int) -> Found:
    """The arcs that carry most are cut, one at a time; the flow that both begin with is solved beforehand."""
    given = streets(side)
    whole = _core.min_cost_flow(*given[:4], capacity=given.capacity, supply_may_stay=True)
    if whole.status != 0:
        sys.exit("the streets of the race have no flow")
    most_first = np.argsort(-whole.flow, kind="stable")[:count].astype(np.uint32)
    carrying = most_first[whole.flow[most_first] > 0]
    out = Found()
    for arcs, what in ((most_first, f"cuts, {len(carrying):,} of them of arcs with flow"), (carrying, "cuts")):
        job = f"{len(arcs):,} {what}, of {len(given.supply):,} nodes and {len(given.tail):,} arcs"
        theirs, ours = compared(given, whole, arcs, runs)
        out.add(Line(job, "solving each again, 1 thread", theirs, ours, 50.0))
    return out


def compared(given: Streets, whole: _core.FlowPlan, arcs: np.ndarray, runs: int) -> tuple[Timing, Timing]:
    """Times of solving again and of ours; the race ends if any answer differs."""

    def ours() -> Losses:
        return _core.arc_cuts(whole, arcs, *given[:4], capacity=given.capacity, supply_may_stay=True, threads=THREADS)

    (theirs, their_time), ((found, our_time),) = beside(solved_again(given, whole.cost, arcs), [ours], runs)
    lost = theirs[1] > 0
    if not np.array_equal(found[1], theirs[1]) or not np.array_equal(found[0][~lost], theirs[0][~lost]):
        sys.exit("cuts differ from what solving again gives. Nothing is written.")
    return their_time, our_time


def solved_again(given: Streets, cost: int, arcs: np.ndarray) -> Callable[[], Losses]:
    """Extra cost of each arc, 0 where something lacks, and what lacks."""

    def solve() -> Losses:
        extra, lacking = np.zeros((2, len(arcs)), dtype=np.int64)
        for row, arc in enumerate(arcs):
            capacity = given.capacity.copy()
            capacity[arc] = 0
            found = _core.min_cost_flow(*given[:4], capacity=capacity, supply_may_stay=True)
            lacking[row] = found.shortage_amount
            extra[row] = found.cost - cost if found.status == 0 else 0
        return extra, lacking

    return solve
