"""A layer that was read keeps the types of its columns and its CRS, or the lack of one.

It knows the file, layer, hash and day it came from, and which of its columns are personal.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import pandas as pd
import pytest
from written_layers import write_points

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


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
    assert ps.read_layer(path, personal="pemilik").personal == {"pemilik"}
    assert ps.read_layer(path).with_personal("pemilik").personal == {"pemilik"}
    assert ps.read_layer(path, personal=(name for name in ("pemilik", "produk"))).personal == {"pemilik", "produk"}
    assert ps.read_layer(path).personal == ps.read_layer(path, personal="").personal == frozenset()
    with pytest.raises(ps.SchemaError, match="pemilk"):
        ps.read_layer(path, personal="pemilk")
    with pytest.raises(ps.SchemaError):
        ps.read_layer(path, personal=["pemilk"])
