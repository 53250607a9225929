"""Which coordinate systems the bare numbers of a layer could be in: ranked, with the fit, never chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.errors import PetasentraError
from petasentra.inspection.crs_families import systems
from petasentra.inspection.land import INDONESIA, Bounds, on_land, within
from petasentra.inspection.vertices import are_places
from petasentra.inspection.words import percent

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from petasentra.files.load_report import Lang
    from petasentra.inspection.crs_families import System
    from petasentra.inspection.expected import ExpectedPlace

_MOST_POINTS = 400
_DEGREES = "EPSG:4326"
_WORLD: Bounds = (-180.0, -90.0, 180.0, 90.0)
#: Half the way round the equator, rounded up: no system of metres has larger numbers.
_HALF_AROUND_M = 2.1e7


@dataclass(frozen=True)
class CrsCandidate:
    """A coordinate system the numbers fit, and where the middle of the layer would then lie.

    Attributes
    ----------
    code, siblings
        Its code, and codes the numbers cannot tell from it (they differ by metres at most).
    swapped
        Whether x and y have to change places first.
    longitude, latitude
        Middle of the layer, degrees.
    fit
        Share of the layer's vertices (a sample) that fall into the expected place, else into the box of Indonesia.
    land
        Share that falls on Indonesian land, in cells of a tenth of a degree.
    reason_id, reason_en
        Family of the system, and what the fit was measured against.
    """

    code: str
    longitude: float
    latitude: float
    reason_id: str
    reason_en: str
    fit: float = 1.0
    land: float = 1.0
    swapped: bool = False
    siblings: tuple[str, ...] = ()

    def text(self, lang: Lang = "id") -> str:
        """Return code, fit, place and reason as one phrase."""
        reason = self.reason_id if lang == "id" else self.reason_en
        land = "di darat" if lang == "id" else "on land"
        return (
            f"{self.code} ({self.longitude:.2f}, {self.latitude:.2f}; {reason} {percent(self.fit, lang)}, "
            f"{land} {percent(self.land, lang)})"
        )


def sample_points(xy: NDArray[np.float64], wanted: int = _MOST_POINTS) -> NDArray[np.float64]:
    """Return places spread evenly through a layer and the outermost ones; shape (`wanted` + 4, 2) at most."""
    places = xy[are_places(xy)]
    if len(places) <= wanted:
        return np.array(places, dtype=np.float64)
    spread = np.linspace(0, len(places) - 1, wanted).astype(np.int64)
    edges = np.concatenate((places.argmin(axis=0), places.argmax(axis=0)))
    return np.array(places[np.unique(np.concatenate((spread, edges)))], dtype=np.float64)


def crs_candidates(points: NDArray[np.float64], expected: ExpectedPlace | None = None) -> tuple[CrsCandidate, ...]:
    """Rank the systems a layer's numbers can be in.

    Parameters
    ----------
    points
        Vertices in the unknown system, shape (n, 2); see `sample_points`.
    expected
        Where the layer should lie; without it the box of Indonesia counts.

    Returns
    -------
    tuple of CrsCandidate
        Best first: by fit, then by the share on land, then the more usual system. Systems in which no vertex fits are
        left out. Empty without vertices.

    Examples
    --------
    >>> import numpy as np
    >>> [one.code for one in crs_candidates(np.array([[649_633.0, 9_171_558.0]]))][:1]
    ['EPSG:32749']
    """
    if len(points) == 0:
        return ()
    middle = np.median(points, axis=0)
    # Numbers this small are degrees; as metres they would lie off the coast of the equator in every zone.
    small = bool((np.abs(points) <= 180).all())
    found: list[CrsCandidate] = []
    for system in systems():
        if small and system.code != _DEGREES:
            continue
        for swapped in (False, True):
            x, y = (middle[1], middle[0]) if swapped else (middle[0], middle[1])
            # Degrees are tried wherever the layer is expected, metres only where Indonesia's numbers lie.
            window = _WORLD if small and expected is not None else system.window
            if within(np.array([x]), np.array([y]), window).all():
                candidate = _fitted(system, points, expected, swapped=swapped)
                if candidate is not None:
                    found.append(candidate)
    if not found and small and (np.abs(points[:, 1]) <= 90).all():
        found = [_abroad(points)]
    return tuple(sorted(found, key=lambda one: (-round(one.fit, 3), -round(one.land, 2), one.swapped)))


def _abroad(points: NDArray[np.float64]) -> CrsCandidate:
    lon, lat = (float(value) for value in np.median(points, axis=0))
    return CrsCandidate(_DEGREES, lon, lat, "derajat; di dalam Indonesia", "degrees; within Indonesia", 0.0, 0.0)


def _fitted(
    system: System, points: NDArray[np.float64], expected: ExpectedPlace | None, *, swapped: bool
) -> CrsCandidate | None:
    lon, lat = degrees(points[:, ::-1] if swapped else points, system.code)
    box: Bounds = INDONESIA if expected is None else expected.box
    inside = within(lon, lat, box)
    if not inside.any():
        return None
    swap_id, swap_en = (" dengan x dan y tertukar", " with x and y swapped") if swapped else ("", "")
    place_id, place_en = ("Indonesia", "Indonesia") if expected is None else (expected.name_id, expected.name_en)
    return CrsCandidate(
        system.code,
        float(np.nanmedian(lon)),
        float(np.nanmedian(lat)),
        f"{system.family_id}{swap_id}; di dalam {place_id}",
        f"{system.family_en}{swap_en}; within {place_en}",
        float(inside.mean()),
        float(on_land(lon, lat).mean()),
        swapped,
        system.siblings,
    )


def degrees(points: NDArray[np.float64], code: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude of points in a system; NaN where one has no place in it."""
    if code == _DEGREES:
        return points[:, 0], points[:, 1]
    source, target = _core.Crs.from_user_input(code), _core.Crs.from_user_input(_DEGREES)
    out = np.full((2, len(points)), np.nan)
    on_earth = np.flatnonzero((np.abs(points) <= _HALF_AROUND_M).all(axis=1))
    _placed(out, np.ascontiguousarray(points[on_earth]), on_earth, source, target)
    return out[0], out[1]


def _placed(
    out: NDArray[np.float64], points: NDArray[np.float64], rows: NDArray[np.int64], source: _core.Crs, target: _core.Crs
) -> None:
    """Transform points into their rows of ``out``; where some have no place, each half by itself."""
    if len(rows) == 0:
        return
    x, y = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
    try:
        out[:, rows] = _core.transform_points(x, y, source, target)
    except PetasentraError:
        if len(rows) == 1:
            return
        half = len(rows) // 2
        _placed(out, points[:half], rows[:half], source, target)
        _placed(out, points[half:], rows[half:], source, target)
