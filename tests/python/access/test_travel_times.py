"""Travel times between places: every pair, with a status, against a slow search."""

from __future__ import annotations

import geopandas as gpd
import networkx as nx
import numpy as np
import pytest
import shapely

import petasentra as ps


def network(*lines: shapely.LineString) -> ps.RoadNetwork:
    roads = gpd.GeoDataFrame({"REMARK": ["Jalan Lokal"] * len(lines)}, geometry=list(lines), crs=32749)
    return ps.RoadNetwork.from_layer(roads, columns="rbi")


def places(*xy: tuple[float, float], **columns: object) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=[shapely.Point(*one) for one in xy], crs=32749)


@pytest.fixture
def island_and_mainland() -> ps.RoadNetwork:
    main = shapely.LineString([(0, 0), (1000, 0)]), shapely.LineString([(1000, 0), (1000, 500)])
    return network(*main, shapely.LineString([(0, 900), (400, 900)]))


def test_every_pair_is_there_with_a_status(island_and_mainland: ps.RoadNetwork) -> None:
    origins = places((200, 0), (300, 900), (0, 5000), nama=["darat", "pulau", "laut"])
    targets = places((1000, 250), (100, 900), (9000, 0), nama=["ipal", "dermaga", "jauh"])
    found = island_and_mainland.travel_times(
        origins, targets, vehicle="car", limit_m=100, origin_id="nama", target_id="nama"
    )
    rows = {(row["origin"], row["target"]): (row["minutes"], row["status"]) for row in found.table.to_pylist()}
    assert len(rows) == len(found) == 9
    speed = ps.SpeedProfile.load("car").speeds["local"].likely
    assert rows["darat", "ipal"] == (pytest.approx(1.05 / speed * 60, abs=0.01), "reached")
    assert rows["pulau", "dermaga"] == (pytest.approx(0.2 / speed * 60, abs=0.01), "reached")
    assert rows["darat", "dermaga"] == (None, "no_way")
    assert rows["laut", "ipal"] == (None, "origin_off_road")
    assert rows["darat", "jauh"] == (None, "target_off_road")
    assert rows["laut", "jauh"] == (None, "origin_off_road")
    assert repr(found) == "TravelTimes: 3 origins x 3 targets, 2 of 9 pairs reached"


def test_the_nearest_are_in_order_and_nobody_is_left_out(island_and_mainland: ps.RoadNetwork) -> None:
    origins = places((200, 0), (300, 900))
    targets = places((1000, 250), (300, 0), (100, 0), (1000, 250))
    nearest = island_and_mainland.travel_times(origins, targets, limit_m=100).nearest(3).to_pylist()
    assert [(row["origin"], row["rank"], row["target"]) for row in nearest] == [
        (0, 1, 1), (0, 2, 2), (0, 3, 0), (1, 1, None), (1, 2, None), (1, 3, None),
    ]  # fmt: skip
    assert {row["status"] for row in nearest[3:]} == {"no_way"}
    with pytest.raises(ps.OptionError, match="k=0 is no whole number from 1 on"):
        island_and_mainland.travel_times(origins, targets).nearest(0)


def test_no_origins_and_no_targets_are_no_pairs(island_and_mainland: ps.RoadNetwork) -> None:
    none, one = places(), places((200, 0))
    assert len(island_and_mainland.travel_times(none, one)) == 0
    empty = island_and_mainland.travel_times(one, none)
    assert empty.deciseconds.shape == (1, 0)
    assert empty.nearest(2)["status"] == ["no_target", "no_target"]


def test_a_column_of_ids_that_is_not_there_is_named(island_and_mainland: ps.RoadNetwork) -> None:
    with pytest.raises(ps.SchemaError, match="no column 'nama'"):
        island_and_mainland.travel_times(places((0, 0)), places((0, 0)), target_id="nama")


@pytest.mark.parametrize("seed", range(4))
def test_travel_times_are_those_of_networkx(seed: int) -> None:
    random = np.random.default_rng(seed)
    lines = [
        shapely.LineString([(100 * x, 100 * y), (100 * x + dx, 100 * y + 100 - dx)])
        for x in range(8)
        for y in range(8)
        for dx in (0, 100)
        if random.random() < 0.75
    ]
    roads = gpd.GeoDataFrame(
        {
            "highway": random.choice(["primary", "residential", "track"], len(lines)),
            "oneway": random.choice(["yes", "no", "-1"], len(lines), p=[0.2, 0.6, 0.2]),
        },
        geometry=lines,
        crs=32749,
    )
    net = ps.RoadNetwork.from_layer(roads, columns="osm")
    costs = net.costs("car")
    graph = nx.DiGraph()
    edges = net.edges()
    ends = list(zip(edges["from_node"], edges["to_node"], strict=True))
    for edge, (tail, head) in enumerate(ends):
        for a, b, cost in ((tail, head, costs.deciseconds[2 * edge]), (head, tail, costs.deciseconds[2 * edge + 1])):
            if cost != ps.network.costs.UNREACHABLE:
                graph.add_edge(a, b, weight=int(cost))
    xy = random.uniform(0, 800, (30, 2))
    at = places(*map(tuple, xy))
    found = net.travel_times(at, at, vehicle=costs, limit_m=60)
    snap = net.snap(at, limit_m=60, costs=costs)
    closed = ps.network.costs.UNREACHABLE
    for i in range(len(at)):
        if snap["status"][i] != "snapped":
            assert (found.deciseconds[i] == closed).all()
            continue
        tail, head = ends[snap["edge"][i]]
        for node in (("from here", i), ("to here", i)):
            graph.add_node(node)
        for node, leave, arrive in (
            (tail, snap.leave_from[i], snap.arrive_from[i]),
            (head, snap.leave_to[i], snap.arrive_to[i]),
        ):
            if leave != closed:
                graph.add_edge(("from here", i), node, weight=int(leave) + int(snap.access[i]))
            if arrive != closed:
                # By the cheaper where both ends of an edge are one node.
                before = graph.get_edge_data(node, ("to here", i), {"weight": closed})["weight"]
                graph.add_edge(node, ("to here", i), weight=min(before, int(arrive) + int(snap.access[i])))
    reached = 0
    for i in range(len(at)):
        far = nx.single_source_dijkstra_path_length(graph, ("from here", i)) if ("from here", i) in graph else {}
        for j in range(len(at)):
            ours = int(found.deciseconds[i, j])
            wanted = far.get(("to here", j), closed)
            if snap["status"][i] == snap["status"][j] == "snapped" and snap["edge"][i] == snap["edge"][j]:
                assert ours <= wanted  # without leaving the edge
            else:
                assert ours == wanted
                reached += wanted != closed
    assert reached > 20


@pytest.mark.filterwarnings("error")
def test_a_place_without_geometry_keeps_its_row(island_and_mainland: ps.RoadNetwork) -> None:
    origins = gpd.GeoDataFrame(geometry=[shapely.Point(200, 0), None], crs=32749)
    found = island_and_mainland.travel_times(origins, places((1000, 250)), limit_m=100)
    assert [row["status"] for row in found.table.to_pylist()] == ["reached", "origin_off_road"]
    assert found.origins["status"] == ["snapped", "no_geometry"]
