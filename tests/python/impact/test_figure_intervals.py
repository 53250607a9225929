"""Arithmetic of intervals: the published ratios, and every result of points lies inside."""

from __future__ import annotations

import math
from fractions import Fraction as F

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import petasentra as ps
from petasentra.impact import Interval

OPERATIONS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b}
fractions = st.fractions(-50, 50, max_denominator=12)


@st.composite
def intervals(draw):
    low, high = sorted((draw(fractions), draw(fractions)))
    flags = [low != high and draw(st.booleans()) for _ in range(2)]
    return Interval(
        -math.inf if draw(st.integers(0, 5)) == 0 else low, math.inf if draw(st.integers(0, 5)) == 0 else high, *flags
    )


@st.composite
def within(draw, interval):
    """A point of an interval, often one very near an end."""
    low = interval.low if interval.low > -math.inf else min(interval.high, F(0)) - 100
    high = interval.high if interval.high < math.inf else max(low, F(0)) + 100
    point = low + (high - low) * draw(st.sampled_from([F(0), F(1, 10**9), F(1, 3), F(1, 2), 1 - F(1, 10**9), F(1)]))
    assume(interval.contains(point))
    return point


@given(st.data(), intervals(), intervals(), st.sampled_from(sorted(OPERATIONS)))
def test_an_operation_holds_the_result_of_every_pair_of_points(data, a, b, sign):
    assume(sign != "/" or not b.contains(0))
    result = OPERATIONS[sign](a, b)
    assert result.contains(OPERATIONS[sign](data.draw(within(a)), data.draw(within(b))))


@given(intervals(), intervals(), st.sampled_from(sorted(OPERATIONS)))
def test_an_operation_is_no_wider_than_its_points(a, b, sign):
    """Its ends are results of ends, or limits of them; a closed one is reached."""
    assume(sign != "/" or not b.contains(0))
    result = OPERATIONS[sign](a, b)
    tiny, huge = F(1, 10**9), F(10**7)

    def points(interval):
        low, high = max(interval.low, -huge), min(interval.high, huge)
        listed = [low, low + tiny, (low + high) / 2, high - tiny, high, F(0), tiny, -tiny]
        return [point for point in listed if interval.contains(point)]

    results = [OPERATIONS[sign](x, y) for x in points(a) for y in points(b)]
    for end, is_open, extreme in (
        (result.low, result.low_open, min(results)), (result.high, result.high_open, max(results)),
    ):  # fmt: skip
        if math.isinf(end):
            assert abs(extreme) > 1000
        elif not is_open:
            assert extreme == end
        else:
            assert extreme != end
            assert abs(extreme - end) <= F(3, 10**3) * max(1, abs(end))


@pytest.mark.parametrize(
    ("after", "before", "ends"),
    [
        ((200, 200), (11, 19), (10.5, 18.2)),
        ((1500, 2000), (200, 300), (5.0, 10.0)),
        ((400, 700), (50, 70), (5.7, 14.0)),
        ((30, 30), (10, 10), (3.0, 3.0)),
    ],
)
def test_published_ratios(after, before, ends):
    ratio = Interval(*after) / Interval(*before)
    assert tuple(round(end, 1) for end in ratio.floats) == ends


def test_ends_are_exact():
    assert Interval(0.1, 0.1) + Interval(0.2, 0.2) == Interval(0.3, 0.3)
    assert (Interval(1, 1) / 3) * 3 == Interval(1, 1)


@pytest.mark.parametrize("divisor", [Interval(-1, 1), Interval(0, 5), Interval(-5, 0), Interval(-math.inf, 200)])
def test_division_by_what_holds_zero_is_refused_in_both_languages(divisor):
    with pytest.raises(ps.OptionError, match="holds 0") as raised:
        Interval(1, 2) / divisor
    assert "ada 0" in raised.value.message_id


def test_an_open_end_at_zero_is_no_zero():
    assert 1 / Interval(0, 5, low_open=True) == Interval(F(1, 5))
    assert 1 / Interval(-5, 0, high_open=True) == Interval(-math.inf, F(-1, 5))
    assert 1 / Interval(4, low_open=True) == Interval(0, F(1, 4), True, True)


def test_zero_is_reached_though_the_other_end_is_not():
    assert Interval(0, 1) * Interval(2, 3, True, True) == Interval(0, 3, False, True)
    assert Interval(0, 0) * Interval() == Interval(0, 0)


@pytest.mark.parametrize(
    "ends", [(2, 1), (math.nan, 1), ("1", 2), (math.inf, math.inf), (1, 1, True), (True, 2), (None, 2)]
)
def test_what_is_no_interval_is_refused(ends):
    with pytest.raises(ps.OptionError):
        Interval(*ends)


@given(intervals(), intervals())
def test_meeting_is_having_an_intersection_that_both_hold(a, b):
    common = a.intersection(b)
    assert a.meets(b) == b.meets(a) == (common is not None)
    if common is not None and not (math.isinf(common.low) or math.isinf(common.high)):
        middle = (common.low + common.high) / 2
        assert a.contains(middle)
        assert b.contains(middle)
