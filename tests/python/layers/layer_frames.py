"""Frames for tests of layers, and the comparison of a layer with the frame it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import shapely
from geopandas.testing import assert_geodataframe_equal

if TYPE_CHECKING:
    import petasentra as ps


def points() -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"a": [1, 2]}, geometry=[shapely.Point(112, -7), shapely.Point(113, -8)], crs=4326)


def same(layer: ps.Layer, frame: geopandas.GeoDataFrame) -> None:
    back = layer.to_geopandas()
    assert_geodataframe_equal(back, frame, check_index_type="exact", check_column_type=True)
    assert back.crs == frame.crs
    assert back.active_geometry_name == frame.active_geometry_name
    old, new = frame.geometry.to_numpy(), back.geometry.to_numpy()
    assert shapely.to_wkb(new, include_srid=True).tolist() == shapely.to_wkb(old, include_srid=True).tolist()
