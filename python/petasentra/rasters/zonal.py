"""What a raster says over areas: the cells whose middle lies in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import CrsError
from petasentra.layers.layer import as_layer
from petasentra.rasters.grid import windows
from petasentra.zoning import ZoningIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from petasentra.layers.layer import Layer, LayerLike
    from petasentra.rasters.raster import Raster, Statistic

__all__ = ["known_of_areas", "over_areas"]

_AREAS = (3, 6)  # of ISO WKB: polygons
# Middles of cells that are looked up at one time.
_CELLS = 1 << 20


def over_areas(raster: Raster, areas: LayerLike, statistic: Statistic, threads: int | None) -> npt.NDArray[np.float64]:
    """Return one number an area; see `Raster.over`."""
    layer = as_layer(areas)
    if layer.crs is None:
        raise CrsError("The areas have no CRS.", "Bidang tidak memiliki CRS.", code=201, layer=layer.title)
    return _of_areas(raster, layer, statistic, threads)[0]


def known_of_areas(
    raster: Raster, areas: LayerLike, statistic: Statistic, threads: int | None
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return what `over_areas` does, and which share of each area has a known cell, 0..1.

    Of cells whose middle lies in the area the known ones; ground beyond the raster is not known. What sticks out is
    weighed by area, so that a share may be off by the part of a cell at the border.
    """
    layer = as_layer(areas)
    values, known, held = _of_areas(raster, layer, statistic, threads)
    share = known / np.maximum(held, 1)
    if layer.crs is None or not len(layer):
        return values, share
    grid = raster.grid
    box = np.asarray(layer.to_crs(grid.crs, threads=threads).core.row_bounds(), dtype=np.float64).reshape(-1, 4)
    ends = grid.x_left + grid.columns * grid.cell_x, grid.y_top - grid.rows * grid.cell_y
    out = (box[:, 0] < grid.x_left) | (box[:, 2] > ends[0]) | (box[:, 1] < ends[1]) | (box[:, 3] > grid.y_top)
    rows = np.flatnonzero(out & np.isfinite(box).all(axis=1))
    if len(rows):
        part = (layer if layer.crs.is_projected else _in_metres(layer))[rows]
        cells = np.asarray(part.area("planar-utm", threads=threads)) / _cell_m2(raster, box[rows])
        share[rows] *= np.minimum(1.0, held[rows] / np.maximum(cells, 1.0))
    return values, share


def _cell_m2(raster: Raster, box: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the ground of a cell at the middle of boxes."""
    grid = raster.grid
    size = abs(grid.cell_x * grid.cell_y)
    if grid.crs.is_projected:
        return np.full(len(box), size)
    metres = 111_320.0  # a degree of latitude; cells need be known to a percent
    return size * metres**2 * np.cos(np.radians((box[:, 1] + box[:, 3]) / 2))


def _of_areas(
    raster: Raster, layer: Layer, statistic: Statistic, threads: int | None
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the statistic of each area, how many of its cells are known, and how many it has; at least one."""
    out, known, held = _by_middles(raster, layer, statistic, threads)
    small = np.flatnonzero(held == 0)
    if len(small):
        places = np.asarray(layer.core.inner_places(), dtype=np.float64).reshape(-1, 2)[small]
        out[small] = raster._at(places, layer.crs)
        known[small], held[small] = np.isfinite(out[small]), 1
    return out, known, held


def _by_middles(
    raster: Raster, layer: Layer, statistic: Statistic, threads: int | None
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the statistic of each area, how many of the cells whose middle lies in it are known, and how many do."""
    count = len(layer)
    start = {"mean": 0.0, "min": np.inf, "max": -np.inf}[statistic]
    held, known, total = np.zeros(count, np.int64), np.zeros(count, np.int64), np.full(count, start)
    for zone, value in _middles(raster, layer, threads):
        held += np.bincount(zone, minlength=count)
        there = np.isfinite(value)
        zone, value = zone[there], value[there]
        known += np.bincount(zone, minlength=count)
        if statistic == "mean":
            total += np.bincount(zone, value, minlength=count)
        else:
            (np.minimum if statistic == "min" else np.maximum).at(total, zone, value)
    out = np.full(count, np.nan)
    some = known > 0
    out[some] = total[some] / known[some] if statistic == "mean" else total[some]
    return out, known, held


def _middles(
    raster: Raster, layer: Layer, threads: int | None
) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]]:
    """Yield, strip by strip from the north, the areas that hold the middle of a cell, and its value."""
    grid = raster.grid
    in_plane = grid.crs.is_projected
    shapes = layer.to_crs(grid.crs, threads=threads)
    bounds = shapes.bounds
    rows = np.flatnonzero(np.isin(layer.core.geometry_arrays()["kind"], _AREAS))
    rows = rows[np.isfinite(layer.core.row_bounds()[rows]).all(axis=1)]
    if bounds is None or not len(rows):
        return
    index = ZoningIndex((shapes if in_plane else _in_metres(layer))[rows], check_validity=False, threads=threads)
    for strip in windows(grid.around(bounds), _CELLS):
        x, y = grid.centres(strip)
        xs, ys = np.tile(x, strip.rows), np.repeat(y, strip.columns)
        found = index.locate(x=xs, y=ys, crs=grid.crs, detail=True, threads=threads)
        point, zone = (np.asarray(found[name], dtype=np.int64) for name in ("point_row", "zone_row"))
        inside = zone >= 0
        if inside.any():
            yield rows[zone[inside]], raster.read(strip).reshape(-1)[point[inside]]


def _in_metres(layer: Layer) -> Layer:
    from petasentra.criteria.ground import metre_crs

    return layer.to_crs(metre_crs(layer))
