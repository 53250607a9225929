"""The map of flows that opens without internet: roads as wide as what goes over them, and the sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import OptionError
from petasentra.optional import MAPS, require
from petasentra.plotting import language as words
from petasentra.plotting.display_geometry import projected, simplify, to_degrees
from petasentra.plotting.explore import write_map
from petasentra.plotting.flow_pieces import NARROWEST, flow_pieces, stack
from petasentra.plotting.language import check_lang, number, pick
from petasentra.plotting.page import BUDGET, MapPage, _bounds, _feature, _layer, _source_line
from petasentra.supply.road_ways import RoadWays
from petasentra.supply.words import KIND_WORDS, amount, rupiah

if TYPE_CHECKING:
    import os

    import geopandas

    from petasentra.plotting.explore import Map
    from petasentra.plotting.language import Lang
    from petasentra.supply.solved import Solved

__all__ = ["COMMODITY_COLOURS", "INVENTED", "SITE_COLOURS", "explore_flows", "is_invented", "shown_unmet"]

COMMODITY_COLOURS = ("#b3001b", "#0b6e99", "#8a5a00", "#6a1b9a", "#00704f", "#b3005e", "#3d52a0", "#5a7d00")
SITE_COLOURS = {"source": "#17262d", "processor": "#e58606", "storage": "#7d8a90", "market": "#2f8f8a"}
INVENTED = ("rekaan atau skematik", "invented or schematic")
STACKED = (
    "Jalan yang dilalui beberapa komoditas bergaris tepi: tepinya komoditas yang lain, tebalnya jumlah semuanya.",
    "A road that carries several commodities has rims: they are the other commodities, its width is that of all.",
)
_SITE: dict[str, Any] = {"color": "#ffffff", "weight": 1.6, "opacity": 1.0, "fillOpacity": 1.0}
#: Sites of several kinds at one place lie above each other, the first the largest.
_RADIUS = {"source": 9.5, "processor": 8.0, "storage": 6.5, "market": 5.5}
#: So many of the flows over a section are listed.
_LISTED = 8
#: Above so many edges the roads that carry nothing are left out.
_MOST_EDGES = 30_000
_ROADS: dict[str, Any] = {"color": "#b9b3a3", "weight": 1.0, "opacity": 0.8, "fill": False}


def explore_flows(solution: Solved, path: str | os.PathLike[str] | None, lang: str, *, schematic: bool) -> Map:
    """Write the map; see `SupplySolution.explore`."""
    language = check_lang(lang)
    require(*MAPS, purpose_id="Peta", purpose_en="Maps")
    if not isinstance(solution.ways, RoadWays):
        raise OptionError(
            "This chain has a table of legs and no roads to draw.",
            "Rantai ini memakai tabel rute; tidak ada jalan yang dapat digambar.",
            hint_en="sankey() draws flows without roads.",
            hint_id="sankey() menggambar aliran tanpa jalan.",
            code=801,
        )
    return write_map(flow_page(solution, language, schematic=schematic), path, language)


def is_invented(solution: Solved, *, schematic: bool) -> bool:
    """Whether a row says that it is invented, or the roads are said to be schematic."""
    return schematic or any(bool(one) for one in solution.sites["synthetic"])


def shown_unmet(solution: Solved) -> dict[str, float]:
    """Return what markets miss, by site, where that is worth anything."""
    out: dict[str, float] = {}
    for row in solution.unmet.to_pylist():
        if row["unmet_t"] > 0 and row["penalty_idr"] > 0:
            out[row["site_id"]] = out.get(row["site_id"], 0.0) + row["unmet_t"]
    return out


def flow_page(solution: Solved, lang: Lang, *, schematic: bool) -> MapPage:
    """Lay out the roads, the flows of each commodity, those with most tonnes lowest, and the sites."""
    page = MapPage(title=pick(("Aliran bahan baku", "Flows of raw material"), lang))
    page.subtitle = subtitle(solution, lang)
    if is_invented(solution, schematic=schematic):
        page.tags.append(("schematic", words.sentence(pick(INVENTED, lang))))
    _add_roads(page, solution, lang)
    pieces = flow_pieces(solution)
    totals = pieces.groupby("commodity")["amount_t"].max().sort_values(ascending=False, kind="stable")
    colours = {one.name: COMMODITY_COLOURS[place % len(COMMODITY_COLOURS)]
               for place, one in enumerate(solution.model.commodities)}  # fmt: skip
    heaviest = stack(pieces, list(totals.index))
    for commodity in totals.index:
        of = pieces[pieces["commodity"] == commodity]
        _add_flows(page, of, commodity, colours[commodity], lang)
    if len(totals):
        most = amount(heaviest, lang)
        page.notices.append(
            pick(
                (f"Makin tebal garisnya, makin banyak yang lewat (akar dari ton): yang paling tebal {most} t.",
                 f"The wider a line, the more goes over it (by the square root of tonnes): the widest is {most} t."),
                lang,
            )
        )  # fmt: skip
    if pieces["stacked"].any():
        page.notices.append(pick(STACKED, lang))
    flowing = [layer["bbox"] for layer in page.layers[-len(totals) :]] if len(totals) else []
    _add_sites(page, solution, lang)
    page.bounds = _bounds(page, near=False)
    if flowing:  # where something moves is shown first; a far source that sends nothing is a click away
        west, south = (min(box[side] for box in flowing) - 0.01 for side in (0, 1))
        east, north = (max(box[side] for box in flowing) + 0.01 for side in (2, 3))
        page.bounds["sites"] = [[south, west], [north, east]]
    return page


def subtitle(solution: Solved, lang: Lang) -> str:
    """Say what all costs, and what is missing."""
    missing = sum(shown_unmet(solution).values())
    parts = [pick(("Biaya", "Costs"), lang) + f" {rupiah(solution.total_idr, lang)}"]
    if missing:
        parts.append(pick(("kurang", "missing"), lang) + f" {amount(missing, lang)} t")
    if len(solution.model.periods) > 1:
        count = number(len(solution.model.periods), 0, lang)
        parts.append(pick((f"{count} periode dijumlahkan", f"{count} periods added up"), lang))
    return " · ".join(parts)


def _add_roads(page: MapPage, solution: Solved, lang: Lang) -> None:
    assert isinstance(solution.ways, RoadWays)
    lines = solution.ways.edge_lines
    if not 0 < len(lines) <= _MOST_EDGES:
        return
    light = simplify(projected(lines.to_geopandas()), max_vertices=BUDGET["plain"])
    drawn = to_degrees(light.frame, light.tolerance_m)
    title = pick(("Jalan", "Roads"), lang)
    shapes = [_feature(shape, {"h": _text(name)}) for name, shape in zip(drawn["name"], drawn.geometry, strict=True)]
    page.layers.append(_layer(title, "plain", drawn, shapes, style=_ROADS) | {"interactive": False})
    page.sources.append(_source_line(title, "", light, lang))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _add_flows(page: MapPage, pieces: geopandas.GeoDataFrame, commodity: str, colour: str, lang: Lang) -> None:
    light = simplify(projected(pieces), max_vertices=BUDGET["plain"])
    drawn = to_degrees(light.frame, light.tolerance_m)
    shapes, styles = [], {}
    for row, shape in zip(drawn.to_dict("records"), drawn.geometry, strict=True):
        key = f"w{row['weight']}"
        styles[key] = {"weight": row["weight"]}
        heading = f"{row['name']}: {commodity}" if row["name"] else commodity
        facts = [[pick(("Ton", "Tonnes"), lang), amount(row["amount_t"], lang)]]
        facts += [[f"{what}: {way}", f"{amount(tonnes, lang)} t"] for what, way, tonnes in row["told"][:_LISTED]]
        if len(row["told"]) > _LISTED:
            rest = number(len(row["told"]) - _LISTED, 0, lang)
            facts.append([pick((f"dan {rest} aliran lain", f"and {rest} more flows"), lang), ""])
        shapes.append(_feature(shape, {"h": heading, "k": key, "r": facts}))
    style = {"color": colour, "weight": NARROWEST, "opacity": 0.85, "fill": False, "lineCap": "round"}
    page.layers.append(_layer(commodity, "plain", drawn, shapes, style=style, styles=styles) | {"swatch": colour})
    page.sources.append(_source_line(commodity, "", light, lang))


def _add_sites(page: MapPage, solution: Solved, lang: Lang) -> None:
    import geopandas
    import shapely

    model = solution.model
    x, y = model.places
    there = np.isfinite(x) & np.isfinite(y)
    facts: dict[tuple[str, str], list[list[str]]] = {}
    offered = pick(("tersedia atau diminta", "offered or wanted"), lang)
    for row in solution.sites.to_pylist():
        name = f"{row['commodity'] or pick(('diolah', 'processed'), lang)}, {row['period']}"
        text = f"{amount(row['used_t'], lang)} t"
        if row["offered_t"] is not None and np.isfinite(row["offered_t"]):
            text += f" ({offered} {amount(row['offered_t'], lang)} t)"
        facts.setdefault((row["kind"], row["site_id"]), []).append([name, text])
    missing = shown_unmet(solution)
    for kind, colour in SITE_COLOURS.items():
        rows = [site for site in np.flatnonzero(there) if model.site_kinds[site] == kind]
        if not rows:
            continue
        frame = geopandas.GeoDataFrame(geometry=shapely.points(x[rows], y[rows]), crs=_crs(solution))
        drawn = to_degrees(projected(frame), 0.0)
        title = words.sentence(pick((KIND_WORDS[kind], kind), lang))
        shapes = []
        for site, shape in zip(rows, drawn.geometry, strict=True):
            name = model.site_ids[site]
            told: dict[str, Any] = {"h": f"{title}: {name}", "r": facts.get((kind, name), [])}
            if kind == "market" and name in missing:
                told["p"] = pick(("Kurang", "Missing"), lang) + f" {amount(missing[name], lang)} t"
            shapes.append(_feature(shape, told))
        style = _SITE | {"fillColor": colour, "radius": _RADIUS[kind]}
        page.layers.append(_layer(title, "plain", drawn, shapes, style=style) | {"swatch": colour})


def _crs(solution: Solved) -> Any:  # noqa: ANN401  (what geopandas takes)
    assert isinstance(solution.ways, RoadWays)
    crs = solution.ways.network.crs
    return None if crs is None else crs.projjson
