"""petasentra lives in one process with every other geodata library, whatever is imported first.

Each of those wheels brings its own GDAL, GEOS or PROJ; a clash often shows only as a crash at exit, after right output.
So every order runs in a process of its own, reads real files, and must end with exit code 0 and the same output.
"""

from __future__ import annotations

import itertools
import os
import random
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from processes import output_of

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["petasentra", "geopandas", "pyogrio", "pyproj", "shapely", "rasterio"]
PAIRS = list(itertools.permutations(NAMES, 2))
_rng = random.Random(20)
PERMUTATIONS = [tuple(_rng.sample(NAMES, len(NAMES))) for _ in range(20)]

WRITE_FILES = """
import sys, pathlib, geopandas, numpy, rasterio, shapely
folder = pathlib.Path(sys.argv[1])
shapes = [shapely.Point(112.2 + n / 50, -7.5).buffer(0.01, quad_segs=4) for n in range(12)]
frame = geopandas.GeoDataFrame({"nama": [f"Rekaan {n}" for n in range(12)]}, geometry=shapes, crs=4326)
frame.to_file(folder / "zona.gpkg", layer="zona")
(folder / "zona.wkb").write_bytes(shapely.to_wkb(shapely.union_all(shapes)))
(folder / "zona.prj").write_text(frame.crs.to_wkt())
size = {"width": 40, "height": 30, "count": 1, "dtype": "float32"}
place = {"crs": "EPSG:4326", "transform": rasterio.transform.from_origin(112.2, -7.4, 0.01, 0.01)}
with rasterio.open(folder / "dem.tif", "w", driver="GTiff", **size, **place) as raster:
    raster.write(numpy.arange(1200, dtype="float32").reshape(1, 30, 40))
"""

READ_FILES = """
import importlib, pathlib, sys, warnings
warnings.simplefilter("error")
folder, order = pathlib.Path(sys.argv[1]), sys.argv[2].split(",")

def petasentra(m):
    layer = m.read_layer(folder / "zona.gpkg").to_crs("EPSG:32749")
    x, y = m.transform_points([112.3], [-7.5], "EPSG:4326", "EPSG:23836")
    return len(layer), round(float(sum(layer.area("planar-utm"))), 3), round(float(x[0]), 3), list(layer["nama"])[-1]

def geopandas(m):
    frame = m.read_file(folder / "zona.gpkg").to_crs(32749)
    return len(frame), round(float(frame.area.sum()), 3), list(frame["nama"])[-1]

def pyogrio(m):
    info = m.read_info(folder / "zona.gpkg")
    meta, _, geometry, fields = m.raw.read(folder / "zona.gpkg")
    return info["features"], meta["crs"], len(geometry[0]), str(fields[0][0])

def pyproj(m):
    crs = m.CRS.from_wkt((folder / "zona.prj").read_text())
    x, y = m.Transformer.from_crs(crs, "EPSG:32749", always_xy=True).transform(112.3, -7.5)
    return crs.to_epsg(), round(x, 3), round(y, 3)

def shapely(m):
    shape = m.from_wkb((folder / "zona.wkb").read_bytes())
    return round(shape.area, 9), round(shape.buffer(0.01).area, 6), shape.is_valid

def rasterio(m):
    import rasterio.warp
    with m.open(folder / "dem.tif") as raster:
        bounds = rasterio.warp.transform_bounds(raster.crs, "EPSG:32749", *raster.bounds)
        return raster.shape, float(raster.read(1).sum()), [round(b, 3) for b in bounds]

modules = {name: importlib.import_module(name) for name in order}
first = {name: globals()[name](modules[name]) for name in order}
again = {name: globals()[name](modules[name]) for name in reversed(order)}
assert first == again, (first, again)
for name in sorted(order):
    print(name, first[name])
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    output_of(WRITE_FILES, folder)
    return folder


def answers(files: Path, orders: list[tuple[str, ...]]) -> dict[str, set[str]]:
    """What each library answered, over all import orders."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        outputs = list(pool.map(lambda order: output_of(READ_FILES, files, ",".join(order)), orders))
    seen: dict[str, set[str]] = {name: set() for name in NAMES}
    for order, output in zip(orders, outputs, strict=True):
        lines = output.splitlines()
        assert [line.split()[0] for line in lines] == sorted(order)
        for line in lines:
            seen[line.split()[0]].add(line)
    return seen


@pytest.mark.parametrize(
    "orders", [PAIRS[:15], PAIRS[15:], PERMUTATIONS[:10], PERMUTATIONS[10:]],
    ids=["first half of all pairs", "second half of all pairs", "ten permutations", "ten more permutations"],
)  # fmt: skip
def test_every_import_order_reads_the_same_and_exits_cleanly(files, orders):
    alone = {name: output_of(READ_FILES, files, name).strip() for name in ("petasentra", "geopandas")}
    for name, lines in answers(files, orders).items():
        assert len(lines) <= 1, lines
        if name in alone and lines:
            assert lines == {alone[name]}


def test_all_thirty_pairs_and_twenty_permutations_are_covered():
    assert len(set(PAIRS)) == 30
    assert len(set(PERMUTATIONS)) == 20
