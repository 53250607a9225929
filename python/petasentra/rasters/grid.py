"""Where the cells of a raster lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from petasentra.crs import Crs

__all__ = ["Grid", "Window", "windows"]

#: Cells that are held at one time: 32 MiB of numbers.
CELLS_A_WINDOW = 1 << 22


@dataclass(frozen=True)
class Window:
    """A rectangle of cells: the first column and row, and how many."""

    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True)
class Grid:
    """Cells in rows from the north; sizes are above 0, in units of the CRS."""

    columns: int
    rows: int
    x_left: float
    y_top: float
    cell_x: float
    cell_y: float
    crs: Crs

    def cells(
        self, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return column and row of the cell that holds each place, -1 and -1 outside and where a place is NaN.

        A place between two cells is of the eastern and the southern one, on the outer border of the last one.
        """
        across, down = (x - self.x_left) / self.cell_x, (self.y_top - y) / self.cell_y
        inside = (across >= 0) & (across <= self.columns) & (down >= 0) & (down <= self.rows)
        column, row = (np.where(inside, np.floor(one), -1.0).astype(np.int64) for one in (across, down))
        return np.minimum(column, self.columns - 1), np.minimum(row, self.rows - 1)

    def centres(self, window: Window) -> tuple[npt.NDArray[np.floating], npt.NDArray[np.floating]]:
        """Return x of the columns and y of the rows of a window, at the middle of the cells."""
        x = self.x_left + (np.arange(window.column, window.column + window.columns) + 0.5) * self.cell_x
        y = self.y_top - (np.arange(window.row, window.row + window.rows) + 0.5) * self.cell_y
        return x, y

    def around(self, bounds: tuple[float, float, float, float]) -> Window:
        """Return the cells that a box touches; none if it lies outside."""
        west, south, east, north = bounds
        first, last = (np.floor((one - self.x_left) / self.cell_x) for one in (west, east))
        top, bottom = (np.floor((self.y_top - one) / self.cell_y) for one in (north, south))
        column, row = int(max(first, 0)), int(max(top, 0))
        columns, rows = int(min(last, self.columns - 1)) - column + 1, int(min(bottom, self.rows - 1)) - row + 1
        if columns <= 0 or rows <= 0:
            return Window(0, 0, 0, 0)
        return Window(column, row, columns, rows)


def windows(whole: Window, most: int = CELLS_A_WINDOW) -> Iterator[Window]:
    """Cut a window into strips of whole rows that memory holds, from the north."""
    if whole.columns == 0 or whole.rows == 0:
        return
    step = max(1, most // whole.columns)
    for row in range(whole.row, whole.row + whole.rows, step):
        yield Window(whole.column, row, whole.columns, min(step, whole.row + whole.rows - row))
