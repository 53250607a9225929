"""Coordinates of points, in whatever form and system they are given, as the zoning kernel reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from petasentra import _core
from petasentra.crs import as_crs
from petasentra.errors import CrsError, OptionError
from petasentra.layers.layer import as_layer

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.crs import Crs, CrsLike
    from petasentra.layers.layer import Layer, LayerLike

_POINT = 0
"""What shapely calls a point."""

Coordinates: TypeAlias = "tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]"
"""x and y of one length, in steps of whole doubles."""


def coordinates_in(
    target: Crs,
    points: LayerLike | None,
    x: npt.ArrayLike | None,
    y: npt.ArrayLike | None,
    crs: CrsLike | None,
    threads: int | None,
) -> Coordinates:
    """Return the points in the system `target`; NaN where a point has no place there."""
    if points is None:
        xs, ys = _of_arrays(x, y)
        source = target if crs is None else as_crs(crs)
    else:
        if x is not None or y is not None:
            raise _which_points("Points are given twice: as a layer and as x, y.",
                                "Titik diberikan dua kali: sebagai lapisan dan sebagai x, y.")  # fmt: skip
        if crs is not None:
            raise _which_points("crs= is for x and y; a layer has a CRS of its own.",
                                "crs= hanya untuk x dan y; lapisan memiliki CRS sendiri.")  # fmt: skip
        xy, source = _of_frame(points) or _of_layer(points)
        xs, ys = xy[:, 0], xy[:, 1]
    if source.same_as(target):
        return xs, ys
    pairs = _core.transform_places(xs, ys, source, target, threads=threads)
    return pairs[0::2], pairs[1::2]


def _of_layer(points: LayerLike) -> tuple[npt.NDArray[np.float64], Crs]:
    layer = as_layer(points)
    return layer.points_xy(), known_crs(layer, "The points have no CRS.", "Titik tidak memiliki CRS.")


def known_crs(layer: Layer, message_en: str, message_id: str) -> Crs:
    """Return the CRS of a layer, or raise what it is to be told without one."""
    if layer.crs is not None and layer.crs.known:
        return layer.crs
    raise CrsError(
        message_en,
        message_id,
        hint_en="Say which one they are in, with read_layer(..., crs=...) or set_crs(...) of geopandas.",
        hint_id="Sebutkan CRS-nya dengan read_layer(..., crs=...) atau set_crs(...) dari geopandas.",
        layer=layer.title,
    )


def _of_frame(points: object) -> tuple[npt.NDArray[np.float64], Crs] | None:
    """Coordinates of a GeoDataFrame, a row each, without its columns; None for what is none, or not all points."""
    values: Any = getattr(getattr(points, "geometry", None), "values", None)
    if type(values).__module__ != "geopandas.array" or values.crs is None:
        return None
    import shapely

    shapes = np.asarray(values)
    xy, rows = shapely.get_coordinates(shapes, return_index=True)
    # One vertex a row: a point that is not empty has that, and so has a multipoint or a collection of one.
    if not np.array_equal(rows, np.arange(len(shapes))) or (shapely.get_type_id(shapes) != _POINT).any():
        return None
    return xy, as_crs(values.crs)


def _of_arrays(x: npt.ArrayLike | None, y: npt.ArrayLike | None) -> Coordinates:
    if x is None or y is None:
        if x is None and y is None:
            raise _which_points("Points are not given.", "Titik tidak diberikan.")
        missing = "x" if x is None else "y"
        raise _which_points(f"{missing} is not given.", f"{missing} tidak diberikan.")
    xs, ys = _numbers("x", x), _numbers("y", y)
    if xs.ndim != 1 or ys.ndim != 1:
        raise _which_points(
            f"x and y must have one dimension; their shapes are {xs.shape} and {ys.shape}.",
            f"x dan y harus berdimensi satu; bentuknya {xs.shape} dan {ys.shape}.",
        )
    if xs.shape != ys.shape:
        raise _which_points(
            f"x and y differ in shape: {xs.shape} and {ys.shape}.",
            f"Bentuk x dan y berbeda: {xs.shape} dan {ys.shape}.",
        )
    return _in_whole_steps(xs), _in_whole_steps(ys)


def _numbers(name: str, values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return doubles; NaN where the values of a masked array are hidden."""
    try:
        given = values if isinstance(values, np.ma.MaskedArray) else np.asarray(values)
    except ValueError:  # lists of different lengths
        raise _no_numbers(name) from None
    if given.dtype.kind in "mM":
        raise _which_points(
            f"{name} holds {given.dtype}, which is no coordinate.",
            f"{name} berisi {given.dtype}, yang bukan koordinat.",
        )
    if given.dtype.kind == "c":
        raise _no_numbers(name)
    try:
        if isinstance(given, np.ma.MaskedArray):
            given = np.ma.filled(given.astype(float), np.nan)
        return np.atleast_1d(np.asarray(given, dtype=float))
    except (TypeError, ValueError, OverflowError):
        raise _no_numbers(name) from None


def _no_numbers(name: str) -> OptionError:
    return _which_points(f"{name} is not an array of real numbers.", f"{name} bukan larik bilangan riil.")


def _in_whole_steps(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    whole = values.flags.aligned and values.strides[0] % values.itemsize == 0
    return values if whole else np.ascontiguousarray(values)


def _which_points(message_en: str, message_id: str) -> OptionError:
    return OptionError(
        message_en,
        message_id,
        hint_en="Give a layer of points, or x and y as arrays of one length.",
        hint_id="Berikan lapisan titik, atau x dan y berupa larik yang sama panjang.",
        code=801,
    )
