"""The list of a decree beside what is on the ground: every row of both sides once, with a status."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import OptionError
from petasentra.plotting.language import check_lang, number, pick, sentence
from petasentra.report.filing import ReportOfTables
from petasentra.sentra.area_names import NOT_THE_SAME, SIMILAR, area_name
from petasentra.sentra.arguments import metres_given
from petasentra.sentra.list_matching import ListMatcher
from petasentra.sentra.list_pairs import paired
from petasentra.sentra.sk_findings import list_findings, units_unread
from petasentra.sentra.sk_lists import SkColumns, read_sk_list
from petasentra.sentra.sk_words import (
    DIFFERENCES,
    PLACE_NOT_STATED,
    STATUSES,
    UNITS_NAME_NO_AREA,
    area_not_known,
    area_too_large,
)
from petasentra.sentra.words import metres
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from petasentra.auditing.table_audit import TableAudit
    from petasentra.plotting.language import Lang, Words
    from petasentra.report.tables import Paper
    from petasentra.sentra.found import FoundSentra
    from petasentra.sentra.list_pairs import Candidate
    from petasentra.sentra.sk_lists import SkList
    from petasentra.sentra.units import UnitsLike

__all__ = ["Reconciliation", "SkColumns", "reconcile"]


class Reconciliation(ReportOfTables):
    """A list of sentra beside those that were found. Made by `FoundSentra.reconcile`.

    ``table`` has every row of the list, in its order, then every sentra without one: ``status``, ``sk_id``,
    ``sk_name``, ``sentra_id``, ``candidates`` (numbers of the sentra that fit a row equally well, or ids of the rows
    for such a sentra), ``commodity_sk``, ``value`` (found), ``units_sk_min``, ``units_sk_max``, ``units_found``,
    ``units_outside`` (units of the sentra outside the area of the list; null where it is no area), ``units_near``
    (units of that commodity at the place, for a row without a sentra), ``distance_m``, ``differences``, ``reason_id``,
    ``reason_en``. Differences are ``units``, ``units_unknown``, ``commodity_unknown``, ``commodity_spelling``,
    ``area_spelling``, ``area`` (another desa than that of the units), ``area_ambiguous`` (the name is that of several
    desa) and ``boundary``. Where a column of units was named and a cell of it is blank or cannot be read, a row never
    ``agrees``: it is ``units_unknown`` if nothing else differs.

    ``findings`` has what is wrong with the list: numbers of units that cannot be read, or are not stated.
    """

    def __init__(self, table: Table, within_m: float, findings: Table, found: FoundSentra, listed: SkList) -> None:
        self.table = table
        self.within_m = within_m
        self.findings = findings
        self.found = found
        self.listed = listed

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have which status; all eight are there."""
        found: Counter[str] = Counter(self.table["status"])
        return {status: found[status] for status in STATUSES}

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
            f"{pick(STATUSES[status], language)}: {number(count, 0, language)}"
            for status, count in self.counts.items()
            if count
        )

    def to_arrow(self) -> pa.Table:
        """Return `table` as a pyarrow Table."""
        return self.table.to_arrow()

    def _paper(self, lang: Lang) -> Paper:
        from petasentra.sentra.list_reporting import list_paper

        return list_paper(self, lang)

    def _audit(self) -> TableAudit:
        from petasentra.sentra.list_reporting import list_audit

        return list_audit(self)

    @property
    def _mapped(self) -> bool:
        """Never: the map of the sentra is that of `FoundSentra.report`."""
        return False

    def __len__(self) -> int:
        return len(self.table)

    def __repr__(self) -> str:
        told = ", ".join(f"{count} {status}" for status, count in self.counts.items() if count)
        return f"Reconciliation within {metres(self.within_m, 'en')}: {told or 'nothing on either side'}"

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def reconcile(found: FoundSentra, given: UnitsLike, columns: SkColumns, within_m: float | None) -> Reconciliation:
    """Return both sides; see `FoundSentra.reconcile`."""
    far = found.eps_m if within_m is None else metres_given("within_m", within_m, zero=True)
    listed = read_sk_list(given, columns, found.read)
    matcher = ListMatcher(found, listed, far)
    pairs = paired([one for row in range(len(listed)) for one in matcher.candidates(row)], listed.ids)
    write = _Rows(found, listed, matcher)
    rows = []
    for row in range(len(listed)):
        if row in pairs.of_row:
            rows.append(write.matched(pairs.of_row[row]))
        elif row in pairs.open_rows:
            rows.append(write.open_row(row, pairs.open_rows[row]))
        elif row in pairs.again:
            again = pairs.again[row]
            rows.append(write.row("same_sentra_as_another", row, again.sentra, again.distance_m))
        else:
            rows.append(write.missing(row))
    matched = {one.sentra for one in pairs.of_row.values()}
    for sentra in range(len(found)):
        if sentra in pairs.open_sentra:
            rows.append(write.open_sentra(sentra, pairs.open_sentra[sentra]))
        elif sentra not in matched:
            rows.append(write.row("found_without_sk", None, sentra, None))
    return Reconciliation(_table(rows), far, list_findings(listed), found, listed)


