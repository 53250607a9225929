"""What the commands print for people: rich tables, short sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table as Grid

from petasentra.cli.hints import as_options
from petasentra.cli.words import either, flag_text, stated_verdict, verdict_markup
from petasentra.law.instrument_names import names_of
from petasentra.plotting.doubt import is_draft, known_share
from petasentra.plotting.language import DRAFT, NOTICE_KKPR, Lang, date, number, percent, pick, what_if
from petasentra.severity import severity_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from petasentra.cli.hints import Options
    from petasentra.conformance.check_result import CheckResult
    from petasentra.files.load_report import LoadReport, Note
    from petasentra.law.instrument_names import InstrumentNames
    from petasentra.tables import Table

#: Sites printed in full; the rest is counted.
MOST_SITES = 50

_FILE_LABELS = {
    "report": ("Laporan", "Report"),
    "html": ("HTML", "HTML"),
    "pdf": ("PDF", "PDF"),
    "xlsx": ("Excel", "Excel"),
    "json": ("JSON", "JSON"),
    "map": ("Peta", "Map"),
    "geopackage": ("GeoPackage", "GeoPackage"),
    "table": ("Tabel", "Table"),
    "nearest": ("Terdekat", "Nearest"),
    "pairs": ("Semua pasangan", "All pairs"),
    "journeys": ("Waktu tempuh", "Travel times"),
    "check": ("Temuan", "Findings"),
    "flows": ("Aliran", "Flows"),
    "unmet": ("Kekurangan", "What is missing"),
    "prices": ("Harga", "Prices"),
    "limits": ("Batas", "Limits"),
    "cuts": ("Akibat putus", "Cuts"),
    "custody": ("Neraca B3", "Balance of B3"),
    "custody_findings": ("Temuan B3", "Findings on B3"),
    "passing": ("Dilalui B3", "Passed by B3"),
    "floods": ("Banjir di atas jalan", "Floods over roads"),
    "flood_findings": ("Temuan pada wilayah banjir", "Findings in the floods"),
    "flood_map": ("Peta banjir", "Map of floods"),
    "sankey": ("Pita aliran", "Bands of flows"),
    "units": ("Unit usaha", "Units"),
    "reconciliation": ("Daftar dan lapangan", "List and ground"),
    "list": ("Daftar sentra", "List of sentra"),
    "list_findings": ("Temuan daftar", "Findings in the list"),
    "summary": ("Ringkasan", "Sums"),
    "held_by": ("WPPI, KPI, KI", "WPPI, KPI, KI"),
    "places": ("Calon lokasi", "Candidates"),
    "measures": ("Ukuran", "Measures"),
    "sites": ("Lokasi", "Sites"),
    "demand": ("Kebutuhan", "Demand"),
    "list_report": ("Laporan daftar", "Report on the list"),
    "candidates_report": ("Laporan calon lokasi", "Report on candidates"),
    "bases": ("Tabel dasar yang berubah", "Table of changed bases"),
}


def console() -> Console:
    """Return standard output; as wide as the terminal, or 120 columns where there is none."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=120)


def grid(*columns: str, title: str | None = None) -> Grid:
    """Make an empty table in the one style of this program."""
    made = Grid(title=title, title_justify="left", title_style="bold", header_style="bold", box=None, pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def listing(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], lang: Lang, out: Console, *,
    left: int | None = None, most: int = MOST_SITES,
) -> None:  # fmt: skip
    """Print rows of words and count those beyond the most: `left` columns stand to the left, numbers to the right."""
    if not rows:
        return
    made = grid(*heads, title=title or None)
    for column in made.columns[left:] if left is not None else ():
        column.justify = "right"
    for row in rows[:most]:
        made.add_row(*(escape(cell) for cell in row))
    out.print()
    out.print(made)
    if len(rows) > most:
        rest = number(len(rows) - most, 0, lang)
        out.print(either(lang, f"... dan {rest} baris lagi; lihat --out.", f"... and {rest} more rows; see --out."))


def check_result(
    result: CheckResult,
    files: dict[str, Path],
    lang: Lang,
    reports: Sequence[LoadReport] = (),
    notes: Sequence[Note] = (),
    of_files: Mapping[str, Options] | None = None,
) -> None:
    """Print each site with its verdict and reason, the counts, findings, notes, files and two notices."""
    out = console()
    rows = result.table.to_pylist()
    head = either(lang, "Kesesuaian dengan", "Conformance with")
    out.print(f"[bold]{head} {escape(result.pack.title)}, {date(result.as_of, lang)}[/]")
    chosen = result.pack.chosen_variant
    if chosen is not None:
        titles = (chosen.title_id, chosen.title_en)
        out.print(f"[bold]{either(lang, 'Andaian', 'What if')}: {escape(what_if(titles, lang) or chosen.id)}[/]")
    activities = {one.id: either(lang, one.name_id, one.name_en) for one in result.pack.activities}
    names = names_of(result.pack.instruments)
    for row in rows[:MOST_SITES]:
        out.print()
        _site(row, activities, names, lang, out)
    if len(rows) > MOST_SITES:
        rest = number(len(rows) - MOST_SITES, 0, lang)
        out.print()
        out.print(either(lang, f"... dan {rest} tapak lagi; lihat --out.", f"... and {rest} more sites; see --out."))
    out.print()
    out.print(_counts(rows, lang))
    findings(result.findings, lang, out)
    reading_notes(reports, lang, out, of_files)
    column_notes(notes, lang, out)
    file_list(files, lang, out)
    notices(rows, names, lang, out)


