"""KBLI codes that lost their zero, and flags that say one thing in many ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import petasentra as ps
from petasentra.values import Domain, DomainValue, parse_coded, parse_coded_lists, parse_kbli, parse_kbli_code

if TYPE_CHECKING:
    from pathlib import Path

OVERLAY = Domain(
    "overlay",
    (
        DomainValue("Tidak Ada", synonyms=("1", "0")),
        DomainValue("Ada", synonyms=("2", "Ya"), unverified_synonyms=("3",)),
        DomainValue("Rawan Banjir Tinggi"),
    ),
)


def test_case_18_a_lost_zero_comes_back() -> None:
    assert parse_kbli_code("8104").value == "08104"
    assert parse_kbli_code(8104).value == "08104"


def test_case_18_on_the_real_register(shared: Path) -> None:
    codes = ps.read_layer(shared / "permits" / "kkpr_jabar.geojson")["KO_KBLI"]
    found = parse_kbli(codes)
    assert found.evidence == {"padded": int((codes < 10000).sum())}
    assert found.style == "zeros lost"
    assert sorted({code for code in found.to_pylist() if code.startswith("0")}) == [
        "06100",
        "08101",
        "08103",
        "08104",
        "08105",
    ]
    assert not found.unread.any()


def test_four_digits_that_are_a_class_themselves_have_two_readings() -> None:
    found = parse_kbli(["2420", "2410", "2100", "1101", "38301"])
    assert found.to_pylist() == [None, None, None, None, "38301"]
    assert found.ambiguous.tolist() == [True, True, True, True, False]
    assert found.raw_where_unread().to_pylist()[:2] == ["2420", "2410"]
    assert found.evidence == {"padded": 0}


def test_four_digits_of_which_no_group_begins_have_one_reading_and_it_is_not_five_digits() -> None:
    found = parse_kbli(["3830", "2599"])
    assert found.unreadable.tolist() == [True, True]


def test_a_text_column_that_kept_its_zeros_lost_none() -> None:
    found = parse_kbli(["01111", "8104", "38301"])
    assert found.to_pylist() == ["01111", None, "38301"]
    assert found.ambiguous.tolist() == [False, True, False]
    assert found.style == "zeros kept"


@pytest.mark.parametrize("text", ["4101", "04101", "383", "383011", "C38301", "38301 - Pemulihan", "8104.0", "0000"])
def test_what_is_no_kbli_code_of_five_digits_stays_raw(text: str) -> None:
    assert parse_kbli_code(text).reason == "unreadable"


def test_codes_in_a_column_of_doubles_are_whole_numbers() -> None:
    found = parse_kbli([8104.0, 38301.0, None, 1.5])
    assert found.to_pylist() == ["08104", "38301", None, None]
    assert found.unread.tolist() == [False, False, False, True]


def test_one_meaning_in_many_writings_becomes_one_value() -> None:
    found = parse_coded(["Tidak Ada", "Tidak ada", "TIDAK  ADA ", "1", "0", "2", "Ya", "", None, "-"], OVERLAY)
    assert found.to_pylist() == ["Tidak Ada"] * 5 + ["Ada"] * 2 + [None] * 3
    assert not found.unread.any()


def test_what_a_domain_does_not_know_stays_raw() -> None:
    found = parse_coded(["Patahan Aktif", "1", "Patahan Aktif"], OVERLAY)
    assert found.raw_where_unread().to_pylist() == ["Patahan Aktif", None, "Patahan Aktif"]
    assert found.unread_texts() == [("Patahan Aktif", 2)]


def test_a_synonym_nobody_has_verified_is_not_applied() -> None:
    assert parse_coded(["3"], OVERLAY).to_pylist() == [None]
    supposed = OVERLAY.supposed("3")
    assert supposed is not None
    assert supposed.value == "Ada"


def test_codes_may_come_as_numbers() -> None:
    assert parse_coded([1, 2, None], OVERLAY).to_pylist() == ["Tidak Ada", "Ada", None]


def test_a_list_is_understood_if_every_part_is() -> None:
    found = parse_coded_lists(["rawan banjir tinggi, Ada", "Rawan Banjir Tinggi, Hujan Katak"], OVERLAY)
    assert found.to_pylist() == ["Rawan Banjir Tinggi, Ada", None]


def test_a_writing_with_two_meanings_is_refused() -> None:
    with pytest.raises(ValueError, match="two meanings"):
        Domain("salah", (DomainValue("Ada", synonyms=("1",)), DomainValue("Tidak Ada", synonyms=("1",))))
