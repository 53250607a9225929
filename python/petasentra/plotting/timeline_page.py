"""A timeline as one HTML file that needs no network: the picture as SVG, and its table."""

from __future__ import annotations

import datetime as dt
import html
from typing import TYPE_CHECKING, Any

from petasentra.files.replacing import write_text
from petasentra.law.instrument_names import names_of
from petasentra.plotting import language as words
from petasentra.plotting.language import check_lang, date, pick, sentence
from petasentra.plotting.page_file import page_file
from petasentra.plotting.palette import verdict_style
from petasentra.plotting.time_spans import category_of, chart_of, span_text, use_text

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from petasentra.conformance.timelines import Timeline
    from petasentra.law.instrument_names import InstrumentNames
    from petasentra.plotting.language import Lang
    from petasentra.plotting.time_spans import Bar, Chart

_WIDTH, _LEFT, _LINE, _BAR, _TOP, _BOTTOM = 960.0, 170.0, 30.0, 20.0, 8.0, 26.0
_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;color:#17262d;background:#f6f3ec;max-width:62rem;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:1.3rem}table{border-collapse:collapse;font-size:.85rem;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #c9cfd2}"
    "td:first-child b{white-space:nowrap}td small{display:block;opacity:.75}"
    ".draft{border:2px solid #a3181d;color:#a3181d;padding:.4rem .8rem;font-weight:600}"
    ".quiet{opacity:.75;font-size:.85rem}"
    ".legend span{display:inline-block;margin:0 1rem .3rem 0}.legend i{display:inline-block;width:1rem;height:.8rem;"
    "border:1px solid #17262d;margin-right:.35rem;vertical-align:-1px}"
)
#: Patterns that mark the state of an existing use; drawn over the colour of the verdict.
_PATTERNS = {
    "non_conforming_until": '<path d="M0 8L8 0" stroke="#17262d" stroke-width="1.2"/>',
    "tolerated": '<circle cx="4" cy="4" r="1.3" fill="#17262d"/>',
    "unlawful": '<path d="M0 0L8 8M0 8L8 0" stroke="#17262d" stroke-width="1.1"/>',
    "undecided": '<path d="M0 4H8" stroke="#17262d" stroke-width="1.2"/>',
}


class TimelinePage:
    """A written page: the path of its file, and the picture for a notebook."""

    def __init__(self, path: Path, picture: str) -> None:
        self._path = path
        self._picture = picture

    @property
    def path(self) -> Path:
        """The HTML file."""
        return self._path

    def __repr__(self) -> str:
        return f"TimelinePage({str(self._path)!r})"

    def _repr_html_(self) -> str:
        return self._picture


def write_page(timeline: Timeline, path: str | os.PathLike[str] | None = None, *, lang: str = "id") -> TimelinePage:
    """Write the page of a timeline, whole or not at all; see `petasentra.Timeline.explore`.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.plotting.timeline_page import write_page
    >>> study = ps.datasets.jombang()
    >>> write_page(ps.timeline(study.sentra, study.pack()), "line.html", lang="en").path.name
    'line.html'
    """
    language = check_lang(lang)
    shown = chart_of(timeline, language)
    picture = _picture(shown, language)
    target = page_file(path, "timeline.html")
    write_text(_page(timeline, shown, picture, language), target)
    return TimelinePage(target, picture)


def chart(timeline: Timeline, *, lang: str = "id") -> str:
    """Return the picture alone, as SVG with its legend.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.plotting.timeline_page import chart
    >>> study = ps.datasets.jombang()
    >>> chart(ps.timeline(study.sentra, study.pack())).count("<g class=") >= 6
    True
    """
    language = check_lang(lang)
    return _picture(chart_of(timeline, language), language)


def _page(timeline: Timeline, shown: Chart, picture: str, lang: Lang) -> str:
    title = pick(("Garis waktu kesesuaian", "Timeline of conformance"), lang)
    notes = [f'<p class="draft">{html.escape(pick(words.DRAFT, lang))}</p>'] if shown.draft else []
    notes += [f"<p>{html.escape(pick(words.NOTICE_SCHEMATIC, lang))}</p>"] if shown.schematic else []
    if shown.what_if:
        notes.insert(0, f"<p><b>{pick(('Andaian', 'What if'), lang)}: {html.escape(shown.what_if)}</b></p>")
    heads = [
        ("Tapak", "Site"), ("Kurun", "Interval"), ("Hasil", "Verdict"),
        ("Pemanfaatan yang telah ada", "Existing use"), ("Sebab perubahan", "Cause of the change"), ("Dasar", "Basis"),
    ]  # fmt: skip
    head = "".join(f"<th>{pick(pair, lang)}</th>" for pair in heads)
    names = names_of(timeline.pack.instruments)
    activities = {one.id: pick((one.name_id, one.name_en), lang) or one.id for one in timeline.pack.activities}
    body = "".join(_row(row, names, activities, lang) for row in timeline.table.to_pylist())
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
        f"<h1>{title}</h1><p>{html.escape(shown.title)}</p>{''.join(notes)}{picture}"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f'<p class="quiet">{html.escape(pick(words.NOTICE_KKPR, lang))}</p></body></html>\n'
    )


