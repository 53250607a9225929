"""The law of the bundled pack is told honestly: plans follow each other, and nothing is called verified.

Where two readings of a rule are possible, the pack holds both as variants and asserts neither.
"""

from __future__ import annotations

import shapely
from jombang_files import FOLDER, instruments, rows_of, toml


def test_three_plans_follow_each_other_without_gap():
    plans = [one["instrument"] for one in instruments()]
    assert [plan["id"] for plan in plans] == ["perda-9-2000", "perda-21-2009", "perda-10-2021"]
    for before, after in zip(plans, plans[1:], strict=False):
        assert before["in_force_to"] == after["in_force_from"]
        assert after["replaces"] == [before["id"]]
    assert "in_force_to" not in plans[-1]


def test_nothing_in_the_law_is_called_verified():
    for file in ("", *(f"variants/{p.name}" for p in sorted((FOLDER / "variants").iterdir()))):
        for one in [toml(file)] if file else instruments():
            assert not one["instrument"]["verified"]
            assert not any(one["instrument"]["verified_dates"].values())
            entries = [*one["layer"], *one.get("article", []), *([one["permissions"]] if "permissions" in one else [])]
            assert not any(entry["verified"] for entry in entries)
            assert all(article["label"].startswith("contoh:") for article in one.get("article", []))
    assert {row["verified"] for row in rows_of("facts.csv")} == {"false"}


def test_the_bare_record_holds_no_zones():
    old = toml("perda-9-2000.toml")
    assert all("path" not in one for one in old["layer"])
    assert "permissions" not in old


def test_the_pack_asserts_neither_variant_of_the_slag_rule():
    assert [rule["cell"] for rule in toml("perda-10-2021.toml")["area_rule"]] == ["?"]
    variants = {one["id"]: one["replace"][0]["with"] for one in toml("pack.toml")["variant"]}
    kept, dropped = toml(variants["slag-dipertahankan"]), toml(variants["slag-dihapus"])
    old = toml("perda-21-2009.toml")
    assert [rule["cell"] for rule in kept["area_rule"]] == [rule["cell"] for rule in old["area_rule"]] == ["B1,B3"]
    assert kept["area_rule"][0]["codes"] == ["35.17.11", "35.17.12"]
    assert "area_rule" not in dropped
    plain = toml("perda-10-2021.toml")
    for variant in (kept, dropped):
        assert variant["permissions"] == plain["permissions"]
        assert variant["layer"] == plain["layer"]
        assert "andaian" in variant["instrument"]["note_id"].lower()


def test_golden_cases_name_things_of_the_pack():
    ids = {row["id"] for row in rows_of("activities.csv")} | {"38301"}
    articles = {article["id"] for one in instruments() for article in one.get("article", [])}
    cases = toml("cases.toml")["case"]
    assert len(cases) >= 8
    for case in cases:
        assert case["name"].startswith("contoh: ")
        assert case["activity"] in ids
        assert set(case["article"]) <= articles
        assert shapely.is_valid(shapely.from_wkt(case["site"]))
