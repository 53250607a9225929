"""Published and independently computed numbers, reproduced: areas, pieces, places, distances, and who governs when."""

from __future__ import annotations

import csv
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import pytest
import shapely

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

UTM = "EPSG:32749"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def numbers(rows: list[dict[str, str]], column: str) -> np.ndarray:
    return np.array([float(r[column]) for r in rows])


# ---- areas -----------------------------------------------------------------------------------------------------------


def test_published_hectares_of_all_351_zones_are_planar_utm_areas(shared):
    zones = ps.read_layer(shared / "zoning" / "jombang_kp2b_shp.zip")
    assert len(zones) == 351
    stated = np.asarray(zones["LUASHA"], dtype=float)
    assert np.abs(zones.area("planar-utm") / 1e4 - stated).max() <= 5e-6
    assert np.abs(zones.area("geodesic") / 1e4 - stated).max() > 0.1, (
        "geodesic hectares are not what the plan publishes"
    )


@pytest.mark.parametrize(
    ("place", "layer", "planar"),
    [("jombang", "jombang_desa.gpkg", 32749), ("lombok_tengah", "lombok_tengah_desa.gpkg", 32750)],
)
def test_village_areas_agree_with_the_reference_tables(shared, place, layer, planar):
    villages = ps.read_layer(shared / "admin" / layer)
    reference = {r["village_code"]: r for r in rows_of(shared / "crs" / f"luas_desa_{place}.csv")}
    codes = list(villages["village_code"])
    assert sorted(codes) == sorted(reference)
    wanted = [reference[c] for c in codes]
    for method, column in (("geodesic", "geodesic_area_m2"), ("planar-utm", f"planar_area_epsg{planar}_m2")):
        # Tables give 1e-4 m2; desa are up to 60 km2, so 1e-9 relative is 0.06 m2 at most.
        np.testing.assert_allclose(villages.area(method), numbers(wanted, column), rtol=1e-9, atol=2e-4, err_msg=method)
    perimeter = ps.Layer.from_geopandas(
        geopandas.GeoDataFrame(geometry=villages.to_geopandas().boundary, crs=villages.to_geopandas().crs)
    )
    np.testing.assert_allclose(
        perimeter.length("geodesic"), numbers(wanted, "geodesic_perimeter_m"), rtol=1e-9, atol=2e-4
    )


def test_villages_by_food_crop_zones_give_the_known_pieces_and_hectares(shared):
    villages = ps.read_layer(shared / "admin" / "jombang_desa.gpkg").to_crs(UTM)
    zones = ps.read_layer(shared / "zoning" / "jombang_kp2b_rtrw_2021_2041.gpkg").to_crs(UTM)
    table = ps.ZoningIndex(zones).shares(villages)
    site, zone, area = (np.asarray(table[c]) for c in ("site_row", "zone_row", "area_m2"))
    inside = zone >= 0
    assert inside.sum() == 1236
    assert round(area[inside].sum() / 1e4) == 38_071
    kendalsari = list(villages["village"]).index("Kendalsari")
    assert round(area[inside & (site == kendalsari)].sum() / 1e4, 1) == 186.8
    assert round(area[site == kendalsari].sum() / 1e4, 1) == 299.2
    assert set(site) == set(range(len(villages)))


# ---- coordinates and distances ---------------------------------------------------------------------------------------


def test_every_reference_coordinate_is_reproduced_there_and_back(shared):
    rows = rows_of(shared / "crs" / "titik_uji_crs.csv")
    assert len(rows) == 120
    for system in sorted({r["crs"] for r in rows}):
        here = [r for r in rows if r["crs"] == system]
        lon, lat = numbers(here, "lon_deg"), numbers(here, "lat_deg")
        east, north = numbers(here, "easting_m"), numbers(here, "northing_m")
        x, y = ps.transform_points(lon, lat, "EPSG:4326", system)
        np.testing.assert_allclose(x, east, rtol=0, atol=1.5e-6, err_msg=system)
        np.testing.assert_allclose(y, north, rtol=0, atol=1.5e-6, err_msg=system)
        back_lon, back_lat = ps.transform_points(x, y, system, "EPSG:4326")
        # The inverse of this equal-area projection is good to 1e-8 degrees only, in the library that made the table.
        near = 1e-8 if system == "ESRI:54034" else 1e-11
        np.testing.assert_allclose(back_lon, numbers(here, "back_lon"), rtol=0, atol=near, err_msg=system)
        np.testing.assert_allclose(back_lat, numbers(here, "back_lat"), rtol=0, atol=near, err_msg=system)


