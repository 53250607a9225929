"""Do coordinates said to be degrees of longitude and latitude come latitude first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from petasentra import _core

# A file that was written latitude first is so throughout: its beginning tells.
_LOOKED_AT = 1000


def swapped_note(handle: _core.Layer) -> dict[str, Any] | None:
    """Return a note if latitudes lie beyond the poles that would be longitudes; None where all is well or unknown."""
    if not handle.crs.is_geographic:
        return None
    xy = handle.geometry_arrays()["xy"][:_LOOKED_AT]
    beyond = (np.abs(xy[:, 1]) > 90) & (np.abs(xy[:, 1]) <= 180) & (np.abs(xy[:, 0]) <= 90)
    if not beyond.any():
        return None
    x, y = xy[int(np.argmax(beyond))]
    return {
        "code": "AXES_SWAPPED",
        "message_id": f"Lintang {y:.6g} tidak ada; dengan x dan y ditukar letaknya {y:.6g}, {x:.6g} (bujur, lintang). "
        "Kemungkinan besar x dan y tertukar: setelah yakin, pakai layer.with_axes_swapped().",
        "message_en": f"There is no latitude {y:.6g}; with x and y exchanged the place is {y:.6g}, {x:.6g} (longitude, "
        "latitude). Most likely x and y are swapped: once you are sure, use layer.with_axes_swapped().",
    }
