"""Who reads the files of the race `load`, and what each of them read, in one form for the comparison.

`python load_contenders.py NAME FILE RUNS` prints the median of some readings as a last line of JSON.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 7


def by_petasentra(path: str):
    import petasentra as ps

    return ps.read_layer(path)


def by_read_arrow(path: str):
    import pyogrio

    return pyogrio.read_arrow(path)


def by_read_dataframe(path: str):
    import pyogrio

    return pyogrio.read_dataframe(path)


def by_read_dataframe_arrow(path: str):
    import pyogrio

    return pyogrio.read_dataframe(path, use_arrow=True)


def by_duckdb(path: str):
    return duckdb_connection().sql(f"SELECT * FROM ST_Read('{path}')").to_arrow_table()


CONTENDERS: dict[str, Callable[[str], object]] = {
    "petasentra": by_petasentra,
    "read_arrow": by_read_arrow,
    "read_dataframe": by_read_dataframe,
    "read_dataframe, use_arrow": by_read_dataframe_arrow,
    "duckdb": by_duckdb,
}
_duckdb: dict[str, object] = {}


def has_duckdb() -> bool:
    """Whether duckdb and its spatial extension are installed; the extension comes as a package, nothing is fetched."""
    return all(importlib.util.find_spec(name) is not None for name in ("duckdb", "duckdb_extension_spatial"))


def duckdb_connection():
    import duckdb
    import duckdb_extension_spatial

    if "connection" not in _duckdb:
        extension = next(Path(duckdb_extension_spatial.__file__).parent.rglob("spatial.duckdb_extension"))
        connection = duckdb.connect(config={"allow_unsigned_extensions": "true", "threads": 2})
        connection.load_extension(str(extension))
        _duckdb["connection"] = connection
    return _duckdb["connection"]


def content_of(name: str, path: str) -> pa.Table:
    """What a contender reads: attribute columns in order, then `wkb`, as an Arrow table."""
    if name == "duckdb":
        query = f"SELECT * EXCLUDE (geom), ST_AsWKB(geom) AS wkb FROM ST_Read('{path}')"
        table = duckdb_connection().sql(query).to_arrow_table()
        return table.drop_columns([one for one in table.column_names if one in ("OGC_FID", "fid")])  # of no file
    read = CONTENDERS[name](path)
    if name == "petasentra":
        table, geometry = read.to_arrow(), read.geometry_name
    elif name == "read_arrow":
        meta, table = read
        geometry = meta["geometry_name"] or "wkb_geometry"
    else:
        import shapely

        table = pa.Table.from_pandas(read.drop(columns="geometry"), preserve_index=False)
        return table.append_column("wkb", pa.array(shapely.to_wkb(read.geometry.values), pa.binary()))
    return table.drop_columns([geometry]).append_column("wkb", table[geometry])


def differences(ours: pa.Table, theirs: pa.Table) -> list[str]:
    """Where two contents differ: names, number of rows, values, bytes of the geometry."""
    if ours.column_names != theirs.column_names:
        return [f"columns {ours.column_names} / {theirs.column_names}"]
    if len(ours) != len(theirs):
        return [f"rows {len(ours)} / {len(theirs)}"]
    return [name for name in ours.column_names if not same_values(plain(ours[name]), plain(theirs[name]))]


def same_values(one: pa.Array, two: pa.Array) -> bool:
    return one.cast(two.type).equals(two) if one.type != two.type else one.equals(two)


def plain(column: pa.ChunkedArray) -> pa.Array:
    """One array; texts and bytes of one kind each, whatever their offsets."""
    kinds = ((pa.types.is_large_string, pa.string()), (pa.types.is_large_binary, pa.binary()))
    array = pa.chunked_array([getattr(chunk, "storage", chunk) for chunk in column.chunks]).combine_chunks()
    for is_kind, small in kinds:
        array = array.cast(small) if is_kind(array.type) else array
    return array


def timings(name: str, path: str, runs: int = RUNS) -> list[float]:
    """Seconds of `runs` readings after one that is not counted; what was read is thrown away between them."""
    read = CONTENDERS[name]
    found = []
    for number in range(runs + 1):
        gc.collect()
        begin = time.perf_counter()
        result = read(path)
        seconds = time.perf_counter() - begin
        if name == "petasentra":
            _ = result.load_report.sha256  # taken in the background, it would disturb the next reading
        del result
        if number > 0:
            found.append(seconds)
    return found


def hash_seconds(path: str) -> float:
    """Median seconds that the hash of the file takes alone, as the load report has it."""
    from petasentra.files.hashes import FileHashes, sidecars_of

    files = [path, *sidecars_of(path, "ESRI Shapefile" if path.endswith(".shp") else "", "")]
    found = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        _ = FileHashes(files)[path]
        found.append(time.perf_counter() - begin)
    return statistics.median(found)


if __name__ == "__main__":
    contender, file, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    answer = {"seconds": statistics.median(timings(contender, file, runs))}
    if contender == "petasentra":
        answer["hash"] = hash_seconds(file)
    print(json.dumps(answer))
