"""Zones in a quiet colour, to see on what ground something else lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.plotting.display_geometry import projected, simplify, to_degrees
from petasentra.plotting.language import pick
from petasentra.plotting.page import BUDGET, MapPage, _feature, _layer, _source_line
from petasentra.plotting.read_view import source_name, without_personal

if TYPE_CHECKING:
    from petasentra.layers.layer import Layer
    from petasentra.plotting.language import Lang

PLAIN_ZONES: dict[str, Any] = {
    "color": "#7c8a90",
    "weight": 0.7,
    "opacity": 0.9,
    "fillColor": "#c9d2d4",
    "fillOpacity": 0.25,
}


def add_plain_zones(page: MapPage, zones: Layer, lang: Lang) -> None:
    """Draw zones beneath what comes after, each named by its row."""
    frame = without_personal(zones)
    light = simplify(projected(frame[[frame.geometry.name]]), max_vertices=BUDGET["plain"])
    drawn = to_degrees(light.frame, light.tolerance_m)
    name = pick(("Zona", "Zones"), lang)
    shapes = [_feature(shape, {"h": f"{name} {row}"}) for row, shape in zip(drawn.index, drawn.geometry, strict=True)]
    page.layers.append(_layer(name, "plain", drawn, shapes, style=PLAIN_ZONES))
    page.sources.append(_source_line(zones.title, source_name(zones.provenance.get("source", "")), light, lang))