def test_every_reference_distance_and_azimuth_is_reproduced(shared):
    rows = rows_of(shared / "crs" / "jarak_geodesik.csv")
    assert len(rows) == 105
    distance, start, end = ps.geodesic(*(numbers(rows, c) for c in ("lon1", "lat1", "lon2", "lat2")))
    np.testing.assert_allclose(distance, numbers(rows, "geodesic_m"), rtol=0, atol=1e-6)
    np.testing.assert_allclose(start, numbers(rows, "azimuth12_deg"), rtol=0, atol=2e-10)
    np.testing.assert_allclose(end, numbers(rows, "azimuth21_deg"), rtol=0, atol=2e-10)


# ---- who governs when ------------------------------------------------------------------------------------------------


def one_site(shape: Any, activity: str = "daur-ulang-slag-aluminium", crs: str = UTM) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"site_id": ["Contoh A"], "activity": [activity]}, geometry=[shape], crs=crs)


KENDALSARI = shapely.box(649_600, 9_171_500, 649_707.7, 9_171_607.7)  # invented position inside the desa


@pytest.mark.parametrize(("day", "governs"), [(2005, "perda-9-2000"), (2015, "perda-21-2009"), (2023, "perda-10-2021")])
def test_the_right_perda_governs_the_bundled_pack(bundled, day, governs):
    result = ps.check(one_site(KENDALSARI), ps.read_plan_pack(bundled), as_of=dt.date(day, 6, 1))
    assert list(result.table["instrument"]) == [governs]


def test_the_oldest_perda_is_a_bare_record_and_says_that_its_zones_are_not_held(bundled):
    row = ps.check(one_site(KENDALSARI), ps.read_plan_pack(bundled), as_of=dt.date(2005, 6, 1)).table.to_pylist()[0]
    assert row["verdict"] == "no_data"
    assert "zones" in row["reason_en"]
    assert "not held" in row["reason_en"]
    assert "9/2000" in row["reason_en"] or "perda-9-2000" in row["reason_en"]
    assert row["reason_id"]
    assert row["reason_id"] != row["reason_en"]


def test_before_the_first_perda_nothing_is_in_force_and_the_reason_names_the_day(bundled):
    row = ps.check(one_site(KENDALSARI), ps.read_plan_pack(bundled), as_of=dt.date(1995, 6, 1)).table.to_pylist()[0]
    assert row["verdict"] == "no_data"
    assert not row["instrument"]
    assert "in force" in row["reason_en"]
    assert "1995" in row["reason_en"]
    assert "1995" in row["reason_id"]


def two_plans(folder: Path) -> Path:
    """An invented pack: one zone where the matrix says X until a day, and I from that day on."""
    folder.mkdir()
    (folder / "pack.toml").write_text(
        '[pack]\nformat = 1\nname = "rekaan"\ntitle = "Paket rekaan"\ncrs = "EPSG:32749"\n'
        'jurisdiction = { kemendagri = "35.17", bps = "3517", name = "Kabupaten Rekaan" }\n'
        'instruments = ["lama.toml", "baru.toml"]\n',
        encoding="utf-8",
    )
    (folder / "activities.csv").write_text(
        "id,name_id,name_en,kbli,kbli_version,scale\ntenun,Tenun,Weaving,13121,2020,\n"
    )
    zone = {
        "type": "Feature",
        "properties": {"kode": "KPI"},
        "geometry": shapely.geometry.mapping(shapely.box(0, 9e6, 1e6, 1e7)),
    }
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32749"}}
    (folder / "zona.geojson").write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [zone]}))
    for name, cell, dates in (
        ("lama", "X", "in_force_from = 2000-01-01\nin_force_to = 2011-04-05\n"),
        ("baru", "I", 'in_force_from = 2011-04-05\nreplaces = ["lama"]\n'),
    ):
        (folder / f"itbx-{name}.csv").write_text(f"activity,KPI\ntenun,{cell}\n")
        (folder / f"{name}.toml").write_text(
            f'[instrument]\nid = "{name}"\nkind = "perda"\nnumber = 1\nyear = 2011\ntitle = "Rekaan"\n'
            'level = "rtrw-kabupaten"\n'
            f'status = "in_force"\nsource = "rekaan"\nverified = true\n{dates}\n'
            '[[layer]]\nid = "pola-ruang"\nrole = "zones"\npath = "zona.geojson"\ncode = "kode"\n\n'
            f'[permissions]\npath = "itbx-{name}.csv"\nabsent = "missing"\narticle = "lampiran"\n',
            encoding="utf-8",
        )
    return folder


