"""Finding the audit in a file: a saved audit, an HTML report, a PDF report."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from petasentra.auditing.audit import AUDIT_FORMAT, Audit
from petasentra.auditing.page import sealed_in_page
from petasentra.auditing.pdf import sealed_in_pdf
from petasentra.auditing.shape import is_audit
from petasentra.errors import SchemaError
from petasentra.files.replacing import cannot_read

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Found:
    """An audit and where it was found.

    Attributes
    ----------
    audit
        The record.
    document
        ``"json"``, ``"html"`` or ``"pdf"``.
    document_intact
        Whether the report around the audit is as it was written; of a saved audit, whether the record is.
    """

    audit: Audit
    document: str
    document_intact: bool


def read_audit(path: str | os.PathLike[str]) -> Found:
    """Read the audit of a check from the file it was saved to, or from a report.

    Raises
    ------
    IoError
        There is no such file, or it cannot be read.
    SchemaError
        There is no audit in it, or one of a newer form.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.auditing import read_audit
    >>> study = ps.datasets.jombang()
    >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    >>> _ = result.report("laporan.html")
    >>> found = read_audit("laporan.html")
    >>> found.document, found.document_intact, found.audit.sha256 == result.audit.sha256
    ('html', True, True)
    """
    name = os.fspath(path)
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise cannot_read(
            path,
            error,
            hint_en="Name a saved audit (.audit.json) or a report (.html, .pdf).",
            hint_id="Sebutkan audit yang disimpan (.audit.json) atau laporan (.html, .pdf).",
        ) from error
    if raw.startswith(b"%PDF-"):
        sealed, document = sealed_in_pdf(raw), "pdf"
    else:
        text = raw.decode("utf-8", "surrogateescape")
        if not text.lstrip("\ufeff \r\n\t").startswith("{"):
            sealed, document = sealed_in_page(text), "html"
        else:
            audit = Audit(_checked(_json(text, name), name))
            return Found(audit, "json", audit.intact)
    if sealed is None:
        raise no_audit(name)
    audit = Audit(_checked(sealed.record, name))
    return Found(audit, document, sealed.intact and audit.intact)


def no_audit(file: str) -> SchemaError:
    """Make the error for a file without an audit."""
    return SchemaError(
        "There is no audit of a check in this file.",
        "Tidak ada audit pemeriksaan dalam berkas ini.",
        hint_en="Name a saved audit (.audit.json) or a report that petasentra wrote (.html, .pdf).",
        hint_id="Sebutkan audit yang disimpan (.audit.json) atau laporan yang ditulis petasentra (.html, .pdf).",
        code=106,
        file=file,
    )


def _json(text: str, file: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise no_audit(file) from None


def _checked(record: object, file: str) -> Mapping[str, Any]:
    """Refuse what is no audit of a form we know, before anybody asks it for something it does not have."""
    if not isinstance(record, dict) or type(record.get("petasentra_audit")) is not int:
        raise no_audit(file)
    number = record["petasentra_audit"]
    if number > AUDIT_FORMAT:
        raise SchemaError(
            f"This audit is of form {number}; this version knows forms up to {AUDIT_FORMAT}.",
            f"Audit ini berbentuk {number}; versi ini mengenal bentuk sampai {AUDIT_FORMAT}.",
            hint_en="Install a newer petasentra.",
            hint_id="Pasang petasentra yang lebih baru.",
            code=106,
            file=file,
        )
    if not is_audit(record):
        raise no_audit(file)
    return record
