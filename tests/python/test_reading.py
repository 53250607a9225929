"""Files are read as geopandas reads them, with a report of every decision; broken ones end in a clear error.

Where a comparison with geopandas cannot be plain equality, `COMPARED_DIFFERENTLY` says why.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

import petasentra as ps
from petasentra import _text_encoding
from petasentra.reading import gdal_available

ENDINGS = (".shp", ".zip", ".gpkg", ".geojson", ".fgb", ".kml")

# Files geopandas cannot read, or cannot read alike, and why.
COMPARED_DIFFERENTLY = {
    "torture/fiona/test_tin.shp": "geopandas: GEOSException, a TIN has no simple-feature form; ours is a MultiPolygon",
    "torture/shapelib/multipatch.shp": "the same",
    "torture/pyshp/REL.zip": "pyogrio does not look into subfolders of a .zip; ours does",
    "torture/pyshp/latin1.shp": "no .shx: neither reads it",
    "torture/pyshp/empty_zipfile.zip": "no geodata inside: neither reads it",
    "overlay/geos_jts_xml_general.zip": "the same",
}


def geodata(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix in ENDINGS)


def assert_same_frame(ours: geopandas.GeoDataFrame, theirs: geopandas.GeoDataFrame) -> None:
    """Equal columns in equal order, equal values and types, equal CRS, and geometries equal to the byte.

    geopandas' own assertion uses topological equality, by which an invalid polygon does not even equal itself; the
    bytes of the well-known binary are stricter. Two types differ by the two ways through pandas: a text column without
    a single value is ``str`` with NaN here and ``object`` with None there, and booleans with gaps are ``object`` here
    and floats there.
    """
    assert list(ours.columns) == list(theirs.columns)
    assert ours.crs == theirs.crs
    assert ours.geometry.name == theirs.geometry.name
    assert (ours.geometry.isna() == theirs.geometry.isna()).all()
    theirs_wkb = shapely.to_wkb(theirs.geometry.values, flavor="iso")
    ours_wkb = shapely.to_wkb(ours.geometry.values, flavor="iso")
    assert (pd.isna(ours_wkb) | (ours_wkb == theirs_wkb)).all()
    for name in ours.columns.drop(ours.geometry.name):
        left, right = ours[name], theirs[name]
        if right.isna().all():
            assert left.isna().all(), name
            continue
        if left.dtype == object and right.dtype == float:
            assert set(left.dropna()) <= {True, False}, name
            left = left.astype(float)
        if left.dtype == object and isinstance(left.dropna().iloc[0], np.ndarray):
            assert [None if v is None else list(v) for v in left] == [None if v is None else list(v) for v in right]
            continue
        pd.testing.assert_series_equal(left, right)


def layers_of(path: Path) -> list[tuple[str, str | None]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of measured types, which pyogrio has no word for
        return [(str(name), kind) for name, kind in pyogrio.list_layers(path)]


def frame_by_geopandas(path: Path, layer: str) -> geopandas.GeoDataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return geopandas.read_file(path, layer=layer)


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_every_shared_file_reads_as_geopandas_reads_it(shared: Path, engine: Any) -> None:
    files = geodata(shared)
    assert len(files) > 80
    compared = 0
    for path in files:
        name = path.relative_to(shared).as_posix()
        if name in COMPARED_DIFFERENTLY:
            continue
        for layer, geometry_type in layers_of(path):
            if geometry_type is None:
                continue
            ours = ps.read_layer(path, layer=layer, engine=engine)
            theirs = frame_by_geopandas(path, layer)
            if name.endswith("line_zm.gpkg") and not theirs.geometry.has_m.any():
                continue  # geopandas built on an older GEOS drops M, ours keeps it
            assert_same_frame(ours.to_geopandas(), theirs)
            compared += 1
    assert compared > 100


def test_what_geopandas_cannot_read_is_read_or_refused_for_the_stated_reason(shared: Path) -> None:
    for name in ("torture/fiona/test_tin.shp", "torture/shapelib/multipatch.shp"):
        with pytest.raises(shapely.errors.GEOSException):
            frame_by_geopandas(shared / name, Path(name).stem)
        report = ps.read_layer(shared / name).load_report
        assert report is not None
        assert "GEOMETRY_FLATTENED" in [note.code for note in report.notes]
    assert len(ps.read_layer(shared / "torture/pyshp/REL.zip")) == 1
    for name in ("torture/pyshp/latin1.shp", "torture/pyshp/empty_zipfile.zip", "overlay/geos_jts_xml_general.zip"):
        with pytest.raises(ps.IoError) as refused:
            ps.read_layer(shared / name)
        assert refused.value.code == 702


def rows_of_readme(shared: Path) -> list[tuple[str, str, dict[str, int]]]:
    """Read the tables of the data README: file, layer and counts."""
    found, file, columns = [], "", []
    for line in (shared / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("**") and "**" in line[2:]:
            file = line[2:].split("**")[0]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| layer |"):
            columns = cells
        elif columns and line.startswith("|") and not line.startswith("|---"):
            row = dict(zip(columns, cells, strict=True))
            numbers = {
                key: int(row[key].replace(",", "")) for key in ("features", "vertices", "null", "empty", "invalid", "Z")
            }
            found.append((file, row["layer"], numbers))
        elif not line.startswith("|"):
            columns = []
    return found


def test_counts_agree_with_the_table_of_the_data_readme(shared: Path) -> None:
    rows = rows_of_readme(shared)
    checked = 0
    for file, layer, expected in rows:
        path = shared / file
        if path.suffix not in ENDINGS:
            continue
        report = ps.read_layer(path, layer=layer).load_report
        assert report is not None
        counts = report.geometries
        found = {
            "features": report.features_read,
            "vertices": counts.vertices,
            "null": counts.null,
            "empty": counts.empty,
            "invalid": counts.invalid,
            "Z": counts.with_z,
        }
        assert found == expected, (file, layer)
        checked += 1
    assert checked > 40


def test_both_engines_give_the_same_report(shared: Path) -> None:
    # pyogrio tells neither field widths nor GDAL's own warnings.
    told_by_one = {"engine", "messages"}
    for path in geodata(shared):
        name = path.relative_to(shared).as_posix()
        if name in COMPARED_DIFFERENTLY and name != "torture/pyshp/REL.zip":
            continue
        for layer in [name for name, _ in layers_of(path)] if path.suffix != ".zip" else [None]:
            if name.endswith("multishapefile.zip"):
                layer = "blockgroups"
            one = ps.read_layer(path, layer=layer, engine="gdal").load_report
            two = ps.read_layer(path, layer=layer, engine="pyogrio").load_report
            assert one is not None
            assert two is not None
            left = {key: value for key, value in one.to_dict().items() if key not in told_by_one}
            right = {key: value for key, value in two.to_dict().items() if key not in told_by_one}
            for field in left["fields"] + right["fields"]:
                field["width"] = 0
            assert left == right, name


def test_the_arrow_stream_of_both_engines_is_equal(shared: Path) -> None:
    import pyarrow as pa

    for name in ("admin/jombang_desa.gpkg", "ikm/umkm_bejalen_titik.geojson", "torture/pyogrio/test_gpkg_nulls.gpkg"):
        one = pa.table(ps.read_layer(shared / name, engine="gdal"))
        two = pa.table(ps.read_layer(shared / name, engine="pyogrio"))
        assert [field.type for field in one.schema] == [field.type for field in two.schema]
        assert one.to_pydict() == two.to_pydict()


TORTURE = """
import json, sys
import petasentra as ps
from pathlib import Path
answers = {}
for path in sorted(Path(sys.argv[1]).rglob("*")):
    if path.suffix not in (".shp", ".zip", ".gpkg", ".geojson", ".dbf", ".shx", ".prj", ".sbn"):
        continue
    name = path.as_posix()
    report = ps.inspect(path)
    try:
        answer = type(ps.read_layer(path)).__name__
    except ps.PetasentraError as error:
        answer = type(error).__name__
        assert error.message_id and error.message_en and error.code, name
    shown = [len(report.findings), len(report.text("id")), len(report._repr_html_())]
    answers[name] = [answer, len(report.layers), *shown]
