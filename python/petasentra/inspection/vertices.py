"""Which vertices are places at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from petasentra.inspection.land import Bounds

#: Farther out than any system counts, in metres as in degrees; -1.797e308 is ESRI's null coordinate.
FARTHEST_PLACE = 1e12


def are_places(xy: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return True where both coordinates are numbers within reach, shape (n,); NaN and infinity are not."""
    within: NDArray[np.bool_] = np.abs(xy) <= FARTHEST_PLACE
    return within[:, 0] & within[:, 1]


def extent(xy: NDArray[np.float64]) -> Bounds | None:
    """Return west, south, east, north of the vertices that are places; None without one."""
    places = xy[are_places(xy)]
    if len(places) == 0:
        return None
    west, south = places.min(axis=0).tolist()
    east, north = places.max(axis=0).tolist()
    return west, south, east, north
