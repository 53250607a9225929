"""Flows on networks beside networkx and HiGHS, in any order of nodes and arcs, and what cannot flow."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import petasentra as ps
from petasentra import _core
from petasentra.supply._flows import UNLIMITED, solve_flow

SEEDS = st.integers(0, 2**32 - 1)


def random_network(seed, dearest=20):
    random = np.random.default_rng(seed)
    nodes, arcs = int(random.integers(2, 12)), int(random.integers(0, 40))
    tail, head = random.integers(0, nodes, (2, arcs))
    supply = random.integers(0, 6, nodes) * random.choice([-1, 0, 1], nodes)
    supply[-1] -= supply.sum()
    return {
        "tail": tail,
        "head": head,
        "cost": random.integers(-2 if seed % 3 == 0 else 0, dearest, arcs),
        "capacity": random.integers(0, 9, arcs),
        "supply": supply,
    }, random


def by_networkx(tail, head, cost, capacity, supply):
    graph = nx.MultiDiGraph()
    for node, amount in enumerate(supply.tolist()):
        graph.add_node(node, demand=-amount)
    for a, b, c, u in zip(tail.tolist(), head.tolist(), cost.tolist(), capacity.tolist(), strict=True):
        graph.add_edge(a, b, weight=c, capacity=u)
    try:
        return nx.network_simplex(graph)[0]
    except nx.NetworkXUnfeasible:
        return None


@given(SEEDS)
def test_flows_cost_what_networkx_finds(seed):
    network, _ = random_network(seed)
    found = solve_flow(**network)
    wanted = by_networkx(**network)
    if wanted is None:
        assert found.status == "infeasible"
        assert found.shortage > 0
    else:
        assert (found.status, found.cost, found.dual) == ("optimal", wanted, wanted)


@given(SEEDS)
def test_a_shortage_is_what_crosses_its_border_at_most(seed):
    network, _ = random_network(seed)
    found = solve_flow(**network)
    if found.status != "infeasible":
        return
    inside = np.isin(np.arange(len(network["supply"])), found.shortage_nodes)
    entering = inside[network["head"]] & ~inside[network["tail"]]
    leaving = inside[network["tail"]] & ~inside[network["head"]]
    across = leaving if found.is_surplus else entering
    wanted = network["supply"][inside].sum() * (1 if found.is_surplus else -1)
    assert wanted - network["capacity"][across].sum() == found.shortage
    assert set(np.flatnonzero(across)) <= set(found.shortage_arcs.tolist())


@given(SEEDS)
def test_the_order_of_nodes_and_arcs_changes_nothing(seed):
    network, random = random_network(seed, dearest=3)
    nodes, arcs = random.permutation(len(network["supply"])), random.permutation(len(network["tail"]))
    place = np.argsort(nodes)
    other = solve_flow(
        place[network["tail"]][arcs],
        place[network["head"]][arcs],
        network["cost"][arcs],
        capacity=network["capacity"][arcs],
        supply=network["supply"][nodes],
        node_ids=nodes,
        arc_ids=arcs,
    )
    found = solve_flow(**network)
    assert other.status == found.status
    if found.status == "optimal":
        assert other.flow.tolist() == found.flow[arcs].tolist()
        assert other.price.tolist() == found.price[nodes].tolist()
    else:
        assert sorted(arcs[other.shortage_arcs]) == found.shortage_arcs.tolist()
        assert sorted(nodes[other.shortage_nodes]) == found.shortage_nodes.tolist()


def test_a_grid_of_streets_is_proved():
    random = np.random.default_rng(9)
    side = 40
    node = np.arange(side * side).reshape(side, side)
    ends = [(node[:, :-1], node[:, 1:]), (node[:-1], node[1:])]
    tail = np.concatenate([part for a, b in ends for part in (a.ravel(), b.ravel())])
    head = np.concatenate([part for a, b in ends for part in (b.ravel(), a.ravel())])
    cost, capacity = random.integers(1, 50, len(tail)), random.integers(40, 200, len(tail))
    supply = random.integers(-9, 10, side * side)
    supply[0] -= supply.sum()
    arcs = supply, tail.astype(np.uint32), head.astype(np.uint32), cost
    plan = _core.min_cost_flow(*arcs, capacity=capacity)
    assert plan.status == 0
    assert plan.proves(*arcs, capacity=capacity)
    assert not plan.proves(supply, arcs[1], arcs[2], cost[::-1].copy(), capacity=capacity)


@given(SEEDS)
def test_cuts_are_what_networkx_finds_without_the_arc(seed):
    network, random = random_network(seed)
    ids = random.permutation(len(network["tail"]))
    found = solve_flow(**network, arc_ids=ids)
    if found.status != "optimal":
        with pytest.raises(ps.OptionError):
            found.cuts()
        return
    cuts = found.cuts(threads=1)
    assert cuts.arc.tolist() == np.flatnonzero(found.flow).tolist()
    for arc, extra_cost, lacking in zip(cuts.arc, cuts.extra_cost, cuts.lacking, strict=True):
        left = network["capacity"].copy()
        left[arc] = 0
        wanted = by_networkx(**{**network, "capacity": left})
        assert (wanted is None) == (lacking > 0)
        assert wanted is None or wanted == found.cost + extra_cost


def test_an_arc_that_is_not_there_cannot_be_cut():
    found = solve_flow([0, 1], [1, 0], [3, 4], supply=[1, -1], arc_ids=[8, 5])
    assert found.cuts([1, 0]).lacking.tolist() == [0, 1]
    for arc in (2, 2**32 - 1):
        with pytest.raises(ps.OptionError):
            found.cuts([arc])


def test_supply_may_stay_where_nobody_needs_it():
    found = solve_flow([0, 1], [1, 2], [3, 4], supply=[9, 0, -5], capacity=[UNLIMITED, 9], supply_may_stay=True)
    assert (found.kept.tolist(), found.cost, found.price.tolist()) == ([4, 0, 0], 35, [0, 3, 7])
    assert solve_flow([0, 1], [1, 2], [3, 4], supply=[9, 0, -5]).is_surplus


def test_a_circle_that_earns_without_limit_is_named():
    found = solve_flow([0, 1, 0], [1, 0, 1], [2, -3, 9], supply=[0, 0])
    assert found.status == "unbounded"
    assert sorted(found.cycle.tolist()) == [0, 1]


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("tail", [5]),
        ("head", [-1]),
        ("cost", [np.nan]),
        ("cost", [1, 2]),
        ("cost", [2**60]),
        ("capacity", [-1]),
        ("capacity", [0.5]),
        ("least", [9]),
        ("supply", [2**61, -(2**61)]),
        ("supply", ["a", "b"]),
        ("node_ids", [1, 1]),
        ("arc_ids", [1, 2]),
    ],
)
def test_networks_that_make_no_sense_are_refused(change, value):
    network = {"tail": [0], "head": [1], "cost": [1], "capacity": [3], "supply": [1, -1]}
    with pytest.raises(ps.OptionError) as refused:
        solve_flow(**{**network, change: value})
    assert refused.value.message_id
