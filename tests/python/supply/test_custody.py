"""Where B3 goes: permits, carriers, documents, and every tonne accounted for or not."""

from __future__ import annotations

import pytest
from chains import legs_table, table

import petasentra as ps


def codes(custody):
    return sorted((row["code"], row["feature_id"]) for row in custody.findings.to_pylist())


ALL = {"permit_id": ["PS", "PU", "PL"], "site_id": ["S", "U", "L"], "t_per_day": [9.0, 9.0, 9.0]}


def moving(permits=None, landfill=0.0, licensed=True):
    legs = {("G", "S"): 10, ("G", "U"): 12, ("S", "L"): 5, ("U", "L"): 5}
    made = ps.SupplyChain(legs=legs_table(legs), periods={"p": 10})
    for name, code in (("slag", "B313-2"), ("residue", "B313-1")):
        made.add_commodity(name, b3=True, waste_code=code)
    made.add_sources(table(id=["G"]), "slag", 80, unit="t", must_leave=True)
    made.add_processors(
        table(id=["S", "U"], sentra=["Kendalsari", None], kap=[50.0, 50.0]),
        {"slag": -1, "ingot": 0.25, "residue": 0.7}, "kap", unit="t", sentra="sentra",
    )  # fmt: skip
    if landfill:
        made.add_markets(table(id=["L"]), "residue", landfill, unit="t", unmet_penalty_idr=1e7, purpose="disposal")
    if permits:
        made.add_permits(table(**permits))
    made.add_vehicle("truk", idr_per_t_km=1000, b3_licensed=licensed)
    return made


def test_all_is_licensed_and_disposed_of():
    made = moving(ALL, landfill=56.0)
    made.add_movements(
        table(document=["F1", "F2", "F3", "F4"], from_id=["G", "G", "S", "U"], to_id=["S", "U", "L", "L"],
              commodity=["slag", "slag", "residue", "residue"])
    )  # fmt: skip
    custody = made.solve().custody()
    # Nobody states tonnes on the documents, so none are missing.
    assert codes(custody) == []
    assert custody.legs["permit"] == [["PL"], ["PL"], ["PS"], ["PU"]]
    assert custody.legs["documents"] == [["F3"], ["F4"], ["F1"], ["F2"]]
    assert custody.legs["waste_code"] == ["B313-1", "B313-1", "B313-2", "B313-2"]
    for row in custody.balance.to_pylist():
        ends = [row[name] for name in ("processing_t", "use_t", "storage_t", "disposal_t", "kept_t", "unaccounted_t")]
        assert sum(ends) == pytest.approx(row["produced_t"])
        assert row["unaccounted_t"] == 0


def test_what_nobody_takes_is_unaccounted_and_sentra_stand_beside_dispersed_units():
    custody = moving(ALL, landfill=30.0).solve().custody()
    lost = {row["feature_id"]: row["measure"] for row in custody.findings.to_pylist()
            if row["code"] == "CUSTODY_UNACCOUNTED"}  # fmt: skip
    assert sum(lost.values()) == pytest.approx(80 * 0.7 - 30)
    groups = {(row["commodity"], row["group"]): row for row in custody.groups.to_pylist()}
    assert set(groups) == {("residue", "sentra"), ("residue", "dispersed"), ("slag", "source")}
    assert groups["residue", "sentra"]["produced_t"] == pytest.approx(50 * 0.7)
    assert groups["residue", "dispersed"]["produced_t"] == pytest.approx(30 * 0.7)
    assert groups["slag", "source"]["unaccounted_t"] == 0


def test_sites_without_a_permit_or_with_one_of_the_past():
    days = {"valid_from": ["2022-01-01", "2024-01-01"], "valid_until": ["2023-12-31", None]}
    made = moving({"permit_id": ["lama", "baru"], "site_id": ["S", "L"], "t_per_day": [9.0, 9.0]} | days, landfill=10.0)
    found = made.solve(as_of="2025-06-01", permits="report").custody()
    assert ("CUSTODY_PERMIT_EXPIRED", "S") in codes(found)
    assert ("CUSTODY_WITHOUT_PERMIT", "U") in codes(found)
    assert ("CUSTODY_WITHOUT_PERMIT", "L") not in codes(found)
    # Slag at a site without a valid permit is accounted for by nobody.
    assert next(row for row in found.balance.to_pylist() if row["site_id"] == "G")["unaccounted_t"] == pytest.approx(80)
    before = made.solve(as_of="2023-06-01", permits="report").custody()
    assert ("CUSTODY_PERMIT_EXPIRED", "S") not in codes(before)
    assert ("CUSTODY_PERMIT_EXPIRED", "L") in codes(before)


def test_carriers_without_a_licence_and_documents_with_too_little():
    made = moving(ALL, licensed=False)
    made.add_movements(table(document=["F1"], from_id=["G"], to_id=["S"], commodity=["slag"], amount_t=[20.0]))
    rows = made.solve(permits="report").custody().findings.to_pylist()
    by = {(row["code"], row["feature_id"]): row["measure"] for row in rows}
    assert by["CUSTODY_CARRIER_UNLICENSED", "G - S"] == pytest.approx(50)
    assert by["CUSTODY_WITHOUT_DOCUMENT", "G - S"] == pytest.approx(30)
    assert by["CUSTODY_WITHOUT_DOCUMENT", "G - U"] == pytest.approx(30)


def test_an_enforced_solution_breaks_no_permit():
    found = moving(ALL, landfill=56.0).solve().custody()
    assert {code for code, _ in codes(found)} <= {"CUSTODY_WITHOUT_DOCUMENT"}
