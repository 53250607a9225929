"""A layer of zones as large as a nation's: time to build, bytes a vertex, and points located."""

from __future__ import annotations

from functools import partial

import numpy as np
import zoning_rivals as rivals
from make_national import national_zones
from zoning_locate import WITHIN
from zoning_report import THREADS, Figure, Found, Line, Sizes, require_same_rows, timed
from zoning_sites import point_frame
from zoning_sizes import add_bytes

import petasentra as ps


def national(sizes: Sizes) -> Found:
    """geopandas is asked once: that is minutes."""
    zones = national_zones(*sizes.national)
    layer = ps.Layer.from_geopandas(zones)
    index, built = timed(lambda: ps.ZoningIndex(layer, check_validity=False, threads=THREADS), min(sizes.runs, 3))
    found = Found()
    vertices = int(zones.count_coordinates().sum())
    of = f"invented national layer, {len(zones):,} zones"
    found.add(Figure(f"{of}: time to build the index, median of {built.runs}", built.seconds, "s"))
    found.add(Figure(f"{of}: the same for a vertex", 1e9 * built.seconds / vertices, "ns"))
    add_bytes(index, vertices, of, found)
    west, south, east, north = zones.total_bounds
    xy = np.random.default_rng(17).uniform((west, south), (east, north), (sizes.many, 2))
    frame = point_frame(xy, zones)
    points = ps.Layer.from_geopandas(frame)
    ours, seconds = timed(partial(index.locate, points, threads=THREADS), sizes.runs)
    answer, theirs = timed(partial(rivals.located_by_geopandas, frame.geometry, zones), 1)
    require_same_rows(ours, answer, WITHIN)
    found.add(Line(f"locate {len(xy):,} points in the national layer, index open", WITHIN, theirs, seconds, None))
    found.notes.append(
        f"National layer: {len(zones):,} invented zones with {vertices:,} vertices over the extent of Indonesia in "
        "EPSG:6933, their borders wandering and shared vertex by vertex, seeded (`benchmarks/races/make_national.py`); "
        "geopandas was asked once."
    )
    return found
