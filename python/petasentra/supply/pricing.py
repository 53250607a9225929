"""Which legs a program begins with, and which of the others would make it cheaper.

Most of the legs between many sites carry nothing. The program is solved with the cheapest legs of every site; the
prices of that solution then say of each other leg whether it would save anything, and those that would are put in,
until none is left: the solution is then that of the program with all legs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.program import Program

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["LEGS_AT_ONCE", "cheapest_columns", "reduced_costs"]

#: Programs with no more legs than this hold them all from the beginning.
LEGS_AT_ONCE = 20_000
_OF_EACH_ROW = 8


def cheapest_columns(program: Program, columns: Indices) -> Indices:
    """Return, ascending, those of the columns that are among the cheapest open ones of some row they stand in."""
    column = columns[program.high[columns] > 0]
    by_cost = column[np.argsort(program.cost[column], kind="stable")]
    width = program.start[by_cost + 1] - program.start[by_cost]
    chosen = np.zeros(len(program.cost), dtype=bool)
    # numpy sorts 16 bits in one pass over them.
    row_type = np.uint16 if len(program.row_low) <= 1 << 16 else np.int64
    for entry in range(int(width.max(initial=0))):
        there = by_cost[width > entry]
        row = program.index[program.start[there] + entry].astype(row_type)
        order = np.argsort(row, kind="stable")
        first = np.flatnonzero(np.concatenate([[True], row[order[1:]] != row[order[:-1]]]))
        rank = np.arange(len(row)) - np.repeat(first, np.diff(first, append=len(row)))
        chosen[there[order[rank < _OF_EACH_ROW]]] = True
    return np.flatnonzero(chosen)


def reduced_costs(program: Program, cost: Numbers, price: Numbers) -> Numbers:
    """Return what one unit of each column costs beyond what the prices of its rows pay for it."""
    paid = np.zeros(len(cost))
    width = np.diff(program.start)
    for entry in range(int(width.max(initial=0))):
        there = np.flatnonzero(width > entry)
        place = program.start[there] + entry
        paid[there] += program.value[place] * price[program.index[place]]
    return cost - paid
