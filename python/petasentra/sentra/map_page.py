"""The map of sentra that opens without internet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.optional import MAPS, require
from petasentra.plotting import language as words
from petasentra.plotting.display_geometry import projected, simplify, to_degrees
from petasentra.plotting.explore import write_map
from petasentra.plotting.language import check_lang, number, pick
from petasentra.plotting.page import BUDGET, MapPage, _bounds, _feature, _layer, _source_line
from petasentra.plotting.palette import on_paper
from petasentra.sentra.clusters import MEMBERSHIPS
from petasentra.sentra.sentra_tables import strongest_membership
from petasentra.sentra.words import MEMBERSHIP_WORDS, invented_line, place_line

if TYPE_CHECKING:
    import os

    from petasentra.layers.layer import Layer, LayerLike
    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Lang
    from petasentra.sentra.found import FoundSentra

#: Units drawn one by one; of more only the sentra are shown.
MOST_UNITS = 20_000
COLOURS = {"core": "#00704F", "border": "#3F9FDD", "alone": "#6B727A", "activity_unknown": "#F6C518"}
SENTRA_COLOUR, ALMOST_COLOUR, OTHER_COLOUR = "#00704F", "#E58606", "#A3181D"
ALMOST_WORDS = ("Hampir menjadi sentra", "Nearly a sentra")


def explore_sentra(
    found: FoundSentra, path: str | os.PathLike[str] | None, lang: str, under: LayerLike | None = None
) -> Map:
    """Write the map; see `FoundSentra.explore`."""
    language = check_lang(lang)
    require(*MAPS, purpose_id="Peta", purpose_en="Maps")
    page = sentra_page(found, language)
    if under is not None:
        _lay_under(page, under, language)
    return write_map(page, path, language)


def sentra_page(found: FoundSentra, lang: Lang) -> MapPage:
    """Lay out sentra, what is nearly one, and units by membership."""
    title = pick((found.rule.title_id, found.rule.title_en), lang)
    page = MapPage(title=title, subtitle=place_line(found, lang))
    if not found.rule.verified:
        page.tags.append(("draft", words.sentence(pick(words.UNVERIFIED, lang))))
    if invented_line(found, lang):
        page.tags.append(("schematic", words.sentence(pick(words.INVENTED, lang))))
    _add_shapes(page, found.sentra, "Sentra", SENTRA_COLOUR, "sentra_id", lang)
    _add_shapes(page, found.almost, pick(ALMOST_WORDS, lang), ALMOST_COLOUR, "almost_id", lang)
    _add_units(page, found, lang)
    page.notices += [line for line in (invented_line(found, lang), notice(found, lang)) if line]
    page.bounds = _bounds(page, near=False)
    return page


def _lay_under(page: MapPage, under: LayerLike, lang: Lang) -> None:
    """Draw outlines below everything; the map still opens on the sentra."""
    from petasentra.layers.layer import as_layer

    layer = as_layer(under)
    light = simplify(projected(layer.to_geopandas()), max_vertices=BUDGET["plain"])
    drawn = to_degrees(light.frame, light.tolerance_m)
    names = list(layer["name"]) if "name" in layer.columns and "name" not in layer.personal else [""] * len(layer)
    shapes = [_feature(shape, {"h": str(name or "")}) for name, shape in zip(names, drawn.geometry, strict=True)]
    style: dict[str, Any] = {
        "color": "#8a8272", "weight": 1.2, "opacity": 0.9, "fillColor": "#ebe6da", "fillOpacity": 0.35, "radius": 3,
    }  # fmt: skip
    title = pick(("Batas wilayah", "Boundaries"), lang)
    page.layers.insert(0, _layer(title, "plain", drawn, shapes, style=style) | {"swatch": "#ebe6da"})
    page.sources.append(_source_line(title, "", light, lang))


def notice(found: FoundSentra, lang: Lang) -> str:
    """Say how many units a map cannot show; empty where it shows all."""
    nowhere = int((~np.isfinite(found.read.ground.xy).all(axis=1)).sum())
    if not nowhere:
        return ""
    many = number(nowhere, 0, lang)
    return pick((f"Unit tanpa koordinat, tidak tergambar: {many}.", f"Units without a place, not drawn: {many}."), lang)


def _add_shapes(page: MapPage, layer: Layer, title: str, colour: str, key: str, lang: Lang) -> None:
    if not len(layer):
        return
    frame = layer.to_geopandas()
    light = simplify(projected(frame), max_vertices=BUDGET["plain"])
    drawn = to_degrees(light.frame, light.tolerance_m)
    shapes = []
    for row, shape in zip(layer.table.to_pylist(), drawn.geometry, strict=True):
        head = f"{title} {row[key]}: {', '.join(dict.fromkeys(row['value']))}"
        shapes.append(_feature(shape, {"h": head, "r": _facts(row, lang)}))
    style: dict[str, Any] = {
        "color": colour, "weight": 2.0, "opacity": 0.95, "fillColor": colour, "fillOpacity": 0.25, "radius": 7,
    }  # fmt: skip
    page.layers.append(_layer(title, "plain", drawn, shapes, style=style) | {"swatch": on_paper(colour, 0.5)})
    page.sources.append(_source_line(title, "", light, lang))


def _facts(row: dict[str, Any], lang: Lang) -> list[list[str]]:
    told = [[pick(("Unit", "Units"), lang), number(row["units"], 0, lang)]]
    if row.get("workers_min") is not None:
        low, high = (number(row[name], 0, lang) for name in ("workers_min", "workers_max"))
        told.append([pick(("Tenaga kerja", "Workers"), lang), low if low == high else f"{low}-{high}"])
    if "missing_id" in row:
        told.append([pick(("Yang kurang", "What it lacks"), lang), row[f"missing_{lang}"]])
    told.append([pick(("Luas selubung", "Area of the hull"), lang), f"{number(row['area_ha'], 2, lang)} ha"])
    return told


def _add_units(page: MapPage, found: FoundSentra, lang: Lang) -> None:
    import geopandas
    import shapely

    kinds = strongest_membership(found)
    there = np.isfinite(found.read.ground.xy).all(axis=1)
    if not there.any():
        return
    if int(there.sum()) > MOST_UNITS:
        many = number(int(there.sum()), 0, lang)
        page.notices.append(pick((f"{many} unit tidak digambar satu per satu.", f"{many} units are not drawn."), lang))
        return
    crs = found.read.ground.crs
    for place, name in enumerate(MEMBERSHIPS):
        rows = np.flatnonzero(there & (kinds == place))
        if not len(rows):
            continue
        points = shapely.points(found.read.ground.xy[rows])
        frame = geopandas.GeoDataFrame(geometry=points, crs=None if crs is None else crs.projjson)
        drawn = to_degrees(projected(frame), 0.0)
        title = words.sentence(pick(("unit: ", "units: "), lang) + pick(MEMBERSHIP_WORDS[name], lang))
        colour = COLOURS.get(name, OTHER_COLOUR)
        hidden = found.read.columns.unit_id in found.read.table.personal
        names = [f"#{row}" if hidden else found.read.ids[row].as_py() for row in rows.tolist()]
        shapes = [_feature(shape, {"h": name}) for name, shape in zip(names, drawn.geometry, strict=True)]
        style: dict[str, Any] = {
            "color": "#ffffff", "weight": 0.8, "opacity": 1.0, "fillColor": colour, "fillOpacity": 1.0, "radius": 4,
        }  # fmt: skip
        page.layers.append(_layer(title, "plain", drawn, shapes, style=style) | {"swatch": colour})
