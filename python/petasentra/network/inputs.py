"""Points and edges in whatever form they are given."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

import numpy as np

from petasentra._arrow import is_geodataframe, is_geometry_field
from petasentra.errors import OptionError
from petasentra.layers.layer import Layer, as_layer
from petasentra.tables import Table
from petasentra.zoning.places import coordinates_in, known_crs

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra._arrow import ArrowStreamExportable
    from petasentra.crs import Crs, CrsLike
    from petasentra.layers.layer import LayerLike


#: What stands for a place, by the numbers of ISO WKB.
_POINT, _MULTI_POINT = 1, 4
#: What to do with points where a table with coordinates is wanted.
_OF_POINTS = {
    "hint_en": "Put the coordinates into columns: frame.assign(x=frame.geometry.x, y=frame.geometry.y)"
    ".drop(columns=frame.geometry.name), and say crs=.",
    "hint_id": "Taruh koordinatnya dalam kolom: frame.assign(x=frame.geometry.x, y=frame.geometry.y)"
    ".drop(columns=frame.geometry.name), dan sebut crs=.",
}
_PLACE_KINDS = ("", "point", "line", "area", "points", "line", "area", "collection")


def coordinates_of(
    points: LayerLike | None,
    x: npt.ArrayLike | None,
    y: npt.ArrayLike | None,
    crs: CrsLike | None,
    target: Crs,
    threads: int | None,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], list[str | None]]:
    """Return the places in the CRS of the network, NaN for rows of a layer that have none, and what they stand for.

    Of what is more than a point, a place within stands for the whole.
    """
    if points is None or x is not None or y is not None or crs is not None:
        xs, ys = coordinates_in(target, points, x, y, crs, threads)
        return xs, ys, ["point"] * len(xs)
    layer = given_layer(points, "points")
    source = known_crs(layer, "The places have no CRS.", "Tempat tidak memiliki CRS.")
    arrays = layer.core.geometry_arrays()
    one_part = np.diff(arrays["part_of_row"]) == 1
    xy = layer.core.inner_places(threads)
    # A multipoint of one point is that point.
    told = np.where((arrays["kind"] == _MULTI_POINT) & one_part, _POINT, arrays["kind"])
    told[np.isnan(xy[:, 0])] = 0
    xs, ys = coordinates_in(target, None, xy[:, 0], xy[:, 1], source, threads)
    return xs, ys, [_PLACE_KINDS[one] or None for one in told]


def given_layer(layer: LayerLike, name: str) -> Layer:
    """Return a layer of whatever holds one: a layer, a frame, a GeoSeries, a table of Arrow, or the path of a file.

    Raises
    ------
    OptionError
        It is none of these; what to do is said. Otherwise as for `petasentra.read_layer`.
    """
    try:
        return as_layer(layer)
    except TypeError as error:
        shown = repr(layer)
        shown = shown if len(shown) <= 60 else f"{shown[:57]}..."
        raise OptionError(
            f"{name}={shown} is neither a layer, a GeoDataFrame or GeoSeries, nor the path of a file.",
            f"{name}={shown} bukan lapisan, GeoDataFrame atau GeoSeries, dan bukan jalur berkas.",
            hint_en="Of coordinates make one: geopandas.GeoSeries.from_xy(x, y, crs=...).",
            hint_id="Dari koordinat buatlah: geopandas.GeoSeries.from_xy(x, y, crs=...).",
            code=801,
            column=name,
        ) from error


def given_path(path: str | os.PathLike[str]) -> str:
    """Return the path of a file.

    Raises
    ------
    OptionError
        It is no path.
    """
    if isinstance(path, str | os.PathLike):
        return os.fspath(path)
    raise OptionError(
        f"{path!r} is not the path of a file.", f"{path!r} bukan jalur sebuah berkas.", code=801, column="path"
    )


def given_table(table: object, name: str) -> Table:
    """Return a table of whatever speaks Arrow.

    Raises
    ------
    OptionError
        It does not.
    """
    try:
        return Table.from_arrow(cast("ArrowStreamExportable", table))
    except TypeError as error:
        raise OptionError(
            f"{name} is a {type(table).__name__} and no table: give one of pandas, pyarrow, polars or DuckDB.",
            f"{name} berupa {type(table).__name__}, bukan tabel: berikan tabel pandas, pyarrow, polars, atau DuckDB.",
            **(_OF_POINTS if is_geodataframe(table) else {}),
            code=801,
            column=name,
        ) from error


def layer_with_lines(edges: ArrowStreamExportable | LayerLike) -> Layer | None:
    """Return edges that have a geometry as a layer; None for a plain table."""
    if isinstance(edges, Layer):
        return edges
    if is_geodataframe(edges):
        return as_layer(edges)
    schema = getattr(edges, "schema", None)
    if schema is not None and any(is_geometry_field(field) for field in schema):
        return as_layer(edges)
    return None
