"""The law of the twin: step 1 (which instruments), step 3 (the cell) and step 8 (the readings of a question)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from twin_kbli import meanings

if TYPE_CHECKING:
    from twin_words import Case

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


def tokens_of(cell: str) -> list[str]:
    return [t for t in re.split(r"[,.;/\s]+", cell.strip().upper()) if t]


def read_cell(cell: str) -> str | None:
    """Verdict of a cell by the ITBX grammar; None for an empty one."""
    text = cell.strip().upper()
    if text == "":
        return None
    if text == "X":
        return "prohibited"
    if text == "I":
        return "conforms"
    tokens = tokens_of(cell)
    if not tokens or any(re.fullmatch(r"[TB][0-9]*", t) is None for t in tokens):
        return "unreadable_rule"
    letters = {t[0] for t in tokens}
    if letters == {"T", "B"}:
        return "limited_conditional"
    return "limited" if letters == {"T"} else "conditional"


ABSENT = {"prohibited": "prohibited", "not_regulated": "not_regulated", "missing": "no_data"}


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


def readings(case: Case, rules: list[dict[str, Any]]) -> tuple[list[Reading], bool]:
    """Steps 3 and 8: all of them count where the site does not say which holds, and the strictest wins.

    The second answer is whether an officer has to say which of them holds.
    """
    found, split = meanings(case)
    stated = case.site.get("scale") or ""
    out: list[Reading] = []
    for how, activity in found:
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
    return out, split or len(out) > 1


def base_cell(instrument: dict[str, Any], code: str, reading: Reading) -> tuple[str, str]:
    """The cell of the matrix and the verdict it reads as, before its conditions are tested."""
    if reading.how in ("unreadable_rule", "no_data"):
        return "", reading.how
    cell = instrument["matrix"].get(reading.activity, {}).get(code, "") if reading.how == "id" else ""
    return cell, read_cell(cell) or ABSENT[instrument["absent"]]
