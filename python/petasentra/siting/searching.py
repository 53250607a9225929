"""Good sites by search: one after the other, then one for another until no exchange helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Sites = npt.NDArray[np.int64]

__all__ = ["exchange", "greedy", "nearest_two"]

#: An exchange has to gain more than this share of the total: less is rounding.
_ROUNDING = 1e-12
#: A pair that is near takes as long as so many costs that are only looked at.
_LOOKS_NEAR = 10


def greedy(cost: Numbers, p: int, required: Sites, looked: Callable[[int], object]) -> Sites:
    """Return `p` sites, each the one that lowers the total most when it comes; of equal ones the smallest.

    Parameters
    ----------
    cost
        Of each demand at each site, finite, shape (sites, demands).
    p
        How many, those that are required among them.
    required
        Sites that are there from the beginning.
    looked
        Gets at how many costs each step looks; what it raises ends the search.
    """
    chosen = [int(one) for one in required]
    least = cost[chosen].min(axis=0) if chosen else np.full(cost.shape[1], cost.max(initial=0.0))
    while len(chosen) < p:
        looked(cost.size)
        totals = np.minimum(cost, least).sum(axis=1)
        totals[chosen] = np.inf
        best = int(np.argmin(totals))
        chosen.append(best)
        least = np.minimum(least, cost[best])
    return np.sort(np.array(chosen, dtype=np.int64))


def nearest_two(cost: Numbers, chosen: Sites) -> tuple[Sites, Numbers, Numbers]:
    """Return the place in `chosen` of the best site of each demand (the smallest of equal ones), its cost, the next.

    Of a single site the next is the dearest of all.
    """
    among = cost[chosen]
    first = np.argmin(among, axis=0)
    columns = np.arange(cost.shape[1])
    lowest = among[first, columns]
    if len(chosen) == 1:
        return first, lowest, cost.max(axis=0)
    among[first, columns] = np.inf
    return first, lowest, among.min(axis=0)


def exchange(
    cost: Numbers, chosen: Sites, fixed: npt.NDArray[np.bool_], looked: Callable[[int], object]
) -> tuple[Sites, float]:
    """Exchange one site for another while that lowers the total; return sites, ascending, and the total.

    Every step takes the exchange that gains most (Teitz and Bart 1968), all of them judged at once as Whitaker (1983)
    and Resende and Werneck (2003) do: what a new site gains, less what demands of the old one lose, corrected for those
    whom the new one takes over. Only pairs count that are nearer than the second of the chosen sites: few where many
    are chosen.

    Parameters
    ----------
    cost
        As for `greedy`.
    chosen
        Where to begin.
    fixed
        Sites that stay, shape (sites,).
    looked
        As for `greedy`.
    """
    chosen = np.sort(chosen)
    while True:
        first, lowest, second = nearest_two(cost, chosen)
        total = float(lowest.sum())
        out = np.flatnonzero(~fixed[chosen])
        if not len(out) or len(chosen) == len(cost) or total == 0:
            return chosen, total
        near = np.flatnonzero(cost < second)
        looked(cost.size + _LOOKS_NEAR * len(near))
        site, demand = np.divmod(near, cost.shape[1])
        there, best_now = cost.ravel()[near], lowest[demand]
        gain = np.bincount(site, np.maximum(best_now - there, 0.0), minlength=len(cost))
        loss = np.bincount(first, second - lowest, minlength=len(chosen))
        takes_over = np.bincount(
            site * len(chosen) + first[demand], second[demand] - np.maximum(there, best_now),
            minlength=len(cost) * len(chosen),
        )  # fmt: skip
        better = gain[:, None] - loss + takes_over.reshape(len(cost), len(chosen))
        better[chosen] = -np.inf
        better = better[:, out]
        best = int(np.argmax(better))
        if not better.flat[best] > _ROUNDING * total:
            return chosen, total
        after = chosen.copy()
        after[out[best % len(out)]] = best // len(out)
        after.sort()
        if not float(cost[after].min(axis=0).sum()) < total:
            return chosen, total
        chosen = after
