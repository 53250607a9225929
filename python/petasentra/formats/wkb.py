"""Points and simple polygons as WKB, the form in which the core takes geometry."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

_POINT = struct.pack("<BI", 1, 1)
_POLYGON = struct.pack("<BII", 1, 3, 1)


def points(x: NDArray[np.float64], y: NDArray[np.float64]) -> pa.Array:
    """Return one point a row; null where a coordinate is not finite."""
    import pyarrow as pa

    whole = np.isfinite(x) & np.isfinite(y)
    pairs = np.column_stack((x, y)).astype("<f8")
    return pa.array(
        [_POINT + pair.tobytes() if known else None for pair, known in zip(pairs, whole.tolist(), strict=True)],
        pa.binary(),
    )


def polygons(rings: Sequence[NDArray[np.float64]]) -> pa.Array:
    """Return one polygon without holes for each ring of shape (n, 2), closed where it is not; null below 3 vertices."""
    import pyarrow as pa

    return pa.array([_polygon(ring) for ring in rings], pa.binary())


def points_and_polygons(rings: Sequence[NDArray[np.float64] | None]) -> pa.Array:
    """Return a point for each array of shape (1, 2), else what `polygons` does; null where there is None."""
    import pyarrow as pa

    return pa.array(
        [
            None if ring is None else _POINT + ring.astype("<f8").tobytes() if len(ring) == 1 else _polygon(ring)
            for ring in rings
        ],
        pa.binary(),
    )


def _polygon(ring: NDArray[np.float64]) -> bytes | None:
    if len(np.unique(ring, axis=0)) < 3:
        return None
    if not np.array_equal(ring[0], ring[-1]):
        ring = np.vstack((ring, ring[:1]))
    return _POLYGON + struct.pack("<I", len(ring)) + ring.astype("<f8").tobytes()
