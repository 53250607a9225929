"""Shapes of sentra: the hull of their units, and points, as WKB."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

__all__ = ["hull", "hull_wkb", "point_wkb"]

_POINT, _LINE, _POLYGON = 1, 2, 3
Place = tuple[float, float]


def point_wkb(xy: npt.NDArray[np.float64]) -> list[bytes | None]:
    """Return places as points, null where a coordinate is not finite."""
    made = struct.Struct("<BIdd")
    return [made.pack(1, _POINT, x, y) if np.isfinite(x) and np.isfinite(y) else None for x, y in xy.tolist()]


def hull(xy: npt.NDArray[np.float64]) -> list[Place]:
    """Return the corners of the convex hull, counterclockwise from the lowest x: Andrew's monotone chain (1979).

    One place gives one corner, places on a line the two ends.

    Examples
    --------
    >>> import numpy as np
    >>> hull(np.array([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2), (0, 0)], dtype=float))
    [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]
    """
    places: list[Place] = sorted(set(map(tuple, xy.tolist())))
    if len(places) < 3:
        return places
    lower, upper = _chain(places), _chain(places[::-1])
    return lower[:-1] + upper[:-1]


def hull_wkb(corners: Sequence[Place]) -> bytes:
    """Return a hull as WKB: a point, a line or a polygon, by the number of its corners."""
    if len(corners) == 1:
        return struct.pack("<BIdd", 1, _POINT, *corners[0])
    if len(corners) == 2:
        return struct.pack("<BII4d", 1, _LINE, 2, *corners[0], *corners[1])
    ring = [*corners, corners[0]]
    flat = [number for place in ring for number in place]
    return struct.pack(f"<BIII{len(flat)}d", 1, _POLYGON, 1, len(ring), *flat)


def _chain(places: Sequence[Place]) -> list[Place]:
    """Return the corners of one side: every turn is to the left."""
    out: list[Place] = []
    for x, y in places:
        while len(out) >= 2:
            (ax, ay), (bx, by) = out[-2], out[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            out.pop()
        out.append((x, y))
    return out
