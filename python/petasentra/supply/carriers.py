"""Which edges carry which pairs of sites: from an edge back to all ways that use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra.supply.legs import Legs
    from petasentra.supply.model import Model
    from petasentra.supply.road_ways import RoadWays

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["Carriers"]


class Carriers:
    """The edges of every way that a vehicle class takes between two sites.

    Parameters
    ----------
    ways, model, legs
        Roads, sites and vehicles of the chain, and the pairs it asks for.
    """

    def __init__(self, ways: RoadWays, model: Model, legs: Legs) -> None:
        self.ways = ways
        found = [ways.edges_of(vehicle, legs.tariff.begin, legs.tariff.end) for vehicle in model.vehicles]
        self._pairs = [pairs for pairs, _ in found]
        self._edges = [edges for _, edges in found]

    def pairs_over(self, edges: Sequence[int]) -> Indices:
        """Return the pairs of which some vehicle class uses one of the edges, ascending."""
        found = [self._of(number, edges) for number in range(len(self._pairs))]
        return np.unique(np.concatenate(found))

    def legs_over(self, edges: Sequence[int], legs: Legs) -> Indices:
        """Return the legs whose own vehicle uses one of the edges."""
        out = np.zeros(len(legs), dtype=bool)
        for number in range(len(self._pairs)):
            out |= (legs.vehicle == number) & np.isin(legs.pair, self._of(number, edges))
        return np.flatnonzero(out)

    def edges_under(self, legs: Legs, amount: Numbers) -> Indices:
        """Return the edges on which anything goes, ascending."""
        found = [np.zeros(0, dtype=np.int64)]
        for number in range(len(self._pairs)):
            used = np.unique(legs.pair[(legs.vehicle == number) & (amount > 1e-6)])
            found.append(self._edges[number][np.isin(self._pairs[number], used)])
        return np.unique(np.concatenate(found))

    def _of(self, vehicle: int, edges: Sequence[int]) -> Indices:
        """Return the pairs of one vehicle class over the edges; the table is sorted by edge."""
        by_edge, parts = self._edges[vehicle], [np.zeros(0, dtype=np.int64)]
        for edge in edges:
            first, last = np.searchsorted(by_edge, [edge, edge + 1])
            parts.append(self._pairs[vehicle][first:last])
        return np.concatenate(parts)
