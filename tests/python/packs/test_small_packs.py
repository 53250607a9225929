"""The two small packs: made by their script, answering their cases, saying of everything that it is schematic."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import geopandas
import pytest
import shapely

import petasentra as ps

DATA = Path(__file__).parents[3] / "data"
NAMES = ("lombok-tengah", "lamongan")


@pytest.mark.parametrize("name", NAMES)
def test_the_golden_cases_pass(name: str) -> None:
    outcomes = ps.packs.run_cases(ps.datasets.path(name))
    assert len(outcomes) >= 6
    assert [one.name for one in outcomes if not one.passed] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_verified_and_all_ground_is_schematic(name: str) -> None:
    pack = ps.read_plan_pack(ps.datasets.path(name))
    (plan,) = pack.instruments
    assert not any(article.verified for article in plan.articles)
    assert not any((plan.verified, plan.dates_verified, plan.permissions.verified))
    assert all(article.label.startswith("contoh: ") for article in plan.articles)
    assert all(link.schematic for link in plan.layers)
    assert "rekaan" in plan.note_id
    # The file and its reader say different things of TOML: a text may be true where a flag is meant.
    assert "verified = true" not in (DATA / name / "rtrw.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_lint_finds_nothing_grave(name: str) -> None:
    found = {row["code"] for row in ps.packs.lint(DATA / name).to_pylist() if row["severity"] != "note"}
    assert found <= {"RULE_NOT_EVALUATED"}


def test_one_building_stands_for_several_makers() -> None:
    layer = geopandas.read_file(DATA / "lombok-tengah" / "sentra.geojson")
    building = layer[layer["site_id"].str.startswith("contoh-gedung")]
    assert building.geometry.to_wkt().nunique() == 1
    assert building["activity"].nunique() == len(building) == 3
    result = ps.check(building, ps.read_plan_pack(DATA / "lombok-tengah"), as_of="2023-07-01")
    assert result.table["verdict"] == ["conditional"] * 3
    assert set(result.pieces["schematic"]) == {True}
    area = building.to_crs(32750).area.iloc[0]
    assert area == pytest.approx(building["activity_area_m2"].sum(), rel=1e-4)


def test_a_sentra_is_the_set_of_its_units() -> None:
    folder = DATA / "lamongan"
    units = geopandas.read_file(folder / "unit-tenun.geojson")
    with (folder / "daftar-sk.csv").open(encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    assert [row["site_id"] for row in listed] == list(units["site_id"])
    assert len(units) == 28
    assert units["workers"].between(25, 250).all()
    sentra = geopandas.read_file(folder / "sentra.geojson")
    assert shapely.equals(sentra.geometry[0], shapely.union_all(units.geometry.to_numpy()))
    pack = ps.read_plan_pack(folder)
    whole = ps.check(sentra, pack, as_of="2023-07-01").table.to_pylist()
    alone = ps.check(units, pack, as_of="2023-07-01").table["verdict"]
    assert alone.count("prohibited") == 1
    assert [row["verdict"] for row in whole] == ["prohibited", "limited_conditional"]
    assert whole[0]["share_conforming"] == pytest.approx(27 / 28)


def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    script = DATA / "make_small_packs.py"
    done = subprocess.run([sys.executable, script, "--out", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert len(made) == 11
    assert [str(name) for name in made if (tmp_path / name).read_bytes() != (DATA / name).read_bytes()] == []
