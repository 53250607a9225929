"""Random ground on an integer grid: zones, sites, features.

Grid lines lie 10 m apart in EPSG:32749, sites also use the half grid, so that shares are simple fractions, sites touch
zones exactly on their edges, and points fall on shared borders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, box

if TYPE_CHECKING:
    import random

    from shapely.geometry.base import BaseGeometry

EAST, NORTH, CELL, SIDE = 640_000, 9_165_000, 10, 8


def square(i0: float, j0: float, i1: float, j1: float) -> Polygon:
    return box(EAST + CELL * i0, NORTH + CELL * j0, EAST + CELL * i1, NORTH + CELL * j1)


def some_square(rng: random.Random, least: int = 1, most: int = SIDE) -> Polygon:
    w, h = rng.randint(least, most), rng.randint(least, most)
    i, j = rng.randint(0, SIDE - min(w, SIDE)), rng.randint(0, SIDE - min(h, SIDE))
    return square(i, j, min(i + w, SIDE), min(j + h, SIDE))


def partition(rng: random.Random, i0: int, j0: int, i1: int, j1: int, depth: int) -> list[Polygon]:
    """Guillotine cuts of a block into rectangles that tile it."""
    wide, high = i1 - i0, j1 - j0
    if depth == 0 or max(wide, high) < 2 or rng.random() < 0.1:
        return [square(i0, j0, i1, j1)]
    if wide >= high:
        k = rng.randint(i0 + 1, i1 - 1)
        return partition(rng, i0, j0, k, j1, depth - 1) + partition(rng, k, j0, i1, j1, depth - 1)
    k = rng.randint(j0 + 1, j1 - 1)
    return partition(rng, i0, j0, i1, k, depth - 1) + partition(rng, i0, k, i1, j1, depth - 1)


def zone_shapes(rng: random.Random) -> list[BaseGeometry]:
    style = rng.choice(["partition", "partition", "gaps", "overlap", "holes", "multi", "triangles"])
    tiles: list[BaseGeometry] = list(partition(rng, 0, 0, SIDE, SIDE, rng.randint(1, 4)))
    if style == "gaps":
        tiles = [t for t in tiles if rng.random() < 0.6] or tiles[:1]
    elif style == "overlap":
        tiles = [some_square(rng, 2, 6) for _ in range(rng.randint(2, 5))]
    elif style == "holes":
        inner = square(2, 2, 5, 6)
        tiles = [square(0, 0, SIDE, SIDE).difference(inner)] + ([inner] if rng.random() < 0.6 else [])
    elif style == "multi" and len(tiles) > 2:
        far = [tiles[0], tiles[-1]]
        tiles = tiles[1:-1] + [MultiPolygon(far) if shapely.disjoint(*far) else shapely.union_all(far)]
    elif style == "triangles":
        tiles = [t for tile in tiles for t in halves(rng, tile)]
    return tiles


def halves(rng: random.Random, tile: BaseGeometry) -> list[BaseGeometry]:
    if rng.random() < 0.5:
        return [tile]
    (x0, y0, x1, y1) = tile.bounds
    return [Polygon([(x0, y0), (x1, y0), (x1, y1)]), Polygon([(x0, y0), (x1, y1), (x0, y1)])]


def random_site(rng: random.Random) -> BaseGeometry:
    def spot(step: int = 2) -> tuple[float, float]:
        return EAST + CELL * rng.randint(-2, step * SIDE + 2) / step, NORTH + CELL * rng.randint(
            -2, step * SIDE + 2
        ) / step

    sort = rng.choices(["square", "small", "ell", "hole", "multi", "triangle", "point", "points", "line", "lines"],
                       [22, 14, 8, 5, 6, 8, 14, 6, 12, 5])[0]  # fmt: skip
    if sort == "point":
        return Point(*spot())
    if sort == "points":
        return MultiPoint(sorted({spot() for _ in range(rng.randint(2, 5))}))
    if sort == "line":
        a, b = spot(), spot()
        return LineString([a, b]) if a != b else Point(*a)
    if sort == "lines":
        i, j = rng.randint(0, SIDE - 2), rng.randint(0, SIDE - 2)
        x, y = EAST + CELL * i, NORTH + CELL * j
        return MultiLineString([[(x, y), (x + 25, y)], [(x + 5, y + 15), (x + 5, y + 35), (x + 20, y + 35)]])
    i, j = rng.randint(-2, 2 * SIDE - 2) / 2, rng.randint(-2, 2 * SIDE - 2) / 2
    if sort == "small":
        return square(i, j, i + 0.5, j + 0.5)
    w, h = rng.randint(2, 8) / 2, rng.randint(2, 8) / 2
    block = square(i, j, i + w, j + h)
    if sort == "square":
        return block
    if sort == "ell":
        return block.difference(square(i, j, i + w / 2, j + h / 2))
    if sort == "hole":
        return block.difference(square(i + w / 4, j + h / 4, i + w / 2, j + h / 2))
    if sort == "multi":
        return MultiPolygon([block, square(i + w + 0.5, j, i + w + 1.5, j + 1)])
    return Polygon([(EAST + CELL * i, NORTH + CELL * j), (EAST + CELL * (i + w), NORTH + CELL * (j + 0.5)),
                    (EAST + CELL * (i + 0.5), NORTH + CELL * (j + h))])  # fmt: skip
