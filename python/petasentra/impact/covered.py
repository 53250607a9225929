"""Which services and permits the units of a sentra have on a day, and what money came in which year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from petasentra.impact.intervals import Interval
from petasentra.impact.record_types import kind_words
from petasentra.impact.records import day_of
from petasentra.impact.tables import interval_columns, made_table
from petasentra.impact.unit_views import UnitViews

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from petasentra.impact.record_types import Funding, Permit, Record, Service
    from petasentra.impact.records import Records
    from petasentra.plotting.language import Words
    from petasentra.tables import Table

__all__ = ["Covered", "covered", "funding_by_year"]

CoverStatus = Literal["held", "not_yet", "ended", "none"]
_REASONS: dict[str, Words] = {
    "held": ("", ""),
    "not_yet": ("baru berlaku mulai {0}", "holds only from {0}"),
    "ended": ("berakhir {0}", "ended on {0}"),
    "none": ("tidak tercatat", "none is recorded"),
}


@dataclass(frozen=True)
class Covered(UnitViews):
    """Services and permits by unit; made by `covered`.

    ``table``: ``unit_id``, ``what`` (``service`` or ``permit``), ``kind``, its ``name_id`` and ``name_en``,
    ``record_id`` (null for none), ``status``
    (``held``, ``not_yet``, ``ended``, ``none``), ``reason_id``, ``reason_en``; one row a unit and kind.
    """

    on: dt.date
    _met: ClassVar[str] = "held"

    def __repr__(self) -> str:
        held = sum(status == "held" for status in self.table["status"])
        return f"Covered: on {self.on}, {held} of {len(self)} held"


def covered(
    records: Records,
    *,
    on: str | dt.date,
    services: Sequence[str] | None = None,
    permits: Sequence[str] | None = None,
) -> Covered:
    """Say for every unit which services and permits it has on a day.

    A service is for the units of its sentra, a permit for its unit. Of several the one that holds counts, else the one
    that ended last, else the one that begins first; a day that is not known is no bound.

    Parameters
    ----------
    records
        Of `petasentra.impact.read_records`.
    on
        The day; days are part of a record from first to last.
    services, permits
        Kinds to ask for; None: all that are recorded.

    Raises
    ------
    OptionError
        The day cannot be read.

    Examples
    --------
    >>> import petasentra as ps
    >>> records = ps.impact.read_records({
    ...     "unit": [{"id": "A", "sentra": "S"}, {"id": "B", "sentra": "S"}],
    ...     "service": [{"id": "K3", "sentra": "S", "kind": "bimtek"}],
    ...     "permit": [{"id": "P", "unit": "A", "kind": "NIB", "until": "2023-12-31"}]})
    >>> found = ps.impact.covered(records, on="2024-06-01")
    >>> found.lacking("training"), found.lacking("NIB"), found.table["reason_en"]
    ([], ['A', 'B'], ['', '', 'ended on 2023-12-31', 'none is recorded'])
    """
    day = day_of(on)
    offered: dict[tuple[str, str], list[Service]] = defaultdict(list)
    for service in records.services:
        offered[service.sentra, service.kind].append(service)
    held: dict[tuple[str, str], list[Permit]] = defaultdict(list)
    for permit in records.permits:
        held[permit.unit, permit.kind].append(permit)
    kinds = _kinds(services, (one.kind for one in records.services))
    papers = _kinds(permits, (one.kind for one in records.permits))
    rows: list[tuple[str, str, str, Record | None, CoverStatus]] = []
    for kind in kinds:
        rows += [(unit.id, "service", kind, *_best(offered[unit.sentra, kind], day)) for unit in records.units]
    for kind in papers:
        rows += [(unit.id, "permit", kind, *_best(held[unit.id, kind], day)) for unit in records.units]
    return Covered(_table(rows), day)


def funding_by_year(records: Records) -> Table:
    """Sum the funding of each sentra, fund and year; sums that are not stated are counted, not left out in silence.

    Returns
    -------
    Table
        ``sentra``, ``fund``, ``year`` (null where it is not known), ``low``, ``high``, ``low_open``, ``high_open`` in
        ``unit`` (Rp), ``about``, ``records``, ``without_amount``; by sentra, fund and year. An amount in another unit
        than Rp counts as not stated.

    Examples
    --------
    >>> import petasentra as ps
    >>> records = ps.impact.read_records(ps.datasets.path("jombang") / "records.toml")
    >>> [(row["sentra"], row["year"], row["low"]) for row in ps.impact.funding_by_year(records).to_pylist()]
    [('Bakalan', 2021, 19786482636.82), ('Kendalsari', 2022, 26000000000.0)]
    """
    import pyarrow as pa

    groups: dict[tuple[str, str, int], list[Funding]] = defaultdict(list)
    for one in records.funding:
        groups[one.sentra, one.fund, one.year or 0].append(one)
    keys = sorted(groups)
    sums, missing, about = [], [], []
    for key in keys:
        stated = [one.amount for one in groups[key] if one.amount.interval is not None and one.amount.unit == "Rp"]
        total = Interval(0, 0)
        for amount in stated:
            total += amount.interval or Interval(0, 0)
        sums.append(total if stated else None)
        missing.append(len(groups[key]) - len(stated))
        about.append(any(amount.about for amount in stated))
    return made_table(
        {"sentra": [key[0] for key in keys], "fund": [key[1] for key in keys]}
        | {"year": pa.array([key[2] or None for key in keys], pa.int64())}
        | interval_columns(sums)
        | {"unit": ["Rp" for _ in keys], "about": pa.array(about, pa.bool_())}
        | {
            "records": pa.array([len(groups[key]) for key in keys], pa.int64()),
            "without_amount": pa.array(missing, pa.int64()),
        }
    )


def _kinds(asked: Sequence[str] | None, recorded: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(asked if asked is not None else recorded))


def _best(listed: Sequence[Record], day: dt.date) -> tuple[Record | None, CoverStatus]:
    for one in listed:
        if one.holds_on(day):
            return one, "held"
    ended = [one for one in listed if one.until is not None and one.until < day]
    if ended:
        return max(ended, key=lambda one: (str(one.until), one.id)), "ended"
    begins = [one for one in listed if one.since is not None]
    return (min(begins, key=lambda one: (str(one.since), one.id)), "not_yet") if begins else (None, "none")


def _table(rows: Sequence[tuple[str, str, str, Record | None, CoverStatus]]) -> Table:
    def reason(one: Record | None, status: CoverStatus, place: int) -> str:
        day = "" if one is None else one.until if status == "ended" else one.since
        return _REASONS[status][place].format(day)

    return made_table(
        {
            "unit_id": [row[0] for row in rows],
            "what": [row[1] for row in rows],
            "kind": [row[2] for row in rows],
            "name_id": [kind_words(row[1], row[2])[0] for row in rows],
            "name_en": [kind_words(row[1], row[2])[1] for row in rows],
            "record_id": [None if row[3] is None else row[3].id for row in rows],
            "status": [row[4] for row in rows],
            "reason_id": [reason(row[3], row[4], 0) for row in rows],
            "reason_en": [reason(row[3], row[4], 1) for row in rows],
        }
    )
