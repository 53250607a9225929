"""The findings of a zoning layer from shapely: the way its tutorials lead, and the quickest way we found.

Polygons in metres. Both give what the engine calls overlaps, gaps, slivers and invalid rows, by the same tolerance:
ground counts where something of it is left when its border moves inwards by half the tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

TOLERANCE_M = 0.002
SLIVER_M2 = 1.0


@dataclass
class Answer:
    """Rows, pairs of rows and areas in m2; ``gaps`` ascending."""

    invalid: list[int]
    overlaps: dict[tuple[int, int], float]
    gaps: np.ndarray
    slivers: dict[tuple[int, int], float]


def by_tree(shapes: np.ndarray) -> Answer:
    """A tree for the pairs that touch, the intersection of each, the union of all for the holes."""
    zones, invalid = mended(shapes)
    one, other = shapely.STRtree(zones).query(zones, predicate="intersects")
    first = one < other
    return Answer(
        invalid,
        overlaps(zones, one[first], other[first]),
        holes(shapely.union_all(zones)),
        slivers(zones),
    )


def by_coverage(shapes: np.ndarray) -> Answer:
    """Only the zones with an edge that fits no neighbour are intersected; the others are united as a coverage."""
    zones, invalid = mended(shapes)
    odd = ~shapely.is_empty(shapely.coverage_invalid_edges(zones))
    chosen = np.flatnonzero(odd)
    one, other = shapely.STRtree(zones).query(zones[chosen], predicate="intersects")
    pairs = np.sort(np.column_stack([chosen[one], other]), axis=1)
    pairs = np.unique(pairs[pairs[:, 0] < pairs[:, 1]], axis=0)
    ground = shapely.union_all([shapely.coverage_union_all(zones[~odd]), *zones[odd]])
    return Answer(invalid, overlaps(zones, pairs[:, 0], pairs[:, 1]), holes(ground), slivers(zones))


def mended(shapes: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """The zones as the other rules see them, and the rows that were invalid."""
    invalid = np.flatnonzero(~shapely.is_valid(shapes))
    zones = shapes.copy()
    zones[invalid] = shapely.make_valid(shapes[invalid], method="structure", keep_collapsed=False)
    return zones, invalid.tolist()


def wide(polygons: np.ndarray) -> np.ndarray:
    """True where ground is wider than the tolerance; most ground is seen without moving its border."""
    area, radius = shapely.area(polygons), TOLERANCE_M / 2
    answer = area > shapely.length(polygons) * radius * 2  # the border sweeps less than that
    unsure = ~answer & (area > 0)
    answer[unsure] = ~shapely.is_empty(shapely.buffer(polygons[unsure], -radius, quad_segs=16))
    return answer


def overlaps(zones: np.ndarray, one: np.ndarray, other: np.ndarray) -> dict[tuple[int, int], float]:
    """Shared ground of pairs, the parts wider than the tolerance."""
    shared = shapely.intersection(zones[one], zones[other])
    parts, pair = shapely.get_parts(shared, return_index=True)
    areal = shapely.get_dimensions(parts) == 2
    parts, pair = parts[areal], pair[areal]
    kept = wide(parts)
    area = np.bincount(pair[kept], shapely.area(parts[kept]), minlength=len(one))
    return {(int(one[k]), int(other[k])): float(area[k]) for k in np.flatnonzero(area)}


def holes(ground: shapely.Geometry) -> np.ndarray:
    """Areas of what the ground encloses, wider than the tolerance."""
    rings = [ring for part in shapely.get_parts(ground) for ring in part.interiors]
    inner = shapely.polygons(rings) if rings else np.array([], dtype=object)
    return np.sort(shapely.area(inner[wide(inner)]))


def slivers(zones: np.ndarray) -> dict[tuple[int, int], float]:
    """Parts too small or too thin, by row and part."""
    parts, row = shapely.get_parts(zones, return_index=True)
    area, border = shapely.area(parts), shapely.length(parts)
    number = np.arange(len(parts)) - np.searchsorted(row, row)
    found = np.flatnonzero((area < SLIVER_M2) | (2 * area < TOLERANCE_M * border))
    return {(int(row[k]), int(number[k])): float(area[k]) for k in found}
