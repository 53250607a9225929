r"""With two criteria the weights are one number, and shares of them can be told exactly.

With weight t for the second criterion and 1 - t for the first the score of a place is a straight line over t. A place
is among the best k where fewer than k lines run above its own; that changes only where lines cross.

    score                    A is best left of the crossing, B right of it.
      A ___                  A place that k others beat at both ends is never among the best k and is left out first.
           \___  _B
         _____/\___
      B /           A
        0    t     1
"""

from __future__ import annotations

import heapq

import numpy as np
import numpy.typing as npt

__all__ = ["MOST_LINES", "exact_shares"]

#: Lines whose crossings are looked at, all with all; of more the shares are estimated.
MOST_LINES = 2_000


def exact_shares(
    values: npt.NDArray[np.float64], rank: npt.NDArray[np.int64], k: int, low: float, high: float
) -> npt.NDArray[np.float64] | None:
    """Return the share of low <= t <= high in which each place is among the best k; None beyond `MOST_LINES` lines.

    Parameters
    ----------
    values
        Shape (n, 2), values of the two criteria.
    rank
        Rank of the ids, shape (n,): of equal lines the smaller id is the better one.
    """
    ends = np.column_stack([values[:, 0] * (1 - t) + values[:, 1] * t for t in (low, high)])
    some = _contenders(ends, rank, k)
    out = np.zeros(len(values))
    if len(some) > MOST_LINES:
        return None
    begin, end, order = ends[some, 0], ends[some, 1], rank[some]
    for at, row in enumerate(some.tolist()):
        # Above: where the other's line less mine is over 0, over u = 0..1 from `low` to `high`.
        left, right = begin - begin[at], end - end[at]
        same = (left == 0) & (right == 0)
        always = int((((left >= 0) & (right >= 0)) & ~same).sum() + (same & (order < order[at])).sum())
        crossing = left * right < 0
        where = left[crossing] / (left[crossing] - right[crossing])
        falls = left[crossing] > 0
        # From the left the count starts with the lines that fall below mine, and changes at each crossing.
        by_place = np.argsort(where, kind="stable")
        steps = np.where(falls[by_place], -1, 1)
        above = always + int(falls.sum()) + np.concatenate([[0], np.cumsum(steps)])
        widths = np.diff(np.concatenate([[0.0], where[by_place], [1.0]]))
        out[row] = widths[above < k].sum()
    return out


def _contenders(ends: npt.NDArray[np.float64], rank: npt.NDArray[np.int64], k: int) -> npt.NDArray[np.int64]:
    """Return the rows that fewer than k others beat at both ends."""
    order = np.lexsort((rank, -ends[:, 1], -ends[:, 0]))
    best: list[float] = []  # the k largest right ends so far: all of them start at least as high
    kept = []
    for row, right in zip(order.tolist(), ends[order, 1].tolist(), strict=True):
        if len(best) < k:
            heapq.heappush(best, right)
        elif right > best[0]:
            heapq.heapreplace(best, right)
        else:
            continue
        kept.append(row)
    return np.sort(np.array(kept, dtype=np.int64))
