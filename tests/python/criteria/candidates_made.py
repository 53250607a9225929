"""Candidates and layers for tests of suitability: seeded, in UTM 49S, ids in no order of place."""

from __future__ import annotations

import geopandas
import numpy as np
import shapely

import petasentra as ps

X, Y = 600_000.0, 9_200_000.0


def points(count=200, seed=1, **columns):
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, 5000, (count, 2)) + (X, Y)
    ids = [f"s{number:04d}" for number in rng.permutation(count)]
    data = {"site_id": ids, "harga": rng.uniform(50, 500, count), "air": rng.uniform(0, 1, count)} | columns
    return geopandas.GeoDataFrame(data, geometry=shapely.points(xy), crs=32749)


def squares(count=60, seed=1, **columns):
    frame = points(count, seed, **columns)
    return frame.set_geometry(shapely.box(*(frame.geometry.x - 80, frame.geometry.y - 80),
                                          *(frame.geometry.x + 80, frame.geometry.y + 80)))  # fmt: skip


def column(name, worst=0.0, best=1.0, **more):
    return ps.criteria.Column(name=f"k_{name}", column=name, value=ps.criteria.Linear(worst=worst, best=best), **more)


def roads(seed=4, count=12):
    rng = np.random.default_rng(seed)
    lines = [shapely.LineString(rng.uniform(0, 5000, (3, 2)) + (X, Y)) for _ in range(count)]
    return geopandas.GeoDataFrame(geometry=lines, crs=32749)


def hazards(seed=5, count=15):
    rng = np.random.default_rng(seed)
    shapes = shapely.buffer(shapely.points(rng.uniform(0, 5000, (count, 2)) + (X, Y)), rng.uniform(200, 700, count))
    return geopandas.GeoDataFrame({"kelas": rng.choice(["Tinggi", "rendah"], count)}, geometry=shapes, crs=32749)


def hill():
    rows, columns = np.mgrid[0:260, 0:260]
    heights = 300 * np.exp(-((rows - 130.0) ** 2 + (columns - 100.0) ** 2) / 2500)
    return ps.Raster.from_array(heights, x_left=X - 100, y_top=Y + 5100, cell=20, crs=32749)
