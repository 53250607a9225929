"""Whether a program is a flow on a network: every balance a node, every decision an arc.

Storages carry goods from one period to the next, capacities and permits stand between a site and its legs; none of this
needs more than arcs with limits, as long as a tonne that goes into a column comes out of it as a tonne (Ahuja, Magnanti
and Orlin 1993, chapters 1 and 2). What loses a share, makes one good of another at another weight, or limits legs that
have no end in common is more than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.program import Program

    Flags = npt.NDArray[np.bool_]
    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["ProgramNetwork", "network_of"]

#: Rows that count what leaves; all other balances count what comes, less what leaves.
_SENDING = ("supply", "must_leave")
_BALANCES = (*_SENDING, "demand", "storage_balance", "input", "output")


@dataclass(frozen=True, eq=False)
class ProgramNetwork:
    """The network of a program. Nodes are its rows, in their order, and one more, the ground.

    The ground takes what stays and gives what lacks. First come the arcs of the columns, then one for each limit, whose
    node stands between the node that it limits and the legs that it speaks of.

    Attributes
    ----------
    columns
        The columns, those of closed legs left out.
    limits
        The rows that limit columns.
    tail, head
        Nodes of both, shape (columns + limits,).
    sign
        Of each row: -1 where it counts what leaves, 1 where it counts what comes, 0 for a limit.
    """

    columns: Indices
    limits: Indices
    tail: Indices
    head: Indices
    sign: Indices


def network_of(program: Program) -> ProgramNetwork | None:
    """Return the network of a program; None for one that is more than a flow, or could cost less than nothing."""
    if len(program.whole) or program.low.any() or not len(program.cost) or (program.cost < 0).any():
        return None
    kinds = np.array(program.terms.kind, dtype=str)
    sign = np.where(np.isin(kinds, _SENDING), -1, np.where(np.isin(kinds, _BALANCES), 1, 0))
    column = np.repeat(np.arange(len(program.cost)), np.diff(program.start))
    open_entry = program.high[column] > 0
    column, row, value = column[open_entry], program.index[open_entry], program.value[open_entry]
    goes = value * sign[row]
    limiting = sign[row] == 0
    if not (np.abs(value) == 1.0).all() or (value[limiting] < 0).any():
        return None
    ends = _ends(len(program.cost), len(sign), column, row, goes)
    if ends is None:
        return None
    tail, head = ends
    limits = np.flatnonzero(sign == 0)
    if np.isfinite(program.row_low[limits]).any():
        return None
    extra = _between(limits, column[limiting], row[limiting], tail, head, len(sign))
    if extra is None:
        return None
    columns = np.flatnonzero(program.high > 0)
    return ProgramNetwork(
        columns, limits, np.concatenate([tail[columns], extra[0]]), np.concatenate([head[columns], extra[1]]), sign
    )


def _ends(columns: int, ground: int, column: Indices, row: Indices, goes: Numbers) -> tuple[Indices, Indices] | None:
    """Return where each column comes from and goes to: the row that it takes from, that it gives to, or the ground."""
    out = []
    for sign in (-1, 1):
        these = goes == sign
        if np.bincount(column[these], minlength=columns).max(initial=0) > 1:
            return None
        end = np.full(columns, ground)
        end[column[these]] = row[these]
        out.append(end)
    return out[0], out[1]


def _between(
    limits: Indices, column: Indices, row: Indices, tail: Indices, head: Indices, ground: int
) -> tuple[Indices, Indices] | None:
    """Put the node of each limit between its columns and an end that all of them share; return the arcs of the limits.

    Wide limits come first: what limits some of their columns stands between these and them.
    """
    order = np.argsort(row, kind="stable")
    column, row = column[order], row[order]
    first, last = np.searchsorted(row, limits), np.searchsorted(row, limits, side="right")
    begin, end = limits.copy(), np.full(len(limits), ground)
    for place in np.argsort(first - last, kind="stable").tolist():
        these = column[first[place] : last[place]]
        if not len(these):
            continue
        limit = limits[place]
        if (head[these] == head[these[0]]).all():
            end[place] = head[these[0]]
            head[these] = limit
        elif (tail[these] == tail[these[0]]).all():
            begin[place], end[place] = tail[these[0]], limit
            tail[these] = limit
        else:
            return None
    return begin, end
