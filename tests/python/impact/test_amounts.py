"""Published figures: every form the sources have, and no guess where two readings are possible."""

from __future__ import annotations

import math
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

import petasentra as ps
from petasentra.impact import Amount, Interval, read_amounts

INF = math.inf
FORMS = [
    ("belasan", (11, 19), "", ""),
    ("belasan orang", (11, 19), "orang", ""),
    ("belasan juta", (11_000_000, 19_000_000), "", ""),
    ("belasan hingga 30 orang", (11, 30), "orang", ""),
    ("200-300 juta", (200_000_000, 300_000_000), "", ""),
    ("Rp200 - 300 juta", (200_000_000, 300_000_000), "Rp", ""),
    ("1,5-2 miliar", (1_500_000_000, 2_000_000_000), "", ""),
    ("Rp 1,5\u20132 milyar", (1_500_000_000, 2_000_000_000), "Rp", ""),
    ("800 juta s/d 1,2 miliar rupiah", (800_000_000, 1_200_000_000), "Rp", ""),
    ("Rp10 M", (10**10, 10**10), "Rp", ""),
    ("Rp2,5 T", (25 * 10**11, 25 * 10**11), "Rp", ""),
    ("IDR 30 ribu", (30_000, 30_000), "Rp", ""),
    ("5 jt rupiah per bulan", (5_000_000, 5_000_000), "Rp", "month"),
    ("Rp19.786.482.636,82", (F(1978648263682, 100),) * 2, "Rp", ""),
    ("Rp1.500.000,-", (1_500_000, 1_500_000), "Rp", ""),
    ("3,583,928.85 m2", (F(358392885, 100),) * 2, "m2", ""),
    ("0,125 t", (F(1, 8), F(1, 8)), "t", ""),
    ("50-70 t/yr", (50, 70), "t", "year"),
    ("6 ton/hari", (6, 6), "t", "day"),
    ("500 kg - 1 ton", (F(1, 2), 1), "t", ""),
    ("25 IKM", (25, 25), "unit", ""),
    ("12 karung", (12, 12), "karung", ""),
    ("4 kelurahan", (4, 4), "kelurahan", ""),
    ("Rp30 ribu/kg", (30_000, 30_000), "Rp/kg", ""),
    ("antara 10 dan 20 orang", (10, 20), "orang", ""),
    ("-5 s.d. -3", (-5, -3), "", ""),
    ("dua puluh lima orang", (25, 25), "orang", ""),
    ("seratus", (100, 100), "", ""),
    ("setengah juta", (500_000, 500_000), "", ""),
    ("Rp satu setengah miliar", (1_500_000_000, 1_500_000_000), "Rp", ""),
    ("Rp1 miliar 200 juta", (1_200_000_000, 1_200_000_000), "Rp", ""),
    ("dua sampai tiga juta rupiah", (2_000_000, 3_000_000), "Rp", ""),
    ("dua belas hingga duapuluh lima orang", (12, 25), "orang", ""),
    ("dua koma nol lima ton per bulan", (F(41, 20), F(41, 20)), "t", "month"),
    ("2 ratus karung", (200, 200), "karung", ""),
    ("antara 20-30 orang", (20, 30), "orang", ""),
    ("5 (lima) orang", (5, 5), "orang", ""),
    ("25 (dua puluh lima)", (25, 25), "", ""),
    ("1 000 000 unit", (1_000_000, 1_000_000), "unit", ""),
    ("Rp 1 500 000 - 2 000 000", (1_500_000, 2_000_000), "Rp", ""),
    ("500 juta-1 miliar", (500_000_000, 1_000_000_000), "", ""),
    ("5 s.d. 10", (5, 10), "", ""),
]


@pytest.mark.parametrize(
    "text", ["3 1/2", "3 1/2 ton", "3 1/kg", "5 (enam)", "5 (lima", "5 200", "1 000 00", "1 000 000 00"]
)
def test_what_looks_like_two_numbers_is_not_read_as_the_first(text):
    found = Amount.read(text)
    assert (found.status, found.interval) == ("unreadable", None)
    assert all(found.reason)


