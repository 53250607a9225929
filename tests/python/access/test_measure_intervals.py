"""Measures and isochrones at three speeds: bounds that hold the likely answer, and a word for how sure it is."""

from __future__ import annotations

import numpy as np
import pytest
from drawn_journeys import network_of, places

import petasentra as ps
from petasentra.access import Decay, cumulative, floating_catchments, gravity, interval, two_step_fca

NET = network_of([(0, 0), (20_000, 0)], [(0, 9000), (400, 9000)])
ORIGINS = places((1000, 0), (5000, 0), (7000, 0), (20_000, 0), (9, 9000), (0, 50_000), nama=list("abcdef"))
GATE = places((0, 0), jiwa=[100])


def test_what_is_reached_has_bounds_and_a_word() -> None:
    found = interval(cumulative, NET, ORIGINS, GATE, minutes=15, amount="jiwa", origin_id="nama")
    rows = [tuple(row.values()) for row in found.table.to_pylist()]
    assert found.table.columns == ["origin", "minutes", "amount_min", "amount", "amount_max", "status"]
    assert rows[1:] == [
        ("b", 15, 0, 100, 100, "on_road"), ("c", 15, 0, 0, 100, "on_road"), ("d", 15, 0, 0, 0, "on_road"),
        ("e", 15, 0, 0, 0, "on_road"), ("f", 15, None, None, None, "off_road"),
    ]  # fmt: skip
    assert found.at_least(100) == ["surely", "likely", "perhaps", "no", "no", "origin_off_road"]
    assert found.at_least(101)[:5] == ["no"] * 5
    assert "6 origins" in repr(found)


@pytest.mark.parametrize("which", ["min", "likely", "max"])
def test_each_of_the_three_is_the_answer_at_its_speeds(which: str) -> None:
    decay = Decay.linear(60)
    found = interval(gravity, NET, ORIGINS, GATE, decay=decay, vehicle="light_truck", limit_m=400)
    one = gravity(NET, ORIGINS, GATE, decay=decay, vehicle="light_truck", limit_m=400, which=which)
    same = {"min": found.slow, "likely": found.likely, "max": found.fast}[which]
    assert np.array_equal(one.sums, same.sums, equal_nan=True)
    assert (found.lowest <= one.sums)[one.origins.on_road].all()
    assert (found.highest >= one.sums)[one.origins.on_road].all()


def test_faster_roads_may_bring_more_competitors() -> None:
    # b reaches the plant only at the largest speeds; then a has to share.
    origins, plant = places((1000, 0), (7000, 0)), places((0, 0))
    found = interval(two_step_fca, NET, origins, plant, demand=10, supply=10, minutes=15)
    assert [one.access.tolist() for one in (found.slow, found.likely, found.fast)] == [[1, 0], [1, 0], [0.5, 0.5]]
    assert (found.lowest.tolist(), found.highest.tolist()) == ([0.5, 0], [1, 0.5])
    assert found.at_least(1) == ["likely", "no"]
    assert found.table.columns == ["origin", "access_min", "access", "access_max", "status"]


def test_only_measures_at_speeds_that_are_not_said_yet() -> None:
    with pytest.raises(ps.OptionError, match="no measure"):
        interval(floating_catchments, [0], [0], [1], demand=[1], supply=[1])  # type: ignore[type-var]
    with pytest.raises(ps.OptionError, match="all three speeds"):
        interval(cumulative, NET, ORIGINS, GATE, minutes=15, which="min")


def test_a_scenario_is_asked_at_all_speeds() -> None:
    by_costs = interval(cumulative, NET, ORIGINS, GATE, minutes=15, journey=ps.Journey(NET.costs("car", which="min")))
    by_name = interval(cumulative, NET, ORIGINS, GATE, minutes=15, vehicle="car")
    assert by_costs.table.to_pylist() == by_name.table.to_pylist()
    shut = interval(cumulative, NET, ORIGINS, GATE, minutes=15, vehicle=NET.scenario("car", close=[0]))
    assert np.nanmax(shut.highest) < np.nanmax(by_name.highest)
    assert set(shut.at_least(1)) <= {"no", "origin_road_closed", "origin_off_road"}


def test_progress_goes_from_0_to_1_once() -> None:
    shares: list[float] = []
    interval(cumulative, NET, ORIGINS, GATE, minutes=15, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_isochrones_lie_within_each_other() -> None:
    place = places((9000, 0), (0, 50_000), nama=["kota", "laut"])
    found = NET.isochrone_interval(place, [6, 12], place_id="nama", width_m=80)
    rows = found.areas.to_geopandas()
    assert len(rows) == 3 * 2 * 2
    assert found.areas.columns[0] == "sureness"
    assert list(dict.fromkeys(rows["sureness"])) == ["surely", "likely", "perhaps"]
    for limit in (6, 12):
        km = rows[(rows["minutes"] == limit) & (rows["place"] == "kota")].set_index("sureness")["road_km"]
        assert km.to_list() == pytest.approx([0.5 * limit, limit * 5 / 6, limit])  # 15, 25, 30 km/h, both ways
        shapes = rows[(rows["minutes"] == limit) & (rows["place"] == "kota")].geometry.tolist()
        assert shapes[0].within(shapes[1].buffer(1e-6))
        assert shapes[1].within(shapes[2].buffer(1e-6))
    assert set(rows[rows["place"] == "laut"]["status"]) == {"off_road"}
    for one, which in ((found.surely, "min"), (found.likely, "likely"), (found.perhaps, "max")):
        alone = NET.isochrones(place, [6, 12], place_id="nama", width_m=80, which=which)
        assert alone.areas["road_km"].tolist() == one.areas["road_km"].tolist()
