"""Stated areas against computed ones: which method and unit reproduce what the table says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from petasentra._english import by_number
from petasentra.errors import PetasentraError
from petasentra.inspection.words import percent, significant

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from petasentra.files.load_report import Lang
    from petasentra.layers.layer import Layer

    Numbers = NDArray[np.float64]

Method = Literal["planar-utm", "geodesic"]

_UNITS = {"ha": 1e4, "m2": 1.0, "km2": 1e6}
_METHODS: tuple[Method, ...] = ("planar-utm", "geodesic")
_FITTING_SHARE = 0.99
_NEAR = 0.02


@dataclass(frozen=True)
class StatedArea:
    """How the stated areas of one column compare with the geometry.

    Attributes
    ----------
    column
        The column.
    unit
        Unit in which it fits best: ``ha``, ``m2``, ``km2``.
    method
        ``planar-utm`` or ``geodesic`` where that reproduces the stated areas to their rounding, else ``neither``.
    nearest
        The method that comes nearest, whether it fits or not.
    compared, fitting
        Rows with both areas, and those that agree to rounding.
    rounding
        Half of the last digit that is stated, in `unit`; 0 where no rounding is seen.
    max_difference
        Largest difference, in `unit`, by the nearest method.
    median_relative
        Middle of the relative differences by the nearest method.
    stated_total, computed_total
        Sums over the compared rows, in `unit`.
    """

    column: str
    unit: str
    method: Literal["planar-utm", "geodesic", "neither"]
    nearest: str
    compared: int
    fitting: int
    rounding: float
    max_difference: float
    median_relative: float
    stated_total: float
    computed_total: float

    @property
    def _rows_en(self) -> str:
        rows, agree = by_number(self.compared, "row", "rows"), by_number(self.fitting, "agrees", "agree")
        return f"{self.compared} {rows} {agree}"

    def text(self, lang: Lang = "id") -> str:
        """Return the comparison as a sentence."""
        largest = significant(self.max_difference, lang, 3)
        name, unit = self.column, self.unit
        if self.method != "neither":
            agree = {
                "id": f"{self.fitting} dari {self.compared} baris cocok sampai pembulatannya",
                "en": f"{self.fitting} of {self._rows_en} to {by_number(self.compared, 'its', 'their')} rounding",
            }[lang]
            return {
                "id": f"{name} = luas {self.method} dalam {unit}: {agree} (selisih terbesar {largest} {unit})",
                "en": f"{name} = {self.method} area in {unit}: {agree} (largest difference {largest} {unit})",
            }[lang]
        middle = percent(self.median_relative, lang) if self.median_relative >= 1e-3 else percent(1e-3, lang)
        below = "< " if self.median_relative < 1e-3 else ""
        return {
            "id": f"{name} tidak sama dengan luas menurut cara mana pun; terdekat {self.nearest} dalam {unit}: "
            f"{self.fitting} dari {self.compared} baris cocok, selisih tengah {below}{middle}, "
            f"terbesar {largest} {unit}",
            "en": f"{name} is the area by neither method; nearest is {self.nearest} in {unit}: {self.fitting} of "
            f"{self._rows_en}, middle difference {below}{middle}, largest {largest} {unit}",
        }[lang]


def compare_stated_area(layer: Layer, column: str, stated: Numbers, unit: str = "") -> StatedArea | None:
    """Compare one column with the areas of the layer.

    Parameters
    ----------
    layer
        Polygons in a known CRS.
    column
        Name of the column.
    stated
        Its numbers, shape (n,), NaN where there is none.
    unit
        Unit the name of the column states; empty if every unit is to be tried.

    Returns
    -------
    StatedArea or None
        None if nothing can be compared: no polygon, no CRS, no positive number.
    """
    areas = computed_areas(layer)
    if areas is None:
        return None
    used = np.isfinite(stated) & (stated >= 0) & np.isfinite(areas["planar-utm"]) & (areas["planar-utm"] > 0)
    if not (stated[used] > 0).any():
        return None
    units = [unit, *(other for other in _UNITS if other != unit)] if unit else list(_UNITS)
    found = [_compared(column, stated[used], areas[m][used] / _UNITS[u], m, u) for u in units for m in _METHODS]
    best = max(found, key=lambda one: (one.fitting, -one.median_relative))
    # A unit that the name does not state counts only if it explains the numbers.
    return best if best.method != "neither" or best.median_relative <= _NEAR or not unit else found[0]


def computed_areas(layer: Layer) -> dict[str, Numbers] | None:
    """Return areas in m2 by method, each of shape (n,); None where they cannot be computed."""
    if layer.crs is None or not any("Polygon" in kind for kind in layer.geometry_kinds):
        return None
    try:
        return {method: layer.area(method) for method in _METHODS}
    except PetasentraError:
        return None


def _compared(column: str, stated: Numbers, computed: Numbers, method: Method, unit: str) -> StatedArea:
    rounding = _rounding(stated)
    difference = np.abs(stated - computed)
    # Half the last digit; and what double precision and the exporter's own formula leave.
    fits = difference <= rounding * (1 + 1e-6) + 1e-9 * computed
    fitting = int(fits.sum())
    relative = difference / np.maximum(np.maximum(stated, computed), 1e-300)
    return StatedArea(
        column,
        unit,
        method if fitting >= _FITTING_SHARE * len(stated) else "neither",
        method,
        len(stated),
        fitting,
        rounding,
        float(difference.max()),
        float(np.median(relative)),
        float(stated.sum()),
        float(computed.sum()),
    )


def _rounding(stated: Numbers) -> float:
    for digits in range(9):
        scaled = stated * 10.0**digits
        if (np.abs(scaled - np.round(scaled)) <= 1e-9 * np.maximum(np.abs(scaled), 1)).all():
            return 0.5 * 10.0**-digits
    return 0.0
