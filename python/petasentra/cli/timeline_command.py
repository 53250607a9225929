"""``petasentra timeline``: from when until when may these sites stand where they are, and what changed it."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.padding import Padding

from petasentra.cli import show
from petasentra.cli.files import path_texts, plain, plain_rows
from petasentra.cli.option_groups import Manner, SitesAsked, SitesRead, grouped
from petasentra.cli.options import KnownThen, PackOption, SitesFile, VariantName
from petasentra.cli.progress import progress_bar
from petasentra.cli.result_files import Names, ResultFiles
from petasentra.cli.running import ExitCode, print_json
from petasentra.cli.words import CONFORMING, either, flag_text, stated_verdict, verdict_markup
from petasentra.days import as_day
from petasentra.inputs.people import without_people
from petasentra.plotting.doubt import is_draft
from petasentra.plotting.language import DRAFT, NOTICE_KKPR, pick, sentence
from petasentra.plotting.time_spans import span_text, use_text
from petasentra.severity import worth_telling

if TYPE_CHECKING:
    from petasentra.conformance.timelines import Timeline
    from petasentra.plotting.language import Lang

#: Kind of file -> its name in Indonesian and English.
_NAMES: Names = {
    "map": ("garis-waktu.html", "timeline.html"),
    "table": ("garis-waktu.csv", "timeline.csv"),
}


@grouped
def timeline(
    sites: SitesFile,
    pack: PackOption,
    variant: VariantName = None,
    start: Annotated[
        str | None, typer.Option("--start", help="Hari pertama yang dilihat. | First day looked at, YYYY-MM-DD.")
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--end", help="Hari pertama yang tidak dilihat lagi. | First day no longer looked at."),
    ] = None,
    known_on: KnownThen = None,
    *,
    asked: SitesAsked,
    read: SitesRead,
    manner: Manner,
) -> None:
    """Garis waktu kesesuaian tiap tapak. | Timeline of conformance of each site.

    Kurun terpanjang dengan hasil yang sama, dan sebab setiap perubahan.
    The longest intervals with one and the same answer, and the cause of each change.

    Kode keluar 0 bila pada hari terakhirnya setiap tapak sesuai dan tidak ada yang menunggu petugas, selain itu 1.
    Exit code 0 if on its last day every site conforms and nothing waits for an officer, else 1.
    """
    with manner.running():
        first = None if start is None else as_day(start, "--start")
        last = None if end is None else as_day(end, "--end")
        known = known_on if known_on in (None, "as_of") else as_day(str(known_on), "--known-on")

        import petasentra as ps

        plan = ps.read_plan_pack(pack, variant=variant)
        as_read = read.layer_of(sites)
        site_layer, id_column, notes = without_people(as_read, personal=[], keep=[], site_id=asked.site_id)
        with progress_bar(either(manner.lang, "Menyusun", "Working"), hidden=manner.as_json) as progress:
            found = ps.timeline(
                site_layer, plan, known_on=known, start=first, end=last, activity=asked.activity,
                for_activity=asked.for_activity, site_id=id_column, progress=progress, threads=manner.threads,
            )  # fmt: skip
        files = _write(found, manner.out, manner.lang) if manner.out is not None else {}
        rows = found.table.to_pylist()
        if manner.as_json:
            draft = is_draft(rows)
            print_json(
                {
                    "plan": plan.title,
                    "variant": plan.variant or None,
                    "known_on": None if known is None else str(known),
                    "start": None if first is None else str(first),
                    "end": None if last is None else str(last),
                    "law_days": [str(day) for day in found.law_days],
                    "draft": draft,
                    "draft_id": DRAFT[0] if draft else None,
                    "draft_en": DRAFT[1] if draft else None,
                    "intervals": [plain(row) for row in rows],
                    "findings": plain_rows(found.findings),
                    "notes": [asdict(note) for note in notes],
                    "files": path_texts(files),
                    "notice_id": NOTICE_KKPR[0],
                    "notice_en": NOTICE_KKPR[1],
                }
            )
        else:
            _show(found, rows, manner.lang)
            show.column_notes(notes, manner.lang, show.console())
            show.file_list(files, manner.lang, show.console())
        raise typer.Exit(_exit_code(found, rows))


def _write(found: Timeline, out: Path, lang: Lang) -> dict[str, Path]:
    files = ResultFiles(out, _NAMES, lang)
    files.page("map", lambda path: found.explore(path, lang=lang))
    files.tables({"table": found.table})
    return files.written


def _show(found: Timeline, rows: list[dict[str, Any]], lang: Lang) -> None:
    out = show.console()
    head = either(lang, "Garis waktu kesesuaian dengan", "Timeline of conformance with")
    out.print(f"[bold]{head} {escape(found.pack.title)}[/]")
    activities = {one.id: either(lang, one.name_id, one.name_en) or one.id for one in found.pack.activities}
    site, sites = None, 0
    for row in rows:
        if row["site_id"] != site:
            site, sites = row["site_id"], sites + 1
            if sites > show.MOST_SITES:
                continue
            out.print()
            out.print(f"[bold]{escape(str(site))}[/]  {escape(activities.get(row['activity'], str(row['activity'])))}")
        if sites > show.MOST_SITES:
            continue
        parts = [sentence(span_text(row, lang)) + ":", verdict_markup(stated_verdict(row), lang), use_text(row, lang)]
        parts += [f"[dim]{flag_text(flag, lang)}[/]" for flag in row["flags"] or [] if flag not in _SAID]
        out.print(Padding("  ".join(part for part in parts if part), (0, 0, 0, 2)))
        cause = either(lang, row["cause_id"] or "", row["cause_en"] or "")
        if cause:
            out.print(Padding(f"[dim]{escape(sentence(cause))}[/]", (0, 0, 0, 6)))
    if sites > show.MOST_SITES:
        more = sites - show.MOST_SITES
        out.print(either(lang, f"... dan {more} tapak lagi; lihat --out.", f"... and {more} more sites; see --out."))
    show.findings(found.findings, lang, out)
    out.print()
    if is_draft(rows):
        out.print(f"[bold]{pick(DRAFT, lang)}[/]")
    out.print(pick(NOTICE_KKPR, lang), style="dim")


#: Flags that the verdict and the state of existing use say already.
_SAID = ("conflict", "existing_use")


def _exit_code(found: Timeline, rows: list[dict[str, Any]]) -> ExitCode:
    """0 if every site conforms on its last day looked at and nothing waits for an officer, else 1."""
    last = {row["site_id"]: row for row in rows}
    settled = all(
        stated_verdict(row) in CONFORMING and "needs_officer" not in (row["flags"] or []) for row in last.values()
    )
    told = worth_telling(found.findings)
    return ExitCode.DONE if rows and settled and not told else ExitCode.FINDINGS
