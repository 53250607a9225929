"""``petasentra recheck``: what the law says of decisions that were issued, on their own day and on a given one."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.markup import escape

from petasentra.cli import show
from petasentra.cli.check_document import reading_of
from petasentra.cli.files import path_texts, plain, plain_rows
from petasentra.cli.option_groups import Manner, SitesRead, grouped
from petasentra.cli.options import AsOf, KnownThen, PackOption, VariantName
from petasentra.cli.progress import progress_bar
from petasentra.cli.result_files import Names, ResultFiles
from petasentra.cli.running import ExitCode, print_json
from petasentra.cli.words import either, verdict_markup
from petasentra.days import as_day
from petasentra.errors import OptionError
from petasentra.optional import MAPS, require
from petasentra.plotting.doubt import is_draft
from petasentra.plotting.language import CONFLICT, DRAFT, NOTICE_KKPR, date, number, pick, sentence
from petasentra.severity import worth_telling

if TYPE_CHECKING:
    from petasentra.plotting.language import Lang
    from petasentra.rechecks.result import Recheck

#: Kind of file -> its name in Indonesian and English.
_NAMES: Names = {"map": ("peta.html", "map.html"), "table": ("keputusan.csv", "decisions.csv")}


@grouped
def recheck(
    decisions: Annotated[
        Path, typer.Argument(help="Daftar keputusan dengan poligonnya. | Register of decisions with their polygons.")
    ],
    pack: PackOption,
    as_of: AsOf,
    variant: VariantName = None,
    known_on: KnownThen = None,
    profile: Annotated[
        str | None,
        typer.Option("--profile", help="Profil kolom daftar, mis. kkpr. | Profile of the register's columns."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            help="PERAN=KOLOM, mis. decided_on=Tagl_Terbi; boleh diulang. Peran: number, decided_on, kbli, activity, "
            "kind, outcome, extent, basis. | ROLE=COLUMN; may be repeated.",
        ),
    ] = None,
    date_order: Annotated[
        Literal["dmy", "mdy"] | None,
        typer.Option("--date-order", help="Urutan tanggal berangka. | Order of days of digits."),
    ] = None,
    kbli_version: Annotated[
        str | None, typer.Option("--kbli-version", help="Edisi KBLI daftar, mis. 2020. | Edition of the KBLI codes.")
    ] = None,
    *,
    read: SitesRead,
    manner: Manner,
) -> None:
    """Periksa ulang keputusan yang telah terbit. | Ask the law again about issued decisions.

    Tiap keputusan diperiksa menurut hukum pada tanggalnya sendiri dan pada tanggal --as-of.
    Each decision is checked under the law of its own day and under that of --as-of.

    Kode keluar 0 bila setiap keputusan masih dapat dipertahankan dan tidak ada hukum yang lebih ketat, selain itu 1.
    Exit code 0 if every decision stands and no law became stricter, else 1.
    """
    with manner.running():
        day = as_day(as_of, "--as-of")
        known = known_on if known_on in (None, "as_of") else as_day(str(known_on), "--known-on")
        columns = _columns(column or [])
        if manner.out is not None:
            require(*MAPS, purpose_id="Berkas hasil (--out)", purpose_en="Result files (--out)")

        import petasentra as ps

        plan = ps.read_plan_pack(pack, variant=variant)
        register = read.layer_of(decisions)
        with progress_bar(either(manner.lang, "Memeriksa", "Checking"), hidden=manner.as_json) as progress:
            found = ps.recheck(
                register, plan, as_of=day, known_on=known, profile=profile, columns=columns, date_order=date_order,
                kbli_version=kbli_version, progress=progress, threads=manner.threads,
            )  # fmt: skip
        files = _write(found, manner.out, manner.lang) if manner.out is not None else {}
        reports = [report for report in (register.load_report, *plan.load_reports) if report is not None]
        if manner.as_json:
            of_question = {"known_on": None if known is None else str(known), "reading": reading_of(reports)}
            print_json(document(found, files) | of_question)
        else:
            _show(found, manner.lang)
            show.reading_notes(reports, manner.lang, show.console())
            show.file_list(files, manner.lang, show.console())
        raise typer.Exit(exit_code(found))


def document(found: Recheck, files: dict[str, Path]) -> dict[str, Any]:
    """Make the JSON document: counts, one object a decision, one a decision and activity, one a site, findings."""
    from petasentra.plotting.recheck_page import draft_rows

    rows = found.table.to_pylist()
    draft = is_draft(draft_rows(rows))
    sites = [{name: row[name] for name in ("site_id", "decisions", "numbers", "change")}
             for row in found.sites.table.to_pylist()]  # fmt: skip
    return {
        "as_of": str(found.as_of),
        "plan": found.pack.title,
        "variant": found.pack.variant or None,
        "draft": draft,
        "draft_id": DRAFT[0] if draft else None,
        "draft_en": DRAFT[1] if draft else None,
        "counts": found.counts,
        "matrix": found.matrix.to_pylist(),
        "decisions": [plain(row) for row in rows],
        "answers": plain_rows(found.answers),
        "sites": sites,
        "findings": plain_rows(found.findings),
        "files": path_texts(files),
        "notice_id": NOTICE_KKPR[0],
        "notice_en": NOTICE_KKPR[1],
    }


def exit_code(found: Recheck) -> ExitCode:
    """0 if every decision stands as of the day, its law is the same or milder, and the register could be read."""
    rows = found.table.to_pylist()
    settled = all(
        row["holds_as_of"] in ("yes", "with_conditions") and row["change"] in ("same", "milder") for row in rows
    )
    told = worth_telling(found.findings)
    return ExitCode.DONE if rows and settled and not told else ExitCode.FINDINGS


def _columns(given: list[str]) -> dict[str, str]:
    """Return role -> column of texts such as ``kbli=KO_KBLI``."""
    found: dict[str, str] = {}
    for text in given:
        role, equals, column = text.partition("=")
        if not (role.strip() and equals and column.strip()):
            raise OptionError(
                f"--column {text}: this is not ROLE=COLUMN.",
                f"--column {text}: bukan PERAN=KOLOM.",
                hint_en="For example --column decided_on=Tagl_Terbi.",
                hint_id="Misalnya --column decided_on=Tagl_Terbi.",
                code=801,
            )
        found[role.strip()] = column.strip()
    return found


def _write(found: Recheck, out: Path, lang: Lang) -> dict[str, Path]:
    files = ResultFiles(out, _NAMES, lang)
    files.page("map", lambda path: found.explore(path, lang=lang))
    files.tables({"table": found.table})
    return files.written


def _show(found: Recheck, lang: Lang) -> None:
    from petasentra.plotting.recheck_page import draft_rows
    from petasentra.rechecks.words import CHANGES, HOLDS

    out = show.console()
    rows = found.table.to_pylist()
    head = either(lang, "Pemeriksaan ulang keputusan dengan", "Decisions asked again with")
    out.print(f"[bold]{head} {escape(found.pack.title)}, {date(found.as_of, lang)}[/]")
    many = number(len(rows), 0, lang), number(len(found.sites), 0, lang)
    out.print(either(lang, f"{many[0]} keputusan pada {many[1]} tapak", f"{many[0]} decisions on {many[1]} sites"))
    out.print()
    for word, count in found.counts.items():
        out.print(f"{number(count, 0, lang):>6}  {sentence(pick(CHANGES[word], lang))}")  # type: ignore[index]
    telling = [row for row in rows if row["change"] != "same" or row["holds_as_of"] in ("no", "in_part")]
    if telling:
        made = show.grid(
            either(lang, "Keputusan", "Decision"), either(lang, "Tapak", "Site"), either(lang, "Tanggal", "Day"),
            either(lang, "Kala itu", "Then"), date(found.as_of, lang), either(lang, "Perubahan", "Change"),
            either(lang, "Keputusan kini", "Decision now"),
        )  # fmt: skip
        for row in telling[: show.MOST_SITES]:
            made.add_row(
                escape(row["decision"]), row["site_id"], date(row["decided_on"], lang), _verdict(row, "then", lang),
                _verdict(row, "as_of", lang), pick(CHANGES[row["change"]], lang), pick(HOLDS[row["holds_as_of"]], lang),
            )  # fmt: skip
        out.print()
        out.print(made)
    if len(telling) > show.MOST_SITES:
        more = number(len(telling) - show.MOST_SITES, 0, lang)
        out.print(
            either(lang, f"... dan {more} keputusan lagi; lihat --out.", f"... and {more} more decisions; see --out.")
        )
    show.findings(found.findings, lang, out, either(lang, "Temuan pada daftar", "Findings in the register"))
    out.print()
    if is_draft(draft_rows(rows)):
        out.print(f"[bold]{pick(DRAFT, lang)}[/]")
    out.print(pick(NOTICE_KKPR, lang), style="dim")


def _verdict(row: dict[str, Any], ending: str, lang: Lang) -> str:
    verdict = row[f"verdict_{ending}"]
    if verdict is None:
        return "–"  # noqa: RUF001
    return verdict_markup(CONFLICT if CONFLICT in row[f"flags_{ending}"] else verdict, lang)
