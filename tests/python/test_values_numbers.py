"""Numbers as Indonesian registers write them: the column decides, and what it cannot decide stays raw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import petasentra as ps
from petasentra.values import parse_number, parse_numbers

if TYPE_CHECKING:
    from pathlib import Path


def test_case_16_thousands_and_decimals_of_a_permit_register() -> None:
    areas = parse_numbers(["3.583.928,85", "107.565", "20.589,82", " ", None])
    assert areas.to_pylist() == [3583928.85, 107565.0, 20589.82, None, None]
    assert areas.style == "id"
    assert areas.evidence == {"id": 2, "en": 0, "undecided": 1}
    assert not areas.unread.any()


def test_case_16_on_the_real_register_every_filled_area_is_read(shared: Path) -> None:
    areas = ps.read_layer(shared / "permits" / "kkpr_jabar.geojson")["Luas_KKPR"]
    found = parse_numbers(areas)
    blank = sum(text.strip() == "" for text in areas)
    assert found.style == "id"
    assert found.read == len(areas) - blank
    by_text = dict(zip(areas, found.to_pylist(), strict=True))
    assert by_text["107.565"] == 107565.0
    assert by_text["3.583.928,85"] == 3583928.85
    assert by_text["74040"] == 74040.0
    assert by_text[" 52.253,80"] == 52253.8
    assert by_text["897,41"] == 897.41


def test_three_digits_after_a_lone_dot_follow_the_other_rows() -> None:
    assert parse_numbers(["107.565", "0.5"]).to_pylist() == [107.565, 0.5]
    assert parse_numbers(["107.565", "0,5"]).to_pylist() == [107565.0, 0.5]
    assert parse_numbers(["107,565", "0,5"]).to_pylist() == [107.565, 0.5]


def test_a_column_without_evidence_is_ambiguous_and_stays_raw() -> None:
    found = parse_numbers(["107.565", "218.055", "12"])
    assert found.style == "ambiguous"
    assert found.to_pylist() == [None, None, 12.0]
    assert found.ambiguous.tolist() == [True, True, False]
    assert found.raw_where_unread().to_pylist() == ["107.565", "218.055", None]
    assert parse_numbers(["107.565", "218.055"], style="id").to_pylist() == [107565.0, 218055.0]
    assert parse_numbers(["107.565", "218.055"], style="en").to_pylist() == [107.565, 218.055]


def test_a_column_with_evidence_for_both_reads_what_has_one_reading_only() -> None:
    found = parse_numbers(["1.234,5", "12.5", "107.565"])
    assert found.style == "mixed"
    assert found.to_pylist() == [1234.5, 12.5, None]
    assert found.ambiguous.tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("1234.567", 1234.567),
        ("1234,567", 1234.567),
        ("1,234,567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("-1.234,5", -1234.5),
        ("−12,5", -12.5),  # noqa: RUF001
        ("+7", 7.0),
        ("1e-05", 1e-05),
        ("Rp 1.500.000,-", 1500000.0),
        ("Rp2.000.000,00", 2000000.0),
        ("\u00a042\u00a0", 42.0),
        ("007", 7.0),
    ],
)
def test_a_text_with_one_reading_is_read_alone(text: str, value: float) -> None:
    assert parse_number(text).value == value


@pytest.mark.parametrize(
    "text",
    ["1.23.456", "12.34,56,7", "1.234.5", "12 ha", "1 234", "abc", "1,2.3", ".", ",", "--", "1..2", "0.123.456", "NaN"],
)
def test_what_is_no_number_is_unreadable_and_kept(text: str) -> None:
    found = parse_number(text)
    assert (found.value, found.raw, found.reason) == (None, text, "unreadable")


@pytest.mark.parametrize("text", ["", " ", "-", "–"])  # noqa: RUF001
def test_a_hyphen_or_a_blank_is_no_value_and_no_complaint(text: str) -> None:
    assert parse_number(text).reason == "empty"
    assert not parse_numbers([text]).unread.any()


def test_a_given_style_refuses_what_does_not_fit_it() -> None:
    found = parse_numbers(["12.5", "1.234,5"], style="id")
    assert found.to_pylist() == [None, 1234.5]
    assert found.unread_texts() == [("12.5", 1)]


def test_unread_texts_are_counted_most_frequent_first() -> None:
    found = parse_numbers(["x", "y", "x", "1"])
    assert found.unread_texts() == [("x", 2), ("y", 1)]
    assert found.unread_texts(1) == [("x", 2)]


@pytest.mark.parametrize(
    "column",
    [
        pa.chunked_array([["1,5"], ["2,5", None]]),
        pa.array(["1,5", "2,5", None]).dictionary_encode(),
        pa.array(["1,5", "2,5", None], pa.large_string()),
        pd.Series(["1,5", "2,5", None]),
        np.array(["1,5", "2,5", None], dtype=object),
        ("1,5", "2,5", None),
    ],
    ids=["chunks", "dictionary", "large", "pandas", "numpy", "tuple"],
)
def test_any_kind_of_column_is_taken(column: object) -> None:
    assert parse_numbers(column).to_pylist() == [1.5, 2.5, None]  # type: ignore[arg-type]


def test_a_column_of_numbers_comes_back_as_it_is() -> None:
    found = parse_numbers(np.array([1.5, np.nan, 3.0]))
    assert found.style == "number"
    assert found.to_pylist() == [1.5, None, 3.0]


@pytest.mark.parametrize("column", [[], pa.array([], pa.string()), pa.chunked_array([], pa.string()), [None, None]])
def test_a_column_without_values_gives_a_column_without_values(column: object) -> None:
    found = parse_numbers(column)  # type: ignore[arg-type]
    assert found.read == 0
    assert found.values.type == pa.float64()
    assert not found.unread.any()
