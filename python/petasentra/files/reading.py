"""Read vector files into layers."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal

from petasentra import _core, formats
from petasentra._axes import swapped_note
from petasentra.crs import as_crs, check_proj_data
from petasentra.errors import OptionError
from petasentra.files.hashes import FileHashes, sidecars_of
from petasentra.files.load_report import LoadReport
from petasentra.formats import failures
from petasentra.layers.layer import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from petasentra.crs import CrsLike
    from petasentra.formats import Rows
    from petasentra.profiles import Profile

Engine = Literal["auto", "gdal", "pyogrio"]


def read_layer(
    path: str | os.PathLike[str],
    *,
    layer: str | None = None,
    crs: CrsLike = None,
    encoding: str | None = None,
    profile: str | Profile | None = None,
    personal: str | Iterable[str] = (),
    read_on: str | dt.date | None = None,
    engine: Engine = "auto",
    rows: Rows = "auto",
) -> Layer:
    """Read one layer of a file: vector formats, tables with coordinates, GeoParquet.

    Parameters
    ----------
    path
        A ``.shp``, ``.gpkg``, ``.geojson``, ``.fgb``, ``.kml``, ``.kmz``, ``.gdb`` or other file GDAL knows, or a
        ``.zip`` with one inside (in a subfolder too); ``.parquet``; ``.csv``, ``.tsv`` or ``.xlsx`` with columns of
        coordinates (lon and lat, x and y, degrees-minutes-seconds with BT and LS), title rows above them or not.
    layer
        Name of the layer; needed where the file holds several.
    crs
        CRS of the coordinates, e.g. ``"EPSG:4326"``. It wins over what the file says; the report notes a difference.
        A file without CRS gives a layer without CRS: nothing is guessed.
    encoding
        Encoding of a Shapefile's or CSV's text, e.g. ``"CP1252"``. Without it the file's own word counts (``.cpg``,
        ``.dbf``); where it has none, UTF-8 if every byte fits, else CP1252, and the report says so.
    profile
        A kind of table we know, e.g. ``"rtrw-permen14"`` (``docs/profiles.md``): columns are renamed, numbers, dates
        and codes read, and ``layer.load_report.changes`` tells each change. See `apply_profile`.
    personal
        Columns that hold personal data, one name or several; reports and maps leave them out.
    read_on
        Date to keep in the provenance; default today, or the day of ``SOURCE_DATE_EPOCH`` if that is set.
    engine
        ``"gdal"`` (the module ``_io``), ``"pyogrio"``, or ``"auto"``: the first of them that is installed. Tables and
        GeoParquet need neither.
    rows
        What a row of a table is: ``"points"``, or ``"vertices"`` of polygons (one polygon for each id). ``"auto"``
        joins rows into polygons only where the vertex numbers start anew with every id, or each list ends where it
        began; the report says so.

    Returns
    -------
    Layer
        Rows and columns in the order of the file, geometry last, without the feature id; ``layer.load_report`` says how
        it was read, ``layer.provenance`` where it is from.

    Raises
    ------
    IoError
        No such file (the nearest name is suggested), unreadable, several layers and none chosen, or no such layer.
    SchemaError
        The layer is a table without geometry or coordinates, or plainly of another kind than ``profile``.
    CrsError
        ``crs`` is not understood.
    OptionError
        Unknown ``profile``, ``encoding``, ``engine`` or ``rows``; ``layer`` is no text.

    Examples
    --------
    >>> import petasentra as ps
    >>> desa = ps.read_layer(ps.datasets.path("jombang") / "desa.fgb")
    >>> desa.load_report.driver
    'FlatGeobuf'
    """
    text_path = os.fspath(path)
    failures.require_name(text_path)
    failures.require_no_folder(text_path)
    _check_layer(layer)
    check_proj_data()
    crs_text = as_crs(crs).projjson
    raw: dict[str, Any]
    _check_rows(rows)
    followed = None
    if profile is not None:
        from petasentra.profiles.tables import profile as profile_of

        followed = profile_of(profile)
    if PurePath(text_path).suffix.lower() in formats.ENDINGS:
        handle, raw = formats.read(text_path, layer=layer or "", crs=crs_text, encoding=encoding or "", rows=rows)
    elif _chosen(engine) == "gdal":
        from petasentra import _io

        stream, raw = _io.read_layer(text_path, layer=layer or "", crs=crs_text, encoding=encoding or "")
        handle = _core.Layer.from_stream(
            stream, read_from=raw["path"], layer_name=raw["layer"], read_on=_date_text(read_on), driver=raw["driver"]
        )
        raw["engine"] = "gdal"
    else:
        from petasentra.files import pyogrio_reading

        handle, raw = pyogrio_reading.read(text_path, layer=layer or "", crs=crs_text, encoding=encoding or "")
    if not handle.provenance["source"]:
        handle = handle.with_provenance(
            source=raw["path"], layer_name=raw["layer"], read_on=_date_text(read_on), driver=raw["driver"]
        )
    result = Layer(handle, load_report=_report_of(raw, handle))
    names = [personal] if isinstance(personal, str) else list(personal)
    result = result.with_personal(names) if any(names) else result
    if followed is not None:
        from petasentra.profiles.applying import applied_to_layer

        result, _ = applied_to_layer(result, followed)
    return result


def _report_of(raw: dict[str, Any], handle: _core.Layer) -> LoadReport:
    # Counts and hashes cost more than reading; they come when somebody asks, the hashes from a thread begun now.
    swapped = swapped_note(handle)
    if swapped is not None and all(one["code"] != swapped["code"] for one in raw["notes"]):
        raw["notes"] = [*raw["notes"], swapped]
    path = raw["path"]
    sidecars = sidecars_of(path, raw["driver"], raw["inner_path"])
    hashes = FileHashes([path, *sidecars])
    return LoadReport.late(
        raw,
        {
            "geometries": handle.counts,
            "sha256": lambda: hashes[path],
            "sidecars": lambda: {part.name: hashes[part] for part in sidecars},
        },
    )


def _chosen(engine: str) -> str:
    if engine not in ("auto", "gdal", "pyogrio"):
        raise OptionError(
            message_id=f'engine="{engine}" tidak dikenal.',
            message_en=f'engine="{engine}" is not known.',
            hint_id='Pilih "auto", "gdal", atau "pyogrio".',
            hint_en='Choose "auto", "gdal" or "pyogrio".',
            code=801,
        )
    if engine != "auto":
        return engine
    return "gdal" if gdal_available() else "pyogrio"


def _check_layer(layer: object) -> None:
    if layer is None or isinstance(layer, str):
        return
    raise OptionError(
        message_id=f"layer={layer!r} bukan nama lapisan.",
        message_en=f"layer={layer!r} is no name of a layer.",
        hint_id='Beri namanya sebagai teks, misalnya layer="zona"; ps.inspect(path) menyebut semua lapisan.',
        hint_en='Give its name as text, e.g. layer="zones"; ps.inspect(path) names all layers.',
        code=801,
    )


def _check_rows(rows: str) -> None:
    if rows in ("auto", "points", "vertices"):
        return
    raise OptionError(
        message_id=f'rows="{rows}" tidak dikenal.',
        message_en=f'rows="{rows}" is not known.',
        hint_id='Pilih "auto", "points", atau "vertices".',
        hint_en='Choose "auto", "points" or "vertices".',
        code=801,
    )


def gdal_available() -> bool:
    """Tell whether the extension module that reads and writes through GDAL was built."""
    try:
        from petasentra import _io  # noqa: F401
    except ImportError:
        return False
    return True


def _date_text(read_on: str | dt.date | None) -> str:
    if isinstance(read_on, dt.date):
        return read_on.isoformat()
    if read_on is not None:
        return read_on
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date().isoformat()
    return dt.datetime.now(tz=dt.UTC).astimezone().date().isoformat()
