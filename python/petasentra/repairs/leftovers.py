"""Findings that a repair does nothing about, and why: no row of the ledger tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from petasentra.plotting.language import Words

    Why: TypeAlias = Literal["no_repair", "not_asked", "no_profile"]

_REASONS: dict[str, Words] = {
    "no_repair": ("tidak ada perbaikan otomatis untuk temuan ini", "there is no repair for it"),
    "not_asked": ("tidak termasuk kode yang diminta", "not among the codes asked for"),
    "no_profile": ("perlu profil nilai berkode", "it takes a profile of coded values"),
}


@dataclass(frozen=True)
class NotRepaired:
    """How many findings of one code a repair did nothing about, and why.

    Attributes
    ----------
    count
        Findings of this code before the repair.
    why
        ``"no_repair"``: none is known; ``"not_asked"``: the code is not among those asked for; ``"no_profile"``: coded
        values are made uniform by a profile, and none was given.
    """

    count: int
    why: Why

    @property
    def reason_id(self) -> str:
        """The reason in Indonesian."""
        return _REASONS[self.why][0]

    @property
    def reason_en(self) -> str:
        """The reason in English."""
        return _REASONS[self.why][1]


def not_repaired(
    found: Mapping[str, int], asked: Iterable[str], repairable: Iterable[str], *, has_profile: bool
) -> dict[str, NotRepaired]:
    """Return code to what was not repaired, in the order found."""
    asked, repairable = set(asked), set(repairable)
    out: dict[str, NotRepaired] = {}
    for code, count in found.items():
        if code not in repairable:
            out[code] = NotRepaired(count, "no_repair")
        elif code not in asked:
            out[code] = NotRepaired(count, "not_asked")
        elif code == "DOMAIN_CLASH" and not has_profile:
            out[code] = NotRepaired(count, "no_profile")
    return out
