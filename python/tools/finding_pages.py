"""Write ``docs/findings.md`` from the catalogue of findings.

    python python/tools/finding_pages.py [--check]

With ``--check`` nothing is written; the exit code says whether the page is current.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from petasentra.findings import AREAS, catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.findings import FindingCode

TARGET = Path(__file__).resolve().parents[2] / "docs" / "findings.md"
HEAD = """# Findings

<!-- Written by python/tools/finding_pages.py from python/petasentra/findings/catalogue.csv: change that. -->

What is found while checking data is no error but a row of a findings table: code, severity (note, warning, error),
layer, feature, message and hint in both languages, and a measure where there is one. Codes never change their meaning.
`ps.finding_codes()` is this page as a table; a test compares both with the sources. How the findings of reading and
validating look on the ground: [what the loader tells you](howto/what-the-loader-tells-you.md).

Temuan bukan galat, melainkan baris dalam tabel temuan: kode, tingkat (note: catatan, warning: peringatan, error:
kesalahan), lapisan, fitur, pesan dan anjuran dalam dua bahasa, serta ukuran bila ada. Arti kode tidak pernah berubah.
"""
TITLES = {
    "reading": ("Reading and inspecting a file", "In `layer.load_report` and `petasentra inspect`."),
    "validating": (
        "Validating a zoning layer",
        "From `ps.validate_zoning` and `petasentra validate`, within the one tolerance of the layer.",
    ),
    "repairing": ("Repairing", "A word of the ledger beside the codes above, which name what was repaired."),
    "checking": (
        "Sites in a check",
        "A site with an error keeps its row, with verdict `no_data` and the reason.",
    ),
    "plan_packs": (
        "Plan packs",
        "In `pack.lint()`, `ps.packs.lint(folder)`, `petasentra pack lint` and `ps.read_permissions(path).findings`.",
    ),
    "writing": ("Writing a file", "In the report of `write_layer` and of `petasentra check --out`."),
    "roads": (
        "Roads",
        "In `network.findings()` and `network.report()`; every row of the source is in `network.roads()`.",
    ),
    "supply": (
        "Supply chains",
        "In `chain.check()` before solving, and in `solution.custody().findings`.",
    ),
    "sentra": (
        "Units and lists of sentra",
        "In `findings` of `ps.find_sentra` and `ps.sentra.read_registry`; every row stays.",
    ),
    "figures": (
        "Figures and records",
        "In `findings` of what `ps.impact` reads: claims, indicators, records of facilities, processes.",
    ),
    "siting": (
        "Siting and relocation",
        "In `findings` of `ps.suitability`, `ps.criteria.ahp`, `ps.locate` and `ps.relocate`; every row stays.",
    ),
}


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with ``--check`` tell whether it is current."""
    text = page()
    if "--check" in arguments:
        same = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text
        print("docs/findings.md is current" if same else "docs/findings.md differs: run python/tools/finding_pages.py")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


def page() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *(section(area) for area in AREAS)])


def section(area: str) -> str:
    """Return the section of one area."""
    title, where = TITLES[area]
    head = ["code", "severity", "what", "what to do", "apa", "anjuran", "measure", "since"]
    lines = [f"## {title}\n", f"{where}\n", line(head), "|" + "---|" * len(head)]
    lines += [line(cells(one)) for one in catalogue() if one.area == area]
    return "\n".join(lines) + "\n"


def cells(one: FindingCode) -> list[str]:
    """Return the cells of one code."""
    measure = f"{one.measure_en} ({one.unit}) · {one.measure_id}" if one.unit else ""
    return [f"`{one.code}`", one.severity, one.what_en, one.do_en, one.what_id, one.do_id, measure, one.since]


def line(texts: Sequence[str]) -> str:
    """Return a line of a table."""
    return "| " + " | ".join(texts) + " |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
