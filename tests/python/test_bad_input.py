"""Bad input is answered with a clear error or finding in both languages, never with a crash.

An error concerns a whole table, file or pack: it says what and where, and what to do. What is wrong with one site only
is a finding, and the site keeps its row with `no_data`.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pyogrio
import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

import petasentra as ps

UTM = "EPSG:32749"
GROUND = box(640_000, 9_165_000, 640_100, 9_165_100)
BOW_TIE = Polygon([(640_000, 9_165_000), (640_100, 9_165_100), (640_100, 9_165_000), (640_000, 9_165_100)])


def explained(error: ps.PetasentraError, **place: str) -> ps.PetasentraError:
    """The error speaks two languages, says what to do, and names the place."""
    assert isinstance(error, ps.PetasentraError)
    assert not isinstance(error, ps.InternalError), str(error)
    assert error.code > 0
    for text in (error.message_id, error.message_en, error.hint_id, error.hint_en):
        assert text.strip(), str(error)
    assert error.message_id != error.message_en
    assert error.hint_id != error.hint_en
    for text in (error.message_id, error.message_en):
        assert text in str(error), "str() shows both languages"
    for words in ("Traceback", "terminate", "std::", "0x", "basic_string", "NoneType", ".cpp"):
        assert words not in str(error), str(error)
    for name, wanted in place.items():
        assert wanted in str(getattr(error, name) or ""), (
            f"{name}: {getattr(error, name)!r} does not name {wanted!r}\n{error}"
        )
    return error


def sites(*shapes: Any, ids: list[Any] | None = None, crs: str | None = UTM, **columns: Any) -> geopandas.GeoDataFrame:
    ids = ids if ids is not None else [f"Contoh {n}" for n in range(len(shapes))]
    shapes_array = geopandas.array.from_shapely(np.array(shapes, dtype=object), crs=crs)
    data = {"site_id": ids, "activity": ["tenun"] * len(shapes), **columns}
    return geopandas.GeoDataFrame(data, geometry=shapes_array, crs=crs)


FILES = {
    "pack.toml": '[pack]\nformat = 1\nname = "rekaan"\ntitle = "Paket rekaan"\ncrs = "EPSG:32749"\n'
    'jurisdiction = { kemendagri = "35.17", bps = "3517", name = "Kabupaten Rekaan" }\ninstruments = ["rtrw.toml"]\n',
    "rtrw.toml": '[instrument]\nid = "rtrw"\nkind = "perda"\nnumber = 1\nyear = 2011\ntitle = "Rekaan"\n'
    'level = "rtrw-kabupaten"\nstatus = "in_force"\nsource = "rekaan"\nverified = true\nin_force_from = 2011-04-05\n\n'
    '[[layer]]\nid = "pola-ruang"\nrole = "zones"\npath = "zona.geojson"\ncode = "kode"\n\n'
    '[[layer]]\nid = "kecamatan"\nrole = "area"\npath = "kecamatan.geojson"\ncode = "kode"\n\n'
    '[permissions]\npath = "itbx.csv"\nabsent = "missing"\narticle = "lampiran"\n\n'
    '[[article]]\nid = "lampiran"\nlabel = "contoh: lampiran"\nverified = false\n\n'
    '[[area_rule]]\nid = "khusus"\nlayer = "kecamatan"\ncodes = ["35.17.11"]\nactivities = ["tenun"]\ncell = "B1"\n'
    'precedence = "unstated"\narticle = "lampiran"\n',
    "activities.csv": "id,name_id,name_en,kbli,kbli_version,scale\ntenun,Tenun,Weaving,13121,2020,\n",
    "itbx.csv": "activity,KPI,P-1\ntenun,I,X\n",
}


def geojson(path: Path, *rows: tuple[str, Any], crs: bool = True) -> None:
    features = [
        {"type": "Feature", "properties": {"kode": c}, "geometry": shapely.geometry.mapping(g)} for c, g in rows
    ]
    document: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32749"}}
    path.write_text(json.dumps(document), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An invented pack that is right; each test breaks one thing."""
    folder = tmp_path / "paket"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    geojson(
        folder / "zona.geojson",
        ("KPI", box(640_000, 9_160_000, 645_000, 9_170_000)),
        ("P-1", box(645_000, 9_160_000, 650_000, 9_170_000)),
    )
    geojson(
        folder / "kecamatan.geojson",
        ("35.17.11", box(640_000, 9_160_000, 641_000, 9_170_000)),
        ("35.17.12", box(641_000, 9_160_000, 650_000, 9_170_000)),
    )
    return folder


