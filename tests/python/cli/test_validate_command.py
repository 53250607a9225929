"""petasentra validate: counts, the largest of each rule and what to do; JSON, findings as a layer, a map."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_runs import run
from written_layers import geojson

import petasentra as ps

KIRIMAN = Path(__file__).parents[3] / "data" / "kiriman" / "RTRW_PolaRuang_50K_3517_2021.shp"


def strip(west: float, east: float) -> dict[str, Any]:
    ring = [[640_000 + x, 9_160_000 + y] for x, y in ((west, 0), (east, 0), (east, 100), (west, 100), (west, 0))]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Eight zones, each over the next by a strip; the strips grow."""
    rows = [({"kode": f"Z{k}"}, strip(100 * k, 100 * k + 102 + k)) for k in range(8)]
    return geojson(tmp_path / "zona.geojson", rows)


def test_counts_stand_in_a_table_and_each_rule_tells_its_largest_and_what_to_do(faulty: Path) -> None:
    done = run("validate", faulty, "--feature-id", "kode", "--lang", "en")
    assert done.exit_code == 1, done.output
    lines = done.output.splitlines()
    assert "8 features, 7 findings" in lines[0]
    assert "tolerance 2 mm" in lines[1]
    assert lines[3].split()[:4] == ["7", "ZONE_OVERLAP", "zones", "overlap"]
    assert lines[3].endswith("m2")
    told = [line for line in lines if line.startswith("  - Features")]
    assert len(told) == 5
    assert "Z6 and Z7" in told[0]
    assert "  - ... and 2 more" in lines
    assert lines[-1].startswith("  What to do: ")


def test_indonesian_is_the_first_language(faulty: Path) -> None:
    output = run("validate", faulty).output
    assert "ZONE_OVERLAP (peringatan)" in output
    assert "Anjuran: " in output


def test_a_sound_layer_says_so_and_ends_with_zero(tmp_path: Path) -> None:
    sound = geojson(tmp_path / "zona.geojson", [({"kode": "A"}, strip(0, 100)), ({"kode": "B"}, strip(100, 200))])
    done = run("validate", sound)
    assert done.exit_code == 0, done.output
    assert "Tidak ada temuan." in done.output


def test_json_has_settings_counts_and_a_box_for_each_finding(faulty: Path) -> None:
    document = json.loads(run("validate", faulty, "--json").output)
    assert document["counts"] == {"ZONE_OVERLAP": 7}
    assert document["settings"]["tolerance_m"] == 0.002
    assert len(document["findings"]) == 7
    assert all(len(row["bounds"]) == 4 for row in document["findings"])


def test_findings_and_map_are_written(faulty: Path, tmp_path: Path) -> None:
    done = run("validate", faulty, "--out", tmp_path / "temuan.gpkg", "--map", tmp_path / "peta.html")
    assert done.exit_code == 1, done.output
    assert len(ps.read_layer(tmp_path / "temuan.gpkg")) == 7
    page = (tmp_path / "peta.html").read_text(encoding="utf-8")
    assert "ZONE_OVERLAP" in page
    assert "Zona bertampalan (7)" in page


def test_an_unknown_profile_is_an_error_with_the_names_that_are_known(faulty: Path) -> None:
    done = run("validate", faulty, "--profile", "rtrw")
    assert done.exit_code == 2
    assert "rtrw-permen14" in done.output


def test_the_delivery_of_a_regency_with_a_row_without_geometry_is_told() -> None:
    pytest.importorskip("petasentra._io")
    done = run("validate", KIRIMAN, "--crs", "EPSG:32749", "--lang", "en")
    assert done.exit_code == 1, done.output
    assert "GEOMETRY_NULL (error)" in done.output
    assert ["3", "STATED_AREA"] in [line.split()[:2] for line in done.output.splitlines()]


def test_tolerance_has_the_short_name_it_has_in_repair(faulty: Path) -> None:
    done = run("validate", faulty, "--tolerance", "4.5", "--lang", "en")
    assert "tolerance 4500 mm" in done.output.replace(",", "")


def test_files_without_crs_are_given_one_each(faulty: Path) -> None:
    """The delivery as it came: zones in UTM, their perimeter in TM-3, neither says so, text in CP1252."""
    perimeter = KIRIMAN.parent / "BATAS_KECAMATAN.shp"
    crs = ("--crs", "EPSG:32749", "--encoding", "CP1252")
    without = run("validate", KIRIMAN, *crs, "--perimeter", perimeter)
    assert without.exit_code == 3
    assert "batas wilayah" in without.output
    done = run("validate", KIRIMAN, *crs, "--perimeter", perimeter, "--perimeter-crs", "EPSG:23836", "--json")
    assert done.exit_code == 1, done.output
    document = json.loads(done.output)
    assert document["settings"]["perimeter"] == "BATAS_KECAMATAN"
    assert document["counts"]["ZONE_GAP"] == 4
    neighbour = run("validate", faulty, "--neighbour", perimeter, "--neighbour-crs", "EPSG:23836", "--json")
    assert json.loads(neighbour.output)["settings"]["neighbour"] == "BATAS_KECAMATAN"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_advice_names_options_and_not_arguments_of_python(tmp_path: Path, lang: str) -> None:
    cells = [{"OBJECTID": k, "KODKWS": "P-1", "KRB_03": value} for k, value in enumerate(["1", "1", "Patahan Aktif"])]
    rows = [(columns, strip(100 * k, 100 * k + 100)) for k, columns in enumerate(cells)]
    output = run("validate", geojson(tmp_path / "zona.geojson", rows), "--lang", lang).output
    assert "DOMAIN_CLASH" in output
    assert "(--profile)" in output
    assert "profile=" not in output
