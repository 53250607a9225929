"""What the races rest on besides the libraries: how runs are timed, what counts as missed, the invented zones."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "races"))
import instructions
import make_national
import network_graphs
import network_openstreetmap
import network_sizes
import network_trees
import sentra_clusters
import zoning_report
from zoning_report import Figure, Found, Line, Timing

import petasentra as ps


@pytest.fixture
def clock(monkeypatch):
    """Runs take as long as the list says, one after the other."""
    lasting: list[float] = []

    def seconds(job):
        job()
        return lasting.pop(0)

    monkeypatch.setattr(zoning_report, "seconds", seconds)
    return lasting


def test_the_first_run_of_a_quick_job_is_not_counted(clock):
    clock[:] = [4.0, 1.0, 3.0, 2.0]
    assert zoning_report.timed(lambda: "answer", 3) == ("answer", Timing(2.0, 3))


def test_a_slow_job_runs_three_times_in_all(clock):
    clock[:] = [80.0, 90.0, 70.0]
    assert zoning_report.timed(lambda: "answer", 7)[1] == Timing(80.0, 3)


def test_a_look_runs_a_job_once(clock):
    clock[:] = [4.0]
    assert zoning_report.timed(lambda: "answer", 1)[1] == Timing(4.0, 1)


def test_a_rival_and_ours_take_turns(clock):
    turns: list[str] = []
    jobs = [lambda name=name: turns.append(name) or name for name in ("theirs", "open", "built")]
    first, turn = [0.9, 0.9, 0.9], [4.0, 0.1, 0.3, 0.2, 0.5, 0.7, 0.6]
    clock[:] = first + 2 * turn
    theirs, ours = zoning_report.beside(jobs[0], jobs[1:], 2)
    assert turns == ["theirs", "open", "built"] + 2 * (["theirs"] + 3 * ["open"] + 3 * ["built"])
    assert theirs == ("theirs", Timing(4.0, 2))
    assert ours == [("open", Timing(0.2, 6)), ("built", Timing(0.6, 6))]


def test_of_a_slow_rival_the_first_run_is_counted(clock):
    clock[:] = [80.0, 1.0, 90.0, 2.0, 3.0, 4.0, 70.0, 5.0, 6.0, 7.0]
    assert zoning_report.beside(lambda: 0, [lambda: 1], 7) == ((0, Timing(80.0, 3)), [(1, Timing(4.0, 7))])


def test_aims_that_are_missed_are_counted_among_those_there_are():
    found = Found(
        lines=[Line("locate", "rival", Timing(10.0, 7), Timing(1.0, 7), aim) for aim in (5.0, 20.0, None)],
        figures=[Figure("index", 40.0, "bytes", 48.0), Figure("index", 50.0, "bytes", 48.0)],
    )
    assert found.said_of_aims() == (
        "2 of 4 aims are missed: locate against rival, 10.0 in place of 20; index, 50 in place of 48 bytes."
    )


def test_points_that_lie_elsewhere_end_the_race():
    zoning_report.require_same_rows(np.array([1, 2]), np.array([1, 2]), "rival")
    with pytest.raises(SystemExit, match="rival: 1 points lie elsewhere, the first is 1"):
        zoning_report.require_same_rows(np.array([1, 2]), np.array([1, -1]), "rival")


def test_national_zones_are_valid_and_fill_their_ground_once():
    zones = make_national.national_zones(12, 20)
    assert len(zones) == 240
    assert zones.is_valid.all()
    assert (zones.count_coordinates() == 257).all()
    assert shapely.coverage_is_valid(zones.geometry.values)
    assert zones.area.sum() == pytest.approx(zones.union_all().area, rel=1e-12)


def test_national_zones_are_the_same_for_one_seed_only():
    one, same, other = (make_national.national_zones(3, 4, seed) for seed in (1, 1, 2))
    assert one.equals(same)
    assert not one.equals(other)


def test_an_instruction_count_may_grow_by_three_in_a_hundred():
    before = instructions.kept(instructions.written({"locate": 100.0, "shares": 5000.0}))
    assert before == {"locate": 100.0, "shares": 5000.0}
    assert instructions.grown({"locate": 102.9, "shares": 4000.0}, before) == []
    (said,) = instructions.grown({"locate": 104.0}, before)
    assert said.startswith("locate: 104.0 instructions a point, 4.0 % more than the 100.0 kept.")


def test_a_job_without_a_kept_count_is_told():
    assert instructions.grown({"build": 1.0}, {}) == [
        "build: no count is kept; keep one by benchmarks/instructions --write."
    ]


@pytest.fixture
def street():
    """Ten nodes in a row, 5 apart, both ways."""
    ends = np.column_stack([np.arange(9), np.arange(1, 10)])
    roads = network_graphs.both_ways("street", 10, ends, np.full(9, 5), xy=ends.repeat(2, axis=0)[:10])
    graph = ps.network.Graph.from_arrays(roads.tails, roads.heads, roads.nodes)
    return roads, graph.with_costs(roads.costs)


def test_the_limit_is_the_least_that_reaches_so_many(street):
    _, graph = street
    limit, reached = network_sizes.limit_reaching(graph, 4.0)
    origins = np.random.default_rng(1).choice(10, 500)
    assert graph.counts_within([limit - 1], origins).mean() < 4.0 <= reached
    assert reached == graph.counts_within([limit], origins).mean()


def test_trees_of_scipy_are_ours(street):
    roads, graph = street
    starts = np.array([0, 7], dtype=np.uint32)
    assert (network_trees.by_scipy(roads)(starts) == graph.trees(starts)).all()


def test_answers_that_differ_end_the_race():
    network_sizes.require_equal(np.array([[1, 2]]), np.array([[1, 2]]), "rival")
    with pytest.raises(SystemExit, match=r"rival: 1 answers differ, the first at \[0, 1\]"):
        network_sizes.require_equal(np.array([[1, 2]]), np.array([[1, 3]]), "rival")
    with pytest.raises(SystemExit, match="rival: answers differ by"):
        network_sizes.require_near(np.array([1.0]), np.array([1.1]), "rival")


def test_edges_are_cut_where_ways_meet_and_where_nodes_are_missing():
    places = {node: (112.0 + node / 1000, -7.5) for node in (1, 2, 3, 5, 6)}
    ways, refs = [10, 11], [[1, 2, 3, 4, 5, 6], [2, 6]]
    named = Counter(ref for way in refs for ref in way)
    graph = network_openstreetmap.cut_up(ways, refs, named, places)
    assert graph.ends.tolist() == [[1, 2], [2, 3], [5, 6], [2, 6]]
    assert graph.ways.tolist() == [10, 10, 10, 11]
    assert graph.length_m == pytest.approx([110.37, 110.37, 110.37, 441.49], abs=0.01)


def test_clusters_are_the_same_if_cores_and_their_clusters_are():
    mine = ps.cluster_points([0, 1, 2, 9, 10, 11, 5], [0] * 7, eps_m=1, min_units=3)
    cores = mine.is_core.copy()
    sentra_clusters.require_same_clusters(mine, np.array([7, 7, 7, 2, 2, 2, -1]), cores)
    others = [
        (np.array([7, 7, 7, 7, 7, 7, -1]), cores),
        (np.array([7, 7, 7, 2, 2, 2, 2]), cores),
        (np.array([7, 7, 7, 2, 2, 2, -1]), ~cores),
    ]
    for labels, is_core in others:
        with pytest.raises(SystemExit, match="dbscan"):
            sentra_clusters.require_same_clusters(mine, labels, is_core)


def test_units_of_the_race_are_the_same_each_time():
    xy, group = sentra_clusters.invented_units(sentra_clusters.SMALL)
    again, groups = sentra_clusters.invented_units(sentra_clusters.SMALL)
    assert (xy == again).all()
    assert (group == groups).all()
    assert sentra_clusters.renumbered(np.array([5, -1, 9, 5])).tolist() == [0, -1, 1, 0]
