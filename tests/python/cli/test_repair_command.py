"""``petasentra repair``: files in, files out, exit codes, JSON, undo."""

from __future__ import annotations

import json

import pytest
import shapely
from cli_runs import run
from written_layers import written

import petasentra as ps


@pytest.fixture
def zones(tmp_path):
    boxes = [shapely.box(640000, 9160000, 640010, 9160010), shapely.box(640009, 9160000, 640030, 9160010)]
    return written(tmp_path / "zona.gpkg", boxes, "EPSG:32749", kode=["A", "B"], urut=[1, 2])


def areas(path):
    return ps.read_layer(path).area(method="planar").round(3).tolist()


def test_a_repair_writes_layer_and_ledger_and_can_be_undone(zones, tmp_path):
    fixed = tmp_path / "baru.gpkg"
    result = run("repair", zones, "--out", fixed, "--feature-id", "kode", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "10.0 m2 moved" in result.stdout
    assert areas(fixed) == [90.0, 210.0]
    old = tmp_path / "lama.gpkg"
    result = run("repair", fixed, "--undo", tmp_path / "baru-ledger.gpkg", "--out", old)
    assert result.exit_code == 0, result.output
    before, after = ps.read_layer(zones).to_geopandas(), ps.read_layer(old).to_geopandas()
    assert (shapely.to_wkb(before.geometry) == shapely.to_wkb(after.geometry)).all()


def test_a_column_of_ranks_decides(zones, tmp_path):
    run("repair", zones, "--out", tmp_path / "baru.gpkg", "--rule", "priority", "--priority", "urut")
    assert areas(tmp_path / "baru.gpkg") == [100.0, 200.0]


def test_what_is_left_is_an_exit_code(zones, tmp_path):
    result = run("repair", zones, "--out", tmp_path / "baru.gpkg", "--max-m2", "5")
    assert result.exit_code == 1
    assert "dibiarkan" in result.stdout
    assert areas(tmp_path / "baru.gpkg") == areas(zones)


def test_findings_without_a_repair_are_left_too(tmp_path):
    box = shapely.box(640000, 9160000, 640010, 9160010)
    zones = written(tmp_path / "zona.gpkg", [box, None, box], "EPSG:32749")
    result = run("repair", zones, "--out", tmp_path / "baru.gpkg", "--lang", "en")
    assert result.exit_code == 1
    assert "2 findings left" in result.stdout
    assert "Nothing to repair" not in result.stdout
    document = json.loads(run("repair", zones, "--out", tmp_path / "lain.gpkg", "--json").stdout)
    told = {code: (one["count"], one["why"]) for code, one in document["not_repaired"].items()}
    assert told == {"GEOMETRY_NULL": (1, "no_repair"), "DUPLICATE_GEOMETRY": (1, "not_asked")}
    assert document["not_repaired"]["GEOMETRY_NULL"]["reason_en"] == "there is no repair for it"


def test_json_is_one_document(zones, tmp_path):
    result = run(
        "repair", zones, "--out", tmp_path / "baru.fgb", "--ledger", tmp_path / "buku.gpkg", "--json",
        "--code", "ZONE_OVERLAP", "--tolerance", "0.01",
    )  # fmt: skip
    document = json.loads(result.stdout)
    assert document["codes"] == ["ZONE_OVERLAP"]
    assert document["counts"] == {"ZONE_OVERLAP": {"repaired": 1}}
    assert document["settings"]["tolerance_m"] == 0.01
    assert document["ledger"][0]["change_m2"] == pytest.approx(-10.0)
    assert "before_wkb" not in document["ledger"][0]
    assert (tmp_path / "buku.gpkg").exists()


def test_wrong_use_and_wrong_files_have_their_exit_codes(zones, tmp_path):
    out = tmp_path / "baru.gpkg"
    assert run("repair", zones, "--out", out, "--code", "STATED_AREA").exit_code == 2
    assert run("repair", zones, "--out", out, "--rule", "priority").exit_code == 2
    assert run("repair", zones).exit_code == 2
    assert run("repair", tmp_path / "tidak-ada.gpkg", "--out", out).exit_code == 3
    assert run("repair", zones, "--out", out, "--undo", zones).exit_code == 3
    assert not out.exists()
    assert run("repair", zones, "--out", out).exit_code == 0
    assert run("repair", zones, "--undo", tmp_path / "baru-ledger.gpkg", "--out", tmp_path / "x.gpkg").exit_code == 2
    assert not (tmp_path / "x.gpkg").exists()


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        (["--rule", "priority"], "--priority peringkat"),
        (["--priority", "urut"], "--rule priority"),
        (["--rule", "priority", "--priority", "kode"], "kolom bilangan"),
        (["--max-m2", "5"], "tetapkan --max-m2 yang lebih besar"),
    ],
    ids=str,
)
def test_advice_names_options(zones, tmp_path, options, advice):
    result = run("repair", zones, "--out", tmp_path / "baru.gpkg", *options)
    said = " ".join((result.stdout + result.stderr).split())
    assert advice in said
    assert "rule=" not in said
    assert "max_m2=" not in said


def test_a_second_repair_in_place_is_refused_with_the_option_that_helps(zones):
    assert run("repair", zones, "--out", zones).exit_code == 0
    kept = zones.read_bytes()
    result = run("repair", zones, "--out", zones, "--code", "RING_ORDER")
    assert result.exit_code == 2
    assert "zona-ledger.gpkg" in result.stderr
    assert "--ledger" in result.stderr
    assert zones.read_bytes() == kept


def test_feature_ids_that_are_neither_text_nor_numbers_are_called_that(tmp_path):
    boxes = [shapely.box(640000, 9160000, 640010, 9160010), shapely.box(640009, 9160000, 640030, 9160010)]
    zones = written(tmp_path / "zona.gpkg", boxes, "EPSG:32749", sah=[True, False])
    result = run("repair", zones, "--out", tmp_path / "baru.gpkg", "--feature-id", "sah", "--lang", "en")
    assert result.exit_code in (2, 3)
    assert "text or whole numbers" in " ".join(result.stderr.split())
