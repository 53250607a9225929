"""A slow, plain twin of repair in shapely: overlaps and gaps go to the larger zone, one after another.

It knows nothing of edges, vertices or ledgers: only areas can be compared.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon, box
from validation_twin import area, mended, polygons, wide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry


def enclosed(zones: Sequence[BaseGeometry], tolerance: float) -> list[Polygon]:
    """Ground that no zone covers and that is not open to the outside."""
    ground = shapely.union_all(zones, grid_size=1e-6)
    west, south, east, north = ground.bounds
    free = box(west - 10, south - 10, east + 10, north + 10) - ground
    return [part for part in wide(free, tolerance) if part.bounds[0] > west - 9]


def pairs_that_overlap(zones: Sequence[BaseGeometry], tolerance: float) -> list[tuple[int, int]]:
    """Pairs that share ground but are not the same ground, the smaller number first."""
    out = []
    tree = shapely.STRtree(zones)
    found = zip(*(side.tolist() for side in tree.query(zones, predicate="intersects")), strict=True)
    for one, other in sorted(found):
        if one < other and wide(zones[one].intersection(zones[other]), tolerance):
            beyond = [*wide(zones[one] - zones[other], tolerance), *wide(zones[other] - zones[one], tolerance)]
            if beyond:
                out.append((one, other))
    return out


def border_along(gap: Polygon, zone: BaseGeometry) -> float:
    """How much of the border of a gap a zone holds, by the middles of its edges."""
    length = 0.0
    for ring in shapely.get_rings(gap):
        for a, b in pairwise(ring.coords):
            middle = shapely.Point((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
            if middle.distance(zone) < 1e-5:
                length += float(np.hypot(b[0] - a[0], b[1] - a[1]))
    return length


def repaired(shapes: Sequence[BaseGeometry], *, tolerance: float, rounds: int = 6) -> list[BaseGeometry]:
    """Return the zones after the repair of overlaps and gaps by the largest neighbour."""
    zones = [mended(shape) for shape in shapes]
    for _ in range(rounds):
        before = [zone.area for zone in zones]
        changed = False
        gaps = enclosed(zones, tolerance)
        for one, other in pairs_that_overlap(zones, tolerance):
            ground = wide(zones[one].intersection(zones[other]), tolerance)
            first_wins = before[one] >= before[other] - 1e-6
            loser = other if first_wins else one
            rest = zones[loser] - MultiPolygon(ground)
            if ground and wide(rest, tolerance):
                zones[loser] = MultiPolygon(polygons(rest))
                changed = True
        for gap in gaps:
            beside = [row for row, zone in enumerate(zones) if border_along(gap, zone) > 0]
            winner = max(beside, key=lambda row: (round(before[row], 5), -row))
            zones[winner] = MultiPolygon(polygons(shapely.union(zones[winner], gap.buffer(1e-6, join_style="mitre"))))
            changed = True
        if not changed:
            break
    return zones


def areas(zones: Sequence[BaseGeometry]) -> list[float]:
    return [area(polygons(zone)) for zone in zones]
