"""Words and numbers of findings and explanations, in Indonesian and English."""

from __future__ import annotations

import math

from petasentra.inspection.words import number

__all__ = ["KIND_WORDS", "TABLE_WORDS", "amount", "kind_id", "listed", "rupiah"]

#: What is less is rounding.
_GRAM = 1e-6
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


def amount(value: float, lang: str) -> str:
    """Write tonnes (or a rate) with two decimals, small ones with two digits: 1 t/year is not 0 t/day.

    Examples
    --------
    >>> from petasentra.supply.words import amount
    >>> amount(12.9652, "id"), amount(6.0, "en")
    ('12,97', '6')
    >>> amount(1 / 365, "en")
    '0.0027'
    """
    small = _GRAM <= abs(value) < 0.005
    text = number(value, 1 - math.floor(math.log10(abs(value))) if small else 2, "id" if lang == "id" else "en")
    return text.rstrip("0").rstrip(",.") if ("," in text if lang == "id" else "." in text) else text


def rupiah(value: float, lang: str) -> str:
    """Write rupiah without decimals."""
    return "Rp" + number(value, 0, "id" if lang == "id" else "en")


def listed(names: list[str], most: int = 5) -> str:
    """Return names in one line, the first few of them."""
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")
