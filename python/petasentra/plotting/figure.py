"""Maps for paper and notebooks, drawn with matplotlib.

Axes are in metres of the pack's CRS (or of the UTM zone of a layer given in degrees), so the scale bar is true.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from petasentra.plotting import language as words
from petasentra.plotting.display_geometry import nice_length, projected, simplify
from petasentra.plotting.language import Lang, check_lang, pick
from petasentra.plotting.palette import verdict_style, zone_colours
from petasentra.plotting.view import ResultView, is_result, view_of, without_personal

PAPER = "#f6f3ec"
INK = "#17262d"
_SOFT = "#5c6b72"
_SEQUENTIAL = "YlGnBu"
_BUDGET = 14_000


def plot(result: Any, lang: str = "id", ax: Any = None) -> Any:
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
        Coordinates are metres in the CRS of the pack. Legend, scale bar, north arrow and source line are in place; what is
        schematic says so.

    Raises
    ------
    OptionError
        Another language, or something that is no check result.

    Examples
    --------
    >>> ax = plot(result, lang="en")  # doctest: +SKIP
    >>> ax.figure.savefig("map.png", dpi=200)  # doctest: +SKIP
    """
    language = check_lang(lang)
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
        ax = _new_axes((10.0, 7.0))
    draw_result(ax, view, language)
    _verdict_legend(ax, view, language)
    return ax


def plot_layer(
    layer: Any, column: str | None = None, *, lang: str = "id", ax: Any = None, title: str | None = None
) -> Any:
    """Draw one layer, coloured by a column if one is named.

    Parameters
    ----------
    layer
        A ``Layer`` or anything a ``Layer`` can be made of.
    column
        Numbers are drawn on a colour scale, text by class (zone colours where the words are those of zones). None draws all
        features alike. A column marked personal counts as absent.
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

    Examples
    --------
    >>> plot_layer(ps.read_layer("desa.gpkg"), "NAMOBJ")  # doctest: +SKIP
    """
    from petasentra.layers import as_layer

    language = check_lang(lang)
    source = as_layer(layer)
    frame = without_personal(source)
    if column is not None and column not in frame.columns:
        raise _no_such_column(column, [c for c in frame.columns if c != frame.geometry.name])
    light = simplify(projected(frame), max_vertices=8 * _BUDGET, coverage=True)
    if ax is None:
        ax = _new_axes((9.0, 7.0))
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
        rows.plot(ax=ax, color=[_on_paper(fills[str(value)]) for value in rows[column]], **edge)
        _patch_legend(ax, [(_on_paper(fills[value]), value) for value in classes[:24]], column)
    _frame(ax, rows.total_bounds)
    _furniture(ax, language)
    ax.set_title(title if title is not None else getattr(source, "title", ""), loc="left", color=INK, parse_math=False)
    origin = getattr(getattr(source, "provenance", None), "source", "") or ""
    _source_line(ax, [origin] if origin else [], light.tolerance_m, schematic=False, lang=language)
    return ax


def draw_result(ax: Any, view: ResultView, lang: Lang, *, texts: bool = True) -> float:
    """Draw zones, areas and sites into `ax`; return the largest tolerance of simplification, metres.

    With ``texts=False`` title and source line are left to the caller (the report sets them in HTML).
    """
    _frame(ax, _extent(view))
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
            colours = [_on_paper(fills[code]) for code in light.frame["code"]]
            light.frame.plot(ax=ax, color=colours, edgecolor="#ffffff", linewidth=0.35, zorder=1)
        else:
            light.frame.boundary.plot(ax=ax, color="#33454d", linewidth=0.8, linestyle=(0, (4, 2.4)), zorder=2)
            _name_areas(ax, light.frame, window, _anchors(view))
    _draw_sites(ax, view)
    _frame(ax, _extent(view))
    _furniture(ax, lang)
    if texts:
        title = f"{view.pack.title} · {words.date(view.as_of, lang)}"
        ax.set_title(title, loc="left", color=INK, fontsize=11, fontweight="bold", parse_math=False)
        sources = [layer.source for layer in view.ground if layer.source]
        _source_line(ax, list(dict.fromkeys(sources)), tolerance_m, schematic=view.schematic, lang=lang)
    return tolerance_m


