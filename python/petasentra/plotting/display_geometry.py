"""Geometry for the screen and for paper: simplified by a stated tolerance, in degrees, with few digits.

Only pictures use what is made here; every figure is computed on the geometry as given.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

#: Tolerances tried in turn, metres, until a layer fits its budget of vertices.
TOLERANCES_M = (0.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 60.0, 80.0, 120.0, 160.0, 240.0, 320.0, 640.0)


@dataclass(frozen=True)
class Simplified:
    """Geometry made light.

    Attributes
    ----------
    frame
        The rows of the input that have a geometry, simplified, in the input's CRS (``GeoDataFrame``).
    tolerance_m
        The tolerance used, metres; 0 means as given.
    shared_edges
        True if neighbours were simplified together, so that no gap opens between them.
    """

    frame: GeoDataFrame
    tolerance_m: float
    shared_edges: bool


def projected(frame: GeoDataFrame) -> GeoDataFrame:
    """Return `frame` in a CRS of metres: its own if projected, else the UTM zone it lies in.

    Raises
    ------
    CrsError
        The frame has no CRS.
    """
    if frame.crs is None:
        from petasentra.errors import CrsError

        raise CrsError(
            message_id="Lapisan tidak memiliki sistem referensi koordinat sehingga tidak dapat dipetakan.",
            message_en="The layer has no coordinate reference system and cannot be put on a map.",
            hint_id="Sebutkan crs=... saat membaca lapisan.",
            hint_en="Give crs=... when reading the layer.",
        )
    if frame.crs.is_projected or frame.empty or not bool(frame.geometry.notna().any()):
        return frame
    return frame.to_crs(frame.estimate_utm_crs())


def vertices(frame: GeoDataFrame) -> int:
    """Return the number of vertices of all geometries of `frame`."""
    import shapely

    return int(shapely.get_num_coordinates(frame.geometry.to_numpy()).sum())


def simplify(frame: GeoDataFrame, *, max_vertices: int, coverage: bool = False) -> Simplified:
    """Simplify with the smallest tolerance of `TOLERANCES_M` that needs no more than `max_vertices`.

    Parameters
    ----------
    frame
        ``GeoDataFrame`` in a projected CRS (metres). Rows without geometry are left out.
    max_vertices
        Budget; where even the largest tolerance needs more, the largest is used.
    coverage
        True for zones: edges that neighbours share stay shared. Needs polygons only; else each feature by itself.
    """
    import shapely

    frame = frame[frame.geometry.notna() & ~frame.geometry.is_empty]
    frame = frame.set_geometry(shapely.force_2d(frame.geometry.to_numpy()), crs=frame.crs)
    polygons = bool(frame.geometry.geom_type.isin(["Polygon", "MultiPolygon"]).all())
    together = coverage and polygons and hasattr(shapely, "coverage_simplify") and shapely.geos_version >= (3, 12, 0)
    if vertices(frame) <= max_vertices:
        return Simplified(frame, 0.0, shared_edges=False)
    given = frame.geometry.to_numpy()

    def at(tolerance_m: float) -> GeoDataFrame:
        if together:
            return frame.set_geometry(shapely.coverage_simplify(given, tolerance_m), crs=frame.crs)
        return frame.set_geometry(shapely.simplify(given, tolerance_m, preserve_topology=True), crs=frame.crs)

    # A larger tolerance never needs more vertices, so halving finds the first that fits.
    low, high = 1, len(TOLERANCES_M) - 1
    light = at(TOLERANCES_M[high])
    while low < high:
        middle = (low + high) // 2
        tried = at(TOLERANCES_M[middle])
        if vertices(tried) <= max_vertices:
            high, light = middle, tried
        else:
            low = middle + 1
    light = light[~light.geometry.is_empty]
    return Simplified(light, TOLERANCES_M[high], together)


def to_degrees(frame: GeoDataFrame, tolerance_m: float) -> GeoDataFrame:
    """Return `frame` in longitude and latitude, rounded far below the tolerance (0.1 m where that is 0)."""
    import numpy as np
    import shapely

    digits = 6 if tolerance_m < 2.0 else 5
    degrees = frame.to_crs("EPSG:4326")
    shapes = shapely.transform(degrees.geometry.to_numpy(), lambda xy: np.round(xy, digits))
    return degrees.set_geometry(shapes, crs=degrees.crs)


def nice_length(limit_m: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten that is no longer than `limit_m` metres.

    Examples
    --------
    >>> nice_length(7300.0), nice_length(180.0)
    (5000.0, 100.0)
    """
    power = 10.0 ** math.floor(math.log10(limit_m))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= limit_m * (1 + 1e-12))
