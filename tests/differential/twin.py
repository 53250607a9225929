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
from typing import Any

from twin_ground import common_ground, cut, grounds, is_decisive, kind_of, measure, rules_in_force
from twin_law import Reading, base_rule, in_force, read_cell, readings, speaks
from twin_words import CONFORMING, SHARE_SLACK, STRICTEST_FIRST, Judgement, Piece, Rule, stricter

__all__ = ["STRICTEST_FIRST", "Judgement", "judge", "kind_of", "read_cell"]

# ---- steps 5 and 6: rules --------------------------------------------------------------------------------------------


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
