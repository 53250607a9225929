"""Arrow tables in and out: what objects we accept, and what pandas keeps in the metadata of a schema."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar, runtime_checkable

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

    from petasentra import _core

    RowNumbers: TypeAlias = NDArray[np.int64]
    RowChoice: TypeAlias = slice | int | Sequence[int] | Sequence[bool] | NDArray[np.integer] | NDArray[np.bool_]

Held = TypeVar("Held", "_core.Layer", "_core.Table")

GEOMETRY_EXTENSIONS = ("geoarrow.", "ogc.wkb")


@runtime_checkable
class ArrowStreamExportable(Protocol):
    """Any table of the Arrow world: pyarrow, pandas, polars, DuckDB, our own."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return an ``arrow_array_stream`` capsule."""


def is_geodataframe(obj: object) -> bool:
    """Tell a GeoDataFrame (or a subclass) without importing geopandas: who holds one has imported it."""
    geopandas = sys.modules.get("geopandas")
    return geopandas is not None and isinstance(obj, geopandas.GeoDataFrame)


def is_geoseries(obj: object) -> bool:
    """Tell a GeoSeries likewise."""
    geopandas = sys.modules.get("geopandas")
    return geopandas is not None and isinstance(obj, geopandas.GeoSeries)


def stream_source(obj: object) -> object:
    """Return something the core can take a stream from; a lone record batch goes through pyarrow."""
    if hasattr(obj, "__arrow_c_stream__") or not hasattr(obj, "__arrow_c_array__"):
        return obj
    import pyarrow as pa

    return pa.table(pa.record_batch(obj))


def row_numbers(key: RowChoice, size: int) -> RowNumbers:
    """Turn a slice, a mask or a list of rows (negative ones from the end) into row numbers; shape (n,), int64."""
    if isinstance(key, slice):
        return np.arange(*key.indices(size), dtype=np.int64)
    if isinstance(key, int | np.integer):
        key = [key]
    rows = np.asarray(key)
    if rows.ndim != 1:
        raise IndexError(f"rows have to be one list, not an array of {rows.ndim} dimensions")
    if rows.dtype == np.bool_:
        if rows.size != size:
            raise IndexError(f"the mask has {rows.size} values for {size} rows")
        return np.flatnonzero(rows).astype(np.int64)
    if rows.size == 0:
        return np.empty(0, dtype=np.int64)
    if not np.issubdtype(rows.dtype, np.integer):
        raise TypeError(f"rows are whole numbers or a mask of booleans, not {rows.dtype}")
    outside = (rows < -size) | (rows >= size)
    if outside.any():
        raise IndexError(f"there is no row {rows[outside][0]} among {size}")
    return np.where(rows < 0, rows + size, rows).astype(np.int64)


INDEX_COLUMN = "__index_level_0__"


def take_rows(held: Held, table: _core.Table, rows: RowNumbers) -> Held:
    """Take rows of a layer or a table of the core, so that a pandas index keeps its labels, as ``iloc`` does."""
    out = held.take(rows)
    stored = table.metadata.get("pandas")
    if stored is None:
        return out
    renewed, labels = _pandas_metadata_of_rows(stored, rows)
    if labels is not None:
        import pyarrow as pa

        out = out.with_columns(_core_table(pa.table({INDEX_COLUMN: labels})))
    return out if renewed == stored else out.with_metadata("pandas", renewed)


def _core_table(table: pa.Table) -> _core.Table:
    from petasentra import _core

    return _core.Table.from_stream(table)


def _pandas_metadata_of_rows(text: str, rows: RowNumbers) -> tuple[str, RowNumbers | None]:
    """Rewrite what pandas keeps of its index for a choice of rows.

    pandas stores a RangeIndex as start and step only. For evenly spaced rows that stays so; for others the labels come
    back as an array, shape (n,), which has to be added as the column ``__index_level_0__``.
    """
    metadata = json.loads(text)
    index = metadata.get("index_columns") or []
    if len(index) != 1 or not isinstance(index[0], dict) or index[0].get("kind") != "range":
        return text, None
    start, step = index[0]["start"], index[0]["step"]
    steps = np.unique(np.diff(rows))
    if steps.size > 1 or (steps.size == 1 and steps[0] == 0):
        column = {"name": index[0].get("name"), "field_name": INDEX_COLUMN, "pandas_type": "int64"}
        metadata["columns"].append(column | {"numpy_type": "int64", "metadata": None})
        metadata["index_columns"] = [INDEX_COLUMN]
        return json.dumps(metadata), start + step * rows
    first = start + step * int(rows[0]) if rows.size else start
    step = step * int(steps[0]) if steps.size else step
    index[0].update(start=first, stop=first + step * rows.size, step=step)
    return json.dumps(metadata), None


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """Return a pyarrow table as pandas frame, dates as ``datetime64[ms]`` unless pandas itself stored date objects."""
    import pyarrow as pa

    stored = (table.schema.metadata or {}).get(b"pandas")
    objects: set[str] = set()
    if stored is not None:
        objects = {c.get("field_name") for c in json.loads(stored)["columns"] if c.get("pandas_type") == "date"}
    for position, field in enumerate(table.schema):
        if pa.types.is_date(field.type) and field.name not in objects:
            days = table.column(position).cast(pa.timestamp("ms"))
            table = table.set_column(position, field.with_type(pa.timestamp("ms")), days)
    frame: pd.DataFrame = table.to_pandas()
    return frame


def is_geometry_field(field: pa.Field) -> bool:
    """Tell whether a pyarrow field says that it holds geometry."""
    stored: bytes = (field.metadata or {}).get(b"ARROW:extension:name", b"")
    name = stored.decode() or str(getattr(field.type, "extension_name", ""))
    return name.startswith(GEOMETRY_EXTENSIONS)
