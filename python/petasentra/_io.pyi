"""
Files through GDAL and libosmium: vectors as Arrow streams, rasters as arrays. Imported only when a file is read or written.
"""

from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import typing
import typing_extensions

def gdal_version() -> str:
    """
    The version of GDAL that is loaded.
    """

def list_layers(path: str) -> dict[str, typing.Any]:
    """
    Driver and layers of a file, unread.
    """

def raster_facts(path: str, *, band: typing.SupportsInt | typing.SupportsIndex = 1) -> dict[str, typing.Any]:
    """
    Where the cells of a raster lie and what they are, its head alone: the CRS as PROJJSON, empty for none.
    """

def read_layer(
    path: str, *, layer: str = "", crs: str = "", encoding: str = ""
) -> tuple[typing_extensions.CapsuleType, dict[str, typing.Any]]:
    """
    An arrow_array_stream capsule with one layer, for Layer.from_stream of the core alone, and what was found while reading, without counts of geometries and hashes.
    """

def read_osm_roads(
    path: str, *, modes: collections.abc.Sequence[str], progress: typing.Any = None
) -> dict[str, typing.Any]:
    """
    The roads of an OpenStreetMap file: Arrow streams of nodes, edges, restrictions and barriers.
    """

def read_raster(
    path: str,
    *,
    band: typing.SupportsInt | typing.SupportsIndex,
    column: typing.SupportsInt | typing.SupportsIndex,
    row: typing.SupportsInt | typing.SupportsIndex,
    columns: typing.SupportsInt | typing.SupportsIndex,
    rows: typing.SupportsInt | typing.SupportsIndex,
    progress: typing.Any = None,
) -> numpy.typing.NDArray[numpy.float64]:
    """
    A window of one band, shape (rows, columns), NaN where there is no value.
    """

def write_layer(
    source: typing.Any, path: str, *, layer_name: str = "", driver: str = "", progress: typing.Any = None
) -> dict[str, typing.Any]:
    """
    Writes an Arrow stream as a layer; says what the format could not hold.
    """

def write_layers(
    sources: collections.abc.Sequence[tuple[str, typing.Any]], path: str, *, progress: typing.Any = None
) -> list[dict[str, typing.Any]]:
    """
    Writes named Arrow streams as the layers of a new GeoPackage; a report for each.
    """
