"""Draw ``docs/img/findings/*.svg`` and fill the gallery of ``docs/howto/what-the-loader-tells-you.md``.

    python python/tools/draw_findings.py [--check] [--png FOLDER]

Every picture is of a tiny layer on which the package really says the finding: a case without it is an error. With
``--check`` nothing is written; the exit code says whether all are found and the gallery is current.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from finding_cases import VALIDATING, Card, Case, Ground
from loading_cases import LOADING
from loading_more_cases import MORE, REPAIRING
from loading_table_cases import TABLES

from petasentra.findings import catalogue
from petasentra.plotting.validation_page import _COLOURS, _OTHER

mpl.use("svg")
import matplotlib.pyplot as plt
import shapely
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path as Outline

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = DOCS / "howto" / "what-the-loader-tells-you.md"
PICTURES = DOCS / "img" / "findings"
INK, LINE, FILL, PAPER = "#26343a", "#7c8a90", "#dfe5e6", "#fbfaf7"
SIZE = (3.0, 1.75)
mpl.rcParams.update({"svg.hashsalt": "petasentra", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 9})


def main(arguments: list[str] | None = None) -> int:
    """Draw all cases and write the gallery."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--png", type=Path)
    asked = parser.parse_args(arguments)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for case in (*LOADING, *TABLES, *MORE, *VALIDATING, *REPAIRING):
        with tempfile.TemporaryDirectory() as folder:
            drawing = case.make(Path(folder))
        if not asked.check:
            draw(case, drawing, asked.png)
    text = with_gallery(PAGE.read_text(encoding="utf-8"))
    if asked.check:
        return 0 if text == PAGE.read_text(encoding="utf-8") else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


def name_of(case: Case) -> str:
    """File name of a picture."""
    return f"{case.area}-{case.code.lower().replace('_', '-')}.svg"


def draw(case: Case, drawing: Ground | Card, png: Path | None) -> None:
    """Write the picture of a case."""
    figure = plt.figure(figsize=SIZE, facecolor=PAPER)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.axis("off")
    colour = _COLOURS.get(case.code, _OTHER)
    if isinstance(drawing, Ground):
        draw_ground(axes, drawing, colour)
    else:
        draw_card(axes, drawing, colour)
    figure.savefig(PICTURES / name_of(case), metadata={"Date": None, "Creator": None}, facecolor=PAPER)
    if png is not None:
        figure.savefig(png / name_of(case).replace(".svg", ".png"), dpi=160, facecolor=PAPER)
    plt.close(figure)


def draw_ground(axes: Axes, drawing: Ground, colour: str) -> None:
    """Zones in grey, the neighbouring plan hatched, the perimeter dashed, the finding in its colour."""
    for shapes, style in ((drawing.neighbours, {"hatch": "////", "alpha": 0.6}), (drawing.zones, {})):
        for label, shape in shapes.items():
            put(axes, shape, {"facecolor": FILL, "edgecolor": LINE, "linewidth": 1.0} | style)
            if label.strip():
                spot = shape.centroid
                axes.text(
                    spot.x, spot.y, label, color=INK, ha="center", va="center", fontsize=8.5, linespacing=1.5, zorder=7
                )
            if drawing.vertices:
                corners = shapely.get_coordinates(shape)
                axes.plot(corners[:, 0], corners[:, 1], "o", color=LINE, markersize=3.4, zorder=4)
    if drawing.perimeter is not None:
        put(
            axes, drawing.perimeter, {"facecolor": "none", "edgecolor": INK, "linewidth": 1.4, "linestyle": (0, (5, 3))}
        )
    for place in drawing.found:
        put(axes, place, {"facecolor": colour, "edgecolor": colour, "linewidth": 1.6, "alpha": 0.55, "zorder": 5})
    every = [*drawing.zones.values(), *drawing.neighbours.values(), *drawing.found]
    west, south, east, north = shapely.total_bounds([*every, *filter(None, [drawing.perimeter])])
    wide, high = east - west, north - south
    room = 0.24 * high if drawing.measure.strip() else 0.08 * high
    axes.set_xlim(west - 0.08 * wide, east + 0.08 * wide)
    axes.set_ylim(south - room, north + 0.14 * high)
    axes.set_aspect("equal", adjustable="box")
    if drawing.measure.strip():
        axes.figure.text(0.5, 0.045, drawing.measure, color=colour, ha="center", fontweight="bold", fontsize=9.5)


