"""File geodatabases, KMZ and GeoParquet are read like any other file."""

from __future__ import annotations

import json
import warnings
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

import petasentra as ps
from petasentra.errors import PetasentraError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def frame() -> geopandas.GeoDataFrame:
    """Two invented zones."""
    squares = [shapely.box(112.30, -7.50, 112.31, -7.49), shapely.box(112.31, -7.50, 112.32, -7.49)]
    return geopandas.GeoDataFrame({"KODKWS": ["P-1", "KPI"], "LUASHA": [122.03, 122.0]}, geometry=squares, crs=4326)


@pytest.fixture
def geodatabase(tmp_path: Path, frame: geopandas.GeoDataFrame) -> Path:
    """A file geodatabase of two layers, as agencies deliver them."""
    if "w" not in pyogrio.list_drivers().get("OpenFileGDB", ""):
        pytest.skip("this GDAL cannot write a file geodatabase")
    path = tmp_path / "RTRW.gdb"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame.to_file(path, driver="OpenFileGDB", layer="POLA_RUANG_50K_AR")
        frame.to_file(path, driver="OpenFileGDB", layer="KETENTUAN_KHUSUS_50K_AR", mode="a")
    return path


def zipped(folder: Path, into: Path, below: str = "") -> Path:
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.iterdir():
            archive.write(file, f"{below}{folder.name}/{file.name}")
    return into


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_a_geodatabase_is_read_as_a_folder_and_zipped(tmp_path: Path, geodatabase: Path, engine: Any) -> None:
    for path in (
        geodatabase,
        zipped(geodatabase, tmp_path / "a.zip"),
        zipped(geodatabase, tmp_path / "b.zip", "dalam/"),
    ):
        layer = ps.read_layer(path, layer="POLA_RUANG_50K_AR", engine=engine)
        assert layer["KODKWS"] == ["P-1", "KPI"]
        assert layer.crs is not None
        assert layer.crs.authority_code == "EPSG:4326"
        with pytest.raises(PetasentraError, match="2 layers"):
            ps.read_layer(path, engine=engine)
        report = ps.inspect(path, engine=engine)
        assert [one.name for one in report.layers] == ["POLA_RUANG_50K_AR", "KETENTUAN_KHUSUS_50K_AR"]
        assert {one.name_guesses.scale for one in report.layers} == {50_000}
        assert report.layers[0].role.role == "zones"


def test_a_geodatabase_in_a_folder_is_one_file(geodatabase: Path) -> None:
    report = ps.inspect(geodatabase.parent)
    assert report.is_folder
    assert {one.file for one in report.layers} == {str(geodatabase)}


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_a_kmz_is_read(tmp_path: Path, frame: geopandas.GeoDataFrame, engine: Any) -> None:
    frame.to_file(tmp_path / "doc.kml", driver="KML")
    with zipfile.ZipFile(tmp_path / "peta.kmz", "w") as archive:
        archive.write(tmp_path / "doc.kml", "doc.kml")
    assert len(ps.read_layer(tmp_path / "peta.kmz", engine=engine)) == 2


@pytest.mark.parametrize("encoding", ["WKB", "geoarrow"])
def test_geoparquet_keeps_values_geometry_and_crs(tmp_path: Path, frame: geopandas.GeoDataFrame, encoding: str) -> None:
    path = tmp_path / "zona.parquet"
    utm = frame.to_crs(32749)
    utm.to_parquet(path, geometry_encoding=encoding, schema_version="1.1.0", write_covering_bbox=True)
    layer = ps.read_layer(path)
    assert layer.columns == ["KODKWS", "LUASHA"]
    assert layer.to_geopandas().geom_equals_exact(utm, 1e-9).all()
    assert layer.crs is not None
    assert layer.crs.authority_code == "EPSG:32749"
    assert layer.load_report is not None
    assert (layer.load_report.driver, layer.load_report.engine) == ("Parquet", "python")
    assert ps.inspect(path).layers[0].role.role == "zones"


def test_geoparquet_without_a_word_on_its_crs_is_in_degrees(tmp_path: Path, frame: geopandas.GeoDataFrame) -> None:
    path = tmp_path / "zona.parquet"
    frame.to_parquet(path)
    table = pq.read_table(path)
    geo = json.loads(table.schema.metadata[b"geo"])
    del geo["columns"]["geometry"]["crs"]
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), path)
    layer = ps.read_layer(path)
    assert layer.crs is not None
    assert layer.crs.is_geographic
    geo["columns"]["geometry"]["crs"] = None
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), path)
    assert ps.read_layer(path).crs is None


def test_parquet_with_lon_and_lat_gives_points(tmp_path: Path) -> None:
    path = tmp_path / "titik.parquet"
    pq.write_table(pa.table({"nama": ["A"], "lon": [112.3], "lat": [-7.5]}), path)
    layer = ps.read_layer(path)
    assert layer.points_xy().tolist() == [[112.3, -7.5]]
    assert layer.load_report is not None
    assert [note.code for note in layer.load_report.notes] == ["CRS_FROM_COLUMNS"]


@pytest.mark.parametrize("geo", ["{}", "[]", "bukan", '{"primary_column": "x", "columns": {}}'])
def test_broken_metadata_of_geoparquet_is_named(tmp_path: Path, geo: str) -> None:
    path = tmp_path / "rusak.parquet"
    pq.write_table(pa.table({"geometry": [b""]}).replace_schema_metadata({"geo": geo}), path)
    with pytest.raises(ps.IoError, match="metadata"):
        ps.read_layer(path)
