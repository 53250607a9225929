"""Which edges carry which flows: from an edge back to all legs with anything on them that use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra.supply.legs import Legs
    from petasentra.supply.road_ways import RoadWays

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["Carriers"]


class Carriers:
    """The edges of the ways that carry something.

    Parameters
    ----------
    ways, legs
        Roads and legs of the chain.
    amount
        What goes over each leg, shape (legs,).
    """

    def __init__(self, ways: RoadWays, legs: Legs, amount: Numbers) -> None:
        self.ways = ways
        used = np.flatnonzero(amount > 1e-6)
        found = [(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))]
        for number in np.unique(legs.vehicle[used]).tolist():
            these = used[legs.vehicle[used] == number]
            pair = legs.pair(these)
            place, edge = ways.edges_of(legs.model.vehicles[number], legs.tariff.begin[pair], legs.tariff.end[pair])
            found.append((these[place], edge))
        leg, edge = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.argsort(edge, kind="stable")
        self._by_edge, self._legs = edge[order], leg[order]

    def edges(self) -> Indices:
        """Return the edges on which anything goes, ascending."""
        return np.unique(self._by_edge)

    def legs_over(self, edges: Sequence[int]) -> Indices:
        """Return the legs with anything on them that use one of the edges, ascending."""
        bounds = np.searchsorted(self._by_edge, [(edge, edge + 1) for edge in edges]).reshape(-1, 2)
        parts = [self._legs[first:last] for first, last in bounds]
        return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *parts]))
