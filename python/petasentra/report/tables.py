"""Reports that are a map and tables: one file that needs nothing else, with its audit inside."""

from __future__ import annotations

import io
import re
import textwrap
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from petasentra.auditing.page import OPENING, seal_page
from petasentra.auditing.pdf import seal_pdf
from petasentra.days import as_day
from petasentra.files.replacing import replacing, write_text
from petasentra.optional import FIGURES, require
from petasentra.plotting import language as words
from petasentra.plotting.language import check_lang, pick
from petasentra.report.conformance import build_day, template
from petasentra.report.printing import printed_pages

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes

    from petasentra.auditing.table_audit import TableAudit
    from petasentra.days import DayLike
    from petasentra.plotting.language import Lang
    from petasentra.tables import Table

__all__ = ["Paper", "Section", "findings_section", "write_tables"]

#: Of a label beside a map; longer ones go on in the next line.
_LEGEND_LETTERS = 26


@dataclass(frozen=True)
class Section:
    """A table under a title."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Paper:
    """What a report says; ``draft`` and ``invented`` are marks at its head, empty for none."""

    title: str
    subtitle: str
    notices: Sequence[str]
    sections: Sequence[Section]
    draft: str = ""
    invented: str = ""


def write_tables(
    paper: Callable[[Lang], Paper], draw: Callable[[Lang, Axes], object] | None, audit: TableAudit,
    path: str | os.PathLike[str], lang: str, printed_on: DayLike | None,
) -> Path:  # fmt: skip
    """Write a report, with a map where there is something to draw; see `ReportOfTables.report`."""
    language = check_lang(lang)
    require(*FIGURES, purpose_id="Laporan", purpose_en="Reports")
    printed = None if printed_on is None else as_day(printed_on, "printed_on")
    page = template("tables.html.j2").render(
        lang=language, r=paper(language), drawing=_drawing(draw, language) if draw else "", sha256=audit.sha256,
        printed_on=build_day(language) if printed is None else words.date(printed, language),
        css=files("petasentra.report").joinpath("templates/report.css").read_text(encoding="utf-8"),
        opening=OPENING, t=lambda indonesian, english: pick((indonesian, english), language),
    )  # fmt: skip
    record, target = audit.to_dict(), Path(path)
    page = seal_page(page, record)
    if target.suffix.lower() == ".pdf":
        with replacing(target) as draft:
            draft.write_bytes(seal_pdf(printed_pages(page), record))
    else:
        write_text(page, target)
    return target


def findings_section(findings: Table, lang: Lang, *, hidden: bool) -> Section:
    """Return findings as a section; with `hidden`, those about one feature by their code alone: its id is personal."""
    rows: list[list[str]] = []
    counted: dict[str, int] = {}
    for row in findings.to_pylist():
        if hidden and row["feature_id"]:
            counted[row["code"]] = counted.get(row["code"], 0) + 1
        else:
            rows.append([row["code"], row["feature_id"] or "", row[f"message_{lang}"]])
    rows += [[code, "", pick((f"{n} unit", f"{n} units"), lang)] for code, n in sorted(counted.items())]
    heads = [pick(one, lang) for one in (("Temuan", "Finding"), ("Tentang", "About"), ("Keterangan", "Message"))]
    return Section(pick(("Temuan pada data", "Findings in the data"), lang), heads, rows)


def _drawing(draw: Callable[[Lang, Axes], object], lang: Lang) -> str:
    """Return a map as an SVG element without address, date or random name."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "petasentra", "font.size": 8.5}):
        figure = Figure(figsize=(7.2, 4.9))
        FigureCanvasSVG(figure)
        ax = figure.add_axes((0.02, 0.14, 0.68, 0.78))
        draw(lang, ax)
        legend = ax.get_legend()
        for label in () if legend is None else legend.get_texts():
            label.set_text(textwrap.fill(label.get_text(), _LEGEND_LETTERS))
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = re.sub(r"<metadata>.*?</metadata>", "", buffer.getvalue(), flags=re.S)
    text = re.sub(r' xmlns(:\w+)?="[^"]*"', "", text[text.index("<svg") :])
    text = re.sub(r' d="[^"]*"', lambda path: re.sub(r"(\.\d\d)\d+", r"\1", path[0]), text)
    text = re.sub(r'<svg ([^>]*?)width="[^"]*"', r'<svg role="img" \1', text, count=1)
    return re.sub(r'(<svg [^>]*?) height="[^"]*"', r"\1", text, count=1).strip()
