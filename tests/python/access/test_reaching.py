"""Cumulative opportunities, gravity and catchments on a network: against the matrix of travel times."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

import petasentra as ps
from petasentra.access import Decay, cumulative, floating_catchments, gravity, two_step_fca


@pytest.fixture(scope="module")
def town() -> ps.RoadNetwork:
    random = np.random.default_rng(5)
    lines = [
        shapely.LineString([(500 * x, 500 * y), (500 * x + dx, 500 * y + 500 - dx)])
        for x in range(9)
        for y in range(9)
        for dx in (0, 500)
        if random.random() < 0.8
    ]
    kinds = random.choice(["Jalan Arteri", "Jalan Lokal", "Jalan Lain"], len(lines))
    return ps.RoadNetwork.from_layer(gpd.GeoDataFrame({"REMARK": kinds}, geometry=lines, crs=32749), columns="rbi")


def places(seed: int, count: int) -> gpd.GeoDataFrame:
    random = np.random.default_rng(seed)
    return gpd.GeoDataFrame(
        {"jiwa": random.integers(1, 900, count)},
        geometry=shapely.points(random.uniform(-400, 4900, (count, 2))),
        crs=32749,
    )


def test_cumulative_sums_are_those_of_the_matrix(town: ps.RoadNetwork) -> None:
    origins, targets = places(1, 60), places(2, 45)
    minutes = town.travel_times(origins, targets).minutes
    found = cumulative(town, origins, targets, minutes=[9, 3, 6], amount="jiwa")
    assert found.minutes == (3.0, 6.0, 9.0)
    for number, limit in enumerate(found.minutes):
        wanted = np.where(minutes <= limit + 1e-9, targets["jiwa"].to_numpy(), 0).sum(axis=1)
        assert np.array_equal(found.sums[:, number], np.where(found.origins.on_road, wanted, np.nan), equal_nan=True)
    assert (found.sums[:, 2] > found.sums[:, 0]).any()


def test_gravity_sums_are_those_of_the_matrix(town: ps.RoadNetwork) -> None:
    origins, targets = places(1, 60), places(2, 45)
    minutes = town.travel_times(origins, targets).minutes
    found = gravity(town, origins, targets, decay=Decay.exponential(4), minutes=20, amount="jiwa")
    wanted = (np.where(minutes <= 20, np.exp(-minutes / 4), 0) * targets["jiwa"].to_numpy()).sum(axis=1)
    assert found.sums[:, 0] == pytest.approx(np.where(found.origins.on_road, wanted, np.nan), rel=1e-9, nan_ok=True)


@pytest.mark.parametrize("choice", [False, True])
def test_catchments_on_the_network_are_those_of_all_its_pairs(town: ps.RoadNetwork, choice: bool) -> None:
    origins, targets = places(1, 60), places(2, 45)
    minutes = town.travel_times(origins, targets).minutes
    found = two_step_fca(
        town, origins, targets, demand="jiwa", supply=12, minutes=8, decay=Decay.gaussian(5), choice=choice
    )
    rows, columns = np.indices(minutes.shape)
    wanted = floating_catchments(
        rows.reshape(-1), columns.reshape(-1), minutes.reshape(-1), demand=origins["jiwa"], supply=np.full(45, 12),
        limit=8 + 1e-9, decay=Decay.gaussian(5), choice="within_limit" if choice else None,
    )  # fmt: skip
    off_road = np.array([status != "snapped" for status in town.snap(origins)["status"]])
    assert found.access == pytest.approx(np.where(off_road, np.nan, wanted.access), rel=1e-9, nan_ok=True)
    assert off_road.any()
    told = ["off_road" if off else word for off, word in zip(off_road, wanted.origin_status, strict=True)]
    assert found.origin_status == told
    assert found.origin_status.count("none_within") > 0


def test_every_origin_has_a_row_and_those_off_the_roads_say_so(town: ps.RoadNetwork) -> None:
    origins = gpd.GeoDataFrame({"nama": ["jauh", "dekat"]}, geometry=shapely.points([(90_000, 0), (10, 10)]), crs=32749)
    found = cumulative(town, origins, places(2, 45), minutes=5, origin_id="nama")
    assert [(row["origin"], row["status"]) for row in found.table.to_pylist()] == [
        ("jauh", "off_road"),
        ("dekat", "on_road"),
    ]
    assert np.isnan(found.sums[0]).all()  # not known, where nothing tells the way to a road
    assert repr(found) == "Reached: 2 origins within 5 minutes, 1 of them off the roads"


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"minutes": -1}, ps.OptionError),
        ({"minutes": float("nan")}, ps.OptionError),
        ({"minutes": 5, "amount": "jiwo"}, ps.SchemaError),
        ({"minutes": 5, "amount": [1, 2]}, ps.OptionError),
        ({"minutes": 5, "amount": -1}, ps.OptionError),
        ({"minutes": 5, "vehicle": "kapal"}, ps.OptionError),
    ],
)
def test_what_makes_no_sense_is_refused_in_both_languages(town: ps.RoadNetwork, options, error) -> None:
    with pytest.raises(error) as raised:
        cumulative(town, places(1, 3), places(2, 3), **options)
    assert raised.value.message_id != raised.value.message_en


def test_a_floating_catchment_names_its_places_and_tells_of_its_facilities(town: ps.RoadNetwork) -> None:
    origins, targets = places(1, 60), places(2, 45)
    origins["desa"] = [f"desa {row}" for row in range(60)]
    targets["ipal"] = range(100, 145)
    found = two_step_fca(
        town, origins, targets, demand="jiwa", supply=12, minutes=8, origin_id="desa", facility_id="ipal"
    )
    assert found.table["origin"] == list(origins["desa"])
    rows = found.facilities.to_pylist()
    assert [row["facility"] for row in rows] == list(range(100, 145))
    within = town.travel_times(origins, targets).minutes <= 8 + 1e-9
    wanted = (within * origins["jiwa"].to_numpy()[:, None]).sum(axis=0)
    assert [row["demand_within"] for row in rows] == pytest.approx(wanted)
    off_road = [status != "snapped" for status in town.snap(targets)["status"]]
    for row, demand, off in zip(rows, wanted, off_road, strict=True):
        assert row["ratio"] == (pytest.approx(12 / demand) if demand else None)
        assert row["status"] == ("off_road" if off else "reached" if demand else "none_within")


def test_no_limit_is_no_question(town: ps.RoadNetwork) -> None:
    with pytest.raises(ps.OptionError, match="minutes"):
        cumulative(town, places(1, 3), places(2, 3), minutes=[])
