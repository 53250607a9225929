"""Sections on what the law says: the definition of a sentra, and conformance on the day of the proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.dossiers.parts import column, fact, marks_of, row, section, table
from petasentra.dossiers.sections_shared import not_given, words_pair, yes

if TYPE_CHECKING:
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Words

__all__ = ["conformance", "definition"]

_ANSWERS: dict[str, Words] = {
    "met": ("terpenuhi", "met"),
    "not_met": ("tidak terpenuhi", "not met"),
    "unknown": ("belum diketahui", "not known"),
}
_NOT_STATED = ("conflict", "no_data", "unreadable_rule")
_BRANCHES: dict[str, Words] = {
    "product": ("produk sejenis", "similar products"),
    "material": ("bahan baku sejenis", "similar raw material"),
    "process": ("proses produksi sama", "the same process"),
}


def definition(given: Plain, inputs: Plain) -> Plain:
    """Return the section on the definition of a sentra."""
    del inputs
    rule = given["rule"]
    marks = marks_of(schematic=given["schematic"], invented=given["invented"], verified=given["verified"])
    invented = bool(given.get("figures_invented", given["invented"]))
    of_figures = marks_of(schematic=given["schematic"], invented=invented, verified=given["verified"])
    of_rule = marks_of(verified=rule["verified"])
    units = given["units_possible"] if given["units_possible"] is not None else (given["units"] or None)
    facts = [
        fact(
            "rule",
            ("Dasar", "Basis"),
            rule["citation"],
            marks=of_rule,
            source=rule["source"],
            note=words_pair(rule["title"]),
        ),
        fact("min_units", ("Paling sedikit unit usaha", "Business units, at least"), rule["min_units"], marks=of_rule),
        fact(
            "units",
            ("Unit usaha sentra ini", "Business units of this sentra"),
            units,
            marks=of_figures,
            source=given["source"],
            wanted=True,
        ),
        fact("enough", ("Cukup unit usaha", "Enough business units"), yes(given["enough"])),
        fact(
            "one_place",
            ("Di satu lokasi", "In one location"),
            yes(given["one_place"]),
            marks=marks if given["one_place"] is not None else (),
            note=words_pair(rule["place"]),
        ),
    ]
    facts += [
        fact(
            f"same_{one['name']}",
            _BRANCHES.get(one["name"], words_pair(one["words"])),
            yes(given["branches"][one["name"]]),
            marks=marks if given["branches"][one["name"]] is not None else (),
        )
        for one in rule["branches"]
    ]
    if given["workers"]:
        workers = given["workers_possible"] or given["workers"]
        facts.append(fact("workers", ("Tenaga kerja", "Workers"), workers, marks=of_figures, source=given["source"]))
    joint: Words = ("satu di antara ketiganya cukup (dan/atau)", "one of the three suffices (and/or)")
    if rule["connector"] == "all":
        joint = ("semuanya harus ada", "all of them are needed")
    notes = [joint]
    if given["basis"]["id"]:
        notes.append(
            (f"Hasil pencarian sentra: {given['basis']['id']}.", f"From the search for sentra: {given['basis']['en']}.")
        )
    if not given["in_time"]:
        notes.append(
            (f"{rule['citation']} belum ada pada hari usulan.", f"{rule['citation']} was not there on that day.")
        )
    status = "given" if given["answer"] != "unknown" else "unknown"
    open_facts = [one for one in facts if one["value"] is None or one["value"] == yes(None)]
    reason = tuple(
        f"{word}: " + ", ".join(one["label"][lang].lower() for one in open_facts)
        for lang, word in (("id", "belum diketahui"), ("en", "not known"))
    )
    if not given["in_time"]:
        reason = notes[-1]
    return section(
        "definition",
        ("Definisi sentra", "Definition of a sentra"),
        status,
        _ANSWERS[given["answer"]],
        facts=facts,
        notes=notes,
        marks=[*marks, *of_rule],
        reason=(reason[0], reason[1]),
    )


def conformance(given: Plain | None, inputs: Plain) -> Plain:
    """Return the section on the verdict under the law of the day."""
    title = ("Kesesuaian ruang pada hari usulan", "Spatial conformance on the day of the proposal")
    if given is None:
        return not_given("conformance", title, inputs)
    marks = marks_of(schematic=given["schematic"], invented=given["invented"])
    verified = marks_of(verified=given["verified"])
    governing = [one for one in given["instruments"] if one["governs"]]
    share = None if given["share"] is None else 100.0 * given["share"]
    facts = [
        fact(
            "verdict",
            ("Hasil", "Verdict"),
            given["verdict_words"],
            marks=[*marks, *verified],
            note=words_pair(given["reason"]),
        ),
        fact(
            "activity",
            ("Kegiatan", "Activity"),
            given["activity_words"] if given["activity_words"]["id"] else given["activity"],
        ),
        fact("share", ("Bagian yang sesuai", "Share that conforms"), share, unit="%", decimals=1, marks=marks),
    ]
    for name, label in (("share_min", ("Paling sedikit", "At least")), ("share_max", ("Paling banyak", "At most"))):
        if given[name] is not None and given["share"] is not None and given["share_min"] != given["share_max"]:
            facts.append(fact(name, label, 100.0 * given[name], unit="%", decimals=1, marks=marks))
    facts += [fact(f"flag_{at}", ("Catatan", "Note"), one) for at, one in enumerate(given["flags"], start=1)]
    if given["existing_use"]["id"]:
        facts.append(fact("existing_use", ("Pemanfaatan yang telah ada", "Existing use"), given["existing_use"]))
    if given["route"]["id"]:
        facts.append(fact("route", ("Jalur", "Route"), given["route"]))
    facts.append(
        fact(
            "instrument",
            ("Peraturan", "Regulation"),
            "; ".join(one["citation"] for one in governing) or None,
            marks=marks_of(verified=all(one["verified"] for one in governing) if governing else None),
            wanted=True,
        )
    )
    articles = table(
        "articles",
        ("Pasal yang menentukan", "Deciding articles"),
        [
            column("instrument", ("Peraturan", "Regulation")),
            column("article", ("Pasal", "Article")),
            column("text", ("Bunyi", "Text")),
            column("state", ("Keadaan", "State")),
        ],
        [
            row(one["instrument"], one["article"], one["text"] or None, _state(one["verified"]))
            for one in given["articles"]
        ],
    )
    pieces = table(
        "pieces",
        ("Bagian tapak menurut zona", "Parts of the site by zone"),
        [
            column("zone", ("Zona", "Zone")),
            column("area", ("Luas", "Area"), kind="number", unit="m²", decimals=1, total=True),
            column("share", ("Bagian", "Share"), kind="number", unit="%", decimals=1, total=True),
            column("cell", ("Sel matriks", "Matrix cell")),
            column("verdict", ("Hasil", "Verdict")),
            column("articles", ("Pasal", "Articles")),
        ],
        [
            row(
                one["zone"] or {"id": "di luar seluruh zona", "en": "outside every zone"},
                one["area_m2"],
                None if one["share"] is None else 100.0 * one["share"],
                one["cell"] or None,
                one["verdict"],
                one["articles"] or None,
                marks=marks_of(schematic=one["schematic"], invented=given["invented"]),
            )
            for one in given["pieces"]
        ],
    )
    notes = [words_pair(one) for one in given["notices"]]
    # What nobody can state is an answer of the check, and no answer for the proposal.
    known = bool(governing) and given["verdict"] not in _NOT_STATED
    return section(
        "conformance",
        title,
        "given" if known else "unknown",
        words_pair(given["verdict_words"]),
        facts=facts,
        tables=[articles, pieces],
        notes=notes,
        marks=[*marks, *verified],
        reason=words_pair(given["reason"]),
    )


def _state(verified: bool) -> Plain:
    words = ("terverifikasi", "verified") if verified else ("belum diverifikasi", "not verified")
    return {"id": words[0], "en": words[1]}
