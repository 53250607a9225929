"""The plane in which distances and areas of candidates are measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.admin.country import outside_country
from petasentra.crs import as_crs, transform_points, utm_epsg
from petasentra.errors import CrsError

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.crs import Crs
    from petasentra.layers.layer import Layer

__all__ = ["in_range", "in_plane", "metre_crs"]

#: Degrees of longitude from the middle of a layer within which a plane is laid on it.
_FARTHEST_DEG = 20.0


def metre_crs(layer: Layer) -> Crs:
    """Return the CRS of a layer if its metres are metres on the ground, else UTM at the middle of its rows.

    A twentieth of the rows at each side does not count: a place in the sea off Africa moves no kabupaten.

    Raises
    ------
    CrsError
        The layer has no CRS.
    """
    crs = layer.crs
    if crs is None:
        raise CrsError(
            "The layer has no CRS: nothing can be measured.",
            "Lapisan tidak memiliki CRS: tidak ada yang dapat diukur.",
            hint_en="State it, for instance crs='EPSG:4326' for degrees.",
            hint_id="Sebutkan, misalnya crs='EPSG:4326' untuk derajat.",
            code=201,
            layer=layer.title,
        )
    middles = _middles(layer)
    middles = middles[in_range(layer)]
    if not len(middles):
        return crs
    low, middle, high = np.quantile(middles, [0.05, 0.5, 0.95], axis=0)
    if crs.is_projected and crs.has_true_metres(*low, *high):
        return crs
    x, y = transform_points([middle[0]], [middle[1]], crs, 4326)
    return as_crs(utm_epsg(float(x[0]), float(y[0])))


def in_range(layer: Layer) -> npt.NDArray[np.bool_]:
    """Return which rows have a place; degrees have to be some, and within 20 degrees of the middle of all.

    Rows outside the country have no say in where that middle is, as long as any lies in it.
    """
    xy = _middles(layer)
    sound = np.asarray(np.isfinite(xy).all(axis=1))
    if layer.crs is None or not layer.crs.is_geographic or not sound.any():
        return sound
    degrees = sound & (np.abs(xy[:, 1]) <= 84) & (np.abs(xy[:, 0]) <= 180)
    if not degrees.any():
        return np.asarray(degrees)
    at_home = degrees & ~outside_country(xy[:, 0], xy[:, 1])
    middle = np.median(xy[at_home if at_home.any() else degrees, 0])
    return np.asarray(degrees & (np.abs(xy[:, 0] - middle) <= _FARTHEST_DEG))


def in_plane(layer: Layer, sound: npt.NDArray[np.bool_], threads: int | None) -> Layer:
    """Return a layer in its plane; the geometry of rows that are not sound becomes null."""
    crs = metre_crs(layer)
    if layer.crs is not None and crs.same_as(layer.crs):
        return layer
    if not sound.all():
        import pyarrow as pa
        import pyarrow.compute as pc

        from petasentra.layers.layer import Layer

        table = pa.table(layer)
        at = table.schema.get_field_index(layer.geometry_name)
        column = table.column(at)
        kept = pc.if_else(pa.array(sound), column, pa.scalar(None, column.type))
        layer = Layer.from_arrow(table.set_column(at, table.schema.field(at), kept), layer.geometry_name, layer.crs)
    return layer.to_crs(crs, threads=threads)


def _middles(layer: Layer) -> npt.NDArray[np.float64]:
    box = np.asarray(layer.core.row_bounds(), dtype=np.float64).reshape(-1, 4)
    return (box[:, :2] + box[:, 2:]) / 2
