"""An inspection as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.inspection import phrases
from petasentra.inspection.layer_table import crs_of, relative
from petasentra.severity import severity_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from petasentra.files.load_report import Lang
    from petasentra.inspection.findings import Finding
    from petasentra.inspection.report import InspectReport, LayerInspection

_LABEL = 20
_WIDEST = 34
_HEADS: dict[Lang, tuple[str, ...]] = {
    "id": (
        "berkas",
        "lapisan",
        "peran",
        "fitur",
        "geometri",
        "sistem koordinat",
        "cakupan bertampalan",
        "perlu diperiksa",
        "temuan",
    ),
    "en": ("file", "layer", "role", "features", "geometry", "CRS", "overlap of extents", "to check", "findings"),
}


def report_text(report: InspectReport, lang: Lang, advice: Callable[[str], str] = str) -> str:
    """Return the whole report: a folder as one row a layer, a file layer by layer; findings last.

    `advice` rewrites what findings say where arguments of Python are called something else.
    """
    lines = [report.path]
    if report.is_folder or len(report.layers) > 1:
        lines += ["", *_overview(report, lang)]
    if not report.is_folder:
        for one in report.layers:
            lines += ["", *_layer_lines(one, lang)]
    if report.skipped:
        lines += ["", phrases.skipped(report.skipped, report.depth, lang)]
    lines.append("")
    if report.findings:
        lines.append("Temuan" if lang == "id" else "Findings")
        lines += [
            f"  {found.code}  {severity_word(found.severity, lang)}  {_where(found)}{advice(found.message(lang))}"
            for found in report.findings
        ]
    else:
        lines.append("Tidak ada temuan." if lang == "id" else "Nothing found.")
    return "\n".join(lines)


def _where(found: Finding) -> str:
    return f"{found.layer}: " if found.layer else ""


def _layer_lines(one: LayerInspection, lang: Lang) -> Iterator[str]:
    for label, value in phrases.facts(one, lang):
        yield f"{label:<{_LABEL}}{value}"
    filled = "terisi" if lang == "id" else "filled"
    width = max((len(column.name) for column in one.fields), default=0)
    for column in one.fields:
        told = " · ".join(part for part in (phrases.meaning(column, lang), phrases.examples(column, lang)) if part)
        yield f"  {column.name:<{min(width, 24)}} {column.type:<9} {filled} {column.filled:<7} {told}".rstrip()


def _overview(report: InspectReport, lang: Lang) -> Iterator[str]:
    heads = _HEADS[lang]
    rows: list[Sequence[str]] = [_overview_row(report, one, lang) for one in report.layers]
    if not report.is_folder:
        heads, rows = heads[1:], [row[1:] for row in rows]
    shown = [[cell if len(cell) <= _WIDEST else cell[: _WIDEST - 1] + "…" for cell in row] for row in (heads, *rows)]
    widths = [max(len(row[i]) for row in shown) for i in range(len(heads))]
    for row in shown:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _overview_row(report: InspectReport, one: LayerInspection, lang: Lang) -> Sequence[str]:
    crs, assumed = crs_of(one)
    read = one.load_report
    return (
        relative(one.file, report.path),
        one.name,
        one.role.text(lang),
        phrases.count(read.features_read, lang) if read else "–",
        "/".join(read.geometries.kinds) if read else "–",
        f"? {crs}" if assumed else crs or "–",
        phrases.overlap(one, lang),
        one.neighbourhood.misfit_text(lang) if one.neighbourhood else "",
        str(sum(found.severity != "note" for found in one.findings) or ""),
    )
