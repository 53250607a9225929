"""The map of a re-check: sites in the colour of what became of their decisions, with every decision in the popup."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from petasentra.optional import MAPS, require
from petasentra.plotting import language as words
from petasentra.plotting.display_geometry import projected, simplify, to_degrees
from petasentra.plotting.doubt import is_draft
from petasentra.plotting.explore import write_map
from petasentra.plotting.language import check_lang, date, number, pick
from petasentra.plotting.page import BUDGET, MapPage, _bounds, _darker, _feature, _layer, _source_line, add_ground
from petasentra.plotting.palette import VerdictStyle
from petasentra.plotting.read_view import ground_of, source_name
from petasentra.rechecks.words import CHANGES, HOLDS

if TYPE_CHECKING:
    import os

    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Lang
    from petasentra.rechecks.differing import Change
    from petasentra.rechecks.result import Recheck

#: How a decision fared -> how its site looks; colour never stands alone.
_STYLES: dict[str, VerdictStyle] = {
    "stricter": VerdictStyle("#A3181D", "#FFFFFF", "▲"),
    "cannot_tell": VerdictStyle("#6B727A", "#FFFFFF", "?"),
    "different": VerdictStyle("#E58606", "#2B1700", "~"),
    "milder": VerdictStyle("#3F9FDD", "#10202B", "▼"),
    "same": VerdictStyle("#00704F", "#FFFFFF", "="),
}
_SITE: dict[str, Any] = {"weight": 2.2, "opacity": 1.0, "fillOpacity": 0.45}


def explore_recheck(found: Recheck, path: str | os.PathLike[str] | None, lang: str) -> Map:
    """Write the map; see `petasentra.Recheck.explore`."""
    language = check_lang(lang)
    require(*MAPS, purpose_id="Peta", purpose_en="Maps")
    return write_map(recheck_page(found, language), path, language)


def recheck_page(found: Recheck, lang: Lang) -> MapPage:
    """Lay out the law of the day asked for as the map of a check does, and over it the sites by their change."""
    many = number(len(found), 0, lang), number(len(found.sites), 0, lang)
    page = MapPage(
        title=pick(("Pemeriksaan ulang keputusan", "Decisions asked again"), lang),
        subtitle=pick(
            (f"{found.pack.title} · {many[0]} keputusan pada {many[1]} tapak · {date(found.as_of, lang)}",
             f"{found.pack.title} · {many[0]} decisions on {many[1]} sites · {date(found.as_of, lang)}"), lang
        ),
    )  # fmt: skip
    rows = found.table.to_pylist()
    ground = ground_of(found.pack, {one.id for one in found.pack.in_force(found.as_of)})
    page.notices.append(pick(words.NOTICE_KKPR, lang))
    if any(row["schematic"] for row in rows) or any(layer.schematic for layer in ground):
        page.tags.append(("schematic", words.sentence(pick(words.SCHEMATIC, lang))))
        page.notices.append(pick(words.NOTICE_SCHEMATIC, lang))
    told = draft_rows(rows)
    if is_draft(told):
        page.tags.append(("draft", pick(words.DRAFT, lang)))
    if any(not row["verified"] for row in told):
        page.notices.append(pick(words.NOTICE_UNVERIFIED, lang))
    for layer in ground:
        add_ground(page, layer, lang)
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
    frame = found.sites.to_geopandas().reset_index(drop=True)
    asked = list(zip(frame["site_id"], frame["change"], strict=True))
    frame = frame[[shape is not None and not shape.is_empty for shape in frame.geometry]]
    light = simplify(projected(frame), max_vertices=BUDGET["site"])
    anchors = to_degrees(light.frame.set_geometry(light.frame.geometry.representative_point()), 0.0)
    drawn = to_degrees(light.frame, light.tolerance_m)
    of_site: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        of_site.setdefault(row["site_id"], []).append(row)
    features = []
    for number_of, shape, anchor in zip(drawn.index, drawn.geometry, anchors.geometry, strict=True):
        site, word = asked[number_of]
        place = {"i": int(number_of), "a": [anchor.y, anchor.x], "k": word, "c": word}
        features.append(_feature(shape, {"h": site, "r": [_told(row, lang) for row in of_site[site]]} | place))
    page.styles = {word: _entry(word, lang) for word in CHANGES}
    counted = Counter(word for _, word in asked)
    page.verdicts = [page.styles[word] | {"count": counted[word]} for word in CHANGES if word in counted]
    page.verdicts_title = pick(("Tapak menurut perubahan yang terberat", "Sites by their gravest change"), lang)
    page.sites = [
        {key: str(value) for key, value in page.styles[word].items()}
        | {"name": str(site), "note": _decisions(len(of_site[site]), lang)}
        for site, word in asked
    ]
    styles = {word: {"fillColor": _STYLES[word].fill, "color": _darker(_STYLES[word].fill)} for word in counted}
    page.layers.append(_layer(pick(("Tapak", "Sites"), lang), "site", drawn, features, style=_SITE, styles=styles))
    source = source_name(found.source)
    page.sources.append(_source_line(pick(("Daftar keputusan", "Register"), lang), source, light, lang))


def _entry(word: Change, lang: Lang) -> dict[str, Any]:
    style = _STYLES[word]
    return {
        "category": word,
        "word": pick(CHANGES[word], lang),
        "fill": style.fill,
        "ink": style.ink,
        "sign": style.sign,
    }


def _decisions(many: int, lang: Lang) -> str:
    return number(many, 0, lang) + pick((" keputusan", " decision" if many == 1 else " decisions"), lang)


def _told(row: dict[str, Any], lang: Lang) -> list[str]:
    """Return one decision as a line of a popup: its number, and what became of it."""
    stands = pick(HOLDS[row["holds_as_of"]], lang)
    activities = ", ".join(row["activities"] or [])
    label = f"{row['decision']} ({activities})" if activities else row["decision"]
    now = pick(("Keputusan kini", "The decision now"), lang)
    return [label, f"{row[f'reason_{lang}']} {now}: {stands}."]