@pytest.fixture
def pack(folder: Path) -> Any:
    return ps.read_plan_pack(folder)


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_the_pack_these_tests_break_is_right(pack):
    row = ps.check(sites(box(642_000, 9_165_000, 642_100, 9_165_100)), pack, as_of="2015-06-01").table.to_pylist()[0]
    assert row["verdict"] == "conforms"


# ---- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
@pytest.mark.parametrize("name", ["tidak-ada.shp", "tidak-ada.gpkg", "tidak-ada.zip", "folder/tidak-ada.geojson"])
def test_a_missing_file_is_named(tmp_path, name, engine):
    with pytest.raises(ps.IoError) as caught:
        ps.read_layer(tmp_path / name, engine=engine)
    explained(caught.value, file=Path(name).name)
    assert isinstance(caught.value, OSError)


def test_a_misspelt_file_name_gets_the_nearest_suggested(tmp_path):
    sites(GROUND).to_file(tmp_path / "sentra.gpkg")
    with pytest.raises(ps.IoError) as caught:
        ps.read_layer(tmp_path / "sentar.gpkg")
    error = explained(caught.value, file="sentar.gpkg")
    assert "sentra.gpkg" in error.hint_en
    assert "sentra.gpkg" in error.hint_id


def test_an_unknown_layer_of_a_file_gets_the_nearest_suggested(tmp_path):
    sites(GROUND).to_file(tmp_path / "sentra.gpkg", layer="pola_ruang")
    with pytest.raises(ps.IoError) as caught:
        ps.read_layer(tmp_path / "sentra.gpkg", layer="pola_rung")
    error = explained(caught.value, file="sentra.gpkg")
    assert "pola_ruang" in str(error)


def test_an_empty_layer_is_a_layer_of_no_rows_with_a_note(tmp_path, pack):
    sites(GROUND).iloc[:0].to_file(tmp_path / "kosong.gpkg")
    layer = ps.read_layer(tmp_path / "kosong.gpkg")
    assert len(layer) == 0
    notes = {note.code: note for note in layer.load_report.notes}
    assert "LAYER_EMPTY" in notes
    assert notes["LAYER_EMPTY"].message_id != notes["LAYER_EMPTY"].message_en
    result = ps.check(layer, pack, as_of="2015-06-01")
    assert len(result) == 0
    assert result.table.to_pylist() == []
    assert {"site_id", "verdict", "reason_id", "reason_en"} <= set(result.table.columns)


def test_an_empty_zone_layer_is_refused_by_name(folder):
    geojson(folder / "zona.geojson")
    with pytest.raises(ps.PetasentraError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value)
    assert "zona.geojson" in str(error) or "pola-ruang" in str(error)


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_a_file_without_geometry_is_no_layer(tmp_path, engine):
    pyogrio.write_dataframe(pd.DataFrame({"site_id": ["A"], "activity": ["tenun"]}), tmp_path / "tabel.gpkg")
    with pytest.raises(ps.SchemaError) as caught:
        ps.read_layer(tmp_path / "tabel.gpkg", engine=engine)
    explained(caught.value, file="tabel.gpkg")


def test_a_table_without_geometry_is_no_layer(pack):
    table = pa.table({"site_id": ["A"], "activity": ["tenun"]})
    for call in (lambda: ps.Layer.from_arrow(table), lambda: ps.check(table, pack, as_of="2015-06-01")):
        with pytest.raises(ps.SchemaError) as caught:
            call()
        explained(caught.value)


def test_a_wrong_geometry_column_gets_the_nearest_suggested():
    table = pa.table(sites(GROUND).to_arrow(index=False, geometry_encoding="WKB"))
    with pytest.raises(ps.SchemaError) as caught:
        ps.Layer.from_arrow(table, geometry="geometri")
    error = explained(caught.value, column="geometri")
    assert "geometry" in error.hint_en


# ---- CRS -------------------------------------------------------------------------------------------------------------


