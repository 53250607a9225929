"""Numbers and phrases of the inspection in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from petasentra.files.load_report import Lang


def number(value: float, decimals: int, lang: Lang) -> str:
    """Write a number: ``1.234,50`` in Indonesian, ``1,234.50`` in English."""
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "id" else text


def significant(value: float, lang: Lang, digits: int = 4) -> str:
    """Write a measure with a few digits: ``38.150`` or ``0,3319``; very small ones with an exponent.

    Examples
    --------
    >>> significant(38149.328, "en"), significant(0.33192, "id"), significant(0, "id"), significant(5e-6, "en")
    ('38,149', '0,3319', '0', '5e-06')
    """
    if value == 0:
        return "0"
    if abs(value) < 1e-3:
        return f"{value:.{digits - 2}g}".replace(".", "," if lang == "id" else ".")
    whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    text = number(value, max(0, digits - whole) if whole < digits + 1 else 0, lang)
    mark = "," if lang == "id" else "."
    return text.rstrip("0").rstrip(mark) if mark in text else text


def percent(share: float, lang: Lang) -> str:
    """Write a share: ``100 %``, ``99,7 %``, and never 100 for what is not whole.

    Examples
    --------
    >>> percent(1.0, "id"), percent(0.9999, "id"), percent(0.25, "en")
    ('100 %', '99,9 %', '25 %')
    """
    tenths = int(share * 1000) / 10 if share >= 0.99 else round(share * 100, 1)
    return number(tenths, 0 if tenths == int(tenths) else 1, lang) + " %"
