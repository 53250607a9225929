"""Words and numbers of findings and explanations, in Indonesian and English."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from petasentra.inspection.words import number

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["KIND_WORDS", "TABLE_WORDS", "amount", "kind_id", "listed", "rupiah"]

#: What is less is rounding.
_GRAM = 1e-6
#: Below this two decimals say too little.
_SMALL = 0.1
_MOST_DECIMALS = 9
#: From here on rupiah are written by powers of ten.
_LARGE = 1e16
KIND_WORDS = {"source": "sumber", "processor": "pengolah", "storage": "gudang", "market": "pembeli"}
#: What the tables of a chain are called in Indonesian.
TABLE_WORDS = {
    "sources": "sumber", "processors": "pengolah", "storages": "gudang", "markets": "pembeli", "permits": "izin",
    "legs": "rute", "leg limits": "batas rute", "movements": "dokumen pengangkutan", "vehicles": "kendaraan",
    "commodities": "komoditas", "facilities": "fasilitas", "places of facilities": "letak fasilitas",
}  # fmt: skip


def kind_id(kind: str) -> str:
    """Return what a kind of site is called in Indonesian."""
    return KIND_WORDS[kind]


def amount(value: float, lang: str, beside: Iterable[float] = ()) -> str:
    """Write tonnes (or a rate) with two decimals, small ones with two digits: 1 t/year is not 0 t/day.

    Other numbers of the sentence stand in `beside`: there are as many decimals as tell the amount from them, so that no
    sentence says that 6 is less than 6.

    Examples
    --------
    >>> from petasentra.supply.words import amount
    >>> amount(12.9652, "id"), amount(6.0, "en"), amount(6.0004, "en", [6.0])
    ('12,97', '6', '6.0004')
    >>> amount(1 / 365, "en")
    '0.0027'
    """
    small = _GRAM <= abs(value) < _SMALL
    decimals = 1 - math.floor(math.log10(abs(value))) if small else 2
    while decimals < _MOST_DECIMALS and any(_alike(value, other, decimals) for other in beside):
        decimals += 1
    return _bare(number(value, decimals, "id" if lang == "id" else "en"))


def rupiah(value: float, lang: str, beside: Iterable[float] = ()) -> str:
    """Write rupiah without decimals, but for those that tell it from others of the sentence; the largest by powers."""
    if not math.isfinite(value):
        return "Rp" + ("tak hingga" if lang == "id" else "without end")
    if abs(value) >= _LARGE:
        power = math.floor(math.log10(abs(value)))
        return f"Rp{_bare(number(value / 10.0**power, 2, 'id' if lang == 'id' else 'en'))} x 10^{power}"
    decimals = 0
    while decimals < _MOST_DECIMALS and any(_alike(value, other, decimals) for other in beside):
        decimals += 1
    return "Rp" + number(value, decimals, "id" if lang == "id" else "en")


def _alike(value: float, other: float, decimals: int) -> bool:
    """Whether numbers that differ are written alike."""
    return not math.isclose(value, other, rel_tol=1e-9) and f"{value:.{decimals}f}" == f"{other:.{decimals}f}"


def _bare(text: str) -> str:
    """Take zeros off the end of a number that is written with decimals."""
    return text.rstrip("0").rstrip(",.")


def listed(names: list[str], most: int = 5) -> str:
    """Return names in one line, the first few of them."""
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")
