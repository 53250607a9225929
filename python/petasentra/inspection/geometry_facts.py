"""Statistics of geometry: parts, holes, vertices, areas, and parts too small to be meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from petasentra.errors import PetasentraError
from petasentra.inspection.vertices import are_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from petasentra.layers.layer import Layer

    Arrays: TypeAlias = Mapping[str, NDArray[Any]]
    Numbers: TypeAlias = NDArray[np.float64]

_AREA_KINDS = (3, 6)
_LINE_KINDS = (2, 5)


@dataclass(frozen=True)
class Spread:
    """Smallest, middle and largest of a measure, and their sum; areas in m2, lengths in m."""

    minimum: float
    median: float
    maximum: float
    total: float


@dataclass(frozen=True)
class GeometryFacts:
    """Counts and sizes of a layer's geometry.

    Attributes
    ----------
    rows, vertices, parts, holes
        Rows, and of all rows together: vertices, parts, rings inside polygons.
    multipart
        Rows of more than one part.
    most_vertices, most_vertices_row
        The row with the most vertices.
    areas, lengths
        Of polygons and of lines, geodesic; None where there are none or the CRS is not known.
    parts_below_1_m2, parts_below_100_m2
        Parts of polygons smaller than that.
    distinct
        Different geometries.
    """

    rows: int
    vertices: int = 0
    parts: int = 0
    holes: int = 0
    multipart: int = 0
    most_vertices: int = 0
    most_vertices_row: int = -1
    areas: Spread | None = None
    lengths: Spread | None = None
    parts_below_1_m2: int = 0
    parts_below_100_m2: int = 0
    distinct: int = 0


def geometry_facts(layer: Layer, distinct: int) -> GeometryFacts:
    """Measure a layer; `distinct` is the number of different geometries, counted by the search for duplicates."""
    arrays = layer.core.geometry_arrays()
    parts_of_row = _sizes(arrays["part_of_row"])
    vertices_of_row = np.diff(_vertex_starts(arrays))
    areal = np.isin(arrays["kind"], _AREA_KINDS)
    rings_of_part = _sizes(arrays["ring_of_part"])
    areal_part = np.repeat(areal, parts_of_row)
    placed = _placed(arrays)
    tiny = _tiny_parts(layer, arrays, np.repeat(areal & placed, parts_of_row))
    busiest = int(vertices_of_row.argmax()) if len(vertices_of_row) else -1
    return GeometryFacts(
        rows=len(layer),
        vertices=len(arrays["xy"]),
        parts=int(parts_of_row.sum()),
        holes=int(np.maximum(rings_of_part[areal_part] - 1, 0).sum()),
        multipart=int((parts_of_row > 1).sum()),
        most_vertices=int(vertices_of_row[busiest]) if busiest >= 0 else 0,
        most_vertices_row=busiest,
        areas=_spread(layer, areal & placed, "area"),
        lengths=_spread(layer, placed & np.isin(arrays["kind"], _LINE_KINDS), "length"),
        parts_below_1_m2=int((tiny < 1).sum()),
        parts_below_100_m2=int((tiny < 100).sum()),
        distinct=distinct,
    )


def _placed(arrays: Arrays) -> NDArray[np.bool_]:
    """Return the rows all of whose vertices are places."""
    no_places = np.concatenate(([0], np.cumsum(~are_places(arrays["xy"]))))
    none: NDArray[np.bool_] = np.diff(no_places[_vertex_starts(arrays)]) == 0
    return none


def _sizes(ends: NDArray[Any]) -> NDArray[np.int64]:
    """Return how many items each owner has, of the positions at which they begin."""
    starts = ends.astype(np.int64)
    return np.subtract(starts[1:], starts[:-1])


def _vertex_starts(arrays: Arrays) -> NDArray[np.int64]:
    starts: NDArray[np.int64] = arrays["vertex_of_ring"][arrays["ring_of_part"][arrays["part_of_row"]]].astype(np.int64)
    return starts


def _spread(layer: Layer, rows: NDArray[np.bool_], measure: str) -> Spread | None:
    if layer.crs is None or not rows.any():
        return None
    try:
        values = layer.area("geodesic") if measure == "area" else layer.length("geodesic")
    except PetasentraError:
        return None  # coordinates that have no place; a finding of its own
    kept = values[rows & np.isfinite(values)]
    if len(kept) == 0:
        return None
    return Spread(float(kept.min()), float(np.median(kept)), float(kept.max()), float(kept.sum()))


def _tiny_parts(layer: Layer, arrays: Arrays, areal_part: NDArray[np.bool_]) -> Numbers:
    """Return areas of the polygons' parts in m2, holes taken off; empty where the unit of the numbers is not known."""
    if not areal_part.any():
        return np.empty(0)
    crs = layer.crs
    degrees = crs is not None and not crs.is_projected
    if crs is None:
        degrees = bool((np.abs(arrays["xy"]) <= 180).all())
    areas = np.abs(_ring_areas(arrays, degrees=degrees))
    ring_of_part = arrays["ring_of_part"].astype(np.int64)
    rings = np.diff(ring_of_part)
    first = np.zeros(len(areas), dtype=bool)
    first[ring_of_part[:-1][rings > 0]] = True
    part_of_ring = np.repeat(np.arange(len(rings)), rings)
    parts = np.zeros(len(rings))
    np.add.at(parts, part_of_ring, np.where(first, areas, -areas))
    kept: Numbers = parts[areal_part & (rings > 0)]
    return kept


def _ring_areas(arrays: Arrays, *, degrees: bool) -> Numbers:
    """Return the signed area of each ring in m2, shape (rings,).

    Degrees are turned into metres with the radii of curvature of WGS 84 at the ring's own latitude, which is exact
    enough (a few parts in 10,000) to tell a square metre from a hundred.
    """
    ends = arrays["vertex_of_ring"].astype(np.int64)
    sizes = np.diff(ends)
    xy = np.where(are_places(arrays["xy"])[:, np.newaxis], arrays["xy"], np.nan)
    if len(sizes) == 0 or len(xy) == 0:
        return np.zeros(len(sizes))
    start = np.minimum(ends[:-1], len(xy) - 1)
    ring = np.repeat(np.arange(len(sizes)), sizes)
    # Relative to the ring's first vertex, so that small rings far from the origin keep their digits.
    moved = xy - xy[start][ring]
    following = np.arange(1, len(xy) + 1)
    last = ends[1:][sizes > 0] - 1
    following[last] = ends[:-1][sizes > 0]
    with np.errstate(invalid="ignore"):
        cross = moved[:, 0] * moved[following, 1] - moved[following, 0] * moved[:, 1]
    areas = np.zeros(len(sizes))
    np.add.at(areas, ring, np.nan_to_num(cross) / 2)
    return areas * _square_metres_per_square_degree(xy[start, 1]) if degrees else areas


def _square_metres_per_square_degree(latitude: Numbers) -> Numbers:
    a, e2 = 6_378_137.0, 0.006_694_379_990_14
    sine, cosine = np.sin(np.radians(latitude)), np.cos(np.radians(latitude))
    root = np.sqrt(1 - e2 * sine**2)
    meridian, normal = a * (1 - e2) / root**3, a / root
    scaled: Numbers = meridian * normal * cosine * np.radians(1) ** 2
    return scaled
