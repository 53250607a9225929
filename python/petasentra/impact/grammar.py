"""The shape of a published figure: which words bound it, which tokens are its ends, what is left for the unit.

Nothing is decided here about dots and commas: ends are tokens still.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from petasentra.impact.spelled import spelled_number
from petasentra.impact.units import multipliers, rows

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["Shape", "ShapeEnd", "is_qualifier", "shape_of"]

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_SEPARATOR = r"\s*(?:-|s\s?\.\s?d\s?\.|s\.d|s/d|\bsd\b|\bsampai dengan\b|\bsampai\b|\bhingga\b|\bto\b)\s*"
#: Two groups or more: "5 200" may be two numbers as well.
_BLANK_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3}){2,}(?![\d.,]| \d)")
_MONEY = r"(?:rp\.?|idr)\s*"
_LOWER = ("at_least", "more_than")
_UPPER = ("at_most", "less_than")


@dataclass(frozen=True)
class ShapeEnd:
    """A token of digits, or a number word, with its multiplier and the unit right behind it.

    ``value`` is the number where it is written in words; ``decade`` says that "-an" stands behind it, as in "20-an".
    """

    token: str
    factor: Fraction | None = None
    money: bool = False
    unit: str = ""
    value: Fraction | None = None
    decade: bool = False


@dataclass(frozen=True)
class Shape:
    """A figure in parts: one end, or two; ``lower`` and ``upper`` are the words of the bounds."""

    ends: tuple[ShapeEnd, ...]
    lower: str = ""
    upper: str = ""
    about: bool = False
    rest: str = ""


@lru_cache(maxsize=16_384)
def shape_of(text: str, number_words: frozenset[str], *, money: bool) -> Shape | None:
    """Return the parts of a text; None where it has not the shape of a figure."""
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())
    plain = _BLANK_THOUSANDS.sub(lambda found: found[0].replace(" ", ""), plain)
    money = money or re.search(r"\brp|\bidr\b|\brupiah\b", plain, re.I) is not None
    return _Reader(plain, number_words, money=money).shape()


class _Reader:
    """Takes one part after the other off the front of a text."""

    def __init__(self, text: str, number_words: frozenset[str], *, money: bool) -> None:
        self._left = text
        self._money = money
        self._end = _end_pattern(number_words, money)

    def shape(self) -> Shape | None:
        about, bound = self._qualifiers()
        first = self._take_end()
        if first is None:
            return None
        if bound in _LOWER:
            second = self._upper_bound()
            if second is not None:
                return Shape((first, second[1]), bound, second[0], about, self._left)
            return Shape((first,), bound, "", about, self._left)
        if bound in _UPPER:
            return Shape((first,), "", bound, about, self._left)
        return self._range(first, about, between=bound == "between")

    def _range(self, first: ShapeEnd, about: bool, *, between: bool) -> Shape | None:
        separator = rf"(?:\s*\b(?:dan|and)\b\s*|{_SEPARATOR})" if between else _SEPARATOR
        found = re.match(rf"\s*(?P<unit>[^\W\d_]+[23]?|%)?{separator}(?=\S)", self._left, re.I)
        if found is None:
            return None if between else Shape((first,), "", "", about, self._left)
        self._left = self._left[found.end() :]
        second = self._take_end()
        if second is None:
            return None
        return Shape((replace(first, unit=found["unit"] or ""), second), "at_least", "at_most", about, self._left)

    def _upper_bound(self) -> tuple[str, ShapeEnd] | None:
        kept = self._left
        self._left = re.sub(r"^\s*,?\s*", "", self._left)
        _, bound = self._qualifiers()
        end = self._take_end() if bound in _UPPER else None
        if end is None:
            self._left = kept
            return None
        return bound, end

    def _qualifiers(self) -> tuple[bool, str]:
        about, bound = False, ""
        while (found := _qualifier().match(self._left)) is not None:
            meaning = _meanings()[found[1].lower()]
            if meaning == "about":
                about = True
            elif bound:
                return about, "two bounds"
            else:
                bound = meaning
            self._left = self._left[found.end() :]
        return about, bound

    def _take_end(self) -> ShapeEnd | None:
        before = re.match(_MONEY, self._left, re.I)
        spelled = spelled_number(self._left[before.end() :] if before else self._left)
        if spelled is not None:
            self._left = spelled.rest
            return ShapeEnd("", spelled.factor, before is not None, value=spelled.value)
        found = self._end.match(self._left)
        if found is None:
            return None
        self._left = self._left[found.end() :]
        factor = found["factor"]
        known = multipliers(money=self._money)
        if factor is None:
            self._skip_same_in_words(found["token"])
        return ShapeEnd(
            found["token"].lower(), None if factor is None else known[factor.lower()], found["money"] is not None,
            decade=found["decade"] is not None,
        )  # fmt: skip

    def _skip_same_in_words(self, token: str) -> None:
        """Leave out "(lima)" behind 5; words that say another number stay, and the text is not read."""
        found = re.match(r"\s*\(([^()]*)\)", self._left)
        spelled = spelled_number(found[1].strip()) if found and token.isdecimal() else None
        if found and spelled and not spelled.rest.strip() and spelled.value * (spelled.factor or 1) == int(token):
            self._left = self._left[found.end() :]


@cache
def _end_pattern(number_words: frozenset[str], money: bool) -> re.Pattern[str]:
    words = "".join(f"|{re.escape(word)}(?!\\w)" for word in sorted(number_words, key=len, reverse=True))
    factors = "|".join(sorted(map(re.escape, multipliers(money=money)), key=len, reverse=True))
    return re.compile(
        rf"(?P<money>{_MONEY})?(?P<token>-?\d(?:[\d.,]*\d)?{words})(?:,-+)?(?P<decade>-?an(?!\w))?"
        rf"(?:\s*(?P<factor>{factors})(?![^\W\d_]))?",
        re.I,
    )


@cache
def _meanings() -> dict[str, str]:
    return {row["word"]: row["meaning"] for row in rows("qualifiers.csv")}


@cache
def _qualifier() -> re.Pattern[str]:
    words = sorted(_meanings(), key=len, reverse=True)
    return re.compile(r"\s*(" + "|".join(re.escape(word) for word in words) + r")(?:(?<=\W)|(?!\w))\s*", re.I)


def is_qualifier(word: str) -> bool:
    """Whether a word bounds a number, and so is no unit."""
    return word.lower() in _meanings()
