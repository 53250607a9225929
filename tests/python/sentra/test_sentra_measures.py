"""Location quotients and concentration against closed forms, limits and simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest

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


def test_the_variance_is_that_of_numeric_differences():
    """The delta method once more, with the gradient of log(p1 / (w p1 + (1 - w) p2)) taken by differences."""
    x, n, y, m = 30, 100, 20, 400
    w = n / (n + m)

    def log_quotient(p1, p2):
        return math.log(p1 / (w * p1 + (1 - w) * p2))

    p1, p2, step = x / n, y / m, 1e-6
    d1 = (log_quotient(p1 + step, p2) - log_quotient(p1 - step, p2)) / (2 * step)
    d2 = (log_quotient(p1, p2 + step) - log_quotient(p1, p2 - step)) / (2 * step)
    spread = 1.959963984540054 * math.sqrt(d1**2 * p1 * (1 - p1) / n + d2**2 * p2 * (1 - p2) / m)
    row = one(x, n, y, m)
    assert row["low"] == pytest.approx(3.0 * math.exp(-spread), rel=1e-7)
    assert row["high"] == pytest.approx(3.0 * math.exp(spread), rel=1e-7)


def test_in_a_small_region_the_interval_is_that_of_a_share_against_a_known_one():
    row = one(30, 100, 10**7, 10**8)
    spread = 1.959963984540054 * math.sqrt((1 - 0.3) / 30)
    assert row["low"] == pytest.approx(3 * math.exp(-spread), rel=1e-4)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    rng = np.random.default_rng(1)
    n, m, p1, p2 = 150, 900, 0.2, 0.1
    truth = p1 / ((n * p1 + m * p2) / (n + m))
    rows = [one(int(x), n, int(y), m) for x, y in zip(rng.binomial(n, p1, 400), rng.binomial(m, p2, 400), strict=True)]
    held = sum(row["low"] <= truth <= row["high"] for row in rows)
    assert 365 <= held <= 394  # 95 % of 400 are 380; four standard deviations are 17


def test_without_a_unit_here_the_upper_end_is_exact():
    row = one(0, 20, 50, 480)
    assert (row["quotient"], row["low"], row["status"]) == (0.0, 0.0, "not_told_apart")
    # No unit among 20: the upper end of Clopper and Pearson is where (1 - p)^20 is 0.025.
    assert row["high"] == pytest.approx((1 - 0.025 ** (1 / 20)) / (50 / 500))
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
