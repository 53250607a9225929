"""Draw ``docs/img/zoning-index.svg``: the three looks by which a place is found among zones.

    python python/tools/draw_zoning_index.py [--png FILE]

The zones are invented; blocks and cells are coloured by asking shapely what lies in them, as the index would find it.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import shapely

mpl.use("svg")
import matplotlib.pyplot as plt
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Outline

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "img" / "zoning-index.svg"
INK, LINE, PAPER = "#26343a", "#7c8a90", "#fbfaf7"
FILLS, EDGED = ("#cfe0d4", "#e9dcc3"), "#f2b8a6"
SIDE = 8  # cells along a block, and here blocks along the picture
mpl.rcParams.update({"svg.hashsalt": "petasentra", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 9})


def invented_zones() -> list[shapely.Polygon]:
    """Two zones with a winding border between them, in units of blocks, on ground of 8 x 8 blocks."""
    y = np.linspace(1.25, 6.7, 48)
    x = 4.1 + 0.9 * np.sin(0.9 * y) + 0.12 * np.sin(9.0 * y)
    border = np.column_stack([x, y])
    west = np.array([[1.5, 6.7], [0.4, 3.4], [1.3, 1.25]])
    east = np.array([[6.6, 1.25], [7.6, 4.4], [6.2, 6.7]])
    return [shapely.Polygon(np.concatenate([border, west])), shapely.Polygon(np.concatenate([border[::-1], east]))]


def square(x: float, y: float, side: float) -> shapely.Polygon:
    """Return a block or a cell by its south-western corner."""
    return shapely.box(x, y, x + side, y + side)


def colour(zones: list[shapely.Polygon], ground: shapely.Polygon) -> str:
    """Return the colour of what the index has for a block or a cell: edges, one zone, or none."""
    if any(zone.boundary.intersects(ground) for zone in zones):
        return EDGED
    for zone, fill in zip(zones, FILLS, strict=True):
        if zone.contains(ground):
            return fill
    return PAPER


def grid(axes: Axes, zones: list[shapely.Polygon], corner: tuple[float, float], side: float, count: int) -> None:
    """Draw coloured blocks or cells."""
    for row in range(count):
        for column in range(count):
            x, y = corner[0] + column * side, corner[1] + row * side
            fill = colour(zones, square(x, y, side))
            axes.add_patch(Rectangle((x, y), side, side, facecolor=fill, edgecolor=LINE, linewidth=0.4))


def borders(axes: Axes, zones: list[shapely.Polygon], ground: shapely.Polygon, width: float) -> None:
    """Draw the borders of the zones within the ground."""
    for zone in zones:
        for part in shapely.get_parts(zone.boundary.intersection(ground)):
            path = Outline(np.asarray(part.coords))
            axes.add_patch(PathPatch(path, facecolor="none", edgecolor=INK, linewidth=width))


def frame(axes: Axes, ground: shapely.Polygon, title: str, below: str) -> None:
    """Set the bounds of one of the three pictures, its title and the words below it."""
    west, south, east, north = ground.bounds
    axes.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], aspect="equal")
    axes.set_title(title, fontsize=10, color=INK, pad=6)
    axes.set_xlabel(below, fontsize=8.5, color=INK, labelpad=6)
    for spine in axes.spines.values():
        spine.set_edgecolor(LINE)


def draw(png: Path | None) -> None:
    """Draw the three pictures side by side."""
    zones = invented_zones()
    figure, (left, middle, right) = plt.subplots(1, 3, figsize=(10.5, 4.1), facecolor=PAPER)
    whole = square(0, 0, SIDE)
    grid(left, zones, (0, 0), 1.0, SIDE)
    borders(left, zones, whole, 1.0)
    block = (4.0, 3.0)
    left.add_patch(Rectangle(block, 1, 1, facecolor="none", edgecolor=INK, linewidth=2.2))
    frame(
        left,
        whole,
        "1  Which block?",
        "green, sand: one zone, done  ·  white: none, done\nred: a border runs through it",
    )

    ground = square(*block, 1.0)
    grid(middle, zones, block, 1.0 / SIDE, SIDE)
    borders(middle, zones, ground, 1.2)
    cell = chosen_cell(zones, block)
    middle.add_patch(Rectangle(cell, 1 / SIDE, 1 / SIDE, facecolor="none", edgecolor=INK, linewidth=2.2))
    frame(
        middle,
        ground,
        "2  Which cell of the block?",
        "a block with borders has a picture of 8 x 8 cells;\nmost cells name their zone",
    )

    ground = square(*cell, 1.0 / SIDE)
    right.add_patch(Rectangle(cell, 1 / SIDE, 1 / SIDE, facecolor=EDGED, alpha=0.35, linewidth=0))
    borders(right, zones, ground, 1.6)
    walk(right, cell, zones)
    frame(
        right,
        ground,
        "3  What is crossed on the way?",
        "whose ground the corner is, the cell knows;\neach border crossed on the way changes the answer",
    )
    figure.tight_layout(w_pad=2.5)
    figure.savefig(PICTURE, facecolor=PAPER, metadata={"Date": None})
    if png is not None:
        figure.savefig(png, facecolor=PAPER, dpi=110)
    plt.close(figure)


def way_in(cell: tuple[float, float]) -> shapely.LineString:
    """From the corner of a cell north, then east to a place in it."""
    side = 1.0 / SIDE
    place = (cell[0] + 0.86 * side, cell[1] + 0.62 * side)
    return shapely.LineString([cell, (cell[0], place[1]), place])


def chosen_cell(zones: list[shapely.Polygon], block: tuple[float, float]) -> tuple[float, float]:
    """Return the corner of that cell whose way crosses the border, and which holds most of the border."""
    corners = [(block[0] + i / SIDE, block[1] + k / SIDE) for k in range(SIDE) for i in range(SIDE)]
    crossed = [c for c in corners if zones[0].boundary.intersects(way_in(c))]
    return max(crossed, key=lambda c: zones[0].boundary.intersection(square(*c, 1 / SIDE)).length)


def walk(axes: Axes, cell: tuple[float, float], zones: list[shapely.Polygon]) -> None:
    """Draw the corner, the way north and then east, and the place asked about."""
    line = way_in(cell)
    way = np.asarray(line.coords)
    place = way[-1]
    axes.plot(way[:, 0], way[:, 1], color="#b0402a", linewidth=2.4, solid_joinstyle="round", clip_on=False)
    axes.plot(*cell, marker="s", color=INK, markersize=8, clip_on=False)
    axes.plot(*place, marker="o", color=INK, markersize=7)
    for point in shapely.get_parts(line.intersection(zones[0].boundary)):
        axes.plot(point.x, point.y, marker="x", color="#b0402a", markersize=10, markeredgewidth=2.5)
    axes.annotate("corner", cell, xytext=(9, 7), textcoords="offset points", color=INK)
    axes.annotate("place", place, xytext=(-4, 9), textcoords="offset points", color=INK, ha="right")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--png", type=Path)
    draw(parser.parse_args().png)
