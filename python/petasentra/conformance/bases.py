"""What an answer rests on, and which sites keep their answer on another basis."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyarrow as pa

    from petasentra.conformance.check_result import CheckResult

#: Parts of a basis, in the order in which they are named.
PARTS = ("instrument", "article", "conditions", "share")
_SAME_SHARE = 1e-9


@dataclass(frozen=True)
class Basis:
    """What the answer of one site rests on. Shares 0..1, None where nobody knows.

    ``conditions`` are those of the decisive pieces, in words: a number means nothing in another plan. None where they
    are not told.
    """

    instrument: tuple[str, ...]
    article: tuple[str, ...]
    conditions: tuple[str, ...] | None
    shares: tuple[float | None, float | None, float | None]
    """The conforming share, and between what it may lie."""

    def unlike(self, other: Basis) -> tuple[str, ...]:
        """Name the parts that differ; conditions only where both tell them.

        Examples
        --------
        >>> from petasentra.conformance.bases import Basis
        >>> one = Basis(("perda-1",), ("pasal-3",), None, (1.0, 1.0, 1.0))
        >>> one.unlike(one), one.unlike(Basis(("perda-2",), ("pasal-3",), ("T1",), (0.9, 0.9, 0.9)))
        ((), ('instrument', 'share'))
        """
        differ = {
            "instrument": self.instrument != other.instrument,
            "article": self.article != other.article,
            "conditions": None not in (self.conditions, other.conditions) and self.conditions != other.conditions,
            "share": any(not _same(a, b) for a, b in zip(self.shares, other.shares, strict=True)),
        }
        return tuple(part for part in PARTS if differ[part])


@dataclass(frozen=True)
class Shift:
    """One site with the same answer on another basis."""

    site_id: str
    activity: str
    verdict: str
    flags: tuple[str, ...]
    before: Basis
    after: Basis

    def turned(self) -> Shift:
        """Return the same seen from the other side."""
        return replace(self, before=self.after, after=self.before)

    @property
    def changed(self) -> tuple[str, ...]:
        """The parts of the basis that differ."""
        return self.before.unlike(self.after)


def bases_of(result: CheckResult) -> dict[tuple[str, str], Basis]:
    """Return what each answer of a check rests on, by site and activity.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.conformance.bases import bases_of
    >>> study = ps.datasets.jombang()
    >>> result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    >>> bases_of(result)["contoh-c", "daur-ulang-slag-aluminium"].article
    ('lampiran-itbx',)
    """
    conditions = _conditions(result)
    return {
        (row["site_id"], row["activity"]): basis_in(row, conditions.get((row["site_id"], row["activity"]), ()))
        for row in result.computed.to_pylist()
    }


def basis_in(row: Mapping[str, Any], conditions: Iterable[str] | None = None) -> Basis:
    """Return the basis that a row of the table of a check states.

    Examples
    --------
    >>> from petasentra.conformance.bases import basis_in
    >>> basis_in({"instrument": "rdtr; rtrw", "article": ["pasal-3"], "share_conforming": 1.0}).instrument
    ('rdtr', 'rtrw')
    """
    shares = tuple(_known(row.get(name)) for name in ("share_conforming", "share_min", "share_max"))
    return Basis(
        instrument=tuple(filter(None, (row.get("instrument") or "").split("; "))),
        article=tuple(row.get("article") or ()),
        conditions=None if conditions is None else tuple(sorted(set(conditions))),
        shares=(shares[0], shares[1], shares[2]),
    )


def shift_table(shifts: Iterable[Shift]) -> Table:
    """Make the table of :attr:`petasentra.Difference.bases`."""
    import pyarrow as pa

    rows = sorted(shifts, key=lambda one: (one.site_id, one.activity))
    texts, many, number = pa.string(), pa.list_(pa.string()), pa.float64()
    columns: dict[str, pa.Array] = {
        "site_id": pa.array([one.site_id for one in rows], texts),
        "activity": pa.array([one.activity for one in rows], texts),
        "verdict": pa.array([one.verdict for one in rows], texts),
        "flags": pa.array([list(one.flags) for one in rows], many),
        "changed": pa.array([list(one.changed) for one in rows], many),
    }
    for side in ("before", "after"):
        bases: list[Basis] = [getattr(one, side) for one in rows]
        columns[f"instrument_{side}"] = pa.array(["; ".join(one.instrument) for one in bases], texts)
        columns[f"article_{side}"] = pa.array([list(one.article) for one in bases], many)
        told = [None if one.conditions is None else list(one.conditions) for one in bases]
        columns[f"conditions_{side}"] = pa.array(told, many)
        for place, name in enumerate(("share_conforming", "share_min", "share_max")):
            columns[f"{name}_{side}"] = pa.array([one.shares[place] for one in bases], number)
    return Table.from_arrow(pa.table(columns))


def _conditions(result: CheckResult) -> dict[tuple[str, str], set[str]]:
    words = {
        (instrument.id, condition.id): condition.text_id
        for instrument in result.pack.instruments
        for condition in instrument.conditions
    }
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    table = result.pieces.table
    columns = (table[name] for name in ("site_id", "activity", "instrument", "conditions", "decisive"))
    for site, activity, instrument, conditions, decisive in zip(*columns, strict=True):
        if decisive:
            named = (words.get((instrument, one), f"{instrument} {one}") for one in conditions or ())
            found[site, activity].update(named)
    return found


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _SAME_SHARE


def _known(value: float | None) -> float | None:
    return None if value is None or value != value else float(value)
