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
    count = program.start[column + 1] - program.start[column]
    place = np.repeat(program.start[column] - np.cumsum(count) + count, count) + np.arange(int(count.sum()))
    owner, row = np.repeat(column, count), program.index[place]
    order = np.lexsort((owner, program.cost[owner], row))
    owner, row = owner[order], row[order]
    first = np.flatnonzero(np.r_[True, row[1:] != row[:-1]]) if len(row) else np.zeros(0, dtype=np.int64)
    rank = np.arange(len(row)) - np.repeat(first, np.diff(np.r_[first, len(row)]))
    return np.unique(owner[rank < _OF_EACH_ROW])


def reduced_costs(program: Program, cost: Numbers, price: Numbers) -> Numbers:
    """Return what one unit of each column costs beyond what the prices of its rows pay for it."""
    paid = np.zeros(len(cost))
    width = np.diff(program.start)
    for entry in range(int(width.max(initial=0))):
        there = np.flatnonzero(width > entry)
        place = program.start[there] + entry
        paid[there] += program.value[place] * price[program.index[place]]
    return cost - paid