def test_a_shapefile_without_prj_has_no_crs_and_says_so(tmp_path, pack):
    sites(GROUND).to_file(tmp_path / "tapak.shp")
    (tmp_path / "tapak.prj").unlink()
    layer = ps.read_layer(tmp_path / "tapak.shp")
    assert layer.crs is None
    assert any(note.code == "CRS_MISSING" for note in layer.load_report.notes)
    for call in (
        lambda: ps.check(layer, pack, as_of="2015-06-01"),
        lambda: layer.to_crs(UTM),
        lambda: layer.area("planar-utm"),
        lambda: layer.area("geodesic"),
        lambda: ps.ZoningIndex(layer),
    ):
        with pytest.raises(ps.CrsError) as caught:
            call()
        explained(caught.value)
    named = ps.read_layer(tmp_path / "tapak.shp", crs=UTM)
    assert named.crs.authority_code == UTM


def test_a_zone_layer_without_crs_is_named(folder):
    (folder / "zona.geojson").unlink()
    frame = geopandas.GeoDataFrame({"kode": ["KPI", "P-1"]}, geometry=[GROUND, shapely.affinity.translate(GROUND, 200)])
    with pytest.warns(UserWarning, match="crs"):
        frame.to_file(folder / "zona.shp")
    spoil(folder, "rtrw.toml", "zona.geojson", "zona.shp")
    with pytest.raises(ps.CrsError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value)
    assert "zona" in str(error) or "pola-ruang" in str(error)


@pytest.mark.parametrize("crs", ["EPSG:999999", "bukan crs", "", "EPSG:"])
def test_an_unknown_crs_is_refused(crs):
    with pytest.raises(ps.CrsError) as caught:
        ps.Layer.from_geopandas(sites(GROUND)).to_crs(crs)
    explained(caught.value)


def test_degrees_are_refused_where_metres_are_needed():
    degrees = ps.Layer.from_geopandas(sites(GROUND).to_crs(4326))
    with pytest.raises(ps.CrsError) as caught:
        ps.ZoningIndex(degrees)
    explained(caught.value)


def test_layers_in_two_crs_are_refused():
    index = ps.ZoningIndex(ps.Layer.from_geopandas(sites(GROUND)))
    with pytest.raises(ps.CrsError) as caught:
        index.shares(ps.Layer.from_geopandas(sites(GROUND).to_crs(32750)))
    explained(caught.value)


# ---- names, dates, ids -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "wrong", "near"),
    [({"activity": "activty"}, "activty", "activity"), ({"site_id": "site_di"}, "site_di", "site_id"),
     ({"activity": "ACTIVITY"}, "ACTIVITY", "activity")],
)  # fmt: skip
def test_a_wrong_field_name_gets_the_nearest_suggested(pack, options, wrong, near):
    with pytest.raises(ps.SchemaError) as caught:
        ps.check(sites(GROUND), pack, as_of="2015-06-01", **options)
    error = explained(caught.value, column=wrong)
    assert near in error.hint_en
    assert near in error.hint_id
    assert isinstance(error, ValueError)


def test_a_wrong_code_column_of_a_zone_layer_gets_the_nearest_suggested(folder):
    spoil(folder, "rtrw.toml", 'path = "zona.geojson"\ncode = "kode"', 'path = "zona.geojson"\ncode = "kod"')
    with pytest.raises(ps.PetasentraError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value, column="kod")
    assert "kode" in error.hint_en


def test_a_column_of_a_layer_that_is_not_there_gets_the_nearest_suggested():
    with pytest.raises(ps.SchemaError) as caught:
        ps.Layer.from_geopandas(sites(GROUND))["site_ids"]
    assert "site_id" in explained(caught.value, column="site_ids").hint_en


def test_an_area_rule_whose_code_matches_no_feature_is_an_error(folder):
    spoil(folder, "rtrw.toml", 'codes = ["35.17.11"]', 'codes = ["35.17.11", "35.17.21"]')
    with pytest.raises(ps.RuleError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value)
    assert "35.17.21" in error.message_en
    assert "35.17.21" in error.message_id


def test_a_rule_that_names_no_layer_is_an_error_with_the_nearest_name(folder):
    spoil(folder, "rtrw.toml", 'layer = "kecamatan"', 'layer = "kecamatn"')
    with pytest.raises(ps.RuleError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value, file="rtrw.toml")
    assert "kecamatan" in str(error)


