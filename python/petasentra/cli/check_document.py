"""The JSON document of ``petasentra check``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from petasentra.cli.files import path_texts, plain, plain_rows
from petasentra.law.instrument_names import names_written
from petasentra.plotting.doubt import is_draft
from petasentra.plotting.language import DRAFT, NOTICE_KKPR

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from petasentra.conformance.check_result import CheckResult
    from petasentra.files.load_report import LoadReport, Note


def document(
    result: CheckResult,
    files: dict[str, Path],
    reports: Sequence[LoadReport] = (),
    notes: Sequence[Note] = (),
) -> dict[str, Any]:
    """Make the document: question, law by name, one object a site, findings, files read and written, notices."""
    from petasentra.conformance.bases import bases_of

    rows = result.table.to_pylist()
    bases = bases_of(result)
    draft = is_draft(rows)
    return {
        "as_of": str(result.as_of),
        "known_on": result.asked.options["known_on"],
        "plan": result.pack.title,
        "variant": _variant(result),
        "draft": draft,
        "draft_id": DRAFT[0] if draft else None,
        "draft_en": DRAFT[1] if draft else None,
        "instruments": names_written(result.pack.instruments),
        "sites": [
            plain(row) | {"conditions": list(bases[row["site_id"], row["activity"]].conditions or ())} for row in rows
        ],
        "findings": plain_rows(result.findings),
        "reading": reading_of(reports),
        "notes": [asdict(note) for note in notes],
        "files": path_texts(files),
        "notice_id": NOTICE_KKPR[0],
        "notice_en": NOTICE_KKPR[1],
    }


def reading_of(reports: Sequence[LoadReport]) -> list[dict[str, Any]]:
    """Make one object a file: what its reader noticed."""
    return [
        {"file": report.path, "notes": [asdict(note) for note in report.notes], "messages": list(report.messages)}
        for report in reports
    ]


def _variant(result: CheckResult) -> dict[str, str] | None:
    chosen = result.pack.chosen_variant
    return None if chosen is None else asdict(chosen)
