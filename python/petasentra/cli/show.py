"""What the commands print for people: rich tables, short sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from petasentra.cli.words import either, flag_text, severity_text, stated_verdict, verdict_markup
from petasentra.plotting.language import DRAFT, NOTICE_KKPR, Lang, date, percent, pick

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.conformance import CheckResult
    from petasentra.tables import Table

_FILE_LABELS = {
    "report": ("Laporan", "Report"),
    "map": ("Peta", "Map"),
    "geopackage": ("GeoPackage", "GeoPackage"),
    "table": ("Tabel", "Table"),
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


def check_result(result: CheckResult, files: dict[str, Path], lang: Lang, out: Console | None = None) -> None:
    """Print one line a site, the findings, the files, and the two notices."""
    out = out or console()
    rows = result.table.to_pylist()
    head = either(lang, "Kesesuaian dengan", "Conformance with")
    title = f"{head} {result.pack.title}, {date(result.as_of, lang)}"
    out.print(verdict_grid(rows, escape(title), lang))
    findings(result.findings, lang, out)
    file_list(files, lang, out)
    notices(rows, lang, out)


def verdict_grid(rows: list[dict[str, Any]], title: str, lang: Lang) -> Grid:
    """Tabulate site, activity, verdict with flags, conforming share, regulation and articles, reason."""
    table = grid(
        either(lang, "Tapak", "Site"),
        either(lang, "Kegiatan", "Activity"),
        either(lang, "Putusan", "Verdict"),
        either(lang, "Bagian sesuai", "Conforming"),
        either(lang, "Dasar", "Basis"),
        either(lang, "Alasan", "Reason"),
        title=title,
    )
    for row in rows:
        flags = ", ".join(flag_text(flag, lang) for flag in row["flags"] or [])
        basis = ", ".join([row["instrument"] or "-", *(row["article"] or [])])
        table.add_row(
            escape(str(row["site_id"])),
            escape(str(row["activity"])),
            verdict_markup(stated_verdict(row), lang) + (f"\n[dim]{flags}[/]" if flags else ""),
            percent(row["share_conforming"], lang),
            escape(basis),
            escape(either(lang, row["reason_id"], row["reason_en"]) or ""),
        )
    return table


def findings(table: Table, lang: Lang, out: Console) -> None:
    """Print the findings, if any."""
    rows = table.to_pylist()
    if not rows:
        return
    made = grid(
        either(lang, "Temuan", "Finding"),
        either(lang, "Tingkat", "Severity"),
        either(lang, "Lapis", "Layer"),
        either(lang, "Fitur", "Feature"),
        either(lang, "Keterangan", "Message"),
        title=either(lang, "Temuan pada data", "Findings in the data"),
    )
    for row in rows:
        message = either(lang, row["message_id"], row["message_en"])
        hint = either(lang, row["hint_id"], row["hint_en"])
        made.add_row(
            row["code"],
            severity_text(row["severity"], lang),
            escape(str(row["layer"] or "")),
            escape(str(row["feature_id"] or "")),
            escape(" ".join(part for part in (message, hint) if part)),
        )
    out.print()
    out.print(made)


def file_list(files: dict[str, Path], lang: Lang, out: Console) -> None:
    """Print where the files are."""
    if not files:
        return
    out.print()
    width = max(len(pick(_FILE_LABELS[kind], lang)) for kind in files)
    for kind, path in files.items():
        out.print(f"{pick(_FILE_LABELS[kind], lang):<{width}}  {escape(str(path))}", soft_wrap=True)


def notices(rows: list[dict[str, Any]], lang: Lang, out: Console) -> None:
    """Print the mark of a draft, where a decisive rule is unverified, and the notice that this decides nothing."""
    out.print()
    if any(row["verified"] is False for row in rows):
        rules = sorted({rule for row in rows for rule in row["unverified_rules"] or []})
        out.print(f"[bold]{pick(DRAFT, lang)}[/]" + (f": {escape(', '.join(rules))}" if rules else ""))
    out.print(pick(NOTICE_KKPR, lang), style="dim")
