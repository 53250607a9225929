"""Steps 3 to 7 of the twin on a piece of ground: the cell, what replaces it, what tightens it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from twin_conditions import area_rule, base_rule
from twin_ground import cut, grounds
from twin_intensity import broken_bounds
from twin_law import Reading, speaks
from twin_words import STRICTEST_FIRST, Case, Piece, Rule, stricter

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def articles_giving(rules: list[Rule], *verdicts: str) -> set[str]:
    return {r.article for r in rules if r.verdict in verdicts and r.article}


def decide_in(case: Case, reading: Reading, piece: Piece, rules: list[dict[str, Any]], broken: list[Rule]) -> Piece:
    """Base cell with its conditions, over_zone, overlays, over_overlay, unstated, distances, bounds: in this order."""
    piece = dataclasses.replace(piece, rules=[])
    governing = next((i for i in case.instruments if i["id"] == piece.instrument), None)
    here = [r for r in rules if r["key"] in piece.rule_set and speaks(r, reading)]

    def area(precedence: str) -> list[Rule]:
        if governing is None or piece.code is None:
            return []
        chosen = [r for r in here if r["sort"] == "area_rules" and r["precedence"] == precedence]
        return [area_rule(case, r, reading, governing, piece.code) for r in chosen]

    def clash(chosen: list[Rule], already: set[str] | None) -> set[str] | None:
        if len({r.verdict for r in chosen}) < 2:
            return already
        return (already or set()) | {r.article for r in chosen}

    if governing is not None and piece.code is not None:
        base = base_rule(case, governing, piece.code, reading)
        piece.rules, piece.verdict = [base], base.verdict
    over_zone, over_overlay, unstated = area("over_zone"), area("over_overlay"), area("unstated")
    if over_zone:
        piece.rules, piece.verdict = list(over_zone), stricter(*(r.verdict for r in over_zone))
        piece.conflict = clash(over_zone, piece.conflict)
    for rule in [r for r in here if r["sort"] == "overlay_rules"]:
        piece.rules.append(Rule(rule["at_best"], rule["article"], rule["owner"]["id"]))
        piece.verdict = stricter(piece.verdict, rule["at_best"])
    if over_overlay:
        piece.rules, piece.verdict = list(over_overlay), stricter(*(r.verdict for r in over_overlay))
        piece.conflict = clash(over_overlay, None)  # whatever clashed before has no say any more
    if unstated:
        verdicts = {piece.verdict, *(r.verdict for r in unstated)}
        if len(verdicts) > 1:
            sides = articles_giving(piece.rules, piece.verdict) | {r.article for r in unstated}
            piece.conflict = (piece.conflict or set()) | sides
        piece.rules += unstated
        piece.verdict = stricter(*verdicts)
    piece.before_distance, piece.before_rules = piece.verdict, list(piece.rules)
    tightened = [*broken, *broken_bounds(case, governing, piece.code)]
    piece.rules += tightened
    piece.verdict = stricter(piece.verdict, *(r.verdict for r in tightened))
    return piece


def decide(case: Case, piece: Piece, rules: list[dict[str, Any]], broken: dict[Reading, list[Rule]]) -> Piece:
    """The strictest of all readings of the question; of those one with a conflict, else the first by id and scale."""
    answers = [decide_in(case, reading, piece, rules, those) for reading, those in broken.items()]
    return min(answers, key=lambda answer: (STRICTEST_FIRST.index(answer.verdict), answer.conflict is None))


def settle(
    case: Case, shape: BaseGeometry, kind: str, rules: list[dict[str, Any]], broken: dict[Reading, list[Rule]]
) -> list[Piece]:
    """Steps 2 to 7 on some ground: its pieces with their verdicts, by the measures of the site."""
    pieces = grounds(case.instruments, shape, kind, case.day)
    for rule in [r for r in rules if any(speaks(r, reading) for reading in broken)]:
        pieces = cut(pieces, rule, kind)
    return [decide(case, piece, rules, broken) for piece in pieces]
