"""Which coordinate systems the bare numbers of a layer without CRS could be in: ranked, with the fit, never chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from petasentra import _core

Bounds: TypeAlias = tuple[float, float, float, float]

# Indonesia in degrees: west, south, east, north.
_INDONESIA = (94.0, -12.0, 142.0, 7.0)
# DGN95 / Indonesia TM-3, zones 46.2 to 54.1.
_TM3_CODES = range(23830, 23846)


@dataclass(frozen=True)
class CrsCandidate:
    """A coordinate system the numbers fit, and where the middle of the layer would then lie (degrees)."""

    code: str
    longitude: float
    latitude: float
    reason_id: str
    reason_en: str

    def text(self, lang: str = "id") -> str:
        """Return code, place and reason as one phrase."""
        reason = self.reason_id if lang == "id" else self.reason_en
        return f"{self.code} ({self.longitude:.2f}, {self.latitude:.2f}; {reason})"


def crs_candidates(bounds: Bounds | None) -> tuple[CrsCandidate, ...]:
    """Rank systems by the extent of a layer.

    Parameters
    ----------
    bounds
        min x, min y, max x, max y in the layer's unknown system; None gives no candidates.

    Returns
    -------
    tuple of CrsCandidate
        Degrees first; then the zones of UTM south, Indonesia TM-3 and UTM north whose middle falls into Indonesia. The
        numbers alone do not tell the zone: compare the stated place with the one you know.

    Examples
    --------
    >>> crs_candidates((112.0, -7.8, 112.5, -7.3))[0].code
    'EPSG:4326'
    """
    if bounds is None or not np.isfinite(bounds).all():
        return ()
    west, south, east, north = bounds
    x, y = (west + east) / 2, (south + north) / 2
    if _within(bounds, (-180, -90, 180, 90)):
        return (CrsCandidate("EPSG:4326", x, y, "angka dalam derajat", "the numbers are degrees"),)
    if _inside(y, x) and _within(bounds, (-90, -180, 90, 180)):
        return (CrsCandidate("EPSG:4326", y, x, "derajat dengan x dan y tertukar", "degrees with x and y swapped"),)
    found: list[CrsCandidate] = []
    if _within(bounds, (100_000, 8_800_000, 900_000, 10_000_000)):
        found += _projected([32700 + zone for zone in range(46, 55)], x, y, "UTM selatan", "UTM south")
    if _within(bounds, (30_000, 280_000, 370_000, 2_170_000)):
        found += _projected(list(_TM3_CODES), x, y, "TM-3 Indonesia", "Indonesia TM-3")
    if _within(bounds, (100_000, 0, 900_000, 670_000)):
        found += _projected([32600 + zone for zone in range(46, 55)], x, y, "UTM utara", "UTM north")
    return tuple(found)


def _within(bounds: Bounds, window: Bounds) -> bool:
    return bounds[0] >= window[0] and bounds[1] >= window[1] and bounds[2] <= window[2] and bounds[3] <= window[3]


def _inside(longitude: float, latitude: float) -> bool:
    west, south, east, north = _INDONESIA
    return west <= longitude <= east and south <= latitude <= north


def _projected(codes: list[int], x: float, y: float, reason_id: str, reason_en: str) -> list[CrsCandidate]:
    degrees = _core.Crs.from_user_input("EPSG:4326")
    found = []
    for code in codes:
        projected = _core.Crs.from_user_input(f"EPSG:{code}")
        longitude, latitude = _core.transform_points(np.array([x]), np.array([y]), projected, degrees)
        if _inside(float(longitude[0]), float(latitude[0])):
            found.append(CrsCandidate(f"EPSG:{code}", float(longitude[0]), float(latitude[0]), reason_id, reason_en))
    return found
