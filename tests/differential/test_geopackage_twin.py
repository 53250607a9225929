"""GeoPackages are read out of the database by ourselves; within a .zip GDAL reads them, one feature after the other.

Both give the same layer, to the byte, and say the same of it.
"""

from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely
from random_geopackages import blob, with_sql, written_geopackage

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


def by_features(path: Path, layer: str) -> ps.Layer:
    packed = path.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w") as file:
        file.write(path, path.name)
    return ps.read_layer(packed, layer=layer)


def content(layer: ps.Layer) -> tuple[Any, ...]:
    table = layer.to_arrow().replace_schema_metadata(None).combine_chunks()
    columns = [(field.name, str(field.type), table[field.name].to_pylist()) for field in table.schema]
    report = layer.load_report
    assert report is not None
    said = [(note.code, note.message_en, note.message_id) for note in report.notes]
    fields = [(field.name, field.type, field.width) for field in report.fields]
    return repr(columns), said, fields, report.features_read  # NaN is not NaN, its text is


def assert_read_the_same(path: Path, layer: str) -> ps.Layer:
    ours = ps.read_layer(path, layer=layer)
    assert content(ours) == content(by_features(path, layer))
    return ours


@pytest.mark.parametrize("seed", range(60))
def test_a_random_geopackage_reads_as_the_feature_loop_reads_it(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "acak.gpkg"
    for layer in written_geopackage(path, seed):
        assert_read_the_same(path, layer)


@pytest.fixture
def three(tmp_path: Path) -> Path:
    frame = gpd.GeoDataFrame(
        {"teks": ["a", "b", "c"], "bulat": [1, 2, 3], "besar": [1, 2, 3], "nyata": [0.5, 1.5, 2.5], "ya": [True] * 3},
        geometry=shapely.points([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]),
        crs=4326,
    ).astype({"bulat": "int16"})
    path = tmp_path / "tiga.gpkg"
    frame.to_file(path, driver="GPKG", layer="tiga", SPATIAL_INDEX="NO")
    return path


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("teks", b"bytes"), ("teks", "nol\0di tengah"), ("bulat", "kata"), ("bulat", 70_000), ("bulat", 2**40),
        ("bulat", 1.5), ("besar", "12"), ("besar", 2.0**70), ("besar", b"x"), ("nyata", "kata"), ("nyata", 7),
        ("nyata", "9e999"), ("ya", 2), ("ya", "ya"), ("ya", 0.5), ("geom", "GP kata"), ("geom", 7), ("teks", 3),
    ],
)  # fmt: skip
def test_a_value_of_another_type_than_its_column_is_read_as_gdal_reads_it(three: Path, column: str, value: Any) -> None:
    with_sql(three, (f"UPDATE tiga SET {column} = ? WHERE fid = 2", (value,)))
    assert_read_the_same(three, "tiga")


def test_text_that_is_no_utf8_and_text_longer_than_declared_are_read_as_gdal_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "lebar.gpkg"
    frame = gpd.GeoDataFrame({"a": ["x"]}, geometry=shapely.points([1.0], [2.0]), crs=4326)
    frame.to_file(path, driver="GPKG", layer="lebar", SPATIAL_INDEX="NO")
    with_sql(
        path,
        "ALTER TABLE lebar ADD COLUMN pendek TEXT(3)",
        "UPDATE lebar SET pendek = 'panjang sekali', a = CAST(x'ff41c328' AS TEXT)",
    )
    assert_read_the_same(path, "lebar")


POINT = struct.pack("<BIdd", 1, 1, 1.5, 2.5)
SQUARE = struct.pack("<BIII10d", 1, 3, 1, 5, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0)
GEOMETRIES = {
    "as it is": blob(POINT),
    "with an envelope": blob(struct.pack("<4d", 1.5, 1.5, 2.5, 2.5) + POINT, flags=3),
    "with an envelope of eight": blob(bytes(64) + POINT, flags=9),
    "of the other byte order": blob(struct.pack(">BIdd", 0, 1, 1.5, 2.5)),
    "header of the other byte order": blob(POINT, flags=0),
    "said to be empty": blob(POINT, flags=17),
    "with bytes left over": blob(POINT + b"more"),
    "of the type of EWKB with Z": blob(struct.pack("<BIddd", 1, 0x80000001, 1.5, 2.5, 3.5)),
    "of the type of EWKB with SRID": blob(struct.pack("<BIIdd", 1, 0x20000001, 4326, 1.5, 2.5)),
    "with M": blob(struct.pack("<BIddd", 1, 2001, 1.5, 2.5, 3.5)),
    "with Z and M": blob(struct.pack("<BIdddd", 1, 3001, 1.5, 2.5, 3.5, 4.5)),
    "a point that is not a number": blob(struct.pack("<BIdd", 1, 1, float("nan"), float("nan"))),
    "a point without x": blob(struct.pack("<BIdd", 1, 1, float("nan"), 2.5)),
    "a polygon": blob(SQUARE),
    "an open ring": blob(struct.pack("<BIII8d", 1, 3, 1, 4, 0, 0, 1, 0, 1, 1, 0, 1)),
    "a ring closed but for its Z": blob(struct.pack("<BIII12d", 1, 1003, 1, 4, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 9)),
    "a ring without a vertex": blob(struct.pack("<BIII", 1, 3, 1, 0)),
    "a line of one vertex": blob(struct.pack("<BIIdd", 1, 2, 1, 1.5, 2.5)),
    "members with and without Z": blob(
        struct.pack("<BII", 1, 4, 2) + POINT + struct.pack("<BIddd", 1, 1001, 1.5, 2.5, 3.5)
    ),
    "a member of another kind": blob(struct.pack("<BII", 1, 4, 1) + SQUARE),
    "a circular string": blob(struct.pack("<BII6d", 1, 8, 3, 0, 0, 1, 1, 2, 0)),
    "a curve polygon of straight lines": blob(
        struct.pack("<BII", 1, 10, 1) + struct.pack("<BII10d", 1, 2, 5, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0)
    ),
    "a triangle": blob(struct.pack("<BIII8d", 1, 17, 1, 4, 0, 0, 1, 0, 1, 1, 0, 0)),
}
DAMAGED = {
    "cut short": blob(POINT[:-3]),
    "a polygon cut short": blob(SQUARE[:-3]),
    "not of a GeoPackage": b"XX" + blob(POINT)[2:],
    "of a version to come": b"GP\x01" + blob(POINT)[3:],
    "of an extended type": blob(b"ABCD" + POINT, flags=0x21),
    "an envelope that does not exist": blob(POINT, flags=0x0B),
    "no bytes": b"",
    "a few bytes": b"GP\0",
    "a header alone": blob(b""),
    "an unknown kind": blob(struct.pack("<BIdd", 1, 77, 1.5, 2.5)),
    "more vertices than bytes": blob(struct.pack("<BIIdd", 1, 2, 2**31 - 1, 1.5, 2.5)),
}


