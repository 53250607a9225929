"""What is recorded of a sentra: units, facilities, services, permits and funding, each with its days and source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from petasentra.impact.amounts import Amount
from petasentra.impact.units import rows

if TYPE_CHECKING:
    import datetime as dt

    from petasentra.plotting.language import Words

__all__ = ["Facility", "Funding", "Permit", "Record", "Service", "UnitRecord", "kind_words", "record_types"]

_NOT_STATED = Amount(None, status="empty", reason=("tidak disebut", "not stated"))


@dataclass(frozen=True)
class Record:
    """What every record has: an id, the sentra, first and last day (None: not known), and who says so."""

    id: str
    sentra: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    source: str = ""
    verified: bool = False
    schematic: bool = False

    def holds_on(self, day: dt.date) -> bool:
        """Whether the record stands on a day; both its days belong to it, and an unknown one is no bound."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class UnitRecord(Record):
    """An industrial unit: where it is, in degrees, and what it asks of a facility (``demand``)."""

    name: str = ""
    lon: float | None = None
    lat: float | None = None
    demand: Amount = _NOT_STATED


@dataclass(frozen=True)
class Facility(Record):
    """A facility or machine: ``owner`` of the asset, ``operator``, and the ``step`` of a process that it serves."""

    kind: str = ""
    name: str = ""
    lon: float | None = None
    lat: float | None = None
    capacity: Amount = _NOT_STATED
    step: str = ""
    owner: str = ""
    operator: str = ""


@dataclass(frozen=True)
class Service(Record):
    """A service to the units of a sentra."""

    kind: str = ""
    provider: str = ""


@dataclass(frozen=True)
class Permit(Record):
    """A permit of a unit; ``since`` and ``until`` are the days from and to which it holds."""

    unit: str = ""
    kind: str = ""
    number: str = ""


@dataclass(frozen=True)
class Funding(Record):
    """Money for a sentra or a facility in a year, such as DAK Fisik."""

    facility: str = ""
    fund: str = ""
    year: int | None = None
    amount: Amount = _NOT_STATED


AnyRecord: TypeAlias = "UnitRecord | Facility | Service | Permit | Funding"

#: Name of the table -> type of its rows.
record_types: dict[str, type[Record]] = {
    "unit": UnitRecord,
    "facility": Facility,
    "service": Service,
    "permit": Permit,
    "funding": Funding,
}


@cache
def _kinds() -> dict[tuple[str, str], tuple[str, Words]]:
    return {
        (row["table"], word): (row["kind"], (row["id"], row["en"]))
        for row in rows("record_kinds.csv")
        for word in row["words"].split("|")
    }


def kind_of(table: str, word: str) -> str | None:
    """Return the kind that a word names; None for one we do not know."""
    found = _kinds().get((table, " ".join(word.lower().split())))
    return found[0] if found else None


def kind_words(table: str, kind: str) -> Words:
    """Return the name of a kind in Indonesian and English; the kind itself where it is none of ours."""
    found = next((words for (where, _), (name, words) in _kinds().items() if (where, name) == (table, kind)), None)
    return found or (kind, kind)


def kinds_of(table: str) -> list[str]:
    """Return the kinds of a table, in the order of their list."""
    return list(dict.fromkeys(kind for (where, _), (kind, _) in _kinds().items() if where == table))


def has_kinds(table: str) -> bool:
    """Whether the kinds of a table are a closed list."""
    return any(where == table for where, _ in _kinds())
