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


@pytest.mark.parametrize("x", [["a"], [[1.0], [1.0, 2.0]], [1j], np.array([1 + 1j]), [{}]], ids=repr)
def test_what_is_no_number_is_refused_in_both_languages(index, x):
    with pytest.raises(ps.OptionError, match="x is not an array of real numbers") as refused:
        index.locate(x=x, y=[5.0])
    assert "bukan larik bilangan riil" in refused.value.message_id


def test_missing_points_and_points_of_two_dimensions_are_told(index):
    with pytest.raises(ps.OptionError, match="Points are not given"):
        index.locate()
    with pytest.raises(ps.OptionError, match=r"must have one dimension; their shapes are \(1, 2\) and \(1, 2\)"):
        index.locate(x=[[5.0, 5.0]], y=[[5.0, 5.0]])


def test_a_number_of_threads_that_is_not_whole_is_refused_in_both_languages(index, tmp_path):
    index.save(tmp_path / "zones.psx", threads=np.int64(1))
    for ask in (
        lambda: ps.ZoningIndex(frame(shapely.box(0, 0, 10, 10)), threads=1.5),
        lambda: index.locate(x=5.0, y=5.0, threads=1.5),
        lambda: index.distance(x=5.0, y=5.0, threads=1.5),
        lambda: index.shares(frame(shapely.box(0, 0, 1, 1)), threads=1.5),
        lambda: index.save(tmp_path / "zones.psx", threads=1.5),
        lambda: ps.ZoningIndex.open(tmp_path / "zones.psx", threads=1.5),
    ):
        with pytest.raises(ps.OptionError, match=r"threads 1\.5 is no whole number") as refused:
            ask()
        assert "bukan bilangan bulat" in refused.value.message_id


def test_sites_without_a_system_are_told_to_have_none(index):
    with pytest.raises(ps.CrsError, match="The sites have no CRS"):
        index.shares(frame(shapely.box(0, 0, 1, 1), crs=None))


def test_the_name_given_to_a_layer_is_in_errors_about_it(tmp_path):
    square = frame(shapely.box(0, 0, 10, 10))
    with pytest.raises(ps.GeometryError, match=r"\[layer kp2b, feature 0\]") as refused:
        ps.ZoningIndex({"a": square, "kp2b": frame(shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]))})
    assert refused.value.layer == "kp2b"
    several = ps.ZoningIndex({"a": square, "b": square})
    with pytest.raises(ps.OptionError, match="A file holds one layer"):
        several.save(tmp_path / "zones.psx")
    with pytest.raises(ps.OptionError, match="There is no layer"):
        several.locate(x=5.0, y=5.0, layer=["a"])


def test_an_index_tells_its_zones_vertices_system_and_layers(index):
    assert repr(index) == "ZoningIndex: 1 zone, 5 vertices, EPSG:32749"
    several = ps.ZoningIndex({"a": frame(shapely.box(0, 0, 10, 10)), "b": frame(*[shapely.box(0, 0, 9, 9)] * 240)})
    assert repr(several) == "ZoningIndex: 241 zones, 1,205 vertices, EPSG:32749, layers a, b"
