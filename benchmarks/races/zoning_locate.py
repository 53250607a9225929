"""The zone of every point, beside geopandas and shapely: index open, index built, and from a GeoDataFrame."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import zoning_rivals as rivals
from zoning_report import THREADS, Found, Line, Sizes, Timing, require_same_rows, timed
from zoning_sites import desa_in_metres, invented_points, point_frame

import petasentra as ps

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np

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
    points = ps.Layer.from_geopandas(frame)
    rows, ours = timed(lambda: index.locate(points, threads=THREADS), sizes.runs)
    theirs: dict[str, Timing] = {}
    for rival, job in (
        (WITHIN, partial(rivals.located_by_geopandas, frame.geometry, zones)),
        (EXPERT, partial(rivals.located_by_expert, xy, zones)),
        *([(INTERSECTS, partial(rivals.located_by_geopandas, frame.geometry, zones, "intersects"))] * with_building),
    ):
        answer, theirs[rival] = timed(job, sizes.runs)
        require_same_rows(rows, answer, rival)
    what = f"locate {len(xy):,} points"
    for rival, aim in ((WITHIN, 60.0), (EXPERT, 15.0)):
        found.add(Line(f"{what}, index open", rival, theirs[rival], ours, aim))
    answer, from_frame = timed(lambda: index.locate(frame, threads=THREADS), sizes.runs)
    require_same_rows(rows, answer, "from a GeoDataFrame")
    found.add(Line(f"{what} of a GeoDataFrame", WITHIN, theirs[WITHIN], from_frame, 15.0))
    if with_building:
        layer = ps.Layer.from_geopandas(zones)
        answer, built = timed(
            lambda: ps.ZoningIndex(layer, check_validity=False, threads=THREADS).locate(points, threads=THREADS),
            sizes.runs,
        )
        require_same_rows(rows, answer, "index built")
        for rival, aim in ((WITHIN, 6.0), (INTERSECTS, 25.0), (EXPERT, 1.0)):
            found.add(Line(f"{what}, index built", rival, theirs[rival], built, aim))
