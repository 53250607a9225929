"""Sentra for paper and notebooks, drawn with matplotlib."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.optional import FIGURES, require
from petasentra.plotting.language import check_lang, pick
from petasentra.sentra.clusters import MEMBERSHIPS
from petasentra.sentra.map_page import ALMOST_COLOUR, COLOURS, SENTRA_COLOUR
from petasentra.sentra.sentra_tables import strongest_membership
from petasentra.sentra.words import MEMBERSHIP_WORDS, place_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from petasentra.sentra.found import FoundSentra


def plot_sentra(found: FoundSentra, lang: str, ax: Axes | None) -> Axes:
    """Draw hulls of sentra, of what is nearly one, and units; see `FoundSentra.plot`."""
    language = check_lang(lang)
    require(*FIGURES, purpose_id="Gambar peta", purpose_en="Drawn maps")
    import matplotlib.pyplot as plt

    if ax is None:
        _, ax = plt.subplots(figsize=(10.0, 7.0), layout="constrained")
    for layer, colour in ((found.almost, ALMOST_COLOUR), (found.sentra, SENTRA_COLOUR)):
        if len(layer):
            layer.to_geopandas().plot(
                ax=ax, facecolor=colour, edgecolor=colour, alpha=0.35, linewidth=1.5, markersize=60
            )
    kinds, xy = strongest_membership(found), found.read.ground.xy
    for place, name in enumerate(MEMBERSHIPS):
        rows = np.isfinite(xy).all(axis=1) & (kinds == place)
        if rows.any():
            label = pick(MEMBERSHIP_WORDS[name], language)
            ax.scatter(xy[rows, 0], xy[rows, 1], s=9, color=COLOURS.get(name, "#A3181D"), label=label, zorder=5)
    ax.set_aspect(
        1 / np.cos(np.radians(float(np.nanmean(xy[:, 1]))))
        if found.read.ground.lon_lat and np.isfinite(xy).any()
        else 1
    )
    ax.set_title(pick((found.rule.title_id, found.rule.title_en), language), fontsize=10, loc="left")
    ax.set_xlabel(place_line(found, language), fontsize=7)
    if ax.get_legend_handles_labels()[0]:
        ax.legend(fontsize=8, frameon=False)
    return ax
