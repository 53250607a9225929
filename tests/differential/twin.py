"""A slow twin of the verdict engine: plain Python over shapely, written from the pack contract and from nothing else.

Steps 1, 2, 3, 5, 6, 8 and 9 of "how a verdict is made", with shares, decisive pieces, `partial`, `conflict`, the
articles and the governing instrument. It is meant to be read beside the contract, so it repeats itself where the
contract does and never takes a short cut. It knows no file format: a pack is a dict of dicts with shapely geometries in
the computing CRS.

    pack        = {"tolerance": {...}, "activities": [{"id", "kbli", "version", "scale"}], "instruments": [...]}
    instrument  = {"id", "level", "status", "from", "to", "enacted", "published", "replaces",
                   "zones": [(code, geometry)] or None, "matrix": {activity: {code: cell}}, "absent", "matrix_article",
                   "layers": {id: [(code, geometry)]}, "overlay_rules": [...], "area_rules": [...]}
    site        = {"activity", "kbli_version", "scale", "geometry"}

The answer is a `Judgement`. Where the contract leaves a question open the twin says so in `open_questions`, so that a
comparison can leave out what is not decided instead of asserting one of two readings.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import shapely
import shapely.ops
from shapely.geometry import GeometryCollection

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

STRICTEST_FIRST = [
    "prohibited",
    "unreadable_rule",
    "no_data",
    "outside_plan",
    "not_regulated",
    "limited_conditional",
    "conditional",
    "limited",
    "conforms",
]
CONFORMING = {"conforms", "limited", "conditional", "limited_conditional"}
SHARE_SLACK = 1e-9


def stricter(*verdicts: str) -> str:
    return min(verdicts, key=STRICTEST_FIRST.index)


@dataclass
class Rule:
    """One thing that by itself gives a verdict on a piece of ground."""

    verdict: str
    article: str


@dataclass
class Piece:
    geometry: BaseGeometry
    instrument: str
    feature: Any  # identity of the zone feature; None where there is no zone
    code: str | None
    rule_set: frozenset[str]
    verdict: str = ""
    rules: list[Rule] = field(default_factory=list)  # rules that count (replaced ones are gone)
    conflict: set[str] | None = None  # articles of both sides
    decisive: bool = False


@dataclass
class Judgement:
    verdict: str
    partial: bool
    conflict: bool
    share_conforming: float
    instruments: set[str]
    articles: set[str]
    pieces: list[Piece]
    open_questions: set[str]
    precedences: set[str]
    several_readings: bool


# ---- measures -------------------------------------------------------------------------------------------------------


def kind_of(site: BaseGeometry) -> str:
    return {0: "points", 1: "lines", 2: "polygons"}[int(shapely.get_dimensions(site))]


def only_kind(shape: BaseGeometry, kind: str) -> BaseGeometry:
    """The parts of a shape that have the dimension of the site; what merely touches has no measure."""
    want = {"points": 0, "lines": 1, "polygons": 2}[kind]
    todo, parts = [shape], []
    while todo:
        part = todo.pop()
        if hasattr(part, "geoms"):
            todo.extend(part.geoms)
        elif not part.is_empty and int(shapely.get_dimensions(part)) == want:
            parts.append(part)
    if not parts:
        return GeometryCollection()
    return shapely.union_all(parts) if kind != "points" else shapely.MultiPoint(parts)


def measure(shape: BaseGeometry, kind: str) -> float:
    if kind == "points":
        return float(shapely.get_num_coordinates(shape))
    return float(shape.length if kind == "lines" else shape.area)


def is_decisive(shape: BaseGeometry, kind: str, share: float, tolerance: dict[str, float]) -> bool:
    if measure(shape, kind) <= 0.0:
        return False
    if kind == "points":
        return True
    if kind == "lines":
        return shape.length >= tolerance["boundary_m"]
    least = max(tolerance["sliver_m2"], tolerance["boundary_m"] * shape.length)
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


# ---- step 1: which instruments ---------------------------------------------------------------------------------------


def known_from(instrument: dict[str, Any]) -> Any:
    return instrument.get("published") or instrument.get("enacted") or instrument["from"]


def in_force(pack: dict[str, Any], day: Any, known_on: Any = None) -> list[dict[str, Any]]:
    chosen = []
    for instrument in pack["instruments"]:
        if instrument.get("status", "in_force") not in ("in_force", "draft_binding"):
            continue
        if known_on is not None and known_from(instrument) > known_on:
            continue
        end = instrument.get("to")
        if end is not None and known_on is not None:
            successors = [i for i in pack["instruments"] if instrument["id"] in i.get("replaces", [])]
            if successors and all(known_from(i) > known_on for i in successors):
                end = None  # the end was set by a text nobody could have read yet
        if instrument["from"] <= day and (end is None or day < end):
            chosen.append(instrument)
    return chosen


# ---- step 3: the cell ------------------------------------------------------------------------------------------------


def read_cell(cell: str) -> str | None:
    """Verdict of a cell by the ITBX grammar; None for an empty one."""
    text = cell.strip().upper()
    if text == "":
        return None
    if text == "X":
        return "prohibited"
    if text == "I":
        return "conforms"
    tokens = [t for t in re.split(r"[,.;/\s]+", text) if t]
    if not tokens or any(re.fullmatch(r"[TB][0-9]*", t) is None for t in tokens):
        return "unreadable_rule"
    letters = {t[0] for t in tokens}
    if letters == {"T", "B"}:
        return "limited_conditional"
    return "limited" if letters == {"T"} else "conditional"


ABSENT = {"prohibited": "prohibited", "not_regulated": "not_regulated", "missing": "no_data"}


def resolve_activity(pack: dict[str, Any], site: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """("id", activities) or ("absent" | "unreadable_rule" | "no_data", [])."""
    word = site["activity"]
    named = [a for a in pack["activities"] if a["id"] == word]
    if named:
        return "id", named
    if not re.fullmatch(r"[0-9]+", word):
        return "no_data", []
    versions = {a["version"] for a in pack["activities"] if a.get("kbli")}
    version = site.get("kbli_version") or pack.get("kbli_version")
    if version is not None and version not in versions:
        return "unreadable_rule", []
    for length in (5, 4, 3):
        if len(word) < length:
            continue
        alike = [a for a in pack["activities"] if a.get("kbli") == word[:length] and version in (None, a["version"])]
        if alike:
            return "id", alike
    return "absent", []


@dataclass(frozen=True)
class Reading:
    """One way to understand a question: a word that several activities share, a scale that nobody stated."""

    how: str
    activity: str | None
    scale: str


def speaks(rule: dict[str, Any], reading: Reading) -> bool:
    """`*` is every activity there is; a word that is none, or of an unknown KBLI version, is not one of them."""
    if rule.get("scale", "") not in ("", reading.scale):
        return False
    every = "*" in rule["activities"] and reading.how in ("id", "absent")
    return every or reading.activity in rule["activities"]


def readings(pack: dict[str, Any], site: dict[str, Any], rules: list[dict[str, Any]]) -> list[Reading]:
    """Steps 3 and 8: all of them count where the site does not say which holds, and the strictest wins."""
    how, activities = resolve_activity(pack, site)
    stated = site.get("scale") or ""
    if stated:
        activities = [a for a in activities if a.get("scale", "") in ("", stated)] or activities
    out = []
    for activity in sorted(activities, key=lambda a: a["id"]) or [None]:
        name = activity["id"] if activity else None
        own = (activity or {}).get("scale", "")
        if own:
            scales = {own}
        elif stated:
            scales = {stated}
        else:
            named = {r.get("scale", "") for r in rules}
            scales = {""} | {
                n for n in named for r in rules if r.get("scale") == n and speaks(r, Reading(how, name, n))
            }
        out += [Reading(how, name, scale) for scale in sorted(scales)]
    return out


def base_rule(instrument: dict[str, Any], code: str, reading: Reading) -> Rule:
    article = instrument.get("matrix_article", "")
    if reading.how in ("unreadable_rule", "no_data"):
        return Rule(reading.how, "")  # nothing in the matrix says so
    cell = instrument["matrix"].get(reading.activity, {}).get(code, "") if reading.how == "id" else ""
    verdict = read_cell(cell)
    return Rule(ABSENT[instrument["absent"]] if verdict is None else verdict, article)


# ---- step 2: the ground ----------------------------------------------------------------------------------------------


def codes_of_feature(code: str, instrument: dict[str, Any]) -> list[str]:
    """`A/B` that the matrix lacks while it has A and B is two zones over one place."""
    columns = instrument["matrix_codes"]
    if "/" in code and code not in columns:
        parts = [p.strip() for p in code.split("/")]
        if all(p in columns for p in parts):
            return parts
    return [code]


def grounds(pack: dict[str, Any], valid: list[dict[str, Any]], site: BaseGeometry, kind: str) -> list[Piece]:
    rest = site
    out: list[Piece] = []

    def take(instrument: dict[str, Any], rest: BaseGeometry) -> BaseGeometry:
        cover = []
        for row, (code, zone) in enumerate(instrument["zones"]):
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


# ---- steps 5 and 6: rules --------------------------------------------------------------------------------------------


def rules_in_force(valid: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for instrument in valid:
        for sort in ("area_rules", "overlay_rules"):
            for rule in instrument.get(sort, []):
                features = instrument["layers"][rule["layer"]]
                ground = shapely.union_all([g for c, g in features if "codes" not in rule or c in rule["codes"]])
                found.append({**rule, "sort": sort, "key": f"{instrument['id']}:{rule['id']}", "ground": ground})
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


def articles_giving(rules: list[Rule], *verdicts: str) -> set[str]:
    return {r.article for r in rules if r.verdict in verdicts and r.article}


def decide_in(
    reading: Reading, piece: Piece, instrument: dict[str, Any] | None, rules: list[dict[str, Any]], questions: set[str]
) -> Piece:
    """Base cell, over_zone, overlays, over_overlay, unstated: in this order."""
    piece = dataclasses.replace(piece, rules=[])
    base = None if instrument is None or piece.code is None else base_rule(instrument, piece.code, reading)
    rules = [r for r in rules if speaks(r, reading)]
    here = [r for r in rules if r["key"] in piece.rule_set]
    zoned = base is not None

    def area(precedence: str) -> list[Rule]:
        if not zoned:
            return []
        chosen = [r for r in here if r["sort"] == "area_rules" and r["precedence"] == precedence]
        return [Rule(str(read_cell(r["cell"])), r["article"]) for r in chosen]

    def clash(chosen: list[Rule], already: set[str] | None) -> set[str] | None:
        if len({r.verdict for r in chosen}) < 2:
            return already
        return (already or set()) | {r.article for r in chosen}

    if base is not None:
        piece.rules, piece.verdict = [base], base.verdict
    over_zone, over_overlay, unstated = area("over_zone"), area("over_overlay"), area("unstated")
    if over_zone:
        piece.rules, piece.verdict = list(over_zone), stricter(*(r.verdict for r in over_zone))
        piece.conflict = clash(over_zone, piece.conflict)
    for overlay in [Rule(r["at_best"], r["article"]) for r in here if r["sort"] == "overlay_rules"]:
        piece.rules.append(overlay)
        piece.verdict = stricter(piece.verdict, overlay.verdict)
    if over_overlay:
        if piece.conflict is not None:
            questions.add("does a clash of over_zone rules outlive the over_overlay rule that replaces both?")
        piece.rules, piece.verdict = list(over_overlay), stricter(*(r.verdict for r in over_overlay))
        piece.conflict = clash(over_overlay, piece.conflict)
    if unstated:
        verdicts = {piece.verdict, *(r.verdict for r in unstated)}
        if len(verdicts) > 1:
            sides = articles_giving(piece.rules, piece.verdict) | {r.article for r in unstated}
            piece.conflict = (piece.conflict or set()) | sides
        piece.rules += unstated
        piece.verdict = stricter(*verdicts)
    return piece


def decide(
    piece: Piece,
    instrument: dict[str, Any] | None,
    understood: list[Reading],
    rules: list[dict[str, Any]],
    questions: set[str],
) -> Piece:
    answers = [decide_in(reading, piece, instrument, rules, questions) for reading in understood]
    return min(answers, key=lambda answer: (STRICTEST_FIRST.index(answer.verdict), answer.conflict is None))


# ---- step 9: the site ------------------------------------------------------------------------------------------------


def judge(pack: dict[str, Any], site: dict[str, Any], day: Any, known_on: Any = None) -> Judgement:
    shape = site["geometry"]
    kind = kind_of(shape)
    tolerance = pack["tolerance"]
    whole = measure(shape, kind)
    valid = in_force(pack, day, known_on)
    questions: set[str] = set()

    pieces = grounds(pack, valid, shape, kind)
    rules = rules_in_force(valid)
    understood = readings(pack, site, rules)
    rules = [r for r in rules if any(speaks(r, reading) for reading in understood)]
    for rule in rules:
        pieces = cut(pieces, rule, kind)
    by_id = {i["id"]: i for i in valid}
    pieces = [decide(piece, by_id.get(piece.instrument), understood, rules, questions) for piece in pieces]

    for piece in pieces:
        piece.decisive = is_decisive(piece.geometry, kind, measure(piece.geometry, kind) / whole, tolerance)
    tiny = not any(p.decisive for p in pieces)
    for piece in pieces:
        piece.decisive = piece.decisive or tiny

    bad = [p.geometry for p in pieces if p.verdict not in CONFORMING]
    good_ground = common_ground(shape, bad, kind, inside=False) if bad else shape
    share = measure(good_ground, kind) / whole

    deciding = [p for p in pieces if p.decisive]
    if share >= tolerance["conforming_share"] - SHARE_SLACK:
        conforming = [p for p in pieces if p.verdict in CONFORMING]
        deciding = [p for p in conforming if p.decisive] or conforming
        if not any(p.decisive for p in deciding):
            questions.add("which articles are cited when no piece that decides is a decisive one?")
    verdict = stricter(*(p.verdict for p in deciding))
    partial = verdict not in CONFORMING and is_decisive(good_ground, kind, share, tolerance)

    articles: set[str] = set()
    conflict = False
    for piece in pieces:
        if piece.decisive and piece.verdict == verdict:
            articles |= articles_giving(piece.rules, verdict)
        if piece.decisive and piece.conflict is not None:
            conflict = True
            articles |= piece.conflict
    for a, b in itertools.combinations(pieces, 2):
        if a.feature is None or b.feature is None or a.feature == b.feature or a.verdict == b.verdict:
            continue
        common = common_ground(shape, [a.geometry, b.geometry], kind, inside=True)
        if measure(common, kind) <= 0.0:
            continue
        if is_decisive(common, kind, measure(common, kind) / whole, tolerance):
            conflict = True
            articles |= articles_giving(a.rules, a.verdict) | articles_giving(b.rules, b.verdict)

    active = {r["precedence"] for r in rules for p in pieces if r["key"] in p.rule_set and "precedence" in r and p.code}
    governing = {p.instrument for p in pieces if p.instrument and p.decisive}
    several = len(understood) > 1
    return Judgement(verdict, partial, conflict, share, governing, articles, pieces, questions, active, several)
