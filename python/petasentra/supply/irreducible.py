"""Which limits of a conflict are needed for it: a conflict is irreducible if it falls apart without any one of them.

Every limit may give way, at one rupiah a tonne (an elastic program, Chinneck and Dravnieks 1991). Then one limit after
the other gives way for nothing. If nothing else has to give way, the rest can hold, and the limit is needed. If
something has to, the limit is needless, and so is each limit without a price: the prices of the others prove the
conflict by themselves (Farkas). Only costs change from one question to the next, so the last answer stays feasible and
the primal simplex method goes on from it, most often by a few steps.

Conflicts that share no commodity and no site have nothing to do with each other: the one with the fewest limits is
taken before anything is asked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from petasentra.supply.solution_tables import TOLERANCE_T
from petasentra.supply.solving import Solver

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.program import Program

    Numbers = npt.NDArray[np.float64]
    Indices = npt.NDArray[np.int64]

__all__ = ["elastic", "irreducible", "parts_in_conflict"]

#: Prices below this are rounding.
_PRICE = 1e-9


def elastic(program: Program, rows: Indices, weight: Numbers) -> tuple[Program, Indices, Numbers]:
    """Return the program in which limits give way at a weight a tonne, the row of each column added, and its sign.

    A row with two limits has a column for each: upwards (1) and downwards (-1).
    """
    up, down = rows[np.isfinite(program.row_high[rows])], rows[np.isfinite(program.row_low[rows])]
    of_row = np.concatenate([up, down])
    sign = np.where(np.arange(len(of_row)) < len(up), 1.0, -1.0)
    weight_of = np.zeros(len(program.row_low))
    weight_of[rows] = weight
    more = len(of_row)
    return replace(
        program,
        cost=np.concatenate([np.zeros(len(program.cost)), weight_of[of_row]]),
        low=np.concatenate([program.low, np.zeros(more)]),
        high=np.concatenate([program.high, np.full(more, np.inf)]),
        start=np.concatenate([program.start, program.start[-1] + 1 + np.arange(more)]),
        index=np.concatenate([program.index, of_row]),
        value=np.concatenate([program.value, -sign]),
    ), of_row, sign  # fmt: skip


def parts_in_conflict(program: Program, price: Numbers, limits: Indices) -> list[Indices]:
    """Return the limits with a price, apart where no column stands in rows with a price of both, the fewest first."""
    there = np.abs(price) > _PRICE
    column = np.repeat(np.arange(len(program.cost)), np.diff(program.start))
    used = there[program.index] & (program.high[column] > 0)
    row, column = program.index[used], column[used]
    of_row = np.arange(len(price))
    while True:  # the smallest row that can be reached
        of_column = np.full(len(program.cost), len(price))
        np.minimum.at(of_column, column, of_row[row])
        nearer = of_row.copy()
        np.minimum.at(nearer, row, of_column[column])
        nearer = np.minimum(nearer, nearer[nearer])
        if np.array_equal(nearer, of_row):
            break
        of_row = nearer
    priced = limits[there[limits]]
    parts = [priced[of_row[priced] == one] for one in np.unique(of_row[priced])]
    return sorted(parts, key=lambda part: (len(part), int(part[0])))


def irreducible(program: Program, legs: Indices, limits: Indices, parts: list[Indices]) -> Indices:
    """Return limits of one of the parts that conflict, none of them needless; of all parts together if none does alone.

    Parameters
    ----------
    program
        A program without costs and without columns that have to be 0.
    legs
        Its columns that need not be there from the beginning.
    limits
        All rows that are limits; the others always hold.
    parts
        Limits of which some conflict, in the order in which they are tried.
    """
    for part in [*parts, np.sort(np.concatenate(parts))]:
        low, high = program.row_low.copy(), program.row_high.copy()
        others = np.setdiff1d(limits, part)
        low[others], high[others] = -np.inf, np.inf
        grown, of_row, _ = elastic(replace(program, row_low=low, row_high=high), part, np.ones(len(part)))
        with Solver(grown, legs) as solver:
            solver.keep_feasible()
            found = solver.solve()
            if found.total > TOLERANCE_T:
                return _filtered(solver, part, len(program.cost), of_row, found.price)
    return np.zeros(0, dtype=np.int64)


def _filtered(solver: Solver, part: Indices, first: int, of_row: Indices, price: Numbers) -> Indices:
    """Return the limits that are needed; `price` are those of the program in which all of them cost something."""
    by_row = np.argsort(of_row, kind="stable")
    begin = np.searchsorted(of_row[by_row], part)
    end = np.searchsorted(of_row[by_row], part, side="right")
    columns = [first + by_row[one:other] for one, other in zip(begin, end, strict=True)]
    needed, free = np.zeros(len(part), dtype=bool), np.zeros(len(part), dtype=bool)

    def give(which: Indices, cost: float) -> None:
        if len(which):
            these = np.sort(np.concatenate([columns[one] for one in which]))
            solver.set_costs(these, np.full(len(these), cost))

    def leave_out(price: Numbers) -> None:
        needless = np.flatnonzero(~free & ~needed & (np.abs(price[part]) <= _PRICE))
        free[needless] = True
        give(needless, 0.0)

    leave_out(price)
    for one in range(len(part)):
        if free[one]:
            continue
        give(np.array([one]), 0.0)
        found = solver.again()
        if found.total <= TOLERANCE_T:
            needed[one] = True
            give(np.array([one]), 1.0)
        else:
            free[one] = True
            leave_out(found.price)
    return part[needed]