def result_svg(view: ResultView, lang: Lang) -> tuple[str, float]:
    """Return the map of a result as an SVG element for a page, and the tolerance of its geometry in metres.

    The text holds no address, no date and no random name: the same result gives the same bytes. An inset shows where the
    map lies within the zones.
    """
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "petasentra", "font.size": 8.5}):
        figure = Figure(figsize=(7.2, 4.9))
        FigureCanvasSVG(figure)
        ax = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        tolerance_m = draw_result(ax, view, lang, texts=False)
        _inset(figure, ax, view)
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.S)
    # In HTML an svg element needs no namespace, and a page without addresses is easier to trust.
    text = re.sub(r' xmlns(:\w+)?="[^"]*"', "", text)
    # A hundredth of a point is finer than any printer; the rest of the digits is weight.
    text = re.sub(r' d="[^"]*"', lambda path: re.sub(r"(\.\d\d)\d+", r"\1", path[0]), text)
    label = pick(("Peta tapak dan zona", "Map of sites and zones"), lang)
    text = re.sub(r'<svg ([^>]*?)width="[^"]*"', rf'<svg role="img" aria-label="{label}" \1', text, count=1)
    return re.sub(r'(<svg [^>]*?) height="[^"]*"', r"\1", text, count=1).strip(), tolerance_m


def _anchors(view: ResultView) -> Any:
    """Return a point in each site that has a geometry (``GeoSeries``)."""
    import geopandas

    shapes = [s.geometry for s in view.sites if s.geometry is not None and not s.geometry.is_empty]
    return geopandas.GeoSeries(shapes, crs=view.crs).representative_point()


