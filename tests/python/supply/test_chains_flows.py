"""Chains that are flows on a network, with storages, permits and limits: our network simplex and HiGHS agree."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from chains import legs_table, table

import petasentra as ps
from petasentra.supply.solution_tables import price_table
from petasentra.supply.solving import Solver
from petasentra.supply.tied_prices import tied_prices


def random_chain(seed, order=1):
    """Storages between periods, stocks, permits, limits of legs; ties, amounts of 0, what must leave or come."""
    rng = np.random.default_rng(seed)
    sources, storages, markets = rng.integers(1, 6), rng.integers(0, 4), rng.integers(1, 6)
    periods = {f"p{one}": float(rng.integers(20, 120)) for one in range(rng.integers(1, 5))}
    b3 = bool(rng.random() < 0.4)

    def number(most):
        return float(rng.integers(0, most)) if rng.random() < 0.6 else float(rng.random() * most)

    def amounts(most):
        return {name: number(most) for name in periods if rng.random() < 0.85}

    froms = [*(f"G{one}" for one in range(sources)), *(f"W{one}" for one in range(storages))]
    tos = [*(f"W{one}" for one in range(storages)), *(f"B{one}" for one in range(markets))]
    pairs = [pair for pair in itertools.product(froms, tos) if pair[0] != pair[1]]
    legs = {pair: number(60) for pair in pairs if rng.random() < 0.85} or {("G0", "B0"): 3.0}
    given = [
        ("add_sources", [f"G{one}"], ("slag", amounts(40)),
         {"unit": "t", "idr_per_t": number(9000), "must_leave": bool(rng.random() < 0.06)})
        for one in range(sources)
    ]  # fmt: skip
    given += [
        ("add_storages", [f"W{one}"], ("slag", number(50)), {"idr_per_t": number(4000), "initial": number(9)})
        for one in range(storages)
    ]
    for one in range(markets):
        penalty = {} if rng.random() < 0.04 else {"unmet_penalty_idr": number(90_000)}
        given.append(("add_markets", [f"B{one}"], ("slag", amounts(30)), {"unit": "t", **penalty}))
    limits = [pair for pair in legs if rng.random() < 0.2]
    permits = [to for to in tos for _ in range(2) if b3 and rng.random() < 0.7]
    amounts_of_limits, amounts_of_permits = ([number(90) / 90 for _ in rows] for rows in (limits, permits))
    chain = ps.SupplyChain(legs=legs_table(dict(list(legs.items())[::order])), periods=periods)
    for door, ids, positional, named in given[::order]:
        getattr(chain, door)(table(id=ids), *positional, **named)
    chain.add_commodity("slag", b3=b3)
    if limits:
        chain.add_leg_limits(table(
            from_id=[one for one, _ in limits], to_id=[one for _, one in limits], t_per_day=amounts_of_limits
        ))  # fmt: skip
    if permits:
        names = [f"I{one}" for one in range(len(permits))]
        chain.add_permits(table(permit_id=names, site_id=permits, t_per_day=amounts_of_permits))
    chain.add_vehicle("truk", idr_per_t_km=1000.0 if rng.random() < 0.5 else 1234.567, b3_licensed=True)
    return chain


def by_highs(program):
    with Solver(program) as solver:
        return solver.solve()


@pytest.mark.parametrize("block", range(8))
def test_our_network_simplex_and_highs_agree_on_random_chains(block):
    flows = optimal = 0
    for seed in range(50 * block, 50 * block + 50):
        solution = random_chain(seed).solve()
        flows += solution.is_flow
        theirs = by_highs(solution.program)
        assert solution.status == theirs.status, seed
        if solution.status == "infeasible":
            assert solution.explain_infeasible() is not None
            continue
        optimal += 1
        assert solution.total_idr == pytest.approx(theirs.total, rel=1e-9, abs=1e-4), seed
        proof = solution.certificate
        assert proof.gap < 1e-8, seed
        assert max(proof.row_violation_t, proof.bound_violation_t) < 1e-7
        assert proof.price_violation_idr < 1e-5, seed
        assert proof.slackness < 1e-8, seed
        assert sum(solution.cost.values()) == pytest.approx(solution.total_idr, rel=1e-9, abs=1e-4)
    assert flows > 25
    assert optimal > 20


@pytest.mark.parametrize("block", range(4))
def test_unique_prices_are_those_of_highs(block):
    compared = 0
    for seed in range(50 * block, 50 * block + 50):
        solution = random_chain(seed).solve()
        if solution.status != "optimal" or not solution.is_flow:
            continue
        rows = solution.shadow_prices.to_pylist()
        theirs = price_table(solution.model, solution.program, by_highs(solution.program)).to_pylist()
        for one, other in zip(rows, theirs, strict=True):
            if one["status"] == other["status"] == "unique":
                compared += 1
                assert one["idr_per_t"] == pytest.approx(other["idr_per_t"], abs=1e-3), (seed, one)
        # Where the least cost bends a price is one of an interval, but never further away than ways cost.
        assert np.abs(solution.found.price).max(initial=0.0) <= 1 + solution.program.cost.sum(), seed
    assert compared > 100


@pytest.mark.parametrize("seed", range(30))
def test_the_order_of_rows_changes_nothing(seed):
    one, other = random_chain(seed).solve(), random_chain(seed, order=-1).solve()
    assert one.status == other.status
    if one.status == "optimal":
        for name in ("flows", "unmet", "shadow_prices"):
            assert getattr(one, name).to_arrow().equals(getattr(other, name).to_arrow()), name


@pytest.mark.parametrize("seed", range(25))
def test_cuts_cost_what_solving_again_costs(seed):
    solution = random_chain(seed).solve()
    if solution.status != "optimal":
        return
    for row in solution.single_cut_risk().table.to_pylist():
        if row["kind"] == "source":
            again = solution.chain.scenario(lose=[row["name"]]).solve()
            assert (again.status == "infeasible") == (row["status"] == "infeasible")
            if again.status == "optimal":
                extra = again.total_idr - solution.total_idr
                assert row["extra_idr"] == pytest.approx(extra, rel=1e-9, abs=1e-3)


@pytest.mark.parametrize("few_legs", [False, True])
def test_cuts_go_on_from_the_flows_that_were_told(few_legs, monkeypatch):
    """Where several flows cost the same, HiGHS keeps ours: what a cut does not touch does not move."""
    if few_legs:
        monkeypatch.setattr("petasentra.supply.flowing.LEGS_AT_ONCE", 0)
        monkeypatch.setattr("petasentra.supply.pricing._OF_EACH_ROW", 1)
    compared = 0
    for seed in range(60):
        solution = random_chain(seed).solve()
        if solution.status == "optimal" and solution.is_flow:
            with solution.solver() as solver:
                assert solver.again().x == pytest.approx(solution.found.x, abs=1e-6), seed
            compared += 1
    assert compared > 25


def two_periods(**storage):
    """10 t in the first period, 10 t wanted in the second; the way through the storage costs 3,000 and 1,000."""
    chain = ps.SupplyChain(
        legs=legs_table({("G", "W"): 2.0, ("W", "B"): 1.0}), periods={"panen": 90.0, "paceklik": 90.0}
    )
    chain.add_sources(table(id=["G"]), "gabah", {"panen": 10.0}, unit="t")
    chain.add_storages(table(id=["W"]), "gabah", 6.0, idr_per_t=1000.0, **storage)
    chain.add_markets(table(id=["B"]), "gabah", {"paceklik": 10.0}, unit="t", unmet_penalty_idr=50_000.0)
    chain.add_vehicle("truk", idr_per_t_km=1000.0)
    return chain


def test_a_storage_carries_what_it_holds_and_a_tonne_of_room_is_worth_the_rest_of_the_penalty():
    solution = two_periods().solve()
    assert solution.is_flow
    assert solution.total_idr == 6 * 4000 + 4 * 50_000
    room = [row for row in solution.limits.to_pylist() if row["limit"] == "storage_capacity" and row["binding"]]
    assert [(row["period"], row["idr_per_t"]) for row in room] == [("panen", 46_000.0)]


def test_progress_of_a_flow_grows_and_what_it_raises_ends_it():
    rng = np.random.default_rng(5)
    sources, markets = [f"G{one}" for one in range(30)], [f"B{one}" for one in range(60)]
    legs = {pair: float(rng.integers(1, 400)) for pair in itertools.product([*sources, "W"], ["W", *markets])}
    del legs["W", "W"]
    chain = ps.SupplyChain(legs=legs_table(legs), periods={f"p{one}": 30.0 for one in range(8)})
    chain.add_sources(table(id=sources, much=rng.integers(1, 99, 30).astype(float)), "gabah", "much", unit="t")
    chain.add_storages(table(id=["W"]), "gabah", 200.0)
    want = table(id=markets, want=rng.integers(1, 60, 60).astype(float))
    chain.add_markets(want, "gabah", "want", unit="t", unmet_penalty_idr=9e5)
    chain.add_vehicle("truk", idr_per_t_km=1000.0)
    told = []
    assert chain.solve(progress=told.append).is_flow
    assert told == sorted(told)
    assert told[-1] == 1.0

    def enough(share):
        if share > 0.5:
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        chain.solve(progress=enough)


def test_what_is_more_than_a_flow_is_for_highs():
    assert not two_periods(loss_share=0.1).solve().is_flow
    chain = two_periods()
    chain.add_processors(table(id=["S"]), {"gabah": -1.0, "beras": 0.6})
    chain.add_markets(table(id=["C"]), "beras", 1.0, unit="t", unmet_penalty_idr=1.0)
    assert not chain.solve().is_flow


@pytest.mark.parametrize("commodity", ["slag", ""])
def test_a_permit_of_two_commodities_together_is_for_highs(commodity):
    chain = ps.SupplyChain(legs=legs_table({("G", "B"): 1.0, ("H", "B"): 2.0}))
    for name in ("slag", "abu"):
        chain.add_commodity(name, b3=True)
        chain.add_markets(table(id=["B"]), name, 900.0, unit="t", unmet_penalty_idr=9e6)
    chain.add_sources(table(id=["G"]), "slag", 800.0, unit="t")
    chain.add_sources(table(id=["H"]), "abu", 700.0, unit="t")
    chain.add_vehicle("truk", idr_per_t_km=1000.0, b3_licensed=True)
    chain.add_permits(table(permit_id=["I"], site_id=["B"], commodity=[commodity], t_per_day=[1.0]))
    solution = chain.solve()
    assert solution.is_flow == bool(commodity)
    assert solution.found.total == pytest.approx(by_highs(solution.program).total)
    assert sum(solution.flows["amount_t"]) == pytest.approx(365.0)


@pytest.mark.parametrize("limit", ["_COARSEST_TONNE", "_PARTS"])
def test_numbers_that_cannot_be_whole_and_fine_enough_are_for_highs(limit, monkeypatch):
    monkeypatch.setattr(f"petasentra.supply.flowing.{limit}", 60)
    monkeypatch.setattr("petasentra.supply.flowing._core.min_cost_flow", None)
    assert two_periods().solve().total_idr == pytest.approx(6 * 4000 + 4 * 50_000)


def test_prices_of_nodes_that_nothing_joins():
    """Node 1 can only send, node 2 has no way at all; the last one is the ground."""
    tail, head, cost, flow, capacity = np.array([[1, 0], [0, 3], [7, 5], [0, 4], [9, 9]])
    price = np.array([-5, 900, 123, 0])
    assert tied_prices(price, tail, head, cost, flow, capacity).tolist() == [-5, -12, 0, 0]
