"""Indicators as people read them."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from petasentra.impact.attribute_words import attribute_text
from petasentra.impact.writing import interval_text
from petasentra.plotting.language import SCHEMATIC, UNVERIFIED, pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.impact.indicators import Figure, Pair
    from petasentra.plotting.language import Lang, Words

__all__ = ["MOMENTS", "indicators_html", "indicators_text", "ratio_text"]

MOMENTS: dict[str, Words] = {"before": ("sebelum", "before"), "after": ("sesudah", "after")}
_DIRECTIONS: dict[str, Words] = {
    "up": ("naik", "up"),
    "down": ("turun", "down"),
    "same": ("tetap", "the same"),
    "unclear": ("tidak pasti naik atau turun", "up or down is not certain"),
}
_CELL = "text-align:left;padding:.15em .7em;border-bottom:1px solid rgba(128,128,128,.25)"


def ratio_text(pair: Pair, lang: Lang) -> str:
    """Return "× 5-10 (naik)", or the reason why there is no ratio."""
    made = pair.change
    if made.ratio is None:
        return pick(made.reason, lang)
    about = pick(("sekitar ", "about "), lang) if made.about else ""
    return f"{about}× {interval_text(made.ratio, lang, 3)} ({pick(_DIRECTIONS[made.direction], lang)})"


def indicators_text(pairs: Sequence[Pair], lang: Lang) -> str:
    """Return each change, then its two figures with their sources."""
    lines = []
    for pair in pairs:
        lines.append(f"{_named(pair, lang)}: {ratio_text(pair, lang)}")
        for moment, figure in (("before", pair.before), ("after", pair.after)):
            if figure is not None:
                lines.append(f"  - {pick(MOMENTS[moment], lang)}: {_told(figure, lang)}")
        if pair.change.conversion[0]:
            lines.append(f"  - {pick(pair.change.conversion, lang)}")
    return "\n".join(lines)


def indicators_html(pairs: Sequence[Pair], lang: Lang) -> str:
    """Return the changes as a table."""
    heads = pick(("indikator|sebelum|sesudah|perubahan", "indicator|before|after|change"), lang).split("|")
    rows = [
        [_named(pair, lang), *("–" if one is None else _told(one, lang) for one in (pair.before, pair.after)),  # noqa: RUF001
         ratio_text(pair, lang)]
        for pair in pairs
    ]  # fmt: skip
    head = "".join(f'<th style="{_CELL}">{html.escape(one)}</th>' for one in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{html.escape(cell)}</td>' for cell in row) + "</tr>" for row in rows
    )
    return (
        '<div style="font:13px/1.45 system-ui,sans-serif;overflow-x:auto">'
        f'<table style="border-collapse:collapse;font-size:12px"><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
        "</table></div>"
    )


def _named(pair: Pair, lang: Lang) -> str:
    name = attribute_text(pair.indicator, lang)
    return f"{pair.subject}, {name}" if pair.subject else name


def _told(figure: Figure, lang: Lang) -> str:
    marks = [figure.source or pick(("tanpa sumber", "no source"), lang)]
    marks += [attribute_text(figure.date, lang)] if figure.date else []
    marks += [] if figure.verified else [pick(UNVERIFIED, lang)]
    marks += [pick(SCHEMATIC, lang)] if figure.schematic else []
    return f"{figure.amount.text(lang)} [{'; '.join(marks)}]"
