"""The p-median against the published optima of OR-Library, over paths of scipy and of the graph of this project."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

import petasentra as ps

INSTANCES = Path(__file__).resolve().parents[2] / "data" / "or-library"
#: What OR-Library publishes as optimal.
OPTIMA = {"pmed1": 5819, "pmed2": 4093, "pmed3": 4250, "pmed4": 3034, "pmed5": 1355}


class Instance(NamedTuple):
    """Both directions of every edge, and how many sites are chosen."""

    nodes: int
    p: int
    tails: np.ndarray
    heads: np.ndarray
    lengths: np.ndarray


def instance(name: str) -> Instance:
    (nodes, rows, p), *edges = np.loadtxt(INSTANCES / f"{name}.txt", dtype=np.int64)
    assert len(edges) == rows
    # A dictionary keeps the last of the rows of one edge, as OR-Library asks.
    length = {(min(a, b) - 1, max(a, b) - 1): cost for a, b, cost in edges}
    ends, costs = np.array(list(length)), np.array(list(length.values()))
    tails, heads = np.concatenate([ends, ends[:, ::-1]]).T
    return Instance(int(nodes), int(p), tails, heads, np.tile(costs, 2))


def shortest(one: Instance) -> np.ndarray:
    return dijkstra(csr_array((one.lengths.astype(float), (one.tails, one.heads)), shape=(one.nodes, one.nodes)))


@pytest.mark.parametrize("name", OPTIMA)
def test_the_published_optimum_is_found_and_proved(name):
    one = instance(name)
    costs = shortest(one)
    found = ps.locate(None, None, costs, p=one.p)
    assert found.proved
    assert found.objective == found.bound == OPTIMA[name]
    assert len(found.chosen) == len(set(found.chosen)) == one.p
    # Each node goes to the nearest of the chosen, and the sum of those ways is the optimum.
    sites = np.array(found.demand["site_id"])
    assert set(sites.tolist()) == set(found.chosen)
    assert np.array_equal(costs[np.arange(one.nodes), sites], costs[:, found.chosen].min(axis=1))
    assert costs[np.arange(one.nodes), sites].sum() == OPTIMA[name]


@pytest.mark.parametrize("name", OPTIMA)
def test_the_optimum_over_paths_of_the_graph(name):
    one = instance(name)
    nodes = np.arange(one.nodes)
    costs = ps.network.Graph.from_arrays(one.tails, one.heads, one.nodes).with_costs(one.lengths).matrix(nodes, nodes)
    assert np.array_equal(costs, shortest(one))
    found = ps.locate(None, None, costs, p=one.p)
    assert (found.objective, found.proved) == (OPTIMA[name], True)


def test_the_known_medians_of_the_first():
    found = ps.locate(None, None, shortest(instance("pmed1")), p=5)
    assert [site + 1 for site in sorted(found.chosen)] == [7, 13, 65, 91, 99]


def test_the_last_row_of_an_edge_counts():
    one = instance("pmed1")
    there = (one.tails == 29) & (one.heads == 69)
    assert one.lengths[there].tolist() == [74]


@pytest.mark.parametrize("name", ["pmedcap1-1", "pmedcap1-2"])
def test_the_published_optimum_with_capacities_and_whole_demands(name):
    (_, optimum), (nodes, p, room), *rows = (
        [int(one) for one in line.split()] for line in (INSTANCES / f"{name}.txt").read_text("utf-8").splitlines()
    )
    assert len(rows) == nodes == 50
    _, x, y, weight = np.array(rows).T
    # As OR-Library has it: distances are cut to whole numbers, and count once a demand, whatever its weight.
    apart = np.floor(np.hypot(x[:, None] - x, y[:, None] - y))
    found = ps.locate(
        None, None, apart / weight[:, None], p=p, weight=weight, method="capacitated", capacity=room, divisible=False
    )
    assert (found.objective, found.proved) == (pytest.approx(optimum), True)
    site = np.array(found.demand["site_id"])
    assert apart[np.arange(nodes), site].sum() == optimum
    assert np.bincount(site, weight).max() <= room


def test_few_demands_with_most_of_the_weight_are_bounded_as_well():
    rng = np.random.default_rng(0)
    apart = np.hypot(*(rng.uniform(0, 1e5, (2, 600, 1)) - rng.uniform(0, 1e5, (2, 1, 80))))
    weight = np.ceil(3 * rng.pareto(1.1, 600) + 1)
    found = ps.locate(None, None, np.rint(apart), p=6, weight=weight, effort=0.005)
    assert found.gap < 0.01