@pytest.mark.parametrize(
    ("day", "instrument", "verdict"),
    [
        ("1999-12-31", "", "no_data"),
        ("2000-01-01", "lama", "prohibited"),
        ("2011-04-04", "lama", "prohibited"),
        ("2011-04-05", "baru", "conforms"),
        ("2011-04-06", "baru", "conforms"),
    ],
)
def test_a_plan_governs_from_the_day_it_enters_into_force_and_its_predecessor_until_the_day_before(
    tmp_path, day, instrument, verdict
):
    pack = ps.read_plan_pack(two_plans(tmp_path / "pack"))
    row = ps.check(one_site(KENDALSARI, "tenun"), pack, as_of=day).table.to_pylist()[0]
    assert (row["instrument"] or "", row["verdict"]) == (instrument, verdict)


# ---- the special zone ------------------------------------------------------------------------------------------------


def ruled_pieces(bundled: Path, site: geopandas.GeoDataFrame, day: dt.date, variant: str | None = None) -> Any:
    result = ps.check(site, ps.read_plan_pack(bundled, variant=variant), as_of=day)
    rows = result.pieces.to_geopandas()
    return rows[[any("zona-khusus-slag" in rule for rule in rules) for rules in rows["rules"]]]


@pytest.mark.parametrize("system", ["COD-AB", "BPS", "Kemendagri"])
def test_ruled_ground_of_the_special_zone_is_both_kecamatan_whole_in_every_system_of_codes(bundled, tmp_path, system):
    codes = {
        "COD-AB": ["id3517100", "id3517160"],
        "BPS": ["3517100", "3517160"],
        "Kemendagri": ["35.17.11", "35.17.12"],
    }[system]
    kecamatan = geopandas.read_file(bundled / "kecamatan.fgb")
    both = kecamatan[kecamatan["district_code"].isin(["id3517100", "id3517160"])].to_crs(UTM)
    assert sorted(both["district"]) == ["Kesamben", "Sumobito"]
    folder = tmp_path / "jombang"
    copy_with(bundled, folder, "perda-21-2009.toml", '["35.17.11", "35.17.12"]', json.dumps(codes))
    site = one_site(shapely.box(*kecamatan.to_crs(UTM).total_bounds).buffer(500.0, join_style="mitre"))
    ruled = ruled_pieces(folder, site, dt.date(2015, 6, 1))
    # Zones of the bundled pack tile the kabupaten, so zoned ground under the rule is all ground of both kecamatan.
    ground = shapely.union_all(ruled.geometry.to_numpy())
    assert ground.area == pytest.approx(both.area.sum(), rel=1e-6)
    assert ground.symmetric_difference(shapely.union_all(both.geometry.to_numpy())).area <= 1e-6 * both.area.sum()


def copy_with(source: Path, folder: Path, name: str, old: str, new: str) -> None:
    import shutil

    shutil.copytree(source, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_a_code_of_the_special_zone_that_matches_no_kecamatan_is_an_error(bundled, tmp_path):
    folder = tmp_path / "jombang"
    copy_with(bundled, folder, "perda-21-2009.toml", '["35.17.11", "35.17.12"]', '["35.17.11", "35.17.99"]')
    with pytest.raises(ps.RuleError, match=r"35\.17\.99") as caught:
        ps.read_plan_pack(folder)
    assert caught.value.message_id
    assert caught.value.hint_en


def test_slag_variants_differ_only_after_2021_for_slag_and_inside_both_kecamatan(bundled):
    kecamatan = geopandas.read_file(bundled / "kecamatan.fgb").to_crs(UTM)
    inside = shapely.union_all(
        kecamatan[kecamatan["district_code"].isin(["id3517100", "id3517160"])].geometry.to_numpy()
    )
    west, south, east, north = kecamatan.total_bounds
    grid = [
        shapely.box(x, y, x + 100, y + 100) for x in np.arange(west, east, 2500) for y in np.arange(south, north, 2500)
    ]
    frames = {
        activity: geopandas.GeoDataFrame(
            {"site_id": [f"{activity}-{n}" for n in range(len(grid))], "activity": activity}, geometry=grid, crs=UTM
        )
        for activity in ("daur-ulang-slag-aluminium", "kerupuk-keripik")
    }
    packs = [ps.read_plan_pack(bundled, variant=v) for v in ("slag-dipertahankan", "slag-dihapus")]
    different = 0
    for day in (dt.date(2005, 6, 1), dt.date(2015, 6, 1), dt.date(2023, 6, 1)):
        for activity, frame in frames.items():
            kept, dropped = (ps.check(frame, pack, as_of=day).table.to_pylist() for pack in packs)
            for shape, a, b in zip(grid, kept, dropped, strict=True):
                touched = day.year == 2023 and "slag" in activity and shape.intersects(inside)
                same = all(a[c] == b[c] for c in ("verdict", "flags", "share_conforming", "article", "instrument"))
                assert same or touched, (day, a, b)
                different += not same
    assert different >= 5, "the two what-ifs must be told apart somewhere"
