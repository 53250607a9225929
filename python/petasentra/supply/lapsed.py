"""The permit that a site once had, or will have, where none is valid on the day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from petasentra.supply.model import Model
    from petasentra.supply.program import Program

    Words = tuple[str, str]

__all__ = ["has_ended", "lapsed_permit", "lapsed_words"]


def has_ended(model: Model, program: Program, permit: int) -> bool:
    """Whether a permit is over on the day; False where nothing says when it ends."""
    end = model.permits.valid_until[permit]
    return end is not None and program.as_of is not None and end < program.as_of


def lapsed_permit(model: Model, program: Program, row: int) -> int | None:
    """Return which permit speaks of what a row of kind ``no_permit`` holds back, though not on the day.

    Of several the one that ended last, else the one that begins first; None if nobody ever gave one.
    """
    permits, day = model.permits, program.as_of
    site, number = model.site_ids[program.terms.site[row]], int(program.terms.commodity[row])
    speaking = [
        one
        for one in range(len(permits))
        if permits.site[one] == site and permits.commodity[one] in ("", model.commodities[number].name)
    ]
    if not speaking or day is None:
        return None

    def nearness(one: int) -> tuple[bool, int, int]:
        if has_ended(model, program, one):
            return False, -(permits.valid_until[one] or day).toordinal(), one
        return True, (permits.valid_from[one] or dt.date.min).toordinal(), one

    return min(speaking, key=nearness)


def lapsed_words(model: Model, program: Program, row: int) -> Words | None:
    """Return that permit in words, with the day; None if nobody ever gave one."""
    one, day = lapsed_permit(model, program, row), program.as_of
    if one is None or day is None:
        return None
    permits, at = model.permits, model.site_ids[program.terms.site[row]]
    name = permits.ids[one]
    if has_ended(model, program, one):
        end = permits.valid_until[one]
        return (
            f"izin {name} di {at}, yang habis masa berlakunya pada {end},",
            f"the permit {name} at {at}, which expired on {end},",
        )
    start = permits.valid_from[one]
    return (
        f"izin {name} di {at}, yang baru berlaku pada {start},",
        f"the permit {name} at {at}, which is not valid before {start},",
    )
