"""The bundled study area: data/README.md holds, checked with geopandas; then what petasentra says of it."""

import csv
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

import petasentra as ps
from petasentra.spreadsheets import permissions_csv

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "data" / "jombang"
SHARED = Path(os.environ.get("PETASENTRA_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
PLANS = ("2009", "2021")
UTM = 32749
# Hectares: 2021 as published, 2009 as assumed by data/maker.
TOTALS = {("2021", "KPI"): 2685.0, ("2021", "P-1"): 38149.33, ("2009", "KPI"): 820.0, ("2009", "P-1"): 40500.0}


def layer(name):
    return gpd.read_file(FOLDER / name)


def rows_of(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def toml(name):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def desa():
    return layer("desa.fgb")


@pytest.fixture(scope="module")
def kecamatan():
    return layer("kecamatan.fgb")


@pytest.fixture(scope="module")
def kabupaten(kecamatan):
    return shapely.union_all(kecamatan.geometry.to_numpy())


@pytest.fixture(scope="module", params=PLANS)
def zones(request):
    return request.param, layer(f"zones-{request.param}.fgb")


def matrix(year):
    with (FOLDER / f"permissions-{year}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return rows[0][1:], {row[0]: dict(zip(rows[0][1:], row[1:], strict=True)) for row in rows[1:]}


def test_the_spreadsheet_says_what_the_table_says():
    text = permissions_csv(FOLDER / "permissions-2021.xlsx")
    assert text == (FOLDER / "permissions-2021.csv").read_text(encoding="utf-8")


def test_a_pack_may_name_the_spreadsheet_itself(tmp_path):
    folder = shutil.copytree(FOLDER, tmp_path / "jombang")
    plan = folder / "perda-10-2021.toml"
    text = plan.read_text(encoding="utf-8").replace("permissions-2021.csv", "permissions-2021.xlsx")
    plan.write_text(text, encoding="utf-8")
    (folder / "permissions-2021.csv").unlink()
    variant = ps.read_plan_pack(folder).instrument("perda-10-2021").permissions
    bundled = ps.read_plan_pack(FOLDER).instrument("perda-10-2021").permissions
    assert variant.cells == bundled.cells
    assert variant.zones == bundled.zones


def test_the_bundle_stays_within_two_megabytes():
    assert sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file()) <= 2_000_000


def test_zones_tile_the_kabupaten_without_gap_or_overlap(zones, kabupaten):
    _, layer_ = zones
    shapes = layer_.geometry.to_numpy()
    assert layer_.crs.to_epsg() == UTM
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    a, b = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = a < b
    overlaps = shapely.area(shapely.intersection(shapes[a[pairs]], shapes[b[pairs]]))
    assert pairs.sum() > 300
    assert overlaps.max() <= 1e-3
    covered = shapely.union_all(shapes)
    assert shapely.area(shapely.symmetric_difference(covered, kabupaten)) <= 1e-3
    assert layer_.area.sum() == pytest.approx(kabupaten.area, abs=1e-3)


def test_desa_kecamatan_and_zones_share_their_vertices(desa, kecamatan, zones):
    _, layer_ = zones
    vertices = {tuple(xy) for xy in shapely.get_coordinates(layer_.geometry.to_numpy())}
    outline = shapely.get_coordinates(shapely.boundary(shapely.coverage_union_all(kecamatan.geometry.to_numpy())))
    assert {tuple(xy) for xy in outline} <= vertices
    assert shapely.coverage_is_valid(desa.geometry.to_numpy())
    assert shapely.coverage_is_valid(kecamatan.geometry.to_numpy())
    for code, part in desa.groupby("district_code"):
        whole = kecamatan.geometry[kecamatan["district_code"] == code].iloc[0]
        assert shapely.area(shapely.symmetric_difference(shapely.union_all(part.geometry.to_numpy()), whole)) <= 1e-3


def test_zones_have_classes_enough_and_say_they_are_schematic(zones):
    _, layer_ = zones
    assert layer_["KODKWS"].nunique() >= 8
    assert 150 <= len(layer_) <= 400
    assert (layer_["SKEMATIK"] == 1).all()
    assert (layer_["KET"] == "skematik, bukan peta rencana").all()
    assert layer_.groupby("KODKWS")["NAMOBJ"].nunique().eq(1).all()


def test_stated_hectares_are_planar_utm_hectares(zones):
    _, layer_ = zones
    np.testing.assert_allclose(layer_["LUASHA"], layer_.area / 1e4, atol=5e-6, rtol=0)


def test_published_and_assumed_totals_are_met_within_one_hectare(zones):
    year, layer_ = zones
    for code in ("KPI", "P-1"):
        assert layer_.area[layer_["KODKWS"] == code].sum() / 1e4 == pytest.approx(TOTALS[year, code], abs=1.0)


def test_industry_grows_where_the_later_plan_is_said_to_add_it():
    kpi = {
        year: z[z["KODKWS"] == "KPI"].set_index("WADMKC")["LUASHA"]
        for year in PLANS
        for z in [layer(f"zones-{year}.fgb")]
    }
    grown = {name for name in kpi["2021"].index if kpi["2021"][name] > kpi["2009"].get(name, 0.0) + 150}
    assert grown == {"Bandarkedungmulyo", "Kabuh", "Kudu", "Ploso"}
    assert not {"Sumobito", "Kesamben"} & set(kpi["2021"].index)


def test_desa_keep_the_codes_of_cod_ab(desa):
    assert len(desa) == 310
    assert desa["village_code"].is_unique
    assert desa["village_code"].str.startswith("id3517").all()
    forest = desa[desa["forest_unit"] == 1]
    assert len(forest) == 4
    assert (forest["village"] == "Perhutani").all()
    assert (forest["village_code"].str[-3:] == "999").all()


def test_crosswalk_has_every_kecamatan_in_all_three_systems(kecamatan):
    rows = rows_of("kode-wilayah.csv")
    units = {row["kemendagri"]: row for row in rows}
    assert list(rows[0]) == ["kemendagri", "bps", "cod_ab", "name", "level"]
    assert units["35.17"]["level"] == "kabupaten"
    assert set(units) == {"35.17", *(f"35.17.{number:02d}" for number in range(1, 22))}
    assert (units["35.17.11"]["bps"], units["35.17.11"]["cod_ab"]) == ("3517100", "id3517100")
    assert (units["35.17.12"]["name"], units["35.17.12"]["bps"]) == ("Kesamben", "3517160")
    assert units["35.17.09"]["bps"] == "3517130"
    assert {row["cod_ab"] for row in rows if row["level"] == "kecamatan"} == set(kecamatan["district_code"])
    assert (kecamatan["kemendagri"].map(lambda code: units[code]["cod_ab"]) == kecamatan["district_code"]).all()


@pytest.mark.parametrize("year", PLANS)
def test_every_zone_code_is_a_column_of_its_matrix(year):
    codes, cells = matrix(year)
    assert set(layer(f"zones-{year}.fgb")["KODKWS"]) == set(codes)
    assert len(cells) >= 30
    assert all(cell for row in cells.values() for cell in row.values())


@pytest.mark.parametrize("year", PLANS)
def test_every_condition_in_a_cell_has_a_row(year):
    known = {row["id"] for row in rows_of(f"conditions-{year}.csv")}
    _, cells = matrix(year)
    used = {part for row in cells.values() for cell in row.values() for part in cell.split(",")} - {"I", "X"}
    assert used <= known


def test_metal_recovery_is_permitted_in_industry_zones_only():
    for year in PLANS:
        _, cells = matrix(year)
        row = cells["daur-ulang-slag-aluminium"]
        assert [code for code, cell in row.items() if cell != "X"] == ["KPI"]


def test_activities_carry_kbli_prefixes_and_one_is_left_out_of_the_matrices():
    activities = rows_of("activities.csv")
    ids = [row["id"] for row in activities]
    assert len(ids) == len(set(ids)) >= 30
    assert all(3 <= len(row["kbli"]) <= 5 and row["kbli"].isdigit() for row in activities)
    for year in PLANS:
        _, cells = matrix(year)
        assert set(ids) - set(cells) == {"pertambangan-sirtu"}
        assert set(cells) <= set(ids)


def test_the_xlsx_holds_no_clock():
    with zipfile.ZipFile(FOLDER / "permissions-2021.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2021, 12, 31, 0, 0, 0)}


@pytest.fixture(scope="module")
def sites():
    return layer("sentra.geojson").to_crs(UTM).set_index("site_id")


def shares_of(site, year):
    zones = layer(f"zones-{year}.fgb")
    area = pd.Series(shapely.area(shapely.intersection(zones.geometry.to_numpy(), site)))
    shares = area.groupby(zones["KODKWS"].to_numpy()).sum() / site.area
    return shares[shares > 1e-6].to_dict()


def test_the_sentra_of_the_study_has_its_published_size_across_two_zones(sites, desa):
    site = sites.geometry["contoh-a"]
    assert site.area == pytest.approx(11_600, abs=1.0)
    home = desa[(desa["village"] == "Kendalsari") & (desa["district"] == "Sumobito")].geometry.iloc[0]
    assert shapely.contains_properly(home, site)
    assert sites.loc["contoh-a", "units"] == 25
    assert sites.loc["contoh-a", "activity"] == "daur-ulang-slag-aluminium"
    for year in PLANS:
        shares = shares_of(site, year)
        assert set(shares) == {"P-1", "PD"}
        assert min(shares.values()) > 0.2


@pytest.mark.parametrize(
    ("site_id", "expected"),
    [("contoh-b", {"P-1"}), ("contoh-c", {"KPI"}), ("contoh-d", {"PD"}), ("contoh-f", {"PK"})],
)
def test_other_sites_lie_wholly_in_one_zone_of_both_plans(sites, site_id, expected):
    for year in PLANS:
        shares = shares_of(sites.geometry[site_id], year)
        assert set(shares) == expected
        assert sum(shares.values()) == pytest.approx(1.0, abs=1e-9)


def test_one_site_reaches_across_the_border_of_the_kabupaten(sites, kabupaten):
    site = sites.geometry["contoh-e"]
    assert 0.2 < shapely.intersection(site, kabupaten).area / site.area < 0.8


def test_kecamatan_of_the_sites_are_as_described(sites, kecamatan):
    def home(site_id):
        inside = shapely.contains(kecamatan.geometry.to_numpy(), sites.geometry[site_id])
        return kecamatan["name"][inside].tolist()

    assert home("contoh-b") == ["Sumobito"]
    assert home("contoh-c") == ["Ploso"]


def test_a_point_and_a_line_site_come_in_a_file_of_their_own():
    assert layer("sentra-titik.geojson").geom_type.tolist() == ["Point", "LineString"]


def test_nothing_invented_is_unmarked():
    for name in ("sentra.geojson", "sentra-titik.geojson", "smelter-rekaan.geojson"):
        table = layer(name)
        assert table["invented"].astype(bool).all()
        assert (table["note"] == "posisi rekaan").all()
        assert table["site_id"].is_unique
    assert (layer("roads.geojson")["schematic"] == 1).all()
    assert layer("sentra.geojson")["name"].str.fullmatch("Contoh [A-F]").all()
    assert layer("sentra.geojson")["established_on"].isna().all()


def test_smelters_follow_the_published_pattern(desa):
    smelters = layer("smelter-rekaan.geojson").to_crs(UTM)
    homes = gpd.sjoin(smelters, desa[["village", "district", "geometry"]], predicate="within")
    assert len(smelters) == len(homes) == 136
    assert homes.groupby("district").size().to_dict() == {"Kesamben": 26, "Sumobito": 110}
    assert homes.groupby("district")["village"].nunique().to_dict() == {"Kesamben": 5, "Sumobito": 14}
    assert (homes["desa"] == homes["village"] + ", Kec. " + homes["district"]).all()
    assert smelters["workers"].sum() == 700
    assert smelters["workers"].min() >= 1


def test_roads_join_the_places_they_name():
    where = {row["name"]: (float(row["lon"]), float(row["lat"])) for row in rows_of("places.csv")}
    roads = layer("roads.geojson")
    for road in roads.itertuples():
        assert road.geometry.coords[0] == where[road.from_place]
        assert road.geometry.coords[-1] == where[road.to_place]
    assert set(roads["class"]) == {"tol", "arteri", "kolektor", "lokal"}


def instruments(*replaced):
    pack = toml("pack.toml")
    return [toml(dict(replaced).get(name, name)) for name in pack["pack"]["instruments"]]


def test_three_plans_follow_each_other_without_gap():
    plans = [one["instrument"] for one in instruments()]
    assert [plan["id"] for plan in plans] == ["perda-9-2000", "perda-21-2009", "perda-10-2021"]
    for before, after in zip(plans, plans[1:], strict=False):
        assert before["in_force_to"] == after["in_force_from"]
        assert after["replaces"] == [before["id"]]
    assert "in_force_to" not in plans[-1]


def test_nothing_in_the_law_is_called_verified():
    for file in ("", *(f"variants/{p.name}" for p in sorted((FOLDER / "variants").iterdir()))):
        for one in [toml(file)] if file else instruments():
            assert not one["instrument"]["verified"]
            assert not any(one["instrument"]["verified_dates"].values())
            entries = [*one["layer"], *one.get("article", []), *([one["permissions"]] if "permissions" in one else [])]
            assert not any(entry["verified"] for entry in entries)
            assert all(article["label"].startswith("contoh:") for article in one.get("article", []))
    assert {row["verified"] for row in rows_of("facts.csv")} == {"false"}


def test_the_bare_record_holds_no_zones():
    old = toml("perda-9-2000.toml")
    assert all("path" not in one for one in old["layer"])
    assert "permissions" not in old


def test_the_pack_asserts_neither_variant_of_the_slag_rule():
    assert [rule["cell"] for rule in toml("perda-10-2021.toml")["area_rule"]] == ["?"]
    variants = {one["id"]: one["replace"][0]["with"] for one in toml("pack.toml")["variant"]}
    kept, dropped = toml(variants["slag-dipertahankan"]), toml(variants["slag-dihapus"])
    old = toml("perda-21-2009.toml")
    assert [rule["cell"] for rule in kept["area_rule"]] == [rule["cell"] for rule in old["area_rule"]] == ["B1,B3"]
    assert kept["area_rule"][0]["codes"] == ["35.17.11", "35.17.12"]
    assert "area_rule" not in dropped
    plain = toml("perda-10-2021.toml")
    for variant in (kept, dropped):
        assert variant["permissions"] == plain["permissions"]
        assert variant["layer"] == plain["layer"]
        assert "andaian" in variant["instrument"]["note_id"].lower()


def test_golden_cases_name_things_of_the_pack():
    ids = {row["id"] for row in rows_of("activities.csv")} | {"38301"}
    articles = {article["id"] for one in instruments() for article in one.get("article", [])}
    cases = toml("cases.toml")["case"]
    assert len(cases) >= 8
    for case in cases:
        assert case["name"].startswith("contoh: ")
        assert case["activity"] in ids
        assert set(case["article"]) <= articles
        assert shapely.is_valid(shapely.from_wkt(case["site"]))


@pytest.mark.parametrize("case", toml("cases.toml")["case"], ids=lambda case: case["name"])
def test_the_engine_answers_the_golden_cases(case):
    sites = gpd.GeoDataFrame(
        {"site_id": ["tapak"], "activity": [case["activity"]]}, geometry=[shapely.from_wkt(case["site"])], crs=4326
    )
    pack = ps.read_plan_pack(FOLDER)
    (row,) = ps.check(sites, pack, as_of=str(case["as_of"])).table.to_pylist()
    found = (row["verdict"], sorted(row["flags"]), sorted(row["article"]))
    assert found == (case["verdict"], sorted(case["flags"]), sorted(case["article"]))


def test_the_study_opens_lazily_and_reads_every_layer():
    study = ps.datasets.jombang()
    assert study.folder == FOLDER
    counts = [len(study.desa), len(study.kecamatan), len(study.smelters), len(study.sentra), len(study.sentra_points)]
    assert counts == [310, 21, 136, 6, 2]
    assert len(study.zones) == len(layer("zones-2021.fgb"))
    assert len(study.roads) == len(layer("roads.geojson"))
    assert len(study.facts) == len(rows_of("facts.csv"))
    with pytest.raises(ps.OptionError, match="jombang"):
        ps.datasets.path("lamongan")


@pytest.mark.parametrize("variant", [None, "slag-dipertahankan", "slag-dihapus"])
def test_the_special_zone_is_the_ground_of_both_kecamatan(variant, kecamatan):
    pack = ps.datasets.jombang().pack(variant)
    day = "2015-06-01" if variant is None else "2023-06-01"
    sites = kecamatan.assign(site_id=kecamatan["name"], activity="daur-ulang-slag-aluminium")
    rows = ps.check(sites, pack, as_of=day).table.to_pylist()
    ruled = {row["site_id"] for row in rows if "conflict" in row["flags"]}
    assert ruled == (set() if variant == "slag-dihapus" else {"Sumobito", "Kesamben"})


def test_facts_hold_disagreeing_sources_side_by_side():
    facts = rows_of("facts.csv")
    columns = ["subject", "attribute", "value", "low", "high", "unit", "period", "scope", "source", "verified"]
    assert list(facts[0]) == columns
    assert all(row["source"] and row["value"] for row in facts)
    for row in facts:
        if row["low"] and row["high"]:
            assert float(row["low"]) <= float(row["high"])
    values = {}
    for row in facts:
        values.setdefault((row["subject"], row["attribute"]), []).append(row["value"])
    assert values["sentra Kendalsari", "output"] == ["400-700", "1257"]
    assert values["slag di Jombang", "number of sentra"] == ["1", "2"]
    assert values["Kecamatan Kudu", "area"] == ["77.75", "30.81"]
    assert values["sentra Bakalan", "kecamatan"] == ["Sumobito", "Kesamben"]


def test_every_file_is_described_in_the_readme():
    text = (REPOSITORY / "data" / "README.md").read_text(encoding="utf-8")
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file():
            assert f"`{file.relative_to(FOLDER).as_posix()}`" in text, file.name


def test_rebuilding_gives_the_same_bytes(tmp_path, shared):
    script = REPOSITORY / "data" / "make_jombang.py"
    done = subprocess.run(
        [sys.executable, str(script), "--out", str(tmp_path)],
        env={**os.environ, "PETASENTRA_SHARED_DATA": str(SHARED)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = sorted(file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file())
    assert len(made) >= 15
    different = [str(name) for name in made if (tmp_path / name).read_bytes() != (FOLDER / name).read_bytes()]
    assert different == []
    shutil.rmtree(tmp_path)
