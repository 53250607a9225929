"""How sites reach each other: by a table of legs here, over roads in `road_ways`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.parts import Vehicle

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["Measured", "TableWays", "Ways"]


class Measured(NamedTuple):
    """Ways, shape (pairs,): minutes are infinite and km NaN where there is none."""

    minutes: Numbers
    km: Numbers


class Ways(Protocol):
    """Cost, time and length of the way between sites, by their numbers.

    Costs are asked of all pairs, times and lengths only of those that carry something: the latter may be slow.
    """

    def idr_per_t(self, vehicle: Vehicle, begin: Indices, end: Indices) -> Numbers:
        """Return what a tonne costs on the cheapest way of each pair; infinite where there is none.

        Pairs are ascending, each once.
        """
        ...

    def measure(self, vehicle: Vehicle, begin: Indices, end: Indices) -> Measured:
        """Return how long that way takes, and how long it is."""
        ...

    def on_way(self, site: int, vehicle: Vehicle) -> bool:
        """Whether a site meets the roads at all."""
        ...


@dataclass(frozen=True, eq=False)
class TableWays:
    """Legs as a table has them; what it does not have is no way.

    ``keys`` is begin * ``sites`` + end of each leg by the numbers of its sites, ascending, each once. ``repeated`` has
    the ends of legs that stand several times, and how often.
    """

    sites: int
    keys: Indices
    minutes: Numbers
    km: Numbers
    repeated: tuple[tuple[str, str, int], ...] = ()

    def idr_per_t(self, vehicle: Vehicle, begin: Indices, end: Indices) -> Numbers:
        """Return what a tonne costs on each pair."""
        minutes, km = self.measure(vehicle, begin, end)
        return vehicle.idr_per_t(km, minutes)

    def measure(self, vehicle: Vehicle, begin: Indices, end: Indices) -> Measured:
        """Return the leg of each pair: it is that of all vehicles."""
        del vehicle
        minutes, km = np.full(len(begin), np.inf), np.full(len(begin), np.nan)
        if len(self.keys):
            wanted = begin * self.sites + end
            row = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
            there = self.keys[row] == wanted
            minutes[there], km[there] = self.minutes[row[there]], self.km[row[there]]
        return Measured(minutes, km)

    def on_way(self, site: int, vehicle: Vehicle) -> bool:
        """Whether any leg begins or ends at a site."""
        del vehicle
        return bool((self.keys // self.sites == site).any() or (self.keys % self.sites == site).any())
