"""Places by status for paper and notebooks, drawn with matplotlib."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from petasentra.optional import FIGURES, require
from petasentra.plotting.display_geometry import projected
from petasentra.plotting.furniture import INK, draw_scale_and_north, fit_axes, new_axes, place_legend
from petasentra.plotting.language import INVENTED, SCHEMATIC, UNVERIFIED, check_lang, pick, sentence
from petasentra.plotting.places_page import (
    COLOURS,
    LINE_COLOUR,
    LINE_WORDS,
    OTHER_COLOUR,
    kind_title,
    opacity_of,
    straight_lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from petasentra.plotting.places_view import Picture, PlacesOf

__all__ = ["plot_picture"]


def plot_picture(picture: Callable[[], Picture], lang: str, ax: Axes | None) -> Axes:
    """Draw what `picture` returns, in metres; see `PlaceViews.plot`."""
    language = check_lang(lang)
    require(*FIGURES, purpose_id="Gambar peta", purpose_en="Drawn maps")
    import pandas as pd
    from matplotlib.lines import Line2D

    shown = picture()
    if ax is None:
        ax = new_axes((10.0, 7.0))
    frames = [side.layer.to_geopandas()[["geometry"]] for side in shown.sides]
    there = [~(frame.geometry.isna() | frame.geometry.is_empty) for frame in frames]
    both = pd.concat([frame[held].to_crs(frames[0].crs) for frame, held in zip(frames, there, strict=True)])
    handles: list[Line2D] = []
    if len(both):
        crs = projected(both).crs
        below, above = shown.in_order()
        of_side = {id(side): (frame, held) for side, frame, held in zip(shown.sides, frames, there, strict=True)}

        def draw(side: PlacesOf, level: int) -> None:
            frame, held = of_side[id(side)]
            drawn, status = frame.to_crs(crs).geometry, np.array(side.status)
            for word in (one for one in side.words if one in side.status):
                rows = held.to_numpy() & (status == word)
                if rows.any():
                    colour = COLOURS.get(word, OTHER_COLOUR)
                    drawn[rows].plot(ax=ax, color=colour, edgecolor="#ffffff", linewidth=0.4, zorder=level, aspect=None,
                                     markersize=4.0 * side.radius, alpha=opacity_of(side, word))  # fmt: skip
                    handles.append(
                        Line2D([], [], marker="o", linestyle="", markersize=side.radius, color=colour,
                               label=kind_title(side, word, language))
                    )  # fmt: skip

        for side in below:
            draw(side, 3)
        lines = straight_lines(shown)
        if lines is not None:
            lines.to_crs(crs).plot(ax=ax, color=LINE_COLOUR, linewidth=0.8, alpha=0.6, aspect=None, zorder=4)
            handles.append(Line2D([], [], color=LINE_COLOUR, linewidth=0.8, label=pick(LINE_WORDS, language)))
        for side in above:
            draw(side, 5)
        west, south, east, north = both.to_crs(crs).total_bounds
        around = 0.05 * max(east - west, north - south, 100.0)
        fit_axes(ax, (west - around, south - around, east + around, north + around))
        draw_scale_and_north(ax, language)
    ax.set_title(pick(shown.title, language), loc="left", color=INK, parse_math=False)
    place_legend(ax, handles, "")
    marks = [(f"Sebagian {INVENTED[0]}", f"In part {INVENTED[1]}")] if shown.invented else []
    marks += [(sentence(SCHEMATIC[0]), sentence(SCHEMATIC[1]))] if shown.schematic else []
    marks += [(sentence(UNVERIFIED[0]), sentence(UNVERIFIED[1]))] if shown.unverified else []
    told = textwrap.fill(" ".join(f"{pick(one, language)}." for one in (*shown.told, *marks)), 120)
    ax.text(0.0, -0.02, told, transform=ax.transAxes, fontsize=7.5, color=INK, va="top", parse_math=False)
    return ax
