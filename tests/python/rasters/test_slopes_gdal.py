"""Slope beside GDAL's own, which the wheel of rasterio brings along: one process, one question."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import numpy as np
import rasterio

import petasentra as ps

LIBRARIES = sorted((Path(rasterio.__file__).parents[1] / "rasterio.libs").glob("libgdal*"))


def gdal_slope(source: str, target: str) -> None:
    """What `gdaldem slope -p` does, through the C interface."""
    gdal = ctypes.CDLL(str(LIBRARIES[0]))
    gdal.GDALAllRegister()
    for name in ("GDALOpen", "GDALDEMProcessingOptionsNew", "GDALDEMProcessing"):
        getattr(gdal, name).restype = ctypes.c_void_p
    data = ctypes.c_void_p(gdal.GDALOpen(source.encode(), 0))
    words = (ctypes.c_char_p * 2)(b"-p", None)
    options = ctypes.c_void_p(gdal.GDALDEMProcessingOptionsNew(words, None))
    wrong = ctypes.c_int(0)
    made = gdal.GDALDEMProcessing(target.encode(), data, b"slope", None, options, ctypes.byref(wrong))
    gdal.GDALClose(ctypes.c_void_p(made))


def test_rough_ground_has_the_slope_that_gdal_computes(tmp_path):
    # Whole metres: GDAL adds them in single precision without rounding.
    heights = np.random.default_rng(11).normal(500, 25, (60, 70)).round().astype(np.float32)
    heights[20:22, 30] = -9999
    place = {"crs": "EPSG:32749", "transform": rasterio.Affine(8, 0, 600_000, 0, -12, 9_200_000), "nodata": -9999}
    source, target = str(tmp_path / "dem.tif"), str(tmp_path / "slope.tif")
    with rasterio.open(source, "w", driver="GTiff", height=60, width=70, count=1, dtype="float32", **place) as file:
        file.write(heights, 1)
    subprocess.run([sys.executable, __file__, source, target], check=True, capture_output=True)
    with rasterio.open(target) as file:
        expected = file.read(1, masked=True).filled(np.nan).astype(float)
    ours = ps.Raster.open(source).slope().read()
    np.testing.assert_array_equal(np.isnan(ours), np.isnan(expected))
    np.testing.assert_allclose(ours, expected, rtol=2e-6)  # GDAL writes single precision


if __name__ == "__main__":
    gdal_slope(*sys.argv[1:])
