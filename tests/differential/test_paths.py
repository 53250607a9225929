"""Cheapest paths on every bundled road graph: the reference tables in full, scipy and networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
import road_graphs
import scipy.sparse
from scipy.sparse.csgraph import dijkstra

from petasentra.network.costs import UNREACHABLE

LIMIT_NODES = 3_000


@pytest.fixture(scope="module")
def roads(shared):
    return shared / "roads"


def reference(roads, name):
    return pd.read_csv(roads / f"{name}.csv")


def costs_of_pairs(graph, begin, end):
    """From the matrix of all that occur, so that rows and columns are asked in the order of their ids."""
    origins, row = np.unique(begin, return_inverse=True)
    targets, column = np.unique(end, return_inverse=True)
    return graph.matrix(origins, targets)[row, column]


@pytest.mark.parametrize("directed", [False, True], ids=["undirected", "directed"])
@pytest.mark.parametrize("name", road_graphs.OSM)
def test_lengths_on_openstreetmap_are_those_of_the_reference(roads, name, directed):
    arrays = road_graphs.osm(roads, name, directed=directed)
    table = reference(roads, f"{name}_reference_paths")
    number = pd.Series(np.arange(arrays.nodes), index=arrays.ids)
    begin, end = (number.loc[table[column]].to_numpy() for column in ("source", "target"))
    wanted = table["directed_m" if directed else "undirected_m"].to_numpy()
    found = costs_of_pairs(arrays.costed(), begin, end)
    assert len(wanted) == 400
    np.testing.assert_array_equal(found == UNREACHABLE, np.isnan(wanted))
    there = ~np.isnan(wanted)
    np.testing.assert_array_equal(found[there], np.rint(wanted[there] * road_graphs.MILLIMETRES).astype(np.uint32))


def test_lengths_on_the_highways_are_those_of_the_reference(roads):
    """The path is found by rounded lengths, then measured without rounding: never shorter than the shortest."""
    fine = 100_000.0
    given = road_graphs.highways(roads / "usa_highways.txt.gz", fine)
    plain = road_graphs.highways(roads / "usa_highways.txt.gz", 1e6)
    graph = road_graphs.Arrays(given.nodes, given.tails, given.heads, given.costs).costed()
    table = reference(roads, "usa_highways_reference_paths")
    assert len(table) == 200
    for begin, end, wanted in table.itertuples(index=False):
        cost, arcs = graph.path(begin, end)
        assert (cost == UNREACHABLE) == np.isnan(wanted)
        if np.isnan(wanted):
            continue
        ends = [begin, *given.heads[arcs].tolist()]
        assert given.tails[arcs].tolist() == ends[:-1]
        assert ends[-1] == end
        assert given.costs[arcs].sum() == cost
        measured = plain.costs[arcs].sum() / 1e6
        assert -1e-3 < measured - wanted < 2 * (len(arcs) + 100) / fine
        assert abs(cost / fine - wanted) < 2 * (len(arcs) + 100) / fine


def test_hops_on_new_york_are_those_of_the_reference(roads):
    arrays = road_graphs.read(roads, "dimacs9_NY")
    graph = road_graphs.Arrays(arrays.nodes, arrays.tails, arrays.heads, np.ones(len(arrays.tails))).costed()
    table = reference(roads, "dimacs9_NY_reference_hops")
    found = costs_of_pairs(graph, table["source"].to_numpy() - 1, table["target"].to_numpy() - 1)
    np.testing.assert_array_equal(found, table["hops"])


@pytest.fixture(scope="module", params=road_graphs.EVERY)
def every(request, roads):
    """Each bundled graph with its costs laid on."""
    arrays = road_graphs.read(roads, request.param)
    return arrays, arrays.costed()


def sparse(arrays):
    """As scipy takes it: the cheapest of parallel arcs, which it would add up; 0 as a cost so small that it is lost."""
    order = np.lexsort((arrays.costs, arrays.heads, arrays.tails))
    tails, heads, costs = (np.asarray(column)[order] for column in (arrays.tails, arrays.heads, arrays.costs))
    first = np.ones(len(tails), dtype=bool)
    first[1:] = (tails[1:] != tails[:-1]) | (heads[1:] != heads[:-1])
    values = np.maximum(costs[first].astype(np.float64), 1e-7)
    return scipy.sparse.csr_matrix((values, (tails[first], heads[first])), shape=(arrays.nodes, arrays.nodes))


def test_trees_are_those_of_scipy(every):
    arrays, graph = every
    count = 2 if arrays.nodes > 500_000 else 5
    starts = np.random.default_rng(7).integers(0, arrays.nodes, count)
    wanted = dijkstra(sparse(arrays), indices=starts)
    found = graph.trees(starts)
    np.testing.assert_array_equal(found == UNREACHABLE, np.isinf(wanted))
    there = ~np.isinf(wanted)
    np.testing.assert_array_equal(found[there], np.rint(wanted[there]).astype(np.uint32))
    few = np.random.default_rng(8).integers(0, arrays.nodes, 300)
    np.testing.assert_array_equal(graph.matrix(starts, few), found[:, few])
    np.testing.assert_array_equal(graph.trees(few[:3], to_it=True)[:, starts].T, graph.matrix(starts, few[:3]))


def test_what_is_within_reach_is_what_networkx_reaches(every):
    """On large graphs within a limit: every part of a cheapest path is within it too, so the rest can be left out."""
    arrays, graph = every
    origin = int(np.random.default_rng(9).integers(0, arrays.nodes))
    all_costs = np.sort(graph.trees([origin])[0])
    limit = int(min(all_costs[min(LIMIT_NODES, arrays.nodes - 1)], UNREACHABLE - 1))
    nodes, costs = graph.reached(origin, limit)
    found = dict(zip(nodes.tolist(), costs.tolist(), strict=True))
    known = np.zeros(arrays.nodes, dtype=bool)
    known[nodes] = True
    among = known[arrays.tails] & known[arrays.heads]
    drawn = nx.MultiDiGraph()
    drawn.add_node(origin)
    columns = (
        np.asarray(column)[among].astype(np.int64).tolist() for column in (arrays.tails, arrays.heads, arrays.costs)
    )
    drawn.add_weighted_edges_from(zip(*columns, strict=True))
    assert found == nx.single_source_dijkstra_path_length(drawn, origin, cutoff=limit)
    assert graph.counts_within([limit], [origin])[0, 0] == len(found)
    far = int(nodes[np.argmax(costs)])
    assert nx.dijkstra_path_length(drawn, origin, far) == graph.path(origin, far)[0]
