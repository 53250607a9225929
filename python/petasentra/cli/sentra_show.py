"""What ``petasentra sentra`` prints for people: sentra, what is nearly one, the list beside them, its sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from petasentra.cli import show
from petasentra.cli.words import either
from petasentra.plotting.language import date, number, pick
from petasentra.sentra.words import BRANCH_WORDS, MEMBERSHIP_WORDS, place_line, places_text, sum_span, unnamed_line

if TYPE_CHECKING:
    from rich.console import Console

    from petasentra.cli.sentra_answer import SentraAnswer
    from petasentra.plotting.language import Lang

#: Rows of a table that are printed; the rest is counted.
_MOST = 30
_HELD = {
    "held": ("di dalamnya", "inside"), "not_held": ("di luarnya", "outside"),
    "unknown": ("belum dapat dipastikan", "not known"),
}  # fmt: skip
#: Of a group of the list whose word is missing.
_UNKNOWN = {
    "province": ("provinsi tidak diketahui", "province not known"),
    "kabupaten": ("kabupaten tidak diketahui", "kabupaten not known"),
    "commodity": ("komoditas tidak diketahui", "commodity not known"),
}
_GROUPS = {
    "province": ("Provinsi", "Province"), "kabupaten": ("Kabupaten", "Kabupaten"),
    "commodity": ("Komoditas", "Commodity"),
}  # fmt: skip


def sentra_answer(answer: SentraAnswer, lang: Lang, out: Console) -> None:
    """Print the answer."""
    if answer.found is not None:
        _found(answer, lang, out)
    if answer.reconciled is not None:
        _reconciled(answer, lang, out)
    if answer.listed is not None:
        _listed(answer, lang, out)
    if answer.found is not None:
        title = either(lang, "Temuan pada unit usaha", "Findings in the units")
        show.findings(answer.found.findings, lang, out, title=title, codes=False)
    if answer.listed is not None:
        title = either(lang, "Temuan pada daftar", "Findings in the list")
        show.findings(answer.listed.findings, lang, out, title=title, codes=False)
    if answer.reconciled is not None and len(answer.reconciled.findings):
        title = either(lang, "Temuan saat membandingkan", "Findings of the comparison")
        show.findings(answer.reconciled.findings, lang, out, title=title, codes=False)


def notice(answer: SentraAnswer, lang: Lang) -> str:
    """Say what the numbers rest on."""
    said = []
    if answer.unverified and answer.found is not None:
        said.append(
            either(lang, f"Ketentuan {answer.found.rule.citation} belum dibandingkan dengan naskahnya.",
                   f"The rule of {answer.found.rule.citation} was compared with its text by nobody.")
        )  # fmt: skip
    if answer.invented:
        said.append(either(lang, "Sebagian masukannya rekaan.", "Some of what was given is invented."))
    return " ".join(said)


def _found(answer: SentraAnswer, lang: Lang, out: Console) -> None:
    found = answer.found
    assert found is not None
    head = either(lang, "Sentra menurut", "Sentra by")
    out.print(f"[bold]{head} {escape(found.rule.citation)}: {number(len(found), 0, lang)}[/]")
    out.print(f"[dim]{escape(place_line(found, lang))}[/]")
    counts = [f"{number(n, 0, lang)} {pick(MEMBERSHIP_WORDS[one], lang)}" for one, n in answer.memberships().items()]
    out.print(escape(f"{number(len(found.read), 0, lang)} unit: {', '.join(counts) or '-'}"))
    if found.branches_not_asked:
        names = ", ".join(pick(BRANCH_WORDS[one], lang) for one in found.branches_not_asked)
        out.print(either(lang, f"Tidak ditanyakan, karena tidak ada kolomnya: {names}.",
                         f"Not asked, for want of a column: {names}."))  # fmt: skip
    if len(found) and (unnamed := unnamed_line(found, lang)):
        out.print(escape(unnamed))
    heads = [either(lang, *one) for one in (
        ("Sentra", "Sentra"), ("Yang sama", "What is alike"), ("Unit", "Units"), ("Tenaga kerja", "Workers"),
        ("Tempat", "Places"),
    )]  # fmt: skip
    rows = [
        [str(row["sentra_id"]), "; ".join(row["value"]), number(row["units"], 0, lang),
         sum_span(row, "workers", "unit", lang), places_text(row, lang)]
        for row in found.sentra.table.to_pylist()
    ]  # fmt: skip
    show.listing("", heads, rows, lang, out, most=_MOST)
    nearly = [
        ["; ".join(row["value"]), number(row["units"], 0, lang), either(lang, row["missing_id"], row["missing_en"])]
        for row in found.almost.table.to_pylist()
    ]
    heads = [
        either(lang, "Yang sama", "What is alike"),
        either(lang, "Unit", "Units"),
        either(lang, "Kurangnya", "Lacks"),
    ]
    show.listing(either(lang, "Hampir menjadi sentra", "Nearly a sentra"), heads, nearly, lang, out, most=_MOST)
    if answer.stability is not None:
        rows = [
            [number(row["eps_m"], 0, lang), number(row["sentra"], 0, lang), number(row["units"], 0, lang)]
            for row in answer.stability.table.to_pylist()
            if row["branch"] == "any"
        ]
        heads = [either(lang, "Jarak, m", "Distance, m"), "Sentra", either(lang, "Unit di dalamnya", "Units in them")]
        show.listing(either(lang, "Bila jaraknya lain", "At other distances"), heads, rows, lang, out, most=_MOST)


def _reconciled(answer: SentraAnswer, lang: Lang, out: Console) -> None:
    assert answer.reconciled is not None
    rows = [
        [row["sk_id"] or "-", row["sk_name"] or "-", "-" if row["sentra_id"] is None else str(row["sentra_id"]),
         either(lang, row["reason_id"], row["reason_en"])]
        for row in answer.reconciled.table.to_pylist()
    ]  # fmt: skip
    heads = [
        either(lang, "Daftar", "List"),
        either(lang, "Nama", "Name"),
        "Sentra",
        either(lang, "Keterangan", "Reason"),
    ]
    show.listing(either(lang, "Daftar dan lapangan", "List and ground"), heads, rows, lang, out, most=_MOST)


def _listed(answer: SentraAnswer, lang: Lang, out: Console) -> None:
    assert answer.listed is not None
    assert answer.summary is not None
    rows = [
        [*(str(row[one] or either(lang, *_UNKNOWN[one])) for one in answer.by), number(row["sentra"], 0, lang),
         number(row["position_unknown"], 0, lang), sum_span(row, "units", "sentra", lang),
         sum_span(row, "workers", "sentra", lang)]
        for row in answer.summary.to_pylist()
    ]  # fmt: skip
    heads = [either(lang, *one) for one in (
        *(_GROUPS[one] for one in answer.by), ("Sentra", "Sentra"), ("Tanpa letak", "Without a place"),
        ("Unit usaha", "Units"), ("Tenaga kerja", "Workers"),
    )]  # fmt: skip
    title = either(lang, "Daftar sentra", "List of sentra") + f": {number(len(answer.listed), 0, lang)}"
    show.listing(title, heads, rows, lang, out, most=_MOST)
    if answer.held is not None:
        out.print()
        day = date(answer.held.as_of, lang)
        for kind, counts in answer.held.counts.items():
            told = ", ".join(f"{number(n, 0, lang)} {either(lang, *_HELD[one])}" for one, n in counts.items())
            out.print(escape(either(lang, f"{kind.upper()} pada {day}: {told}.", f"{kind.upper()} on {day}: {told}.")))
