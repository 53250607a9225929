"""What a proposal lacks, in the order in which to see to it: what can be done now first, what waits for it after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.dossiers.papers import STATES
from petasentra.dossiers.parts import MARKS, told
from petasentra.dossiers.sections_shared import NO_PLACE
from petasentra.plotting.language import date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Words

__all__ = ["about_missing", "missing"]

#: Status -> what to do about it; in the order in which people see to it.
_TODO: dict[str, Words] = {
    "expired": ("perbarui", "renew it"),
    "not_there": ("urus", "obtain it"),
    NO_PLACE: ("tentukan letaknya", "find out where it is"),
    "unknown": ("perjelas", "find out"),
    "not_given": ("nyatakan ada atau tidak", "say whether it is there"),
    "short": ("masukkan ke usulan", "put it into the proposal"),
}
_GIVE: dict[str, Words] = {"section": ("berikan datanya", "give the data"), "fact": ("sebutkan", "state it")}
_SHORT = ("short", "none_installed")


def missing(sections: Sequence[Plain], papers: Plain, needs: Plain | None, access: Plain | None) -> list[Plain]:
    """Return all that nobody gave, is not known, not there, not reached, no longer holds or falls short: a row a thing.

    ``step`` counts them in the order in which to see to them: what waits for nothing first, of these what has expired,
    then what is not there, then what is unclear, then what nobody said. ``waits_for`` are lacking papers that come
    before, by the checklist.
    """
    found = _of_sections(sections) + _of_papers(sections, papers) + _of_needs(needs) + _of_access(access)
    ranks = list(_TODO)
    order = sorted(
        range(len(found)), key=lambda at: (bool(found[at]["waits_for"]), ranks.index(found[at]["status"]), at)
    )
    return [found[at] | {"step": step} for step, at in enumerate(order, start=1)]


def about_missing(inputs: Plain) -> Plain:
    """Return in a sentence: on which day, by which edition of the list, and whether anybody checked it."""
    edition = inputs["documents"]["edition"]
    if edition is None:
        day = inputs["as_of"]
        return told(
            (
                f"Keadaan per {date(day, 'id')}; tidak ada daftar yang berlaku.",
                f"As of {date(day, 'en')}; no checklist holds.",
            )
        )
    day, since, title = inputs["as_of"], edition["since"]["date"], edition["title"]
    mark = ("", "") if edition["verified"] else tuple(f" ({one})" for one in MARKS["unverified"])
    return told(
        (
            f"Keadaan per {date(day, 'id')}, menurut {title['id']}, berlaku sejak {date(since, 'id')}{mark[0]}.",
            f"As of {date(day, 'en')}, by {title['en']}, in use from {date(since, 'en')}{mark[1]}.",
        )
    )


def _of_sections(sections: Sequence[Plain]) -> list[Plain]:
    found = []
    for one in sections:
        if one["status"] != "given" and one["name"] != "documents":
            found.append(_row("section", one["name"], one["name"], one["title"], one["status"], one["reason"]))
        for each in one["facts"]:
            if each["wanted"] and each["value"] is None:
                reason = told(STATES["not_given"])
                found.append(_row("fact", one["name"], each["name"], each["label"], "not_given", reason))
    return found


def _of_papers(sections: Sequence[Plain], papers: Plain) -> list[Plain]:
    edition = papers["edition"]
    if edition is None:
        own = next(one for one in sections if one["name"] == "documents")
        return [_row("section", "documents", "documents", own["title"], "unknown", own["reason"])]
    lacking = {one["id"]: one for one in edition["items"] if one["state"] not in ("there", "not_needed")}
    return [
        _row("document", "documents", item["id"], item["words"], item["state"], _reason(item))
        | {"waits_for": [lacking[one]["words"] for one in item["after"] if one in lacking]}
        for item in lacking.values()
    ]


def _reason(item: Plain) -> Plain:
    words = told(STATES[item["state"]])
    if item["state"] != "expired":
        return words
    until = item["paper"]["until"]["date"]
    return {
        "id": f"{words['id']} (sampai {date(until, 'id')})",
        "en": f"{words['en']} (held until {date(until, 'en')})",
    }


def _of_needs(needs: Plain | None) -> list[Plain]:
    """Return what the process requires and nobody has installed, or nobody knows whether it suffices."""
    found = []
    for one in [] if needs is None else needs["rows"]:
        words = {lang: f"{one['kind'][lang]}: {one['step'][lang]}" for lang in ("id", "en")}
        if one["status"] in _SHORT:
            lack = (
                {lang: f"{one['deficit']['text'][lang]} {one['unit'][lang]}" for lang in ("id", "en")}
                if one["deficit"]
                else None
            )
            word = {"id": "kurang", "en": "lacks"}
            reason = {
                lang: f"{word[lang]} {lack[lang]}" if lack else one["status_words"][lang] for lang in ("id", "en")
            }
            found.append(_row("need", "needs", one["step"]["en"], words, "short", reason))
        elif one["status"] != "enough":
            found.append(_row("need", "needs", one["step"]["en"], words, "unknown", one["status_words"]))
    return found


def _of_access(access: Plain | None) -> list[Plain]:
    """Return the targets that the roads do not reach: nobody knows how long it takes to them."""
    return [
        _row("target", "access", one["target"], told((f"Tujuan: {one['target']}", f"Target: {one['target']}")),
             "unknown", one["reason"])
        for one in ([] if access is None else access["rows"])
        if one["status"] != "reached"
    ]  # fmt: skip


def _row(kind: str, where: str, item: str, words: Plain, status: str, reason: Plain) -> Plain:
    todo = _GIVE[kind] if status == "not_given" and kind in _GIVE else _TODO[status]
    return {
        "kind": kind, "section": where, "item": item, "words": words, "status": status, "reason": reason,
        "todo": told(todo), "waits_for": [],
    }  # fmt: skip
