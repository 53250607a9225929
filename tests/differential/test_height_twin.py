"""Heights of mended polygons beside their slow twin."""

from __future__ import annotations

import geopandas
import height_twin as twin
import numpy as np
import pyproj
import pytest
import shapely

import petasentra as ps


def in_degrees(shape):
    """Return a shape of UTM 49 S in degrees; PROJ makes nothing of a place whose height is NaN, so heights stay out."""
    x, y, z = shapely.get_coordinates(shape, include_z=True).T
    lon, lat = pyproj.Transformer.from_crs("EPSG:32749", "EPSG:4326", always_xy=True).transform(x, y)
    return shapely.Polygon(np.column_stack([lon, lat, z]))


@pytest.mark.parametrize("crs", ["EPSG:32749", "EPSG:4326"])
@pytest.mark.parametrize("known", [1.0, 0.6])
@pytest.mark.filterwarnings("ignore:invalid value encountered in from_wkb")
def test_every_vertex_of_a_mended_polygon_has_the_height_of_the_twin(known, crs):
    rng = np.random.default_rng(7)
    shapes = [twin.crossing(rng, known=known) for _ in range(30)]
    if crs == "EPSG:4326":
        shapes = [in_degrees(shape) for shape in shapes]
    asked = new = nowhere = 0
    for shape in shapes:
        alone = geopandas.GeoDataFrame(geometry=[shape], crs=crs)
        made = ps.repair(alone, codes="GEOMETRY_INVALID", tolerance_m=0.0005)
        if "left" in made.ledger["status"]:
            continue  # no ground at all
        after = made.layer.to_geopandas().geometry[0]
        assert after.has_z
        was = {tuple(place) for place in shapely.get_coordinates(shape).tolist()}
        for x, y, z in shapely.get_coordinates(after, include_z=True).tolist():
            assert z == pytest.approx(twin.height_at(shape, x, y), abs=1e-3, nan_ok=True)
            asked += 1
            new += (x, y) not in was
            nowhere += (x, y) not in was and np.isnan(z)
            if (x, y) in was:
                assert z == twin.height_at(shape, x, y) or np.isnan(z)
        told = "New vertices without Z or M" in "".join(made.ledger["reason_en"])
        lacks = {
            (x, y)
            for x, y, z in shapely.get_coordinates(after, include_z=True).tolist()
            if np.isnan(z) and (x, y) not in was
        }
        assert told == bool(lacks)
        assert shapely.to_wkb(made.undo().to_geopandas().geometry[0]) == shapely.to_wkb(shape)
    assert asked > 150
    assert new > 30
    assert (nowhere > 0) == (known < 1.0)
