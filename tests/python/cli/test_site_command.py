"""``petasentra site``: the law first, then criteria, then who is served."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import geopandas
import pytest
import shapely
from cli_runs import run

import petasentra as ps

CRITERIA = """
[[criteria]]
name = "jalan"
kind = "distance"
file = "jalan.gpkg"
best = 0
worst = 1000
weight = 3

[[criteria]]
name = "harga"
kind = "column"
best = 0
worst = 500
at_most = 450
weight = 1
citation = "contoh"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four candidates in a row beside a road, six units in two groups."""
    geopandas.GeoDataFrame(
        {"site_id": list("abcd"), "harga": [100, 300, 400, 900]},
        geometry=shapely.points([0, 500, 910, 600], [0] * 4), crs=32749
    ).to_file(tmp_path / "calon.gpkg")  # fmt: skip
    geopandas.GeoDataFrame(geometry=[shapely.LineString([(600, -9), (600, 9)])], crs=32749).to_file(
        tmp_path / "jalan.gpkg"
    )
    geopandas.GeoDataFrame(
        {"unit": range(6)}, geometry=shapely.points([0, 10, 20, 900, 910, 930], [0] * 6), crs=32749
    ).to_file(tmp_path / "unit.gpkg")
    (tmp_path / "kriteria.toml").write_text(CRITERIA, encoding="utf-8")
    return tmp_path


def test_the_order_is_that_of_the_library(folder: Path) -> None:
    result = run("site", folder / "calon.gpkg", "--criteria", folder / "kriteria.toml", "--top", 2, "--json")
    calon, road = ps.read_layer(folder / "calon.gpkg"), ps.read_layer(folder / "jalan.gpkg")
    document = json.loads(result.stdout)
    cr = ps.criteria
    by_hand = ps.suitability(
        calon,
        [cr.Distance(name="jalan", to=road, value=cr.Linear(worst=1000, best=0), weight=3),
         cr.Column(name="harga", column="harga", value=cr.Linear(worst=500, best=0), at_most=450, weight=1)],
    )  # fmt: skip
    assert document["suitability"]["counts"] == by_hand.counts == {"ranked": 3, "fails_limit": 1}
    assert [row["site_id"] for row in document["suitability"]["top"]] == by_hand.top(2)["site_id"] == ["b", "c"]
    assert len(document["suitability"]["places"]) == 4, "nothing is dropped"
    assert document["location"] is None


def test_sites_are_chosen_among_those_that_may_be(folder: Path) -> None:
    asked = ("site", folder / "calon.gpkg", "--demand", folder / "unit.gpkg", "--sites", 2)
    document = json.loads(run(*asked, "--json").stdout)
    assert document["location"]["chosen"] == ["a", "c"]
    assert document["location"]["proved"] is True
    dear = CRITERIA.replace("at_most = 450", "at_most = 350")
    (folder / "murah.toml").write_text(dear, encoding="utf-8")
    document = json.loads(run(*asked, "--criteria", folder / "murah.toml", "--json").stdout)
    assert document["location"]["chosen"] == ["a", "b"], "c costs too much"
    assert len(document["location"]["demand"]) == 6


def test_covering_in_metres(folder: Path) -> None:
    asked = ("site", folder / "calon.gpkg", "--demand", folder / "unit.gpkg", "--method", "mclp", "--cover", 50)
    result = run(*asked, "--json")
    document = json.loads(result.stdout)
    assert len(document["location"]["chosen"]) == 1
    assert document["location"]["objective"] == 3
    assert result.exit_code == 1, "three units are not covered"


def test_minutes_on_roads(folder: Path) -> None:
    geopandas.GeoDataFrame(
        {"REMARK": ["Jalan Lokal"]}, geometry=[shapely.LineString([(-100, 0), (1000, 0)])], crs=32749
    ).to_file(folder / "ruas.gpkg")
    asked = ("site", folder / "calon.gpkg", "--demand", folder / "unit.gpkg", "--sites", 2)
    document = json.loads(run(*asked, "--roads", folder / "ruas.gpkg", "--columns", "rbi", "--json").stdout)
    assert document["location"]["chosen"] == ["a", "c"]
    assert all(row["minutes"] is not None for row in document["location"]["demand"])


def test_the_law_comes_first(tmp_path: Path) -> None:
    study = ps.datasets.jombang()
    study.sentra.write(tmp_path / "calon.geojson")
    study.roads.write(tmp_path / "jalan.gpkg")
    (tmp_path / "kriteria.toml").write_text(CRITERIA.split('[[criteria]]\nname = "harga"')[0], encoding="utf-8")
    result = run(
        "site", tmp_path / "calon.geojson", "--criteria", tmp_path / "kriteria.toml", "--pack", study.folder,
        "--as-of", "2015-06-01", "--for-activity", "kerupuk-keripik", "--out", tmp_path / "hasil",
        "--lang", "en", "--json",
    )  # fmt: skip
    document = json.loads(result.stdout)
    assert document["suitability"]["as_of"] == "2015-06-01"
    assert document["suitability"]["counts"]["excluded_by_law"] >= 1
    excluded = [row for row in document["suitability"]["places"] if row["status"] == "excluded_by_law"]
    assert all(row["reason_en"] and row["instrument"] for row in excluded)
    assert {one.name for one in (tmp_path / "hasil").iterdir()} == {
        "candidates.csv",
        "measures.csv",
        "sites.gpkg",
        "map.html",
        "candidates-report.html",
    }


def test_people_read_words_in_both_languages(folder: Path) -> None:
    asked = (
        "site",
        folder / "calon.gpkg",
        "--criteria",
        folder / "kriteria.toml",
        "--demand",
        folder / "unit.gpkg",
        "--sites",
        2,
    )
    told = " ".join(run(*asked).stdout.split())
    for words in (
        "Calon lokasi: 4",
        "melewati batas kriteria",
        "Lokasi terpilih: a, c",
        "6 dari 6 kebutuhan terlayani",
    ):
        assert words in told
    told = " ".join(run(*asked, "--lang", "en").stdout.split())
    for words in ("Candidates: 4", "beyond a limit", "Chosen sites: a, c", "Proved: no choice is better."):
        assert words in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no [[criteria]]"),
        ("[[criteria]]\nname = 'x'\nkind = 'jarak'\n", "known are distance"),
        ("[[criteria]]\nname = 'x'\nkind = 'distance'\nbest = 0\nworst = 9\n", "file is missing"),
        ("[[criteria]]\nname = 'x'\nkind = 'column'\nbest = 0\n", "worst and best"),
        ("[[criteria]]\nname = 'x'\nkind = 'column'\nbets = 0\n", "'bets' means nothing"),
        ("[[criteria]\n", "is no TOML"),
    ],
)
def test_criteria_that_make_no_sense_are_refused_in_words(folder: Path, text: str, said: str) -> None:
    (folder / "salah.toml").write_text(text, encoding="utf-8")
    result = run("site", folder / "calon.gpkg", "--criteria", folder / "salah.toml", "--json")
    assert result.exit_code == 3
    error = json.loads(result.stdout)["error"]
    assert said in error["message_en"]
    assert error["file"].endswith("salah.toml")


def test_what_is_missing_has_its_exit_code(folder: Path) -> None:
    assert run("site", folder / "calon.gpkg").exit_code == 2
    assert run("site", folder / "calon.gpkg", "--criteria", folder / "kriteria.toml", "--pack", folder).exit_code == 2
    assert run("site", folder / "tidak-ada.gpkg", "--criteria", folder / "kriteria.toml").exit_code == 3
    assert run("site", folder / "calon.gpkg", "--criteria", folder / "tidak-ada.toml").exit_code == 3


@pytest.fixture
def weavers(tmp_path: Path) -> tuple[object, ...]:
    """A question about the bundled study of Lamongan, whose zones are schematic and whose law nobody verified."""
    data = Path(__file__).parents[3] / "data" / "lamongan"
    (tmp_path / "kriteria.toml").write_text(CRITERIA.split('[[criteria]]\nname = "harga"')[0], encoding="utf-8")
    units = ps.read_layer(data / "unit-tenun.geojson")
    units.write(tmp_path / "jalan.gpkg")
    return (
        "site", data / "sentra.geojson", "--criteria", tmp_path / "kriteria.toml", "--pack", data, "--as-of",
        "2025-06-01", "--for-activity", "tenun-ikat", "--demand", data / "unit-tenun.geojson", "--sites", 1,
    )  # fmt: skip


def test_schematic_zones_and_unverified_law_are_told_wherever_sites_are(
    weavers: tuple[object, ...], tmp_path: Path
) -> None:
    told = " ".join(run(*weavers, "--out", tmp_path / "X").stdout.split())
    for words in ("skematik", "belum diverifikasi", "KKPR"):
        assert words in told
    assert "not verified" in " ".join(run(*weavers, "--lang", "en").stdout.split())
    page = (tmp_path / "X" / "peta.html").read_text(encoding="utf-8")
    assert "Skematik" in page
    assert "Belum diverifikasi" in page
    with (tmp_path / "X" / "lokasi.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["schematic"].lower() for row in rows} == {"true"}
    assert {row["verified"].lower() for row in rows} == {"false"}
    document = json.loads(run(*weavers, "--json").stdout)
    assert (document["schematic"], document["unverified"]) == (True, True)
    assert "skematik" in document["notice_id"]


def test_a_cut_among_equals_is_told(folder: Path) -> None:
    calon = geopandas.GeoDataFrame(
        {"site_id": list("abcd"), "harga": [100, 300, 300, 300]}, geometry=shapely.points([600] * 4, [0] * 4), crs=32749
    )
    calon.to_file(folder / "sama.gpkg")
    asked = ("site", folder / "sama.gpkg", "--criteria", folder / "kriteria.toml")
    told = " ".join(run(*asked, "--top", 2).stdout.split())
    assert "2-4 b" in told
    assert "Peringkat 2-4 dari 4 (nilai sama)." in told
    assert "2 calon lagi bernilai sama dengan baris terakhir (3 semuanya)" in told
    assert "bernilai sama dengan" not in run(*asked, "--top", 1).stdout
    assert "bernilai sama dengan" not in run(*asked, "--top", 4).stdout


def test_no_mark_where_nothing_is_schematic(folder: Path) -> None:
    asked = ("site", folder / "calon.gpkg", "--demand", folder / "unit.gpkg", "--sites", 2)
    told = run(*asked, "--out", folder / "X").stdout
    page = (folder / "X" / "peta.html").read_text(encoding="utf-8")
    for words in ("skematik", "diverifikasi"):
        assert words not in told.lower()
        assert f">{words}" not in page.lower()


def test_findings_are_told_without_codes_and_names_of_the_program(folder: Path) -> None:
    units = geopandas.read_file(folder / "unit.gpkg")
    units.loc[0, "geometry"] = None
    units["bobot"] = [1.0, -1.0, 1.0, 1.0, 1.0, 1.0]
    units.to_file(folder / "unit.gpkg")
    asked = ("site", folder / "calon.gpkg", "--demand", folder / "unit.gpkg", "--weight", "bobot", "--sites", 2)
    told = run(*asked).stdout
    assert "permintaan" in told
    for word in ("PLACE_MISSING", "VALUE_UNREADABLE", "demand"):
        assert word not in told
    codes = {row["code"] for row in json.loads(run(*asked, "--json").stdout)["location"]["findings"]}
    assert codes == {"PLACE_MISSING", "PLACE_ABROAD", "VALUE_UNREADABLE"}
    error = json.loads(run(*asked[:4], "--sites", 9, "--json").stdout)["error"]
    said = " ".join(str(one) for one in error.values())
    for word in ("required or", "required atau", "p=9"):
        assert word not in said.replace("be required or", "")
