"""Layers as GeoDataFrames."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from petasentra._arrow import is_geometry_field, to_pandas

if TYPE_CHECKING:
    import geopandas as gpd
    import pyarrow as pa
    import pyproj

    from petasentra import _core


def frame_of(layer: _core.Layer) -> gpd.GeoDataFrame:
    """Return a layer as the GeoDataFrame that geopandas would have made of its source."""
    import geopandas
    import pyarrow as pa

    table = pa.table(layer)
    positions = [i for i, field in enumerate(table.schema) if is_geometry_field(field)]
    names = [table.schema.names[i] for i in positions]
    frame = to_pandas(table.drop_columns(names) if names else table)
    for position, name in zip(positions, names, strict=True):
        crs = _crs_of_field(table.schema.field(position))
        wkb = np.array(table.column(position).to_pylist(), dtype=object)
        frame.insert(min(position, frame.shape[1]), name, geopandas.array.from_wkb(wkb, crs=crs))
    return geopandas.GeoDataFrame(frame, geometry=layer.geometry_name)


def _crs_of_field(field: pa.Field) -> pyproj.CRS | None:
    """Return what geopandas would take as the CRS: the code where there is one, the definition otherwise."""
    import pyproj

    text = (field.metadata or {}).get(b"ARROW:extension:metadata", b"") or b"{}"
    crs = json.loads(text).get("crs")
    if isinstance(crs, dict) and isinstance(crs.get("id"), dict):
        code = crs["id"]
        return pyproj.CRS.from_user_input(f"{code['authority']}:{code['code']}")
    return crs if crs is None else pyproj.CRS.from_user_input(crs)
