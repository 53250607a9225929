"""An inspection as a page: one file that opens without internet, and a short view for notebooks."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING

import jinja2

from petasentra.inspection import phrases
from petasentra.inspection.layer_table import crs_of, relative
from petasentra.inspection.words import percent
from petasentra.severity import SEVERITIES, severity_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from petasentra.files.load_report import Lang
    from petasentra.inspection.fields import FieldSummary
    from petasentra.inspection.findings import Finding
    from petasentra.inspection.report import InspectReport, LayerInspection

_NONE = "–"  # noqa: RUF001


@dataclass(frozen=True)
class FieldRow:
    """One column of a layer in words; ``share`` is how full it is, in percent."""

    name: str
    type: str
    filled: str
    share: float
    meaning: str
    evidence: str
    writing: str
    examples: str
    personal: bool


@dataclass(frozen=True)
class FindingRow:
    """One finding in words."""

    code: str
    severity: str
    layer: str
    message: str
    hint: str


@dataclass(frozen=True)
class LayerBlock:
    """One layer in words; ``counts`` are its findings by severity."""

    anchor: str
    name: str
    file: str
    role: str
    crs: str
    assumed: bool
    rows: str
    geometry: str
    overlap: str
    misfit: str
    drawing: str
    counts: tuple[tuple[str, str, int], ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    fields: tuple[FieldRow, ...]
    findings: tuple[FindingRow, ...]


def page(report: InspectReport, lang: Lang) -> str:
    """Return the page of a report."""
    return _template().render(
        lang=lang,
        title=PurePath(report.path).name or report.path,
        folder=report.is_folder,
        blocks=[_block(number, one, report, lang) for number, one in enumerate(report.layers, start=1)],
        file_findings=[_finding_row(found, lang) for found in report.file_findings],
        totals=_counts(report.findings, lang),
        skipped=phrases.skipped(report.skipped, report.depth, lang) if report.skipped else "",
        css=_style(),
        t=lambda indonesian, english: indonesian if lang == "id" else english,
    )


def notebook_view(report: InspectReport) -> str:
    """Return the page as a notebook shows it: in a frame, so that its style stays inside."""
    height = 460 if report.layers else 260
    return (
        f'<iframe srcdoc="{html.escape(page(report, "id"))}" title="petasentra" '
        f'style="width:100%;height:{height}px;border:1px solid #d9d4c7;border-radius:4px"></iframe>'
    )


def _block(number: int, one: LayerInspection, report: InspectReport, lang: Lang) -> LayerBlock:
    crs, assumed = crs_of(one)
    read = one.load_report
    return LayerBlock(
        anchor=f"layer-{number}",
        name=one.name,
        file=relative(one.file or report.path, report.path if report.is_folder else ""),
        role=one.role.text(lang) if one.role.role != "unknown" else _NONE,
        crs=crs or _NONE,
        assumed=assumed,
        rows=phrases.count(read.features_read, lang) if read else _NONE,
        geometry=" / ".join(read.geometries.kinds) or _NONE if read else _NONE,
        overlap=phrases.overlap(one, lang),
        misfit=one.neighbourhood.misfit_text(lang) if one.neighbourhood else "",
        drawing=one.thumbnail,
        counts=_counts(one.findings, lang),
        facts=tuple(_gathered(phrases.facts(one, lang))),
        fields=tuple(_field_row(field, read.features_read if read else 0, lang) for field in one.fields),
        findings=tuple(_finding_row(found, lang) for found in one.findings),
    )


def _gathered(facts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each label once with all its lines; lines without a label belong to the one above."""
    label, lines = "", list[str]()
    for name, line in facts:
        if name and lines:
            yield label, tuple(lines)
            lines = []
        label = name or label
        lines.append(line)
    if lines:
        yield label, tuple(lines)


def _field_row(field: FieldSummary, rows: int, lang: Lang) -> FieldRow:
    share = field.filled / rows if rows else 1.0
    meaning, hidden = field.meaning, field.personal
    return FieldRow(
        name=field.name,
        type=field.type,
        filled=percent(share, lang) if rows else phrases.count(field.filled, lang),
        share=round(100 * share, 1),
        meaning=meaning.text(lang) if meaning else "",
        evidence="" if meaning is None or hidden else meaning.evidence_id if lang == "id" else meaning.evidence_en,
        writing=field.writing.text(lang) if field.writing and field.writing.examples and not hidden else "",
        examples=phrases.examples(field, lang),
        personal=hidden,
    )


def _finding_row(found: Finding, lang: Lang) -> FindingRow:
    message, hint = (found.message_id, found.hint_id) if lang == "id" else (found.message_en, found.hint_en)
    return FindingRow(found.code, found.severity, found.layer, message, hint)


def _counts(findings: Iterable[Finding], lang: Lang) -> tuple[tuple[str, str, int], ...]:
    severities = [found.severity for found in findings]
    counts = {severity: severities.count(severity) for severity in SEVERITIES if severity in severities}
    return tuple((severity, severity_word(severity, lang, count), count) for severity, count in counts.items())


def _style() -> str:
    common = files("petasentra.report").joinpath("templates/report.css")
    own = files("petasentra.inspection").joinpath("templates/inspection.css")
    return common.read_text(encoding="utf-8") + own.read_text(encoding="utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("petasentra.inspection", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("inspection.html.j2")
