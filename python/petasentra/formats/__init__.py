"""Formats that Python reads, beside what GDAL reads: tables with coordinates (CSV, XLSX) and GeoParquet.

Each reader gives what the readers of vector files give: the layer of the core, and what was found while reading.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from petasentra import _core

    Read: TypeAlias = tuple[_core.Layer, dict[str, Any]]

__all__ = ["ENDINGS", "Rows", "layer_names", "read"]

#: What a row of a spreadsheet is: a point, or a vertex of a polygon.
Rows: TypeAlias = Literal["auto", "points", "vertices"]

_SHEETS = {".csv": "CSV", ".tsv": "CSV", ".xlsx": "XLSX", ".xlsm": "XLSX"}
_PARQUET = {".parquet", ".geoparquet", ".pq"}

#: Endings of the files these readers take, in lower case.
ENDINGS = frozenset({*_SHEETS, *_PARQUET})


def read(path: str, *, layer: str, crs: str, encoding: str, rows: Rows = "auto") -> Read:
    """Read one layer of a file with one of `ENDINGS`; texts are empty where nothing is asked.

    Returns
    -------
    tuple
        The layer of the core, and the load report as a dict.

    Raises
    ------
    IoError
        No such file, unreadable, several layers and none chosen, or no such layer.
    SchemaError
        The table has neither a geometry column nor columns of coordinates.
    """
    from petasentra.files.archives import refused_web_page

    if page := refused_web_page(path):
        raise page
    if PurePath(path).suffix.lower() in _PARQUET:
        from petasentra.formats import geoparquet

        return geoparquet.read(path, layer=layer, crs=crs, encoding=encoding)
    from petasentra.formats import sheet_layer

    return sheet_layer.read(path, layer=layer, crs=crs, encoding=encoding, rows=rows)


def layer_names(path: str, *, encoding: str = "") -> list[str]:
    """Name the layers of a file with one of `ENDINGS`; errors as in `read`."""
    if PurePath(path).suffix.lower() in _PARQUET:
        from petasentra.formats import geoparquet

        return geoparquet.layer_names(path)
    from petasentra.formats import failures, sheets

    if _SHEETS.get(PurePath(path).suffix.lower()) == "CSV":
        failures.require_file(path)
        return [PurePath(path).stem]
    return [sheet.name for sheet in sheets.read_sheets(path, encoding)]
