"""Which claims about one thing cannot all be true, seen in one unit; none of them is chosen or merged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from petasentra.impact.units import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from petasentra.impact.amounts import Amount
    from petasentra.impact.claim_rows import Claim
    from petasentra.impact.intervals import Interval
    from petasentra.impact.units import Conversion

__all__ = ["Compared", "disputes", "in_one_unit"]

#: An amount in the unit of others, and how it came there; None where there is no way.
_Told: TypeAlias = "tuple[Amount | None, Conversion | None]"
Relation = Literal["apart", "period_unknown", "other_words", "same", "no_way"]


@dataclass(frozen=True)
class Compared:
    """A claim beside others: its amount in their unit, None where there is no way there.

    ``relation``: ``apart`` (meets not all of the others), ``period_unknown`` (others state a period, this one none, or
    the reverse), ``other_words`` (a name that is not the others'), ``same`` (nothing against it), ``no_way`` (a unit
    of another kind).
    """

    claim: Claim
    amount: Amount | None
    conversion: Conversion | None
    relation: Relation


def disputes(claims: Iterable[Claim]) -> list[list[Compared]]:
    """Return the groups on one subject, attribute, scope and kind of unit in which somebody is not at one.

    Groups go by their first row; in one stand all claims that speak against another. Which groups these are is seen on
    arrays of exact ranks, O(n log n); only their claims are put side by side.
    """
    groups: dict[tuple[str, str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.subject, claim.attribute, claim.scope, _kind(claim.amount)].append(claim)
    figures = [members for members in groups.values() if members[0].amount.interval is not None]
    found = [
        [Compared(claim, None, None, "other_words") for claim in members]
        for members in groups.values()
        if members[0].amount.interval is None and len({claim.value for claim in members}) > 1
    ]
    amounts: dict[tuple[int, str, str], _Told] = {}
    for number in _not_at_one(figures).tolist():
        told = in_one_unit(figures[number], *_unit_of(figures[number]), amounts)
        against = [one for one in told if one.relation != "same"]
        found.append(against if any(one.relation == "apart" for one in against) else told)
    return sorted(found, key=lambda group: group[0].claim.row)


def _unit_of(members: Sequence[Claim]) -> tuple[str, str]:
    """Return the unit of the first claim, and the first period that any of them states."""
    return members[0].amount.unit, next((claim.amount.per for claim in members if claim.amount.per), "")


def _not_at_one(groups: Sequence[Sequence[Claim]]) -> npt.NDArray[np.int64]:
    """Return the numbers of the groups whose intervals do not all meet, or of which only some can be compared."""
    sizes = np.array([len(members) for members in groups], dtype=np.int64)
    known: dict[tuple[object, ...], Interval | None] = {}
    listed: list[Interval | None] = []
    for members in groups:
        unit, per = _unit_of(members)
        for amount in (claim.amount for claim in members):
            # Equal texts share one interval, and conversions are few.
            key = (id(amount.interval), amount.unit, amount.per, unit, per)
            if key not in known:
                assert amount.interval is not None
                way = amount.conversion(unit, per=per)
                known[key] = None if way is None else amount.interval * way.factor
            listed.append(known[key])
    there = np.array([one is not None for one in listed], dtype=bool)
    low, high = _ranks([one for one in listed if one is not None])
    of_group = np.repeat(np.arange(len(groups)), sizes)
    last_begin = np.full(len(groups), np.iinfo(np.int64).min)
    first_end = np.full(len(groups), np.iinfo(np.int64).max)
    np.maximum.at(last_begin, of_group[there], low)
    np.minimum.at(first_end, of_group[there], high)
    compared = np.bincount(of_group[there], minlength=len(groups))
    return np.flatnonzero((last_begin > first_end) | ((compared > 0) & (compared < sizes)))


def _ranks(intervals: Sequence[Interval]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return whole numbers for the ends: two intervals meet just if neither begins above the end of the other.

    The n-th of all ends is 3n; one that is left out is a step further in.
    """
    distinct = {id(one): one for one in intervals}
    ends = {end for one in distinct.values() for end in (one.low, one.high)}
    place = {end: 3 * number for number, end in enumerate(sorted(ends))}
    ranks = {key: (place[one.low] + one.low_open, place[one.high] - one.high_open) for key, one in distinct.items()}
    both = np.array([ranks[id(one)] for one in intervals], dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def in_one_unit(
    claims: Sequence[Claim], unit: str, per: str, known: dict[tuple[int, str, str], _Told] | None = None
) -> list[Compared]:
    """Return claims in one unit and period, each with what it is to the others; none is left out.

    `known` keeps what amounts come to, for many groups over the same amounts.
    """
    known = {} if known is None else known
    amounts: list[_Told] = []
    for claim in claims:
        key = id(claim.amount), unit, per
        if key not in known:
            way = claim.amount.conversion(unit, per=per) if claim.amount.interval is not None else None
            known[key] = (claim.amount.to(unit, per=per) if way is not None else None), way
        amounts.append(known[key])
    meet_all = _meeting_all([None if amount is None else amount.interval for amount, _ in amounts])
    told = []
    for claim, (amount, way), together in zip(claims, amounts, meet_all, strict=True):
        relation: Relation = "same" if together else "apart"
        if amount is None or amount.interval is None:
            other_period = claim.amount.interval is not None and bool(claim.amount.per) != bool(per)
            relation = "period_unknown" if other_period and _kind(claim.amount) == _kind_of(unit) else "no_way"
        told.append(Compared(claim, amount, way, relation))
    return told


def _meeting_all(intervals: Sequence[Interval | None]) -> list[bool]:
    """Return which of them meet all others; None meets none and is in nobody's way.

    An interval misses another just if it misses the one that ends first or the one that begins last.
    """
    there = [one for one in intervals if one is not None]
    if not there:
        return [False] * len(intervals)
    first_end = min(there, key=lambda one: (one.high, not one.high_open))
    last_begin = max(there, key=lambda one: (one.low, one.low_open))
    if first_end.meets(last_begin):
        return [one is not None for one in intervals]
    return [one is not None and one.meets(first_end) and one.meets(last_begin) for one in intervals]


def _kind(amount: Amount) -> str:
    return "words" if amount.interval is None else _kind_of(amount.unit)


def _kind_of(unit: str) -> str:
    return "dimension " + units()[unit].dimension if unit in units() else "unit " + unit
