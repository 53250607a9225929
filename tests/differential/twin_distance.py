"""Step 7 of the twin: distance rules, which tighten the whole site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from twin_law import Reading, speaks
from twin_nearness import existing_features, filled, of_others, on_the_day, too_near
from twin_words import Case, Rule

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def distance_rules(valid: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**rule, "owner": i, "sort": "distance_rules"} for i in valid for rule in i.get("distance_rules", [])]


HOLE = "is a site filled where it has a hole?"


def shapes_of(features: list[dict[str, Any]]) -> list[BaseGeometry]:
    return [f["geometry"] for f in features]


def receptor_features(rule: dict[str, Any], case: Case) -> tuple[list[dict[str, Any]], str]:
    """Features of the layer the rule names, and what they represent."""
    receptors = rule["owner"].get("receptors", {})
    if rule["receptor"] in receptors:
        layer = receptors[rule["receptor"]]
        return on_the_day(layer["features"], case.day), layer.get("represents", "")
    return on_the_day(rule["owner"]["existing"][rule["receptor"]], case.day), ""


def from_the_site(rule: dict[str, Any], case: Case) -> str:
    """A site of the rule's activities against the receptors: `far`, `broken` or `unknown`."""
    features, represents = receptor_features(rule, case)
    others = of_others(features, case)
    centred = rule.get("measured_from") == "centroid"
    shape = case.shape.centroid if centred else filled(case.shape)
    near = too_near(shape, shapes_of(others), rule["min_m"])
    case.settle(near, too_near(shape, shapes_of(features), rule["min_m"]), "is a site too near to itself?")
    if not centred:
        case.settle(near, too_near(case.shape, shapes_of(others), rule["min_m"]), HOLE)
    if rule.get("measured_to") == "bank" and represents == "centreline":
        case.settle(near, False, "is a distance to the bank broken where that to the centreline is?")
        return "broken" if near else "unknown"
    return "broken" if near else "far"


def against_what_exists(rule: dict[str, Any], case: Case) -> str:
    """`both_ways`: a new receptor against the existing features of the rule's activities."""
    if not any(i.get("existing") for i in case.instruments):
        case.questions.ask(
            "what is a rule that holds both ways where no layer of what exists is held?", "needs_officer"
        )
        return "far"
    if rule.get("scale"):
        case.questions.ask("whose scale does a distance rule mean when it is read the other way?")

    def features(instruments: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found = [f for i in instruments for f in existing_features(i, case.day)]
        return [f for f in found if "*" in rule["activities"] or f["activity"] in rule["activities"]]

    def near(shape: BaseGeometry, found: list[dict[str, Any]]) -> bool:
        return too_near(shape, shapes_of(found), rule["min_m"])

    own = features([rule["owner"]])
    others = of_others(own, case)
    shape = filled(case.shape)
    if rule.get("measured_from") == "centroid":
        turned = too_near(shape, [shapely.centroid(g) for g in shapes_of(others)], rule["min_m"])
        shape = case.shape.centroid
        case.settle(near(shape, others), turned, "whose centroid does a distance rule mean the other way?")
    else:
        case.settle(near(shape, others), near(case.shape, others), HOLE)
    answer = near(shape, others)
    case.settle(answer, near(shape, own), "does what exists of the same site count the other way?")
    everywhere = of_others(features(case.instruments), case)
    case.settle(answer, near(shape, everywhere), "does what exists in other instruments count the other way?")
    return "broken" if answer else "far"


def distances(case: Case, rules: list[dict[str, Any]], reading: Reading) -> tuple[list[Rule], bool]:
    """The rules that are broken, and whether a distance was asked for that cannot be measured."""
    broken: list[Rule] = []
    unknown = False
    for rule in rules:
        answers = []
        if speaks(rule, reading):
            answers.append(from_the_site(rule, case))
            case.seen.add(f"distance from {rule.get('measured_from', 'boundary')} {answers[-1]}")
        if rule.get("both_ways") and rule["receptor"] in (reading.activity, case.site["activity"]):
            answers.append(against_what_exists(rule, case))
            case.seen.add(f"distance both ways {answers[-1]}")
        if "broken" in answers:
            broken.append(Rule(rule["below"], rule["article"], rule["owner"]["id"]))
        unknown = unknown or "unknown" in answers
    return broken, unknown
