"""Intervals with exact ends, each of them open, closed or infinite, and what becomes of them in arithmetic.

Ends are fractions, so nothing is lost to rounding: ``0.1 + 0.2`` is ``0.3``, and the result of an operation is exactly
the set of results of its points (Moore 1966, for single operations). An expression that names an interval twice may be
wider than the truth, since each mention is free to take another point.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from numbers import Real
from typing import TypeAlias

from petasentra.errors import OptionError

__all__ = ["End", "Interval", "exact"]

End: TypeAlias = "Fraction | float"
"""An exact number, or an infinity as a float."""


def exact(value: object) -> End:
    """Return a number as the fraction it is written as: 0.1 is 1/10, not the nearest binary number.

    Raises
    ------
    OptionError
        It is no number, or NaN.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, Decimal) and not value.is_nan():
        return Fraction(value) if value.is_finite() else float(value)
    if isinstance(value, Real) and not isinstance(value, bool) and value == value:
        number = float(value)
        return number if math.isinf(number) else Fraction(repr(number))
    raise OptionError(
        f"{value!r} is no number.",
        f"{value!r} bukan bilangan.",
        hint_en="Ends of an interval are numbers, or math.inf.",
        hint_id="Ujung selang berupa bilangan, atau math.inf.",
        code=801,
    )


