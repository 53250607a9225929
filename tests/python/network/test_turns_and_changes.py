"""Rules for turns hold in scenarios, on networks with added roads, and for lengths."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pytest
import shapely

import petasentra as ps
from petasentra.network.costs import UNREACHABLE

#: A square of 1 km: 0 (0, 0), 1 (0, 1), 2 (1, 0), 3 (1, 1) in order of x, then y.
CORNERS = [(0, 0), (0, 1000), (1000, 0), (1000, 1000)]


def square() -> ps.RoadNetwork:
    ends = [(0, 2), (2, 3), (0, 1), (1, 3)]
    lines = [shapely.LineString([CORNERS[a], CORNERS[b]]) for a, b in ends]
    roads = gpd.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 4}, geometry=lines, crs=32749)
    return ps.RoadNetwork.from_layer(roads, columns="rbi")


def arc(net: ps.RoadNetwork, tail: int, head: int) -> int:
    tails, heads = np.asarray(net.core.tails), np.asarray(net.core.heads)
    return int(np.flatnonzero((tails == tail) & (heads == head))[0])


def forbidding(net: ps.RoadNetwork, *turns: tuple[int, int, int]) -> ps.RoadNetwork:
    rows = {"from_arc": [arc(net, a, b) for a, b, _ in turns], "to_arc": [arc(net, b, c) for _, b, c in turns]}
    return net.with_turns(pa.table(rows))


@pytest.fixture
def places() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=shapely.points(CORNERS), crs=32749)


def minutes(net: ps.RoadNetwork, places: gpd.GeoDataFrame, **how: object) -> float:
    return float(net.travel_times(places.iloc[[0]], places.iloc[[3]], **how).minutes[0, 0])


def test_a_scenario_keeps_the_rules_of_its_network(places: gpd.GeoDataFrame) -> None:
    net = forbidding(square(), (0, 2, 3))
    assert minutes(net, places) == minutes(square(), places)  # by the other two sides
    south_west = arc(net, 0, 1) // 2
    closed = net.scenario("car", close=[south_west])
    assert minutes(net, places, vehicle=closed) == np.inf
    assert minutes(square(), places, vehicle=square().scenario("car", close=[south_west])) < np.inf


def test_added_roads_leave_the_rules_where_they_are(places: gpd.GeoDataFrame) -> None:
    net = forbidding(square(), (0, 2, 3), (0, 1, 3))
    assert minutes(net, places) == np.inf
    short_cut = gpd.GeoDataFrame(
        {"REMARK": ["Jalan Lokal"]}, geometry=[shapely.LineString([CORNERS[0], CORNERS[3]])], crs=32749
    )
    for prepared in (False, True):
        if prepared:
            net.hierarchy()
        more = net.with_roads(short_cut, columns="rbi")
        assert minutes(more, places) == np.inf
        assert minutes(more, places, vehicle=more.scenario("car", build=True)) == pytest.approx(
            2**0.5 * 60 / 25, abs=1 / 600
        )


def test_a_turn_on_an_edge_that_an_added_road_cuts_stays_at_its_corner(places: gpd.GeoDataFrame) -> None:
    net = forbidding(square(), (0, 2, 3), (3, 2, 0), (0, 1, 3))
    middles = [shapely.LineString([(500, 0), (500, -400)]), shapely.LineString([(1000, 300), (1000, 700)])]
    added = gpd.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 2}, geometry=middles, crs=32749)
    more = net.with_roads(added, columns="rbi")
    assert more.edge_count > net.edge_count + 2
    before, after = (one.travel_times(places, places).deciseconds for one in (net, more))
    assert ((before == UNREACHABLE) == (after == UNREACHABLE)).all()
    assert minutes(more, places) == np.inf
    reached = before != UNREACHABLE
    assert np.abs(before[reached].astype(int) - after[reached].astype(int)).max() <= 4  # rounded piece by piece


def test_shortest_lengths_obey_turns_and_count_none_of_their_seconds(places: gpd.GeoDataFrame) -> None:
    net = square()
    rows = {"from_arc": [arc(net, 0, 2)], "to_arc": [arc(net, 2, 3)], "seconds": [600.0]}
    slow = net.with_turns(pa.table(rows))
    pair = places.iloc[[0]], places.iloc[[3]]
    assert slow.travel_lengths(*pair).length_m[0, 0] == pytest.approx(2000.0)
    shut = forbidding(net, (0, 2, 3), (0, 1, 3))
    assert shut.travel_lengths(*pair).length_m[0, 0] == np.inf
