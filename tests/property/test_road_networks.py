"""What holds of journeys on any roads: no way round is shorter, both ways are alike where roads are, and the like."""

from __future__ import annotations

from typing import Any

import geopandas
import numpy as np
import shapely
import strategies  # noqa: F401  (loads the profile of hypothesis)
from hypothesis import given
from hypothesis import strategies as st

import petasentra as ps
from petasentra.network.costs import UNREACHABLE

SIZE, STEP_M = 4, 700.0
CORNERS = [(x, y) for x in range(SIZE) for y in range(SIZE)]
STEPS = ((1, 0), (0, 1), (1, 1))
EDGES = [((x, y), (x + dx, y + dy)) for x, y in CORNERS for dx, dy in STEPS if x + dx < SIZE > y + dy]
CLASSES = ("Jalan Arteri", "Jalan Lokal", "Jalan Setapak")
#: A road of the drawn network: there or not, its class, and in which direction it is open.
ROAD = st.tuples(st.booleans(), st.sampled_from(CLASSES), st.sampled_from(["both", "forward", "backward"]))
ROADS = st.lists(ROAD, min_size=len(EDGES), max_size=len(EDGES))
ANYWHERE = st.lists(st.tuples(*[st.floats(-300, STEP_M * SIZE)] * 2), min_size=1, max_size=6)

Drawn = list[tuple[bool, str, str]]


def frame(drawn: Drawn, *, one_way: bool) -> geopandas.GeoDataFrame:
    rows = [(edge, word, way) for edge, (there, word, way) in zip(EDGES, drawn, strict=True) if there]
    lines = [shapely.LineString(np.array(edge) * STEP_M) for edge, _, _ in rows]
    facts = {"kelas": [word for _, word, _ in rows], "arah": [way if one_way else "both" for *_, way in rows]}
    return geopandas.GeoDataFrame(facts, geometry=lines, crs=32749)


def network(roads: geopandas.GeoDataFrame) -> ps.RoadNetwork:
    return ps.RoadNetwork.from_layer(
        roads, columns={"road_class": "kelas", "one_way": "arah"},
        one_way_words={"both": "both", "forward": "forward", "backward": "backward"},
    )  # fmt: skip


def at(xy: Any) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(geometry=shapely.points(np.asarray(xy, dtype=float)), crs=32749)


NODES = at(np.array(CORNERS) * STEP_M)


@given(ROADS)
def test_no_way_round_is_shorter(drawn: Drawn) -> None:
    net = network(frame(drawn, one_way=True))
    times = net.travel_times(NODES, NODES, limit_m=1).deciseconds.astype(np.int64)
    times[times == UNREACHABLE] = 2 * UNREACHABLE
    assert (times[:, None, :] <= times[:, :, None] + times[None, :, :]).all()
    lengths = net.travel_lengths(NODES, NODES, limit_m=1).length_m
    assert (lengths[:, None, :] <= lengths[:, :, None] + lengths[None, :, :] + 1e-6).all()


@given(ROADS, ANYWHERE)
def test_there_is_as_far_as_back_where_roads_are_open_both_ways(drawn: Drawn, xy: list[tuple[float, float]]) -> None:
    net, places = network(frame(drawn, one_way=False)), at(xy)
    times = net.travel_times(places, places, lengths=True)
    assert np.array_equal(times.deciseconds, times.deciseconds.T)
    assert np.array_equal(times.status_numbers == 0, times.status_numbers.T == 0)
    lengths = net.travel_lengths(places, places).length_m
    assert np.array_equal(lengths, lengths.T)


@given(ROADS, st.lists(st.booleans(), min_size=len(EDGES), max_size=len(EDGES)))
def test_a_scenario_is_the_network_without_its_closed_roads(drawn: Drawn, shut: list[bool]) -> None:
    roads = frame(drawn, one_way=True)
    closed = np.array(shut[: len(roads)], dtype=bool)
    net, rest = network(roads), network(roads[~closed].reset_index(drop=True))
    # Roads meet at their ends alone, so that each is one edge.
    assert net.edge_count == len(roads)
    scenario = net.scenario("car", close=np.flatnonzero(closed))
    anew, again = (
        one.travel_times(NODES, NODES, vehicle=vehicle, limit_m=1) for one, vehicle in ((rest, "car"), (net, scenario))
    )
    there = np.ix_(anew.origins.on_road, anew.targets.on_road)
    assert np.array_equal(anew.deciseconds[there], again.deciseconds[there])
    # Where all roads of a node are closed, a place stays at it, and gets nowhere else.
    cut_off = ~np.logical_and.outer(anew.origins.on_road, anew.targets.on_road) & ~np.eye(len(NODES), dtype=bool)
    assert (again.deciseconds[cut_off] == UNREACHABLE).all()
    before = net.travel_times(NODES, NODES, limit_m=1).deciseconds
    assert (again.deciseconds >= before).all()


@given(ROADS, ANYWHERE)
def test_threads_change_no_answer(drawn: Drawn, xy: list[tuple[float, float]]) -> None:
    net, places = network(frame(drawn, one_way=True)), at(xy)
    one, two = (
        (
            net.travel_times(places, NODES, lengths=True, threads=threads).to_arrow(),
            net.nearest(places, NODES, k=3, threads=threads).to_arrow(),
            net.isochrones(places, [3, 9], threads=threads).areas.to_arrow(),
            ps.access.cumulative(net, places, NODES, minutes=[3, 9], threads=threads).table.to_arrow(),
            ps.access.two_step_fca(net, places, NODES, demand=3, supply=2, minutes=9, threads=threads).table.to_arrow(),
        )
        for threads in (1, 2)
    )
    assert all(a.equals(b) for a, b in zip(one, two, strict=True))
