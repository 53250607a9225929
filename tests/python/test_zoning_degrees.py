"""Points in another system than the zones: transformed as pyproj does, and then asked."""

import geopandas
import numpy as np
import pyproj
import pytest
import shapely

import petasentra as ps
from petasentra import _core

ZONES_CRS = 32749


@pytest.fixture(scope="module")
def index():
    return ps.ZoningIndex(ps.datasets.jombang().desa.to_crs(ZONES_CRS))


@pytest.fixture(scope="module")
def degrees():
    """Places in and around the study area, shape (n, 2), more than one block of work."""
    west, south, east, north = ps.datasets.jombang().desa.to_crs(4326).bounds
    return np.random.default_rng(20260103).uniform((west - 0.1, south - 0.1), (east + 0.1, north + 0.1), (120_000, 2))


@pytest.fixture(scope="module")
def metres(degrees):
    transformer = pyproj.Transformer.from_crs(4326, ZONES_CRS, always_xy=True)
    return np.column_stack(transformer.transform(degrees[:, 0], degrees[:, 1]))


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_coordinates_are_those_of_pyproj(degrees, metres, threads):
    source, target = ps.crs.as_crs(4326), ps.crs.as_crs(ZONES_CRS)
    pairs = _core.transform_places(degrees[:, 0], degrees[:, 1], source, target, threads=threads)
    np.testing.assert_allclose(pairs.reshape(-1, 2), metres, rtol=0, atol=1e-6)


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_places_in_degrees_have_the_answers_of_the_same_places_in_metres(index, degrees, threads):
    x, y = ps.transform_points(degrees[:, 0], degrees[:, 1], 4326, ZONES_CRS, threads=1)
    rows = index.locate(x=degrees[:, 0], y=degrees[:, 1], crs="EPSG:4326", threads=threads)
    assert (rows >= 0).any()
    np.testing.assert_array_equal(rows, index.locate(x=x, y=y))
    few = slice(0, 2000)
    np.testing.assert_array_equal(
        index.distance(x=degrees[few, 0], y=degrees[few, 1], crs=4326, threads=threads),
        index.distance(x=x[few], y=y[few]),
    )


def test_a_layer_in_degrees_is_transformed(index, degrees):
    few = degrees[:3000]
    frame = geopandas.GeoDataFrame(geometry=shapely.points(few), crs=4326)
    asked = {"x": few[:, 0], "y": few[:, 1], "crs": 4326}
    np.testing.assert_array_equal(index.locate(frame), index.locate(**asked))
    np.testing.assert_array_equal(index.distance(frame), index.distance(**asked))
    assert index.locate(frame, detail=True).to_pylist() == index.locate(**asked, detail=True).to_pylist()


def test_points_in_another_projection_are_transformed_too(index, degrees):
    few = geopandas.GeoDataFrame(geometry=shapely.points(degrees[:3000]), crs=4326)
    rows = index.locate(few)
    np.testing.assert_array_equal(index.locate(few.to_crs(3857)), rows)
    assert (rows >= 0).any()


def test_points_without_a_place_in_the_system_of_the_zones_are_outside(index, degrees):
    lost = {"x": [degrees[0, 0], np.nan, np.inf, 112.2], "y": [degrees[0, 1], -7.5, 0.0, 95.0], "crs": 4326}
    assert list(index.locate(**lost)[1:]) == [-1, -1, -1]
    assert np.isnan(index.distance(**lost)).tolist() == [False, True, True, True]


def test_arrays_without_a_system_are_in_that_of_the_zones(index, metres):
    x, y = metres[:3000].T
    np.testing.assert_array_equal(index.locate(x=x, y=y), index.locate(x=x, y=y, crs=ZONES_CRS))


def test_a_layer_without_a_system_is_refused_and_so_is_a_second_system(index):
    frame = geopandas.GeoDataFrame(geometry=[shapely.Point(112.2, -7.5)])
    with pytest.raises(ps.CrsError, match="no CRS"):
        index.locate(frame)
    with pytest.raises(ps.OptionError, match="crs="):
        index.locate(frame.set_crs(4326), crs=4326)
    with pytest.raises(ps.CrsError):
        index.locate(x=112.2, y=-7.5, crs="no such system")


def test_sites_in_degrees_are_refused_still(index):
    with pytest.raises(ps.CrsError):
        index.shares(ps.datasets.jombang().sentra.to_crs(4326))


def test_all_layers_of_an_index_take_points_in_degrees(index, degrees):
    desa = ps.datasets.jombang().desa.to_crs(ZONES_CRS)
    several = ps.ZoningIndex({"desa": desa, "first": desa[:10]})
    asked = {"x": degrees[:, 0], "y": degrees[:, 1], "crs": 4326}
    table = several.locate(**asked)
    rows = index.locate(**asked)
    np.testing.assert_array_equal(table["desa"], rows)
    np.testing.assert_array_equal(table["first"], several.locate(**asked, layer="first"))


def test_a_frame_of_points_answers_as_its_layer(index, degrees):
    few = degrees[:5000]
    frame = geopandas.GeoDataFrame({"name": ["a"] * len(few)}, geometry=shapely.points(few), crs=4326)
    rows = index.locate(ps.Layer.from_geopandas(frame))
    np.testing.assert_array_equal(index.locate(frame), rows)
    np.testing.assert_array_equal(index.locate(frame.to_crs(ZONES_CRS)) >= 0, rows >= 0)


@pytest.mark.parametrize("odd", [None, shapely.Point(), shapely.LineString([(0, 0), (1, 1)])])
def test_a_frame_that_is_not_all_points_is_treated_as_its_layer(index, odd):
    frame = geopandas.GeoDataFrame(geometry=[shapely.Point(112.2, -7.5), odd], crs=4326)

    def answer(points):
        try:
            return index.locate(points).tolist()
        except ps.PetasentraError as error:
            return str(error)

    assert answer(frame) == answer(ps.Layer.from_geopandas(frame))
