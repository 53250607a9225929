"""Floating catchments: published numbers, a slow twin, and pairs that make no sense."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import petasentra as ps
from petasentra.access import Decay, floating_catchments

PEOPLE, DOCTORS = [100, 50, 10], [15, 20, 100]
#: Costs into the third tract, out of it, and between the other two; access in two steps and in three. The hospital
#: example among the tests of PySAL's `access` (BSD-3).
HOSPITALS = [
    ((40, 40, 80), (0.33144411698, 0.579828132067, 7.286418169863), (0.156256588291, 0.406216452451, 9.906351854839)),
    ((20, 40, 80), (0.435340220876, 0.683724235963, 5.727976611421), (0.173813542921, 0.423772440089, 9.643002370349)),
    ((40, 20, 80), (0.331071913161, 0.577857785779, 7.299991939492), (0.156525927418, 0.406372740952, 9.902877021057)),
    ((20, 20, 40), (0.442568395399, 0.666758279966, 5.740524646185), (0.17480214808, 0.424035508557, 9.631800976419)),
]


@pytest.mark.parametrize(("costs", "two", "three"), HOSPITALS)
def test_the_hospital_example_has_its_published_numbers(costs, two, three):
    into, out, across = costs
    origin, facility = [0, 1, 2, 0, 1, 2, 2, 0, 1], [0, 1, 2, 2, 2, 0, 1, 1, 0]
    cost = [1, 1, 1, into, into, out, out, across, across]
    options = {"demand": PEOPLE, "supply": DOCTORS, "limit": 61, "decay": Decay.power(1)}
    assert floating_catchments(origin, facility, cost, **options).access == pytest.approx(two, rel=1e-11)
    found = floating_catchments(origin, facility, cost, **options, choice="all")
    assert found.access == pytest.approx(three, rel=1e-11)


def slow(cost, demand, supply, limit, weight, choice):
    """The formulas written out, with costs as a table: origins down, facilities across."""
    within = np.where(cost <= limit, weight(cost), 0.0)
    known = within if choice == "within_limit" else np.where(np.isfinite(cost), weight(cost), 0.0)
    share = np.ones_like(cost)
    if choice is not None:
        total = known.sum(axis=1, keepdims=True)
        share = np.divide(known, total, out=np.zeros_like(known), where=total > 0)
    load = (demand[:, None] * within * share).sum(axis=0)
    ratio = np.divide(supply, load, out=np.zeros_like(load), where=load > 0)
    return (within * share * ratio).sum(axis=1)


@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([None, "within_limit", "all"]),
    st.sampled_from(["none", "linear", "exponential", "gaussian", "power"]),
)
def test_random_catchments_are_those_of_the_formulas(seed, choice, kind):
    random = np.random.default_rng(seed)
    origins, facilities = random.integers(1, 9, 2)
    cost = random.integers(0, 40, (origins, facilities)).astype(float)
    cost[random.random(cost.shape) < 0.2] = math.inf
    demand, supply = random.integers(0, 50, origins).astype(float), random.integers(0, 50, facilities).astype(float)
    decay, weight = {
        "none": (Decay(), np.ones_like),
        "linear": (Decay.linear(25), lambda c: np.clip(1 - c / 25, 0, None)),
        "exponential": (Decay.exponential(7), lambda c: np.exp(-c / 7)),
        "gaussian": (Decay.gaussian(9), lambda c: np.exp(-(c**2) / 162)),
        "power": (Decay.power(2, scale=3, nearest=2), lambda c: (np.maximum(c, 2) / 3) ** -2.0),
    }[kind]
    at = np.nonzero(np.isfinite(cost))
    order = random.permutation(at[0].size)
    pairs = at[0][order], at[1][order], cost[at][order]
    found = floating_catchments(*pairs, demand=demand, supply=supply, limit=30, decay=decay, choice=choice)
    wanted = slow(cost, demand, supply, 30, weight, choice)
    assert found.access == pytest.approx(wanted, rel=1e-9, abs=1e-12)


def test_who_reaches_nothing_has_a_row_that_says_so():
    found = floating_catchments([0, 1], [0, 1], [10, 99], demand=[1, 1, 1], supply=[2, 2], limit=50)
    assert found.table.to_pylist() == [
        {"origin": 0, "access": 2.0, "status": "reached"},
        {"origin": 1, "access": 0.0, "status": "none_within"},
        {"origin": 2, "access": 0.0, "status": "none_within"},
    ]
    assert math.isnan(found.ratio[1])
    assert found.facility_status == ["reached", "none_within"]
    assert repr(found) == "Catchments: 1 of 3 origins reach one of 2 facilities"


@pytest.mark.parametrize(
    ("origin", "cost", "demand", "words"),
    [
        ([3], [1], [1], "not there"),
        ([-1], [1], [1], "is -1"),
        ([0], [-1], [1], "cannot be negative"),
        ([0, 0], [1], [1], "one length"),
        ([0], [1], [math.nan], "Demand has to be finite"),
        ([0], [1], [-2], "Demand has to be finite"),
    ],
)
def test_pairs_that_make_no_sense_are_refused_in_both_languages(origin, cost, demand, words):
    with pytest.raises(ps.OptionError, match=words) as raised:
        floating_catchments(origin, [0], cost, demand=demand, supply=[1])
    assert raised.value.message_id != raised.value.message_en


@pytest.mark.parametrize(
    "make",
    [
        lambda: Decay.linear(0),
        lambda: Decay.gaussian(math.nan),
        lambda: Decay.power(1, nearest=0),
        lambda: Decay.steps_of({}),
        lambda: Decay.steps_of({10: -1}),
        lambda: Decay("cubic"),  # type: ignore[arg-type]
    ],
)
def test_a_decay_that_is_none_is_refused_when_it_is_made(make):
    with pytest.raises(ps.OptionError):
        make()
