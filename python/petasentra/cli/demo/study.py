"""The Jombang study, told on a terminal: plans and their dates, figures and their sources, verdicts, travel times.

All sites are invented and the zoning is schematic; the study shows how a verdict is made and how doubt is carried, not
whether any real sentra may stand.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.padding import Padding

import petasentra as ps
from petasentra.cli import show
from petasentra.cli.demo.journeys import journeys, journeys_grid, journeys_notice, journeys_table
from petasentra.cli.demo.words import attribute_text, phrase, source_text, subject_text, unit_text
from petasentra.cli.files import FileNames, write_csv, write_outputs
from petasentra.cli.words import either, stated_verdict, verdict_markup
from petasentra.law.instrument_names import names_of
from petasentra.plotting.language import Lang, date, number, pick

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console
    from rich.table import Table as Grid

    from petasentra.conformance.check_result import CheckResult
    from petasentra.datasets import Jombang
    from petasentra.law.plan_packs import PlanPack

#: The middle of a year under each of the three regulations.
DAYS = ("2005-06-01", "2015-06-01", "2023-06-01")
UNVERIFIED_CLAIMS = (
    "Semua klaim di atas belum diverifikasi, kecuali yang bertanda “terverifikasi”.",
    "All claims above are unverified, unless marked “verified”.",
)
#: A number as ``facts.csv`` writes it, alone or in a range.
PLAIN_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")
#: The day for which one verdict is explained: the slag rule, whose rank nobody has seen, meets the matrix.
EXPLAINED_DAY = DAYS[1]


@dataclass(frozen=True)
class Question:
    """One day under one reading of the law."""

    day: str
    pack: PlanPack
    heading: str
    what_if: str = ""


def run_study(out: Path, lang: Lang = "id", console: Console | None = None) -> dict[str, Path]:
    """Print the study and write its files.

    Parameters
    ----------
    out
        Folder of the report, map, GeoPackage and tables; made if need be.
    lang
        ``"id"`` or ``"en"``.
    console
        Where to print; standard output if not given.

    Returns
    -------
    dict
        Path of each file by kind: ``report``, ``map``, ``geopackage``, ``table``, ``journeys``.
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
    console.print(f"[dim]{pick(UNVERIFIED_CLAIMS, lang)}[/]")
    console.print()

    questions = _questions(jombang, pack, lang)
    sentra = [ps.check(jombang.sentra, q.pack, as_of=q.day) for q in questions]
    smelters = [ps.check(jombang.smelters, q.pack, as_of=q.day) for q in questions]
    console.print(_verdicts(questions, sentra, lang))
    console.print()
    console.print(_pattern(questions, smelters, lang))
    console.print()
    for place, what_if in enumerate((q.what_if for q in questions if q.what_if), start=1):
        console.print(f"[dim]({place}) {escape(what_if)}[/]")
    console.print()
    _explanation(sentra[DAYS.index(EXPLAINED_DAY)], lang, console)
    console.print()
    travelled = journeys(jombang)
    console.print(journeys_grid(travelled, lang))
    console.print(f"[dim]{escape(journeys_notice(lang))}[/]")

    main = sentra[len(DAYS) - 1]
    paths = write_outputs(main, out, FileNames.of(lang, "jombang.gpkg"), lang).paths
    paths["journeys"] = out / either(lang, "waktu-tempuh.csv", "travel-times.csv")
    write_csv(journeys_table(travelled), paths["journeys"])
    show.file_list(paths, lang, console)
    show.notices(main.table.to_pylist(), names_of(main.pack.instruments), lang, console)
    return paths


def _questions(jombang: Jombang, pack: PlanPack, lang: Lang) -> list[Question]:
    """Each of the days under the pack as it stands, then the last day under each what-if."""
    asked = [Question(day, pack, date(day, lang)) for day in DAYS]
    for place, variant in enumerate(pack.variants, start=1):
        what_if = either(lang, variant.title_id, variant.title_en)
        asked.append(Question(DAYS[-1], jombang.pack(variant.id), f"{date(DAYS[-1], lang)} ({place})", what_if))
    return asked


def _instruments(pack: PlanPack, lang: Lang) -> Grid:
    grid = show.grid(
        either(lang, "Peraturan", "Regulation"),
        either(lang, "Judul", "Title"),
        either(lang, "Berlaku sejak", "In force from"),
        either(lang, "Tidak berlaku sejak", "Out of force from"),
        either(lang, "Catatan", "Remark"),
        title=either(lang, "Rencana tata ruang dan tanggalnya", "The plans and their dates"),
    )
    unseen = either(lang, "belum diverifikasi", "not verified")
    for instrument in pack.instruments:
        ends = instrument.in_force_to
        grid.add_row(
            escape(instrument.citation) + ("" if instrument.verified else f"\n[dim]{unseen}[/]"),
            escape(instrument.title),
            date(instrument.in_force_from, lang),
            date(ends, lang),
            escape(either(lang, instrument.note_id, instrument.note_en)),
        )
    return grid


