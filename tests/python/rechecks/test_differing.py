"""Whether a decision stands, and which of two answers is stricter: every pair of verdicts."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from petasentra.plotting.language import CONFLICT, VERDICTS
from petasentra.rechecks.asking import Answer
from petasentra.rechecks.differing import change, changes_together, differing, hold_together, holds

WORDS = [word for word in VERDICTS if word != CONFLICT]
NO_ANSWER = ("no_data", "unreadable_rule", "outside_plan")
TURNED = {"stricter": "milder", "milder": "stricter"}
#: Lines: verdict of the day of the decision; columns: of the other day.
TABLE = """
                     conforms  limited   conditional limited_conditional not_regulated prohibited
conforms             same      stricter  stricter    stricter            different     stricter
limited              milder    same      different   stricter            different     stricter
conditional          milder    different same        stricter            different     stricter
limited_conditional  milder    milder    milder      same                different     stricter
not_regulated        different different different   different           same          different
prohibited           milder    milder    milder      milder              different     same
"""


def answer(verdict: str, *flags: str, share: float | None = 1.0, conditions: tuple[str, ...] = ()) -> Answer:
    return Answer(
        verdict=verdict, flags=flags, instrument="p", article=(), share_conforming=share, existing_use="none",
        existing_use_until=None, verified=True, unverified_rules=(), schematic=False, reason_id="", reason_en="",
        conditions=frozenset(conditions),
    )  # fmt: skip


def test_every_pair_of_verdicts_is_the_one_of_the_table() -> None:
    head, *lines = [line.split() for line in TABLE.strip().splitlines()]
    for then, *expected in lines:
        for now, word in zip(head, expected, strict=True):
            assert change(answer(then), answer(now)) == word, (then, now)
    assert {*head, *NO_ANSWER} == set(WORDS)


@pytest.mark.parametrize(("then", "now"), list(itertools.product(WORDS, WORDS)))
def test_the_other_way_round_strict_is_mild(then: str, now: str) -> None:
    there, back = change(answer(then), answer(now)), change(answer(now), answer(then))
    assert back == TURNED.get(there, there)


@pytest.mark.parametrize("word", NO_ANSWER)
def test_what_is_no_answer_cannot_be_compared(word: str) -> None:
    assert change(answer(word), answer("prohibited")) == "cannot_tell"
    assert change(answer("conforms"), answer(word)) == "cannot_tell"
    assert change(answer(word), answer(word)) == "cannot_tell"
    assert change(None, answer("conforms")) == "cannot_tell"
    assert change(answer("prohibited", "conflict"), answer("prohibited")) == "cannot_tell"


def test_with_one_verdict_the_conforming_share_decides() -> None:
    less, more = answer("prohibited", "partial", share=0.2), answer("prohibited", "partial", share=0.6)
    assert (change(less, more), change(more, less), change(less, less)) == ("milder", "stricter", "same")
    assert change(less, replace(less, share_conforming=0.2 + 1e-12)) == "same"


def test_conditions_are_compared_by_their_words_and_flags_by_what_they_tell() -> None:
    old, new = answer("limited", conditions=("jam 07-21",)), answer("limited", conditions=("jam 07-22",))
    assert (change(old, new), differing(old, new)) == ("different", ("conditions",))
    waits = replace(old, flags=("needs_officer",))
    assert (change(old, waits), differing(old, waits)) == ("different", ("flags",))
    assert change(old, replace(old, flags=("existing_use",))) == "same"
    assert change(old, replace(old, instrument="q", article=("x",))) == "same"


@pytest.mark.parametrize(
    ("decided", "verdict", "flags", "expected"),
    [
        ("granted", "conforms", (), "yes"),
        ("granted", "conforms", ("needs_officer",), "cannot_tell"),
        ("granted", "limited", (), "with_conditions"),
        ("granted", "limited_conditional", ("needs_officer",), "with_conditions"),
        ("granted", "prohibited", (), "no"),
        ("granted", "prohibited", ("partial",), "in_part"),
        ("granted", "prohibited", ("conflict",), "cannot_tell"),
        ("granted", "not_regulated", (), "cannot_tell"),
        ("granted", "outside_plan", (), "cannot_tell"),
        ("granted_in_part", "conforms", (), "yes"),
        ("granted_in_part", "prohibited", ("partial",), "cannot_tell"),
        ("granted_in_part", "prohibited", (), "no"),
        ("refused", "prohibited", (), "yes"),
        ("refused", "prohibited", ("partial",), "in_part"),
        ("refused", "conforms", (), "no"),
        ("refused", "conditional", (), "cannot_tell"),
        ("unknown", "conforms", (), "cannot_tell"),
    ],
)
def test_whether_a_decision_stands(decided: str, verdict: str, flags: tuple[str, ...], expected: str) -> None:
    assert holds(decided, answer(verdict, *flags)) == expected  # type: ignore[arg-type]
    assert holds(decided, None) == "cannot_tell"  # type: ignore[arg-type]


def test_a_decision_on_several_activities_is_as_good_as_its_worst() -> None:
    assert hold_together(["yes", "with_conditions"]) == "with_conditions"
    assert hold_together(["yes", "cannot_tell", "no"]) == "no"
    assert hold_together([]) == changes_together([]) == "cannot_tell"
    assert changes_together(["same", "milder"]) == "milder"
    assert changes_together(["milder", "cannot_tell"]) == "cannot_tell"
    assert changes_together(["stricter", "cannot_tell"]) == "stricter"
    assert changes_together(["stricter", "milder", "same"]) == "different"
