"""The law of the twin: step 1 (which instruments), step 3 (the cell) and step 8 (the readings of a question)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from twin_words import Rule

# ---- step 1: which instruments ---------------------------------------------------------------------------------------


def known_from(instrument: dict[str, Any]) -> Any:
    return instrument.get("published") or instrument.get("enacted") or instrument["from"]


def in_force(pack: dict[str, Any], day: Any, known_on: Any = None) -> list[dict[str, Any]]:
    chosen = []
    for instrument in pack["instruments"]:
        if instrument.get("status", "in_force") not in ("in_force", "draft_binding"):
            continue
        if known_on is not None and known_from(instrument) > known_on:
            continue
        end = instrument.get("to")
        if end is not None and known_on is not None:
            successors = [i for i in pack["instruments"] if instrument["id"] in i.get("replaces", [])]
            if successors and all(known_from(i) > known_on for i in successors):
                end = None  # the end was set by a text nobody could have read yet
        if instrument["from"] <= day and (end is None or day < end):
            chosen.append(instrument)
    return chosen


# ---- step 3: the cell ------------------------------------------------------------------------------------------------


def read_cell(cell: str) -> str | None:
    """Verdict of a cell by the ITBX grammar; None for an empty one."""
    text = cell.strip().upper()
    if text == "":
        return None
    if text == "X":
        return "prohibited"
    if text == "I":
        return "conforms"
    tokens = [t for t in re.split(r"[,.;/\s]+", text) if t]
    if not tokens or any(re.fullmatch(r"[TB][0-9]*", t) is None for t in tokens):
        return "unreadable_rule"
    letters = {t[0] for t in tokens}
    if letters == {"T", "B"}:
        return "limited_conditional"
    return "limited" if letters == {"T"} else "conditional"


ABSENT = {"prohibited": "prohibited", "not_regulated": "not_regulated", "missing": "no_data"}


def resolve_activity(pack: dict[str, Any], site: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """("id", activities) or ("absent" | "unreadable_rule" | "no_data", [])."""
    word = site["activity"]
    named = [a for a in pack["activities"] if a["id"] == word]
    if named:
        return "id", named
    if not re.fullmatch(r"[0-9]+", word):
        return "no_data", []
    versions = {a["version"] for a in pack["activities"] if a.get("kbli")}
    version = site.get("kbli_version") or pack.get("kbli_version")
    if version is not None and version not in versions:
        return "unreadable_rule", []
    for length in (5, 4, 3):
        if len(word) < length:
            continue
        alike = [a for a in pack["activities"] if a.get("kbli") == word[:length] and version in (None, a["version"])]
        if alike:
            return "id", alike
    return "absent", []


@dataclass(frozen=True)
class Reading:
    """One way to understand a question: a word that several activities share, a scale that nobody stated."""

    how: str
    activity: str | None
    scale: str


def speaks(rule: dict[str, Any], reading: Reading) -> bool:
    """`*` is every activity there is; a word that is none, or of an unknown KBLI version, is not one of them."""
    if rule.get("scale", "") not in ("", reading.scale):
        return False
    every = "*" in rule["activities"] and reading.how in ("id", "absent")
    return every or reading.activity in rule["activities"]


def readings(pack: dict[str, Any], site: dict[str, Any], rules: list[dict[str, Any]]) -> list[Reading]:
    """Steps 3 and 8: all of them count where the site does not say which holds, and the strictest wins."""
    how, activities = resolve_activity(pack, site)
    stated = site.get("scale") or ""
    if stated:
        activities = [a for a in activities if a.get("scale", "") in ("", stated)] or activities
    out = []
    for activity in sorted(activities, key=lambda a: a["id"]) or [None]:
        name = activity["id"] if activity else None
        own = (activity or {}).get("scale", "")
        if own:
            scales = {own}
        elif stated:
            scales = {stated}
        else:
            named = {r.get("scale", "") for r in rules}
            scales = {""} | {
                n for n in named for r in rules if r.get("scale") == n and speaks(r, Reading(how, name, n))
            }
        out += [Reading(how, name, scale) for scale in sorted(scales)]
    return out


def base_rule(instrument: dict[str, Any], code: str, reading: Reading) -> Rule:
    article = instrument.get("matrix_article", "")
    if reading.how in ("unreadable_rule", "no_data"):
        return Rule(reading.how, "")  # nothing in the matrix says so
    cell = instrument["matrix"].get(reading.activity, {}).get(code, "") if reading.how == "id" else ""
    verdict = read_cell(cell)
    return Rule(ABSENT[instrument["absent"]] if verdict is None else verdict, article)
