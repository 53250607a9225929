"""Which places lie outside the country, by a box around it: a first look, without outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

__all__ = ["looks_swapped", "outside_country"]

#: Degrees of a box around the country: what lies outside is no place in it. West, south, east, north.
_COUNTRY = (94.5, -11.5, 141.5, 6.5)


def outside_country(lon: Numbers, lat: Numbers) -> npt.NDArray[np.bool_]:
    """Tell places outside the box, shape (n,); what has no longitude is no place and not outside.

    Examples
    --------
    >>> import numpy as np
    >>> outside_country(np.array([112.2, 0.0, np.nan]), np.array([-7.5, 0.0, np.nan]))
    array([False,  True, False])
    """
    west, south, east, north = _COUNTRY
    return np.asarray(np.isfinite(lon) & ~((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)))


def looks_swapped(lon: Numbers, lat: Numbers) -> npt.NDArray[np.bool_]:
    """Tell places outside the box that lie within once longitude and latitude are exchanged, shape (n,)."""
    return np.asarray(outside_country(lon, lat) & np.isfinite(lat) & ~outside_country(lat, lon))
