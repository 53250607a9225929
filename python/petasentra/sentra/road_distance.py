"""Clusters by the way along roads in place of the straight line."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from petasentra import _core
from petasentra._worker_threads import worker_threads
from petasentra.layers.layer import Layer
from petasentra.network.costs import UNREACHABLE
from petasentra.sentra.arguments import refused
from petasentra.sentra.units import COUNTS, OFF_ROAD

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.network.costs import RoadCosts
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.speed_profile import SpeedProfile
    from petasentra.sentra.units import Units

    Pairs = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]

__all__ = ["RoadPairs", "road_pairs"]

_CENTIMETRES = 100.0
_NO_CLUSTER = 0xFFFFFFFF
#: Origins asked together, so that no matrix grows beyond reason.
_ORIGINS = 512
#: A way is never shorter than the straight line but for rounding and the scale of the plane of the network.
_SLACK = 1.002, 1.0


@dataclass(frozen=True, eq=False)
class RoadPairs:
    """Ways between units: access leg, road, access leg, in metres; of the two directions the longer one counts."""

    units: Units
    network: RoadNetwork
    costs: RoadCosts
    limit_m: float
    threads: int | None

    def clusters(
        self, rows: npt.NDArray[np.int64], codes: npt.NDArray[np.uint32], *, eps_m: float, min_units: int
    ) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8], int]:
        """Return what the kernel would, by road: cluster and membership of each row, and how many clusters."""
        # Units beyond eps_m in a straight line are beyond it by road: only those that hang together need be asked.
        hanging, _, count = _core.density_clusters(
            self.units.ground.xy[rows], codes, eps_m=eps_m * _SLACK[0] + _SLACK[1], min_units=1,
            lon_lat=self.units.ground.lon_lat, threads=worker_threads(self.threads),
        )  # fmt: skip
        begin: list[npt.NDArray[np.int64]] = [np.arange(len(rows))]
        end: list[npt.NDArray[np.int64]] = [np.arange(len(rows))]
        for batch in batches_of(hanging.astype(np.int64), count, min_units, _ORIGINS):
            near = self._within(rows[batch], hanging[batch], eps_m)
            begin.append(batch[near[0]])
            end.append(batch[near[1]])
        return clusters_of_pairs(np.concatenate(begin), np.concatenate(end), len(rows), min_units)

    def _within(self, rows: npt.NDArray[np.int64], part: npt.NDArray[np.uint32], eps_m: float) -> Pairs:
        """Return pairs of places in `rows`, of one part each, whose way is eps_m or less both ways."""
        places = _points(self.units, rows)
        found: list[Pairs] = []
        for first in range(0, len(rows), _ORIGINS):
            last = min(first + _ORIGINS, len(rows))
            there = self._lengths_m(places[first:last], places)
            whole = last - first == len(rows)
            back = there.T if whole else self._lengths_m(places, places[first:last]).T
            near = (np.maximum(there, back) <= eps_m) & (part[first:last, None] == part[None, :])
            near[np.arange(last - first), np.arange(first, last)] = False
            a, b = np.nonzero(near)
            found.append((a + first, b))
        return np.concatenate([one[0] for one in found]), np.concatenate([one[1] for one in found])

    def _lengths_m(self, origins: Layer, targets: Layer) -> npt.NDArray[np.float64]:
        return way_lengths_m(self.network, self.costs, origins, targets, self.limit_m, self.threads)


def way_lengths_m(
    network: RoadNetwork, costs: RoadCosts, origins: Layer, targets: Layer, limit_m: float, threads: int | None
) -> npt.NDArray[np.float64]:
    """Return metres by road of every pair, shape (origins, targets), access legs included; infinite without a way.

    `costs` are those of `length_costs`.
    """
    times = network.travel_times(origins, targets, vehicle=costs, limit_m=limit_m, threads=threads)
    found = times.deciseconds
    begin, end = times.origins, times.targets
    legs = np.add.outer(*(np.asarray(one.access, dtype=np.int64) for one in (begin, end)))
    legs_m = np.add.outer(*(np.asarray(one["distance_m"], dtype=np.float64) for one in (begin, end)))
    return np.where(found == UNREACHABLE, np.inf, (found.astype(np.int64) - legs) / _CENTIMETRES + legs_m)


def length_costs(network: RoadNetwork, vehicle: SpeedProfile | RoadCosts | str | os.PathLike[str]) -> RoadCosts:
    """Return lengths of roads, in centimetres, in the place of times, where the vehicle may go.

    Raises
    ------
    OptionError
        The network or the vehicle is none.
    """
    from petasentra.network.costs import RoadCosts
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.speed_profile import SpeedProfile

    if not isinstance(network, RoadNetwork):
        raise refused("distance", network, "a petasentra.RoadNetwork", "petasentra.RoadNetwork")
    if not isinstance(vehicle, SpeedProfile | RoadCosts | str | os.PathLike):
        raise refused("vehicle", vehicle, "a profile, its name or its path", "profil, namanya, atau berkasnya")
    open_to = vehicle if isinstance(vehicle, RoadCosts) else network.costs(vehicle)
    lengths = np.repeat(np.rint(np.asarray(network.edges()["length_m"]) * _CENTIMETRES), 2)
    fits = (open_to.deciseconds != UNREACHABLE) & (lengths < UNREACHABLE)
    return replace(open_to, deciseconds=np.where(fits, lengths, UNREACHABLE).astype(np.uint32))


def road_pairs(
    units: Units,
    network: RoadNetwork,
    vehicle: SpeedProfile | RoadCosts | str | os.PathLike[str],
    limit_m: float,
    threads: int | None,
) -> RoadPairs:
    """Lay lengths on the roads in place of times, and mark the units that are off them."""
    costs = length_costs(network, vehicle)
    rows = np.flatnonzero(units.standing == COUNTS)
    if len(rows):
        snap = network.snap(_points(units, rows), limit_m=limit_m, costs=costs, threads=threads)
        off = np.array([status != "snapped" for status in snap["status"]], dtype=bool)
        units.standing[rows[off]] = OFF_ROAD
    return RoadPairs(units, network, costs, limit_m, threads)


def batches_of(part: npt.NDArray[np.int64], count: int, fewest: int, most: int) -> list[npt.NDArray[np.int64]]:
    """Return rows in batches of whole parts: many small ones together, as each question to a network has its price.

    Parts of fewer than `fewest` rows are left out; a batch has `most` rows or is one part.

    Examples
    --------
    >>> import numpy as np
    >>> [one.tolist() for one in batches_of(np.array([0, 1, 0, 1, 2, 2, 2, 3]), 4, 2, 4)]
    [[0, 2, 1, 3], [4, 5, 6]]
    """
    by_part = np.argsort(part, kind="stable")
    starts = np.searchsorted(part[by_part], np.arange(count + 1)).tolist()
    batches: list[list[npt.NDArray[np.int64]]] = []
    held = most + 1
    for number in range(count):
        size = starts[number + 1] - starts[number]
        if size < fewest:
            continue
        if held + size > most:
            batches.append([])
            held = 0
        batches[-1].append(by_part[starts[number] : starts[number + 1]])
        held += size
    return [np.concatenate(one) for one in batches]


def clusters_of_pairs(
    begin: npt.NDArray[np.int64], end: npt.NDArray[np.int64], count: int, min_units: int
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8], int]:
    """Return clusters of units whose near pairs are known (each both ways, and each unit with itself), as the kernel.

    Examples
    --------
    >>> import numpy as np
    >>> near = np.array([(0, 0), (1, 1), (2, 2), (0, 1), (1, 0)]).T
    >>> [one.tolist() for one in clusters_of_pairs(near[0], near[1], 3, 2)[:2]]
    [[0, 0, 4294967295], [0, 0, 2]]
    """
    core = np.bincount(begin, minlength=count) >= min_units
    parent = np.arange(count)

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = int(parent[one])
        return one

    both = core[begin] & core[end] & (begin < end)
    for a, b in zip(begin[both].tolist(), end[both].tolist(), strict=True):
        low, high = sorted((root(a), root(b)))
        parent[high] = low  # the first core of a cluster leads it
    roots = np.array([root(one) if core[one] else -1 for one in range(count)], dtype=np.int64)
    leaders = np.unique(roots[core])
    cluster = np.full(count, _NO_CLUSTER, dtype=np.int64)
    cluster[core] = np.searchsorted(leaders, roots[core])
    to_core = ~core[begin] & core[end]
    np.minimum.at(cluster, begin[to_core], cluster[end[to_core]])
    membership = np.where(core, 0, np.where(cluster != _NO_CLUSTER, 1, 2)).astype(np.uint8)
    return cluster.astype(np.uint32), membership, len(leaders)


def _points(units: Units, rows: npt.NDArray[np.int64]) -> Layer:
    from petasentra.sentra.shapes import point_wkb

    wkb = pa.array(point_wkb(units.ground.xy[rows]), pa.binary())
    return Layer.from_arrow(pa.table({"row": pa.array(rows), "geometry": wkb}), "geometry", units.ground.crs)
