"""An audit inside an HTML page: a block of JSON that shows nothing and runs nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

OPENING = '<script type="application/json" id="petasentra-audit">'
CLOSING = "</script>"


@dataclass(frozen=True)
class Sealed:
    """An audit found in a document, and whether the document is the one it was put into.

    Attributes
    ----------
    record
        The audit as `petasentra.auditing.Audit` takes it.
    intact
        False if anything else in the document was changed afterwards.
    """

    record: Mapping[str, Any]
    intact: bool


def seal_page(page: str, record: Mapping[str, Any]) -> str:
    """Return the page with the audit in the one empty block it has for it, and the hash of the page without it.

    Examples
    --------
    >>> from petasentra.auditing.page import CLOSING, OPENING, seal_page, sealed_in_page
    >>> page = seal_page(f"<p>sesuai</p>{OPENING}{CLOSING}", {"petasentra_audit": 1})
    >>> sealed_in_page(page).intact, sealed_in_page(page.replace("sesuai", "tidak")).intact
    (True, False)
    """
    empty = OPENING + CLOSING
    if page.count(OPENING) != 1 or empty not in page:
        raise ValueError("the page has no single place for its audit")
    return page.replace(empty, OPENING + _block(page, record) + CLOSING)


def sealed_in_page(page: str) -> Sealed | None:
    """Return the audit in a page, or None; the page is intact if sealing it again gives the same text."""
    before, found, rest = page.partition(OPENING)
    block, closed, after = rest.partition(CLOSING)
    if not found or not closed:
        return None
    try:
        record = json.loads(block)["audit"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    empty = before + OPENING + CLOSING + after
    return Sealed(record, intact=OPENING not in after and _block(empty, record) == block)


def _block(empty_page: str, record: Mapping[str, Any]) -> str:
    sha256 = hashlib.sha256(empty_page.encode("utf-8", "surrogatepass")).hexdigest()
    text = json.dumps({"page_sha256": sha256, "audit": record}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
