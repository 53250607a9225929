"""The nearest places, and the facility of every node: against the matrix of travel times."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

import petasentra as ps


@pytest.fixture(scope="module")
def town() -> ps.RoadNetwork:
    random = np.random.default_rng(7)
    lines = [
        shapely.LineString([(500 * x, 500 * y), (500 * x + dx, 500 * y + 500 - dx)])
        for x in range(9)
        for y in range(9)
        for dx in (0, 500)
        if random.random() < 0.7
    ]
    roads = gpd.GeoDataFrame(
        {"highway": random.choice(["primary", "residential"], len(lines)),
         "oneway": random.choice(["yes", "no"], len(lines), p=[0.2, 0.8])},
        geometry=lines, crs=32749,
    )  # fmt: skip
    return ps.RoadNetwork.from_layer(roads, columns="osm")


def places(seed: int, count: int) -> gpd.GeoDataFrame:
    random = np.random.default_rng(seed)
    names = [f"tempat {number}" for number in range(count)]
    return gpd.GeoDataFrame({"nama": names}, geometry=shapely.points(random.uniform(-400, 4900, (count, 2))), crs=32749)


@pytest.mark.parametrize("k", [1, 4, 64])
def test_the_nearest_are_those_of_all_travel_times(town: ps.RoadNetwork, k: int) -> None:
    origins, targets = places(1, 70), places(2, 50)
    options = {"limit_m": 200, "origin_id": "nama", "target_id": "nama"}
    wanted = town.travel_times(origins, targets, **options).nearest(k).to_pylist()
    found = town.nearest(origins, targets, k, **options).to_pylist()
    assert found == wanted
    assert {row["status"] for row in found} >= {"reached", "origin_off_road"}


def test_every_node_has_the_facility_that_is_nearest(town: ps.RoadNetwork) -> None:
    facilities = places(3, 6)
    found = town.catchments(facilities, facility_id="nama", limit_m=300)
    nodes = town.nodes()
    assert len(found) == len(nodes)
    wanted = town.nearest(nodes.to_geopandas(), facilities, target_id="nama", limit_m=300)
    assert found["facility"] == wanted["target"]
    assert np.array_equal(np.asarray(found["minutes"]), np.asarray(wanted["minutes"]), equal_nan=True)
    away = town.catchments(facilities, facility_id="nama", limit_m=300, to_facility=False)
    assert away["facility"] != found["facility"]  # one-way roads


def test_without_facilities_no_node_reaches_one(town: ps.RoadNetwork) -> None:
    found = town.catchments(places(1, 0))
    assert set(found["status"]) == {"no_target"}
    assert len(found) == len(town.nodes())


@pytest.mark.parametrize("k", [0, 65, 1.5, True])
def test_a_number_of_nearest_that_is_none_is_refused(town: ps.RoadNetwork, k: object) -> None:
    with pytest.raises(ps.OptionError, match=r"1\.\.64") as raised:
        town.nearest(places(1, 2), places(2, 2), k)  # type: ignore[arg-type]
    assert raised.value.message_id != raised.value.message_en
