"""From plain inputs to the sections of a dossier: a pure function, so that anybody can do it again from the JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.dossiers import (
    lacking,
    papers,
    sections_figures,
    sections_ground,
    sections_law,
    sections_map,
    sections_work,
)
from petasentra.dossiers.parts import MARKS, plain, told
from petasentra.findings import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from petasentra.dossiers.parts import Plain

__all__ = ["SECTIONS", "compose"]

#: Name of a section -> what makes it from the input of that name; in the order of the page.
_MAKERS: dict[str, Callable[[Any, Plain], Plain]] = {
    "definition": sections_law.definition,
    "conformance": sections_law.conformance,
    "land": sections_ground.land,
    "map": sections_map.maps,
    "facilities": sections_work.facilities,
    "access": sections_ground.access,
    "chain": sections_work.chain,
    "near": sections_ground.near,
    "needs": sections_figures.needs,
    "indicators": sections_figures.indicators,
}
SECTIONS = (*_MAKERS, "documents", "citations")

_FINDING = (
    "code",
    "severity",
    "layer",
    "feature_id",
    "measure",
    "unit",
    "message_id",
    "message_en",
    "hint_id",
    "hint_en",
)


def compose(inputs: Plain) -> Plain:
    """Return title, sections, what is missing, findings and citations of a dossier."""
    sections = [make(inputs[name], inputs) for name, make in _MAKERS.items()]
    answers = {one["name"]: one for one in sections}
    sections.append(papers.documents(inputs["documents"], inputs, answers))
    titles = {one["name"]: one["title"] for one in sections}
    law = inputs["conformance"]
    cited = papers.citations(sections, law)
    lacks = lacking.missing(sections, inputs["documents"], inputs["needs"], inputs["access"])
    sections.append(papers.citation_section(cited, titles))
    for number, one in enumerate(sections, start=1):
        one["number"] = number
    sentra, year = inputs["sentra"], inputs["year"]
    name = sentra["name"] or sentra["id"]
    marks = {mark for one in sections for mark in one["marks"]}
    place = ", ".join(filter(None, (sentra["desa"], sentra["kecamatan"], sentra["kabupaten"], sentra["provinsi"])))
    composed: Plain = {
        "title": told(("Berkas Usulan DAK Fisik Bidang IKM", "Dossier of a Proposal for DAK Fisik, Small Industry")),
        "sentra": {"id": sentra["id"], "name": name, "commodity": sentra["commodity"], "place": place},
        "as_of": inputs["as_of"],
        "year": year,
        "day_assumed": inputs["day_assumed"],
        "marks": [one for one in MARKS if one in marks],
        "draft": law is None or law["draft"] or any(one["status"] != "given" for one in sections),
        "sections": sections,
        "missing": lacks,
        "missing_count": len(lacks),
        "missing_by": lacking.about_missing(inputs),
        "citations": cited,
        "findings": _findings(inputs),
    }
    made: Plain = plain(composed)
    return made


def _findings(inputs: Plain) -> list[dict[str, Any]]:
    parts = [(inputs[name] or {}).get("findings") for name in ("conformance", "facilities", "indicators")]
    parts += [(inputs["chain"] or {}).get("custody"), inputs["documents"]["findings"]]
    return [
        {name: one.get(name, None if name == "measure" else "") for name in _FINDING} | {"what": _what(one["code"])}
        for part in parts
        for one in part or []
    ]


def _what(code: str) -> Plain:
    """Return what a code means, in words; the code itself is for programs."""
    meant = next((one for one in catalogue() if one.code == code), None)
    return told((code, code) if meant is None else (meant.what_id, meant.what_en))
