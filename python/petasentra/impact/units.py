"""Units and periods of published figures, and how one becomes another.

All of it is data (``units.csv``, ``periods.csv``, ``period_lengths.csv``). A unit that is not there is kept as it is
written and is like no other. A month has 28 to 31 days: a figure a day becomes an interval a month.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from petasentra.impact.intervals import Interval

if TYPE_CHECKING:
    from petasentra.impact.intervals import End
    from petasentra.plotting.language import Words

__all__ = ["Conversion", "Period", "StatedUnit", "Unit", "conversion", "multipliers", "period_in", "read_unit"]


@dataclass(frozen=True)
class Unit:
    """A unit: ``factor`` of the base unit of its dimension; ``not_negative`` where less than nothing has no meaning."""

    unit: str
    dimension: str
    factor: Fraction
    not_negative: bool


@dataclass(frozen=True)
class Period:
    """A period and its name."""

    period: str
    words: Words


@dataclass(frozen=True)
class StatedUnit:
    """A unit as stated beside a figure: ``million IDR/month`` is Rp, 1,000,000, month.

    ``known`` is False for words that are kept as they are.
    """

    unit: str
    multiplier: Fraction = Fraction(1)
    per: str = ""
    known: bool = True


@dataclass(frozen=True)
class Conversion:
    """By what a figure was multiplied, and on what ground; both texts are empty where nothing was done."""

    factor: Interval
    words: Words = ("", "")


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of this folder."""
    text = files("petasentra.impact").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def units() -> dict[str, Unit]:
    """Return the known units by name."""
    return {
        row["unit"]: Unit(row["unit"], row["dimension"], Fraction(row["factor"]), row["not_negative"] == "true")
        for row in rows("units.csv")
    }


@cache
def unit_words() -> dict[str, str]:
    """Return the name of the unit for every word, in lower case."""
    return {word: row["unit"] for row in rows("units.csv") for word in row["words"].split("|")}


@cache
def periods() -> dict[str, Period]:
    """Return the known periods by name."""
    return {row["period"]: Period(row["period"], (row["id"], row["en"])) for row in rows("periods.csv")}


@cache
def period_lengths() -> dict[tuple[str, str], Interval]:
    """Return how many of a shorter period a longer one has: (longer, shorter) -> least to most."""
    return {
        (row["longer"], row["shorter"]): Interval(Fraction(row["least"]), Fraction(row["most"]))
        for row in rows("period_lengths.csv")
    }


@cache
def _period_words() -> dict[str, str]:
    return {word: row["period"] for row in rows("periods.csv") for word in row["words"].split("|")}


@cache
def multipliers(*, money: bool) -> dict[str, Fraction]:
    """Return the factor of every word such as *juta*; ``M`` and ``T`` are factors of money only."""
    return {
        row["word"]: Fraction(row["factor"]) for row in rows("multipliers.csv") if money or row["money_only"] == "false"
    }


@lru_cache(maxsize=16_384)
def read_unit(text: str) -> StatedUnit:
    """Read a unit as it stands in a column or behind a number.

    Examples
    --------
    >>> from petasentra.impact.units import read_unit
    >>> read_unit("million IDR/month")
    StatedUnit(unit='Rp', multiplier=Fraction(1000000, 1), per='month', known=True)
    >>> read_unit("ton per tahun").per, read_unit("karung").known
    ('year', False)
    """
    words = " ".join(text.split())
    rest, per = _without_period(words)
    lower = rest.lower()
    if lower in unit_words():
        return StatedUnit(unit_words()[lower], Fraction(1), per)
    first, _, last = lower.partition(" ")
    for scale, unit in ((first, last), (lower.rpartition(" ")[2], lower.rpartition(" ")[0])):
        factor = multipliers(money=unit_words().get(unit) == "Rp").get(scale)
        if factor is not None and unit in unit_words():
            return StatedUnit(unit_words()[unit], factor, per)
    return StatedUnit(rest, Fraction(1), per, known=not rest)


def period_in(text: str) -> str:
    """Return the period that a remark names, such as ``"per month, 2024"`` or ``"a year"``; empty where it names none.

    Examples
    --------
    >>> from petasentra.impact.units import period_in
    >>> period_in("per month, 2024"), period_in("a year"), period_in("before 2021"), period_in("per hari")
    ('month', 'year', '', 'day')
    """
    for match in re.finditer(r"(?:\bper\b|/|\ba\b|\btiap\b)\s*([^\W\d_]+)", text.lower()):
        if match[1] in _period_words():
            return _period_words()[match[1]]
    return ""


@lru_cache(maxsize=4_096)
def conversion(unit: str, per: str, to_unit: str, to_per: str) -> Conversion | None:
    """Return how a figure in one unit and period becomes one in another; None where it cannot.

    Examples
    --------
    >>> from petasentra.impact.units import conversion
    >>> conversion("kg", "month", "t", "year").words[1]
    '× 0.012: 1 t = 1000 kg; 1 year = 12 months'
    >>> conversion("t", "", "t", "year") is None
    True
    """
    known = units()
    if unit != to_unit and (unit not in known or to_unit not in known):
        return None
    if bool(per) != bool(to_per):
        return None
    factor, parts = Interval(1, 1), []
    if unit != to_unit:
        one, other = known[unit], known[to_unit]
        if one.dimension != other.dimension:
            return None
        factor *= one.factor / other.factor
        large, small = (other, one) if other.factor > one.factor else (one, other)
        same = f"1 {large.unit} = {_plain(large.factor / small.factor)} {small.unit}"
        parts.append((same, same))
    if per != to_per:
        shortens = (per, to_per) in period_lengths()
        long, short = (per, to_per) if shortens else (to_per, per)
        count = period_lengths()[long, short]
        factor *= count.reciprocal() if shortens else count
        names = periods()[long].words, periods()[short].words
        parts.append(
            (f"1 {names[0][0]} = {_range(count)} {names[1][0]}", f"1 {names[0][1]} = {_range(count)} {names[1][1]}s")
        )
    if not parts:
        return Conversion(factor)
    told = [f"× {_range(factor)}: " + "; ".join(part[i] for part in parts) for i in (0, 1)]
    return Conversion(factor, (told[0].replace(".", ","), told[1]))


def _without_period(text: str) -> tuple[str, str]:
    """Take ``/year``, ``per tahun`` or ``a year`` off the end."""
    match = re.search(r"\s*(?:/|\bper\b|\ba\b)\s*([^\W\d_]+)\.?$", text, re.I)
    if match and match[1].lower() in _period_words():
        return text[: match.start()].strip(), _period_words()[match[1].lower()]
    return text.strip(), ""


def _range(factor: Interval) -> str:
    low, high = _plain(factor.low), _plain(factor.high)
    return low if low == high else f"{low}-{high}"


def _plain(number: End) -> str:
    if isinstance(number, float):
        return str(number)
    return str(number.numerator) if number.denominator == 1 else f"{float(number):.6g}"
