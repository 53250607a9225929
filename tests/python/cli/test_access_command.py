"""``petasentra access``: who reaches a target by road, who does not, and why."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from cli_runs import run
from written_layers import written

import petasentra as ps

EAST, NORTH = 640_000.0, 9_160_000.0


def line(*ends: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString([(EAST + x, NORTH + y) for x, y in ends])


def points(*places: tuple[float, float]) -> list[shapely.Point]:
    return [shapely.Point(EAST + x, NORTH + y) for x, y in places]


@pytest.fixture
def roads(tmp_path: Path) -> Path:
    """Ten kilometres of local road, and an island without a way to it."""
    shapes = [line((0, 0), (5000, 0)), line((5000, 0), (10_000, 0)), line((0, 5000), (900, 5000))]
    return written(tmp_path / "jalan.gpkg", shapes, crs="EPSG:32749", REMARK=["Jalan Lokal"] * 3)


@pytest.fixture
def asked(tmp_path: Path, roads: Path) -> list[object]:
    """Four workshops - near, far, on the island, in the field - and two treatment plants."""
    origins = written(
        tmp_path / "sentra.geojson",
        points((6000, 0), (0, 0), (500, 5000), (3000, 1500)),
        crs="EPSG:32749",
        site_id=["dekat", "jauh", "pulau", "ladang"],
        pemilik=["a", "b", "c", "d"],
    )
    targets = written(
        tmp_path / "ipal.geojson", points((10_000, 0), (9000, 0)), crs="EPSG:32749", name=["IPAL B", "IPAL A"]
    )
    return ["access", roads, origins, targets]


def nearest(document: dict[str, Any]) -> dict[tuple[str, int], dict[str, Any]]:
    return {(row["origin"], row["rank"]): row for row in document["nearest"]}


def test_the_document_has_a_row_for_every_origin_and_says_why_some_have_no_minutes(asked: list[object]) -> None:
    result = run(*asked, "--minutes", "10", "--nearest", "2", "--json")
    assert result.exit_code == 1, "an island and a place off the road are findings"
    document = json.loads(result.stdout)
    rows = nearest(document)
    assert len(rows) == 8
    speed = ps.SpeedProfile.load("car").speeds["local"]
    assert rows["dekat", 1]["target"] == "IPAL A"
    assert rows["dekat", 1]["minutes"] == pytest.approx(3 / speed.likely * 60, abs=0.01)
    assert rows["dekat", 1]["minutes_min"] == pytest.approx(3 / speed.max * 60, abs=0.01)
    assert rows["dekat", 1]["minutes_max"] == pytest.approx(3 / speed.min * 60, abs=0.01)
    assert (rows["dekat", 1]["within_minutes"], rows["jauh", 1]["within_minutes"]) == (10, None)
    assert rows["dekat", 2]["target"] == "IPAL B"
    assert (rows["pulau", 1]["status"], rows["pulau", 1]["target"]) == ("no_way", None)
    assert rows["ladang", 1]["status"] == "origin_off_road"
    assert "1.500 m" in rows["ladang", 1]["reason_id"]
    assert document["roads"]["components"] == 2
    assert document["roads"]["columns"] == "rbi", "REMARK tells it"
    # Twelve minutes at the lowest speed.
    assert document["within"] == [{"minutes": 10, "origins": 1, "origins_min": 0, "origins_max": 1}]
    assert [row["code"] for row in document["findings"]] == ["ROAD_ISLAND"]
    assert "anggapan" in document["notice_id"]


def test_the_answers_are_those_of_the_library(asked: list[object]) -> None:
    rows = nearest(json.loads(run(*asked, "--vehicle", "light_truck", "--json").stdout))
    roads, origins, targets = (ps.read_layer(path) for path in asked[1:])  # type: ignore[arg-type]
    net = ps.RoadNetwork.from_layer(roads, columns="rbi")
    times = net.travel_times(origins, targets, vehicle="light_truck", origin_id="site_id", target_id="name")
    for row in times.nearest(1).to_pylist():
        ours = rows[row["origin"], 1]
        assert (ours["target"], ours["minutes"], ours["status"]) == (row["target"], row["minutes"], row["status"])


def test_people_read_words_in_both_languages(asked: list[object]) -> None:
    told = " ".join(run(*asked, "--minutes", "10", "--minutes", "60").stdout.split())
    assert "Dalam 10 menit: 1 dari 4 asal" in told
    assert "Dalam 60 menit: 2 dari 4 asal" in told
    assert "Tidak ada jalan ke tujuan mana pun." in told
    assert "melebihi batas 500 m" in told
    assert "bagian terpisah" in told
    told = " ".join(run(*asked, "--lang", "en").stdout.split())
    assert "Within 30 minutes: 2 of 4 origins" in told
    assert "There is no way to any target." in told
    assert "anggapan" not in told


def test_everybody_there_in_time_on_sound_roads_is_exit_code_0(tmp_path: Path) -> None:
    road = written(tmp_path / "jalan.gpkg", [line((0, 0), (5000, 0))], crs="EPSG:32749", highway=["residential"])
    place = written(tmp_path / "tempat.geojson", points((100, 0)), crs="EPSG:32749", id=["a"])
    result = run("access", road, place, place)
    assert result.exit_code == 0, result.output
    assert run("access", road, place, place, "--minutes", "0").exit_code == 0, "it is there already"


def test_files_into_a_folder_hold_every_pair_and_no_personal_column(asked: list[object], tmp_path: Path) -> None:
    folder = tmp_path / "hasil"
    document = json.loads(run(*asked, "--minutes", "10", "--minutes", "20", "--out", folder, "--json").stdout)
    assert sorted(path.name for path in folder.iterdir()) == [
        "pasangan.parquet", "peta.html", "terdekat.csv", "waktu-tempuh.gpkg",
    ]  # fmt: skip
    assert set(document["files"]) == {"nearest", "pairs", "geopackage", "map"}
    import pyarrow.parquet as pq

    pairs = pq.read_table(document["files"]["pairs"]).to_pylist()
    assert len(pairs) == 8
    assert sum(row["minutes"] is None for row in pairs) == 4
    with Path(document["files"]["nearest"]).open(encoding="utf-8-sig") as stream:
        assert [row["origin"] for row in csv.DictReader(stream)] == ["dekat", "jauh", "pulau", "ladang"]
    origins = gpd.read_file(document["files"]["geopackage"], layer="origins")
    assert origins["status"].tolist() == ["reached", "reached", "no_way", "origin_off_road"]
    assert "pemilik" not in origins.columns
    areas = gpd.read_file(document["files"]["geopackage"], layer="areas")
    assert areas["minutes"].tolist() == [10, 20]
    assert areas.geometry.area.iloc[0] < areas.geometry.area.iloc[1]
    page = (folder / "peta.html").read_text(encoding="utf-8")
    assert "Mencapai tujuan dalam 20 menit" in page
    assert "http://" not in page.replace("http://www.w3.org", "").replace("http://leafletjs.com", "")


def test_without_areas_the_files_have_no_ground(asked: list[object], tmp_path: Path) -> None:
    folder = tmp_path / "hasil"
    run(*asked, "--no-areas", "--out", folder)
    assert gpd.list_layers(folder / "waktu-tempuh.gpkg")["name"].tolist() == ["origins", "targets", "findings"]
    assert "Mencapai tujuan dalam" not in (folder / "peta.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "begins"), [("satu.csv", b"\xef\xbb\xbforigin"), ("satu.html", b"<!DOCTYPE")])
def test_one_file_by_its_ending(asked: list[object], tmp_path: Path, name: str, begins: bytes) -> None:
    folder = tmp_path / "hasil"
    run(*asked, "--out", folder / name)
    assert [path.name for path in folder.iterdir()] == [name]
    assert (folder / name).read_bytes().startswith(begins)


def test_areas_stand_for_a_point_within_and_schematic_roads_say_so(tmp_path: Path) -> None:
    study = ps.datasets.path("jombang")
    gate = written(tmp_path / "gerbang.geojson", [shapely.Point(112.23236, -7.49319)], name=["GT Jombang"])
    columns = ["--columns", "road_class=class,name=name", "--limit-m", "2000"]
    result = run("access", study / "roads.geojson", study / "sentra.geojson", gate, *columns)
    told = " ".join(result.stdout.split())
    assert "Dalam 30 menit: 0 dari 6 asal" in told
    assert "(skematik)" in told
    assert "Tempat asal rekaan." in told
    assert "satu titik di dalamnya" in told
    document = json.loads(
        run("access", study / "roads.geojson", study / "sentra.geojson", gate, *columns, "--json").stdout
    )
    assert document["roads"]["schematic"] is True
    assert {row["schematic"] for row in document["nearest"]} == {True}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--columns", "entah"], 2),
        (["--columns", "rbi,REMARK"], 2),
        (["--columns", "road_class=TIDAK_ADA"], 3),
        (["--tolerance-m", "80"], 2),
        (["--vehicle", "gerobak"], 2),
        (["--origin-id", "tidak_ada"], 3),
        (["--out", "hasil.docx"], 2),
        (["--as-of", "besok"], 2),
    ],
)
def test_wrong_use_is_told_with_its_code(asked: list[object], options: list[str], code: int) -> None:
    result = run(*asked, *options, "--json")
    assert result.exit_code == code, result.output
    assert json.loads(result.stdout)["error"]["message_id"]


def test_options_for_lines_are_refused_for_graphs(asked: list[object], tmp_path: Path) -> None:
    graph = tmp_path / "jalan.graphml"
    graph.write_text("<graphml/>", encoding="utf-8")
    result = run("access", graph, *asked[2:], "--columns", "osm", "--tolerance-m", "2", "--json")
    assert result.exit_code == 2
    assert "--columns, --tolerance-m" in json.loads(result.stdout)["error"]["message_id"]


def test_an_openstreetmap_file_needs_no_columns(tmp_path: Path, asked: list[object]) -> None:
    node = '<node id="{}" lat="-7.5" lon="{}"/>'.format
    way = '<way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>'
    roads = tmp_path / "jalan.osm"
    roads.write_text(f'<osm version="0.6">{node(1, 112.0)}{node(2, 112.1)}{way}</osm>', encoding="utf-8")
    origin = written(tmp_path / "asal.geojson", [shapely.Point(112.01, -7.5)], name=["asal"])
    target = written(tmp_path / "tujuan.geojson", [shapely.Point(112.02, -7.5)], name=["tujuan"])
    document = json.loads(run("access", roads, origin, target, "--json").stdout)
    assert document["nearest"][0]["target"] == "tujuan"
    assert document["nearest"][0]["minutes"] == pytest.approx(1.104 / 25 * 60, rel=0.2)


def test_places_without_geometry_and_files_without_places_are_answered_too(asked: list[object], tmp_path: Path) -> None:
    place = [*points((6000, 0)), None]
    holes = written(tmp_path / "lubang.geojson", place, crs="EPSG:32749", name=["ada", "tiada"])
    for files in ([holes, asked[3]], [asked[2], holes]):
        result = run("access", asked[1], *files, "--out", tmp_path / "hasil", "--json")
        assert result.exit_code == 1, result.output
        assert "warn" not in result.stderr.lower()
        assert "!" not in result.stderr
        document = json.loads(result.stdout)
    assert [row["target"] for row in document["targets_off_road"]] == ["tiada"]
    assert document["targets_off_road"][0]["reason_id"]
    none = written(tmp_path / "kosong.gpkg", [], crs="EPSG:32749", name=[])
    far = written(tmp_path / "jauh.gpkg", points((0, 900_000)), crs="EPSG:32749", name=["jauh"])
    assert json.loads(run("access", asked[1], none, asked[3], "--json").stdout)["nearest"] == []
    for targets in (none, far):
        result = run("access", asked[1], asked[2], targets, "--out", tmp_path / "hasil", "--json")
        rows = nearest(json.loads(result.stdout))
        assert rows["dekat", 1]["reason_en"] == "No target is on a road."
        assert "1,500 m" in rows["ladang", 1]["reason_en"]


@pytest.fixture
def gates(tmp_path: Path) -> Path:
    return written(tmp_path / "gerbang.geojson", points((0, 0)), crs="EPSG:32749", name=["Gerbang"])


def test_each_file_of_targets_is_answered_by_itself(asked: list[object], gates: Path, tmp_path: Path) -> None:
    both = json.loads(run(*asked, gates, "--json").stdout)["answers"]
    alone = [json.loads(run(*asked[:3], one, "--json").stdout) for one in (asked[3], gates)]
    assert both == alone
    assert [Path(one["targets_file"]).name for one in both] == ["ipal.geojson", "gerbang.geojson"]
    told = " ".join(run(*asked, gates).stdout.split())
    assert "Tujuan: ipal" in told
    assert "Tujuan: gerbang" in told
    folder = tmp_path / "hasil"
    result = run(*asked, gates, "--no-areas", "--out", folder)
    assert result.exit_code == 1, "an island and a place off the road are findings"
    assert sorted(path.name for path in folder.iterdir()) == ["gerbang", "ipal"]
    assert all((one / "terdekat.csv").is_file() for one in folder.iterdir())


def test_the_worst_of_several_answers_is_the_exit_code(tmp_path: Path) -> None:
    road = written(tmp_path / "jalan.gpkg", [line((0, 0), (50_000, 0))], crs="EPSG:32749", highway=["residential"])
    near = written(tmp_path / "dekat.geojson", points((100, 0)), crs="EPSG:32749", id=["a"])
    far = written(tmp_path / "jauh.geojson", points((49_000, 0)), crs="EPSG:32749", id=["b"])
    assert run("access", road, near, near).exit_code == 0
    assert run("access", road, near, near, far).exit_code == 1
    assert run("access", road, near, far, near).exit_code == 1


def test_files_of_targets_of_one_name_have_folders_of_their_own(asked: list[object], tmp_path: Path) -> None:
    other = tmp_path / "lain"
    other.mkdir()
    again = written(other / "ipal.geojson", points((0, 0)), crs="EPSG:32749", name=["Gerbang"])
    run(*asked, again, "--no-areas", "--out", tmp_path / "hasil")
    assert sorted(path.name for path in (tmp_path / "hasil").iterdir()) == ["ipal", "ipal-2"]


def test_files_of_an_earlier_answer_are_told_and_left_where_they_are(asked: list[object], tmp_path: Path) -> None:
    folder = tmp_path / "hasil"
    first = json.loads(run(*asked, "--no-areas", "--out", folder, "--json").stdout)
    assert first["older_files"] == []
    assert json.loads(run(*asked, "--no-areas", "--out", folder, "--json").stdout)["older_files"] == []
    for name in ("satu", "dua"):
        other = tmp_path / name
        other.mkdir()
        asked = [*asked, written(other / "Ipal.geojson", points((0, 0)), crs="EPSG:32749", name=["Gerbang"])]
    several = run(*asked, "--no-areas", "--out", folder, "--json", "--lang", "en")
    document = json.loads(several.stdout)
    assert [one["files"]["pairs"] for one in document["answers"]] == [
        str(folder / name / "pairs.parquet") for name in ("ipal", "Ipal-2", "Ipal-3")
    ]
    assert sorted(document["answers"][0]["older_files"]) == sorted(first["files"].values())
    fewer = run(*asked[:4], "--no-areas", "--out", folder / "satu.csv")
    assert "terdahulu" not in fewer.stdout
    told = " ".join(run(*asked[:4], "--no-areas", "--out", folder).stdout.split())
    assert "Berkas dari jawaban terdahulu, bukan dari yang ini:" in told
    assert str(folder / "Ipal-2" / "pairs.parquet") in told
    assert f"Tujuan: Ipal-3 ({tmp_path / 'dua' / 'Ipal.geojson'})" in "".join(
        run(*asked, "--no-areas").stdout.splitlines()
    ).replace("─", "")


@pytest.mark.parametrize("more", [[], ["--columns", "rbi"], ["--out", "hasil"]])
def test_a_file_of_points_is_no_file_of_roads(
    asked: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    swapped = run("access", asked[2], asked[1], asked[3], *more)
    assert swapped.exit_code == 3
    assert "sentra.geojson tidak memuat jalan: tidak satu pun dari 4 barisnya berupa garis." in swapped.stderr
    english = run("access", asked[2], asked[1], asked[3], "--lang", "en", *more).stderr
    assert "sentra.geojson has no roads: none of its 4 rows is a line." in english
    assert "--roads-layer" in english


def test_a_coordinate_system_that_is_missing_or_wrong_names_the_option_of_the_roads(
    asked: list[object], tmp_path: Path
) -> None:
    lines = tmp_path / "tanpa.shp"
    gpd.GeoDataFrame({"REMARK": ["Jalan Lokal"]}, geometry=[line((0, 0), (500, 0))], crs="EPSG:32749").to_file(lines)
    lines.with_suffix(".prj").unlink()
    for options, code in ((["--roads-crs", "EPSG:32749"], 1), ([], 3), (["--roads-crs", "EPSG:4326"], 3)):
        for lang in ("id", "en"):
            result = run("access", lines, *asked[2:], *options, "--lang", lang)
            assert result.exit_code == code, result.output
            if code == 3:
                assert "--roads-crs" in result.stderr
                assert not {"crs=", "read_layer", "set_crs"} & set(result.stderr.replace("(", " ").split())
                assert str(lines) in result.stderr
    degrees = written(tmp_path / "derajat.gpkg", [shapely.LineString([(112, -7), (113, -7)])], crs="EPSG:32749")
    told = " ".join(run("access", degrees, *asked[2:]).stdout.split())
    assert "DEGREES_AS_METRES" in told
    assert "--roads-crs 4326" in told.replace("│", "")


def test_several_answers_do_not_fit_into_one_file(asked: list[object], gates: Path, tmp_path: Path) -> None:
    result = run(*asked, gates, "--out", tmp_path / "satu.csv")
    assert result.exit_code not in (0, 1)
    assert "2 berkas tujuan" in " ".join(result.output.split())
    assert not (tmp_path / "satu.csv").exists()


def test_words_that_the_vehicle_does_not_know_are_told_with_their_edges(tmp_path: Path) -> None:
    kinds = ["Jalan Lokal", "Jalan Bulan", "Jalan Bulan"]
    shapes = [line((0, 0), (500, 0)), line((500, 0), (900, 0)), line((900, 0), (1200, 0))]
    road = written(tmp_path / "jalan.gpkg", shapes, crs="EPSG:32749", REMARK=kinds)
    place = written(tmp_path / "tempat.geojson", points((100, 0)), crs="EPSG:32749", id=["a"])
    result = run("access", road, place, place, "--json")
    assert result.exit_code == 1
    row = next(row for row in json.loads(result.stdout)["findings"] if row["code"] == "CLASS_UNKNOWN")
    assert (row["feature_id"], row["measure"]) == ("Jalan Bulan", 2)
    assert "Kolom jalan: rbi: road_class=REMARK." in " ".join(run("access", road, place, place).stdout.split())


def test_roads_without_a_class_column_say_so(tmp_path: Path) -> None:
    road = written(tmp_path / "jalan.gpkg", [line((0, 0), (500, 0))], crs="EPSG:32749", jenis=["a"])
    place = written(tmp_path / "tempat.geojson", points((100, 0)), crs="EPSG:32749", id=["a"])
    told = run("access", road, place, place).stdout
    assert "tidak ada yang dikenal" in told
    assert "CLASS_ABSENT" in told
    assert "--without-class" in told
    refused = run("access", road, place, place, "--columns", "rbi", "--json")
    assert refused.exit_code == 3
    assert "REMARK" in json.loads(refused.stdout)["error"]["message_id"]
    assert run("access", road, place, place, "--without-class", "local").exit_code == 0


def test_places_without_a_coordinate_system_name_their_file_and_their_option(asked: list[object]) -> None:
    places = Path(str(asked[2])).with_name("tempat.shp")
    gpd.GeoDataFrame({"id": ["a"]}, geometry=points((100, 0)), crs="EPSG:32749").to_file(places)
    places.with_suffix(".prj").unlink()
    error = json.loads(run(*asked[:2], places, asked[3], "--json").stdout)["error"]
    assert error["file"] == str(places)
    assert "--origins-crs" in error["hint_id"]
    assert run(*asked[:2], places, asked[3], "--origins-crs", "EPSG:32749").exit_code == 1, (
        "no error: the roads' findings"
    )


def test_a_fact_that_is_none_names_the_option_and_the_fact_that_is_meant(asked: list[object]) -> None:
    error = json.loads(run(*asked, "--columns", "class=REMARK", "--json").stdout)["error"]
    assert error["message_en"].startswith("--columns knows nothing of class")
    assert "road_class" in error["hint_en"]


def test_a_tolerance_is_not_offered_where_it_cannot_be_given(tmp_path: Path) -> None:
    node = '<node id="{}" lat="{}" lon="{}"/>'.format
    way = '<way id="{0}"><nd ref="{1}"/><nd ref="{2}"/><tag k="highway" v="residential"/></way>'.format
    nodes = node(1, -7.5, 112.0) + node(2, -7.5, 112.1) + node(3, -7.49991, 112.05) + node(4, -7.49, 112.05)
    roads = tmp_path / "jalan.osm"
    roads.write_text(f'<osm version="0.6">{nodes}{way(5, 1, 2)}{way(6, 3, 4)}</osm>', encoding="utf-8")
    place = written(tmp_path / "asal.geojson", [shapely.Point(112.01, -7.5)], name=["asal"])
    told = run("access", roads, place, place).stdout
    assert "END_NEAR_ROAD" in told
    assert "betulkan datanya" in " ".join(told.split()).replace("│", "")
    assert "--tolerance-m" not in told
