"""Proof that a solution is the cheapest: prices that bound the cost from below by what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra.supply.pricing import reduced_costs

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.program import Program
    from petasentra.supply.solving import Optimum

    Numbers = npt.NDArray[np.float64]

__all__ = ["Certificate", "certify"]


@dataclass(frozen=True)
class Certificate:
    """How far a solution is from proven.

    ``primal_idr`` is the cost, ``dual_idr`` what the prices say it is at least, ``gap`` their difference over the cost.
    ``row_violation_t`` and ``bound_violation_t`` are the largest by which anything is broken; ``price_violation_idr``
    the largest by which a price has the wrong sign; ``slackness`` the largest product of a slack and its price, over
    the cost. With openings, all of it is of the program with the openings as they are.
    """

    primal_idr: float
    dual_idr: float
    gap: float
    row_violation_t: float
    bound_violation_t: float
    price_violation_idr: float
    slackness: float


def certify(program: Program, found: Optimum) -> Certificate:
    """Compute the certificate from the program itself, not from what the solver says of it."""
    low, high = program.low.copy(), program.high.copy()
    low[program.whole] = high[program.whole] = found.x[program.whole]
    column = np.repeat(np.arange(len(program.cost)), np.diff(program.start))
    activity = np.bincount(program.index, program.value * found.x[column], len(program.row_low)).astype(np.float64)
    reduced = reduced_costs(program, program.cost, found.price)
    rows = _part(found.price, activity, program.row_low, program.row_high)
    columns = _part(reduced, found.x, low, high)
    primal = float(program.cost @ found.x)
    dual = rows[0] + columns[0]
    over = max(abs(primal), 1.0)
    return Certificate(
        primal, dual, abs(primal - dual) / over, _violation(activity, program.row_low, program.row_high),
        _violation(found.x, low, high), max(rows[1], columns[1]), max(rows[2], columns[2]) / over,
    )  # fmt: skip


def _part(price: Numbers, value: Numbers, low: Numbers, high: Numbers) -> tuple[float, float, float]:
    """Return the sum of price times bound, the largest price without a bound, the largest slack times price."""
    bound = np.where(price > 0, low, high)
    there = np.isfinite(bound)
    with np.errstate(invalid="ignore"):
        slack = np.abs(price * np.where(there, value - bound, 0.0))
    total = float(np.sum(price[there] * bound[there]))
    return total, float(np.abs(price[~there]).max(initial=0.0)), float(slack.max(initial=0.0))


def _violation(value: Numbers, low: Numbers, high: Numbers) -> float:
    return float(np.maximum(low - value, value - high).max(initial=0.0))
