"""Bounds, areas, lengths and transformed places agree with geopandas.

Degrees are never measured as if they were metres.
"""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from layer_frames import points

import petasentra as ps


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
