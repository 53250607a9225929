"""What stands on an interactive map: layers as GeoJSON with their texts, legends, sources and notices.

This module decides *what* is shown and in which words; ``assets/map.js`` decides how it moves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from petasentra.plotting import language as words
from petasentra.plotting.display_geometry import projected, simplify, to_degrees
from petasentra.plotting.language import pick
from petasentra.plotting.palette import on_paper, verdict_style, zone_colours
from petasentra.plotting.read_view import source_name, without_personal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry

    from petasentra.layers.layer import Layer
    from petasentra.plotting.display_geometry import Simplified
    from petasentra.plotting.language import Lang
    from petasentra.plotting.view import GroundView, PieceView, ResultView, SiteView

#: Vertices a layer may bring to a page; about 20 bytes each.
BUDGET = {"zone": 40_000, "area": 8_000, "special": 6_000, "piece": 12_000, "site": 15_000, "plain": 45_000}

_INK = "#17262d"
_OUTLINES: dict[str, dict[str, Any]] = {
    "area": {"color": "#33454d", "weight": 1.3, "opacity": 0.85, "fill": False, "dashArray": "5 4"},
    "special": {"color": "#7a1f5c", "weight": 3.2, "opacity": 0.9, "fillColor": "#7a1f5c", "fillOpacity": 0.06},
}


@dataclass
class MapPage:
    """Everything the template and the script need, ready to be written."""

    title: str
    subtitle: str = ""
    tags: list[tuple[str, str]] = field(default_factory=list)
    verdicts: list[dict[str, Any]] = field(default_factory=list)
    verdicts_title: str = ""
    """Heading of `verdicts`; empty for those of a check."""
    styles: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Word, colours and sign of categories of sites that are no verdicts."""
    legends: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, str]] = field(default_factory=list)
    layers: list[dict[str, Any]] = field(default_factory=list)
    sites: list[dict[str, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    bounds: dict[str, Any] = field(default_factory=dict)


def result_page(view: ResultView, lang: Lang) -> MapPage:
    """Lay out a check result: zones, areas of rules, sites by verdict, pieces."""
    as_of = words.date(view.as_of, lang)
    page = MapPage(title=view.pack.title or pick(("Peta kesesuaian", "Conformance map"), lang))
    cited = ", ".join(i.citation for i in view.governing()) or pick(
        ("tanpa peraturan berlaku", "no plan in force"), lang
    )
    page.subtitle = pick((f"Keadaan hukum {as_of} · {cited}", f"The law as of {as_of} · {cited}"), lang)
    if view.pack.variant:
        page.subtitle += f" · {view.what_if(lang)}"
    if view.schematic:
        page.tags.append(("schematic", words.sentence(pick(words.SCHEMATIC, lang))))
    if view.draft:
        page.tags.append(("draft", pick(words.DRAFT, lang)))
    for ground in view.ground:
        add_ground(page, ground, lang)
    _add_sites(page, view, lang)
    _add_pieces(page, view, lang)
    page.verdicts = [_verdict(category, lang) | {"count": count} for category, count in view.categories()]
    page.notices = view.notices(lang)
    page.bounds = _bounds(page, near=True)
    return page


def layer_page(layer: Layer, lang: Lang) -> MapPage:
    """Lay out one layer with its attributes in popups; columns marked personal are left out."""
    frame = without_personal(layer)
    title = getattr(layer, "title", "") or pick(("Lapisan", "Layer"), lang)
    page = MapPage(title=title, subtitle=f"{words.number(len(frame), 0, lang)} " + pick(("fitur", "features"), lang))
    columns = [c for c in frame.columns if c != frame.geometry.name]
    light = simplify(projected(frame), max_vertices=BUDGET["plain"], coverage=True)
    frame = to_degrees(light.frame, light.tolerance_m)
    name = next((c for c in ("name", "nama", "NAMOBJ", "NAMZON", "village", "district") if c in columns), None)
    features = []
    for number, row in zip(frame.index, frame.to_dict("records"), strict=True):
        heading = str(row[name]) if name and row[name] == row[name] and row[name] else f"{title} {number}"
        rows = [[c, _plain(row[c], lang)] for c in columns]
        features.append(_feature(row[frame.geometry.name], {"h": heading, "r": [r for r in rows if r[1]]}))
    areal = bool(frame.geometry.geom_type.str.contains("Polygon").any())
    style = {
        "color": "#0d5c63",
        "weight": 1.0 if areal else 2.4,
        "opacity": 0.95,
        "fillColor": "#2f8f8a",
        "fillOpacity": 0.35,
    }
    page.layers.append(_layer(title, "plain", frame, features, style=style))
    page.legends.append(
        {"title": pick(("Legenda", "Legend"), lang), "layer": 0,
         "entries": [{"key": "", "fill": "#8cc2bf", "name": title, "code": ""}]}
    )  # fmt: skip
    source = source_name(layer.provenance.get("source", ""))
    page.sources.append(_source_line(title, source, light, lang))
    page.bounds = _bounds(page, near=False)
    return page


def add_ground(page: MapPage, ground: GroundView, lang: Lang) -> None:
    """Draw zones in their colours with a legend, areas by their borders and names, special zones by an outline."""
    zone = ground.role == "zones"
    kind = {"zones": "zone"}.get(ground.role, ground.role)
    light = simplify(projected(ground.frame), max_vertices=BUDGET[kind], coverage=True)
    frame = to_degrees(light.frame, light.tolerance_m)
    tag = f" ({pick(words.SCHEMATIC, lang)})" if ground.schematic else ""
    title = ground.words(lang) + tag
    rows = frame.to_dict("records")
    if not zone:
        features = [_feature(row["geometry"], {"h": row["name"]}) for row in rows]
        layer = _layer(title, kind, frame, features, style=_OUTLINES[kind]) | {"interactive": False}
        if kind == "area":
            layer["labels"] = _labels(frame)
        page.lines.append({"title": title, "kind": kind})
        page.layers.append(layer)
        page.sources.append(_source_line(title, ground.source, light, lang))
        return
    fills = zone_colours((row["code"], row["name"]) for row in rows)
    styles = {code: {"fillColor": fill, "color": _darker(fill)} for code, fill in fills.items()}
    style = {"weight": 0.5, "opacity": 0.5, "fillOpacity": 0.5}
    areas = ground.frame.geometry.area
    by_code = areas.groupby(ground.frame["code"]).sum()
    label = pick(("Luas zona sejenis", "Area of this zone class"), lang)
    figures = {code: words.hectares(float(area), lang) + tag for code, area in by_code.items()}
    features = [
        _feature(
            row["geometry"],
            {"k": row["code"], "h": row["name"], "s": row["code"] if row["code"] != row["name"] else "",
             "r": [[pick(("Kode zona", "Zone code"), lang), row["code"]], [label, figures[row["code"]]],
                   [pick(("Rencana", "Plan"), lang), title]]},
        )
        for row in rows
    ]  # fmt: skip
    page.legends.append({
        "title": pick((f"Zona{tag}", f"Zones{tag}"), lang),
        "layer": len(page.layers),
        "entries": [
            {"key": code, "fill": on_paper(fills[code], 0.5), "name": name, "code": code if code != name else ""}
            for code, name in sorted({(r["code"], r["name"]) for r in rows}, key=lambda item: item[1])
        ],
    })  # fmt: skip
    page.layers.append(_layer(title, kind, frame, features, style=style, styles=styles, visible=not _has(page, "zone")))
    page.sources.append(_source_line(title, ground.source, light, lang))


def _add_sites(page: MapPage, view: ResultView, lang: Lang) -> None:
    import geopandas

    numbers = [n for n, site in enumerate(view.sites) if site.geometry is not None and not site.geometry.is_empty]
    shapes = [view.sites[n].geometry for n in numbers]
    light = simplify(geopandas.GeoDataFrame({"n": numbers}, geometry=shapes, crs=view.crs), max_vertices=BUDGET["site"])
    anchors = to_degrees(light.frame.set_geometry(light.frame.geometry.representative_point()), 0.0)
    frame = to_degrees(light.frame, light.tolerance_m)
    features = []
    for number, shape, anchor in zip(frame["n"], frame.geometry, anchors.geometry, strict=True):
        site = view.sites[int(number)]
        text = _site_text(site, view, lang) | {"i": int(number), "a": [anchor.y, anchor.x]}
        features.append(_feature(shape, text | {"k": site.category, "c": site.category}))
    styles = {category: {"color": verdict_style(category).fill} for category, _ in view.categories()}
    for category, style in styles.items():
        style["fillColor"] = style["color"]
        style["color"] = _darker(style["color"]) if category != "no_data" else _INK
    title = pick(("Tapak", "Sites"), lang)
    look: dict[str, Any] = {"weight": 2.2, "opacity": 1.0, "fillOpacity": 0.45}
    page.layers.append(_layer(title, "site", frame, features, style=look, styles=styles))
    page.sources.append(_source_line(title, "", light, lang))
    page.sites = [
        {key: str(value) for key, value in _verdict(site.category, lang).items()}
        | {"name": site.name, "note": _share_note(site, lang)}
        for site in view.sites
    ]


def _add_pieces(page: MapPage, view: ResultView, lang: Lang) -> None:
    import geopandas

    labels = {site.site_id: site.label for site in view.sites}
    drawn = [p for p in view.pieces if p.geometry is not None and p.geometry.area > 0]
    if not drawn:
        return
    shapes = [p.geometry for p in drawn]
    numbers = list(range(len(drawn)))
    light = simplify(
        geopandas.GeoDataFrame({"n": numbers}, geometry=shapes, crs=view.crs), max_vertices=BUDGET["piece"]
    )
    frame = to_degrees(light.frame, light.tolerance_m)
    features = []
    for number, shape in zip(frame["n"], frame.geometry, strict=True):
        piece = drawn[int(number)]
        features.append(_feature(shape, _piece_text(piece, labels, lang) | {"k": piece.category, "c": piece.category}))
    styles = {v: {"fillColor": verdict_style(v).fill} for v in sorted({p.category for p in drawn})}
    style = {"color": "#ffffff", "weight": 1.2, "opacity": 1.0, "fillOpacity": 0.85}
    title = pick(("Bagian tapak menurut zona", "Pieces of the sites by zone"), lang)
    page.layers.append(_layer(title, "piece", frame, features, style=style, styles=styles, visible=False))


def _site_text(site: SiteView, view: ResultView, lang: Lang) -> dict[str, Any]:
    tag = f" ({pick(words.SCHEMATIC, lang)})" if site.schematic else ""
    articles = [article.label for _, article in view.articles_of(site)]
    unseen = pick((" (belum diverifikasi)", " (not verified)"), lang)
    rows = [
        [pick(("Nomor tapak", "Site id"), lang), site.label if site.label != site.name else ""],
        [pick(("Kegiatan", "Activity"), lang), pick(site.activity_name, lang)],
        [pick(("Luas", "Area"), lang), words.hectares(site.area_m2, lang) if site.area_m2 else ""],
        [pick(("Bagian sesuai", "Conforming share"), lang), _share(site, lang)],
        [pick(("Peraturan", "Regulation"), lang), view.cited(site)],
        [pick(("Pasal", "Article"), lang), "; ".join(articles) + ("" if site.verified or not articles else unseen)],
        [pick(("Catatan", "Flags"), lang), "; ".join(pick(words.FLAGS.get(f, (f, f)), lang) for f in site.flags)],
        [pick(("Jalur KKPR", "KKPR route"), lang), pick(words.ROUTES.get(site.route, (site.route,) * 2), lang)],
    ]
    reason = site.reason_text(lang)
    if tag and pick(words.SCHEMATIC, lang) not in reason.lower():
        reason += tag
    reason = " ".join(part for part in (reason, pick(site.decided, lang)) if part)
    return {"h": site.name, "p": reason, "r": [row for row in rows if row[1]]}


def _piece_text(piece: PieceView, labels: Mapping[str, str], lang: Lang) -> dict[str, Any]:
    tag = f" ({pick(words.SCHEMATIC, lang)})" if piece.schematic else ""
    none = pick(("Di luar seluruh zona", "Outside every zone"), lang)
    rows = [
        [pick(("Tapak", "Site"), lang), labels[piece.site_id]],
        [pick(("Sel matriks", "Matrix cell"), lang), piece.cell],
        [pick(("Luas", "Area"), lang), words.hectares(piece.area_m2, lang) + tag if piece.area_m2 else ""],
        [pick(("Bagian tapak", "Share of the site"), lang), words.percent(piece.share, lang) + tag],
    ]
    return {"h": piece.zone_label or none, "r": [row for row in rows if row[1]]}


def _share(site: SiteView, lang: Lang) -> str:
    if site.share_known is None:
        return ""
    text = words.percent(site.share_known, lang)
    if site.share_min is not None and site.share_max is not None and site.share_max > site.share_min:
        text += f" ({words.percent(site.share_min, lang)}–{words.percent(site.share_max, lang)})"
    return text + (f" {pick(words.SCHEMATIC, lang)}" if site.schematic else "")


def _share_note(site: SiteView, lang: Lang) -> str:
    if "partial" not in site.flags or site.share_known is None:
        return ""
    return pick(("sesuai", "conforming"), lang) + f" {_share(site, lang)}"


def _verdict(category: str, lang: Lang) -> dict[str, Any]:
    style = verdict_style(category)
    word = pick(words.VERDICTS.get(category, (category, category)), lang)
    return {"category": category, "word": word, "fill": style.fill, "ink": style.ink, "sign": style.sign}


def verdict_table(lang: Lang) -> dict[str, dict[str, Any]]:
    """Return word, colours and sign of each category, for the script."""
    return {category: _verdict(category, lang) for category in words.VERDICTS}


def _layer(
    title: str,
    kind: str,
    frame: GeoDataFrame,
    features: Sequence[Mapping[str, Any]],
    *,
    style: Mapping[str, Any],
    styles: Mapping[str, Mapping[str, Any]] | None = None,
    visible: bool = True,
) -> dict[str, Any]:
    data = {"type": "FeatureCollection", "features": list(features)}
    look = {"style": style, "styles": styles or {}, "visible": visible}
    return {"title": title, "kind": kind, "bbox": [float(edge) for edge in frame.total_bounds], "data": data} | look


def _has(page: MapPage, kind: str) -> bool:
    return any(layer["kind"] == kind for layer in page.layers)


def _feature(shape: BaseGeometry, properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": shape.__geo_interface__}


def _labels(frame: GeoDataFrame) -> list[list[Any]]:
    points = frame.geometry.map(lambda shape: shape.representative_point())
    return [[round(p.y, 5), round(p.x, 5), name] for p, name in zip(points, frame["name"], strict=True) if name]


def _bounds(page: MapPage, *, near: bool) -> dict[str, Any]:
    def of(kinds: Sequence[str]) -> list[list[float]] | None:
        boxes = [layer["bbox"] for layer in page.layers if layer["kind"] in kinds and layer["data"]["features"]]
        if not boxes:
            return None
        west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
        east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
        # About 300 m around, so that a single point is not the whole world.
        return [[south - 0.003, west - 0.003], [north + 0.003, east + 0.003]]

    everything = of(["zone", "area", "special", "site", "piece", "plain"]) or [[-11.0, 95.0], [6.0, 141.0]]
    return {"all": everything, "sites": of(["site"]) if near else None}


def _source_line(title: str, source: str, light: Simplified, lang: Lang) -> str:
    if light.tolerance_m > 0:
        metres = words.number(light.tolerance_m, 0, lang)
        drawing = pick(
            (f"gambar disederhanakan, toleransi {metres} m", f"drawing simplified, tolerance {metres} m"), lang
        )
    else:
        drawing = pick(("digambar tanpa penyederhanaan", "drawn without simplification"), lang)
    return f"{title}: {source}; {drawing}." if source else f"{title}: {drawing}."


def _plain(value: object, lang: Lang) -> str:
    if value is None or (isinstance(value, float) and value != value) or str(value) in ("NaT", "<NA>"):
        return ""
    if isinstance(value, float) and not value.is_integer():
        return words.number(value, 4, lang)
    return str(value)


def _darker(colour: str) -> str:
    return "#" + "".join(f"{int(int(colour[i : i + 2], 16) * 0.62):02x}" for i in (1, 3, 5))
