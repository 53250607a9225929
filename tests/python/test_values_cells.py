"""Cells of registers: several KBLI codes in one, tags of web pages, days that no other row explains."""

from __future__ import annotations

import datetime as dt

import pytest

from petasentra.values import parse_dates, parse_kbli_lists, parse_texts


@pytest.mark.parametrize(
    "cell",
    [
        "38120, 38220", "38120;38220", "38120 / 38220", "38120 38220", "38120 dan 38220", "38120\r\n38220",
        "KBLI 38120 & KBLI 38220", "38120 - Pengumpulan air, limbah, dan lain; 38220", "38120 (limbah), 38220, 38120",
        "<p>38120</p><p>38220</p>", "38120&nbsp;38220 ",
    ],
)  # fmt: skip
def test_writings_of_two_codes(cell: str) -> None:
    (found,) = parse_kbli_lists([cell])
    assert (found.codes, found.unread) == (("38120", "38220"), ())


def test_lost_zeros_of_a_list_come_back_where_they_can_be_nothing_else() -> None:
    (found,) = parse_kbli_lists(["8104; 2420; 6100"])
    assert found.codes == ("08104", "06100")
    assert found.unread == (("2420", "ambiguous"),)


def test_a_column_that_kept_its_zeros_lost_none() -> None:
    kept, short = parse_kbli_lists(["08104", "6100"])
    assert kept.codes == ("08104",)
    assert (short.codes, short.unread) == ((), (("6100", "ambiguous"),))


@pytest.mark.parametrize("cell", ["38.120", "38120-38220", "381200", "tambang pasir", "12", "3812O"])
def test_what_is_no_code_is_kept_and_told(cell: str) -> None:
    (found,) = parse_kbli_lists([cell])
    assert (found.codes, found.unread, found.empty) == ((), ((cell, "unreadable"),), False)


def test_blank_cells_and_numbers_of_a_spreadsheet() -> None:
    assert [cell.empty for cell in parse_kbli_lists(["-", " ", None, "<br>"])] == [True] * 4
    found = parse_kbli_lists([8104.0, float("nan"), 38120.0])
    assert [cell.codes for cell in found] == [("08104",), (), ("38120",)]


def test_tags_and_entities_are_no_text_but_comparisons_are() -> None:
    given = ["<b>Terbit</b> Otomatis<br>Pasal&nbsp;181", "luas <5 ha & >2 ha", "PT A &amp; B", None, ""]
    assert parse_texts(given).to_pylist() == [
        "Terbit Otomatis Pasal 181", "luas <5 ha & >2 ha", "PT A & B", None, "",
    ]  # fmt: skip


def test_a_row_does_not_speak_for_another_where_the_column_may_not_decide() -> None:
    texts = ["03/04/2022", "24/05/2022", "04/04/2022", "5 Januari 2023", "31/02/2022"]
    found = parse_dates(texts, column_decides=False)
    assert found.to_pylist() == [None, dt.date(2022, 5, 24), dt.date(2022, 4, 4), dt.date(2023, 1, 5), None]
    assert (found.ambiguous.tolist(), found.unreadable.tolist()) == (
        [True, False, False, False, False], [False, False, False, False, True],
    )  # fmt: skip
    assert parse_dates(texts, column_decides=False, order="dmy").to_pylist()[0] == dt.date(2022, 4, 3)
    assert parse_dates(texts, order="mdy").to_pylist()[:2] == [dt.date(2022, 3, 4), None]


@pytest.mark.parametrize("text", ["Tgl. 24 Mei 2022", "tanggal 24 Mei 2022", "Bandung, 24 Mei 2022"])
def test_a_word_before_the_day(text: str) -> None:
    assert parse_dates([text]).to_pylist() == [dt.date(2022, 5, 24)]
