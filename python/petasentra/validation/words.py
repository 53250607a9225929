"""A validation as people read it: in a terminal and in a notebook."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from petasentra.plotting.language import number, pick
from petasentra.severity import severity_word
from petasentra.validation.ground import ground_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from petasentra.plotting.language import Lang, Words
    from petasentra.validation.validating import Validation

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
    "VALIDITY_REVERSED": ("masa berlaku terbalik", "days in force reversed"),
    "DOMAIN_CLASH": ("kode bercampur teks", "codes and text mixed"),
    "VALUE_UNREADABLE": ("luas tidak terbaca", "area cannot be read"),
}

#: Setting -> the question that is not asked without it.
_NOT_ASKED: dict[str, Words] = {
    "stated_area": ("luas yang dinyatakan (tanpa kolom luas)", "stated areas (no column of stated areas)"),
    "perimeter": ("batas wilayah", "perimeter"),
    "neighbour": ("rencana tetangga", "neighbouring plan"),
    "profile": ("kolom berkode (tanpa profil)", "coded columns (no profile)"),
}

#: So many findings of a rule are told on a terminal, the largest first.
MOST_OF_A_RULE = 5


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
    missing = [pick(words, lang) for setting, words in _NOT_ASKED.items() if settings[setting] is None]
    if missing:
        parts.append(pick(("tidak diperiksa: ", "not asked: "), lang) + ", ".join(missing))
    return "; ".join(parts)


def heading(validation: Validation, lang: Lang) -> str:
    """Return the layer and how many findings there are in one line."""
    rows = number(len(validation.layer), 0, lang)
    found = number(len(validation), 0, lang)
    name = validation.layer.title
    features = "feature" if len(validation.layer) == 1 else "features"
    findings = "finding" if len(validation) == 1 else "findings"
    return pick((f"{name}: {rows} fitur, {found} temuan", f"{name}: {rows} {features}, {found} {findings}"), lang)


def _ground_lines(validation: Validation, lang: Lang) -> list[str]:
    return [] if validation.ground is None else [ground_line(validation.ground, lang)]


def text_of(validation: Validation, lang: Lang, advice: Callable[[str], str] = str) -> str:
    """Return the validation as lines for a terminal: settings, a table of counts, then each rule with its largest.

    `advice` rewrites hints where arguments of Python are called something else.
    """
    lines = [heading(validation, lang), settings_line(validation, lang), *_ground_lines(validation, lang)]
    if not validation.counts:
        return "\n".join([*lines, pick(("Tidak ada temuan.", "Nothing found."), lang)])
    by_code: dict[str, list[dict[str, Any]]] = {code: [] for code in validation.counts}
    for row in validation.table.to_pylist():
        by_code[row["code"]].append(row)
    lines += ["", *_counted(by_code, lang)]
    for code, rows in by_code.items():
        rows.sort(key=_size, reverse=True)
        lines += ["", f"{code} ({severity_word(rows[0]['severity'], lang)})"]
        lines += [f"  - {row[f'message_{lang}']}" for row in rows[:MOST_OF_A_RULE]]
        rest = len(rows) - MOST_OF_A_RULE
        if rest > 0:
            more = number(rest, 0, lang)
            lines.append("  - " + pick((f"... dan {more} lagi", f"... and {more} more"), lang))
        lines.append("  " + pick(("Anjuran: ", "What to do: "), lang) + advice(rows[0][f"hint_{lang}"]))
    return "\n".join(lines)


def _size(row: dict[str, Any]) -> float:
    measure = row["measure"]  # None or NaN where a finding has no measure
    return abs(measure) if measure is not None and measure == measure else 0.0


def _counted(by_code: dict[str, list[dict[str, Any]]], lang: Lang) -> list[str]:
    """Return one line a rule: number, code, name, and the ground where the measure is ground."""
    cells = [
        (number(len(rows), 0, lang), code, rule_name(code, lang), _ground(code, rows, lang))
        for code, rows in by_code.items()
    ]
    width = [max(len(row[k]) for row in cells) for k in range(4)]
    return [f"  {a:>{width[0]}}  {b:<{width[1]}}  {c:<{width[2]}}  {d:>{width[3]}}".rstrip() for a, b, c, d in cells]


def _ground(code: str, rows: list[dict[str, Any]], lang: Lang) -> str:
    area = sum(_size(row) for row in rows if row["unit"] == "m2")
    if code == "STATED_AREA" or area == 0.0:
        return ""
    return f"{number(area / 1e4, 2, lang)} ha" if area >= 1e4 else f"{number(area, 1, lang)} m2"


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