def test_a_rule_for_an_activity_that_is_not_in_the_pack_is_an_error_with_the_nearest_name(folder):
    spoil(folder, "rtrw.toml", 'activities = ["tenun"]', 'activities = ["tenum"]')
    with pytest.raises(ps.RuleError) as caught:
        ps.read_plan_pack(folder)
    assert "tenun" in explained(caught.value).hint_en


@pytest.mark.parametrize("date", ['"31-12-2011"', "2011-02-30", '"kemarin"', "20110405", "true", "2011-13-01"])
def test_an_unreadable_date_in_a_pack_names_file_and_key(folder, date):
    spoil(folder, "rtrw.toml", "in_force_from = 2011-04-05", f"in_force_from = {date}")
    with pytest.raises(ps.RuleError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value, file="rtrw.toml")
    assert "in_force_from" in str(error) or "11" in str(error), "the key, or the line of a syntax error"


@pytest.mark.parametrize("date", ["31/12/2011", "2011-02-30", "", "besok", "2011", "2011-04-05T00:00:00"])
def test_an_unreadable_day_of_a_question_is_refused(pack, date):
    for options in ({"as_of": date}, {"as_of": "2015-06-01", "known_on": date}):
        with pytest.raises(ps.OptionError) as caught:
            ps.check(sites(GROUND), pack, **options)
        explained(caught.value)


@pytest.mark.parametrize("ids", [["A", "A", "B"], [7, 8, 7]])
def test_duplicate_site_ids_are_refused_by_name(pack, ids):
    with pytest.raises(ps.SchemaError) as caught:
        ps.check(sites(GROUND, GROUND, GROUND, ids=ids), pack, as_of="2015-06-01")
    explained(caught.value, feature=str(ids[0]), column="site_id")


def test_a_null_site_id_is_refused(pack):
    with pytest.raises(ps.SchemaError) as caught:
        ps.check(sites(GROUND, GROUND, ids=["A", None]), pack, as_of="2015-06-01")
    explained(caught.value, column="site_id")


def test_a_null_activity_is_no_data_and_keeps_its_row(pack):
    frame = sites(GROUND, GROUND)
    frame["activity"] = ["tenun", None]
    rows = ps.check(frame, pack, as_of="2015-06-01").table.to_pylist()
    assert len(rows) == 2
    assert rows[1]["verdict"] == "no_data"
    assert rows[1]["reason_id"]


# ---- geometry --------------------------------------------------------------------------------------------------------


def quietly(make: Any, *arguments: Any) -> Any:
    """Geometries with NaN can be made, but not without a warning of numpy."""
    with np.errstate(invalid="ignore"):
        return make(*arguments)


NAN_RING = [(640_000, 9_165_000), (640_100, math.nan), (640_100, 9_165_100), (640_000, 9_165_000)]
NAN_POLYGON = quietly(Polygon, NAN_RING)
BAD_SITES = {
    "null": (None, "GEOMETRY_NULL"),
    "empty polygon": (Polygon(), "GEOMETRY_EMPTY"),
    "empty multipolygon": (MultiPolygon(), "GEOMETRY_EMPTY"),
    "NaN vertex": (NAN_POLYGON, "COORDINATE_NOT_FINITE"),
    "infinite point": (Point(math.inf, 9_165_000), "COORDINATE_NOT_FINITE"),
    "NaN in a line": (quietly(LineString, [(640_000, 9_165_000), (math.nan, math.nan)]), "COORDINATE_NOT_FINITE"),
    "bow tie": (BOW_TIE, "GEOMETRY_INVALID"),
    "hole outside": (
        Polygon(GROUND.exterior, [box(650_000, 9_165_000, 650_010, 9_165_010).exterior]),
        "GEOMETRY_INVALID",
    ),
    "collection": (shapely.GeometryCollection([GROUND, Point(640_000, 9_165_000)]), "GEOMETRY_MIXED"),
}


