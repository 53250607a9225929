"""The list of a decree beside what is on the ground: every row of both sides once, with a status."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import OptionError
from petasentra.plotting.language import check_lang, number, pick
from petasentra.sentra.arguments import metres_given
from petasentra.sentra.clusters import sets_of_units
from petasentra.sentra.sk_findings import list_findings, units_unread
from petasentra.sentra.sk_lists import SkColumns, SkList, alike, read_sk_list, same_area
from petasentra.sentra.units import COUNTS, NO_PLACE
from petasentra.sentra.words import metres
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

    from petasentra.plotting.language import Lang, Words
    from petasentra.sentra.found import FoundSentra
    from petasentra.sentra.units import UnitsLike

__all__ = ["Reconciliation", "SkColumns", "reconcile"]

_STATUSES: dict[str, Words] = {
    "agrees": ("sesuai daftar SK", "agrees with the list"),
    "differs": ("ada di daftar SK dan di lapangan, tetapi berbeda", "in the list and on the ground, but different"),
    "units_unknown": (
        "ada di daftar SK dan di lapangan; jumlah unit menurut daftar tidak diketahui, jadi tidak dapat dibandingkan",
        "in the list and on the ground; the units of the list are not known, so they cannot be compared",
    ),
    "same_sentra_as_another": (
        "menunjuk sentra yang sudah ditunjuk baris lain", "points to a sentra to which another row of the list points",
    ),
    "in_sk_without_units": ("ada di daftar SK, tanpa sentra di lapangan", "in the list, no sentra on the ground"),
    "position_unknown": (
        "letaknya tidak disebut, atau desanya tidak dikenal", "states no place, or an area that no unit names",
    ),
    "found_without_sk": ("ditemukan di lapangan, tidak ada di daftar SK", "found on the ground, not in the list"),
}  # fmt: skip
_DIFFERENCES: dict[str, Words] = {
    "units": ("jumlah unit", "number of units"),
    "units_unknown": ("jumlah unit menurut daftar tidak diketahui", "number of units in the list not known"),
    "commodity_spelling": ("penulisan komoditas", "writing of the commodity"),
    "area_spelling": ("penulisan nama desa", "writing of the desa"),
    "boundary": ("batas", "boundary"),
}


class Reconciliation:
    """A list of sentra beside those that were found. Made by `FoundSentra.reconcile`.

    ``table`` has every row of the list, in its order, then every sentra without one: ``status``, ``sk_id``,
    ``sk_name``, ``sentra_id``, ``commodity_sk``, ``value`` (found), ``units_sk_min``, ``units_sk_max``,
    ``units_found``, ``units_outside`` (units of the sentra outside the area of the list; null where it is no area),
    ``units_near`` (units of that commodity at the place, for a row without a sentra), ``distance_m``, ``differences``
    (``units``, ``units_unknown``, ``commodity_spelling``, ``area_spelling``, ``boundary``), ``reason_id``,
    ``reason_en``. Where a column of units was named and a cell of it is blank or cannot be read, a row never
    ``agrees``: it is ``units_unknown`` if nothing else differs.

    ``findings`` has what is wrong with the list: numbers of units that cannot be read, or are not stated.
    """

    def __init__(self, table: Table, within_m: float, findings: Table) -> None:
        self.table = table
        self.within_m = within_m
        self.findings = findings

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have which status; all seven are there."""
        found: Counter[str] = Counter(self.table["status"])
        return {status: found[status] for status in _STATUSES}

    def explain(self, sk_id: str, *, lang: Lang = "id") -> str:
        """Return why a row of the list has its status, as text.

        Raises
        ------
        OptionError
            The list has no such row.
        """
        language = check_lang(lang)
        lines = [
            f"{row['sk_id']} {row['sk_name'] or ''}".strip() + f": {row[f'reason_{language}']}"
            for row in self.table.to_pylist()
            if row["sk_id"] == sk_id
        ]
        if not lines:
            raise OptionError(f"The list has no row {sk_id!r}.", f"Tidak ada baris {sk_id!r} dalam daftar.", code=801)
        return "\n".join(lines)

    def text(self, lang: Lang = "id") -> str:
        """Return how many rows have which status, in words, one line each.

        Examples
        --------
        >>> import pandas, petasentra as ps
        >>> found = ps.find_sentra(ps.datasets.jombang().smelters, eps_m=300, product="activity", area="desa")
        >>> row = {"komoditas": found.sentra["value"][0][0], "desa": "Kendalsari, Kec. Sumobito"}
        >>> listed = pandas.DataFrame([row])
        >>> agreed = found.reconcile(listed, commodity="komoditas", area="desa")
        >>> print(agreed.text("en"))
        agrees with the list: 1
        found on the ground, not in the list: 11
        """
        language = check_lang(lang)
        return "\n".join(
            f"{pick(_STATUSES[status], language)}: {number(count, 0, language)}"
            for status, count in self.counts.items()
            if count
        )

    def to_arrow(self) -> pa.Table:
        """Return `table` as a pyarrow Table."""
        return self.table.to_arrow()

    def __len__(self) -> int:
        return len(self.table)

    def __repr__(self) -> str:
        told = ", ".join(f"{count} {status}" for status, count in self.counts.items() if count)
        return f"Reconciliation within {metres(self.within_m, 'en')}: {told or 'nothing on either side'}"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


