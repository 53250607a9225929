"""Which prices are worths: those that hold for one tonne more and for one tonne less.

Where the least cost bends, or nothing goes through a site at all, every price of an interval proves the optimum, and
the solver tells one of them. What settles a price: a limit that is not reached has the price 0, and a decision that is
strictly between its bounds ties the prices of its rows together by what it costs. A row whose price follows from these
equations has one price only; of others that is not known (Dantzig and Thapa 2003, on degenerate vertices).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.program import Program
    from petasentra.supply.solving import Optimum

    Flags = npt.NDArray[np.bool_]
    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["price_status"]

#: Tonnes that count as strictly between bounds; what solvers leave over is far below.
_APART_T = 1e-5
#: Equations that do not follow from each other one by one are looked at together up to so many rows.
_MOST_ROWS = 1000


def price_status(program: Program, found: Optimum) -> list[str]:
    """Return for each row ``"unique"``, ``"idle"`` (nothing goes through) or ``"several"``.

    ``"unique"`` is proven; the other two may be one end of an interval. It takes time by the entries of decisions in
    use, times the longest way along which prices follow from each other.
    """
    rows, x = len(program.row_low), found.x
    column = np.repeat(np.arange(len(program.cost)), np.diff(program.start))
    settled = (found.activity > program.row_low + _APART_T) & (found.activity < program.row_high - _APART_T)
    free = (x > program.low + _APART_T) & (x < program.high - _APART_T)
    # What is missing grows and shrinks with what is wanted: where nothing comes, a tonne is worth its penalty.
    unmet = program.columns.unmet.reshape(-1)
    free[unmet] = x[unmet] > _APART_T
    free[program.whole] = False
    through = np.bincount(program.index, np.maximum(program.value * x[column], 0.0), rows)
    tied = free[column]
    number = np.cumsum(free) - 1
    of, row, value = number[column[tied]], program.index[tied], program.value[tied]
    _follow(settled, of, row, int(free.sum()))
    _together(settled, of, row, value)
    return [
        "unique" if known else "idle" if passing <= _APART_T else "several"
        for known, passing in zip(settled.tolist(), through.tolist(), strict=True)
    ]


def _follow(settled: Flags, of: Indices, row: Indices, count: int) -> None:
    """Settle the last price that is open in an equation, as long as there is one."""
    while True:
        still = ~settled[row]
        left = np.bincount(of[still], minlength=count)
        last = row[still][left[of[still]] == 1]
        if not len(last):
            return
        settled[last] = True


def _together(settled: Flags, of: Indices, row: Indices, value: Numbers) -> None:
    """Settle what several equations say only together: rows in which nothing that they leave open differs from 0."""
    still = ~settled[row]
    rows, place = np.unique(row[still], return_inverse=True)
    equations, which = np.unique(of[still], return_inverse=True)
    if not len(rows) or max(len(rows), len(equations)) > _MOST_ROWS:
        return
    table = np.zeros((len(equations), len(rows)))
    np.add.at(table, (which, place), value[still])
    _, sizes, directions = np.linalg.svd(table, full_matrices=True)
    rank = int((sizes > 1e-9 * max(float(sizes.max(initial=0.0)), 1.0)).sum())
    settled[rows[np.abs(directions[rank:]).max(axis=0, initial=0.0) < 1e-7]] = True
