"""Stated areas are compared with computed ones, and the method that reproduces them is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from inspected import codes, finding
from shapely.geometry import box
from written_layers import written

import petasentra as ps
from petasentra.inspection import compare_stated_area

if TYPE_CHECKING:
    from pathlib import Path

SHAPES = [box(112.3 + n / 100, -7.5, 112.309 + n / 100, -7.49 + n / 1000) for n in range(8)]


@pytest.fixture
def layer(tmp_path: Path) -> ps.Layer:
    """Eight invented plots."""
    return ps.read_layer(written(tmp_path / "plots.gpkg", SHAPES))


def test_the_published_hectares_of_jombang_are_planar_utm(shared: Path) -> None:
    report = ps.inspect(shared / "zoning/jombang_kp2b_shp.zip")
    (area,) = report.layers[0].stated_areas
    assert (area.column, area.method, area.unit) == ("LUASHA", "planar-utm", "ha")
    assert (area.compared, area.fitting) == (351, 351)
    assert area.max_difference <= 5e-6 * (1 + 1e-6)
    assert area.stated_total == pytest.approx(38_149.328, abs=5e-4)
    assert "5e-06 ha" in report.text("en")
    # The ellipsoid gives some 0.03 % more and does not fit.
    geodesic = ps.read_layer(shared / "zoning/jombang_kp2b_shp.zip").area("geodesic").sum() / 1e4
    assert geodesic / area.stated_total - 1 == pytest.approx(3.3e-4, abs=1e-4)


@pytest.mark.parametrize("method", ["planar-utm", "geodesic"])
@pytest.mark.parametrize(("unit", "per"), [("ha", 1e4), ("m2", 1.0), ("km2", 1e6)])
def test_method_and_unit_are_found_from_the_numbers_alone(layer: ps.Layer, method: str, unit: str, per: float) -> None:
    stated = np.round(layer.area(method) / per, 5)  # type: ignore[arg-type]
    found = compare_stated_area(layer, "luas", stated)
    assert found is not None
    assert (found.method, found.unit, found.fitting) == (method, unit, len(SHAPES))


def test_a_name_that_states_a_unit_does_not_hide_another(layer: ps.Layer) -> None:
    found = compare_stated_area(layer, "LUASHA", layer.area("geodesic"), unit="ha")
    assert found is not None
    assert (found.method, found.unit) == ("geodesic", "m2")


def test_areas_that_fit_neither_are_a_finding_with_the_nearest(tmp_path: Path, layer: ps.Layer) -> None:
    wrong = list(layer.area("geodesic") / 1e4 * 1.2)
    report = ps.inspect(written(tmp_path / "a.gpkg", SHAPES, LUASHA=wrong))
    found = finding(report, "STATED_AREA")
    assert found.column == "LUASHA"
    assert found.measure == pytest.approx(1 / 6, abs=1e-3)
    assert "by neither method" in found.message_en


def test_areas_that_are_nearly_right_are_told_without_a_finding(tmp_path: Path, layer: ps.Layer) -> None:
    report = ps.inspect(written(tmp_path / "a.gpkg", SHAPES, LUASHA=list(layer.area("geodesic") / 1e4 * 1.002)))
    assert codes(report) == []
    (area,) = report.layers[0].stated_areas
    assert area.method == "neither"
    assert area.median_relative == pytest.approx(0.002, abs=5e-4)


def test_rows_without_a_stated_area_are_not_compared(layer: ps.Layer) -> None:
    stated = np.round(layer.area() / 1e4, 3)
    stated[0] = np.nan
    found = compare_stated_area(layer, "LUASHA", stated, unit="ha")
    assert found is not None
    assert (found.compared, found.fitting) == (7, 7)
    assert compare_stated_area(layer, "LUASHA", np.full(8, np.nan)) is None


def test_areas_in_indonesian_writing_are_compared_too(tmp_path: Path, layer: ps.Layer) -> None:
    texts = [f"{value:,.2f}".translate(str.maketrans(",.", ".,")) for value in layer.area("planar-utm")]
    report = ps.inspect(written(tmp_path / "a.gpkg", SHAPES, luas_m2=texts))
    (area,) = report.layers[0].stated_areas
    assert (area.method, area.unit, area.fitting) == ("planar-utm", "m2", 8)
