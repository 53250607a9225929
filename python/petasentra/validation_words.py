"""A validation as people read it: in a terminal and in a notebook."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from petasentra.plotting.language import number, pick
from petasentra.validation_ground import ground_line

if TYPE_CHECKING:
    from petasentra.plotting.language import Lang, Words
    from petasentra.validation import Validation

#: Code -> what it is called; the order is that of the rules.
RULES: dict[str, Words] = {
    "GEOMETRY_NULL": ("tanpa geometri", "no geometry"),
    "GEOMETRY_EMPTY": ("geometri kosong", "empty geometry"),
    "COORDINATE_NOT_FINITE": ("koordinat bukan bilangan", "coordinates not finite"),
    "GEOMETRY_NOT_POLYGON": ("bukan poligon", "not a polygon"),
    "GEOMETRY_INVALID": ("geometri tidak sah", "invalid geometry"),
    "DUPLICATE_GEOMETRY": ("bidang ganda", "same ground twice"),
    "ZONE_OVERLAP": ("zona bertampalan", "zones overlap"),
    "ZONE_GAP": ("celah", "gap"),
    "ZONE_SLIVER": ("serpihan", "sliver"),
    "ZONE_SPIKE": ("duri", "spike"),
    "EDGE_MISMATCH": ("titik batas tidak dibagi", "vertices not shared"),
    "OUTSIDE_PERIMETER": ("di luar batas wilayah", "outside the perimeter"),
    "STATED_AREA": ("luas yang dinyatakan tidak cocok", "stated area differs"),
    "BORDER_MISMATCH": ("batas dengan rencana tetangga tidak cocok", "border with the neighbouring plan differs"),
    "DOMAIN_CLASH": ("kode bercampur teks", "codes and text mixed"),
}

MOST_LINES = 50


def rule_name(code: str, lang: Lang) -> str:
    """Return what a rule is called; an unknown code stays as it is."""
    return pick(RULES.get(code, (code, code)), lang)


def settings_line(validation: Validation, lang: Lang) -> str:
    """Return the tolerance and the CRS of measures in one line."""
    settings = validation.settings
    millimetres = number(1000 * validation.tolerance_m, 3, lang).rstrip("0").rstrip(",.")
    parts = [
        pick((f"toleransi {millimetres} mm", f"tolerance {millimetres} mm"), lang),
        pick((f"dihitung dalam {settings['metric_crs']}", f"measured in {settings['metric_crs']}"), lang),
    ]
    if settings["stated_area"] is not None:
        column = f"{settings['stated_area']} ({settings['stated_area_unit']}, {settings['area_method']})"
        parts.append(pick((f"luas dibandingkan dengan {column}", f"areas compared with {column}"), lang))
    if settings["perimeter"] is not None:
        parts.append(pick(("batas wilayah", "perimeter"), lang) + f" {settings['perimeter']}")
    if settings["neighbour"] is not None:
        parts.append(pick(("rencana tetangga", "neighbouring plan"), lang) + f" {settings['neighbour']}")
    return "; ".join(parts)


def heading(validation: Validation, lang: Lang) -> str:
    """Return the layer and how many findings there are in one line."""
    rows = number(len(validation.layer), 0, lang)
    found = number(len(validation), 0, lang)
    name = validation.layer.title
    return pick((f"{name}: {rows} fitur, {found} temuan", f"{name}: {rows} features, {found} findings"), lang)


def _ground_lines(validation: Validation, lang: Lang) -> list[str]:
    return [] if validation.ground is None else [ground_line(validation.ground, lang)]


def text_of(validation: Validation, lang: Lang) -> str:
    """Return the validation as lines for a terminal."""
    lines = [heading(validation, lang), settings_line(validation, lang), *_ground_lines(validation, lang)]
    width = max((len(number(count, 0, lang)) for count in validation.counts.values()), default=0)
    lines += [
        f"  {number(count, 0, lang):>{width}}  {code}  {rule_name(code, lang)}"
        for code, count in validation.counts.items()
    ]
    rows = validation.table[:MOST_LINES].to_pylist()
    lines += [f"{row['severity']:<8} {row['code']}: {row[f'message_{lang}']}" for row in rows]
    rest = len(validation) - len(rows)
    if rest > 0:
        more = number(rest, 0, lang)
        lines.append(pick((f"... dan {more} temuan lagi", f"... and {more} more findings"), lang))
    return "\n".join(lines)


def html_of(validation: Validation) -> str:
    """Return the validation for a notebook: heading, settings, counts and the first findings."""
    counts = "".join(
        f"<tr><td style='text-align:right'>{number(count, 0, 'id')}</td><td><code>{code}</code></td>"
        f"<td style='text-align:left'>{html.escape(rule_name(code, 'id'))}</td></tr>"
        for code, count in validation.counts.items()
    )
    head = f"<b>{html.escape(heading(validation, 'id'))}</b>"
    for line in (settings_line(validation, "id"), *_ground_lines(validation, "id")):
        head += f"<br>{html.escape(line)}"
    return f"<div>{head}<table>{counts}</table></div>" + validation.table._repr_html_()
