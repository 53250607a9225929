"""Ratios drawn as intervals, for paper and notebooks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from petasentra.impact.attribute_words import attribute_text
from petasentra.impact.indicator_words import ratio_text
from petasentra.optional import require
from petasentra.plotting.furniture import INK, SOFT
from petasentra.plotting.language import SCHEMATIC, UNVERIFIED, check_lang, pick

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from petasentra.impact.indicators import Indicators, Pair

__all__ = ["plot_indicators"]

_COLOURS = {"up": "#2f6f6a", "down": "#b5532a", "same": "#5c6b72", "unclear": "#8a8578"}
#: Pairs drawn; the rest is counted below the picture.
MOST_LINES = 40


def plot_indicators(found: Indicators, *, lang: str = "id", ax: Axes | None = None) -> Axes:
    """Draw the ratios of indicators: a bar from the lowest to the highest ratio, on a logarithmic axis.

    Parameters
    ----------
    found
        What `petasentra.impact.indicators` gives.
    lang
        ``"id"`` or ``"en"``.
    ax
        matplotlib axes; None makes a figure.

    Returns
    -------
    matplotlib.axes.Axes
        x is the ratio, with a line at 1 (no change); y runs down, one unit a pair. An end that is left out is a hollow
        dot, one without a bound an arrow. A pair without ratio has its line, with the reason instead of a bar.

    Raises
    ------
    OptionError
        Another language, or matplotlib is not installed.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.impact.picture import plot_indicators
    >>> found = ps.impact.read_claims(ps.datasets.jombang().facts).indicators("sentra Kendalsari")
    >>> ax = plot_indicators(found, lang="en")
    >>> ax.figure.savefig("indicators.png", dpi=80)
    """
    language = check_lang(lang)
    require("matplotlib", purpose_id="Gambar indikator", purpose_en="Drawn indicators")
    import matplotlib.pyplot as plt

    pairs = found.pairs[:MOST_LINES]
    if ax is None:
        _, ax = plt.subplots(figsize=(9.0, 1.6 + 0.5 * max(len(pairs), 1)), layout="constrained")
    ends = [end for pair in pairs if pair.change.ratio for end in pair.change.ratio.floats]
    finite = [end for end in ends if 0 < end < math.inf] + [1.0]
    least, most = min(finite) / 1.6, max(finite) * 1.6
    for line, pair in enumerate(pairs):
        _draw(ax, line, pair, (least, most))
        at = least if pair.change.ratio is None else max(pair.change.ratio.floats[0], least)
        ax.annotate(
            ratio_text(pair, language), (at, line), xytext=(2, 9), textcoords="offset points", fontsize=7.5,
            color=SOFT if pair.change.ratio is None else INK, va="center", parse_math=False,
        )  # fmt: skip
    ax.axvline(1.0, color=INK, linewidth=0.8, linestyle=":")
    ax.set_xscale("log")
    ax.set_xlim(least, most)
    ticks = _ticks(least, most)
    ax.set_xticks(ticks, [f"× {tick:g}".replace(".", "," if language == "id" else ".") for tick in ticks])
    ax.set_xticks([], minor=True)
    told = [attribute_text(pair.indicator, language) for pair in pairs]
    names = [f"{pair.subject}\n{name}" if pair.subject else name for pair, name in zip(pairs, told, strict=True)]
    ax.set_yticks(range(len(pairs)), names, parse_math=False)
    ax.set_ylim(len(pairs) - 0.4, -0.8)
    ax.tick_params(colors=INK, labelsize=8)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    title = pick(("Sesudah dibanding sebelum", "After over before"), language)
    ax.set_title(title, fontsize=10, color=INK, loc="left")
    figures = [one for pair in pairs for one in (pair.before, pair.after) if one is not None]
    notes = [] if all(one.verified for one in figures) else [pick(UNVERIFIED, language)]
    notes += [pick(SCHEMATIC, language)] if any(one.schematic for one in figures) else []
    left_out = len(found.pairs) - len(pairs)
    notes += [pick((f"{left_out} pasangan lain tidak digambar", f"{left_out} more pairs not drawn"), language)] * (
        left_out > 0
    )
    ax.set_xlabel("; ".join(notes), fontsize=7, color=INK)
    return ax


def _draw(ax: Axes, line: int, pair: Pair, window: tuple[float, float]) -> None:
    ratio = pair.change.ratio
    if ratio is None:
        return
    colour = _COLOURS[pair.change.direction]
    low, high = ratio.floats
    shown = max(low, window[0]), min(high, window[1])
    ax.plot(shown, (line, line), color=colour, linewidth=6, solid_capstyle="butt", alpha=0.55)
    for end, at, is_open, arrow in (
        (low, shown[0], ratio.low_open, "<"), (high, shown[1], ratio.high_open, ">"),
    ):  # fmt: skip
        beyond = end <= window[0] or end >= window[1]
        ax.plot(
            [at], [line], marker=arrow if beyond else "o", markersize=7, color=colour, clip_on=False,
            markerfacecolor="#ffffff" if is_open and not beyond else colour,
        )  # fmt: skip


def _ticks(least: float, most: float) -> list[float]:
    """Return round ratios within the window."""
    powers = range(math.floor(math.log10(least)) - 1, math.ceil(math.log10(most)) + 1)
    ticks = [step * 10.0**power for power in powers for step in (1, 2, 5)]
    inside = [tick for tick in ticks if least <= tick <= most]
    return inside if len(inside) <= 12 else [tick for tick in inside if f"{tick:e}".startswith("1.")]