class _Rows:
    """Writes rows of the table, with the reason of each."""

    def __init__(self, found: FoundSentra, listed: SkList, matcher: ListMatcher) -> None:
        self._found = found
        self._listed = listed
        self._matcher = matcher

    def matched(self, one: Candidate) -> dict[str, Any]:
        """Return the row of a pair, with what differs."""
        listed, found = self._listed, self._found
        differences = []
        count = int(found.sets.sizes[one.sentra])
        if listed.low[one.row] > count or listed.high[one.row] < count:
            differences.append("units")
        unknown = listed.stated is not None and not listed.stated.known[one.row]
        differences += ["commodity_unknown"] * (listed.asks_commodity and not listed.commodities[one.row])
        differences += ["commodity_spelling"] * (one.commodity == SIMILAR)
        differences += ["area_spelling"] * (one.area == SIMILAR) + ["area"] * (one.area == NOT_THE_SAME)
        differences += ["area_ambiguous"] * one.shared_name
        outside = None
        if one.row in self._matcher.inside:
            members = found.sets.of(one.sentra)
            outside = int((~np.isin(members, self._matcher.inside[one.row])).sum())
            differences += ["boundary"] * (outside > 0)
        status = "differs" if differences else "units_unknown" if unknown else "agrees"
        differences += ["units_unknown"] * unknown
        details = [] if status == "units_unknown" else [DIFFERENCES[told] for told in differences]
        details += units_unread(listed, one.row) if unknown else []
        return self.row(
            status, one.row, one.sentra, one.distance_m,
            details=details, differences=differences, units_outside=outside,
        )  # fmt: skip

    def open_row(self, row: int, sentra: list[int]) -> dict[str, Any]:
        """Return a row that several sentra fit equally well."""
        numbers = [str(one + 1) for one in sentra]
        sizes = [int(self._found.sets.sizes[one]) for one in sentra]
        told = [
            (f"sentra {n} ({size} unit)", f"sentra {n} ({size} units)") for n, size in zip(numbers, sizes, strict=True)
        ]
        return self.row("ambiguous", row, None, None, details=told, candidates=numbers)

    def open_sentra(self, sentra: int, rows: list[int]) -> dict[str, Any]:
        """Return a sentra that is among several which a row of the list fits equally well."""
        ids = sorted({self._listed.ids[row] for row in rows})
        told = [(f"baris {one} daftar", f"row {one} of the list") for one in ids]
        return self.row("ambiguous", None, sentra, None, details=told, candidates=ids)

    def missing(self, row: int) -> dict[str, Any]:
        """Return a row to which no sentra was found, or whose place nobody knows."""
        if row in self._matcher.placed:
            near = self._matcher.units_near[row]
            told = (
                f"{near} unit usaha komoditas itu ada di sana",
                f"{near} unit{'s' * (near != 1)} of that commodity there",
            )
            return self.row("in_sk_without_units", row, None, None, details=[told], units_near=near)
        name = self._listed.areas[row]
        told = PLACE_NOT_STATED
        if name and not self._matcher.names_areas:
            told = UNITS_NAME_NO_AREA
        elif name:
            told = (area_too_large if area_name(name).coarse else area_not_known)(name)
        return self.row("position_unknown", row, None, None, details=[told])

    def row(
        self, status: str, row: int | None, sentra: int | None, distance_m: float | None, *,
        details: Sequence[Words] = (), differences: Sequence[str] = (), candidates: Sequence[str] = (),
        units_outside: int | None = None, units_near: int | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        """Return one row of the table."""
        listed, found = self._listed, self._found
        bounds = (np.nan, np.nan) if row is None else (float(listed.low[row]), float(listed.high[row]))
        reasons = [
            sentence(text + (": " + ", ".join(one[lang] for one in details) if details else "") + ".")
            for lang, text in enumerate(STATUSES[status])
        ]
        return {
            "status": status,
            "sk_id": None if row is None else listed.ids[row],
            "sk_name": None if row is None else listed.names[row] or None,
            "sentra_id": None if sentra is None else sentra + 1,
            "candidates": list(candidates),
            "commodity_sk": None if row is None else listed.commodities[row] or None,
            "value": None if sentra is None else self._matcher.words[sentra][0],
            "units_sk_min": bounds[0] if bounds[0] == bounds[0] else None,
            "units_sk_max": bounds[1] if bounds[1] == bounds[1] else None,
            "units_found": None if sentra is None else int(found.sets.sizes[sentra]),
            "units_outside": units_outside,
            "units_near": units_near,
            "distance_m": distance_m,
            "differences": list(differences),
            "reason_id": reasons[0],
            "reason_en": reasons[1],
        }


def _table(rows: list[dict[str, Any]]) -> Table:
    import pyarrow as pa

    kinds = {
        "status": pa.string(), "sk_id": pa.string(), "sk_name": pa.string(), "sentra_id": pa.int64(),
        "candidates": pa.list_(pa.string()), "commodity_sk": pa.string(), "value": pa.list_(pa.string()),
        "units_sk_min": pa.float64(), "units_sk_max": pa.float64(), "units_found": pa.int64(),
        "units_outside": pa.int64(), "units_near": pa.int64(), "distance_m": pa.float64(),
        "differences": pa.list_(pa.string()), "reason_id": pa.string(), "reason_en": pa.string(),
    }  # fmt: skip
    return Table.from_arrow(
        pa.table({name: pa.array([row[name] for row in rows], kind) for name, kind in kinds.items()})
    )
