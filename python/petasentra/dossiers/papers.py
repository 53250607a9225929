"""The papers of a proposal: which are there, and what everything rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.dossiers.parts import column, fact, marks_of, row, section, table, told
from petasentra.dossiers.source_words import source_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Words

__all__ = ["STATES", "citation_section", "citations", "documents"]

STATES: dict[str, Words] = {
    "there": ("ada", "there"),
    "not_there": ("tidak ada", "not there"),
    "not_needed": ("tidak perlu", "not needed"),
    "expired": ("tidak berlaku lagi", "expired"),
    "not_given": ("tidak diberikan", "not given"),
    "unknown": ("belum diketahui", "not known"),
}


def documents(given: Plain, inputs: Plain, answers: dict[str, Plain]) -> Plain:
    """Return the checklist with what is said of each paper and what the dossier itself found on it."""
    title = ("Kelengkapan dokumen", "Completeness of the papers")
    edition = given["edition"]
    if edition is None:
        note = (
            f"Tidak ada edisi “{given['name']}” yang berlaku pada hari itu.",
            f"No edition of '{given['name']}' holds on that day.",
        )
        return section("documents", title, "unknown", ("belum diketahui", "not known"), notes=[note], reason=note)
    rows = []
    for item in edition["items"]:
        paper = item["paper"] or {}
        computed = answers.get(item["section"])
        rows.append(
            row(
                item["words"],
                told(STATES[item["state"]]),
                paper.get("number") or None,
                paper.get("dated"),
                paper.get("until"),
                None if computed is None else computed["answer"],
                item["note"] if item["note"]["id"] else None,
                marks=marks_of(**{one: paper.get(one, False) for one in ("schematic", "invented")}),
            )
        )
    papers = table(
        "checklist",
        ("Daftar kelengkapan", "Checklist"),
        [
            column("item", ("Dokumen", "Paper")),
            column("state", ("Keadaan", "State")),
            column("number", ("Nomor", "Number")),
            column("dated", ("Tanggal", "Date"), kind="date"),
            column("until", ("Berlaku sampai", "Holds until"), kind="date"),
            column("computed", ("Menurut berkas ini", "By this dossier")),
            column("note", ("Catatan", "Note")),
        ],
        rows,
    )
    count = sum(one["state"] in ("there", "not_needed") for one in edition["items"])
    total = len(edition["items"])
    facts = [
        fact(
            "edition",
            ("Edisi daftar", "Edition of the checklist"),
            edition["title"],
            marks=marks_of(verified=edition["verified"]),
            source=edition["source"],
        ),
        fact("since", ("Berlaku sejak", "Holds from"), edition["since"]),
    ]
    answer = (f"{count} dari {total} dokumen ada", f"{count} of {total} papers are there")
    notes: list[Words] = [
        (
            "Daftar ini bukan juknis dan bukan ketentuan; cocokkan dengan juknis tahun usulan.",
            "This list is no juknis and no law; compare it with the juknis of the year of the proposal.",
        ),
    ]
    status = "given" if inputs["documents_given"] else "not_given"
    if status == "not_given":
        answer = ("tidak diberikan", "not given")
    return section(
        "documents",
        title,
        status,
        answer,
        facts=facts,
        tables=[papers],
        notes=notes,
        marks=[*marks_of(verified=edition["verified"]), *(mark for one in rows for mark in one["marks"])],
    )


def citations(sections: Sequence[Plain], law: Plain | None) -> list[Plain]:
    """Return the law and the sources that the sections rest on, in the order in which they first appear."""
    found: dict[tuple[str, str], Plain] = {}

    def cite(kind: str, text: str, verified: bool | None, where: str, more: str = "") -> None:
        key = (kind, text)
        one = found.setdefault(
            key,
            {
                "number": len(found) + 1,
                "kind": kind,
                "text": text,
                "words": told(source_words(text)),
                "more": more,
                "verified": verified,
                "sections": [],
            },
        )
        if where not in one["sections"]:
            one["sections"].append(where)
        if verified is False:
            one["verified"] = False

    for one in sections:
        if one["name"] == "conformance" and law is not None:
            for act in law["instruments"]:
                if act["governs"]:
                    cite(
                        "law",
                        act["citation"],
                        act["verified"],
                        one["name"],
                        "; ".join(filter(None, (act["title"], act["source"]))),
                    )
            for each in law["articles"]:
                text = ", ".join(filter(None, (each["instrument"], each["article"])))
                cite("law", text, each["verified"], one["name"], each["place"])
        for source, marks, is_law in _sources(one):
            cite("law" if is_law else "source", source, "unverified" not in marks, one["name"])
    return list(found.values())


def _sources(one: Plain) -> Iterator[tuple[str, Iterable[str], bool]]:
    for each in one["facts"]:
        if each["name"] == "rule" and each["value"]:
            yield each["value"], each["marks"], True
        if each["source"]:
            yield each["source"], each["marks"], False
    for each in one["tables"]:
        names = [name["name"] for name in each["columns"]]
        for place in (names.index(name) for name in ("source", "sources") if name in names):
            for line in each["rows"]:
                for text in (line["cells"][place] or "").split(" | "):
                    if text:
                        yield text, line["marks"], False


def citation_section(cited: Sequence[Plain], titles: dict[str, Plain]) -> Plain:
    """Return the list of what is cited as a section of its own."""
    states = {True: ("terverifikasi", "verified"), False: ("belum diverifikasi", "not verified")}
    kinds = {"law": ("peraturan", "law"), "source": ("sumber", "source")}
    rows = [
        row(
            str(one["number"]),
            told(kinds[one["kind"]]),
            one["words"],
            one["more"] or None,
            told(states[one["verified"]]),
            {lang: "; ".join(titles[name][lang] for name in one["sections"]) for lang in ("id", "en")},
        )
        for one in cited
    ]
    listed = table(
        "citations",
        ("Dasar dan sumber", "Law and sources"),
        [
            column("number", ("Nomor", "Number")),
            column("kind", ("Jenis", "Kind")),
            column("text", ("Kutipan", "Citation")),
            column("more", ("Keterangan", "Remarks")),
            column("state", ("Keadaan", "State")),
            column("sections", ("Bagian", "Sections")),
        ],
        rows,
    )
    checked = sum(one["verified"] is True for one in cited)
    answer = (f"{len(cited)} kutipan, {checked} terverifikasi", f"{len(cited)} citations, {checked} verified")
    return section("citations", ("Kutipan", "Citations"), "given", answer, tables=[listed])
