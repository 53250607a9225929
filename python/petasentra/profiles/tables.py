"""The profile tables, read."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast, get_args

from petasentra.errors import OptionError
from petasentra.suggesting import did_you_mean
from petasentra.values.domains import Domain, DomainValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from petasentra.values.dates import DateOrder

FieldType = Literal["text", "integer", "number", "date", "kbli", "coded", "coded-list", "artefact"]

#: The table of columns that programs leave in every kind of table.
_COMMON = "common"


@dataclass(frozen=True)
class Field:
    """One column of a profile; ``unit`` and ``domain`` are empty where they mean nothing.

    The ``unit`` of a date is the order of its digits, ``dmy`` or ``mdy``, where the source of the profile states one.
    ``artefact`` is the type of columns that programs leave behind; they are known and left alone.
    """

    name: str
    type: FieldType
    aliases: tuple[str, ...] = ()
    unit: str = ""
    domain: str = ""
    required: bool = False
    legal_basis: str = ""
    description_id: str = ""
    description_en: str = ""
    verified: bool = False

    @property
    def date_order(self) -> DateOrder | None:
        """Order of the digits of a date; None where nobody has stated it."""
        return cast("DateOrder", self.unit) if self.type == "date" and self.unit in ("dmy", "mdy") else None


@dataclass(frozen=True)
class Profile:
    """A known kind of table: its columns in order, and where they were seen."""

    name: str
    title_id: str
    title_en: str
    legal_basis: str
    geometry: str
    source: str
    verified: bool
    fields: tuple[Field, ...] = field(repr=False)

    def field(self, name: str) -> Field:
        """Return a field by its name.

        Raises
        ------
        KeyError
            The profile has no such field.
        """
        return next(one for one in self.fields if one.name == name) if name in self.names else _absent(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the fields, in order."""
        return tuple(one.name for one in self.fields)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the fields that have to be there."""
        return tuple(one.name for one in self.fields if one.required)


def profile_names() -> tuple[str, ...]:
    """Return the names of all profiles.

    Examples
    --------
    >>> from petasentra.profiles import profile_names
    >>> profile_names()[:2]
    ('rtrw-permen14', 'rdtr-permen14')
    """
    return tuple(profiles())


def profile(name: str | Profile) -> Profile:
    """Return a profile by name.

    Raises
    ------
    OptionError
        There is no such profile; the error suggests the nearest name.
    """
    if isinstance(name, Profile):
        return name
    known = profiles()
    if name in known:
        return known[name]
    raise OptionError(
        f'There is no profile "{name}".',
        f'Tidak ada profil "{name}".',
        **did_you_mean(name, list(known), most=len(known)),
    )


@cache
def profiles() -> Mapping[str, Profile]:
    """Return all profiles by name, in the order of their table."""
    return {
        row["profile"]: Profile(
            row["profile"],
            row["title_id"],
            row["title_en"],
            row["legal_basis"],
            row["geometry"],
            row["source"],
            row["verified"] == "true",
            _fields(row["profile"]),
        )
        for row in rows("profiles")
    }


@cache
def common_fields() -> tuple[Field, ...]:
    """Return the columns that programs leave in every kind of table (row numbers, lengths and areas in degrees)."""
    return _fields(_COMMON)


def domain(name: str) -> Domain:
    """Return a coded domain by name; see `petasentra.values.Domain`."""
    return _domains()[name]


@cache
def rows(table: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of one CSV table of this folder as they stand."""
    with (files("petasentra.profiles") / f"{table}.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def _domains() -> Mapping[str, Domain]:
    # A value may have several rows: those that are verified, and those that are not.
    found: dict[str, dict[str, DomainValue]] = {}
    for row in rows("domains"):
        values = found.setdefault(row["domain"], {})
        sure = row["verified"] == "true"
        synonyms = _listed(row["synonyms"])
        old = values.get(row["value"], DomainValue(row["value"], row["meaning_id"], row["meaning_en"]))
        values[row["value"]] = DomainValue(
            old.value,
            old.meaning_id,
            old.meaning_en,
            old.synonyms + (synonyms if sure else ()),
            old.unverified_synonyms + (() if sure else synonyms),
            old.verified or sure,
        )
    return {name: Domain(name, tuple(values.values())) for name, values in found.items()}


def _fields(table: str) -> tuple[Field, ...]:
    return tuple(
        Field(
            row["field"],
            _type(row["type"]),
            _listed(row["aliases"]),
            row["unit"],
            row["domain"],
            row["required"] == "true",
            row["legal_basis"],
            row["description_id"],
            row["description_en"],
            row["verified"] == "true",
        )
        for row in rows(table)
    )


def _type(word: str) -> FieldType:
    if word not in get_args(FieldType):
        raise ValueError(f"unknown field type {word!r}")
    return cast("FieldType", word)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _absent(name: str) -> Field:
    raise KeyError(name)
