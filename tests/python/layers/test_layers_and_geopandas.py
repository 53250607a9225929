"""A GeoDataFrame goes through a layer and comes back without loss.

Index, order and types of columns, CRS, Z and M, null and empty geometries are all as they were.
"""

from __future__ import annotations

import geopandas
import pandas as pd
import pyproj
import pytest
import shapely
from layer_frames import same

import petasentra as ps


def test_a_geodataframe_comes_back_without_loss(mixed):
    same(ps.Layer.from_geopandas(mixed), mixed)
    same(ps.as_layer(mixed), mixed)
    same(ps.Layer.from_arrow(mixed.to_arrow(), geometry="geom"), mixed)


def test_any_index_and_column_order_survive(mixed):
    for frame in (
        mixed.reset_index(drop=True),
        mixed.set_index(pd.RangeIndex(10, 70, 10)),
        mixed.set_index(["desa", "kecil"]),
        mixed[["geom", "luas"]],
        mixed[["luas", "geom"]],
        mixed[["geom"]],
        # Without rows no batch travels, and with it none of the categories.
        mixed.drop(columns="kelas").iloc[:0],
        mixed.set_geometry("pusat"),
    ):
        same(ps.Layer.from_geopandas(frame), frame)


@pytest.mark.parametrize(
    "crs",
    [
        "EPSG:4326",
        "EPSG:32749",
        "EPSG:9487",
        "EPSG:23830",
        "ESRI:54034",
        "OGC:CRS84",
        None,
        "+proj=tmerc +lon_0=112 +units=m",
    ],
)
def test_the_crs_is_the_one_geopandas_had(crs):
    frame = geopandas.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(1, 2)], crs=crs)
    layer = ps.Layer.from_geopandas(frame)
    assert layer.to_geopandas().crs == frame.crs
    assert geopandas.GeoDataFrame.from_arrow(layer).crs == frame.crs
    assert (layer.crs is None) == (crs is None)


@pytest.mark.parametrize("ordinates", ["", "Z", "M", "ZM"])
def test_z_and_m_of_every_kind_survive(ordinates):
    def at(*xy):
        return [x * 1.5 for x in xy] + [7.0, 8.0][: len(ordinates)]

    def text(points):
        return ", ".join(" ".join(f"{v:g}" for v in at(*p)) for p in points)

    ring, line = text([(0, 0), (4, 0), (4, 4), (0, 0)]), text([(1, 1), (2, 3)])
    o = ordinates
    kinds = [
        f"POINT {o} ({text([(1, 2)])})",
        f"LINESTRING {o} ({line})",
        f"POLYGON {o} (({ring}))",
        f"MULTIPOINT {o} ({text([(1, 2), (3, 4)])})",
        f"MULTILINESTRING {o} (({line}), ({line}))",
        f"MULTIPOLYGON {o} ((({ring})), (({ring})))",
        f"GEOMETRYCOLLECTION {o} (POINT {o} ({text([(1, 2)])}), LINESTRING {o} ({line}))",
        *(f"{k} EMPTY" for k in ("POINT", "LINESTRING", "POLYGON", "MULTIPOLYGON", "GEOMETRYCOLLECTION")),
    ]
    shapes = shapely.from_wkt(kinds)
    frame = geopandas.GeoDataFrame(geometry=[*shapes, None], crs="EPSG:4326")
    back = ps.Layer.from_geopandas(frame).to_geopandas().geometry.to_numpy()
    assert shapely.get_type_id(back).tolist() == shapely.get_type_id(frame.geometry.to_numpy()).tolist()
    assert shapely.to_wkb(back).tolist() == shapely.to_wkb(frame.geometry.to_numpy()).tolist()
    assert back[-1] is None


def test_a_second_geometry_column_stays_a_column_with_its_own_crs(mixed):
    back = ps.Layer.from_geopandas(mixed).to_geopandas()
    assert back["pusat"].crs == mixed["pusat"].crs == pyproj.CRS("EPSG:32749")
    named = ps.Layer.from_geopandas(mixed, geometry="pusat")
    assert named.geometry_kinds == {"Point": 6}
    assert named.crs.authority_code == "EPSG:32749"


def test_real_villages_and_zones_come_back_equal(shared):
    for path in ("admin/jombang_desa.gpkg", "zoning/jombang_kp2b_rtrw_2021_2041.gpkg"):
        frame = geopandas.read_file(shared / path)
        same(ps.Layer.from_geopandas(frame), frame)


def test_a_frame_without_active_geometry_is_refused():
    frame = geopandas.GeoDataFrame({"a": [1]})
    with pytest.raises(ps.SchemaError, match="no active geometry") as caught:
        ps.as_layer(frame)
    assert caught.value.code == 105


def test_the_callers_crs_is_used_only_where_there_is_none():
    frame = geopandas.GeoDataFrame(geometry=[shapely.Point(1, 2)])
    assert ps.Layer.from_geopandas(frame, crs=32749).crs.authority_code == "EPSG:32749"
    assert ps.Layer.from_geopandas(frame.set_crs(4326), crs=32749).crs.authority_code == "EPSG:4326"
