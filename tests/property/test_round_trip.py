"""Layers come back as they went in: mixed kinds, Z and M, null and empty rows, every sort of column."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, box
from strategies import UTM, with_dimensions

import petasentra as ps

HOLED = Polygon(box(0, 0, 9, 9).exterior, [box(1, 1, 3, 3).exterior, box(4, 4, 6, 7).exterior])
KINDS: dict[str, list[Any]] = {
    "polygons": [box(0, 0, 1, 2), HOLED, MultiPolygon([box(0, 0, 1, 1), HOLED.buffer(0.5, join_style=2)]),
                 MultiPolygon([box(5, 5, 6.25, 7)]), Polygon(), MultiPolygon(), None],
    "lines": [LineString([(0, 0), (1, 3.5), (2, 2)]), MultiLineString([[(0, 0), (1, 1)], [(5, 5), (6, 7), (8, 8)]]),
              LineString(), MultiLineString(), None],
    "points": [Point(1.25, -7.5), MultiPoint([(1, 2), (3, 4), (1, 2)]), Point(), MultiPoint(), None],
}  # fmt: skip
MULTI = {"Polygon": MultiPolygon, "LineString": MultiLineString, "Point": MultiPoint}
DIMENSIONS = ["XY", "XYZ", "XYM", "XYZM"]


@st.composite
def geometries(draw: st.DrawFn) -> list[Any]:
    """Rows of one family of kinds, single and multi mixed, nulls and empties among them, one dimension for all."""
    family = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    dimensions = draw(st.sampled_from(DIMENSIONS))
    chosen = draw(st.lists(st.sampled_from(range(len(family))), min_size=0, max_size=8))
    return [None if family[k] is None else with_dimensions(family[k], dimensions) for k in chosen]


@st.composite
def frames(draw: st.DrawFn) -> geopandas.GeoDataFrame:
    shapes = draw(geometries())
    n = len(shapes)

    def column(value: st.SearchStrategy[Any]) -> list[Any]:
        return draw(st.lists(value, min_size=n, max_size=n))

    text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
    columns = {
        "fid": np.arange(n, dtype="int64"),
        "nama": pd.array(column(st.none() | text), dtype="str"),
        "luas": np.array(column(st.none() | st.floats(allow_nan=False)), dtype="float64"),
        "jumlah": np.array(column(st.integers(-(2**31), 2**31 - 1)), dtype="int32"),
        "sah": np.array(column(st.booleans()), dtype="bool"),
    }
    crs = draw(st.sampled_from([UTM, "EPSG:4326", None]))
    return geopandas.GeoDataFrame(
        columns, geometry=geopandas.array.from_shapely(np.array(shapes, dtype=object), crs=crs), crs=crs
    )


def same_geometries(ours: Any, theirs: Any) -> None:
    """Equal to the last bit: kind, dimension, order of vertices, nulls as nulls and empties as empties."""
    ours, theirs = list(ours), list(theirs)
    assert len(ours) == len(theirs)
    for a, b in zip(ours, theirs, strict=True):
        assert (a is None) == (b is None)
        if a is not None:
            assert a.geom_type == b.geom_type
            assert a.is_empty == b.is_empty
            assert (a.has_z, a.has_m) == (b.has_z, b.has_m) or a.is_empty
            assert a.is_empty or shapely.equals_identical(a, b), (a.wkt, b.wkt)


@given(frames())
def test_a_geodataframe_comes_back_as_it_went_in(frame):
    layer = ps.Layer.from_geopandas(frame)
    assert len(layer) == len(frame)
    back = layer.to_geopandas()
    same_geometries(back.geometry, frame.geometry)
    assert back.crs == frame.crs
    assert_geodataframe_equal(back.drop(columns="geometry").pipe(as_geo), frame.drop(columns="geometry").pipe(as_geo))


def as_geo(frame: pd.DataFrame) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(frame, geometry=[Point(0, 0)] * len(frame))


@given(frames())
def test_an_arrow_table_comes_back_as_it_went_in(frame):
    table = pa.table(frame.to_arrow(index=False, geometry_encoding="WKB"))
    layer = ps.Layer.from_arrow(table)
    again = ps.Layer.from_arrow(pa.table(layer))
    for one in (layer, again):
        back = geopandas.GeoDataFrame.from_arrow(pa.table(one))
        same_geometries(back.geometry, frame.geometry)
        assert back.crs == frame.crs
        assert list(one["fid"]) == list(frame["fid"])


@given(frames(), st.integers(0, 4), st.integers(0, 4), st.integers(1, 3))
def test_sliced_and_chunked_arrow_tables_mean_their_own_rows(frame, skip, drop, chunk):
    table = pa.table(frame.to_arrow(index=False, geometry_encoding="WKB"))
    part = table.slice(skip, max(0, len(table) - skip - drop))
    batches = part.to_batches(max_chunksize=chunk)
    layer = ps.Layer.from_arrow(pa.Table.from_batches(batches, schema=part.schema))
    rows = frame.iloc[skip : skip + len(part)]
    same_geometries(layer.to_geopandas().geometry, rows.geometry)
    assert list(layer["fid"]) == list(rows["fid"])


@pytest.mark.parametrize("interleaved", [True, False])
@pytest.mark.parametrize("family", sorted(KINDS))
def test_native_geoarrow_is_read_like_wkb(family, interleaved):
    shapes = [s for s in KINDS[family] if s is not None and not s.is_empty]
    frame = geopandas.GeoDataFrame({"fid": range(len(shapes))}, geometry=shapes, crs=UTM)
    native = pa.table(frame.to_arrow(index=False, geometry_encoding="geoarrow", interleaved=interleaved))
    # What is expected is built here: geopandas itself crashes on native arrays with empties or an offset (seen in 1.2).
    whole = [MULTI[s.geom_type]([s]) if s.geom_type in MULTI else s for s in shapes]
    for table, wanted in ((native, whole), (native.slice(1, 2), whole[1:3]), (native.slice(1), whole[1:])):
        layer = ps.Layer.from_arrow(table)
        got = list(layer.to_geopandas().geometry)
        assert layer.crs.authority_code == UTM
        assert len(got) == len(wanted)
        for a, b in zip(got, wanted, strict=True):
            assert a.geom_type == b.geom_type
            assert a.equals_exact(b, 0.0)


@given(frames(), st.data())
def test_slices_and_masks_choose_the_rows_they_name(frame, data):
    layer = ps.Layer.from_geopandas(frame)
    start, stop = data.draw(st.integers(0, 8)), data.draw(st.integers(0, 8))
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(frame), max_size=len(frame))), dtype=bool)
    rows = data.draw(st.lists(st.integers(0, len(frame) - 1), max_size=6)) if len(frame) else []
    for chosen, wanted in (
        (layer[start:stop], frame.iloc[start:stop]),
        (layer[mask], frame.iloc[np.flatnonzero(mask)]),
        (layer[rows], frame.iloc[rows]),
    ):
        assert list(chosen["fid"]) == list(wanted["fid"])
        same_geometries(chosen.to_geopandas().geometry, wanted.geometry)


def test_dates_bytes_and_times_survive_the_round_trip():
    frame = geopandas.GeoDataFrame(
        {
            "tanggal": pd.array([dt.date(2021, 12, 31), None], dtype=pd.ArrowDtype(pa.date32())),
            "waktu": pd.to_datetime(["2021-06-01T07:30:00", None]),
            "isi": pd.array([b"\x00\xff", None], dtype=pd.ArrowDtype(pa.binary())),
        },
        geometry=[Point(1, 2), None],
        crs=UTM,
    )
    table = pa.table(ps.Layer.from_geopandas(frame))
    assert table["tanggal"].to_pylist() == [dt.date(2021, 12, 31), None]
    assert table["waktu"].to_pylist() == [dt.datetime(2021, 6, 1, 7, 30), None]
    assert table["isi"].to_pylist() == [b"\x00\xff", None]


def test_a_file_of_mixed_kinds_reads_as_geopandas_reads_it(tmp_path):
    shapes = [s for s in KINDS["polygons"] if s is not None and not s.is_empty] + [None]
    frame = geopandas.GeoDataFrame({"nama": [f"Contoh {n}" for n in range(len(shapes))]}, geometry=shapes, crs=UTM)
    frame.to_file(tmp_path / "campur.gpkg", layer="campur", promote_to_multi=False)
    theirs = geopandas.read_file(tmp_path / "campur.gpkg")
    ours = ps.read_layer(tmp_path / "campur.gpkg").to_geopandas()
    same_geometries(ours.geometry, theirs.geometry)
    assert ours.crs == theirs.crs
    assert list(ours["nama"]) == list(theirs["nama"])
