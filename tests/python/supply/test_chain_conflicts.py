"""Limits that cannot hold together: each of them is needed for the conflict, and the fix mends it."""

from __future__ import annotations

import numpy as np
import pytest
from chains import legs_table, made_chain, random_spec, table

import petasentra as ps


def hard(spec):
    """The same chain, with every demand one that has to be met."""
    return spec | {"markets": [(name, commodity, amounts, None) for name, commodity, amounts, _ in spec["markets"]]}


def shifted(spec, rows, by):
    """The chain with limits moved: {(kind, site, commodity, period): tonnes}; infinity takes a limit away."""
    periods = list(spec["periods"])

    def amounts(kind, name, commodity, given):
        moved = []
        for place, period in enumerate(periods):
            key = (kind, name, commodity, period)
            change = by.get(key, 0.0) if key in rows else 0.0
            moved.append(0.0 if change == -np.inf else 1e6 if change == np.inf else max(given[place] + change, 0.0))
        return moved

    sources = [(n, c, amounts("supply", n, c, a), p) for n, c, a, p in spec["sources"]]
    markets = [(n, c, amounts("demand", n, c, a), p) for n, c, a, p in spec["markets"]]
    return spec | {"sources": sources, "markets": markets}


def only(spec, rows):
    """The chain with no other limits than some of its own."""

    def amounts(kind, name, commodity, given, without):
        periods = enumerate(spec["periods"])
        return [given[place] if (kind, name, commodity, period) in rows else without for place, period in periods]

    sources = [(n, c, amounts("supply", n, c, a, 1e6), p) for n, c, a, p in spec["sources"]]
    markets = [(n, c, amounts("demand", n, c, a, 0.0), p) for n, c, a, p in spec["markets"]]
    return spec | {"sources": sources, "markets": markets}


def keys(rows):
    return [(row["limit"], row["name"], row["commodity"], row["period"]) for row in rows.to_pylist()]


def roomy(spec):
    """Without limits of capacity and storage, so that only supplies and demands can conflict."""
    return spec | {
        "processors": [(n, r, 1e9, c) for n, r, _, c in spec["processors"]],
        "storages": [(n, c, 1e9, loss, cost) for n, c, _, loss, cost in spec["storages"]],
    }


@pytest.mark.parametrize("seed", range(25))
def test_no_limit_of_a_conflict_is_needless_and_the_fix_mends_it(seed):
    spec = hard(roomy(random_spec(np.random.default_rng(seed))))
    solution = made_chain(spec).solve()
    if solution.status == "optimal":
        assert solution.explain_infeasible() is None
        return
    conflict = solution.explain_infeasible()
    rows = keys(conflict.rows)
    alone = only(spec, rows)
    assert made_chain(alone).solve().status == "infeasible"
    for one in rows:
        freed = {one: np.inf if one[0] == "supply" else -np.inf}
        assert made_chain(shifted(alone, [one], freed)).solve().status == "optimal"
    change = dict(zip(keys(conflict.fix), conflict.fix["change_t"].tolist(), strict=True))
    nearly = {key: value + (1e-5 if value > 0 else -1e-5) for key, value in change.items()}
    assert made_chain(shifted(spec, list(change), nearly)).solve().status == "optimal"
    half = {key: value / 2 for key, value in change.items()}
    assert made_chain(shifted(spec, list(change), half)).solve().status == "infeasible"


def test_a_shortage_names_what_holds_it_back():
    chain = ps.SupplyChain(legs=legs_table({("G", "S"): 10, ("S", "B"): 10}), periods={"p": 10})
    chain.add_sources(table(id=["G"]), "dross", 1000, unit="t")
    chain.add_processors(table(id=["S"]), {"dross": -1, "ingot": 0.5}, 10, unit="t/hari")
    chain.add_markets(table(id=["B"]), "ingot", 8, unit="t/hari", unmet_penalty_idr=1e6)
    chain.add_vehicle("truk", idr_per_t_km=1000)
    solution = chain.solve()
    conflict = solution.explain_shortage()
    assert conflict.text_en == "The capacity of 10 t/day at S is not enough for the 8 t/day of ingot wanted at B."
    assert conflict.text_id == "Kapasitas 10 t/hari di S tidak cukup untuk permintaan 8 t/hari ingot di B."
    assert solution.unmet["reason_en"] == ["Limited by the capacity of S: 10 t/day."]
    assert chain.scenario(amount={"S": 2}).solve().explain_shortage() is None


def two_furnaces(supply):
    made = ps.SupplyChain(legs=legs_table({(a, b): 10 for a in ("G", "S", "T") for b in ("S", "T", "B")}))
    made.add_sources(table(id=["G"]), "dross", supply, unit="t/day")
    made.add_processors(table(id=["S", "T"]), {"dross": -1, "ingot": 0.5}, 6, unit="t/day")
    made.add_markets(table(id=["B"]), "ingot", 8, unit="t/day", unmet_penalty_idr=1e7)
    made.add_vehicle("truk", idr_per_t_km=1000)
    return made


