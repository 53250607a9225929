"""``petasentra inspect``: what a file holds, as text and as one JSON document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import shapely
from cli_runs import run
from written_layers import written

if TYPE_CHECKING:
    from pathlib import Path


def test_inspect_tells_what_a_file_holds(zones: Path) -> None:
    result = run("inspect", zones)
    assert result.exit_code in (0, 1), result.stderr
    assert "zones" in result.stdout
    assert "KODE" in result.stdout


def test_inspect_with_json_is_one_document(zones: Path, tmp_path: Path) -> None:
    saved = tmp_path / "inspect.json"
    result = run("inspect", zones, "--json", "--out", saved)
    assert json.loads(result.stdout) == json.loads(saved.read_text(encoding="utf-8"))


def test_inspect_of_a_file_that_is_no_geodata_is_unreadable_input(tmp_path: Path) -> None:
    path = tmp_path / "catatan.gpkg"
    path.write_text("bukan geodata")
    result = run("inspect", path)
    assert result.exit_code == 3
    assert "Traceback" not in result.stderr


def test_the_command_line_inspects_a_folder_and_writes_the_page(tmp_path: Path, bundled: Path) -> None:
    page = tmp_path / "laporan.html"
    done = run("inspect", bundled, "--out", page, "--lang", "en", "--depth", "0")
    assert done.exit_code in (0, 1), done.stderr
    assert "desa.fgb" in done.stdout
    assert "Layers" in page.read_text(encoding="utf-8")
    document = json.loads(run("inspect", bundled, "--json", "--depth", "0").stdout)
    assert document["is_folder"]
    assert len(document["layers"]) >= 3


def test_the_command_line_takes_an_expected_place(tmp_path: Path, bundled: Path) -> None:
    path = written(tmp_path / "titik.shp", [shapely.Point(184_118.57, 671_538.64)], crs=None)
    for place in ("112.06,-7.78,112.46,-7.34", str(bundled / "kecamatan.fgb")):
        document = json.loads(run("inspect", path, "--expected", place, "--json").stdout)
        assert [one["code"] for one in document["layers"][0]["crs_candidates"]] == ["EPSG:23836"]
    assert run("inspect", path, "--depth", "99").exit_code == 2


def test_advice_names_options_but_values_of_the_file_stay_as_they_are(tmp_path: Path) -> None:
    path = written(tmp_path / "titik.shp", [shapely.Point(640_000, 9_160_000)], crs=None, catatan=["crs=9 layer=1"])
    output = run("inspect", path, "--lang", "en").stdout
    assert "--crs EPSG:" in output
    assert 'crs="' not in output
    assert "crs=9 layer=1" in output
