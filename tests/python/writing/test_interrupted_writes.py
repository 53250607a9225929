"""A write that dies, is stopped or finds the disk full leaves the old file whole and nothing that confuses."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tables_to_write import every_type_layer

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = ["gpkg", "geojson", "fgb", "shp", "kml", "parquet"]
START = """
import os, resource, signal, sys
import numpy as np, pyarrow as pa
import petasentra as ps

# A process started in the background inherits an ignored SIGINT; here it must be the user's Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
path, way = sys.argv[1], sys.argv[2]
n = 60_000
wkb = np.zeros((n, 21), np.uint8)
wkb[:, 0], wkb[:, 1] = 1, 1
wkb[:, 5:] = np.random.default_rng(1).uniform(0.0, 89.0, (n, 2)).view(np.uint8).reshape(n, 16)
geometry = pa.array([row.tobytes() for row in wkb])
table = pa.table({"n": range(n), "teks": [f"baris {i}" for i in range(n)], "geometry": geometry})
layer = ps.Layer.from_arrow(table, geometry="geometry", crs="EPSG:4326")
"""
# The blow falls while rows are being written: progress tells when.
STRUCK = (
    START
    + """
def strike(share):
    if share > 0.3:
        os.kill(os.getpid(), signal.SIGKILL if way == "kill" else signal.SIGINT)

if path.endswith(".parquet"):
    import pyarrow.parquet as pq
    write = pq.write_table
    def struck(table, where):
        write(table, where)
        strike(1.0)
    pq.write_table = struck
    layer.write(path)
else:
    layer.write(path, progress=strike)
"""
)
FULL = (
    START
    + """
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))  # as a full disk: writing beyond this many bytes fails
try:
    layer.write(path)
except ps.IoError as error:
    assert error.message_id and error.message_en and error.hint_id, error
    sys.exit(7)
"""
)


def old_files(folder: Path, ending: str) -> dict[str, bytes]:
    every_type_layer().write(folder / f"a.{ending}")
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def drafts(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir() if one.is_dir()]


def run(code: str, path: Path, way: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, str(path), way], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_killed_process_leaves_the_old_file_and_the_next_write_clears_up(tmp_path: Path, ending: str) -> None:
    before = old_files(tmp_path, ending)
    path = tmp_path / f"a.{ending}"
    assert run(STRUCK, path, "kill").returncode == -signal.SIGKILL
    assert contents(tmp_path) == before
    left = drafts(tmp_path)
    assert len(left) == 1
    assert left[0].startswith(".petasentra-")
    assert len(ps.inspect(tmp_path).layers) == 1  # what is left confuses nobody
    assert len(ps.read_layer(path)) == 3
    every_type_layer()[:1].write(path)
    assert drafts(tmp_path) == []
    assert len(ps.read_layer(path)) == 1


@pytest.mark.parametrize("ending", ENDINGS)
def test_ctrl_c_leaves_the_old_file_and_no_trace(tmp_path: Path, ending: str) -> None:
    before = old_files(tmp_path, ending)
    done = run(STRUCK, tmp_path / f"a.{ending}", "interrupt")
    assert "KeyboardInterrupt" in done.stderr
    assert contents(tmp_path) == before
    assert drafts(tmp_path) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_full_disk_is_an_error_that_leaves_the_old_file(tmp_path: Path, ending: str) -> None:
    before = old_files(tmp_path, ending)
    done = run(FULL, tmp_path / f"a.{ending}")
    assert done.returncode == 7, done.stderr[-1500:]
    assert contents(tmp_path) == before
    assert drafts(tmp_path) == []


def test_parts_that_a_dead_process_had_moved_aside_are_put_back(tmp_path: Path) -> None:
    every_type_layer().write(tmp_path / "a.shp")
    before = contents(tmp_path)
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    aside = tmp_path / f".petasentra-{done.stdout.decode().strip()}-abc123" / "old"
    aside.mkdir(parents=True)
    for one in ("a.shp", "a.shx"):
        (tmp_path / one).rename(aside / one)
    every_type_layer().write(tmp_path / "b.gpkg")
    assert drafts(tmp_path) == []
    assert {name: data for name, data in contents(tmp_path).items() if name != "b.gpkg"} == before


@pytest.mark.parametrize("ending", ["gpkg", "parquet"])
def test_the_folder_of_a_living_process_is_left_alone(tmp_path: Path, ending: str) -> None:
    busy = tmp_path / f".petasentra-{os.getpid()}-abc123"
    busy.mkdir()
    (busy / "a.gpkg").write_bytes(b"half")
    every_type_layer().write(tmp_path / f"b.{ending}")
    assert (busy / "a.gpkg").read_bytes() == b"half"
