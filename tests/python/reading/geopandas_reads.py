"""What geopandas makes of a file, the other side of every comparison of reading.

Where a comparison with geopandas cannot be plain equality, `COMPARED_DIFFERENTLY` says why.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import geopandas
import numpy as np
import pandas as pd
import pyogrio
import shapely

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = (".shp", ".zip", ".gpkg", ".geojson", ".fgb", ".kml")
# Folders of the shared data with geodata that both read; each is a test of its own.
FOLDERS = (
    "admin", "constraints", "ikm", "permits", "roads", "torture/fiona", "torture/postgis_loader", "torture/pyogrio",
    "torture/pyshp", "torture/shapelib", "zoning",
)  # fmt: skip
# Files geopandas cannot read, or cannot read alike, and why.
COMPARED_DIFFERENTLY = {
    "torture/fiona/test_tin.shp": "geopandas: GEOSException, a TIN has no simple-feature form; ours is a MultiPolygon",
    "torture/shapelib/multipatch.shp": "the same",
    "torture/pyshp/REL.zip": "pyogrio does not look into subfolders of a .zip; ours does",
    "torture/pyshp/latin1.shp": "no .shx: geopandas does not read it; ours rebuilds it in memory",
    "torture/shapelib/3dpoints.shp": "a damaged .shx: geopandas reads 8 of 22 points; ours rebuilds it in memory",
    "torture/pyshp/empty_zipfile.zip": "no geodata inside: neither reads it",
    "overlay/geos_jts_xml_general.zip": "the same",
}


def geodata(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix in ENDINGS)


def layers_of(path: Path) -> list[tuple[str, str | None]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of measured types, which pyogrio has no word for
        return [(str(name), kind) for name, kind in pyogrio.list_layers(path)]


def frame_by_geopandas(path: Path, layer: str) -> geopandas.GeoDataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return geopandas.read_file(path, layer=layer)


def assert_same_frame(ours: geopandas.GeoDataFrame, theirs: geopandas.GeoDataFrame) -> None:
    """Equal columns in equal order, equal values and types, equal CRS, and geometries equal to the byte.

    geopandas' own assertion uses topological equality, by which an invalid polygon does not even equal itself; the
    bytes of the well-known binary are stricter. Two types differ by the two ways through pandas: a text column without
    a single value is ``str`` with NaN here and ``object`` with None there, and booleans with gaps are ``object`` here
    and floats there.
    """
    assert list(ours.columns) == list(theirs.columns)
    assert ours.crs == theirs.crs
    assert ours.geometry.name == theirs.geometry.name
    assert (ours.geometry.isna() == theirs.geometry.isna()).all()
    theirs_wkb = shapely.to_wkb(theirs.geometry.values, flavor="iso")
    ours_wkb = shapely.to_wkb(ours.geometry.values, flavor="iso")
    assert (pd.isna(ours_wkb) | (ours_wkb == theirs_wkb)).all()
    for name in ours.columns.drop(ours.geometry.name):
        left, right = ours[name], theirs[name]
        if right.isna().all():
            assert left.isna().all(), name
            continue
        if left.dtype == object and right.dtype == float:
            assert set(left.dropna()) <= {True, False}, name
            left = left.astype(float)
        if left.dtype == object and isinstance(left.dropna().iloc[0], np.ndarray):
            assert [None if v is None else list(v) for v in left] == [None if v is None else list(v) for v in right]
            continue
        pd.testing.assert_series_equal(left, right)
