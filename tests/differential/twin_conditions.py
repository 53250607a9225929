"""Step 4 of the twin: the conditions of a cell that compute."""

from __future__ import annotations

import re
from typing import Any

import shapely
from twin_law import Reading, base_cell, read_cell, tokens_of
from twin_nearness import existing_features, of_others, rows_on_the_day, too_near
from twin_words import CONFORMING, SHARE_SLACK, Case, Rule


def condition_ids(cell: str) -> list[str]:
    """`T1,B3` names two; `T` alone names none, nor does a cell that cannot be read."""
    if read_cell(cell) not in CONFORMING - {"conforms"}:
        return []
    return [t for t in tokens_of(cell) if re.fullmatch(r"[TB][0-9]+", t)]


def share_threshold(row: dict[str, Any]) -> float | None:
    if row["threshold"] is None:
        return None
    return {"%": row["threshold"] / 100, "share": row["threshold"]}.get(row["unit"])


def far_enough(case: Case, instrument: dict[str, Any], row: dict[str, Any], reading: Reading) -> bool | None:
    """`min_distance_same_activity`: from the whole site, in any zone, valid on the day, not of the same site.

    Of an activity that the pack does not know only the word can be compared: it may fail, and is never met.
    """
    if not instrument.get("existing") or row["threshold"] is None or row["unit"] != "m":
        return None
    word = case.site["activity"] if reading.activity is None else reading.activity
    alike = [f for f in existing_features(instrument, case.day) if f["activity"] == word]
    if too_near(case.shape, [f["geometry"] for f in of_others(alike, case)], row["threshold"]):
        return False
    return None if reading.activity is None else True


def small_share_of_lot(case: Case, row: dict[str, Any]) -> bool | None:
    """`max_share_of_lot`: `activity_area_m2` over the area of the site."""
    most, used = share_threshold(row), case.site.get("activity_area_m2")
    if case.kind != "polygons" or most is None or used is None:
        return None
    return used / case.shape.area <= most + SHARE_SLACK


def small_share_of_zone(case: Case, row: dict[str, Any], governing: dict[str, Any], code: str) -> bool | None:
    """`max_share_of_zone`: area of the site in all features of that zone code over their area; ground counts once."""
    most = share_threshold(row)
    if case.kind != "polygons" or most is None:
        return None
    parts = governing["matrix_codes"]
    shapes = [
        shape
        for _, (drawn, shape) in rows_on_the_day(governing, "pola-ruang", governing["zones"], case.day)
        if drawn == code or (drawn not in parts and code in [p.strip() for p in drawn.split("/")])
    ]
    whole = shapely.union_all(shapes)
    return case.shape.intersection(whole).area / whole.area <= most + SHARE_SLACK


def holds(
    case: Case, instrument: dict[str, Any], row: dict[str, Any], reading: Reading, governing: dict[str, Any], code: str
) -> bool | None:
    """Whether a condition is met; None where it cannot be computed."""
    predicate = row["predicate"]
    if predicate == "min_distance_same_activity":
        return far_enough(case, instrument, row, reading)
    if predicate == "max_share_of_lot":
        return small_share_of_lot(case, row)
    if predicate == "max_share_of_zone":
        return small_share_of_zone(case, row, governing, code)
    return None


def tested(
    case: Case,
    instrument: dict[str, Any],
    rule: Rule,
    cell: str,
    reading: Reading,
    governing: dict[str, Any],
    code: str,
) -> Rule:
    """The rule a cell makes once its conditions are tested: one that fails prohibits; rows of `instrument` say how."""
    unknown = set()
    for name in condition_ids(cell):
        row = instrument.get("conditions", {}).get(name)
        if row is None or not row["predicate"]:
            case.seen.add("condition listed")
            continue  # without a row, a document or a duty: it is listed
        answer = holds(case, instrument, row, reading, governing, code)
        case.seen.add(f"{row['predicate']} {({True: 'met', False: 'failed', None: 'unknown'})[answer]}")
        if answer is None:
            unknown.add(name)
        elif not answer:
            return Rule("prohibited", rule.article, instrument["id"])
    return Rule(rule.verdict, rule.article, instrument["id"], frozenset(unknown))


def base_rule(case: Case, instrument: dict[str, Any], code: str, reading: Reading) -> Rule:
    """Steps 3 and 4: the cell of the governing instrument and its conditions."""
    cell, verdict = base_cell(instrument, code, reading)
    if reading.how in ("unreadable_rule", "no_data"):
        return Rule(verdict, "")  # nothing in the matrix says so
    rule = Rule(verdict, instrument.get("matrix_article", ""))
    return tested(case, instrument, rule, cell, reading, instrument, code)


def area_rule(case: Case, rule: dict[str, Any], reading: Reading, governing: dict[str, Any], code: str) -> Rule:
    """Step 5: the cell of an area rule is parsed and tested like any, by the rows of the rule's own instrument."""
    made = Rule(str(read_cell(rule["cell"])), rule["article"])
    return tested(case, rule["owner"], made, rule["cell"], reading, governing, code)
