"""Invented zones over the extent of Indonesia, as many as a nation has, their borders wandering and shared.

Zones stand in rows and columns of uneven width. Each border between two corners is halved six times, every half moved
aside by a share of its length that shrinks from one halving to the next: it stays in a rhombus of 22 degrees about the
straight line, corners stay within a tenth of their place, so that no border meets another and every zone is valid.

    python make_national.py FILE.parquet
"""

from __future__ import annotations

import sys

import geopandas as gpd
import numpy as np
import shapely

CRS = 6933  # equal area, metres
WEST, SOUTH, EAST, NORTH = 9_166_000.0, -1_402_000.0, 13_605_000.0, 772_000.0
HALVINGS, ASIDE, SHRINKS, UNEVEN, OFF_CORNER = 6, 0.06, 0.7, 0.25, 0.1


def uneven_steps(count: int, first: float, last: float, random: np.random.Generator) -> np.ndarray:
    """`count` + 1 increasing numbers from first to last."""
    steps = random.uniform(1.0 - UNEVEN, 1.0 + UNEVEN, count)
    return np.concatenate([[first], first + (last - first) * np.cumsum(steps) / steps.sum()])


def wandering(start: np.ndarray, end: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Lines from start to end, both included: shape (..., 2) to (..., 2**HALVINGS + 1, 2)."""
    line = np.stack([start, end], axis=-2)
    share = ASIDE
    for _ in range(HALVINGS):
        along = np.diff(line, axis=-2)
        moved = random.uniform(-share, share, along.shape[:-1])[..., None] * along[..., ::-1] * [-1.0, 1.0]
        finer = np.empty((*line.shape[:-2], 2 * line.shape[-2] - 1, 2))
        finer[..., ::2, :] = line
        finer[..., 1::2, :] = line[..., :-1, :] + 0.5 * along + moved
        line, share = finer, share * SHRINKS
    return line


def national_zones(rows: int = 200, columns: int = 400, seed: int = 20261122) -> gpd.GeoDataFrame:
    """rows x columns zones of 257 vertices each, row by row from the southwest, with the number of their row."""
    random = np.random.default_rng(seed)
    x = uneven_steps(columns, WEST, EAST, random)
    y = uneven_steps(rows, SOUTH, NORTH, random)
    corner = np.stack(np.meshgrid(x, y), axis=-1)
    off = OFF_CORNER * min(np.diff(x).min(), np.diff(y).min())
    corner += random.uniform(-off, off, corner.shape)
    level = wandering(corner[:, :-1], corner[:, 1:], random)
    upright = wandering(corner[:-1], corner[1:], random)
    ring = np.concatenate(
        [level[:-1, :, :-1], upright[:, 1:, :-1], level[1:, :, :0:-1], upright[:, :-1, ::-1]], axis=2
    )  # the last begins with a corner and ends with that at which the ring began
    count, vertices = rows * columns, ring.shape[2]
    offsets = (np.arange(count + 1) * vertices, np.arange(count + 1))
    shapes = shapely.from_ragged_array(shapely.GeometryType.POLYGON, ring.reshape(-1, 2), offsets)
    return gpd.GeoDataFrame({"zone": np.arange(count)}, geometry=shapes, crs=CRS)


if __name__ == "__main__":
    national_zones().to_parquet(sys.argv[1])
