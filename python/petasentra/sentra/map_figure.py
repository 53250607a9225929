"""Sentra for paper and notebooks, drawn with matplotlib."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from petasentra.optional import FIGURES, require
from petasentra.plotting.display_geometry import projected
from petasentra.plotting.furniture import INK, draw_scale_and_north, fit_axes, new_axes, place_legend
from petasentra.plotting.language import check_lang, pick
from petasentra.sentra.clusters import MEMBERSHIPS
from petasentra.sentra.map_page import ALMOST_COLOUR, ALMOST_WORDS, COLOURS, OTHER_COLOUR, SENTRA_COLOUR, notice
from petasentra.sentra.sentra_tables import strongest_membership
from petasentra.sentra.words import MEMBERSHIP_WORDS, invented_line, place_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from petasentra.sentra.found import FoundSentra


def plot_sentra(found: FoundSentra, lang: str, ax: Axes | None) -> Axes:
    """Draw hulls of sentra, of what is nearly one, and units, in metres; see `FoundSentra.plot`."""
    language = check_lang(lang)
    require(*FIGURES, purpose_id="Gambar peta", purpose_en="Drawn maps")
    import geopandas
    import shapely
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    if ax is None:
        ax = new_axes((10.0, 7.0))
    handles: list[Patch | Line2D] = []
    ground, kinds = found.read.ground, strongest_membership(found)
    there = np.flatnonzero(np.isfinite(ground.xy).all(axis=1))
    if len(there):
        points = geopandas.GeoSeries(
            shapely.points(ground.xy[there]), crs=None if ground.crs is None else ground.crs.projjson
        )
        drawn = projected(points.to_frame("geometry"))
        hulls = (
            (found.almost, ALMOST_COLOUR, pick(ALMOST_WORDS, language)),
            (found.sentra, SENTRA_COLOUR, "Sentra"),
        )
        for layer, colour, name in hulls:
            if len(layer):
                shapes = layer.to_geopandas().to_crs(drawn.crs)
                shapes.plot(ax=ax, facecolor=colour, edgecolor=colour, alpha=0.35, linewidth=2.0, markersize=90,
                            aspect=None)  # fmt: skip
                handles.append(Patch(facecolor=colour, alpha=0.35, label=name))
        x, y = shapely.get_coordinates(drawn.geometry.to_numpy()).T
        for place, name in enumerate(MEMBERSHIPS):
            rows = kinds[there] == place
            if rows.any():
                colour = COLOURS.get(name, OTHER_COLOUR)
                ax.scatter(x[rows], y[rows], s=14, color=colour, edgecolor="#ffffff", linewidth=0.4, zorder=5)
                label = pick(MEMBERSHIP_WORDS[name], language)
                handles.append(Line2D([], [], marker="o", linestyle="", markersize=5, color=colour, label=label))
        around = 0.05 * max(x.max() - x.min(), y.max() - y.min(), 100.0)
        fit_axes(ax, (x.min() - around, y.min() - around, x.max() + around, y.max() + around))
        draw_scale_and_north(ax, language)
    title = pick((found.rule.title_id, found.rule.title_en), language)
    ax.set_title(title, loc="left", color=INK, parse_math=False)
    place_legend(ax, handles, pick(("Unit usaha", "Units"), language))
    said = (place_line(found, language), invented_line(found, language), notice(found, language))
    lines = " ".join(one for one in said if one)
    told = textwrap.fill(lines, 120)
    ax.text(0.0, -0.02, told, transform=ax.transAxes, fontsize=7.5, color=INK, va="top", parse_math=False)
    return ax
