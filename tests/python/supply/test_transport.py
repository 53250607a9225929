"""Transport plans beside scipy and HiGHS, in any order of rows, and tables that make no sense."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import csr_array

import petasentra as ps
from petasentra import _core
from petasentra.supply._numbers import FORBIDDEN
from petasentra.supply.transport_plan import transport

SEEDS = st.integers(0, 2**32 - 1)


def random_problem(seed, most=9, dearest=20):
    """Costs with ties and forbidden pairs, amounts that may be 0, sums that may differ."""
    random = np.random.default_rng(seed)
    sources, sinks = random.integers(1, most, 2)
    costs = random.integers(0, dearest, (sources, sinks)).astype(float)
    costs[random.random(costs.shape) < 0.2] = np.inf
    return costs, random.integers(0, 9, sources), random.integers(0, 9, sinks), random


def by_highs(costs, supply, demand, unmet_cost, leftover_cost):
    """The whole linear programme: flows, then what is left, then what is unmet."""
    sources, sinks = costs.shape
    allowed = np.isfinite(costs).ravel()
    price = np.concatenate([np.where(allowed, costs.ravel(), 0.0), leftover_cost, unmet_cost])
    rows = np.zeros((sources + sinks, len(price)))
    for i in range(sources):
        rows[i, i * sinks : (i + 1) * sinks] = 1
        rows[i, sources * sinks + i] = 1
    for j in range(sinks):
        rows[sources + j, j : sources * sinks : sinks] = 1
        rows[sources + j, sources * sinks + sources + j] = 1
    bounds = [(0, None if one else 0) for one in allowed] + [(0, None)] * (sources + sinks)
    return linprog(price, A_eq=rows, b_eq=np.concatenate([supply, demand]), bounds=bounds, method="highs").fun


@given(SEEDS)
def test_plans_cost_what_highs_finds(seed):
    costs, supply, demand, random = random_problem(seed)
    unmet_cost, leftover_cost = random.integers(0, 30, len(demand)), random.integers(0, 5, len(supply))
    plan = transport(costs, supply, demand, unmet_cost=unmet_cost, leftover_cost=leftover_cost)
    assert plan.gap == 0
    assert plan.cost == pytest.approx(by_highs(costs, supply, demand, unmet_cost, leftover_cost))


@given(SEEDS)
def test_as_much_demand_is_met_as_highs_finds_a_way_for(seed):
    costs, supply, demand, _ = random_problem(seed)
    plan = transport(costs, supply, demand)
    dear = 10_000
    found = by_highs(costs, supply, demand, np.full(len(demand), dear), np.zeros(len(supply)))
    assert plan.transport_cost + dear * plan.unmet.sum() == pytest.approx(found)
    assert [bool(why) for why in plan.reason] == (plan.unmet > 0).tolist()


@given(SEEDS)
def test_one_for_each_is_an_assignment(seed):
    random = np.random.default_rng(seed)
    costs = random.integers(-50, 50, (13, 13))
    rows, columns = linear_sum_assignment(costs)
    plan = transport(costs, np.ones(13), np.ones(13))
    assert plan.transport_cost == costs[rows, columns].sum()
    assert plan.amount.tolist() == [1] * 13


@given(SEEDS)
def test_the_order_of_rows_changes_nothing(seed):
    costs, supply, demand, random = random_problem(seed, most=14, dearest=4)
    rows, columns = random.permutation(len(supply)), random.permutation(len(demand))
    plan = transport(costs, supply, demand)
    other = transport(
        costs[rows][:, columns], supply[rows], demand[columns], source_ids=rows, sink_ids=columns, threads=1
    )
    flows = sorted(zip(rows[other.source], columns[other.sink], other.amount.tolist(), strict=True))
    assert flows == list(zip(plan.source, plan.sink, plan.amount.tolist(), strict=True))
    for name, order in [("leftover", rows), ("source_price", rows), ("unmet", columns), ("sink_price", columns)]:
        assert getattr(other, name).tolist() == getattr(plan, name)[order].tolist()
    assert other.reason == [plan.reason[column] for column in columns]


@pytest.mark.parametrize("dtype", [np.int16, np.int32, np.uint32, np.int64, np.float64])
def test_costs_of_any_type_of_number_have_one_plan(dtype):
    forbidden = np.inf if dtype is np.float64 else np.iinfo(dtype).max
    costs = np.array([[1, forbidden, 3], [forbidden, 5, 6]], dtype=dtype)
    plan = transport(costs, [4, 4], [3, 2, 3])
    assert (plan.source.tolist(), plan.sink.tolist(), plan.amount.tolist()) == (
        [0, 0, 1, 1],
        [0, 2, 1, 2],
        [3, 1, 2, 2],
    )
    assert plan.cost == 28


def test_large_tables_are_proved_by_every_pair():
    random = np.random.default_rng(4)
    places = random.integers(0, 5000, (900, 2))
    costs = np.abs(places[:400, None] - places[None, 400:]).sum(axis=2).astype(np.int32)
    supply, demand = random.integers(1, 90, 400), random.integers(1, 60, 500)
    plan = _core.transport(costs, supply, demand, threads=2)
    assert plan.proves_optimum(costs, supply, demand)
    assert not plan.proves_optimum(costs + 1, supply, demand)
    assert not plan.source.flags.writeable


@pytest.mark.parametrize(
    ("costs", "supply", "demand", "options"),
    [
        ([[1.5]], [1], [1], {}),
        ([[np.nan]], [1], [1], {}),
        ([1, 2], [1], [1, 1], {}),
        ([["near"]], [1], [1], {}),
        ([[1]], [-1], [1], {}),
        ([[1]], [1], [np.nan], {}),
        ([[1]], [1], [0.5], {}),
        ([[1]], [1, 2], [1], {}),
        ([[1]], [2**62], [1], {"unmet_cost": [2**60]}),
        ([[2**61]], [1], [1], {}),
        ([[1]], [1], [1], {"unmet_cost": [1, 2]}),
        ([[1]], [1], [1], {"leftover_cost": [-1]}),
        ([[1], [2]], [1, 1], [1], {"source_ids": ["a", "a"]}),
        ([[1], [2]], [1, 1], [1], {"source_ids": ["a"]}),
        ([[1], [2]], [1], [1], {"source_ids": ["b", "a"]}),
        ([[1]], [1], [1], {"threads": -1}),
        ([[1, 2], [3]], [1, 1], [1, 1], {}),
        ([], [], [], {}),
        (None, [1], [1], {}),
        ([[1]], "many", [1], {}),
        ([[1], [2]], [1, 1], [1], {"source_ids": [{}, object()]}),
        ([[1]], [1], [2], {"balanced": True}),
        ([[1]], [2**61], [2**61], {"unmet_cost": [2**58]}),
    ],
)
def test_numbers_that_make_no_sense_are_refused(costs, supply, demand, options):
    with pytest.raises(ps.OptionError) as refused:
        transport(costs, supply, demand, **options)
    assert refused.value.message_id
    assert refused.value.message_en


def test_sums_that_differ_are_told_if_balance_is_asked():
    assert ps.transport([[1]], [3], [3], balanced=True).amount.tolist() == [3]
    with pytest.raises(ps.OptionError, match=r"Supply adds up to 3 and demand to 4\.") as refused:
        ps.transport([[1]], [3], [4], balanced=True)
    assert "Jumlah pasokan 3, sedangkan jumlah permintaan 4." in refused.value.message_id


def test_nobody_to_send_or_to_take_is_an_answer():
    none = ps.transport(np.zeros((0, 2)), [], [3, 0])
    assert (none.unmet.tolist(), none.reason, none.first.tolist()) == ([3, 0], ["supply_exhausted", ""], [0])
    assert ps.transport(np.zeros((2, 0)), [1, 2], []).leftover.tolist() == [1, 2]


@given(SEEDS)
def test_flows_are_compressed_rows_and_the_certificate_counts_anew(seed):
    costs, supply, demand, _ = random_problem(seed)
    table = np.where(np.isfinite(costs), costs, np.iinfo(np.int32).max).astype(np.int32)
    plan = ps.transport(table, supply, demand)
    flows = csr_array((plan.amount, plan.sink, plan.first), shape=table.shape).toarray()
    assert flows.sum(axis=1).tolist() == (supply - plan.leftover).tolist()
    assert flows.sum(axis=0).tolist() == (demand - plan.unmet).tolist()
    assert plan.certificate.proven
    if len(plan.amount):
        other = ps.transport(table, supply, demand)
        table[other.source[0], other.sink[0]] += 1  # the costs are looked at where they are
        assert not other.certificate.proven


def test_what_is_forbidden_stays_forbidden_in_64_bits():
    plan = transport(np.array([[FORBIDDEN]]), [1], [1])
    assert plan.reason == ["no_way"]
    assert plan.leftover.tolist() == plan.unmet.tolist() == [1]


def test_a_caller_who_stops_is_heard():
    class Enough(Exception):
        pass

    def stop(share):
        raise Enough

    costs = np.random.default_rng(1).integers(0, 10**6, (600, 600))
    with pytest.raises(Enough):
        transport(costs, np.ones(600), np.ones(600), progress=stop)
