"""What is filed of a suitability: the report's words, and what its audit covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.auditing.table_audit import table_audit
from petasentra.criteria.scoring import STATUSES
from petasentra.criteria.words import STATUS_WORDS, TITLE, assumption, limit_words, rank_words
from petasentra.plotting import language as words
from petasentra.plotting.language import number, pick
from petasentra.report.tables import Paper, Section, findings_section

if TYPE_CHECKING:
    from petasentra.auditing.table_audit import TableAudit
    from petasentra.criteria.result import Suitability
    from petasentra.plotting.language import Lang

__all__ = ["suitability_audit", "suitability_paper"]

#: Candidates told one by one, the best first.
MOST_PLACES = 100


def suitability_audit(result: Suitability) -> TableAudit:
    """Return the record: candidates as given, what was asked of them, and what was measured and ranked.

    Layers and rasters of the criteria count through what was measured in them.
    """
    criteria = [
        {
            "name": one.name, "kind": type(one).__name__, "unit": one.unit, "weight": float(weight),
            "value": "" if one.value is None else repr(one.value), "at_least": one.at_least, "at_most": one.at_most,
            "basis": "" if one.basis is None else one.basis.citation,
        }
        for one, weight in zip(result.criteria, result.weights, strict=True)
    ]  # fmt: skip
    options: dict[str, Any] = {
        "criteria": {str(one["name"]): one for one in criteria}, "allow": list(result.allow),
        "as_of": None if result.as_of is None else result.as_of.isoformat(),
        "law": None if result.check is None else result.check.audit.sha256,
    }  # fmt: skip
    return table_audit(
        "suitability", options, {"candidates": result.candidates.layer},
        {"places": result.places, "measures": _measures(result), "findings": result.findings},
    )  # fmt: skip


def _measures(result: Suitability) -> Any:  # noqa: ANN401 - a Table, with ids only where they are not personal
    from petasentra.tables import Table

    if result.candidates.site_id not in result.candidates.layer.table.personal:
        return result.measures
    return Table.from_arrow(result.measures.to_arrow().drop_columns(["site_id"]))


def suitability_paper(result: Suitability, lang: Lang) -> Paper:
    """Return the words of the report."""
    hidden = result.candidates.site_id in result.candidates.layer.table.personal

    def heads(*told: tuple[str, str]) -> list[str]:
        return [pick(one, lang) for one in told]

    counts = [
        [pick(STATUS_WORDS[word], lang), number(result.counts[word], 0, lang)]
        for word in STATUSES
        if word in result.counts
    ]
    criteria = [
        [one.name, number(float(weight), 3, lang) if one.value is not None else "", limit_words(one, lang),
         one.basis.citation if one.basis else ""]
        for one, weight in zip(result.criteria, result.weights, strict=True)
    ]  # fmt: skip
    best = []
    for row in result.ranked_rows[:MOST_PLACES].tolist():
        told = result.places[row].table.to_pylist()[0]
        best.append([
            rank_words(result, row, lang), f"#{row}" if hidden else str(told["site_id"]),
            number(told["score"], 3, lang), told[f"reason_{lang}"],
        ])  # fmt: skip
    many = len(result.ranked_rows)
    notices = [assumption(result, lang)]
    if many > MOST_PLACES:
        notices.append(pick((f"Hanya {MOST_PLACES} dari {many} calon lokasi berperingkat yang dicantumkan.",
                             f"Only {MOST_PLACES} of {many} ranked candidates are listed."), lang))  # fmt: skip
    if result.schematic:
        notices.append(pick(words.NOTICE_SCHEMATIC, lang))
    day = "" if result.as_of is None else f" · {words.date(result.as_of, lang)}"
    return Paper(
        title=pick(TITLE, lang),
        subtitle=f"{number(len(result), 0, lang)} " + pick(("calon lokasi", "candidates"), lang) + day,
        notices=[one for one in notices if one],
        sections=[
            Section(pick(("Hasil", "Results"), lang),
                    heads(("Status", "Status"), ("Calon lokasi", "Candidates")), counts),
            Section(pick(("Kriteria", "Criteria"), lang),
                    heads(("Kriteria", "Criterion"), ("Bobot", "Weight"), ("Batas", "Limit"), ("Dasar", "Basis")),
                    criteria),
            Section(pick(("Peringkat", "Ranks"), lang),
                    heads(("Peringkat", "Rank"), ("Calon lokasi", "Candidate"), ("Nilai", "Score"),
                          ("Alasan", "Reason")), best),
            findings_section(result.findings, lang, hidden=hidden),
        ],
        draft=words.sentence(pick(words.UNVERIFIED, lang)) if result.unverified else "",
        invented=words.sentence(pick(words.SCHEMATIC, lang)) if result.schematic else "",
    )  # fmt: skip
