"""Three thousand networks and as many transport tables beside HiGHS, hundreds at once as blocks of one programme."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import block_array, csr_array

from petasentra.supply._flows import solve_flow
from petasentra.supply.transport_plan import transport

MANY, SHORT = 500, 1_000  # blocks of a programme; what a missing unit costs


def by_highs(blocks):
    """The least cost of each block; a block is (cost, least, most, rows, right-hand side)."""
    cost, least, most, rows, right = (list(column) for column in zip(*blocks, strict=True))
    whole = block_array([[one if at == of else None for of in range(len(rows))] for at, one in enumerate(rows)])
    bounds = np.column_stack([np.concatenate(least), np.concatenate(most)])
    found = linprog(np.concatenate(cost), A_eq=whole.tocsr(), b_eq=np.concatenate(right), bounds=bounds, method="highs")
    assert found.status == 0, found.message
    ends = np.cumsum([len(one) for one in cost])[:-1]
    return [float(one @ of) for one, of in zip(np.split(found.x, ends), cost, strict=True)]


def network(random):
    """A network in which all that is wanted can come, at the worst over a dear arc from a node beside it."""
    nodes, arcs = int(random.integers(2, 14)), int(random.integers(1, 40))
    tail, head = random.integers(0, nodes, (2, arcs))
    supply = random.integers(-6, 7, nodes)
    supply[-1] -= supply.sum()
    ring = np.arange(nodes)
    tail, head = np.concatenate([tail, ring]), np.concatenate([head, (ring + 1) % nodes])
    cost = np.concatenate([random.integers(0, 30, arcs), np.full(nodes, SHORT)])
    capacity = np.concatenate([random.integers(0, 9, arcs), np.full(nodes, 1_000)])
    return {"tail": tail, "head": head, "cost": cost, "capacity": capacity, "supply": supply}


def of_network(tail, head, cost, capacity, supply):
    nodes, arcs = len(supply), np.arange(len(tail))
    entries = np.concatenate([np.ones(len(tail)), -np.ones(len(tail))])
    rows = csr_array((entries, (np.concatenate([tail, head]), np.tile(arcs, 2))), shape=(nodes, len(tail)))
    return cost, np.zeros(len(tail)), capacity, rows, supply


def table(random):
    sources, sinks = random.integers(1, 9, 2)
    return random.integers(0, 40, (sources, sinks)), random.integers(0, 9, sources), random.integers(0, 9, sinks)


def of_table(costs, supply, demand):
    """Flows, then what stays behind at nothing, then what is missing."""
    sources, sinks = costs.shape
    pairs = np.arange(sources * sinks)
    out = csr_array((np.ones(len(pairs)), (pairs // sinks, pairs)), shape=(sources, len(pairs)))
    into = csr_array((np.ones(len(pairs)), (pairs % sinks, pairs)), shape=(sinks, len(pairs)))
    stay, miss = csr_array(np.eye(sources)), csr_array(np.eye(sinks))
    cost = np.concatenate([costs.ravel(), np.zeros(sources), np.full(sinks, SHORT)])
    rows = block_array([[out, stay, None], [into, None, miss]])
    return cost, np.zeros(len(cost)), np.full(len(cost), np.inf), rows, np.concatenate([supply, demand])


@pytest.mark.parametrize("seed", range(6))
def test_flows_cost_what_highs_finds_a_thousandfold(seed):
    random = np.random.default_rng([8, seed])
    asked = [network(random) for _ in range(MANY)]
    found = [solve_flow(**one) for one in asked]
    assert {one.status for one in found} == {"optimal"}
    assert all(one.dual == one.cost for one in found)
    np.testing.assert_allclose(by_highs([of_network(**one) for one in asked]), [one.cost for one in found], atol=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_transport_costs_what_highs_finds_a_thousandfold(seed):
    random = np.random.default_rng([9, seed])
    asked = [table(random) for _ in range(MANY)]
    found = [transport(*one, unmet_cost=np.full(len(one[2]), SHORT)) for one in asked]
    assert {one.gap for one in found} == {0}
    np.testing.assert_allclose(by_highs([of_table(*one) for one in asked]), [one.cost for one in found], atol=1e-6)
