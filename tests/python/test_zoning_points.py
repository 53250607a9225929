"""Points in whatever form they are given: what is no point is refused, what is hidden has no place."""

import geopandas
import numpy as np
import pytest
import shapely

import petasentra as ps

UTM = 32749


def frame(*shapes, crs=UTM):
    return geopandas.GeoDataFrame(geometry=list(shapes), crs=crs)


@pytest.fixture(scope="module")
def index():
    return ps.ZoningIndex(frame(shapely.box(0, 0, 10, 10)))


@pytest.mark.parametrize(
    "shape", [shapely.MultiPoint([(5, 5)]), shapely.GeometryCollection([shapely.Point(5, 5)])], ids=lambda one: one.wkt
)
@pytest.mark.parametrize("given", [frame, lambda shape: ps.Layer.from_geopandas(frame(shape))], ids=["frame", "layer"])
def test_what_holds_one_point_but_is_none_is_refused(index, shape, given):
    with pytest.raises(ps.GeometryError):
        index.locate(given(shape))


def test_hidden_values_of_masked_arrays_have_no_place(index):
    x = np.ma.array([5.0, 5.0, 5.0], mask=[False, True, False])
    y = np.ma.array([5, 5, 5], mask=[False, False, True])
    assert index.locate(x=x, y=y).tolist() == [0, -1, -1]
    np.testing.assert_array_equal(index.distance(x=x, y=y), [5.0, np.nan, np.nan])


@pytest.mark.parametrize("kind", ["datetime64[D]", "timedelta64[s]"])
def test_times_are_no_coordinates(index, kind):
    with pytest.raises(ps.OptionError, match="no coordinate") as refused:
        index.locate(x=np.array([5], dtype=kind), y=[5.0])
    assert "bukan koordinat" in refused.value.message_id
