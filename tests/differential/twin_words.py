"""What the twin speaks of: verdicts by strictness, a rule, a piece of ground, a question of law, a judgement."""

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
DISTANCE_SLACK_M = 1e-6

#: What a comparison may compare: columns of the table, and flags by their own names.
FLAGS = ("partial", "conflict", "needs_officer", "existing_use", "boundary_uncertain")
USE_COLUMNS = ("existing_use", "existing_use_until", "existing_use_basis")
SPREAD_COLUMNS = ("share_min", "share_max", "boundary_uncertain")
COLUMNS = frozenset(
    {"verdict", "share_conforming", "article", "instrument", "route", "partial", "conflict", "needs_officer"}
    | {*USE_COLUMNS, *SPREAD_COLUMNS}
)


class Questions(dict[str, set[str]]):
    """What the contract leaves open, each with the columns that hang on it."""

    def ask(self, question: str, *columns: str) -> None:
        self.setdefault(question, set()).update(columns or COLUMNS)

    def about(self, column: str) -> bool:
        return any(column in columns for columns in self.values())


def stricter(*verdicts: str) -> str:
    return min(verdicts, key=STRICTEST_FIRST.index)


@dataclass
class Rule:
    """One thing that by itself gives a verdict on a piece of ground."""

    verdict: str
    article: str
    instrument: str = ""
    unknown: frozenset[str] = frozenset()  # its conditions that could not be computed


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
    before_distance: str = ""  # the verdict after step 6, by which zones over one place conflict
    before_rules: list[Rule] = field(default_factory=list)


@dataclass
class Case:
    """One site asked about on one day: what every step may look at."""

    pack: dict[str, Any]
    site: dict[str, Any]
    day: Any
    kind: str  # points | lines | polygons
    instruments: list[dict[str, Any]]  # in force
    questions: Questions = field(default_factory=Questions)
    seen: set[str] = field(default_factory=set)  # predicates and kinds of rules that were tried, for the count

    @property
    def shape(self) -> BaseGeometry:
        return self.site["geometry"]


@dataclass
class Use:
    """Step 10: what becomes of a use that is there already."""

    state: str
    until: Any = None
    basis: str = ""


@dataclass
class Spread:
    """Step 11: least and largest share; None where no accuracy is known. `slack` is the error of the twin itself."""

    share_min: float | None = None
    share_max: float | None = None
    slack: float = 0.0
    uncertain: bool = False


@dataclass
class Judgement:
    verdict: str
    flags: set[str]
    share_conforming: float
    instruments: set[str]
    articles: set[str]
    pieces: list[Piece]
    open_questions: Questions
    seen: set[str]  # precedences, predicates, rules and readings at work, for the count
    use: Use
    spread: Spread
    route: str  # of the KKPR

    @property
    def partial(self) -> bool:
        return "partial" in self.flags

    @property
    def conflict(self) -> bool:
        return "conflict" in self.flags
