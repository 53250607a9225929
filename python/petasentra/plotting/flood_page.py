"""The map of floods: the flows of the dry chain, the areas, and the roads that each of them closes or slows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.optional import MAPS, require
from petasentra.plotting import language as words
from petasentra.plotting.display_geometry import projected, simplify, to_degrees
from petasentra.plotting.explore import write_map
from petasentra.plotting.flow_page import INVENTED, flow_page, is_invented
from petasentra.plotting.language import check_lang, number, pick
from petasentra.plotting.page import BUDGET, _feature, _layer, _source_line
from petasentra.supply.flood_words import FLOOD_STATUS
from petasentra.supply.words import amount, rupiah

if TYPE_CHECKING:
    import os

    import geopandas

    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Lang
    from petasentra.plotting.page import MapPage
    from petasentra.supply.flood_table import FloodRisk

__all__ = ["explore_floods"]

#: From the first flood of the table to the last, light to dark: of return periods the rarest is the darkest.
_WATERS = ("#9ecae9", "#4292c6", "#2171b5", "#084594", "#6a51a3", "#3f007d")
_WATER: dict[str, Any] = {"weight": 1.5, "opacity": 0.9, "fillOpacity": 0.35}
_SHUT: dict[str, Any] = {"color": "#0b2e6f", "weight": 4.0, "opacity": 0.95, "fill": False, "dashArray": "6 5"}


def explore_floods(risk: FloodRisk, path: str | os.PathLike[str] | None, lang: str, *, schematic: bool) -> Map:
    """Write the map; see `FloodRisk.explore`."""
    language = check_lang(lang)
    require(*MAPS, purpose_id="Peta", purpose_en="Maps")
    invented = any(bool(one) for one in risk.table["synthetic"])
    page = flow_page(risk.solution, language, schematic=schematic)
    if invented and not is_invented(risk.solution, schematic=schematic):
        page.tags.append(("schematic", words.sentence(pick(INVENTED, language))))
    page.title = pick(("Banjir di atas jalan", "Floods over roads"), language)
    page.subtitle = f"{pick(('Tanpa banjir', 'Without floods'), language)}: {page.subtitle}"
    page.notices.append(pick((risk.rules.text_id, risk.rules.text_en), language))
    # Under everything: the wider ones lowest, so that each can be clicked; roads under water only below the sites.
    page.layers[:0] = _areas(page, risk, language)
    sites = len(page.layers) - 1
    page.layers[sites:sites] = _roads(page, risk, language)
    return write_map(page, path, language)


def _areas(page: MapPage, risk: FloodRisk, lang: Lang) -> list[dict[str, Any]]:
    frame = risk.areas.to_geopandas()
    frame = frame[~(frame.geometry.isna() | frame.geometry.is_empty)]
    size = frame.to_crs(projected(frame).crs).geometry.area.groupby(frame["name"], sort=False).sum()
    names = list(size.index)
    of_case = {name: _WATERS[min(place, len(_WATERS) - 1)] for place, name in enumerate(names)}
    flood = pick(("Banjir", "Flood"), lang)
    out = []
    for name in sorted(names, key=lambda one: (-size[one], one)):
        style = _WATER | {"color": of_case[name], "fillColor": of_case[name]}
        out += _drawn(page, frame[frame["name"] == name], f"{flood}: {name}", style, lang)
    return out


def _roads(page: MapPage, risk: FloodRisk, lang: Lang) -> list[dict[str, Any]]:
    frame = risk.lines.to_geopandas()
    return _drawn(page, frame, pick(("Jalan terkena banjir", "Roads under water"), lang), _SHUT, lang)


def _drawn(
    page: MapPage, frame: geopandas.GeoDataFrame, title: str, style: dict[str, Any], lang: Lang
) -> list[dict[str, Any]]:
    if not len(frame):
        return []
    light = simplify(projected(frame), max_vertices=BUDGET["plain"])
    drawn = to_degrees(light.frame, light.tolerance_m)
    shapes = [
        _feature(shape, _told(row, lang))
        for row, shape in zip(drawn.to_dict("records"), drawn.geometry, strict=True)
    ]  # fmt: skip
    page.sources.append(_source_line(title, "", light, lang))
    return [_layer(title, "plain", drawn, shapes, style=style) | {"swatch": style["color"]}]


def _told(row: dict[str, Any], lang: Lang) -> dict[str, Any]:
    """Return what a click tells: what the flood does, and why."""
    status = pick(FLOOD_STATUS[row["status"]], lang)
    facts = [[pick(("Akibat", "What follows"), lang), status]]
    if row["status"] != "infeasible":
        facts += [
            [pick(("Tambahan biaya", "Extra cost"), lang), rupiah(row["extra_idr"], lang)],
            [pick(("Tidak sampai", "Not arriving"), lang), f"{amount(row['lost_t'], lang)} t"],
        ]
    shut, km = number(row["roads_closed"], 0, lang), number(row["km_closed"], 1, lang)
    facts.append([pick(("Ruas ditutup", "Sections closed"), lang), f"{shut} ({km} km)"])
    if row["roads_slowed"]:
        slow, km = number(row["roads_slowed"], 0, lang), number(row["km_slowed"], 1, lang)
        facts.append([pick(("Ruas melambat", "Sections slowed"), lang), f"{slow} ({km} km)"])
    facts.append([pick(("Dilalui kini", "Carried now"), lang), f"{amount(row['carried_t'], lang)} t"])
    return {"h": row["name"], "r": facts, "p": row[f"reason_{lang}"]}
