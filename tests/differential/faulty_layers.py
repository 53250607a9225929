"""Random partitions with faults put into them: shifted vertices, doubled zones, missing zones, slivers, bow ties."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon

EAST, NORTH = 640_000.0, 9_165_000.0

#: Far from a tolerance of 2 mm on either side.
SHIFTS = (0.0002, 0.0008, 0.02, 0.4, 6.0)


@dataclass
class Faulty:
    """A layer and what was done to it."""

    shapes: list[Polygon | MultiPolygon]
    done: list[str]


def crooked(a: tuple[float, float], b: tuple[float, float], rng: np.random.Generator) -> list[tuple[float, float]]:
    """Places strictly between two ends, off the straight line."""
    count = int(rng.integers(0, 6))
    along = np.sort(rng.uniform(0.1, 0.9, count))
    dx, dy = b[0] - a[0], b[1] - a[1]
    off = rng.uniform(-0.08, 0.08, count)
    return [(a[0] + t * dx - o * dy, a[1] + t * dy + o * dx) for t, o in zip(along, off, strict=True)]


def partition(rng: np.random.Generator, n: int) -> list[list[tuple[float, float]]]:
    """Rings of cells that share every vertex."""
    knots = np.stack(np.meshgrid(np.arange(n + 1.0), np.arange(n + 1.0), indexing="ij"), axis=-1) * 100.0
    knots += rng.uniform(-12.0, 12.0, knots.shape)
    knots += (EAST, NORTH)
    ends = {(i, j): (float(knots[i, j, 0]), float(knots[i, j, 1])) for i in range(n + 1) for j in range(n + 1)}
    between = {}
    for i, j in ends:
        for far in ((i + 1, j), (i, j + 1)):
            if far in ends:
                between[(i, j), far] = crooked(ends[i, j], ends[far], rng)

    def side(a: tuple[int, int], b: tuple[int, int]) -> list[tuple[float, float]]:
        inner = between[a, b] if (a, b) in between else between[b, a][::-1]
        return [ends[a], *inner]

    return [
        side((i, j), (i + 1, j)) + side((i + 1, j), (i + 1, j + 1)) + side((i + 1, j + 1), (i, j + 1))
        + side((i, j + 1), (i, j))
        for i in range(n)
        for j in range(n)
    ]  # fmt: skip


def faulty(seed: int) -> Faulty:
    """One layer with up to six faults."""
    rng = np.random.default_rng(seed)
    rings = partition(rng, int(rng.integers(2, 6)))
    done = []
    for _ in range(int(rng.integers(0, 7))):
        kind = str(rng.choice(["shift", "extra", "drop", "whole"]))
        ring = rings[int(rng.integers(len(rings)))]
        at = int(rng.integers(len(ring)))
        if kind == "shift":
            by, turn = float(rng.choice(SHIFTS)), rng.uniform(0, 2 * np.pi)
            ring[at] = (ring[at][0] + by * np.cos(turn), ring[at][1] + by * np.sin(turn))
            done.append(f"vertex shifted by {by}")
        elif kind == "extra":
            a, b, t = ring[at], ring[(at + 1) % len(ring)], rng.uniform(0.3, 0.7)
            ring.insert(at + 1, (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
            done.append("vertex on an edge of the neighbour")
        elif kind == "drop" and len(ring) > 6:
            del ring[at]
            done.append("vertex left out")
        elif kind == "whole":
            by = float(rng.choice(SHIFTS))
            ring[:] = [(x + by, y + by / 2) for x, y in ring]
            done.append(f"zone shifted by {by}")
    shapes: list[Polygon | MultiPolygon] = [Polygon(ring) for ring in rings]
    for _ in range(int(rng.integers(0, 4))):
        kind = str(rng.choice(["double", "remove", "sliver", "cover", "join", "bow tie"]))
        row = int(rng.integers(len(shapes)))
        if shapes[row].is_empty:  # what "cover" leaves of a small zone
            continue
        if kind == "double":
            shapes.insert(int(rng.integers(len(shapes) + 1)), shapely.reverse(shapes[row]))
        elif kind == "remove" and len(shapes) > 3:
            del shapes[row]
        elif kind == "sliver":
            west, south, _, _ = shapes[row].bounds
            shapes.append(Polygon([(west, south), (west + 60, south + 1), (west + 60, south + 1.01)]))
        elif kind == "cover":
            shapes.append(translate(shapes[row].buffer(-8.0), 40.0, 25.0))
        elif kind == "join":
            other = int(rng.integers(len(shapes)))
            joined = shapely.union(shapely.make_valid(shapes[row]), shapely.make_valid(shapes[other]))
            if other != row and joined.geom_type in ("Polygon", "MultiPolygon"):
                shapes = [shape for k, shape in enumerate(shapes) if k not in (row, other)] + [joined]
        elif kind == "bow tie":
            west, south, _, _ = shapes[row].bounds
            corner = np.array([(0, 0), (30, 30), (30, 0), (0, 20)]) + (west - 15, south - 15)
            shapes.append(Polygon(corner))
        done.append(kind)
    return Faulty([shape for shape in shapes if shape.area > 0], done)
