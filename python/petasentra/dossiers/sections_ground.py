"""Sections on what the ground says: land, access, what is near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.dossiers.papers import STATES
from petasentra.dossiers.parts import NOT_GIVEN, column, fact, marks_of, row, section, table, told
from petasentra.dossiers.sections_shared import not_given, roads_told, words_pair, yes

if TYPE_CHECKING:
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Words

__all__ = ["access", "land", "near"]

_LAND_PAPER = ("right", "certificate", "certified_on", "owned_by_pemda", "area_m2")


def land(given: Plain, inputs: Plain) -> Plain:
    """Return the section on the land: who holds it, how large it is, where its corners are."""
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
        fact("right", ("Jenis hak", "Kind of right"), paper["right"] or None, marks=of_paper, wanted=True),
        *_certificate(paper, of_paper, inputs),
        fact(
            "owned_by_pemda",
            ("Milik pemerintah daerah", "Owned by the regional government"),
            None if paper["owned_by_pemda"] is None else yes(paper["owned_by_pemda"]),
            marks=of_paper,
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
    said = owner or any(paper[name] not in (None, "") for name in _LAND_PAPER)
    marks = [*(of_paper if said else ()), *of_plot]
    if nothing and inputs["why"].get("land"):
        return not_given("land", title, inputs) | {"facts": facts}
    if nothing:
        return section("land", title, "not_given", NOT_GIVEN, facts=facts)
    if inputs["why"].get("land"):
        notes.append(words_pair(inputs["why"]["land"]["words"]))
    return section(
        "land", title, "given" if owner else "unknown", answer, facts=facts, tables=[corners], notes=notes, marks=marks
    )


def _certificate(record: Plain, marks: list[str], inputs: Plain) -> list[Plain]:
    """Return number and day of the certificate; what the record of the land leaves out the paper itself tells."""
    edition = inputs["documents"]["edition"]
    items = [] if edition is None else [one for one in edition["items"] if one["id"] == "land_certificate"]
    paper: Plain = next((one["paper"] for one in items if one["paper"]), {})
    state = next((one["state"] for one in items), "not_given")
    of_paper = marks_of(**{one: paper.get(one, False) for one in ("schematic", "invented")})
    by_paper: Words = ("menurut kelengkapan dokumen", "by the completeness of the papers")

    def one(name: str, label: Words, own: object, others: object, *, wanted: bool) -> Plain:
        if own or not others:
            note: Words | None = None
            if own and others and own != others:
                note = ("kelengkapan dokumen menyebut yang lain", "the completeness of the papers names another")
            return fact(name, label, own, marks=marks, wanted=wanted, note=note)
        return fact(name, label, others, marks=of_paper, source=paper["source"], wanted=wanted, note=by_paper)

    number: object = paper.get("number") or None
    if number is None and state in ("not_there", "not_needed"):
        number = told(STATES[state])
    certificate = one(
        "certificate", ("Nomor sertifikat", "Certificate number"), record["certificate"] or None, number, wanted=True
    )
    if certificate["value"] is None and state in ("there", "expired"):
        note = ("suratnya ada menurut kelengkapan dokumen", "by the completeness of the papers it is there")
        certificate["note"] = told(note)
    day = ("Tanggal sertifikat", "Date of the certificate")
    return [certificate, one("certified_on", day, record["certified_on"], paper.get("dated"), wanted=False)]


def access(given: Plain | None, inputs: Plain) -> Plain:
    """Return the section on travel times to named places."""
    title = ("Keterjangkauan", "Access")
    if given is None:
        return not_given("access", title, inputs)
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
    of_roads, notes = roads_told("access", inputs)
    facts = [fact("vehicle", ("Kendaraan", "Vehicle"), given["vehicle"]), *of_roads]
    if given["from_desa"]:
        start = {"id": "titik tengah desa, bukan tapaknya", "en": "the middle of the desa, not the plot"}
        facts.append(fact("from", ("Dihitung dari", "Measured from"), start))
    answer = (f"{reached} dari {total} tujuan tercapai", f"{reached} of {total} targets reached")
    return section("access", title, "given", answer, facts=facts, tables=[times], notes=notes, marks=_of_rows(times))


def near(given: list[Plain] | None, inputs: Plain) -> Plain:
    """Return the section on distances to what is near, which B3 activities have to keep from."""
    title = ("Jarak ke sekitar (B3)", "Distances to what is near (B3)")
    if given is None:
        return not_given("near", title, inputs)
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
