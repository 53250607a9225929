"""Where Indonesia is, coarsely: a box, and land in cells of a tenth of a degree."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Bounds: TypeAlias = tuple[float, float, float, float]

#: West, south, east, north in degrees.
INDONESIA: Bounds = (94.0, -12.0, 142.0, 7.0)
_CELL = 0.1


@cache
def data_rows(name: str) -> tuple[dict[str, str], ...]:
    """Read a table of this package; lines that start with ``#`` say where it is from."""
    text = (files("petasentra.inspection") / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def within(lon: NDArray[np.float64], lat: NDArray[np.float64], box: Bounds) -> NDArray[np.bool_]:
    """Tell which places lie in a box, its edge included; shape (n,)."""
    inside: NDArray[np.bool_] = (lon >= box[0]) & (lon <= box[2]) & (lat >= box[1]) & (lat <= box[3])
    return inside


def on_land(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which places lie in a cell with Indonesian land; shape (n,).

    Examples
    --------
    >>> on_land(np.array([112.36, 118.36]), np.array([-7.49, -7.49])).tolist()
    [True, False]
    """
    cells = _cells()
    with np.errstate(invalid="ignore"):
        inside = within(lon, lat, INDONESIA)
        column = np.where(inside, (lon - INDONESIA[0]) / _CELL + 1e-9, 0).astype(np.int64)
        row = np.where(inside, (lat - INDONESIA[1]) / _CELL + 1e-9, 0).astype(np.int64)
    found: NDArray[np.bool_] = (
        inside & cells[np.minimum(row, cells.shape[0] - 1), np.minimum(column, cells.shape[1] - 1)]
    )
    return found


@cache
def _cells() -> NDArray[np.bool_]:
    west, south, east, north = INDONESIA
    cells = np.zeros((round((north - south) / _CELL), round((east - west) / _CELL)), dtype=np.bool_)
    for strip in data_rows("land_strips.csv"):
        row = round((float(strip["south"]) - south) / _CELL)
        cells[row, round((float(strip["west"]) - west) / _CELL) : round((float(strip["east"]) - west) / _CELL)] = True
    return cells
