"""What a download may be instead of the file it is called: a web page, a locked archive, an archive in an archive."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import geopandas
import pytest
from shapely.geometry import Point

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<!DOCTYPE html><html><head><title>Masuk</title></head><body>403</body></html>"
ENDINGS = ("geojson", "shp", "zip", "gpkg", "fgb", "kml", "kmz", "parquet", "csv", "xlsx")


def write_points(path: Path) -> Path:
    geopandas.GeoDataFrame({"n": [1]}, geometry=[Point(112, -7)], crs=4326).to_file(path)
    return path


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_web_page_is_called_one_whatever_its_name(tmp_path: Path, ending: str, engine: Any) -> None:
    path = tmp_path / f"unduhan.{ending}"
    path.write_text(PAGE)
    with pytest.raises(ps.IoError) as refused:
        ps.read_layer(path, engine=engine)
    assert "HTML" in refused.value.message_id
    assert "HTML" in refused.value.message_en
    assert refused.value.hint_id != refused.value.hint_en
    assert {finding.code for finding in ps.inspect(path).findings} <= {"FILE_UNREADABLE", "LAYER_UNREADABLE"}
    assert len(ps.inspect(path).findings) == 1


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_a_locked_archive_is_called_one(tmp_path: Path, engine: Any) -> None:
    path = tmp_path / "sandi.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(write_points(tmp_path / "a.geojson"), "a.geojson")
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x03\x04") + 6] |= 1  # the flag of an encrypted entry, in its header and in the list
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(ps.IoError) as refused:
        ps.read_layer(path, engine=engine)
    assert "kata sandi" in refused.value.message_id
    assert "password" in refused.value.message_en


def test_an_archive_within_an_archive_is_named_with_what_to_do(tmp_path: Path) -> None:
    inner = tmp_path / "dalam.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(write_points(tmp_path / "a.geojson"), "a.geojson")
    path = tmp_path / "luar.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, "dalam.zip")
    with pytest.raises(ps.IoError) as refused:
        ps.read_layer(path, engine="gdal")
    assert "dalam.zip" in refused.value.message_id
    assert "Ekstrak" in refused.value.hint_id
    assert "Unpack" in refused.value.hint_en


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_an_archive_with_two_layers_asks_which(tmp_path: Path, engine: Any) -> None:
    path = tmp_path / "dua.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(write_points(tmp_path / "a.geojson"), "a.geojson")
        archive.write(write_points(tmp_path / "b.geojson"), "b.geojson")
    with pytest.raises(ps.IoError) as several:
        ps.read_layer(path, engine=engine)
    assert several.value.code == 704
    assert "2 lapisan" in several.value.message_id or "2 layer" in several.value.message_id
    names = [one.strip(". ") for one in several.value.message_en.partition(": ")[2].split(",")]
    assert len(ps.read_layer(path, layer=names[0], engine=engine)) == 1
