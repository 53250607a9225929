"""Costs of legs come from one matrix: they are those of paths found one by one, over roads of any state."""

from __future__ import annotations

import numpy as np
import pytest
from test_single_cuts import amounts, chain, network, roads, sites

from petasentra.supply import road_ways
from petasentra.supply.road_ways import RoadWays


def road_chain(seed):
    rng = np.random.default_rng(seed)
    return chain(network(roads(rng)), sites(rng), amounts(rng))


def pairs_of(count, rng, share):
    """Pairs of sites in order; all of them, or some."""
    pairs = np.flatnonzero(rng.random(count * count) < share)
    return pairs // count, pairs % count


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("share", [1.0, 0.3])
def test_the_matrix_is_what_paths_cost(seed, share, monkeypatch):
    solution, rng = road_chain(seed).solve(), np.random.default_rng(seed)
    monkeypatch.setattr(road_ways, "_CELLS", int(rng.integers(1, 30)))  # several blocks of rows
    ways = solution.ways
    assert isinstance(ways, RoadWays)
    begin, end = pairs_of(len(solution.model.site_ids), rng, share)
    reached = 0
    for closed in ((), (0, 3)):
        here = solution.chain.scenario(close=list(closed))._ways(solution.model) if closed else ways
        for vehicle in solution.model.vehicles:
            found = here.idr_per_t(vehicle, begin, end)
            assert found.tolist() == here.idr_of_paths(vehicle, begin, end).tolist()
            assert found.tolist() == ways.idr_without(closed, vehicle, begin, end).tolist()
            minutes, km = here.measure(vehicle, begin, end)
            assert np.array_equal(np.isfinite(found), np.isfinite(minutes))
            assert np.array_equal(np.isfinite(found), np.isfinite(km))
            there = np.isfinite(found)
            reached += there.sum()
            # Costs are laid in whole units: half of one, for each edge and leg of the way, may be missing.
            assert np.allclose(found[there], vehicle.idr_per_t(km, minutes)[there], rtol=1e-6, atol=1.0)
    assert reached


def test_nothing_is_asked_of_no_pairs():
    solution = road_chain(1).solve()
    none = np.zeros(0, dtype=np.int64)
    assert len(solution.ways.idr_per_t(solution.model.vehicles[0], none, none)) == 0


@pytest.mark.parametrize("seed", range(6))
def test_flows_are_told_with_the_way_that_was_paid_for(seed):
    solution = road_chain(seed).solve()
    by_name = {one.name: one for one in solution.model.vehicles}
    for row in solution.flows.to_pylist():
        paid = by_name[row["vehicle"]].idr_per_t(np.array([row["km"]]), np.array([row["minutes"]]))[0]
        assert row["cost_idr"] == pytest.approx(paid * row["amount_t"], rel=1e-6, abs=row["amount_t"])
