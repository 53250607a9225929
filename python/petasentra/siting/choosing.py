"""Which sites: a good choice by search, a bound by prices, and a tree of cases for what lies between the two."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra.siting.bounding import Part, improve_bounds
from petasentra.siting.searching import exchange, greedy, nearest_two

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from petasentra.siting.bounding import Bounds

    Numbers = npt.NDArray[np.float64]
    Sites = npt.NDArray[np.int64]

__all__ = ["Choice", "choose_sites"]

#: Work is counted in costs looked at, so that it does not depend on a clock; this much is an effort of 1.
WORK = 1e10
_ROOT_STEPS = 700
_NODE_STEPS = 60
#: Choices of the bound are improved by exchanges if they are nearly as good as any of them, so many times at most.
_NEAR = 1.01
#: Kicks change up to so many sites, within this share of the work, and end when so many were in vain.
_KICK, _KICKING, _IN_VAIN = 4, 0.4, 60
#: They are among so many sites for each that is chosen, and some more.
_LIKED, _MORE_LIKED = 3, 20
#: A case is bounded again, not split, when so few of its sites are left.
_STILL = 0.8
_MOST_EXCHANGES = 30
#: Whole totals up to this are told apart by their bounds in spite of rounding.
_MOST_WHOLE, _LESS_THAN_ONE = 1e10, 0.99
_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Choice:
    """Sites that were chosen, what they cost, and what no choice can undercut.

    ``sites`` are ascending rows; ``price`` is of each demand, to begin with where the question is nearly the same.
    """

    sites: Sites
    total: float
    bound: float
    proved: bool
    price: Numbers


def choose_sites(
    cost: Numbers,
    p: int,
    *,
    required: Sites,
    begin: Choice | None = None,
    effort: float = 1.0,
    report: Callable[[float], object] | None = None,
) -> Choice:
    """Choose `p` sites so that the sum of the lowest costs of all demands is least.

    Parameters
    ----------
    cost
        Of each demand at each site, finite and 0 or more, shape (sites, demands).
    p
        How many, 1 .. sites.
    required
        Sites that have to be among them, ascending.
    begin
        The answer to a question that is nearly the same: its sites (as far as they may be) and prices.
    effort
        How much work at most, 1 being some ten thousand million costs looked at. The work, and so the answer, does not
        depend on a clock.
    report
        Gets the done share, and may end the work by what it raises.
    """
    return _Choosing(cost, p, required, effort, report).choose(begin)


class _Choosing:
    """The best choice so far, the work that is left, and the question."""

    def __init__(
        self, cost: Numbers, p: int, required: Sites, effort: float, report: Callable[[float], object] | None
    ) -> None:
        self.cost, self.p, self.required = cost, p, required
        self.whole = bool((cost == np.rint(cost)).all())
        self.left = self.work = max(WORK * effort, 1.0)
        self.report = report
        self.best: Sites = required
        self.total = np.inf
        self.raw = np.inf
        self.exchanged: set[bytes] = set()
        self.fixed = np.zeros(len(cost), dtype=bool)
        self.fixed[required] = True

    def choose(self, begin: Choice | None) -> Choice:
        if begin is None:
            self.consider(greedy(self.cost, self.p, self.required, self.looked))
            self.raw = np.inf
        else:
            keep = np.setdiff1d(begin.sites, self.required, assume_unique=True)
            few = np.concatenate([self.required, keep[: self.p - len(self.required)]])
            self.consider(greedy(self.cost, self.p, np.sort(few), self.looked))
            for out in range(len(keep) if len(keep) + len(self.required) > self.p else 0):
                self.consider(np.sort(np.concatenate([self.required, np.delete(keep, out)])), exchanges=False)
        price = nearest_two(self.cost, self.best)[2] if begin is None else begin.price
        free = np.setdiff1d(np.arange(len(self.cost)), self.required)
        part = self.part(self.required, free)
        first = self.bounds(part, price, _ROOT_STEPS)
        self.kick(part, first)
        bound = self.tree(part, first)
        proved = bool(bound >= self.enough)
        bound = self.total if proved else min(bound, self.total)
        return Choice(self.best, self.total, bound, proved, first.price)

    @property
    def enough(self) -> float:
        """A bound at which nothing better is left."""
        if self.whole and self.total < _MOST_WHOLE:
            return self.total - _LESS_THAN_ONE
        return self.total * (1.0 - _ROUNDING)

    def tell(self) -> None:
        if self.report is not None:
            self.report(min(1.0 - self.left / self.work, 1.0))

    def part(self, required: Sites, free: Sites) -> Part:
        sites = np.concatenate([required, free])
        return Part(sites, self.cost[sites], len(required), self.p)

    def consider(self, sites: Sites, *, exchanges: bool = True) -> None:
        """Take a choice if it is better than the best, after exchanges where it promises to be."""
        total = float(self.cost[sites].min(axis=0).sum())
        key = sites.tobytes()
        promising = exchanges and total < _NEAR * self.raw and key not in self.exchanged
        self.raw = min(self.raw, total)
        if promising and len(self.exchanged) < _MOST_EXCHANGES:
            self.exchanged.add(key)
            sites, total = exchange(self.cost, sites, self.fixed, self.looked)
        if total < self.total:
            self.best, self.total = sites, total

    def kick(self, part: Part, found: Bounds) -> None:
        """Search on from the best choice, among sites that the bound likes: change a few, exchange, keep the better.

        Kicks are drawn from one seed, so that the same question has the same answer (Lourenco, Martin and Stuetzle
        2003).
        """
        liked = np.argsort(found.least_with(part), kind="stable")[: _LIKED * self.p + _MORE_LIKED]
        core = np.union1d(part.sites[liked], np.union1d(self.best, self.required))
        cost, fixed = self.cost[core], self.fixed[core]
        movable = np.flatnonzero(~fixed)
        swaps = min(len(movable) - (self.p - len(self.required)), self.p - len(self.required), _KICK)
        least, draw, best = self.left - _KICKING * self.work, np.random.default_rng(0), self.best
        since = 0
        while swaps > 0 and self.left > least and since < _IN_VAIN and found.bound < self.enough:
            since += 1
            inside = np.searchsorted(core, best)
            free = np.setdiff1d(movable, inside, assume_unique=True)
            many = int(draw.integers(1, swaps + 1))
            out = draw.choice(inside[~fixed[inside]], many, replace=False)
            kicked = np.union1d(np.setdiff1d(inside, out), draw.choice(free, many, replace=False))
            sites, total = exchange(cost, kicked, fixed, self.looked)
            if total < self.total:
                self.best, self.total, best, since = core[sites], total, core[sites], 0

    def looked(self, costs: int) -> None:
        """Count work."""
        self.left -= costs
        self.tell()

    def bounds(self, part: Part, price: Numbers, steps: int) -> Bounds:
        """Improve prices within the work that is left; a step looks at every cost of the part."""
        size = max(float(part.cost.size), 1.0)
        affordable = max(int(self.left / size), 1)

        def seen(chosen: Sites) -> None:
            self.consider(np.sort(part.sites[chosen]))

        def step() -> None:
            self.left -= size
            self.tell()

        return improve_bounds(part, price, min(steps, affordable), lambda: (self.total, self.enough), seen, step)

    def tree(self, part: Part, found: Bounds) -> float:
        """Split cases until none can be better or the work is done; return what no choice can undercut.

        A case says of some sites that they are in and of others that they are out. The one with the lowest bound is
        next, and is split by the site of which it is least certain.
        """
        number = 0
        cases: list[tuple[float, int, Part, Bounds]] = [(found.bound, number, part, found)]
        while cases:
            least, _, part, found = heapq.heappop(cases)
            if least >= self.enough or self.left <= 0:
                return least
            smaller = self.reduced(part, found)
            if smaller is None:
                continue
            todo = [(smaller, _ROOT_STEPS if number == 0 else _NODE_STEPS)]
            if len(smaller.sites) > _STILL * len(part.sites):
                todo = [(case, _NODE_STEPS) for case in self.split(part, found)]
            for case, steps in todo:
                child = self.bounds(case, found.price, steps)
                number += 1
                if max(child.bound, least) < self.enough:
                    heapq.heappush(cases, (max(child.bound, least), number, case, child))
        return self.total

    def reduced(self, part: Part, found: Bounds) -> Part | None:
        """Return the case without sites that cannot be in a better choice; None if there is no better one."""
        keep = found.least_with(part) < self.enough
        inside = found.least_without(part) >= self.enough
        inside[: part.required] = True
        keep[: part.required] = True
        if (inside & ~keep).any() or int(inside.sum()) > part.p or int(keep.sum()) < part.p:
            return None
        required, free = np.sort(part.sites[inside]), np.sort(part.sites[keep & ~inside])
        if len(required) == part.p or len(required) + len(free) == part.p:
            only = required if len(required) == part.p else np.sort(np.concatenate([required, free]))
            self.consider(only)
            return None
        return self.part(required, free)

    def split(self, part: Part, found: Bounds) -> list[Part]:
        """Return the two cases of a part: with the site of which it is least certain, and without it."""
        doubt = np.abs(found.often[part.required :] - 0.5)
        at = int(np.argmin(doubt)) + part.required
        required, free = part.sites[: part.required], np.delete(part.sites[part.required :], at - part.required)
        with_it = np.sort(np.append(required, part.sites[at]))
        cases = [self.part(with_it, free)] if len(with_it) <= part.p else []
        if len(required) + len(free) >= part.p:
            cases.append(self.part(required, free))
        return cases
