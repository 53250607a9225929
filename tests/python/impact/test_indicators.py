"""Indicators before and after: the ratios of the published figures, and a reason wherever there is none."""

from __future__ import annotations

import math

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import petasentra as ps
from petasentra.impact import Amount, Interval, change, indicators, read_claims


def rows(before, after, **more):
    made = [{"indicator": "i", "moment": "before", "value": one, "source": "b"} | more for one in before]
    return made + [{"indicator": "i", "moment": "after", "value": one, "source": "a"} | more for one in after]


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [
        ("belasan orang", "200 orang", 10.5, 18.2),
        ("Rp200-300 juta", "Rp1,5-2 miliar", 5.0, 10.0),
        ("50-70 t/tahun", "400-700 t/tahun", 5.7, 14.0),
        ("10 orang", "30 orang", 3.0, 3.0),
    ],
)
def test_published_ratios(before, after, low, high):
    row = indicators(rows([before], [after])).ratios.to_pylist()[0]
    assert (round(row["ratio_low"], 1), round(row["ratio_high"], 1)) == (low, high)
    assert (row["status"], row["direction"]) == ("computed", "up")


def test_bundled_facts_have_the_published_ratios():
    jombang = read_claims(ps.datasets.jombang().facts).indicators("sentra Kendalsari").ratios.to_pylist()
    found = {(row["indicator"], row["after"]): row for row in jombang if row["status"] == "computed"}
    assert {
        key: (round(row["ratio_low"], 1), round(row["ratio_high"], 1)) for key, row in found.items()
    } == {("workers", "200"): (10.5, 18.2), ("turnover", "1.5-2"): (5.0, 10.0), ("output", "400-700"): (5.7, 14.0),
          ("output", "1257"): (18.0, 25.1)}  # fmt: skip
    lombok = read_claims(ps.datasets.path("lombok-tengah") / "facts.csv").indicators().ratios.to_pylist()
    by_name = {row["indicator"]: row for row in lombok}
    assert (by_name["workers"]["ratio_low"], by_name["workers"]["ratio_high"]) == (3.0, 3.0)
    assert by_name["output"]["ratio_low"] is None
    assert by_name["output"]["reason_en"] == "there is no figure from before"
    assert by_name["output"]["reason_id"] == "tidak ada angka sebelum"


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ("", "30 orang", "no_before"),
        ("30 orang", "-", "no_after"),
        ("puluhan orang", "30 orang", "unreadable"),
        ("10 orang", "30 t", "unit_differs"),
        ("10 karung", "30 t", "unit_differs"),
        ("10 t/tahun", "30 t", "period_unknown"),
        ("hingga 20 orang", "30 orang", "before_holds_zero"),
        ("0 orang", "30 orang", "before_holds_zero"),
        ("hingga Rp20 juta", "Rp30 juta", "before_holds_zero"),
        ("-3 orang", "30 orang", "unreadable"),
        ("10 karung", "30 karung", "computed"),
        ("1 t/bulan", "24 t/tahun", "computed"),
    ],
)
def test_every_pair_has_a_ratio_or_a_reason(before, after, status):
    row = indicators(rows([before], [after])).ratios.to_pylist()[0]
    assert row["status"] == status
    assert (row["ratio_low"] is None) == (status != "computed")
    assert bool(row["reason_id"]) == bool(row["reason_en"]) == (status != "computed")


def test_units_and_periods_are_brought_together_and_the_conversion_told():
    row = indicators(rows(["1000 kg/bulan"], ["24 t/tahun"])).ratios.to_pylist()[0]
    assert (row["ratio_low"], row["ratio_high"], row["difference_low"], row["unit"]) == (2.0, 2.0, 12.0, "t")
    assert row["conversion_en"] == "× 0.012: 1 t = 1000 kg; 1 year = 12 months"


def test_an_open_bound_stays_open_in_the_ratio():
    found = indicators(rows(["10 t"], ["lebih dari 18 t"])).ratios.to_pylist()[0]
    assert (found["ratio_low"], found["ratio_low_open"], found["ratio_high"], found["status"]) == (
        1.8, True, None, "computed",
    )  # fmt: skip
    assert found["direction"] == "up"


