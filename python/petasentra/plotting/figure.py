"""Maps for paper and notebooks, drawn with matplotlib.

Axes are in metres of the pack's CRS (or of the UTM zone of a layer given in degrees), so the scale bar is true.
"""

from __future__ import annotations

import io
import re
import textwrap
from typing import TYPE_CHECKING

from petasentra.optional import FIGURES, require
from petasentra.plotting import language as words
from petasentra.plotting.display_geometry import projected, simplify
from petasentra.plotting.furniture import (
    INK,
    draw_inset,
    draw_scale_and_north,
    fit_axes,
    new_axes,
    place_legend,
    write_sources,
)
from petasentra.plotting.language import check_lang, pick
from petasentra.plotting.palette import on_paper, verdict_style, zone_colours
from petasentra.plotting.read_view import is_result, source_name, view_of, without_personal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geopandas import GeoDataFrame, GeoSeries
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from petasentra.conformance.check_result import CheckResult
    from petasentra.errors import SchemaError
    from petasentra.layers.layer import LayerLike
    from petasentra.plotting.language import Lang
    from petasentra.plotting.view import ResultView

_SEQUENTIAL = "YlGnBu"
_BUDGET = 14_000


def plot(result: CheckResult, lang: str = "id", ax: Axes | None = None) -> Axes:
    """Draw a check result: zones, areas of rules and sites by verdict.

    Parameters
    ----------
    result
        A ``CheckResult``.
    lang
        ``"id"`` or ``"en"``.
    ax
        matplotlib axes to draw into; None makes a figure of 10 by 7 inches.

    Returns
    -------
    matplotlib.axes.Axes
        Coordinates are metres in the CRS of the pack. Legend, scale bar, north arrow and source line are in place;
        what is schematic says so.

    Raises
    ------
    OptionError
        Another language, something that is no check result, or matplotlib is not installed.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    >>> ax = plot(result, lang="en")
    >>> ax.figure.savefig("map.png", dpi=100)
    """
    language = check_lang(lang)
    require(*FIGURES, purpose_id="Gambar peta", purpose_en="Drawn maps")
    if not is_result(result):
        from petasentra.errors import OptionError

        raise OptionError(
            message_id="plot() memerlukan hasil pemeriksaan (CheckResult).",
            message_en="plot() needs a check result (CheckResult).",
            hint_id="Untuk satu lapisan gunakan plot_layer().",
            hint_en="For a single layer use plot_layer().",
        )
    view = view_of(result)
    if ax is None:
        ax = new_axes((10.0, 7.0))
    draw_result(ax, view, language)
    _verdict_legend(ax, view, language)
    return ax


def plot_layer(
    layer: LayerLike, column: str | None = None, *, lang: str = "id", ax: Axes | None = None, title: str | None = None
) -> Axes:
    """Draw one layer, coloured by a column if one is named.

    Parameters
    ----------
    layer
        A ``Layer`` or anything a ``Layer`` can be made of.
    column
        Numbers are drawn on a colour scale, text by class (zone colours where the words are those of zones). None draws
        all features alike. A column marked personal counts as absent.
    lang
        ``"id"`` or ``"en"``.
    ax
        matplotlib axes; None makes a figure.
    title
        Text above the map; None takes the title of the layer.

    Returns
    -------
    matplotlib.axes.Axes
        Coordinates are metres.

    Raises
    ------
    SchemaError
        No such column; the message names the nearest.
    CrsError
        The layer has no CRS.
    OptionError
        Another language, or matplotlib is not installed.

    Examples
    --------
    >>> import petasentra as ps
    >>> plot_layer(ps.datasets.jombang().kecamatan, "district").get_title(loc="left")
    'kecamatan'
    """
    from petasentra.layers.layer import as_layer

    language = check_lang(lang)
    require(*FIGURES, purpose_id="Gambar peta", purpose_en="Drawn maps")
    source = as_layer(layer)
    frame = without_personal(source)
    if column is not None and column not in frame.columns:
        raise _no_such_column(column, [c for c in frame.columns if c != frame.geometry.name])
    light = simplify(projected(frame), max_vertices=8 * _BUDGET, coverage=True)
    if ax is None:
        ax = new_axes((9.0, 7.0))
    edge = {"edgecolor": "#ffffff", "linewidth": 0.4}
    rows = light.frame
    if column is None:
        rows.plot(ax=ax, color="#7fb8b5", **edge)
    elif rows[column].dtype.kind in "if":
        colour_bar = {"shrink": 0.6, "label": column}
        rows.plot(ax=ax, column=column, cmap=_SEQUENTIAL, legend=True, legend_kwds=colour_bar, **edge)
    else:
        classes = [str(value) for value in sorted({str(v) for v in rows[column]})]
        fills = zone_colours((value, value) for value in classes)
        rows.plot(ax=ax, color=[on_paper(fills[str(value)]) for value in rows[column]], **edge)
        _patch_legend(ax, [(on_paper(fills[value]), value) for value in classes[:24]], column)
    fit_axes(ax, rows.total_bounds)
    draw_scale_and_north(ax, language)
    ax.set_title(title if title is not None else getattr(source, "title", ""), loc="left", color=INK, parse_math=False)
    origin = source_name(source.provenance.get("source", ""))
    write_sources(ax, [origin] if origin else [], light.tolerance_m, schematic=False, lang=language)
    return ax


