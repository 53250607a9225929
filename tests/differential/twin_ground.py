"""The ground of the twin: measures, step 2 (which zones) and the cuts of steps 5 and 6 (which rules lie where)."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import shapely
import shapely.ops
from shapely.geometry import GeometryCollection
from twin_nearness import rows_on_the_day
from twin_words import SHARE_SLACK, Piece

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


THREAD_M, THREAD_M2 = 1e-5, 1e-6


def kind_of(site: BaseGeometry) -> str:
    return {0: "points", 1: "lines", 2: "polygons"}[int(shapely.get_dimensions(site))]


def only_kind(shape: BaseGeometry, kind: str) -> BaseGeometry:
    """The parts of a shape that have the dimension of the site; what merely touches has no measure.

    Overlays in floating precision leave threads along edges that were cut before: below `THREAD_M2` there is no ground.
    """
    want = {"points": 0, "lines": 1, "polygons": 2}[kind]
    todo, parts = [shape], []
    while todo:
        part = todo.pop()
        if hasattr(part, "geoms"):
            todo.extend(part.geoms)
        elif not part.is_empty and int(shapely.get_dimensions(part)) == want and (want < 2 or part.area > THREAD_M2):
            parts.append(part)
    if not parts:
        return GeometryCollection()
    return shapely.union_all(parts) if kind != "points" else shapely.MultiPoint(parts)


def measure(shape: BaseGeometry, kind: str) -> float:
    if kind == "points":
        return float(shapely.get_num_coordinates(shape))
    return float(shape.length if kind == "lines" else shape.area)


def outline_m(shape: BaseGeometry) -> float:
    """Perimeter without the threads that cling to a shape; both buffers together move an edge by nothing."""
    core = shapely.buffer(shape, -THREAD_M, join_style="mitre")
    return float(shapely.buffer(core, THREAD_M, join_style="mitre").length)


def is_decisive(shape: BaseGeometry, kind: str, share: float, tolerance: dict[str, float]) -> bool:
    if measure(shape, kind) <= 0.0:
        return False
    if kind == "points":
        return True
    if kind == "lines":
        return shape.length >= tolerance["boundary_m"]
    least = max(tolerance["sliver_m2"], tolerance["boundary_m"] * outline_m(shape))
    return shape.area >= least and share >= tolerance["decisive_share"] - SHARE_SLACK


def common_ground(site: BaseGeometry, shapes: list[BaseGeometry], kind: str, *, inside: bool) -> BaseGeometry:
    """The ground of the site that lies in all of the shapes, or (`inside=False`) in none of them."""
    if kind != "lines":
        if inside:
            return only_kind(shapely.intersection_all(shapes), kind)
        return only_kind(site.difference(shapely.union_all(shapes)), kind)
    # Cut lines no longer lie on each other to the last bit, so lines are compared segment by segment, at its middle.
    kept = []
    for part in shapely.get_parts(site):
        vertices = [shapely.Point(c) for c in shapely.get_coordinates([part, *shapes])]
        marks = sorted({part.project(v) for v in vertices if v.distance(part) < 1e-6} | {0.0, part.length})
        for start, end in itertools.pairwise(marks):
            middle = part.interpolate((start + end) / 2)
            hits = [shape.distance(middle) < 1e-6 for shape in shapes]
            if end - start > 1e-9 and (all(hits) if inside else not any(hits)):
                kept.append(shapely.ops.substring(part, start, end))
    return shapely.MultiLineString(kept)


# ---- step 2: the ground ----------------------------------------------------------------------------------------------


def codes_of_feature(code: str, instrument: dict[str, Any]) -> list[str]:
    """`A/B` that the matrix lacks while it has A and B is two zones over one place."""
    columns = instrument["matrix_codes"]
    if "/" in code and code not in columns:
        parts = [p.strip() for p in code.split("/")]
        if all(p in columns for p in parts):
            return parts
    return [code]


def grounds(valid: list[dict[str, Any]], site: BaseGeometry, kind: str, day: Any) -> list[Piece]:
    rest = site
    out: list[Piece] = []

    def take(instrument: dict[str, Any], rest: BaseGeometry) -> BaseGeometry:
        cover = []
        for row, (code, zone) in rows_on_the_day(instrument, "pola-ruang", instrument["zones"], day):
            shape = only_kind(rest.intersection(zone), kind)
            if measure(shape, kind) > 0.0:
                cover.append(zone)
                out.extend(
                    Piece(shape, instrument["id"], (instrument["id"], row, c), c, frozenset())
                    for c in codes_of_feature(code, instrument)
                )
        return only_kind(rest.difference(shapely.union_all(cover)), kind) if cover else rest

    for rdtr in [i for i in valid if i["level"] == "rdtr" and i["zones"] is not None]:
        rest = take(rdtr, rest)
    if measure(rest, kind) <= 0.0:
        return out
    rtrw = [i for i in valid if i["level"] in ("rtrw-kabupaten", "rtrw-kota")]
    if not rtrw:
        out.append(Piece(rest, "", None, None, frozenset(), verdict="no_data"))
        return out
    assert len(rtrw) == 1, "the twin does not choose between two RTRW of one level"
    if rtrw[0]["zones"] is None:
        out.append(Piece(rest, rtrw[0]["id"], None, None, frozenset(), verdict="no_data"))
        return out
    rest = take(rtrw[0], rest)
    if measure(rest, kind) > 0.0:
        out.append(Piece(rest, rtrw[0]["id"], None, None, frozenset(), verdict="outside_plan"))
    return out


# ---- steps 5 and 6: where rules lie ----------------------------------------------------------------------------------


def rules_in_force(valid: list[dict[str, Any]], day: Any) -> list[dict[str, Any]]:
    found = []
    for instrument in valid:
        for sort in ("area_rules", "overlay_rules"):
            for rule in instrument.get(sort, []):
                name = rule["layer"]
                features = [f for _, f in rows_on_the_day(instrument, name, instrument["layers"][name], day)]
                ground = shapely.union_all([g for c, g in features if "codes" not in rule or c in rule["codes"]])
                key = f"{instrument['id']}:{rule['id']}"
                found.append({**rule, "sort": sort, "key": key, "ground": ground, "owner": instrument})
    return found


def cut(pieces: list[Piece], rule: dict[str, Any], kind: str) -> list[Piece]:
    out = []
    for piece in pieces:
        if rule["sort"] == "area_rules" and piece.code is None:
            out.append(piece)  # there is no cell to replace, so the rule is not one of its rules
            continue
        inside = only_kind(piece.geometry.intersection(rule["ground"]), kind)
        beyond = only_kind(piece.geometry.difference(rule["ground"]), kind)
        for shape, more in ((inside, {rule["key"]}), (beyond, set())):
            if measure(shape, kind) > 0.0:
                rule_set = piece.rule_set | frozenset(more)
                out.append(Piece(shape, piece.instrument, piece.feature, piece.code, rule_set, piece.verdict))
    return out
