"""Sections on what the law and the ground say: definition, conformance, land, access, what is near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.dossiers.parts import NOT_GIVEN, column, fact, marks_of, row, section, table

if TYPE_CHECKING:
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Words

__all__ = ["access", "conformance", "definition", "land", "near"]

_ANSWERS: dict[str, Words] = {
    "met": ("terpenuhi", "met"),
    "not_met": ("tidak terpenuhi", "not met"),
    "unknown": ("belum diketahui", "not known"),
}
_YES_NO: dict[bool | None, Words] = {
    True: ("ya", "yes"),
    False: ("tidak", "no"),
    None: ("belum diketahui", "not known"),
}
_NOT_STATED = ("conflict", "no_data", "unreadable_rule")
_BRANCHES: dict[str, Words] = {
    "product": ("produk sejenis", "similar products"),
    "material": ("bahan baku sejenis", "similar raw material"),
    "process": ("proses produksi sama", "the same process"),
}


def _yes(value: bool | None) -> Plain:
    words = _YES_NO[value]
    return {"id": words[0], "en": words[1]}


def _words(one: Plain) -> Words:
    return one["id"], one["en"]


def definition(given: Plain, inputs: Plain) -> Plain:
    """Return the section on the definition of a sentra."""
    del inputs
    rule = given["rule"]
    marks = marks_of(schematic=given["schematic"], invented=given["invented"], verified=given["verified"])
    of_rule = marks_of(verified=rule["verified"])
    units = given["units_possible"] if given["units_possible"] is not None else (given["units"] or None)
    facts = [
        fact(
            "rule",
            ("Dasar", "Basis"),
            rule["citation"],
            marks=of_rule,
            source=rule["source"],
            note=_words(rule["title"]),
        ),
        fact("min_units", ("Paling sedikit unit usaha", "Business units, at least"), rule["min_units"], marks=of_rule),
        fact(
            "units",
            ("Unit usaha sentra ini", "Business units of this sentra"),
            units,
            marks=marks,
            source=given["source"],
            wanted=True,
        ),
        fact("enough", ("Cukup unit usaha", "Enough business units"), _yes(given["enough"])),
        fact("one_place", ("Di satu lokasi", "In one location"), _yes(given["one_place"]), note=_words(rule["place"])),
    ]
    facts += [
        fact(
            f"same_{one['name']}",
            _BRANCHES.get(one["name"], _words(one["words"])),
            _yes(given["branches"][one["name"]]),
        )
        for one in rule["branches"]
    ]
    if given["workers"]:
        workers = given["workers_possible"] or given["workers"]
        facts.append(fact("workers", ("Tenaga kerja", "Workers"), workers, marks=marks, source=given["source"]))
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
    open_facts = [one for one in facts if one["value"] is None or one["value"] == _yes(None)]
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
        return _not_given("conformance", title, inputs)
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
            note=_words(given["reason"]),
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
    notes = [_words(one) for one in given["notices"]]
    # What nobody can state is an answer of the check, and no answer for the proposal.
    known = bool(governing) and given["verdict"] not in _NOT_STATED
    return section(
        "conformance",
        title,
        "given" if known else "unknown",
        _words(given["verdict_words"]),
        facts=facts,
        tables=[articles, pieces],
        notes=notes,
        marks=[*marks, *verified],
        reason=_words(given["reason"]),
    )


def _state(verified: bool) -> Plain:
    words = ("terverifikasi", "verified") if verified else ("belum diverifikasi", "not verified")
    return {"id": words[0], "en": words[1]}


def land(given: Plain, inputs: Plain) -> Plain:
    """Return the section on the land: who holds it, how large it is, where its corners are."""
    del inputs
    title = ("Lahan", "Land")
    paper = given["record"]
    of_plot = marks_of(schematic=given["schematic"], invented=given["invented"])
    of_paper = marks_of(schematic=paper["schematic"], invented=paper["invented"], verified=paper["verified"])
    owner = paper["owner"] or None
    facts = [
        fact(
            "owner",
            ("Pemegang hak", "Holder"),
            owner,
            marks=of_paper if owner else (),
            source=paper["source"],
            wanted=True,
        ),
        fact("right", ("Jenis hak", "Kind of right"), paper["right"] or None, wanted=True),
        fact("certificate", ("Nomor sertifikat", "Certificate number"), paper["certificate"] or None, wanted=True),
        fact("certified_on", ("Tanggal sertifikat", "Date of the certificate"), paper["certified_on"]),
        fact(
            "owned_by_pemda",
            ("Milik pemerintah daerah", "Owned by the regional government"),
            None if paper["owned_by_pemda"] is None else _yes(paper["owned_by_pemda"]),
            wanted=True,
        ),
        fact(
            "stated_area",
            ("Luas menurut surat", "Area by the paper"),
            paper["area_m2"],
            unit="m²",
            decimals=0,
            marks=of_paper,
        ),
        fact(
            "area",
            ("Luas menurut gambar tapak", "Area of the outline"),
            given["area_m2"],
            unit="m²",
            decimals=1,
            marks=of_plot,
            wanted=True,
            note=None
            if given["utm"] is None
            else (f"bidang datar UTM, {given['utm']}", f"planar, UTM, {given['utm']}"),
        ),
    ]
    if given["area_m2"] is not None and paper["area_m2"]:
        difference = 100.0 * (given["area_m2"] - paper["area_m2"]) / paper["area_m2"]
        facts.append(
            fact(
                "area_difference",
                ("Selisih kedua luas", "Difference of the two areas"),
                difference,
                unit="%",
                decimals=1,
                marks=[*of_plot, *of_paper],
            )
        )
    if given["place"] is not None:
        for name, label in (("lon", ("Bujur", "Longitude")), ("lat", ("Lintang", "Latitude"))):
            facts.append(fact(name, label, given["place"][name], unit="°", decimals=6, marks=of_plot))
    corners = table(
        "corners",
        ("Titik sudut tapak (WGS 84)", "Corners of the site (WGS 84)"),
        [
            column("number", ("Titik", "Corner")),
            column("lon", ("Bujur", "Longitude"), kind="number", decimals=6),
            column("lat", ("Lintang", "Latitude"), kind="number", decimals=6),
        ],
        [
            row(str(number), one["lon"], one["lat"], marks=of_plot)
            for number, one in enumerate(given["corners"], start=1)
        ],
    )
    notes: list[Words] = []
    if given.get("corners_left_out"):
        left = given["corners_left_out"]
        notes.append((f"{left} titik sudut lain tidak dicetak.", f"{left} more corners are not printed."))
    if given["hull"]:
        notes.append(
            (
                "Gambar tapak adalah selubung cembung unit usaha, bukan batas lahan.",
                "The outline is the convex hull of the units, no boundary of land.",
            )
        )
    nothing = owner is None and given["place"] is None
    known: Words = (f"dipegang oleh {owner}", f"held by {owner}")
    answer = known if owner else ("pemegang hak tidak diberikan", "its holder is not given")
    marks = [*(of_paper if owner else ()), *of_plot]
    if nothing:
        return section("land", title, "not_given", NOT_GIVEN, facts=facts)
    return section(
        "land", title, "given" if owner else "unknown", answer, facts=facts, tables=[corners], notes=notes, marks=marks
    )


def access(given: Plain | None, inputs: Plain) -> Plain:
    """Return the section on travel times to named places."""
    title = ("Keterjangkauan", "Access")
    if given is None:
        return _not_given("access", title, inputs)
    extra = inputs["marks"].get("access", [])
    rows = [
        row(
            one["target"],
            one["minutes"],
            None if one["length_m"] is None else one["length_m"] / 1000.0,
            one["reason"] if one["status"] != "reached" else {"id": "tercapai", "en": "reached"},
            marks=[*one["marks"], *extra, *_of_plot(inputs)],
        )
        for one in given["rows"]
    ]
    times = table(
        "travel_times",
        ("Waktu tempuh", "Travel times"),
        [
            column("target", ("Tujuan", "Target")),
            column("minutes", ("Menit", "Minutes"), kind="number", decimals=1),
            column("length", ("Panjang jalan", "Road length"), kind="number", unit="km", decimals=1),
            column("status", ("Keadaan", "State")),
        ],
        rows,
    )
    reached = sum(one["status"] == "reached" for one in given["rows"])
    total = len(given["rows"])
    facts = [fact("vehicle", ("Kendaraan", "Vehicle"), given["vehicle"])]
    answer = (f"{reached} dari {total} tujuan tercapai", f"{reached} of {total} targets reached")
    return section("access", title, "given", answer, facts=facts, tables=[times], marks=_of_rows(times))


def near(given: list[Plain] | None, inputs: Plain) -> Plain:
    """Return the section on distances to what is near, which B3 activities have to keep from."""
    title = ("Jarak ke sekitar (B3)", "Distances to what is near (B3)")
    if given is None:
        return _not_given("near", title, inputs)
    extra = inputs["marks"].get("near", [])
    empty = {"id": "lapisan tanpa fitur", "en": "the layer has no features"}
    rows = [
        row(
            one["what"],
            one["nearest"] or None,
            one["distance_m"],
            empty
            if one["distance_m"] is None
            else {"id": "bersentuhan", "en": "they meet"}
            if one["distance_m"] == 0
            else None,
            marks=[*one["marks"], *extra, *_of_plot(inputs)],
        )
        for one in given
    ]
    distances = table(
        "distances",
        ("Jarak terdekat dari tapak", "Shortest distance from the site"),
        [
            column("what", ("Ke", "To")),
            column("nearest", ("Yang terdekat", "The nearest")),
            column("distance", ("Jarak", "Distance"), kind="number", unit="m", decimals=1),
            column("note", ("Catatan", "Note")),
        ],
        rows,
    )
    notes: list[Words] = [
        (
            "Jarak lurus pada bidang UTM dari tepi tapak; ketentuan jarak tidak dinilai di sini.",
            "Straight distances in the UTM plane from the edge of the site; no rule of distance is judged here.",
        ),
    ]
    answer = (f"{len(given)} lapisan diukur", f"{len(given)} layers measured")
    return section("near", title, "given", answer, tables=[distances], notes=notes, marks=_of_rows(distances))


def _of_plot(inputs: Plain) -> list[str]:
    return marks_of(schematic=inputs["sentra"]["schematic"], invented=inputs["sentra"]["invented"])


def _of_rows(one: Plain) -> list[str]:
    return [mark for line in one["rows"] for mark in line["marks"]]


def _not_given(name: str, title: Words, inputs: Plain) -> Plain:
    """Return a section of which nothing was given, or nothing could be asked, with the reason."""
    why = inputs["why"].get(name)
    if why is None:
        return section(name, title, "not_given", NOT_GIVEN)
    return section(name, title, "unknown", ("belum diketahui", "not known"), reason=_words(why), notes=[_words(why)])
