"""Claims as people read them: a list with sources, and a table of what disagrees."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from petasentra.impact.attribute_words import attribute_text
from petasentra.plotting.language import UNVERIFIED, pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.impact.claim_rows import Claim
    from petasentra.impact.disputes import Compared
    from petasentra.plotting.language import Lang, Words

__all__ = ["claims_html", "claims_text", "figure"]

_RELATIONS: dict[str, Words] = {
    "apart": ("berbeda", "disagrees"),
    "period_unknown": ("tidak dapat dibandingkan: periodenya tidak disebut", "cannot be compared: no period stated"),
    "other_words": ("berbeda", "disagrees"),
    "same": ("", ""),
    "no_way": ("satuan lain jenis", "a unit of another kind"),
}
_CELL = "text-align:left;padding:.15em .7em;border-bottom:1px solid rgba(128,128,128,.25)"


def figure(claim: Claim, lang: Lang) -> str:
    """Return what a claim says with its unit: its figure, or its words where it is none."""
    return claim.value if claim.amount.interval is None else claim.amount.text(lang)


def claims_text(claims: Sequence[Claim], groups: Sequence[Sequence[Compared]], lang: Lang) -> str:
    """Return claims by subject and attribute, with a line where sources disagree."""
    against = {one.claim.row: one for group in groups for one in group}
    lines: list[str] = []
    seen: set[tuple[str, ...]] = set()
    for claim in claims:
        if (claim.subject,) not in seen:
            lines.append(claim.subject)
        if (claim.subject, claim.attribute) not in seen:
            lines.append(f"  {attribute_text(claim.attribute, lang)}")
            same = [one for one in claims if (one.subject, one.attribute) == (claim.subject, claim.attribute)]
            lines += [f"    - {_line(one, against.get(one.row), lang)}" for one in same]
        seen |= {(claim.subject,), (claim.subject, claim.attribute)}
    return "\n".join(lines)


def _line(claim: Claim, told: Compared | None, lang: Lang) -> str:
    parts = [figure(claim, lang)]
    around = [attribute_text(one, lang) for one in (claim.period, claim.scope) if one]
    parts += [f"({', '.join(around)})"] if around else []
    no_source = pick(("tanpa sumber", "no source"), lang)
    parts.append(f"[{claim.source or no_source}" + ("]" if claim.verified else f"; {pick(UNVERIFIED, lang)}]"))
    if told is not None and told.relation != "same":
        parts.append("! " + pick(_RELATIONS[told.relation], lang))
    if told is not None and told.amount is not None and told.conversion is not None and told.conversion.words[0]:
        parts.append(f"= {told.amount.text(lang)} ({pick(told.conversion.words, lang)})")
    return " ".join(parts)


def claims_html(groups: Sequence[Sequence[Compared]], count: int, lang: Lang) -> str:
    """Return the disagreements as a table."""
    heads = pick(
        ("subjek|perihal|menurut sumber|dalam satu satuan|konversi|periode|sumber|",
         "subject|what|as published|in one unit|conversion|period|source|"), lang,
    )  # fmt: skip
    rows = []
    for group in groups:
        for place, one in enumerate(group):
            claim = one.claim
            cells = [
                claim.subject if place == 0 else "",
                attribute_text(claim.attribute, lang) if place == 0 else "",
                claim.value,
                one.amount.text(lang) if one.amount else figure(claim, lang),
                pick(one.conversion.words, lang) if one.conversion else "",
                attribute_text(claim.period, lang),
                claim.source + ("" if claim.verified else f" ({pick(UNVERIFIED, lang)})"),
                pick(_RELATIONS[one.relation], lang),
            ]
            rows.append("".join(f'<td style="{_CELL}">{html.escape(cell)}</td>' for cell in cells))
    caption = pick(
        (f"{count} klaim; {len(groups)} kelompok berbeda pendapat", f"{count} claims; {len(groups)} disagreements"),
        lang,
    )
    head = "".join(f'<th style="{_CELL}">{html.escape(one)}</th>' for one in heads.split("|"))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<div style="font:13px/1.45 system-ui,sans-serif;overflow-x:auto"><div>{html.escape(caption)}</div>'
        f'<table style="border-collapse:collapse;font-size:12px"><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
        "</table></div>"
    )
