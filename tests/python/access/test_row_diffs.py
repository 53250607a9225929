"""Two answers of every kind side by side: by id, what it was and is, how much that is, and why there is none."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from drawn_journeys import network_of, places

import petasentra as ps

#: A bridge of 2.5 km with a way round of 7.5 km, and a road behind it: 6, 18 and 6 minutes.
NET = network_of(
    [(0, 0), (2500, 0)], [(0, 0), (0, 2500), (2500, 2500), (2500, 0)], [(2500, 0), (5000, 0)], [(0, 9000), (100, 9000)]
)
SHUT = NET.scenario("car", close=[0], title="jembatan putus")
LOST = NET.scenario("car", close=[2])
WEST = places((0, 0), nama=["barat"])
EAST = places((2500, 0), (4000, 0), (0, 9000), nama=["tengah", "timur", "pulau"], jiwa=[10, 20, 40])


def both(ask: Any, shut: ps.RoadCosts = SHUT) -> tuple[Any, Any]:
    return ask("car"), ask(shut)


def rows(found: Any, *keys: str) -> dict[Any, dict[str, Any]]:
    return {tuple(row[key] for key in keys): row for row in found.all_rows.to_pylist()}


def test_nearest_targets() -> None:
    near = places((-2000, 0), (0, 2600), nama=["x", "y"])
    assert near is not None
    before, after = both(lambda how: NET.nearest(EAST, WEST, origin_id="nama", target_id="nama", vehicle=how))
    found = before.diff(after)
    assert repr(found) == "RowChanges: 3 origins and ranks (1 same, 2 worse)"
    row = rows(found, "origin", "rank")["tengah", 1]
    assert (row["minutes_before"], row["minutes_after"], row["change_min"]) == (6.0, 18.0, 12.0)
    assert (row["target_before"], row["target_after"], row["outcome"]) == ("barat", "barat", "worse")
    assert len(before.diff(before)) == 0
    assert [one.en for one in found.causes] == ["Closed: number 0 (1 edge)"]
    lost = before.diff(NET.nearest(EAST, WEST, origin_id="nama", target_id="nama", vehicle=LOST))
    row = rows(lost, "origin", "rank")["timur", 1]
    assert (row["outcome"], row["status_after"]) == ("lost", "origin_road_closed")
    assert (row["reason_en"], row["reason_id"]) == ("The road of the origin is closed.", "Jalan tempat asal ditutup.")
    assert rows(lost, "origin", "rank")["pulau", 1]["outcome"] == "same"


def test_another_target_at_the_same_distance_is_told() -> None:
    net = network_of([(0, 0), (2500, 0)], [(0, 0), (-2500, 0)])
    at = places((2500, 0), (-2500, 0))
    before = net.nearest(places((0, 0)), at)
    found = before.diff(net.nearest(places((0, 0)), at, vehicle=net.scenario("car", close=[0])))
    (row,) = found.all_rows.to_pylist()
    assert (row["target_before"], row["target_after"], row["change_min"], row["outcome"]) == (0, 1, 0.0, "other")


def test_catchments_of_nodes() -> None:
    before, after = both(lambda how: NET.catchments(EAST[:2], facility_id="nama", vehicle=how), LOST)
    found = before.diff(after)
    assert len(found.all_rows) == NET.node_count
    assert found.counts["lost"] == 1  # the end of the road behind
    assert found.counts["same"] == NET.node_count - 1


def test_amounts_within_reach() -> None:
    before, after = both(
        lambda how: ps.access.cumulative(
            NET, places((0, 0), (4000, 0), nama=["a", "b"]), EAST, minutes=[6, 10, 30], amount="jiwa",
            origin_id="nama", vehicle=how,
        )
    )  # fmt: skip
    found = rows(before.diff(after), "origin", "minutes")
    assert {key: row["change"] for key, row in found.items()} == {
        ("a", 6.0): -10, ("a", 10.0): -30, ("a", 30.0): 0, ("b", 6.0): 0, ("b", 10.0): 0, ("b", 30.0): 0
    }  # fmt: skip
    assert found["a", 10.0]["outcome"] == "worse"
    off = before.diff(
        ps.access.cumulative(
            NET, places((0, 0), (4000, 0), nama=["a", "b"]), EAST, minutes=[6, 10, 30], amount="jiwa",
            origin_id="nama", vehicle=LOST,
        )
    )  # fmt: skip
    row = rows(off, "origin", "minutes")["b", 6.0]
    assert (row["outcome"], row["change"], row["reason_en"]) == ("lost", None, "The road of the place is closed.")


def test_floating_catchments() -> None:
    before, after = both(
        lambda how: ps.access.two_step_fca(
            NET, EAST, WEST, demand="jiwa", supply=6, minutes=15, origin_id="nama", facility_id="nama", vehicle=how
        )
    )
    found = rows(before.diff(after), "origin")
    assert found["tengah",]["access_before"] == pytest.approx(0.2)
    assert found["tengah",]["change"] == pytest.approx(-0.2)
    assert found["tengah",]["outcome"] == "worse"
    assert found["pulau",]["outcome"] == "same"
    (row,) = before.diff_facilities(after).all_rows.to_pylist()
    assert (row["facility"], row["demand_within_before"], row["demand_within_after"]) == ("barat", 30.0, 0.0)
    assert row["outcome"] == "lost"
    pairs = ps.access.floating_catchments([0], [0], [1], demand=[1], supply=[1])
    assert len(pairs.diff(pairs)) == 0 == len(pairs.diff(pairs).causes)


def test_journeys() -> None:
    before, after = both(lambda how: NET.paths(WEST, EAST, every=True, origin_id="nama", target_id="nama", vehicle=how))
    found = rows(before.diff(after), "journey", "origin", "target")
    row = found[0, "barat", "tengah"]
    assert (row["way_before"], row["way_after"]) == ([0], [1])
    assert (row["km_before"], row["km_after"], row["change_km"], row["outcome"]) == (2.5, 7.5, 5.0, "worse")
    assert found[2, "barat", "pulau"]["outcome"] == "same"


def test_intervals() -> None:
    ask = {"origin_id": "nama", "target_id": "nama"}
    before, after = both(lambda how: NET.travel_interval(WEST, EAST, vehicle=how, **ask))
    found = before.diff(after)
    row = rows(found, "origin", "target")["barat", "tengah"]
    assert row["change_min"] == 12.0
    assert row["change_shortest_min"] == pytest.approx(10.0)
    assert row["change_longest_min"] == pytest.approx(20.0)
    assert found.counts["worse"] == 2
    reach = both(lambda how: NET.isochrone_interval(WEST, 7, vehicle=how))
    assert reach[0].diff(reach[1]).counts["worse"] == 3
    people = both(
        lambda how: ps.access.interval(ps.access.cumulative, NET, WEST, EAST, minutes=15, amount="jiwa", vehicle=how)
    )
    (row,) = people[0].diff(people[1]).all_rows.to_pylist()
    assert (row["amount_before"], row["amount_after"], row["outcome"]) == (30.0, 0.0, "worse")


def test_ground_gained_and_lost() -> None:
    some = places((0, 0), (4000, 0), (0, 9000), nama=["a", "b", "c"])
    before, after = both(lambda how: NET.isochrones(some, [6, 12], place_id="nama", vehicle=how))
    found = before.diff(after)
    ground = found.ground.to_geopandas()
    assert len(ground) == 2 * 6 == 2 * len(found.all_areas)
    assert ground["change"].tolist() == ["gained", "lost"] * 6
    shapes = [one.areas.to_geopandas().set_index(["place", "minutes"]).geometry for one in (before, after)]
    for row in ground.itertuples():
        old, new = (side[row.place, row.minutes] for side in shapes)
        if row.change == "lost":
            old, new = new, old
        assert row.area_ha == pytest.approx(new.difference(old).area / 1e4, abs=1e-9)
        assert (row.geometry is None) == (row.area_ha == 0.0)
    lost = ground.set_index(["place", "minutes", "change"])["area_ha"]
    assert lost["a", 6.0, "lost"] > 20 > 1e-6 > lost["a", 6.0, "gained"]
    assert lost["c", 6.0, "lost"] == 0.0
    changes = dict(zip(zip(found.all_areas["place"], found.all_areas["minutes"], strict=True),
                       found.all_areas["change_ha"].tolist(), strict=True))  # fmt: skip
    for key, change in changes.items():
        assert change == pytest.approx(lost[(*key, "gained")] - lost[(*key, "lost")], abs=1e-6)
    none = NET.isochrones(some[:0], 6)
    assert len(none.diff(none).ground) == 0


def test_ground_of_a_network_in_degrees() -> None:
    line = [shapely.LineString([(112.0, -7.5), (112.05, -7.5)]), shapely.LineString([(112.05, -7.5), (112.1, -7.5)])]
    roads = gpd.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 2}, geometry=line, crs=4326)
    net = ps.RoadNetwork.from_layer(roads, columns="rbi")
    at = gpd.GeoDataFrame(geometry=[shapely.Point(112.04, -7.5)], crs=4326)
    before, after = (net.isochrones(at, 9, vehicle=how) for how in ("car", net.scenario("car", close=[1])))
    ground = before.diff(after).ground
    assert ground["area_ha"][0] == pytest.approx(0.0, abs=0.1)
    assert ground["area_ha"][1] > 10


def test_answers_about_other_things_are_refused() -> None:
    one = NET.nearest(EAST, WEST, origin_id="nama")
    with pytest.raises(ps.OptionError, match="different origins and ranks"):
        one.diff(NET.nearest(EAST[:2], WEST, origin_id="nama"))
    turned = NET.nearest(EAST.iloc[::-1], WEST, origin_id="nama")
    assert len(one.diff(turned)) == 0
    assert np.array_equal(one.diff(turned).all_rows["minutes_before"], one["minutes"], equal_nan=True)


def test_other_places_and_other_answers_are_refused() -> None:
    one, here = NET.nearest(EAST[:1], WEST), places((100, 0))
    for other in (None, NET.travel_times(EAST[:1], WEST)):
        with pytest.raises(ps.OptionError, match="can be compared with another NearestTargets"):
            one.diff(other)  # type: ignore[arg-type]
    with pytest.raises(ps.OptionError, match="another place"):
        one.diff(NET.nearest(here, WEST))
    with pytest.raises(ps.OptionError, match="another place"):
        one.diff(NET.nearest(EAST[:1], here))
    assert [one.en for one in NET.isochrones(WEST, 7).diff(NET.isochrones(WEST, 7, width_m=90)).causes] == [
        "Width along the roads: 50 m -> 90 m"
    ]
    assert NET.nearest(WEST, EAST[2:], k=2, limit_m=0)["status"] == ["no_way", "no_target"]
    assert NET.travel_interval(WEST, places((0, 50000))).within(9) == ["target_off_road"]
