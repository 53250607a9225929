"""Step 10 of the twin: what becomes of a use that was there before the law that forbids it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from twin_words import CONFORMING, Case, Use

if TYPE_CHECKING:
    from collections.abc import Iterable

Permit = dict[str, Any]  # issued, expires (None: never)
OPEN = dt.date.max
WORST_FIRST = ["unlawful", "undecided", "non_conforming_until", "tolerated"]


def later(day: dt.date, period: str) -> dt.date:
    """A day so many years, months and days later (`P3Y`, `P1Y6M`)."""
    found = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?", period)
    assert found, period
    years, months, days = (int(number or 0) for number in found.groups())
    months += day.month - 1 + 12 * years
    year, month = day.year + months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(day.day, last)) + dt.timedelta(days=days)


def valid_on(permit: Permit, day: dt.date) -> bool:
    return permit["issued"] <= day and (permit["expires"] is None or day < permit["expires"])


def joined(articles: Iterable[str]) -> str:
    """Every article a state rests on, as `existing_use_basis` names them."""
    return "; ".join(sorted({article for article in articles if article}))


def end_of(until: Any, entry: dt.date, permits: list[Permit]) -> dt.date:
    """The first day a transition no longer covers; `OPEN` where it never ends."""
    if isinstance(until, dt.date):
        return until
    if until == "open":
        return OPEN
    if until != "permit_expiry":
        return later(entry, until)
    return max((p["expires"] or OPEN for p in permits), default=dt.date.min)


def offers(instrument: dict[str, Any], permits: list[Permit]) -> list[tuple[dt.date, str]]:
    """Ends of the transitions that apply to a use older than the instrument, with their articles."""
    entry = instrument["from"]
    kept = [p for p in permits if p["issued"] < entry and valid_on(p, entry)]
    found = []
    for transition in instrument["transitions"]:
        who, until = transition["applies_to"], transition["until"]
        if who == "none":
            continue  # says that there is no transition
        if who == "permit_valid" and not kept:
            continue
        found.append((end_of(until, entry, kept), transition["article"]))
    return found


def answer_of(case: Case, instrument: dict[str, Any], start: dt.date, permits: list[Permit]) -> Use:
    """What one instrument that prohibits says of a use that began on `start`."""
    if start >= instrument["from"]:
        return Use("undecided" if any(valid_on(p, start) for p in permits) else "unlawful")
    if not instrument.get("transitions"):
        return Use("undecided")
    running = [offer for offer in offers(instrument, permits) if offer[0] > case.day]
    if not running:
        return Use("unlawful")
    end = max(offer[0] for offer in running)
    basis = joined(article for last, article in running if last == end)
    if end == OPEN:
        return Use("tolerated", None, basis)
    return Use("non_conforming_until", end, basis)


def existing_use(case: Case, verdict: str, prohibiting: set[str]) -> Use:
    """Step 10, with the ids of the instruments whose rules prohibit on decisive ground."""
    permits = case.site.get("permits") or []
    start = case.site.get("established_on") or min((p["issued"] for p in permits), default=None)
    if start is None or start > case.day:
        return Use("none")
    if verdict in CONFORMING:
        return Use("conforming")
    if verdict != "prohibited":
        return Use("undecided")
    answers = [answer_of(case, i, start, permits) for i in case.instruments if i["id"] in prohibiting]
    worst = min(answers, key=lambda use: (WORST_FIRST.index(use.state), use.until or OPEN))
    same = [a.basis for a in answers if (a.state, a.until) == (worst.state, worst.until)]
    return Use(worst.state, worst.until, joined(article for basis in same for article in basis.split("; ")))