def draw_result(ax: Axes, view: ResultView, lang: Lang, *, texts: bool = True) -> float:
    """Draw zones, areas and sites into `ax`; return the largest tolerance of simplification, metres.

    With ``texts=False`` title and source line are left to the caller (the report sets them in HTML).
    """
    fit_axes(ax, _extent(view))
    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    window = (west, south, east, north)
    tolerance_m = 0.0
    for layer in view.ground:
        light = simplify(_clipped(projected(layer.frame), window), max_vertices=_BUDGET, coverage=True)
        tolerance_m = max(tolerance_m, light.tolerance_m)
        if light.frame.empty:
            continue
        if layer.role == "zones":
            fills = zone_colours(zip(layer.frame["code"], layer.frame["name"], strict=True))
            colours = [on_paper(fills[code]) for code in light.frame["code"]]
            light.frame.plot(ax=ax, color=colours, edgecolor="#ffffff", linewidth=0.35, zorder=1)
        elif layer.role == "special":
            light.frame.boundary.plot(ax=ax, color="#7a1f5c", linewidth=2.0, alpha=0.9, zorder=2.5)
        else:
            light.frame.boundary.plot(ax=ax, color="#33454d", linewidth=0.8, linestyle=(0, (4, 2.4)), zorder=2)
            name_areas(ax, light.frame, window, _anchors(view))
    _draw_sites(ax, view)
    fit_axes(ax, _extent(view))
    draw_scale_and_north(ax, lang)
    if texts:
        title = f"{view.pack.title} · {words.date(view.as_of, lang)}"
        if view.pack.variant:
            title += "\n" + textwrap.fill(view.what_if(lang), 90)
        ax.set_title(title, loc="left", color=INK, fontsize=11, fontweight="bold", parse_math=False)
        sources = [layer.source for layer in view.ground if layer.source and layer.role != "special"]
        write_sources(ax, list(dict.fromkeys(sources)), tolerance_m, schematic=view.schematic, lang=lang)
    return tolerance_m


def seen_zones(view: ResultView, window: Sequence[float]) -> list[tuple[str, str]]:
    """Return code and name of the zones with ground in a window (west, south, east, north), by name."""
    zones = next((layer for layer in view.ground if layer.role == "zones"), None)
    if zones is None:
        return []
    seen = _clipped(projected(zones.frame), window, beyond=0.0)
    return sorted(
        {(str(code), str(name)) for code, name in zip(seen["code"], seen["name"], strict=True)},
        key=lambda zone: zone[1],
    )


