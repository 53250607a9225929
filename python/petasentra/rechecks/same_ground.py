"""One site for one polygon, however many rows of a register repeat it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from petasentra.layers.layer import Layer

    Vertices: TypeAlias = NDArray[np.float64]

_POLYGON = 3  # as WKB numbers it; MultiPolygon is 6, and so on by three


def site_of_rows(register: Layer) -> list[int]:
    """Return the site of each row: rows with the same ground share one; numbered from 0 by their first row.

    Two polygons are the same ground if they have the same rings: it makes no difference where a ring begins, which way
    it turns, whether a vertex stands twice in a row, in what order parts and holes come, and at what height. Nothing is
    rounded. A row without ground, or with a coordinate that is no number, is a site by itself.

    Examples
    --------
    >>> import geopandas, shapely, petasentra as ps
    >>> from petasentra.rechecks.same_ground import site_of_rows
    >>> square = shapely.box(0, 0, 10, 10)
    >>> frame = geopandas.GeoDataFrame(geometry=[square, shapely.box(0, 0, 5, 5), square.reverse(), None], crs=32749)
    >>> site_of_rows(ps.as_layer(frame))
    [0, 1, 0, 2]
    """
    arrays = register.core.geometry_arrays()
    xy, vertex_of_ring = arrays["xy"], arrays["vertex_of_ring"]
    ring_of_part, part_of_row = arrays["ring_of_part"], arrays["part_of_row"]
    sites: dict[Hashable, int] = {}
    copies: dict[Hashable, int] = {}
    found = []
    for row, kind in enumerate(arrays["kind"].tolist()):
        parts = ring_of_part[part_of_row[row] : part_of_row[row + 1] + 1]
        rings = vertex_of_ring[parts[0] : parts[-1] + 1]
        ground = xy[rings[0] : rings[-1]]
        if not len(ground) or not np.isfinite(ground).all():
            found.append(sites.setdefault(row, len(sites)))
            continue
        # Most rows that repeat a polygon are copies of it: only the first is looked at ring by ring.
        copied = (kind, ground.tobytes(), (rings - rings[0]).tobytes(), (parts - parts[0]).tobytes())
        if copied not in copies:
            key = (kind % _POLYGON, _shape(ground, rings - rings[0], parts - parts[0], polygon=kind % _POLYGON == 0))
            copies[copied] = sites.setdefault(key, len(sites))
        found.append(copies[copied])
    return found


def _shape(
    ground: Vertices, rings: NDArray[np.integer], parts: NDArray[np.integer], *, polygon: bool
) -> tuple[tuple[bytes, ...], ...]:
    """Return the parts of one geometry, each as its rings, in an order that does not depend on how it was written."""
    written = []
    for first, last in zip(parts[:-1], parts[1:], strict=True):
        of_part = [ground[rings[ring] : rings[ring + 1]] for ring in range(first, last)]
        outer, *holes = (_ring(one) if polygon else _line(one) for one in of_part)
        written.append((outer, *sorted(holes)))
    return tuple(sorted(written))


def _ring(vertices: Vertices) -> bytes:
    """Return a ring without its closing vertex, counter-clockwise, from its lowest vertex on."""
    vertices = _without_repeats(vertices)
    if len(vertices) > 1 and np.array_equal(vertices[0], vertices[-1]):
        vertices = vertices[:-1]
    x, y = vertices[:, 0] - vertices[0, 0], vertices[:, 1] - vertices[0, 1]
    if float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) < 0:
        vertices = vertices[::-1]
    lowest = np.lexsort((vertices[:, 1], vertices[:, 0]))
    first = vertices[lowest[0]]
    # A ring that touches itself may pass its lowest vertex more than once.
    starts = [int(start) for start in lowest if np.array_equal(vertices[start], first)]
    return min(np.roll(vertices, -start, axis=0).tobytes() for start in starts)


def _line(vertices: Vertices) -> bytes:
    vertices = _without_repeats(vertices)
    return min(vertices.tobytes(), vertices[::-1].tobytes())


def _without_repeats(vertices: Vertices) -> Vertices:
    vertices = vertices + 0.0  # of -0.0
    again = np.zeros(len(vertices), dtype=np.bool_)
    again[1:] = (vertices[1:] == vertices[:-1]).all(axis=1)
    return vertices[~again]
