"""How journeys are made is said once: by keyword, by `ps.Journey`, or by both."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from typing import Any

import numpy as np
import pytest
from drawn_journeys import network_of, places

import petasentra as ps


@pytest.fixture
def roads() -> ps.RoadNetwork:
    return network_of([(0, 0), (2000, 0)])


def test_keywords_and_a_journey_say_the_same(roads: ps.RoadNetwork) -> None:
    at = places((0, 0), (1000, 300), (2000, 0))
    truck = ps.Journey("light_truck", which="min", limit_m=400)
    by_journey = roads.travel_times(at, at, journey=truck)
    by_keyword = roads.travel_times(at, at, vehicle="light_truck", which="min", limit_m=400)
    assert np.array_equal(by_journey.deciseconds, by_keyword.deciseconds)
    assert by_journey.origins.counts == {"snapped": 3}


def test_a_keyword_goes_before_the_journey(roads: ps.RoadNetwork) -> None:
    at = places((0, 0), (1000, 300))
    found = roads.travel_times(at, at, journey=ps.Journey("light_truck", limit_m=400), limit_m=200)
    assert found.costs.profile.name == "light_truck"
    assert found.origins.counts == {"snapped": 1, "too_far": 1}


def test_it_is_one_value(roads: ps.RoadNetwork) -> None:
    one = ps.Journey(as_of="2026-02-01", component=[np.int64(0)], limit_m=np.float32(250))
    assert one == ps.Journey(as_of=date(2026, 2, 1), component=0, limit_m=250)
    assert len({one, ps.Journey(as_of=date(2026, 2, 1), component=(0,), limit_m=250)}) == 1
    with pytest.raises(FrozenInstanceError):
        one.limit_m = 3.0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vehicle", None), ("vehicle", 7), ("which", "fastest"), ("which", None), ("as_of", 20260101), ("as_of", "now"),
        ("without_class", 3), ("limit_m", "far"), ("limit_m", -1), ("limit_m", np.nan), ("limit_m", None),
        ("limit_m", True), ("component", [[1], [1, 2]]), ("component", "small"), ("component", 1.5), ("component", -1),
        ("component", True), ("component", []), ("component", [2**40]),
    ],
)  # fmt: skip
def test_what_is_not_of_its_kind_is_refused(roads: ps.RoadNetwork, name: str, value: Any) -> None:
    at = places((0, 0))
    with pytest.raises(ps.OptionError, match=name):
        ps.Journey(**{name: value})
    with pytest.raises(ps.OptionError, match=name):
        roads.travel_times(at, at, **{name: value})


def test_a_journey_is_a_journey(roads: ps.RoadNetwork) -> None:
    at = places((0, 0))
    with pytest.raises(ps.OptionError, match="journey"):
        roads.travel_times(at, at, journey="car")  # type: ignore[arg-type]


def test_an_interval_asks_at_all_speeds(roads: ps.RoadNetwork) -> None:
    at = places((0, 0))
    with pytest.raises(ps.OptionError, match="all three speeds"):
        roads.travel_interval(at, at, which="min")


def test_progress_of_an_interval_goes_from_0_to_1_once(roads: ps.RoadNetwork) -> None:
    at, shares = places((0, 0), (500, 0)), []
    roads.travel_interval(at, at, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert min(shares) < 0.5


def test_the_nearest_have_an_interval() -> None:
    roads = network_of([(0, 0), (9000, 0)], [(0, 5000), (10, 5000)])
    found = roads.travel_interval(places((0, 0), (0, 5000), (0, 8000)), places((5000, 0), (2500, 0)))
    rows = found.nearest(2).to_pylist()
    assert [(row["origin"], row["rank"], row["target"], row["status"]) for row in rows] == [
        (0, 1, 1, "reached"), (0, 2, 0, "reached"), (1, 1, None, "no_way"), (1, 2, None, "no_way"),
        (2, 1, None, "origin_off_road"), (2, 2, None, "origin_off_road"),
    ]  # fmt: skip
    assert (rows[1]["minutes_min"], rows[1]["minutes"], rows[1]["minutes_max"]) == (10, 12, 20)
    assert found.within(6) == ["likely", "no_way", "origin_off_road"]


def test_as_many_targets_as_are_asked_for_keep_their_minutes() -> None:
    roads = network_of([(0, 0), (9000, 0)])
    times = roads.travel_times(places((0, 0)), places((7500, 0), (2500, 0), (5000, 0)))
    rows = times.nearest(3).to_pylist()
    assert [(row["target"], row["minutes"]) for row in rows] == [(1, 6), (2, 12), (0, 18)]


def test_without_targets_every_rank_says_so() -> None:
    roads = network_of([(0, 0), (9000, 0)])
    nobody = places((0, 0)).iloc[:0]
    rows = roads.travel_interval(places((0, 0)), nobody).nearest(2).to_pylist()
    assert [(row["target"], row["minutes"], row["status"]) for row in rows] == [(None, None, "no_target")] * 2
