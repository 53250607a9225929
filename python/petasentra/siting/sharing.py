"""Who goes where once the sites are chosen and have capacities: exact transport, or whole demands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from petasentra.supply._numbers import FORBIDDEN
from petasentra.supply.transport_plan import transport

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.int64]

__all__ = ["Shared", "share_out"]

#: Costs that are not whole are computed with so many steps up to the largest.
_STEPS = 2.0**30
#: Amounts are whole thousandths where they are not whole.
_AMOUNT_STEPS = 1000.0


class Shared(NamedTuple):
    """What goes where, by demand, then site: rows of demands and sites, amounts; and what all of it costs."""

    demand: Rows
    site: Rows
    amount: Numbers
    total: float


def share_out(cost: Numbers, weight: Numbers, capacity: Numbers, unreached: float, *, divisible: bool) -> Shared:
    """Serve demands at sites as cheaply as capacities allow.

    Divisible demands are shared out exactly by the transport solver of the project; amounts that are not whole count in
    thousandths. Whole demands begin from that: those that are split go, the largest first, to the cheapest site with
    room for them, and are not served where there is none.

    Parameters
    ----------
    cost
        Of a unit, shape (demands, sites), infinite where there is no way.
    weight, capacity
        Of demands and sites.
    unreached
        What a unit counts that is not served; a dearer way is not gone.
    divisible
        Whether a demand may go to several sites.
    """
    steps = 1.0 if _whole(weight) and _whole(capacity) else _AMOUNT_STEPS
    demand, supply = np.rint(weight * steps).astype(np.int64), np.floor(capacity * steps + 1e-6).astype(np.int64)
    usable = np.isfinite(cost) & (cost <= unreached)
    largest = max(float(cost[usable].max(initial=0.0)), unreached)
    finer = 1.0 if _whole(cost[usable]) and _whole(np.array([unreached])) else _STEPS / max(largest, 1e-300)
    table = np.full(cost.T.shape, FORBIDDEN, dtype=np.int64)
    table[usable.T] = np.rint(cost.T[usable.T] * finer).astype(np.int64)
    # Sites without room and demands of nothing would be in the way of nobody, but cost time.
    unmet = np.full(len(weight), int(np.rint(unreached * finer)) + 1, dtype=np.int64)
    plan = transport(table, np.minimum(supply, demand.sum()), demand, unmet_cost=unmet)
    rows, sites, amount = plan.sink, plan.source, plan.amount / steps
    if not divisible:
        rows, sites, amount = _undivided(cost, weight, capacity, unreached, rows, sites, amount)
    order = np.lexsort((sites, rows))
    rows, sites, amount = rows[order], sites[order], amount[order]
    served = np.bincount(rows, amount, minlength=len(weight))
    spent = np.bincount(rows, amount * cost[rows, sites], minlength=len(weight))
    total = float((spent + np.maximum(weight - served, 0.0) * unreached).sum())
    return Shared(rows, sites, amount, total)


def _whole(values: Numbers) -> bool:
    return bool((values == np.rint(values)).all())


def _undivided(
    cost: Numbers, weight: Numbers, capacity: Numbers, unreached: float, rows: Rows, sites: Rows, amount: Numbers
) -> tuple[Rows, Rows, Numbers]:
    whole = np.abs(amount - weight[rows]) <= 1e-9 * np.maximum(weight[rows], 1.0)
    place = np.full(len(weight), -1)
    place[rows[whole]] = sites[whole]
    room = capacity - np.bincount(sites[whole], weight[rows[whole]], minlength=len(capacity))
    waiting = np.flatnonzero((place < 0) & (weight > 0))
    for row in waiting[np.argsort(-weight[waiting], kind="stable")].tolist():
        fits = (room >= weight[row] - 1e-9) & (cost[row] <= unreached)
        if fits.any():
            site = int(np.argmin(np.where(fits, cost[row], np.inf)))
            place[row], room[site] = site, room[site] - weight[row]
    there = np.flatnonzero(place >= 0)
    return there, place[there].astype(np.int64), weight[there]
