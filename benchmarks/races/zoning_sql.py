"""The zone of every point, beside the spatial joins of duckdb and sedonadb, which are asked in SQL.

Both have points and zones in memory as geometries of their own kind before the clock starts; the join and the fetching
of its answer as an Arrow table are timed. Tried besides and no quicker: for duckdb coordinates instead of geometries,
`ST_Contains` with the sides changed and a left join; for sedonadb GEOS instead of tg for the predicate, prepared zones,
and points in batches of 8,192.
"""

from __future__ import annotations

import importlib.util
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import shapely
from load_contenders import duckdb_connection, has_duckdb
from zoning_locate import SEED
from zoning_report import THREADS, Found, Line, Sizes, beside, require_same_rows
from zoning_sites import desa_in_metres, invented_points

import petasentra as ps

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Join = Callable[[], pa.Table]

JOIN = "SELECT p.row, z.zone FROM points p JOIN zones z ON ST_Within(p.geometry, z.geometry)"


def as_wkb(name: str, shapes: np.ndarray) -> pa.Table:
    """The number of the row under that name, and the geometry as WKB."""
    return pa.table({name: np.arange(len(shapes)), "wkb": pa.array(shapely.to_wkb(shapes), pa.binary())})


def duckdb_join(xy: np.ndarray, zones: gpd.GeoDataFrame) -> Join:
    """Tables of duckdb's own, its SPATIAL_JOIN over an R-tree of the zones."""
    connection = duckdb_connection()
    connection.execute(f"SET threads = {THREADS}")
    for name, key, given in (
        ("points", "row", as_wkb("row", shapely.points(xy))),
        ("zones", "zone", as_wkb("zone", zones.geometry.values)),
    ):
        connection.register("given", given)
        select = f"SELECT {key}, ST_GeomFromWKB(wkb) AS geometry FROM given"
        connection.execute(f"CREATE OR REPLACE TABLE {name} AS {select}")
        connection.unregister("given")
    return lambda: connection.sql(JOIN).to_arrow_table()


def has_sedonadb() -> bool:
    return importlib.util.find_spec("sedonadb") is not None


def sedonadb_join(xy: np.ndarray, zones: gpd.GeoDataFrame) -> Join:
    """Tables in memory, the join as it is configured by default but for the number of threads."""
    import sedonadb

    session = sedonadb.connect()
    session.sql(f"SET datafusion.execution.target_partitions = {THREADS}").execute()
    for name, key, given in (
        ("points", "row", as_wkb("row", shapely.points(xy))),
        ("zones", "zone", as_wkb("zone", zones.geometry.values)),
    ):
        session.create_data_frame(given).to_view(f"given_{name}")
        select = f"SELECT {key}, ST_GeomFromWKB(wkb) AS geometry FROM given_{name}"
        session.sql(select).to_memtable().to_view(name)
        session.drop_view(f"given_{name}")
    return lambda: pa.table(session.sql(JOIN))


def rows_of(joined: pa.Table, count: int) -> np.ndarray:
    """Zone of every point, -1 outside, from pairs in any order."""
    rows = np.full(count, -1, dtype=np.int64)
    rows[joined["row"].to_numpy()] = joined["zone"].to_numpy()
    return rows


def joined_in_sql(sizes: Sizes) -> Found:
    """Many points beside those of the two that are installed."""
    zones = desa_in_metres()
    xy = invented_points(zones, sizes.many, SEED)
    found, index = Found(), ps.ZoningIndex(zones)
    ask = partial(index.locate, x=np.ascontiguousarray(xy[:, 0]), y=np.ascontiguousarray(xy[:, 1]), threads=THREADS)
    for name, installed, prepare, aim in (
        ("duckdb", has_duckdb(), duckdb_join, 100.0),
        ("sedonadb", has_sedonadb(), sedonadb_join, 30.0),
    ):
        if not installed:
            found.notes.append(f"{name} was left out: it or a part of it was not installed.")
            print(found.notes[-1], flush=True)
            continue
        (joined, theirs), [(ours, seconds)] = beside(prepare(xy, zones), [ask], sizes.runs)
        require_same_rows(ours, rows_of(joined, len(xy)), name)
        rival = f"{name} {version(name)}, ST_Within"
        found.add(Line(f"locate {len(xy):,} points, index open", rival, theirs, seconds, aim))
    if found.lines:
        found.notes.append(
            "duckdb and sedonadb hold points and zones in memory as geometries of their own before the clock starts; "
            f"the join and fetching its answer as an Arrow table are timed, on {THREADS} threads."
        )
    return found
