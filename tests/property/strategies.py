"""Ground to draw examples from: partitions, sites, layers with every awkward row."""

from __future__ import annotations

import re
from typing import Any

import geopandas
import numpy as np
import shapely
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box

UTM = "EPSG:32749"
EAST, NORTH = 640_000.0, 9_165_000.0


@st.composite
def partitions(draw: st.DrawFn) -> list[Polygon | MultiPolygon]:
    """Polygons that tile a square of 1 km: a grid with crooked lines, some cells joined to multipolygons."""
    n = draw(st.integers(1, 5))
    seed = draw(st.integers(0, 2**20))
    rng = np.random.default_rng(seed)
    knots = np.stack(np.meshgrid(np.linspace(0, 1000, n + 1), np.linspace(0, 1000, n + 1), indexing="ij"), axis=-1)
    knots[1:-1, 1:-1] += rng.uniform(-60 / n, 60 / n, knots[1:-1, 1:-1].shape)
    knots += (EAST, NORTH)
    cells = [
        Polygon([knots[i, j], knots[i + 1, j], knots[i + 1, j + 1], knots[i, j + 1]])
        for i in range(n)
        for j in range(n)
    ]
    owner = rng.integers(0, max(1, draw(st.integers(1, n * n))), len(cells))
    zones = [shapely.union_all([c for c, o in zip(cells, owner, strict=True) if o == k]) for k in np.unique(owner)]
    # A union may keep a point where only one neighbour has it; that is how real layers come, too.
    return [zones[k] for k in rng.permutation(len(zones))]


@st.composite
def sites_within(draw: st.DrawFn, least: int = 1, most: int = 12) -> list[Polygon | MultiPolygon]:
    """Triangles, boxes and pairs of boxes inside the square of the partition."""
    number = st.floats(1.0, 999.0, allow_nan=False).map(lambda v: round(v, 3))
    shapes: list[Any] = []
    for _ in range(draw(st.integers(least, most))):
        x, y, w, h = (draw(number) for _ in range(4))
        w, h = min(w, 1000.0 - x), min(h, 1000.0 - y)
        one = box(EAST + x, NORTH + y, EAST + x + w, NORTH + y + h)
        sort = draw(st.sampled_from(["box", "triangle", "two"]))
        if sort == "triangle":
            one = Polygon([one.exterior.coords[k] for k in range(3)])
        if sort == "two" and w > 4.0:
            left, right = (
                box(*one.bounds[:2], one.bounds[0] + w / 4, one.bounds[3]),
                box(one.bounds[2] - w / 4, *one.bounds[1:]),
            )
            one = MultiPolygon([left, right])
        shapes.append(one)
    return [s for s in shapes if s.area > 1e-3] or [box(EAST + 10, NORTH + 10, EAST + 30, NORTH + 40)]


def frame_of(shapes: list[Any], **columns: Any) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(columns, geometry=shapes, crs=UTM)


NUMBER_PAIR = re.compile(r"(-?[0-9.]+(?:e-?[0-9]+)?) (-?[0-9.]+(?:e-?[0-9]+)?)", re.IGNORECASE)


def with_dimensions(shape: Any, dimensions: str) -> Any:
    """The same shape as XY, XYZ, XYM or XYZM; heights and measures are made up from the coordinates."""
    extra = dimensions.removeprefix("XY")
    flat = shapely.to_wkt(shape, rounding_precision=-1, trim=True)
    if not extra:
        return shape

    def more(match: re.Match[str]) -> str:
        x, y = float(match[1]), float(match[2])
        return " ".join([match[0], *(repr(round(x - 2 * y + 10 * k, 3)) for k in range(len(extra)))])

    return shapely.from_wkt(re.sub(r"^([A-Z]+)", rf"\1 {extra}", NUMBER_PAIR.sub(more, flat)))
