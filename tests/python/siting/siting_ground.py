"""Places, roads and costs that the tests of siting share."""

from __future__ import annotations

import geopandas
import numpy as np
import shapely

import petasentra as ps

COSTS = np.array([[1, 5, 9, 4], [9, 2, 1, 4], [2, 8, 7, 4], [6, 3, 2, 4], [5, 5, 1, 4]], dtype=float)


def layer(points, crs=32749, **columns):
    return geopandas.GeoDataFrame(
        columns, geometry=[None if at is None else shapely.Point(*at) for at in points], crs=crs
    )


def streets():
    """Two roads that do not meet: 0 .. 4000 and 6000 .. 8000."""
    lines = [shapely.LineString([(0, 0), (4000, 0)]), shapely.LineString([(6000, 0), (8000, 0)])]
    roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 2}, geometry=lines, crs=32749)
    return ps.RoadNetwork.from_layer(roads, columns="rbi")
