"""What to say of a name that nobody knows: the one written most alike, and which there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from petasentra import _core

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Hints", "did_you_mean"]

#: Names that are listed; the rest is counted.
_MOST = 8


class Hints(TypedDict):
    """What to do, as the errors of this library take it."""

    hint_en: str
    hint_id: str


def did_you_mean(name: str, known: Sequence[str], *, most: int = _MOST) -> Hints:
    """Return the known name written most like an unknown one, if any is near, and the known ones.

    Parameters
    ----------
    name
        What nobody knows.
    known
        What there is, in the order in which it is told.
    most
        How many of them are named; the rest is counted.

    Examples
    --------
    >>> from petasentra.suggesting import did_you_mean
    >>> did_you_mean("light_track", ["car", "light_truck"])["hint_en"]
    "Did you mean 'light_truck'? There are: car, light_truck."
    """
    near = _core.nearest(name, list(known))
    listed = ", ".join(known[:most]) + (f", ... (+{len(known) - most})" if len(known) > most else "")
    return {
        "hint_en": (f"Did you mean {near!r}? " if near else "") + f"There are: {listed or '-'}.",
        "hint_id": (f"Maksudnya {near!r}? " if near else "") + f"Yang ada: {listed or '-'}.",
    }
