"""To which sentra a row of a list may point: by its place, or by the name of its desa."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.sentra.area_names import NOT_THE_SAME, SAME, AreaNames, area_name
from petasentra.sentra.clusters import sets_of_units
from petasentra.sentra.list_pairs import Candidate
from petasentra.sentra.sk_lists import alike
from petasentra.sentra.units import COUNTS, NO_PLACE

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.sentra.found import FoundSentra
    from petasentra.sentra.sk_lists import SkList

    Rows = npt.NDArray[np.int64]

__all__ = ["ListMatcher"]


class ListMatcher:
    """Looks, row by row of a list, for the sentra it may point to.

    After `candidates` was asked of a row, ``units_near`` has how many units of its commodity stand at its place or in
    its desa, ``inside`` the units within its area, and ``placed`` tells whether its place is known at all.
    """

    def __init__(self, found: FoundSentra, listed: SkList, within_m: float) -> None:
        self.units_near: dict[int, int] = {}
        self.inside: dict[int, Rows] = {}
        self.placed: set[int] = set()
        self._found = found
        self._listed = listed
        self._within_m = within_m
        units = found.read
        self._counted = units.order[(units.standing != NO_PLACE)[units.order]]
        self._numbers, self._starts = sets_of_units(found.sets, len(units))
        self.words = [self._own_and_products(number) for number in range(len(found))]
        self._areas: AreaNames | None = None
        if units.areas is not None and any(units.areas):
            texts, codes = np.unique(np.array(units.areas, dtype=object), return_inverse=True)
            self._areas = AreaNames(texts.tolist())
            self._area_of = codes.reshape(-1)
            self._by_area = np.argsort(self._area_of, kind="stable")
            self._area_starts = np.searchsorted(self._area_of[self._by_area], np.arange(len(texts) + 1))

    @property
    def names_areas(self) -> bool:
        """True if some unit says in which desa it is."""
        return self._areas is not None

    def candidates(self, row: int) -> list[Candidate]:
        """Return what a row may point to."""
        if np.isfinite(self._listed.xy[row]).all():
            self.placed.add(row)
            return self._by_shape(row)
        return self._by_name(row) if self._listed.areas[row] and self._areas is not None else []

    def _by_shape(self, row: int) -> list[Candidate]:
        rows, far = self._listed.near(row, self._found.read, self._counted, self._within_m)
        if self._listed.is_area[row]:
            self.inside[row] = rows[far == 0.0]
        self.units_near[row] = self._of_commodity(row, rows)
        nearest: dict[int, float] = {}
        for unit, metres_to in zip(rows.tolist(), far.tolist(), strict=True):
            for sentra in self._sentra_of(unit):
                nearest[sentra] = min(metres_to, nearest.get(sentra, np.inf))
        found = [self._candidate(row, sentra, self._area(row, sentra), far) for sentra, far in nearest.items()]
        return [one for one in found if one is not None]

    def _by_name(self, row: int) -> list[Candidate]:
        assert self._areas is not None
        asked = area_name(self._listed.areas[row])
        grade, areas = self._areas.like(asked)
        if areas or asked.held:
            self.placed.add(row)
        units = np.sort(np.concatenate([np.empty(0, np.int64), *(self._units_in(area) for area in areas)]))
        self.units_near[row] = self._of_commodity(row, units[self._found.read.standing[units] != NO_PLACE])
        shared = self._areas.several(areas) or (asked.shared and any(self._areas.names[one].shared for one in areas))
        sentra = sorted({number for unit in units.tolist() for number in self._sentra_of(unit)})
        found = [self._candidate(row, number, grade, None, shared=shared) for number in sentra]
        return [one for one in found if one is not None]

    def _candidate(
        self, row: int, sentra: int, area: int, distance_m: float | None, *, shared: bool = False
    ) -> Candidate | None:
        """Return a candidate; None where the commodity is another one."""
        asked = self._listed.commodities[row]
        own, with_products = self.words[sentra]
        commodity = alike(asked, with_products) if asked else SAME
        if commodity == NOT_THE_SAME:
            return None
        by_product = bool(asked) and alike(asked, own) > commodity
        return Candidate(row, sentra, commodity, by_product, area, distance_m, shared)

    def _area(self, row: int, sentra: int) -> int:
        """Tell how well the desa of a row agrees with those of a sentra; the same where one of them says none."""
        asked = area_name(self._listed.areas[row])
        if not asked.keys or asked.coarse or self._areas is None:
            return SAME
        codes = set(self._area_of[self._found.sets.of(sentra)].tolist())
        names = [self._areas.names[code] for code in codes if self._areas.names[code].keys]
        if not names:
            return SAME
        grade, like = self._areas.like(asked)
        return grade if codes & set(like) else NOT_THE_SAME

    def _units_in(self, area: int) -> Rows:
        return np.asarray(self._by_area[self._area_starts[area] : self._area_starts[area + 1]], dtype=np.int64)

    def _sentra_of(self, unit: int) -> list[int]:
        numbers: list[int] = self._numbers[self._starts[unit] : self._starts[unit + 1]].tolist()
        return numbers

    def _of_commodity(self, row: int, rows: Rows) -> int:
        """Count the units that do what a row of the list says, in any branch."""
        asked = self._listed.commodities[row]
        units = self._found.read
        rows = rows[units.standing[rows] == COUNTS]
        if not asked:
            return len(rows)
        hit = np.zeros(len(rows), dtype=bool)
        for groups in units.groups.values():
            codes = groups.codes[rows]
            good = [
                code for code in np.unique(codes[groups.known[rows]]).tolist() if alike(asked, [groups.words[code]]) < 2
            ]
            hit |= np.isin(codes, good)
        return int(hit.sum())

    def _own_and_products(self, number: int) -> tuple[list[str], list[str]]:
        """Return what is alike in a sentra, and with that all products of its units."""
        units, sets = self._found.read, self._found.sets
        rows = sets.of(number)
        own = [units.groups[name].words[int(units.groups[name].codes[rows[0]])] for name, _ in sets.branches[number]]
        groups = units.groups.get("product")
        products = (
            [] if groups is None else [groups.words[code] for code in np.unique(groups.codes[rows[groups.known[rows]]])]
        )
        return own, sorted({*own, *products})
