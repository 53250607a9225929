"""Slips of the pen: two texts that differ by one letter."""

from __future__ import annotations

__all__ = ["one_slip", "rests_of"]


def one_slip(one: str, other: str, *, shortest: int = 5) -> bool:
    """Tell whether one letter is missing, too many or another one, or two neighbours are swapped.

    Digits are never a slip, and of texts with fewer letters than `shortest` one letter makes another word: kopi is not
    topi.

    Examples
    --------
    >>> one_slip("krupuk", "kerupuk"), one_slip("kopi", "topi"), one_slip("dusun 1", "dusun 2")
    (True, False, False)
    """
    if min(len(one), len(other)) < shortest:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if any(letter.isdigit() for letter in left + right):
        return False
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def rests_of(text: str) -> set[str]:
    """Return a text whole and without each of its letters: texts that are one slip apart share one of these."""
    return {text} | {text[:place] + text[place + 1 :] for place in range(len(text))}
