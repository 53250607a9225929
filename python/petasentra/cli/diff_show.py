"""What ``petasentra diff`` prints for people: the two questions, the answers that differ, and what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.markup import escape

from petasentra.cli import show
from petasentra.cli.words import either, stated_verdict, verdict_markup
from petasentra.plotting.language import DRAFT, NOTICE_KKPR, date, number, percent, pick, what_if

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from petasentra.conformance.differences import Difference
    from petasentra.law.instrument_names import InstrumentNames
    from petasentra.plotting.language import Lang

_CAUSES = {
    "rule": ("ketentuan", "rule"),
    "geometry": ("peta", "map"),
    "subject": ("tapaknya sendiri", "the site itself"),
    "added": ("tapak ditambahkan", "site added"),
    "removed": ("tapak dihapus", "site removed"),
}
_PARTS = {
    "instrument": ("peraturan", "regulation"),
    "article": ("pasal", "article"),
    "conditions": ("syarat", "conditions"),
    "share": ("bagian yang sesuai", "conforming part"),
}


def show_difference(
    found: Difference,
    questions: Sequence[Mapping[str, Any]],
    names: Sequence[InstrumentNames],
    *,
    draft: bool,
    lang: Lang,
) -> None:
    """Print both questions, the sites answered differently, those answered the same on another basis, the notices."""
    out = show.console()
    heads = ("Sebelum", "Before"), ("Sesudah", "After")
    width = max(len(pick(head, lang)) for head in heads) + 1
    for head, question in zip(heads, questions, strict=True):
        out.print(f"[bold]{pick(head, lang) + ':':<{width}}[/] {escape(_question(question, lang))}")
    out.print()
    shifted = found.bases.to_pylist()
    if not len(found) and not shifted:
        out.print(either(lang, "Tidak ada yang berubah.", "Nothing differs."))
        return
    if len(found):
        _show_flips(found, out, lang)
    else:
        out.print(either(lang, "Tidak ada hasil yang berubah.", "No answer differs."))
    if shifted:
        _show_shifts(shifted, names, out, lang)
    out.print()
    if draft:
        out.print(f"[bold]{pick(DRAFT, lang)}[/]")
    out.print(pick(NOTICE_KKPR, lang), style="dim")


def _question(question: Mapping[str, Any], lang: Lang) -> str:
    """Write a question in a line: the day, what was known, the plan, the what-if."""
    parts = [date(question["as_of"], lang), question["plan"] or ""]
    if question["known_on"]:
        known = either(lang, "yang diketahui sampai", "as known on")
        parts.insert(1, f"{known} {date(question['known_on'], lang)}")
    chosen = question["variant"]
    if isinstance(chosen, dict):
        title = what_if((chosen.get("title_id") or "", chosen.get("title_en") or ""), lang) or chosen.get("id", "")
        parts.append(f"{either(lang, 'andaian', 'what if')}: {title}")
    return " · ".join(part for part in parts if part)


def _show_flips(found: Difference, out: Console, lang: Lang) -> None:
    none = either(lang, "tidak ada", "not there")
    made = show.grid(
        either(lang, "Tapak", "Site"), either(lang, "Sebelum", "Before"), either(lang, "Sesudah", "After"),
        either(lang, "Sebab", "Cause"),
    )  # fmt: skip
    rows = found.table.to_pylist()
    for row in rows[: show.MOST_SITES]:
        before, after = (_stated(row, side, lang) or none for side in ("before", "after"))
        causes = ", ".join(pick(_CAUSES.get(cause, (cause, cause)), lang) for cause in row["cause"] or [])
        made.add_row(escape(row["site_id"]), before, after, causes)
    out.print(made)
    _show_more(len(rows), out, lang)
    out.print()
    for (before, after), flips in _by_stated_verdict(rows, lang).items():
        sites = _sites(len(flips), lang)
        area_ha = sum(row["area_m2"] or 0.0 for row in flips) / 1e4
        ground = f"{number(area_ha, 2, lang)} ha" if area_ha else ""
        people = sum(row.get("workers") or 0.0 for row in flips)
        workers = f"{number(people, 0, lang)} {either(lang, 'pekerja', 'workers')}" if people else ""
        out.print(
            f"{before or none} → {after or none}: " + ", ".join(part for part in (sites, ground, workers) if part)
        )


def _show_shifts(rows: list[dict[str, Any]], names: Sequence[InstrumentNames], out: Console, lang: Lang) -> None:
    out.print()
    many = _sites(len(rows), lang)
    out.print(
        "[bold]"
        + either(lang, f"Hasil tetap, dasarnya berubah: {many}", f"Same answer on another basis: {many}")
        + "[/]"
    )
    made = show.grid(
        either(lang, "Tapak", "Site"), either(lang, "Hasil", "Verdict"), either(lang, "Yang berubah", "What changed")
    )
    for row in rows[: show.MOST_SITES]:
        changed = [f"{pick(_PARTS[part], lang)}: {_change(part, row, names, lang)}" for part in row["changed"]]
        made.add_row(escape(row["site_id"]), verdict_markup(stated_verdict(row), lang), escape("; ".join(changed)))
    out.print(made)
    _show_more(len(rows), out, lang)


def _change(part: str, row: Mapping[str, Any], names: Sequence[InstrumentNames], lang: Lang) -> str:
    """Write what changed of a basis: "Perda 21/2009 → Perda 10/2021"; of conditions those that came and went."""
    if part == "conditions":
        old, new = (set(row[f"conditions_{side}"] or ()) for side in ("before", "after"))
        came = [f"+ “{one}”" for one in sorted(new - old)]
        return ", ".join(came + [f"− “{one}”" for one in sorted(old - new)])
    sides = []
    for side, names_there in zip(("before", "after"), names, strict=True):
        instruments = [one for one in row[f"instrument_{side}"].split("; ") if one]
        if part == "share":
            sides.append(_share(row, side, lang))
        elif part == "instrument":
            sides.append("; ".join(map(names_there.citation, instruments)))
        else:
            articles = row[f"article_{side}"] or ()
            sides.append("; ".join(names_there.label(one, instruments) for one in articles))
    return " → ".join(side or either(lang, "tidak ada", "none") for side in sides)


def _share(row: Mapping[str, Any], side: str, lang: Lang) -> str:
    least, most = row[f"share_min_{side}"], row[f"share_max_{side}"]
    text = percent(row[f"share_conforming_{side}"], lang)
    if least is not None and most is not None and most > least:
        text += f" ({percent(least, lang)}–{percent(most, lang)})"
    return text


def _sites(many: int, lang: Lang) -> str:
    return f"{number(many, 0, lang)} {either(lang, 'tapak', 'site' if many == 1 else 'sites')}"


def _show_more(rows: int, out: Console, lang: Lang) -> None:
    if rows > show.MOST_SITES:
        more = number(rows - show.MOST_SITES, 0, lang)
        out.print(either(lang, f"... dan {more} tapak lagi; lihat --out.", f"... and {more} more sites; see --out."))


def _stated(row: dict[str, Any], side: str, lang: Lang) -> str:
    """Write the verdict of one side: where rules conflict none can be stated; empty where the site is not there."""
    if not row[side]:
        return ""
    return verdict_markup(stated_verdict({"verdict": row[side], "flags": row[f"flags_{side}"]}), lang)


def _by_stated_verdict(rows: list[dict[str, Any]], lang: Lang) -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault((_stated(row, "before", lang), _stated(row, "after", lang)), []).append(row)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))