@dataclass(frozen=True)
class Interval:
    """All numbers from `low` to `high`.

    Parameters
    ----------
    low, high
        Numbers, or infinities where there is no bound; floats count as the decimal number they print as.
    low_open, high_open
        Whether that end itself is left out; an infinite end always is.

    Raises
    ------
    OptionError
        An end is no number, or no number lies between them.

    Examples
    --------
    >>> from petasentra.impact import Interval
    >>> Interval(200, 200) / Interval(11, 19)
    Interval: [200/19, 200/11]
    >>> (Interval(1.5, 2) / Interval(0.2, 0.3)).floats
    (5.0, 10.0)
    >>> Interval(18, low_open=True) + 2
    Interval: (20, inf)
    >>> Interval(0, 20).contains(0), Interval(0, 20, low_open=True).contains(0)
    (True, False)
    """

    low: End = -math.inf
    high: End = math.inf
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        low, high = exact(self.low), exact(self.high)
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)
        object.__setattr__(self, "low_open", bool(self.low_open) or low == -math.inf)
        object.__setattr__(self, "high_open", bool(self.high_open) or high == math.inf)
        empty = low > high or (low == high and (self.low_open or self.high_open))
        if empty or low == math.inf or high == -math.inf:
            raise OptionError(
                f"No number lies in {self.notation}.",
                f"Tidak ada bilangan dalam {self.notation}.",
                hint_en="The lower end comes first, and a single point is closed on both sides.",
                hint_id="Ujung bawah disebut lebih dahulu, dan satu titik tertutup di kedua sisinya.",
                code=801,
            )

    @classmethod
    def of(cls, value: Interval | float | Fraction | Decimal) -> Interval:
        """Return an interval as it is, a number as the interval that holds it alone."""
        return value if isinstance(value, Interval) else cls(exact(value), exact(value))

    @property
    def is_point(self) -> bool:
        """Whether it holds one number only."""
        return self.low == self.high

    @property
    def floats(self) -> tuple[float, float]:
        """Both ends as the nearest floats; infinite where no float is that large."""
        return _nearest(self.low), _nearest(self.high)

    @property
    def notation(self) -> str:
        """As mathematicians write it: ``[11, 19]``, ``(18, inf)``."""
        left, right = "(" if self.low_open else "[", ")" if self.high_open else "]"
        return f"{left}{self.low}, {self.high}{right}"

    def contains(self, value: object) -> bool:
        """Whether a number lies in it; an open end does not."""
        number = exact(value)
        above = number > self.low or (number == self.low and not self.low_open)
        return above and (number < self.high or (number == self.high and not self.high_open))

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self.intersection(other) is not None

    def intersection(self, other: Interval) -> Interval | None:
        """Return what lies in both; None where nothing does."""
        low = max((self.low, self.low_open), (other.low, other.low_open))
        high = min((self.high, not self.high_open), (other.high, not other.high_open))
        if low[0] > high[0] or (low[0] == high[0] and (low[1] or not high[1])):
            return None
        return Interval(low[0], high[0], low[1], not high[1])

    def whole(self) -> Interval | None:
        """Return the whole numbers in it, as a closed interval; None where it holds none.

        Examples
        --------
        >>> from petasentra.impact import Interval
        >>> Interval(4, 9.5, True).whole(), Interval(2.2, 2.8).whole()
        (Interval: [5, 9], None)
        """
        low, high = self.low, self.high
        if math.isfinite(low):
            low = Fraction(math.floor(low) + 1 if self.low_open else math.ceil(low))
        if math.isfinite(high):
            high = Fraction(math.ceil(high) - 1 if self.high_open else math.floor(high))
        return None if low > high else Interval(low, high)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __add__(self, other: Interval | float | Fraction) -> Interval:
        one = Interval.of(other)
        return Interval(
            self.low + one.low, self.high + one.high, self.low_open or one.low_open, self.high_open or one.high_open
        )

    def __sub__(self, other: Interval | float | Fraction) -> Interval:
        return self + -Interval.of(other)

    def __mul__(self, other: Interval | float | Fraction) -> Interval:
        if other == 1:
            return self
        one = Interval.of(other)
        corners = [_product(a, b) for a in self._ends() for b in one._ends()]
        low, high = min(value for value, _ in corners), max(value for value, _ in corners)
        # An end is reached if any of the corners that give it is.
        low_open, high_open = (all(is_open for value, is_open in corners if value == end) for end in (low, high))
        return Interval(low, high, low_open, high_open)

    def __truediv__(self, other: Interval | float | Fraction) -> Interval:
        return self * Interval.of(other).reciprocal()

    def __radd__(self, other: float | Fraction) -> Interval:
        return self + other

    def __rsub__(self, other: float | Fraction) -> Interval:
        return Interval.of(other) - self

    def __rmul__(self, other: float | Fraction) -> Interval:
        return self * other

    def __rtruediv__(self, other: float | Fraction) -> Interval:
        return Interval.of(other) / self

    def reciprocal(self) -> Interval:
        """Return 1 / x for every x in it.

        Raises
        ------
        OptionError
            It holds 0. An end at 0 that is left out is no harm: 1 / (0, 5] is [1/5, inf).
        """
        if self.contains(0):
            raise OptionError(
                f"Cannot divide by {self.notation}: it holds 0.",
                f"Tidak dapat membagi dengan {self.notation}: di dalamnya ada 0.",
                hint_en="State a lower bound above 0, if one is known.",
                hint_id="Sebutkan batas bawah di atas 0, bila diketahui.",
                code=801,
            )
        low, high = self.low, self.high
        return Interval(
            -math.inf if high == 0 else _inverse(high),
            math.inf if low == 0 else _inverse(low),
            self.high_open,
            self.low_open,
        )

    def _ends(self) -> tuple[tuple[End, bool], tuple[End, bool]]:
        return (self.low, self.low_open), (self.high, self.high_open)

    def __repr__(self) -> str:
        return f"Interval: {self.notation}"


def _nearest(end: End) -> float:
    try:
        return float(end)
    except OverflowError:
        return math.inf if end > 0 else -math.inf


def _inverse(end: End) -> End:
    return Fraction(0) if isinstance(end, float) else 1 / end


def _product(a: tuple[End, bool], b: tuple[End, bool]) -> tuple[End, bool]:
    """Return the product of two ends and whether it is left out: 0 is reached as soon as one factor reaches it."""
    if a[0] == 0 or b[0] == 0:
        reached = (a[0] == 0 and not a[1]) or (b[0] == 0 and not b[1])
        return Fraction(0), not reached
    return a[0] * b[0], a[1] or b[1]
