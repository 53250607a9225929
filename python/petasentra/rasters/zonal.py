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

__all__ = ["over_areas"]

_AREAS = (3, 6)  # of ISO WKB: polygons
# Middles of cells that are looked up at one time.
_CELLS = 1 << 20


def over_areas(raster: Raster, areas: LayerLike, statistic: Statistic, threads: int | None) -> npt.NDArray[np.float64]:
    """Return one number an area; see `Raster.over`."""
    layer = as_layer(areas)
    if layer.crs is None:
        raise CrsError("The areas have no CRS.", "Bidang tidak memiliki CRS.", code=201, layer=layer.title)
    out, counted = _by_middles(raster, layer, statistic, threads)
    small = np.flatnonzero(~counted)
    if len(small):
        places = np.asarray(layer.core.inner_places(), dtype=np.float64).reshape(-1, 2)[small]
        out[small] = raster._at(places, layer.crs)
    return out


def _by_middles(
    raster: Raster, layer: Layer, statistic: Statistic, threads: int | None
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Return the statistic of each area, and whether any middle of a cell lies in it."""
    count = len(layer)
    start = {"mean": 0.0, "min": np.inf, "max": -np.inf}[statistic]
    held, known, total = np.zeros(count, bool), np.zeros(count, np.int64), np.full(count, start)
    for zone, value in _middles(raster, layer, threads):
        held[zone] = True
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
    return out, held


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
