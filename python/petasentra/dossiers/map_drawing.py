"""The maps of a dossier as SVG, drawn from the values in its JSON: the site in its zones, and how goods come and go.

Letters are outlines, so nothing has to be installed where the map is looked at; what it says is told again, in words,
by its legend and by its alternative text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.optional import FIGURES, require
from petasentra.plotting.figure import name_areas, svg_text
from petasentra.plotting.furniture import draw_scale_and_north, fit_axes
from petasentra.plotting.palette import on_paper, zone_colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from matplotlib.axes import Axes

    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Lang

__all__ = ["COLOURS", "draw_map", "zone_fills"]

#: What is drawn -> its colour.
COLOURS = {
    "site": "#a3181d", "facility": "#17262d", "target": "#0d5c63", "road": "#7a6a55", "special": "#7a1f5c",
    "b3": "#b3001b", "band": "#17262d", "boundary": "#33454d", "outline": "#9aa5a8",
}  # fmt: skip
_SIZE = (7.2, 3.6)
_MANY_NAMES = 40


def zone_fills(ground: Plain) -> dict[str, str]:
    """Return the colour of each zone code of a layer as it is on the paper of the maps."""
    fills = zone_colours((one["code"], one["name"]) for one in ground["rows"])
    return {code: on_paper(fill) for code, fill in fills.items()}


def draw_map(values: Plain, which: str, lang: Lang) -> str:
    """Return the map of the site (``near``) or of the way of goods (``wide``) as SVG; the same values, the same bytes.

    Raises
    ------
    OptionError
        geopandas or matplotlib is not installed.
    """
    require(*FIGURES, purpose_id="Peta berkas usulan", purpose_en="Maps of a dossier")
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": f"petasentra-{which}", "font.size": 8.5}):
        figure = Figure(figsize=_SIZE)
        FigureCanvasSVG(figure)
        ax = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        window = values[which]["window"]
        fit_axes(ax, window)
        (_near if which == "near" else _wide)(ax, values)
        ax.set_xlim(window[0], window[2])
        ax.set_ylim(window[1], window[3])
        draw_scale_and_north(ax, lang)
        return svg_text(figure)


def _frame(rows: Sequence[Plain], values: Plain) -> gpd.GeoDataFrame:
    import geopandas
    import shapely

    columns = {name: [one.get(name, "") for one in rows] for name in ("code", "name")}
    return geopandas.GeoDataFrame(columns, geometry=shapely.from_wkt([one["wkt"] for one in rows]), crs=values["crs"])


def _near(ax: Axes, values: Plain) -> None:
    for ground in values["ground"]:
        if not ground["rows"]:
            continue
        frame = _frame(ground["rows"], values)
        if ground["role"] == "special":
            frame.boundary.plot(ax=ax, color=COLOURS["special"], linewidth=2.0, alpha=0.9, zorder=2.6)
            continue
        fills = zone_fills(ground)
        frame.plot(ax=ax, color=[fills[one] for one in frame["code"]], edgecolor="#ffffff", linewidth=0.35, zorder=1)
        if ground["accuracy_m"]:
            # The line of a zone lies somewhere in this band.
            band = frame.boundary.buffer(ground["accuracy_m"]).union_all()
            _plot(ax, [band], values, color=COLOURS["band"], alpha=0.16, linewidth=0, zorder=1.5)
    _outlines(ax, values, "near")
    _roads(ax, values)
    _site(ax, values)
    _points(ax, [one for one in values["points"] if one["kind"] == "facility"], numbered=True)


def _wide(ax: Axes, values: Plain) -> None:
    _outlines(ax, values, "wide")
    _roads(ax, values)
    for one in values["legs"]:
        ax.annotate(
            "", one["to_xy"], one["from_xy"], zorder=5,
            arrowprops={"arrowstyle": "-|>", "color": COLOURS["b3"], "linewidth": 1.3, "linestyle": (0, (5, 2)),
                        "connectionstyle": "arc3,rad=0.06", "shrinkA": 4, "shrinkB": 5},
        )  # fmt: skip
    window = values["wide"]["window"]
    targets = [one for one in values["points"] if one["kind"] == "target"]
    _points(ax, targets, numbered=False)
    for one in values["ends"]:
        ax.scatter([one["x"]], [one["y"]], s=30, color=COLOURS["b3"], edgecolors="#ffffff", linewidths=0.8, zorder=7)
    x, y = _middle(values)
    ax.scatter([x], [y], s=150, marker="*", color=COLOURS["site"], edgecolors="#ffffff", linewidths=0.9, zorder=9)
    named = [(x, y, values["site"]["name"], COLOURS["site"])]
    named += [(one["x"], one["y"], one["name"], COLOURS["b3"]) for one in values["ends"]]
    named += [(one["x"], one["y"], one["name"], COLOURS["target"]) for one in targets]
    _write_names(ax, named, window)


def _outlines(ax: Axes, values: Plain, which: str) -> None:
    for place, one in enumerate(values["boundaries"]):
        rows = one[which]["rows"]
        if not rows:
            continue
        frame = _frame(rows, values)
        polygons = frame[frame.geom_type.isin(["Polygon", "MultiPolygon"])]
        fine = place > 0
        if which == "wide" and not fine and not polygons.empty:
            polygons.plot(ax=ax, color="#e7ebe2", linewidth=0, zorder=0.8)
        if which == "wide" and fine:
            continue  # desa within a whole kabupaten would be a net of lines
        polygons.boundary.plot(
            ax=ax, color=COLOURS["boundary"], linewidth=0.6 if fine else 1.0, alpha=0.85,
            linestyle=(0, (1.5, 2)) if fine else (0, (5, 2.4)), zorder=2,
        )  # fmt: skip
        if which == "near" and place == len(values["boundaries"]) - 1 and len(polygons) <= _MANY_NAMES:
            taken = _series([(one["x"], one["y"]) for one in values["points"]] + [_middle(values)], values)
            name_areas(ax, polygons, values["near"]["window"], taken)


def _roads(ax: Axes, values: Plain) -> None:
    if values["roads"]:
        import shapely

        _plot(ax, list(shapely.from_wkt(values["roads"])), values, color=COLOURS["road"], linewidth=1.3,
              linestyle=(0, (6, 1.6)), zorder=3)  # fmt: skip


def _site(ax: Axes, values: Plain) -> None:
    import shapely

    shape = shapely.from_wkt(values["site"]["wkt"])
    if shape.area > 0:
        _plot(ax, [shape], values, facecolor="#a3181d55", edgecolor=COLOURS["site"], linewidth=1.6, zorder=5)
    elif shape.geom_type == "Point":
        ax.scatter(shape.x, shape.y, s=150, marker="*", color=COLOURS["site"], edgecolors="#ffffff", linewidths=0.9,
                   zorder=9)  # fmt: skip
    else:  # a line, or the points of units
        _plot(ax, [shape], values, color=COLOURS["site"], linewidth=1.6, markersize=14, zorder=9)


def _points(ax: Axes, points: Sequence[Plain], *, numbered: bool) -> None:
    for number, one in enumerate(points, start=1):
        size, colour = (62, COLOURS["facility"]) if numbered else (22, COLOURS["target"])
        marker = "o" if numbered else "s"
        ax.scatter([one["x"]], [one["y"]], s=size, marker=marker, color=colour, edgecolors="#ffffff", linewidths=0.9,
                   zorder=7)  # fmt: skip
        if numbered:
            ax.text(one["x"], one["y"], str(number), fontsize=6, fontweight="bold", color="#ffffff", ha="center",
                    va="center_baseline", zorder=8, clip_on=True)  # fmt: skip


def _write_names(ax: Axes, named: Sequence[tuple[float, float, str, str]], window: Sequence[float]) -> None:
    """Write names beside their points, each where it hides the fewest of those written before."""
    from matplotlib.patheffects import withStroke

    width, height = window[2] - window[0], window[3] - window[1]
    taken: list[tuple[float, float, float, float]] = [
        (x - 0.008 * width, y - 0.012 * height, x + 0.008 * width, y + 0.012 * height) for x, y, *_ in named
    ]
    taken.append((window[0], window[1], window[0] + 0.28 * width, window[1] + 0.12 * height))  # the scale bar
    for x, y, name, colour in named:
        long, tall, away = 0.0128 * width * len(name), 0.032 * height, 0.012 * width
        tries = [
            (x + away, y - tall / 2), (x - away - long, y - tall / 2), (x - long / 2, y + 1.6 * away),
            (x - long / 2, y - 1.6 * away - tall), (x + away, y + away), (x + away, y - away - tall),
            (x - away - long, y + away), (x - away - long, y - away - tall),
        ]  # fmt: skip

        def hidden(at: tuple[float, float], long: float = long, tall: float = tall) -> float:
            box = at[0], at[1], at[0] + long, at[1] + tall
            over = sum(
                max(0.0, min(box[2], one[2]) - max(box[0], one[0]))
                * max(0.0, min(box[3], one[3]) - max(box[1], one[1]))
                for one in taken
            )
            outside = box[0] < window[0] or box[2] > window[2] or box[1] < window[1] or box[3] > window[3]
            return over + 10 * long * tall * outside

        left, low = min(tries, key=hidden)
        taken.append((left, low, left + long, low + tall))
        ax.text(left + long / 2, low + tall / 2, name, fontsize=7.6, color=colour, ha="center", va="center", zorder=10,
                fontweight="bold", parse_math=False, clip_on=True,
                path_effects=[withStroke(linewidth=2.2, foreground="#ffffffe0")])  # fmt: skip


def _middle(values: Plain) -> tuple[float, float]:
    import shapely

    point = shapely.from_wkt(values["site"]["wkt"]).representative_point()
    return float(point.x), float(point.y)


def _series(points: Sequence[tuple[float, float]], values: Plain) -> gpd.GeoSeries:
    import geopandas

    x, y = zip(*points, strict=True)
    return geopandas.GeoSeries(geopandas.points_from_xy(x, y), crs=values["crs"])


def _plot(ax: Axes, shapes: Sequence[Any], values: Plain, **style: Any) -> None:  # noqa: ANN401 - of matplotlib
    import geopandas

    geopandas.GeoSeries(list(shapes), crs=values["crs"]).plot(ax=ax, **style)
