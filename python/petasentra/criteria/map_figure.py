"""Candidates for paper and notebooks, drawn with matplotlib."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from petasentra.criteria.map_classes import map_classes
from petasentra.criteria.words import TITLE, assumption
from petasentra.optional import FIGURES, require
from petasentra.plotting.display_geometry import projected
from petasentra.plotting.furniture import INK, draw_scale_and_north, fit_axes, new_axes, place_legend
from petasentra.plotting.language import SCHEMATIC, check_lang, date, number, pick

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from petasentra.criteria.result import Suitability


def plot_suitability(result: Suitability, lang: str, ax: Axes | None) -> Axes:
    """Draw candidates by class, in metres; see `Suitability.plot`."""
    language = check_lang(lang)
    require(*FIGURES, purpose_id="Gambar peta", purpose_en="Drawn maps")
    from matplotlib.patches import Patch

    if ax is None:
        ax = new_axes((10.0, 7.0))
    frame = result.places.to_geopandas()[["geometry"]]
    there = result.candidates.there
    handles: list[Patch] = []
    if there.any():
        drawn = projected(frame[there])
        place = there.cumsum() - 1
        for one in reversed(map_classes(result, language)):
            rows = drawn.iloc[place[one.rows]]
            rows.plot(ax=ax, facecolor=one.colour, edgecolor=one.colour, linewidth=0.3, markersize=12, aspect=None)
            handles.insert(0, Patch(facecolor=one.colour, label=f"{one.name} ({number(len(one.rows), 0, language)})"))
        west, south, east, north = drawn.total_bounds
        around = 0.05 * max(east - west, north - south, 100.0)
        fit_axes(ax, (west - around, south - around, east + around, north + around))
        draw_scale_and_north(ax, language)
    ax.set_title(pick(TITLE, language), loc="left", color=INK, parse_math=False)
    place_legend(ax, handles, pick(("Calon lokasi", "Candidates"), language))
    weights = ", ".join(
        f"{one.name} {number(float(weight), 2, language)}"
        for one, weight in zip(result.criteria, result.weights, strict=True)
        if one.value is not None
    )
    weighed = f"{pick(('bobot', 'weights'), language)}: {weights}"
    day = "" if result.as_of is None else date(result.as_of, language)
    drawn = pick(SCHEMATIC, language) if result.schematic else ""
    told = textwrap.fill(" · ".join(filter(None, (day, weighed, assumption(result, language), drawn))), 120)
    ax.text(0.0, -0.02, told, transform=ax.transAxes, fontsize=7.5, color=INK, va="top", parse_math=False)
    return ax
