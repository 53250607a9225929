"""Small files of invented geodata, written where a test may spoil them."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

import geopandas
from shapely.geometry import Point

if TYPE_CHECKING:
    from pathlib import Path


def written(path: Path, shapes: list[Any], crs: str | None = "EPSG:4326", **columns: Any) -> Path:
    """A file of these shapes; its ending says the format, and without columns it numbers its rows."""
    frame = geopandas.GeoDataFrame(columns or {"n": list(range(len(shapes)))}, geometry=shapes, crs=crs)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a missing CRS, and of GeoPackage versions
        frame.to_file(path)
    return path


def write_points(path: Path, crs: str | None = "EPSG:4326", **columns: Any) -> Path:
    """A file of points in a row, as many as the columns are long, or two."""
    count = len(next(iter(columns.values()), [0, 0]))
    return written(path, [Point(112.0 + n, -7.5) for n in range(count)], crs, **columns)


def geojson(path: Path, features: list[tuple[dict[str, Any], Any]], crs: str = "EPSG:32749") -> Path:
    """A GeoJSON of (properties, geometry as a mapping), with its CRS named the old way."""
    document = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs.replace(':', '::')}"}},
        "features": [{"type": "Feature", "properties": p, "geometry": g} for p, g in features],
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    return path