def _row(row: dict[str, Any], names: InstrumentNames, activities: dict[str, str], lang: Lang) -> str:
    category = category_of(row)
    style = verdict_style(category)
    chip = (
        f'<span style="background:{style.fill};color:{style.ink};padding:0 .4rem;display:inline-block">'
        f"{html.escape(pick(words.VERDICTS.get(category, (category, category)), lang))}</span>"
    )
    instruments = [one for one in (row["instrument"] or "").split("; ") if one]
    basis = ", ".join(map(names.citation, instruments))
    articles = "; ".join(names.label(one, instruments) for one in row["article"] or [])
    activity = activities.get(row["activity"], row["activity"] or "")
    unseen = "" if row["verified"] else f" ({pick(words.UNVERIFIED, lang)})"
    cells = [
        f"<b>{html.escape(str(row['site_id']))}</b><small>{html.escape(activity)}</small>",
        html.escape(sentence(span_text(row, lang))),
        chip,
        html.escape(use_text(row, lang).partition(": ")[2]),
        html.escape(sentence(pick((row["cause_id"] or "", row["cause_en"] or ""), lang))),
        html.escape(basis + (f": {articles}" if articles else "") + unseen),
    ]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _picture(shown: Chart, lang: Lang) -> str:
    height = _TOP + _LINE * len(shown.lines) + _BOTTOM

    def x_of(day: float) -> float:
        return _LEFT + (day - shown.first) / (shown.last - shown.first) * (_WIDTH - _LEFT - 14)

    parts = [
        f'<pattern id="use-{state}" width="8" height="8" patternUnits="userSpaceOnUse">{drawing}</pattern>'
        for state, drawing in _PATTERNS.items()
    ]
    lines = [f"<defs>{''.join(parts)}</defs>"]
    bottom = height - _BOTTOM
    begin, end = dt.date.fromordinal(int(shown.first)).year + 1, dt.date.fromordinal(int(shown.last)).year
    step = next((step for step in (1, 2, 5, 10, 20, 50) if (end - begin) / step <= 12), 100)
    for year in range(begin, end + 1):
        if year % step == 0:
            x = x_of(dt.date(year, 1, 1).toordinal())
            lines.append(f'<path d="M{x:.1f} {_TOP}V{bottom}" stroke="#c9cfd2"/>')
            lines.append(f'<text x="{x:.1f}" y="{height - 9}" text-anchor="middle" font-size="11">{year}</text>')
    for number, line in enumerate(shown.lines):
        y = _TOP + _LINE * number + (_LINE - _BAR) / 2
        label = line.label if len(line.label) <= 24 else line.label[:23] + "…"
        lines.append('<g class="site">')
        place = f'x="{_LEFT - 10}" y="{y + 14}" text-anchor="end" font-size="12"'
        lines.append(f"<text {place}>{html.escape(label)}</text>")
        lines += [_bar(bar, x_of(bar.first), x_of(bar.last), y) for bar in line.bars]
        lines.append("</g>")
    for day in shown.law_days:
        x = x_of(day.toordinal())
        tip = html.escape(pick(("Hukum atau petanya berubah: ", "Law or its ground changes: "), lang) + date(day, lang))
        lines.append(
            f'<path d="M{x:.1f} {_TOP}V{bottom}" stroke="#17262d" stroke-dasharray="2 3"><title>{tip}</title></path>'
        )
    alt = html.escape(pick(("Garis waktu kesesuaian tiap tapak", "Timeline of conformance of each site"), lang))
    return (
        f'<figure style="margin:0"><svg viewBox="0 0 {_WIDTH:.0f} {height:.0f}" role="img" aria-label="{alt}" '
        f'style="width:100%;height:auto;font-family:system-ui,sans-serif" fill="#17262d">{"".join(lines)}</svg>'
        f"{_legend(shown, lang)}</figure>"
    )


def _bar(bar: Bar, x0: float, x1: float, y: float) -> str:
    style = verdict_style(bar.category)
    width = max(x1 - x0, 1.0)
    nose = min(6.0, width / 2)
    left = (
        f"M{x0 + nose:.1f} {y}L{x0:.1f} {y + _BAR / 2}L{x0 + nose:.1f} {y + _BAR}"
        if bar.opens_left
        else (f"M{x0:.1f} {y}V{y + _BAR}")
    )
    right = (
        f"L{x0 + width - nose:.1f} {y + _BAR}L{x0 + width:.1f} {y + _BAR / 2}L{x0 + width - nose:.1f} {y}Z"
        if (bar.opens_right)
        else f"H{x0 + width:.1f}V{y}Z"
    )
    shape = left + right
    drawn = [f'<path d="{shape}" fill="{style.fill}" stroke="#17262d" stroke-width=".7"/>']
    if bar.existing_use in _PATTERNS:
        drawn.append(f'<path d="{shape}" fill="url(#use-{bar.existing_use})" opacity=".55"/>')
    if width > 22:
        drawn.append(
            f'<text x="{x0 + width / 2:.1f}" y="{y + 14}" text-anchor="middle" font-size="11" fill="{style.ink}">'
            f"{html.escape(style.sign)}</text>"
        )
    return f'<g class="interval"><title>{html.escape(bar.text)}</title>{"".join(drawn)}</g>'


def _legend(shown: Chart, lang: Lang) -> str:
    items = [
        f'<span><i style="background:{verdict_style(word).fill}"></i>'
        f"{html.escape(pick(words.VERDICTS[word], lang))}</span>"
        for word in shown.categories
    ]
    states = {bar.existing_use for line in shown.lines for bar in line.bars}
    items += [
        f'<span><svg width="18" height="12" style="vertical-align:-1px"><rect width="18" height="12" fill="#fff" '
        f'stroke="#17262d"/><rect width="18" height="12" fill="url(#use-{state})"/></svg> '
        f"{html.escape(pick(words.EXISTING_USE[state], lang))}</span>"
        for state in _PATTERNS
        if state in states
    ]
    return f'<figcaption class="legend" style="font-size:.85rem">{"".join(items)}</figcaption>'
