"""Which known table schema the columns of a layer come nearest to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra import profiles
from petasentra.profiles.fitting import worth_naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.files.load_report import Lang


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
    """Return the nearest profile; None if none fits well enough to be named.

    Examples
    --------
    >>> nearest(["NAMOBJ", "KODKWS", "WADMKC", "LUASHA"]).name
    'rtrw-permen14'
    """
    fit = next((one for one in profiles.nearest_profile(columns) if worth_naming(one, columns)), None)
    if fit is None:
        return None
    profile = profiles.profile(fit.profile)
    return NearestProfile(profile.name, profile.title_id, profile.title_en, fit.share, fit.missing)
