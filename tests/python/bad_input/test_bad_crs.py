"""A missing, unknown or unfit coordinate reference system is refused before anything is measured with it.

No system is ever guessed: a layer without one can be read, and used once the caller names it.
"""

from __future__ import annotations

import math

import geopandas
import pyarrow as pa
import pytest
import shapely
from explained_errors import explained
from invented_pack import GROUND, UTM, sites, spoil

import petasentra as ps


def test_a_shapefile_without_prj_has_no_crs_and_says_so(tmp_path, pack):
    sites(GROUND).to_file(tmp_path / "tapak.shp")
    (tmp_path / "tapak.prj").unlink()
    layer = ps.read_layer(tmp_path / "tapak.shp")
    assert layer.crs is None
    assert any(note.code == "CRS_MISSING" for note in layer.load_report.notes)
    for call in (
        lambda: ps.check(layer, pack, as_of="2015-06-01"),
        lambda: layer.to_crs(UTM),
        lambda: layer.area("planar-utm"),
        lambda: layer.area("geodesic"),
        lambda: ps.ZoningIndex(layer),
    ):
        with pytest.raises(ps.CrsError) as caught:
            call()
        explained(caught.value)
    named = ps.read_layer(tmp_path / "tapak.shp", crs=UTM)
    assert named.crs.authority_code == UTM


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_the_system_of_a_drawing_is_none_of_the_earth(tmp_path, engine):
    sites(GROUND).to_file(tmp_path / "tapak.shp")
    (tmp_path / "tapak.prj").write_text('LOCAL_CS["Gambar CAD",UNIT["metre",1]]')
    layer = ps.read_layer(tmp_path / "tapak.shp", engine=engine)
    assert layer.crs is None
    (said,) = layer.load_report.notes
    assert said.code == "CRS_UNREADABLE"
    assert '"Gambar CAD"' in said.message("en")
    assert "Pass crs=" in said.message("en")
    named = ps.read_layer(tmp_path / "tapak.shp", engine=engine, crs=UTM)
    assert named.crs.authority_code == UTM
    assert [note.code for note in named.load_report.notes] == []
    told = [found for found in ps.inspect(tmp_path / "tapak.shp").findings if found.code == "CRS_UNREADABLE"]
    assert "EPSG:32749" in told[0].hint_en


def test_a_zone_layer_without_crs_is_named(folder):
    (folder / "zona.geojson").unlink()
    frame = geopandas.GeoDataFrame({"kode": ["KPI", "P-1"]}, geometry=[GROUND, shapely.affinity.translate(GROUND, 200)])
    with pytest.warns(UserWarning, match="crs"):
        frame.to_file(folder / "zona.shp")
    spoil(folder, "rtrw.toml", "zona.geojson", "zona.shp")
    with pytest.raises(ps.CrsError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value)
    assert "zona" in str(error) or "pola-ruang" in str(error)


@pytest.mark.parametrize("crs", ["EPSG:999999", "bukan crs", "", "EPSG:", "foo", "wgs"])
def test_an_unknown_crs_is_refused(crs):
    with pytest.raises(ps.CrsError) as caught:
        ps.Layer.from_geopandas(sites(GROUND)).to_crs(crs)
    explained(caught.value)


def test_degrees_are_refused_where_metres_are_needed():
    degrees = ps.Layer.from_geopandas(sites(GROUND).to_crs(4326))
    with pytest.raises(ps.CrsError) as caught:
        ps.ZoningIndex(degrees)
    explained(caught.value)


def test_layers_in_two_crs_are_refused():
    index = ps.ZoningIndex(ps.Layer.from_geopandas(sites(GROUND)))
    with pytest.raises(ps.CrsError) as caught:
        index.shares(ps.Layer.from_geopandas(sites(GROUND).to_crs(32750)))
    explained(caught.value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e300])
def test_coordinates_that_are_no_place_are_transformed_to_no_place_or_refused(value):
    try:
        x, y = ps.transform_points([112.3, value], [-7.5, -7.5], "EPSG:4326", UTM)
    except ps.PetasentraError as error:
        explained(error)
    else:
        assert not (math.isfinite(x[1]) and math.isfinite(y[1]))
        assert math.isfinite(x[0])


def test_a_crs_of_bytes_that_are_no_utf8_is_quoted_not_a_decoding_error():
    metadata = {"ARROW:extension:name": b"geoarrow.wkb", "ARROW:extension:metadata": b'{"crs": "bukan\xff"}'}
    schema = pa.schema([pa.field("geometry", pa.binary(), metadata=metadata)])
    table = pa.table([pa.array([shapely.to_wkb(shapely.Point(1, 2))], pa.binary())], schema=schema)
    with pytest.raises(ps.CrsError, match=r"bukan\\xff") as caught:
        ps.Layer.from_arrow(table)
    assert "bukan\\xff" in caught.value.message_id
    assert caught.value.column == "geometry"


def test_a_row_without_a_place_in_the_target_is_named_with_file_and_layer(tmp_path):
    path = tmp_path / "jauh.geojson"
    geopandas.GeoDataFrame(geometry=[shapely.Point(112, -7), shapely.Point(112, 120)], crs=4326).to_file(path)
    with pytest.raises(ps.CrsError, match="cannot be transformed") as caught:
        ps.read_layer(path).to_crs(UTM)
    assert (caught.value.file, caught.value.layer, caught.value.feature) == (str(path), "jauh", "1")
