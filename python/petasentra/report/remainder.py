"""The part of a site that conforms, as a report shows it: its measures and its coordinate list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.plotting import language as words
from petasentra.report.content import Figure, PartRow, RemainderRow, VertexRow

if TYPE_CHECKING:
    from petasentra.conformance.check_result import CheckResult
    from petasentra.plotting.language import Lang

MOST_VERTICES = 60
"""Of one part; a longer list is no use on paper, and `CheckResult.remainder_of` has it whole."""

MOST_PARTS = 20
"""Of one site; the others, all smaller, are counted."""


def remainders_of(result: CheckResult, lang: Lang) -> dict[tuple[str, str], RemainderRow]:
    """Return the conforming ground of each site that conforms in part, by site and activity, the largest part first."""
    if not any("partial" in (flags or ()) for flags in result.table["flags"]):
        return {}
    left = result.remainder_of()
    vertices: dict[tuple[str, str, int], list[dict[str, Any]]] = {}
    for vertex in left.coordinates.to_pylist():
        vertices.setdefault((vertex["site_id"], vertex["activity"], vertex["part"]), []).append(vertex)
    parts: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for part in left.parts.to_arrow().to_pylist():
        parts.setdefault((part["site_id"], part["activity"]), []).append(part)
    return {key: _remainder_row(key, listed, vertices, lang) for key, listed in parts.items()}


def _remainder_row(
    key: tuple[str, str],
    parts: list[dict[str, Any]],
    vertices: dict[tuple[str, str, int], list[dict[str, Any]]],
    lang: Lang,
) -> RemainderRow:
    printed, others = parts[:MOST_PARTS], parts[MOST_PARTS:]
    areas = [part["area_m2"] for part in others if part["area_m2"] is not None]
    return RemainderRow(
        parts=tuple(_part_row(part, vertices.get((*key, part["part"]), []), lang) for part in printed),
        more=len(others),
        more_area=Figure(words.hectares(sum(areas), lang) if areas else "–", any(part["schematic"] for part in others)),
    )


def _part_row(part: dict[str, Any], vertices: list[dict[str, Any]], lang: Lang) -> PartRow:
    schematic = bool(part["schematic"])
    width = part["width_m"]
    return PartRow(
        number=part["part"],
        area=Figure(words.hectares(part["area_m2"], lang), schematic),
        share=Figure(words.percent(part["share"], lang), schematic),
        width=Figure("–" if width is None else f"{words.number(width, 1, lang)} m", schematic and width is not None),
        utm_zone=vertices[0]["utm_zone"] if vertices else "",
        vertices=tuple(_vertex_row(vertex, lang) for vertex in vertices) if len(vertices) <= MOST_VERTICES else (),
        vertex_count=len(vertices),
        schematic=schematic,
    )


def _vertex_row(vertex: dict[str, Any], lang: Lang) -> VertexRow:
    return VertexRow(
        ring=vertex["ring"],
        number=vertex["vertex"],
        easting=words.number(vertex["easting_m"], 2, lang),
        northing=words.number(vertex["northing_m"], 2, lang),
        longitude=_degrees(vertex["longitude_dms"], lang),
        latitude=_degrees(vertex["latitude_dms"], lang),
    )


_ENGLISH = {"LS": "S", "LU": "N", "BT": "E", "BB": "W"}


def _degrees(written: str, lang: Lang) -> str:
    """Degrees as the coordinate list has them, which is Indonesian: ``7° 33' 02,500" LS``."""
    if lang == "id":
        return written
    figure, _, side = written.rpartition(" ")
    return f"{figure.replace(',', '.')} {_ENGLISH[side]}"
