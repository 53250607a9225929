"""What sources say of themselves in both languages, for those that come with the package; others stay as written."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from petasentra.plotting.language import Words

__all__ = ["source_words"]


def source_words(text: str) -> Words:
    """Return a source in Indonesian and English, whichever it is written in; else the text itself, twice.

    Examples
    --------
    >>> from petasentra.dossiers.source_words import source_words
    >>> source_words("rekaan"), source_words("Radar Jombang")
    (('rekaan', 'invented'), ('Radar Jombang', 'Radar Jombang'))
    """
    return _known().get(text.strip().casefold(), (text, text))


@cache
def _known() -> dict[str, Words]:
    table = files("petasentra.dossiers").joinpath("source_words.csv").read_text(encoding="utf-8")
    both: list[Words] = [(row["id"], row["en"]) for row in csv.DictReader(table.splitlines())]
    return {words[at].casefold(): words for at in (0, 1) for words in both}
