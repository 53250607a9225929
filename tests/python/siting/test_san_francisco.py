"""What spopt publishes of 205 tracts and 16 stores in San Francisco, over distances along streets."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from siting_by_trying import every_choice, least_shared, median_by_highs

import petasentra as ps

#: What spopt's tests hold as known for four stores (its tests of p-median and MCLP, version 0.7.0).
MEAN_DISTANCE = 2982.1268579890657
UNCOVERED, PERCENT_COVERED = 21, 89.75609756097561
LIMIT_M, STORES = 5000.0, 4


class City(NamedTuple):
    """Tracts, how many people live in each, stores, and metres between them, shape (tracts, stores)."""

    tracts: list[str]
    people: np.ndarray
    stores: list[str]
    metres: np.ndarray


@pytest.fixture(scope="module")
def city():
    path = Path(__file__).resolve().parents[2] / "data" / "spopt" / "san-francisco.csv"
    (_, _, *stores), *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    people = np.array([float(row[1]) for row in rows])
    return City([row[0] for row in rows], people, stores, np.array([row[2:] for row in rows], dtype=float))


def test_the_published_mean_distance_of_the_p_median(city):
    assert city.metres.shape == (205, 16)
    found = ps.locate(None, None, city.metres, p=STORES, weight=city.people)
    assert found.proved
    assert found.objective / city.people.sum() == pytest.approx(MEAN_DISTANCE, rel=1e-14)
    assert [city.stores[one] for one in found.chosen] == ["Store_2", "Store_11", "Store_12", "Store_15"]


def test_the_published_coverage(city):
    found = ps.locate(None, None, city.metres, p=STORES, weight=city.people, method="mclp", cover_cost=LIMIT_M)
    assert found.proved
    covered = (city.metres[:, found.chosen] <= LIMIT_M).any(axis=1)
    assert int((~covered).sum()) == UNCOVERED == found.demand["status"].count("uncovered")
    assert 100 * covered.mean() == pytest.approx(PERCENT_COVERED, rel=1e-14)
    assert found.objective == city.people[covered].sum()


@pytest.mark.parametrize("p", range(1, 17))
def test_every_number_of_stores_by_trying_all_of_them(city, p):
    weighted = city.metres * city.people[:, None]
    near = city.metres <= LIMIT_M
    choices = [list(one) for one in every_choice(16, p)]
    assert len(choices) <= 12_870
    least = min(weighted[:, one].min(axis=1).sum() for one in choices)
    most = max(city.people[near[:, one].any(axis=1)].sum() for one in choices)
    found = ps.locate(None, None, city.metres, p=p, weight=city.people)
    assert (found.objective, found.proved) == (pytest.approx(least, rel=1e-12), True)
    covering = ps.locate(None, None, city.metres, p=p, weight=city.people, method="mclp", cover_cost=LIMIT_M)
    assert (covering.objective, covering.proved) == (most, True)


def test_the_whole_program_and_stores_that_have_to_be(city):
    weighted = city.metres * city.people[:, None]
    assert ps.locate(None, None, city.metres, p=6, weight=city.people).objective == pytest.approx(
        median_by_highs(weighted, 6), rel=1e-9
    )
    required = [city.stores.index("Store_1"), city.stores.index("Store_19")]
    found = ps.locate(None, None, city.metres, p=5, weight=city.people, required=required, forbidden=[3, 8])
    least = min(
        weighted[:, list(one)].min(axis=1).sum() for one in every_choice(16, 5, required=required, forbidden=(3, 8))
    )
    assert (found.objective, found.proved) == (pytest.approx(least, rel=1e-12), True)


def test_capacities_that_bind(city):
    room = np.full(16, 0.4 * city.people.sum())
    found = ps.locate(
        None, None, city.metres, p=3, weight=city.people, method="capacitated", capacity=room, unreached=1e6
    )
    least = least_shared(city.metres, city.people, room, 3, 1e6)
    assert (found.objective, found.proved) == (pytest.approx(least, rel=1e-9), True)
    assert least > 1.001 * ps.locate(None, None, city.metres, p=3, weight=city.people).objective
