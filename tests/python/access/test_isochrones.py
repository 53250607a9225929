"""What is within reach of places: roads and ground, every place and limit with a row."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

import petasentra as ps


def ring(size: float = 4000.0) -> ps.RoadNetwork:
    corners = [(0, 0), (size, 0), (size, size), (0, size), (0, 0)]
    lines = [shapely.LineString(pair) for pair in zip(corners, corners[1:], strict=False)]
    roads = gpd.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 4}, geometry=lines, crs=32749)
    return ps.RoadNetwork.from_layer(roads, columns="rbi")


def at(*xy: tuple[float, float]) -> gpd.GeoDataFrame:
    names = [f"tempat {number}" for number in range(len(xy))]
    return gpd.GeoDataFrame({"nama": names}, geometry=shapely.points(list(xy)), crs=32749)


def test_roads_and_ground_grow_with_the_minutes() -> None:
    found = ring().isochrones(at((2000, 0), (90_000, 0)), [12, 6, 48], place_id="nama", width_m=100)
    rows = [(row["place"], row["minutes"], row["status"]) for row in found.areas.to_arrow().to_pylist()]
    assert rows == [
        ("tempat 0", 6.0, "reached"), ("tempat 1", 6.0, "off_road"), ("tempat 0", 12.0, "reached"),
        ("tempat 1", 12.0, "off_road"), ("tempat 0", 48.0, "reached"), ("tempat 1", 48.0, "off_road"),
    ]  # fmt: skip
    km = np.asarray(found.areas["road_km"])
    assert km.tolist() == pytest.approx([5.0, 0.0, 10.0, 0.0, 16.0, 0.0])  # 25 km/h, both ways, then all of the ring
    areas = found.areas.to_geopandas().geometry
    assert areas.isna().tolist() == [False, True] * 3
    assert len(areas.iloc[4].interiors) == 1  # the block of houses inside the ring
    assert areas.iloc[0].within(areas.iloc[2].buffer(1e-6))
    roads = found.roads.to_geopandas()
    assert roads.geometry.length.sum() == pytest.approx(16_000)
    assert set(roads["place"]) == {"tempat 0"}


def test_one_area_for_all_places_is_that_of_each_joined() -> None:
    places = at((1000, 0), (2500, 0), (90_000, 0))
    each, joined = (ring().isochrones(places, [6, 12], width_m=100, together=one) for one in (False, True))
    assert joined.areas["status"] == ["reached", "reached"]
    assert len(joined.areas) == 2
    apart, one = each.areas.to_geopandas(), joined.areas.to_geopandas()
    assert one["place"].isna().all()
    for number, limit in enumerate((6, 12)):
        wanted = apart.geometry[apart["minutes"] == limit].union_all()
        assert one.geometry.iloc[number].symmetric_difference(wanted).area < 1.0
    assert len(ring().isochrones(places.iloc[2:], 6, together=True).areas) == 1
    assert ring().isochrones(places.iloc[2:], 6, together=True).areas["status"] == ["off_road"]


def test_water_is_no_ground_and_takes_no_road_away() -> None:
    lake = gpd.GeoDataFrame(geometry=[shapely.box(-500, -90, 4500, -20)], crs=32749)
    dry, wet = (ring().isochrones(at((2000, 0)), 6, width_m=100, water=water) for water in (None, lake))
    assert wet.areas["area_ha"][0] < dry.areas["area_ha"][0]
    assert wet.areas["road_km"].tolist() == dry.areas["road_km"].tolist()


def test_isochrones_of_a_network_in_degrees_are_made_in_metres() -> None:
    roads = gpd.GeoDataFrame(
        {"REMARK": ["Jalan Lokal"]}, geometry=[shapely.LineString([(112.2, -7.5), (112.3, -7.5)])], crs=4326
    )
    net = ps.RoadNetwork.from_layer(roads, columns="rbi")
    place = gpd.GeoDataFrame(geometry=[shapely.Point(112.25, -7.5)], crs=4326)
    found = net.isochrones(place, 6, width_m=50)
    assert found.areas.crs.authority_code == "EPSG:32749"
    assert found.areas["road_km"][0] == pytest.approx(5.0, rel=1e-3)
    assert found.areas["area_ha"][0] == pytest.approx(5000 * 100 / 1e4, rel=0.03)
    assert net.isochrones(place.iloc[:0], 6).areas.columns == found.areas.columns


def test_who_can_come_is_another_question_on_a_one_way_road() -> None:
    roads = gpd.GeoDataFrame(
        {"highway": ["residential"], "oneway": ["yes"]},
        geometry=[shapely.LineString([(0, 0), (10_000, 0)])],
        crs=32749,
    )
    net = ps.RoadNetwork.from_layer(roads, columns="osm")
    place = at((5000, 0))
    ahead, behind = (net.isochrones(place, 6, to_place=to).roads.to_geopandas() for to in (False, True))
    assert ahead.total_bounds[0] == pytest.approx(5000)
    assert behind.total_bounds[2] == pytest.approx(5000)


@pytest.mark.parametrize(("minutes", "width_m"), [(-1, 50), ([], 50), (float("inf"), 50), (5, 0), (5, float("nan"))])
def test_limits_and_widths_that_make_no_sense_are_refused(minutes, width_m) -> None:
    with pytest.raises(ps.OptionError) as raised:
        ring().isochrones(at((0, 0)), minutes, width_m=width_m)
    assert raised.value.message_id != raised.value.message_en


@pytest.fixture(scope="module")
def one_way_town() -> ps.RoadNetwork:
    random = np.random.default_rng(7)
    lines = [
        shapely.LineString([(300 * x, 300 * y), (300 * x + dx, 300 * y + 300 - dx)])
        for x in range(8)
        for y in range(8)
        for dx in (0, 300)
        if random.random() < 0.8
    ]
    facts = {
        "highway": random.choice(["residential", "primary", "track"], len(lines)),
        "oneway": random.choice(["yes", "no", "-1"], len(lines)),
    }
    return ps.RoadNetwork.from_layer(gpd.GeoDataFrame(facts, geometry=lines, crs=32749), columns="osm")


@pytest.mark.parametrize("to_place", [False, True])
def test_reached_nodes_are_those_within_the_time(one_way_town: ps.RoadNetwork, to_place: bool) -> None:
    net, limit = one_way_town, 8.0
    random = np.random.default_rng(3)
    start = gpd.GeoDataFrame(
        {"nama": list("abcdef")},
        geometry=[*shapely.points(random.uniform(0, 2100, (4, 2))), shapely.Point(300, 600), shapely.Point(0, 99_000)],
        crs=32749,
    )
    found = net.isochrones(start, [3, limit], place_id="nama", to_place=to_place).nodes
    nodes = net.nodes().to_geopandas()
    nodes["number"] = np.arange(len(nodes))
    ends = (nodes, start) if to_place else (start, nodes)
    minutes = net.travel_times(*ends, limit_m=500).minutes
    minutes = minutes.T if to_place else minutes
    wanted = {
        (start["nama"][row], column): minutes[row, column]
        for row in range(len(start))
        for column in range(len(nodes))
        if minutes[row, column] <= limit
    }
    rows = found.to_geopandas()
    keys = list(zip(rows["place"], rows["node"], strict=True))
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys) > 50
    assert dict(zip(keys, rows["minutes"], strict=True)) == pytest.approx(wanted)
    assert (rows.geometry.to_numpy() == nodes.geometry.to_numpy()[rows["node"]]).all()


def test_where_nothing_is_reached_there_are_no_nodes() -> None:
    found = ring().isochrones(at((90_000, 0)), 6, place_id="nama").nodes
    assert (len(found), found.columns[:3]) == (0, ["place", "node", "minutes"])


def test_water_that_crosses_itself_is_mended_and_told() -> None:
    knot = shapely.Polygon([(1000, -80), (3000, 80), (3000, -80), (1000, 80)])
    nowhere = shapely.Polygon([(0, 0), (5, 5), (0, 0)])
    water = gpd.GeoDataFrame(geometry=[shapely.box(500, 20, 510, 30), knot, nowhere], crs=32749)
    dry, wet = (ring().isochrones(at((2000, 0)), 6, width_m=100, water=one) for one in (None, water))
    assert dry.findings["code"] == []
    assert wet.findings["code"] == ["WATER_MENDED", "WATER_LEFT_OUT"]
    assert wet.findings["feature_id"] == ["1", "2"]
    assert dry.areas["area_ha"][0] - wet.areas["area_ha"][0] == pytest.approx(16.01, rel=1e-6)


def test_ground_within_reach_of_a_network_in_web_mercator_is_measured_in_metres() -> None:
    roads = gpd.GeoDataFrame(
        {"REMARK": ["Jalan Lokal"]}, geometry=[shapely.LineString([(112.2, -7.5), (112.3, -7.5)])], crs=4326
    )
    place = gpd.GeoDataFrame(geometry=[shapely.Point(112.25, -7.5)], crs=4326)
    degrees, flat = (
        ps.RoadNetwork.from_layer(roads.to_crs(crs), columns="rbi").isochrones(place, 6, width_m=50)
        for crs in (4326, 3857)
    )
    assert flat.areas.crs.authority_code == "EPSG:32749"
    assert flat.areas["area_ha"].tolist() == pytest.approx(degrees.areas["area_ha"].tolist(), rel=1e-4)
