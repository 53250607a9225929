"""Ways over a road network, the cheapest in rupiah for each vehicle. All that the chain asks of roads is here.

What a tonne pays for kilometres and for hours is laid on every arc in whole units, so that the paths of the network are
those that cost least. Closing a road therefore never makes a way cheaper.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra import _core
from petasentra._worker_threads import worker_threads
from petasentra.network.costs import DECISECONDS_A_MINUTE, UNREACHABLE
from petasentra.supply.ways import Measured

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from petasentra.layers import Layer
    from petasentra.network.costs import RoadCosts
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.snapping import RoadSnap
    from petasentra.supply.parts import Vehicle

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.uint32]

__all__ = ["RoadWays"]

#: Journeys whose ways are held at one time.
_JOURNEYS = 1 << 15
#: Units of cost that the sum of all roads may have, and the most units of a rupiah.
_MOST_UNITS, _FINEST = 2.0**30, 2.0**10


@dataclass(frozen=True, eq=False)
class _Laid:
    """Costs of one vehicle laid on the roads, and where the sites meet them."""

    deciseconds: Whole
    travel: Whole  # units of every arc that ways are found on: those of the roads, and turns
    unit_idr: float
    metric: _core.RoadMetric
    leave: _core.Stops
    arrive: _core.Stops
    on_road: npt.NDArray[np.bool_]
    access_minutes: Numbers
    access_km: Numbers
    core: _core.RoadNetwork
    threads: int | None
    within: Indices  # edge that a site stands on between its ends, -1 elsewhere

    @cached_property
    def closed(self) -> _core.ClosedRoads:
        """The same roads, to close some of them."""
        return _core.ClosedRoads(self.core, self.travel, self.metric, self.leave, self.arrive, self.threads)


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
        What is closed or slower, as for `RoadNetwork.scenario`, one after the other.
    """

    def __init__(
        self,
        network: RoadNetwork,
        x: Numbers,
        y: Numbers,
        *,
        limit_m: float = 500.0,
        journey: Mapping[str, Any] | None = None,
        changes: Sequence[Mapping[str, Any]] = (),
        threads: int | None = None,
    ) -> None:
        self.network = network
        self.x, self.y = x, y
        self._limit_m = limit_m
        self._journey = dict(journey or {})
        self._changes = tuple(changes)
        self._threads = worker_threads(threads)
        self._by_vehicle: dict[str, _Laid] = {}
        self._at: dict[str, tuple[RoadCosts, RoadSnap]] = {}

    def measure(self, vehicle: Vehicle, begin: Indices, end: Indices) -> Measured:
        """Return what the cheapest way of each pair is like; access legs count, as fast as off the roads."""
        laid = self._on_roads(vehicle)
        out = Measured(np.full(len(begin), np.inf), np.full(len(begin), np.nan), np.full(len(begin), np.inf))
        for start in range(0, len(begin), _JOURNEYS):
            part = slice(start, start + _JOURNEYS)
            one, other = begin[part], end[part]
            found = self.paths(vehicle, one, other).columns()
            units = np.asarray(found["deciseconds"])
            reached = units != UNREACHABLE
            out.idr_per_t[part] = _idr_per_t(vehicle, laid, units)
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
        return _core.TravelPaths(
            self.network.core, laid.travel, laid.metric, laid.leave, laid.arrive, begin.astype(np.uint32),
            end.astype(np.uint32), None, self._threads,
        )  # fmt: skip

    def idr_without(self, edges: Sequence[int], vehicle: Vehicle, begin: Indices, end: Indices) -> Numbers:
        """Return the `idr_per_t` of `measure` with edges closed; where sites meet the roads is not asked again."""
        laid = self._on_roads(vehicle)
        units = laid.closed.costs(np.asarray(edges, np.uint32), begin.astype(np.uint32), end.astype(np.uint32))
        return _idr_per_t(vehicle, laid, units)

    def on_way(self, site: int, vehicle: Vehicle) -> bool:
        """Whether a site meets a road that the vehicle may use."""
        return bool(self._on_roads(vehicle).on_road[site])

    @cached_property
    def edge_lines(self) -> Layer:
        """The edges of the network."""
        return self.network.edges()

    def _on_roads(self, vehicle: Vehicle) -> _Laid:
        if vehicle.name not in self._by_vehicle:
            if vehicle.profile not in self._at:
                base = self.network.scenario(vehicle=vehicle.profile, **self._journey)
                self._at[vehicle.profile] = (
                    base,
                    self.network.snap(x=self.x, y=self.y, limit_m=self._limit_m, costs=base, threads=self._threads),
                )
            self._by_vehicle[vehicle.name] = self._lay(vehicle, *self._at[vehicle.profile])
        return self._by_vehicle[vehicle.name]

    def _lay(self, vehicle: Vehicle, base: RoadCosts, snap: RoadSnap) -> _Laid:
        costs = base
        for change in self._changes:
            costs = self.network.scenario(vehicle=costs, **change)
        deciseconds = costs.deciseconds
        km = np.repeat(np.asarray(self.edge_lines["length_m"], dtype=np.float64) / 1000.0, 2)
        unit, units = _units(vehicle, km, base.deciseconds, deciseconds)
        on_road = np.array([status == "snapped" for status in snap["status"]], dtype=bool)
        edge = np.where(on_road, np.asarray(snap["edge"], dtype=np.float64), -1).astype(np.int64)
        fraction = np.where(on_road, np.asarray(snap["fraction"], dtype=np.float64), 0.0)
        access_km = np.where(on_road, np.asarray(snap["distance_m"], dtype=np.float64), 0.0) / 1000.0
        access_minutes = np.where(on_road, np.asarray(snap.access, dtype=np.float64), 0.0) / DECISECONDS_A_MINUTE
        access = np.rint(_idr(vehicle, access_km, access_minutes) / unit) if unit else np.zeros(len(edge))
        within = (fraction > 0) & (fraction < 1)
        arc = 2 * np.maximum(edge, 0)
        shut = (units[arc] == UNREACHABLE) & (units[arc + 1] == UNREACHABLE) if len(units) else np.ones(len(edge), bool)
        edge = np.where(on_road & ~(within & shut), edge, -1)
        leave, arrive = (
            _core.Stops(
                self.network.core, edge=edge, fraction=fraction, access=access.astype(np.uint32), leaving=leaving,
                **_along(units, edge, fraction),
            )
            for leaving in (True, False)
        )  # fmt: skip
        travel = _core.travel_costs(self.network.core, units, _turn_units(vehicle, costs.turn_deciseconds, unit))
        metric = _core.RoadMetric(self.network.hierarchy(), travel, self._threads)
        return _Laid(
            deciseconds,
            travel,
            unit,
            metric,
            leave,
            arrive,
            edge >= 0,
            access_minutes,
            access_km,
            self.network.core,
            self._threads,
            np.where(within, edge, -1),
        )