def test_changes_that_do_as_well_are_said():
    short = two_furnaces(20).solve().explain_shortage()
    one, other = ("S", "T") if short.fix["name"] == ["S"] else ("T", "S")
    assert short.fix_en == (
        f"Raise the capacity of 6 t/day at {one} by 4 t/day."
        f" Or, just as much: raise the capacity of 6 t/day at {other} by 4 t/day."
    )
    assert "Sama besarnya: naikkan kapasitas" in short.fix_id
    assert len(short.fix) == 1


def test_demand_is_lowered_only_where_nothing_else_helps():
    short = two_furnaces(14).solve().explain_shortage()  # two tonnes of supply are missing, and four of capacity
    assert sorted(zip(short.fix["limit"], short.fix["change_t"].round(6).tolist(), strict=True))[-1] == (
        "supply",
        2.0 * 365,
    )
    assert "demand" not in short.fix["limit"]


def test_waste_that_nobody_may_take_says_so():
    chain = ps.SupplyChain(legs=legs_table({("G", "X"): 10}))
    chain.add_commodity("slag", b3=True)
    chain.add_sources(table(id=["G"]), "slag", 2, unit="t/hari", must_leave=True)
    chain.add_processors(table(id=["X"]), {"slag": -1, "ingot": 0.3})
    chain.add_vehicle("truk", idr_per_t_km=1000, b3_licensed=True)
    conflict = chain.solve().explain_infeasible()
    assert conflict.text_en == "The lack of a permit for slag at X rules out the 2 t/day of slag that has to leave G."
    assert conflict.text_id == "Tidak adanya izin slag di X tidak memungkinkan 2 t/hari slag yang harus keluar dari G."


def test_a_demand_without_any_way_is_the_whole_conflict():
    chain = ps.SupplyChain(legs=legs_table({("G", "X"): 10}))
    chain.add_sources(table(id=["G"]), "dross", 2, unit="t/hari")
    chain.add_markets(table(id=["far"]), "dross", 1, unit="t/hari")
    chain.add_vehicle("truk", idr_per_t_km=1000)
    conflict = chain.solve().explain_infeasible()
    assert conflict.text_en == "Nothing can meet the 1 t/day of dross wanted at far."
    assert conflict.fix_en == "Lower the 1 t/day of dross wanted at far by 1 t/day."


def disposing(leftover):
    """A site without a permit for the slag that a buyer's ingot needs; a dump takes residue, worth nothing to it."""
    made = ps.SupplyChain(legs=legs_table({("G", "S"): 10, ("S", "B"): 10, ("S", "D"): 50}), periods={"p": 10})
    made.add_commodity("slag", b3=True)
    made.add_commodity("residue", leftover_idr_per_t=leftover)
    made.add_sources(table(id=["G"]), "slag", 10, unit="t/day")
    made.add_processors(table(id=["S"]), {"slag": -1, "ingot": 0.25, "residue": 0.75})
    made.add_markets(table(id=["B"]), "ingot", 1, unit="t/day", unmet_penalty_idr=3e7)
    made.add_markets(table(id=["D"]), "residue", 9, unit="t/day", unmet_penalty_idr=0, purpose="disposal")
    made.add_vehicle("truk", idr_per_t_km=1000, b3_licensed=True)
    return made


def test_a_missing_permit_is_obtained_and_a_dump_wants_nothing():
    short = disposing(leftover=1e6).solve().explain_shortage()
    assert short.text_en == "The lack of a permit for slag at S rules out the 1 t/day of ingot wanted at B."
    # A tonne of ingot needs four of slag. Wanting one tonne less would be the smaller change, and is not what is asked.
    assert short.fix_en == "Obtain a permit for 4 t/day of slag at S."
    must = ps.SupplyChain(legs=legs_table({("G", "S"): 10}), periods={"p": 10})
    must.add_commodity("slag", b3=True)
    must.add_sources(table(id=["G"]), "slag", 4, unit="t/day", must_leave=True)
    must.add_processors(table(id=["S"]), {"slag": -1, "ingot": 0.25})
    must.add_vehicle("truk", idr_per_t_km=1000, b3_licensed=True)
    found = must.solve().explain_infeasible()
    assert found.fix_en == "Obtain a permit for 4 t/day of slag at S."
    assert found.fix_id == "Dapatkan izin slag di S untuk 4 t/hari."


def test_a_dump_that_takes_what_costs_more_to_keep_needs_no_penalty():
    assert "PENALTY_BELOW_COST" not in disposing(leftover=1e6).check()["code"]
    assert "PENALTY_BELOW_COST" in disposing(leftover=0.0).check()["code"]
    solution = disposing(leftover=1e6).solve(permits="report")
    assert {row["to_id"]: round(row["amount_t"], 6) for row in solution.flows.to_pylist()}["D"] == 30
