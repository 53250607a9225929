"""A repair as people read it: in a terminal and in a notebook."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from petasentra.plotting.language import number, pick
from petasentra.validation.words import RULES

if TYPE_CHECKING:
    from petasentra.plotting.language import Lang, Words
    from petasentra.repairs.repairing import Repair

RULE_NAMES: dict[str, Words] = {
    "largest_neighbour": (
        "bidang diserahkan kepada zona tetangga yang terluas",
        "ground goes to the largest neighbour",
    ),
    "longest_border": (
        "bidang diserahkan kepada zona dengan batas bersama terpanjang",
        "ground goes to the zone with the longest common border",
    ),
    "priority": ("bidang diserahkan menurut prioritas", "ground goes by priority"),
}
_MORE_NAMES: dict[str, Words] = {
    "DOMAIN_CLASH": ("nilai berkode tidak seragam", "coded values in two dialects"),
    "RING_ORDER": ("arah cincin", "order of rings"),
}

MOST_LINES = 50


def heading(repair: Repair, lang: Lang) -> str:
    """Return the layer, the rows touched and the faults left in one line."""
    rows = repair.ledger.table.to_pylist()
    touched = len({row["row"] for row in rows if row["status"] == "repaired"})
    left = sum(row["status"] == "left" for row in rows) + sum(one.count for one in repair.not_repaired.values())
    name, by = repair.layer.title, pick(RULE_NAMES[repair.rule], lang)
    counted = [number(value, 0, lang) for value in (len(repair.layer), touched, left)]
    return pick(
        (
            f"{name}: {counted[0]} fitur, {counted[1]} diubah, {counted[2]} temuan dibiarkan; {by}",
            f"{name}: {counted[0]} features, {counted[1]} changed, {counted[2]} findings left; {by}",
        ),
        lang,
    )


def moved_m2(rows: list[dict[str, Any]]) -> float:
    """Return the ground moved: each fault once, at the row that gave it or, where none did, at that with it now."""
    giver = ("from_id", "to_id")
    return float(
        sum(row["area_m2"] for row in rows if row["feature_id"] == next((row[k] for k in giver if row[k]), None))
    )


def code_lines(repair: Repair, lang: Lang) -> list[tuple[str, str, str]]:
    """Return code, its name, and what became of it, for each code in the ledger; then what it says nothing of."""
    rows = repair.ledger.table.to_pylist()
    out = []
    for code, by_status in repair.counts.items():
        done = [row for row in rows if row["code"] == code and row["status"] == "repaired"]
        area = moved_m2(done)
        parts = []
        if done:
            changes = number(len(done), 0, lang)
            parts.append(pick((f"{changes} perubahan", f"{changes} changes"), lang))
        if area > 0:
            square = number(area, 1, lang)
            parts.append(pick((f"{square} m2 dipindahkan", f"{square} m2 moved"), lang))
        if "left" in by_status:
            left = number(by_status["left"], 0, lang)
            parts.append(pick((f"{left} dibiarkan", f"{left} left"), lang))
        name = {**RULES, **_MORE_NAMES}.get(code, (code, code))
        out.append((code, pick(name, lang), ", ".join(parts)))
    for code, alone in repair.not_repaired.items():
        count, reason = number(alone.count, 0, lang), pick((alone.reason_id, alone.reason_en), lang)
        called = pick(RULES.get(code, (code, code)), lang)
        out.append((code, called, pick((f"{count} dibiarkan, {reason}", f"{count} left, {reason}"), lang)))
    return out


def text_of(repair: Repair, lang: Lang) -> str:
    """Return the repair as lines for a terminal: what was left first, because somebody must look at it."""
    lines = [heading(repair, lang)]
    lines += [f"  {code}  {name}: {what}" for code, name, what in code_lines(repair, lang)]
    rows = repair.ledger.table.to_pylist()
    rows.sort(key=lambda row: row["status"] != "left")
    lines += [
        f"{_status(row['status'], lang)} {row['code']} {row['feature_id']}: {row[f'reason_{lang}']}".replace(" :", ":")
        for row in rows[:MOST_LINES]
    ]
    if len(rows) > MOST_LINES:
        more = number(len(rows) - MOST_LINES, 0, lang)
        lines.append(pick((f"... dan {more} baris lagi", f"... and {more} more rows"), lang))
    if not rows and not repair.not_repaired:
        lines.append(pick(("Tidak ada yang perlu diperbaiki.", "Nothing to repair."), lang))
    return "\n".join(lines)


def html_of(repair: Repair) -> str:
    """Return the repair for a notebook: heading, one line a code, and the first rows of the ledger."""
    lines = "".join(
        f"<tr><td><code>{code}</code></td><td style='text-align:left'>{html.escape(name)}</td>"
        f"<td style='text-align:left'>{html.escape(what)}</td></tr>"
        for code, name, what in code_lines(repair, "id")
    )
    return (
        f"<div><b>{html.escape(heading(repair, 'id'))}</b><table>{lines}</table></div>"
        + repair.ledger.table._repr_html_()
    )


def _status(status: str, lang: Lang) -> str:
    return pick(("dibiarkan" if status == "left" else "diubah", "left" if status == "left" else "changed"), lang)
