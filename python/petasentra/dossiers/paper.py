"""The page of a dossier as PDF, by WeasyPrint: fonts inside, no browser, no network, the same bytes each time."""

from __future__ import annotations

import logging

from petasentra.errors import IoError, OptionError
from petasentra.optional import require

__all__ = ["MOST_BYTES", "printed"]

#: How large a PDF may be: portals for proposals take no more.
MOST_BYTES = 5_000_000


def printed(page: str) -> bytes:
    """Return a page as PDF.

    Raises
    ------
    OptionError
        WeasyPrint or the library Pango, which it sets text with, is not installed.
    IoError
        The PDF would be larger than `MOST_BYTES`.
    """
    require("weasyprint", purpose_id="PDF", purpose_en="PDF")
    # It tells of every property of a screen that paper does not have.
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        import weasyprint
    except OSError as error:
        raise OptionError(
            "PDF: the library Pango is not installed.", "PDF: pustaka Pango belum terpasang.",
            hint_en="On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core",
            hint_id="Di Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core", code=801,
        ) from error  # fmt: skip
    # Nothing is fetched but the pictures that stand in the page itself.
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    whole = weasyprint.HTML(string=page, url_fetcher=fetcher)
    document: bytes = whole.write_pdf(pdf_identifier=b"petasentra", pdf_tags=True)
    if len(document) > MOST_BYTES:
        size = f"{len(document) / 1e6:.1f}"
        raise IoError(
            f"The PDF would have {size} MB, more than 5.", f"PDF akan berukuran {size} MB, lebih dari 5.",
            hint_en="Leave out parts with very many rows, or write it as .html.",
            hint_id="Hilangkan bagian yang barisnya sangat banyak, atau tulis sebagai .html.", code=703,
        )  # fmt: skip
    return document
