"""A price that is called unique is what a little more saves and a little less costs, solved anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from chains import legs_table, made_chain, random_spec, table
from test_chains_transport import random_chain

import petasentra as ps
from petasentra.supply.price_status import price_status
from petasentra.supply.solving import Solver

A_LITTLE_T = 1e-3


def cost_after(program, found, row, change):
    """What all costs with another number in a row; openings stay. A market that wants more may miss more."""
    low, high, row_low, row_high = (
        one.copy() for one in (program.low, program.high, program.row_low, program.row_high)
    )
    low[program.whole] = high[program.whole] = found.x[program.whole]
    row_low[row] += change
    row_high[row] += change
    if program.terms.kind[row] == "demand":
        unmet = program.columns.unmet[program.terms.row[row], program.terms.period[row]]
        high[unmet] += change if high[unmet] > 0 else 0.0
    asked = replace(
        program, low=low, high=high, row_low=row_low, row_high=row_high, whole=program.whole[:0], blocks=None
    )
    with Solver(asked) as solver:
        return solver.solve()


@pytest.mark.parametrize("block", range(6))
def test_unique_prices_hold_both_ways(block):
    unique = others = bent = 0
    for seed in range(4 * block, 4 * block + 4):
        chain = random_chain(seed) if seed % 2 else made_chain(random_spec(np.random.default_rng(seed)))
        solution = chain.solve()
        if solution.status != "optimal":
            continue
        program, found = solution.program, solution.found
        status = price_status(program, found)
        kinds = program.terms.kind
        # The table tells the penalty where nothing comes; the program takes any price from it upwards.
        penalty = {row: solution.model.markets.penalty_idr[program.terms.row[row]]
                   for row, kind in enumerate(kinds) if kind == "demand"}  # fmt: skip
        for row, kind in enumerate(kinds):
            if kind == "no_permit" or not np.isfinite(max(program.row_low[row], -program.row_high[row])):
                continue
            more, less = (cost_after(program, found, row, sign * A_LITTLE_T) for sign in (1, -1))
            slopes = [
                (one.total - found.total) / (sign * A_LITTLE_T) if one.status == "optimal" else None
                for one, sign in ((more, 1), (less, -1))
            ]
            price = float(np.fmin(found.price[row], penalty.get(row, np.inf)))
            if status[row] == "unique":
                unique += 1
                for slope in slopes:
                    assert slope is not None, (seed, row, kind)
                    assert slope == pytest.approx(price, rel=1e-4, abs=1.0), (seed, row, kind)
            else:
                others += 1
                bent += None in slopes or slopes[0] != pytest.approx(slopes[1], rel=1e-4, abs=1.0)
    assert unique > 10
    assert bent >= others / 2  # it is not called several or idle without need


def test_a_processor_without_work_has_no_price_to_go_by():
    chain = ps.SupplyChain(
        legs=legs_table({("G", "S"): 10, ("S", "B"): 10, ("G", "T"): 500, ("T", "B"): 500}), periods={"p": 1}
    )
    chain.add_sources(table(id=["G"]), "dross", 10, unit="t")
    chain.add_processors(table(id=["S", "T"]), {"dross": -1, "ingot": 0.5})
    chain.add_markets(table(id=["B"]), "ingot", 4, unit="t", unmet_penalty_idr=1e6)
    chain.add_vehicle("truk", idr_per_t_km=1000)
    rows = chain.solve().shadow_prices.to_pylist()
    status = {(row["site_id"], row["side"]): row["status"] for row in rows}
    assert status == {
        ("G", "sends"): "unique", ("S", "takes"): "unique", ("S", "sends"): "unique", ("T", "takes"): "idle",
        ("T", "sends"): "idle", ("B", "takes"): "unique",
    }  # fmt: skip
    price = {(row["site_id"], row["side"]): row["idr_per_t"] for row in rows}
    assert price["B", "takes"] == pytest.approx(2 * 10_000 + 10_000)  # two tonnes of dross to S, one of ingot to B


def test_supply_that_is_just_enough_has_several_prices():
    chain = ps.SupplyChain(legs=legs_table({("G", "B"): 10, ("H", "B"): 30}), periods={"p": 1})
    chain.add_sources(table(id=["G", "H"]), "dross", 6, unit="t")
    chain.add_markets(table(id=["B"]), "dross", 6, unit="t", unmet_penalty_idr=1e6)
    chain.add_vehicle("truk", idr_per_t_km=1000)
    prices = chain.solve().shadow_prices.to_pylist()
    assert {(row["site_id"], row["status"]) for row in prices} == {("G", "several"), ("H", "unique"), ("B", "several")}
