"""Whether a decision stands with what a check says, and how two answers differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from petasentra.rechecks.asking import Answer
    from petasentra.rechecks.register import Decided

Holds: TypeAlias = Literal["yes", "with_conditions", "cannot_tell", "in_part", "no"]
Change: TypeAlias = Literal["same", "stricter", "milder", "different", "cannot_tell"]

#: How much a verdict asks of whoever holds the decision; verdicts that are no answer to that are not in it.
_STRICTNESS = {"conforms": 0, "limited": 1, "conditional": 1, "limited_conditional": 2, "prohibited": 3}
_UNANSWERED = frozenset({"no_data", "unreadable_rule", "outside_plan"})
#: Flags that say something else than the verdict about what may stand there.
_TELLING = frozenset({"needs_officer", "partial", "boundary_uncertain"})
_SAME_SHARE = 1e-9
_GRAVEST_FIRST: tuple[Change, ...] = ("stricter", "cannot_tell", "different", "milder")
_HOLDS_BEST_FIRST: tuple[Holds, ...] = ("yes", "with_conditions", "cannot_tell", "in_part", "no")


def holds(decided: Decided, answer: Answer | None) -> Holds:
    """Tell whether a decision stands with an answer.

    A granted decision stands where the verdict conforms (``yes``), on conditions (``with_conditions``), on the
    conforming part of the ground (``in_part``), or not (``no``). Where rules clash, where the law was silent or could
    not be read, and where an officer has to look before the activity may be said to conform, nobody can tell. Of one
    granted in part the register does not say which part.

    Examples
    --------
    >>> from petasentra.rechecks.differing import holds
    >>> holds("granted", None)
    'cannot_tell'
    """
    if answer is None or decided == "unknown" or not answered(answer) or answer.verdict == "not_regulated":
        return "cannot_tell"
    partial = "partial" in answer.flags
    if answer.verdict == "prohibited":
        if decided == "granted_in_part" and partial:
            return "cannot_tell"
        if decided == "refused":
            return "in_part" if partial else "yes"
        return "in_part" if partial else "no"
    if decided == "refused":
        return "no" if answer.verdict == "conforms" and "needs_officer" not in answer.flags else "cannot_tell"
    if answer.verdict == "conforms":
        return "cannot_tell" if "needs_officer" in answer.flags else "yes"
    return "with_conditions"


def change(then: Answer | None, now: Answer | None) -> Change:
    """Compare the answer of the day of a decision with that of another day.

    ``stricter`` and ``milder`` go by what the verdict asks: nothing, limits or conditions, both, or more than can be
    met; with one verdict, by the share of the ground that conforms. ``different`` are answers of which neither is
    stricter: limits instead of conditions, other conditions in words, an officer who has to look, an activity that the
    plan of one day does not regulate. ``cannot_tell``: one of them is no answer.

    Examples
    --------
    >>> from petasentra.rechecks.differing import change
    >>> change(None, None)
    'cannot_tell'
    """
    if then is None or now is None or not answered(then) or not answered(now):
        return "cannot_tell"
    if then.verdict != now.verdict:
        old, new = _STRICTNESS.get(then.verdict), _STRICTNESS.get(now.verdict)
        if old is None or new is None or old == new:
            return "different"
        return "stricter" if new > old else "milder"
    gained = (now.share_conforming or 0.0) - (then.share_conforming or 0.0)
    if abs(gained) > _SAME_SHARE:
        return "milder" if gained > 0 else "stricter"
    return "different" if differing(then, now) else "same"


def differing(then: Answer, now: Answer) -> tuple[str, ...]:
    """Name what differs in two answers with one verdict: ``conditions`` in words, ``flags``.

    Flags that speak of the past of the site, not of what may stand there, do not count.
    """
    found = []
    if then.conditions != now.conditions:
        found.append("conditions")
    if _TELLING & set(then.flags) != _TELLING & set(now.flags):
        found.append("flags")
    return tuple(found)


def hold_together(parts: Iterable[Holds]) -> Holds:
    """Return what holds of a decision on several activities: the worst; without any nobody can tell.

    Examples
    --------
    >>> from petasentra.rechecks.differing import hold_together
    >>> hold_together(["yes", "in_part"]), hold_together([])
    ('in_part', 'cannot_tell')
    """
    return max(parts, key=_HOLDS_BEST_FIRST.index, default="cannot_tell")


def changes_together(parts: Iterable[Change]) -> Change:
    """Return how a decision on several activities changed.

    One that became stricter makes the decision stricter unless another became milder; what cannot be told of one
    activity otherwise cannot be told of the decision.

    Examples
    --------
    >>> from petasentra.rechecks.differing import changes_together
    >>> changes_together(["same", "stricter", "cannot_tell"]), changes_together(["stricter", "milder"])
    ('stricter', 'different')
    """
    found = set(parts)
    if {"stricter", "milder"} <= found:
        return "different"
    for word in _GRAVEST_FIRST:
        if word in found:
            return word
    return "same" if found else "cannot_tell"


def answered(answer: Answer) -> bool:
    """Whether an answer says what may stand there: rules do not clash, a plan covers the ground and could be read."""
    return answer.verdict not in _UNANSWERED and "conflict" not in answer.flags
