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


def version_of(pack: dict[str, Any], activity: dict[str, Any]) -> str:
    return activity["version"] or pack.get("kbli_version") or ""


def by_prefix(pack: dict[str, Any], digits: str, version: str) -> list[dict[str, Any]]:
    """The activities of the longest prefix, 5, 4 or 3 digits, in that version; a code has no more than five digits."""
    for length in (5, 4, 3):
        if len(digits) < length or len(digits) > 5:
            continue
        alike = [a for a in pack["activities"] if a.get("kbli") == digits[:length]]
        alike = [a for a in alike if version_of(pack, a) == version]
        if alike:
            return alike
    return []


def steps(pack: dict[str, Any], digits: str, version: str) -> list[dict[str, Any]]:
    """Rows of the crosswalk into the versions of the pack, of the longest beginning of the code that has any."""
    spoken = {version_of(pack, a) for a in pack["activities"] if a.get("kbli")} - {version}
    rows = [r for r in pack.get("kbli_crosswalk", []) if r["from_version"] == version and r["to_version"] in spoken]
    for length in (5, 4, 3):
        mine = [r for r in rows if len(digits) >= length and r["from"] == digits[:length]]
        if mine:
            return mine
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
    version = site.get("kbli_version") or pack.get("kbli_version") or ""
    held = by_prefix(pack, word, version)
    if held:
        return named(held, "absent"), False

    mine = steps(pack, word, version)
    if not mine:
        spoken = {version_of(pack, a) for a in pack["activities"] if a.get("kbli")}
        known = version in spoken or (version and version == pack.get("kbli_version"))
        return [("absent" if known else "unreadable_rule", None)], False
    case.seen |= {f"crosswalk {r['kind']}" for r in mine}
    case.seen |= {"crosswalk of a group"} if mine[0]["from"] != word else set()
    found: list[Meaning] = []
    for row in mine:
        found += [m for m in named(by_prefix(pack, row["to"], row["to_version"]), "absent") if m not in found]
    found.sort(key=lambda meaning: (meaning[1] is None, meaning[1] and meaning[1]["id"]))
    return found, any(r["kind"] == "split" for r in mine) or len({r["to"] for r in mine}) > 1
