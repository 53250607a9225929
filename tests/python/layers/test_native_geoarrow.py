"""Native GeoArrow, interleaved or separated, is read in every kind and dimension, with its offsets and nulls."""

from __future__ import annotations

import geopandas
import numpy as np
import pyarrow as pa
import pytest
import shapely
from layer_frames import same

import petasentra as ps

WGS84 = '{"crs":"EPSG:4326"}'


def geoarrow_table(name: str, array: pa.Array, metadata: str = WGS84) -> pa.Table:
    field = pa.field(
        "geometry",
        array.type,
        metadata={"ARROW:extension:name": f"geoarrow.{name}", "ARROW:extension:metadata": metadata},
    )
    return pa.table([array], schema=pa.schema([field]))


def interleaved(points, dimensions="xy"):
    return pa.FixedSizeListArray.from_arrays(
        pa.array(np.ravel(points).astype(float)), type=pa.list_(pa.field(dimensions, pa.float64()), len(dimensions))
    )


def separated(points, dimensions="xy"):
    points = np.asarray(points, float)
    return pa.StructArray.from_arrays([pa.array(points[:, i]) for i in range(len(dimensions))], list(dimensions))


SQUARES = [(0, 0), (4, 0), (4, 4), (0, 0), (1, 1), (2, 1), (2, 2), (1, 1)]
NATIVE = {
    "point": (lambda c: c, [f"POINT ({x} {y})" for x, y in SQUARES]),
    "linestring": (
        lambda c: pa.ListArray.from_arrays([0, 4, 8], c),
        ["LINESTRING (0 0, 4 0, 4 4, 0 0)", "LINESTRING (1 1, 2 1, 2 2, 1 1)"],
    ),
    "multipoint": (lambda c: pa.ListArray.from_arrays([0, 0, 1], c), ["MULTIPOINT EMPTY", "MULTIPOINT ((0 0))"]),
    "polygon": (
        lambda c: pa.ListArray.from_arrays([0, 2, 2], pa.ListArray.from_arrays([0, 4, 8], c)),
        ["POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))", "POLYGON EMPTY"],
    ),
    "multilinestring": (
        lambda c: pa.ListArray.from_arrays([0, 2], pa.ListArray.from_arrays([0, 4, 8], c)),
        ["MULTILINESTRING ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))"],
    ),
    "multipolygon": (
        lambda c: pa.ListArray.from_arrays(
            [0, 2], pa.ListArray.from_arrays([0, 1, 2], pa.ListArray.from_arrays([0, 4, 8], c))
        ),
        ["MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((1 1, 2 1, 2 2, 1 1)))"],
    ),
}


@pytest.mark.parametrize("coordinates", [interleaved, separated])
@pytest.mark.parametrize("kind", NATIVE)
def test_native_geoarrow_made_by_hand_is_read(kind, coordinates):
    nested, wanted = NATIVE[kind]
    layer = ps.Layer.from_arrow(geoarrow_table(kind, nested(coordinates(SQUARES))))
    assert layer.to_geopandas().geometry.to_wkt().tolist() == wanted
    assert layer.crs.authority_code == "EPSG:4326"


@pytest.mark.parametrize("coordinates", [interleaved, separated])
@pytest.mark.parametrize("dimensions", ["xyz", "xym", "xyzm"])
def test_native_z_and_m_are_told_apart(coordinates, dimensions):
    points = np.arange(2 * len(dimensions)).reshape(2, -1)
    layer = ps.Layer.from_arrow(geoarrow_table("point", coordinates(points, dimensions)))
    shapes = layer.to_geopandas().geometry.to_numpy()
    assert shapely.has_z(shapes).all() == ("z" in dimensions)
    assert shapely.has_m(shapes).all() == ("m" in dimensions)
    has = {"include_z": "z" in dimensions, "include_m": "m" in dimensions}
    np.testing.assert_array_equal(shapely.get_coordinates(shapes, **has), points)


@pytest.mark.parametrize("kind", NATIVE)
def test_slices_of_native_arrays_are_read_with_their_offsets_and_nulls(kind):
    nested, wanted = NATIVE[kind]
    array = nested(separated(SQUARES))
    mask = pa.array([False] * len(array) + [True] + [False] * len(array))
    twice = pa.concat_arrays([array, array.slice(0, 1), array])
    rows = [*wanted, None, *wanted]
    with_null = pa.array(
        [None if m else v for m, v in zip(mask.to_pylist(), twice.to_pylist(), strict=True)], array.type
    )
    table = geoarrow_table(kind, with_null)
    for start in range(len(rows)):
        found = ps.Layer.from_arrow(table.slice(start)).to_geopandas().geometry
        assert [None if shape is None else shape.wkt for shape in found] == [
            None if row is None else shapely.from_wkt(row).wkt for row in rows[start:]
        ]


@pytest.mark.parametrize("encoding", ["WKB", "geoarrow"])
@pytest.mark.parametrize("interleaving", [True, False])
def test_what_geopandas_writes_in_either_encoding_is_read(encoding, interleaving):
    frame = geopandas.GeoDataFrame(
        {"a": [1, 2, 3]}, geometry=[shapely.box(0, 0, 1, 1), None, shapely.box(2, 2, 3, 3)], crs="EPSG:32749"
    )
    table = frame.to_arrow(geometry_encoding=encoding, interleaved=interleaving)
    same(ps.Layer.from_arrow(table), frame)


def test_metadata_that_is_not_json_is_an_error_of_the_schema():
    table = geoarrow_table("point", interleaved([(1, 2)]), '{"crs": ')
    with pytest.raises(ps.SchemaError, match="not valid JSON"):
        ps.Layer.from_arrow(table)
