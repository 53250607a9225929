"""Numbers and dates written down and read again are the same."""

from __future__ import annotations

import datetime as dt

import strategies  # noqa: F401  (loads the profile of hypothesis)
from hypothesis import given
from hypothesis import strategies as st

from petasentra.values import parse_dates, parse_numbers

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")

numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=2).map(float)
days = st.dates(min_value=dt.date(1, 1, 1), max_value=dt.date(9999, 12, 31))


def in_english(value: float, places: int = 2) -> str:
    return f"{value:,.{places}f}"


def in_indonesian(value: float, places: int = 2) -> str:
    return in_english(value, places).translate(str.maketrans(",.", ".,"))


@given(st.lists(numbers))
def test_numbers_written_with_two_decimals_are_read_back(values: list[float]) -> None:
    assert parse_numbers([in_indonesian(value) for value in values]).to_pylist() == values
    assert parse_numbers([in_english(value) for value in values]).to_pylist() == values


@given(st.lists(st.integers(-(10**12), 10**12)), numbers)
def test_whole_numbers_with_thousands_are_read_by_the_evidence_of_one_row(values: list[int], proof: float) -> None:
    found = parse_numbers([in_indonesian(value, 0) for value in values] + [in_indonesian(proof)])
    assert found.to_pylist() == [*map(float, values), proof]


@given(st.lists(st.text(max_size=12)))
def test_every_row_is_read_or_empty_or_kept(texts: list[str]) -> None:
    for found in (parse_numbers(texts), parse_dates(texts, excel_serials=True)):
        kept = found.raw_where_unread().to_pylist()
        for text, value, raw in zip(texts, found.to_pylist(), kept, strict=True):
            assert (raw is None) or (raw == text and value is None)
            if value is None and raw is None:
                assert text.strip() in ("", "-", "–", "—")  # noqa: RUF001


@given(st.lists(st.text(alphabet="0123456789.,", max_size=9)))
def test_a_number_is_never_read_in_two_ways_at_once(texts: list[str]) -> None:
    free, as_id, as_en = (parse_numbers(texts, style=style) for style in (None, "id", "en"))
    for value, one, two in zip(free.to_pylist(), as_id.to_pylist(), as_en.to_pylist(), strict=True):
        if value is not None:
            assert value in (one, two)


@given(st.lists(days))
def test_dates_with_names_of_months_are_read_back(values: list[dt.date]) -> None:
    texts = [f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year:04d}" for day in values]
    assert parse_dates(texts).to_pylist() == values
    assert parse_dates([day.isoformat() for day in values]).to_pylist() == values


@given(st.lists(days))
def test_dates_of_digits_are_read_back_if_one_row_proves_the_order(values: list[dt.date]) -> None:
    texts = [f"{day.day}/{day.month}/{day.year:04d}" for day in [*values, dt.date(2022, 5, 24)]]
    assert parse_dates(texts).to_pylist()[:-1] == values


@given(st.lists(st.dates(min_value=dt.date(1900, 3, 1))))
def test_serials_count_days(values: list[dt.date]) -> None:
    serials = [(day - dt.date(1899, 12, 30)).days for day in values]
    assert parse_dates(serials, excel_serials=True).to_pylist() == values
