"""Siting by trying everything, and the whole program asked of HiGHS: slow, short, and of another making."""

from __future__ import annotations

import itertools

import highspy
import numpy as np
from scipy.optimize import linprog


def every_choice(sites, p, required=(), forbidden=()):
    free = [one for one in range(sites) if one not in required and one not in forbidden]
    for more in itertools.combinations(free, p - len(required)):
        yield tuple(sorted((*required, *more)))


def least_median(costs, weight, p, unreached, required=(), forbidden=()):
    """The least sum of weight times the cost to the nearest site; `costs` is (demands, sites)."""
    reachable = [any(np.isfinite(row[j]) for j in range(len(row)) if j not in forbidden) for row in costs]
    return min(
        sum(
            w * min(unreached, *(row[j] for j in chosen))
            for row, w, ok in zip(costs, weight, reachable, strict=True)
            if ok
        )
        for chosen in every_choice(len(costs[0]), p, required, forbidden)
    )


def most_covered(costs, weight, p, limit, required=(), forbidden=()):
    return max(
        sum(w for row, w in zip(costs, weight, strict=True) if any(row[j] <= limit for j in chosen))
        for chosen in every_choice(len(costs[0]), p, required, forbidden)
    )


def least_shared(costs, weight, capacity, p, unreached, required=(), forbidden=()):
    """The least cost with capacities, demands divisible: a linear program for each choice."""
    return min(
        _transport(np.asarray(costs)[:, list(chosen)], weight, np.asarray(capacity)[list(chosen)], unreached)
        for chosen in every_choice(len(costs[0]), p, required, forbidden)
    )


def _transport(costs, weight, capacity, unreached):
    demands, sites = costs.shape
    held = np.where(np.isfinite(costs), costs, 1e6)
    price = np.concatenate([held.ravel(), np.full(demands, unreached)])
    served = np.zeros((demands, demands * sites + demands))
    full = np.zeros((sites, demands * sites + demands))
    for i in range(demands):
        served[i, i * sites : (i + 1) * sites] = 1
        served[i, demands * sites + i] = 1
        full[np.arange(sites), i * sites + np.arange(sites)] = 1
    return linprog(price, A_ub=full, b_ub=capacity, A_eq=served, b_eq=weight).fun


def least_whole(costs, weight, capacity, p, unreached, required=(), forbidden=()):
    """The least cost with capacities, every demand at one site or none: every assignment."""
    best = np.inf
    for chosen in every_choice(len(costs[0]), p, required, forbidden):
        for goes in itertools.product((None, *chosen), repeat=len(costs)):
            load = dict.fromkeys(chosen, 0.0)
            total = 0.0
            for row, w, site in zip(costs, weight, goes, strict=True):
                total += w * (unreached if site is None else row[site])
                if site is not None:
                    load[site] += w
            if all(load[j] <= capacity[j] for j in chosen):
                best = min(best, total)
    return best


def median_by_highs(cost, p):
    """The whole model of the p-median; `cost` is (demands, sites), weighted and finite."""
    demands, sites = cost.shape
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    opened = [solver.addBinary() for _ in range(sites)]
    goes = [[solver.addVariable(0, 1, obj=float(cost[i, j])) for j in range(sites)] for i in range(demands)]
    solver.addConstr(sum(opened) == p)
    for i in range(demands):
        solver.addConstr(sum(goes[i]) == 1)
        for j in range(sites):
            solver.addConstr(goes[i][j] <= opened[j])
    solver.run()
    return solver.getInfo().objective_function_value


def best_moves(costs, capacity, usable):
    """How many units can move at most, and the least sum of so many."""
    best = (0, 0.0)
    plots = range(len(capacity))
    for goes in itertools.product((None, *plots), repeat=len(costs)):
        if any(j is not None and not usable[i][j] for i, j in enumerate(goes)):
            continue
        if any(goes.count(j) > capacity[j] for j in plots):
            continue
        moved = sum(j is not None for j in goes)
        total = sum(costs[i][j] for i, j in enumerate(goes) if j is not None)
        if moved > best[0] or (moved == best[0] and total < best[1]):
            best = (moved, total)
    return best
