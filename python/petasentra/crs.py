"""Coordinate reference systems, points from one to another, and lines on the ellipsoid."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from petasentra import _core
from petasentra._core import Crs
from petasentra._progress import progress_callback

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from petasentra._progress import Progress

__all__ = [
    "Crs",
    "CrsLike",
    "Operation",
    "ProjDataWarning",
    "as_crs",
    "geodesic",
    "operation_at",
    "transform_points",
    "utm_epsg",
]

CrsLike: TypeAlias = Any
"""A Crs, "EPSG:32749", 32749, WKT, PROJJSON (text or dict), a PROJ string, or an object of pyproj."""


class ProjDataWarning(UserWarning):
    """``PROJ_DATA`` points to a database our PROJ cannot use; the built-in one is used instead."""


_checked = False


def check_proj_data() -> None:
    """Warn once if the environment leads PROJ to a database it cannot use."""
    global _checked  # noqa: PLW0603
    if _checked:
        return
    _checked = True
    status = _core.proj_status()
    if status["environment_overridden"]:
        warnings.warn(
            f"PROJ_DATA points to {status['environment_value']}, which PROJ {status['version']} cannot use; "
            f"{status['database_path']} is used instead. "
            f"PROJ_DATA menunjuk basis data yang tidak cocok; basis data bawaan yang dipakai.",
            ProjDataWarning,
            stacklevel=3,
        )


def as_crs(value: CrsLike) -> Crs:
    """Return the system that a value names.

    Parameters
    ----------
    value
        A Crs, ``"EPSG:32749"``, ``32749``, WKT, PROJJSON as text or dict, a PROJ string, the system's full name
        (``"WGS 84 / UTM zone 49S"``), or a ``pyproj.CRS``; None is the unknown system.

    Raises
    ------
    CrsError
        PROJ does not know it.

    Examples
    --------
    >>> from petasentra.crs import as_crs
    >>> as_crs(32749).name
    'WGS 84 / UTM zone 49S'
    """
    check_proj_data()
    if value is None:
        return Crs()
    if isinstance(value, Crs):
        return value
    if isinstance(value, dict):
        import json

        return Crs.from_user_input(json.dumps(value))
    if hasattr(value, "to_json"):  # pyproj.CRS
        return Crs.from_user_input(value.to_json())
    return Crs.from_user_input(str(value))


def _flat(values: ArrayLike) -> NDArray[np.float64]:
    return np.atleast_1d(np.asarray(values, dtype=np.float64))


def transform_points(
    x: ArrayLike,
    y: ArrayLike,
    from_crs: CrsLike,
    to_crs: CrsLike,
    *,
    progress: Progress = None,
    threads: int | None = None,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Transform points from one system to another; x is always easting or longitude.

    Parameters
    ----------
    x, y
        Numbers or arrays of one length, in the units of `from_crs`.
    from_crs, to_crs
        Anything `as_crs` understands.
    progress
        True shows a bar; a callable gets the done share, 0..1.
    threads
        Worker threads; None means one per processor.

    Returns
    -------
    tuple of numpy.ndarray
        x and y, shape (n,), in the units of `to_crs`.

    Raises
    ------
    CrsError
        A system is unknown, or a point (named by its position) has no place in `to_crs`.
    OptionError
        `x` and `y` differ in length.

    Examples
    --------
    >>> import petasentra as ps
    >>> x, y = ps.transform_points(112.2345, -7.5432, "EPSG:4326", "EPSG:32749")
    >>> round(float(x[0])), round(float(y[0]))
    (636198, 9166009)
    """
    tell = progress_callback(progress, "transform")
    return _core.transform_points(_flat(x), _flat(y), as_crs(from_crs), as_crs(to_crs), progress=tell, threads=threads)


class Operation(NamedTuple):
    """How one system is transformed to another: its name in PROJ's words, and its accuracy in metres."""

    name: str
    accuracy_m: float
    """0 is exact, -1 unknown."""


def operation_at(x: float, y: float, from_crs: CrsLike, to_crs: CrsLike) -> Operation:
    """Tell by which operation a place is transformed, and how accurate that is.

    Parameters
    ----------
    x, y
        The place, in the units of `from_crs`: where several operations compete, the place decides.
    from_crs, to_crs
        Anything `as_crs` understands.

    Raises
    ------
    CrsError
        A system is unknown, or the place cannot be transformed.

    Examples
    --------
    >>> from petasentra.crs import operation_at
    >>> operation_at(112.0, -7.0, "Batavia", "EPSG:4326").accuracy_m
    6.0
    """
    return Operation(*_core.operation_at(x, y, as_crs(from_crs), as_crs(to_crs)))


def geodesic(
    lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Measure the shortest lines on the WGS 84 ellipsoid between pairs of places.

    Parameters
    ----------
    lon1, lat1, lon2, lat2
        Degrees; numbers or arrays of one length.

    Returns
    -------
    tuple of numpy.ndarray
        Distance in metres, azimuth at the start and azimuth from the end back to the start, in degrees clockwise from
        north; each of shape (n,).

    Raises
    ------
    OptionError
        The arrays differ in length.

    Examples
    --------
    >>> import petasentra as ps
    >>> distance, start, end = ps.geodesic(112.0, -7.0, 112.0, -8.0)
    >>> round(float(distance[0]))
    110593
    """
    return _core.geodesic(_flat(lon1), _flat(lat1), _flat(lon2), _flat(lat2))


def utm_epsg(longitude: float, latitude: float) -> int:
    """Return the EPSG code of the WGS 84 / UTM zone that holds a place (degrees).

    Examples
    --------
    >>> import petasentra as ps
    >>> ps.utm_epsg(112.23, -7.54)
    32749
    """
    return _core.utm_epsg(longitude, latitude)
