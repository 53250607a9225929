"""One decision of an officer, with the hash of the one before it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from petasentra.auditing.canonical import json_sha256

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: What stands for the hash of the entry before in the first one.
NOTHING_BEFORE = "0" * 64


@dataclass(frozen=True)
class Override:
    """A decision of an officer about one site under one activity.

    Attributes
    ----------
    number
        Its place in the log, from 1.
    site_id, activity, as_of, variant
        The question it is about; ``variant`` is the what-if of the pack, empty for the law as it stands.
    computed
        The verdict the check gave, which stays.
    verdict
        The officer's, one of the nine words of a check.
    reason, basis
        Why, and on what: a letter, an article, minutes of a visit. ``basis`` may be empty.
    by, on
        Who, by name or office, and on which day (``YYYY-MM-DD``).
    previous, sha256
        Hash of the entry before (64 zeros for the first) and of this one with it.
    """

    number: int
    site_id: str
    activity: str
    as_of: str
    variant: str
    computed: str
    verdict: str
    reason: str
    basis: str
    by: str
    on: str
    previous: str = NOTHING_BEFORE
    sha256: str = ""

    def sealed(self) -> Override:
        """Return the entry with its hash."""
        return replace(self, sha256=self.computed_sha256())

    def computed_sha256(self) -> str:
        """Return the hash of everything it says, the hash of the entry before among it."""
        return json_sha256({name: value for name, value in asdict(self).items() if name != "sha256"})

    def to_dict(self) -> dict[str, Any]:
        """Return plain texts and the number, ready for JSON."""
        return asdict(self)


def entry_of(values: object) -> Override | None:
    """Return the entry in a dict; None unless it has every field, and no other, in its type.

    Examples
    --------
    >>> from petasentra.overrides.entry import entry_of
    >>> entry_of({"number": 1}) is None
    True
    """
    names = {field.name: int if field.name == "number" else str for field in fields(Override)}
    if not isinstance(values, dict) or values.keys() != names.keys():
        return None
    if not all(type(values[name]) is kind for name, kind in names.items()):
        return None
    return Override(**values)


def entries_of(documents: Sequence[Mapping[str, Any]]) -> tuple[Override, ...] | None:
    """Return the entries of a log; None if one of them is none."""
    found = [entry_of(one) for one in documents]
    known = tuple(one for one in found if one is not None)
    return known if len(known) == len(found) else None
