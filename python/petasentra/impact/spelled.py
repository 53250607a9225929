"""Indonesian numbers written in words: "dua puluh lima", "seratus lima ribu", "setengah juta", "dua koma lima".

The words and what each is for are data (``spelled_numbers.csv``, ``multipliers.csv``). A number below a thousand is
``[hundreds] [tens] [unit]``; larger ones are such groups, each with its own word (*triliun*, *miliar*, *juta*, *ribu*)
from the largest down. Digits may stand in place of words ("3 juta 500 ribu").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from petasentra.impact.units import multipliers, rows

__all__ = ["Spelled", "is_number_word", "spelled_number"]

_THOUSAND = 1000


@dataclass(frozen=True)
class Spelled:
    """The number a text begins with: ``value`` times ``factor``, its first word such as *juta* (None: none)."""

    value: Fraction
    factor: Fraction | None
    rest: str


class _Word(NamedTuple):
    role: str
    value: Fraction


def spelled_number(text: str) -> Spelled | None:
    """Return the number in words that a text begins with, as many words as belong to it; None where it has none.

    Plain digits, with one word such as *juta* or without, are none: they have marks that want another reader.

    Examples
    --------
    >>> from petasentra.impact.spelled import spelled_number
    >>> spelled_number("dua puluh lima ribu orang")
    Spelled(value=Fraction(25, 1), factor=Fraction(1000, 1), rest=' orang')
    >>> spelled_number("puluh dua") is None
    True
    """
    found = _run().match(text)
    if found is None:
        return None
    words = [word for piece in re.split(r"[\s-]+", found[0].lower()) for word in _parts(piece)]
    roles = [word.role for word in words]
    if "digits" in roles and not {"teen", "ten", "hundred", "part"} & set(roles) and roles.count("scale") < 2:  # noqa: PLR2004 - one is read elsewhere
        return None
    reader = _Reader(words)
    value = reader.number()
    if value is None or reader.left:
        return None
    factor = reader.first_scale
    return Spelled(value / (factor or 1), factor, text[found.end() :])


class _Reader:
    """Takes one group after the other off the front of the words."""

    def __init__(self, words: list[_Word]) -> None:
        self.left = words
        self.first_scale: Fraction | None = None

    def number(self) -> Fraction | None:
        """Return the sum of all groups; None where their order is that of no number."""
        total, last = Fraction(0), None
        while self.left:
            alone = self._take("scale")  # "seribu", "sejuta"
            if alone is not None and alone.value < 0:
                return None  # a bare "ribu"
            group = Fraction(1) if alone is not None else self._group()
            if group is None:
                return None
            scale = alone if alone is not None else self._take("scale")
            size = Fraction(1) if scale is None else abs(scale.value)
            if last is not None and (size >= last or group * size >= last):
                return None
            if scale is not None and self.first_scale is None:
                self.first_scale = size
            total, last = total + group * size, size
            if scale is None:
                break
        return total if last is not None else None

    def _group(self) -> Fraction | None:
        """Return a number below a thousand, with what stands behind a point or for a half."""
        if (digits := self._take("digits")) is not None and not self._next("teen", "ten", "hundred", "part"):
            return digits.value
        if digits is not None:
            self.left.insert(0, _Word("unit", digits.value))
        if (part := self._take("part")) is not None:
            return part.value
        begun = len(self.left)
        value = Fraction(0) if self._take("zero") is not None else self._hundreds() + self._tens()
        if len(self.left) == begun:
            return None
        if self._take("point") is not None:
            return self._decimals(value)
        half = self._take("part")
        return value if half is None else value + half.value

    def _hundreds(self) -> Fraction:
        if (whole := self._take("hundreds")) is not None:
            return whole.value
        return self._counted("hundred", times=True) or Fraction(0)

    def _tens(self) -> Fraction:
        if (whole := self._take("tens")) is not None:
            return whole.value
        if (teens := self._counted("teen", times=False)) is not None:
            return teens
        tens = self._counted("ten", times=True) or Fraction(0)
        unit = self._take("unit")
        return tens + (Fraction(0) if unit is None else unit.value)

    def _counted(self, role: str, *, times: bool) -> Fraction | None:
        """Take a unit with the word behind it: "dua ratus" is 200, "dua belas" 12."""
        if len(self.left) > 1 and self.left[0].role == "unit" and self.left[1].role == role:
            unit, word = self.left[:2]
            self.left = self.left[2:]
            return unit.value * word.value if times else unit.value + word.value
        return None

    def _decimals(self, value: Fraction) -> Fraction | None:
        place, begun = Fraction(1, 10), len(self.left)
        while self._next("unit", "zero", "digits"):
            value += self.left[0].value * place
            place /= 10
            self.left = self.left[1:]
        return value if len(self.left) < begun else None

    def _next(self, *roles: str) -> bool:
        return bool(self.left) and self.left[0].role in roles

    def _take(self, role: str) -> _Word | None:
        if not self._next(role):
            return None
        word, self.left = self.left[0], self.left[1:]
        return word


@cache
def _words() -> dict[str, _Word]:
    """Return what every word is for; a bare scale ("ribu") is told from "seribu" by its sign."""
    told = {row["word"]: _Word(row["role"], Fraction(row["value"])) for row in rows("spelled_numbers.csv")}
    scales = {word: _Word("scale", -factor) for word, factor in multipliers(money=False).items()}
    return scales | told


def is_number_word(word: str) -> bool:
    """Whether a word is part of numbers in words."""
    return word.lower() in _words()


def _parts(piece: str) -> list[_Word]:
    """Return the words of one that may have been written together ("duapuluh")."""
    if piece in _words():
        return [_words()[piece]]
    if piece.isdigit():
        return [_Word("digits", Fraction(piece))]
    joined = _joined().fullmatch(piece)
    assert joined is not None
    return [_words()[joined[1]], _words()[joined[2]]]


@cache
def _joined() -> re.Pattern[str]:
    units = "|".join(word for word, one in _words().items() if one.role == "unit")
    return re.compile(rf"({units})(belas|puluh|ratus|ribu|juta)", re.I)


@cache
def _run() -> re.Pattern[str]:
    """Return the pattern of words of numbers in a row; digits among them carry no marks."""
    listed = "|".join(sorted(map(re.escape, _words()), key=len, reverse=True))
    word = rf"(?:(?:{_joined().pattern.replace('(', '(?:')}|{listed})(?!\w)|[0-9]{{1,3}}(?![\w.,]))"
    return re.compile(rf"{word}(?:(?:\s+|(?<=[a-z])-(?=[a-z])){word})*", re.I)
