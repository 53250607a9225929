"""Slope by Horn's method: on surfaces whose slope is known, and against a slow twin written from the formula."""

from __future__ import annotations

import math

import numpy as np
import pytest

import petasentra as ps
from petasentra.rasters import grid as grids

X, Y = 600_000.0, 9_200_000.0


def raster(heights, cell=10.0, crs=32749, corner=(X, Y)):
    return ps.Raster.from_array(heights, x_left=corner[0], y_top=corner[1], cell=cell, crs=crs)


def twin(heights, cell_x, cell_y):
    """Horn's nine cells, one by one, with the weights written out."""
    rows, columns = heights.shape
    out = np.full((rows, columns), np.nan)
    for i in range(1, rows - 1):
        for j in range(1, columns - 1):
            a, b, c = heights[i - 1, j - 1 : j + 2]
            d, e, f = heights[i, j - 1 : j + 2]
            g, h, k = heights[i + 1, j - 1 : j + 2]
            if any(math.isnan(one) for one in (a, b, c, d, e, f, g, h, k)):
                continue
            across = ((c + 2 * f + k) - (a + 2 * d + g)) / (8 * cell_x)
            down = ((g + 2 * h + k) - (a + 2 * b + c)) / (8 * cell_y)
            out[i, j] = 100 * math.sqrt(across * across + down * down)
    return out


@pytest.mark.parametrize(("east", "south"), [(0, 0), (0.15, 0), (0, -0.3), (0.09, 0.12), (1, 0)])
def test_a_plane_has_its_slope_everywhere_but_at_the_edge(east, south):
    rows, columns = np.mgrid[0:12, 0:15]
    slope = raster(east * columns * 10.0 + south * rows * 20.0, cell=(10.0, 20.0)).slope().read()
    assert np.isnan(slope[[0, -1]]).all()
    assert np.isnan(slope[:, [0, -1]]).all()
    np.testing.assert_allclose(slope[1:-1, 1:-1], 100 * math.hypot(east, south), atol=1e-9)


def test_rough_ground_agrees_with_the_twin_and_unknown_heights_spread_one_cell():
    heights = np.random.default_rng(5).normal(0, 20, (25, 31))
    heights[7, 9] = np.nan
    slope = raster(heights, cell=(8.0, 12.0)).slope().read()
    np.testing.assert_allclose(slope, twin(heights, 8.0, 12.0), rtol=1e-12)
    assert np.isnan(slope[6:9, 8:11]).all()


def test_windows_of_a_slope_are_parts_of_the_whole():
    heights = np.random.default_rng(6).normal(0, 20, (20, 20))
    slope = raster(heights).slope()
    whole = slope.read()
    for window in (
        grids.Window(0, 0, 5, 5),
        grids.Window(7, 3, 6, 9),
        grids.Window(15, 15, 5, 5),
        grids.Window(0, 19, 20, 1),
    ):
        part = whole[window.row : window.row + window.rows, window.column : window.column + window.columns]
        np.testing.assert_array_equal(slope.read(window), part)


def test_a_cone_has_one_slope_away_from_its_tip():
    rows, columns = np.mgrid[0:201, 0:201] - 100
    slope = raster(0.2 * 10 * np.hypot(rows, columns)).slope().read()
    away = np.hypot(rows, columns) > 50
    away[[0, -1]] = away[:, [0, -1]] = False
    np.testing.assert_allclose(slope[away], 20, atol=0.01)


def test_degrees_are_measured_on_the_ellipsoid():
    cell, count = 1 / 3600, 40
    corner = (112.0, -7.5)
    rows, columns = np.mgrid[0:count, 0:count]
    lon, lat = corner[0] + (columns + 0.5) * cell, corner[1] - (rows + 0.5) * cell
    metres_east = ps.geodesic(np.full(lon.size, corner[0]), lat.ravel(), lon.ravel(), lat.ravel())[0].reshape(lon.shape)
    slope = raster(0.1 * metres_east, cell=cell, crs=4326, corner=corner).slope().read()
    np.testing.assert_allclose(slope[1:-1, 1:-1], 10, rtol=1e-4)
    metres_south = ps.geodesic(lon.ravel(), np.full(lat.size, corner[1]), lon.ravel(), lat.ravel())[0].reshape(
        lon.shape
    )
    slope = raster(0.1 * metres_south, cell=cell, crs=4326, corner=corner).slope().read()
    np.testing.assert_allclose(slope[1:-1, 1:-1], 10, rtol=1e-4)


def test_heights_in_feet_and_metres_that_are_none_are_refused():
    dem = raster(np.zeros((3, 3)))
    dem.unit = "ft"
    with pytest.raises(ps.OptionError, match="metres"):
        dem.slope()
    with pytest.raises(ps.CrsError):
        raster(np.zeros((3, 3)), crs=3857, corner=(1.2e7, -4e6)).slope()


def test_a_raster_smaller_than_its_neighbourhood_has_no_slope():
    assert np.isnan(raster(np.zeros((2, 5))).slope().read()).all()
