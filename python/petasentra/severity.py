"""How grave a finding is, in words; nothing else is loaded for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from petasentra.files.load_report import Lang
    from petasentra.layers.layer import Layer
    from petasentra.tables import Table

#: Severity, the gravest first -> the word in Indonesian, in English for one and for several.
SEVERITIES: dict[str, tuple[str, str, str]] = {
    "error": ("kesalahan", "error", "errors"),
    "warning": ("peringatan", "warning", "warnings"),
    "note": ("catatan", "note", "notes"),
}


def worth_telling(*tables: Table | Layer) -> bool:
    """Return True if a finding in one of these tables is more than a note.

    Examples
    --------
    >>> from petasentra.severity import worth_telling
    >>> worth_telling()
    False
    """
    return any(severity != "note" for table in tables for severity in table["severity"])


def severity_word(severity: str, lang: Lang, count: int = 1) -> str:
    """Return a severity as people read it; an unknown one stays as it is.

    Examples
    --------
    >>> from petasentra.severity import severity_word
    >>> severity_word("warning", "id"), severity_word("warning", "en", 2)
    ('peringatan', 'warnings')
    """
    if severity not in SEVERITIES:
        return severity
    indonesian, one, several = SEVERITIES[severity]
    return indonesian if lang == "id" else one if count == 1 else several
