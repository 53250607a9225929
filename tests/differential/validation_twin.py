"""A slow, plain twin of zoning validation in shapely: every rule from its definition, no index of edges, no faces.

It works on polygons in metres. Where the engine asks for width by moving borders inwards, so does the twin, but on
other ground: overlaps from all pairs, gaps as what is left of a frame around everything after taking off the union and
what an inward border cuts off. Ground that is all but as wide as the tolerance can be seen either way; the tests ask
the twin twice, with a tolerance a little smaller and a little larger.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import MultiPoint, MultiPolygon, Point, Polygon, box

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

Pair = tuple[int, int]
Place = tuple[float, float]
Edge = tuple[Place, Place]


@dataclass
class Found:
    """What the twin found: measures by rows, or counts."""

    invalid: set[int] = field(default_factory=set)
    duplicates: dict[Pair, float] = field(default_factory=dict)
    overlaps: dict[Pair, float] = field(default_factory=dict)
    gaps: list[Polygon] = field(default_factory=list)
    slivers: dict[Pair, float] = field(default_factory=dict)
    spikes: dict[int, set[Place]] = field(default_factory=dict)
    mismatches: dict[Pair, float] = field(default_factory=dict)
    outside: dict[int, float] = field(default_factory=dict)
    loose: dict[Edge, list[int]] = field(default_factory=dict)


def polygons(shape: BaseGeometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and part.area > 0]


def is_wide(part: Polygon, tolerance: float) -> bool:
    return part.area > 0 and (tolerance == 0 or not part.buffer(-tolerance / 2, quad_segs=16).is_empty)


def wide(shape: BaseGeometry, tolerance: float) -> list[Polygon]:
    return [part for part in polygons(shape) if is_wide(part, tolerance)]


def mended(shape: BaseGeometry) -> BaseGeometry:
    if shape.is_valid:
        return shape
    return MultiPolygon(polygons(shapely.make_valid(shape, method="structure", keep_collapsed=False)))


def area(parts: Sequence[Polygon]) -> float:
    return float(sum(part.area for part in parts))


def find(
    shapes: Sequence[BaseGeometry],
    *,
    tolerance: float,
    sliver_m2: float = 1.0,
    spike_deg: float = 1.0,
    perimeter: BaseGeometry | None = None,
    together: Callable[[int, int], bool] = lambda a, b: True,
    loose: dict[Edge, list[int]] | None = None,
) -> Found:
    """Every rule about rows and ground."""
    out = Found(invalid={row for row, shape in enumerate(shapes) if not shape.is_valid})
    zones = [mended(shape) for shape in shapes]
    shared = overlaps(zones, tolerance, together, out)
    out.gaps = gaps(zones, tolerance, perimeter)
    for row, zone in enumerate(zones):
        for number, part in enumerate(shapely.get_parts(zone)):
            if is_sliver(part, sliver_m2, tolerance):
                out.slivers[row, number] = part.area
    out.loose = loose_edges(zones) if loose is None else loose
    out.spikes = spikes(zones, out.loose, sliver_m2, spike_deg, tolerance)
    out.mismatches = mismatches(out.loose, tolerance, together, shared)
    if perimeter is not None:
        for row, zone in enumerate(zones):
            if beyond := wide(zone.difference(perimeter), tolerance):
                out.outside[row] = area(beyond)
    return out


def overlaps(
    zones: Sequence[BaseGeometry], tolerance: float, together: Callable[[int, int], bool], out: Found
) -> dict[Pair, BaseGeometry]:
    tree = shapely.STRtree(zones)
    told: set[int] = set()
    shared = {}
    for one, other in sorted(zip(*(side.tolist() for side in tree.query(zones, predicate="intersects")), strict=True)):
        if one >= other or not together(one, other):
            continue
        ground = wide(zones[one].intersection(zones[other]), tolerance)
        if not ground:
            continue
        beyond = [*wide(zones[one] - zones[other], tolerance), *wide(zones[other] - zones[one], tolerance)]
        if beyond:
            out.overlaps[one, other] = area(ground)
        elif other not in told:
            told.add(other)
            out.duplicates[one, other] = area(ground)
        shared[one, other] = MultiPolygon(ground)
    return shared


def gaps(zones: Sequence[BaseGeometry], tolerance: float, perimeter: BaseGeometry | None) -> list[Polygon]:
    ground = shapely.union_all(zones)
    if perimeter is not None:
        free = perimeter - ground
    else:
        west, south, east, north = ground.bounds
        free = box(west - 10, south - 10, east + 10, north + 10) - ground
    inner = polygons(free.buffer(-tolerance / 2, quad_segs=16) if tolerance else free)
    if perimeter is None:
        edge = west - 10 + tolerance
        inner = [part for part in inner if part.bounds[0] > edge]
    return inner


def is_sliver(part: Polygon, sliver_m2: float, tolerance: float) -> bool:
    return part.area < sliver_m2 or 2 * part.area / part.length < tolerance


def directed_edges(zone: BaseGeometry) -> Iterator[Edge]:
    """Edges with the interior on the left."""
    for part in polygons(zone):
        for ring in shapely.get_rings(shapely.geometry.polygon.orient(part)):
            for a, b in pairwise(ring.coords):
                if a != b:
                    yield a, b


def loose_edges(zones: Sequence[BaseGeometry]) -> dict[Edge, list[int]]:
    """Edges, their smaller end first, where there are not as many zones to the left as to the right."""
    balance: dict[Edge, int] = defaultdict(int)
    users: dict[Edge, list[int]] = defaultdict(list)
    for row, zone in enumerate(zones):
        for a, b in directed_edges(zone):
            key = (min(a, b), max(a, b))
            balance[key] += 1 if a < b else -1
            users[key].append(row)
    return {key: users[key] for key, sum_ in balance.items() if sum_ != 0}


def hits(tree: shapely.STRtree, points: Sequence[Point], distance: float) -> list[list[int]]:
    out: list[list[int]] = [[] for _ in points]
    for n, found in zip(*(side.tolist() for side in tree.query(points, "dwithin", distance)), strict=True):
        out[n].append(found)
    return out


def mismatches(
    loose: dict[Edge, list[int]],
    tolerance: float,
    together: Callable[[int, int], bool],
    shared: dict[Pair, BaseGeometry],
) -> dict[Pair, float]:
    if not loose:
        return {}
    nodes: dict[Place, set[int]] = defaultdict(set)
    for (a, b), rows in loose.items():
        nodes[a].update(rows)
        nodes[b].update(rows)
    keys = list(loose)
    lines = shapely.linestrings(np.array(keys))
    places = list(nodes)
    points = shapely.points(np.array(places))
    node_tree, line_tree = shapely.STRtree(points), shapely.STRtree(lines)
    out: dict[Pair, float] = {}
    near_nodes, near_lines = hits(node_tree, points, tolerance), hits(line_tree, points, tolerance)
    for n, here in enumerate(places):
        edges = [k for k in near_lines[n] if here not in keys[k]]
        if not edges:
            continue
        with_vertex = set().union(*(nodes[places[k]] for k in near_nodes[n]))
        for k in edges:
            for theirs in set(loose[keys[k]]) - with_vertex:
                for mine in nodes[here]:
                    pair = (min(mine, theirs), max(mine, theirs))
                    if mine == theirs or not together(*pair):
                        continue
                    if pair in shared and points[n].distance(shared[pair]) <= tolerance:
                        continue
                    out[pair] = max(out.get(pair, 0.0), float(points[n].distance(lines[k])))
    return out


def spikes(
    zones: Sequence[BaseGeometry], loose: dict[Edge, Any], sliver_m2: float, spike_deg: float, tolerance: float
) -> dict[int, set[Place]]:
    out: dict[int, set[Place]] = defaultdict(set)
    for row, zone in enumerate(zones):
        for part in polygons(zone):
            if is_sliver(part, sliver_m2, tolerance):
                continue
            for ring in shapely.get_rings(shapely.geometry.polygon.orient(part)):
                tips = list(spike_tips(list(ring.coords)[:-1], loose, spike_deg, tolerance))
                kept: list[Place] = []
                for tip in tips:
                    if all(math.dist(tip, other) > tolerance for other in kept):
                        kept.append(tip)
                out[row].update(kept)
    return {row: tips for row, tips in out.items() if tips}


def spike_tips(ring: list[Place], loose: dict[Edge, Any], spike_deg: float, tolerance: float) -> Iterator[Place]:
    count = len(ring)
    for i, here in enumerate(ring):
        before = next((ring[i - k] for k in range(1, count) if math.dist(here, ring[i - k]) > tolerance), None)
        after = next(
            (ring[(i + k) % count] for k in range(1, count) if math.dist(here, ring[(i + k) % count]) > tolerance), None
        )
        if before is None or after is None:
            continue
        p, q = (before[0] - here[0], before[1] - here[1]), (after[0] - here[0], after[1] - here[1])
        angle = math.degrees(math.atan2(abs(p[0] * q[1] - p[1] * q[0]), p[0] * q[0] + p[1] * q[1]))
        if angle > spike_deg:
            continue
        convex = q[0] * p[1] - q[1] * p[0] > 0  # interior on the left
        both_loose = all(
            (min(edge), max(edge)) in loose for edge in ((ring[i - 1], here), (here, ring[(i + 1) % count]))
        )
        if convex or angle == 0 or both_loose:
            yield here


def place_of(shape: BaseGeometry) -> Place:
    point = shape if isinstance(shape, Point) else shape.representative_point()
    return (point.x, point.y)


def as_points(shape: BaseGeometry) -> list[Place]:
    return [(p.x, p.y) for p in (shape.geoms if isinstance(shape, MultiPoint) else [shape])]
