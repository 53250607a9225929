"""Lengths: of the quickest ways, and the shortest there are, against a slow search and the lines of the paths."""

from __future__ import annotations

import geopandas as gpd
import networkx as nx
import numpy as np
import pyarrow as pa
import pytest
import shapely
from drawn_journeys import network_of, places

import petasentra as ps


@pytest.fixture(scope="module")
def town() -> ps.RoadNetwork:
    random = np.random.default_rng(11)
    lines = [
        shapely.LineString([(300 * x, 300 * y), (300 * x + 90, 300 * y + 140), (300 * x + dx, 300 * y + 300 - dx)])
        for x in range(8)
        for y in range(8)
        for dx in (0, 300)
        if random.random() < 0.85
    ]
    facts = {
        "highway": random.choice(["residential", "primary", "motorway"], len(lines)),
        "oneway": random.choice(["yes", "no", "no", "-1"], len(lines)),
    }
    return ps.RoadNetwork.from_layer(gpd.GeoDataFrame(facts, geometry=lines, crs=32749), columns="osm")


def spread(seed: int, count: int) -> gpd.GeoDataFrame:
    random = np.random.default_rng(seed)
    return gpd.GeoDataFrame(geometry=shapely.points(random.uniform(-900, 2400, (count, 2))), crs=32749)


def test_the_quickest_way_is_as_long_as_its_path(town: ps.RoadNetwork) -> None:
    origins, targets = spread(1, 20), spread(2, 25)
    times = town.travel_times(origins, targets, limit_m=300, lengths=True)
    lines = town.paths(origins, targets, every=True, limit_m=300).lines
    km = np.asarray(lines["km"]).reshape(20, 25)
    assert times.length_m == pytest.approx(np.where(np.isnan(km), np.inf, 1000 * km))
    assert 20 < np.isfinite(times.length_m).sum() < times.length_m.size
    table = times.to_arrow()
    assert table.column_names == ["origin", "target", "minutes", "length_m", "status"]
    assert table.column("length_m").null_count == np.isinf(times.length_m).sum()


def test_without_lengths_there_are_none(town: ps.RoadNetwork) -> None:
    times = town.travel_times(spread(1, 3), spread(2, 3))
    assert times.length_m is None
    assert times.to_arrow().column_names == ["origin", "target", "minutes", "status"]


def test_many_pairs_are_asked_in_parts(town: ps.RoadNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    shares: list[float] = []
    whole = town.travel_times(spread(1, 9), spread(2, 9), lengths=True)
    monkeypatch.setattr("petasentra.network.lengths._JOURNEYS", 7)
    parts = town.travel_times(spread(1, 9), spread(2, 9), lengths=True, progress=shares.append)
    assert np.array_equal(whole.length_m, parts.length_m)  # type: ignore[arg-type]
    assert shares == sorted(shares)
    assert shares[-1] == 1


@pytest.mark.parametrize("vehicle", ["car", "walk"])
def test_the_shortest_way_is_that_of_a_slow_search(town: ps.RoadNetwork, vehicle: str) -> None:
    nodes = town.nodes().to_geopandas()[["geometry"]]
    core, costs = town.core, town.costs(vehicle)
    arcs = np.flatnonzero(costs.deciseconds != ps.network.costs.UNREACHABLE)
    numbers = np.unique([core.tails[arcs], core.heads[arcs]])[::3]  # others are not where this vehicle begins
    chosen = nodes.iloc[numbers].reset_index(drop=True)
    found = town.travel_lengths(chosen, chosen, vehicle=vehicle)
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(nodes)))
    length = np.repeat(np.asarray(core.length_m), 2)
    for arc in arcs:
        tail, head = int(core.tails[arc]), int(core.heads[arc])
        known = graph.get_edge_data(tail, head, {"m": np.inf})["m"]
        graph.add_edge(tail, head, m=min(known, float(length[arc])))
    for row in range(len(chosen)):
        slow = nx.single_source_dijkstra_path_length(graph, numbers[row], weight="m")
        wanted = [slow.get(number, np.inf) for number in numbers]
        assert found.length_m[row] == pytest.approx(wanted, abs=0.005 * town.edge_count)


