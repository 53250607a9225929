"""Places and shares of ground on real zones, against shapely: every point and every pair."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

import petasentra as ps


@pytest.fixture(scope="module")
def desa() -> gpd.GeoDataFrame:
    return ps.datasets.jombang().desa.to_crs(32749).to_geopandas()


def parcels(zones: gpd.GeoDataFrame, count: int, metres: tuple[float, float], seed: int) -> gpd.GeoDataFrame:
    """Return invented parcels of eight corners around the corners of zones."""
    random = np.random.default_rng(seed)
    xy = shapely.get_coordinates(zones.geometry.values)
    centre = xy[random.integers(0, len(xy), count)] + random.uniform(-200, 200, (count, 2))
    angle = np.arange(8) * np.pi / 4
    radius = random.uniform(*metres, (count, 1)) * random.uniform(0.7, 1.3, (count, 8)) / 2
    ring = centre[:, None, :] + radius[:, :, None] * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    return gpd.GeoDataFrame(geometry=shapely.polygons(ring), crs=zones.crs)


def hard_points(zones: gpd.GeoDataFrame, seed: int) -> np.ndarray:
    """Return vertices, places on borders as near as doubles come, a step of a double beside, and places anywhere."""
    random = np.random.default_rng(seed)
    xy = shapely.get_coordinates(zones.geometry.values)
    middle = 0.5 * (xy[:-1] + xy[1:])
    beside = np.nextafter(xy, xy + random.choice([-1.0, 1.0], xy.shape))
    west, south, east, north = zones.total_bounds
    anywhere = random.uniform((west - 500, south - 500), (east + 500, north + 500), (20_000, 2))
    return np.concatenate([xy, middle, beside, anywhere])


def test_every_point_lies_where_shapely_says(desa: gpd.GeoDataFrame) -> None:
    xy = hard_points(desa, 1)
    index = ps.ZoningIndex(desa)
    found = index.locate(x=xy[:, 0], y=xy[:, 1], detail=True)
    points = shapely.points(xy)
    at, zone = shapely.STRtree(points).query(desa.geometry.values, predicate="intersects")[::-1]
    order = np.lexsort((zone, at))
    inside = found["zone_row"] >= 0
    np.testing.assert_array_equal(found["point_row"][inside], at[order])
    np.testing.assert_array_equal(found["zone_row"][inside], zone[order])
    borders = shapely.boundary(desa.geometry.values)[zone[order]]
    np.testing.assert_array_equal(found["on_boundary"][inside], shapely.intersects(borders, points[at[order]]))
    assert set(found["point_row"]) == set(range(len(xy)))
    lowest = np.full(len(xy), -1)
    lowest[at[order][::-1]] = zone[order][::-1]
    np.testing.assert_array_equal(index.locate(x=xy[:, 0], y=xy[:, 1]), lowest)


@pytest.mark.parametrize("metres", [(30.0, 120.0), (300.0, 1200.0), (5000.0, 20_000.0)])
def test_every_share_is_that_of_shapely(desa: gpd.GeoDataFrame, metres: tuple[float, float]) -> None:
    sites = parcels(desa, 1500 if metres[1] < 5000 else 60, metres, 2)
    shares = ps.ZoningIndex(desa).shares(sites)
    assert shares.stats == ps.zoning.ShareStats(fallbacks=0, joined=0)
    tree = shapely.STRtree(desa.geometry.values)
    site, zone = tree.query(sites.geometry.values, predicate="intersects")
    theirs = shapely.area(shapely.intersection(sites.geometry.values[site], desa.geometry.values[zone]))
    area = sites.area.to_numpy()
    matrix = np.zeros((len(sites), len(desa) + 1))
    matrix[shares["site_row"], shares["zone_row"]] = shares["area_m2"]  # outside is the last column
    other = np.zeros_like(matrix)
    other[site, zone] = theirs
    other[:, -1] = shapely.area(shapely.difference(sites.geometry.values, shapely.union_all(desa.geometry.values)))
    assert (np.abs(matrix - other) <= 1e-9 * area[:, None] + 1e-8).all()
    np.testing.assert_allclose(matrix.sum(axis=1), area, rtol=1e-9)


def test_ground_covered_twice_is_counted_once(desa: gpd.GeoDataFrame) -> None:
    twice = gpd.GeoDataFrame(
        geometry=np.concatenate([desa.geometry.values, desa.geometry.buffer(20.0).values[:5]]), crs=desa.crs
    )
    sites = parcels(desa.iloc[:5], 200, (100.0, 800.0), 3)
    shares = ps.ZoningIndex(twice).shares(sites)
    assert shares.stats.joined > 100
    union = shapely.union_all(twice.geometry.values)
    outside = shares["zone_row"] == -1
    rest = shapely.area(shapely.difference(sites.geometry.values, union))
    np.testing.assert_allclose(shares["area_m2"][outside], rest, atol=1e-4)
    covered = np.bincount(shares["site_row"], weights=shares["area_m2"])
    np.testing.assert_allclose(covered - shares["covered_more_than_once_m2"][outside], sites.area, rtol=1e-9)


def test_a_zone_that_crosses_itself_is_refused_unless_it_is_trusted() -> None:
    bow = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    zones = gpd.GeoDataFrame(geometry=[bow], crs=32749)
    with pytest.raises(ps.errors.GeometryError):
        ps.ZoningIndex(zones)
    index = ps.ZoningIndex(zones, check_validity=False)
    assert index.locate(x=[10.0, 90.0, 50.0], y=[50.0, 50.0, 10.0]).tolist() == [0, 0, -1]
