"""GeoParquet 1.1 through pyarrow: WKB, the CRS as PROJJSON, kinds of geometry and bounds in the metadata."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import GeometryError
from petasentra.files.replacing import replacing
from petasentra.optional import require

if TYPE_CHECKING:
    import os

    import pyarrow as pa

    from petasentra.layers.layer import Layer

_KINDS = {
    1: "Point",
    2: "LineString",
    3: "Polygon",
    4: "MultiPoint",
    5: "MultiLineString",
    6: "MultiPolygon",
    7: "GeometryCollection",
}
_EXTENSION = (b"ARROW:extension:name", b"ARROW:extension:metadata")


def write_geoparquet(layer: Layer, path: str | os.PathLike[str]) -> int:
    """Write a layer as GeoParquet and return the number of rows; the file takes its place when it is whole.

    Raises
    ------
    OptionError
        pyarrow is not installed.
    GeometryError
        A geometry has M values, which GeoParquet has no form for.
    IoError
        The file cannot be written.
    """
    require("pyarrow", purpose_id="Berkas GeoParquet", purpose_en="GeoParquet files")
    import pyarrow.parquet as pq

    arrays = layer.core.geometry_arrays()
    _require_no_m(layer, arrays, path)
    table = _plain_table(layer)
    metadata = dict(table.schema.metadata or {}) | {b"geo": json.dumps(_geo(layer, arrays)).encode()}
    with replacing(path) as draft:
        pq.write_table(table.replace_schema_metadata(metadata), draft)
    return len(layer)


def _plain_table(layer: Layer) -> pa.Table:
    """Return the rows with the geometry as mere bytes: what they are is said in the metadata of the file."""
    import pyarrow as pa

    table = layer.to_arrow()
    at = table.schema.get_field_index(layer.geometry_name)
    field = table.schema.field(at)
    kept = {key: value for key, value in (field.metadata or {}).items() if key not in _EXTENSION}
    return table.set_column(at, pa.field(field.name, field.type, metadata=kept or None), table.column(at))


def _geo(layer: Layer, arrays: dict[str, Any]) -> dict[str, Any]:
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": _types(arrays),
        # Null says that the CRS is not known; without the word a reader would take WGS 84 for granted.
        "crs": json.loads(layer.crs.projjson) if layer.crs is not None else None,
    }
    bounds = _bounds(layer, arrays)
    if bounds is not None:
        column["bbox"] = bounds
    return {"version": "1.1.0", "primary_column": layer.geometry_name, "columns": {layer.geometry_name: column}}


def _types(arrays: dict[str, Any]) -> list[str]:
    found = {(int(kind), bool(z)) for kind, z in zip(arrays["kind"], arrays["has_z"], strict=True)}
    return sorted(_KINDS[kind] + (" Z" if z else "") for kind, z in found if kind in _KINDS)


def _bounds(layer: Layer, arrays: dict[str, Any]) -> list[float] | None:
    flat = layer.bounds
    if flat is None or not np.isfinite(flat).all():
        return None
    heights = np.asarray(arrays["z"], dtype=float)
    heights = heights[np.isfinite(heights)]
    if heights.size == 0:
        return list(flat)
    return [flat[0], flat[1], float(heights.min()), flat[2], flat[3], float(heights.max())]


def _require_no_m(layer: Layer, arrays: dict[str, Any], path: str | os.PathLike[str]) -> None:
    with_m = np.flatnonzero(arrays["has_m"])
    if with_m.size == 0:
        return
    raise GeometryError(
        "GeoParquet has no form for M values.",
        "GeoParquet tidak memiliki bentuk untuk nilai M.",
        hint_en="Save as .gpkg, which keeps them.",
        hint_id="Simpan sebagai .gpkg, yang mempertahankannya.",
        code=303,
        file=str(path),
        layer=layer.title,
        feature=str(int(with_m[0])),
    )
