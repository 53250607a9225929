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


def did_you_mean(
    name: str, known: Sequence[str], *, most: int = _MOST, otherwise: tuple[str, str] | None = None
) -> Hints:
    """Return the known name written most like an unknown one, if any is near, and the known ones.

    Parameters
    ----------
    name
        What nobody knows.
    known
        What there is, in the order in which it is told.
    most
        How many of them are named; the rest is counted.
    otherwise
        What is said in place of the known ones, in Indonesian and English, and only where no name is near: the known
        ones are too many, or stand in the message already.

    Examples
    --------
    >>> from petasentra.suggesting import did_you_mean
    >>> did_you_mean("light_track", ["car", "light_truck"])["hint_en"]
    "Did you mean 'light_truck'? There are: car, light_truck."
    >>> did_you_mean("blok-7", ["tapak-1"], otherwise=("Lihat site_id.", "See site_id."))["hint_en"]
    'See site_id.'
    """
    near = _core.nearest(name, list(known))
    asked_id, asked_en = (f"Mungkin maksud Anda {near!r}?", f"Did you mean {near!r}?") if near else ("", "")
    if otherwise is not None:
        return {"hint_en": asked_en or otherwise[1], "hint_id": asked_id or otherwise[0]}
    listed = ", ".join(known[:most]) + (f", ... (+{len(known) - most})" if len(known) > most else "")
    return {
        "hint_en": f"{asked_en} There are: {listed or '-'}.".lstrip(),
        "hint_id": f"{asked_id} Yang ada: {listed or '-'}.".lstrip(),
    }
