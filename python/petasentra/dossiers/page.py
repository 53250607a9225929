"""The dossier as one page of HTML that opens without internet, for a screen and for A4 paper."""

from __future__ import annotations

import base64
import html
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jinja2

from petasentra.dossiers.dossier import head_lines
from petasentra.dossiers.map_drawing import draw_map
from petasentra.dossiers.printing import is_figure, mark_words, value_text, words_of
from petasentra.impact.writing import ABOUT
from petasentra.plotting.language import DRAFT, NOTICE_UNVERIFIED, check_lang, pick

if TYPE_CHECKING:
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Lang

__all__ = ["overview_html", "page"]

#: Letters from which on a range is broken.
_LONG = 18
#: Marks that stand beside each figure of a row; the third one stands once in its row.
_BESIDE = ("schematic", "invented")


def page(document: Plain, lang: str) -> str:
    """Return the page; it has no script, no link and no clock."""
    language = check_lang(lang)
    numbers = {one["text"]: one["number"] for one in document["citations"]}

    def text(value: Any, unit: str = "", decimals: int = 0) -> str:  # noqa: ANN401 - a value
        written = value_text(value, language, unit=unit, decimals=decimals)
        # A long range may go on in the next line; between digits nothing else would let it.
        return written.replace("-", "-\u200b") if is_figure(value) and len(written) > _LONG else written

    def cites(source: str | None) -> str:
        found = [str(numbers[one]) for one in (source or "").split(" | ") if one in numbers]
        return f"[{', '.join(found)}]" if found else ""

    return _template().render(
        lang=language,
        d=document,
        head=head_lines(document, language),
        numbers={one["name"]: one["number"] for one in document["sections"]},
        text=text,
        cites=cites,
        is_figure=is_figure,
        w=lambda one: words_of(one, language),
        marks=lambda some: mark_words(list(some), language),
        beside=_BESIDE,
        picture=lambda table: ratio_picture(table, language),
        drawn=lambda figure: _data_url(draw_map(document["inputs"]["map"], figure["name"], language)),
        css=_css(),
        draft=_draft(document, language),
        unverified=pick(NOTICE_UNVERIFIED, language),
        t=lambda one, other: pick((one, other), language),
    )


def overview_html(document: Plain, lang: str) -> str:
    """Return the dossier as a notebook shows it: each section with its answer, then what is missing."""
    language = check_lang(lang)
    cell = "text-align:left;padding:.15em .7em;border-bottom:1px solid rgba(128,128,128,.25)"

    def line(*cells: str) -> str:
        return "<tr>" + "".join(f'<td style="{cell}">{html.escape(one)}</td>' for one in cells) + "</tr>"

    rows = "".join(
        line(
            f"{one['number']}. {words_of(one['title'], language)}",
            words_of(one["answer"], language),
            mark_words(one["marks"], language),
        )
        for one in document["sections"]
    )
    lacking = ", ".join(words_of(one["words"], language) for one in document["missing"][:8])
    more = len(document["missing"]) - 8
    told = (
        pick(("Belum ada", "Missing"), language)
        + f" ({len(document['missing'])}): {lacking}"
        + (", …" if more > 0 else "")
    )
    name = html.escape(f"{words_of(document['title'], language)}: {document['sentra']['name']}")
    return (
        f'<div style="font:13px/1.45 system-ui,sans-serif;overflow-x:auto"><b>{name}</b>'
        f'<table style="border-collapse:collapse;font-size:12px"><tbody>{rows}</tbody></table>'
        f"<div>{html.escape(told)}</div></div>"
    )


def ratio_picture(table: Plain, lang: Lang) -> str:
    """Draw the ratios of a table as bars on a logarithmic axis with a line for no change; empty without any."""
    names = [one["name"] for one in table["columns"]]
    at, what = names.index("ratio"), names.index("what")
    rows = [(one["cells"][what], one["cells"][at]) for one in table["rows"] if one["cells"][at] is not None]
    ends = [end for _, ratio in rows for end in (ratio["low"], ratio["high"]) if end]
    if not ends:
        return ""
    least, most = min([*ends, 1.0]) / 1.5, max([*ends, 1.0]) * 1.5
    left, width, step = 170.0, 380.0, 26

    def x(end: float) -> float:
        return left + width * (math.log(end) - math.log(least)) / (math.log(most) - math.log(least))

    height = step * len(rows) + 24
    parts = [
        f'<line x1="{x(1.0):.1f}" y1="6" x2="{x(1.0):.1f}" y2="{height - 18}" stroke="#5c6b72" stroke-dasharray="2 3"/>'
    ]
    same = pick(("tetap", "no change"), lang)
    parts.append(f'<text x="{x(1.0):.1f}" y="{height - 5}" text-anchor="middle" class="soft">{same}</text>')
    for row, (name, ratio) in enumerate(rows):
        y = 10 + step * row
        low, high = x(ratio["low"] or least), x(ratio["high"] or most)
        parts.append(f'<text x="{left - 10}" y="{y + 11}" text-anchor="end">{html.escape(words_of(name, lang))}</text>')
        parts.append(
            f'<rect x="{low:.1f}" y="{y}" width="{max(high - low, 3.0):.1f}" height="14" rx="2" fill="#2f6f6a"/>'
        )
        about = pick(ABOUT, lang) + " " if ratio.get("about") else ""
        times = f"{about}× {words_of(ratio['text'], lang).removeprefix(about)}"
        parts.append(f'<text x="{high + 8:.1f}" y="{y + 11}">{html.escape(times)}</text>')
    return f'<svg viewBox="0 0 700 {height}" class="ratios" role="img">{"".join(parts)}</svg>'


def _draft(document: Plain, lang: Lang) -> str:
    """Return why nobody may sign yet: the law is not verified, or something is still to be given."""
    law = document["inputs"]["conformance"]
    open_law = law is not None and law["draft"]
    return pick(DRAFT if open_law else ("DRAF - berkas belum lengkap", "DRAFT - the dossier is not complete"), lang)


def _data_url(svg: str) -> str:
    """Return a picture within the page: as an image it has ids of its own, and an alternative text."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode("utf-8")).decode("ascii")


def _css() -> str:
    shared = files("petasentra.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    own = files("petasentra.dossiers").joinpath("templates/dossier.css").read_text(encoding="utf-8")
    return shared + own


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("petasentra.dossiers", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.tests["figure"] = is_figure
    environment.tests["contains_unverified"] = lambda marks: "unverified" in marks
    return environment.get_template("dossier.html.j2")
