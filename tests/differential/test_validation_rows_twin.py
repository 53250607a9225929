"""Rules about rows and about the border of two plans, beside slow twins in shapely."""

from __future__ import annotations

import math

import geopandas
import numpy as np
import pytest
import shapely
import validation_twin as twin
from faulty_layers import EAST, NORTH, partition
from shapely.geometry import Polygon

import petasentra as ps

T = 0.002
REACH = 10.0


def frame_of(shapes, **columns):
    return geopandas.GeoDataFrame(columns, geometry=list(shapes), crs="EPSG:32749")


def rows_of(result, code):
    return [row for row in result.to_geopandas().to_dict("records") if row["code"] == code]


def spoiled(seed):
    """Shapes of a sound mosaic, some of them nothing, empty, a line, a point or with NaN."""
    rng = np.random.default_rng(seed)
    shapes = [Polygon(ring) for ring in partition(rng, 4)]
    for row in rng.choice(16, 6, replace=False):
        ring = np.array(shapes[row].exterior.coords)
        kind = rng.choice(["null", "empty", "line", "point", "nan"])
        if kind == "nan":
            ring[1, 0] = [math.nan, math.inf][int(rng.integers(2))]
        with np.errstate(invalid="ignore"):
            shapes[row] = {
                "null": lambda ring: None,
                "empty": lambda ring: Polygon(),
                "line": shapely.linestrings,
                "point": lambda ring: shapely.points(ring[0]),
                "nan": shapely.polygons,
            }[kind](ring)
    return shapes


def expected_of_row(shape):
    if shape is None:
        return "GEOMETRY_NULL"
    if shape.is_empty:
        return "GEOMETRY_EMPTY"
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        return "COORDINATE_NOT_FINITE"
    return None if shape.geom_type == "Polygon" else "GEOMETRY_NOT_POLYGON"


@pytest.mark.parametrize("seed", range(20))
def test_rows_without_a_usable_polygon_are_those_the_twin_names(seed):
    shapes = spoiled(seed)
    result = ps.validate_zoning(frame_of(shapes))
    codes = ("GEOMETRY_NULL", "GEOMETRY_EMPTY", "COORDINATE_NOT_FINITE", "GEOMETRY_NOT_POLYGON")
    found = {int(row["feature_id"]): row["code"] for code in codes for row in rows_of(result, code)}
    assert found == {row: code for row, shape in enumerate(shapes) if (code := expected_of_row(shape))}


@pytest.mark.parametrize("seed", range(10))
def test_stated_areas_misfit_where_the_twin_says(seed):
    rng = np.random.default_rng(seed)
    shapes = [Polygon(ring) for ring in partition(rng, 5)]
    decimals = int(rng.integers(2, 6))
    true = shapely.area(np.array(shapes)) / 1e4
    stated = np.round(true * np.where(rng.random(25) < 0.4, 1 + rng.uniform(-0.2, 0.2, 25), 1.0), decimals)
    written = (
        max(len(repr(float(value)).partition(".")[2]) for value in stated if value % 1) if (stated % 1).any() else 0
    )
    slack = T * shapely.length(np.array(shapes)) + 0.5 * 10.0**-written * 1e4
    misfit = np.abs(stated - true) * 1e4 - slack
    result = ps.validate_zoning(frame_of(shapes, LUASHA=stated), area_method="planar")
    found = {int(row["feature_id"]): row["measure"] for row in rows_of(result, "STATED_AREA")}
    assert set(found) == set(np.flatnonzero(misfit > 0).tolist())
    for row, measure in found.items():
        assert measure == pytest.approx((stated[row] - true[row]) * 1e4, abs=1e-4)


