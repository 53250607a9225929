"""Rasters: files, windows, places, areas; what is wrong with a file is said."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import rasterio
import shapely
from rasterio.transform import Affine

import petasentra as ps
from petasentra.rasters import grid as grids

CORNER = (600_000.0, 9_200_000.0)


def written(path, values, *, transform=None, crs="EPSG:32749", **more):
    values = np.asarray(values)
    bands = values.reshape(-1, *values.shape[-2:])
    facts = {
        "driver": "GTiff", "height": bands.shape[1], "width": bands.shape[2], "count": len(bands),
        "dtype": str(bands.dtype), "crs": crs, "transform": transform or Affine(10, 0, CORNER[0], 0, -20, CORNER[1]),
    }  # fmt: skip
    with rasterio.open(path, "w", **(facts | more)) as file:
        file.write(bands)
    return path


def numbers(rows=40, columns=30):
    return np.random.default_rng(3).normal(100, 30, (rows, columns)).astype(np.float32)


def test_a_file_is_read_as_rasterio_reads_it(tmp_path):
    values = numbers()
    values[3, 4] = -9999
    path = written(tmp_path / "a.tif", values, nodata=-9999, tiled=True, blockxsize=16, blockysize=16)
    raster = ps.Raster.open(path)
    read = raster.read()
    assert np.isnan(read[3, 4])
    assert np.isnan(read).sum() == 1
    expected = values.astype(float)
    expected[3, 4] = np.nan
    np.testing.assert_array_equal(read, expected)
    window = grids.Window(5, 7, 11, 13)
    np.testing.assert_array_equal(raster.read(window), expected[7:20, 5:16])
    assert raster.grid.crs.authority_code == "EPSG:32749"
    assert "30 x 40 cells of 10 x 20" in repr(raster)


def test_a_nodata_that_a_float_cannot_hold_exactly_is_still_nodata(tmp_path):
    values = numbers()
    values[0, 0] = np.float32(-3.4028234663852886e38)
    path = written(tmp_path / "a.tif", values, nodata=-3.4028234663852886e38)
    assert np.isnan(ps.Raster.open(path).read()[0, 0])


def test_a_mask_scale_and_offset_of_the_file_are_applied(tmp_path):
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
        path = written(tmp_path / "a.tif", np.arange(6, dtype=np.int16).reshape(2, 3))
        with rasterio.open(path, "r+") as file:
            file.scales, file.offsets = (0.5,), (10.0,)
            file.write_mask(np.array([[255, 0, 255], [255, 255, 255]], dtype=np.uint8))
    np.testing.assert_array_equal(ps.Raster.open(path).read(), [[10, np.nan, 11], [11.5, 12, 12.5]])


def test_a_band_is_chosen_and_one_that_is_not_there_is_refused(tmp_path):
    path = written(tmp_path / "a.tif", np.stack([np.zeros((2, 2)), np.ones((2, 2))]))
    assert ps.Raster.open(path, band=2).read().tolist() == [[1, 1], [1, 1]]
    for band in (0, 3, -1, 1 << 80, True, "1"):
        with pytest.raises(ps.OptionError):
            ps.Raster.open(path, band=band)


def test_places_have_the_cell_that_holds_them_and_borders_go_south_east():
    raster = ps.Raster.from_array([[1, 2], [3, 4]], x_left=0, y_top=20, cell=10, crs=32749)
    x = [0, 10, 20, 5, 5, 20, -0.1, 20.1, 5, np.nan]
    y = [20, 15, 15, 10, 0, 0, 15, 15, 20.1, 5]
    expected = [1, 2, 2, 3, 3, 4, np.nan, np.nan, np.nan, np.nan]
    np.testing.assert_array_equal(raster.at(x=x, y=y, crs=32749), expected)


@pytest.mark.parametrize("given", [{}, {"x": 1}, {"x": [1, 2], "y": [1]}, {"x": "a", "y": 1}])
def test_places_that_are_none_are_refused(given):
    with pytest.raises(ps.OptionError):
        ps.Raster.from_array([[1.0]], x_left=0, y_top=0, cell=1, crs=32749).at(**given, crs=32749)


def test_places_are_found_through_strips_and_another_crs(tmp_path, monkeypatch):
    values = numbers(200, 100)
    raster = ps.Raster.open(written(tmp_path / "a.tif", values))
    rng = np.random.default_rng(1)
    column, row = rng.integers(0, 100, 500), rng.integers(0, 200, 500)
    x, y = CORNER[0] + (column + 0.5) * 10, CORNER[1] - (row + 0.5) * 20
    lon, lat = ps.transform_points(x, y, 32749, 4326)
    monkeypatch.setattr(grids, "CELLS_A_WINDOW", 300)
    monkeypatch.setattr(grids.windows, "__defaults__", (300,))
    found = raster.at(x=lon, y=lat, crs=4326)
    np.testing.assert_array_equal(found, values[row, column].astype(float))


@pytest.mark.parametrize("statistic", ["mean", "min", "max"])
@pytest.mark.parametrize("degrees", [False, True])
def test_areas_have_the_cells_whose_middle_lies_in_them(statistic, degrees):
    values = numbers(30, 30).astype(float)
    values[10:12, 10] = np.nan
    corner, cell, crs = ((112.0, -7.0), 0.001, 4326) if degrees else (CORNER, 10.0, 32749)
    raster = ps.Raster.from_array(values, x_left=corner[0], y_top=corner[1], cell=cell, crs=crs)
    rng = np.random.default_rng(2)
    middle = rng.uniform(5, 25, (12, 2)) * cell * [1, -1] + corner
    shapes = [*shapely.buffer(shapely.points(middle), rng.uniform(2, 5, 12) * cell), None]
    frame = geopandas.GeoDataFrame(geometry=shapes, crs=crs)
    x = corner[0] + (np.arange(30) + 0.5) * cell
    y = corner[1] - (np.arange(30) + 0.5) * cell
    xs, ys = np.meshgrid(x, y)
    expected = []
    for shape in shapes:
        inside = values[shapely.contains_xy(shape, xs, ys)] if shape is not None else np.array([])
        known = inside[~np.isnan(inside)]
        expected.append(getattr(np, statistic)(known) if len(known) else np.nan)
    np.testing.assert_allclose(raster.over(frame, statistic), expected, rtol=1e-12)


def test_overlapping_areas_each_have_their_cells_and_a_small_one_that_which_holds_it():
    raster = ps.Raster.from_array([[1.0, 3.0], [5.0, 7.0]], x_left=0, y_top=20, cell=10, crs=32749)
    shapes = [shapely.box(0, 0, 20, 20), shapely.box(0, 10, 20, 20), shapely.box(11, 1, 12, 2), shapely.Point(1, 1)]
    frame = geopandas.GeoDataFrame(geometry=[*shapes, shapely.box(50, 50, 60, 60)], crs=32749)
    np.testing.assert_array_equal(raster.over(frame), [4, 2, 7, 5, np.nan])


def test_files_that_cannot_be_used_say_why(tmp_path):
    values = numbers()
    whole = written(tmp_path / "whole.tif", values).read_bytes()
    rotated = Affine(10, 3, CORNER[0], 2, -10, CORNER[1])
    upward = Affine(10, 0, CORNER[0], 0, 10, CORNER[1])
    (tmp_path / "cut.tif").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "empty.tif").write_bytes(b"")
    (tmp_path / "text.tif").write_text("<!doctype html><html>login</html>")
    cases = {
        "rotated": written(tmp_path / "r.tif", values, transform=rotated),
        "mirrored": written(tmp_path / "u.tif", values, transform=upward),
        "complex": written(tmp_path / "c.tif", values.astype(np.complex64)),
        "empty": tmp_path / "empty.tif",
        "web page": tmp_path / "text.tif",
        "not found": tmp_path / "whole.tiff",
        "folder": tmp_path,
    }
    for word, path in cases.items():
        with pytest.raises(ps.IoError, match=word) as caught:
            ps.Raster.open(path)
        assert caught.value.message_id != caught.value.message_en
        assert caught.value.file
    with pytest.raises(ps.IoError, match="cut off or broken"):
        ps.Raster.open(tmp_path / "cut.tif").read()
    with pytest.raises(ps.CrsError):
        ps.Raster.open(written(tmp_path / "n.tif", values, crs=None))
    assert ps.Raster.open(tmp_path / "n.tif", crs=32749).grid.crs.is_projected


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_raster_without_a_place_is_refused(tmp_path):
    with rasterio.open(tmp_path / "p.tif", "w", driver="GTiff", height=2, width=2, count=1, dtype="uint8") as file:
        file.write(np.zeros((1, 2, 2), np.uint8))
    with pytest.raises(ps.IoError, match="does not say where it lies"):
        ps.Raster.open(tmp_path / "p.tif")


def test_every_cut_of_a_small_file_is_an_error_or_the_same_numbers(tmp_path):
    values = np.arange(64, dtype=np.uint8).reshape(8, 8)
    whole = written(tmp_path / "w.tif", values).read_bytes()
    for end in range(0, len(whole), 7):
        (tmp_path / "c.tif").write_bytes(whole[:end])
        try:
            read = ps.Raster.open(tmp_path / "c.tif").read()
        except ps.PetasentraError:
            continue
        np.testing.assert_array_equal(read, values)


def test_windows_outside_the_raster_are_refused(tmp_path):
    raster = ps.Raster.open(written(tmp_path / "a.tif", numbers()))
    for window in (grids.Window(-1, 0, 2, 2), grids.Window(0, 0, 31, 1), grids.Window(29, 39, 2, 1)):
        with pytest.raises(ps.OptionError):
            raster.read(window)
    assert raster.read(grids.Window(30, 40, 0, 0)).shape == (0, 0)


@pytest.mark.parametrize(
    "wrong", [{"values": [1, 2]}, {"values": "x"}, {"cell": 0}, {"cell": (1, -1)}, {"x_left": np.nan}]
)
def test_arrays_that_are_no_raster_are_refused(wrong):
    given = {"values": [[1.0]], "x_left": 0, "y_top": 0, "cell": 1} | wrong
    with pytest.raises(ps.OptionError):
        ps.Raster.from_array(given.pop("values"), **given, crs=32749)


def test_an_array_without_a_crs_is_refused():
    with pytest.raises(ps.CrsError):
        ps.Raster.from_array([[1.0]], x_left=0, y_top=0, cell=1, crs=None)
