"""Scale, year, plan and region are guessed from names, and only where the name says so."""

from __future__ import annotations

import pytest

from petasentra.inspection import guess_from_name


@pytest.mark.parametrize(
    ("name", "scale"),
    [("_3517_50_RTRW_PR_POLA_JOMBANG_2021", 50_000), ("3517_50RW_AR_PR_JOMBANG_2021", 50_000),
     ("X_5RD_AR_PR_LARAT_2023", 5_000), ("ADMINISTRASIDESA_AR_25K", 25_000), ("JALAN_LN_25K_3", 25_000),
     ("peta_1-25000", 25_000), ("skala 1:5.000", 5_000), ("KONTUR_LN_250K", 250_000), ("51.02_25_RDTR_X_2020", 25_000)],
)  # fmt: skip
def test_a_scale_is_read_where_the_name_states_one(name: str, scale: int) -> None:
    found = guess_from_name(name)
    assert found.scale == scale
    assert next(guess.part for guess in found.guesses if guess.what == "scale") in name


@pytest.mark.parametrize(
    "name", ["desa_25", "kp2b_2021", "zona_5", "jalan", "", "50", "9999_50_RTRW_X", "utm50", "125000"]
)
def test_a_bare_number_is_no_scale(name: str) -> None:
    assert guess_from_name(name).scale is None


@pytest.mark.parametrize(
    ("name", "year", "until"),
    [("X_5RD_AR_PR_LARAT_2023", 2023, ""), ("jombang_kp2b_rtrw_2021_2041", 2021, "2041"),
     ("rtrw 2009-2029", 2009, "2029"), ("desa_1:25000", None, ""), ("3517_50_RTRW_JOMBANG", None, ""),
     ("unit_12345", None, "")],
)  # fmt: skip
def test_years_and_periods_are_read(name: str, year: int | None, until: str) -> None:
    found = guess_from_name(name)
    assert found.year == year
    assert found.value("until") == until


def test_everything_is_called_a_guess_with_the_part_it_rests_on() -> None:
    found = guess_from_name("_3517_50_RTRW_AR_PR_JOMBANG_2021")
    assert found.value("region") == "Kabupaten Jombang"
    assert found.value("plan") == "RTRW"
    assert found.value("theme") == "pola ruang"
    assert found.text("id").startswith("perkiraan dari nama: wilayah Kabupaten Jombang (dari “3517”), skala 1:50.000")
    assert found.text("en").startswith("guess from the name: ")
    assert guess_from_name("jalan").text("id") == ""
