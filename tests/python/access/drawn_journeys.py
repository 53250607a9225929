"""Roads of one class and places, by their coordinates in metres of EPSG:32749."""

from __future__ import annotations

import geopandas
import shapely

import petasentra as ps


def network_of(*lines: list[tuple[float, float]], road_class: str = "Jalan Lokal") -> ps.RoadNetwork:
    """A network of local roads: a car does 25 km/h on them, 15 at least and 30 at most."""
    shapes = [shapely.LineString(line) for line in lines]
    roads = geopandas.GeoDataFrame({"REMARK": [road_class] * len(lines)}, geometry=shapes, crs=32749)
    return ps.RoadNetwork.from_layer(roads, columns="rbi")


def places(*xy: tuple[float, float], **columns: object) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(columns, geometry=[shapely.Point(*one) for one in xy], crs=32749)
