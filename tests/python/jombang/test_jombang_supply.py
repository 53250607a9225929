"""The bundled supply chains: made again to the same bytes, marked invented, and with the published figures in them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys

import geopandas as gpd
import pytest
from jombang_files import FOLDER, REPOSITORY

CHAIN = FOLDER / "rantai-pasok"
LOMBOK = REPOSITORY / "data" / "lombok-tengah" / "rantai-pasok"


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def solved(folder, *options):
    done = subprocess.run(
        [sys.executable, "-m", "petasentra", "supply", str(folder), "--json", "--cuts", "0", *options],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    return json.loads(done.stdout)


def test_rebuilding_gives_the_same_bytes(tmp_path):
    script = REPOSITORY / "data" / "make_supply.py"
    done = subprocess.run([sys.executable, str(script), "--out", str(tmp_path)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert made == {file.name: file.read_bytes() for file in CHAIN.iterdir()}
    assert len(made) == 10


@pytest.mark.parametrize("folder", [CHAIN, LOMBOK], ids=["jombang", "lombok-tengah"])
def test_every_site_says_that_it_is_invented_and_where_its_numbers_are_from(folder):
    for name in ("sumber", "pengolah", "pembeli"):
        for row in rows(folder / f"{name}.csv"):
            assert row["synthetic"] == "true"
            assert "rekaan" in row["origin"]


def test_the_published_figures_meet_in_one_finding():
    columns = ["--columns", "road_class=class,name=name,bridge=bridge", "--as-of", "2026-06-01"]
    found = solved(CHAIN, *columns, "--permits", "report")
    assert found["check"] == []
    assert found["synthetic"] is True
    above = [row for row in found["custody"]["findings"] if row["code"] == "CUSTODY_ABOVE_PERMIT"]
    assert [round(row["measure"], 2) for row in above] == [12.97]
    assert "6 t/hari" in above[0]["message_id"]
    lawful = solved(CHAIN, *columns)
    into = sum(row["amount_t"] for row in lawful["flows"] if row["to_id"] == "Sentra Kendalsari")
    assert into == pytest.approx(6 * 30)
    assert {row["to_id"] for row in lawful["flows"] if row["commodity"] == "slag"} == {"Sentra Kendalsari"}


def test_floods_along_the_brantas_are_marked_and_what_they_do_is_that_chain_solved_anew():
    columns = ["--columns", "road_class=class,name=name,bridge=bridge", "--as-of", "2026-06-01"]
    found = solved(CHAIN, *columns, "--flood-by", "kala_ulang_tahun")["floods"]
    assert [row["name"] for row in found["rows"]] == ["5", "25", "50"]
    assert [row["status"] for row in found["rows"]] == ["dearer", "dearer", "short"]
    assert all(row["synthetic"] is True for row in found["rows"])
    assert found["rows"][2]["sentra_hit"] == ["Kendalsari"]
    assert found["findings"] == []
    by_hand = gpd.read_file(CHAIN / "banjir.geojson")
    assert by_hand["synthetic"].all()
    assert (by_hand["schematic"] == 1).all()
    roads = gpd.read_file(CHAIN / "jalan.geojson")
    for row in found["rows"]:
        wet = by_hand.geometry[by_hand["kala_ulang_tahun"] == int(row["name"])].union_all()
        assert sorted(row["road_names"]) == sorted(set(roads["name"][roads.intersects(wet)]))


@pytest.mark.parametrize("sites", ["closed", "cut_off"])
def test_a_flood_on_the_chain_of_jombang_is_that_chain_solved_anew(sites):
    from petasentra.inputs.chain import RoadsAsked, read_chain

    columns = ["road_class=class,name=name,bridge=bridge"]
    asked = RoadsAsked(None, columns, 0.0, crossings=False, layer=None, crs=None, limit_m=500.0, without_class=None)
    solution = read_chain(CHAIN, asked, numbers=None, threads=1).chain.solve(as_of="2026-06-01")
    risk = solution.flood_risk(CHAIN / "banjir.geojson", sites=sites)
    for row in risk.table.to_pylist():
        again = risk.under(row["name"])
        assert row["extra_idr"] == pytest.approx(again.total_idr - solution.total_idr, rel=1e-9, abs=1e-2)
        assert row["lost_t"] == pytest.approx((again.unmet["unmet_t"] - solution.unmet["unmet_t"]).sum(), abs=1e-6)
        if sites == "cut_off":  # roads alone: the same scenario by the numbers of its edges
            closed = solution.chain.scenario(close=row["edges"]).solve(as_of="2026-06-01")
            assert closed.total_idr == pytest.approx(again.total_idr, rel=1e-12)


def test_the_harvest_is_carried_into_the_lean_season():
    found = solved(LOMBOK)
    stored = {row["period"]: row["amount_t"] for row in found["flows"] if row["from_id"] == "Gudang Mantang"}
    assert stored == pytest.approx({"paceklik": 30 * (1 - 0.15)})
    made = sum(row["amount_t"] for row in found["flows"] if row["from_id"] == "Sentra Aik Darek")
    assert made == pytest.approx((23 + 1 / 3 + 4 + 2 + 25.5) * 0.3)