def _idr_per_t(vehicle: Vehicle, laid: _Laid, units: Whole) -> Numbers:
    """Return what a tonne pays for ways of so many units, infinity for none."""
    per_trip = vehicle.idr_per_trip / vehicle.payload_t
    return np.where(units != UNREACHABLE, units * laid.unit_idr + per_trip, np.inf)


def _idr(vehicle: Vehicle, km: Numbers, minutes: Numbers) -> Numbers:
    """Return what a tonne pays for so many kilometres and minutes, without the trip itself."""
    return vehicle.idr_per_t_km * km + vehicle.idr_per_hour * minutes / 60.0 / vehicle.payload_t


def _units(vehicle: Vehicle, km: Numbers, base: Whole, deciseconds: Whole) -> tuple[float, Whole]:
    """Return rupiah of a unit and the units of every arc; a vehicle that pays for nothing takes the quickest way.

    The unit follows from the roads before anything is closed, so that a closure changes no cost but its own.
    """
    if vehicle.idr_per_t_km == 0 and vehicle.idr_per_hour == 0:
        return 0.0, deciseconds
    there = base != UNREACHABLE
    before = np.where(there, _idr(vehicle, km, base / DECISECONDS_A_MINUTE), 0.0)
    every = float(np.maximum(before[0::2], before[1::2]).sum())
    a_rupiah = min(2.0 ** np.floor(np.log2(_MOST_UNITS / every)), _FINEST) if every > 0 else 1.0
    units = np.rint(_idr(vehicle, km, deciseconds / DECISECONDS_A_MINUTE) * a_rupiah)
    fits = (deciseconds != UNREACHABLE) & (units < UNREACHABLE)
    return 1.0 / a_rupiah, np.where(fits, units, UNREACHABLE).astype(np.uint32)


def _turn_units(vehicle: Vehicle, deciseconds: Whole, unit: float) -> Whole:
    """Return the units of every rule for turns; what it forbids stays forbidden."""
    if not unit:
        return deciseconds
    took = np.rint(_idr(vehicle, np.zeros(len(deciseconds)), deciseconds / DECISECONDS_A_MINUTE) / unit)
    fits = (deciseconds != UNREACHABLE) & (took < UNREACHABLE)
    return np.where(fits, took, UNREACHABLE).astype(np.uint32)


def _along(units: Whole, edge: Indices, fraction: Numbers) -> dict[str, Whole]:
    """Return what it costs from the places of sites to the ends of their edges and back; nothing at an end itself."""
    if not len(units):
        return {name: np.full(len(edge), UNREACHABLE, dtype=np.uint32) for name in _LEGS}
    arc = 2 * np.maximum(edge, 0)
    shares = {"leave_from": (1, fraction), "leave_to": (0, 1 - fraction), "arrive_from": (0, fraction),
              "arrive_to": (1, 1 - fraction)}  # fmt: skip
    out = {}
    for name in _LEGS:
        against, share = shares[name]
        cost = units[arc + against]
        leg = np.where(cost == UNREACHABLE, float(UNREACHABLE), np.rint(cost * share))
        out[name] = np.where(share == 0, 0, leg).astype(np.uint32)
    return out


_LEGS = ("leave_from", "leave_to", "arrive_from", "arrive_to")


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
