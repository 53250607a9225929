"""Units of amounts, in both languages."""

from __future__ import annotations

import pytest

import petasentra as ps
from petasentra.supply.units import parse_unit, unit_of_column


@pytest.mark.parametrize(
    ("text", "days", "tonnes"),
    [
        ("t", 30, 1), ("ton", 30, 1), ("kg", 30, 0.001), ("kuintal", 30, 0.1), ("t/hari", 30, 30),
        ("kg per day", 30, 0.03),
        ("t/bulan", 365, 12), ("t/tahun", 73, 0.2), ("T/Minggu", 14, 2), ("m3/year", 365, 1), ("liter", 1, 0.001),
    ],
)  # fmt: skip
def test_an_amount_of_a_time_becomes_one_of_a_period(text, days, tonnes):
    assert parse_unit(text).in_period(days) == pytest.approx(tonnes)


def test_the_end_of_a_column_name_states_its_unit():
    assert unit_of_column("supply_t_per_year").days == 365
    assert unit_of_column("kapasitas_kg_per_hari").factor == 0.001
    assert unit_of_column("stok_t").days is None
    assert unit_of_column("jumlah") is None


@pytest.mark.parametrize("text", ["", "ekor", "t/abad", "t/hari/km", "IDR"])
def test_what_is_no_unit_is_refused(text):
    with pytest.raises(ps.OptionError) as raised:
        parse_unit(text)
    assert raised.value.message_id != raised.value.message_en


def test_the_nearest_word_is_named():
    with pytest.raises(ps.OptionError, match="Did you mean 'hari'"):
        parse_unit("t/harii")