@dataclass(frozen=True)
class _Candidate:
    """A sentra to which a row of the list may point: how well the commodity agrees, the area, and how far it is."""

    commodity: int
    area: int
    distance_m: float
    row: int
    sentra: int

    @property
    def order(self) -> tuple[int, int, float, int, int]:
        return self.commodity, self.area, self.distance_m, self.row, self.sentra


def reconcile(found: FoundSentra, given: UnitsLike, columns: SkColumns, within_m: float | None) -> Reconciliation:
    """Return both sides; see `FoundSentra.reconcile`."""
    far = found.eps_m if within_m is None else metres_given("within_m", within_m, zero=True)
    listed = read_sk_list(given, columns, found.read)
    matcher = _Matcher(found, listed, far)
    candidates = [one for row in range(len(listed)) for one in matcher.candidates(row)]
    taken_row: dict[int, _Candidate] = {}
    taken_sentra: set[int] = set()
    for one in sorted(candidates, key=lambda one: one.order):
        if one.row not in taken_row and one.sentra not in taken_sentra:
            taken_row[one.row] = one
            taken_sentra.add(one.sentra)
    again = {one.row: one for one in sorted(candidates, key=lambda one: one.order, reverse=True)}
    rows = []
    for row in range(len(listed)):
        if row in taken_row:
            rows.append(matcher.matched(taken_row[row]))
        elif row in again:
            rows.append(matcher.row("same_sentra_as_another", row, again[row].sentra, again[row].distance_m))
        else:
            known = bool(np.isfinite(listed.xy[row]).all()) or row in matcher.placed
            status = "in_sk_without_units" if known else "position_unknown"
            rows.append(matcher.row(status, row, None, None, units_near=matcher.units_near.get(row)))
    rows += [
        matcher.row("found_without_sk", None, sentra, None)
        for sentra in range(len(found))
        if sentra not in taken_sentra
    ]
    return Reconciliation(_table(rows), far, list_findings(listed))


