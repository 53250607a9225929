"""Which sites, where each can serve so much and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from petasentra.siting.choosing import choose_sites
from petasentra.siting.sharing import share_out
from petasentra.siting.solver import Program, solve

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from petasentra.siting.sharing import Shared

    Numbers = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.int64]

__all__ = ["WithCapacities", "choose_with_capacities"]

#: Questions of at most so many pairs are asked of HiGHS as they are; to larger ones prices of demands give the bound.
_WHOLE_PROGRAM = 20_000
#: Nodes for an effort of 1, at most and of so many pairs: a node takes longer where there are more.
_NODES, _NODES_PAIRS = 20_000, 5e6
#: Steps of the prices for an effort of 1, of so many pairs.
_STEPS_PAIRS = 3e8
_MOST_STEPS = 400
_MOST_TRIALS = 60
_ROUNDING = 1e-9


class WithCapacities(NamedTuple):
    """Sites, ascending; what they cost and what no choice can undercut; who goes where."""

    sites: Rows
    total: float
    bound: float
    proved: bool
    demand: Rows
    site: Rows
    amount: Numbers


def choose_with_capacities(
    cost: Numbers,
    weight: Numbers,
    capacity: Numbers,
    p: int,
    *,
    required: Rows,
    unreached: float,
    divisible: bool,
    effort: float,
    report: Callable[[float], object] | None,
) -> WithCapacities:
    """Choose `p` sites with capacities so that serving all demands costs least; what is not served costs `unreached`.

    Parameters
    ----------
    cost
        Of a unit, shape (demands, sites), infinite where there is no way.
    weight, capacity
        Of demands and sites.
    p, required
        How many sites, and which have to be among them.
    unreached, divisible
        As for `share_out`.
    effort, report
        As for `choose_sites`.
    """
    best = _Best(cost, weight, capacity, unreached, divisible)
    best.consider(_largest(capacity, p, required))
    best.consider(_median(cost, weight, p, required, unreached, effort, report))
    if cost.size <= _WHOLE_PROGRAM:
        found = _whole_program(best, p, required, _nodes(cost.size, effort), report)
    else:
        found = _by_prices(best, p, required, effort, report)
    assert best.shared is not None
    proved = found >= best.shared.total * (1.0 - _ROUNDING)
    bound = best.shared.total if proved else found
    shared = best.shared
    return WithCapacities(
        best.sites, shared.total, bound, proved, shared.demand, best.sites[shared.site], shared.amount
    )


def _nodes(pairs: int, effort: float) -> int:
    return max(int(min(_NODES, _NODES_PAIRS / max(pairs, 1)) * effort), 1)


class _Best:
    """The best choice so far."""

    def __init__(self, cost: Numbers, weight: Numbers, capacity: Numbers, unreached: float, divisible: bool) -> None:
        self.cost, self.weight, self.capacity = cost, weight, capacity
        self.unreached, self.divisible = unreached, divisible
        self.sites: Rows = np.empty(0, dtype=np.int64)
        self.shared: Shared | None = None
        self._seen: set[bytes] = set()

    def consider(self, sites: Rows) -> None:
        """Share demands out to these sites, and keep them if that costs less than ever."""
        if sites.tobytes() in self._seen:
            return
        self._seen.add(sites.tobytes())
        self.offer(sites, share_out(
            self.cost[:, sites], self.weight, self.capacity[sites], self.unreached, divisible=self.divisible
        ))  # fmt: skip

    def offer(self, sites: Rows, shared: Shared) -> None:
        """Keep sites with what is shared out to them if that costs less than ever."""
        if self.shared is None or shared.total < self.shared.total:
            self.sites, self.shared = sites, shared

    @property
    def trials(self) -> int:
        """How many choices were looked at."""
        return len(self._seen)


def _largest(capacity: Numbers, p: int, required: Rows) -> Rows:
    """Return the required sites and the largest of the others, of equal ones the smallest."""
    free = np.setdiff1d(np.arange(len(capacity)), required)
    more = free[np.argsort(-capacity[free], kind="stable")[: p - len(required)]]
    return np.sort(np.concatenate([required, more]))


def _median(
    cost: Numbers, weight: Numbers, p: int, required: Rows, unreached: float, effort: float,
    report: Callable[[float], object] | None,
) -> Rows:  # fmt: skip
    """Return the best sites if none had a limit."""
    table = np.ascontiguousarray((np.minimum(cost, unreached) * weight[:, None]).T)
    return choose_sites(table, p, required=required, effort=0.1 * effort, report=report).sites


def _whole_program(best: _Best, p: int, required: Rows, nodes: int, report: Callable[[float], object] | None) -> float:
    """Ask HiGHS for the best choice; return what no choice can undercut."""
    cost, weight = best.cost, best.weight
    demands, sites = cost.shape
    rows, columns = np.nonzero(np.isfinite(cost) & (cost < best.unreached) & (weight[:, None] > 0))
    pairs = np.arange(len(rows))
    open_at, unserved = len(pairs) + np.arange(sites), len(pairs) + sites + np.arange(demands)
    # A pair carries a share of its demand: all of a demand is served or not; a site that is not open serves nobody.
    entries = [
        (rows, pairs, np.ones(len(pairs))),
        (np.arange(demands), unserved, np.ones(demands)),
        (demands + columns, pairs, weight[rows]),
        (demands + np.arange(sites), open_at, -best.capacity),
        (np.full(sites, demands + sites), open_at, np.ones(sites)),
        (demands + sites + 1 + pairs, pairs, np.ones(len(pairs))),
        (demands + sites + 1 + pairs, open_at[columns], -np.ones(len(pairs))),
    ]
    row, column, value = (np.concatenate([one[part] for one in entries]) for part in range(3))
    count = len(pairs) + sites + demands
    whole = np.zeros(count, dtype=bool)
    whole[open_at] = True
    whole[pairs] = not best.divisible
    if not best.divisible:
        whole[unserved] = True
    row_low = np.concatenate([np.ones(demands), np.full(sites, -np.inf), [float(p)], np.full(len(pairs), -np.inf)])
    row_high = np.concatenate([np.ones(demands), np.zeros(sites), [float(p)], np.zeros(len(pairs))])
    must = np.zeros(sites, dtype=bool)
    must[required] = True
    program = Program(
        np.concatenate([(cost[rows, columns] * weight[rows]), np.zeros(sites), weight * best.unreached]),
        np.ones(count), whole, np.concatenate([row, np.full(len(required), len(row_low))]).astype(np.int64),
        np.concatenate([column, open_at[must]]).astype(np.int64), np.concatenate([value, np.ones(len(required))]),
        np.append(row_low, float(len(required))), np.append(row_high, float(len(required))),
    )  # fmt: skip
    found = solve(program, nodes, report)
    if found.x is not None:
        chosen = np.flatnonzero(found.x[open_at] > 0.5).astype(np.int64)
        best.consider(chosen)
        if not best.divisible:
            best.offer(chosen, _as_found(best, found.x[pairs] > 0.5, rows, columns, chosen))
    return found.bound


def _as_found(best: _Best, taken: npt.NDArray[np.bool_], rows: Rows, columns: Rows, chosen: Rows) -> Shared:
    """Return whole demands where HiGHS put them."""
    from petasentra.siting.sharing import Shared

    demand, site = rows[taken], columns[taken]
    spent, served = np.zeros(len(best.weight)), np.zeros(len(best.weight), dtype=bool)
    spent[demand], served[demand] = best.cost[demand, site] * best.weight[demand], True
    total = float((spent + np.where(served, 0.0, best.weight * best.unreached)).sum())
    return Shared(demand, np.searchsorted(chosen, site), best.weight[demand], total)


def _by_prices(best: _Best, p: int, required: Rows, effort: float, report: Callable[[float], object] | None) -> float:
    """Improve prices of demands; try the sites that they choose; return what no choice can undercut.

    That all of a demand is served is relaxed at a price. A site then fills its capacity with what saves most, in parts
    if need be, which bounds whole demands as well.
    """
    assert best.shared is not None
    weight, capacity = best.weight, best.capacity
    cost = np.ascontiguousarray(np.minimum(best.cost, best.unreached).T)
    steps = int(np.clip(_STEPS_PAIRS * effort / cost.size, 1, _MOST_STEPS))
    bound, step, since = -np.inf, 1.5, 0
    price = np.partition(cost, min(p, len(cost) - 1), axis=0)[min(p, len(cost) - 1)]
    best_price = price
    free = np.setdiff1d(np.arange(len(cost)), required)
    for done in range(steps):
        if report is not None:
            report(done / steps)
        saving = cost - price
        order = np.argsort(saving, axis=1)
        saving = np.take_along_axis(saving, order, axis=1)
        filled = weight[order]
        ahead = np.cumsum(filled, axis=1) - filled
        taken = np.clip(capacity[:, None] - ahead, 0.0, filled)
        taken[saving >= 0] = 0.0
        reduced = (saving * taken).sum(axis=1)
        chosen = np.sort(
            np.concatenate([required, free[np.argsort(reduced[free], kind="stable")[: p - len(required)]]])
        )
        here = float((price * weight).sum() + reduced[chosen].sum())
        since += 1
        if here > bound:
            since = 0 if here > bound + 1e-5 * abs(best.shared.total - bound) else since
            bound, best_price = here, price
            if best.trials < _MOST_TRIALS:
                best.consider(chosen)
        served = np.zeros(len(weight))
        for site in chosen.tolist():
            served[order[site]] += taken[site]
        slope = weight - served
        length = float((slope * slope).sum())
        if length == 0 or bound >= best.shared.total * (1.0 - _ROUNDING) or step < 0.005:
            break
        if since >= 12:
            step, since, price = step / 2, 0, best_price
            continue
        price = price + step * max(1.02 * best.shared.total - here, 1e-9) / length * slope
        price = np.minimum(price, best.unreached)
    return bound
