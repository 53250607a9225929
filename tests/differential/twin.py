"""A slow twin of the verdict engine: plain Python over shapely, written from the pack contract and from nothing else.

Steps 1 to 12 of "how a verdict is made", with shares, decisive pieces, flags, articles and the governing instruments.
It is meant to be read beside the contract, so it repeats itself where the contract does and never takes a short cut.
One concern a file: `twin_law` and `twin_kbli` (steps 1, 3, 8), `twin_ground` (2), `twin_pieces` (3 to 7),
`twin_conditions` and `twin_intensity` (4), `twin_distance` (7), `twin_existing_use` (10), `twin_accuracy` (11); here
are steps 9 and 12. It knows no file format: a pack is a dict of dicts with shapely geometries in the computing CRS.
What a pack or a site does not have may be left out.

    pack        = {"tolerance": {...}, "activities": [{"id", "kbli", "version", "scale"}], "instruments": [...],
                   "kbli_version", "kbli_crosswalk": [{"from_version", "from", "to_version", "to", "kind"}],
                   "accuracy_by_scale": {scale: metres}}
    instrument  = {"id", "level", "status", "from", "to", "enacted", "published", "replaces",
                   "zones": [(code, geometry)] or None, "matrix": {activity: {code: cell}}, "absent", "matrix_article",
                   "layers": {id: [(code, geometry)]}, "overlay_rules": [...], "area_rules": [...],
                   "conditions": {id: {"predicate", "threshold", "unit"}}, "intensity": [{"zone", "lot_min_m2", ...}],
                   "existing": {id: [{"site_id", "activity", "from", "to", "geometry"}]},
                   "receptors": {id: {"represents", "features": [{"from", "to", "geometry"}]}},
                   "distance_rules": [...], "transitions": [{"applies_to", "until", "article"}],
                   "dates": {"pola-ruang" or id of one of the layers: [{"from", "to"} of each feature]},
                   "accuracy_m", "map_scale", "oss_integrated"}
    site        = {"site_id", "activity", "kbli_version", "scale", "geometry", "activity_area_m2", "lot_m2", ...,
                   "established_on", "permits": [{"issued", "expires"}]}

The answer is a `Judgement`. Where the contract leaves a question open the twin says so in `open_questions`, with the
columns that hang on it, so that a comparison can leave out what is not decided instead of asserting one reading. How
open questions were read that are decided by now stands in docs/adr (0004, 0009, 0010).
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import shapely
from twin_accuracy import accuracy, spread
from twin_distance import distance_rules, distances
from twin_existing_use import existing_use
from twin_ground import common_ground, is_decisive, kind_of, measure, only_kind, rules_in_force
from twin_law import Reading, in_force, read_cell, readings
from twin_nearness import on_the_day
from twin_pieces import articles_giving, settle
from twin_words import (
    CONFORMING,
    SHARE_SLACK,
    SPREAD_COLUMNS,
    STRICTEST_FIRST,
    Case,
    Judgement,
    Piece,
    Questions,
    Rule,
    Spread,
    stricter,
)

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["STRICTEST_FIRST", "Judgement", "judge", "kind_of", "read_cell"]


def mark_decisive(case: Case, pieces: list[Piece], whole: float) -> None:
    for piece in pieces:
        share = measure(piece.geometry, case.kind) / whole
        piece.decisive = is_decisive(piece.geometry, case.kind, share, case.pack["tolerance"])
    tiny = not any(p.decisive for p in pieces)
    for piece in pieces:
        piece.decisive = piece.decisive or tiny


def conforming_ground(shape: BaseGeometry, pieces: list[Piece], kind: str) -> BaseGeometry:
    """Ground conforms where every piece over it conforms."""
    bad = [p.geometry for p in pieces if p.verdict not in CONFORMING]
    return common_ground(shape, bad, kind, inside=False) if bad else shape


def clashes_of_zones(case: Case, pieces: list[Piece], whole: float) -> set[str] | None:
    """Overlapping zones conflict by their verdicts after step 6, where the common ground is itself decisive."""
    articles: set[str] | None = None
    for a, b in itertools.combinations(pieces, 2):
        if a.feature is None or b.feature is None or a.feature == b.feature:
            continue
        if a.before_distance == b.before_distance:
            continue
        common = common_ground(case.shape, [a.geometry, b.geometry], case.kind, inside=True)
        size = measure(common, case.kind)
        if size > 0.0 and is_decisive(common, case.kind, size / whole, case.pack["tolerance"]):
            sides = (articles_giving(p.before_rules, p.before_distance) for p in (a, b))
            articles = (articles or set()).union(*sides)
    return articles


def step_11(case: Case, governing: set[str], share: float, settled: Any) -> Spread:
    e = accuracy(case, governing)
    if e is None:
        return Spread()
    if e == 0.0:
        return Spread(share, share, SHARE_SLACK)
    x0, y0, x1, y1 = case.shape.bounds
    reach = 2.0 * e + 100.0
    window = shapely.box(x0 - reach, y0 - reach, x1 + reach, y1 + reach)
    asked, seen, case.questions, case.seen = case.questions, case.seen, Questions(), set()
    good = only_kind(conforming_ground(window, settled(window, "polygons"), "polygons"), "polygons")
    for question, columns in case.questions.items():  # open about that ground: open about the interval
        if "verdict" in columns:
            asked.ask(f"around the site: {question}", *SPREAD_COLUMNS)
    case.questions, case.seen = asked, seen
    return spread(case, good, only_kind(window.difference(good), "polygons"), e)


def route_of(case: Case, governing: set[str]) -> str:
    """Step 12: reported, not decided. Ground beyond an integrated RDTR takes the whole site to the ordinary route."""
    named = [i for i in case.instruments if i["id"] in governing]
    if not named:
        return "rekomendasi"
    integrated = all(i["level"] == "rdtr" and i.get("oss_integrated") for i in named)
    return "konfirmasi" if integrated and "" not in governing else "persetujuan"


def note_dated_zones(case: Case) -> None:
    for instrument in case.instruments:
        days = instrument.get("dates", {}).get("pola-ruang", [])
        for (_, zone), dated in zip(instrument["zones"] or [], days, strict=False):
            if (dated["from"] or dated["to"]) and zone.intersects(case.shape):
                case.seen.add("zone of the day" if on_the_day([dated], case.day) else "zone of another day")


def judge(pack: dict[str, Any], site: dict[str, Any], day: Any, known_on: Any = None) -> Judgement:
    tolerance = pack["tolerance"]
    case = Case(pack, site, day, kind_of(site["geometry"]), in_force(pack, day, known_on))
    note_dated_zones(case)
    shape, kind = case.shape, case.kind
    whole = measure(shape, kind)

    rules, measured = rules_in_force(case.instruments, day), distance_rules(case.instruments)
    understood, ask_officer = readings(case, rules + measured)
    broken: dict[Reading, list[Rule]] = {}
    for reading in understood:
        broken[reading], officer = distances(case, measured, reading)
        ask_officer = ask_officer or officer

    pieces = settle(case, shape, kind, rules, broken)
    mark_decisive(case, pieces, whole)
    good_ground = conforming_ground(shape, pieces, kind)
    share = measure(good_ground, kind) / whole

    deciding = [p for p in pieces if p.decisive]
    if share >= tolerance["conforming_share"] - SHARE_SLACK:
        conforming = [p for p in pieces if p.verdict in CONFORMING]
        if not any(p.decisive for p in conforming):
            for piece in conforming:
                piece.decisive = True  # together they suffice, so they are what decides
        deciding = [p for p in conforming if p.decisive]
    verdict = stricter(*(p.verdict for p in deciding))

    articles: set[str] = set()
    prohibiting: set[str] = set()
    flags: set[str] = set()
    for piece in [p for p in pieces if p.decisive]:
        if piece.verdict == verdict:
            articles |= articles_giving(piece.rules, verdict)
            prohibiting |= {r.instrument for r in piece.rules if r.verdict == verdict == "prohibited"}
        if piece.conflict is not None:
            flags.add("conflict")
            articles |= piece.conflict
        if piece.verdict in CONFORMING and any(rule.unknown for rule in piece.rules):
            flags.add("needs_officer")
    sides = clashes_of_zones(case, pieces, whole)
    if sides is not None:
        flags.add("conflict")
        articles |= sides
    if verdict not in CONFORMING and is_decisive(good_ground, kind, share, tolerance):
        flags.add("partial")
    if ask_officer:
        flags.add("needs_officer")

    use = existing_use(case, verdict, prohibiting)
    flags |= {"existing_use"} if use.state != "none" else set()
    flags |= {"needs_officer"} if use.state == "undecided" else set()
    governing = {p.instrument for p in pieces if p.decisive}
    interval = step_11(case, governing, share, lambda ground, sort: settle(case, ground, sort, rules, broken))
    flags |= {"boundary_uncertain"} if interval.uncertain else set()

    kinds = {r["key"]: r["precedence"] if r["sort"] == "area_rules" else "overlay" for r in rules}
    case.seen |= {kinds[key] for p in pieces for key in p.rule_set if kinds[key] == "overlay" or p.code}
    case.seen |= {"several_readings"} if len(understood) > 1 else set()
    case.seen |= {"matrix"} if any(p.code for p in pieces) else set()
    instruments = {name for name in governing if name}
    route = route_of(case, governing)
    return Judgement(
        verdict, flags, share, instruments, articles, pieces, case.questions, case.seen, use, interval, route
    )
