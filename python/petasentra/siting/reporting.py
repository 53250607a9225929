"""What is filed of chosen sites and of relocations: the report's words, and what its audit covers."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from petasentra.auditing.table_audit import table_audit
from petasentra.network.ids import id_array
from petasentra.plotting import language as words
from petasentra.plotting.language import number, pick
from petasentra.report.tables import Paper, Section, findings_section
from petasentra.siting.words import DEMAND_WORDS, SITE_STATUS_WORDS, amount
from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra.auditing.table_audit import TableAudit
    from petasentra.layers.layer import Layer
    from petasentra.plotting.language import Lang, Words
    from petasentra.siting.located import LocatedSites
    from petasentra.siting.places import Given
    from petasentra.siting.relocated import Relocation

__all__ = ["located_audit", "located_paper", "relocation_audit", "relocation_paper"]

#: Rows told one by one; of more, their sums stand for them.
MOST_ROWS = 500


def located_audit(found: LocatedSites) -> TableAudit:
    """Return the record: places and amounts, all travel between them, what was asked, and who goes where."""
    question = found.question
    options: dict[str, Any] = {
        "method": found.method, "p": question.p, "cover": _plain(question.cover),
        "unreached": _plain(question.unreached),
        "divisible": question.divisible, "effort": question.effort, "measure": found.measure.column,
        "travel": _travel(found),
    }  # fmt: skip
    sites: dict[str, Any] = {"required": found.required, "forbidden": found.forbidden}
    if found.capacity is not None:
        sites["capacity"] = found.capacity
    return table_audit(
        "sites", options,
        {"demand": _given(found.begin, {"weight": found.weight}), "candidates": _given(found.end, sites)},
        {"demand": found.demand, "sites": found.sites, "findings": found.findings},
    )  # fmt: skip


def relocation_audit(found: Relocation) -> TableAudit:
    """Return the record: places and capacities, the law of the plots, all moves that are possible, and who moves."""
    options: dict[str, Any] = {
        "limit": _plain(found.limit), "measure": found.measure.column, "travel": _travel(found),
    }  # fmt: skip
    plots: dict[str, Any] = {"capacity": found.capacity, "legal": found.law.legal, "verdict": found.law.verdict}
    return table_audit(
        "relocation", options,
        {"units": _given(found.begin, {"stays": found.stay}), "plots": _given(found.end, plots)},
        {"units": found.units, "plots": found.plots, "findings": found.findings},
    )  # fmt: skip


def _plain(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _travel(found: LocatedSites | Relocation) -> str:
    """Return the hash of all travel, in the order of ids."""
    cost = np.asarray(found.travel.cost, dtype="<f8")[found.begin.order][:, found.end.order]
    return hashlib.sha256(np.ascontiguousarray(cost).tobytes()).hexdigest()


def _given(side: Given, columns: dict[str, Any]) -> Table:
    ids = {} if side.personal else {"id": id_array(side.ids)}
    return Table.from_arrow(pa.table(ids | {name: pa.array(column) for name, column in columns.items()}))


def located_paper(found: LocatedSites, lang: Lang) -> Paper:
    """Return the words of the report."""
    from petasentra.siting.explaining import proof_words
    from petasentra.siting.sums import sum_sentences

    travel = (f"Perjalanan, {found.measure.unit_id}", f"Travel, {found.measure.unit_en}")
    sections = [
        _chosen(found, lang),
        _counts(("Permintaan", "Demand"), found.status_of_demands, DEMAND_WORDS, lang),
    ]
    if len(found) <= MOST_ROWS:
        rows = [
            [_name(found.begin, row, one["demand_id"]), _amount(one["weight"], lang),
             "" if one["site_id"] is None else _name(found.end, None, one["site_id"]),
             _amount(one[found.measure.column], lang), pick(DEMAND_WORDS[one["status"]], lang)]
            for row, one in enumerate(_rows(found.demand))
        ]  # fmt: skip
        heads = _heads(lang, ("Permintaan", "Demand"), ("Bobot", "Weight"), ("Dilayani oleh", "Served by"), travel,
                       ("Keterangan", "Why"))  # fmt: skip
        sections.append(Section(pick(("Satu per satu", "One by one"), lang), heads, rows))
    sections.append(findings_section(found.findings, lang, hidden=found.begin.personal or found.end.personal))
    told = [*proof_words(found), *sum_sentences(found)]
    marks = [one for side in (found.begin, found.end) for one in _marks(side)]
    return _paper(("Pilihan lokasi", "Choice of sites"), told, marks, sections, lang)


def relocation_paper(found: Relocation, lang: Lang) -> Paper:
    """Return the words of the report."""
    from petasentra.siting.moving_words import PLOT_WORDS, UNIT_WORDS, sum_sentences_of_moves

    travel = (f"Perjalanan, {found.measure.unit_id}", f"Travel, {found.measure.unit_en}")
    sections = [
        _counts(("Unit usaha", "Units"), found.status_of_units, UNIT_WORDS, lang),
    ]
    if len(found) <= MOST_ROWS:
        rows = [
            [_name(found.begin, row, one["unit_id"]),
             "" if one["plot_id"] is None else _name(found.end, None, one["plot_id"]),
             _amount(one[found.measure.column], lang), one[f"reason_{lang}"] or pick(UNIT_WORDS[one["status"]], lang)]
            for row, one in enumerate(_rows(found.units))
        ]  # fmt: skip
        heads = _heads(lang, ("Unit usaha", "Unit"), ("Kavling", "Plot"), travel, ("Keterangan", "Why"))
        sections.append(Section(pick(("Satu per satu", "One by one"), lang), heads, rows))
    if len(found.end) <= MOST_ROWS:
        rows = [
            [_name(found.end, row, one["plot_id"]), _amount(one["capacity"], lang), _amount(one["taken"], lang),
             pick(PLOT_WORDS[one["status"]], lang)]
            for row, one in enumerate(_rows(found.plots))
        ]  # fmt: skip
        heads = _heads(lang, ("Kavling", "Plot"), ("Kapasitas", "Capacity"), ("Terisi", "Taken"), ("Status", "Status"))
        sections.append(Section(pick(("Kavling", "Plots"), lang), heads, rows))
    sections.append(findings_section(found.findings, lang, hidden=found.begin.personal or found.end.personal))
    marks = [*found.law.marks, *(one for side in (found.begin, found.end) for one in _marks(side))]
    return _paper(("Relokasi unit usaha", "Relocation of units"), sum_sentences_of_moves(found), marks, sections, lang)


def _paper(title: Words, told: list[Words], marks: list[Words], sections: list[Section], lang: Lang) -> Paper:
    invented = [one for one in dict.fromkeys(marks) if one != words.UNVERIFIED]
    return Paper(
        title=pick(title, lang), subtitle=pick(told[0], lang), notices=[f"{pick(one, lang)}." for one in told[1:]],
        sections=sections,
        draft=words.sentence(pick(words.UNVERIFIED, lang)) if words.UNVERIFIED in marks else "",
        invented=", ".join(words.sentence(pick(one, lang)) for one in invented),
    )  # fmt: skip


def _marks(side: Given) -> list[Words]:
    held = ((side.invented, words.INVENTED), (side.schematic, words.SCHEMATIC), (side.unverified, words.UNVERIFIED))
    return [word for said, word in held if said]


def _chosen(found: LocatedSites, lang: Lang) -> Section:
    heads = _heads(lang, ("Lokasi", "Site"), ("Status", "Status"), ("Permintaan", "Demands"), ("Bobot", "Weight"))
    rows = []
    for row in found.chosen_rows.tolist():
        one = _rows(found.sites[row])[0]
        rows.append([
            _name(found.end, row, one["candidate_id"]), pick(SITE_STATUS_WORDS[one["status"]], lang),
            number(one["demands"], 0, lang), _amount(one["weight_served"], lang),
        ])  # fmt: skip
    return Section(pick(("Lokasi terpilih", "Chosen sites"), lang), heads, rows)


def _counts(title: Words, status: list[str], told: Any, lang: Lang) -> Section:  # noqa: ANN401 - words by status
    rows = [
        [pick(told[word], lang).rstrip("."), number(status.count(word), 0, lang)] for word in told if word in status
    ]
    return Section(pick(title, lang), _heads(lang, ("Status", "Status"), ("Jumlah", "Number")), rows)


def _heads(lang: Lang, *told: Words) -> list[str]:
    return [words.sentence(pick(one, lang)) for one in told]


def _rows(held: Layer | Table) -> list[dict[str, Any]]:
    return held.table.to_pylist() if hasattr(held, "table") else held.to_pylist()


def _name(side: Given, row: int | None, name: object) -> str:
    """Return an id; personal ones by their row, where that is known."""
    return str(name) if not side.personal else "" if row is None else f"#{row}"


def _amount(value: float | None, lang: Lang) -> str:
    return "" if value is None else amount(float(value), lang)