@pytest.mark.parametrize("name", [*GEOMETRIES, *DAMAGED])
def test_an_odd_geometry_is_read_as_gdal_reads_it(three: Path, name: str) -> None:
    with_sql(three, ("UPDATE tiga SET geom = ? WHERE fid = 2", ((GEOMETRIES | DAMAGED)[name],)))
    assert_read_the_same(three, "tiga")


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_geometry_is_null_and_named_by_its_feature_id(three: Path, name: str) -> None:
    with_sql(three, ("UPDATE tiga SET geom = ? WHERE fid = 2", (DAMAGED[name],)))
    for layer in (ps.read_layer(three), by_features(three, "tiga")):
        assert layer.load_report is not None
        notes = [note for note in layer.load_report.notes if note.code == "GEOMETRY_NULL"]
        assert [note.message_en for note in notes] == ["1 geometry could not be read (now null): features 2."]
        assert [geometry is None for geometry in layer.to_geopandas().geometry] == [False, True, False]


def test_a_geometry_that_is_absent_is_null_without_a_word(three: Path) -> None:
    with_sql(three, "UPDATE tiga SET geom = NULL WHERE fid = 2")
    layer = assert_read_the_same(three, "tiga")
    assert layer.load_report is not None
    assert not layer.load_report.notes


@pytest.mark.parametrize("last", [2**40, 2**63 - 1])
def test_ids_far_apart_are_read_in_their_order(three: Path, last: int) -> None:
    with_sql(three, f"UPDATE tiga SET fid = {last} WHERE fid = 1", f"UPDATE tiga SET fid = {-(2**63)} WHERE fid = 2")
    assert assert_read_the_same(three, "tiga")["teks"] == ["b", "c", "a"]


def test_a_view_and_a_table_with_a_column_named_like_the_row_id_are_read(three: Path) -> None:
    with_sql(
        three,
        "CREATE VIEW lihat AS SELECT fid AS OGC_FID, geom, teks FROM tiga ORDER BY teks DESC",
        "INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('lihat', 'features', 4326)",
        "INSERT INTO gpkg_geometry_columns VALUES ('lihat', 'geom', 'POINT', 4326, 0, 0)",
        'ALTER TABLE tiga ADD COLUMN "_rowid_" MEDIUMINT',
        'UPDATE tiga SET "_rowid_" = 5 - fid',
    )
    assert assert_read_the_same(three, "lihat")["teks"] == ["c", "b", "a"]
    assert assert_read_the_same(three, "tiga")["teks"] == ["a", "b", "c"]


def test_a_file_with_a_write_ahead_log_is_read_whole_and_left_as_it_was(three: Path) -> None:
    with_sql(three, "PRAGMA journal_mode = WAL", "UPDATE tiga SET teks = 'baru' WHERE fid = 3")
    before = three.read_bytes()
    assert ps.read_layer(three)["teks"] == ["a", "b", "baru"]
    assert three.read_bytes() == before


def test_a_file_of_many_ranges_is_read_the_same_by_any_number_of_threads(tmp_path: Path) -> None:
    n = 60_000
    texts = [f"Unit contoh {i} " + "x" * (i % 400) for i in range(n)]
    points = shapely.points(range(n), [1.0] * n)
    points[::7] = None
    frame = gpd.GeoDataFrame({"nama": texts, "n": range(n)}, geometry=points, crs=4326)
    path = tmp_path / "banyak.gpkg"
    frame.to_file(path, driver="GPKG", layer="banyak", SPATIAL_INDEX="NO")
    assert path.stat().st_size > 3 * 4_000_000
    with_sql(path, "DELETE FROM banyak WHERE fid % 5 = 2", "UPDATE banyak SET n = NULL WHERE fid > 50000")
    assert_read_the_same(path, "banyak")
