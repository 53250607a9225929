"""The table of shares, and how it was computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra import _core


@dataclass(frozen=True)
class ShareStats:
    """How many sites took the slow way.

    Attributes
    ----------
    fallbacks
        Borders did not close, as those of valid polygons always do: the site was done again by GEOS.
    joined
        Zones may overlap on the site: what they cover together was joined by GEOS.
    """

    fallbacks: int
    joined: int


class Shares(Table):
    """The table that `ZoningIndex.shares` returns, and how it was computed in ``stats``."""

    __slots__ = ("stats",)

    def __init__(self, core: _core.Table, stats: ShareStats) -> None:
        super().__init__(core)
        self.stats = stats
