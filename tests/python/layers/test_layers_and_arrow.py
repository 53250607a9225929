"""Arrow tables become layers and layers Arrow tables: batches, the choice of a geometry column, and broken bytes."""

from __future__ import annotations

import geopandas
import pyarrow as pa
import pytest
import shapely
from layer_frames import same

import petasentra as ps


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


def test_parts_and_rings_without_a_vertex_count_as_empty():
    texts = ["POLYGON EMPTY", "POINT EMPTY", "MULTIPOINT (EMPTY)", "MULTIPOLYGON (EMPTY)", "MULTIPOINT (EMPTY, (1 2))"]
    hollow = bytes.fromhex("0103000000" + "01000000" + "00000000")  # a polygon of one ring of no vertex
    wkb = [*(shapely.to_wkb(shapely.from_wkt(text)) for text in texts), hollow, None]
    column = pa.array(wkb, pa.binary())
    layer = ps.Layer.from_arrow(pa.table({"geometry": column}), geometry="geometry")
    counts = layer._handle.counts()
    assert (counts["empty"], counts["null"], counts["invalid"]) == (5, 1, 0)
    assert shapely.is_empty(layer.to_geopandas().geometry.array[:6]).tolist() == [True] * 4 + [False, True]
