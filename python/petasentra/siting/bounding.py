"""What no choice of sites can undercut: prices of demands, improved by steps, and what they prove of each site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Sites = npt.NDArray[np.int64]

__all__ = ["Bounds", "Part", "improve_bounds"]

_FIRST_STEP = 1.5
_LEAST_STEP = 0.002
_PATIENCE = 20
_FADING = 0.9
#: Steps aim a little above the best known choice.
_OVER, _LEAST_GAP = 1.02, 1e-9
#: A bound has grown if it grew by this share of what is missing.
_PROGRESS = 1e-5


@dataclass(frozen=True, eq=False)
class Part:
    """A part of the question: sites that may be chosen, the first `required` of which have to be.

    ``sites`` are rows of the whole; ``cost`` is that of each demand at each of them, shape (sites, demands).
    """

    sites: Sites
    cost: Numbers
    required: int
    p: int


@dataclass(frozen=True, eq=False)
class Bounds:
    """Prices of demands, and what they prove.

    Attributes
    ----------
    price
        Of each demand, shape (demands,).
    bound
        No choice of sites costs less.
    reduced
        Of each site of the part: what its demands would save against their prices, 0 or less.
    often
        How often each site was chosen in the last steps, 0 .. 1: near one half nobody knows.
    """

    price: Numbers
    bound: float
    reduced: Numbers
    often: Numbers

    def least_with(self, part: Part) -> Numbers:
        """Return what a choice costs at least if it has this site, of each site of the part."""
        free, count = self.reduced[part.required :], part.p - part.required
        out = np.full(len(part.sites), self.bound)
        if 0 < count < len(free):
            last = np.partition(free, count - 1)[count - 1]
            out[part.required :] += np.maximum(free - last, 0.0)
        return out

    def least_without(self, part: Part) -> Numbers:
        """Return what a choice costs at least if it lacks this site; infinite for one that is required."""
        free, count = self.reduced[part.required :], part.p - part.required
        out = np.full(len(part.sites), np.inf)
        if count < len(free):
            following = np.partition(free, count)[count]
            out[part.required :] = self.bound + np.maximum(following - free, 0.0)
        return out


def improve_bounds(
    part: Part,
    price: Numbers,
    steps: int,
    best: Callable[[], tuple[float, float]],
    seen: Callable[[Sites], object],
    tell: Callable[[], object],
) -> Bounds:
    """Improve prices of demands by subgradient steps, and return the best.

    That every demand has one site is relaxed at a price (Cornuejols, Fisher and Nemhauser 1977); steps are those of
    Held, Wolfe and Crowder (1974), halved when the bound does not grow. A price moves in proportion to what its demand
    costs at a mean site: with the same step for all, the bound stays far off where few demands have most of the weight.

    Parameters
    ----------
    part
        What may be chosen.
    price
        Where to begin, shape (demands,).
    steps
        How many at most.
    best
        Returns what the best known choice costs, and the bound at which nothing better is left.
    seen
        Gets the sites of the part that each better bound chooses.
    tell
        Called before each step.
    """
    bound, step, since = -np.inf, _FIRST_STEP, 0
    best_price, best_reduced = price, np.zeros(len(part.sites))
    often = np.zeros(len(part.sites))
    measure = part.cost.mean(axis=0)
    work = np.empty_like(part.cost)
    for _ in range(steps):
        tell()
        np.minimum(part.cost, price, out=work)
        reduced = work.sum(axis=1) - price.sum()
        chosen = _cheapest(reduced, part)
        here = float(price.sum() + reduced[chosen].sum())
        often *= _FADING
        often[chosen] += 1.0 - _FADING
        since += 1
        if here > bound:
            if here > bound + _PROGRESS * abs(best()[0] - bound):
                since = 0
            bound, best_price, best_reduced = here, price, reduced
            seen(chosen)
            if bound >= best()[1]:
                break
        slope = 1.0 - (work[chosen] < price).sum(axis=0)
        length = float((measure * slope * slope).sum())
        if length == 0:
            break
        if since >= _PATIENCE:
            step, since, price = step / 2, 0, best_price
            if step < _LEAST_STEP:
                break
            continue
        known = best()[0]
        price = price + step * max(_OVER * known - here, _LEAST_GAP * abs(known)) / length * measure * slope
    return Bounds(best_price, bound, best_reduced, often)


def _cheapest(reduced: Numbers, part: Part) -> Sites:
    """Return those that are required and the cheapest of the others, of equal ones the smallest."""
    count = part.p - part.required
    order = np.argsort(reduced[part.required :], kind="stable")[:count] + part.required
    return np.concatenate([np.arange(part.required), np.sort(order)])
