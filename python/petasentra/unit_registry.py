"""One registry of units for the whole package, made by pint from ``unit_definitions.txt``.

pint does the arithmetic and says which dimension a unit has; sizes are fractions, so nothing is rounded on the way.
The units it brings are not loaded: there a ton has 907 kg, and no word is Indonesian. It keeps no cache on disk. It is
imported when the first unit is read.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pint import Unit, UnitRegistry

    from petasentra.plotting.language import Words

__all__ = ["dimension_words", "ratio", "read", "registry", "words"]

#: Basic dimensions and powers of them, in the order in which they are said.
_DIMENSIONS: dict[tuple[str, int], Words] = {
    ("[money]", 1): ("uang", "money"),
    ("[mass]", 1): ("massa", "mass"),
    ("[length]", 3): ("volume", "volume"),
    ("[length]", 2): ("luas", "area"),
    ("[length]", 1): ("jarak", "distance"),
    ("[time]", 1): ("waktu", "time"),
    ("[trip]", 1): ("rit", "trip"),
    ("[people]", 1): ("orang", "people"),
    ("[businesses]", 1): ("usaha", "businesses"),
}
_NUMBER: Words = ("bilangan tanpa satuan", "a number without a unit")


@cache
def registry() -> UnitRegistry[Fraction]:
    """Return the registry."""
    import pint

    made: UnitRegistry[Fraction] = pint.UnitRegistry(None, non_int_type=Fraction, cache_folder=None)
    made.load_definitions(files("petasentra").joinpath("unit_definitions.txt").read_text(encoding="utf-8").splitlines())
    return made


@cache
def words() -> frozenset[str]:
    """Return all words for units, in small letters; where a word has two parts, they are joined by ``_``."""
    return frozenset(registry())


@cache
def read(text: str) -> Unit | None:
    """Read a unit; None if it is none.

    Parameters
    ----------
    text
        Words of the registry in either case. What follows ``/``, `` per `` or ``_per_`` divides, spaces, ``_``, ``.``
        and ``*`` multiply: ``"kg/hari"``, ``"juta Rp/t"``, ``"idr_per_t_km"``, ``"Rp/t.km"``.

    Examples
    --------
    >>> from petasentra.unit_registry import dimension_words, ratio, read
    >>> dimension_words(read("idr_per_t_km"))
    ('uang per massa per jarak', 'money per mass per distance')
    >>> ratio(read("Rp/kg"), read("Rp/t")), read("ekor")
    (Fraction(1000, 1), None)
    """
    above, *below = re.split(r"_per_|\s+per\s+|/", text.casefold().strip())
    factors = [_factors(part) for part in (above, *below)]
    if any(one is None for one in factors):
        return None
    unit = registry().Unit("")
    for place, part in enumerate(factors):
        for word in part or ():
            unit = unit / registry().Unit(word) if place else unit * registry().Unit(word)
    return unit


def _factors(text: str) -> list[str] | None:
    """Return the words of a product; those of two parts are taken for one."""
    parts = [part for part in re.split(r"[\s_.*·]+", text) if part]
    out, start = [], 0
    while start < len(parts):
        joined = ["_".join(parts[start : start + count]) for count in (2, 1)]
        word = next((one for one in joined if one in words()), None)
        if word is None:
            return None
        start += 1 + word.count("_")
        out.append(word)
    return out or None


def ratio(unit: Unit, other: Unit) -> Fraction | None:
    """Return how many of another unit one unit is; None if their dimensions differ."""
    if unit.dimensionality != other.dimensionality:
        return None
    return _size(unit) / _size(other)


def _size(unit: Unit) -> Fraction:
    return Fraction(cast("Fraction | int", registry().get_root_units(unit)[0]))


def dimension_words(unit: Unit) -> Words:
    """Return what a unit measures, in Indonesian and English: ``("uang per massa", "money per mass")``."""
    above: list[Words] = []
    below: list[Words] = []
    powers = {name: int(cast("Fraction | int", power)) for name, power in unit.dimensionality.items()}
    for (name, power), told in _DIMENSIONS.items():
        count, sign = abs(powers.get(name, 0)) // power, powers.get(name, 0)
        (above if sign > 0 else below).extend([told] * count)
        powers[name] = (abs(sign) - count * power) * (1 if sign > 0 else -1)
    if not above and not below:
        return _NUMBER
    return tuple(  # type: ignore[return-value]
        " per ".join([" ".join(one[language] for one in above) or "1", *(one[language] for one in below)])
        for language in (0, 1)
    )
