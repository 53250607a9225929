"""Units of amounts: what a text such as ``"t/hari"`` or the end of a column name (``supply_t_per_year``) means.

A ton is 1,000 kg. A month is a twelfth of a year of 365 days; amounts of a month of 30 days are best given as ``"t"``
of a period of 30 days.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from petasentra import _core
from petasentra.errors import OptionError

__all__ = ["Unit", "parse_unit", "unit_of_column"]


@dataclass(frozen=True)
class Unit:
    """A unit of amounts.

    ``factor`` makes tonnes (``kind`` ``"mass"``) or cubic metres (``"volume"``) of it; ``days`` is the time to which it
    belongs, None where it belongs to a period of the chain.
    """

    text: str
    kind: str
    factor: float
    days: float | None

    def in_period(self, days: float) -> float:
        """Return what an amount is multiplied by to become tonnes (or cubic metres) of a period of so many days."""
        return self.factor if self.days is None else self.factor * days / self.days


@cache
def _words(kind: str) -> dict[str, float]:
    text = files("petasentra.supply").joinpath("units.csv").read_text(encoding="utf-8")
    return {row["word"]: float(row["factor"]) for row in csv.DictReader(text.splitlines()) if row["kind"] == kind}


def parse_unit(text: str) -> Unit:
    """Read a unit of amounts.

    Parameters
    ----------
    text
        Mass or volume, by itself (an amount of each period) or for a time: ``"t"``, ``"kg/hari"``, ``"m3 per year"``.

    Raises
    ------
    OptionError
        It is no such unit; the nearest word is named.

    Examples
    --------
    >>> from petasentra.supply.units import parse_unit
    >>> parse_unit("kg/hari").in_period(30)
    0.03
    """
    found = _read(text) if isinstance(text, str) else None
    if found is not None:
        return found
    known = [*_words("mass"), *_words("volume"), *_words("time")]
    words = str(text).casefold().replace("_per_", "/").replace(" per ", "/").split("/")
    strange = next((word.strip() for word in words if word.strip() not in known), text)
    near = _core.nearest(strange, known)
    raise OptionError(
        f"{text!r} is no unit of amounts, such as t, t/day, kg/month or m3/year.",
        f"{text!r} bukan satuan jumlah, seperti t, t/hari, kg/bulan atau m3/tahun.",
        hint_en=f"Did you mean {near!r}?" if near else "",
        hint_id=f"Maksudnya {near!r}?" if near else "",
        code=801,
    )


def unit_of_column(name: str) -> Unit | None:
    """Return the unit that the end of a column name states: ``supply_t_per_year``; None if it states none.

    Examples
    --------
    >>> from petasentra.supply.units import unit_of_column
    >>> unit_of_column("pasokan_t_per_tahun").text, unit_of_column("pasokan")
    ('t_per_tahun', None)
    """
    words = name.split("_")
    for start in range(len(words)):
        found = _read("_".join(words[start:]))
        if found is not None:
            return found
    return None


def _read(text: str) -> Unit | None:
    parts = text.casefold().replace("_per_", "/").replace(" per ", "/").split("/")
    amount = parts[0].strip()
    if len(parts) > 2:
        return None
    days = None
    if len(parts) == 2:
        days = _words("time").get(parts[1].strip())
        if days is None:
            return None
    for kind in ("mass", "volume"):
        if amount in _words(kind):
            return Unit(text, kind, _words(kind)[amount], days)
    return None
