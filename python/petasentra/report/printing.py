"""Printing a page as PDF with a browser that is installed, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from petasentra.errors import IoError, OptionError

#: Names under which Chromium and its kin are installed; the environment may name another program.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome")
BROWSER_VARIABLE = "PETASENTRA_BROWSER"
_FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9", "--no-pdf-header-footer", "--virtual-time-budget=4000",
)  # fmt: skip
_PATIENCE_S = 180


def find_browser() -> str | None:
    """Return the program that prints: the one that ``PETASENTRA_BROWSER`` names, else the first that is installed."""
    names = (os.environ.get(BROWSER_VARIABLE, ""), *BROWSERS)
    return next((found for name in names if name and (found := shutil.which(name))), None)


def printed_pages(page: str) -> bytes:
    """Return an HTML page as PDF.

    The browser gets an empty profile of its own and no network, and nothing of the page runs.

    Raises
    ------
    OptionError
        No browser is found.
    IoError
        The browser failed.
    """
    browser = find_browser()
    if browser is None:
        raise OptionError(
            "A PDF is printed by Chromium, Chrome or Edge, and none of them is found.",
            "PDF dicetak oleh Chromium, Chrome, atau Edge, dan tidak satu pun ditemukan.",
            hint_en=f"Write the report as .html, or name the program in {BROWSER_VARIABLE}.",
            hint_id=f"Tulis laporan sebagai .html, atau sebutkan programnya dalam {BROWSER_VARIABLE}.",
            code=801,
        )
    with tempfile.TemporaryDirectory(prefix="petasentra-") as folder:
        source, target = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_text(page, encoding="utf-8", newline="\n")
        flags = [*_FLAGS, f"--user-data-dir={Path(folder) / 'profile'}", f"--print-to-pdf={target}"]
        if getattr(os, "geteuid", lambda: 1)() == 0:
            flags.append("--no-sandbox")  # Chromium does not start for the superuser otherwise
        try:
            subprocess.run([browser, *flags, source.as_uri()], capture_output=True, timeout=_PATIENCE_S, check=True)
            return target.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise IoError(
                "The browser could not print the report as PDF.",
                "Peramban tidak dapat mencetak laporan sebagai PDF.",
                hint_en="Write the report as .html and print it by hand.",
                hint_id="Tulis laporan sebagai .html lalu cetak sendiri.",
                code=703,
                file=browser,
            ) from error
