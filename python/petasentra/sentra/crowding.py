"""How far each unit is from as many like units as a rule asks for; all units at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.crs import geodesic
from petasentra.sentra.unit_places import DEGREE_M

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.sentra.unit_places import Ground

    Rows = npt.NDArray[np.int64]

__all__ = ["nth_nearest_m"]

#: Cells a side at most, so that a cell and a group make one whole number.
_MOST_CELLS = 1 << 20
#: Pairs of units looked at together.
_PAIRS = 1 << 21


def nth_nearest_m(
    ground: Ground, codes: npt.NDArray[np.uint32], rows: Rows, asked: Rows, nth: int, reach_m: float
) -> npt.NDArray[np.float64]:
    """Return metres from each unit to the nth nearest of its group, itself the first; infinite beyond the reach.

    Parameters
    ----------
    codes
        The group of each unit, in the order of all units.
    rows
        Units that count, all of which have a place.
    asked
        Those of them that are asked for, shape (k,).

    Returns
    -------
    numpy.ndarray
        Shape (k,). Units are sorted into cells as wide as the reach; O(k + pairs within three by three cells).
    """
    out = np.full(len(asked), np.inf)
    if not len(asked):
        return out
    group = np.unique(codes[rows], return_inverse=True)[1].reshape(-1).astype(np.int64)
    cells, tall = _cells(ground, rows, reach_m)
    key = (group * (_MOST_CELLS + 2) + cells[:, 0] + 1) * tall + cells[:, 1] + 1
    order = np.argsort(key, kind="stable")
    key, sorted_rows = key[order], rows[order]
    place = np.empty(int(rows.max()) + 1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    at = place[asked]
    begins, ends = [], []
    for beside in (-1, 0, 1):
        middle = (group[at] * (_MOST_CELLS + 2) + cells[at, 0] + 1 + beside) * tall + cells[at, 1] + 1
        begins.append(np.searchsorted(key, middle - 1, side="left"))
        ends.append(np.searchsorted(key, middle + 1, side="right"))
    begin, size = np.stack(begins, axis=1), np.stack(ends, axis=1) - np.stack(begins, axis=1)
    until = np.cumsum(size.sum(axis=1))
    first = 0
    while first < len(asked):
        before = int(until[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(until, before + _PAIRS, side="right")))
        block = slice(first, last)
        out[block] = _of_block(ground, asked[block], begin[block], size[block], sorted_rows, nth, reach_m)
        first = last
    return out


def _of_block(
    ground: Ground, asked: Rows, begin: Rows, size: Rows, sorted_rows: Rows, nth: int, reach_m: float
) -> npt.NDArray[np.float64]:
    runs = size.reshape(-1)
    of = np.repeat(np.arange(len(asked)), size.sum(axis=1))
    within = np.arange(int(runs.sum())) - np.repeat(np.cumsum(runs) - runs, runs)
    other = sorted_rows[np.repeat(begin.reshape(-1), runs) + within]
    a, b = ground.xy[asked[of]], ground.xy[other]
    if ground.lon_lat:
        far = np.asarray(geodesic(a[:, 0], a[:, 1], b[:, 0], b[:, 1])[0])
    else:
        far = np.hypot(a[:, 0] - b[:, 0], a[:, 1] - b[:, 1])
    near = far <= reach_m
    of, far = of[near], far[near]
    far = far[np.lexsort((far, of))]
    counts = np.bincount(of, minlength=len(asked))
    start = np.cumsum(counts) - counts
    enough = counts >= nth
    out = np.full(len(asked), np.inf)
    out[enough] = far[start[enough] + nth - 1]
    return out


def _cells(ground: Ground, rows: Rows, reach_m: float) -> tuple[Rows, int]:
    """Return the cell of each unit, column and row, each as wide as the reach or wider, and how many rows there are."""
    xy = ground.xy[rows]
    low, high = xy.min(axis=0), xy.max(axis=0)
    wide = np.array([reach_m, reach_m])
    if ground.lon_lat:
        farthest = min(float(np.abs(xy[:, 1]).max()) + 1.0, 90.0)
        wide = wide / (DEGREE_M * np.array([max(float(np.cos(np.radians(farthest))), 0.01), 1.0]))
    wide = np.maximum(wide, (high - low) / (_MOST_CELLS - 1))
    cells = np.floor((xy - low) / wide).astype(np.int64)
    return cells, int(cells[:, 1].max()) + 3