@pytest.mark.parametrize("kind", sorted(BAD_SITES))
def test_a_site_with_bad_geometry_keeps_its_row_as_no_data_with_a_finding(pack, kind):
    shape, code = BAD_SITES[kind]
    result = ps.check(sites(GROUND, shape, GROUND, ids=["A", "Rusak", "B"]), pack, as_of="2015-06-01")
    rows = result.table.to_pylist()
    assert [r["site_id"] for r in rows] == ["A", "Rusak", "B"]
    assert rows[1]["verdict"] == "no_data"
    assert rows[1]["reason_id"]
    assert rows[1]["reason_en"]
    assert rows[1]["reason_id"] != rows[1]["reason_en"]
    assert rows[0]["verdict"] == rows[2]["verdict"] == "conditional"
    found = result.findings.to_pylist()
    assert [(f["code"], f["feature_id"]) for f in found] == [(code, "Rusak")]
    for language in ("id", "en"):
        assert found[0][f"message_{language}"]
        assert found[0][f"hint_{language}"]
    result.explain("Rusak").text(lang="id")


def test_a_line_of_one_place_and_a_polygon_without_area_do_not_crash_a_check(pack):
    flat = Polygon([(640_000, 9_165_000), (640_100, 9_165_000), (640_000, 9_165_000)])
    stuck = LineString([(640_000, 9_165_000), (640_000, 9_165_000)])
    rows = ps.check(sites(flat, stuck, GROUND), pack, as_of="2015-06-01").table.to_pylist()
    assert len(rows) == 3
    assert rows[2]["verdict"] == "conditional"
    assert all(r["reason_id"] for r in rows)


@pytest.mark.parametrize("shape", [BOW_TIE, NAN_POLYGON], ids=["self-crossing", "NaN"])
def test_a_zone_with_bad_geometry_is_refused_by_name(shape):
    zones = geopandas.GeoDataFrame(
        {"kode": ["KPI", "P-1"]}, geometry=[shapely.affinity.translate(GROUND, 500), shape], crs=UTM
    )
    with pytest.raises(ps.GeometryError) as caught:
        ps.ZoningIndex(ps.Layer.from_geopandas(zones))
    explained(caught.value, feature="1")


def test_a_self_crossing_zone_of_a_pack_is_refused_with_file_and_feature(folder):
    geojson(folder / "zona.geojson", ("KPI", GROUND), ("P-1", BOW_TIE))
    with pytest.raises(ps.GeometryError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value, feature="1")
    assert "zona.geojson" in str(error) or "pola-ruang" in str(error)


def test_lines_as_zones_are_refused(folder):
    geojson(folder / "zona.geojson", ("KPI", LineString([(0, 0), (1, 1)])))
    with pytest.raises(ps.PetasentraError) as caught:
        ps.read_plan_pack(folder)
    explained(caught.value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e300])
def test_coordinates_that_are_no_place_are_transformed_to_no_place_or_refused(value):
    try:
        x, y = ps.transform_points([112.3, value], [-7.5, -7.5], "EPSG:4326", UTM)
    except ps.PetasentraError as error:
        explained(error)
    else:
        assert not (math.isfinite(x[1]) and math.isfinite(y[1]))
        assert math.isfinite(x[0])


def test_self_crossing_polygons_are_counted_when_read(tmp_path):
    geojson(tmp_path / "tapak.geojson", ("A", GROUND), ("B", BOW_TIE))
    layer = ps.read_layer(tmp_path / "tapak.geojson")
    assert len(layer) == 2
    assert layer.load_report.geometries.invalid == 1


# ---- packs -----------------------------------------------------------------------------------------------------------


def test_a_missing_pack_folder_is_named(tmp_path):
    with pytest.raises(ps.IoError) as caught:
        ps.read_plan_pack(tmp_path / "tidak-ada")
    assert "tidak-ada" in str(explained(caught.value))


@pytest.mark.parametrize("name", [*FILES, "zona.geojson", "kecamatan.geojson"])
def test_a_missing_file_of_a_pack_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(ps.PetasentraError) as caught:
        ps.read_plan_pack(folder)
    assert name in str(explained(caught.value))
    assert caught.value.file


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("pack.toml", "format = 1", "format = 99"),
        ("pack.toml", "format = 1", "format = = 1"),
        ("pack.toml", "[pack]", "[pack"),
        ("pack.toml", "EPSG:32749", "EPSG:4326"),
        ("pack.toml", "EPSG:32749", "EPSG:999999"),
        ("rtrw.toml", 'level = "rtrw-kabupaten"', 'level = "rtrw-kabupatn"'),
        ("rtrw.toml", 'status = "in_force"', "status = 3"),
        ("rtrw.toml", "in_force_from", "in_force_form"),
        ("rtrw.toml", 'absent = "missing"', 'absent = "misssing"'),
        ("rtrw.toml", 'precedence = "unstated"', 'precedence = "unstatd"'),
        ("rtrw.toml", 'role = "zones"', 'role = "zone"'),
        ("itbx.csv", "tenun,I,X", "tenun,I,X,B,T,I"),
        ("itbx.csv", "activity,KPI", "kegiatan,KPI"),
        ("activities.csv", "id,name_id", "idd,name_id"),
    ],
)
def test_a_pack_that_cannot_be_understood_names_the_file(folder, name, old, new):
    spoil(folder, name, old, new)
    with pytest.raises(ps.PetasentraError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value)
    assert name in f"{error.file} {error}"


