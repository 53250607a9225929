"""Writing of intervals with their unit: once so that it can be read back, once for people.

Ends that are floats are infinities; all others are fractions.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from petasentra.impact.units import periods

if TYPE_CHECKING:
    from collections.abc import Callable

    from petasentra.impact.intervals import End, Interval
    from petasentra.plotting.language import Lang

__all__ = ["ABOUT", "CALENDAR", "canonical", "interval_text", "readable", "rounded"]

#: The unit of years of the calendar: 2021, not 2.021.
CALENDAR = frozenset({"year", "years", "tahun"})

#: Closed and open bounds, in Indonesian and English.
_FROM = {False: ("minimal", "at least"), True: ("lebih dari", "more than")}
_TO = {False: ("hingga", "up to"), True: ("kurang dari", "less than")}
ABOUT = ("sekitar", "about")
_SCALES = ((10**12, ("triliun", "trillion")), (10**9, ("miliar", "billion")), (10**6, ("juta", "million")))


def canonical(interval: Interval, unit: str, per: str, about: bool, lang: Lang) -> str:
    """Return text that reads back as the same amount."""
    core = _framed(interval, lang, lambda end, up: _exactly(end, up, lang), "Rp" if unit == "Rp" else "")
    return _with_unit(core, unit, per, about, lang)


def readable(interval: Interval, unit: str, per: str, about: bool, lang: Lang) -> str:
    """Return text for people; money in millions and more."""
    ends = [abs(Fraction(end)) for end in (interval.low, interval.high) if not isinstance(end, float)]
    largest = max(ends, default=Fraction(0))
    scale, name = 1, ""
    if unit == "Rp":
        scale, names = next((one for one in _SCALES if largest >= one[0]), (1, ("", "")))
        name = names[lang != "id"]
    parted = unit not in CALENDAR
    core = _framed(
        interval, lang, lambda end, _: rounded(end / scale, lang, parted=parted), "Rp" if unit == "Rp" else ""
    )
    return _with_unit(" ".join(part for part in (core, name) if part), unit, per, about, lang)


def interval_text(interval: Interval, lang: Lang, digits: int = 4, *, unit: str = "", about: bool = False) -> str:
    """Return an interval for people, without its unit: ``10,53-18,18``, ``lebih dari 1,8``, ``sekitar 1.200``.

    The unit says only whether the numbers are years, whose thousands nobody parts.
    """
    parted = unit not in CALENDAR
    text = _framed(interval, lang, lambda end, _: rounded(end, lang, digits, parted=parted), "")
    return f"{ABOUT[lang != 'id']} {text}" if about else text


def rounded(end: End, lang: Lang, digits: int = 4, *, parted: bool = True) -> str:
    """Write a number with so many digits, whole ones in full; thousands are parted, except in years."""
    number = _decimal(end, digits, ROUND_HALF_EVEN)
    if number == number.to_integral_value() or abs(end) >= 10**digits:
        number = Decimal(round(end))
    text = f"{number:,f}" if parted else f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if lang == "id" else text


def _framed(interval: Interval, lang: Lang, write: Callable[[End, bool], str], money: str) -> str:
    """Put the bounds into words: a point, a range, or one bound."""
    which = int(lang != "id")
    low, high = interval.low, interval.high
    texts = ["" if isinstance(end, float) else write(end, up) for end, up in ((low, False), (high, True))]
    if interval.is_point:
        return money + texts[0]
    if isinstance(low, float) and isinstance(high, float):
        return ("tanpa batas", "unbounded")[which]
    if isinstance(high, float):
        return f"{_FROM[interval.low_open][which]} {money}{texts[0]}"
    if isinstance(low, float):
        return f"{_TO[interval.high_open][which]} {money}{texts[1]}"
    if not interval.low_open and not interval.high_open:
        dash = "-" if low >= 0 else (" s.d. ", " to ")[which]
        return f"{money}{texts[0]}{dash}{texts[1]}"
    return f"{_FROM[interval.low_open][which]} {money}{texts[0]} {_TO[interval.high_open][which]} {money}{texts[1]}"


def _with_unit(core: str, unit: str, per: str, about: bool, lang: Lang) -> str:
    text = core if unit in ("", "Rp") else f"{core} {unit}"
    if per:
        text += f"/{periods()[per].words[lang != 'id']}"
    return f"{ABOUT[lang != 'id']} {text}" if about else text


def _exactly(end: End, up: bool, lang: Lang) -> str:
    """Write an end in full; one without finite decimals is rounded away from the interval."""
    number = Fraction(end)
    twos_and_fives = number.denominator
    for factor in (2, 5):
        while twos_and_fives % factor == 0:
            twos_and_fives //= factor
    if twos_and_fives == 1:
        digits = len(str(abs(number.numerator))) + 4 * len(str(number.denominator))
        text = f"{_decimal(number, digits, ROUND_HALF_EVEN):f}"
    else:
        text = f"{_decimal(number, 9, ROUND_CEILING if up else ROUND_FLOOR):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
        # Three decimals could be thousands: a fourth says that they are none.
        text += "0" if len(text.partition(".")[2]) == 3 else ""
    return text.replace(".", ",") if lang == "id" else text


def _decimal(end: End, digits: int, rounding: str) -> Decimal:
    number = Fraction(end)
    context = Context(prec=max(digits, 1), rounding=rounding)
    return context.divide(Decimal(number.numerator), Decimal(number.denominator))