def test_the_shortest_is_never_longer_than_the_quickest(town: ps.RoadNetwork) -> None:
    origins, targets = spread(3, 25), spread(4, 25)
    quickest = town.travel_times(origins, targets, lengths=True, limit_m=300)
    shortest = town.travel_lengths(origins, targets, limit_m=300)
    assert quickest.length_m is not None
    assert np.array_equal(shortest.status_numbers, quickest.status_numbers)
    there = np.isfinite(shortest.length_m)
    assert (shortest.length_m[there] <= quickest.length_m[there] + 0.5).all()
    assert (shortest.length_m[there] < quickest.length_m[there] - 1).any()


def test_access_legs_are_no_roads_and_every_pair_has_a_row() -> None:
    net = network_of([(0, 0), (2000, 0)], [(0, 9000), (10, 9000)])
    at = places((0, 40), (1500.55, -30), (0, 9000), (0, 50_000), nama=["a", "b", "pulau", "laut"])
    found = net.travel_lengths(at, at, origin_id="nama", target_id="nama")
    rows = {(row["origin"], row["target"]): (row["length_m"], row["status"]) for row in found.table.to_pylist()}
    assert len(rows) == len(found) == 16
    assert rows["a", "b"] == rows["b", "a"] == (1500.55, "reached")
    assert rows["a", "a"] == (0, "reached")
    assert rows["a", "pulau"] == (None, "no_way")
    assert rows["a", "laut"] == (None, "target_off_road")
    assert rows["laut", "a"] == (None, "origin_off_road")
    assert np.asarray(found.origins["distance_m"])[:2].tolist() == [40, 30]
    assert repr(found) == "TravelLengths: 4 origins x 4 targets, 5 of 16 pairs reached"


def test_nobody_has_no_lengths() -> None:
    net, nobody = network_of([(0, 0), (2000, 0)]), places()
    assert net.travel_lengths(nobody, places((0, 0))).length_m.shape == (0, 1)
    times = net.travel_times(places((0, 0)), nobody, lengths=True)
    assert times.length_m is not None
    assert times.length_m.shape == (1, 0)


def test_at_one_speed_the_shortest_way_is_the_quickest() -> None:
    random = np.random.default_rng(5)
    lines = [
        shapely.LineString([(300 * x, 300 * y), (300 * x + dx, 300 * y + 300 - dx)])
        for x in range(7)
        for y in range(7)
        for dx in (0, 300)
    ]
    facts = {"highway": "residential", "oneway": random.choice(["yes", "no", "no", "no", "-1"], len(lines))}
    net = ps.RoadNetwork.from_layer(gpd.GeoDataFrame(facts, geometry=lines, crs=32749), columns="osm")
    origins, targets = spread(8, 30), spread(9, 30)
    quickest = net.travel_times(origins, targets, lengths=True, limit_m=900).length_m
    shortest = net.travel_lengths(origins, targets, limit_m=900).length_m
    assert quickest is not None
    assert np.isfinite(shortest).sum() > 300
    # Times are whole tenths of a second on each edge, in which a car goes 0.7 m.
    assert shortest == pytest.approx(quickest, abs=0.35 * 30)


def test_lengths_obey_what_a_scenario_closes(town: ps.RoadNetwork) -> None:
    origins, targets = spread(3, 25), spread(4, 25)
    scenario = town.scenario("car", close=list(range(0, town.edge_count, 5)))
    times = town.travel_times(origins, targets, vehicle=scenario, limit_m=300, lengths=True)
    found = town.travel_lengths(origins, targets, vehicle=scenario, limit_m=300)
    assert np.array_equal(found.status_numbers, times.status_numbers)
    assert times.length_m is not None
    there = np.isfinite(found.length_m)
    assert 20 < there.sum() < there.size
    assert (found.length_m[there] <= times.length_m[there] + 0.5).all()
    before = town.travel_lengths(origins, targets, limit_m=300).length_m
    assert (found.length_m >= before).all()
    batches = town.travel_batches(origins, targets, vehicle=scenario, limit_m=300)
    assert pa.Table.from_batches(batches).column("status").to_pylist() == times.to_arrow().column("status").to_pylist()
