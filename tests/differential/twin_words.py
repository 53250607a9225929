"""What the twin speaks of: verdicts by strictness, a rule, a piece of ground, a judgement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

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
