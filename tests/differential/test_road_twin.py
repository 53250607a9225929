"""Networks from lines against a twin in plain Python, shapely."""

from __future__ import annotations

from collections import Counter

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from road_twin import degrees, groups, joined_at_ends, parts_of

import petasentra as ps

whole = st.integers(0, 12)
line = st.lists(st.tuples(whole, whole), min_size=2, max_size=6).map(
    lambda places: [places[0], *(b for a, b in zip(places, places[1:], strict=False) if a != b)]
)
lines = st.lists(line.filter(lambda one: len(one) > 1), min_size=1, max_size=14)


def frame(drawn, crs=32749):
    return geopandas.GeoDataFrame(geometry=[shapely.LineString(one) for one in drawn], crs=crs)


def same_graph(network: ps.RoadNetwork, twin: list[tuple[tuple[float, float], ...]]) -> None:
    xy = shapely.get_coordinates(network.nodes().to_geopandas().geometry.values)
    places = [tuple(place) for place in xy.tolist()]
    assert sorted(places) == places
    assert dict(zip(places, network.nodes()["degree"].tolist(), strict=True)) == degrees(twin)
    mine = Counter(
        frozenset((line, line[::-1])) for line in map(tuple, map(pairs, network.edges().to_geopandas().geometry))
    )
    theirs = Counter(frozenset((line, line[::-1])) for line in twin)
    assert mine == theirs
    own: dict[int, set] = {}
    for place, component in zip(places, network.nodes()["component"].tolist(), strict=True):
        own.setdefault(component, set()).add(place)
    assert {frozenset(group) for group in own.values()} == groups(places, [(edge[0], edge[-1]) for edge in twin])


def pairs(geometry: shapely.LineString) -> list[tuple[float, float]]:
    return [tuple(place) for place in shapely.get_coordinates(geometry).tolist()]


@given(lines)
@settings(max_examples=150, deadline=None)
def test_lines_meet_at_ends_as_the_twin_says(drawn):
    same_graph(ps.RoadNetwork.from_layer(frame(drawn)), joined_at_ends(parts_of(frame(drawn).geometry)))


@given(lines)
@settings(max_examples=150, deadline=None)
def test_lines_that_cross_meet_as_in_their_union(drawn):
    """Length and components of ground; what lies twice is counted twice by us and once by the union."""
    network = ps.RoadNetwork.from_layer(frame(drawn), crossings=True)
    shapes = [shapely.LineString(one) for one in drawn]
    union = shapely.union_all(shapes)
    meeting = [(i, j) for i in range(len(drawn)) for j in range(i) if shapes[i].intersects(shapes[j])]
    assert network.component_count == len(groups(range(len(drawn)), meeting))
    edges = network.edges().to_geopandas().geometry.values
    grid = 1e-6  # crossings are rounded, so lines that lie on each other are the same on a grid only
    ours, theirs = (shapely.union_all(some, grid_size=grid).length for some in (edges, shapes))
    assert ours == pytest.approx(theirs, abs=1e-4)
    assert sum(network.edges()["length_m"]) == pytest.approx(sum(shape.length for shape in shapes), rel=1e-9)
    # Every place where the union has a junction of three or more is a node of ours.
    ends = Counter(place for part in shapely.get_parts(union) for place in (part.coords[0], part.coords[-1]))
    nodes = shapely.MultiPoint(shapely.get_coordinates(network.nodes().to_geopandas().geometry.values))
    for place, count in ends.items():
        if count > 2:
            assert shapely.Point(place).distance(nodes) < 1e-9


@given(lines, st.floats(0.05, 0.45), st.integers(0, 2**32 - 1))
@settings(max_examples=100, deadline=None)
def test_snapping_moves_no_end_beyond_the_tolerance_and_never_parts_what_met(drawn, tolerance, seed):
    random = np.random.default_rng(seed)
    shaken = [[(x + random.uniform(-0.1, 0.1), y + random.uniform(-0.1, 0.1)) for x, y in one] for one in drawn]
    plain = ps.RoadNetwork.from_layer(frame(shaken))
    joined = ps.RoadNetwork.from_layer(frame(shaken), tolerance_m=tolerance)
    assert joined.component_count <= plain.component_count
    report = joined.report()
    assert report.farthest_move_m <= tolerance * (1 + 1e-9)
    assert report.ends_moved == sum(code == "END_SNAPPED" for code in report.findings["code"])
    assert len(joined.roads()) == len(drawn)
    # Ground is not invented: every edge lies within the tolerance of what was drawn.
    drawn_ground = shapely.union_all([shapely.LineString(one) for one in shaken])
    for edge in joined.edges().to_geopandas().geometry:
        assert all(shapely.Point(place).distance(drawn_ground) <= tolerance * (1 + 1e-9) for place in edge.coords)


@pytest.mark.parametrize("part", range(4))
def test_slices_of_kudus_are_the_twin_on_real_roads(shared, part):
    roads = ps.read_layer(shared / "roads" / "kudus_rbi25k.gpkg", layer="jalan").to_geopandas()
    some = roads.iloc[part::4]
    network = ps.RoadNetwork.from_layer(some, columns="rbi")
    same_graph(network, joined_at_ends(parts_of(some.geometry)))
    geod = Geod(ellps="WGS84")
    wanted = [geod.geometry_length(edge) for edge in network.edges().to_geopandas().geometry]
    assert np.allclose(network.edges()["length_m"], wanted, rtol=1e-9, atol=1e-6)