def test_sources_that_disagree_give_a_pair_each():
    found = indicators(rows(["10 t", "20 t"], ["30 t", "40 t", "60 t"]))
    assert [(row["ratio_low"]) for row in found.ratios.to_pylist()] == [3, 4, 6, 1.5, 2, 3]
    assert len(found) == len(found.table) == 5


def test_about_goes_with_the_ratio_and_marks_with_their_pair():
    row = indicators(rows(["10 t"], ["sekitar 30 t"], verified=True, schematic=True)).ratios.to_pylist()[0]
    assert (row["about"], row["verified"], row["schematic"]) == (True, True, True)
    assert "about × 3" in indicators(rows(["10 t"], ["sekitar 30 t"])).explain(lang="en")


points = st.fractions(1, 60, max_denominator=8)


@given(points, points, points, points, st.fractions(0, 1, max_denominator=7), st.fractions(0, 1, max_denominator=7))
def test_the_ratio_of_any_two_points_lies_in_the_ratio(a, b, c, d, s, t):
    before, after = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    found = change(Amount(before, "t"), Amount(after, "t"))
    earlier, later = before.low + (before.high - before.low) * s, after.low + (after.high - after.low) * t
    assert found.ratio.contains(later / earlier)
    assert found.difference.contains(later - earlier)
    signs = {"up": later > earlier, "down": later < earlier, "same": later == earlier, "unclear": True}
    assert signs[found.direction]


def test_a_moment_that_is_neither_is_told_and_compared_with_none():
    found = indicators([{"indicator": "i", "moment": "kelak", "value": "3 t"}])
    assert found.findings["code"] == ["MOMENT_UNKNOWN"]
    assert (len(found), len(found.pairs)) == (1, 0)


def test_two_tables_compare_as_one_with_moments():
    before = pd.DataFrame({"indicator": ["workers", "output"], "value": ["belasan orang", "50-70 t/tahun"]})
    after = pd.DataFrame({"indicator": ["output", "workers"], "value": ["400-700 t/tahun", "200 orang"]})
    found = ps.compare_indicators(before, after)
    assert [(pair.indicator, pair.before.row, pair.after.row) for pair in found.pairs] == [
        ("workers", 0, 3), ("output", 1, 2),
    ]  # fmt: skip
    assert found.to_pandas()["status"].tolist() == ["computed", "computed"]
    with pytest.raises(ps.SchemaError, match="no column 'indicator'"):
        ps.compare_indicators([{"value": "1"}], [])


def test_a_diff_holds_what_differs_and_turns_around():
    one = indicators(rows(["10 t"], ["30 t", "60 t"]))
    other = indicators(rows(["10 t"], ["30 t", "50 t"]))
    assert len(one.diff(one)) == 0
    assert one.diff(other).table.to_pylist() == [
        {"subject": "", "indicator": "i", "before_source": "b", "after_source": "a", "ratio_low_here": 6.0,
         "ratio_high_here": 6.0, "status_here": "computed", "ratio_low_there": 5.0, "ratio_high_there": 5.0,
         "status_there": "computed"}
    ]  # fmt: skip
    assert (-one.diff(other)).table.to_pylist() == other.diff(one).table.to_pylist()
    assert one.diff(indicators([])).table["status_there"] == [None, None]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_picture_has_a_line_a_pair_and_words_where_there_is_no_bar(lang):
    found = indicators(
        rows(["10 t"], ["lebih dari 18 t"], subject="S") + rows([], ["30 orang"], subject="T")
        + rows(["20 t"], ["kurang dari 10 t"], subject="U")
    )  # fmt: skip
    ax = found.plot(lang)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["S\ni", "T\ni", "U\ni"]
    told = [text.get_text() for text in ax.texts]
    assert told[1] == {"id": "tidak ada angka sebelum", "en": "there is no figure from before"}[lang]
    assert all(math.isfinite(value) for line in ax.lines[:-1] for value in line.get_xdata())
    ax.figure.canvas.draw()
    plt.close(ax.figure)


def test_html_is_safe_and_an_empty_table_is_no_error():
    assert "&lt;i&gt;" in indicators(rows(["1 t"], ["2 t"], subject="<i>")).html("en")
    empty = indicators(pd.DataFrame({"indicator": [], "moment": [], "value": []}))
    assert len(empty) == len(empty.ratios) == 0
    ax = empty.plot("en")
    plt.close(ax.figure)
