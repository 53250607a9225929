"""Places and roads: every place keeps its row, and none crosses water on a straight line."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from drawn_roads import roads

import petasentra as ps
from petasentra.network.costs import UNREACHABLE

ISLANDS = [[(0, 0), (100, 0)], [(300, 0), (400, 0), (500, 0)], [(400, 0), (400, 90)]]


def test_every_factory_of_kudus_has_a_row_and_the_distance_shapely_finds(shared):
    path = shared / "roads" / "kudus_rbi25k.gpkg"
    network = ps.RoadNetwork.from_layer(ps.read_layer(path, layer="jalan"), columns="rbi", tolerance_m=2)
    points = ps.read_layer(path, layer="industri")
    snap = network.snap(points, limit_m=100, component="largest", costs=network.costs("heavy_truck"))
    assert len(snap) == len(points) == 28
    assert set(snap["status"]) <= {"snapped", "too_far"}
    # In a plane made for the place, with none of our code.
    edges = network.edges().to_geopandas()
    usable = edges[(edges["component"] == network.core.largest_component) & (edges["road_class"] != "Jalan Setapak")]
    metric = shapely.union_all(usable.to_crs("+proj=aeqd +lat_0=-6.8 +lon_0=110.85").geometry.values)
    wanted = points.to_geopandas().to_crs("+proj=aeqd +lat_0=-6.8 +lon_0=110.85").distance(metric)
    assert np.allclose(snap["distance_m"], wanted, rtol=2e-3, atol=0.05)
    for status, metres in zip(snap["status"], snap["distance_m"], strict=True):
        assert (status == "snapped") == (metres <= 100)


def test_the_strait_is_not_crossed():
    network = ps.RoadNetwork.from_layer(roads(ISLANDS))
    snap = network.snap(x=[150, 150, 310], y=[0, 0, 5], limit_m=120, component="largest")
    assert snap["status"] == ["too_far", "too_far", "snapped"]
    assert snap["distance_m"].tolist() == [150, 150, 5]
    assert "150 m" in snap["reason_en"][0]
    assert "melebihi batas" in snap["reason_id"][0]
    assert snap["reason_en"][2] is None


def test_components_are_chosen_by_number_list_size_and_word():
    network = ps.RoadNetwork.from_layer(roads(ISLANDS))
    ask = {"x": [50], "y": [1], "limit_m": 1000}
    assert network.snap(**ask)["component"].tolist() == [0]
    assert network.snap(**ask, component="largest")["component"].tolist() == [1]
    assert network.snap(**ask, component=[0, 1])["component"].tolist() == [0]
    assert network.snap(**ask, min_nodes=3)["component"].tolist() == [1]
    assert network.snap(**ask, min_nodes=30)["status"] == ["no_road"]
    for wrong in (7, -1, "mainland", [], 1.5):
        with pytest.raises(ps.OptionError):
            network.snap(**ask, component=wrong)
    for wrong in (-1, float("nan"), float("inf")):
        with pytest.raises(ps.OptionError, match="limit_m"):
            network.snap(x=[50], y=[1], limit_m=wrong)


def test_places_without_coordinates_keep_their_row():
    network = ps.RoadNetwork.from_layer(roads(ISLANDS))
    points = geopandas.GeoDataFrame(geometry=[shapely.Point(50, 1), None, shapely.Point()], crs=32749)
    assert network.snap(points)["status"] == ["snapped", "no_geometry", "no_geometry"]
    assert network.snap(x=[np.nan], y=[0.0])["status"] == ["no_geometry"]
    assert len(network.snap(x=[], y=[])) == 0
    with pytest.raises(ps.CrsError):
        network.snap(points.set_crs(None, allow_override=True))


def test_places_come_in_any_system():
    network = ps.RoadNetwork.from_layer(roads([[(640_000, 9_160_000), (640_100, 9_160_000)]]))
    points = geopandas.GeoDataFrame(geometry=[shapely.Point(640_050, 9_160_020)], crs=32749).to_crs(4326)
    assert network.snap(points)["distance_m"][0] == pytest.approx(20, abs=1e-3)


def test_costs_to_the_ends_obey_one_way_and_add_up():
    lines = roads([[(0, 0), (100, 0)]], kelas=["Jalan Lokal"], arah=["Satu Arah"])
    network = ps.RoadNetwork.from_layer(lines, columns={"road_class": "kelas", "one_way": "arah"})
    costs = network.costs("car")
    snap = network.snap(x=[25, 0], y=[10, 9000], costs=costs)
    assert snap.leave_to[0] + snap.arrive_from[0] == costs.deciseconds[0] == 144
    assert snap.arrive_from[0] == 36
    assert snap.leave_from[0] == snap.arrive_to[0] == UNREACHABLE
    assert snap.access[0] == 72  # 10 m at 5 km/h, as the profile states
    assert all(column[1] == UNREACHABLE for column in (snap.leave_to, snap.arrive_from, snap.access))
    assert network.snap(x=[25], y=[10], costs=costs, access_km_per_h=36).access[0] == 10
    with pytest.raises(ps.OptionError):
        network.snap(x=[25], y=[10], costs=costs, access_km_per_h=0)


def test_a_road_that_the_vehicle_cannot_use_is_no_place_to_begin():
    lines = roads([[(0, 0), (100, 0)], [(0, 50), (100, 50)]], kelas=["Jalan Setapak", "Jalan Lokal"])
    network = ps.RoadNetwork.from_layer(lines, columns={"road_class": "kelas"})
    assert network.snap(x=[50], y=[5])["edge"].tolist() == [0]
    assert network.snap(x=[50], y=[5], costs=network.costs("car"))["edge"].tolist() == [1]


def test_the_answer_does_not_depend_on_threads():
    random = np.random.default_rng(3)
    network = ps.RoadNetwork.from_layer(roads([random.uniform(0, 1000, (5, 2)).tolist() for _ in range(50)]))
    x, y = random.uniform(0, 1000, (2, 2000))
    tables = [network.snap(x=x, y=y, threads=threads).table.to_arrow() for threads in (1, 2, 5)]
    assert tables[0].equals(tables[1])
    assert tables[0].equals(tables[2])
