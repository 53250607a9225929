"""An audit inside a PDF: a file attached to it, in an update written behind the pages, which stay as they are."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from typing import TYPE_CHECKING, Any

from petasentra.auditing.page import Sealed
from petasentra.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ATTACHED = "petasentra.audit.json"
_MOST = 1 << 28  # bytes of an attachment once unpacked
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.S)
_REFERENCE = re.compile(rb"(\d+)\s+(\d+)\s+R")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)


def seal_pdf(pages: bytes, record: Mapping[str, Any]) -> bytes:
    """Return the PDF with the audit attached to it, and the hash of its pages in the attachment.

    The pages are not touched: three objects and a new catalogue are appended, as the format provides for updates
    (ISO 32000-1, 7.5.6). The same pages and the same record give the same bytes.

    Raises
    ------
    OptionError
        The file is no PDF with a plain cross-reference table, as browsers print them.
    """
    found = _TRAILER.search(pages)
    trailer = found[1] if found else b""
    size, root = re.search(rb"/Size\s+(\d+)", trailer), re.search(rb"/Root\s+(\d+)\s+0\s+R", trailer)
    catalogue = _object(pages, int(root[1])) if root else None
    if found is None or size is None or root is None or catalogue is None or b"/Names" in catalogue:
        raise OptionError(
            "The audit cannot be attached to this PDF: it is not laid out as browsers print it.",
            "Audit tidak dapat dilampirkan pada PDF ini: susunannya bukan seperti cetakan peramban.",
            hint_en="Write the report as .html, which carries its audit too.",
            hint_id="Tulis laporan sebagai .html, yang juga memuat auditnya.",
            code=801,
        )
    first = int(size[1])
    payload = _payload(pages, record)
    name = ATTACHED.encode()
    objects = {
        first: b"<< /Type /EmbeddedFile /Subtype /application#2Fjson /Length %d >>\nstream\n%s\nendstream"
        % (len(payload), payload),
        first + 1: b"<< /Type /Filespec /F (%s) /UF (%s) /AFRelationship /Data /EF << /F %d 0 R >> >>"
        % (name, name, first),
        int(root[1]): b"<<%s /Names << /EmbeddedFiles << /Names [(%s) %d 0 R] >> >> /AF [%d 0 R] >>"
        % (catalogue, name, first + 1, first + 1),
    }
    out = pages if pages.endswith(b"\n") else pages + b"\n"
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table_at = len(out)
    out += b"xref\n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    kept = re.sub(rb"/(Size\s+\d+|Prev\s+\d+)", b"", trailer).strip()
    out += b"trailer\n<< /Size %d /Prev %s %s >>\nstartxref\n%d\n%%%%EOF\n" % (first + 2, found[2], kept, table_at)
    return out


def sealed_in_pdf(document: bytes) -> Sealed | None:
    """Return the audit in a PDF, or None; it is intact if sealing its pages again gives the same bytes.

    An audit is found too where another program has written the file anew; it is then not intact.
    """
    for payload in _attachments(document):
        try:
            held = json.loads(payload)
            record, length = held["audit"], int(held["pages_bytes"])
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            continue
        try:
            intact = seal_pdf(document[:length], record) == document
        except OptionError:
            intact = False
        return Sealed(record, intact)
    return None


def _payload(pages: bytes, record: Mapping[str, Any]) -> bytes:
    document = {"pages_bytes": len(pages), "pages_sha256": hashlib.sha256(pages).hexdigest(), "audit": record}
    return json.dumps(document, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _attachments(document: bytes) -> Iterator[bytes]:
    """Yield the streams of a PDF that may be the audit, the last first, unpacked where they are packed."""
    for found in reversed(list(_STREAM.finditer(document))):
        body = found[1]
        if body.startswith(b"x"):
            try:
                body = zlib.decompressobj().decompress(body, _MOST)
            except zlib.error:
                continue
        if body.startswith(b'{"pages_bytes"'):
            yield body


def _object(document: bytes, number: int) -> bytes | None:
    """Return what stands between the outer brackets of a dictionary object, the last version of it."""
    bodies = re.findall(rb"(?<!\d)%d\s+0\s+obj\s*<<(.*?)>>\s*endobj" % number, document, re.S)
    return bodies[-1].strip() if bodies else None
