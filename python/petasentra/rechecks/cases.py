"""One decision with what a check says of it on two days."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from petasentra.plotting.language import CANNOT_BE_STATED, CONFLICT, VERDICTS, pick
from petasentra.rechecks.differing import change, changes_together, hold_together, holds
from petasentra.rechecks.words import activity_doubt, comparison_text, day_doubt, early_doubt, outcome_doubt

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from petasentra.plotting.language import Lang
    from petasentra.rechecks.asking import Answer
    from petasentra.rechecks.differing import Change, Holds
    from petasentra.rechecks.register import Decision

    Pair: TypeAlias = tuple[Answer | None, Answer]

_BEST_FIRST = tuple(VERDICTS)
THEN, NOW = 0, 1


@dataclass(frozen=True)
class Case:
    """A decision, its site, and for each of its activities the answers of its own day and of the other.

    The first answer of a pair is None where the decision has no day.
    """

    decision: Decision
    site_id: str
    pairs: Mapping[str, Pair]

    @cached_property
    def _whole(self) -> bool:
        """Whether every activity of the decision was read."""
        return bool(self.pairs) and not self.decision.unread

    def change_of(self, activity: str, as_of: dt.date) -> Change:
        """Tell how the law changed for one activity; nobody can where the other day lies before the decision."""
        then, now = self.pairs[activity]
        day = self.decision.decided_on
        return "cannot_tell" if day is None or day > as_of else change(then, now)

    def change(self, as_of: dt.date) -> Change:
        """Tell how the law changed for the decision."""
        parts = [self.change_of(activity, as_of) for activity in self.pairs]
        return changes_together(parts if self._whole else [*parts, "cannot_tell"])

    def holds(self, side: int) -> Holds:
        """Tell whether the decision stands on its own day (`side` 0) or on the other (1)."""
        parts = [holds(self.decision.decided, pair[side]) for pair in self.pairs.values()]
        return hold_together(parts if self._whole else [*parts, "cannot_tell"])

    def worst(self, side: int) -> Answer | None:
        """Return the answer with the worst verdict of one day, the first of several; None where there is none."""
        answers = [answer for pair in self.pairs.values() if (answer := pair[side]) is not None]
        return max(answers, key=lambda answer: _BEST_FIRST.index(answer.verdict), default=None)

    def flags(self, side: int) -> list[str]:
        """Return the flags of all its answers of one day, each once."""
        answers = [answer for pair in self.pairs.values() if (answer := pair[side]) is not None]
        return list(dict.fromkeys(flag for answer in answers for flag in answer.flags))

    def stated(self, side: int) -> str | None:
        """Return the verdict of one day as it can be stated: ``conflict`` where rules clash."""
        worst = self.worst(side)
        if worst is None:
            return None
        return CONFLICT if CONFLICT in self.flags(side) else worst.verdict

    def reason(self, as_of: dt.date, citations: Mapping[str, str], lang: Lang) -> str:
        """Say what was not read, what the check answers on both days, and how that differs."""
        doubts = [told(self.decision, lang) for told in (day_doubt, activity_doubt, outcome_doubt)]
        doubts.append(early_doubt(self.decision, as_of, lang))
        told = [
            comparison_text(
                self.decision, then, now, self.change_of(activity, as_of), as_of=as_of, citations=citations, lang=lang
            )
            for activity, (then, now) in self.pairs.items()
        ]
        if len(told) > 1:
            told = [f"{activity} - {text}" for activity, text in zip(self.pairs, told, strict=True)]
        clash = any(CONFLICT in self.flags(side) for side in (THEN, NOW))
        opening = pick(CANNOT_BE_STATED, lang) + "." if clash else ""
        return " ".join(part for part in (opening, *doubts, *told) if part)