def result_svg(view: ResultView, lang: Lang) -> tuple[str, float, tuple[float, float, float, float]]:
    """Return the map of a result as an SVG element for a page, the tolerance of its geometry in metres, its window.

    The text holds no address, no date and no random name: the same result gives the same bytes. An inset shows where
    the map lies within the zones.
    """
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "petasentra", "font.size": 8.5}):
        figure = Figure(figsize=(7.2, 4.9))
        FigureCanvasSVG(figure)
        ax = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        tolerance_m = draw_result(ax, view, lang, texts=False)
        (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
        draw_inset(figure, ax, view)
        text = svg_text(figure)
    # In HTML an svg element needs no namespace, and a page without addresses is easier to trust.
    text = re.sub(r' xmlns(:\w+)?="[^"]*"', "", text)
    label = pick(("Peta tapak dan zona", "Map of sites and zones"), lang)
    text = re.sub(r'<svg ([^>]*?)width="[^"]*"', rf'<svg role="img" aria-label="{label}" \1', text, count=1)
    drawn = re.sub(r'(<svg [^>]*?) height="[^"]*"', r"\1", text, count=1).strip()
    return drawn, tolerance_m, (west, south, east, north)


def svg_text(figure: Figure) -> str:
    """Return a drawn figure as SVG without a date; the same figure gives the same bytes under one ``svg.hashsalt``."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = buffer.getvalue()
    text = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.S)
    # A hundredth of a point is finer than any printer; the rest of the digits is weight.
    return re.sub(r' d="[^"]*"', lambda path: re.sub(r"(\.\d\d)\d+", r"\1", path[0]), text)


def _anchors(view: ResultView) -> GeoSeries:
    """Return a point in each site that has a geometry (``GeoSeries``)."""
    import geopandas

    shapes = [s.geometry for s in view.sites if s.geometry is not None and not s.geometry.is_empty]
    return geopandas.GeoSeries(shapes, crs=view.crs).representative_point()


def _draw_sites(ax: Axes, view: ResultView) -> None:
    import geopandas

    sites = [s for s in view.sites if s.geometry is not None and not s.geometry.is_empty]
    if not sites:
        return
    grounds = [s for s in sites if s.area_m2]
    if grounds:
        geopandas.GeoSeries([s.geometry for s in grounds], crs=view.crs).plot(
            ax=ax, color=[verdict_style(s.category).fill for s in grounds], edgecolor=INK, linewidth=0.7, zorder=4
        )
    lines = [s for s in sites if s.geometry is not None and s.geometry.area == 0 and s.geometry.length > 0]
    if lines:
        geopandas.GeoSeries([s.geometry for s in lines], crs=view.crs).plot(
            ax=ax, color=[verdict_style(s.category).fill for s in lines], linewidth=2.4, zorder=4
        )
    anchors = _anchors(view)
    size = 92 if len(sites) <= 25 else 58 if len(sites) <= 200 else 16
    # Best first, so that what needs attention lies on top.
    order = [category for category, _ in view.categories()]
    for rank, category in enumerate(order):
        mine = [i for i, site in enumerate(sites) if site.category == category]
        style = verdict_style(category)
        x, y = anchors.x.iloc[mine], anchors.y.iloc[mine]
        ax.scatter(x, y, s=size * 1.5, color=INK, alpha=0.55, linewidths=0, zorder=5 + rank)
        ax.scatter(x, y, s=size, color=style.fill, edgecolors="#ffffff", linewidths=1.0, zorder=5 + rank)
        if size < 50:
            continue
        for px, py in zip(x, y, strict=True):
            ax.text(px, py, style.sign, color=style.ink, fontsize=size**0.5 * 0.68, fontweight="bold", ha="center",
                    va="center_baseline", zorder=5 + rank, parse_math=False, clip_on=True)  # fmt: skip


def name_areas(ax: Axes, frame: GeoDataFrame, window: Sequence[float], taken: GeoSeries) -> None:
    """Write the names of areas where they hide the fewest sites; `taken` holds the places of the sites."""
    import shapely
    from matplotlib.patheffects import withStroke

    west, south, east, north = window
    width, height = east - west, north - south
    view = shapely.box(*window)
    for name, shape in zip(frame["name"], frame.geometry, strict=True):
        seen = shape.intersection(view)
        if not name or seen.area < 0.012 * view.area:
            continue
        half = 0.0075 * width * len(name)
        inner = shapely.box(west + half, south, east - half, north)
        at = (seen.intersection(inner) if seen.intersects(inner) else seen).representative_point()

        def hidden(y: float, x: float = at.x, half: float = half) -> int:
            scale_bar = y < south + 0.13 * height and x - half < west + 0.25 * width
            sites = (abs(taken.x - x) < half + 0.012 * width) & (abs(taken.y - y) < 0.032 * height)
            return 1000 * scale_bar + int(sites.sum())

        steps = [0.0, 0.05, -0.05, 0.1, -0.1, 0.15, -0.15, 0.2, -0.2]
        places = [at.y + step * height for step in steps if seen.contains(shapely.Point(at.x, at.y + step * height))]
        y = min(places or [at.y], key=hidden)
        ax.text(at.x, y, name, fontsize=8, fontweight="bold", color="#2b3a41", ha="center", va="center", zorder=3,
                parse_math=False, path_effects=[withStroke(linewidth=2.2, foreground="#ffffffd0")])  # fmt: skip


def _extent(view: ResultView) -> tuple[float, float, float, float]:
    """Return the box of the sites, with room around; at least 3 km wide. Without sites, the box of the ground."""
    boxes = [s.geometry.bounds for s in view.sites if s.geometry is not None and not s.geometry.is_empty]
    boxes = boxes or [tuple(layer.frame.total_bounds) for layer in view.ground] or [(0.0, 0.0, 1.0, 1.0)]
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    pad = max(0.12 * (east - west), 0.12 * (north - south), (3000.0 - max(east - west, north - south)) / 2, 200.0)
    return west - pad, south - pad, east + pad, north + pad


def _clipped(frame: GeoDataFrame, window: Sequence[float], *, beyond: float = 0.02) -> GeoDataFrame:
    """Return what of the rows lies in the window and a little beyond (of its width), so that no cut edge is seen."""
    import shapely

    margin = beyond * (window[2] - window[0])
    west, south, east, north = window[0] - margin, window[1] - margin, window[2] + margin, window[3] + margin
    near = frame.cx[west:east, south:north]
    shapes = shapely.clip_by_rect(near.geometry.to_numpy(), west, south, east, north)
    clipped = near.set_geometry(shapes, crs=near.crs)
    return clipped[~clipped.geometry.is_empty]


def _verdict_legend(ax: Axes, view: ResultView, lang: Lang) -> None:
    """Put the legend right of the axes: verdicts with their signs, then the zones that are seen."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Artist] = []
    for category, count in view.categories():
        style = verdict_style(category)
        word = pick(words.VERDICTS.get(category, (category, category)), lang)
        handles.append(
            Line2D([], [], marker="o", linestyle="", markersize=9, markerfacecolor=style.fill, markeredgecolor=INK,
                   label=f"{style.sign}  {word} ({count})")
        )  # fmt: skip
    zones = next((layer for layer in view.ground if layer.role == "zones"), None)
    if zones is not None:
        fills = zone_colours(zip(zones.frame["code"], zones.frame["name"], strict=True))
        (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
        named = seen_zones(view, (west, south, east, north))
        handles += [Patch(facecolor=on_paper(fills[code]), edgecolor="#8a8578", label=name) for code, name in named]
    for layer in view.ground:
        if layer.role == "special":
            handles.append(Line2D([], [], color="#7a1f5c", linewidth=2.0, label=layer.words(lang)))
    place_legend(ax, handles, pick(("Legenda", "Legend"), lang))


def _patch_legend(ax: Axes, entries: Sequence[tuple[str, str]], title: str) -> None:
    from matplotlib.patches import Patch

    place_legend(ax, [Patch(facecolor=fill, edgecolor="#8a8578", label=name) for fill, name in entries], title)


def _no_such_column(column: str, columns: Sequence[str]) -> SchemaError:
    from petasentra.errors import SchemaError
    from petasentra.suggesting import did_you_mean

    return SchemaError(
        message_id=f"Kolom “{column}” tidak ada.",
        message_en=f"There is no column '{column}'.",
        **did_you_mean(column, columns),
        column=column,
    )
