"""GeoParquet 1.1: the metadata other readers need, and what comes back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas
import pyarrow.parquet as pq
import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


def geo_of(path: Path) -> dict[str, Any]:
    return json.loads(pq.read_schema(path).metadata[b"geo"])


def test_the_metadata_name_encoding_kinds_crs_and_bounds(tmp_path: Path) -> None:
    ring = Polygon([(0, 0), (2, 0), (2, 3)])
    frame = geopandas.GeoDataFrame({"n": [1, 2, 3]}, geometry=[ring, MultiPolygon([ring]), None], crs=32749)
    ps.write_layer(frame, tmp_path / "a.parquet")
    geo = geo_of(tmp_path / "a.parquet")
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    column = geo["columns"]["geometry"]
    assert column["encoding"] == "WKB"
    assert column["geometry_types"] == ["MultiPolygon", "Polygon"]
    assert column["bbox"] == [0, 0, 2, 3]
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 32749}


def test_heights_stand_in_kinds_and_bounds(tmp_path: Path) -> None:
    ps.write_layer(geopandas.GeoDataFrame(geometry=[Point(1, 2, 3), Point(4, 5)], crs=4326), tmp_path / "a.parquet")
    column = geo_of(tmp_path / "a.parquet")["columns"]["geometry"]
    assert column["geometry_types"] == ["Point", "Point Z"]
    assert column["bbox"] == [1, 2, 3, 4, 5, 3]
    back = ps.read_layer(tmp_path / "a.parquet").to_geopandas().geometry
    assert back.has_z.tolist() == [True, False]


def test_a_layer_without_crs_says_so_instead_of_leaving_wgs_84_to_be_guessed(tmp_path: Path) -> None:
    ps.write_layer(geopandas.GeoDataFrame(geometry=[Point(1, 2)]), tmp_path / "a.parquet")
    assert geo_of(tmp_path / "a.parquet")["columns"]["geometry"]["crs"] is None
    assert ps.read_layer(tmp_path / "a.parquet").crs is None
    assert geopandas.read_parquet(tmp_path / "a.parquet").crs is None


def test_a_real_layer_comes_back_to_the_byte_here_and_in_geopandas(tmp_path: Path) -> None:
    desa = ps.datasets.jombang().desa
    desa.write(tmp_path / "a.parquet")
    back = ps.read_layer(tmp_path / "a.parquet")
    assert back.to_arrow().to_pydict() == desa.to_arrow().to_pydict()
    theirs = geopandas.read_parquet(tmp_path / "a.parquet")
    assert (shapely.to_wkb(theirs.geometry.values) == shapely.to_wkb(desa.to_geopandas().geometry.values)).all()
    assert theirs.crs == 32749


def test_an_old_file_survives_what_cannot_be_written(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    ps.write_layer(geopandas.GeoDataFrame(geometry=[LineString([(0, 0), (1, 1)])], crs=4326), path)
    before = path.read_bytes()
    with pytest.raises(ps.GeometryError) as refused:
        ps.read_layer(shared / "torture/pyogrio/line_zm.gpkg").write(path)
    assert "M" in refused.value.message_id
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["a.parquet"]


def test_a_missing_pyarrow_is_an_option_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "pyarrow" else find(name, *rest)
    )
    with pytest.raises(ps.OptionError) as missing:
        ps.write_layer(geopandas.GeoDataFrame(geometry=[Point(1, 2)], crs=4326), tmp_path / "a.parquet")
    assert "pip install" in missing.value.hint_id
