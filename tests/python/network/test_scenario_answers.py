"""What a scenario does to answers: where places stand, intervals, planned roads."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from drawn_roads import roads
from hypothesis import given, settings
from hypothesis import strategies as st

import petasentra as ps
from petasentra.network.costs import UNREACHABLE

#: A grid of 6 x 6 places 250 m apart, which a car on a local road covers in 36 s.
GRID = [[(250 * x, 250 * y), (250 * (x + dx), 250 * (y + 1 - dx))]
        for x in range(6) for y in range(6) for dx in (0, 1) if x + dx < 6 and y + 1 - dx < 6]  # fmt: skip


RBI = {"road_class": "REMARK", "status": "STSJRN", "name": "NAMRJL"}  # STSJRN: 1 is planned, 2 is there


def at(*xy: tuple[float, float]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=[shapely.Point(*one) for one in xy], crs=32749)


def grid() -> ps.RoadNetwork:
    return ps.RoadNetwork.from_layer(roads(GRID, REMARK=["Jalan Lokal"] * len(GRID)), columns="rbi")


NET = grid()


def test_a_place_whose_road_is_closed_stays_there_and_is_cut_off() -> None:
    lines = [[(0, 0), (250, 0)], [(250, 0), (500, 0)], [(0, 100), (250, 0)]]
    net = ps.RoadNetwork.from_layer(roads(lines, REMARK=["Jalan Lokal"] * 3), columns="rbi")
    places = at((125, 1), (400, 0), (250, 0))
    shut = net.scenario("car", close=[0])
    after = net.travel_times(places, places, vehicle=shut)
    assert after.origins["status"] == ["road_closed", "snapped", "snapped"]
    assert after.origins["edge"].tolist() == [0, 1, 0]  # the last stands at the end of its edge
    assert after.origins["reason_en"][0] == "The road of this place is closed in the scenario."
    assert after.origins["reason_id"][0] == "Jalan tempat ini ditutup dalam skenario."
    status = np.array([row["status"] for row in after.table.to_pylist()]).reshape(3, 3)
    assert status[0].tolist() == ["origin_road_closed"] * 3
    assert status[1].tolist() == ["target_road_closed", "reached", "reached"]
    critical = net.paths(places, places, every=True, vehicle="car").criticality([0])
    assert int(critical["lost"][0]) == 5  # who stays where he is is cut off, too
    paths = net.paths(places, places, every=True, vehicle=shut)
    assert paths.status == status.reshape(-1).tolist()
    assert net.nearest(places, places, vehicle=shut)["status"] == ["origin_road_closed", "reached", "reached"]
    reach = net.isochrones(places, 5, vehicle=shut)
    assert reach.areas["status"] == ["road_closed", "reached", "reached"]
    people = ps.access.cumulative(net, places, places, minutes=9, vehicle=shut)
    assert people.table["status"] == ["road_closed", "on_road", "on_road"]
    shared = ps.access.two_step_fca(net, places, places, demand=1, supply=1, minutes=9, vehicle=shut)
    assert shared.table["status"] == ["road_closed", "reached", "reached"]
    assert net.travel_interval(places, places, vehicle=shut).within(60) == ["origin_road_closed", "surely", "surely"]


def test_what_one_closed_edge_does_is_what_criticality_says() -> None:
    places = at((10, 3), (375, 0), (1250, 500), (700, 1000), (250, 250), (1000, 1130))
    before = NET.travel_times(places, places).deciseconds.astype(np.int64)
    critical = NET.paths(places, places, every=True).criticality()
    assert len(critical) > 5
    for edge, lost, longer in zip(critical["edge"], critical["lost"], critical["longer"], strict=True):
        shut = NET.scenario("car", close=[int(edge)])
        after = NET.travel_times(places, places, vehicle=shut).deciseconds
        gone = after == UNREACHABLE
        assert (int(gone.sum()), int((after[~gone] > before[~gone]).sum())) == (lost, longer)


def test_only_on_request_a_place_looks_for_another_road() -> None:
    # Along the lane it is 500 m to the target; the main road beside it is nearer to the target.
    lines = [[(0, 0), (250, 0)], [(250, 0), (500, 0)], [(250, 20), (500, 0)]]
    net = ps.RoadNetwork.from_layer(roads(lines, REMARK=["Jalan Lokal"] * 3), columns="rbi")
    places = at((240, 4), (500, 0))
    today = net.travel_times(places, places, vehicle="car").deciseconds[0, 1]
    assert net.travel_times(places, places, vehicle=net.scenario("car", close=[0])).deciseconds[0, 1] == UNREACHABLE
    anew = net.travel_times(places, places, vehicle=net.scenario("car", close=[0], resnap=True))
    assert anew.origins["status"][0] == "snapped"
    assert anew.origins["edge"][0] != 0
    assert today < anew.deciseconds[0, 1] < UNREACHABLE
    # A longer detour beforehand: now closing the road lets the journey begin nearer to its end.
    longer = ps.RoadNetwork.from_layer(
        roads([[(250, 0), (0, 0), (0, 900), (500, 900), (500, 0)], [(250, 20), (500, 0)]], REMARK=["Jalan Lokal"] * 2),
        columns="rbi",
    )
    before = longer.travel_times(places, places, vehicle="car").deciseconds[0, 1]
    shut = {resnap: longer.scenario("car", close=[0], resnap=resnap) for resnap in (False, True)}
    assert longer.travel_times(places, places, vehicle=shut[True]).deciseconds[0, 1] < before
    assert longer.travel_times(places, places, vehicle=shut[False]).deciseconds[0, 1] == UNREACHABLE


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, len(GRID) - 1), max_size=20),
    st.lists(st.tuples(st.floats(-50, 1300), st.floats(-50, 1300)), min_size=1, max_size=6),
    st.sampled_from([1.0, 0.5, 0.3]),
)
def test_closing_and_slowing_never_shorten_a_journey(
    shut: list[int], xy: list[tuple[float, float]], share: float
) -> None:
    places = at(*xy)
    before = NET.travel_times(places, places, vehicle="car")
    after = NET.travel_times(places, places, vehicle=NET.scenario("car", close=shut, slower={"local": share}))
    assert (after.deciseconds >= before.deciseconds).all()
    counts = before.diff(after).counts
    assert counts["better"] == counts["gained"] == 0


@pytest.mark.parametrize("which", ["min", "likely", "max"])
def test_a_scenario_keeps_its_changes_at_all_speeds(which: str) -> None:
    places = at((0, 0), (625, 3), (1250, 1250), (130, 0))
    shut = NET.scenario("car", close=[0, 7], slower={"local": 0.8}, title="banjir")
    found = NET.travel_interval(places, places, vehicle=NET.scenario(NET.costs("car", which=which), like=shut))
    for times, speeds in ((found.shortest, "max"), (found.likely, "likely"), (found.longest, "min")):
        alone = NET.scenario("car", close=[0, 7], slower={"local": 0.8}, which=speeds)
        assert (times.deciseconds == NET.travel_times(places, places, vehicle=alone).deciseconds).all()
        assert times.costs.title == "banjir"
    reached = found.likely.deciseconds[0, 1:3]
    assert (found.shortest.deciseconds[0, 1:3] < reached).all()
    assert (reached < found.longest.deciseconds[0, 1:3]).all()


def test_costs_changed_by_hand_have_no_interval() -> None:
    from dataclasses import replace

    today = NET.costs("car")
    half = replace(today, deciseconds=today.deciseconds // 2)
    with pytest.raises(ps.OptionError, match="changed by hand"):
        NET.travel_interval(at((0, 0)), at((250, 0)), vehicle=half)
    assert NET.travel_interval(at((0, 0)), at((250, 0)), vehicle=today).longest.deciseconds[0, 0] == 600


def test_planned_roads_wait_until_they_are_opened() -> None:
    lines = [[(0, 0), (2500, 0)], [(2500, 0), (2500, 2500)], [(0, 0), (1250, 1250), (2500, 2500)]]
    layer = roads(lines, REMARK=["Jalan Lokal"] * 3, STSJRN=["2", "2", "1"], NAMRJL=["a", "b", "Jl. Rencana"])
    built = {how: ps.RoadNetwork.from_layer(layer, columns=RBI, planned=how) for how in (False, "waiting", True)}
    places = at((0, 0), (2500, 2500), (1250, 1250))
    net = built["waiting"]
    assert net.edges()["waiting"].tolist() == [False, False, True]
    assert net.costs("car").reasons["planned"] == 1
    today = net.travel_times(places[:2], places[:2])
    assert (today.deciseconds == built[False].travel_times(places[:2], places[:2]).deciseconds).all()
    later = built[True].travel_times(places[:2], places[:2])
    for build in (True, "jl. rencana", [2], gpd.GeoDataFrame(geometry=[shapely.Point(1250, 1250)], crs=32749)):
        opened = net.scenario("car", build=build)
        assert opened.reasons["planned"] == 0
        assert (net.travel_times(places[:2], places[:2], vehicle=opened).deciseconds == later.deciseconds).all()
    assert net.scenario("car", build=True).changes[0] == (
        "Dibuka: semua jalan rencana (1 ruas)", "Opened: all planned roads (1 edge)"
    )  # fmt: skip
    # Who stands at the planned road begins there only where that is asked for.
    assert net.travel_times(places, places, vehicle=opened).origins["status"][2] == "too_far"
    anew = net.scenario("car", build=True, resnap=True)
    assert net.travel_times(places, places, vehicle=anew).origins["status"][2] == "snapped"
    interval = net.travel_interval(places[:2], places[:2], vehicle=opened)
    assert interval.longest.deciseconds[0, 1] > later.deciseconds[0, 1]
    both = net.scenario(opened, close=[2])
    assert (net.travel_times(places[:2], places[:2], vehicle=both).deciseconds == today.deciseconds).all()
    with pytest.raises(ps.OptionError, match="Edge 0 is not planned"):
        net.scenario("car", build=[0])
    with pytest.raises(ps.OptionError, match="'Jl. Rencana'"):
        net.scenario("car", build="Jl. Rencna")
    with pytest.raises(ps.OptionError, match="planned="):
        ps.RoadNetwork.from_layer(layer, columns=RBI, planned="soon")


def test_a_planned_road_that_the_vehicle_cannot_use_is_told() -> None:
    lines = [[(0, 0), (100, 0)], [(100, 0), (200, 0)]]
    layer = roads(lines, REMARK=["Jalan Lokal", "Jalan Apa"], STSJRN=["2", "1"], NAMRJL=["a", "b"])
    net = ps.RoadNetwork.from_layer(layer, columns=RBI, planned="waiting")
    opened = net.scenario("car", build=True)
    assert opened.reasons["class_unknown"] == 1
    assert opened.changes[0].en == "Opened: all planned roads (1 edge), 1 of them still closed to this vehicle"


def test_a_network_that_waits_is_stored_with_it(tmp_path: object) -> None:
    lines = [[(0, 0), (2500, 0)], [(2500, 0), (2500, 2500)], [(0, 0), (2500, 2500)]]
    layer = roads(lines, REMARK=["Jalan Lokal"] * 3, STSJRN=["2", "2", "1"], NAMRJL=["a", "b", "c"])
    net = ps.RoadNetwork.from_layer(layer, columns=RBI, planned="waiting")
    net.save(f"{tmp_path}/net.psn")
    opened = ps.RoadNetwork.open(f"{tmp_path}/net.psn")
    built = [one.scenario("car", build=True).deciseconds.tolist() for one in (net, opened)]
    assert built[0] == built[1]
    assert opened.costs("car").reasons["planned"] == 1


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=2, unique=True),
        min_size=1, max_size=4,
    ),
    st.booleans(),
)  # fmt: skip
def test_added_roads_answer_as_a_network_built_with_them(
    added: list[list[tuple[int, int]]], with_hierarchy: bool
) -> None:
    # Along the lines of the grid: every time is a whole number of tenths, so rounding cannot tell the two apart.
    bent = [[(250 * ax, 250 * ay), (250 * bx, 250 * ay), (250 * bx, 250 * by)] for (ax, ay), (bx, by) in added]
    kept = GRID[::2]
    base = ps.RoadNetwork.from_layer(roads(kept, REMARK=["Jalan Lokal"] * len(kept)), columns="rbi")
    if with_hierarchy:
        base.hierarchy()
    more = roads(bent, REMARK=["Jalan Lokal"] * len(bent)).to_crs(4326)
    made = base.with_roads(more, columns="rbi", crossings=True)
    lines = kept + bent
    anew = ps.RoadNetwork.from_layer(
        roads(lines, REMARK=["Jalan Lokal"] * len(lines)), columns="rbi", crossings=True, tolerance_m=0.01
    )
    places = at(*[(250.0 * x, 250.0 * y) for x in range(6) for y in range(6)])
    today = made.travel_times(places, places, limit_m=1)
    crossed = ps.RoadNetwork.from_layer(roads(kept, REMARK=["Jalan Lokal"] * len(kept)), columns="rbi", crossings=True)
    assert (today.deciseconds == crossed.travel_times(places, places, limit_m=1).deciseconds).all()
    opened = made.scenario("car", build=True, resnap=True)
    after, other = (
        net.travel_times(places, places, limit_m=1, vehicle=costs) for net, costs in ((made, opened), (anew, "car"))
    )
    assert (after.deciseconds == other.deciseconds).all()
    reach = [net.isochrones(places[:4], 2, vehicle=costs, limit_m=1) for net, costs in ((made, opened), (anew, "car"))]
    assert np.allclose(reach[0].areas["road_km"], reach[1].areas["road_km"])
    # Where places keep standing, opening roads never lengthens.
    stay = made.travel_times(places, places, limit_m=1, vehicle=made.scenario("car", build=True))
    assert (stay.deciseconds <= today.deciseconds).all()


def test_added_roads_keep_what_there_was() -> None:
    made = NET.with_roads(roads([[(125, 0), (125, 250)]], REMARK=["Jalan Lokal"]), columns="rbi", tolerance_m=1)
    old, new = NET.edges().to_geopandas(), made.edges().to_geopandas()
    assert made.node_count == NET.node_count + 2
    assert made.edge_count == NET.edge_count + 3
    same = old.geometry == new.geometry[: len(old)]
    assert (~same).sum() == 2
    assert new.geometry[: len(old)][~same].length.tolist() == [125.0, 125.0]
    assert new["waiting"].tolist() == [False] * (len(old) + 2) + [True]
    assert made.fingerprint != NET.fingerprint
    with pytest.raises(ps.OptionError, match="another network"):
        made.travel_times(at((0, 0)), at((1, 1)), vehicle=NET.costs("car"))
    with pytest.raises(ps.CrsError):
        NET.with_roads(roads([[(0, 0), (1, 1)]], crs=None))