def two_plans(seed):
    """One mosaic cut in two along a line of cells; the vertices of the eastern plan's border are moved a little."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 5))
    rings = partition(rng, n)
    west = [Polygon(ring) for ring in rings[: n * (n // 2)]]
    east = rings[n * (n // 2) :]
    for _ in range(int(rng.integers(0, 4))):
        ring = east[int(rng.integers(n))]  # the first column of cells is at the border
        at = int(rng.integers(len(ring)))
        by, turn = float(rng.choice([0.0005, 0.05, 0.8, 4.0])), rng.uniform(0, 2 * np.pi)
        ring[at] = (ring[at][0] + by * np.cos(turn), ring[at][1] + by * np.sin(turn))
    return west, [Polygon(ring) for ring in east]


def shared_ground(ours, theirs):
    """Ground in both plans, by pairs of zones."""
    found = {}
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            if parts := twin.wide(one.intersection(other), T):
                found[i, j] = twin.area(parts)
    return found


def between_plans(ours, theirs):
    """Ground that both plans together enclose and that lies along both of them."""
    one, other = shapely.union_all(ours), shapely.union_all(theirs)
    both = shapely.union_all([one, other])
    holes = [Polygon(ring) for part in twin.polygons(both) for ring in part.interiors]
    return [
        hole.area for hole in holes
        if twin.is_wide(hole, T)
        and all(hole.exterior.buffer(1e-6).intersection(plan.boundary).length > 0.001 for plan in (one, other))
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(25))
def test_ground_at_the_border_of_two_plans_is_what_the_twin_finds(seed):
    ours, theirs = two_plans(seed)
    assert all(shape.is_valid for shape in (*ours, *theirs))
    result = ps.validate_zoning(frame_of(ours), neighbour=frame_of(theirs), tolerance_m=T, border_reach_m=REACH)
    shared, gaps = {}, []
    for row in rows_of(result, "BORDER_MISMATCH"):
        if row["unit"] != "m2":
            continue
        place = row["geometry"]
        if place.intersection(shapely.union_all(ours)).area > 0.5 * place.area:
            shared[int(row["feature_id"]), int(row["other_id"])] = row["measure"]
        else:
            gaps.append(row["measure"])
    assert shared == pytest.approx(shared_ground(ours, theirs), abs=1e-4)
    assert sorted(gaps) == pytest.approx(sorted(between_plans(ours, theirs)), abs=1e-3)


def outline_nodes(zones):
    """Vertices of edges that only one zone of the plan has."""
    return {place for edge in twin.loose_edges(zones) for place in edge}


def off_border(ours, theirs):
    """Vertices of our outline beside the other's that it does not share, with their distance."""
    lines = shapely.union_all([shapely.linestrings(np.array(edge)) for edge in twin.loose_edges(theirs)])
    vertices = shapely.multipoints(np.array(sorted(outline_nodes(theirs))))
    found, shared = {}, []
    for place in outline_nodes(ours):
        point = shapely.Point(place)
        if point.distance(vertices) <= T:
            shared.append(place)
        elif point.distance(lines) <= REACH:
            found[place] = point.distance(lines)
    reach = 2 * REACH
    near_shared = lambda p: any(abs(p[0] - s[0]) <= reach and abs(p[1] - s[1]) <= reach for s in shared)  # noqa: E731
    return {place: far for place, far in found.items() if far <= T or not near_shared(place)}


@pytest.mark.parametrize("seed", range(25))
def test_vertices_at_the_border_of_two_plans_are_those_the_twin_finds(seed):
    ours, theirs = two_plans(seed)
    result = ps.validate_zoning(frame_of(ours), neighbour=frame_of(theirs), tolerance_m=T, border_reach_m=REACH)
    found, farthest = set(), 0.0
    for row in rows_of(result, "BORDER_MISMATCH"):
        if row["unit"] == "m":
            found |= set(twin.as_points(row["geometry"]))
            farthest = max(farthest, row["measure"])
    expected = {**off_border(ours, theirs), **off_border(theirs, ours)}
    assert found == set(expected)
    assert farthest == pytest.approx(max(expected.values(), default=0.0), abs=1e-9)


def test_the_plans_of_the_twin_lie_where_the_tests_think():
    ours, theirs = two_plans(0)
    assert shapely.total_bounds(ours)[0] < EAST + 200 < shapely.total_bounds(theirs)[2]
    assert shapely.total_bounds(ours)[1] < NORTH + 50
