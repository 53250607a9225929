"""What ``petasentra site`` prints for people: the best candidates, why others are not, the chosen sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

from petasentra.cli import show
from petasentra.cli.words import either
from petasentra.criteria.words import rank_words
from petasentra.plotting.language import number, percent
from petasentra.siting.sums import sum_sentences

if TYPE_CHECKING:
    from rich.console import Console

    from petasentra.cli.site_answer import SiteAnswer
    from petasentra.plotting.language import Lang

_STATUS = {
    "ranked": ("dapat diurutkan", "ranked"),
    "no_place": ("tanpa koordinat", "without a place"),
    "excluded_by_law": ("tidak diperbolehkan", "excluded by law"),
    "fails_limit": ("melewati batas kriteria", "beyond a limit"),
    "law_unknown": ("ketentuannya belum diketahui", "law unknown"),
    "value_unknown": ("nilainya belum diketahui", "value unknown"),
}


def site_answer(answer: SiteAnswer, lang: Lang, out: Console) -> None:
    """Print the answer."""
    if answer.suited is not None:
        _suited(answer, lang, out)
    if answer.located is not None:
        _located(answer, lang, out)
    for one in (answer.suited, answer.located):
        if one is not None:
            show.findings(one.findings, lang, out, codes=False)


def _suited(answer: SiteAnswer, lang: Lang, out: Console) -> None:
    assert answer.suited is not None
    told = ", ".join(f"{number(n, 0, lang)} {either(lang, *_STATUS[one])}" for one, n in answer.suited.counts.items())
    head = either(lang, "Calon lokasi", "Candidates")
    out.print(f"[bold]{head}: {number(len(answer.suited), 0, lang)}[/]  {escape(told)}")
    if not answer.best:
        out.print(either(lang, "Tidak ada calon lokasi yang dapat diurutkan.", "No candidate can be ranked."))
        return
    made = show.grid(
        either(lang, "Peringkat", "Rank"), either(lang, "Tapak", "Site"), either(lang, "Nilai", "Score"),
        either(lang, "Keterangan", "Reason"),
    )  # fmt: skip
    shown = answer.suited.ranked_rows[: len(answer.best)].tolist()
    for at, row in zip(shown, answer.best, strict=True):
        made.add_row(rank_words(answer.suited, at, lang), escape(str(row["site_id"])), number(row["score"], 3, lang),
                     escape(either(lang, row["reason_id"], row["reason_en"]) or ""))  # fmt: skip
    out.print(made)
    first, last = answer.suited.ties[shown[-1]].tolist()
    if last > len(shown):
        rest, many = number(last - len(shown), 0, lang), number(last - first + 1, 0, lang)
        out.print(either(
            lang, f"{rest} calon lagi bernilai sama dengan baris terakhir ({many} semuanya); pengenal terkecil dahulu.",
            f"{rest} more have the score of the last row ({many} in all); the smallest ids are shown."
        ))  # fmt: skip


def _located(answer: SiteAnswer, lang: Lang, out: Console) -> None:
    located = answer.located
    assert located is not None
    chosen = ", ".join(str(one) for one in located.chosen)
    out.print()
    out.print(f"[bold]{either(lang, 'Lokasi terpilih', 'Chosen sites')}: {escape(chosen)}[/]")
    statuses = located.status_of_demands
    served = number(statuses.count("served"), 0, lang)
    many = number(len(located), 0, lang)
    out.print(either(lang, f"{served} dari {many} kebutuhan terlayani.", f"{served} of {many} demands are served."))
    for one in sum_sentences(located):
        out.print(escape(f"{either(lang, *one)}."))
    if located.proved:
        out.print(either(lang, "Terbukti: tidak ada pilihan yang lebih baik.", "Proved: no choice is better."))
    else:
        gap = percent(located.gap, lang)
        out.print(either(lang, f"Belum terbukti: paling jauh {gap} dari yang terbaik.",
                         f"Not proved: at most {gap} from the best."))  # fmt: skip
