"""The map of a validation: the zones as they are, and every finding in the colour of its rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.plotting.display_geometry import projected, simplify, to_degrees
from petasentra.plotting.explore import write_map
from petasentra.plotting.language import check_lang, number, pick
from petasentra.plotting.page import _OUTLINES, BUDGET, MapPage, _bounds, _feature, _layer, _source_line
from petasentra.plotting.palette import on_paper
from petasentra.plotting.plain_zones import PLAIN_ZONES, add_plain_zones
from petasentra.plotting.read_view import source_name, without_personal
from petasentra.validation.words import heading, rule_name, settings_line

if TYPE_CHECKING:
    import os

    from geopandas import GeoDataFrame

    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Lang
    from petasentra.validation.validating import Validation

_COLOURS = {
    "GEOMETRY_INVALID": "#b3001b",
    "DUPLICATE_GEOMETRY": "#6a1b9a",
    "ZONE_OVERLAP": "#d1495b",
    "ZONE_GAP": "#0b6e99",
    "ZONE_SLIVER": "#b8860b",
    "ZONE_SPIKE": "#8a5a00",
    "EDGE_MISMATCH": "#4d6a6d",
    "OUTSIDE_PERIMETER": "#c2410c",
    "STATED_AREA": "#556b2f",
    "BORDER_MISMATCH": "#7a1f5c",
    "VALIDITY_REVERSED": "#2f5d62",
    "DOMAIN_CLASH": "#5b4bb5",
    "VALUE_UNREADABLE": "#7a6f2a",
}
_OTHER = "#b3001b"
_NEIGHBOUR = PLAIN_ZONES | {"fillColor": "#d9cbb8", "color": "#9a8a72"}
_GROUND: dict[str, Any] = {"weight": 1.5, "opacity": 0.95, "fillOpacity": 0.6}
#: Findings whose place is a whole zone: drawn below the others.
_WHOLE_ZONES = frozenset({"DOMAIN_CLASH", "VALUE_UNREADABLE"})
#: Most findings on the map -> radius of a mark.
_RADIUS = ((100, 6.0), (500, 4.5), (float("inf"), 3.0))


def explore_validation(validation: Validation, path: str | os.PathLike[str] | None, lang: str) -> Map:
    """Write the map; see `petasentra.plotting.explore.explore`."""
    language = check_lang(lang)
    return write_map(validation_page(validation, language), path, language)


def validation_page(validation: Validation, lang: Lang) -> MapPage:
    """Lay out the zones, and over them one layer a rule with its findings.

    Ground too small to be seen from afar is marked by a circle as well.
    """
    layer = validation.layer
    page = MapPage(title=heading(validation, lang), subtitle=settings_line(validation, lang))
    add_plain_zones(page, layer, lang)
    _add_beside(page, validation, lang)
    found = without_personal(validation.findings)
    found = found[found.geometry.notna()]
    radius = next(size for most, size in _RADIUS if len(found) <= most)
    for code in sorted(validation.counts, key=lambda one: one not in _WHOLE_ZONES):
        ours = found[found["code"] == code]
        if len(ours):
            _add_rule(page, code, ours, radius, lang)
    page.bounds = _bounds(page, near=False)
    return page


def _add_beside(page: MapPage, validation: Validation, lang: Lang) -> None:
    """Draw the perimeter as a dashed line and the zones of the neighbouring plan in a quiet colour."""
    beside = (
        (validation.perimeter, pick(("Batas wilayah", "Perimeter"), lang), "area", _OUTLINES["area"]),
        (validation.neighbour, pick(("Rencana tetangga", "Neighbouring plan"), lang), "plain", _NEIGHBOUR),
    )
    for layer, title, kind, style in beside:
        if layer is None:
            continue
        frame = without_personal(layer)
        light = simplify(projected(frame[[frame.geometry.name]]), max_vertices=BUDGET["plain"])
        drawn = to_degrees(light.frame, light.tolerance_m)
        shapes = [_feature(shape, {"h": title}) for shape in drawn.geometry if shape is not None]
        page.layers.append(_layer(title, kind, drawn, shapes, style=style) | {"interactive": kind == "plain"})
        page.sources.append(_source_line(layer.title, source_name(layer.provenance.get("source", "")), light, lang))


def _add_rule(page: MapPage, code: str, found: GeoDataFrame, radius: float, lang: Lang) -> None:
    light = simplify(projected(found), max_vertices=BUDGET["plain"] // 2)
    west, south, east, north = page.layers[0]["bbox"]
    seen = max(east - west, north - south) / 120.0
    shapes = to_degrees(light.frame, 0.0)
    marks = shapes.geometry.representative_point()
    boxes = shapes.geometry.bounds
    small = (boxes.maxx - boxes.minx < seen) & (boxes.maxy - boxes.miny < seen)
    colour = _COLOURS.get(code, _OTHER)
    features = []
    for row, mark, is_small in zip(shapes.to_dict("records"), marks, small, strict=True):
        text = {"h": f"{code} {_named(row)}".strip(), "p": row.get(f"message_{lang}", ""), "r": _rows(row, lang)}
        shape = row[shapes.geometry.name]
        features.append(_feature(shape, text))
        if is_small and not shape.geom_type.endswith("Point"):
            features.append(_feature(mark, text))
    title = f"{rule_name(code, lang).capitalize()} ({number(len(found), 0, lang)})"
    style = _GROUND | {"color": colour, "fillColor": colour, "radius": radius}
    if code in _WHOLE_ZONES:
        style |= {"weight": 1.0, "fillOpacity": 0.35}
    page.layers.append(
        _layer(title, "plain", shapes, features, style=style) | {"swatch": on_paper(colour, 0.6), "code": code}
    )


def _named(row: dict[str, Any]) -> str:
    ids = (row.get("feature_id"), row.get("other_id"))
    return " / ".join(str(value) for value in ids if value and value == value)


def _rows(row: dict[str, Any], lang: Lang) -> list[list[str]]:
    rows = [[pick(("Anjuran", "What to do"), lang), str(row[f"hint_{lang}"])]]
    measure = row["measure"]
    if measure is not None and measure == measure:
        decimals = 2 if abs(measure) >= 1 else 6
        rows.insert(0, [pick(("Ukuran", "Measure"), lang), f"{number(measure, decimals, lang)} {row['unit']}"])
    return rows
