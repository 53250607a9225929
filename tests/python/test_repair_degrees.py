"""Layers in degrees: an edge that is straight there is bent in metres, and a repair must not trip over that."""

from __future__ import annotations

import geopandas
import pytest
import shapely
from shapely import box
from shapely.affinity import rotate

import petasentra as ps

OVERLAPPING = [box(112, -7, 112.1, -6.9), box(112.0999, -7, 112.2, -6.9)]
TOUCHING = [box(112, -7, 112.1, -6.9), box(112.1, -7, 112.2, -6.9)]
ABOVE = box(112, -6.9, 112.2, -6.8)


def layer(shapes: list[shapely.Polygon]) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"a": range(len(shapes))}, geometry=shapes, crs=4326)


@pytest.mark.parametrize(
    "shapes",
    [
        OVERLAPPING,
        [*OVERLAPPING, ABOVE],
        [*OVERLAPPING, ABOVE, box(112.09995, -7.1, 112.2, -7)],
        [*TOUCHING, ABOVE],
        [*TOUCHING, box(112, -7.1, 112.2, -7)],
    ],
    ids=["two", "one above", "above and below", "no overlap but in metres", "no gap but in metres"],
)
def test_a_repair_in_degrees_settles_and_keeps_polygons(shapes):
    zones = layer(shapes)
    assert ps.validate_zoning(zones).counts
    made = ps.repair(zones)
    assert not len(made.left)
    assert not ps.validate_zoning(made.layer).counts
    fixed = made.layer.to_geopandas().geometry
    assert set(fixed.geom_type) == {"Polygon"}
    assert shapely.area(fixed.to_numpy()).sum() == pytest.approx(shapely.union_all(shapes).area, abs=1e-12)
    assert made.undo().to_geopandas().geometry.geom_equals_exact(zones.geometry, 0).all()


@pytest.mark.parametrize("angle", [7, 31, 58, 83])
def test_slanted_edges_make_no_spikes(angle):
    made = ps.repair(layer([rotate(shape, angle, origin=(112.1, -6.9)) for shape in [*OVERLAPPING, ABOVE]]))
    after = ps.validate_zoning(made.layer).counts
    assert not {"ZONE_OVERLAP", "ZONE_SLIVER", "ZONE_SPIKE"} & set(after)
    assert set(made.layer.to_geopandas().geom_type) == {"Polygon"}
