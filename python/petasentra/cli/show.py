"""What the commands print for people: rich tables, short sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from petasentra.cli.words import (
    DRAFT,
    NOT_A_DECISION,
    Lang,
    date_text,
    either,
    flag_text,
    number_text,
    severity_text,
    verdict_markup,
)

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
    """Standard output; as wide as the terminal, or 120 columns where there is none."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=120)


def grid(*columns: str, title: str | None = None) -> Grid:
    """An empty table in the one style of this program."""
    made = Grid(title=title, title_justify="left", title_style="bold", header_style="bold", box=None, pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def check_result(result: CheckResult, files: dict[str, Path], lang: Lang, out: Console | None = None) -> None:
    """One line a site, the findings, the files, and the two notices."""
    out = out or console()
    rows = result.table.to_pylist()
    head = either(lang, "Kesesuaian dengan", "Conformance with")
    title = f"{head} {result.pack.title}, {date_text(str(result.as_of), lang)}"
    out.print(verdict_grid(rows, escape(title), lang))
    findings(result.findings, lang, out)
    file_list(files, lang, out)
    notices(rows, lang, out)


def verdict_grid(rows: list[dict[str, Any]], title: str, lang: Lang) -> Grid:
    """Site, activity, verdict with flags, conforming share, regulation and articles, reason."""
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
            verdict_markup(row["verdict"], lang) + (f"\n[dim]{flags}[/]" if flags else ""),
            share_text(row["share_conforming"], lang),
            escape(basis),
            escape(either(lang, row["reason_id"], row["reason_en"]) or ""),
        )
    return table


def share_text(share: float | None, lang: Lang) -> str:
    """A share as per cent; a dash where it is not known."""
    return "-" if share is None or share != share else number_text(100.0 * share, 1, lang) + " %"


def findings(table: Table, lang: Lang, out: Console) -> None:
    """The findings, if any."""
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
    """Where the files are."""
    if not files:
        return
    out.print()
    width = max(len(either(lang, *_FILE_LABELS[kind])) for kind in files)
    for kind, path in files.items():
        out.print(f"{either(lang, *_FILE_LABELS[kind]):<{width}}  {escape(str(path))}", soft_wrap=True)


def notices(rows: list[dict[str, Any]], lang: Lang, out: Console) -> None:
    """The mark of a draft, where a decisive rule is unverified, and the notice that this decides nothing."""
    out.print()
    if any(row["verified"] is False for row in rows):
        rules = sorted({rule for row in rows for rule in row["unverified_rules"] or []})
        out.print(f"[bold]{either(lang, *DRAFT)}[/]" + (f": {escape(', '.join(rules))}" if rules else ""))
    out.print(either(lang, *NOT_A_DECISION), style="dim")
