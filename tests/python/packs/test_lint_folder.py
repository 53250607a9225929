"""Lint of a folder: zones against columns, refused packs as findings, cycles refused by the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from invented_folder import PACK, PERMISSIONS, PLAN, invented, zones

import petasentra as ps
from petasentra.packs import lint

if TYPE_CHECKING:
    from pathlib import Path


def findings(folder: Path) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in lint(folder).to_pylist()}


def test_a_zone_without_a_column_is_a_finding_and_the_nearest_is_named(tmp_path: Path) -> None:
    folder = invented(tmp_path / "paket")
    zones(folder / "zones.geojson", "KPI", "P-11", "P-11", "KPI/P-1")
    found = findings(folder)
    one = found["ZONE_WITHOUT_COLUMN"]
    assert (one["severity"], one["feature_id"], one["measure"]) == ("error", "P-11", 2.0)
    assert "P-1" in one["hint_en"]
    assert "PACK_REFUSED" not in found  # said already
    with pytest.raises(ps.RuleError):
        ps.read_plan_pack(folder)


def test_a_column_without_a_zone_and_empty_cells_are_told(tmp_path: Path) -> None:
    folder = invented(tmp_path / "paket")
    zones(folder / "zones.geojson", "KPI")
    found = findings(folder)
    assert found["COLUMN_WITHOUT_ZONE"]["feature_id"] == "P-1"
    missing = found["CELL_MISSING"]
    assert (missing["severity"], missing["feature_id"], missing["measure"]) == ("note", "tahu x P-1", 1.0)
    silent = invented(tmp_path / "lain", plan=PLAN.replace('absent = "prohibited"\n', ""))
    assert findings(silent)["CELL_MISSING"]["severity"] == "warning"


def test_a_rule_whose_code_matches_nothing_is_a_finding(tmp_path: Path) -> None:
    head = '[[area_rule]]\nid = "khusus"\nlayer = "pola-ruang"\ncodes = ["KPU"]\nactivities = ["*"]\n'
    rule = head + 'cell = "X"\narticle = "pasal-5"\n'
    found = findings(invented(tmp_path / "paket", plan=PLAN + rule))
    assert found["PACK_REFUSED"]["severity"] == "error"
    assert "KPU" in found["PACK_REFUSED"]["message_en"]


def test_activities_without_kbli_are_told(tmp_path: Path) -> None:
    activities = "id,name_id,name_en,kbli,kbli_version,scale\nbatik,Batik,Batik,,,\ntahu,Tahu,Tofu,10392,,\n"
    assert (
        findings(invented(tmp_path / "paket", activities=activities))["ACTIVITY_WITHOUT_KBLI"]["feature_id"] == "batik"
    )


def test_a_code_that_may_have_lost_its_zero_is_told(tmp_path: Path) -> None:
    lost = "id,name_id,name_en,kbli,kbli_version,scale\ngaram,Garam,Salt,8930,,\nbatik,Batik,Batik,13134,,\n"
    table = "activity,KPI,P-1\nbatik,I,X\ngaram,I,X\n"
    one = findings(invented(tmp_path / "paket", activities=lost, permissions=table))["KBLI_DOUBTFUL"]
    assert (one["feature_id"], "08930" in one["message_en"]) == ("garam", True)
    kept = lost.replace("8930", "0893")
    assert "KBLI_DOUBTFUL" not in findings(invented(tmp_path / "lain", activities=kept, permissions=table))


def test_what_rests_on_a_repealed_instrument_is_told(tmp_path: Path) -> None:
    old = (
        PLAN.replace("perda-1-2020", "perda-9-2000")
        .replace("number = 1\nyear = 2020", "number = 9\nyear = 2000")
        .replace("in_force_from = 2020-01-01", "in_force_from = 2000-01-01\nin_force_to = 2020-01-01")
    )
    new = PLAN.replace("contoh: Pasal 5", "contoh: Pasal 5 Perda 9/2000").replace(
        "in_force_from = 2020-01-01", 'in_force_from = 2020-01-01\nreplaces = ["perda-9-2000"]'
    )
    folder = invented(tmp_path / "paket", plan=new, pack=PACK.replace('["plan.toml"]', '["lama.toml", "plan.toml"]'))
    (folder / "lama.toml").write_text(old)
    one = findings(folder)["REPEALED_CITED"]
    assert (one["layer"], one["feature_id"]) == ("perda-1-2020", "pasal-5")
    assert "Perda 9/2000" in one["message_id"]


def test_a_cycle_of_replacements_is_refused(tmp_path: Path) -> None:
    first = PLAN.replace("in_force_from = 2020-01-01", 'in_force_from = 2020-01-01\nreplaces = ["perda-2-2021"]')
    second = PLAN.replace("perda-1-2020", "perda-2-2021").replace(
        "in_force_from = 2020-01-01", 'in_force_from = 2021-01-01\nreplaces = ["perda-1-2020"]'
    )
    folder = invented(tmp_path / "paket", plan=first, pack=PACK.replace('["plan.toml"]', '["plan.toml", "dua.toml"]'))
    (folder / "dua.toml").write_text(second)
    with pytest.raises(ps.RuleError, match="ends up replacing itself"):
        lint(folder)


def test_a_clean_pack_has_notes_only(tmp_path: Path) -> None:
    plan = PLAN[: PLAN.index("[[transition]]")]
    folder = invented(tmp_path / "paket", plan=plan, permissions=PERMISSIONS.replace('"B1,B3",', '"B1,B3",X'))
    assert set(lint(folder)["severity"]) == {"note"}
