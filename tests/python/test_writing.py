"""What is written reads back as it was, and a failed write leaves the old file alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

TRIANGLE = Polygon([(112.1, -7.1, 3.5), (112.3, -7.1, 4), (112.3, -7.3, 0.1), (112.1, -7.1, 3.5)])
TWO = MultiPolygon([Polygon([(0, 0, 1), (0, 1, 1), (1, 1, 1)]), Polygon([(5, 5, 2), (5, 6, 2), (6, 6, 2)])])


def mixed(crs: str = "EPSG:4326") -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(
        {"nama": ["satu", None, "Café"], "luas": [0.1, np.nan, 1 / 3], "unit": [25, 3, 2**40]},
        geometry=[TRIANGLE, TWO, TRIANGLE],
        crs=crs,
    )


@pytest.mark.parametrize(
    ("ending", "crs"),
    [(ending, crs) for ending in ("gpkg", "fgb", "shp") for crs in ("EPSG:4326", "EPSG:32749")]
    + [("geojson", "EPSG:4326")],
)
def test_mixed_polygons_with_heights_come_back(tmp_path: Path, ending: str, crs: str) -> None:
    frame = mixed(crs)
    path = tmp_path / f"a.{ending}"
    report = ps.write_layer(frame, path)
    assert report.rows == 3
    back = ps.read_layer(path).to_geopandas()
    assert list(back.columns) == list(frame.columns)
    assert back.crs == (4326 if ending == "geojson" else frame.crs)
    assert back["unit"].tolist() == frame["unit"].tolist()
    # A Shapefile keeps numbers as text of 15 digits.
    assert back["luas"].tolist()[::2] == ([0.1, 0.333333333333333] if ending == "shp" else [0.1, 1 / 3])
    assert back["nama"].isna().tolist() == [False, True, False]
    assert back["nama"][2] == "Café"
    assert back.has_z.all()
    expected, found = frame.geometry.values, back.geometry.values
    if ending == "fgb":  # heights and mixed kinds together: all become multi-geometries, and a note says so
        assert [note.code for note in report.notes] == ["MULTI_PROMOTED"]
        expected = np.array([MultiPolygon([TRIANGLE]), TWO, MultiPolygon([TRIANGLE])])
    assert shapely.get_type_id(found).tolist() == shapely.get_type_id(expected).tolist()
    if ending in ("shp", "geojson"):  # a Shapefile's shells run clockwise, those of GeoJSON the other way
        expected, found = shapely.normalize(expected), shapely.normalize(found)
    assert (shapely.to_wkb(found) == shapely.to_wkb(expected)).all()
    assert sorted(file.suffix for file in tmp_path.iterdir() if file.name.startswith(".")) == []


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "fgb", "shp"])
def test_geopandas_reads_what_we_write(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    ps.write_layer(mixed(), path)
    theirs = geopandas.read_file(path)
    ours = ps.read_layer(path).to_geopandas()
    assert theirs["unit"].tolist() == ours["unit"].tolist()
    assert (shapely.to_wkb(theirs.geometry.values) == shapely.to_wkb(ours.geometry.values)).all()
    assert theirs.crs == ours.crs


def test_real_layers_survive_a_geopackage_to_the_byte(shared: Path, tmp_path: Path) -> None:
    import pyarrow as pa

    cases = [
        ("zoning/jombang_kp2b_shp.zip", None),
        ("zoning/jabar_rtrwp_kota.gpkg", "kota_bandung"),
        ("constraints/cakung_industri.gpkg", "bangunan"),
        ("torture/pyogrio/line_zm.gpkg", None),
        ("torture/pyogrio/test_gpkg_nulls.gpkg", None),
        ("torture/shapelib/csah.shp", None),
        ("torture/fiona/trio.geojson", None),
    ]
    for name, layer in cases:
        before = ps.read_layer(shared / name, layer=layer)
        ps.write_layer(before, tmp_path / "a.gpkg", layer_name="a")
        after = ps.read_layer(tmp_path / "a.gpkg")
        assert pa.table(after).to_pydict() == pa.table(before).to_pydict(), name
        assert (after.crs is None) == (before.crs is None), name


def test_dates_times_and_lists_keep_their_values(tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame(
        {
            "hari": pd.to_datetime(["1969-12-31", "2024-02-29"]).date,
            "waktu": pd.to_datetime(["2024-05-24T08:00:00.250+07:00", "1950-01-01T00:00:00.000+07:00"]),
            "lokal": pd.to_datetime(["2024-05-24T08:00:00.5", None]),
            "jam": [dt.time(8, 30), dt.time(18, 0)],
            "ya": [True, False],
            "bendera": [["partial", "conflict"], []],
            "angka": [[1, 2], [3]],
        },
        geometry=[Point(1, 2), Point(3, 4)],
        crs=4326,
    )
    report = ps.write_layer(frame, tmp_path / "a.gpkg")
    assert [note.code for note in report.notes] == ["LIST_JOINED", "LIST_JOINED", "TYPE_CHANGED"]
    rows = ps.read_layer(tmp_path / "a.gpkg").to_arrow().to_pylist()
    assert [row["hari"] for row in rows] == [dt.date(1969, 12, 31), dt.date(2024, 2, 29)]
    assert rows[0]["waktu"].astimezone(dt.UTC) == dt.datetime(2024, 5, 24, 1, 0, 0, 250_000, tzinfo=dt.UTC)
    assert rows[1]["waktu"].astimezone(dt.UTC) == dt.datetime(1949, 12, 31, 17, tzinfo=dt.UTC)
    assert rows[0]["lokal"].replace(tzinfo=None) == dt.datetime(2024, 5, 24, 8, 0, 0, 500_000)
    assert rows[1]["lokal"] is None
    assert rows[0]["ya"] is True
    assert [row["bendera"] for row in rows] == ["partial; conflict", ""]
    assert [row["angka"] for row in rows] == ["1; 2", "3"]


def test_a_second_layer_joins_an_existing_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "hasil.gpkg"
    ps.write_layer(mixed(), path, layer_name="sites")
    ps.write_layer(mixed()[:2], path, layer_name="pieces")
    ps.write_layer(mixed()[:1], path, layer_name="pieces")
    assert len(ps.read_layer(path, layer="sites")) == 3
    assert len(ps.read_layer(path, layer="pieces")) == 1


def test_a_shapefile_says_what_it_cannot_hold(tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame({"nama_kecamatan": ["Sumobito"]}, geometry=[MultiPolygon([TRIANGLE])], crs=4326)
    report = ps.write_layer(frame, tmp_path / "a.shp")
    assert [note.code for note in report.notes] == ["NAME_CUT", "MULTI_SINGLE"]
    assert "nama_kecam" in report.notes[0].message_id
    assert "nama_kecam" in report.text("id")
    assert ps.read_layer(tmp_path / "a.shp").columns == ["nama_kecam"]


@pytest.mark.parametrize("name", ["old.shp", "old.gpkg", "old.fgb"])
def test_an_error_while_writing_leaves_the_old_files(tmp_path: Path, name: str) -> None:
    ps.write_layer(mixed(), tmp_path / name)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    wrong: dict[str, tuple[Any, type[Exception]]] = {
        "old.shp": ([TRIANGLE, LineString([(0, 0), (1, 1)])], ps.GeometryError),
        "old.gpkg": ([TRIANGLE, TRIANGLE], ps.IoError),
        "old.fgb": ([TRIANGLE, None], ps.GeometryError),
    }
    shapes, error = wrong[name]
    columns = {"nama": ["a", "b"], "NAMA": [1, 2]}
    with pytest.raises(error):
        ps.write_layer(geopandas.GeoDataFrame(columns, geometry=shapes, crs=4326), tmp_path / name)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_new_shapefile_does_not_keep_the_old_ones_index(tmp_path: Path) -> None:
    ps.write_layer(mixed(), tmp_path / "a.shp")
    for ending in (".qix", ".sbn", ".sbx"):
        (tmp_path / "a").with_suffix(ending).write_bytes(b"index of the old rows")
    ps.write_layer(mixed()[:1], tmp_path / "a.shp")
    assert not {".qix", ".sbn", ".sbx"} & {file.suffix for file in tmp_path.iterdir()}
    assert len(ps.read_layer(tmp_path / "a.shp")) == 1


def test_places_that_cannot_be_written_are_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(ps.IoError) as missing:
        ps.write_layer(mixed(), tmp_path / "tidak" / "ada.gpkg")
    assert missing.value.code == 703
    assert missing.value.hint_id
    with pytest.raises(ps.OptionError):
        ps.write_layer(mixed(), tmp_path / "a.xyz")
    with pytest.raises(ps.OptionError):
        ps.write_layer(mixed(), tmp_path / "a.gpkg", driver="GTiff")
    (tmp_path / "buka.gpkg-wal").touch()
    with pytest.raises(ps.IoError):
        ps.write_layer(mixed(), tmp_path / "buka.gpkg")
    for ending in ("kml", "geojson"):
        with pytest.raises(ps.CrsError) as nowhere:
            ps.write_layer(mixed().set_crs(None, allow_override=True), tmp_path / f"a.{ending}")
        assert nowhere.value.code == 201
    assert [file.name for file in tmp_path.iterdir()] == ["buka.gpkg-wal"]


def test_an_empty_layer_is_written(tmp_path: Path) -> None:
    for ending in ("gpkg", "geojson", "fgb", "shp"):
        ps.write_layer(ps.as_layer(mixed())[:0], tmp_path / f"a.{ending}")
        assert len(ps.read_layer(tmp_path / f"a.{ending}")) == 0


def test_a_layer_without_crs_stays_without(tmp_path: Path) -> None:
    frame = mixed().set_crs(None, allow_override=True)
    for ending in ("gpkg", "fgb", "shp"):
        ps.write_layer(frame, tmp_path / f"a.{ending}")
        assert ps.read_layer(tmp_path / f"a.{ending}").crs is None
