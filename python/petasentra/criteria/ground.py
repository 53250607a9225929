"""The plane in which distances and areas of candidates are measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.crs import as_crs, transform_points, utm_epsg
from petasentra.errors import CrsError

if TYPE_CHECKING:
    from petasentra.crs import Crs
    from petasentra.layers import Layer

__all__ = ["metre_crs"]


def metre_crs(layer: Layer) -> Crs:
    """Return the CRS of a layer if its metres are metres on the ground, else UTM at the middle of it.

    Raises
    ------
    CrsError
        The layer has no CRS.
    """
    crs, bounds = layer.crs, layer.bounds
    if crs is None:
        raise CrsError(
            "The layer has no CRS: nothing can be measured.",
            "Lapisan tidak memiliki CRS: tidak ada yang dapat diukur.",
            hint_en="State it, for instance crs='EPSG:4326' for degrees.",
            hint_id="Sebutkan, misalnya crs='EPSG:4326' untuk derajat.",
            code=201,
            layer=layer.title,
        )
    if bounds is None or (crs.is_projected and crs.has_true_metres(*bounds)):
        return crs
    middle = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    x, y = transform_points([middle[0]], [middle[1]], crs, 4326)
    return as_crs(utm_epsg(float(x[0]), float(y[0])))
