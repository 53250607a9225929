"""The Jombang study, told on a terminal: plans and their dates, figures and who published them, verdicts by year.

All sites are invented and the zoning is schematic; the study shows how a verdict is made and how doubt is carried, not
whether any real sentra may stand.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape

import petasentra as ps
from petasentra.cli import show
from petasentra.cli.files import FileNames, write_outputs
from petasentra.cli.words import either, stated_verdict, verdict_markup
from petasentra.plotting.language import Lang, date

if TYPE_CHECKING:
    from pathlib import Path

    from rich.table import Table as Grid

    from petasentra.conformance import CheckResult
    from petasentra.datasets import Jombang
    from petasentra.plan_packs import PlanPack

#: The middle of a year under each of the three regulations.
DAYS = ("2005-06-01", "2015-06-01", "2023-06-01")


@dataclass(frozen=True)
class Question:
    """One day under one reading of the law."""

    day: str
    pack: PlanPack
    heading: str


def run_study(out: Path, lang: Lang = "id", console: Console | None = None) -> dict[str, Path]:
    """Print the study and write its files.

    Parameters
    ----------
    out
        Folder of the report, map, GeoPackage and table; made if need be.
    lang
        ``"id"`` or ``"en"``.
    console
        Where to print; standard output if not given.

    Returns
    -------
    dict
        Path of each file by kind: ``report``, ``map``, ``geopackage``, ``table``.
    """
    console = console or show.console()
    jombang = ps.datasets.jombang()
    pack = jombang.pack()
    title = either(
        lang, "Studi Jombang: bolehkah sentra berdiri di sini?", "The Jombang study: may this sentra stand here?"
    )
    console.rule(f"[bold]{title}[/]", align="left")
    console.print(
        either(
            lang,
            "Semua tapak rekaan dan zonasinya skematik. Tidak ada sentra nyata yang dinilai.",
            "All sites are invented and the zoning is schematic. No real sentra is judged.",
        )
    )
    console.print()
    console.print(_instruments(pack, lang))
    console.print()
    console.print(_facts(jombang.facts.to_pylist(), lang))
    console.print()

    questions = _questions(jombang, pack, lang)
    sentra = [ps.check(jombang.sentra, q.pack, as_of=q.day) for q in questions]
    smelters = [ps.check(jombang.smelters, q.pack, as_of=q.day) for q in questions]
    console.print(_verdicts(questions, sentra, lang))
    console.print()
    console.print(_pattern(questions, smelters, lang))

    main = sentra[len(DAYS) - 1]
    paths = write_outputs(main, out, FileNames.of(lang, "jombang.gpkg"), lang)
    show.file_list(paths, lang, console)
    show.notices(main.table.to_pylist(), lang, console)
    return paths


def _questions(jombang: Jombang, pack: PlanPack, lang: Lang) -> list[Question]:
    """Each of the days under the pack as it stands, then the last day under each what-if."""
    asked = [Question(day, pack, date(day, lang)) for day in DAYS]
    for variant in pack.variants:
        asked.append(
            Question(DAYS[-1], jombang.pack(variant=variant.id), either(lang, variant.title_id, variant.title_en))
        )
    return asked


def _instruments(pack: PlanPack, lang: Lang) -> Grid:
    grid = show.grid(
        either(lang, "Peraturan", "Regulation"),
        either(lang, "Judul", "Title"),
        either(lang, "Berlaku sejak", "In force from"),
        either(lang, "Sampai dengan", "Until"),
        either(lang, "Terverifikasi", "Verified"),
        either(lang, "Catatan", "Remark"),
        title=either(lang, "Rencana tata ruang dan tanggalnya", "The plans and their dates"),
    )
    for instrument in pack.instruments:
        ends = instrument.in_force_to
        grid.add_row(
            escape(instrument.citation),
            escape(instrument.title),
            date(instrument.in_force_from, lang),
            date(ends, lang) if ends else either(lang, "kini", "now"),
            either(lang, "ya", "yes") if instrument.verified else either(lang, "belum", "no"),
            escape(either(lang, instrument.note_id, instrument.note_en)),
        )
    return grid


def _facts(claims: list[dict[str, Any]], lang: Lang) -> Grid:
    """One line a figure; where sources disagree the line carries all of them, side by side."""
    grid = show.grid(
        either(lang, "Tentang", "About"),
        either(lang, "Besaran", "Figure"),
        either(lang, "Nilai dan sumbernya", "Values and their sources"),
        title=either(
            lang,
            "Angka-angka studi; sumber yang berbeda ditulis berdampingan",
            "Figures of the study; sources that disagree stand side by side",
        ),
    )
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for number, claim in enumerate(claims):
        disputed = claim["dispute"] is not None and claim["dispute"] >= 0
        groups.setdefault(("dispute", claim["dispute"]) if disputed else ("single", number), []).append(claim)
    for (kind, _), group in groups.items():
        values = [
            f"[bold]{escape(_value(claim))}[/] [dim]{escape('; '.join(filter(None, (claim['period'], claim['source']))))}[/]"
            for claim in group
        ]
        mark = either(lang, "berbeda", "they differ")
        head = group[0]
        grid.add_row(
            escape(head["subject"]),
            escape(head["attribute"]) + (f" [yellow]({mark})[/]" if kind == "dispute" else ""),
            "\n".join(values),
        )
    return grid


def _value(claim: dict[str, Any]) -> str:
    return " ".join(part for part in (claim["value"], claim["unit"]) if part)


def _verdicts(questions: list[Question], results: list[CheckResult], lang: Lang) -> Grid:
    """A line a site, a column a question."""
    grid = show.grid(
        either(lang, "Tapak", "Site"),
        either(lang, "Kegiatan", "Activity"),
        *(question.heading for question in questions),
        title=either(lang, "Putusan atas tapak rekaan", "Verdicts on the invented sites"),
    )
    tables = [result.table.to_pylist() for result in results]
    for rows in zip(*tables, strict=True):
        cells = [verdict_markup(stated_verdict(row), lang) for row in rows]
        grid.add_row(escape(str(rows[0]["site_id"])), escape(str(rows[0]["activity"])), *cells)
    return grid


def _pattern(questions: list[Question], results: list[CheckResult], lang: Lang) -> Grid:
    """How many of the dispersed smelters have which verdict, a column a question."""
    counts = [Counter(stated_verdict(row) for row in result.table.to_pylist()) for result in results]
    total = len(results[0])
    grid = show.grid(
        either(lang, "Putusan", "Verdict"),
        *(question.heading for question in questions),
        title=either(
            lang,
            f"Pola {total} tungku peleburan rekaan di Sumobito dan Kesamben, menurut putusan",
            f"The pattern of {total} invented smelters in Sumobito and Kesamben, by verdict",
        ),
    )
    for column in grid.columns[1:]:
        column.justify = "right"
    for verdict in sorted(set().union(*counts), key=lambda word: -max(count[word] for count in counts)):
        grid.add_row(verdict_markup(verdict, lang), *(str(count[verdict]) for count in counts))
    return grid
