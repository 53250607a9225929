"""Roads closed or slower on the same network, told in words."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from drawn_roads import roads

import petasentra as ps
from petasentra.network.costs import UNREACHABLE
from petasentra.network.scenario_words import changes_between


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


def test_a_layer_that_meets_no_road_says_so(net: ps.RoadNetwork) -> None:
    beside = gpd.GeoDataFrame(geometry=[shapely.box(5000, 0, 5010, 10), shapely.box(6000, 0, 6010, 10)], crs=32749)
    scenario = net.scenario("car", close=beside, title="banjir")
    assert closed(scenario) == []
    assert scenario.changes == (
        ("Ditutup: 0 ruas yang bersentuhan dengan 2 bentuk, 2 di antaranya tidak mengenai jalan",
         "Closed: 0 edges that meet 2 shapes, 2 of them meet no road"),
    )  # fmt: skip
    (found,) = scenario.findings.to_pylist()
    assert (found["code"], found["severity"], found["feature_id"]) == ("SCENARIO_NO_EDGE", "warning", "banjir")
    assert scenario.changes[0].en in found["message_en"]
    assert "within_m=" in found["hint_id"]
    # Also in what is built on it; a change that does concern roads is none.
    assert net.scenario(scenario, close=[0]).findings["code"] == ["SCENARIO_NO_EDGE"]
    assert net.scenario("car", close=[0], slower={"local": 0.5}).findings["code"] == []
    nowhere = net.scenario("car", slower={"toll": 0.5})
    assert [row["code"] for row in nowhere.findings.to_pylist()] == ["SCENARIO_NO_EDGE"]


def test_an_empty_list_closes_nothing_and_says_so(net: ps.RoadNetwork) -> None:
    for none in ([], np.flatnonzero(np.zeros(7, dtype=bool))):
        scenario = net.scenario("car", close=none)
        assert scenario.changes == (("Ditutup: tidak satu pun (0 ruas)", "Closed: none that was named (0 edges)"),)
        assert scenario.findings["code"] == ["SCENARIO_NO_EDGE"]


def test_a_class_slowed_again_says_what_is_left(net: ps.RoadNetwork) -> None:
    today = net.costs("car")
    once = net.scenario("car", slower={"local": 0.5})
    twice = net.scenario(once, slower={"local": 0.5})
    assert (twice.deciseconds[:2] == 4 * today.deciseconds[:2]).all()
    assert [one.en for one in twice.changes] == [
        "Class local: at 50 % of its speed (3 edges)",
        "Class local: at 50 % of its speed (3 edges, slowed once more: now 25 %)",
    ]
    assert twice.changes[1].id == "Kelas local: 50 % kecepatan sebelumnya (3 ruas, diperlambat lagi: kini 25 %)"
    # The same where the first comes from another scenario.
    assert net.scenario("car", like=once, slower={"local": 0.5}).changes == twice.changes


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
    assert in_degrees.changes[0].id == "Ditutup: 1 ruas dalam 10 m dari 2 bentuk, 1 di antaranya tidak mengenai jalan"


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
    with pytest.raises(ps.OptionError, match="within_m=-1 is no number from 0 on"):
        net.scenario("car", close=ends(), within_m=-1)


def test_ferries_keep_their_crossing_when_a_class_is_slowed() -> None:
    lines = [[(0, 0), (250, 0)], [(250, 0), (500, 0)]]
    net = ps.RoadNetwork.from_layer(
        roads(lines, kelas=["", ""], feri=["", "ya"], lama=["", "0:10"]),
        columns={"road_class": "kelas", "ferry": "feri", "duration": "lama"},
    )
    today = net.costs("car", without_class="local")
    slow = net.scenario(today, slower={"local": 0.5})
    assert slow.deciseconds[:2].tolist() == (2 * today.deciseconds[:2]).tolist()
    assert slow.deciseconds[2:].tolist() == today.deciseconds[2:].tolist()
    assert slow.changes[0].en == "Class local: at 50 % of its speed (1 edge, ferries left out: 1)"


def test_a_word_of_the_source_goes_before_its_class_and_nothing_is_slowed_twice(net: ps.RoadNetwork) -> None:
    today = net.costs("car").deciseconds
    for names in (("local", "Jalan Lokal"), ("Jalan Lokal", "local")):
        both = net.scenario("car", slower={name: 0.5 if name == "local" else 0.25 for name in names})
        assert both.deciseconds[:6].tolist() == (4 * today[:6]).tolist()
    with pytest.raises(ps.OptionError, match="not said once"):
        net.scenario("car", slower={"local": 0.5, "Local": 0.5})


@pytest.mark.parametrize(
    "slower", [{"local": "x"}, {"local": None}, {"local": True}, ["local"], "local", 0.5, {1: 0.5}]
)
def test_what_cannot_slow_is_refused(net: ps.RoadNetwork, slower: Any) -> None:
    with pytest.raises(ps.OptionError) as caught:
        net.scenario("car", slower=slower)
    assert "slower" in str(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [{"close": 3.5}, {"close": {"a": 1}}, {"close": object()}, {"close": [None]}, {"close": True}, {"title": 3},
     {"close": [0], "within_m": "x"}, {"close": [0], "within_m": 5}, {"within_m": 5}, {"except_bridges": True},
     {"close": "Gang I", "except_bridges": True}, {"resnap": "no"}, {"like": "car"}, {"build": True}, {"build": 2.5}],
)  # fmt: skip
def test_what_makes_no_scenario_is_refused(net: ps.RoadNetwork, wrong: dict[str, Any]) -> None:
    with pytest.raises(ps.OptionError):
        net.scenario("car", **wrong)


def test_a_flood_leaves_bridges_open_if_that_is_said() -> None:
    lines = [[(0, 0), (100, 0)], [(100, 0), (200, 0)], [(200, 0), (300, 0)]]
    net = ps.RoadNetwork.from_layer(
        roads(lines, REMARK=["Jalan Lokal"] * 3, jembatan=["", "ya", ""]),
        columns={"road_class": "REMARK", "bridge": "jembatan"},
    )
    flood = gpd.GeoDataFrame(geometry=[shapely.box(50, -20, 150, 20), shapely.box(160, -9, 170, 9)], crs=32749)
    assert closed(net.scenario("car", close=flood)) == [0, 1]
    above = net.scenario("car", close=flood.to_crs(4326), except_bridges=True)
    assert closed(above) == [0]
    assert above.changes[0] == (
        "Ditutup: 1 ruas yang bersentuhan dengan 2 bentuk, 1 jembatan tetap",
        "Closed: 1 edge that meet 2 shapes, 1 bridge left",
    )


def test_a_scenario_is_told_with_its_vehicle_and_made_for_another(net: ps.RoadNetwork) -> None:
    flood = net.scenario("car", close=[1], slower={"local": 0.5}, title="banjir", as_of="2026-01-31")
    assert flood.description == (
        "banjir: Mobil, kecepatan yang mungkin, 2026-01-31; Kelas local: 50 % kecepatan semula (3 ruas); "
        "Ditutup: nomor 1 (1 ruas).",
        "banjir: Car, likely speeds, 2026-01-31; Class local: at 50 % of its speed (3 edges); "
        "Closed: number 1 (1 edge).",
    )
    truck = net.scenario("heavy_truck", like=flood, close=[4])
    assert truck.title == "banjir"
    assert closed(truck) == [1, 4]
    assert truck.description.id.startswith("banjir: Truk berat, kecepatan yang mungkin; Kelas local")
    anew = net.scenario("heavy_truck", close=[1, 4], slower={"local": 0.5})
    assert truck.deciseconds.tolist() == anew.deciseconds.tolist()
    told = changes_between(net.costs("car"), truck)
    assert [one.en for one in told] == [
        "Vehicle: Car -> Heavy truck", "Class local: at 50 % of its speed (3 edges)", "Closed: number 1 (1 edge)",
        "Closed: number 4 (1 edge)",
    ]  # fmt: skip
    assert [one.id for one in changes_between(flood, net.scenario(flood, close=[4]))] == ["Ditutup: nomor 4 (1 ruas)"]
    assert changes_between(flood, net.costs("car"))[-1].id == "Tidak lagi: Ditutup: nomor 1 (1 ruas)"
