"""Costs of a vehicle laid on roads, and where sites meet them.

What a tonne pays for kilometres and for hours is laid on every arc in whole units, so that the paths of the network are
those that cost least. Closing a road therefore never makes a way cheaper.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.network.costs import DECISECONDS_A_MINUTE, UNREACHABLE

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.network.costs import RoadCosts
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.snapping import RoadSnap
    from petasentra.supply.parts import Vehicle

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.uint32]

__all__ = ["Laid", "Met", "lay", "meet"]

#: Units of cost that the sum of all roads may have, and the most units of a rupiah.
_MOST_UNITS, _FINEST = 2.0**30, 2.0**10


@dataclass(frozen=True, eq=False)
class Met:
    """Where the sites meet the roads of a profile, before anything is closed: an edge of -1 for one that does not."""

    base: RoadCosts
    edge: Indices
    fraction: Numbers
    access_km: Numbers
    access_minutes: Numbers


@dataclass(frozen=True, eq=False)
class Laid:
    """Costs of one vehicle laid on the roads, and where the sites meet them."""

    network: RoadNetwork
    deciseconds: Whole
    units: Whole  # of every arc of the roads
    travel: Whole  # units of every arc that ways are found on: those of the roads, and turns
    unit_idr: float
    metric: _core.RoadMetric
    edge: Indices
    fraction: Numbers
    access: Whole
    access_minutes: Numbers
    access_km: Numbers
    threads: int | None

    @property
    def within(self) -> Indices:
        """The edge on which each site stands between its ends, -1 elsewhere."""
        return np.where((self.fraction > 0) & (self.fraction < 1), self.edge, -1)

    @cached_property
    def closed(self) -> _core.ClosedRoads:
        """The same roads, to close some of them, with all sites as places."""
        sites = np.arange(len(self.edge))
        leave, arrive = (self.stops(sites, leaving=leaving) for leaving in (True, False))
        return _core.ClosedRoads(self.network.core, self.travel, self.metric, leave, arrive, self.threads)

    def stops(self, sites: Indices, *, leaving: bool) -> _core.Stops:
        """Return sites as places where journeys begin, or where they end."""
        edge, fraction = self.edge[sites], self.fraction[sites]
        return _core.Stops(
            self.network.core, edge=edge, fraction=fraction, access=self.access[sites], leaving=leaving,
            **_along(self.units, edge, fraction),
        )  # fmt: skip

    def idr_per_t(self, vehicle: Vehicle, units: Whole) -> Numbers:
        """Return what a tonne costs on ways of so many units; infinite where there is none."""
        out = units.astype(np.float64) * self.unit_idr + vehicle.idr_per_trip / vehicle.payload_t
        out[units == UNREACHABLE] = np.inf
        return out


def meet(base: RoadCosts, snap: RoadSnap) -> Met:
    """Return where sites meet the roads of a profile."""
    on_road = np.array([status == "snapped" for status in snap["status"]], dtype=bool)
    return Met(
        base,
        np.where(on_road, np.asarray(snap["edge"], dtype=np.float64), -1).astype(np.int64),
        np.where(on_road, np.asarray(snap["fraction"], dtype=np.float64), 0.0),
        np.where(on_road, np.asarray(snap["distance_m"], dtype=np.float64), 0.0) / 1000.0,
        np.where(on_road, np.asarray(snap.access, dtype=np.float64), 0.0) / DECISECONDS_A_MINUTE,
    )


def lay(network: RoadNetwork, vehicle: Vehicle, met: Met, costs: RoadCosts, threads: int | None) -> Laid:
    """Lay the costs of a vehicle on roads; a site within a closed edge is cut off."""
    deciseconds = costs.deciseconds
    km = np.repeat(np.asarray(network.core.length_m) / 1000.0, 2)
    unit, units = _units(vehicle, km, met.base.deciseconds, deciseconds)
    edge, fraction = met.edge, met.fraction
    access = np.rint(_idr(vehicle, met.access_km, met.access_minutes) / unit) if unit else np.zeros(len(edge))
    within = (fraction > 0) & (fraction < 1)
    arc = 2 * np.maximum(edge, 0)
    shut = (units[arc] == UNREACHABLE) & (units[arc + 1] == UNREACHABLE) if len(units) else np.ones(len(edge), bool)
    edge = np.where((edge >= 0) & ~(within & shut), edge, -1)
    travel = _core.travel_costs(network.core, units, _turn_units(vehicle, costs.turn_deciseconds, unit))
    metric = _core.RoadMetric(network.hierarchy(), travel, threads)
    return Laid(
        network, deciseconds, units, travel, unit, metric, edge, fraction, access.astype(np.uint32),
        met.access_minutes, met.access_km, threads,
    )  # fmt: skip


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
