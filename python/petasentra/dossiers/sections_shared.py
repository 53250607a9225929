"""What several sections share: yes and no, and a section of which nothing was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.dossiers.parts import NOT_GIVEN, fact, section

if TYPE_CHECKING:
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Words

__all__ = ["NO_PLACE", "not_given", "roads_told", "words_pair", "yes"]

#: Status of a section that needs the place of a sentra of which nobody knows the place.
NO_PLACE = "position_unknown"
_NO_PLACE: Words = ("letak tidak diketahui", "place not known")

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


def roads_told(name: str, inputs: Plain) -> tuple[list[Plain], list[Words]]:
    """Return the file of the roads of a section as a fact, and a note where another section has other roads."""
    roads = inputs.get("roads") or {}
    own = roads.get(name)
    if own is None:
        return [], []
    facts = [fact("roads", ("Berkas jalan", "File of the roads"), own)]
    other = roads.get({"access": "chain", "chain": "access"}[name], own)
    if other == own:
        return facts, []
    words = {"access": ("Keterjangkauan", "Access"), "chain": ("Rantai pasok", "Supply chain")}
    where = words["chain" if name == "access" else "access"]
    note = (
        f"{where[0]} dihitung pada jalan lain ({other}): tujuan yang tercapai di sana dapat tidak tercapai di sini.",
        f"{where[1]} was computed on other roads ({other}): what is reached there may be out of reach here.",
    )
    return facts, [note]


def not_given(name: str, title: Words, inputs: Plain) -> Plain:
    """Return a section of which nothing was given, or nothing could be asked, with the reason.

    Its status is ``position_unknown`` where it needs the place of a sentra of which nobody knows the place.
    """
    why = inputs["why"].get(name)
    if why is None:
        return section(name, title, "not_given", NOT_GIVEN)
    reason = words_pair(why["words"])
    answer: Words = _NO_PLACE if why["status"] == NO_PLACE else ("belum diketahui", "not known")
    return section(name, title, why["status"], answer, reason=reason, notes=[reason])