def _facts(claims: list[dict[str, Any]], lang: Lang) -> Grid:
    """Tabulate the figures; where sources disagree one line carries all of them, side by side."""
    grid = show.grid(
        either(lang, "Tentang", "About"),
        either(lang, "Besaran", "Figure"),
        either(lang, "Nilai", "Value"),
        either(lang, "Masa, lingkup, sumber", "Period, scope, source"),
        title=either(
            lang,
            "Angka-angka studi; sumber yang berbeda ditulis berdampingan",
            "Figures of the study; sources that disagree stand side by side",
        ),
    )
    groups: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row, claim in enumerate(claims):
        disputed = claim["dispute"] >= 0
        groups.setdefault(("dispute", claim["dispute"]) if disputed else ("single", row), []).append(claim)
    seen = f" [green]({either(lang, 'terverifikasi', 'verified')})[/]"
    mark = f" [yellow]({either(lang, 'sumber berbeda', 'sources differ')})[/]"
    for (kind, _), group in groups.items():
        for place, claim in enumerate(group):
            first = place == 0
            attribute = escape(attribute_text(claim["attribute"], lang)) + (mark if kind == "dispute" else "")
            grid.add_row(
                escape(subject_text(claim["subject"], lang)) if first else "",
                attribute if first else "",
                f"[bold]{escape(_value(claim, lang))}[/]" + (seen if claim["verified"] else ""),
                f"[dim]{escape(_origin(claim, lang))}[/]",
            )
    return grid


def _value(claim: dict[str, Any], lang: Lang) -> str:
    unit = unit_text(claim["unit"], lang)
    value = phrase(claim["value"], lang)
    # Numbers with a unit are written as the language writes them; years and names stay as they are.
    return f"{PLAIN_NUMBER.sub(lambda found: _number(found[0], lang), value)} {unit}" if unit else value


def _number(text: str, lang: Lang) -> str:
    return number(float(text), len(text.partition(".")[2]), lang)


def _origin(claim: dict[str, Any], lang: Lang) -> str:
    """Join period, scope where the subject does not say it already, and source."""
    scope = "" if claim["scope"].lower() in claim["subject"].lower() else phrase(claim["scope"], lang)
    return "; ".join(
        part for part in (phrase(claim["period"], lang), scope, source_text(claim["source"], lang)) if part
    )


def _verdicts(questions: list[Question], results: list[CheckResult], lang: Lang) -> Grid:
    """Tabulate: a line a site, a column a question."""
    grid = show.grid(
        either(lang, "Tapak", "Site"),
        either(lang, "Kegiatan", "Activity"),
        *(question.heading for question in questions),
        title=either(lang, "Hasil untuk tapak rekaan", "Verdicts on the invented sites"),
    )
    names = {one.id: either(lang, one.name_id, one.name_en) for one in questions[0].pack.activities}
    tables = [result.table.to_pylist() for result in results]
    for rows in zip(*tables, strict=True):
        cells = [verdict_markup(stated_verdict(row), lang) for row in rows]
        activity = str(rows[0]["activity"])
        grid.add_row(escape(str(rows[0]["site_id"])), escape(names.get(activity, activity)), *cells)
    return grid


def _pattern(questions: list[Question], results: list[CheckResult], lang: Lang) -> Grid:
    """How many of the dispersed smelters have which verdict, a column a question."""
    counts = [Counter(stated_verdict(row) for row in result.table.to_pylist()) for result in results]
    total = len(results[0])
    grid = show.grid(
        either(lang, "Hasil", "Verdict"),
        *(question.heading for question in questions),
        title=either(
            lang,
            f"Pola {total} unit peleburan rumahan rekaan di Sumobito dan Kesamben, menurut hasil",
            f"The pattern of {total} invented smelters in Sumobito and Kesamben, by verdict",
        ),
    )
    for column in grid.columns[1:]:
        column.justify = "right"
    for verdict in sorted(set().union(*counts), key=lambda word: (-max(count[word] for count in counts), word)):
        grid.add_row(verdict_markup(verdict, lang), *(str(count[verdict]) for count in counts))
    return grid


def _explanation(result: CheckResult, lang: Lang, console: Console) -> None:
    """Print how the verdict on the first site came about."""
    site = result.table["site_id"][0]
    console.print(
        either(lang, f"Mengapa {site}, {date(result.as_of, lang)}?", f"Why {site}, {date(result.as_of, lang)}?"),
        style="bold",
    )
    for line in result.explain(str(site)).text(lang).splitlines():
        text = line.lstrip(" -")
        console.print(Padding(escape(text), (0, 0, 0, len(line) - len(text))))
