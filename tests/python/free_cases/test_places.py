"""Cases 12, 13, 14 and 28 of the domain notes: numbers without a CRS, latitude first, heights and old text."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import geopandas
import numpy as np
import pytest
import shapely
from written_layers import written

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


def codes(report: ps.InspectReport) -> list[str]:
    return [found.code for found in report.findings]


def without_prj(shared: Path, folder: Path) -> Path:
    """The desa of Jombang in EPSG:32749 as an agency would send them: a Shapefile without .prj."""
    with zipfile.ZipFile(shared / "admin/jombang_desa_utm49s_shp.zip") as archive:
        archive.extractall(folder)
    for part in folder.rglob("*.prj"):
        part.unlink()
    (path,) = folder.rglob("*.shp")
    return path


def test_case_12_metres_of_jombang_without_a_crs_have_utm_49s_as_first_candidate(shared: Path, tmp_path: Path) -> None:
    path = without_prj(shared, tmp_path)
    report = ps.inspect(path)
    assert "CRS_MISSING" in codes(report)
    first = report.layers[0].crs_candidates[0]
    assert (first.code, first.fit, first.swapped) == ("EPSG:32749", 1.0, False)
    assert (first.longitude, first.latitude) == pytest.approx((112.26, -7.55), abs=0.05)
    assert ps.read_layer(path).crs is None, "a candidate is not chosen"


def test_case_13_cadastral_numbers_have_tm_3_zone_49_2_as_first_candidate(shared: Path, tmp_path: Path) -> None:
    desa = geopandas.read_file(shared / "admin/jombang_desa.gpkg")
    plot = desa[desa["village"] == "Kendalsari"].to_crs(23836)
    middle = plot.geometry.iloc[0].centroid
    assert (middle.x, middle.y) == pytest.approx((184_118.6, 671_538.6), abs=20.0)
    path = written(tmp_path / "bidang.shp", list(plot.geometry), crs=None, WADMKK=["Kab. Jombang"])
    report = ps.inspect(path)
    assert report.layers[0].crs_candidates[0].code == "EPSG:23836"
    (told,) = [found for found in report.findings if found.code == "CRS_MISSING"]
    assert "EPSG:23836" in told.hint_id
    assert "EPSG:23836" in told.hint_en
    assert ps.read_layer(path).crs is None


def test_case_14_latitude_first_is_detected_and_reported(shared: Path, tmp_path: Path) -> None:
    desa = geopandas.read_file(shared / "admin/batukliang_desa.geojson")
    turned = shapely.transform(desa.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    path = written(tmp_path / "batukliang.geojson", list(turned), desa=list(desa["village"]))
    report = ps.inspect(path)
    assert "AXES_SWAPPED" in codes(report)
    first = report.layers[0].crs_candidates[0]
    assert (first.code, first.swapped) == ("EPSG:4326", True)
    west, south, east, north = (float(value) for value in desa.total_bounds)
    assert ps.read_layer(path).bounds == pytest.approx((south, west, north, east)), "nothing is turned unasked"


def test_case_28_heights_and_cp1252_text_without_cpg_load_and_are_told(tmp_path: Path) -> None:
    ground = np.array([[649_000, 9_171_000], [649_100, 9_171_000], [649_100, 9_171_100]], dtype=float)
    solid = shapely.Polygon(np.column_stack([ground, [5.0, 5.0, 9.0]]))
    path = tmp_path / "zona.shp"
    frame = geopandas.GeoDataFrame({"nama": ["Café Ñ"]}, geometry=[solid], crs=32749)
    frame.to_file(path, encoding="CP1252")
    path.with_suffix(".cpg").unlink()
    table = bytearray(path.with_suffix(".dbf").read_bytes())
    table[29] = 0  # the byte that names a code page
    path.with_suffix(".dbf").write_bytes(bytes(table))

    layer = ps.read_layer(path)
    assert layer["nama"] == ["Café Ñ"]
    report = layer.load_report
    assert report is not None
    assert report.geometries.with_z == 1
    assert report.encoding == "CP1252"
    assert "ENCODING_GUESSED" in {note.code for note in report.notes}
    for lang in ("id", "en"):
        text = report.text(lang)
        assert "CP1252" in text
        assert {"id": "dengan Z", "en": "with Z"}[lang] in text
    # Heights are kept, not dropped, and enter no measure.
    assert layer.to_geopandas().geometry.iloc[0].has_z
    assert float(layer.area("planar")[0]) == pytest.approx(shapely.area(solid))
