"""What surrounds a drawn map: frame, scale bar, north arrow, legend, inset and source line."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from petasentra.plotting import language as words
from petasentra.plotting.display_geometry import nice_length, projected, simplify
from petasentra.plotting.language import pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from petasentra.plotting.language import Lang
    from petasentra.plotting.view import ResultView

PAPER = "#f6f3ec"
INK = "#17262d"
SOFT = "#5c6b72"


def fit_axes(ax: Axes, box: Sequence[float]) -> None:
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


def draw_scale_and_north(ax: Axes, lang: Lang) -> None:
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
            Rectangle(
                (x + half * length_m / 2, y),
                length_m / 2,
                thick,
                facecolor=colour,
                edgecolor=INK,
                linewidth=0.7,
                zorder=31,
            )
        )
    label = (
        f"{words.number(length_m / 1000, 0, lang)} km" if length_m >= 1000 else f"{words.number(length_m, 0, lang)} m"
    )
    ax.text(x, y + 2.2 * thick, "0", fontsize=8, color=INK, ha="center", zorder=31)
    ax.text(x + length_m, y + 2.2 * thick, label, fontsize=8, color=INK, ha="center", zorder=31)
    tip_x, tip_y, size = east - 0.035 * width, north - 0.075 * height, 0.062 * height
    for side, colour in ((-1, "#ffffff"), (1, INK)):
        corners = [(tip_x, tip_y), (tip_x + side * 0.34 * size, tip_y - size), (tip_x, tip_y - 0.74 * size)]
        ax.add_patch(Polygon(corners, closed=True, facecolor=colour, edgecolor=INK, linewidth=0.7, zorder=31))
    ax.text(
        tip_x,
        tip_y + 0.012 * height,
        pick(("U", "N"), lang),
        fontsize=9,
        fontweight="bold",
        color=INK,
        ha="center",
        zorder=31,
    )


def draw_inset(figure: Figure, ax: Axes, view: ResultView) -> None:
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
    light = simplify(projected(sketch.frame), max_vertices=600, coverage=sketch is not ground).frame
    light.plot(ax=small, color="#dfe6dc", edgecolor="#ffffff" if sketch is not ground else "#dfe6dc", linewidth=0.4)
    fit_axes(small, bounds + (bounds[[2, 3, 2, 3]] - bounds[[0, 1, 0, 1]]) * [-0.08, -0.08, 0.08, 0.08])
    small.set_facecolor("#fffefb")
    small.add_patch(
        Rectangle((west, south), east - west, north - south, fill=False, edgecolor="#a3181d", linewidth=1.4, zorder=9)
    )


def place_legend(ax: Axes, handles: Sequence[Artist], title: str) -> None:
    """Put the legend to the right of the axes."""
    legend = ax.legend(
        handles=handles, title=title, loc="upper left", bbox_to_anchor=(1.015, 1.0), frameon=False, fontsize=8.5,
        borderaxespad=0.0, handlelength=1.5, labelspacing=0.55, alignment="left",
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_text(textwrap.fill(text.get_text(), 34))
    legend.get_title().set(fontweight="bold", color=INK)
    for text in legend.get_texts():
        text.set(color=INK, parse_math=False)


def write_sources(ax: Axes, sources: Sequence[str], tolerance_m: float, *, schematic: bool, lang: Lang) -> None:
    """Write sources, tolerance and "skematik" below the axes."""
    parts = [pick(("Sumber", "Source"), lang) + ": " + "; ".join(sources)] if sources else []
    if tolerance_m > 0:
        metres = words.number(tolerance_m, 0, lang)
        parts.append(
            pick((f"gambar disederhanakan, toleransi {metres} m", f"drawing simplified, tolerance {metres} m"), lang)
        )
    if schematic:
        parts.append(pick(words.SCHEMATIC, lang))
    text = textwrap.fill(" · ".join(parts), 150, break_long_words=False)
    ax.text(0.0, -0.02, text, transform=ax.transAxes, fontsize=7.5, color=SOFT, va="top", parse_math=False)


def new_axes(size: tuple[float, float]) -> Axes:
    """Make a figure of `size` inches with room for a legend at its right."""
    from matplotlib import pyplot

    figure = pyplot.figure(figsize=size)
    return figure.add_axes((0.02, 0.06, 0.70, 0.88))
