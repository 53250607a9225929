"""Layers: round trips with geopandas and Arrow, native GeoArrow, slicing, measures, and how they look."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pyproj
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

import petasentra as ps

WGS84 = '{"crs":"EPSG:4326"}'


def same(layer: ps.Layer, frame: geopandas.GeoDataFrame) -> None:
    back = layer.to_geopandas()
    assert_geodataframe_equal(back, frame, check_index_type="exact", check_column_type=True)
    assert back.crs == frame.crs
    assert back.active_geometry_name == frame.active_geometry_name
    old, new = frame.geometry.to_numpy(), back.geometry.to_numpy()
    assert shapely.to_wkb(new, include_srid=True).tolist() == shapely.to_wkb(old, include_srid=True).tolist()


# ---- geopandas -------------------------------------------------------------------------------------------------------


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


# ---- Arrow -----------------------------------------------------------------------------------------------------------


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


def test_several_batches_become_one_layer(mixed):
    table = pa.table(mixed.to_arrow())
    nothing = table.slice(0, 0).to_batches()
    batches = pa.Table.from_batches([*table.to_batches(max_chunksize=2), *nothing])
    same(ps.Layer.from_arrow(batches, geometry="geom"), mixed)


def test_a_layer_is_read_by_pyarrow_and_geopandas_as_geoarrow(mixed):
    layer = ps.Layer.from_geopandas(mixed)
    table = layer.to_arrow()
    table.validate(full=True)
    assert table.column_names == pa.table(mixed.to_arrow()).column_names
    assert table.schema.field("geom").metadata[b"ARROW:extension:name"] == b"geoarrow.wkb"
    frame = geopandas.GeoDataFrame.from_arrow(layer, geometry="geom")
    assert frame.crs == mixed.crs
    assert ps.Layer.from_arrow(layer) is layer


def test_the_geometry_column_has_to_be_found():
    wkb = shapely.to_wkb(shapely.Point(1, 2))
    with pytest.raises(ps.SchemaError, match="no geometry column") as caught:
        ps.Layer.from_arrow(pa.table({"titik": [wkb]}))
    assert caught.value.code == 105
    assert ps.Layer.from_arrow(pa.table({"titik": [wkb]}), geometry="titik").bounds == (1, 2, 1, 2)
    with pytest.raises(ps.SchemaError, match="Did you mean"):
        ps.Layer.from_arrow(pa.table({"titik": [wkb]}), geometry="titk")
    with pytest.raises(ps.GeometryError, match="cannot be read as geometry"):
        ps.Layer.from_arrow(pa.table({"n": [1]}), geometry="n")


def test_several_geometry_columns_want_a_choice(mixed):
    with pytest.raises(ps.OptionError, match="several geometry columns: geom, pusat"):
        ps.Layer.from_arrow(pa.table(mixed.to_arrow()))


@pytest.mark.parametrize("cut", range(0, 93, 4))
def test_broken_wkb_names_its_row_and_column(cut):
    good = shapely.to_wkb(shapely.box(0, 0, 1, 1))
    table = pa.table({"geom": [good, good[:cut]]})
    with pytest.raises(ps.GeometryError) as caught:
        ps.Layer.from_arrow(table, geometry="geom")
    assert (caught.value.feature, caught.value.column, caught.value.code) == ("1", "geom", 304)


def test_metadata_that_is_not_json_is_an_error_of_the_schema():
    table = geoarrow_table("point", interleaved([(1, 2)]), '{"crs": ')
    with pytest.raises(ps.SchemaError, match="not valid JSON"):
        ps.Layer.from_arrow(table)


# ---- rows and columns ------------------------------------------------------------------------------------------------


def test_rows_are_chosen_as_geopandas_chooses_them(mixed):
    for frame in (mixed, mixed.reset_index(drop=True)):
        layer = ps.Layer.from_geopandas(frame)
        mask = np.array([True, False, True, True, False, False])
        for rows in (slice(2, 5), slice(None, None, -1), [4, 0, 0], mask, []):
            chosen = layer[rows]
            assert isinstance(chosen, ps.Layer)
            wanted = frame.iloc[rows]
            assert_geodataframe_equal(chosen.to_geopandas(), wanted, check_index_type=False)
    assert len(layer[-1]) == 1


def test_columns_are_read_by_name(mixed):
    layer = ps.Layer.from_geopandas(mixed)
    assert layer["kecil"].dtype == np.int32
    assert layer["desa"] == mixed["desa"].tolist()[:1] + [None] + mixed["desa"].tolist()[2:]
    assert layer["kelas"] == ["I", "T", "I", None, "X", "B"]
    assert "geom" not in layer.columns
    assert "desa" in layer
    with pytest.raises(ps.SchemaError, match="Did you mean"):
        layer["dessa"]


def test_a_choice_keeps_provenance_and_report():
    layer = ps.Layer(
        ps.as_layer(points()).core.with_provenance(source="zona.shp", layer_name="zona", read_on="2026-01-02")
    )
    assert layer.title == "zona"
    assert layer[:1].provenance == {
        "source": "zona.shp",
        "layer_name": "zona",
        "sha256": "",
        "read_on": "2026-01-02",
        "driver": "",
    }
    assert layer[:1].load_report is None


def points() -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"a": [1, 2]}, geometry=[shapely.Point(112, -7), shapely.Point(113, -8)], crs=4326)


# ---- measures --------------------------------------------------------------------------------------------------------


def test_bounds_kinds_and_areas_agree_with_geopandas(mixed):
    layer = ps.Layer.from_geopandas(mixed)
    np.testing.assert_array_equal(layer.bounds, mixed.total_bounds)
    assert layer.geometry_kinds == {"Polygon": 3, "MultiPolygon": 2}
    projected = mixed.iloc[:2].to_crs(32749)
    np.testing.assert_allclose(ps.as_layer(projected).area("planar"), projected.area, rtol=1e-12)
    np.testing.assert_allclose(ps.as_layer(projected).length("planar"), projected.length, rtol=1e-12)
    assert ps.as_layer(mixed.iloc[2:4]).area().tolist() == [0, 0]
    assert ps.as_layer(mixed.iloc[2:4]).bounds is None


def test_transformed_layers_agree_with_geopandas(mixed):
    here = mixed.iloc[:3]
    wanted, found = here.to_crs(32749), ps.as_layer(here).to_crs("EPSG:32749").to_geopandas()
    assert found.crs == wanted.crs
    # Two versions of PROJ: equal to a micrometre.
    assert shapely.equals_exact(found.geometry[:2].to_numpy(), wanted.geometry[:2].to_numpy(), tolerance=1e-6).all()
    assert found.geometry.iloc[2] is None


def test_degrees_are_refused_for_planar_measures_and_unknown_methods_named():
    with pytest.raises(ps.CrsError) as caught:
        ps.as_layer(points()).area("planar")
    assert caught.value.code == 203
    with pytest.raises(ps.OptionError, match="planar-utm"):
        ps.as_layer(points()).area("exact")
    with pytest.raises(ps.CrsError):
        ps.as_layer(points().set_crs(None, allow_override=True)).area()


def test_progress_reaches_one_and_threads_change_nothing(mixed):
    layer, shares = ps.Layer.from_geopandas(mixed.iloc[:2]), []
    one = layer.area("geodesic", progress=shares.append, threads=1)
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    np.testing.assert_array_equal(one, layer.area("geodesic", threads=4))
    assert layer.area("geodesic", progress=True).tolist() == one.tolist()


def test_points_come_as_one_array_and_other_rows_are_named():
    xy = ps.as_layer(points()).points_xy()
    assert xy.tolist() == [[112, -7], [113, -8]]
    assert not xy.flags.writeable
    assert ps.as_layer(points())[:0].points_xy().shape == (0, 2)
    for other in (None, shapely.Point(), shapely.MultiPoint([(1, 2)]), shapely.box(0, 0, 1, 1)):
        frame = geopandas.GeoDataFrame(geometry=[shapely.Point(1, 2), other], crs=4326)
        with pytest.raises(ps.GeometryError, match="not a single point") as caught:
            ps.as_layer(frame).points_xy()
        assert caught.value.feature == "1"


# ---- personal data ---------------------------------------------------------------------------------------------------


def test_personal_columns_are_marked_in_the_metadata_and_survive_arrow(mixed):
    layer = ps.Layer.from_geopandas(mixed).with_personal(["desa"]).with_personal(["kelas"])
    assert layer.personal == {"desa", "kelas"}
    assert layer[:2].personal == {"desa", "kelas"}
    assert ps.Layer.from_arrow(layer.to_arrow(), geometry="geom").personal == {"desa", "kelas"}
    assert pa.table(layer).schema.field("desa").metadata[b"petasentra:personal"] == b"true"
    with pytest.raises(ps.SchemaError):
        layer.with_personal(["nama"])


# ---- looks -----------------------------------------------------------------------------------------------------------


def test_it_says_what_it_is(mixed):
    layer = ps.Layer(ps.Layer.from_geopandas(mixed).core.with_provenance(layer_name="jombang"))
    assert repr(layer) == "Layer 'jombang': 6 rows, Polygon/MultiPolygon, EPSG:4326, 11 columns"
    assert (
        repr(ps.as_layer(points().set_crs(None, allow_override=True))[:1])
        == "Layer 'layer': 1 row, Point, no CRS, 1 column"
    )
    assert repr(ps.as_layer(points())[:0]) == "Layer 'layer': 0 rows, no geometry, EPSG:4326, 1 column"


def test_its_notebook_view_is_self_contained_escaped_and_hides_personal_columns(mixed):
    frame = mixed.assign(desa=["<script>x</script>"] * 6, kelas="rahasia")
    layer = ps.Layer.from_geopandas(frame).with_personal(["kelas"])
    layer = ps.Layer(layer.core.with_provenance(source="folder/zona.shp", read_on="2026-01-02"))
    html = layer._repr_html_()
    assert "zona.shp · 2026-01-02" in html
    assert "folder" not in html
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "rahasia" not in html
    assert "disembunyikan" in html
    assert layer.table.personal == {"kelas"}
    assert "rahasia" not in layer.table._repr_html_()
    assert not re.search(r"(src|href)=", html)
    svg = ET.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])
    assert any(path.get("d") for path in svg)


@pytest.mark.parametrize(
    "shapes",
    [
        [None],
        [shapely.Point()],
        [shapely.Point(1, 2)],
        [shapely.Point(np.inf, 1)],
        [],
        [shapely.LineString([(0, 0), (1, 1)]), shapely.GeometryCollection([shapely.Point(0, 1)])],
    ],
)
def test_its_notebook_view_works_for_any_geometry(shapes):
    frame = geopandas.GeoDataFrame({"a": np.arange(len(shapes))}, geometry=shapes, crs="EPSG:32749")
    html = ps.as_layer(frame)._repr_html_()
    if "<svg" in html:
        ET.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])
    assert "WGS 84 / UTM zone 49S" in html


def test_its_picture_stays_small_for_real_villages(shared):
    html = ps.as_layer(geopandas.read_file(shared / "admin" / "jombang_desa.gpkg"))._repr_html_()
    assert len(html) < 60_000
