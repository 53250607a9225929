"""Slope of a terrain by Horn's method: how steep, in per cent, from the eight cells around each.

Source: B. K. P. Horn, "Hill shading and the reflectance map", Proceedings of the IEEE 69 (1981) 14-47: differences over
the 3 x 3 neighbourhood, the nearer neighbours with weight 2. Per cent is 100 times the tangent: 45 degrees are 100 %.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import CrsError, OptionError

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from petasentra.rasters.grid import Grid

    Heights = npt.NDArray[np.float64]

__all__ = ["cell_sizes_m", "horn_percent", "require_metres"]

# WGS 84: semi-major axis and square of the eccentricity.
_AXIS_M, _E2 = 6_378_137.0, 6.694_379_990_14e-3
_METRES = ("", "m", "metre", "metres", "meter", "meters")


def horn_percent(
    heights: Callable[[int, int], Heights], cell_x_m: npt.NDArray[np.float64], cell_y_m: npt.NDArray[np.float64]
) -> Heights:
    """Return the slope in per cent where the heights of nine cells are known, NaN elsewhere.

    Parameters
    ----------
    heights
        Gives the heights in metres of the neighbours that lie so many rows to the south (-1, 0, 1) and columns to the
        east (-1, 0, 1); all of one shape.
    cell_x_m, cell_y_m
        Size of the cells, of a shape that goes with theirs.
    """
    west = heights(-1, -1) + 2 * heights(0, -1) + heights(1, -1)
    east = heights(-1, 1) + 2 * heights(0, 1) + heights(1, 1)
    north = heights(-1, -1) + 2 * heights(-1, 0) + heights(-1, 1)
    south = heights(1, -1) + 2 * heights(1, 0) + heights(1, 1)
    percent: Heights = 100.0 * np.hypot((east - west) / (8.0 * cell_x_m), (south - north) / (8.0 * cell_y_m))
    percent[np.isnan(heights(0, 0))] = np.nan  # the middle takes no part in the differences
    return percent


def cell_sizes_m(grid: Grid, row: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return width and height of the cells of some rows in metres, shape of `row`.

    In degrees they are arcs of the parallel and of the meridian on the ellipsoid of WGS 84, at the middle of the row.
    """
    if not grid.crs.is_geographic:
        return np.full(row.shape, grid.cell_x), np.full(row.shape, grid.cell_y)
    latitude = np.radians(grid.y_top - (row + 0.5) * grid.cell_y)
    bent = 1.0 - _E2 * np.sin(latitude) ** 2
    parallel = _AXIS_M * np.cos(latitude) / np.sqrt(bent)
    meridian = _AXIS_M * (1.0 - _E2) / bent**1.5
    return parallel * np.radians(grid.cell_x), meridian * np.radians(grid.cell_y)


def require_metres(grid: Grid, unit: str, file: str) -> None:
    """Say that heights or cells are not in metres, so that no slope can be told.

    Raises
    ------
    OptionError
        The file states another unit of heights.
    CrsError
        The CRS is neither geographic nor one whose metres are metres, as Web Mercator.
    """
    if unit.strip().lower() not in _METRES:
        raise OptionError(
            f"Heights are in {unit!r}; a slope needs metres.",
            f"Ketinggian dalam satuan {unit!r}; lereng memerlukan meter.",
            code=801, file=file,
        )  # fmt: skip
    east, south = grid.x_left + grid.columns * grid.cell_x, grid.y_top - grid.rows * grid.cell_y
    if grid.crs.is_geographic or grid.crs.has_true_metres(grid.x_left, south, east, grid.y_top):
        return
    raise CrsError(
        "The metres of this CRS are no metres on the ground: a slope would be wrong.",
        "Meter pada CRS ini bukan meter di lapangan: lereng akan keliru.",
        hint_en="Use the DEM in degrees, or resample it to UTM.",
        hint_id="Pakai DEM dalam derajat, atau ubah dahulu ke UTM.",
        code=203,
        file=file,
    )
