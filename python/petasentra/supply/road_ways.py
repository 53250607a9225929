"""Ways over a road network, the cheapest in rupiah for each vehicle. All that the chain asks of roads is here.

What all pairs of sites cost comes from the matrix of the network; paths are found only for pairs whose times, lengths
or edges are asked. Both are of the same costs (`laid_roads`), so the path found is the way that was paid for.
"""

from __future__ import annotations

import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra import _core
from petasentra._worker_threads import worker_threads
from petasentra.network.costs import DECISECONDS_A_MINUTE, UNREACHABLE
from petasentra.supply.flooded_chain import WaterOnRoads
from petasentra.supply.laid_roads import lay, meet
from petasentra.supply.ways import Measured

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from petasentra.layers.layer import Layer
    from petasentra.network.costs import RoadCosts
    from petasentra.network.road_network import RoadNetwork
    from petasentra.supply.laid_roads import Laid, Met
    from petasentra.supply.parts import Vehicle

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.uint32]
    RoadChange = Mapping[str, Any] | WaterOnRoads

__all__ = ["RoadWays"]

#: Journeys whose ways are held at one time.
_JOURNEYS = 1 << 15
#: Cells of a matrix that are held at one time (64 MiB).
_CELLS = 1 << 24


class RoadWays:
    """Ways over a road network.

    Sites stay where they meet the roads, whatever is closed: one that stands within a closed edge is cut off.

    Parameters
    ----------
    network
        The roads.
    x, y
        The sites, in its CRS; NaN for one without a place.
    limit_m, journey
        Farthest road of a site, and `which`, `as_of`, `without_class` as for `RoadNetwork.travel_times`.
    changes
        What is closed or slower, as for `RoadNetwork.scenario`, or what water does, one after the other.
    """

    def __init__(
        self,
        network: RoadNetwork,
        x: Numbers,
        y: Numbers,
        *,
        limit_m: float = 500.0,
        journey: Mapping[str, Any] | None = None,
        changes: Sequence[RoadChange] = (),
        threads: int | None = None,
    ) -> None:
        self.network = network
        self.x, self.y = x, y
        self._limit_m = limit_m
        self._journey = dict(journey or {})
        self._changes = tuple(changes)
        self._threads = worker_threads(threads)
        self._by_vehicle: dict[str, Laid] = {}
        self._at: dict[str, Met] = {}

    def idr_per_t(self, vehicle: Vehicle, begin: Indices, end: Indices) -> Numbers:
        """Return what the cheapest way of each pair costs, from one matrix; pairs are ascending, each once."""
        laid = self._on_roads(vehicle)
        out = np.full(len(begin), np.inf)
        if not len(begin):
            return out
        rows, columns = (_named(sites, len(self.x)) for sites in (begin, end))
        arrive = laid.stops(columns, leaving=False)
        whole = len(begin) == len(rows) * len(columns)  # each pair is there once and in order: a table
        for first in range(0, len(rows), at_once := max(_CELLS // len(columns), 1)):
            some = rows[first : first + at_once]
            units = _core.travel_matrix(laid.metric, laid.stops(some, leaving=True), arrive, None, self._threads)
            # Pairs are in the order of where they begin.
            here = slice(*np.searchsorted(begin, [some[0], some[-1] + 1]))
            if not whole:
                units = units[_places(rows, begin[here]) - first, _places(columns, end[here])]
            out[here] = laid.idr_per_t(vehicle, units.reshape(-1))
        return out

    def idr_of_paths(self, vehicle: Vehicle, begin: Indices, end: Indices) -> Numbers:
        """Return what `idr_per_t` does, from a path of each pair: for tests and races."""
        found = self.paths(vehicle, begin, end).columns()
        return self._on_roads(vehicle).idr_per_t(vehicle, np.asarray(found["deciseconds"]))

    def measure(self, vehicle: Vehicle, begin: Indices, end: Indices) -> Measured:
        """Return minutes and kilometres of that way, path by path; access legs count, as fast as off the roads."""
        laid = self._on_roads(vehicle)
        out = Measured(np.full(len(begin), np.inf), np.full(len(begin), np.nan))
        for start in range(0, len(begin), _JOURNEYS):
            part = slice(start, start + _JOURNEYS)
            one, other = begin[part], end[part]
            found = self.paths(vehicle, one, other).columns()
            reached = np.asarray(found["deciseconds"]) != UNREACHABLE
            minutes = _minutes(found, laid.deciseconds) + laid.access_minutes[one] + laid.access_minutes[other]
            out.minutes[part] = np.where(reached, minutes, np.inf)
            km = np.asarray(found["length_m"]) / 1000.0 + laid.access_km[one] + laid.access_km[other]
            out.km[part] = np.where(reached, km, np.nan)
        return out

    def edges_of(self, vehicle: Vehicle, begin: Indices, end: Indices) -> tuple[Indices, Indices]:
        """Return the edges that the pairs need as (pair, edge), each once a pair, sorted by edge.

        Between two sites at one spot within an edge there is no piece of it, and closing it cuts both off all the same.
        """
        pairs, edges = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for side in (begin, end):
            stands = self._on_roads(vehicle).within[side]
            pairs.append(np.flatnonzero(stands >= 0))
            edges.append(stands[stands >= 0])
        for start in range(0, len(begin), _JOURNEYS):
            part = slice(start, start + _JOURNEYS)
            found = self.paths(vehicle, begin[part], end[part]).columns()
            first = np.asarray(found["first_piece"]).astype(np.int64)
            pairs.append(np.repeat(np.arange(len(first) - 1), np.diff(first)) + start)
            edges.append(np.asarray(found["edge"]).astype(np.int64))
        both = np.unique(np.stack([np.concatenate(edges), np.concatenate(pairs)]), axis=1)
        return both[1], both[0]

    def paths(self, vehicle: Vehicle, begin: Indices, end: Indices) -> _core.TravelPaths:
        """Return the cheapest ways of pairs, as the core has them; what it calls deciseconds are units of cost."""
        laid = self._on_roads(vehicle)
        rows, columns = (_named(sites, len(self.x)) for sites in (begin, end))
        return _core.TravelPaths(
            self.network.core, laid.travel, laid.metric, laid.stops(rows, leaving=True),
            laid.stops(columns, leaving=False), _places(rows, begin).astype(np.uint32),
            _places(columns, end).astype(np.uint32), None, self._threads,
        )  # fmt: skip

    def idr_without(self, edges: Sequence[int], vehicle: Vehicle, begin: Indices, end: Indices) -> Numbers:
        """Return what `idr_per_t` does with edges closed; where sites meet the roads is not asked again."""
        laid = self._on_roads(vehicle)
        units = laid.closed.costs(np.asarray(edges, np.uint32), begin.astype(np.uint32), end.astype(np.uint32))
        return laid.idr_per_t(vehicle, units)

    def changed(self, change: RoadChange) -> RoadWays:
        """Return ways over these roads with one more change; where sites meet the roads is not asked again."""
        other = copy.copy(self)
        other._changes, other._by_vehicle = (*self._changes, change), {}
        return other

    def costs_of(self, vehicles: Sequence[Vehicle]) -> list[RoadCosts]:
        """Return the costs of roads before any change, one for each profile."""
        for vehicle in vehicles:
            self._on_roads(vehicle)
        return [self._at[profile].base for profile in sorted({one.profile for one in vehicles})]

    def idr_without_each(
        self, closures: Sequence[Sequence[int]], vehicle: Vehicle, which: Indices, begin: Indices, end: Indices
    ) -> Numbers:
        """Return what `idr_without` does, pair by pair with the edges of closure `which` closed; that is ascending."""
        laid = self._on_roads(vehicle)
        first_edge = np.cumsum([0, *(len(edges) for edges in closures)])
        first_pair = np.searchsorted(which, np.arange(len(closures) + 1))
        edges = np.array([edge for edges in closures for edge in edges], dtype=np.uint32)
        units = laid.closed.costs_of_each(
            first_edge, edges, first_pair, begin.astype(np.uint32), end.astype(np.uint32), threads=self._threads
        )
        return laid.idr_per_t(vehicle, units)

    def on_way(self, site: int, vehicle: Vehicle) -> bool:
        """Whether a site meets a road that the vehicle may use."""
        return bool(self._on_roads(vehicle).edge[site] >= 0)

    @cached_property
    def edge_lines(self) -> Layer:
        """The edges of the network."""
        return self.network.edges()

    def _on_roads(self, vehicle: Vehicle) -> Laid:
        if vehicle.name not in self._by_vehicle:
            self._by_vehicle[vehicle.name] = self._lay(vehicle)
        return self._by_vehicle[vehicle.name]

    def _lay(self, vehicle: Vehicle) -> Laid:
        if vehicle.profile not in self._at:
            base = self.network.scenario(vehicle=vehicle.profile, **self._journey)
            snap = self.network.snap(x=self.x, y=self.y, limit_m=self._limit_m, costs=base, threads=self._threads)
            self._at[vehicle.profile] = meet(base, snap)
        met = self._at[vehicle.profile]
        costs = met.base
        for change in self._changes:
            if isinstance(change, WaterOnRoads):
                costs = change.on(self.network, costs)
            else:
                costs = self.network.scenario(vehicle=costs, **change)
        return lay(self.network, vehicle, met, costs, self._threads)


def _named(sites: Indices, count: int) -> Indices:
    """Return the sites that are named, each once, ascending."""
    named = np.zeros(count, dtype=bool)
    named[sites] = True
    return np.flatnonzero(named)


def _places(named: Indices, sites: Indices) -> Indices:
    """Return where each site stands among those that are named."""
    place = np.zeros(int(named[-1]) + 1 if len(named) else 0, dtype=np.int64)
    place[named] = np.arange(len(named))
    return place[sites]


def _minutes(found: Mapping[str, npt.NDArray[Any]], deciseconds: Whole) -> Numbers:
    """Return minutes on roads of each path, from the parts of edges it has; waits at turns are in the price alone."""
    first = np.asarray(found["first_piece"]).astype(np.int64)
    begin, end = np.asarray(found["begin"], dtype=np.float64), np.asarray(found["end"], dtype=np.float64)
    arc = 2 * np.asarray(found["edge"]).astype(np.int64) + (begin > end)
    took = deciseconds[arc] * np.abs(end - begin) / DECISECONDS_A_MINUTE
    journey = np.repeat(np.arange(len(first) - 1), np.diff(first))
    out = np.zeros(len(first) - 1)
    np.add.at(out, journey, took)
    return out
