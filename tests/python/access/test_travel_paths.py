"""Journeys as lines along the roads, and what closing a road does to them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

import petasentra as ps
from petasentra.network.costs import UNREACHABLE


def places(*xy: tuple[float, float], **columns: object) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, geometry=[shapely.Point(*one) for one in xy], crs=32749)


def network(*lines: list[tuple[float, float]]) -> ps.RoadNetwork:
    roads = gpd.GeoDataFrame({"REMARK": ["Jalan Lokal"] * len(lines)},
                             geometry=[shapely.LineString(one) for one in lines], crs=32749)  # fmt: skip
    return ps.RoadNetwork.from_layer(roads, columns="rbi")


@pytest.fixture
def town() -> ps.RoadNetwork:
    random = np.random.default_rng(4)
    lines = [[(100 * x, 100 * y), (100 * x + dx, 100 * y + 100 - dx)]
             for x in range(7) for y in range(7) for dx in (0, 100) if random.random() < 0.7]  # fmt: skip
    return network(*lines)


def test_each_journey_has_a_row_also_without_a_way() -> None:
    net = network([(0, 0), (1000, 0)], [(1000, 0), (1000, 500)], [(0, 900), (400, 900)])
    origins = places((200, 0), (200, 0), (0, 9000), (300, 0), nama=["a", "b", "c", "d"])
    targets = places((1000, 250), (100, 900), (0, 0), (300, 0), nama=["p", "q", "r", "s"])
    found = net.paths(origins, targets, limit_m=100, origin_id="nama", target_id="nama")
    rows = found.lines.to_geopandas()
    assert len(found) == len(rows) == 4
    assert list(rows["status"]) == ["reached", "no_way", "origin_off_road", "reached"]
    assert list(rows["origin"]) == ["a", "b", "c", "d"]
    assert rows.geometry[0].wkt == "LINESTRING (200 0, 1000 0, 1000 250)"
    assert rows["km"][0] == pytest.approx(1.05)
    assert [one is None for one in rows.geometry] == [False, True, True, True]
    assert (rows["km"][3], rows["minutes"][3]) == (0, 0)
    assert rows.crs == 32749
    assert found.edges.to_pylist() == [
        {"journey": 0, "edge": 0, "begin": 0.2, "end": 1.0}, {"journey": 0, "edge": 1, "begin": 0.0, "end": 0.5},
    ]  # fmt: skip
    assert repr(found) == "TravelPaths: 4 journeys, 2 of them reached"


def test_paths_cost_what_travel_times_say_and_are_as_long_as_their_lines(town: ps.RoadNetwork) -> None:
    random = np.random.default_rng(1)
    at = gpd.GeoDataFrame(geometry=shapely.points(random.uniform(0, 700, (12, 2))), crs=32749)
    found = town.paths(at, at, every=True)
    times = town.travel_times(at, at)
    off = ~np.eye(12, dtype=bool).reshape(-1)
    assert (found.deciseconds == times.deciseconds.reshape(-1))[off].all()
    rows = found.lines.to_geopandas()
    assert list(rows["status"]) == times.table["status"]
    line = rows.geometry.notna()
    assert np.allclose(rows.geometry[line].length, 1000 * rows["km"][line])
    assert rows["km"][~line].fillna(0).eq(0).all()


def test_row_by_row_needs_as_many_of_both() -> None:
    net = network([(0, 0), (1000, 0)])
    with pytest.raises(ps.OptionError, match="1 origins and 2 targets"):
        net.paths(places((0, 0)), places((0, 0), (5, 0)))
    assert len(net.paths(places((0, 0)), places((0, 0), (5, 0)), every=True)) == 2
    assert len(net.paths(places(), places()).lines) == 0


def test_criticality_is_that_of_asking_again(town: ps.RoadNetwork) -> None:
    corners = [(100.0 * x, 100.0 * y) for x, y in ((0, 0), (6, 1), (2, 5), (5, 6), (3, 3))]
    at = places(*corners)
    found = town.paths(at, at, every=True)
    critical = found.criticality()
    used = sorted(set(np.asarray(found.edges["edge"]).tolist()))
    assert critical["edge"].tolist() == used
    costs = town.costs("car")
    before = town.travel_times(at, at, vehicle=costs).deciseconds.astype(np.int64)
    asked = 0
    for row in critical.to_geopandas().itertuples():
        shut = town.scenario(costs, close=[row.edge])
        times = town.travel_times(at, at, vehicle=shut)
        standing = {int(one) for one in town.snap(at, costs=costs)["edge"]}
        if row.edge in standing:
            continue  # asked anew the place would look for another road; criticality leaves it where it is
        asked += 1
        lost = (times.deciseconds == UNREACHABLE) & (before != UNREACHABLE)
        more = np.where(lost | (before == UNREACHABLE), 0, times.deciseconds - before)
        assert (row.lost, row.longer) == (lost.sum(), (more > 0).sum())
        assert (row.more_min, row.most_min) == pytest.approx((more.sum() / 600, more.max() / 600))
    assert asked > 5


def test_edges_may_be_chosen_and_have_to_be_there(town: ps.RoadNetwork) -> None:
    found = town.paths(places((0, 0)), places((600, 600)))
    chosen = found.criticality([3, 0])
    assert chosen["edge"].tolist() == [3, 0]
    assert len(found.criticality([])) == 0
    with pytest.raises(ps.OptionError, match=f"no edge {town.edge_count}"):
        found.criticality([town.edge_count])
    for wrong in (-1, 1.7):
        with pytest.raises(ps.OptionError, match=f"is {wrong}"):
            found.criticality([wrong])
    assert found.criticality({3}).to_arrow() == found.criticality(np.array([3])).to_arrow()
