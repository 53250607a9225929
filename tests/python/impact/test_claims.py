"""Claims of several sources: kept apart, seen in one unit, and told where they cannot all be true."""

from __future__ import annotations

import csv
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import petasentra as ps
from petasentra.impact import Claims, Interval, read_claims


def claim(value, unit="t/year", **more):
    return {"subject": "S", "attribute": "output", "value": value, "unit": unit, "source": f"sumber {value}"} | more


@pytest.fixture(scope="module")
def jombang() -> Claims:
    return read_claims(ps.datasets.jombang().facts)


@pytest.mark.parametrize("name", ["jombang", "lombok-tengah", "lamongan"])
def test_every_bundled_claim_has_a_row_and_none_is_found_faulty(name):
    path = ps.datasets.path(name) / "facts.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    claims = read_claims(path)
    assert len(claims) == len(claims.table) == len(rows)
    assert [one.value for one in claims.claims] == [row["value"] for row in rows]
    assert claims.findings.to_pylist() == []


def test_disputes_are_those_of_the_core_but_for_one_in_two_units(jombang):
    """The core compares claims of one unit; the month of 388,956 kg is 12.97 t a day, so nobody disagrees there."""
    core = ps.datasets.jombang().facts["dispute"].tolist()
    mine = jombang.table["dispute"].tolist()
    assert [group >= 0 for group in core] == [group >= 0 for group in mine]
    by_core: dict[int, set[int]] = {}
    by_mine: dict[int, set[int]] = {}
    for groups, numbers in ((by_core, core), (by_mine, mine)):
        for row, number in enumerate(numbers):
            if number >= 0:
                groups.setdefault(number, set()).add(row)
    assert sorted(map(sorted, by_core.values())) == sorted(map(sorted, by_mine.values()))


def test_the_two_outputs_stand_in_one_unit_with_the_conversion(jombang):
    rows = jombang.side_by_side("sentra Kendalsari", ["output", "ingot output"], unit="t/month").to_pylist()
    assert [(row["value"], round(row["low"], 3), round(row["high"], 3)) for row in rows] == [
        ("400-700", 33.333, 58.333), ("1257", 104.75, 104.75), ("104729", 104.729, 104.729),
    ]  # fmt: skip
    assert rows[0]["conversion_id"] == "× 0,0833333: 1 tahun = 12 bulan"
    assert rows[2]["conversion_en"] == "× 0.001: 1 t = 1000 kg"
    assert [row["relation"] for row in rows] == ["apart", "apart", "apart"]


def test_a_month_has_28_to_31_days_so_a_daily_figure_is_an_interval_a_month():
    rows = read_claims([claim("388956", "kg/month"), claim("12.97", "t/day")]).side_by_side("S", unit="t/month")
    assert (rows["low"][1], rows["high"][1]) == (pytest.approx(12.97 * 28), pytest.approx(12.97 * 31))
    assert rows["relation"] == ["same", "same"]


def test_a_figure_without_period_is_not_compared_with_one_that_has_it(jombang):
    rows = [row for row in jombang.disagreements().to_pylist() if row["attribute"] == "turnover"]
    assert [(row["relation"], row["low"]) for row in rows] == [("period_unknown", None), ("same", 3.1e9)]


def test_open_ends_do_not_meet_where_they_touch():
    def relations(*values):
        return [row["relation"] for row in read_claims([claim(one) for one in values]).disagreements().to_pylist()]

    assert relations("lebih dari 18", "18") == ["apart", "apart"]
    assert relations("minimal 18", "18") == []
    assert relations("kurang dari 20", "lebih dari 18") == []
    assert relations("10-20", "15-30", "25-40") == ["apart", "apart"]
    assert relations("hingga 200", "201", "150") == ["apart", "apart", "apart"]


values = st.tuples(st.integers(0, 9), st.integers(0, 4), st.booleans(), st.booleans())


@given(st.lists(values, max_size=7))
def test_who_is_apart_is_whoever_misses_another(drawn):
    intervals = [Interval(low, low + width, width > 0 and one, width > 0 and other) for low, width, one, other in drawn]
    texts = [f"{i.low}" if i.is_point else None for i in intervals]
    words = {(False, False): "{}-{}", (True, False): "lebih dari {} hingga {}",
             (False, True): "minimal {} kurang dari {}", (True, True): "lebih dari {} kurang dari {}"}  # fmt: skip
    rows = [
        claim(text or words[i.low_open, i.high_open].format(i.low, i.high))
        for text, i in zip(texts, intervals, strict=True)
    ]
    claims = read_claims(rows)
    assert [one.amount.interval for one in claims.claims] == intervals
    wanted = [n for n, i in enumerate(intervals) if any(not i.meets(other) for other in intervals)]
    assert claims.disagreements()["claim"].tolist() == wanted


