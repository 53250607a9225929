"""Random chains: the optimum of an independent program, prices that prove it, the same answer in any order."""

from __future__ import annotations

import numpy as np
import pytest
from chains import made_chain, random_spec, twin_total


@pytest.mark.parametrize("seed", range(40))
def test_the_optimum_is_that_of_the_twin_and_is_proven(seed):
    spec = random_spec(np.random.default_rng(seed))
    solution = made_chain(spec).solve()
    assert solution.total_idr == pytest.approx(twin_total(spec), rel=1e-7)
    proof = solution.certificate
    assert proof.dual_idr == pytest.approx(proof.primal_idr, rel=1e-9)
    assert proof.primal_idr == pytest.approx(solution.total_idr, rel=1e-12)
    assert proof.slackness < 1e-9
    assert proof.row_violation_t < 1e-6
    assert proof.bound_violation_t < 1e-6
    assert proof.price_violation_idr < 1e-6
    assert sum(solution.cost.values()) == pytest.approx(solution.total_idr, rel=1e-9)


@pytest.mark.parametrize("seed", range(40))
def test_a_tonne_given_to_a_market_saves_no_more_than_its_penalty(seed):
    """Also where nothing comes to it: the prices of the program alone would tell more there."""
    spec = random_spec(np.random.default_rng(seed))
    penalty = {name: idr for name, _, _, idr in spec["markets"]}
    prices = [row for row in made_chain(spec).solve().shadow_prices.to_pylist() if row["kind"] == "market"]
    assert len(prices) == 2 * len(penalty)
    assert all(row["idr_per_t"] <= penalty[row["site_id"]] * (1 + 1e-9) for row in prices)


@pytest.fixture
def few_legs(monkeypatch):
    """Programs begin with one leg of each site, and have to find the others by their prices."""
    monkeypatch.setattr("petasentra.supply.solving.LEGS_AT_ONCE", 0)
    monkeypatch.setattr("petasentra.supply.pricing._OF_EACH_ROW", 1)


@pytest.mark.parametrize("seed", range(40))
def test_legs_put_in_by_their_prices_lead_to_the_same_optimum(seed, few_legs):
    spec = random_spec(np.random.default_rng(seed))
    solution = made_chain(spec).solve()
    assert solution.total_idr == pytest.approx(twin_total(spec), rel=1e-7)
    assert solution.certificate.gap < 1e-9
    assert solution.certificate.price_violation_idr < 1e-3
    one, other = solution.single_cut_risk(), solution.single_cut_risk()
    assert one.table.to_arrow().equals(other.table.to_arrow())
    for row in one.table.to_pylist():
        if row["kind"] in ("source", "processor"):
            again = solution.chain.scenario(lose=[row["name"]]).solve()
            assert row["extra_idr"] == pytest.approx(again.total_idr - solution.total_idr, rel=1e-9, abs=1e-3)


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_rows_changes_nothing(seed):
    spec = random_spec(np.random.default_rng(seed))
    one, other = made_chain(spec).solve(), made_chain(spec, order=-1).solve()
    assert one.flows.to_arrow().equals(other.flows.to_arrow())
    assert one.unmet.to_arrow().equals(other.unmet.to_arrow())
    assert one.shadow_prices.to_arrow().equals(other.shadow_prices.to_arrow())


@pytest.mark.parametrize("seed", range(8))
def test_mass_is_kept_at_every_processor(seed):
    spec = random_spec(np.random.default_rng(seed))
    solution = made_chain(spec).solve()
    flows = solution.flows.to_pylist()
    left = {
        (row["site_id"], row["commodity"], row["period"]): row["amount_t"] for row in solution.leftovers.to_pylist()
    }
    for name, recipe, _, _ in spec["processors"]:
        for period in spec["periods"]:
            came = sum(row["amount_t"] for row in flows if (row["to_id"], row["period"]) == (name, period))
            for commodity, share in recipe.items():
                if share > 0:
                    went = sum(
                        row["amount_t"]
                        for row in flows
                        if (row["from_id"], row["commodity"], row["period"]) == (name, commodity, period)
                    )
                    assert went + left.get((name, commodity, period), 0.0) == pytest.approx(share * came, abs=1e-5)


@pytest.mark.parametrize("seed", range(12))
def test_a_price_is_what_a_little_more_supply_saves(seed):
    spec = random_spec(np.random.default_rng(seed))
    solution = made_chain(spec).solve()
    worth = {row["site_id"]: row["idr_per_t"] for row in solution.limits.to_pylist()
             if row["limit"] == "supply" and row["period"] == "hujan"}  # fmt: skip
    for place, (name, commodity, amounts, price) in enumerate(spec["sources"]):
        little = 1e-3
        more = [amounts[0] + little, amounts[1]]
        less = [amounts[0] - little, amounts[1]]
        if less[0] < 0:
            continue

        def saved(changed, place=place, name=name, commodity=commodity, price=price):
            sources = list(spec["sources"])
            sources[place] = (name, commodity, changed, price)
            return solution.total_idr - made_chain(spec | {"sources": sources}).solve().total_idr

        low, high = sorted((saved(more) / little, -saved(less) / little))
        assert low - 1 <= worth[name] <= high + 1  # equal but where the optimum bends


@pytest.mark.parametrize("seed", range(60))
def test_losing_a_storage_is_a_chain_without_it(seed):
    spec = random_spec(np.random.default_rng([31, seed]))
    whole, without = made_chain(spec).solve(), made_chain({**spec, "storages": []}).solve()
    if whole.status != "optimal":
        return
    lost = [row for row in whole.single_cut_risk().table.to_pylist() if row["kind"] == "storage"]
    for row in lost:
        assert (row["status"] == "infeasible") == (without.status != "optimal")
        if without.status == "optimal":
            assert row["extra_idr"] == pytest.approx(without.total_idr - whole.total_idr, abs=1.0)
