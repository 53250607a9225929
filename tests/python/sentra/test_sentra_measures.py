"""Location quotients and concentration against closed forms, limits and simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.stats

import petasentra as ps
from petasentra.sentra import hhi, location_quotient


def one(x, n, rest_x, rest_n, **options):
    table = location_quotient(["a", "a", "b", "b"], ["i", "o"] * 2, [x, n - x, rest_x, rest_n - rest_x], **options)
    return next(row for row in table.to_pylist() if (row["region"], row["industry"]) == ("a", "i"))


def test_the_quotient_is_the_share_here_over_the_share_of_all():
    row = one(30, 100, 20, 400)
    assert row["quotient"] == (30 / 100) / (50 / 500)
    assert (row["units"], row["units_region"], row["units_industry"], row["units_all"]) == (30, 100, 50, 500)


def test_a_region_that_is_all_there_is_has_the_quotient_1_without_doubt():
    table = location_quotient(["a"] * 3, ["i", "i", "o"])
    assert [(row["quotient"], row["low"], row["high"], row["status"]) for row in table.to_pylist()] == [
        (1.0, 1.0, 1.0, "not_told_apart"), (1.0, 1.0, 1.0, "not_told_apart"),
    ]  # fmt: skip


def slow_interval(x, n, y, m, confidence=0.95):
    """Limits of p1 / (w p1 + (1 - w) p2) through those of p1 / p2, written out number by number with scipy's beta."""
    tail = (1 - confidence) / 2

    def exact(k, size):
        low = scipy.stats.beta.ppf(tail, k, size - k + 1) if k else 0.0
        return low, scipy.stats.beta.ppf(1 - tail, k + 1, size - k) if k < size else 1.0

    (l1, u1), (l2, u2), p1, p2, w = exact(x, n), exact(y, m), x / n, y / m, n / (n + m)
    low = (p1 * p2 - math.sqrt((p1 * p2) ** 2 - l1 * u2 * (2 * p1 - l1) * (2 * p2 - u2))) / (u2 * (2 * p2 - u2))
    high = math.inf
    if y:
        high = (p1 * p2 + math.sqrt((p1 * p2) ** 2 - u1 * l2 * (2 * p1 - u1) * (2 * p2 - l2))) / (l2 * (2 * p2 - l2))
    return 1 / (w + (1 - w) / low) if low else 0.0, 1 / (w + (1 - w) / high)


@pytest.mark.parametrize(
    "case", [(30, 100, 20, 400), (1, 1, 1500, 4999), (5, 5, 0, 7), (0, 5, 90, 900), (456, 20_000, 9, 400_000)]
)
def test_intervals_are_those_of_a_slow_twin(case):
    row = one(*case)
    assert (row["low"], row["high"]) == pytest.approx(slow_interval(*case), rel=1e-9)


def test_few_units_say_little():
    table = location_quotient(["r", "z", "z"], ["i", "i", "j"], [1, 1500, 3500]).to_pylist()
    assert table[0]["quotient"] == pytest.approx(10 / 3, rel=1e-3)
    assert table[0]["status"] == "not_told_apart"
    assert set(location_quotient(["a", "b"], ["x", "y"], [1, 2])["status"]) == {"not_told_apart"}


@pytest.mark.parametrize("n", [1, 2, 3, 5, 10])
@pytest.mark.parametrize(("p1", "p2"), [(0.3, 0.3), (0.05, 0.05), (0.6, 0.2), (0.1, 0.4)])
def test_intervals_of_few_units_hold_the_truth_at_least_as_often_as_they_say(n, p1, p2):
    """Every outcome in the region by its probability, beside a rest of 400 units drawn 40 times."""
    rest = np.random.default_rng(n).binomial(400, p2, 40)
    truth = p1 / ((n * p1 + 400 * p2) / (n + 400))
    held = 0.0
    for y in rest:
        for x in range(n + 1):
            row = one(x, n, int(y), 400)
            held += (
                scipy.stats.binom.pmf(x, n, p1) * (row["low"] <= truth * (1 + 1e-9) <= row["high"] * (1 + 2e-9)) / 40
            )
    assert held >= 0.95


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    rng = np.random.default_rng(1)
    n, m, p1, p2 = 150, 900, 0.2, 0.1
    truth = p1 / ((n * p1 + m * p2) / (n + m))
    rows = [one(int(x), n, int(y), m) for x, y in zip(rng.binomial(n, p1, 400), rng.binomial(m, p2, 400), strict=True)]
    held = sum(row["low"] <= truth <= row["high"] for row in rows)
    assert held >= 365  # 95 % of 400 are 380; four standard deviations are 17


def test_without_a_unit_here_the_quotient_may_still_be_something():
    row = one(0, 20, 50, 480)
    assert (row["quotient"], row["low"], row["status"]) == (0.0, 0.0, "not_told_apart")
    assert one(0, 200, 50, 480)["status"] == "less"


def test_every_pair_has_a_row_and_none_is_left_out():
    table = location_quotient(["a", "b", "c"], ["i", "o", "i"], [3, 4, 0])
    assert len(table) == 6
    assert [row["status"] for row in table.to_pylist() if row["region"] == "c"] == ["no_units"] * 2


def test_the_order_of_rows_does_not_matter():
    rng = np.random.default_rng(2)
    region, industry = rng.integers(0, 5, 300), rng.integers(0, 4, 300)
    rows = rng.permutation(300)
    assert (
        location_quotient(region, industry).to_pylist() == location_quotient(region[rows], industry[rows]).to_pylist()
    )


@pytest.mark.parametrize(
    "options", [{"count": [1.5, 1]}, {"count": [-1, 1]}, {"count": [1]}, {"confidence": 1}, {"count": ["x", 1]}]
)
def test_counts_that_are_none_are_refused(options):
    with pytest.raises(ps.OptionError):
        location_quotient(["a", "b"], ["i", "o"], **options)


def test_hhi_of_shares():
    assert hhi([30, 30, 20, 20]) == pytest.approx(0.26)  # 0.09 + 0.09 + 0.04 + 0.04
    assert hhi([7]) == hhi([7], normalised=True) == 1.0
    assert hhi([2, 2, 2, 2, 2], normalised=True) == pytest.approx(0.0)
    assert math.isnan(hhi([]))
    assert math.isnan(hhi([0, 0]))


@pytest.mark.parametrize("amounts", [[-1, 2], [float("nan")], [[1, 2]], "x", 3])
def test_amounts_that_are_none_are_refused(amounts):
    with pytest.raises(ps.OptionError):
        hhi(amounts)
