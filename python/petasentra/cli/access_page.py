"""The map of travel times: roads, the ground within reach of the targets, and every origin by how soon it is there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from petasentra.cli.access_words import network_lines, notice, within_line
from petasentra.plotting import language as words
from petasentra.plotting.display_geometry import projected, simplify, to_degrees
from petasentra.plotting.language import number, pick
from petasentra.plotting.page import BUDGET, MapPage, _bounds, _darker, _feature, _layer, _source_line
from petasentra.plotting.palette import VerdictStyle, on_paper
from petasentra.plotting.read_view import source_name

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from petasentra.cli.access_answer import AccessAnswer
    from petasentra.plotting.language import Lang

#: From the smallest limit on; the last one serves all that follow.
_WITHIN = (("#00704F", "#FFFFFF"), ("#3F9FDD", "#10202B"), ("#F6C518", "#2B2200"), ("#E58606", "#2B1700"))
_BEYOND = VerdictStyle("#6B727A", "#FFFFFF", ">")
_NO_WAY = VerdictStyle("#A3181D", "#FFFFFF", "X")
_OFF_ROAD = VerdictStyle("#FFFFFF", "#33393F", "?")
_ROADS: dict[str, Any] = {"color": "#6f7d84", "weight": 1.3, "opacity": 0.9, "fill": False}
_TARGETS: dict[str, Any] = {
    "color": "#ffffff", "weight": 2.0, "opacity": 1.0, "fillColor": "#17262d", "fillOpacity": 1.0, "radius": 6.5,
}  # fmt: skip
_SITE: dict[str, Any] = {"weight": 2.2, "opacity": 1.0, "fillOpacity": 0.45}


def access_page(found: AccessAnswer, areas: GeoDataFrame | None, lang: Lang) -> MapPage:
    """Lay out the map of an answer, with the ground within reach if there is any to show."""
    vehicle = pick((found.asked.vehicle.title_id, found.asked.vehicle.title_en), lang)
    page = MapPage(title=f"{pick(('Waktu tempuh', 'Travel times'), lang)}: {vehicle}")
    page.subtitle = " · ".join(within_line(found, limit, lang) for limit in found.asked.minutes)
    if found.roads.schematic:
        page.tags.append(("schematic", words.sentence(pick(words.SCHEMATIC, lang))))
    if areas is not None:
        _add_areas(page, found, areas, lang)
    _add_roads(page, found, lang)
    _add_targets(page, found, lang)
    _add_origins(page, found, lang)
    page.notices = [line for line in (notice(found, lang), *network_lines(found, lang)) if line]
    page.bounds = _bounds(page, near=True)
    return page


def _add_areas(page: MapPage, found: AccessAnswer, areas: GeoDataFrame, lang: Lang) -> None:
    """Draw one shape a limit, the largest first, so that smaller ones lie above."""
    for place, limit in reversed(list(enumerate(found.asked.minutes))):
        whole = areas[(areas["minutes"] == limit) & ~areas.geometry.is_empty]
        if not len(whole):
            continue
        light = simplify(projected(whole), max_vertices=BUDGET["zone"])
        drawn = to_degrees(light.frame, light.tolerance_m)
        colour = _within(place).fill
        title = pick((f"Mencapai tujuan dalam {limit:g} menit", f"Reaches a target within {limit:g} minutes"), lang)
        style = {"color": colour, "weight": 0.8, "opacity": 0.9, "fillColor": colour, "fillOpacity": 0.35}
        shape = [_feature(one, {"h": title}) for one in drawn.geometry]
        page.layers.append(_layer(title, "plain", drawn, shape, style=style) | {"swatch": on_paper(colour, 0.5)})
        page.sources.append(_source_line(title, "", light, lang))


def _add_roads(page: MapPage, found: AccessAnswer, lang: Lang) -> None:
    edges = found.roads.network.edges().to_geopandas()
    light = simplify(projected(edges[["road_class", edges.geometry.name]]), max_vertices=BUDGET["plain"])
    drawn = to_degrees(light.frame, light.tolerance_m)
    title = pick(("Jalan", "Roads"), lang)
    shapes = [
        _feature(shape, {"h": title, "r": [[pick(("Kelas", "Class"), lang), str(one)]] if one else []})
        for one, shape in zip(drawn["road_class"], drawn.geometry, strict=True)
    ]
    page.layers.append(_layer(title, "plain", drawn, shapes, style=_ROADS) | {"interactive": False})
    page.sources.append(_source_line(title, source_name(found.roads.file), light, lang))


def _add_targets(page: MapPage, found: AccessAnswer, lang: Lang) -> None:
    frame = found.targets.layer.to_geopandas().reset_index(drop=True)
    frame = frame[frame.geometry.notna()]
    light = simplify(projected(frame), max_vertices=BUDGET["plain"])
    drawn = to_degrees(light.frame, 0.0)
    off = {row["target"]: row[f"reason_{lang}"] for row in found.targets_off_road}
    shapes = [
        _feature(shape, {"h": name, "p": off.get(name, "")})
        for name, shape in zip((found.targets.ids[row] for row in drawn.index), drawn.geometry, strict=True)
    ]
    title = pick(("Tujuan", "Targets"), lang)
    page.layers.append(_layer(title, "plain", drawn, shapes, style=_TARGETS) | {"swatch": _TARGETS["fillColor"]})
    page.sources.append(_source_line(title, source_name(found.targets.file), light, lang))


def _add_origins(page: MapPage, found: AccessAnswer, lang: Lang) -> None:
    frame: GeoDataFrame = projected(found.origins.layer.to_geopandas().reset_index(drop=True))
    drawn = to_degrees(frame[frame.geometry.notna()], 0.0)
    rows: dict[int, list[dict[str, Any]]] = {}
    for place, row in enumerate(found.nearest):
        rows.setdefault(place // found.asked.nearest, []).append(row)
    page.styles = _styles(found, lang)
    category = {number_of: _category(found, ours[0]) for number_of, ours in rows.items()}
    features = []
    for number_of, shape in zip(drawn.index, drawn.geometry, strict=True):
        word = category[int(number_of)]
        text = {"h": found.origins.ids[number_of], "r": [_told(row, lang) for row in rows[number_of] if row["target"]]}
        if not text["r"]:
            text["p"] = rows[number_of][0][f"reason_{lang}"]
        features.append(_feature(shape, text | {"i": int(number_of), "k": word, "c": word}))
    counted = Counter(category.values())
    page.verdicts = [style | {"count": counted[word]} for word, style in page.styles.items() if counted[word]]
    page.verdicts_title = pick(("Tempat asal: ke tujuan terdekat", "Origins: to the nearest target"), lang)
    page.sites = [
        {key: str(value) for key, value in page.styles[category[number_of]].items()}
        | {"name": name, "note": _note(rows[number_of][0], lang)}
        for number_of, name in enumerate(found.origins.ids)
    ]
    styles = {
        word: {"fillColor": style["fill"], "color": _darker(style["fill"])} for word, style in page.styles.items()
    }
    title = pick(("Tempat asal", "Origins"), lang)
    page.layers.append(_layer(title, "site", drawn, features, style=_SITE, styles=styles))
    page.sources.append(f"{title}: {source_name(found.origins.file)}.")


def _within(place: int) -> VerdictStyle:
    fill, ink = _WITHIN[min(place, len(_WITHIN) - 1)]
    return VerdictStyle(fill, ink, "")


def _styles(found: AccessAnswer, lang: Lang) -> dict[str, dict[str, Any]]:
    """Return what there is in the legend: a limit each, then beyond, no way, off the road."""
    last = f"{found.asked.minutes[-1]:g}"
    styles: dict[str, tuple[VerdictStyle, words.Words]] = {}
    for place, limit in enumerate(found.asked.minutes):
        look = _within(place)
        # A circle has room for two signs.
        sign = f"{limit:g}" if len(f"{limit:g}") <= 2 else str(place + 1)
        said = (f"dalam {limit:g} menit", f"within {limit:g} minutes")
        styles[f"within-{place}"] = (VerdictStyle(look.fill, look.ink, sign), said)
    styles |= {
        "beyond": (_BEYOND, (f"lebih dari {last} menit", f"more than {last} minutes")),
        "no_way": (_NO_WAY, ("tidak ada jalan ke tujuan", "no way to a target")),
        "no_target": (_NO_WAY, ("tidak ada tujuan", "no target")),
        "target_off_road": (_NO_WAY, ("tujuan tidak terhubung dengan jalan", "target not on a road")),
        "target_road_closed": (_NO_WAY, ("jalan tujuan ditutup", "road of the target closed")),
        "origin_road_closed": (_OFF_ROAD, ("jalan tempat ini ditutup", "its road is closed")),
        "origin_off_road": (_OFF_ROAD, ("tidak terhubung dengan jalan", "not on a road")),
    }
    return {
        word: {"category": word, "word": pick(said, lang), "fill": look.fill, "ink": look.ink, "sign": look.sign}
        for word, (look, said) in styles.items()
    }


def _category(found: AccessAnswer, row: dict[str, Any]) -> str:
    if row["status"] != "reached":
        return str(row["status"])
    limit = row["within_minutes"]
    return "beyond" if limit is None else f"within-{found.asked.minutes.index(limit)}"


def _told(row: dict[str, Any], lang: Lang) -> list[str]:
    """Return a target as a line of a popup: its name, and the minutes with their interval."""
    likely, low, high = (number(row[name], 0, lang) for name in ("minutes", "minutes_min", "minutes_max"))
    mark = f" ({pick(words.SCHEMATIC, lang)})" if row["schematic"] else ""
    return [str(row["target"]), f"{likely} {pick(('menit', 'minutes'), lang)} ({low}-{high}){mark}"]


def _note(row: dict[str, Any], lang: Lang) -> str:
    if row["minutes"] is None:
        return ""
    return f"{row['target']}, {number(row['minutes'], 0, lang)} {pick(('menit', 'minutes'), lang)}"
