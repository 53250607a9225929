"""The conformance report: one HTML file for the officer who has to answer, and for whoever asks why."""

from __future__ import annotations

import datetime as dt
import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from petasentra.auditing.page import OPENING, seal_page
from petasentra.auditing.pdf import seal_pdf
from petasentra.days import as_day
from petasentra.files.replacing import replacing, write_text
from petasentra.optional import FIGURES, require
from petasentra.plotting import language as words
from petasentra.plotting.figure import result_svg, seen_zones
from petasentra.plotting.language import check_lang, pick
from petasentra.plotting.read_view import view_of
from petasentra.report.compose import content_of
from petasentra.report.printing import printed_pages

if TYPE_CHECKING:
    from petasentra.conformance.check_result import CheckResult
    from petasentra.days import DayLike
    from petasentra.plotting.language import Lang
    from petasentra.report.compose import Claims
    from petasentra.report.content import Content


def write_report(
    result: CheckResult,
    path: str | os.PathLike[str],
    lang: str = "id",
    *,
    printed_on: DayLike | None = None,
    claims: Claims | None = None,
) -> Path:
    """Write the report of a check as one file that needs nothing else: HTML, or PDF if its name ends so.

    It holds map, summary, one row a site, the pieces and the argument of each site, the regulations and articles with
    what has been verified of them, method and tolerances, notices, and the place of the signature. Where a decisive
    rule of any site is unverified that place says so instead. Columns of the sites marked personal appear nowhere. No
    clock is read: the same result gives the same bytes.

    The audit of the result is inside the file, and its hash in the footer; `petasentra.replay` verifies both. A PDF is
    printed from the page by an installed Chromium, Chrome or Edge, without a network; it is not the same from one
    printing to the next, but knows when a byte of it was changed.

    Parameters
    ----------
    result
        A ``CheckResult``.
    path
        The file, ``.pdf`` or anything else for HTML; an existing one is replaced only once the new one is complete.
    lang
        ``"id"`` or ``"en"``.
    printed_on
        Date of printing to show. None: the day of the environment's ``SOURCE_DATE_EPOCH`` if set, else no date.
    claims
        Published figures to set beside the result, e.g. ``datasets.jombang().facts``: a Table, Arrow table, data frame
        or list of dicts. Disagreeing sources stay side by side.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    IoError
        The file cannot be written.
    OptionError
        Another language, a date that is none, geopandas or matplotlib is not installed, or a PDF is asked for and no
        browser is found that could print it.

    Examples
    --------
    >>> import petasentra as ps
    >>> study = ps.datasets.jombang()
    >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    >>> write_report(result, "report.html", lang="en", printed_on="2026-01-31").name
    'report.html'
    """
    from petasentra import __version__

    language = check_lang(lang)
    require(*FIGURES, purpose_id="Laporan", purpose_en="Reports")
    printed = None if printed_on is None else as_day(printed_on, "printed_on")
    view = view_of(result)
    day = words.date(printed, language) if printed is not None else build_day(language)
    drawing, tolerance_m, window = result_svg(view, language)
    seen = seen_zones(view, window)
    content = content_of(view, result, language, zones=seen, claims=claims, printed_on=day, version=str(__version__))
    target = Path(path)
    page = seal_page(_render(content, language, drawing, tolerance_m), result.audit.to_dict())
    if target.suffix.lower() == ".pdf":
        pages = seal_pdf(printed_pages(page), result.audit.to_dict())
        with replacing(target) as draft:
            draft.write_bytes(pages)
    else:
        write_text(page, target)
    return target


def build_day(lang: Lang) -> str:
    """Return the day of SOURCE_DATE_EPOCH, the agreed way to give reproducible builds a date; empty if not set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdigit():
        return ""
    return words.date(dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC), lang)


def _render(content: Content, lang: Lang, drawing: str, tolerance_m: float) -> str:
    return template("conformance.html.j2").render(
        lang=lang,
        r=content,
        drawing=drawing,
        tolerance=words.number(tolerance_m, 0, lang),
        simplified=tolerance_m > 0,
        css=files("petasentra.report").joinpath("templates/report.css").read_text(encoding="utf-8"),
        schematic=pick(words.SCHEMATIC, lang),
        opening=OPENING,
        t=lambda indonesian, english: pick((indonesian, english), lang),
    )


@cache
def template(name: str) -> jinja2.Template:
    """Return a template of reports."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("petasentra.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(name)