@pytest.mark.parametrize(("text", "ends", "unit", "per"), FORMS)
def test_a_published_form_has_its_ends_and_unit(text, ends, unit, per):
    found = Amount.read(text)
    assert (found.status, found.interval, found.unit, found.per) == ("read", Interval(*ends), unit, per)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("hingga 200", Interval(-INF, 200)),
        ("s.d. 200", Interval(-INF, 200)),
        ("s/d 200 orang", Interval(-INF, 200)),
        ("\u2264 200", Interval(-INF, 200)),
        ("kurang dari 200", Interval(-INF, 200, high_open=True)),
        ("lebih dari 18 ton", Interval(18, low_open=True)),
        (">18 t", Interval(18, low_open=True)),
        ("minimal 5", Interval(5)),
        ("20an", Interval(20, 30, high_open=True)),
        ("200-an orang", Interval(200, 300, high_open=True)),
        ("20-an hingga 40", Interval(20, 40)),
        ("20 s.d. 30-an", Interval(20, 40, high_open=True)),
        ("hampir lima puluh", Interval(-INF, 50, high_open=True)),
        ("lebih dari delapan belas ton", Interval(18, low_open=True)),
        ("lebih dari 1 hingga 2 t", Interval(1, 2, low_open=True)),
    ],
)
def test_words_of_bounds_say_whether_the_end_itself_belongs(text, interval):
    assert Amount.read(text).interval == interval


def test_about_is_kept_as_a_mark_and_widens_nothing():
    found = Amount.read("sekitar 30 orang")
    assert found.about
    assert found.interval == Interval(30, 30)
    assert found != Amount.read("30 orang")


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("107.565 kg", "ambiguous", "107565 where dots part thousands, else 107.565"),
        ("107,565 kg", "ambiguous", "107565 where commas part thousands, else 107.565"),
        ("1.200-1.500 orang", "ambiguous", "1200 where"),
        ("10 M", "ambiguous", "billions or metres"),
        ("2 T", "ambiguous", "trillions or tonnes"),
        ("puluhan orang", "unreadable", "'puluhan' is not read"),
        ("25-an", "unreadable", "multiples of ten"),
        ("dua dua orang", "unreadable", "no form of a figure"),
        ("ribu dua", "unreadable", "no form of a figure"),
        ("Tiga Saudara", "unreadable", "'Saudara'"),
        ("ratusan orang", "unreadable", "'ratusan' is not read"),
        ("dua puluhan orang", "unreadable", "'puluhan' is not read"),
        ("10 dari 30 orang", "unreadable", "'dari 30 orang'"),
        ("10 lebih", "unreadable", "'lebih'"),
        ("500 - 1 juta", "unreadable", "above the upper"),
        ("5 kg - 10 orang", "unreadable", "other kinds"),
        ("1.2.3,4,5", "unreadable", "of no number"),
        ("2010/2011", "unreadable", "/2011"),
        ("", "empty", "nothing is stated"),
        (" \u2013 ", "empty", "nothing is stated"),
        (None, "empty", "nothing is stated"),
        (math.nan, "empty", "nothing is stated"),
    ],
)
def test_what_has_no_one_reading_is_kept_with_the_reason(text, status, words):
    found = read_amounts([text])[0]
    assert (found.interval, found.status) == (None, status)
    assert words in found.reason[1]
    assert found.reason[0] != found.reason[1]
    assert found.raw == (text.strip() if isinstance(text, str) else "")


