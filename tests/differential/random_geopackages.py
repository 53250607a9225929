"""Random GeoPackages for the comparison of the two ways to read one: all plain types, every kind of geometry, odd ids.

pyogrio writes them; what it would not write (gaps and negative ids, values of another type than their column's, damaged
blobs) is done to them with SQL afterwards.
"""

from __future__ import annotations

import sqlite3
import struct
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Random = np.random.Generator

NAMES = ["nama", "nama 'usaha'", 'kutip "ganda"', "kolom dengan spasi", "_x", "select", "kode[1]", "größe", "Luas"]
TEXTS = ["", "Contoh", "desa  dua", "größe ½", "日本", "a,b;c", "'", '"', "tab\tbaris\nbaru", "x" * 5000]
LAYERS = ["sentra", "pola ruang", 'kutip "ganda"', "it's", "select"]


def some_ring(random: Random, dimensions: int) -> np.ndarray:
    corners = np.c_[[0, 1, 1, 0, 0], [0, 0, 1, 1, 0]] * random.uniform(0.1, 2) + random.uniform(-5, 5, 2)
    heights = np.round(random.uniform(0, 9, 5), 1)
    heights[-1] = heights[0]
    ring: np.ndarray = np.c_[corners, heights][:, :dimensions]
    return ring


def some_geometry(random: Random, kind: str, dimensions: int) -> shapely.Geometry:
    def vertices(n: int) -> np.ndarray:
        return np.round(random.uniform(-180, 180, (n, dimensions)), int(random.integers(0, 9)))

    def one(simple: str) -> shapely.Geometry:
        if simple == "Point":
            return shapely.Point(vertices(1)[0])
        if simple == "LineString":
            return shapely.LineString(vertices(int(random.integers(2, 30))))
        shell = some_ring(random, dimensions)
        middle = shell[:4, :2].mean(axis=0)
        hole = shell.copy()
        hole[:, :2] = middle + (shell[:, :2] - middle) / 3
        return shapely.Polygon(shell, [hole] * int(random.integers(0, 3)))

    if kind == "GeometryCollection":
        return shapely.GeometryCollection([one(simple) for simple in ("Point", "LineString", "Polygon")])
    if kind.startswith("Multi"):
        parts = [one(kind[5:]) for _ in range(random.integers(1, 5))]
        return {"MultiPoint": shapely.MultiPoint, "MultiLineString": shapely.MultiLineString}.get(
            kind, shapely.MultiPolygon
        )(parts)
    return one(kind)


EMPTY = ["POINT EMPTY", "LINESTRING EMPTY", "POLYGON EMPTY", "MULTIPOLYGON EMPTY", "GEOMETRYCOLLECTION EMPTY"]
KINDS = ["Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"]


def some_geometries(random: Random, n: int) -> np.ndarray:
    kinds = KINDS if random.random() < 0.3 else [KINDS[random.integers(len(KINDS))]]
    heights = random.choice([0.0, 0.0, 1.0, 0.5])
    odd = random.choice([0.0, 0.1])
    found: list[shapely.Geometry | None] = []
    for _ in range(n):
        luck = random.random()
        if luck < odd:
            found.append(None)
        elif luck < 2 * odd:
            found.append(shapely.from_wkt(EMPTY[random.integers(len(EMPTY))]))
        else:
            dimensions = 3 if random.random() < heights else 2
            found.append(some_geometry(random, kinds[random.integers(len(kinds))], dimensions))
    return np.array(found, dtype=object)


def some_columns(random: Random, n: int) -> dict[str, Any]:
    def nulls(values: pd.Series) -> pd.Series:
        return values.mask(random.random(n) < random.choice([0.0, 0.2, 1.0]))

    def whole(dtype: str) -> pd.Series:
        bounds = np.iinfo(dtype.lower())
        values = random.integers(bounds.min, bounds.max, n, endpoint=True, dtype=dtype.lower())
        return nulls(pd.Series(values, dtype=dtype))

    makers: list[Callable[[], Any]] = [
        lambda: whole("Int16"),
        lambda: whole("Int32"),
        lambda: whole("Int64"),
        lambda: nulls(pd.Series(random.integers(0, 2, n).astype(bool), dtype="boolean")),
        lambda: random.normal(0, 1e6, n).astype("float32"),
        lambda: np.where(random.random(n) < 0.1, np.nan, random.normal(0, 10.0 ** random.integers(-300, 300), n)),
        lambda: np.floor(random.normal(0, 100, n)),
        lambda: nulls(pd.Series([TEXTS[i] for i in random.integers(0, len(TEXTS), n)], dtype=object)),
        lambda: pd.Series(pd.to_datetime(random.integers(0, 10**9, n), unit="s")),
    ]
    names = random.permutation(NAMES)[: random.integers(0, len(NAMES) + 1)]
    few = random.random() < 0.8  # times are left to GDAL
    return {name: makers[random.integers(len(makers) - few)]() for name in names}


def written_geopackage(path: Path, seed: int) -> list[str]:
    """Write a file of one to three layers; their names."""
    random = np.random.default_rng(seed)
    names = [str(name) for name in random.permutation(LAYERS)[: random.integers(1, 4)]]
    for name in names:
        n = int(random.choice([0, 1, 2, 50, 1000]))
        frame = gpd.GeoDataFrame(some_columns(random, n), geometry=some_geometries(random, n), crs=4326)
        pyogrio.write_dataframe(
            frame, path, layer=name, append=path.exists(), geometry_type="Unknown", SPATIAL_INDEX="NO"
        )
        if random.random() < 0.5:
            with_other_ids(path, name, random)
        if random.random() < 0.5:
            with_bytes(path, name)
    if random.random() < 0.5:
        # A file of this size is read in several ranges, whatever is in it.
        with_sql(path, "CREATE TABLE padding (bytes)", "INSERT INTO padding VALUES (zeroblob(20000000))")
    return names


def with_sql(path: Path, *statements: str | tuple[str, tuple[Any, ...]]) -> None:
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(*((statement,) if isinstance(statement, str) else statement))
    database.commit()
    database.close()


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def with_other_ids(path: Path, layer: str, random: Random) -> None:
    """Delete some rows, spread the ids of the others over the whole range, negative ones too."""
    far = int(random.choice([1, 1000, 2**40]))
    with_sql(
        path,
        f"DELETE FROM {quoted(layer)} WHERE fid % {random.integers(2, 7)} = 1",
        # Once through ids that no row has, so that none meets another on the way.
        f"UPDATE {quoted(layer)} SET fid = fid + {2**55}",
        f"UPDATE {quoted(layer)} SET fid = (fid - {2**55} - {random.integers(0, 500)}) * {far}",
    )


def with_bytes(path: Path, layer: str) -> None:
    """Add a column of bytes, some absent and some empty."""
    with_sql(
        path,
        f"ALTER TABLE {quoted(layer)} ADD COLUMN foto BLOB",
        f"UPDATE {quoted(layer)} SET foto = CASE fid % 3 WHEN 0 THEN NULL WHEN 1 THEN x'' ELSE x'00ff' || fid END",
        f"UPDATE {quoted(layer)} SET foto = CAST(foto AS BLOB)",
    )


def blob(wkb: bytes, flags: int = 1, srs: int = 4326) -> bytes:
    return b"GP" + bytes([0, flags]) + struct.pack("<i", srs) + wkb