def test_an_unknown_variant_gets_the_nearest_suggested(bundled):
    with pytest.raises(ps.PetasentraError) as caught:
        ps.read_plan_pack(bundled, variant="slag-dihapu")
    assert "slag-dihapus" in str(explained(caught.value))


# ---- hostile files, each in a process of its own ---------------------------------------------------------------------


def truncated(path: Path, source: Path, keep: float) -> None:
    data = source.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])


def hostile_files(folder: Path) -> None:
    frame = sites(*[shapely.affinity.translate(GROUND, 200 * n) for n in range(50)])
    for name in ("asli.gpkg", "asli.shp", "asli.fgb", "asli.geojson"):
        frame.to_file(folder / name)
    for name in ("asli.gpkg", "asli.fgb", "asli.geojson"):
        for keep in (0.02, 0.5, 0.98):
            truncated(folder / f"potong-{keep}{Path(name).suffix}", folder / name, keep)
    for part in (".shp", ".shx", ".dbf"):
        stem = f"potong{part[1:]}"
        for other in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
            shutil.copy(folder / f"asli{other}", folder / f"{stem}{other}")
        truncated(folder / f"{stem}{part}", folder / f"asli{part}", 0.4)
    for name in ("nol.shp", "nol.gpkg", "nol.geojson", "nol.zip", "nol.kml", "nol.fgb", "nol"):
        (folder / name).write_bytes(b"")
    noise = np.random.default_rng(1).bytes(4096)
    for name in ("derau.shp", "derau.gpkg", "derau.zip", "derau.geojson", "derau.kml", "derau.fgb", "derau.dat"):
        (folder / name).write_bytes(noise)
    (folder / "folder.shp").mkdir()
    (folder / "dalam.geojson").write_text("[" * 100_000)
    (folder / "bukan.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": 7}]}'
    )
    (folder / "teks.kml").write_text("<kml><Document><Placemark><Polygon><coordinates>abc</coordinates></Polygon>")


LOOK = """
import json, sys, pathlib, petasentra as ps
said = {}
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    for engine in ("gdal", "pyogrio"):
        try:
            said[f"{path.name} {engine}"] = len(ps.read_layer(path, engine=engine))
        except ps.PetasentraError as error:
            texts = [error.message_id, error.message_en, error.hint_id, error.hint_en]
            said[f"{path.name} {engine}"] = [type(error).__name__, *texts, error.file]
    ps.inspect(path)
print(json.dumps(said))
"""


def in_a_process(code: str, *arguments: object) -> str:
    package = Path(ps.__file__).parents[1]
    path = os.pathsep.join(p for p in (str(package), os.environ.get("PYTHONPATH", "")) if p)
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code, *map(str, arguments)],
        capture_output=True, text=True, timeout=300, check=False, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.returncode == 0, f"exit code {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def test_no_broken_file_crashes_the_reader_or_makes_inspect_raise(tmp_path):
    hostile_files(tmp_path)
    said = json.loads(in_a_process(LOOK, tmp_path).splitlines()[-1])
    assert said["asli.gpkg gdal"] == said["asli.shp gdal"] == said["asli.gpkg pyogrio"] == 50
    refused = {name: answer for name, answer in said.items() if not isinstance(answer, int)}
    assert len(refused) >= 20
    for name, (kind, *texts, file) in refused.items():
        assert kind in ("IoError", "SchemaError", "GeometryError"), (name, kind, texts)
        assert all(texts), (name, texts)
        assert file.split("/")[-1] == name.split(" ")[0], (name, file)


