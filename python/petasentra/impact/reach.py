"""Which units a facility may reach: by straight lines on the ellipsoid, or along roads; all pairs at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from petasentra.crs import geodesic

if TYPE_CHECKING:
    import os

    import numpy.typing as npt

    from petasentra.layers.layer import Layer
    from petasentra.network.costs import RoadCosts
    from petasentra.network.road_network import RoadNetwork
    from petasentra.network.speed_profile import SpeedProfile

    Numbers = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.int64]

__all__ = ["Reach", "RoadReach", "pairs_within", "straight_reach"]

#: Metres of a degree of latitude, less than there are anywhere, for a first choice by boxes.
_DEGREE_M = 110_000.0
#: Pairs looked at together.
_PAIRS = 1 << 21
#: The nearest on a sphere is within this share of the nearest on the ellipsoid.
_SPHERE = 1.01


@dataclass(frozen=True, eq=False)
class Reach:
    """Pairs of a unit and a facility within the distance, and of each unit the metres to the nearest facility.

    ``nearest`` is infinite where none is known; ``off_road`` marks units that no road reaches, shape (units,).
    """

    units: Rows
    facilities: Rows
    metres: Numbers
    nearest: Numbers
    off_road: npt.NDArray[np.bool_]


def straight_reach(lon: Numbers, lat: Numbers, to_lon: Numbers, to_lat: Numbers, within_m: float) -> Reach:
    """Return who is within a straight distance; O(n log n + pairs in boxes), and n times facilities for the rest."""
    one, other, far = pairs_within(lon, lat, to_lon, to_lat, within_m)
    nearest = np.full(len(lon), np.inf)
    np.minimum.at(nearest, one, far)
    rest = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat) & np.isinf(nearest))
    if len(rest) and len(to_lon):
        nearest[rest] = _nearest_m(lon[rest], lat[rest], to_lon, to_lat)
    return Reach(one, other, far, nearest, np.zeros(len(lon), dtype=bool))


def pairs_within(
    lon: Numbers, lat: Numbers, to_lon: Numbers, to_lat: Numbers, within_m: float
) -> tuple[Rows, Rows, Numbers]:
    """Return pairs (unit, facility) within a distance, itself included, with their metres; NaN places are in none."""
    there = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
    by_lat = there[np.argsort(lat[there], kind="stable")]
    sorted_lat = lat[by_lat]
    high = within_m / _DEGREE_M
    begin = np.searchsorted(sorted_lat, to_lat - high, side="left")
    end = np.searchsorted(sorted_lat, to_lat + high, side="right")
    found: list[tuple[Rows, Rows, Numbers]] = []
    size = end - begin
    until = np.cumsum(size)
    first = 0
    while first < len(to_lon):
        before = int(until[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(until, before + _PAIRS, side="right")))
        runs = size[first:last]
        other = np.repeat(np.arange(first, last), runs)
        within = np.arange(int(runs.sum())) - np.repeat(np.cumsum(runs) - runs, runs)
        one = by_lat[np.repeat(begin[first:last], runs) + within]
        # A degree of longitude is shortest at the latitude farther from the equator.
        farthest = np.minimum(np.maximum(np.abs(lat[one]), np.abs(to_lat[other])), 89.0)
        apart = np.abs(lon[one] - to_lon[other])
        apart = np.minimum(apart, 360.0 - apart)
        near = apart * np.cos(np.radians(farthest)) <= high
        one, other = one[near], other[near]
        far = np.asarray(geodesic(lon[one], lat[one], to_lon[other], to_lat[other])[0])
        near = far <= within_m
        found.append((one[near], other[near], far[near]))
        first = last
    if not found:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0)
    units, facilities, metres = (np.concatenate(part) for part in zip(*found, strict=True))
    return units, facilities, metres


def _nearest_m(lon: Numbers, lat: Numbers, to_lon: Numbers, to_lat: Numbers) -> Numbers:
    """Return metres to the nearest facility: those that are nearest on a sphere, or nearly so, are measured."""
    out = np.empty(len(lon))
    to = _on_sphere(to_lon, to_lat)
    step = max(1, _PAIRS // len(to_lon))
    for first in range(0, len(lon), step):
        part = slice(first, min(first + step, len(lon)))
        chord = np.sqrt(np.maximum(2.0 - 2.0 * (_on_sphere(lon[part], lat[part]) @ to.T), 0.0))
        one, other = np.nonzero(chord <= chord.min(axis=1, keepdims=True) * _SPHERE + 1e-7)
        far = np.asarray(geodesic(lon[part][one], lat[part][one], to_lon[other], to_lat[other])[0])
        best = np.full(chord.shape[0], np.inf)
        np.minimum.at(best, one, far)
        out[part] = best
    return out


def _on_sphere(lon: Numbers, lat: Numbers) -> Numbers:
    x, y = np.radians(lon), np.radians(lat)
    return np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])


class RoadReach:
    """Distances along roads, both access legs included; of the two directions the one from the unit counts."""

    def __init__(
        self,
        network: RoadNetwork,
        vehicle: SpeedProfile | RoadCosts | str | os.PathLike[str],
        limit_m: float,
        threads: int | None,
    ) -> None:
        from petasentra.sentra.road_distance import length_costs

        self._network, self._limit_m, self._threads = network, limit_m, threads
        self._costs = length_costs(network, vehicle)

    def reach(self, lon: Numbers, lat: Numbers, to_lon: Numbers, to_lat: Numbers, within_m: float) -> Reach:
        """Return who is within a distance by road; only pairs within it by straight line are asked."""
        from petasentra.sentra.road_distance import way_lengths_m

        units, facilities, _ = pairs_within(lon, lat, to_lon, to_lat, within_m)
        off = np.zeros(len(lon), dtype=bool)
        there = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
        if len(there):
            snap = self._network.snap(
                _points(lon[there], lat[there]), limit_m=self._limit_m, costs=self._costs, threads=self._threads
            )
            off[there] = [status != "snapped" for status in snap["status"]]
        metres = np.full(len(units), np.inf)
        by_facility = np.argsort(facilities, kind="stable")
        starts = np.searchsorted(facilities[by_facility], np.arange(len(to_lon) + 1))
        for number in np.unique(facilities).tolist():
            pairs = by_facility[starts[number] : starts[number + 1]]
            rows = units[pairs]
            lengths = way_lengths_m(
                self._network, self._costs, _points(lon[rows], lat[rows]),
                _points(to_lon[number : number + 1], to_lat[number : number + 1]), self._limit_m, self._threads,
            )  # fmt: skip
            metres[pairs] = lengths[:, 0]
        nearest = np.full(len(lon), np.inf)
        np.minimum.at(nearest, units, metres)
        near = metres <= within_m
        return Reach(units[near], facilities[near], metres[near], nearest, off)


def _points(lon: Numbers, lat: Numbers) -> Layer:
    from petasentra.layers.layer import Layer
    from petasentra.sentra.shapes import point_wkb

    wkb = pa.array(point_wkb(np.column_stack([lon, lat])), pa.binary())
    return Layer.from_arrow(pa.table({"row": pa.array(np.arange(len(lon))), "geometry": wkb}), "geometry", "EPSG:4326")
