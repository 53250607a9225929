"""What several sections share: yes and no, and a section of which nothing was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.dossiers.parts import NOT_GIVEN, section

if TYPE_CHECKING:
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Words

__all__ = ["not_given", "words_pair", "yes"]

_YES_NO: dict[bool | None, Words] = {
    True: ("ya", "yes"),
    False: ("tidak", "no"),
    None: ("belum diketahui", "not known"),
}


def yes(value: bool | None) -> Plain:
    """Return a flag in words; None is not known."""
    words = _YES_NO[value]
    return {"id": words[0], "en": words[1]}


def words_pair(one: Plain) -> Words:
    """Return words in both languages as a pair."""
    return one["id"], one["en"]


def not_given(name: str, title: Words, inputs: Plain) -> Plain:
    """Return a section of which nothing was given, or nothing could be asked, with the reason."""
    why = inputs["why"].get(name)
    if why is None:
        return section(name, title, "not_given", NOT_GIVEN)
    return section(
        name, title, "unknown", ("belum diketahui", "not known"), reason=words_pair(why), notes=[words_pair(why)]
    )
