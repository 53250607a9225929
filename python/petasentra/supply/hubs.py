"""A program for which only matters who can reach whom: many legs become few, by way of hubs.

Where costs do not count, a hundred sources that all reach the same two hundred markets are joined as well by a hub that
all of them deliver to and all markets draw from: 300 columns in place of 20,000, and the same amounts can go. A leg is
split into the entry in its first row and all others; legs with equal first entries and equal others form the hub.

        o---o                o       o
          X        =           > H <
        o---o                o       o
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.program import Program

    Numbers = npt.NDArray[np.float64]
    Indices = npt.NDArray[np.int64]

__all__ = ["Joined", "join_by_hubs"]


class Joined(NamedTuple):
    """The smaller program, with rows of hubs behind its own, and those of its columns that are still legs."""

    program: Program
    legs: Indices


def join_by_hubs(program: Program, legs: Indices) -> Joined:
    """Return the program without costs and without columns that have to be 0; its rows keep their numbers.

    `legs` are columns of any amount from 0. O(entries log entries).
    """
    is_open = (program.high > 0) | (program.low != 0)
    legs = legs[is_open[legs]]
    heads, tails = _halves(program, legs)
    hubs: dict[bytes, list[int]] = {}
    order = np.lexsort((tails, heads))
    legs, heads, tails = legs[order], heads[order], tails[order]
    first = np.flatnonzero(np.diff(heads, prepend=-1))
    last = np.append(first, len(heads))[1:]
    for place, (one, other) in enumerate(zip(first, last, strict=True)):
        hubs.setdefault(np.unique(tails[one:other]).tobytes(), []).append(place)
    joined = np.zeros(len(legs), dtype=bool)
    columns: list[tuple[Indices, Numbers]] = []
    rows = len(program.row_low)
    for members in hubs.values():
        begin, end = int(first[members[0]]), int(last[members[0]])
        if len(members) * (end - begin) <= len(members) + (end - begin):
            continue
        for place in members:
            joined[first[place] : last[place]] = True
            index, value = _entries(program, int(legs[first[place]]))
            columns.append((np.append(index[:1], rows), np.append(value[:1], 1.0)))
        for leg in legs[begin:end]:
            index, value = _entries(program, int(leg))
            columns.append((np.append(index[1:], rows), np.append(value[1:], -1.0)))
        rows += 1
    is_open[legs[joined]] = False
    return _put_together(program, np.flatnonzero(is_open), np.sort(legs[~joined]), columns, rows)


def _put_together(
    program: Program, kept: Indices, legs: Indices, columns: list[tuple[Indices, Numbers]], rows: int
) -> Joined:
    count = np.diff(program.start)[kept]
    start = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    entries = np.repeat(program.start[kept] - start[:-1], count) + np.arange(int(start[-1]))
    widths = np.array([len(index) for index, _ in columns], dtype=np.int64)
    more, none = len(columns), np.zeros(rows - len(program.row_low))
    smaller = replace(
        program,
        cost=np.zeros(len(kept) + more),
        low=np.concatenate([program.low[kept], np.zeros(more)]),
        high=np.concatenate([program.high[kept], np.full(more, np.inf)]),
        row_low=np.concatenate([program.row_low, none]),
        row_high=np.concatenate([program.row_high, none]),
        start=np.concatenate([start, start[-1] + np.cumsum(widths)]),
        index=np.concatenate([program.index[entries], *(index for index, _ in columns)]),
        value=np.concatenate([program.value[entries], *(value for _, value in columns)]),
        blocks=None,
    )
    return Joined(smaller, np.searchsorted(kept, legs))


def _entries(program: Program, column: int) -> tuple[Indices, Numbers]:
    part = slice(int(program.start[column]), int(program.start[column + 1]))
    return program.index[part], program.value[part]


def _halves(program: Program, legs: Indices) -> tuple[Indices, Indices]:
    """Return numbers for the first entry of each leg and for all others: equal ones have equal numbers."""
    width = program.start[legs + 1] - program.start[legs]
    begin = program.start[legs]
    heads = _numbered([program.index[begin], program.value[begin]])
    tails = np.zeros(len(legs), dtype=np.int64)
    known = 0
    for count in np.unique(width):
        these = np.flatnonzero(width == count)
        at = begin[these]
        tails[these] = known + _numbered([
            side[at + entry] for entry in range(1, int(count)) for side in (program.index, program.value)
        ] or [np.zeros(len(these))])  # fmt: skip
        known += int(tails[these].max(initial=-1)) + 1
    return heads, tails


def _numbered(keys: list[npt.NDArray[np.generic]]) -> Indices:
    """Return a number for each row of keys, the same for equal rows."""
    numbers = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys:
        _, one = np.unique(key, return_inverse=True)
        _, numbers = np.unique(numbers * (int(one.max(initial=0)) + 1) + one, return_inverse=True)
    return numbers
