"""What conforms of sites that do so only in part: their ground, what of it is large enough, and its coordinates."""

from __future__ import annotations

from functools import cached_property

from petasentra import _core
from petasentra.layers.layer import Layer
from petasentra.tables import Table

__all__ = ["Remainder"]


class Remainder:
    """The conforming ground of sites that conform in part, measured against a least area and width.

    Nothing is dropped: ground that is too small is listed with the reason.
    """

    def __init__(self, result: _core.CheckResult, min_area_m2: float, min_width_m: float) -> None:
        self.min_area_m2 = min_area_m2
        self.min_width_m = min_width_m
        sites, parts = _core.remainder(result, min_area_m2=min_area_m2, min_width_m=min_width_m)
        self._sites = Layer(sites)
        self._parts = Layer(parts)

    @property
    def sites(self) -> Layer:
        """One row for each site flagged ``partial``, with all of its conforming ground in the CRS of the pack.

        Columns ``site_id``, ``activity``, ``area_m2`` (of areas), ``length_m`` (of lines), ``share`` of the site
        (0..1), ``width_m`` (diameter of the largest circle that fits in), ``parts``, ``usable_parts``,
        ``usable_area_m2``, ``usable`` (some part is), ``reason_id``, ``reason_en`` (why not), ``schematic``.
        """
        return self._sites

    @property
    def parts(self) -> Layer:
        """One row for each polygon of that ground, the largest of a site first.

        Columns ``site_id``, ``activity``, ``part`` (from 1), ``area_m2``, ``share``, ``width_m``, ``usable``,
        ``reason_id``, ``reason_en``, ``schematic``.
        """
        return self._parts

    @cached_property
    def coordinates(self) -> Table:
        """The vertices of every part, as annexes of decrees list them.

        Columns ``site_id``, ``activity``, ``part``, ``ring`` (1 the outline, from 2 on holes), ``vertex`` (from 1,
        clockwise from the northernmost), ``easting_m``, ``northing_m``, ``utm_zone``, ``longitude_deg``,
        ``latitude_deg`` (WGS 84), ``longitude_dms``, ``latitude_dms`` (such as ``7° 29' 33,240" LS``).
        """
        return Table(_core.coordinate_list(self._parts._handle))

    def __len__(self) -> int:
        return len(self._sites)

    def __repr__(self) -> str:
        usable = sum(bool(one) for one in self._sites["usable"])
        return f"Remainder: {len(self)} sites in part, {usable} of them of use, {len(self._parts)} parts"

    def _repr_html_(self) -> str:
        return self._sites._repr_html_()
