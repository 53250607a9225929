"""What the tests of chains share: a chain from plain lists, and its optimum by a program written down once more."""

from __future__ import annotations

import itertools

import numpy as np
import pyarrow as pa
from scipy.optimize import linprog

import petasentra as ps


def table(**columns):
    return pa.table(columns)


def legs_table(legs):
    """Legs from {(from, to): km}."""
    return table(
        from_id=[one for one, _ in legs], to_id=[one for _, one in legs], km=[float(km) for km in legs.values()]
    )


def made_chain(spec, order=1):
    """A chain of a specification; `order` -1 gives every list backwards."""
    chain = ps.SupplyChain(legs=legs_table(dict(list(spec["legs"].items())[::order])), periods=spec["periods"])
    names = list(spec["periods"])
    for name, commodity, amounts, price in spec["sources"][::order]:
        supply = dict(zip(names, amounts, strict=True))
        chain.add_sources(table(id=[name]), commodity, supply, unit="t", idr_per_t=price)
    for name, recipe, capacity, cost in spec["processors"][::order]:
        chain.add_processors(table(id=[name]), recipe, capacity, unit="t", idr_per_t=cost)
    for name, commodity, capacity, loss, cost in spec["storages"][::order]:
        chain.add_storages(table(id=[name]), commodity, capacity, loss_share=loss, idr_per_t=cost)
    for name, commodity, amounts, penalty in spec["markets"][::order]:
        demand = dict(zip(names, amounts, strict=True))
        chain.add_markets(table(id=[name]), commodity, demand, unit="t", unmet_penalty_idr=penalty)
    chain.add_vehicle("truk", idr_per_t_km=1000)
    return chain


def random_spec(rng):
    """A chain of two commodities, two periods, a storage and a processor or two; some legs are missing."""
    sources = [(f"G{i}", "dross", rng.integers(0, 60, 2).tolist(), float(rng.integers(0, 500))) for i in range(3)]
    processors = [
        (
            f"S{i}",
            {"dross": -1.0, "ingot": 0.25, "residue": 0.7},
            float(rng.integers(20, 80)),
            float(rng.integers(0, 900)),
        )
        for i in range(2)
    ]
    storages = [("W", "ingot", float(rng.integers(1, 20)), 0.1, 50.0)]
    markets = [
        (f"B{i}", "ingot", rng.integers(1, 15, 2).tolist(), float(rng.integers(20_000, 900_000))) for i in range(3)
    ]
    markets.append(("R", "residue", rng.integers(1, 30, 2).tolist(), 3_000.0))
    markets.append(("D", "dross", rng.integers(0, 10, 2).tolist(), 80_000.0))
    ids = [*(one[0] for one in sources), *(one[0] for one in processors), "W"]
    takers = ["S0", "S1", "W", "B0", "B1", "B2", "R", "D"]
    legs = {
        (one, other): float(rng.integers(1, 200))
        for one, other in itertools.product(ids, takers)
        if one != other and rng.random() < 0.8
    }
    return {
        "periods": {"hujan": 182.0, "kemarau": 183.0}, "sources": sources, "processors": processors,
        "storages": storages, "markets": markets, "legs": legs,
    }  # fmt: skip


def twin_total(spec):
    """The least cost of a specification: variables by name, rows as dicts, solved by scipy with the interior point."""
    variables, cost, equal, less = {}, [], [], []
    periods = range(len(spec["periods"]))

    def var(*name, price=0.0, high=None):
        variables[name] = (len(cost), high)
        cost.append(price)

    senders = [(n, c, "G") for n, c, _, _ in spec["sources"]] + [(n, c, "W") for n, c, *_ in spec["storages"]]
    senders += [(n, c, "S") for n, recipe, *_ in spec["processors"] for c, share in recipe.items() if share > 0]
    takers = [(n, c, "B") for n, c, *_ in spec["markets"]] + [(n, c, "W") for n, c, *_ in spec["storages"]]
    takers += [(n, c, "S") for n, recipe, *_ in spec["processors"] for c, share in recipe.items() if share < 0]
    price_of = {(n, c): price for n, c, _, price in spec["sources"]}
    for (one, c, _), (other, wanted, _), t in itertools.product(senders, takers, periods):
        if c == wanted and (one, other) in spec["legs"]:
            var("flow", one, other, c, t, price=1000 * spec["legs"][one, other] + price_of.get((one, c), 0.0))
    flows = [name for name in variables if name[0] == "flow"]
    for n, recipe, capacity, price in spec["processors"]:
        for t in periods:
            var("run", n, t, price=price, high=capacity)
            for c, share in recipe.items():
                if share < 0:
                    row = {one: 1.0 for one in flows if one[2:] == (n, c, t)}
                    equal.append((row | {("run", n, t): share}, 0.0))
                else:
                    row = {one: 1.0 for one in flows if one[1] == n and one[3:] == (c, t)}
                    less.append((row | {("run", n, t): -share}, 0.0))
    for n, c, amounts, _ in spec["sources"]:
        for t in periods:
            less.append(({one: 1.0 for one in flows if one[1] == n and one[3:] == (c, t)}, amounts[t]))
    for n, c, capacity, loss, price in spec["storages"]:
        for t in periods:
            var("stock", n, t, price=price, high=capacity)
            row = {one: 1.0 for one in flows if one[2:] == (n, c, t)}
            row |= {one: -1.0 for one in flows if one[1] == n and one[3:] == (c, t)}
            row |= {("stock", n, t): -1.0} | ({("stock", n, t - 1): 1 - loss} if t else {})
            equal.append((row, 0.0))
    for n, c, amounts, penalty in spec["markets"]:
        for t in periods:
            var("unmet", n, t, price=penalty, high=amounts[t])
            equal.append(({one: 1.0 for one in flows if one[2:] == (n, c, t)} | {("unmet", n, t): 1.0}, amounts[t]))

    def dense(rows):
        matrix = np.zeros((len(rows), len(cost)))
        for place, (row, _) in enumerate(rows):
            for name, value in row.items():
                matrix[place, variables[name][0]] = value
        return matrix, [bound for _, bound in rows]

    a_eq, b_eq = dense(equal)
    a_ub, b_ub = dense(less)
    bounds = [(0, high) for _, high in variables.values()]
    found = linprog(cost, a_ub, b_ub, a_eq, b_eq, bounds, method="highs-ipm")
    assert found.status == 0
    return found.fun
