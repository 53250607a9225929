"""Roads closed or slower on the same network, told in words."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from drawn_roads import roads

import petasentra as ps
from petasentra.network.costs import UNREACHABLE


@pytest.fixture
def net() -> ps.RoadNetwork:
    """A bridge of 100 m, and a way round over 300 m of minor road."""
    lines = [[(0, 0), (100, 0)], [(100, 0), (200, 0)], [(200, 0), (300, 0)], [(100, 0), (100, 100)],
             [(100, 100), (200, 100)], [(200, 100), (200, 0)]]  # fmt: skip
    names = ["Jl. Raya", "Jembatan Kali Gede", "Jl. Raya", "Gang I", "Gang II", "Gang III"]
    classes = ["Jalan Lokal"] * 3 + ["Jalan Lain"] * 3
    return ps.RoadNetwork.from_layer(
        roads(lines, kelas=classes, nama=names), columns={"road_class": "kelas", "name": "nama"}
    )


def ends() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=[shapely.Point(0, 0), shapely.Point(300, 0)], crs=32749)


def closed(costs: ps.network.RoadCosts) -> list[int]:
    return np.flatnonzero((costs.deciseconds == UNREACHABLE).reshape(-1, 2).all(axis=1)).tolist()


def test_a_closed_bridge_sends_journeys_the_way_round(net: ps.RoadNetwork) -> None:
    shut = net.scenario("car", close="jembatan  kali gede", title="banjir")
    assert (shut.title, closed(shut), shut.reasons["scenario"]) == ("banjir", [1], 1)
    assert shut.changes == (("Ditutup: jembatan  kali gede (1 ruas)", "Closed: jembatan  kali gede (1 edge)"),)
    today = net.costs("car").deciseconds
    way_round = int(today[0] + today[4] + today[6] + today[8] + today[10])
    times = net.travel_times(ends(), ends(), vehicle=shut)
    assert times.deciseconds[0, 1] == way_round
    assert net.travel_times(ends(), ends(), vehicle="car").deciseconds[0, 1] == today[0] + today[2] + today[4]


def test_the_hierarchy_is_shared(net: ps.RoadNetwork) -> None:
    before = net.hierarchy()
    net.travel_times(ends(), ends(), vehicle=net.scenario("car", close=[1]))
    assert net.hierarchy() is before


def test_half_the_speed_takes_twice_as_long_and_leaves_other_classes_alone(net: ps.RoadNetwork) -> None:
    today, slow = net.costs("car"), net.scenario("car", slower={"local": 0.5})
    assert slow.deciseconds[:6].tolist() == (2 * today.deciseconds[:6]).tolist()
    assert slow.deciseconds[6:].tolist() == today.deciseconds[6:].tolist()
    assert slow.changes[0].en == "Class local: at 50 % of its speed (3 edges)"
    assert slow.reasons == today.reasons
    word = net.scenario("car", slower={"Jalan Lokal": 0.5})
    assert word.deciseconds.tolist() == slow.deciseconds.tolist()


def test_a_layer_closes_what_it_meets_and_what_is_near(net: ps.RoadNetwork) -> None:
    flood = gpd.GeoDataFrame(geometry=[shapely.box(120, 90, 180, 110)], crs=32749)
    assert closed(net.scenario("car", close=flood)) == [4]
    assert closed(net.scenario("car", close=flood, within_m=20)) == [3, 4, 5]  # 20 m itself included
    assert closed(net.scenario("car", close=flood, within_m=19.9)) == [4]
    at_bridge = gpd.GeoDataFrame(geometry=[shapely.Point(150, 5), None], crs=32749)
    assert closed(net.scenario("car", close=at_bridge)) == []
    assert closed(net.scenario("car", close=at_bridge, within_m=10)) == [1]
    in_degrees = net.scenario("car", close=at_bridge.to_crs(4326), within_m=10)
    assert closed(in_degrees) == [1]
    assert in_degrees.changes[0].id == "Ditutup: 1 ruas dalam 10 m dari 2 bentuk"


def test_a_network_in_degrees_measures_metres() -> None:
    line = gpd.GeoDataFrame(
        {"REMARK": ["Jalan Lokal"]}, geometry=[shapely.LineString([(110, -7), (110.01, -7)])], crs=4326
    )
    net = ps.RoadNetwork.from_layer(line, columns="rbi")
    point = gpd.GeoDataFrame(geometry=[shapely.Point(110.005, -7.0003)], crs=4326)  # some 33 m
    assert closed(net.scenario("car", close=point, within_m=30)) == []
    assert closed(net.scenario("car", close=point, within_m=36)) == [0]


def test_scenarios_add_up(net: ps.RoadNetwork) -> None:
    both = net.scenario(net.scenario("car", close=[1]), close=["Gang I", 5], title="dua")
    assert closed(both) == [1, 3, 5]
    assert both.reasons["scenario"] == 3
    assert len(both.changes) == 3
    assert both.deciseconds.tolist() == net.scenario("car", close=[1, 3, 5]).deciseconds.tolist()


def test_what_was_closed_before_keeps_its_reason(net: ps.RoadNetwork) -> None:
    shut = net.scenario("car", close=range(net.edge_count))
    today = net.costs("car").reasons
    assert shut.reasons["scenario"] == today["open"]
    assert shut.reasons["class_closed"] == today["class_closed"]
    assert sum(shut.reasons.values()) == sum(today.values())


def test_words_that_mean_nothing_name_the_nearest(net: ps.RoadNetwork) -> None:
    with pytest.raises(ps.OptionError, match="No road has the name 'Jembatan Kali Gedhe'") as caught:
        net.scenario("car", close="Jembatan Kali Gedhe")
    assert "'Jembatan Kali Gede'" in caught.value.hint_en
    assert "'Jembatan Kali Gede'" in caught.value.hint_id
    with pytest.raises(ps.OptionError, match="no class 'lokal'") as caught:
        net.scenario("car", slower={"lokal": 0.5})
    assert "'local'" in caught.value.hint_en
    for factor in (0.0, -1.0, 1.5, float("nan")):
        with pytest.raises(ps.OptionError, match="above 0 and at most 1"):
            net.scenario("car", slower={"local": factor})
    for number in (6, -1):
        with pytest.raises(ps.OptionError, match=f"no edge {number}"):
            net.scenario("car", close=[number])
    with pytest.raises(ps.OptionError, match="neither a name nor the number"):
        net.scenario("car", close=np.array([True] * 6))
    with pytest.raises(ps.OptionError, match="0 m or more"):
        net.scenario("car", close=ends(), within_m=-1)


@pytest.mark.parametrize("seed", range(3))
def test_closing_never_shortens(seed: int) -> None:
    random = np.random.default_rng(seed)
    lines = [[(100 * x, 100 * y), (100 * x + dx, 100 * y + 100 - dx)]
             for x in range(6) for y in range(6) for dx in (0, 100)]  # fmt: skip
    net = ps.RoadNetwork.from_layer(roads(lines, REMARK=["Jalan Lokal"] * len(lines)), columns="rbi")
    places = gpd.GeoDataFrame(geometry=shapely.points(random.integers(0, 7, (9, 2)) * 100.0), crs=32749)
    before = net.travel_times(places, places, vehicle="car").deciseconds
    shut = random.choice(net.edge_count, 8, replace=False)
    # Nobody may begin on a closed road: the places are all at crossings, and every crossing keeps an open road.
    after = net.travel_times(places, places, vehicle=net.scenario("car", close=shut))
    assert (after.deciseconds >= before).all()
