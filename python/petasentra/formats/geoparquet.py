"""GeoParquet through pyarrow: WKB or native encoding, the CRS of its metadata."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from petasentra import _core
from petasentra.errors import PetasentraError
from petasentra.formats import reading_notes as told
from petasentra.formats import wkb
from petasentra.formats.coordinate_columns import find_coordinates
from petasentra.formats.coordinate_names import coordinate_word
from petasentra.formats.failures import choose_layer, no_coordinates, require_file, unreadable
from petasentra.formats.reporting import report_of
from petasentra.formats.sheets import Sheet

if TYPE_CHECKING:
    import pyarrow as pa

    from petasentra.formats import Read
    from petasentra.formats.reading_notes import Note

# What a GeoParquet file means that names no CRS at all: longitude and latitude on WGS 84.
_DEFAULT_CRS = "EPSG:4326"
_GUESSED_NAMES = ("geometry", "geom", "wkb_geometry", "the_geom", "wkb", "shape")


@dataclass(frozen=True)
class _Geometry:
    """The geometry column, Arrow's name of its encoding, and its CRS (None: stated to be unknown)."""

    column: str
    encoding: str
    crs: str | None
    covering: str = ""


def layer_names(path: str) -> list[str]:
    """Name the one layer of a Parquet file after the file; errors as in `read`."""
    open_table(path)
    return [PurePath(path).stem]


def read(path: str, *, layer: str, crs: str, encoding: str) -> Read:
    """Read a Parquet file; see `petasentra.formats.read`."""
    name = choose_layer([PurePath(path).stem], layer, path)
    table = open_table(path)
    notes: list[Note] = [told.encoding_ignored()] if encoding else []
    geometry = _geometry_of(table, path)
    crs_from = "file"
    if geometry is None:
        table, degrees = _from_coordinates(table, path, name, notes)
        geometry = _Geometry("geometry", "geoarrow.wkb", _DEFAULT_CRS if degrees else None)
        crs_from = "columns"
    table = _carried(table, geometry)
    stated = _core.Crs.from_user_input(geometry.crs) if geometry.crs else _core.Crs()
    asked = _core.Crs.from_user_input(crs) if crs else stated
    if crs and stated.known and not stated.same_as(asked):
        notes.append(told.crs_overridden(stated, asked))
    if not asked.known:
        notes.append(told.crs_missing())
    try:
        handle = _core.Layer.from_stream(table, geometry=geometry.column, crs=asked).with_crs(asked)
    except PetasentraError as error:
        error.file = error.file or path
        error.layer = error.layer or name
        raise
    if len(handle) == 0:
        notes.append(told.layer_empty())
    crs_from = "caller" if crs else crs_from if asked.known else "none"
    return handle, report_of(path, name, handle, notes, driver="Parquet", layers=[name], crs_from=crs_from)


def open_table(path: str) -> pa.Table:
    """Read a Parquet file as it is; raise `IoError` if it is none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = require_file(path)
    try:
        return pq.ParquetFile(file).read()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise unreadable(path, str(error), str(error)) from error


def _geometry_of(table: pa.Table, path: str) -> _Geometry | None:
    raw = (table.schema.metadata or {}).get(b"geo")
    if raw is not None:
        try:
            return _stated(json.loads(raw), table.column_names)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise unreadable(
                path,
                f"metadata GeoParquet-nya rusak ({error}).",
                f"its GeoParquet metadata is broken ({error}).",
            ) from error
    for field in table.schema:
        extension = (field.metadata or {}).get(b"ARROW:extension:name", b"").decode("ascii", "replace")
        if extension.startswith(("geoarrow.", "ogc.wkb")):
            # The field itself states its CRS; the core reads it.
            return _Geometry(field.name, extension, _field_crs(field))
    binary = [name for name in _GUESSED_NAMES if name in table.column_names and "binary" in str(table[name].type)]
    return _Geometry(binary[0], "geoarrow.wkb", None) if binary else None


def _field_crs(field: pa.Field) -> str | None:
    try:
        said = json.loads((field.metadata or {}).get(b"ARROW:extension:metadata", b"{}")).get("crs")
    except (ValueError, AttributeError):
        return None
    return json.dumps(said) if isinstance(said, dict) else said if isinstance(said, str) else None


def _stated(geo: dict[str, Any], names: list[str]) -> _Geometry:
    column = str(geo["primary_column"])
    if column not in names:
        raise KeyError(f"primary_column {column}")
    about = geo["columns"][column]
    crs = about.get("crs", _DEFAULT_CRS)
    encoding = str(about.get("encoding", "WKB"))
    covering = about.get("covering", {}).get("bbox", {}).get("xmin", [""])[0]
    return _Geometry(
        column,
        "geoarrow.wkb" if encoding.upper() == "WKB" else f"geoarrow.{encoding.lower()}",
        json.dumps(crs) if isinstance(crs, dict) else crs,
        str(covering),
    )


def _from_coordinates(table: pa.Table, path: str, name: str, notes: list[Note]) -> tuple[pa.Table, bool]:
    import pyarrow as pa

    simple = ("int", "float", "double", "string", "large_string")
    named = [one.name for one in table.schema if coordinate_word(one.name) and str(one.type).startswith(simple)]
    sheet = Sheet(name, tuple(named), list(zip(*(table[one].to_pylist() for one in named), strict=True)))
    found = find_coordinates(sheet)
    if found is None or "geometry" in table.column_names:
        raise no_coordinates(path, name, table.column_names)
    if found.unreadable:
        notes.append(told.unreadable_rows(found))
    if found.degrees:
        notes.append(told.crs_from_columns(found))
    return table.append_column(pa.field("geometry", pa.binary()), wkb.points(found.x, found.y)), found.degrees


def _carried(table: pa.Table, geometry: _Geometry) -> pa.Table:
    """Return the table with its geometry marked and last, without the index of boxes that only readers need."""
    import pyarrow as pa

    fields: list[pa.Field] = []
    arrays: list[pa.ChunkedArray] = []
    for field in table.schema:
        if field.name == geometry.column or field.name == geometry.covering:
            continue
        fields.append(pa.field(field.name, field.type))
        arrays.append(table[field.name])
    extension = {"ARROW:extension:name": geometry.encoding}
    if geometry.crs and geometry.crs.startswith("{"):
        extension["ARROW:extension:metadata"] = json.dumps({"crs": json.loads(geometry.crs)})
    fields.append(pa.field(geometry.column, table.schema.field(geometry.column).type, metadata=extension))
    arrays.append(table[geometry.column])
    return pa.table(arrays, schema=pa.schema(fields))
