"""The zone of every point, beside geopandas and shapely: index open, index built, and from a GeoDataFrame."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import zoning_rivals as rivals
from zoning_report import THREADS, Found, Line, Sizes, beside, require_same_rows
from zoning_sites import desa_in_metres, invented_points, point_frame

import petasentra as ps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas as gpd
    import numpy as np

    Ask = Callable[[], np.ndarray]

SEED = 20261122
WITHIN, INTERSECTS = "geopandas sjoin within", "geopandas sjoin intersects"
EXPERT = "shapely: blocks, prepared, contains_xy"


def located(sizes: Sizes) -> Found:
    """Few points with the index open and built, many with the index open."""
    zones = desa_in_metres()
    found = Found()
    for count in (sizes.units, sizes.many):
        xy = invented_points(zones, count, SEED)
        located_once(zones, xy, found, sizes, with_building=count == sizes.units)
    return found


def located_once(zones: gpd.GeoDataFrame, xy: np.ndarray, found: Found, sizes: Sizes, *, with_building: bool) -> None:
    index, frame = ps.ZoningIndex(zones), point_frame(xy, zones)
    points, layer = ps.Layer.from_geopandas(frame), ps.Layer.from_geopandas(zones)
    what = f"locate {len(xy):,} points"
    is_open = f"{what}, index open", partial(index.locate, points, threads=THREADS)
    of_frame = f"{what} of a GeoDataFrame", partial(index.locate, frame, threads=THREADS)
    built = f"{what}, index built", partial(located_from_the_start, layer, points)
    within = partial(rivals.located_by_geopandas, frame.geometry, zones)
    expert = partial(rivals.located_by_expert, xy, zones)
    race_with(WITHIN, within, [(*is_open, 60.0), (*of_frame, 15.0), *[(*built, 6.0)] * with_building], found, sizes)
    race_with(EXPERT, expert, [(*is_open, 15.0), *[(*built, 1.0)] * with_building], found, sizes)
    if with_building:
        intersects = partial(rivals.located_by_geopandas, frame.geometry, zones, "intersects")
        race_with(INTERSECTS, intersects, [(*built, 25.0)], found, sizes)


def located_from_the_start(zones: ps.Layer, points: ps.Layer) -> np.ndarray:
    return ps.ZoningIndex(zones, check_validity=False, threads=THREADS).locate(points, threads=THREADS)


def race_with(
    rival: str, theirs: Ask, ours: Sequence[tuple[str, Ask, float | None]], found: Found, sizes: Sizes
) -> None:
    """A line for each of ours: name, job and aim."""
    (answer, their_time), ours_found = beside(theirs, [ask for _, ask, _ in ours], sizes.runs)
    for (job, _, aim), (rows, our_time) in zip(ours, ours_found, strict=True):
        require_same_rows(rows, answer, rival)
        found.add(Line(job, rival, their_time, our_time, aim))
