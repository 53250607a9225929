"""Options that mean nothing together are refused, and hints speak of options, not of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_runs import run, sites_at, square
from written_layers import geojson, written

import petasentra as ps
from petasentra.cli import check_command, repair_command, validate_command
from petasentra.cli.hints import as_options

if TYPE_CHECKING:
    from pathlib import Path

JOMBANG = ps.datasets.path("jombang")
PACK = ["--pack", JOMBANG, "--as-of", "2021-06-01"]


@pytest.mark.parametrize(
    "options",
    [
        ["--matrix", "m.csv"], ["--zones-crs", "EPSG:4326"], ["--code", "KODE"], ["--in-force-from", "2020-01-01"],
        ["--instrument-title", "RTRW"], ["--zones-layer", "zona"], ["--zones-encoding", "CP1252"],
        ["--for-activity", ""], ["--variant", ""], ["--site-id", " "],
    ],
)  # fmt: skip
def test_an_option_that_would_do_nothing_is_wrong_use(options: list[str]) -> None:
    result = run("check", JOMBANG / "sentra.geojson", *PACK, *options)
    assert result.exit_code == 2
    assert options[0] in result.stderr


def test_a_variant_of_zones_is_wrong_use(tmp_path: Path, plan: list[object]) -> None:
    result = run("check", tmp_path / "s.geojson", *plan, "--variant", "x")
    assert result.exit_code == 2
    assert "--variant" in result.stderr


def test_a_missing_crs_is_asked_for_by_the_option(tmp_path: Path, plan: list[object], matrix: Path) -> None:
    shape = ps.read_layer(sites_at(tmp_path / "s.geojson", (600_100, 9_170_100))).to_geopandas()
    without = written(tmp_path / "s.shp", list(shape.geometry), None, site_id=["A"], activity=["batik"])
    sites = run("check", without, *plan, "--lang", "en")
    assert sites.exit_code == 3
    assert "--crs EPSG:" in sites.stderr
    assert 'crs="' not in sites.stderr
    assert run("check", without, *plan, "--crs", "EPSG:32749").exit_code == 0
    zones = written(tmp_path / "z.shp", list(shape.geometry), None, KODE=["KPI"])
    asked = ["--code", "KODE", "--matrix", matrix, "--in-force-from", "2020-01-01", "--as-of", "2021-06-01"]
    no_crs = run("check", tmp_path / "s.geojson", "--zones", zones, *asked)
    assert no_crs.exit_code == 3
    assert "--zones-crs EPSG:" in no_crs.stderr


def test_the_encoding_of_the_sites_is_an_option(tmp_path: Path, plan: list[object]) -> None:
    shape = ps.read_layer(sites_at(tmp_path / "s.geojson", (600_100, 9_170_100))).to_geopandas()
    shape["nama_kafe"] = ["Café"]
    shape.to_file(tmp_path / "s.shp", encoding="CP1252")
    (tmp_path / "s.cpg").unlink()
    guessed = run("check", tmp_path / "s.shp", *plan)
    assert "--encoding" in guessed.stdout
    told = run("check", tmp_path / "s.shp", *plan, "--encoding", "CP1252", "--out", tmp_path / "out")
    assert told.exit_code == 0, told.stderr
    assert ps.read_layer(tmp_path / "out" / "hasil.gpkg", layer="sites")["nama_kafe"] == ["Café"]


def test_a_layer_of_the_zones_can_be_chosen(tmp_path: Path, matrix: Path) -> None:
    zones = tmp_path / "zona.gpkg"
    layer = ps.read_layer(geojson(tmp_path / "z.geojson", [({"KODE": "KPI"}, square(600_000, 9_170_000, 1000))]))
    ps.write_layer(layer, zones, layer_name="zona")
    ps.write_layer(layer, zones, layer_name="lain")
    sites = sites_at(tmp_path / "s.geojson", (600_100, 9_170_100))
    asked = ["check", sites, "--zones", zones, "--code", "KODE", "--matrix", matrix, "--in-force-from", "2020-01-01",
             "--as-of", "2021-06-01"]  # fmt: skip
    several = run(*asked)
    assert several.exit_code == 3
    assert "--zones-layer" in several.stderr
    assert run(*asked, "--zones-layer", "zona").exit_code == 0


def test_hints_are_put_into_options() -> None:
    assert as_options('Choose one with layer="jalan".') == "Choose one with --layer jalan."
    zones = {"z.shp": {"encoding": "--zones-encoding", "crs": "--zones-crs (here)"}}
    assert as_options("Beri encoding=.", "z.shp", zones) == "Beri --zones-encoding."
    assert as_options('Give crs="EPSG:4326".', "z.shp", zones) == "Give --zones-crs EPSG:4326 (here)."
    assert as_options("Give layer=.", "z.shp", zones) == "Give layer=."
    assert as_options("Give layer=.", "other.shp", zones) == "Give --layer."
    assert as_options("Give crs=... when reading the layer.") == "Give --crs when reading the layer."
    assert as_options("No argument here.") == "No argument here."


def test_options_that_commands_share_are_written_once() -> None:
    shared = {"zones", "tolerance_m", "sliver_m2", "feature_id", "valid_from", "valid_to", "layer", "crs", "threads"}
    for command in (validate_command.validate, repair_command.repair):
        written_here = {name for name, kind in command.__annotations__.items() if str(kind).startswith("Annotated[")}
        assert not shared & written_here
    assert not str(check_command.check.__annotations__["threads"]).startswith("Annotated[")
