"""Slope of a terrain by Horn's method: how steep, in per cent, from the eight cells around each.

Source: B. K. P. Horn, "Hill shading and the reflectance map", Proceedings of the IEEE 69 (1981) 14-47: differences over
the 3 x 3 neighbourhood, the nearer neighbours with weight 2. Per cent is 100 times the tangent: 45 degrees are 100 %.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import CrsError, OptionError

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.rasters.grid import Grid, Window

__all__ = ["cell_sizes_m", "horn_percent", "require_metres"]

# WGS 84: semi-major axis and square of the eccentricity.
_AXIS_M, _E2 = 6_378_137.0, 6.694_379_990_14e-3
_METRES = ("", "m", "metre", "metres", "meter", "meters")


def horn_percent(
    heights: npt.NDArray[np.float64], cell_x_m: npt.NDArray[np.float64], cell_y_m: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return the slope in per cent of the inner cells of a grid of heights in metres.

    Parameters
    ----------
    heights
        Shape (rows + 2, columns + 2), rows from the north, NaN where unknown.
    cell_x_m, cell_y_m
        Size of the cells of each inner row, shape (rows,).

    Returns
    -------
    numpy.ndarray
        Shape (rows, columns); NaN where one of the nine heights is unknown.
    """
    west = heights[:-2, :-2] + 2 * heights[1:-1, :-2] + heights[2:, :-2]
    east = heights[:-2, 2:] + 2 * heights[1:-1, 2:] + heights[2:, 2:]
    north = heights[:-2, :-2] + 2 * heights[:-2, 1:-1] + heights[:-2, 2:]
    south = heights[2:, :-2] + 2 * heights[2:, 1:-1] + heights[2:, 2:]
    across = (east - west) / (8.0 * cell_x_m[:, np.newaxis])
    down = (south - north) / (8.0 * cell_y_m[:, np.newaxis])
    percent: npt.NDArray[np.float64] = 100.0 * np.hypot(across, down)
    percent[np.isnan(heights[1:-1, 1:-1])] = np.nan  # the middle takes no part in the differences
    return percent


def cell_sizes_m(grid: Grid, window: Window) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return width and height of the cells of each row in metres, shape (rows,).

    In degrees they are arcs of the parallel and of the meridian on the ellipsoid of WGS 84, at the middle of the row.
    """
    if not grid.crs.is_geographic:
        return np.full(window.rows, grid.cell_x), np.full(window.rows, grid.cell_y)
    latitude = np.radians(grid.centres(window)[1])
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
