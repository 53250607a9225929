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


def test_pairs_that_are_given_keep_what_was_asked() -> None:
    def ask(cost: float = 10.0, supply: float = 6.0, **how: Any) -> ps.access.Catchments:
        asked = {"demand": [20, 10], "supply": [supply, 3], "limit": 30, **how}
        return ps.access.floating_catchments([0, 1, 1], [0, 0, 1], [cost, 20, 5], **asked)

    before = ask()
    turned = ps.access.floating_catchments([1, 0, 1], [1, 0, 0], [5, 10, 20], demand=[20, 10], supply=[6, 3], limit=30)
    assert before.diff(turned).causes == ()  # the order of pairs is no difference
    told = {
        "Limit: 30 -> 15": ask(limit=15),
        "Weight of travel times: none -> linear 40.0": ask(decay=ps.access.Decay.linear(40)),
        "Choice among facilities: none -> all": ask(choice="all"),
        "Pairs and their costs: other": ask(cost=12),
        "Supply in all: 9 -> 13": ask(supply=10),
        "Demand in all: other": ask(demand=[10, 20]),
    }
    for words, after in told.items():
        assert [one.en for one in before.diff(after).causes] == [words]
        assert [one.en for one in before.diff_facilities(after).causes] == [words]
        assert before.diff(after).causes[0].id
    with pytest.raises(ps.OptionError, match="different measures"):
        before.diff(ps.access.two_step_fca(NET, EAST, WEST, demand=1, supply=1, minutes=9))


def test_nodes_without_a_facility_to_go_to_say_why() -> None:
    def why(at: gpd.GeoDataFrame, **how: Any) -> set[str]:
        return set(NET.catchments(at, **how)["status"])

    assert why(EAST[:0]) == {"no_target"}
    assert why(places((0, 70_000))) == {"target_off_road"}
    assert why(places((3000, 0)), vehicle=LOST) == {"target_road_closed"}
    assert why(places((0, 0), (0, 70_000))) == {"reached", "no_way"}
    lost = NET.catchments(places((0, 0))).diff(NET.catchments(EAST[:0]))
    assert lost.counts["lost"] == NET.node_count - 2  # the island had none before
    assert {row["status_after"] for row in lost.all_rows.to_pylist()} == {"no_target"}
    assert all(row["reason_id"] and row["reason_en"] for row in lost.all_rows.to_pylist() if row["outcome"] == "lost")


def test_ids_that_repeat_are_matched_in_their_order() -> None:
    twice = places((0, 0), (2500, 0), nama=["a", "a"])
    before, after = both(lambda how: NET.nearest(twice, EAST[:1], origin_id="nama", target_id="nama", vehicle=how))
    assert [row["minutes_after"] for row in before.diff(after).all_rows.to_pylist()] == [18.0, 0.0]
    turned = NET.nearest(twice[::-1], EAST[:1], origin_id="nama", target_id="nama")
    with pytest.raises(ps.OptionError, match="'a' is another place") as caught:
        before.diff(turned)
    assert "origin_id=" in caught.value.hint_en


def test_a_place_with_an_id_of_its_own_may_move() -> None:
    moved = places((2500, 0), nama=["barat"])
    before = NET.nearest(WEST, EAST, origin_id="nama", target_id="nama")
    found = before.diff(NET.nearest(moved, EAST, origin_id="nama", target_id="nama"))
    (row,) = found.all_rows.to_pylist()
    assert (row["minutes_before"], row["minutes_after"], row["outcome"]) == (6.0, 0.0, "better")
    assert [one.en for one in found.causes] == ["Origins: at other places"]
    with pytest.raises(ps.OptionError, match="0 is another place"):
        NET.nearest(WEST, EAST).diff(NET.nearest(moved, EAST))


@pytest.mark.parametrize("targets", ["on_road", "off_road", "road_closed", "none"])
def test_at_least_says_why_it_cannot_say(targets: str) -> None:
    at = places((0, 0), (0, 70_000), (3000, 0))
    to = {
        "on_road": EAST[:2], "off_road": places((0, 80_000), jiwa=[1]), "road_closed": EAST[1:2], "none": EAST[:0],
    }[targets]  # fmt: skip
    word = {"on_road": "no", "off_road": "target_off_road", "road_closed": "target_road_closed", "none": "no_target"}
    own = [word[targets], "origin_off_road", "origin_road_closed"]
    reached = ps.access.interval(ps.access.cumulative, NET, at, to, minutes=9, amount="jiwa", vehicle=LOST)
    assert reached.at_least(11) == own
    shared = ps.access.interval(ps.access.two_step_fca, NET, at, to, demand=1, supply="jiwa", minutes=9, vehicle=LOST)
    assert shared.at_least(11) == own


def test_answers_on_another_network_say_so() -> None:
    other = network_of([(0, 0), (2500, 0)], [(2500, 0), (5000, 0)])
    ask = {"origin_id": "nama", "target_id": "nama"}
    found = NET.nearest(WEST, EAST, **ask).diff(other.nearest(WEST, EAST, **ask))
    assert [one.en for one in found.causes] == ["Road network: another one"]
    assert found.causes[0].id == "Jaringan jalan: lain"
    assert found.counts["same"] == 1
