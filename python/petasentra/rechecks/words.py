"""What a re-check says to people, in Indonesian and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.plotting.language import VERDICTS, Words, date, pick, sentence
from petasentra.rechecks.differing import answered, differing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from petasentra.plotting.language import Lang
    from petasentra.rechecks.asking import Answer
    from petasentra.rechecks.differing import Change
    from petasentra.rechecks.register import Decision

LANGUAGES: tuple[Lang, ...] = ("id", "en")

#: How the law changed for a decision -> words for people, gravest first.
CHANGES: dict[Change, Words] = {
    "stricter": ("menjadi lebih ketat", "stricter now"),
    "cannot_tell": ("tidak dapat dibandingkan", "cannot be compared"),
    "different": ("berbeda, tidak lebih ketat dan tidak lebih longgar", "different, neither stricter nor milder"),
    "milder": ("menjadi lebih longgar", "milder now"),
    "same": ("sama", "the same"),
}

#: Whether a decision stands with what the check says -> words for people, gravest first.
HOLDS: dict[str, Words] = {
    "no": ("tidak sejalan", "does not stand"),
    "in_part": ("sejalan untuk sebagian tapak", "stands for part of the site"),
    "cannot_tell": ("tidak dapat dinilai", "cannot be told"),
    "with_conditions": ("sejalan dengan syarat", "stands with conditions"),
    "yes": ("sejalan", "stands"),
}

_DIFFERING: dict[str, Words] = {
    "conditions": ("bunyi syaratnya berbeda", "other conditions in words"),
    "flags": ("catatannya berbeda", "other flags"),
}

_REASONS: dict[str, Words] = {
    "empty": ("kosong", "blank"),
    "unreadable": ("tidak terbaca", "unreadable"),
    "ambiguous": ("dapat dibaca lebih dari satu cara", "more than one reading"),
}


def day_doubt(decision: Decision, lang: Lang) -> str:
    """Say why a decision has no day; empty where it has one."""
    if decision.decided_on is not None:
        return ""
    if decision.day_reason == "empty":
        return pick(("Daftar tidak menyebut tanggal keputusan.", "The register states no day of the decision."), lang)
    why = pick(_REASONS[decision.day_reason], lang)
    text = decision.day_text
    return pick((f"Tanggal keputusan “{text}” {why}.", f"The day of the decision, “{text}”: {why}."), lang)


def activity_doubt(decision: Decision, lang: Lang) -> str:
    """Say what of the activities was not read; empty where all were."""
    if not decision.activities and not decision.unread:
        return pick(("Daftar tidak menyebut kegiatan.", "The register states no activity."), lang)
    parts = [f"“{text}” {pick(_REASONS[reason], lang)}" for text, reason in decision.unread]
    return pick(("KBLI ", "KBLI "), lang) + "; ".join(parts) + "." if parts else ""


def outcome_doubt(decision: Decision, lang: Lang) -> str:
    """Say that it is not known what was decided; empty where it is."""
    if decision.decided != "unknown":
        return ""
    if not decision.outcome_text:
        return pick(("Daftar tidak menyebut isi keputusan.", "The register does not say what was decided."), lang)
    text = decision.outcome_text
    return pick((f"Isi keputusan “{text}” tidak dikenal.", f"What was decided, “{text}”, is not known."), lang)


def early_doubt(decision: Decision, as_of: dt.date, lang: Lang) -> str:
    """Say that the day asked for lies before the decision; empty where it does not."""
    if decision.decided_on is None or decision.decided_on <= as_of:
        return ""
    days = date(as_of, lang), date(decision.decided_on, lang)
    return pick(
        (f"{days[0]} mendahului tanggal keputusan, {days[1]}.", f"{days[0]} lies before the decision, {days[1]}."), lang
    )


def answer_text(answer: Answer, citations: Mapping[str, str], lang: Lang) -> str:
    """Write an answer with the regulation that gives it; one that decides nothing in the words of the check."""
    if not answered(answer):
        reason = pick((answer.reason_id, answer.reason_en), lang)
        if reason:
            return reason.removesuffix(".")
    cited = "; ".join(citations.get(one, one) for one in answer.instrument.split("; ") if one)
    return pick(VERDICTS[answer.verdict], lang) + (f" ({cited})" if cited else "")


def comparison_text(
    decision: Decision,
    then: Answer | None,
    now: Answer | None,
    word: Change,
    *,
    as_of: dt.date,
    citations: Mapping[str, str],
    lang: Lang,
) -> str:
    """Say what the check answers on both days for one activity, and how the answers differ."""
    parts = []
    if then is not None:
        day = date(decision.decided_on, lang)
        parts.append(f"{day}: {answer_text(then, citations, lang)}.")
    if now is not None:
        parts.append(f"{date(as_of, lang)}: {answer_text(now, citations, lang)}.")
    parts.append(sentence(pick(CHANGES[word], lang)) + why_different(then, now, word, lang) + ".")
    return " ".join(parts)


def why_different(then: Answer | None, now: Answer | None, word: Change, lang: Lang) -> str:
    """Say in what two answers with the same verdict differ; empty where the verdicts say it."""
    if word != "different" or then is None or now is None or then.verdict != now.verdict:
        return ""
    what = ", ".join(pick(_DIFFERING[one], lang) for one in differing(then, now))
    return f": {what}"
