"""How the ground of zones compares with that of the perimeter they should fill, in one row of figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra.plotting.language import number, pick

if TYPE_CHECKING:
    from petasentra.plotting.language import Lang
    from petasentra.validation.validating import Validation


@dataclass(frozen=True)
class Ground:
    """Ground of the perimeter and of all zones together, square metres in the metric CRS.

    Attributes
    ----------
    perimeter_m2
        Area of the perimeter's polygons.
    zones_m2
        Ground that the zones cover, counted once where they overlap: perimeter less uncovered plus outside.
    uncovered_m2
        Ground of the perimeter without a zone (sum of ``ZONE_GAP``).
    outside_m2
        Ground of zones beyond the perimeter (sum of ``OUTSIDE_PERIMETER``; counted twice where zones overlap there).
    """

    perimeter_m2: float
    zones_m2: float
    uncovered_m2: float
    outside_m2: float

    @property
    def difference(self) -> float:
        """By which share of the zones the perimeter is larger; negative where it is smaller, NaN without zones."""
        return self.perimeter_m2 / self.zones_m2 - 1.0 if self.zones_m2 > 0.0 else float("nan")


def ground_of(validation: Validation) -> Ground | None:
    """Compare the ground of a validated layer with its perimeter; None where none was given."""
    if validation.perimeter is None:
        return None
    whole = float(validation.perimeter.to_crs(validation.metric_crs).area("planar").sum())
    sums = {"ZONE_GAP": 0.0, "OUTSIDE_PERIMETER": 0.0}
    for code, measure in zip(validation.findings["code"], validation.findings["measure"], strict=True):
        if code in sums:
            sums[code] += float(measure)
    uncovered, outside = sums["ZONE_GAP"], sums["OUTSIDE_PERIMETER"]
    return Ground(whole, whole - uncovered + outside, uncovered, outside)


def ground_line(ground: Ground, lang: Lang) -> str:
    """Return the comparison as one sentence, in hectares.

    Examples
    --------
    >>> ground_line(Ground(102e4, 100e4, 3e4, 1e4), "en")
    'perimeter 102.00 ha, zones together 100.00 ha (+2.00%): 3.00 ha without a zone, 1.00 ha outside'
    """
    whole, zones, uncovered, outside = (
        number(area / 1e4, 2, lang)
        for area in (ground.perimeter_m2, ground.zones_m2, ground.uncovered_m2, ground.outside_m2)
    )
    sign = "+" if ground.difference > 0 else ""
    differs = sign + number(100 * ground.difference, 2, lang) + pick((" %", "%"), lang)
    return pick(
        (
            f"batas wilayah {whole} ha, zona seluruhnya {zones} ha ({differs}): {uncovered} ha tanpa zona, "
            f"{outside} ha di luar batas",
            f"perimeter {whole} ha, zones together {zones} ha ({differs}): {uncovered} ha without a zone, "
            f"{outside} ha outside",
        ),
        lang,
    )
