"""A timeline for paper and notebooks, drawn with matplotlib."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from petasentra.optional import require
from petasentra.plotting import language as words
from petasentra.plotting.language import check_lang, pick
from petasentra.plotting.palette import verdict_style
from petasentra.plotting.time_spans import chart_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from petasentra.conformance.timelines import Timeline

_INK = "#17262d"
#: Sites drawn; the rest is counted below the picture.
MOST_LINES = 60
#: How the state of an existing use is marked in a bar.
USE_HATCH = {"non_conforming_until": "///", "tolerated": "...", "unlawful": "xx", "undecided": "--"}


def plot_timeline(timeline: Timeline, *, lang: str = "id", ax: Axes | None = None) -> Axes:
    """Draw a timeline: one line a site, a bar an interval, a dotted line where the law changes.

    See `petasentra.Timeline.plot`. The x axis is in days (ordinals), its labels are years; y runs down, one unit a
    site.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.plotting.timeline_figure import plot_timeline
    >>> study = ps.datasets.jombang()
    >>> ax = plot_timeline(ps.timeline(study.sentra, study.pack()), lang="en")
    >>> ax.figure.savefig("timeline.png", dpi=80)
    """
    language = check_lang(lang)
    require("matplotlib", purpose_id="Gambar garis waktu", purpose_en="Drawn timelines")
    import matplotlib.pyplot as plt
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch
    from matplotlib.transforms import ScaledTranslation

    chart = chart_of(timeline, language)
    lines = chart.lines[:MOST_LINES]
    if ax is None:
        _, ax = plt.subplots(figsize=(10.0, 1.9 + 0.42 * max(len(lines), 1)), layout="constrained")
    states: set[str] = set()
    for position, line in enumerate(lines):
        for bar in line.bars:
            style = verdict_style(bar.category)
            hatch = USE_HATCH.get(bar.existing_use, "")
            states |= {bar.existing_use} if hatch else set()
            ax.barh(
                position, bar.last - bar.first, left=bar.first, height=0.66, color=style.fill, edgecolor=_INK,
                linewidth=0.5, hatch=hatch,
            )  # fmt: skip
            middle = (bar.first + bar.last) / 2
            if bar.last - bar.first > 0.025 * (chart.last - chart.first):
                plate = {"facecolor": style.fill, "edgecolor": "none", "pad": 1.5}  # hatching hides the sign
                ax.text(middle, position, style.sign, ha="center", va="center", fontsize=8, color=style.ink, zorder=5,
                        bbox=plate)  # fmt: skip
            for edge, open_end, arrow in ((bar.first, bar.opens_left, "<"), (bar.last, bar.opens_right, ">")):
                if open_end:
                    ax.plot([edge], [position], marker=arrow, color=style.fill, markeredgecolor=_INK, markersize=9,
                            markeredgewidth=0.5, clip_on=False, zorder=6)  # fmt: skip
    named = _far_enough_apart([day.toordinal() for day in chart.law_days], chart.last - chart.first)
    for day in chart.law_days:
        ax.axvline(day.toordinal(), color=_INK, linewidth=0.8, linestyle=":", zorder=4)
        if named:
            ax.annotate(
                words.date(day, language), (day.toordinal(), 1.0), xycoords=("data", "axes fraction"), xytext=(0, 3),
                textcoords="offset points", ha="center", fontsize=6.5, color=_INK,
            )  # fmt: skip
    ax.set_xlim(chart.first, chart.last)
    years = _years(chart.first, chart.last)
    ax.set_xticks([dt.date(year, 1, 1).toordinal() for year in years], [str(year) for year in years])
    ax.set_yticks(range(len(lines)), [line.label for line in lines], parse_math=False)
    ax.set_ylim(len(lines) - 0.4, -0.6)
    ax.tick_params(colors=_INK, labelsize=8)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    title = pick(("Garis waktu kesesuaian: ", "Timeline of conformance: "), language) + chart.title
    if chart.what_if:
        title += "\n" + pick(("Andaian: ", "What if: "), language) + chart.what_if
    ax.set_title(title, fontsize=10, color=_INK, loc="left", parse_math=False, pad=16.0 if named else 6.0)
    handles = [
        Patch(facecolor=verdict_style(word).fill, edgecolor=_INK, label=pick(words.VERDICTS[word], language))
        for word in chart.categories
    ]
    use = pick(("yang telah ada: ", "existing use: "), language)
    handles += [
        Patch(facecolor="#ffffff", edgecolor=_INK, hatch=hatch, label=use + pick(words.EXISTING_USE[state], language))
        for state, hatch in USE_HATCH.items()
        if state in states
    ]
    if handles:
        # In points, so that it stands below years and notes however tall the picture is.
        assert isinstance(ax.figure, Figure)
        below = ax.transAxes + ScaledTranslation(0.0, -0.42, ax.figure.dpi_scale_trans)
        ax.legend(
            handles=handles, loc="upper left", bbox_to_anchor=(0.0, 0.0), bbox_transform=below, ncols=3, fontsize=7,
            frameon=False, borderpad=0.0, handlelength=3.2, handleheight=1.4,
        )  # fmt: skip
    notes = [pick(words.DRAFT, language)] if chart.draft else []
    notes += [pick(words.SCHEMATIC, language)] if chart.schematic else []
    if len(chart.lines) > len(lines):
        more = words.number(len(chart.lines) - len(lines), 0, language)
        notes.append(pick((f"{more} tapak lain tidak digambar", f"{more} more sites not drawn"), language))
    ax.set_xlabel("; ".join(notes), fontsize=7, color=_INK)
    return ax


def _far_enough_apart(days: Sequence[float], width: float) -> bool:
    """Whether dates written above the days of the law do not run into each other."""
    return all(later - day > 0.09 * width for day, later in pairwise(days))


def _years(first: float, last: float) -> list[int]:
    """Return round years within the picture, at most a dozen."""
    begin, end = dt.date.fromordinal(int(first)).year + 1, dt.date.fromordinal(int(last)).year
    step = next((step for step in (1, 2, 5, 10, 20, 50) if (end - begin) / step <= 12), 100)
    return [year for year in range(begin, end + 1) if year % step == 0]