def test_a_column_decides_about_dots_and_a_text_before_it():
    texts = ["107.565", "20.589,82", "1.5", "1.200-1.500,5"]
    decided = read_amounts(texts[:2])
    assert [one.interval for one in decided] == [Interval(107565, 107565), Interval(F(2058982, 100), F(2058982, 100))]
    mixed = read_amounts(texts)
    assert [one.status for one in mixed] == ["ambiguous", "read", "read", "read"]
    assert mixed[3].interval == Interval(1200, F(15005, 10))
    assert [one.status for one in read_amounts(texts[:2], column_decides=False)] == ["ambiguous", "read"]
    assert Amount.read("107.565", style="id").interval == Interval(107565, 107565)
    assert Amount.read("107.565", style="en").interval == Interval(F(107565, 1000), F(107565, 1000))


def test_a_unit_of_the_column_holds_where_the_text_has_none():
    found = read_amounts(["200-300", "5 t", 3.1, "10 M"], unit=["million IDR", "kg", "billion IDR/month", "Rp"])
    assert [(one.interval, one.unit, one.per) for one in found] == [
        (Interval(200_000_000, 300_000_000), "Rp", ""),
        (Interval(5, 5), "t", ""),
        (Interval(3_100_000_000, 3_100_000_000), "Rp", "month"),
        (Interval(10**10, 10**10), "Rp", ""),
    ]
    with pytest.raises(ps.OptionError, match="2 figures and 1 units"):
        read_amounts(["1", "2"], unit=["t"])


def test_words_without_a_source_are_read_only_as_the_caller_says():
    assert Amount.read("puluhan orang").status == "unreadable"
    assert read_amounts(["puluhan orang"], words={"puluhan": (20, 99)})[0].interval == Interval(20, 99)


def test_units_change_exactly_and_only_within_their_kind():
    month = Amount.read("104729 kg per bulan")
    year = month.to("t", per="year")
    assert year.interval == Interval(F(1256748, 1000), F(1256748, 1000))
    assert month.conversion("t", per="year").words == (
        "× 0,012: 1 t = 1000 kg; 1 tahun = 12 bulan", "× 0.012: 1 t = 1000 kg; 1 year = 12 months",
    )  # fmt: skip
    for unit, per in (("orang", "month"), ("t", ""), ("karung", "month")):
        with pytest.raises(ps.OptionError, match="does not become"):
            month.to(unit, per=per)


def test_people_and_tonnes_are_not_below_zero_but_money_can_be():
    assert Amount.read("hingga 20 orang").possible == Interval(0, 20)
    assert Amount.read("hingga Rp20 juta").possible == Interval(-INF, 20_000_000)


decimals = st.builds(lambda number, places: F(number, 10**places), st.integers(0, 10**12), st.integers(0, 6))
units = st.sampled_from(["", "t", "kg", "orang", "unit", "Rp", "ha", "m3", "%", "karung"])


@st.composite
def amounts(draw):
    low, high = sorted((draw(decimals), draw(decimals)))
    kind = draw(st.sampled_from(["point", "range", "from", "to", "open"]))
    interval = {
        "point": lambda: Interval(low, low),
        "range": lambda: Interval(low, high),
        "from": lambda: Interval(low, low_open=draw(st.booleans())),
        "to": lambda: Interval(-INF, high, high_open=draw(st.booleans())),
        "open": lambda: Interval(low, high + 1, draw(st.booleans()), True),
    }[kind]()
    return Amount(interval, draw(units), draw(st.sampled_from(["", "year", "month", "day"])), draw(st.booleans()))


@given(amounts(), st.sampled_from(["id", "en"]))
def test_what_is_written_reads_back_as_the_same_amount(amount, lang):
    text = amount.format(lang)
    assert Amount.read(text) == amount
    assert Amount.read(text, style=lang) == amount


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text):
    found = Amount.read(text)
    assert (found.interval is None) == (found.status != "read")


@given(st.text(alphabet="0123456789.,- RpMTjutaribuhinggabelasansekitarlebihdari>kg/", max_size=30))
def test_texts_that_look_like_figures_do_not_break_it_either(text):
    found = Amount.read(text)
    assert found.status in ("read", "empty", "ambiguous", "unreadable")
    if found.interval is not None:
        assert Amount.read(found.format("en"), style="en").interval == found.interval