class _Matcher:
    """Looks, row by row of a list, for the sentra it may point to."""

    def __init__(self, found: FoundSentra, listed: SkList, within_m: float) -> None:
        self._found = found
        self._listed = listed
        self._within_m = within_m
        units = found.read
        self._counted = units.order[(units.standing != NO_PLACE)[units.order]]
        self._numbers, self._starts = sets_of_units(found.sets, len(units))
        self._words = [self._alike(number) for number in range(len(found))]
        areas = [] if units.areas is None else [one or "" for one in units.areas.to_pylist()]
        self._areas = areas
        self._areas_of = [
            {areas[row] for row in found.sets.of(number).tolist()} if areas else set() for number in range(len(found))
        ]
        self._inside: dict[int, npt.NDArray[np.int64]] = {}
        self.placed: set[int] = set()
        self.units_near: dict[int, int] = {}

    def candidates(self, row: int) -> list[_Candidate]:
        """Return what a row may point to, and keep how many units of its commodity stand there."""
        if np.isfinite(self._listed.xy[row]).all():
            return self._by_shape(row)
        return self._by_area(row) if self._listed.areas[row] and self._areas else []

    def matched(self, one: _Candidate) -> dict[str, Any]:
        """Return the row of a pair, with what differs."""
        listed, found = self._listed, self._found
        differences = []
        count = int(found.sets.sizes[one.sentra])
        if listed.low[one.row] > count or listed.high[one.row] < count:
            differences.append("units")
        unknown = listed.stated is not None and not listed.stated.known[one.row]
        differences += ["commodity_spelling"] * (one.commodity == 1) + ["area_spelling"] * (one.area == 1)
        outside = None
        if one.row in self._inside:
            members = found.sets.of(one.sentra)
            outside = int((~np.isin(members, self._inside[one.row])).sum())
            differences += ["boundary"] * (outside > 0)
        far = one.distance_m if np.isfinite(listed.xy[one.row]).all() else None
        status = "differs" if differences else "units_unknown" if unknown else "agrees"
        differences += ["units_unknown"] * unknown
        return self.row(status, one.row, one.sentra, far, differences=differences, units_outside=outside)

    def row(
        self, status: str, row: int | None, sentra: int | None, distance_m: float | None, *,
        differences: list[str] | None = None, units_outside: int | None = None, units_near: int | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        """Return one row of the table."""
        listed, found = self._listed, self._found
        told = differences or []
        bounds = (np.nan, np.nan) if row is None else (float(listed.low[row]), float(listed.high[row]))
        details = [] if status == "units_unknown" else [_DIFFERENCES[one] for one in told]
        details += [] if row is None or "units_unknown" not in told else units_unread(listed, row)
        reasons = [
            text + (": " + ", ".join(one[lang] for one in details) if details else "") + "."
            for lang, text in enumerate(_STATUSES[status])
        ]
        return {
            "status": status,
            "sk_id": None if row is None else listed.ids[row],
            "sk_name": None if row is None else listed.names[row] or None,
            "sentra_id": None if sentra is None else sentra + 1,
            "commodity_sk": None if row is None else listed.commodities[row] or None,
            "value": None if sentra is None else self._words[sentra][0],
            "units_sk_min": bounds[0] if bounds[0] == bounds[0] else None,
            "units_sk_max": bounds[1] if bounds[1] == bounds[1] else None,
            "units_found": None if sentra is None else int(found.sets.sizes[sentra]),
            "units_outside": units_outside,
            "units_near": units_near,
            "distance_m": distance_m,
            "differences": told,
            "reason_id": reasons[0][0].upper() + reasons[0][1:],
            "reason_en": reasons[1][0].upper() + reasons[1][1:],
        }

    def _by_shape(self, row: int) -> list[_Candidate]:
        rows, far = self._listed.near(row, self._found.read, self._counted, self._within_m)
        if self._listed.is_area[row]:
            self._inside[row] = rows[far == 0.0]
        self.units_near[row] = self._of_commodity(row, rows)
        nearest: dict[int, float] = {}
        for unit, metres_to in zip(rows.tolist(), far.tolist(), strict=True):
            for sentra in self._numbers[self._starts[unit] : self._starts[unit + 1]].tolist():
                nearest[sentra] = min(metres_to, nearest.get(sentra, np.inf))
        found = [
            _Candidate(self._commodity(row, sentra), self._area(row, sentra), metres_to, row, sentra)
            for sentra, metres_to in nearest.items()
        ]
        return [one for one in found if one.commodity < 2]

    def _by_area(self, row: int) -> list[_Candidate]:
        known = same_area(self._listed.areas[row], set(self._areas))
        if known == 2:
            return []
        self.placed.add(row)
        agree = {one for one in set(self._areas) if same_area(self._listed.areas[row], {one}) == known}
        rows = np.array([unit for unit in self._counted.tolist() if self._areas[unit] in agree], dtype=np.int64)
        self.units_near[row] = self._of_commodity(row, rows)
        found = [
            _Candidate(self._commodity(row, sentra), self._area(row, sentra), 0.0, row, sentra)
            for sentra in range(len(self._found))
        ]
        return [one for one in found if one.commodity < 2 and one.area == known]

    def _area(self, row: int, sentra: int) -> int:
        asked = self._listed.areas[row]
        return same_area(asked, self._areas_of[sentra]) if asked and self._areas else 0

    def _commodity(self, row: int, sentra: int) -> int:
        asked = self._listed.commodities[row]
        return alike(asked, self._words[sentra][1]) if asked else 0

    def _of_commodity(self, row: int, rows: npt.NDArray[np.int64]) -> int:
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

    def _alike(self, number: int) -> tuple[list[str], list[str]]:
        """Return what is alike in a sentra, and with that all products of its units."""
        units, sets = self._found.read, self._found.sets
        rows = sets.of(number)
        own = [units.groups[name].words[int(units.groups[name].codes[rows[0]])] for name, _ in sets.branches[number]]
        groups = units.groups.get("product")
        products = (
            [] if groups is None else [groups.words[code] for code in np.unique(groups.codes[rows[groups.known[rows]]])]
        )
        return own, sorted({*own, *products})


def _table(rows: list[dict[str, Any]]) -> Table:
    import pyarrow as pa

    kinds = {
        "status": pa.string(), "sk_id": pa.string(), "sk_name": pa.string(), "sentra_id": pa.int64(),
        "commodity_sk": pa.string(), "value": pa.list_(pa.string()), "units_sk_min": pa.float64(),
        "units_sk_max": pa.float64(), "units_found": pa.int64(), "units_outside": pa.int64(), "units_near": pa.int64(),
        "distance_m": pa.float64(), "differences": pa.list_(pa.string()), "reason_id": pa.string(),
        "reason_en": pa.string(),
    }  # fmt: skip
    return Table.from_arrow(
        pa.table({name: pa.array([row[name] for row in rows], kind) for name, kind in kinds.items()})
    )
