"""The JSON document of ``petasentra diff``: which two questions were compared, and what is answered differently."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from petasentra.cli.files import path_texts, plain_rows
from petasentra.plotting.language import DRAFT, NOTICE_KKPR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from petasentra.conformance.check_result import CheckResult
    from petasentra.conformance.differences import Difference

#: What tells one question from another, in a document of ``petasentra check`` too.
_QUESTION = ("as_of", "known_on", "plan", "variant")


def question_of(result: CheckResult) -> dict[str, Any]:
    """Return the question of a check: day, knowledge, plan and what-if.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.cli.diff_document import question_of
    >>> study = ps.datasets.jombang()
    >>> question_of(ps.check(study.sentra, study.pack("slag-dihapus"), as_of="2023-06-01"))["variant"]["id"]
    'slag-dihapus'
    """
    chosen = result.pack.chosen_variant
    return {
        "as_of": str(result.as_of),
        "known_on": result.asked.options["known_on"],
        "plan": result.pack.title,
        "variant": None if chosen is None else asdict(chosen),
    }


def question_in(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the question of a document of ``petasentra check``; what it does not say is null."""
    return {name: document.get(name) for name in _QUESTION}


def diff_document(
    found: Difference, questions: Sequence[Mapping[str, Any]], *, draft: bool, files: Mapping[str, Path]
) -> dict[str, Any]:
    """Make the document: both questions, one object a site, sums by verdict, changed bases, the notices."""
    return {
        "before": dict(questions[0]),
        "after": dict(questions[1]),
        "draft": draft,
        "draft_id": DRAFT[0] if draft else None,
        "draft_en": DRAFT[1] if draft else None,
        "changes": plain_rows(found.table),
        "matrix": plain_rows(found.matrix),
        "bases": plain_rows(found.bases),
        "net": plain_rows(found.net),
        "files": path_texts(files),
        "notice_id": NOTICE_KKPR[0],
        "notice_en": NOTICE_KKPR[1],
    }
