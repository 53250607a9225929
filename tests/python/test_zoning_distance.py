"""Distances to borders and to zones of a class: those of shapely, on the desa of Jombang."""

import geopandas
import numpy as np
import pytest
import shapely

import petasentra as ps


@pytest.fixture(scope="module")
def desa():
    return ps.datasets.jombang().desa.to_crs(32749)


@pytest.fixture(scope="module")
def polygons(desa):
    return desa.to_geopandas().geometry.to_numpy()


@pytest.fixture(scope="module")
def index(desa):
    return ps.ZoningIndex(desa)


@pytest.fixture(scope="module")
def places(desa, polygons):
    """Places anywhere in and around the desa, on their vertices and in the middle of their edges, shape (n, 2)."""
    random = np.random.default_rng(20260101)
    west, south, east, north = desa.bounds
    anywhere = random.uniform((west - 5e3, south - 5e3), (east + 5e3, north + 5e3), (4000, 2))
    corners = shapely.get_coordinates(polygons)
    middles = (corners[1:] + corners[:-1]) / 2
    return np.vstack([anywhere, corners[::50], middles[::50]])


def nearest(shapes, places):
    points = shapely.points(places)
    row = shapely.STRtree(shapes).nearest(points)
    return shapely.distance(points, shapes[row])


def test_distances_to_borders_are_those_of_shapely(index, polygons, places):
    metres = index.distance(x=places[:, 0], y=places[:, 1])
    assert metres.dtype == np.float64
    np.testing.assert_allclose(metres, nearest(shapely.boundary(polygons), places), rtol=1e-12, atol=1e-11)


def test_the_zone_named_is_at_the_distance_named(index, polygons, places):
    table = index.distance(x=places[:, 0], y=places[:, 1], detail=True)
    assert table.columns == ["distance_m", "zone_row"]
    borders = shapely.boundary(polygons)[table["zone_row"]]
    np.testing.assert_allclose(
        table["distance_m"], shapely.distance(shapely.points(places), borders), rtol=1e-12, atol=1e-11
    )
    np.testing.assert_array_equal(table["distance_m"], index.distance(x=places[:, 0], y=places[:, 1]))


@pytest.mark.parametrize("step", [1, 2, 40])
def test_distances_to_a_class_are_those_of_shapely(index, polygons, places, step):
    metres = index.distance(x=places[:, 0], y=places[:, 1], zones=np.arange(len(index))[::step])
    np.testing.assert_allclose(metres, nearest(polygons[::step], places), rtol=1e-12, atol=1e-11)


def test_a_class_is_a_mask_or_rows(index, places):
    rows = [3, 7, 7, 11]
    mask = np.isin(np.arange(len(index)), rows)
    by_rows = index.distance(x=places[:, 0], y=places[:, 1], zones=rows, detail=True)
    by_mask = index.distance(x=places[:, 0], y=places[:, 1], zones=mask, detail=True)
    assert by_rows.to_pylist() == by_mask.to_pylist()
    assert set(by_rows["zone_row"]) == set(rows)


def test_a_layer_of_points_is_asked_as_its_coordinates_are(index, desa, places):
    frame = geopandas.GeoDataFrame(geometry=shapely.points(places), crs=32749)
    np.testing.assert_array_equal(index.distance(frame), index.distance(x=places[:, 0], y=places[:, 1]))
    # There and back again, which costs digits.
    np.testing.assert_allclose(index.distance(frame.to_crs(4326)), index.distance(frame), rtol=0, atol=1e-6)


def test_the_number_of_threads_and_the_order_of_points_change_nothing(index, places):
    order = np.random.default_rng(1).permutation(len(places))
    metres = index.distance(x=places[:, 0], y=places[:, 1], threads=1)
    np.testing.assert_array_equal(metres, index.distance(x=places[:, 0], y=places[:, 1], threads=3))
    np.testing.assert_array_equal(metres[order], index.distance(x=places[order, 0], y=places[order, 1]))


def test_an_empty_class_is_infinitely_far_and_no_place_has_no_distance(index):
    table = index.distance(x=[636198.0, np.nan], y=[9166009.0, 0.0], zones=[], detail=True)
    assert table["distance_m"][0] == np.inf
    assert np.isnan(table["distance_m"][1])
    assert list(table["zone_row"]) == [-1, -1]
    assert np.isnan(index.distance(x=np.inf, y=0.0)).all()


@pytest.mark.parametrize(
    "zones", [[True, False], [-1], [10**6], [0.5], ["I"], [[0, 1]]],
    ids=["short mask", "negative", "too large", "fractions", "names", "two dimensions"],
)  # fmt: skip
def test_a_class_that_is_no_choice_of_zones_is_refused(index, zones):
    with pytest.raises(ps.OptionError) as told:
        index.distance(x=0.0, y=0.0, zones=zones)
    assert "mask" in told.value.hint_en