def test_low_and_high_settle_what_the_value_leaves_open_and_a_contradiction_is_told():
    claims = read_claims(
        [
            claim("107.565", "m2", low=107565, high=107565),
            claim("107.565", "m2"),
            claim("200-300", "million IDR", low=200, high=30),
            claim("200-300", "million IDR", low=20, high=300),
            claim("lebih dari 18", "t", low=18),
            claim("ratusan", "t"),
            claim("belasan peti"),
            claim("1,5 t", "kg", low=1500, high=1500),
        ]
    )
    assert [one.amount.status for one in claims.claims] == [
        "read", "ambiguous", "unreadable", "read", "read", "unreadable", "read", "read",
    ]  # fmt: skip
    assert claims.claims[3].amount.interval == Interval(20_000_000, 300_000_000)
    assert claims.claims[4].amount.interval == Interval(18, low_open=True)
    assert list(zip(claims.findings["code"], claims.findings["feature_id"], strict=True)) == [
        ("AMOUNT_AMBIGUOUS", "S (1)"),
        ("AMOUNT_CONTRADICTED", "S (2)"),
        ("AMOUNT_CONTRADICTED", "S (3)"),
        ("AMOUNT_UNREADABLE", "S (5)"),
    ]
    assert all(row["message_id"] != row["message_en"] for row in claims.findings.to_pylist())


def test_a_unit_that_nobody_knows_is_told_once_and_kept():
    claims = read_claims([{"subject": "S", "attribute": "output", "value": "12 karung"}])
    assert claims.claims[0].amount.unit == "karung"
    assert claims.findings["code"] == ["UNIT_UNKNOWN"]


def test_explanations_name_source_period_and_flag_in_both_languages(jombang):
    text = jombang.explain("sentra Kendalsari", "en")
    assert (
        "400-700 t/year (since the sentra, sentra) [artikel daring tentang sentra, 2025; not verified] ! disagrees"
        in text
    )
    assert "belum diverifikasi" in jombang.explain("sentra Kendalsari")
    assert jombang.explain("sentra Kendalsari") != text
    seen = read_claims([claim("5", verified=True)]).explain(lang="en")
    assert "not verified" not in seen


def test_html_holds_every_disagreement_and_no_markup_of_the_data():
    claims = read_claims([claim("1", source="<b>a</b>"), claim("2")])
    page = claims.html("en")
    assert "<b>a</b>" not in page
    assert "&lt;b&gt;a" in page
    assert page.count("<tr>") == 3
    assert claims._repr_html_() == claims.html("id")


def test_questions_that_make_no_sense_are_refused_in_both_languages(jombang, tmp_path):
    for ask in (
        lambda: jombang.side_by_side("sentra Kendalsar", unit="t"),
        lambda: jombang.explain("tidak ada"),
        lambda: jombang.explain(lang="fr"),
    ):
        with pytest.raises(ps.OptionError) as raised:
            ask()
        assert raised.value.message_id != raised.value.message_en
    for source in (42, [1, 2], [{"subject": "a"}], {"subject": "a"}):
        with pytest.raises(ps.SchemaError):
            read_claims(source)
    with pytest.raises(ps.IoError):
        read_claims(tmp_path / "tidak-ada.csv")
    broken = tmp_path / "rusak.csv"
    broken.write_bytes(b"subject,attribute,value\n\xff\xfe,a,1\n")
    with pytest.raises(ps.IoError):
        read_claims(broken)


def test_a_file_with_semicolons_and_a_mark_of_byte_order_is_read(tmp_path):
    path = tmp_path / "klaim.csv"
    path.write_bytes("\ufeffsubject;attribute;value\nS;output;1,5-2 miliar\n".encode())
    assert read_claims(path).claims[0].amount.interval == Interval(1_500_000_000, 2_000_000_000)


def test_disagreements_seen_on_ranks_are_those_seen_pair_by_pair():
    """The arrays against a twin that compares every two intervals of a group in one unit."""
    drawn = random.Random(11)
    forms = ["{a}", "{a}-{b}", "lebih dari {a}", "kurang dari {b}", "hingga {b}", "minimal {a}", "0,{a}"]
    units = ["t/year", "t/year", "kg/year", "t/month", "kg/day", "t", "karung"]
    rows = []
    for subject in range(400):
        for _ in range(drawn.randrange(1, 6)):
            a = drawn.randrange(1, 8)
            text = drawn.choice(forms).format(a=a, b=a + drawn.randrange(1, 9))
            rows.append(claim(text, drawn.choice(units)) | {"subject": f"S{subject}"})
    claims = read_claims(rows)
    told = {row["subject"] for row in claims.disagreements().to_pylist()}
    groups: dict[tuple[str, str], list] = {}
    for one in claims.claims:
        kind = "weight" if one.amount.unit in ("t", "kg") else one.amount.unit
        groups.setdefault((one.subject, kind), []).append(one.amount)
    expected = set()
    for (subject, _), amounts in groups.items():
        per = next((one.per for one in amounts if one.per), "")
        ways = [one.conversion(amounts[0].unit, per=per) for one in amounts]
        same = [one.interval * way.factor for one, way in zip(amounts, ways, strict=True) if way is not None]
        apart = any(one.intersection(other) is None for one in same for other in same)
        if apart or 0 < len(same) < len(amounts):
            expected.add(subject)
    assert told == expected
    assert 100 < len(told) < 400