def _site(row: dict[str, Any], activities: dict[str, str], names: InstrumentNames, lang: Lang, out: Console) -> None:
    """Print one site: name, activity, verdict, share and flags in a line; regulation and reason below."""
    verdict = stated_verdict(row)
    known = known_share(verdict, row["share_conforming"])
    share = "" if known is None else f"{percent(known, lang)} {either(lang, 'sesuai', 'conforming')}"
    activity = activities.get(row["activity"], row["activity"])
    flags = [f"[dim]{flag_text(flag, lang)}[/]" for flag in row["flags"] or []]
    line = [
        f"[bold]{escape(str(row['site_id']))}[/]",
        escape(activity),
        verdict_markup(verdict, lang),
        share,
    ]
    out.print("  ".join(part for part in line + flags if part))
    instruments = [one for one in (row["instrument"] or "").split("; ") if one]
    articles = "; ".join(names.label(one, instruments) for one in row["article"] or [])
    basis = ("; ".join(map(names.citation, instruments)) or "-") + (f" ({articles})" if articles else "")
    out.print(Padding(f"[dim]{escape(basis)}[/]", (0, 0, 0, 4)))
    out.print(Padding(escape(either(lang, row["reason_id"], row["reason_en"]) or ""), (0, 0, 0, 4)))


def _counts(rows: list[dict[str, Any]], lang: Lang) -> str:
    """Count the verdicts: ``6 tapak: 2 sesuai, 4 tidak diperbolehkan``."""
    counted = Counter(stated_verdict(row) for row in rows)
    words = ", ".join(f"{number(count, 0, lang)} {verdict_markup(word, lang)}" for word, count in counted.most_common())
    return f"{number(len(rows), 0, lang)} {either(lang, 'tapak', 'sites')}: {words or '-'}"


def findings(table: Table, lang: Lang, out: Console, title: str = "", *, codes: bool = True) -> None:
    """Print the findings, if any; without codes also layers and hints are told in the words of the command line."""
    from petasentra.cli.supply_words import in_tables, table_words

    rows = table.to_pylist()
    if not rows:
        return
    made = grid(
        *([either(lang, "Temuan", "Finding")] if codes else []),
        either(lang, "Tingkat", "Severity"),
        either(lang, "Lapisan", "Layer"),
        either(lang, "Fitur", "Feature"),
        either(lang, "Keterangan", "Message"),
        title=title or either(lang, "Temuan pada data", "Findings in the data"),
    )
    for row in rows:
        message = either(lang, row["message_id"], row["message_en"])
        hint = either(lang, row["hint_id"], row["hint_en"])
        told, layer = " ".join(part for part in (message, hint) if part), str(row["layer"] or "")
        made.add_row(
            *([row["code"]] if codes else []),
            severity_word(row["severity"], lang),
            escape(layer if codes else table_words(layer, lang)),
            escape(str(row["feature_id"] or "")),
            escape(told if codes else in_tables(told, lang)),
        )
    out.print()
    out.print(made)


def reading_notes(
    reports: Sequence[LoadReport], lang: Lang, out: Console, of_files: Mapping[str, Options] | None = None
) -> None:
    """Print what the reader of the files noticed, if anything."""
    lines = [(report.path, note.code, note.message(lang)) for report in reports for note in report.notes] + [
        (report.path, "GDAL", message) for report in reports for message in report.messages
    ]
    if not lines:
        return
    made = grid(
        either(lang, "Berkas", "File"),
        either(lang, "Catatan", "Note"),
        either(lang, "Keterangan", "Message"),
        title=either(lang, "Catatan saat membaca", "Notes on reading"),
    )
    for path, code, message in lines:
        made.add_row(escape(path), code, escape(as_options(message, path, of_files)))
    out.print()
    out.print(made)


def column_notes(notes: Sequence[Note], lang: Lang, out: Console) -> None:
    """Print what was done to columns of the sites, if anything."""
    if notes:
        out.print()
    for note in notes:
        out.print(f"[dim]{note.code}[/]  {escape(note.message(lang))}")


def file_list(files: dict[str, Path], lang: Lang, out: Console) -> None:
    """Print where the files are."""
    if not files:
        return
    out.print()
    width = max(len(pick(_FILE_LABELS[kind], lang)) for kind in files)
    for kind, path in files.items():
        out.print(f"{pick(_FILE_LABELS[kind], lang):<{width}}  {escape(str(path))}", soft_wrap=True)


def notice(said: str, out: Console) -> None:
    """Print what an answer rests on, if there is anything to say."""
    if said:
        out.print()
        out.print(said, style="dim")


def notices(rows: list[dict[str, Any]], names: InstrumentNames, lang: Lang, out: Console) -> None:
    """Print the mark of a draft, where a decisive rule is unverified, and the notice that this decides nothing.

    How much of which regulation nobody has seen is counted; the table names each rule, article and date.
    """
    out.print()
    if is_draft(rows):
        rules = {rule for row in rows for rule in row["unverified_rules"] or []}
        counted = Counter(rule.partition("#")[0] for rule in rules)
        points = either(lang, "hal", "points")
        listed = ", ".join(
            f"{names.citation(one)} ({number(counted[one], 0, lang)} {points})" for one in sorted(counted)
        )
        told = either(lang, "daftarnya di unverified_rules (--json)", "listed in unverified_rules (--json)")
        out.print(f"[bold]{pick(DRAFT, lang)}[/]" + (f": {escape(listed)}; {told}" if listed else ""))
    out.print(pick(NOTICE_KKPR, lang), style="dim")
