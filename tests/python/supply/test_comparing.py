"""What hangs on one supplier, and what another solution does differently."""

from __future__ import annotations

import pytest
from chains import legs_table, table

import petasentra as ps


def chain():
    legs = {("G", "S"): 10, ("H", "S"): 20, ("I", "S"): 50, ("S", "B"): 5}
    made = ps.SupplyChain(legs=legs_table(legs), periods={"p": 10})
    made.add_sources(table(id=["G", "H", "I"], t=[60, 60, 60], synthetic=[True, False, None]), "dross", "t")
    made.add_processors(table(id=["S"], stok=[40.0]), {"dross": -1, "ingot": 0.5}, stock="stok")
    made.add_markets(table(id=["B"]), "ingot", 40, unit="t", unmet_penalty_idr=1e6)
    made.add_vehicle("truk", idr_per_t_km=1000)
    return made


def test_substitution_by_hand():
    rows = {row["site_id"]: row for row in chain().solve().substitution().to_pylist()}
    sentra = rows["S"]
    assert (sentra["suppliers"], sentra["main_supplier"], sentra["next_supplier"]) == (2, "G", "I")
    assert sentra["main_share"] == pytest.approx(0.75)
    assert sentra["hhi"] == pytest.approx(0.75**2 + 0.25**2)
    assert (sentra["next_km"], sentra["days_of_cover"]) == (50, pytest.approx(40 / (80 / 10)))
    assert rows["B"]["next_supplier"] is None
    assert rows["B"]["days_of_cover"] is None
    assert rows["B"]["hhi"] == 1


def test_nothing_arrives_and_the_row_stays():
    rows = chain().scenario(lose=["G", "H", "I"]).solve().substitution().to_pylist()
    assert [(row["site_id"], row["arrived_t"], row["suppliers"], row["hhi"]) for row in rows] == [
        ("S", 0, 0, None), ("B", 0, 0, None),
    ]  # fmt: skip


def test_differences_are_signed_and_empty_with_itself():
    before = chain().solve()
    after = chain().scenario(lose=["H"], amount={"B": 1.25}).solve()
    difference = before.diff(after)
    flows = {(row["from_id"], row["to_id"]): row["change_t"] for row in difference.flows.to_pylist()}
    assert flows == {("H", "S"): pytest.approx(-20), ("I", "S"): pytest.approx(40), ("S", "B"): pytest.approx(10)}
    totals = dict(zip(difference.totals["quantity"], difference.totals["change"], strict=True))
    assert totals["total_idr"] == pytest.approx(after.total_idr - before.total_idr)
    assert (-difference).totals["change"].tolist() == pytest.approx((-difference.totals["change"]).tolist())
    assert len(before.diff(before)) == 0
    assert set(before.diff(before).totals["change"]) == {0.0}


def test_marks_of_rows_are_carried_along():
    solution = chain().solve()
    marks = {row["from_id"]: row["synthetic"] for row in solution.flows.to_pylist()}
    assert marks == {"G": True, "H": None, "S": None}
    sites = {row["site_id"]: (row["synthetic"], row["unit"]) for row in solution.sites.to_pylist()}
    assert sites["G"] == (True, "t")
    assert sites["H"] == (False, "t")


def test_no_row_is_dropped():
    made = chain()
    solution = made.solve()
    assert len(solution.sites) == 5
    assert len(solution.unmet) == 1
    assert len(solution.limits) == 3
    lost = made.scenario(lose=["G", "H", "I"]).solve()
    assert len(lost.sites) == 5
    assert lost.unmet["status"] == ["limited"]
    assert repr(made) == "SupplyChain: 3 rows of sources, 1 rows of processors, 0 rows of storages, 1 rows of markets"


def test_a_scenario_leaves_the_chain_as_it_is():
    made = chain()
    total = made.solve().total_idr
    made.scenario(lose=["G"], amount={"S": 0.5}).solve()
    assert made.solve().total_idr == total
