"""Chains that are transport alone: our simplex and HiGHS agree, in cost, in what can be solved, and in what cuts do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from chains import legs_table, made_chain, random_spec, table

import petasentra as ps
from petasentra.supply.solving import Solver
from petasentra.supply.transporting import TransportSolver, solver_of


def random_chain(seed):
    """Whole and broken amounts, ties, missing legs, two periods, two commodities, what must leave and must come."""
    rng = np.random.default_rng(seed)
    sources, markets = rng.integers(1, 9, 2)
    periods = {"hujan": 100.0, "kemarau": 265.0} if rng.random() < 0.4 else {"tahun": 365.0}

    def number(most):
        return float(rng.integers(0, most)) if rng.random() < 0.6 else float(rng.random() * most)

    def what():
        return "tin" if rng.random() < 0.2 else "dross"

    def unit():
        return "t/day" if rng.random() < 0.5 else "t"

    legs = {(f"G{i}", f"B{j}"): number(60) for i in range(sources) for j in range(markets) if rng.random() < 0.85}
    chain = ps.SupplyChain(legs=legs_table(legs or {("G0", "B0"): 3.0}), periods=periods)
    for i in range(sources):
        must = bool(rng.random() < 0.12)
        chain.add_sources(table(id=[f"G{i}"]), what(), number(30), unit=unit(), idr_per_t=number(9000), must_leave=must)
    for j in range(markets):
        penalty = {} if rng.random() < 0.08 else {"unmet_penalty_idr": number(90_000)}
        chain.add_markets(table(id=[f"B{j}"]), what(), number(30), unit=unit(), **penalty)
    chain.add_vehicle("truk", idr_per_t_km=1000.0 if rng.random() < 0.5 else 1234.567)
    return chain


def by_highs(program):
    return Solver(replace(program, blocks=None))


@pytest.mark.parametrize("block", range(8))
def test_our_simplex_and_highs_agree_on_random_chains(block):
    optimal = 0
    for seed in range(50 * block, 50 * block + 50):
        solution = random_chain(seed).solve()
        assert isinstance(solution.solver(), TransportSolver)
        theirs = by_highs(solution.program).solve()
        assert solution.status == theirs.status, seed
        if solution.status == "infeasible":
            assert solution.explain_infeasible() is not None
            continue
        optimal += 1
        assert solution.total_idr == pytest.approx(theirs.total, rel=1e-9, abs=1e-6), seed
        proof = solution.certificate
        assert proof.gap < 1e-9
        assert max(proof.row_violation_t, proof.bound_violation_t) < 1e-7
        assert max(proof.price_violation_idr, proof.slackness) < 1e-6
        assert sum(solution.cost.values()) == pytest.approx(solution.total_idr, rel=1e-9, abs=1e-6)
    assert 10 < optimal < 50


@pytest.mark.parametrize("seed", range(25))
def test_cuts_and_reasons_are_those_of_highs(seed, monkeypatch):
    solution = random_chain(1000 + seed).solve()
    if solution.status != "optimal":
        return
    ours, why = solution.single_cut_risk(), solution.unmet
    monkeypatch.setattr(
        "petasentra.supply.solved.solver_of",
        lambda program, threads, told=None, at=None: Solver(program, program.columns.legs.reshape(-1), told, at),
    )
    monkeypatch.setattr("petasentra.supply.reasons.solver_of", by_highs)
    other = solution.chain.solve()
    assert isinstance(other.solver(), Solver)
    theirs = {(row["kind"], row["name"]): row for row in other.single_cut_risk().table.to_pylist()}
    for row in ours.table.to_pylist():  # among plans of one cost each has its own and its cuts
        again = solution.chain.scenario(lose=[row["name"]]).solve()
        if again.status != "optimal":
            assert row["status"] == "infeasible"
            continue
        assert row["extra_idr"] == pytest.approx(again.total_idr - other.total_idr, rel=1e-7, abs=1e-2)
        if (row["kind"], row["name"]) in theirs:
            assert theirs[row["kind"], row["name"]]["status"] == row["status"]
    for one, two in zip(why.to_pylist(), other.unmet.to_pylist(), strict=True):
        if one["unmet_t"] == pytest.approx(two["unmet_t"], abs=1e-5):
            assert one["status"] == two["status"]


@pytest.mark.parametrize("seed", range(10))
def test_prices_are_a_dual_and_the_order_of_rows_changes_nothing(seed):
    spec = random_spec(np.random.default_rng(seed)) | {"processors": [], "storages": []}
    spec["markets"] = [row for row in spec["markets"] if row[0] != "R"]
    one, other = made_chain(spec).solve(), made_chain(spec, order=-1).solve()
    assert isinstance(one.solver(), TransportSolver)
    for name in ("flows", "unmet", "shadow_prices", "limits", "sites"):
        assert getattr(one, name).to_arrow().equals(getattr(other, name).to_arrow()), name


def test_what_binds_flows_together_is_no_transport():
    chain = ps.SupplyChain(legs=legs_table({("G", "B"): 10.0, ("H", "B"): 20.0}))
    chain.add_sources(table(id=["G", "H"]), "dross", 10, unit="t")
    chain.add_markets(table(id=["B"]), "dross", 15, unit="t", unmet_penalty_idr=1e6)
    chain.add_vehicle("truk", idr_per_t_km=1000)
    assert isinstance(chain.solve().solver(), TransportSolver)
    chain.add_leg_limits(table(from_id=["G"], to_id=["B"], t_per_day=[1.0]))
    assert chain.solve().is_flow
    assert isinstance(chain.solve().solver(), Solver)


def test_costs_too_far_apart_for_whole_numbers_are_for_highs(monkeypatch):
    solution = random_chain(0).solve()
    monkeypatch.setattr("petasentra.supply.transporting._PARTS", 2.0**62)
    assert isinstance(solver_of(solution.program), Solver)


def test_equal_sums_stay_equal_in_whole_numbers():
    third = 100.0 / 3.0
    chain = ps.SupplyChain(legs=legs_table({(f"G{i}", f"B{j}"): 1.0 + i for i in range(3) for j in range(7)}))
    chain.add_sources(table(id=["G0", "G1", "G2"]), "dross", third, unit="t", must_leave=True)
    chain.add_markets(table(id=[f"B{j}" for j in range(7)]), "dross", 100.0 / 7.0, unit="t")
    chain.add_vehicle("truk", idr_per_t_km=1000)
    solution = chain.solve()
    assert solution.status == "optimal"
    assert np.abs(solution.shadow_prices["idr_per_t"]).max() < 1e5  # no price beyond all costs has crept in
    assert solution.total_idr == pytest.approx(third * 6000)
