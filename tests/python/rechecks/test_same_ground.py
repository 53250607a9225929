"""One polygon in many rows is one site, however it was written; another polygon never is."""

from __future__ import annotations

import geopandas
import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, Polygon, box
from shapely.affinity import translate

import petasentra as ps
from petasentra.rechecks.same_ground import site_of_rows

HOLED = box(0, 0, 10, 10).difference(MultiPolygon([box(1, 1, 2, 2), box(4, 4, 6, 6)]))


def sites(*shapes: object) -> list[int]:
    return site_of_rows(ps.as_layer(geopandas.GeoDataFrame(geometry=list(shapes), crs="EPSG:32749")))


def test_writings_of_one_polygon_are_one_site() -> None:
    corners = [(0, 0), (10, 0), (10, 10), (0, 10)]
    turned = [Polygon(corners[turn:] + corners[:turn]) for turn in range(4)]
    again = Polygon([(0, 0), (10, 0), (10, 0), (10, 10), (10, 10), (0, 10), (0, 0)])
    high = Polygon([(x, y, 75.0) for x, y in corners])
    assert sites(*turned, turned[0].reverse(), again, high, MultiPolygon([turned[1]])) == [0] * 8


def test_holes_and_parts_in_another_order_are_the_same() -> None:
    outer, holes = HOLED.exterior, list(HOLED.interiors)
    assert sites(HOLED, Polygon(outer, holes[::-1]), Polygon(outer, holes[:1])) == [0, 0, 1]
    far = box(20, 0, 30, 10)
    assert sites(MultiPolygon([HOLED, far]), MultiPolygon([far, HOLED.reverse()]), far) == [0, 0, 1]


def test_a_point_more_or_a_little_shift_is_another_site() -> None:
    more = Polygon([(0, 0), (5, 0), (10, 0), (10, 10), (0, 10)])
    assert sites(box(0, 0, 10, 10), more, translate(box(0, 0, 10, 10), 1e-9), box(0, 0, 10, 10)) == [0, 1, 2, 0]


def test_a_hole_is_not_a_part() -> None:
    inner = box(1, 1, 2, 2)
    assert sites(box(0, 0, 10, 10).difference(inner), MultiPolygon([box(0, 0, 10, 10), inner])) == [0, 1]


def test_rows_without_ground_are_sites_by_themselves() -> None:
    assert sites(None, None, Polygon(), box(0, 0, 1, 1), None) == [0, 1, 2, 3, 4]
    assert sites() == []


def test_points_and_lines() -> None:
    line = LineString([(0, 0), (5, 5), (9, 0)])
    assert sites(Point(1, 2), Point(1, 2), Point(2, 1), line, line.reverse()) == [0, 0, 1, 2, 2]


def test_a_ring_that_passes_its_lowest_vertex_twice() -> None:
    loop = [(0, 0), (4, 1), (4, 3), (0, 0), (3, 4), (1, 4)]
    assert sites(*(Polygon(loop[turn:] + loop[:turn]) for turn in range(6))) == [0] * 6


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, 359), min_size=3, max_size=12), st.integers(0, 11), st.booleans())
def test_shapely_agrees_on_which_polygons_are_equal(degrees: set[int], start: int, backwards: bool) -> None:
    angles = np.radians(sorted(degrees))
    ring = np.column_stack((np.cos(angles), np.sin(angles))) * 100.0
    turned = Polygon(np.roll(ring, start, axis=0)[:: -1 if backwards else 1])
    moved = Polygon(ring + [[0.0, 1e-7]])
    found = sites(Polygon(ring), turned, moved)
    keys = [shapely.normalize(shape).wkb for shape in (Polygon(ring), turned, moved)]
    assert [one == found[0] for one in found] == [key == keys[0] for key in keys]