def put(axes: Axes, shape: BaseGeometry, style: dict) -> None:
    """Draw a polygon, line or point."""
    for part in shapely.get_parts(shape):
        colour = style["edgecolor"]
        if part.geom_type == "Polygon":
            rings = [part.exterior, *part.interiors]
            outline = Outline.make_compound_path(
                *(Outline(shapely.get_coordinates(ring), closed=True) for ring in rings)
            )
            axes.add_patch(PathPatch(outline, joinstyle="round", **style))
        elif part.geom_type == "LineString":
            xy = shapely.get_coordinates(part)
            axes.plot(xy[:, 0], xy[:, 1], color=colour, linewidth=2.0, zorder=style.get("zorder", 3))
        else:
            axes.plot(
                part.x,
                part.y,
                "o",
                markersize=15,
                markerfacecolor="none",
                markeredgecolor=colour,
                markeredgewidth=1.8,
                zorder=6,
            )
            axes.plot(part.x, part.y, "o", markersize=4.5, color=colour, zorder=6)


def draw_card(axes: Axes, card: Card, colour: str) -> None:
    """Draw a small table with the cells at fault in their colour."""
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    widths = [max(len(row[k]) for row in (card.head, *card.rows)) + 3 for k in range(len(card.head))]
    total = sum(widths)
    left = [0.06 + 0.88 * sum(widths[:k]) / total for k in range(len(widths))]
    height = 0.165
    top = 0.5 + height * (len(card.rows) + 1) / 2
    axes.add_patch(
        FancyBboxPatch(
            (0.06, top - height * (len(card.rows) + 1)),
            0.88,
            height * (len(card.rows) + 1),
            boxstyle="round,pad=0.012",
            facecolor="white",
            edgecolor=LINE,
            linewidth=0.9,
        )
    )
    for number, row in enumerate((card.head, *card.rows)):
        y = top - height * (number + 0.5)
        if number:
            axes.plot([0.06, 0.94], [y + height / 2] * 2, color="#c9d2d4", linewidth=0.8)
        for k, text in enumerate(row):
            marked = (number - 1, k) in card.marked
            if marked:
                right = left[k + 1] if k + 1 < len(left) else 0.94
                axes.add_patch(
                    plt.Rectangle(
                        (left[k], y - height / 2),
                        right - left[k],
                        height,
                        facecolor=colour,
                        alpha=0.16,
                        edgecolor="none",
                    )
                )
            axes.text(
                left[k] + 0.022,
                y,
                text,
                va="center",
                ha="left",
                fontsize=8.2,
                color=colour if marked else (LINE if number == 0 else INK),
                fontweight="bold" if marked else "normal",
            )


def with_gallery(text: str) -> str:
    """Return the page with both galleries made new."""
    for area, cases in (("reading", LOADING + TABLES + MORE), ("validating", VALIDATING + REPAIRING)):
        begin, end = f"<!-- {area}: begin -->", f"<!-- {area}: end -->"
        head, _, rest = text.partition(begin)
        text = head + begin + "\n" + gallery(cases) + end + rest.partition(end)[2]
    return text


def gallery(cases: list[Case]) -> str:
    """One row a finding: picture, words in both languages."""
    known = {(one.code, one.area): one for one in catalogue()}
    lines = ["| | |", "|---|---|"]
    for case in cases:
        one = known[case.code, case.area]
        unit = "" if one.unit in one.measure_en else f", {one.unit}"
        measure = f"<br>*Measure*: {one.measure_en}{unit}." if one.unit else ""
        lines.append(
            f"| ![{one.code}](../img/findings/{name_of(case)}) | **`{one.code}`** ({one.severity}): {one.what_en}."
            f"{measure}<br>*What to do*: {one.do_en}.<br>_{one.what_id[0].upper() + one.what_id[1:]}. "
            f"Anjuran: {one.do_id}._ |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
