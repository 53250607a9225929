"""The map of a re-check: sites in the colour of what became of their decisions, with every decision in the popup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.optional import MAPS, require
from petasentra.plotting import language as words
from petasentra.plotting.display_geometry import projected, simplify, to_degrees
from petasentra.plotting.doubt import is_draft
from petasentra.plotting.explore import write_map
from petasentra.plotting.language import check_lang, date, number, pick
from petasentra.plotting.page import BUDGET, MapPage, _bounds, _feature, _layer, _source_line
from petasentra.plotting.palette import on_paper
from petasentra.plotting.plain_zones import add_plain_zones
from petasentra.rechecks.words import CHANGES, HOLDS

if TYPE_CHECKING:
    import os

    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Lang
    from petasentra.rechecks.result import Recheck

_COLOURS = {
    "stricter": "#a3181d",
    "cannot_tell": "#6b727a",
    "different": "#e58606",
    "milder": "#3f9fdd",
    "same": "#00704f",
}
_SITE: dict[str, Any] = {"weight": 2.2, "opacity": 1.0, "fillOpacity": 0.45}


def explore_recheck(found: Recheck, path: str | os.PathLike[str] | None, lang: str) -> Map:
    """Write the map; see `petasentra.Recheck.explore`."""
    language = check_lang(lang)
    require(*MAPS, purpose_id="Peta", purpose_en="Maps")
    return write_map(recheck_page(found, language), path, language)


def recheck_page(found: Recheck, lang: Lang) -> MapPage:
    """Lay out the zones of the day that was asked for, and over them one layer for each kind of change."""
    many = number(len(found), 0, lang), number(len(found.sites), 0, lang)
    page = MapPage(
        title=pick(("Pemeriksaan ulang keputusan", "Decisions asked again"), lang),
        subtitle=pick(
            (f"{found.pack.title} · {many[0]} keputusan pada {many[1]} tapak · {date(found.as_of, lang)}",
             f"{found.pack.title} · {many[0]} decisions on {many[1]} sites · {date(found.as_of, lang)}"), lang
        ),
    )  # fmt: skip
    rows = found.table.to_pylist()
    if any(row["schematic"] for row in rows):
        page.tags.append(("schematic", words.sentence(pick(words.SCHEMATIC, lang))))
        page.notices.append(pick(words.NOTICE_SCHEMATIC, lang))
    if is_draft(draft_rows(rows)):
        page.tags.append(("draft", pick(words.DRAFT, lang)))
    page.notices.append(pick(words.NOTICE_KKPR, lang))
    zones = found.pack.zones(found.as_of)
    if zones is not None:
        add_plain_zones(page, zones, lang)
    _add_sites(page, found, rows, lang)
    page.bounds = _bounds(page, near=True)
    return page


def draft_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of a re-check as `petasentra.plotting.doubt.is_draft` wants them.

    Decisions that no law was asked about are left out.
    """
    return [
        {"verdict": row["verdict_as_of"], "flags": row["flags_as_of"], "verified": row["verified"]}
        for row in rows
        if row["verdict_as_of"] is not None
    ]


def _add_sites(page: MapPage, found: Recheck, rows: list[dict[str, Any]], lang: Lang) -> None:
    frame = found.sites.to_geopandas()
    frame = frame[[shape is not None and not shape.is_empty for shape in frame.geometry]]
    light = simplify(projected(frame), max_vertices=BUDGET["site"])
    drawn = to_degrees(light.frame, light.tolerance_m)
    of_site: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        of_site.setdefault(row["site_id"], []).append(row)
    entries = []
    for word, label in CHANGES.items():
        ours = drawn[drawn["change"] == word]
        if not len(ours):
            continue
        features = [
            _feature(shape, {"h": site, "r": [_told(row, lang) for row in of_site[site]]})
            for site, shape in zip(ours["site_id"], ours.geometry, strict=True)
        ]
        title = words.sentence(pick(label, lang))
        colour = _COLOURS[word]
        entries.append({"key": "", "fill": on_paper(colour, 0.6), "name": title, "code": number(len(ours), 0, lang)})
        style = _SITE | {"color": colour, "fillColor": colour, "radius": 6.0}
        page.layers.append(_layer(title, "site", ours, features, style=style))
    heading = pick(("Tapak menurut perubahan yang terberat", "Sites by their gravest change"), lang)
    page.legends.append({"title": heading, "layer": max(len(page.layers) - 1, 0), "entries": entries})
    page.sources.append(_source_line(pick(("Daftar keputusan", "Register"), lang), found.title, light, lang))


def _told(row: dict[str, Any], lang: Lang) -> list[str]:
    """Return one decision as a line of a popup: its number, and what became of it."""
    stands = pick(HOLDS[row["holds_as_of"]], lang)
    activities = ", ".join(row["activities"] or [])
    label = f"{row['decision']} ({activities})" if activities else row["decision"]
    now = pick(("Keputusan kini", "The decision now"), lang)
    return [label, f"{row[f'reason_{lang}']} {now}: {stands}."]
