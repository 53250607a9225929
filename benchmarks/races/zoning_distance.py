"""Metres from every point to the nearest border, beside shapely's tree."""

from __future__ import annotations

import sys
from functools import partial

import numpy as np
import shapely
import zoning_rivals as rivals
from zoning_report import THREADS, Found, Line, Sizes, beside
from zoning_sites import desa_in_metres, invented_points

import petasentra as ps


def distances(sizes: Sizes) -> Found:
    """Both sides have their tree beforehand."""
    zones = desa_in_metres()
    xy = invented_points(zones, sizes.units, 11)
    points = shapely.points(xy)
    index, nearest = ps.ZoningIndex(zones), rivals.NearestLine(zones)
    index.distance(x=xy[:1, 0], y=xy[:1, 1])  # makes the tree of borders
    ask = partial(index.distance, x=xy[:, 0], y=xy[:, 1], threads=THREADS)
    (answer, theirs), [(ours, seconds)] = beside(partial(nearest.distance, points), [ask], sizes.runs)
    if not np.allclose(ours, answer, rtol=1e-12, atol=1e-9):
        sys.exit("shapely: a distance differs. Nothing is written.")
    found = Found(notes=["Distances were equal within 1e-9 m; both sides have their tree of borders beforehand."])
    what = f"distance of {len(xy):,} points to the nearest border"
    found.add(Line(what, "shapely STRtree over lines of 16 edges", theirs, seconds, 15.0))
    return found
