"""Costs and scenarios in words, and what is different between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.network.costs import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from petasentra.network.costs import RoadCosts

__all__ = ["changes_between", "description"]

_SPEEDS = {
    "min": ("kecepatan terendah", "lowest speeds"),
    "likely": ("kecepatan yang mungkin", "likely speeds"),
    "max": ("kecepatan tertinggi", "highest speeds"),
}


def description(costs: RoadCosts) -> Change:
    """Return what costs are in one sentence of each language; see `RoadCosts.description`."""
    facts = list(_facts(costs).values())
    told = [", ".join(one.id for one in facts), ", ".join(one.en for one in facts)]
    for change in costs.changes:
        told[0] += f"; {change.id}"
        told[1] += f"; {change.en}"
    name = f"{costs.title}: " if costs.title else ""
    return Change(f"{name}{told[0]}.", f"{name}{told[1]}.")


def changes_between(before: RoadCosts, after: RoadCosts) -> tuple[Change, ...]:
    """Return what an answer was asked differently than another: vehicle, speeds, day, and steps of a scenario.

    Steps that both have are left out; those that only the first has are told as taken back.
    """
    return tuple(_changes(before, after))


def _changes(before: RoadCosts, after: RoadCosts) -> Iterator[Change]:
    was, now = _facts(before), _facts(after)
    for name, (label_id, label_en) in _LABELS.items():
        old, new = was.get(name, _NONE[name]), now.get(name, _NONE[name])
        if old != new:
            yield Change(f"{label_id}: {old.id} -> {new.id}", f"{label_en}: {old.en} -> {new.en}")
    shared = {id(step) for step in before.steps} & {id(step) for step in after.steps}
    for step in before.steps:
        if id(step) not in shared:
            yield Change(f"Tidak lagi: {step.told.id}", f"No longer: {step.told.en}")
    for step in after.steps:
        if id(step) not in shared:
            yield step.told


_LABELS = {
    "vehicle": ("Kendaraan", "Vehicle"),
    "speeds": ("Kecepatan", "Speeds"),
    "day": ("Hari", "Day"),
    "without_class": ("Jalan tanpa kelas", "Roads without a class"),
}
_NONE = {
    "vehicle": Change("-", "-"),
    "speeds": Change("-", "-"),
    "day": Change("tidak disebut", "not said"),
    "without_class": Change("tertutup", "closed"),
}


def _facts(costs: RoadCosts) -> dict[str, Change]:
    """Return what costs rest on, by what it is; what is not said is not there."""
    profile = costs.profile
    facts = {"vehicle": Change(profile.title_id, profile.title_en), "speeds": Change(*_SPEEDS[costs.which])}
    if costs.as_of is not None:
        facts["day"] = Change(costs.as_of.isoformat(), costs.as_of.isoformat())
    if costs.without_class is not None:
        facts["without_class"] = Change(
            f"jalan tanpa kelas sebagai {costs.without_class}", f"roads without a class as {costs.without_class}"
        )
    return facts
