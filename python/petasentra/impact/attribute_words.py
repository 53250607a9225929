"""What indicators, periods and scopes are called in both languages; names that the table does not hold stay."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from petasentra.impact.units import rows
from petasentra.plotting.language import pick

if TYPE_CHECKING:
    from petasentra.plotting.language import Lang, Words

__all__ = ["attribute_text", "attribute_words"]


def attribute_words(name: str) -> Words:
    """Return a name in Indonesian and English, whichever of the two it stands in; else the name itself, twice.

    Examples
    --------
    >>> attribute_words("workers"), attribute_words("tenaga kerja")
    (('tenaga kerja', 'workers'), ('tenaga kerja', 'workers'))
    >>> attribute_words("jumlah perahu")
    ('jumlah perahu', 'jumlah perahu')
    """
    return _known().get(name.strip().casefold(), (name, name))


def attribute_text(name: str, lang: Lang) -> str:
    """Return a name in one language; see `attribute_words`."""
    return pick(attribute_words(name), lang)


@cache
def _known() -> dict[str, Words]:
    both: list[Words] = [(row["id"], row["en"]) for row in rows("attribute_words.csv")]
    return {words[at].casefold(): words for at in (0, 1) for words in both}
