"""Step 7 of the twin: distance rules, which tighten the whole site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twin_law import Reading, speaks
from twin_nearness import existing_features, of_others, on_the_day, too_near
from twin_words import Case, Rule

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def distance_rules(valid: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**rule, "owner": i, "sort": "distance_rules"} for i in valid for rule in i.get("distance_rules", [])]


def receptor_features(rule: dict[str, Any], case: Case) -> tuple[list[dict[str, Any]], str]:
    """Features of the layer the rule names, and what they represent."""
    receptors = rule["owner"].get("receptors", {})
    if rule["receptor"] in receptors:
        layer = receptors[rule["receptor"]]
        return on_the_day(layer["features"], case.day), layer.get("represents", "")
    return on_the_day(rule["owner"]["existing"][rule["receptor"]], case.day), ""


def measured_shape(rule: dict[str, Any], case: Case) -> BaseGeometry:
    """The ground of the site, of which its holes are no part, or its centroid."""
    return case.shape.centroid if rule.get("measured_from") == "centroid" else case.shape


def is_near(rule: dict[str, Any], case: Case, features: list[dict[str, Any]]) -> bool:
    others = [f["geometry"] for f in of_others(features, case)]
    return too_near(measured_shape(rule, case), others, rule["min_m"])


def from_the_site(rule: dict[str, Any], case: Case) -> str:
    """A site of the rule's activities against the receptors: `far`, `broken` or `unknown`."""
    features, represents = receptor_features(rule, case)
    if is_near(rule, case, features):
        return "broken"  # a bank is never farther than the centreline
    return "unknown" if rule.get("measured_to") == "bank" and represents == "centreline" else "far"


def against_what_exists(rule: dict[str, Any], case: Case) -> str:
    """`both_ways`: a new receptor against the existing features of the rule's activities, whatever their scale."""
    holding = [i for i in case.instruments if i.get("existing")]
    if not holding:
        return "unknown"
    there = [f for i in holding for f in existing_features(i, case.day)]
    return "broken" if is_near(rule, case, [f for f in there if names(rule, f["activity"])]) else "far"


def names(rule: dict[str, Any], activity: str) -> bool:
    return "*" in rule["activities"] or activity in rule["activities"]


def distances(case: Case, rules: list[dict[str, Any]], reading: Reading) -> tuple[list[Rule], bool]:
    """The rules that are broken, and whether an officer has to look.

    He does where a distance cannot be measured, and where a rule for one scale is broken by places of unknown scale.
    """
    broken: list[Rule] = []
    officer = False
    for rule in rules:
        answers = []
        if speaks(rule, reading):
            answers.append(from_the_site(rule, case))
            case.seen.add(f"distance from {rule.get('measured_from', 'boundary')} {answers[-1]}")
        if rule.get("both_ways") and rule["receptor"] in (reading.activity, case.site["activity"]):
            answers.append(against_what_exists(rule, case))
            case.seen.add(f"distance both ways {answers[-1]}")
            officer = officer or (answers[-1] == "broken" and bool(rule.get("scale")))
        if "broken" in answers:
            broken.append(Rule(rule["below"], rule["article"], rule["owner"]["id"]))
        officer = officer or "unknown" in answers
    return broken, officer
