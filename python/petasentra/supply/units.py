"""Units of amounts, costs and densities: what ``"t/hari"``, ``"juta Rp/t"`` or the end of ``supply_t_per_year`` means.

Words, sizes and dimensions are those of `petasentra.unit_registry`; here is what a chain wants of them, and what is
said where it gets something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from petasentra.errors import OptionError
from petasentra.suggesting import did_you_mean
from petasentra.unit_registry import dimension_words, ratio, read, words

if TYPE_CHECKING:
    import pint

    from petasentra.plotting.language import Words

__all__ = ["Unit", "factor_to", "parse_unit", "stated_in", "time_of", "unit_of_column", "without_time"]

_KINDS = {"mass": "t", "volume": "m3"}


@dataclass(frozen=True)
class Unit:
    """A unit of amounts.

    ``factor`` makes tonnes (``kind`` ``"mass"``) or cubic metres (``"volume"``) of it; a day, where it is `of_time`.
    """

    text: str
    kind: str
    factor: Fraction
    of_time: bool

    def in_period(self, days: float) -> float:
        """Return what an amount is multiplied by to become tonnes (or cubic metres) of a period of so many days."""
        return float(self.factor * Fraction(days) if self.of_time else self.factor)


def parse_unit(text: str, what: Words = ("", "")) -> Unit:
    """Read a unit of amounts.

    Parameters
    ----------
    text
        Mass or volume, by itself (an amount of each period) or for a time: ``"t"``, ``"kg/hari"``, ``"m3 per year"``.
    what
        What is given in it, for the error.

    Raises
    ------
    OptionError
        It is no unit, and the nearest word is named; or one of something else, such as money.

    Examples
    --------
    >>> from petasentra.supply.units import parse_unit
    >>> parse_unit("kg/hari").in_period(30)
    0.03
    """
    found = _amount(text) if isinstance(text, str) else None
    if found is not None:
        return found
    _known(text)
    raise _clash(
        text, what, ("jumlah berupa massa atau volume, boleh per waktu", "an amount is a mass or a volume, or that per"
                     " time"),
        ("t, t/hari, kg/bulan, m3/tahun", "t, t/day, kg/month, m3/year"),
    )  # fmt: skip


def unit_of_column(name: str) -> Unit | None:
    """Return the unit of amounts that the end of a column name states: ``supply_t_per_year``; None if it states none.

    Examples
    --------
    >>> from petasentra.supply.units import unit_of_column
    >>> unit_of_column("pasokan_t_per_tahun").text, unit_of_column("pasokan")
    ('t_per_tahun', None)
    """
    stated = stated_in(name)
    return None if stated is None else _amount(stated)


def stated_in(name: str) -> str | None:
    """Return the unit, of whatever, that the end of a column name states; ``harga_per_kg`` is in rupiah.

    Examples
    --------
    >>> from petasentra.supply.units import stated_in
    >>> stated_in("harga_rp_per_kg"), stated_in("harga_per_kg"), stated_in("harga")
    ('rp_per_kg', 'rp_per_kg', None)
    """
    parts = name.split("_")
    for start in range(len(parts)):
        text = "_".join(parts[start:])
        if text.casefold().startswith("per_") and start:
            text = f"rp_{text}"
        if read(text) is not None:
            return text
    return None


def factor_to(text: str, wanted: str, what: Words) -> float:
    """Return by what numbers in a unit are multiplied to become numbers in the one that is wanted.

    Money by itself stands for money of what the cost is of: a penalty in ``"juta Rp"`` is one of juta Rp a tonne.

    Raises
    ------
    OptionError
        It is no unit, or measures something else.

    Examples
    --------
    >>> from petasentra.supply.units import factor_to
    >>> factor_to("Rp/kg", "Rp/t", ("harga", "price")), factor_to("juta Rp", "Rp/t", ("denda", "penalty"))
    (1000.0, 1000000.0)
    """
    unit, target = _known(text), _known(wanted)
    found = ratio(unit, target)
    if found is None and wanted.startswith("Rp/"):
        found = ratio(unit, _known("Rp"))
    if found is not None:
        return float(found)
    told = dimension_words(target)
    raise _clash(text, what, (f"yang diperlukan {told[0]}", f"what is needed is {told[1]}"), (wanted, wanted))


def time_of(text: str) -> str:
    """Return what stands below the line of a unit: ``hari`` of ``kg/hari``; empty where nothing does."""
    return "/".join(re.split(r"_per_|\s+per\s+|/", text.strip())[1:])


def without_time(unit: Unit) -> Unit:
    """Return what stands above the line of a unit: ``kg`` of ``kg/hari``."""
    return parse_unit(re.split(r"_per_|\s+per\s+|/", unit.text.strip())[0])


def _amount(text: str) -> Unit | None:
    unit = read(text)
    if unit is None:
        return None
    for kind, base in _KINDS.items():
        for of_time in (False, True):
            found = ratio(unit, _known(f"{base}/day" if of_time else base))
            if found is not None:
                return Unit(text, kind, found, of_time)
    return None


def _known(text: object) -> pint.Unit:
    """Return a unit, or say that it is none, and the nearest word."""
    found = read(text) if isinstance(text, str) else None
    if found is not None:
        return found
    parts = [part for part in re.split(r"_per_|\s+per\s+|[/\s_.*·]+", str(text).casefold()) if part]
    strange = next((part for part in parts if part not in words()), str(text))
    raise OptionError(
        f"{text!r} is no unit, such as t, t/day, kg/month, m3/year or Rp/t.",
        f"{text!r} bukan satuan, seperti t, t/hari, kg/bulan, m3/tahun, atau Rp/t.",
        **did_you_mean(strange, sorted(words()), otherwise=("", "")),
        code=801,
    )


def _clash(text: str, what: Words, wanted: Words, such: Words) -> OptionError:
    """Return the error that a unit measures something else than is wanted."""
    is_of = dimension_words(_known(text))
    of = [f"{one}: " if one else "" for one in what]
    return OptionError(
        f"{of[1]}the unit {text!r} measures {is_of[1]}, and {wanted[1]}.",
        f"{of[0]}satuan {text!r} mengukur {is_of[0]}, sedangkan {wanted[0]}.",
        hint_en=f"Use a unit such as {such[1]}.",
        hint_id=f"Pakai satuan seperti {such[0]}.",
        code=801,
    )
