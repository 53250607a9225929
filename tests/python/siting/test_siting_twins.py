"""Chosen sites are the best: against trying everything, and the whole program of HiGHS."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from siting_by_trying import best_moves, least_median, least_shared, least_whole, median_by_highs, most_covered

import petasentra as ps
from petasentra.siting.choosing import choose_sites

FEW = settings(max_examples=60, deadline=None)


@st.composite
def questions(draw, most_demands=7, most_sites=6):
    """Costs, weights, p, required and forbidden sites; some pairs have no way."""
    demands, sites = draw(st.integers(1, most_demands)), draw(st.integers(2, most_sites))
    one = st.one_of(st.integers(0, 30), st.just(np.inf))
    costs = [[float(draw(one)) for _ in range(sites)] for _ in range(demands)]
    weight = [float(draw(st.integers(0, 5))) for _ in range(demands)]
    kinds = draw(st.lists(st.sampled_from("...rf"), min_size=sites, max_size=sites))
    required = [j for j, kind in enumerate(kinds) if kind == "r"]
    forbidden = [j for j, kind in enumerate(kinds) if kind == "f"]
    if len(forbidden) == sites:
        forbidden = forbidden[1:]
    p = draw(st.integers(max(len(required), 1), sites - len(forbidden)))
    return costs, weight, p, required, forbidden


@FEW
@given(questions(), st.sampled_from([5.0, 40.0]))
def test_no_p_median_is_better_than_the_one_found(question, unreached):
    costs, weight, p, required, forbidden = question
    found = ps.locate(
        None, None, costs, p=p, weight=weight, required=required, forbidden=forbidden, unreached=unreached
    )
    assert found.proved
    assert found.bound == found.objective
    assert found.gap == 0
    assert found.objective == least_median(costs, weight, p, unreached, required, forbidden)
    assert set(required) <= set(found.chosen)
    assert not set(forbidden) & set(found.chosen)
    assert len(found.chosen) == p
    assert len(found.demand) == len(costs)


@FEW
@given(questions(), st.sampled_from([4.0, 12.0]))
def test_no_choice_covers_more(question, limit):
    costs, weight, p, required, forbidden = question
    found = ps.locate(
        None, None, costs, p=p, method="mclp", weight=weight, required=required, forbidden=forbidden, cover_cost=limit
    )
    assert found.proved
    assert found.objective == most_covered(costs, weight, p, limit, required, forbidden)
    covered = [status == "served" for status in found.status_of_demands]
    assert sum(w for w, there in zip(weight, covered, strict=True) if there) == found.objective


@FEW
@given(questions(5, 4), st.data())
def test_capacities_are_kept_and_divisible_demands_served_best(question, data):
    costs, weight, p, required, forbidden = question
    capacity = [float(data.draw(st.integers(0, 9))) for _ in costs[0]]
    found = ps.locate(
        None, None, costs, p=p, method="capacitated", weight=weight, capacity=capacity, required=required,
        forbidden=forbidden, unreached=40.0,
    )  # fmt: skip
    reachable = [any(np.isfinite(c) for j, c in enumerate(row) if j not in forbidden) for row in costs]
    counted = [w if ok else 0.0 for w, ok in zip(weight, reachable, strict=True)]
    assert found.objective == pytest.approx(least_shared(costs, counted, capacity, p, 40.0, required, forbidden))
    assert found.proved
    loads = dict.fromkeys(range(len(capacity)), 0.0)
    for row in found.flows.to_pylist():
        loads[row["site_id"]] += row["amount"]
    assert all(load <= capacity[site] + 1e-9 for site, load in loads.items())


@settings(max_examples=30, deadline=None)
@given(questions(4, 4), st.data())
def test_whole_demands_are_never_split(question, data):
    costs, weight, p, required, forbidden = question
    capacity = [float(data.draw(st.integers(0, 9))) for _ in costs[0]]
    found = ps.locate(
        None, None, costs, p=p, method="capacitated", weight=weight, capacity=capacity, required=required,
        forbidden=forbidden, unreached=40.0, divisible=False,
    )  # fmt: skip
    reachable = [any(np.isfinite(c) for j, c in enumerate(row) if j not in forbidden) for row in costs]
    counted = [w if ok else 0.0 for w, ok in zip(weight, reachable, strict=True)]
    assert found.objective == pytest.approx(least_whole(costs, counted, capacity, p, 40.0, required, forbidden))
    assert found.proved
    assert len({row["demand_id"] for row in found.flows.to_pylist()}) == len(found.flows)


@settings(max_examples=40, deadline=None)
@given(questions(5, 3), st.data())
def test_as_many_units_move_as_can_and_no_shorter(question, data):
    costs, _, _, _, _ = question
    capacity = [data.draw(st.integers(0, 2)) for _ in costs[0]]
    moves = ps.relocate(None, None, costs, capacity=capacity, longest_move_cost=20)
    usable = [[np.isfinite(c) and c <= 20 for c in row] for row in costs]
    moved, total = best_moves(costs, capacity, usable)
    assert (moves.status_of_units.count("moves"), moves.objective) == (moved, total)
    assert moves.proved
    assert len(moves.units) == len(costs)


@FEW
@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_rows_decides_nothing(question, shuffled):
    import geopandas
    import shapely

    costs, weight, p, _, _ = question
    demand = geopandas.GeoDataFrame(
        {"id": [f"d{i}" for i in range(len(costs))], "w": weight},
        geometry=shapely.points(range(len(costs)), 0),
        crs=32749,
    )
    sites = geopandas.GeoDataFrame(
        {"id": [f"s{i}" for i in range(len(costs[0]))]}, geometry=shapely.points(range(len(costs[0])), 5), crs=32749
    )
    rows, columns = list(range(len(costs))), list(range(len(costs[0])))
    shuffled.shuffle(rows)
    shuffled.shuffle(columns)
    ways = {"p": p, "weight": "w", "demand_id": "id", "candidate_id": "id"}
    first = ps.locate(demand, sites, costs, **ways)
    second = ps.locate(demand.iloc[rows], sites.iloc[columns], np.array(costs)[rows][:, columns], **ways)
    assert first.chosen == second.chosen
    assert [first.demand["site_id"][row] for row in rows] == second.demand["site_id"]


@pytest.mark.parametrize(("demands", "sites", "p", "seed"), [(60, 25, 4, 1), (80, 30, 8, 2), (40, 40, 3, 3)])
def test_the_whole_program_of_highs_costs_the_same(demands, sites, p, seed):
    rng = np.random.default_rng(seed)
    cost = np.rint(np.hypot(*(rng.random((2, demands, 1)) - rng.random((2, 1, sites)))) * 1000) * rng.integers(
        1, 20, (demands, 1)
    )
    found = choose_sites(np.ascontiguousarray(cost.T), p, required=np.empty(0, dtype=np.int64))
    assert found.proved
    assert found.total == pytest.approx(median_by_highs(cost, p), abs=1e-3)


@pytest.mark.parametrize("seed", range(4))
def test_a_search_that_stops_early_still_bounds_the_best(seed):
    rng = np.random.default_rng(seed)
    cost = np.ascontiguousarray(rng.integers(0, 1000, (40, 120)).astype(float))
    none = np.empty(0, dtype=np.int64)
    full = choose_sites(cost, 6, required=none)
    short = choose_sites(cost, 6, required=none, effort=1e-5)
    assert full.proved
    assert short.bound <= full.total <= short.total


@pytest.mark.parametrize("divisible", [True, False])
def test_many_demands_with_capacities_are_bounded_by_prices(divisible, monkeypatch):
    from petasentra.siting import capacities

    rng = np.random.default_rng(5)
    costs = np.rint(rng.random((60, 12)) * 100)
    weight, capacity = rng.integers(1, 9, 60), rng.integers(40, 120, 12)
    ask = {"p": 5, "method": "capacitated", "weight": weight, "capacity": capacity, "divisible": divisible}
    exact = ps.locate(None, None, costs, **ask)
    monkeypatch.setattr(capacities, "_WHOLE_PROGRAM", 0)
    bounded = ps.locate(None, None, costs, **ask)
    assert exact.proved
    assert bounded.bound <= exact.objective + 1e-6 <= bounded.objective + 2e-6
    assert bounded.gap < 0.15
