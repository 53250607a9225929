"""Turns on edges that added roads cut, in the lengths of quickest ways, and in areas as nodes."""

from __future__ import annotations

import geopandas as gpd
import pyarrow as pa
import shapely

import petasentra as ps
from petasentra.network.costs import UNREACHABLE

#   2 (500, 500)
#   |
#   +-------+        edges 0: 0-1, 1: 1-2, 2: 1-3; 500 m each at 25 km/h, 72 s
#   0   1   3
CROSS = [((0, 0), (500, 0)), ((500, 0), (500, 500)), ((500, 0), (1000, 0))]


def lines(*drawn):
    frame = {"REMARK": ["Jalan Lokal"] * len(drawn)}
    return gpd.GeoDataFrame(frame, geometry=[shapely.LineString(one) for one in drawn], crs=32749)


def at(*xy):
    return gpd.GeoDataFrame(geometry=shapely.points(xy), crs=32749)


def cross(seconds=None):
    """No left turn from the west, or one that takes time."""
    turn = {"from_arc": [0], "to_arc": [2], "seconds": pa.array([seconds], pa.float64())}
    return ps.RoadNetwork.from_layer(lines(*CROSS), columns="rbi").with_turns(pa.table(turn))


WEST, NORTH, EAST = at((0, 0)), at((500, 500)), at((1000, 0))


def test_turns_stay_where_they_were_when_roads_are_added():
    net = cross()
    assert net.travel_times(WEST, NORTH).deciseconds.tolist() == [[2880]]
    # Two roads that end on the edges of the turn, in their middle: both are cut there.
    more = net.with_roads(lines(((250, 0), (250, -300)), ((500, 250), (900, 250))), columns="rbi")
    assert more.edge_count == net.edge_count + 4
    assert more.travel_times(WEST, NORTH).deciseconds.tolist() == [[2880]]
    assert more.travel_times(NORTH, WEST).deciseconds.tolist() == [[1440]]
    # Opened, the road at 250 lets one turn round there, which does not help: the turn at its end is still forbidden.
    opened = more.scenario("car", build=True)
    assert more.travel_times(WEST, NORTH, vehicle=opened).deciseconds.tolist() == [[2880]]
    free = ps.RoadNetwork.from_layer(lines(*CROSS), columns="rbi").with_roads(
        lines(((250, 0), (250, -300))), columns="rbi"
    )
    assert free.travel_times(WEST, NORTH).deciseconds.tolist() == [[1440]]


def test_the_quickest_way_goes_round_a_wait_and_the_shortest_does_not():
    slow = cross(600.0)
    assert slow.travel_times(WEST, NORTH).deciseconds.tolist() == [[2880]]  # round about is quicker than the wait
    assert slow.travel_lengths(WEST, NORTH).length_m.tolist() == [[1000.0]]
    assert slow.travel_times(WEST, NORTH, lengths=True).length_m.tolist() == [[2000.0]]


def test_areas_as_nodes_and_measures_keep_to_them():
    net = cross()
    assert net.isochrones(WEST, 3).nodes["node"].tolist() == [0, 1, 3]
    targets = at((500, 500), (1000, 0))
    assert ps.access.cumulative(net, WEST, targets, minutes=3).table["amount"].tolist() == [1.0]
    assert net.costs("car").turn_deciseconds.tolist() == [UNREACHABLE]