def test_no_broken_file_of_the_shared_collection_crashes_the_reader(shared):
    folders = sorted(p for p in (shared / "torture").rglob("*") if p.is_dir())
    assert folders
    for folder in folders:
        said = json.loads(in_a_process(LOOK, folder).splitlines()[-1])
        assert all(isinstance(answer, int) or all(answer[1:5]) for answer in said.values()), said


ARROW = """
import struct, sys, math
import pyarrow as pa, petasentra as ps

def wkb(*parts): return b"".join(parts)
u32 = lambda n: struct.pack("<I", n)
f64 = lambda *v: struct.pack(f"<{len(v)}d", *v)
square = wkb(b"\\x01", u32(3), u32(1), u32(5), f64(0, 0, 0, 9, 9, 9, 9, 0, 0, 0))
hostile = {
    "nothing": b"",
    "one byte": b"\\x01",
    "unknown kind": wkb(b"\\x01", u32(99)),
    "bad byte order": wkb(b"\\x07", u32(1), f64(1, 2)),
    "cut short": square[:-3],
    "trailing bytes": square + b"xyz",
    "four thousand million rings": wkb(b"\\x01", u32(3), u32(0xFFFFFFFF)),
    "four thousand million vertices": wkb(b"\\x01", u32(2), u32(0xFFFFFFFF), f64(1, 2)),
    "overflowing count": wkb(b"\\x01", u32(2), u32(0x10000001), f64(1, 2)),
    "point in a multipolygon": wkb(b"\\x01", u32(6), u32(1), b"\\x01", u32(1), f64(1, 2)),
    "collections in collections": wkb(b"\\x01", u32(7), u32(1)) * 200_000,
    "ring of two": wkb(b"\\x01", u32(3), u32(1), u32(2), f64(0, 0, 1, 1)),
    "open ring": wkb(b"\\x01", u32(3), u32(1), u32(4), f64(0, 0, 0, 9, 9, 9, 9, 0)),
}
field = pa.field("geometry", pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})
for name, data in hostile.items():
    table = pa.table([pa.array([square, data], pa.binary())], schema=pa.schema([field]))
    try:
        layer = ps.Layer.from_arrow(table, crs="EPSG:32749")
        layer.area("planar-utm") if layer.geometry_kinds else None
        ps.ZoningIndex(layer).shares(layer)
        print(name, "taken")
    except ps.PetasentraError as error:
        assert error.message_id and error.message_en and error.hint_id and error.hint_en, (name, str(error))
        assert type(error).__name__ in ("GeometryError", "SchemaError"), (name, type(error), str(error))
        assert error.feature == "1", (name, error.feature, str(error))
        print(name, "refused")
"""


def test_no_hostile_wkb_crashes_the_border():
    lines = in_a_process(ARROW).splitlines()
    assert len(lines) == 13
    for name in ("nothing", "one byte", "unknown kind", "cut short", "four thousand million rings", "overflowing count",
                 "collections in collections"):  # fmt: skip
        assert f"{name} refused" in lines


WRONG_CALLS = {
    "unknown area method": lambda layer, pack: layer.area("luas"),
    "unknown length method": lambda layer, pack: layer.length("panjang"),
    "arrays of two lengths": lambda layer, pack: ps.transform_points([1.0, 2.0], [1.0], "EPSG:4326", UTM),
    "unknown site": lambda layer, pack: ps.check(layer, pack, as_of="2015-06-01").explain("Contoh"),
    "unknown engine": lambda layer, pack: ps.read_layer("x.shp", engine="ogr"),
    "unknown encoding": lambda layer, pack: ps.read_layer("x.shp", encoding="utf-88"),
}


@pytest.mark.parametrize("call", sorted(WRONG_CALLS))
def test_wrong_arguments_are_refused_in_both_languages(pack, call):
    with pytest.raises(ps.PetasentraError) as caught:
        WRONG_CALLS[call](ps.Layer.from_geopandas(sites(GROUND)), pack)
    explained(caught.value)


def test_little_endian_and_big_endian_wkb_mean_the_same():
    big = struct.pack(">BIdd", 0, 1, 112.3, -7.5)
    little = struct.pack("<BIdd", 1, 1, 112.3, -7.5)
    field = pa.field("geometry", pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"})
    layer = ps.Layer.from_arrow(
        pa.table([pa.array([big, little], pa.binary())], schema=pa.schema([field])), crs="EPSG:4326"
    )
    one, two = layer.to_geopandas().geometry
    assert one.equals(two)
