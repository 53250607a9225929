"""Graphs by number: every question against all pairs worked out by hand, laws that hold on any graph, bad input."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import petasentra as ps
from petasentra.network.costs import UNREACHABLE

NO_TARGET = 2**32 - 1


@dataclass
class Drawn:
    nodes: int
    arcs: list[tuple[int, int, int]]

    def costed(self, costs: list[int] | None = None) -> ps.network.CostedGraph:
        tails, heads, own = (list(column) for column in zip(*self.arcs, strict=True)) if self.arcs else ([], [], [])
        return ps.network.Graph.from_arrays(tails, heads, self.nodes).with_costs(own if costs is None else costs)

    def all_pairs(self) -> np.ndarray:
        """Through one more node each round, until all may be passed."""
        cost = np.full((self.nodes, self.nodes), UNREACHABLE, dtype=np.int64)
        for tail, head, arc in self.arcs:
            cost[tail, head] = min(cost[tail, head], arc)
        np.fill_diagonal(cost, 0)
        for node in range(self.nodes):
            cost = np.minimum(cost, cost[:, [node]] + cost[[node], :])
        return cost


def graphs(least: int = 0) -> st.SearchStrategy[Drawn]:
    def of(nodes: int) -> st.SearchStrategy[Drawn]:
        node = st.integers(0, nodes - 1)
        arc = st.tuples(node, node, st.integers(0, 30) | st.just(UNREACHABLE))
        return st.lists(arc, max_size=24 if nodes else 0).map(lambda arcs: Drawn(nodes, arcs))

    return st.integers(max(least, 1), 9).flatmap(of)


@given(graphs())
@settings(max_examples=80, deadline=None)
def test_matrices_and_trees_are_all_pairs(drawn):
    graph, wanted = drawn.costed(), drawn.all_pairs()
    everyone = np.arange(drawn.nodes)
    np.testing.assert_array_equal(graph.matrix(everyone, everyone), wanted)
    np.testing.assert_array_equal(graph.trees(everyone), wanted)
    np.testing.assert_array_equal(graph.trees(everyone, to_it=True), wanted.T)


@given(graphs(), st.data())
@settings(max_examples=80, deadline=None)
def test_the_nearest_are_the_first_of_all_targets_sorted(drawn, data):
    nodes = st.integers(0, drawn.nodes - 1)
    targets, asked = data.draw(st.lists(nodes, max_size=7)), data.draw(st.none() | st.lists(nodes, max_size=5))
    k, to_node = data.draw(st.integers(1, 8)), data.draw(st.booleans())
    wanted = drawn.all_pairs().T if to_node else drawn.all_pairs()
    places, costs = drawn.costed().nearest(targets, k, asked, to_node)
    rows = range(drawn.nodes) if asked is None else asked
    assert places.shape == costs.shape == (len(rows), k)
    for row, found, paid in zip(rows, places.tolist(), costs.tolist(), strict=True):
        order = sorted((int(wanted[row, target]), place) for place, target in enumerate(targets))
        order = [one for one in order if one[0] < UNREACHABLE][:k]
        order += [(UNREACHABLE, NO_TARGET)] * (k - len(order))
        assert list(zip(paid, found, strict=True)) == order


@given(graphs(), st.data())
@settings(max_examples=80, deadline=None)
def test_sums_within_add_up_what_is_within(drawn, data):
    weights = np.array(data.draw(st.lists(st.integers(-50, 50), min_size=drawn.nodes, max_size=drawn.nodes)))
    limits = sorted(data.draw(st.sets(st.integers(0, 60), min_size=1, max_size=4)))
    factors = data.draw(
        st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0]), min_size=len(limits), max_size=len(limits))
    )
    to_it = data.draw(st.booleans())
    graph, wanted = drawn.costed(), drawn.all_pairs()
    wanted = wanted.T if to_it else wanted
    within = wanted[:, None, :] <= np.array(limits)[:, None]
    np.testing.assert_array_equal(graph.counts_within(limits, to_it=to_it), within.sum(axis=2))
    np.testing.assert_array_equal(graph.sums_within(weights, limits, to_it=to_it), within @ weights)
    both = graph.sums_within([weights, weights**2], limits, to_it=to_it)
    np.testing.assert_array_equal(both, np.stack([within @ weights, within @ weights**2], axis=1))
    step = np.diff(within, axis=1, prepend=False)
    np.testing.assert_array_equal(
        graph.decayed_within(weights, limits, factors, to_it=to_it), np.einsum("olj,l,j->o", step, factors, weights)
    )


@given(graphs(), st.data())
@settings(max_examples=80, deadline=None)
def test_paths_lead_there_at_their_cost_and_isochrones_hold_who_is_near(drawn, data):
    node = st.integers(0, drawn.nodes - 1)
    begin, end, limit = data.draw(node), data.draw(node), data.draw(st.integers(0, 60) | st.just(UNREACHABLE))
    graph, wanted = drawn.costed(), drawn.all_pairs()
    cost, arcs = graph.path(begin, end)
    assert cost == wanted[begin, end]
    at = begin
    for arc in arcs.tolist():
        assert drawn.arcs[arc][0] == at
        at = drawn.arcs[arc][1]
    assert sum(drawn.arcs[arc][2] for arc in arcs.tolist()) == (0 if cost == UNREACHABLE else cost)
    assert at == (begin if cost == UNREACHABLE else end)
    for to_it in (False, True):
        row = wanted[:, begin] if to_it else wanted[begin]
        near = {there: int(row[there]) for there in range(drawn.nodes) if row[there] <= min(limit, UNREACHABLE - 1)}
        nodes, costs = graph.reached(begin, limit, to_it)
        assert dict(zip(nodes.tolist(), costs.tolist(), strict=True)) == near
        assert len(nodes) == len(near)


@given(graphs(least=2))
@settings(max_examples=60, deadline=None)
def test_no_way_around_is_shorter_and_undirected_graphs_are_symmetric(drawn):
    everyone = np.arange(drawn.nodes)
    cost = drawn.costed().matrix(everyone, everyone).astype(np.int64)
    around = cost[:, :, None] + cost[None, :, :]
    assert (cost[:, None, :] <= np.where(around < UNREACHABLE, around, UNREACHABLE)).all()
    mirrored = Drawn(drawn.nodes, drawn.arcs + [(head, tail, own) for tail, head, own in drawn.arcs]).costed()
    table = mirrored.matrix(everyone, everyone)
    np.testing.assert_array_equal(table, table.T)


@given(graphs(least=2), st.data())
@settings(max_examples=60, deadline=None)
def test_closing_arcs_never_shortens_and_costs_laid_anew_are_a_graph_built_anew(drawn, data):
    closed = data.draw(st.sets(st.integers(0, max(len(drawn.arcs) - 1, 0))))
    everyone = np.arange(drawn.nodes)
    before = drawn.costed()
    costs = [UNREACHABLE if i in closed else own for i, (_, _, own) in enumerate(drawn.arcs)]
    after = before.graph.with_costs(costs).matrix(everyone, everyone)
    assert (after >= before.matrix(everyone, everyone)).all()
    left = Drawn(drawn.nodes, [arc for i, arc in enumerate(drawn.arcs) if i not in closed])
    np.testing.assert_array_equal(after, left.costed().matrix(everyone, everyone))


@pytest.fixture(scope="module")
def grid() -> ps.network.CostedGraph:
    """Streets in squares, 120 x 120, each block 1 .. 99 long, some one-way."""
    side, random = 120, np.random.default_rng(3)
    number = np.arange(side * side).reshape(side, side)
    begin = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    end = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    back = random.random(len(begin)) < 0.9
    tails, heads = np.concatenate([begin, end[back]]), np.concatenate([end, begin[back]])
    return ps.network.Graph.from_arrays(tails, heads, side * side).with_costs(random.integers(1, 100, len(tails)))


def test_threads_change_no_byte(grid):
    nodes = np.arange(0, 14_400, 37)
    weights = np.random.default_rng(4).random(14_400)
    again = ps.network.Graph.from_arrays(grid.graph.tails, grid.graph.heads, 14_400, threads=1)
    one = again.with_costs(grid.costs, threads=1)
    for ask in (
        lambda graph, threads: graph.matrix(nodes, nodes, threads=threads),
        lambda graph, threads: graph.trees(nodes[:40], threads=threads),
        lambda graph, threads: np.stack(graph.nearest(nodes, 3, threads=threads)),
        lambda graph, threads: graph.sums_within(weights, [300, 900], threads=threads),
        lambda graph, threads: graph.counts_within([300, 900], threads=threads),
        lambda graph, threads: graph.decayed_within(weights, [300, 900], [1.0, 0.3], threads=threads),
    ):
        assert ask(grid, 4).tobytes() == ask(one, 1).tobytes()


def test_progress_ends_at_one_and_what_it_raises_ends_the_work(grid):
    shares: list[float] = []
    everyone = np.arange(14_400)
    grid.trees(everyone[:3_000], progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0

    def stop(share: float) -> None:
        raise InterruptedError(share)

    with pytest.raises(InterruptedError):
        grid.matrix(everyone, everyone[:2_000], progress=stop)


def test_answers_keep_order_and_length_and_questions_may_be_empty(grid):
    twice = grid.matrix([5, 5, 0], [7, 7])
    np.testing.assert_array_equal(twice[0], twice[1])
    np.testing.assert_array_equal(twice[:, 0], twice[:, 1])
    assert grid.matrix([], [1, 2]).shape == (0, 2)
    assert grid.matrix([1, 2], []).shape == (2, 0)
    assert grid.trees([]).shape == (0, 14_400)
    places, costs = grid.nearest([], 2, asked=[4])
    assert (places.tolist(), costs.tolist()) == ([[NO_TARGET] * 2], [[UNREACHABLE] * 2])
    assert grid.sums_within(np.ones(14_400), [], origins=[1]).shape == (1, 0)
    nothing = ps.network.Graph.from_arrays([], [], 0).with_costs([])
    assert nothing.counts_within([5]).shape == (0, 1)
    assert nothing.trees([]).shape == (0, 0)


def test_costs_are_kept_as_they_were_when_they_were_laid_on():
    costs = np.array([4], dtype=np.uint32)
    graph = ps.network.Graph.from_arrays([0], [1], 2).with_costs(costs)
    costs[0] = 9
    assert graph.path(0, 1)[0] == 4
    with pytest.raises(ValueError, match="read-only"):
        graph.costs[0] = 1


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda graph: graph.matrix([3], [0]), ps.OptionError),
        (lambda graph: graph.matrix([0], [-1]), ps.OptionError),
        (lambda graph: graph.matrix([0.5], [0]), ps.OptionError),
        (lambda graph: graph.matrix([np.nan], [0]), ps.OptionError),
        (lambda graph: graph.matrix([[0]], [0]), ps.OptionError),
        (lambda graph: graph.matrix(["a"], [0]), ps.OptionError),
        (lambda graph: graph.matrix([2**40], [0]), ps.OptionError),
        (lambda graph: graph.trees([3]), ps.OptionError),
        (lambda graph: graph.trees([0], threads=0), ps.OptionError),
        (lambda graph: graph.nearest([0], 0), ps.OptionError),
        (lambda graph: graph.nearest([0], 65), ps.OptionError),
        (lambda graph: graph.nearest([9], 1), ps.OptionError),
        (lambda graph: graph.nearest([0], 1, asked=[9]), ps.OptionError),
        (lambda graph: graph.sums_within([1, 2], [5]), ps.OptionError),
        (lambda graph: graph.sums_within([1, 2, np.nan], [5]), ps.OptionError),
        (lambda graph: graph.sums_within([1, 2, 3], [-5]), ps.OptionError),
        (lambda graph: graph.sums_within(np.ones((1, 1, 3)), [5]), ps.OptionError),
        (lambda graph: graph.decayed_within([1, 2, 3], [5, 5], [1, 1]), ps.OptionError),
        (lambda graph: graph.decayed_within([1, 2, 3], [5, 6], [1]), ps.OptionError),
        (lambda graph: graph.decayed_within([1, 2, 3], [5], [np.inf]), ps.OptionError),
        (lambda graph: graph.reached(7, 5), ps.OptionError),
        (lambda graph: graph.reached(0, -1), ps.OptionError),
        (lambda graph: graph.path(0, 3), ps.OptionError),
        (lambda graph: graph.graph.with_costs([1]), ps.NetworkError),
        (lambda graph: graph.graph.with_costs([1, UNREACHABLE + 1]), ps.NetworkError),
        (lambda graph: graph.graph.with_costs([1, -1]), ps.OptionError),
        (lambda graph: graph.graph.with_costs([1, np.nan]), ps.OptionError),
        (lambda graph: ps.network.Graph.from_arrays([0], [3], 3), ps.NetworkError),
        (lambda graph: ps.network.Graph.from_arrays([0, 1], [1], 3), ps.NetworkError),
        (lambda graph: ps.network.Graph.from_arrays([0], [1], -3), ps.OptionError),
        (lambda graph: graph.sums_within(["a", "b", "c"], [5]), ps.OptionError),
        (lambda graph: graph.sums_within([[1, 2], [3]], [5]), ps.OptionError),
        (lambda graph: graph.decayed_within([1, 1, 1], [5], ["a"]), ps.OptionError),
    ],
)
def test_bad_questions_are_refused_in_both_languages(ask, error):
    graph = ps.network.Graph.from_arrays([0, 1], [1, 2], 3).with_costs([5, 6])
    with pytest.raises(error) as refused:
        ask(graph)
    assert refused.value.message_en
    assert refused.value.message_id
    assert refused.value.message_en != refused.value.message_id