def _draw_sites(ax: Any, view: ResultView) -> None:
    import geopandas

    sites = [s for s in view.sites if s.geometry is not None and not s.geometry.is_empty]
    if not sites:
        return
    grounds = [s for s in sites if s.geometry.area > 0]
    if grounds:
        geopandas.GeoSeries([s.geometry for s in grounds], crs=view.crs).plot(
            ax=ax, color=[verdict_style(s.category).fill for s in grounds], edgecolor=INK, linewidth=0.7, zorder=4
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


def _name_areas(ax: Any, frame: Any, window: Sequence[float], taken: Any) -> None:
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
        at = seen.representative_point()
        half = 0.0075 * width * len(name)

        def hidden(y: float, x: float = at.x, half: float = half) -> int:
            return int(((abs(taken.x - x) < half + 0.012 * width) & (abs(taken.y - y) < 0.032 * height)).sum())

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


def _clipped(frame: Any, window: Sequence[float]) -> Any:
    """Return what of the rows lies in the window and a little beyond, so that no cut edge is seen."""
    import shapely

    west, south, east, north = window
    beyond = 0.02 * (east - west)
    near = frame.cx[west - beyond : east + beyond, south - beyond : north + beyond]
    shapes = shapely.clip_by_rect(near.geometry.to_numpy(), west - beyond, south - beyond, east + beyond, north + beyond)
    return near.set_geometry(shapes, crs=near.crs)


def _frame(ax: Any, box: Sequence[float]) -> None:
    """Fit the axes to the box, keeping metres equal in both directions and filling the axes."""
    west, south, east, north = (float(edge) for edge in box)
    place = ax.get_window_extent()
    wanted = place.width / place.height if place.height else 1.0
    width, height = max(east - west, 1.0), max(north - south, 1.0)
    if width / height < wanted:
        width = height * wanted
    else:
        height = width / wanted
    x, y = (west + east) / 2, (south + north) / 2
    ax.set_xlim(x - width / 2, x + width / 2)
    ax.set_ylim(y - height / 2, y + height / 2)
    ax.set_aspect("equal")
    ax.set_facecolor(PAPER)
    ax.set(xticks=[], yticks=[], xlabel="", ylabel="")
    for spine in ax.spines.values():
        spine.set(color="#b9b3a4", linewidth=0.8)


def _furniture(ax: Any, lang: Lang) -> None:
    """Scale bar at the lower left, north arrow at the upper right."""
    from matplotlib.patches import Polygon, Rectangle

    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    width, height = east - west, north - south
    length_m = nice_length(0.22 * width)
    x, y, thick = west + 0.025 * width, south + 0.035 * height, 0.011 * height
    ax.add_patch(
        Rectangle((x - 0.012 * width, y - 0.018 * height), length_m + 0.03 * width, 0.085 * height,
                  facecolor="#ffffff", alpha=0.78, linewidth=0, zorder=30)
    )  # fmt: skip
    for half, colour in ((0, INK), (1, "#ffffff")):
        ax.add_patch(
            Rectangle((x + half * length_m / 2, y), length_m / 2, thick, facecolor=colour, edgecolor=INK, linewidth=0.7, zorder=31)
        )
    label = f"{words.number(length_m / 1000, 0, lang)} km" if length_m >= 1000 else f"{words.number(length_m, 0, lang)} m"
    ax.text(x, y + 2.2 * thick, "0", fontsize=8, color=INK, ha="center", zorder=31)
    ax.text(x + length_m, y + 2.2 * thick, label, fontsize=8, color=INK, ha="center", zorder=31)
    tip_x, tip_y, size = east - 0.035 * width, north - 0.075 * height, 0.062 * height
    for side, colour in ((-1, "#ffffff"), (1, INK)):
        corners = [(tip_x, tip_y), (tip_x + side * 0.34 * size, tip_y - size), (tip_x, tip_y - 0.74 * size)]
        ax.add_patch(Polygon(corners, closed=True, facecolor=colour, edgecolor=INK, linewidth=0.7, zorder=31))
    ax.text(tip_x, tip_y + 0.012 * height, pick(("U", "N"), lang), fontsize=9, fontweight="bold", color=INK, ha="center", zorder=31)


def _inset(figure: Any, ax: Any, view: ResultView) -> None:
    """Draw a small map of the whole ground with the frame of the large one."""
    from matplotlib.patches import Rectangle

    if not view.ground:
        return
    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    ground = view.ground[0]
    bounds = ground.frame.total_bounds
    if (bounds[2] - bounds[0]) < 1.3 * (east - west) and (bounds[3] - bounds[1]) < 1.3 * (north - south):
        return
    small = figure.add_axes((0.835, 0.025, 0.15, 0.29))
    # Known areas make a better sketch than zones; of zones only the outline is wanted.
    sketch = next((layer for layer in view.ground if layer.role == "area"), ground)
    light = simplify(projected(sketch.frame), max_vertices=600, coverage=True).frame
    light.plot(ax=small, color="#dfe6dc", edgecolor="#ffffff" if sketch is not ground else "#dfe6dc", linewidth=0.4)
    _frame(small, bounds + (bounds[[2, 3, 2, 3]] - bounds[[0, 1, 0, 1]]) * [-0.08, -0.08, 0.08, 0.08])
    small.set_facecolor("#fffefb")
    small.add_patch(Rectangle((west, south), east - west, north - south, fill=False, edgecolor="#a3181d", linewidth=1.4, zorder=9))


def _verdict_legend(ax: Any, view: ResultView, lang: Lang) -> None:
    """Put the legend right of the axes: verdicts with their signs, then zones."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = []
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
        named = sorted(set(zip(zones.frame["code"], zones.frame["name"], strict=True)), key=lambda item: str(item[1]))
        handles += [Patch(facecolor=_on_paper(fills[code]), edgecolor="#8a8578", label=name) for code, name in named]
    _place_legend(ax, handles, pick(("Legenda", "Legend"), lang))


def _patch_legend(ax: Any, entries: Sequence[tuple[str, str]], title: str) -> None:
    from matplotlib.patches import Patch

    _place_legend(ax, [Patch(facecolor=fill, edgecolor="#8a8578", label=name) for fill, name in entries], title)


def _place_legend(ax: Any, handles: Sequence[Any], title: str) -> None:
    legend = ax.legend(
        handles=handles, title=title, loc="upper left", bbox_to_anchor=(1.015, 1.0), frameon=False, fontsize=8.5,
        borderaxespad=0.0, handlelength=1.5, labelspacing=0.55, alignment="left",
    )  # fmt: skip
    legend.get_title().set(fontweight="bold", color=INK)
    for text in legend.get_texts():
        text.set(color=INK, parse_math=False)


def _source_line(ax: Any, sources: Sequence[str], tolerance_m: float, *, schematic: bool, lang: Lang) -> None:
    parts = [pick(("Sumber", "Source"), lang) + ": " + "; ".join(sources)] if sources else []
    if tolerance_m > 0:
        metres = words.number(tolerance_m, 0, lang)
        parts.append(pick((f"gambar disederhanakan, toleransi {metres} m", f"drawing simplified, tolerance {metres} m"), lang))
    if schematic:
        parts.append(pick(words.SCHEMATIC, lang))
    ax.text(0.0, -0.02, " · ".join(parts), transform=ax.transAxes, fontsize=7.5, color=_SOFT, va="top", parse_math=False)


def _new_axes(size: tuple[float, float]) -> Any:
    from matplotlib import pyplot

    figure = pyplot.figure(figsize=size)
    return figure.add_axes((0.02, 0.06, 0.70, 0.88))


def _on_paper(colour: str, opacity: float = 0.55) -> str:
    mix = (int(colour[i : i + 2], 16) * opacity + int(PAPER[i : i + 2], 16) * (1 - opacity) for i in (1, 3, 5))
    return "#" + "".join(f"{round(channel):02x}" for channel in mix)


def _no_such_column(column: str, columns: Sequence[str]) -> Exception:
    import difflib

    from petasentra.errors import SchemaError

    near = difflib.get_close_matches(column, columns, n=1, cutoff=0.5)
    return SchemaError(
        message_id=f"Kolom “{column}” tidak ada.",
        message_en=f"There is no column '{column}'.",
        hint_id=f"Maksud Anda “{near[0]}”?" if near else "Kolom yang ada: " + ", ".join(columns),
        hint_en=f"Did you mean '{near[0]}'?" if near else "Columns: " + ", ".join(columns),
        column=column,
    )
