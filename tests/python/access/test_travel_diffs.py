"""Two answers side by side: no pair and no area is missing."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

import petasentra as ps


@pytest.fixture
def net() -> ps.RoadNetwork:
    lines = [shapely.LineString(one) for one in (
        [(0, 0), (1000, 0)], [(1000, 0), (2000, 0)], [(1000, 0), (1500, 900), (2000, 0)], [(2000, 0), (3000, 0)],
    )]  # fmt: skip
    roads = gpd.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 4}, geometry=lines, crs=32749)
    return ps.RoadNetwork.from_layer(roads, columns="rbi")


def places(*names: str) -> gpd.GeoDataFrame:
    at = {"a": (0, 0), "b": (1000, 0), "c": (2000, 0), "d": (2900, 0), "far": (0, 9000)}
    return gpd.GeoDataFrame({"nama": list(names)}, geometry=[shapely.Point(*at[one]) for one in names], crs=32749)


def test_every_pair_is_told_what_became_of_it(net: ps.RoadNetwork) -> None:
    some = places("a", "b", "d", "far")
    ask = {"origin_id": "nama", "target_id": "nama"}
    before = net.travel_times(some, some, vehicle="car", **ask)
    after = net.travel_times(some, some, vehicle=net.scenario("car", close=[1, 3]), **ask)
    found = before.diff(after)
    # c-d is closed, and d is in the middle of it; d-far had no way before.
    assert found.counts == {"same": 10, "better": 0, "worse": 0, "lost": 5, "gained": 0, "other_reason": 1}
    assert len(found) == 6
    rows = {(row["origin"], row["target"]): row for row in found.table.to_pylist()}
    assert rows["a", "d"]["status_after"] == "target_road_closed"
    assert rows["d", "a"]["status_after"] == "origin_road_closed"
    assert rows["a", "d"]["minutes_before"] == before.minutes[0, 2]
    assert rows["a", "d"]["minutes_after"] is None is rows["a", "d"]["change_min"]
    assert len(found.all_pairs) == 16
    assert repr(found) == "TravelChanges: 16 pairs (10 same, 5 lost, 1 other reason)"
    assert after.diff(before).counts["gained"] == 5
    assert len(before.diff(before)) == 0 == len(before.diff(before).table)


def test_a_way_round_is_worse_by_what_it_takes(net: ps.RoadNetwork) -> None:
    before = net.travel_times(places("a"), places("d", "b"), vehicle="car")
    after = net.travel_times(places("a"), places("d", "b"), vehicle=net.scenario("car", close=[1]))
    found = before.diff(after)
    (row,) = found.table.to_pylist()
    assert (row["origin"], row["target"], row["outcome"]) == (0, 0, "worse")
    assert row["change_min"] == pytest.approx(after.minutes[0, 0] - before.minutes[0, 0])
    assert after.diff(before).counts["better"] == 1


def test_places_are_matched_by_id_in_whatever_order(net: ps.RoadNetwork) -> None:
    before = net.travel_times(places("a", "b"), places("c", "d"), origin_id="nama", target_id="nama")
    turned = net.travel_times(places("b", "a"), places("d", "c"), origin_id="nama", target_id="nama")
    assert len(before.diff(turned)) == 0
    with pytest.raises(ps.OptionError, match="different origins: 'b' is only in that before"):
        before.diff(net.travel_times(places("a"), places("c", "d"), origin_id="nama", target_id="nama"))
    with pytest.raises(ps.OptionError, match="'far' is only in that after"):
        before.diff(net.travel_times(places("a", "b", "far"), places("c", "d"), origin_id="nama", target_id="nama"))
    none = net.travel_times(places(), places("c"))
    assert len(none.diff(none)) == 0 == len(none.diff(none).all_pairs)


def test_areas_are_told_what_became_of_them(net: ps.RoadNetwork) -> None:
    some = places("a", "d", "far")
    before = net.isochrones(some, [2, 6], place_id="nama")
    after = net.isochrones(some, [6, 2], place_id="nama", vehicle=net.scenario("car", close=[1]))
    found = before.diff(after)
    assert len(found.all_areas) == 6
    rows = {(row["place"], row["minutes"]): row for row in found.all_areas.to_pylist()}
    assert rows["a", 2.0]["change_km"] == 0.0
    assert rows["a", 6.0]["change_km"] < 0.0
    assert rows["a", 6.0]["change_ha"] == pytest.approx(
        rows["a", 6.0]["area_ha_after"] - rows["a", 6.0]["area_ha_before"]
    )
    assert rows["far", 6.0]["status_before"] == "off_road"
    assert rows["far", 6.0]["area_ha_before"] == 0.0
    assert {row["place"] for row in found.table.to_pylist()} == {"a", "d"}
    assert np.asarray(found.table["change_km"]).max() < 0
    with pytest.raises(ps.OptionError, match="places and limits"):
        before.diff(net.isochrones(some, [2], place_id="nama"))
