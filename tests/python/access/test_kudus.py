"""The roads of Kudus as published: what the network is, and minutes from its factories to invented facilities.

The roads and the 28 factories are public geodata (BIG, Rupa Bumi Indonesia 1:25 000); the facilities are invented, one
of them far outside on purpose. The expected figures of the network are those of its report when this was written; the
minutes are those of a slow search of scipy on the same costs.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import scipy.sparse
import scipy.sparse.csgraph
import shapely

import petasentra as ps
from petasentra.network.costs import UNREACHABLE

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

INVENTED = {
    "IPAL rekaan, kota": (110.84, -6.80),
    "IPAL rekaan, utara": (110.80, -6.76),
    "IPAL rekaan, timur": (110.90, -6.79),
    "IPAL rekaan, luar": (110.60, -6.90),
}


@pytest.fixture(scope="module")
def kudus(shared: Path) -> Path:
    """The file; the fixture it asks for says so where the shared data are absent."""
    return shared / "roads" / "kudus_rbi25k.gpkg"


@pytest.fixture(scope="module")
def facilities() -> gpd.GeoDataFrame:
    places = shapely.points(list(INVENTED.values()))
    return gpd.GeoDataFrame({"nama": list(INVENTED)}, geometry=places, crs="EPSG:4326")


def network(kudus: Path, tolerance_m: float) -> ps.RoadNetwork:
    return ps.RoadNetwork.from_layer(ps.read_layer(kudus, layer="jalan"), columns="rbi", tolerance_m=tolerance_m)


@pytest.fixture(scope="module")
def joined(kudus: Path) -> ps.RoadNetwork:
    """The network with a declared tolerance of 2 m."""
    return network(kudus, 2)


def test_the_report_tells_what_the_tolerance_joined(kudus: Path, joined: ps.RoadNetwork) -> None:
    report = joined.report()
    assert (report.rows, report.rows_used, report.rows_planned) == (4045, 4045, 0)
    assert (len(report.components), report.ends_moved) == (67, 76)
    assert 0 < report.farthest_move_m <= 2
    codes = Counter(report.findings["code"])
    assert codes["END_SNAPPED"] == report.ends_moved
    rows = report.unsnapped
    assert codes["END_NEAR_ROAD"] == ((rows["ends"] == 1) | ~rows["connected"]).sum() > report.ends_near_roads > 0
    assert rows["distance_m"][0] > 2  # nothing within the tolerance was left apart
    assert codes["ROAD_ISLAND"] == len(report.components) - 1
    as_drawn = network(kudus, 0).report()
    assert as_drawn.ends_moved == 0
    assert len(as_drawn.components) > len(report.components)


def test_every_factory_and_facility_has_a_row_and_a_status(
    kudus: Path, joined: ps.RoadNetwork, facilities: gpd.GeoDataFrame
) -> None:
    times = joined.travel_times(
        ps.read_layer(kudus, layer="industri"), facilities, vehicle="light_truck", target_id="nama"
    )
    rows = times.table.to_pylist()
    assert [(row["origin"], row["target"]) for row in rows] == [(o, t) for o in range(28) for t in INVENTED]
    assert Counter(row["status"] for row in rows) == {"reached": 84, "target_off_road": 28}
    assert {row["target"] for row in rows if row["status"] == "target_off_road"} == {"IPAL rekaan, luar"}
    assert all((row["minutes"] is None) == (row["status"] != "reached") for row in rows)
    assert times.targets["status"] == ["snapped"] * 3 + ["too_far"]
    assert "500 m" in times.targets["reason_id"][3]
    nearest = times.nearest(1)
    assert nearest["status"] == ["reached"] * 28
    assert np.allclose(nearest["minutes"], times.minutes.min(axis=1))


def test_faster_speeds_and_joined_ends_never_take_longer(
    kudus: Path, joined: ps.RoadNetwork, facilities: gpd.GeoDataFrame
) -> None:
    factories = ps.read_layer(kudus, layer="industri")
    low, likely, high = (
        joined.travel_times(factories, facilities, vehicle="light_truck", which=which).minutes
        for which in ("max", "likely", "min")
    )
    assert (low <= likely).all()
    assert (likely <= high).all()
    as_drawn = network(kudus, 0).travel_times(factories, facilities, vehicle="light_truck").minutes
    assert (likely <= as_drawn + 0.1).all(), "an end that moved by 2 m may add a moment, a gap adds a detour"
    assert (likely < as_drawn - 1).any(), "a gap of centimetres was a detour of minutes"


def test_the_minutes_are_those_of_scipy(kudus: Path, joined: ps.RoadNetwork, facilities: gpd.GeoDataFrame) -> None:
    factories = ps.read_layer(kudus, layer="industri")
    costs = joined.costs("light_truck")
    times = joined.travel_times(factories, facilities, vehicle=costs)
    wanted = slow_times(joined, costs.deciseconds, times)
    assert np.array_equal(times.deciseconds, wanted)


def slow_times(
    net: ps.RoadNetwork, arcs: npt.NDArray[np.uint32], times: ps.network.travel.TravelTimes
) -> npt.NDArray[np.int64]:
    """Dijkstra of scipy between places that hang on the ends of their edges; no two of them share an edge here."""
    edges = net.edges()
    tail, head = (np.asarray(edges[name], dtype=np.int64) for name in ("from_node", "to_node"))
    begin, end = times.origins, times.targets
    first_origin = net.node_count
    first_target = first_origin + len(begin)
    on_road = [[row for row, one in enumerate(snap["status"]) if one == "snapped"] for snap in (begin, end)]
    taken = [{int(snap["edge"][row]) for row in rows} for snap, rows in zip((begin, end), on_road, strict=True)]
    assert not taken[0] & taken[1]
    arcs_of = [(tail, head, arcs[0::2]), (head, tail, arcs[1::2])]
    for snap, rows, first, leaving in ((begin, on_road[0], first_origin, True), (end, on_road[1], first_target, False)):
        at = np.array(rows)
        edge = np.asarray(snap["edge"], dtype=np.int64)[at]
        sides = (snap.leave_from, snap.leave_to) if leaving else (snap.arrive_from, snap.arrive_to)
        for node, side in zip((tail[edge], head[edge]), sides, strict=True):
            assert side is not None
            assert snap.access is not None
            cost = side[at].astype(np.int64) + np.where(side[at] == UNREACHABLE, 0, snap.access[at])
            arcs_of.append((first + at, node, cost) if leaving else (node, first + at, cost))
    begins, ends, cost = (np.concatenate([np.asarray(one[i], dtype=np.int64) for one in arcs_of]) for i in range(3))
    open_ones = cost < UNREACHABLE
    begins, ends, cost = begins[open_ones], ends[open_ones], cost[open_ones]
    # A sparse matrix would add parallel arcs up: only the cheapest stays. It would also drop arcs of no cost.
    order = np.lexsort((cost, ends, begins))
    begins, ends, cost = begins[order], ends[order], cost[order]
    cheapest = np.r_[True, (np.diff(begins) != 0) | (np.diff(ends) != 0)]
    size = first_target + len(end)
    assert (cost[cheapest] > 0).all()
    graph = scipy.sparse.csr_array((cost[cheapest], (begins[cheapest], ends[cheapest])), shape=(size, size))
    far = scipy.sparse.csgraph.dijkstra(graph, indices=np.arange(first_origin, first_target))[:, first_target:]
    return np.where(np.isfinite(far), far, UNREACHABLE).astype(np.int64)
