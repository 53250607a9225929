"""One place along roads: two banks of a river are near in a straight line and far by the bridge."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from drawn_units import scattered
from test_sentra_twins import by_brute_force

import petasentra as ps
from petasentra.sentra import road_distance
from petasentra.sentra.road_distance import clusters_of_pairs


def roads(lines):
    frame = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * len(lines)}, geometry=lines, crs=32649)
    return ps.RoadNetwork.from_layer(frame, columns="rbi")


def units_at(places):
    data = {"unit": range(len(places)), "produk": ["tahu"] * len(places)}
    return geopandas.GeoDataFrame(data, geometry=shapely.points(places), crs=32649)


BANKS = [
    shapely.LineString([(0, 0), (1000, 0)]),
    shapely.LineString([(0, 30), (1000, 30)]),
    shapely.LineString([(1000, 0), (1000, 30)]),
]
BOTH_BANKS = [(0, 0), (10, 0), (20, 0), (0, 30), (10, 30)]


def test_a_river_divides_what_is_near_in_a_straight_line():
    units = units_at(BOTH_BANKS)
    columns = {"product": "produk", "unit_id": "unit", "eps_m": 50}
    assert len(ps.find_sentra(units, **columns)) == 1
    found = ps.find_sentra(units, distance=roads(BANKS), **columns)
    assert (len(found), found.distance) == (0, "road")
    assert found.units["membership"] == ["alone"] * 5
    bridge = [*BANKS, shapely.LineString([(0, 0), (0, 30)])]
    again = ps.find_sentra(units, distance=roads(bridge), **columns)
    assert again.sentra["units"].tolist() == [5]
    assert again.sentra["distance"] == ["road"]
    assert again.units["membership"] == ["core", "core", "border", "core", "border"]  # 60 m between the two ends
    assert "sepanjang jalan" in again.explain(1).text()


def test_the_way_counts_to_the_centimetre_with_both_access_legs():
    """Along one road: 40 m of road and 3 m at each end."""
    line = roads([shapely.LineString([(0, 0), (200, 0)])])
    units = units_at([(0, 3), (10, 3), (20, 3), (30, 3), (40, 3)])
    for eps_m, members in ((46.0, ["core"] * 5), (45.98, ["border", "core", "core", "core", "border"])):
        found = ps.find_sentra(units, product="produk", eps_m=eps_m, distance=line)
        assert found.units["membership"] == members, eps_m


def test_a_unit_far_from_every_road_is_off_the_roads():
    line = roads([shapely.LineString([(0, 0), (200, 0)])])
    units = units_at([(0, 0), (10, 0), (20, 0), (30, 0), (40, 90)])
    found = ps.find_sentra(units, product="produk", eps_m=100, distance=line, limit_m=50)
    assert found.units["membership"] == ["alone"] * 4 + ["off_road"]
    assert found.almost["kind"] == ["one_unit_short"]


@pytest.mark.parametrize("together", [7, 40, 512])
def test_on_a_grid_of_roads_the_clusters_are_those_of_the_matrix(together, monkeypatch):
    """Streets every 100 m: the way between places at crossings is the sum of the two distances."""
    monkeypatch.setattr(road_distance, "_ORIGINS", together)
    rng = np.random.default_rng(4)
    places = rng.integers(0, 30, (150, 2)) * 100.0
    lines = [shapely.LineString([(at, 0), (at, 2900)]) for at in np.arange(0, 3000, 100.0)]
    lines += [shapely.LineString([(0, at), (2900, at)]) for at in np.arange(0, 3000, 100.0)]
    frame = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * len(lines)}, geometry=lines, crs=32649)
    net = ps.RoadNetwork.from_layer(_noded(frame), columns="rbi")
    found = ps.find_sentra(units_at(places), product="produk", unit_id="unit", eps_m=300, distance=net)
    way = np.abs(places[:, None] - places[None]).sum(axis=2)
    cluster, core = by_matrix(way, 300, 5)
    assert [one == "core" for one in found.units["membership"]] == core.tolist()
    ours = np.array([one[0] if one else 0 for one in found.units["sentra"]])
    assert {frozenset(np.flatnonzero(ours == one).tolist()) for one in set(ours.tolist()) - {0}} == {
        frozenset(np.flatnonzero(cluster == one).tolist()) for one in set(cluster.tolist()) - {-1}
    }
    assert len(found) > 2


def _noded(frame):
    parts = list(shapely.node(shapely.MultiLineString(list(frame.geometry))).geoms)
    return geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * len(parts)}, geometry=parts, crs=32649)


def by_matrix(way, eps_m, min_units):
    near = way <= eps_m
    core = near.sum(axis=1) >= min_units
    cluster = np.full(len(way), -1)
    count = 0
    for first in np.flatnonzero(core):
        if cluster[first] < 0:
            todo = [first]
            while todo:
                one = todo.pop()
                if cluster[one] < 0:
                    cluster[one] = count
                    todo += np.flatnonzero(near[one] & core & (cluster < 0)).tolist()
            count += 1
    for one in np.flatnonzero(~core):
        touching = cluster[near[one] & core]
        cluster[one] = touching.min() if len(touching) else -1
    return cluster, core


@pytest.mark.parametrize("min_units", [1, 2, 5])
def test_clusters_of_pairs_are_those_of_the_definition(min_units):
    xy = shapely.get_coordinates(scattered(300).geometry)
    near = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) <= 60
    begin, end = np.nonzero(near)
    cluster, _, _ = clusters_of_pairs(begin, end, len(xy), min_units)
    wanted, _ = by_brute_force(xy, 60, min_units)
    assert np.where(cluster == 0xFFFFFFFF, -1, cluster.astype(np.int64)).tolist() == wanted.tolist()
