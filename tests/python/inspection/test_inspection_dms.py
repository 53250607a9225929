"""Degrees, minutes and seconds are read in every writing met, and nothing else is taken for them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petasentra.values.dms import parse_angle, parse_dms, parse_dms_values, parse_pair

EAST = 112 + 21 / 60 + 22.1 / 3600


@pytest.mark.parametrize(
    "text",
    [
        "112°21'22.1\"E", "112 21 22,1 BT", "112º 21′ 22,1″ BT", "E 112 21 22.1", "BT 112° 21' 22.1\"",
        "112° 21' 22,1\" Bujur Timur",
        "112-21-22.1", "112:21:22.1", "112d21m22.1s", "112 derajat 21 menit 22,1 detik BT",
        "112°21'22.1''E", "112° 21’ 22.1” T", "  112°21'22.1\" E. ",
    ],
)  # fmt: skip
def test_one_angle_in_many_writings(text: str) -> None:
    assert parse_dms(text) == pytest.approx(EAST, abs=1e-12)


@pytest.mark.parametrize("text", ["7°29'33\"S", "7 29 33 LS", "LS 7 29 33", "-7 29 33", "7°29,55' LS", "-7 29 33 LS"])
def test_south_is_negative_with_letter_or_sign(text: str) -> None:
    assert parse_dms(text) == pytest.approx(-(7 + 29 / 60 + 33 / 3600), abs=1e-9)


@pytest.mark.parametrize(
    "text",
    ["", "Desa 7", "112.356.100", "7 61 0", "7 29 61", "200", "95 LS", "-7 LU", "35.17.11", "1.5 2 3", "S",
     "2022-05-24", None, True, float("nan"), "9" * 100],
)  # fmt: skip
def test_what_is_no_angle_is_not_read(text: object) -> None:
    assert parse_angle(text) is None


def test_decimal_degrees_take_a_point_or_a_comma() -> None:
    assert parse_dms("112,3561") == parse_dms("112.3561") == parse_dms(112.3561) == 112.3561


def test_a_letter_tells_the_axis() -> None:
    found = [parse_angle(text) for text in ("7 29 33 LS", "1 2 3 LU", "112 21 22 BT", "112 21 22")]
    assert [angle and angle.axis for angle in found] == ["lat", "lat", "lon", ""]


def test_a_column_is_read_row_by_row() -> None:
    values = parse_dms_values(["7 30 0 LS", "-", None, "112,5"]).tolist()
    assert values[0] == -7.5
    assert values[3] == 112.5
    assert all(map(math.isnan, values[1:3]))


@pytest.mark.parametrize(
    "text",
    ["-7.4926, 112.3561", "112.3561,-7.4926", "-7,4926; 112,3561", "-7.4926 112.3561", "7.4926 LS, 112.3561 BT",
     "112.3561 BT 7.4926 LS"],
)  # fmt: skip
def test_a_pair_in_one_cell_is_longitude_and_latitude(text: str) -> None:
    assert parse_pair(text) == (112.3561, -7.4926)


@pytest.mark.parametrize("text", ["7.1, 8.2", "112.1, 113.2", "7 LS, 8 LS", "Kendalsari", "", None, "1"])
def test_a_pair_that_could_be_either_way_is_not_read(text: object) -> None:
    assert parse_pair(text) is None


@given(
    st.integers(0, 179),
    st.integers(0, 59),
    st.floats(0, 59.99).map(lambda s: round(s, 2)),
    st.sampled_from(["BT", "BB"]),
)
def test_what_is_written_is_read_again(degrees: int, minutes: int, seconds: float, side: str) -> None:
    value = (degrees + minutes / 60 + seconds / 3600) * (1 if side == "BT" else -1)
    written = f"{degrees}° {minutes:02d}' {seconds:05.2f}\" {side}".replace(".", ",")
    assert parse_dms(written) == pytest.approx(value, abs=1e-9)


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    parse_angle(text)
    parse_pair(text)
