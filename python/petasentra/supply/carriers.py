"""Which edges carry which legs, and what a leg costs once edges are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.supply.solution_tables import TOLERANCE_T

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from petasentra.supply.legs import Legs
    from petasentra.supply.parts import Vehicle
    from petasentra.supply.road_ways import RoadWays

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["Carriers"]


class Carriers:
    """The edges on the ways of those legs that carry something.

    Parameters
    ----------
    ways, legs
        Roads and legs of the chain.
    amount
        Tonnes on each leg.
    """

    def __init__(self, ways: RoadWays, legs: Legs, amount: Numbers) -> None:
        self.ways, self._legs = ways, legs
        self.carrying = amount > TOLERANCE_T
        over, edges = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for number, vehicle in enumerate(legs.model.vehicles):
            these = np.flatnonzero(self.carrying & (legs.vehicle == number))
            pair = legs.pair(these)
            place, edge = ways.edges_of(vehicle, legs.tariff.begin[pair], legs.tariff.end[pair])
            over.append(these[place])
            edges.append(edge)
        order = np.argsort(np.concatenate(edges), kind="stable")
        self._over, self._edges = np.concatenate(over)[order], np.concatenate(edges)[order]

    @property
    def edges(self) -> Indices:
        """The edges on which anything goes, ascending."""
        return np.unique(self._edges)

    def legs_over(self, edges: Sequence[int]) -> Indices:
        """Return the legs that carry something over one of the edges, ascending."""
        wanted = np.asarray(edges, dtype=np.int64)
        first, last = np.searchsorted(self._edges, np.stack([wanted, wanted + 1]))
        parts = [self._over[one:other] for one, other in zip(first.tolist(), last.tolist(), strict=True)]
        return np.sort(parts[0]) if len(parts) == 1 else np.unique(np.concatenate(parts))

    def idr_without(self, edges: Sequence[int], these: Indices) -> Numbers:
        """Return what a tonne costs over legs, by the vehicle that is then the cheapest, with edges closed."""
        return self.idr_by(lambda vehicle, begin, end: self.ways.idr_without(edges, vehicle, begin, end), these)

    def idr_by(self, ask: Callable[[Vehicle, Indices, Indices], Numbers], these: Indices) -> Numbers:
        """Return what a tonne costs over legs, by the vehicle that is then the cheapest, if pairs of sites cost so."""
        return self._cheapest(these, lambda vehicle, _, *pairs: ask(vehicle, *pairs))

    def idr_without_each(self, closures: Sequence[Sequence[int]], which: Indices, these: Indices) -> Numbers:
        """Return the same of many closures at once: leg by leg, with the edges of closure `which` closed.

        `which` is ascending.
        """
        return self._cheapest(
            these,
            lambda vehicle, may, *pairs: self.ways.idr_without_each(closures, vehicle, which[may], *pairs),
        )

    def _cheapest(self, these: Indices, idr_per_t: Callable[[Vehicle, Indices, Indices, Indices], Numbers]) -> Numbers:
        """Return the least cost of each leg over the vehicles that may go there."""
        legs, out = self._legs, np.full(len(these), np.inf)
        begin, end = (side[legs.pair(these)] for side in (legs.tariff.begin, legs.tariff.end))
        for vehicle in legs.model.vehicles:
            needs = np.zeros(len(these), dtype=bool) if legs.licensed is None else legs.licensed[these]
            may = np.flatnonzero(~needs | vehicle.b3_licensed)
            out[may] = np.minimum(out[may], idr_per_t(vehicle, may, begin[may], end[may]))
        return out
