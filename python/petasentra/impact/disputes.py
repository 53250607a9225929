"""Which claims about one thing cannot all be true, seen in one unit; none of them is chosen or merged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from petasentra.impact.units import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from petasentra.impact.amounts import Amount
    from petasentra.impact.claim_rows import Claim
    from petasentra.impact.intervals import Interval
    from petasentra.impact.units import Conversion

__all__ = ["Compared", "disputes", "in_one_unit"]

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

    Groups go by their first row; in one stand all claims that speak against another. O(n log n) for groups of the size
    that people publish.
    """
    groups: dict[tuple[str, str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.subject, claim.attribute, claim.scope, _kind(claim.amount)].append(claim)
    found = []
    for members in groups.values():
        if members[0].amount.interval is None:
            if len({claim.value for claim in members}) > 1:
                found.append([Compared(claim, None, None, "other_words") for claim in members])
            continue
        per = next((claim.amount.per for claim in members if claim.amount.per), "")
        told = in_one_unit(members, members[0].amount.unit, per)
        against = [one for one in told if one.relation != "same"]
        if any(one.relation == "apart" for one in against):
            found.append(against)
        elif against and len(against) < len(told):
            found.append(told)
    return sorted(found, key=lambda group: group[0].claim.row)


def in_one_unit(claims: Sequence[Claim], unit: str, per: str) -> list[Compared]:
    """Return claims in one unit and period, each with what it is to the others; none is left out."""
    amounts: list[tuple[Claim, Amount | None, Conversion | None]] = []
    for claim in claims:
        way = claim.amount.conversion(unit, per=per) if claim.amount.interval is not None else None
        amounts.append((claim, claim.amount.to(unit, per=per) if way is not None else None, way))
    apart = _apart([amount.interval for _, amount, _ in amounts if amount is not None and amount.interval is not None])
    told = []
    for claim, amount, way in amounts:
        relation: Relation = "same"
        if amount is None or amount.interval is None:
            other_period = claim.amount.interval is not None and bool(claim.amount.per) != bool(per)
            relation = "period_unknown" if other_period and _kind(claim.amount) == _kind_of(unit) else "no_way"
        elif amount.interval in apart:
            relation = "apart"
        told.append(Compared(claim, amount, way, relation))
    return told


def _apart(intervals: list[Interval]) -> set[Interval]:
    """Return those that do not meet all others.

    An interval misses another just if it misses the one that ends first or the one that begins last.
    """
    if not intervals:
        return set()
    first_end = min(intervals, key=lambda one: (one.high, not one.high_open))
    last_begin = max(intervals, key=lambda one: (one.low, one.low_open))
    return {one for one in intervals if not (one.meets(first_end) and one.meets(last_begin))}


def _kind(amount: Amount) -> str:
    return "words" if amount.interval is None else _kind_of(amount.unit)


def _kind_of(unit: str) -> str:
    return "dimension " + units()[unit].dimension if unit in units() else "unit " + unit
