"""A figure as it was published: an interval with unit, period and its own words."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from petasentra.errors import OptionError
from petasentra.impact.intervals import Interval
from petasentra.impact.units import Conversion, conversion, periods, read_unit, units
from petasentra.impact.writing import canonical, readable

if TYPE_CHECKING:
    from petasentra.impact.intervals import End
    from petasentra.plotting.language import Lang, Words
    from petasentra.values import NumberStyle

__all__ = ["Amount", "AmountStatus"]

AmountStatus: TypeAlias = Literal["read", "empty", "ambiguous", "unreadable"]
_NOTHING: Words = ("", "")


@dataclass(frozen=True)
class Amount:
    """A figure with its unit; what was not understood keeps its text and says why.

    Parameters
    ----------
    interval
        The numbers it can be; None where the text gives none.
    unit
        Such as ``t``, ``orang`` or ``Rp``; a word we do not know stays as it is written.
    per
        ``"year"``, ``"month"``, ``"week"``, ``"day"``; empty where no period is stated.
    about
        Whether the source says "sekitar": no width is made up for it.
    status
        ``read``, ``empty``, ``ambiguous`` (two readings, neither is taken) or ``unreadable``.
    reason
        Why there is no interval, in Indonesian and English.
    raw
        The text; two amounts that say the same in other words are equal.

    Examples
    --------
    >>> from petasentra.impact import Amount
    >>> workers = Amount.read("belasan orang")
    >>> workers.interval, workers.unit
    (Interval: [11, 19], 'orang')
    >>> Amount.read("lebih dari 18 ton per tahun").to("kg", per="year").text("en")
    'more than 18,000 kg/year'
    >>> Amount.read("107.565 kg").reason[1]
    '107.565 is 107565 where dots part thousands, else 107.565'
    """

    interval: Interval | None
    unit: str = ""
    per: str = ""
    about: bool = False
    status: AmountStatus = "read"
    reason: Words = field(default=_NOTHING, compare=False)
    raw: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if (self.interval is None) == (self.status == "read"):
            raise OptionError(
                "An amount has an interval just if its status is 'read'.",
                "Besaran memiliki selang hanya bila statusnya 'read'.",
                code=801,
            )

    @classmethod
    def read(cls, text: str, *, unit: str = "", style: NumberStyle | None = None) -> Amount:
        """Read one text; see `petasentra.impact.read_amounts`."""
        from petasentra.impact.reading import read_amounts

        return read_amounts([text], unit=unit, style=style)[0]

    @classmethod
    def between(
        cls, low: End | None, high: End | None, unit: str = "", *, about: bool = False, raw: str = ""
    ) -> Amount:
        """Return the amount of two closed ends, None where there is no bound, with a unit such as ``million IDR``."""
        stated = read_unit(unit)
        ends = Interval(-math.inf if low is None else low, math.inf if high is None else high)
        return cls(ends * stated.multiplier, stated.unit, stated.per, about, raw=raw)

    @property
    def known_unit(self) -> bool:
        """Whether the unit can be turned into others."""
        return self.unit in units()

    @property
    def possible(self) -> Interval | None:
        """The interval without what cannot be: people, tonnes, hectares are not below 0."""
        if self.interval is None or not (self.known_unit and units()[self.unit].not_negative):
            return self.interval
        return self.interval.intersection(Interval(0))

    def conversion(self, unit: str, *, per: str = "") -> Conversion | None:
        """Return how this becomes a figure in another unit and period; None where it cannot."""
        return conversion(self.unit, self.per, unit, per)

    def to(self, unit: str, *, per: str = "") -> Amount:
        """Return the same amount in another unit and period.

        Raises
        ------
        OptionError
            There is no way from one to the other: other dimensions, or a period stated on one side only.
        """
        found = self.conversion(unit, per=per)
        if found is None:
            raise OptionError(
                f"{_named(self.unit, self.per)} does not become {_named(unit, per)}.",
                f"{_named(self.unit, self.per)} tidak dapat menjadi {_named(unit, per)}.",
                hint_en="Name a unit of the same dimension, and a period just if the figure has one.",
                hint_id="Sebut satuan sejenis, dan periode hanya bila angkanya punya periode.",
                code=801,
            )
        if self.interval is None:
            return replace(self, unit=unit, per=per)
        return replace(self, interval=self.interval * found.factor, unit=unit, per=per)

    def format(self, lang: Lang = "id") -> str:
        """Write it so that `read` gives it back: no thousands marks, decimals in the way of the language.

        Ends that no finite decimal writes (200/19) are rounded outward to nine digits. What was not read is its text.
        """
        return self.raw if self.interval is None else canonical(self.interval, self.unit, self.per, self.about, lang)

    def text(self, lang: Lang = "id") -> str:
        """Write it for people: ``Rp1,5-2 miliar``, ``lebih dari 18 t/tahun``; ends rounded to four digits."""
        if self.interval is None:
            return self.raw or "–"  # noqa: RUF001
        return readable(self.interval, self.unit, self.per, self.about, lang)

    def __str__(self) -> str:
        return self.text()


def _named(unit: str, per: str) -> str:
    return (unit or "1") + (f"/{periods()[per].words[1] if per in periods() else per}" if per else "")
