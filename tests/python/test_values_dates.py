"""Dates: Indonesian and English months, orders of digits decided by the column, serials only when asked for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

import petasentra as ps
from petasentra.values import parse_date, parse_dates

if TYPE_CHECKING:
    from pathlib import Path


def test_case_17_indonesian_and_english_months_in_one_column() -> None:
    found = parse_dates(["24-Mei-2022", "16-Okt-2024", "24-Dec-2024", "20-Agu-2022", "30-Des-2021", "-"])
    assert [None if day is None else day.isoformat() for day in found.to_pylist()] == [
        "2022-05-24",
        "2024-10-16",
        "2024-12-24",
        "2022-08-20",
        "2021-12-30",
        None,
    ]
    assert not found.unread.any()


def test_case_17_on_the_real_register_every_filled_date_is_read(shared: Path) -> None:
    texts = ps.read_layer(shared / "permits" / "kkpr_jabar.geojson")["Tagl_Terbi"]
    found = parse_dates(texts)
    assert found.read == sum(text.strip() not in ("", "-") for text in texts)
    assert not found.unread.any()
    assert found.to_pylist()[texts.index("17-May-2023")] == dt.date(2023, 5, 17)
    assert found.to_pylist()[texts.index("29-Jul-1993")] == dt.date(1993, 7, 29)


@pytest.mark.parametrize(
    "text",
    [
        "24/05/2022",
        "24.05.2022",
        "2022-05-24",
        "2022/5/24",
        "20220524",
        "24 Mei 2022",
        "24 MEI 2022",
        "24 May 2022",
        "May 24, 2022",
        "Selasa, 24 Mei 2022",
        "24-Mei-2022 10:15",
        "2022-05-24T00:00:00+07:00",
        "2022-05-24 10:15:00.123",
        "24/05/2022 10:15:00",
        " 24-mei-2022 ",
    ],
)
def test_writings_of_one_day(text: str) -> None:
    assert parse_date(text).value == dt.date(2022, 5, 24)


@pytest.mark.parametrize(
    "text",
    ["31/02/2022", "24-Mei-22", "24-Foo-2022", "2022-13-01", "29-Feb-2023", "00/05/2022", "Mei 2022", "2022", "44705"],
)
def test_what_is_no_day_is_unreadable_and_kept(text: str) -> None:
    found = parse_date(text)
    assert (found.value, found.raw, found.reason) == (None, text, "unreadable")


def test_digits_follow_the_rows_that_have_one_reading() -> None:
    assert parse_dates(["05/04/2024", "24/05/2022"]).to_pylist() == [dt.date(2024, 4, 5), dt.date(2022, 5, 24)]
    assert parse_dates(["05/04/2024", "05/24/2022"]).to_pylist() == [dt.date(2024, 5, 4), dt.date(2022, 5, 24)]


def test_digits_without_evidence_stay_raw_unless_day_and_month_are_equal() -> None:
    found = parse_dates(["05/04/2024", "05/05/2024"])
    assert found.style == "ambiguous"
    assert found.to_pylist() == [None, dt.date(2024, 5, 5)]
    assert found.ambiguous.tolist() == [True, False]
    assert parse_dates(["05/04/2024"], order="dmy").to_pylist() == [dt.date(2024, 4, 5)]
    assert parse_dates(["05/04/2024"], order="mdy").to_pylist() == [dt.date(2024, 5, 4)]


def test_digits_with_evidence_for_both_orders_stay_raw() -> None:
    found = parse_dates(["24/05/2022", "05/24/2022", "05/04/2024"])
    assert found.style == "mixed"
    assert found.to_pylist() == [dt.date(2022, 5, 24), dt.date(2022, 5, 24), None]


def test_evidence_counts_rows_not_writings() -> None:
    found = parse_dates(["24/05/2022", "24/05/2022", "05/04/2024"])
    assert found.evidence == {"dmy": 2, "mdy": 0, "undecided": 1}


def test_serials_of_a_spreadsheet_are_read_only_when_asked_for() -> None:
    assert parse_dates(["44705"]).unread.all()
    found = parse_dates(["44705", "44705.25", "1", "59", "60", "61", "0"], excel_serials=True)
    assert found.to_pylist() == [
        dt.date(2022, 5, 24),
        dt.date(2022, 5, 24),
        dt.date(1900, 1, 1),
        dt.date(1900, 2, 28),
        None,
        dt.date(1900, 3, 1),
        None,
    ]
    assert found.unread_texts() == [("0", 1), ("60", 1)]
    assert parse_dates([44705, None], excel_serials=True).to_pylist() == [dt.date(2022, 5, 24), None]


def test_a_column_of_dates_comes_back_as_it_is() -> None:
    days = pa.array([dt.date(2022, 5, 24), None])
    assert parse_dates(days).values.equals(days)
    moments = pa.array([dt.datetime(2022, 5, 24, 13, 0), None])
    assert parse_dates(moments).values.equals(days)


def test_no_rows_give_no_dates() -> None:
    assert parse_dates([]).to_pylist() == []
    assert parse_dates([None, " "]).to_pylist() == [None, None]
