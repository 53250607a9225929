"""Steps 3 and 8 of the twin: which activities of the pack a site means, KBLI and its versions included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twin_words import Case


Meaning = tuple[str, dict[str, Any] | None]  # ("id", activity) | ("absent" | "unreadable_rule" | "no_data", None)


def of_scale(activities: list[dict[str, Any]], stated: str) -> list[dict[str, Any]]:
    """Rows of the stated scale; all of them where no row is, or no scale is stated."""
    return [a for a in activities if not stated or a.get("scale", "") in ("", stated)] or activities


def by_prefix(pack: dict[str, Any], digits: str, version: str | None) -> list[dict[str, Any]]:
    """The activities of the longest prefix, 5, 4 or 3 digits, in that version."""
    for length in (5, 4, 3):
        if len(digits) < length:
            continue
        alike = [a for a in pack["activities"] if a.get("kbli") == digits[:length]]
        alike = [a for a in alike if version in (None, a["version"])]
        if alike:
            return alike
    return []


def meanings(case: Case) -> tuple[list[Meaning], bool]:
    """Everything the activity of a site may mean, and whether a code was split on the way."""
    pack, site = case.pack, case.site
    word, stated = site["activity"], site.get("scale") or ""

    def named(activities: list[dict[str, Any]], otherwise: str) -> list[Meaning]:
        found = sorted(of_scale(activities, stated), key=lambda a: a["id"])
        return [("id", a) for a in found] or [(otherwise, None)]

    own = [a for a in pack["activities"] if a["id"] == word]
    if own:
        return named(own, "no_data"), False
    if not re.fullmatch(r"[0-9]+", word):
        return [("no_data", None)], False
    versions = {a["version"] for a in pack["activities"] if a.get("kbli")}
    version = site.get("kbli_version") or pack.get("kbli_version")
    if version is None or version in versions:
        return named(by_prefix(pack, word, version), "absent"), False

    rows = [r for r in pack.get("kbli_crosswalk", []) if r["from_version"] == version and r["to_version"] in versions]
    mine = [r for r in rows if r["from"] == word]
    if not mine:
        if any(word.startswith(r["from"]) or r["from"].startswith(word) for r in rows):
            case.questions.ask("does a row of the crosswalk hold for longer or shorter codes than it names?")
        return [("unreadable_rule", None)], False
    case.seen |= {f"crosswalk {r['kind']}" for r in mine}
    found: list[Meaning] = []
    for row in mine:
        found += [m for m in named(by_prefix(pack, row["to"], row["to_version"]), "absent") if m not in found]
    return found, any(r["kind"] == "split" for r in mine)
