"""The section with the maps: what is drawn, who is credited, and how sure its lines are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.dossiers.map_drawing import COLOURS, zone_fills
from petasentra.dossiers.parts import marks_of, section, told
from petasentra.dossiers.sections_shared import not_given
from petasentra.dossiers.source_words import source_words
from petasentra.plotting.language import number

if TYPE_CHECKING:
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Lang, Words

__all__ = ["maps"]

_BOUNDARIES: dict[str, Words] = {
    "desa": ("batas desa", "desa boundary"),
    "kecamatan": ("batas kecamatan", "kecamatan boundary"),
    "kabupaten": ("batas kabupaten", "kabupaten boundary"),
}


def maps(given: Plain | None, inputs: Plain) -> Plain:
    """Return the section on where the sentra is."""
    title = ("Peta", "Maps")
    if given is None:
        return not_given("map", title, inputs)
    roads = "schematic" in inputs["marks"].get("access", []) + inputs["marks"].get("chain", [])
    zones = next((one for one in given["ground"] if one["role"] == "zones"), None)
    marks = marks_of(
        schematic=(roads and bool(given["roads"])) or any(one["schematic"] for one in given["ground"]),
        invented=inputs["sentra"]["invented"],
        verified=None if zones is None else zones["verified"],
    )
    # A map of the way of goods and people, where anything of it is known.
    targets = any(each["kind"] == "target" for each in given["points"])
    wide = targets or bool(given["boundaries"] or given["roads"] or given["legs"])
    notes = [_plane(given, wide=wide), *_notes(given, zones, roads=roads)]
    one = section("map", title, "given", _answer(given), notes=notes, marks=marks)
    figures = [_near(given, zones, roads=roads)]
    return one | {"figures": figures + ([_wide(given, roads=roads)] if wide else [])}


def _plane(given: Plain, *, wide: bool) -> Words:
    """Return the plane of the maps and how long their scale bars are."""

    def bar(name: str, lang: Lang) -> str:
        metres = given[name]["scale_m"]
        return f"{number(metres / 1000.0, 0, lang)} km" if metres >= 1000.0 else f"{number(metres, 0, lang)} m"

    more = (f", peta 2 {bar('wide', 'id')}", f", of map 2 {bar('wide', 'en')}") if wide else ("", "")
    return (
        f"Bidang peta {given['crs']}, utara di atas; batang skala peta 1 {bar('near', 'id')}{more[0]}.",
        f"Plane of the maps {given['crs']}, north is up; scale bar of map 1 {bar('near', 'en')}{more[1]}.",
    )


def _answer(given: Plain) -> Words:
    drawn = [("tapak", "the site")]
    drawn += [("zona", "zones")] if given["ground"] else []
    drawn += [("batas wilayah", "boundaries")] if given["boundaries"] else []
    drawn += [("jalan", "roads")] if given["roads"] else []
    drawn += [("perjalanan B3", "B3 journeys")] if given["legs"] else []
    return "tergambar: " + ", ".join(one for one, _ in drawn), "drawn: " + ", ".join(one for _, one in drawn)


def _near(given: Plain, zones: Plain | None, *, roads: bool) -> Plain:
    legend = [_entry("fill", COLOURS["site"], (f"tapak {given['site']['name']}", f"site {given['site']['name']}"))]
    if zones is not None:
        fills = zone_fills(zones)
        named = {one["code"]: one["name"] for one in zones["rows"]}
        legend += [_entry("fill", fills[code], (_zone(code, name),) * 2) for code, name in sorted(named.items())]
        if zones["accuracy_m"]:
            accuracy = zones["accuracy_m"]
            legend.append(
                _entry(
                    "fill", "#b9b9b9",
                    (f"batas zona tidak pasti, ± {number(accuracy, 0, 'id')} m",
                     f"zone boundary not certain, ± {number(accuracy, 0, 'en')} m"),
                )
            )  # fmt: skip
    legend += [
        _entry("line", COLOURS["special"], (one["title"]["id"], one["title"]["en"]))
        if not one["covers_all"]
        else _entry("none", "", (f"seluruh peta: {one['title']['id']}", f"all of the map: {one['title']['en']}"))
        for one in given["ground"]
        if one["role"] == "special"
    ]
    legend += _of_boundaries(given, "near") + _of_roads(given, schematic=roads)
    for at, one in enumerate((one for one in given["points"] if one["kind"] == "facility"), start=1):
        more: Words = (" (skematik)", " (schematic)") if one["schematic"] else ("", "")
        legend.append(_entry("dot", COLOURS["facility"], (one["name"] + more[0], one["name"] + more[1]), str(at)))
    title: Words = ("Peta 1. Tapak, zona, dan fasilitas", "Map 1. The site, zones and facilities")
    return _figure("near", title, legend, given)


def _wide(given: Plain, *, roads: bool) -> Plain:
    legend = [_entry("star", COLOURS["site"], ("sentra", "the sentra"))]
    legend += _of_boundaries(given, "wide")[:1] + _of_roads(given, schematic=roads)
    if any(one["kind"] == "target" for one in given["points"]):
        legend.append(_entry("square", COLOURS["target"], ("tujuan perjalanan", "travel target")))
    if given["legs"]:
        legend.append(
            _entry(
                "dash", COLOURS["b3"],
                ("pengangkutan B3: garis antartempat, bukan lintasannya",
                 "B3 transport: a line from place to place, not its course"),
            )
        )  # fmt: skip
        legend += [
            _entry("none", "", (f"{one['commodity']}: {one['from']} – {one['to']}",) * 2)  # noqa: RUF001
            for one in given["legs"]
        ]
    title: Words = ("Peta 2. Letak, jalan, dan pengangkutan B3", "Map 2. Location, roads and B3 transport")
    return _figure("wide", title, legend, given)


def _figure(name: str, title: Words, legend: list[Plain], given: Plain) -> Plain:
    shown = {lang: "; ".join(one["words"][lang] for one in legend) for lang in ("id", "en")}
    metres = given[name]["width_m"] / 1000.0
    alt = {
        "id": f"{title[0]}. Selebar {number(metres, 1, 'id')} km, utara di atas. Tergambar: {shown['id']}.",
        "en": f"{title[1]}. {number(metres, 1, 'en')} km wide, north is up. Drawn: {shown['en']}.",
    }
    return {"name": name, "title": told(title), "alt": alt, "legend": legend}


def _entry(style: str, colour: str, words: Words, sign: str = "") -> Plain:
    return {"style": style, "colour": colour, "words": told(words), "sign": sign}


def _zone(code: str, name: str) -> str:
    return name if code in name else f"{name} ({code})"


def _of_boundaries(given: Plain, which: str) -> list[Plain]:
    shown = [one for one in given["boundaries"] if one[which]["rows"]]
    return [
        _entry("dash", COLOURS["boundary"], _BOUNDARIES.get(one["name"], (f"batas {one['name']}",) * 2))
        for one in shown
    ]


def _of_roads(given: Plain, *, schematic: bool) -> list[Plain]:
    words: Words = ("jalan (skematik: letaknya tidak sebenarnya)", "road (schematic: not where it really is)")
    if not schematic:
        words = ("jalan", "road")
    return [_entry("dash" if schematic else "line", COLOURS["road"], words)] if given["roads"] else []


def _notes(given: Plain, zones: Plain | None, *, roads: bool) -> list[Words]:
    notes: list[Words] = []
    for ground in given["ground"]:
        if ground["role"] == "zones" and ground["source"]:
            credit = source_words(ground["source"])
            notes.append((f"Zona: {credit[0]}.", f"Zones: {credit[1]}."))
    if zones is None:
        notes.append(
            (
                "Zona tidak tergambar: tidak ada peraturan yang ditanyai tentang tapak ini.",
                "No zones are drawn: no law was asked about this site.",
            )
        )
    elif zones["accuracy_m"]:
        accuracy = number(zones["accuracy_m"], 0, "id")
        notes.append(
            (f"Garis zona dapat bergeser {accuracy} m ke kedua sisi (ketelitian menurut paket rencana); "
             "pita kelabu menunjukkannya.",
             f"The line of a zone may be off by {accuracy} m to either side (accuracy by the plan pack); "
             "the grey band shows it."),
        )  # fmt: skip
    else:
        notes.append(("Ketelitian garis zona tidak dinyatakan.", "How sure the lines of zones are is not stated."))
    for one in given["boundaries"]:
        name = _BOUNDARIES.get(one["name"], (f"batas {one['name']}",) * 2)
        source = source_words(one["source"]) if one["source"] else ("sumber tidak disebut", "source not stated")
        sure: Words = ("; bukan batas resmi", "; no official boundary")
        if one["accuracy_m"] is not None:
            sure = (
                f"; dapat bergeser sampai {number(one['accuracy_m'], 0, 'id')} m; bukan batas resmi",
                f"; may be off by up to {number(one['accuracy_m'], 0, 'en')} m; no official boundary",
            )
        notes.append(
            (f"{name[0].capitalize()}: {source[0]}{sure[0]}.",
             f"{name[1].capitalize()}: {source[1]}{sure[1]}."),
        )  # fmt: skip
    if not given["boundaries"]:
        notes.append(("Batas desa dan kecamatan tidak diberikan.", "Boundaries of desa and kecamatan are not given."))
    if roads and given["roads"]:
        notes.append(
            (
                "Jalan digambar skematik: yang benar hanya tempat apa yang dihubungkannya.",
                "Roads are drawn schematically: all that is meant is which places they join.",
            )
        )
    if given["legs_not_drawn"]:
        left = given["legs_not_drawn"]
        notes.append(
            (f"{left} pengangkutan B3 tidak tergambar: letak ujungnya tidak diketahui.",
             f"{left} B3 journeys are not drawn: where they begin or end is not known."),
        )  # fmt: skip
    tolerance = max(
        [one["tolerance_m"] for one in given["ground"]]
        + [one[which]["tolerance_m"] for one in given["boundaries"] for which in ("near", "wide")],
        default=0.0,
    )
    if tolerance:
        metres = number(tolerance, 0, "id")
        notes.append(
            (f"Gambar disederhanakan dengan toleransi sampai {metres} m; semua angka dihitung dari geometri asli.",
             f"The drawing is simplified by up to {metres} m; all figures are computed on the geometry as given."),
        )  # fmt: skip
    return notes
