"""Gini and Palma against their definitions, written out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import petasentra as ps

people = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), min_size=1, max_size=30)


def one_by_one(rows: list[tuple[int, int]]) -> list[int]:
    """What each person has, one entry a person."""
    return sorted(value for value, count in rows for _ in range(count))


@given(people)
def test_gini_is_half_the_mean_difference_over_the_mean(rows):
    each = np.array(one_by_one(rows), dtype=float)
    found = ps.access.gini([value for value, _ in rows], [count for _, count in rows])
    if each.size == 0 or each.sum() == 0:
        assert math.isnan(found)
    else:
        wanted = np.abs(each[:, None] - each[None, :]).mean() / (2 * each.mean())
        assert found == pytest.approx(wanted, abs=1e-12)


@given(people)
def test_palma_is_what_the_best_tenth_has_over_what_the_worst_two_fifths_have(rows):
    each = one_by_one(rows)
    # Ten pieces of every person make tenths and two fifths whole numbers of pieces.
    pieces = np.repeat(np.array(each, dtype=float), 10)
    found = ps.access.palma([value for value, _ in rows], [count for _, count in rows])
    if not each or sum(each) == 0:
        assert math.isnan(found)
        return
    worst, best = pieces[: 4 * len(each)].sum(), pieces[9 * len(each) :].sum()
    assert found == (math.inf if worst == 0 else pytest.approx(best / worst, rel=1e-9))


def test_the_order_of_rows_changes_no_bit():
    random = np.random.default_rng(3)
    value, weight = random.random(500).round(2), random.random(500)
    order = random.permutation(500)
    for measure in (ps.access.gini, ps.access.palma):
        assert measure(value, weight) == measure(value[order], weight[order])


@pytest.mark.parametrize("values", [[1, -1], [1, math.nan], [[1, 2]], [math.inf]])
def test_what_cannot_be_shared_out_is_refused_in_both_languages(values):
    with pytest.raises(ps.OptionError) as raised:
        ps.access.gini(values)
    assert raised.value.message_id != raised.value.message_en
    with pytest.raises(ps.OptionError):
        ps.access.palma([1, 2], weights=[1])
