"""``petasentra supply``: who supplies whom, what is missing and why, from tables."""

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

LEGS = {("G", "S"): 40, ("H", "S"): 90, ("S", "B"): 10, ("S", "R"): 5}


def tables(folder: Path, **texts: str) -> Path:
    """A folder of CSV files; every name is the one of a table."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    """12.97 t of slag a day from two sources, a sentra with a permit for 6, one buyer, a dump."""
    return tables(
        tmp_path / "rantai",
        rute="from_id,to_id,km\n" + "".join(f"{a},{b},{km}\n" for (a, b), km in LEGS.items()),
        komoditas="name,b3,waste_code\nslag,ya,B313-2\nresidue,true,\n",
        sumber="id,commodity,t_per_day,idr_per_t,synthetic\nG,slag,10,400000,true\nH,slag,2.97,300000,true\n",
        pengolah="id,recipe,t_per_day,idr_per_t,sentra\nS,slag=-1; ingot=0.269; residue=0.731,15,900000,Contoh\n",
        pembeli="id,commodity,t_per_day,unmet_penalty_idr,purpose\nB,ingot,3,30000000,use\nR,residue,20,1000000,disposal\n",
        izin="permit_id,site_id,t_per_day,valid_until\nP1,S,6,2030-12-31\nP2,R,20,\n",
        kendaraan="name,idr_per_t_km,b3_licensed\ntruk,1500,true\n",
    )


def twin(**solve: Any) -> Any:
    """The same chain by hand."""
    import pyarrow as pa

    begin, end = zip(*LEGS, strict=True)
    made = ps.SupplyChain(legs=pa.table({"from_id": begin, "to_id": end, "km": [float(km) for km in LEGS.values()]}))
    made.add_commodity("slag", b3=True, waste_code="B313-2")
    made.add_commodity("residue", b3=True)
    made.add_sources(pa.table({"id": ["G", "H"], "price": [4e5, 3e5], "t_per_day": [10, 2.97]}), "slag", "t_per_day",
                     idr_per_t="price")  # fmt: skip
    recipe = {"slag": -1, "ingot": 0.269, "residue": 0.731}
    made.add_processors(pa.table({"id": ["S"]}), recipe, 15, unit="t/day", idr_per_t=9e5)
    made.add_markets(pa.table({"id": ["B"]}), "ingot", 3, unit="t/day", unmet_penalty_idr=3e7)
    made.add_markets(pa.table({"id": ["R"]}), "residue", 20, unit="t/day", unmet_penalty_idr=1e6, purpose="disposal")
    made.add_permits(pa.table({"permit_id": ["P1", "P2"], "site_id": ["S", "R"], "t_per_day": [6.0, 20.0]}))
    made.add_vehicle("truk", idr_per_t_km=1500, b3_licensed=True)
    return made.solve(**solve)


def test_the_document_has_the_numbers_of_the_library(chain: Path) -> None:
    result = run("supply", chain, "--as-of", "2026-06-01", "--json")
    assert result.exit_code == 1, result.output
    document = json.loads(result.stdout)
    by_hand = twin()
    assert document["status"] == "optimal"
    assert document["total_idr"] == pytest.approx(by_hand.total_idr, rel=1e-9)
    ours = {(row["from_id"], row["to_id"]): row["amount_t"] for row in document["flows"]}
    theirs = {(row["from_id"], row["to_id"]): row["amount_t"] for row in by_hand.flows.to_pylist()}
    assert ours == pytest.approx(theirs)
    assert sum(tonnes for (_, to), tonnes in ours.items() if to == "S") == pytest.approx(6 * 365), "the permit holds"
    missing = {row["site_id"]: row for row in document["unmet"]}
    assert missing["B"]["unmet_t"] == pytest.approx((3 - 6 * 0.269) * 365)
    assert "P1" in missing["B"]["reason_id"]
    assert "P1" in document["conflict"]["text_en"]
    assert document["certificate"]["dual_idr"] == pytest.approx(by_hand.total_idr, rel=1e-9)
    cuts = {row["name"]: row for row in document["cuts"]}
    assert cuts["S"]["lost_t"] > cuts["G"]["lost_t"] > 0
    assert document["synthetic"] is True


def test_what_breaks_a_permit_is_told_where_permits_only_report(chain: Path) -> None:
    document = json.loads(run("supply", chain, "--as-of", "2026-06-01", "--permits", "report", "--json").stdout)
    found = {row["code"]: row for row in document["custody"]["findings"]}
    assert "CUSTODY_ABOVE_PERMIT" in found
    # The buyer wants 3 t of ingot a day: 11.15 t of slag.
    assert found["CUSTODY_ABOVE_PERMIT"]["measure"] == pytest.approx(3 / 0.269, abs=0.01)


def test_people_read_words_in_both_languages(chain: Path) -> None:
    told = " ".join(run("supply", chain, "--as-of", "2026-06-01").stdout.split())
    for words in (
        "Biaya seluruhnya",
        "Yang tidak terpenuhi",
        "izin P1",
        "Satu per satu diputus",
        "rekaan atau skematik",
    ):
        assert words in told
    told = " ".join(run("supply", chain, "--as-of", "2026-06-01", "--lang", "en").stdout.split())
    for words in ("All costs", "What is missing", "permit P1", "One thing lost at a time", "invented or schematic"):
        assert words in told
    assert "Biaya" not in told


def test_a_chain_in_which_all_is_well_is_exit_code_0(tmp_path: Path) -> None:
    folder = tables(
        tmp_path / "kecil",
        legs="from_id,to_id,km,minutes\nG,B,12.5,20\n",
        sources="id,commodity,t_per_year\nG,singkong,100\n",
        markets="id,commodity,t_per_year,unmet_penalty_idr\nB,singkong,80,9000000\n",
        vehicles="name,profile,idr_per_t_km,idr_per_hour,payload_t\npick-up,light_truck,2000,60000,2\n",
    )
    result = run("supply", folder)
    assert result.exit_code == 0, result.output
    assert "Semua permintaan terpenuhi." in result.stdout
    assert "rekaan" not in result.stdout


def test_seasons_and_storages_come_from_tables(tmp_path: Path) -> None:
    folder = tables(
        tmp_path / "musim",
        periode="name,days\npanen,120\npaceklik,245\n",
        rute="from_id,to_id,km\nkebun,gudang,3\ngudang,pasar,4\nkebun,pasar,5\n",
        sumber="id,commodity,panen_t,synthetic\nkebun,singkong,50,true\n",
        gudang="id,commodity,capacity_t,loss_share,synthetic\ngudang,singkong,20,0.1,true\n",
        pembeli='id,commodity,panen_t,paceklik_t,unmet_penalty_idr,synthetic\npasar,singkong,15,20,"9.000.000",true\n',
        kendaraan="name,idr_per_t_km\npick-up,2000\n",
    )
    result = run("supply", folder, "--numbers", "id", "--json")
    # The share lost is written 0.1, which in Indonesian writing is no number.
    assert result.exit_code == 3, result.output
    (folder / "gudang.csv").write_text(
        "id;commodity;capacity_t;loss_share;synthetic\ngudang;singkong;20;0,1;true\n", encoding="utf-8"
    )
    document = json.loads(run("supply", folder, "--numbers", "id", "--json").stdout)
    assert document["synthetic"] is True, "every row says so"
    missing = {row["period"]: row["unmet_t"] for row in document["unmet"]}
    assert missing == pytest.approx({"panen": 0, "paceklik": 2}), "18 t of 20 are left after the loss"


def test_errors_of_the_check_are_told_and_nothing_is_solved(chain: Path) -> None:
    tables(chain, sumber="id,commodity,t_per_day\nG,slag,10\nG,slag,3\n")
    result = run("supply", chain, "--as-of", "2026-06-01", "--json")
    assert result.exit_code == 1, result.output
    document = json.loads(result.stdout)
    assert (document["status"], document["flows"], document["total_idr"]) == ("refused", [], None)
    assert "DUPLICATE_ID" in [row["code"] for row in document["check"]]
    assert "Tidak dihitung" in run("supply", chain, "--as-of", "2026-06-01").stdout


def test_what_cannot_be_satisfied_names_the_conflict(chain: Path) -> None:
    tables(chain, sumber="id,commodity,t_per_day,must_leave\nG,slag,12.97,true\n")
    result = run("supply", chain, "--as-of", "2026-06-01", "--lang", "en")
    assert result.exit_code == 1, result.output
    told = " ".join(result.stdout.split())
    assert "The permit P1 of 6 t/day at S is below the 12.97 t/day of slag that has to leave G." in told
    assert "Raise the permit P1 of 6 t/day at S by 6.97 t/day." in told


def test_roads_places_and_files(tmp_path: Path) -> None:
    """A road of 10 km with a bridge between source and buyer; amounts stand in a GeoPackage and a CSV."""
    east, north = 640_000.0, 9_160_000.0
    shapes = [
        shapely.LineString([(east + a, north), (east + b, north)]) for a, b in ((0, 4000), (4000, 6000), (6000, 10_000))
    ]
    folder = tmp_path / "jalan-dan-tapak"
    folder.mkdir()
    written(folder / "jalan.gpkg", shapes, crs="EPSG:32749", highway=["residential"] * 3,
            name=["Barat", "Jembatan Contoh", "Timur"])  # fmt: skip
    written(folder / "sources.gpkg", [shapely.box(east, north, east + 10, north + 10)], crs="EPSG:32749",
            id=["G"], commodity=["dross"], t_per_year=[90.0])  # fmt: skip
    end = gpd.GeoSeries([shapely.Point(east + 10_000, north)], crs=32749).to_crs(4326).iloc[0]
    tables(
        folder,
        markets=f"name,lon,lat,commodity,t_per_year,unmet_penalty_idr\nB,{end.x!r},{end.y!r},dross,80,9000000\n",
        vehicles="name,idr_per_t_km\ntruk,1500\n",
        catatan="apa pun\n1\n",
    )
    out = tmp_path / "hasil"
    document = json.loads(run("supply", folder, "--columns", "osm", "--by", "name", "--out", out, "--json").stdout)
    (flow,) = document["flows"]
    assert (flow["from_id"], flow["to_id"]) == ("G", "B")
    assert flow["amount_t"] == pytest.approx(80)
    assert flow["km"] == pytest.approx(10, abs=0.05)
    cuts = {row["name"]: row for row in document["cuts"]}
    assert cuts["Jembatan Contoh"]["lost_t"] == pytest.approx(80)
    assert document["notes"][0]["message_id"].endswith("catatan.csv.")
    routes = gpd.read_file(out / "rantai.gpkg", layer="routes")
    assert routes.geometry.length.iloc[0] == pytest.approx(10_000, abs=50)
    assert len(gpd.read_file(out / "rantai.gpkg", layer="cuts")) == 3
    with (out / "kekurangan.csv").open(encoding="utf-8-sig") as stream:
        assert [row["status"] for row in csv.DictReader(stream)] == ["met"]
    assert {path.name for path in out.iterdir()} == {Path(one).name for one in document["files"].values()}
    assert {"peta.html", "sankey.html"} <= {path.name for path in out.iterdir()}
    told = run("supply", folder, "--columns", "osm", "--by", "name", "--out", out)
    assert told.exit_code in (0, 1), told.output
    assert all(Path(one).name in told.stdout for one in document["files"].values()), "each file is listed by its name"


@pytest.fixture
def flooded(tmp_path: Path) -> Path:
    """A road of 10 km from source to buyer, and two floods: over its middle, and over nothing."""
    east, north = 640_000.0, 9_160_000.0
    folder = tmp_path / "rantai"
    folder.mkdir()
    shapes = [shapely.LineString([(east + a, north), (east + a + 5000, north)]) for a in (0, 5000)]
    written(folder / "jalan.gpkg", shapes, crs="EPSG:32749", highway=["residential"] * 2, name=["Barat", "Timur"])
    for name, at in (("sources", east), ("markets", east + 10_000)):
        more = {"unmet_penalty_idr": [9e6]} if name == "markets" else {}
        written(folder / f"{name}.gpkg", [shapely.Point(at, north)], crs="EPSG:32749", id=[name[0].upper()],
                commodity=["dross"], t_per_year=[80.0], **more)  # fmt: skip
    tables(folder, vehicles="name,idr_per_t_km,idr_per_hour\ntruk,1500,60000\n")
    areas = [
        shapely.box(east + 6000, north - 50, east + 6100, north + 50),
        shapely.box(east, north + 500, east + 9, north + 600),
    ]
    written(tmp_path / "areas.gpkg", areas, crs="EPSG:32749", nama=["kali", "sawah"], ulang=[25, 5], kec=[0.5, 0.5])
    return folder


def test_floods_are_told_written_and_drawn(flooded: Path, tmp_path: Path) -> None:
    asked = ["supply", flooded, "--columns", "osm", "--flood", tmp_path / "areas.gpkg"]
    out = tmp_path / "hasil"
    document = json.loads(run(*asked, "--out", out, "--json").stdout)
    first, second = document["floods"]["rows"]
    assert (first["status"], first["lost_t"], first["road_names"]) == ("short", pytest.approx(80), ["Timur"])
    assert (second["status"], second["extra_idr"]) == ("unchanged", 0)
    assert [row["code"] for row in document["floods"]["findings"]] == ["SCENARIO_NO_EDGE"]
    assert "berhenti" in document["floods"]["rules_id"]
    assert len(gpd.read_file(out / "rantai.gpkg", layer="flood_areas")) == 2
    (road,) = gpd.read_file(out / "rantai.gpkg", layer="flood_roads").to_dict("records")
    assert (road["name"], road["status"], road["speed_left"]) == ("kali", "short", 0)
    with (out / "banjir.csv").open(encoding="utf-8-sig") as stream:
        assert [row["name"] for row in csv.DictReader(stream)] == ["kali", "sawah"]
    assert "Banjir di atas jalan" in (out / "peta-banjir.html").read_text(encoding="utf-8")
    assert {path.name for path in out.iterdir()} == {Path(one).name for one in document["files"].values()}
    told = " ".join(run(*asked, "--lang", "en").stdout.split())
    assert "Floods over roads" in told
    assert "sites within stand still" in told
    slow = json.loads(
        run(*asked, "--flood-by", "ulang", "--flood-slow", "0,5", "--flood-sites", "cut_off", "--json").stdout
    )
    assert [row["name"] for row in slow["floods"]["rows"]] == ["5", "25"]
    (_, row) = slow["floods"]["rows"]
    assert (row["status"], row["roads_slowed"]) == ("dearer", 1)
    column = json.loads(run(*asked, "--flood-slow", "kec", "--json").stdout)
    assert column["floods"]["rows"][0]["extra_idr"] == pytest.approx(row["extra_idr"])
    by_class = json.loads(run(*asked, "--flood-class", "residential=0,5", "--json").stdout)
    assert by_class["floods"]["rows"][0]["extra_idr"] == pytest.approx(row["extra_idr"])


def test_a_file_of_floods_in_the_folder_is_asked_without_being_named(flooded: Path, tmp_path: Path) -> None:
    (tmp_path / "areas.gpkg").rename(flooded / "banjir.gpkg")
    document = json.loads(run("supply", flooded, "--columns", "osm", "--json").stdout)
    assert [row["name"] for row in document["floods"]["rows"]] == ["kali", "sawah"]
    assert document["notes"] == []


def test_floods_that_make_no_sense_name_their_options(flooded: Path, tmp_path: Path) -> None:
    asked = ["supply", flooded, "--columns", "osm", "--flood", tmp_path / "areas.gpkg"]
    wrong = run(*asked, "--flood-slow", "3")
    assert wrong.exit_code == 2
    assert "--flood-slow 3.0" in wrong.stderr
    assert "lokal=0,3" in run(*asked, "--flood-class", "residential").stderr
    assert run(*asked, "--flood-class", "tol=0,5").exit_code == 2
    assert "'nama'" in run(*asked, "--flood-by", "nma").stderr
    written(tmp_path / "kembar.gpkg", [shapely.box(0, 0, 1, 1)] * 2, crs="EPSG:32749", nama=["a", "a"])
    twice = run("supply", flooded, "--columns", "osm", "--flood", tmp_path / "kembar.gpkg")
    assert twice.exit_code == 3
    assert "--flood-by nama" in twice.stderr
    assert "kembar.gpkg" in twice.stderr


def test_people_and_rice_fields_along_b3_come_from_layers(tmp_path: Path) -> None:
    east, north = 640_000.0, 9_160_000.0
    folder, ground = tmp_path / "rantai", shapely.box(east, north - 100, east + 1000, north + 300)
    folder.mkdir()
    written(folder / "jalan.gpkg", [shapely.LineString([(east, north), (east + 4000, north)])], crs="EPSG:32749",
            highway=["residential"])  # fmt: skip
    written(folder / "sources.gpkg", [shapely.Point(east, north)], crs="EPSG:32749", id=["G"], commodity=["slag"],
            t_per_year=[90.0])  # fmt: skip
    written(folder / "markets.gpkg", [shapely.Point(east + 4000, north)], crs="EPSG:32749", id=["B"],
            commodity=["slag"], t_per_year=[90.0], unmet_penalty_idr=[9e6])  # fmt: skip
    written(tmp_path / "desa.gpkg", [ground], crs="EPSG:32749", jiwa=[800])
    tables(folder, commodities="name,b3\nslag,true\n", vehicles="name,idr_per_t_km,b3_licensed\ntruk,1500,true\n")
    asked = ["supply", folder, "--columns", "osm", "--permits", "report", "--people", tmp_path / "desa.gpkg",
             "--population", "jiwa", "--rice-field", tmp_path / "desa.gpkg"]  # fmt: skip
    out = tmp_path / "hasil"
    document = json.loads(run(*asked, "--corridor-m", 100, "--out", out, "--json").stdout)
    (row,) = document["custody"]["passing"]
    assert row["people"] == pytest.approx(400, rel=0.01)  # half of the ground
    assert row["rice_field_m"] == pytest.approx(1000, abs=2)
    with (out / "dilalui-b3.csv").open(encoding="utf-8-sig") as stream:
        assert len(list(csv.DictReader(stream))) == 1
    assert "Yang dilalui B3" in run(*asked, "--corridor-m", 100).stdout
    refused = run(*asked)
    assert refused.exit_code == 2
    assert "--corridor-m" in refused.stderr


def test_findings_of_custody_name_tables_and_options(chain: Path) -> None:
    """Not the methods and arguments of the library."""
    document = json.loads(run("supply", chain, "--as-of", "2035-06-01", "--permits", "report", "--json").stdout)
    findings = document["custody"]["findings"] + document["check"]
    names = [f"{what}_{lang}" for what in ("message", "hint") for lang in ("id", "en")]
    told = " ".join(str(row[name]) for row in findings for name in names)
    assert "tabel dokumen" in told
    assert "the table movements" in told
    assert "add_" not in told
    assert "as_of" not in told


@pytest.mark.parametrize(
    ("changes", "options", "code", "told"),
    [
        ({"sumber": "id,commodity,t_per_day\nG,slag,banyak\n"}, [], 3, "'banyak' bukan angka (baris 1)"),
        ({"sumber": "id,commodity,t_per_day\nG,slag,1.500\n"}, [], 3, "dapat berarti dua angka"),
        ({"sumber": "id,commodity,pasokan\nG,slag,10\n"}, [], 3, "Tidak ada kolom yang memuat jumlah"),
        ({"sumber": "id,commodity,t_per_day,kg_per_day\nG,slag,10,9\n"}, [], 3, "Beberapa kolom memuat jumlah"),
        ({"sumber": "commodity,t_per_day\nslag,10\n"}, [], 3, "Tidak ada kolom 'id'"),
        ({"sources": "id,commodity,t_per_day\nG,slag,10\n"}, [], 3, "memuat tabel yang sama"),
        ({"komoditas": "name,b3\nslag,mungkin\n"}, [], 3, "'mungkin' bukan true atau false"),
        ({"pengolah": "id,recipe\nS,slag\n"}, [], 3, "tidak seperti slag=-1; ingot=0.269."),
        ({"kendaraan": "name,payload_t\ntruk,0\n"}, [], 2, "tidak di atas 0"),
        ({"rute": "from_id,to_id,km\nG,S,-4\n"}, [], 3, "keduanya harus 0 atau lebih"),
        ({"izin": "permit_id,site_id\nP1,S\n"}, [], 3, "t_per_day"),
        ({}, ["--as-of", "besok"], 2, "bukan tanggal"),
        ({}, ["--permits", "entah"], 2, ""),
    ],
)
def test_wrong_tables_are_told_with_their_code(
    chain: Path, changes: dict[str, str], options: list[str], code: int, told: str
) -> None:
    tables(chain, **changes)
    result = run("supply", chain, *(options or ["--as-of", "2026-06-01"]), "--json")
    assert result.exit_code == code, result.output
    if told:
        error = json.loads(result.stdout)["error"]
        assert told in error["message_id"]
        assert error["message_en"] != error["message_id"]


def test_folders_without_what_a_chain_needs_are_refused(tmp_path: Path, chain: Path) -> None:
    assert run("supply", tmp_path / "tiada", "--json").exit_code == 3
    (chain / "rute.csv").unlink()
    result = run("supply", chain, "--json")
    assert result.exit_code == 2
    assert "jalan maupun rute" in json.loads(result.stdout)["error"]["message_id"]
    (chain / "pembeli.csv").unlink()
    tables(chain, legs="from_id,to_id,km\nG,S,4\n")
    result = run("supply", chain, "--json")
    assert result.exit_code == 3
    assert "markets" in json.loads(result.stdout)["error"]["message_id"]
    road = written(tmp_path / "jalan.gpkg", [shapely.LineString([(0, 0), (9, 9)])], crs="EPSG:32749", highway=["path"])
    assert run("supply", chain, "--roads", road, "--json").exit_code == 2, "roads and legs"
