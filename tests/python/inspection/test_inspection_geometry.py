"""Defects of geometry are findings with their rows; sizes and counts agree with shapely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from inspected import codes, finding
from shapely.geometry import Polygon
from written_layers import written

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

BOW_TIE = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
SQUARE = Polygon([(0, 0), (1, 0), (1, 1), (0, 1)])
with np.errstate(invalid="ignore"):
    NOT_A_NUMBER = Polygon([(0, 0), (1, 0), (1, np.nan)])


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_defects_of_geometry_are_findings_with_their_rows(tmp_path: Path, engine: Any) -> None:
    shapes = [SQUARE, BOW_TIE, None, Polygon(), SQUARE, NOT_A_NUMBER]
    report = ps.inspect(written(tmp_path / "a.gpkg", shapes), engine=engine)
    assert finding(report, "GEOMETRY_NULL").feature_id == "2"
    assert finding(report, "GEOMETRY_EMPTY").feature_id == "3"
    assert finding(report, "DUPLICATE_GEOMETRY").feature_id == "4"
    assert finding(report, "COORDINATE_NOT_FINITE").feature_id == "5"
    assert finding(report, "GEOMETRY_INVALID").measure == 2
    assert "1: Self-intersection (0.5, 0.5)" in finding(report, "GEOMETRY_INVALID").message_en
    for one in report.findings:
        assert one.message_id != one.message_en
        assert one.severity in ("note", "warning", "error")


def test_a_vertex_far_beyond_the_earth_is_no_place_and_not_in_the_extent(tmp_path: Path) -> None:
    null_of_esri = Polygon([(0, 0), (1, 0), (1, -1.7976931348623157e308)])
    report = ps.inspect(written(tmp_path / "a.gpkg", [SQUARE, null_of_esri]))
    assert finding(report, "COORDINATE_NOT_FINITE").feature_id == "1"
    (layer,) = report.layers
    assert layer.bounds == (0.0, 0.0, 1.0, 1.0)
    assert layer.geometry is not None
    assert layer.geometry.areas is not None
    assert layer.geometry.areas.minimum == layer.geometry.areas.maximum
    assert "overflow" not in report.text("en")


def test_a_clean_file_has_no_findings(tmp_path: Path) -> None:
    report = ps.inspect(written(tmp_path / "a.gpkg", [SQUARE]))
    assert codes(report) == []
    assert report.readable
    assert report.driver == "GPKG"
    assert "Tidak ada temuan" in report.text("id")
    assert report.layers[0].bounds == (0.0, 0.0, 1.0, 1.0)


def test_rows_that_repeat_everything_are_told_from_repeated_shapes(tmp_path: Path) -> None:
    report = ps.inspect(written(tmp_path / "a.gpkg", [SQUARE] * 4, izin=["A", "B", "A", "A"]))
    found = finding(report, "DUPLICATE_GEOMETRY")
    assert found.measure == 3
    assert "2 of them repeat every attribute too" in found.message_en


def test_one_ground_in_many_decisions_is_counted_and_nothing_dropped(shared: Path) -> None:
    report = ps.inspect(shared / "permits/kkpr_jabar.geojson")
    (layer,) = report.layers
    assert layer.geometry is not None
    assert layer.geometry.rows == 207
    assert layer.geometry.distinct == 117
    assert finding(report, "DUPLICATE_GEOMETRY").measure == 90


def test_parts_holes_and_slivers_of_a_real_plan(shared: Path) -> None:
    (layer,) = ps.inspect(shared / "zoning/jombang_kp2b_shp.zip").layers
    facts = layer.geometry
    assert facts is not None
    # The counts that the reference of the domain gives for this layer.
    assert (facts.rows, facts.vertices, facts.parts, facts.holes) == (351, 99_737, 563, 64)
    assert facts.parts_below_100_m2 == 96
    assert facts.areas is not None
    assert facts.areas.maximum > facts.areas.median > facts.areas.minimum > 0


@pytest.mark.parametrize("crs", ["EPSG:32749", "EPSG:4326"])
def test_sizes_agree_with_shapely(tmp_path: Path, crs: str) -> None:
    unit = 1.0 if crs == "EPSG:32749" else 1 / 111_000
    x, y = (649_000.0, 9_171_000.0) if crs == "EPSG:32749" else (112.35, -7.5)
    rng = np.random.default_rng(5)
    shapes = []
    for _ in range(40):
        west, south = x + rng.uniform(0, 5000) * unit, y + rng.uniform(0, 5000) * unit
        side = rng.choice([0.5, 5, 30]) * unit
        shapes.append(shapely.box(west, south, west + side, south + side).buffer(side, quad_segs=3))
    shapes.append(
        shapely.box(x, y, x + 90 * unit, y + 90 * unit).difference(
            shapely.box(x + unit, y + unit, x + 2 * unit, y + 2 * unit)
        )
    )
    (layer,) = ps.inspect(written(tmp_path / "a.gpkg", shapes, crs=crs)).layers
    facts = layer.geometry
    assert facts is not None
    metres = ps.read_layer(tmp_path / "a.gpkg").to_crs("EPSG:32749").to_geopandas().geometry
    assert facts.parts_below_100_m2 == int((metres.area < 100).sum())
    assert facts.parts_below_1_m2 == int((metres.area < 1).sum())
    assert facts.holes == 1
    assert facts.areas is not None
    assert facts.areas.total == pytest.approx(metres.area.sum(), rel=2e-3)


def test_lines_have_lengths_and_points_neither(tmp_path: Path) -> None:
    line = shapely.LineString([(649_000, 9_171_000), (649_000, 9_172_000)])
    (layer,) = ps.inspect(written(tmp_path / "a.gpkg", [line], crs="EPSG:32749")).layers
    assert layer.geometry is not None
    assert layer.geometry.areas is None
    assert layer.geometry.lengths is not None
    assert layer.geometry.lengths.total == pytest.approx(1000, rel=1e-3)
    (layer,) = ps.inspect(written(tmp_path / "b.gpkg", [shapely.Point(112, -7)])).layers
    assert layer.geometry is not None
    assert layer.geometry.areas is layer.geometry.lengths is None


def test_every_layer_of_a_file_is_looked_at(shared: Path) -> None:
    report = ps.inspect(shared / "constraints/nagan_raya_kit.gpkg")
    assert len(report.layers) == 13
    assert [found.layer for found in report.findings if found.code == "GEOMETRY_INVALID"] == [
        "pola_ruang_rtrw",
        "karhutla",
    ]
