"""What the picture of a timeline shows, before it is drawn: one line a site, bars between days, days of the law."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from petasentra.plotting import language as words
from petasentra.plotting.doubt import is_draft
from petasentra.plotting.language import CONFLICT, date, pick, sentence

if TYPE_CHECKING:
    from petasentra.conformance.timelines import Timeline
    from petasentra.plotting.language import Lang

#: Room left beyond the first and the last day on which something changes, as a share of the time between.
_MARGIN = 0.06


@dataclass(frozen=True)
class Bar:
    """One interval: its days as ordinals cut to the picture, how it looks, and what it says when asked."""

    first: float
    last: float
    opens_left: bool
    opens_right: bool
    category: str
    existing_use: str
    text: str


@dataclass(frozen=True)
class Line:
    """One site."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """The whole picture; days are ordinals of ``datetime.date``. ``what_if`` is empty for the law as it stands."""

    title: str
    what_if: str
    lines: tuple[Line, ...]
    first: float
    last: float
    law_days: tuple[dt.date, ...]
    categories: tuple[str, ...]
    draft: bool
    schematic: bool


def chart_of(timeline: Timeline, lang: Lang) -> Chart:
    """Collect what is drawn.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.plotting.time_spans import chart_of
    >>> study = ps.datasets.jombang()
    >>> chart = chart_of(ps.timeline(study.sentra, study.pack()), "en")
    >>> len(chart.lines), chart.categories[0], chart.schematic
    (6, 'conforms', True)
    """
    rows = timeline.table.to_pylist()
    days = [row[name].toordinal() for row in rows for name in ("valid_from", "valid_to") if row[name]]
    days += [day.toordinal() for day in timeline.law_days]
    if not days:
        days = [dt.date(2000, 1, 1).toordinal()]
    margin = max((max(days) - min(days)) * _MARGIN, 180.0)
    first, last = min(days) - margin, max(days) + margin
    starts = [row["valid_from"] for row in rows]
    if rows and all(starts):
        first = float(min(starts).toordinal())
    ends = [row["valid_to"] for row in rows]
    if rows and all(ends):
        last = float(max(ends).toordinal())
    lines: dict[str, list[Bar]] = {}
    for row in rows:
        lines.setdefault(row["site_id"], []).append(_bar(row, first, last, lang))
    used = {bar.category for bars in lines.values() for bar in bars}
    chosen = timeline.pack.chosen_variant
    return Chart(
        title=timeline.pack.title,
        what_if="" if chosen is None else words.what_if((chosen.title_id, chosen.title_en), lang) or chosen.id,
        lines=tuple(Line(site, tuple(bars)) for site, bars in lines.items()),
        first=first,
        last=last,
        law_days=timeline.law_days,
        categories=tuple(word for word in words.VERDICTS if word in used),
        draft=is_draft(rows),
        schematic=any(row["schematic"] for row in rows),
    )


def category_of(row: dict[str, Any]) -> str:
    """Choose the verdict to show: where rules conflict none can be stated.

    Examples
    --------
    >>> from petasentra.plotting.time_spans import category_of
    >>> category_of({"verdict": "prohibited", "flags": ["conflict"]})
    'conflict'
    """
    return CONFLICT if CONFLICT in (row["flags"] or []) else str(row["verdict"])


def span_text(row: dict[str, Any], lang: Lang) -> str:
    """Say from when until when: "28 October 2010 until before 31 December 2021".

    Examples
    --------
    >>> import datetime as dt
    >>> from petasentra.plotting.time_spans import span_text
    >>> span_text({"valid_from": dt.date(2010, 10, 28), "valid_to": None}, "en")
    'since 28 October 2010'
    """
    first, after = row["valid_from"], row["valid_to"]
    if first and after:
        between = pick((" sampai sebelum ", " until before "), lang)
        return date(first, lang) + between + date(after, lang)
    if first:
        return pick(("sejak ", "since "), lang) + date(first, lang)
    if after:
        return pick(("sebelum ", "before "), lang) + date(after, lang)
    return pick(("sepanjang waktu", "at all times"), lang)


def use_text(row: dict[str, Any], lang: Lang) -> str:
    """Say the state of existing use with its end; empty for none.

    Examples
    --------
    >>> from petasentra.plotting.time_spans import use_text
    >>> use_text({"existing_use": "unlawful", "existing_use_until": None}, "en")
    'existing use: unlawful'
    """
    state = row["existing_use"]
    if state in (None, "", "none"):
        return ""
    head = pick(("pemanfaatan yang telah ada: ", "existing use: "), lang)
    return head + words.existing_use(state, row["existing_use_until"], lang)


def _bar(row: dict[str, Any], first: float, last: float, lang: Lang) -> Bar:
    category = category_of(row)
    other_flags = [flag for flag in row["flags"] or [] if flag != "existing_use"]
    parts = [
        f"{row['site_id']}: {pick(words.VERDICTS.get(category, (category, category)), lang)}",
        span_text(row, lang),
        use_text(row, lang),
        ", ".join(pick(words.FLAGS.get(flag, (flag, flag)), lang) for flag in other_flags),
        pick((row["cause_id"] or "", row["cause_en"] or ""), lang),
    ]
    begin, end = row["valid_from"], row["valid_to"]
    return Bar(
        first=float(begin.toordinal()) if begin else first,
        last=float(end.toordinal()) if end else last,
        opens_left=begin is None,
        opens_right=end is None,
        category=category,
        existing_use=row["existing_use"] or "none",
        text="\n".join(sentence(part) for part in parts if part),
    )
