"""What a plan pack says, as plain records: instruments, articles, layers, activities.

These are views of what the C++ core has read and checked; nothing here can be changed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

Record = TypeVar("Record")


def record(kind: type[Record], values: Mapping[str, Any], **nested: object) -> Record:
    """Make a record from a mapping, taking the fields it knows and those given by name."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    known = {name: value for name, value in values.items() if name in names}
    return kind(**(known | nested))


@dataclass(frozen=True)
class Article:
    """What a rule points to. ``text`` is filled only when somebody has seen the words."""

    id: str
    label: str
    text: str
    page: str
    url: str
    text_sha256: str
    verified: bool
    verified_by: str
    verified_on: str


@dataclass(frozen=True)
class LayerLink:
    """A layer an instrument draws. An empty ``path`` means its geometry is not held."""

    id: str
    role: str
    path: str
    code: str
    name: str
    article: str
    source: str
    verified: bool
    schematic: bool
    represents: str


@dataclass(frozen=True)
class Condition:
    """A numbered condition of a matrix (T1, B3 ...), meaningful only within its own instrument."""

    id: str
    kind: str
    text_id: str
    text_en: str
    predicate: str
    threshold: float | None
    unit: str
    source: str
    verified: bool


@dataclass(frozen=True)
class AreaRule:
    """A special zone: inside these areas the matrix cell of these activities becomes ``cell``."""

    id: str
    layer: str
    codes: tuple[str, ...]
    activities: tuple[str, ...]
    cell: str
    precedence: str
    article: str


@dataclass(frozen=True)
class DistanceRule:
    """What must keep a distance: within ``min_m`` metres of a receptor the verdict can be no better than ``below``."""

    id: str
    activities: tuple[str, ...]
    receptor: str
    min_m: float
    measured_from: str
    measured_to: str
    below: str
    both_ways: bool
    article: str
    scale: str


@dataclass(frozen=True)
class Permissions:
    """An activity x zone matrix as written, row by row in ``cells``."""

    path: str
    article: str
    source: str
    verified: bool
    activities: tuple[str, ...]
    zones: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Instrument:
    """A regulation with its dates. Dates are ``YYYY-MM-DD``; ``in_force_to`` is the first day no longer in force."""

    id: str
    citation: str
    title: str
    level: str
    enacted_on: str | None
    in_force_from: str
    in_force_to: str | None
    published_on: str | None
    replaces: tuple[str, ...]
    source: str
    verified: bool
    verified_dates: Mapping[str, bool]
    note_id: str
    note_en: str
    layers: tuple[LayerLink, ...]
    articles: tuple[Article, ...]
    conditions: tuple[Condition, ...]
    area_rules: tuple[AreaRule, ...]
    distance_rules: tuple[DistanceRule, ...]
    permissions: Permissions

    @property
    def dates_verified(self) -> bool:
        """Whether somebody has seen the dates between which it is in force."""
        wanted = ["in_force_from"] + (["in_force_to"] if self.in_force_to else [])
        return all(self.verified_dates.get(name, False) for name in wanted)

    def article(self, article_id: str) -> Article | None:
        """Return the article of that id, or None."""
        return next((article for article in self.articles if article.id == article_id), None)


@dataclass(frozen=True)
class Activity:
    """What a matrix row speaks of; ``kbli`` is a prefix of 3 to 5 digits in one KBLI version."""

    id: str
    name_id: str
    name_en: str
    kbli: str
    kbli_version: str
    scale: str
    source: str
    verified: bool


@dataclass(frozen=True)
class Variant:
    """A named *what if* of the pack; nothing asserts it."""

    id: str
    title_id: str
    title_en: str


@dataclass(frozen=True)
class Tolerance:
    """How small is too small, declared once per pack."""

    boundary_m: float
    sliver_m2: float
    decisive_share: float
    conforming_share: float


@dataclass(frozen=True)
class PackFile:
    """A file of the pack and the SHA-256 of its bytes."""

    path: str
    sha256: str


def instrument_from(values: Mapping[str, Any]) -> Instrument:
    """Make an instrument from the core's nested record."""
    permissions = dict(values["permissions"])
    for name in ("activities", "zones", "cells"):
        permissions[name] = tuple(permissions[name])
    rules = tuple(
        record(AreaRule, rule, codes=tuple(rule["codes"]), activities=tuple(rule["activities"]))
        for rule in values["area_rules"]
    )
    distances = tuple(
        record(DistanceRule, rule, activities=tuple(rule["activities"])) for rule in values["distance_rules"]
    )
    return record(
        Instrument,
        values,
        replaces=tuple(values["replaces"]),
        layers=tuple(record(LayerLink, layer) for layer in values["layers"]),
        articles=tuple(record(Article, article) for article in values["articles"]),
        conditions=tuple(record(Condition, condition) for condition in values["conditions"]),
        area_rules=rules,
        distance_rules=distances,
        permissions=record(Permissions, permissions),
    )
