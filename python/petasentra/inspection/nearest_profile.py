"""Which known table schema the columns of a layer come nearest to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra import profiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.load_report import Lang

_NEAR = 0.4


@dataclass(frozen=True)
class NearestProfile:
    """A profile, how well the columns fit it (0..1, see `petasentra.profiles.nearest_profile`), and what lacks."""

    name: str
    title_id: str
    title_en: str
    share: float
    missing: tuple[str, ...] = ()

    def title(self, lang: Lang = "id") -> str:
        """Return the title in one language."""
        return self.title_id if lang == "id" else self.title_en


def nearest(columns: Sequence[str]) -> NearestProfile | None:
    """Return the nearest profile; None if none fits by two fifths.

    Examples
    --------
    >>> nearest(["NAMOBJ", "KODKWS", "WADMKC", "LUASHA"]).name
    'rtrw-permen14'
    """
    fits = profiles.nearest_profile(columns)
    if not fits or fits[0].share < _NEAR:
        return None
    profile = profiles.profile(fits[0].profile)
    return NearestProfile(profile.name, profile.title_id, profile.title_en, fits[0].share, fits[0].missing)
