"""A slow, plain twin of the heights a mended polygon keeps: each vertex, then each edge, in the order of the row."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import Polygon

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: How far from an edge a vertex may lie to be on it, as a share of the largest coordinate.
ON_EDGE = 1e-11


def height_at(shape: BaseGeometry, x: float, y: float) -> float:
    """Z of a place by the vertices and edges of a shape; NaN where neither tells."""
    rings = [shapely.get_coordinates(ring, include_z=True).tolist() for ring in shapely.get_rings(shape)]
    for vertex in (vertex for ring in rings for vertex in ring):
        if (vertex[0], vertex[1]) == (x, y) and not math.isnan(vertex[2]):
            return vertex[2]
    if any((vertex[0], vertex[1]) == (x, y) for ring in rings for vertex in ring):
        return math.nan
    reach = ON_EDGE * float(np.abs(shapely.get_coordinates(shape)).max())
    for begin, end in (edge for ring in rings for edge in pairwise(ring)):
        line = shapely.LineString([begin[:2], end[:2]])
        place = shapely.Point(x, y)
        height = begin[2] + line.project(place) / line.length * (end[2] - begin[2]) if line.length else math.nan
        if not math.isnan(height) and line.distance(place) <= reach:
            return height
    return math.nan


def crossing(rng: np.random.Generator, *, known: float) -> Polygon:
    """A polygon on a coarse grid that crosses itself somewhere; a share of its vertices has a height."""
    while True:
        places = rng.integers(0, 12, (int(rng.integers(5, 12)), 2)) * 7.3 + (640_000.0, 9_165_000.0)
        heights = np.where(rng.random(len(places)) < known, rng.uniform(-5, 400, len(places)), np.nan)
        heights[0] = 10.0  # shapely takes a ring that begins with NaN for an open one
        shape = Polygon(np.column_stack([places, heights]))
        if not shape.is_valid and shape.convex_hull.area > 0:
            return shape
