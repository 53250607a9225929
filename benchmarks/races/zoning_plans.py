"""Points on the zones of West Java's provincial plan: few zones with very many vertices, some of them invalid."""

from __future__ import annotations

from functools import partial

import zoning_rivals as rivals
from zoning_locate import EXPERT, WITHIN, race_with
from zoning_report import THREADS, Found, Sizes
from zoning_sites import invented_points, plans_in_metres, point_frame

import petasentra as ps


def located_in_plans(sizes: Sizes) -> Found:
    """All layers in one; invalid zones are asked about as they are, by everybody."""
    zones = plans_in_metres()
    xy = invented_points(zones, sizes.units, 13)
    frame = point_frame(xy, zones)
    points = ps.Layer.from_geopandas(frame)
    index = ps.ZoningIndex(zones, check_validity=False)
    is_open = f"locate {len(xy):,} points in plans, index open", partial(index.locate, points, threads=THREADS), None
    found = Found()
    race_with(WITHIN, partial(rivals.located_by_geopandas, frame.geometry, zones), [is_open], found, sizes)
    race_with(EXPERT, partial(rivals.located_by_expert, xy, zones), [is_open], found, sizes)
    found.notes.append(
        f"Plans: the {len(zones)} zones ({zones.count_coordinates().sum():,} vertices) of all layers of West Java's "
        f"provincial plan in EPSG:32748. {(~zones.is_valid).sum()} of them are not valid and were left as they are for "
        "everybody, ours built with `check_validity=False`; the answers were the same all the same."
    )
    return found
