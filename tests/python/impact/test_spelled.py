"""Numbers in words: every number that a writer of our own puts into words is read back, and nothing else is."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from petasentra.impact import Amount, Interval
from petasentra.impact.spelled import spelled_number

DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


def written(number: int) -> str:
    """Write a number below 10^15 by dividing: an independent twin of the reader."""
    if number < 10:
        return DIGITS[number]
    if number < 12:
        return ("sepuluh", "sebelas")[number - 10]
    if number < 20:
        return DIGITS[number - 10] + " belas"
    for size, word, one in (
        (10**12, "triliun", "satu triliun"), (10**9, "miliar", "satu miliar"), (10**6, "juta", "satu juta"),
        (1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", ""),
    ):  # fmt: skip
        if number >= size:
            many, rest = divmod(number, size)
            head = one if many == 1 else f"{written(many)} {word}"
            return head if not rest else f"{head} {written(rest)}"
    raise AssertionError(number)


def sampled() -> list[int]:
    drawn = random.Random(20)
    edges = [10**place + step for place in range(1, 7) for step in (-1, 0, 1)]
    return [*range(2_000), *edges, *(drawn.randrange(10**6) for _ in range(6_000))]


def test_every_number_in_words_is_read_back():
    for number in sampled():
        text = written(number)
        found = Amount.read(f"{text} orang")
        assert (found.interval, found.unit) == (Interval(number, number), "orang"), text


def test_large_numbers_and_words_written_together_are_read_back():
    drawn = random.Random(3)
    for number in (drawn.randrange(10**15) for _ in range(1_000)):
        found = spelled_number(written(number))
        assert found is not None
        assert (found.value * (found.factor or 1), found.rest) == (number, "")
    for number in range(12, 1_000):
        together = written(number).replace(" belas", "belas").replace(" puluh", "puluh").replace(" ratus", "ratus")
        found = spelled_number(together)
        assert found is not None
        assert found.value == number


@pytest.mark.parametrize(
    "text",
    ["puluh", "belas dua", "dua dua", "dua belas puluh", "seratus seratus", "dua juta tiga miliar", "ribu",
     "satu ribu ribu", "dua koma", "koma lima", "sepuluh dua", "20 orang", "1.500", "5 juta", "orang dua"],
)  # fmt: skip
def test_words_in_no_order_of_a_number_are_none(text):
    assert spelled_number(text) is None


def test_the_first_large_word_is_told_so_that_a_range_can_share_it():
    found = spelled_number("tiga juta dua ratus ribu rupiah")
    assert found is not None
    assert (found.value, found.factor, found.rest) == (Fraction(16, 5), 10**6, " rupiah")
    assert Amount.read("dua sampai tiga juta dua ratus ribu").interval == Interval(2_000_000, 3_200_000)
