"""Words and numbers of findings and explanations, in Indonesian and English."""

from __future__ import annotations

from petasentra.inspection.words import number

__all__ = ["KIND_WORDS", "amount", "kind_id", "listed", "rupiah"]

KIND_WORDS = {"source": "sumber", "processor": "pengolah", "storage": "gudang", "market": "pembeli"}


def kind_id(kind: str) -> str:
    """Return what a kind of site is called in Indonesian."""
    return KIND_WORDS[kind]


def amount(value: float, lang: str) -> str:
    """Write tonnes (or a rate) with two decimals at most.

    Examples
    --------
    >>> from petasentra.supply.words import amount
    >>> amount(12.9652, "id"), amount(6.0, "en")
    ('12,97', '6')
    """
    text = number(value, 2, "id" if lang == "id" else "en")
    return text.rstrip("0").rstrip(",.") if ("," in text if lang == "id" else "." in text) else text


def rupiah(value: float, lang: str) -> str:
    """Write rupiah without decimals."""
    return "Rp" + number(value, 0, "id" if lang == "id" else "en")


def listed(names: list[str], most: int = 5) -> str:
    """Return names in one line, the first few of them."""
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")
