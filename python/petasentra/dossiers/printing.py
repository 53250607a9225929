"""Values of a dossier as people read them: 1.234,5 in Indonesian, days in words, an en dash for what nobody said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from petasentra.plotting.language import date, number, pick

if TYPE_CHECKING:
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Lang

__all__ = ["NOTHING", "is_figure", "mark_words", "value_text", "words_of"]

#: What stands where nobody said anything.
NOTHING = "\u2013"


def words_of(one: Plain, lang: Lang) -> str:
    """Return words in one of the two languages."""
    return str(one[lang])


def value_text(value: Any, lang: Lang, *, unit: str = "", decimals: int = 0) -> str:  # noqa: ANN401 - a value
    r"""Write a value.

    Examples
    --------
    >>> from petasentra.dossiers.printing import value_text
    >>> value_text(11600.75, "id", unit="m²", decimals=1), value_text(None, "id")
    ('11.600,8\xa0m²', '–')
    >>> value_text({"date": "2026-06-01"}, "id"), value_text(1500000.0, "en", unit="Rp")
    ('1 Juni 2026', 'Rp1,500,000')
    """
    if value is None or value == "":
        return NOTHING
    if isinstance(value, dict):
        if "date" in value:
            return date(value["date"], lang)
        text = str(value["text"][lang] if "text" in value else value[lang])
        return _with_unit(text, unit) if "text" in value else (text or NOTHING)
    if isinstance(value, bool):
        return pick(("ya", "yes") if value else ("tidak", "no"), lang)
    if isinstance(value, int | float):
        return _with_unit(number(value, decimals, lang), unit)
    return str(value)


def is_figure(value: object) -> bool:
    """Whether a value is a figure, beside which marks stand."""
    if isinstance(value, dict):
        return "text" in value
    return isinstance(value, int | float) and not isinstance(value, bool)


def mark_words(marks: list[str], lang: Lang) -> str:
    """Return marks as words, separated by commas."""
    from petasentra.dossiers.parts import MARKS

    return ", ".join(pick(MARKS[one], lang) for one in marks)


def _with_unit(text: str, unit: str) -> str:
    if not unit:
        return text
    if unit == "Rp":
        # The amount may begin with words: "minimal 20".
        return re.sub(r"\d", lambda found: f"Rp{found[0]}", text, count=1)
    return f"{text}{unit}" if unit == "°" else f"{text}\u00a0{unit}"
