"""Where units are: one pair of coordinates each, and which of them are no place to count on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from petasentra.crs import as_crs, geodesic, transform_points, utm_epsg
from petasentra.errors import CrsError, OptionError
from petasentra.layers.layer import as_layer
from petasentra.optional import require
from petasentra.sentra.arguments import refused

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.crs import Crs
    from petasentra.layers.layer import Layer, LayerLike

__all__ = [
    "DEGREE_M",
    "Ground",
    "coordinates_of",
    "distances_m",
    "in_box",
    "lon_lat_of",
    "metres_outside",
    "places_of",
    "shared_places",
]

_POINT = 1  # of ISO WKB
#: Metres of a degree, a little less than there are anywhere, for a first choice by boxes.
DEGREE_M = 110_000.0
#: Two units may well be one house; of so many at one coordinate it is likely that of a desa.
SHARED_FROM = 3
_WEB_MERCATOR = ("EPSG:3857", "EPSG:3395")  # metres that stretch with latitude


class Ground(NamedTuple):
    """Coordinates of units, shape (n, 2), NaN where there is none: metres of a plane, or degrees on WGS 84."""

    xy: npt.NDArray[np.float64]
    lon_lat: bool
    crs: Crs | None


def places_of(layer: Layer) -> Ground:
    """Return where the rows of a layer are; of lines and areas a place within stands for the whole.

    Raises
    ------
    CrsError
        The layer has places and no CRS.
    OptionError
        There are other shapes than points, and shapely is not installed.
    """
    xy = coordinates_of(layer)
    crs = layer.crs
    there = np.isfinite(xy).all(axis=1)
    if crs is None:
        if not there.any():
            return Ground(xy, True, None)
        raise CrsError(
            "The units have no CRS: a distance cannot be measured.",
            "Unit usaha tidak memiliki CRS: jarak tidak dapat diukur.",
            hint_en="Read them with crs=, for instance crs='EPSG:4326' for degrees.",
            hint_id="Baca dengan crs=, misalnya crs='EPSG:4326' untuk derajat.",
            layer=layer.title,
        )
    if crs.is_projected and crs.authority_code not in _WEB_MERCATOR:
        return Ground(xy, False, crs)
    if crs.authority_code != "EPSG:4326" and there.any():
        x, y = transform_points(xy[there, 0], xy[there, 1], crs, 4326)[:2]
        xy[there] = np.column_stack([x, y])
    xy[~((np.abs(xy[:, 0]) <= 180) & (np.abs(xy[:, 1]) <= 90))] = np.nan
    return Ground(xy, True, as_crs(4326))


def distances_m(
    ground: Ground, xy: npt.NDArray[np.float64], of: npt.NDArray[np.float64], most: int = 1 << 22
) -> npt.NDArray[np.float64]:
    """Return metres between places, shape (n, m), measured as clusters are."""
    if not ground.lon_lat:
        return np.asarray(np.hypot(xy[:, None, 0] - of[None, :, 0], xy[:, None, 1] - of[None, :, 1]))
    out = np.empty((len(xy), len(of)))
    step = max(1, most // max(len(of), 1))
    for begin in range(0, len(xy), step):
        part = xy[begin : begin + step]
        pairs = np.repeat(part, len(of), axis=0), np.tile(of, (len(part), 1))
        metres = geodesic(pairs[0][:, 0], pairs[0][:, 1], pairs[1][:, 0], pairs[1][:, 1])[0]
        out[begin : begin + step] = metres.reshape(len(part), len(of))
    return out


def in_box(
    ground: Ground,
    rows: npt.NDArray[np.int64],
    low: npt.NDArray[np.float64],
    high: npt.NDArray[np.float64],
    within_m: float,
) -> npt.NDArray[np.bool_]:
    """Choose the units in a box and `within_m` around it, some too many and never too few."""
    beyond = np.array([within_m, within_m])
    if ground.lon_lat:
        squeeze = max(float(np.cos(np.radians(min(abs(low[1]), abs(high[1])) + 1.0 + within_m / DEGREE_M))), 0.01)
        beyond = beyond / (DEGREE_M * np.array([squeeze, 1.0]))
    xy = ground.xy[rows]
    inside: npt.NDArray[np.bool_] = ((xy >= low - beyond) & (xy <= high + beyond)).all(axis=1)
    return inside


def shared_places(
    ground: Ground, rows: npt.NDArray[np.int64], at_least: int = SHARED_FROM
) -> list[npt.NDArray[np.int64]]:
    """Return the rows at each place that so many of them share to the last digit, in the order given, by the first.

    O(n log n).

    Examples
    --------
    >>> import numpy as np
    >>> ground = Ground(np.array([[1.0, 2.0], [5.0, 5.0], [1.0, 2.0], [1.0, 2.0]]), False, None)
    >>> shared_places(ground, np.arange(4))
    [array([0, 2, 3])]
    """
    rows = rows[np.isfinite(ground.xy[rows]).all(axis=1)]
    if len(rows) < at_least:
        return []
    xy = ground.xy[rows]
    sorted_rows = np.lexsort((np.arange(len(rows)), xy[:, 1], xy[:, 0]))
    begins = np.flatnonzero(np.concatenate([[True], (np.diff(xy[sorted_rows], axis=0) != 0).any(axis=1)]))
    ends = np.append(begins[1:], len(rows))
    many = ends - begins >= at_least
    groups = [sorted_rows[begin:end] for begin, end in zip(begins[many], ends[many], strict=True)]
    return [rows[one] for one in sorted(groups, key=lambda one: int(one[0]))]


def lon_lat_of(ground: Ground) -> npt.NDArray[np.float64]:
    """Return longitude and latitude of each place, shape (n, 2), NaN where there is none."""
    there = np.flatnonzero(np.isfinite(ground.xy).all(axis=1))
    if ground.lon_lat or ground.crs is None or not len(there):
        return ground.xy
    out = np.full(ground.xy.shape, np.nan)
    lon, lat = transform_points(ground.xy[there, 0], ground.xy[there, 1], ground.crs, 4326)[:2]
    out[there] = np.column_stack([lon, lat])
    return out


def metres_outside(ground: Ground, boundary: LayerLike, threads: int | None = None) -> npt.NDArray[np.float64]:
    """Return how far each place lies outside an area: 0 inside, NaN where there is no place."""
    from petasentra.zoning import ZoningIndex

    out = np.full(len(ground.xy), np.nan)
    there = np.flatnonzero(np.isfinite(ground.xy).all(axis=1))
    if not len(there):
        return out
    try:
        area = as_layer(boundary)
    except TypeError:
        raise refused("boundary", boundary, "a Layer or a GeoDataFrame", "Layer atau GeoDataFrame") from None
    bounds = area.bounds
    if bounds is None:
        raise OptionError("boundary has no area.", "boundary tidak memuat bidang.", code=801, column="boundary")
    metres = area.crs
    if metres is not None and bounds is not None and not metres.is_projected:
        middle = transform_points([(bounds[0] + bounds[2]) / 2], [(bounds[1] + bounds[3]) / 2], metres, 4326)
        metres = as_crs(utm_epsg(float(middle[0][0]), float(middle[1][0])))
        area = area.to_crs(metres)
    index = ZoningIndex(area)
    x, y = ground.xy[there, 0], ground.xy[there, 1]
    inside = np.asarray(index.locate(x=x, y=y, crs=ground.crs, threads=threads)) >= 0
    out[there] = 0.0
    beyond = there[~inside]
    if len(beyond):
        far = index.distance(x=ground.xy[beyond, 0], y=ground.xy[beyond, 1], crs=ground.crs, threads=threads)
        out[beyond] = np.asarray(far)
    return out


def coordinates_of(layer: Layer) -> npt.NDArray[np.float64]:
    """Return one pair a row in the CRS of the layer, shape (n, 2); NaN where a row has no shape."""
    arrays = layer.core.geometry_arrays()
    parts = arrays["part_of_row"].astype(np.int64)
    one_point = (arrays["kind"] == _POINT) & (np.diff(parts) == 1)
    xy = np.full((len(layer), 2), np.nan)
    rings = arrays["ring_of_part"].astype(np.int64)
    vertices = arrays["vertex_of_ring"].astype(np.int64)
    rows = np.flatnonzero(one_point)
    xy[rows] = arrays["xy"][vertices[rings[parts[rows]]]]
    others = np.flatnonzero(~one_point & (np.diff(parts) > 0))
    if len(others):
        require("shapely", purpose_id="Unit berupa garis atau bidang", purpose_en="Units that are lines or areas")
        import shapely

        shapes = shapely.from_wkb([None if one is None else bytes(one) for one in _wkb(layer, others)])
        points = shapely.point_on_surface(shapes)
        xy[others] = np.column_stack([shapely.get_x(points), shapely.get_y(points)])
    xy[~np.isfinite(xy).all(axis=1)] = np.nan
    return xy


def _wkb(layer: Layer, rows: npt.NDArray[np.int64]) -> list[bytes | None]:
    part: Layer = layer[rows]
    import pyarrow as pa

    from petasentra.auditing.inputs import bare

    values: list[bytes | None] = bare(pa.table(part).column(part.geometry_name)).to_pylist()
    return values
