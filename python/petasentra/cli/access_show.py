"""What ``petasentra access`` prints for people: the network first, then who reaches what, then who does not and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.markup import escape

from petasentra.cli import show
from petasentra.cli.access_words import network_lines, row_words, within_line
from petasentra.cli.hints import as_options
from petasentra.cli.words import either
from petasentra.plotting.language import SCHEMATIC, number, pick
from petasentra.severity import severity_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rich.console import Console
    from rich.table import Table as Grid

    from petasentra.cli.access_answer import AccessAnswer
    from petasentra.cli.hints import Options
    from petasentra.plotting.language import Lang

#: Targets off the road that are named; the rest is counted.
_MOST_TARGETS = 10
#: Words that the vehicle does not understand that are shown.
_MOST_WORDS = 20
_COLUMNS = (
    ("Asal", "Origin"), ("Tujuan terdekat", "Nearest target"), ("Menit", "Minutes"), ("Selang", "Interval"),
    ("Dalam batas", "Within limit"),
)  # fmt: skip


def heading(targets: str, file: str, lang: Lang, out: Console) -> None:
    """Print which targets the answer below is about, and from which file they are: two may have one name."""
    out.rule(f"[bold]{either(lang, 'Tujuan', 'Targets')}: {escape(targets)}[/] ({escape(file)})", align="left")


def older_files(paths: Sequence[Path], lang: Lang, out: Console) -> None:
    """Name the files of earlier answers that lie beside those of this one."""
    if not paths:
        return
    out.print()
    told = either(
        lang, "Berkas dari jawaban terdahulu, bukan dari yang ini:", "Files of an earlier answer, not of this one:"
    )
    out.print(f"[yellow]{told}[/]")
    for path in paths[:_MOST_TARGETS]:
        out.print(f"  {escape(str(path))}", soft_wrap=True)
    if len(paths) > _MOST_TARGETS:
        more = number(len(paths) - _MOST_TARGETS, 0, lang)
        out.print(f"  {either(lang, f'... dan {more} lagi.', f'... and {more} more.')}")


def access_answer(found: AccessAnswer, lang: Lang, out: Console, of_files: Mapping[str, Options] | None = None) -> None:
    """Print the answer."""
    mark = f" ({pick(SCHEMATIC, lang)})" if found.roads.schematic else ""
    vehicle = either(lang, found.asked.vehicle.title_id, found.asked.vehicle.title_en)
    out.print(f"[bold]{either(lang, 'Waktu tempuh', 'Travel times')}: {escape(vehicle)}{mark}[/]")
    for line in network_lines(found, lang):
        out.print(f"[dim]{escape(line)}[/]")
    out.print()
    if found.origins.ids:
        out.print(_table(found, lang))
        out.print()
    for limit in found.asked.minutes:
        out.print(within_line(found, limit, lang) + mark)
    _off_road(found, lang, out)
    _findings(found, lang, out, of_files)


def _table(found: AccessAnswer, lang: Lang) -> Grid:
    made = show.grid(*(pick(pair, lang) for pair in _COLUMNS))
    for column in made.columns[2:]:
        column.justify = "right"
    shown = found.nearest[: show.MOST_SITES * found.asked.nearest]
    for row in shown:
        if row["minutes"] is None and row["rank"] > 1:
            continue  # the reason stands in the first row
        minutes, interval, limit = row_words(row, lang)
        target = escape(str(row["target"])) if row["target"] is not None else f"[red]{escape(row[f'reason_{lang}'])}[/]"
        colour = "green" if row["within_minutes"] is not None else "default"
        name = f"[bold]{escape(row['origin'])}[/]" if row["rank"] == 1 else ""
        made.add_row(name, target, f"[{colour}]{minutes}[/]", interval, limit)
    if len(shown) < len(found.nearest):
        more = number(len(found.origins.ids) - show.MOST_SITES, 0, lang)
        made.add_row("...", either(lang, f"dan {more} asal lagi; lihat --out", f"and {more} more origins; see --out"))
    return made


def _off_road(found: AccessAnswer, lang: Lang, out: Console) -> None:
    """Name the targets that nobody can reach because they are not on a road."""
    rows = found.targets_off_road
    if not rows:
        return
    out.print()
    out.print(
        either(lang, "Tujuan yang tidak terhubung dengan jalan:", "Targets that are not on a road:"), style="bold"
    )
    for row in rows[:_MOST_TARGETS]:
        out.print(f"  {escape(row['target'])}: {escape(row[f'reason_{lang}'])}")
    if len(rows) > _MOST_TARGETS:
        more = number(len(rows) - _MOST_TARGETS, 0, lang)
        out.print(f"  {either(lang, f'... dan {more} lagi; lihat --out.', f'... and {more} more; see --out.')}")


def _findings(found: AccessAnswer, lang: Lang, out: Console, of_files: Mapping[str, Options] | None) -> None:
    rows = found.report.findings.to_arrow().drop_columns([found.report.findings.geometry_name]).to_pylist()
    by_code: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_code.setdefault(row["code"], []).append(row)
    understood = found.likely.costs.findings.to_pylist()
    if not by_code and not understood:
        return
    made = show.grid(
        either(lang, "Temuan", "Finding"), either(lang, "Tingkat", "Severity"), either(lang, "Banyaknya", "How many"),
        either(lang, "Contoh", "One of them"),
        title=either(lang, "Temuan pada jalan", "Findings in the roads"),
    )  # fmt: skip
    made.columns[2].justify = "right"
    for ours in by_code.values():
        _row(made, ours[0], len(ours), found, lang, of_files)
    for row in understood[:_MOST_WORDS]:
        _row(made, row, int(row["measure"]), found, lang, of_files)
    if len(understood) > _MOST_WORDS:
        more = number(len(understood) - _MOST_WORDS, 0, lang)
        made.add_row(
            "...", "", "", either(lang, f"dan {more} kata lagi; lihat --json", f"and {more} more words; see --json")
        )
    out.print()
    out.print(made)


def _row(
    made: Grid,
    finding: dict[str, Any],
    many: int,
    found: AccessAnswer,
    lang: Lang,
    of_files: Mapping[str, Options] | None,
) -> None:
    hint = finding[f"hint_{lang}"]
    if finding["code"] == "END_NEAR_ROAD" and not found.roads.joins:
        hint = either(lang, "Bila seharusnya bertemu, betulkan datanya.", "If they should meet, mend the data.")
    words = " ".join(part for part in (finding[f"message_{lang}"], hint) if part)
    message = as_options(words, found.roads.file, of_files)
    made.add_row(finding["code"], severity_word(finding["severity"], lang), number(many, 0, lang), escape(message))