print(json.dumps(answers))
"""


def test_torture_files_give_a_layer_or_an_error_and_the_process_lives(shared: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", TORTURE, str(shared / "torture")],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr == "", "the reader prints nothing"
    answers = json.loads(done.stdout)
    assert len(answers) > 100
    kinds = {answer[0] for answer in answers.values()}
    assert kinds == {"Layer", "IoError", "SchemaError"}


def test_reading_changes_nothing_in_the_folder(shared: Path, tmp_path: Path) -> None:
    import shutil

    for name in ("admin/demo_kabupaten.gpkg", "torture/pyshp/latin1.shp", "torture/pyshp/latin1.dbf"):
        shutil.copy(shared / name, tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    ps.read_layer(tmp_path / "demo_kabupaten.gpkg")
    with pytest.raises(ps.IoError):
        ps.read_layer(tmp_path / "latin1.shp")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


# ---- choosing, naming, missing --------------------------------------------------------------------------------------


def write_points(path: Path, crs: str | None = "EPSG:4326", **columns: Any) -> Path:
    count = len(next(iter(columns.values()), [0, 0]))
    points = geopandas.points_from_xy(np.arange(count) + 112.0, np.full(count, -7.5))
    frame = geopandas.GeoDataFrame(columns or {"n": list(range(count))}, geometry=points, crs=crs)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a missing CRS
        frame.to_file(path)
    return path


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_a_missing_file_suggests_the_nearest_name(tmp_path: Path, engine: Any) -> None:
    write_points(tmp_path / "pola_ruang.gpkg")
    with pytest.raises(ps.IoError) as missing:
        ps.read_layer(tmp_path / "pola_ruan.gpkg", engine=engine)
    assert missing.value.code == 701
    assert "pola_ruang.gpkg" in missing.value.hint_id
    assert "pola_ruang.gpkg" in missing.value.hint_en
    assert isinstance(missing.value, OSError)


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_several_layers_need_a_choice_and_a_wrong_name_gets_the_nearest(shared: Path, engine: Any) -> None:
    path = shared / "constraints/nagan_raya_kit.gpkg"
    with pytest.raises(ps.IoError) as several:
        ps.read_layer(path, engine=engine)
    assert several.value.code == 704
    assert "pola_ruang_rtrw" in several.value.message_en
    with pytest.raises(ps.IoError) as wrong:
        ps.read_layer(path, layer="pola_ruang", engine=engine)
    assert 'layer="' not in wrong.value.message_en
    assert "pola_ruang_rtrw" in wrong.value.hint_id


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_a_table_without_geometry_is_refused(shared: Path, engine: Any) -> None:
    with pytest.raises(ps.SchemaError) as table:
        ps.read_layer(shared / "torture/postgis_loader/mfile.dbf", engine=engine)
    assert table.value.code == 105


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
@pytest.mark.parametrize(
    "content", [b"", b"not geodata at all", b"PK\x03\x04broken", b"SQLite format 3\x00" + b"\x00" * 200]
)
@pytest.mark.parametrize("ending", [".shp", ".zip", ".gpkg", ".geojson", ".fgb", ".kml"])
def test_bytes_of_no_format_are_refused_in_both_languages(
    tmp_path: Path, engine: Any, content: bytes, ending: str
) -> None:
    path = tmp_path / f"rusak{ending}"
    path.write_bytes(content)
    with pytest.raises(ps.IoError) as refused:
        ps.read_layer(path, engine=engine)
    assert refused.value.code == 702
    assert refused.value.message_id != refused.value.message_en
    assert refused.value.hint_id


def test_an_unknown_engine_or_encoding_is_an_option_error(tmp_path: Path) -> None:
    path = write_points(tmp_path / "a.shp")
    with pytest.raises(ps.OptionError):
        ps.read_layer(path, engine="fiona")  # type: ignore[arg-type]
    for engine in ("gdal", "pyogrio"):
        with pytest.raises(ps.OptionError):
            ps.read_layer(path, encoding="klingon", engine=engine)  # type: ignore[arg-type]


def test_kml_reads_as_geopandas_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "sentra.kml"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>sentra</name>'
        "<Placemark><name>Contoh A</name><description>25 unit</description>"
        "<Point><coordinates>112.35,-7.49,30</coordinates></Point></Placemark>"
        "<Placemark><name>Contoh B</name><Point><coordinates>112.36,-7.5,31</coordinates></Point></Placemark>"
        "</Document></kml>",
        encoding="utf-8",
    )
    ours = ps.read_layer(path)
    assert ours.load_report is not None
    assert ours.load_report.driver == "LIBKML"
    # The KML driver of newer GDAL versions (geopandas brings one) adds a column with the placemark's id.
    theirs = frame_by_geopandas(path, "sentra").drop(columns="id", errors="ignore")
    assert_same_frame(ours.to_geopandas(), theirs)
    assert ours["Name"] == ["Contoh A", "Contoh B"]


# ---- zip ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_a_zip_is_searched_in_subfolders_and_for_every_format(tmp_path: Path, engine: Any) -> None:
    inner = write_points(tmp_path / "titik.gpkg", nama=["a", "b"])
    write_points(tmp_path / "garis.geojson", nama=["c"])
    archive = tmp_path / "data (final).zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(inner, "peta/dalam/titik.gpkg")
        file.writestr("__MACOSX/peta/._titik.gpkg", b"junk")
        file.writestr("baca.txt", "keterangan")
    layer = ps.read_layer(archive, engine=engine)
    assert layer["nama"] == ["a", "b"]
    assert layer.load_report is not None
    assert layer.load_report.inner_path == "peta/dalam/titik.gpkg"
    with zipfile.ZipFile(archive, "a") as file:
        file.write(tmp_path / "garis.geojson", "garis.geojson")
    with pytest.raises(ps.IoError) as several:
        ps.read_layer(archive, engine=engine)
    assert several.value.code == 704
    assert ps.read_layer(archive, layer="garis", engine=engine)["nama"] == ["c"]


# ---- text -----------------------------------------------------------------------------------------------------------


def undeclared_shapefile(folder: Path, text: str, encoding: str) -> Path:
    path = write_points(folder / "lama.shp", nama=["x" * len(text.encode(encoding)), "biasa"])
    path.with_suffix(".cpg").unlink()
    table = bytearray(path.with_suffix(".dbf").read_bytes())
    table[29] = 0
    at = table.index(b"xx")
    table[at : at + len(text.encode(encoding))] = text.encode(encoding)
    path.with_suffix(".dbf").write_bytes(table)
    return path


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
@pytest.mark.parametrize(("encoding", "found"), [("utf-8", "UTF-8"), ("cp1252", "CP1252"), ("latin-1", "CP1252")])
def test_an_undeclared_encoding_is_guessed_and_reported(tmp_path: Path, engine: Any, encoding: str, found: str) -> None:
    layer = ps.read_layer(undeclared_shapefile(tmp_path, "Café Ngoro", encoding), engine=engine)
    assert layer["nama"] == ["Café Ngoro", "biasa"]
    report = layer.load_report
    assert report is not None
    assert (report.encoding, report.encoding_from) == (found, "assumed")
    assert "ENCODING_GUESSED" in [note.code for note in report.notes]


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_the_callers_encoding_wins(tmp_path: Path, engine: Any) -> None:
    path = undeclared_shapefile(tmp_path, "Жук", "cp1251")
    layer = ps.read_layer(path, encoding="windows-1251", engine=engine)
    assert layer["nama"][0] == "Жук"
    assert layer.load_report is not None
    assert (layer.load_report.encoding, layer.load_report.encoding_from) == ("CP1251", "caller")


def test_encodings_have_one_spelling() -> None:
    spelled = {
        "UTF-8\r\n": "UTF-8",
        "utf8": "UTF-8",
        "65001": "UTF-8",
        "ANSI 1252": "CP1252",
        "1252": "CP1252",
        "windows-1252": "CP1252",
        "ISO 88591": "ISO-8859-1",
        "8859-1": "ISO-8859-1",
        "OEM 850": "CP850",
    }
    assert {said: _text_encoding.encoding_name(said) for said in spelled} == spelled


def test_text_that_is_not_utf8_inside_a_geopackage_does_not_stop_the_layer(tmp_path: Path) -> None:
    import sqlite3

    path = write_points(tmp_path / "rusak.gpkg", nama=["a", "b"])
    with sqlite3.connect(path) as database:
        database.create_function("ST_IsEmpty", 1, lambda _: 0)
        for kind in ("MinX", "MaxX", "MinY", "MaxY"):
            database.create_function(f"ST_{kind}", 1, lambda _: 0.0)
        database.execute("UPDATE rusak SET nama = CAST(X'436166E9' AS TEXT) WHERE nama = 'a'")
    database.close()
    layer = ps.read_layer(path)
    assert layer["nama"] == ["Café", "b"]
    assert layer.load_report is not None
    assert "ENCODING_GUESSED" in [note.code for note in layer.load_report.notes]


# ---- CRS, provenance, types -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_no_crs_stays_no_crs_until_the_caller_says_one(tmp_path: Path, engine: Any) -> None:
    path = write_points(tmp_path / "tanpa.shp", crs=None)
    layer = ps.read_layer(path, engine=engine)
    assert layer.crs is None
    assert layer.load_report is not None
    assert "CRS_MISSING" in [note.code for note in layer.load_report.notes]
    stated = ps.read_layer(path, crs="EPSG:32749", engine=engine)
    assert stated.crs is not None
    assert stated.crs.authority_code == "EPSG:32749"
    assert stated.load_report is not None
    assert stated.load_report.crs_from == "caller"
    with pytest.raises(ps.CrsError):
        ps.read_layer(path, crs="EPSG:999999", engine=engine)


def test_a_geopackage_with_an_undefined_crs_has_none(tmp_path: Path) -> None:
    path = write_points(tmp_path / "tanpa.gpkg", crs=None)
    for engine in ("gdal", "pyogrio"):
        assert ps.read_layer(path, engine=engine).crs is None  # type: ignore[arg-type]


def test_provenance_names_file_layer_hash_and_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_points(tmp_path / "a.gpkg")
    layer = ps.read_layer(path, read_on=dt.date(2024, 5, 24))
    assert layer.provenance == {
        "source": str(path),
        "layer_name": "a",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "read_on": "2024-05-24",
        "driver": "GPKG",
    }
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert ps.read_layer(path).provenance["read_on"] == "2023-11-14"


def test_personal_columns_are_marked_and_wrong_names_refused(tmp_path: Path) -> None:
    path = write_points(tmp_path / "a.gpkg", pemilik=["x", "y"], produk=["ingot", "bata"])
    assert ps.read_layer(path, personal=["pemilik"]).personal == {"pemilik"}
    with pytest.raises(ps.SchemaError):
        ps.read_layer(path, personal=["pemilk"])


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_every_column_type_is_kept(tmp_path: Path, engine: Any) -> None:
    frame = geopandas.GeoDataFrame(
        {
            "teks": ["a", None],
            "bulat": pd.array([1, None], dtype="Int32"),
            "panjang": [2**53 + 1, 5],
            "pecahan": [0.1, np.nan],
            "logis": pd.array([True, None], dtype="boolean"),
            "hari": [dt.date(1969, 12, 31), None],
            "waktu": pd.to_datetime(["2024-05-24T08:00:00.250+07:00", None]),
        },
        geometry=geopandas.points_from_xy([112.3, 112.4], [-7.5, -7.6]),
        crs=4326,
    )
    path = tmp_path / "tipe.gpkg"
    ps.write_layer(frame, path)
    layer = ps.read_layer(path, engine=engine)
    types = {field.name: field.type for field in layer.load_report.fields}  # type: ignore[union-attr]
    assert types == {
        "teks": "text",
        "bulat": "int32",
        "panjang": "int64",
        "pecahan": "float64",
        "logis": "bool",
        "hari": "date",
        "waktu": "datetime",
    }
    rows = layer.to_arrow().drop_columns(["geometry"]).to_pylist()
    assert rows[0]["panjang"] == 2**53 + 1
    assert rows[0]["hari"] == dt.date(1969, 12, 31)
    assert rows[0]["waktu"].astimezone(dt.UTC) == dt.datetime(2024, 5, 24, 1, 0, 0, 250000, tzinfo=dt.UTC)
    assert rows[0]["logis"] is True
    assert [rows[1][name] for name in types if name not in ("panjang",)] == [None] * 6


def test_the_report_speaks_both_languages_and_survives_json(shared: Path) -> None:
    report = ps.read_layer(shared / "torture/shapelib/csah.shp").load_report
    assert report is not None
    assert "tanpa geometri 24" in report.text("id")
    assert "no geometry 24" in report.text("en")
    assert "CRS_MISSING" in report._repr_html_()
    again = ps.LoadReport.from_dict(json.loads(json.dumps(report.to_dict())))
    assert again == report


def test_without_the_extension_module_pyogrio_reads(shared: Path, tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['petasentra._io'] = None\n"
        "import petasentra as ps\n"
        "layer = ps.read_layer(sys.argv[1])\n"
        "print(layer.load_report.engine, len(layer), ps.inspect(sys.argv[1]).readable)\n"
        "try: ps.write_layer(layer, sys.argv[2])\n"
        "except ps.OptionError as error: print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(shared / "admin/demo_kabupaten.gpkg"), str(tmp_path / "x.gpkg")],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    assert done.stdout.split() == ["pyogrio", "3", "True", "801"]
    assert gdal_available()
