"""How sites reach each other: over a road network, or by a table of legs. All that the chain asks of roads is here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from petasentra import _core
from petasentra._worker_threads import worker_threads
from petasentra.layers import Layer
from petasentra.network.costs import DECISECONDS_A_MINUTE, UNREACHABLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from petasentra.crs import Crs
    from petasentra.network.costs import RoadCosts
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.snapping import RoadSnap
    from petasentra.supply.parts import Vehicle

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["RoadWays", "TableWays", "Ways", "point_layer"]

#: Journeys whose ways are held at one time.
_JOURNEYS = 1 << 15


class Ways(Protocol):
    """Time and length of the way between sites, by their numbers."""

    def measure(self, vehicle: Vehicle, begin: Indices, end: Indices) -> tuple[Numbers, Numbers]:
        """Return minutes and km of each pair, shape (pairs,); infinite minutes where there is no way."""
        ...

    def on_way(self, site: int, vehicle: Vehicle) -> bool:
        """Whether a site meets the roads at all."""
        ...


@dataclass(frozen=True, eq=False)
class TableWays:
    """Legs as a table has them; what it does not have is no way.

    ``keys`` is begin * ``sites`` + end of each leg by the numbers of its sites, ascending, each once.
    """

    sites: int
    keys: Indices
    minutes: Numbers
    km: Numbers

    def measure(self, vehicle: Vehicle, begin: Indices, end: Indices) -> tuple[Numbers, Numbers]:
        """Return minutes and km of each pair."""
        del vehicle  # a table of legs is of all vehicles
        minutes, km = np.full(len(begin), np.inf), np.full(len(begin), np.nan)
        if len(self.keys):
            wanted = begin * self.sites + end
            row = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
            there = self.keys[row] == wanted
            minutes[there], km[there] = self.minutes[row[there]], self.km[row[there]]
        return minutes, km

    def on_way(self, site: int, vehicle: Vehicle) -> bool:
        """Whether any leg begins or ends at a site."""
        del vehicle
        return bool((self.keys // self.sites == site).any() or (self.keys % self.sites == site).any())


@dataclass(frozen=True, eq=False)
class _Asked:
    """Roads with what they cost one vehicle, and where the sites meet them."""

    deciseconds: npt.NDArray[np.uint32]
    metric: _core.RoadMetric
    leave: _core.Stops
    arrive: _core.Stops
    on_road: npt.NDArray[np.bool_]


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
    closed
        More edges that are closed.
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
        closed: Sequence[int] = (),
        threads: int | None = None,
    ) -> None:
        self.network = network
        self.x, self.y = x, y
        self._limit_m = limit_m
        self._journey = dict(journey or {})
        self._changes = tuple(changes)
        self._closed = tuple(closed)
        self._threads = worker_threads(threads)
        self._by_profile: dict[str, _Asked] = {}
        self._at: dict[str, tuple[RoadCosts, RoadSnap]] = {}

    def without(self, edges: Sequence[int]) -> RoadWays:
        """Return the ways with more edges closed; where sites meet the roads is not asked again."""
        other = RoadWays(
            self.network, self.x, self.y, limit_m=self._limit_m, journey=self._journey, changes=self._changes,
            closed=(*self._closed, *edges), threads=self._threads,
        )  # fmt: skip
        other._at = self._at
        return other

    def measure(self, vehicle: Vehicle, begin: Indices, end: Indices) -> tuple[Numbers, Numbers]:
        """Return minutes and km of each pair."""
        minutes, km = np.full(len(begin), np.inf), np.full(len(begin), np.nan)
        for start in range(0, len(begin), _JOURNEYS):
            part = slice(start, start + _JOURNEYS)
            found = self.paths(vehicle, begin[part], end[part]).columns()
            deciseconds = np.asarray(found["deciseconds"])
            reached = deciseconds != UNREACHABLE
            minutes[part] = np.where(reached, deciseconds / DECISECONDS_A_MINUTE, np.inf)
            km[part] = np.where(reached, np.asarray(found["length_m"]) / 1000.0, np.nan)
        return minutes, km

    def edges_of(self, vehicle: Vehicle, begin: Indices, end: Indices) -> tuple[Indices, Indices]:
        """Return the edges that the pairs use as (pair, edge), each once a pair, sorted by edge."""
        pairs, edges = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for start in range(0, len(begin), _JOURNEYS):
            part = slice(start, start + _JOURNEYS)
            found = self.paths(vehicle, begin[part], end[part]).columns()
            first = np.asarray(found["first_piece"]).astype(np.int64)
            pairs.append(np.repeat(np.arange(len(first) - 1), np.diff(first)) + start)
            edges.append(np.asarray(found["edge"]).astype(np.int64))
        both = np.unique(np.stack([np.concatenate(edges), np.concatenate(pairs)]), axis=1)
        return both[1], both[0]

    def paths(self, vehicle: Vehicle, begin: Indices, end: Indices) -> _core.TravelPaths:
        """Return the ways of pairs, as the core has them."""
        asked = self._asked(vehicle)
        return _core.TravelPaths(
            self.network.core, asked.deciseconds, asked.metric, asked.leave, asked.arrive,
            begin.astype(np.uint32), end.astype(np.uint32), None, self._threads,
        )  # fmt: skip

    def on_way(self, site: int, vehicle: Vehicle) -> bool:
        """Whether a site meets a road that the vehicle may use."""
        return bool(self._asked(vehicle).on_road[site])

    @cached_property
    def edge_lines(self) -> Layer:
        """The edges of the network."""
        return self.network.edges()

    def _asked(self, vehicle: Vehicle) -> _Asked:
        if vehicle.profile not in self._by_profile:
            if vehicle.profile not in self._at:
                base = self.network.scenario(vehicle=vehicle.profile, **self._journey)
                self._at[vehicle.profile] = (
                    base,
                    self.network.snap(x=self.x, y=self.y, limit_m=self._limit_m, costs=base, threads=self._threads),
                )
            self._by_profile[vehicle.profile] = self._laid(*self._at[vehicle.profile])
        return self._by_profile[vehicle.profile]

    def _laid(self, base: RoadCosts, snap: RoadSnap) -> _Asked:
        costs = base
        for change in self._changes:
            costs = self.network.scenario(vehicle=costs, **change)
        deciseconds = costs.deciseconds.copy()
        closed = np.asarray(self._closed, dtype=np.int64)
        deciseconds[2 * closed] = deciseconds[2 * closed + 1] = UNREACHABLE
        on_road = np.array([status == "snapped" for status in snap["status"]], dtype=bool)
        edge = np.where(on_road, np.asarray(snap["edge"], dtype=np.float64), -1).astype(np.int64)
        fraction = np.asarray(snap["fraction"], dtype=np.float64)
        legs = {name: np.asarray(getattr(snap, name), dtype=np.uint32).copy() for name in _LEGS}
        _rescale(legs, edge, base.deciseconds, deciseconds)
        within = on_road & (fraction > 0) & (fraction < 1)
        shut = (deciseconds[2 * edge] == UNREACHABLE) & (deciseconds[2 * edge + 1] == UNREACHABLE) & on_road
        edge = np.where(within & shut, -1, edge)
        access = np.asarray(snap.access, dtype=np.uint32)
        leave, arrive = (
            _core.Stops(self.network.core, edge=edge, fraction=fraction, access=access, leaving=leaving, **legs)
            for leaving in (True, False)
        )
        metric = _core.RoadMetric(self.network.hierarchy(), deciseconds, self._threads)
        return _Asked(deciseconds, metric, leave, arrive, edge >= 0)


_LEGS = ("leave_from", "leave_to", "arrive_from", "arrive_to")


def _rescale(
    legs: dict[str, npt.NDArray[np.uint32]],
    edge: Indices,
    before: npt.NDArray[np.uint32],
    after: npt.NDArray[np.uint32],
) -> None:
    """Let the legs along the edge of a site follow a change of its cost; a closed arc cannot be gone along.

    Leaving to the end ``to`` and arriving from the end ``from`` go along the edge, the other two against it. At an end
    of the edge the leg to that end costs nothing and stays.
    """
    for name, against in (("leave_to", 0), ("arrive_from", 0), ("leave_from", 1), ("arrive_to", 1)):
        arc = 2 * np.maximum(edge, 0) + against
        old, new = before[arc].astype(np.float64), after[arc].astype(np.float64)
        leg = legs[name]
        moved = (edge >= 0) & (new != old) & (leg != UNREACHABLE) & (leg > 0)
        scaled = np.where(new == UNREACHABLE, UNREACHABLE, np.rint(leg * new / np.maximum(old, 1)))
        legs[name] = np.where(moved, scaled, leg).astype(np.uint32)


def point_layer(x: Numbers, y: Numbers, crs: Crs, columns: Mapping[str, Any]) -> Layer:
    """Return points with columns as a layer; no geometry where a coordinate is missing."""
    import pyarrow as pa

    record = np.dtype([("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])
    points = np.zeros(len(x), dtype=record)
    points["order"], points["kind"], points["x"], points["y"] = 1, 1, x, y
    there = np.isfinite(x) & np.isfinite(y)
    wkb = [one.tobytes() if ok else None for one, ok in zip(points, there, strict=True)]
    return Layer.from_arrow(pa.table({**columns, "geometry": pa.array(wkb, pa.binary())}), geometry="geometry", crs=crs)
