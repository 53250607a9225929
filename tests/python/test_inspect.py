"""`inspect` tells what is in a file and what is wrong with it, and never raises on bad data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from shapely.geometry import Point, Polygon
from written_layers import written

import petasentra as ps
from petasentra._crs_candidates import crs_candidates

BOW_TIE = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
SQUARE = Polygon([(0, 0), (1, 0), (1, 1), (0, 1)])
with np.errstate(invalid="ignore"):
    NOT_A_NUMBER = Polygon([(0, 0), (1, 0), (1, np.nan)])


def codes(report: ps.InspectReport) -> list[str]:
    return [found.code for found in report.findings]


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_defects_of_geometry_are_findings_with_their_rows(tmp_path: Path, engine: Any) -> None:
    shapes = [SQUARE, BOW_TIE, None, Polygon(), SQUARE, NOT_A_NUMBER]
    report = ps.inspect(written(tmp_path / "a.gpkg", shapes), engine=engine)
    found = {one.code: one for one in report.findings}
    assert found["GEOMETRY_NULL"].feature_id == "2"
    assert found["GEOMETRY_EMPTY"].feature_id == "3"
    assert found["DUPLICATE_GEOMETRY"].feature_id == "4"
    assert found["COORDINATE_NOT_FINITE"].feature_id == "5"
    assert found["GEOMETRY_INVALID"].measure == 2
    assert "1: Self-intersection (0.5, 0.5)" in found["GEOMETRY_INVALID"].message_en
    for one in report.findings:
        assert one.message_id != one.message_en
        assert one.severity in ("note", "warning", "error")


def test_a_clean_file_has_no_findings(tmp_path: Path) -> None:
    report = ps.inspect(written(tmp_path / "a.gpkg", [SQUARE]))
    assert codes(report) == []
    assert report.readable
    assert report.driver == "GPKG"
    assert "Tidak ada temuan" in report.text("id")
    assert report.layers[0].bounds == (0.0, 0.0, 1.0, 1.0)


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
@pytest.mark.parametrize("content", [None, b"", b"garbage"])
def test_an_unreadable_file_is_a_finding_and_no_exception(tmp_path: Path, engine: Any, content: bytes | None) -> None:
    path = tmp_path / "a.shp"
    if content is not None:
        path.write_bytes(content)
    report = ps.inspect(path, engine=engine)
    assert codes(report) == ["FILE_UNREADABLE"]
    assert report.findings[0].severity == "error"
    assert not report.readable
    assert "a.shp" in report.text("id")
    json.dumps(report.to_dict())


def test_a_folder_is_a_finding_too(tmp_path: Path) -> None:
    assert codes(ps.inspect(tmp_path)) == ["FILE_UNREADABLE"]


def test_an_empty_layer_and_a_bare_table_are_findings(tmp_path: Path, shared: Path) -> None:
    empty = tmp_path / "kosong.geojson"
    empty.write_text('{"type": "FeatureCollection", "features": []}')
    assert codes(ps.inspect(empty)) == ["LAYER_EMPTY"]
    assert codes(ps.inspect(shared / "torture/postgis_loader/mfile.dbf")) == ["LAYER_UNREADABLE"]


def test_columns_tell_how_full_they_are_and_personal_ones_show_nothing(tmp_path: Path) -> None:
    path = written(
        tmp_path / "unit.gpkg",
        [Point(1, 2), Point(3, 4)],
        produk=["ingot", None],
        nama_pemilik=["Rekaan Satu", "Rekaan Dua"],
        no_hp=["0800000001", "0800000002"],
    )
    report = ps.inspect(path)
    fields = {field.name: field for field in report.layers[0].fields}
    assert fields["produk"].filled == 1
    assert fields["produk"].examples == ("ingot",)
    assert fields["nama_pemilik"].personal
    assert fields["no_hp"].examples == ()
    for shown in (report.text("id"), report.text("en"), report._repr_html_(), json.dumps(report.to_dict())):
        assert "Rekaan" not in shown
        assert "0800" not in shown


def test_every_layer_of_a_file_is_looked_at(shared: Path) -> None:
    report = ps.inspect(shared / "constraints/nagan_raya_kit.gpkg")
    assert len(report.layers) == 13
    assert [found.layer for found in report.findings if found.code == "GEOMETRY_INVALID"] == [
        "pola_ruang_rtrw",
        "karhutla",
    ]


def test_a_file_without_crs_gets_ranked_candidates_and_keeps_none(tmp_path: Path) -> None:
    path = written(tmp_path / "tanpa.shp", [Point(649_633, 9_171_558)], crs=None)
    report = ps.inspect(path)
    candidates = report.layers[0].crs_candidates
    by_code = {one.code: one for one in candidates}
    assert by_code["EPSG:32749"].longitude == pytest.approx(112.36, abs=0.01)
    assert by_code["EPSG:32749"].latitude == pytest.approx(-7.49, abs=0.01)
    finding = next(found for found in report.findings if found.code == "CRS_MISSING")
    assert "EPSG:32749" in finding.hint_id
    assert ps.read_layer(path).crs is None


def test_candidates_by_range() -> None:
    assert [one.code for one in crs_candidates((112.0, -7.8, 112.5, -7.3))] == ["EPSG:4326"]
    (swapped,) = crs_candidates((-7.8, 112.0, -7.3, 112.5))
    assert swapped.reason_en == "degrees with x and y swapped"
    assert (swapped.longitude, swapped.latitude) == (112.25, -7.55)
    assert "EPSG:23836" in [one.code for one in crs_candidates((184_000, 671_000, 185_000, 672_000))]
    assert crs_candidates((5e7, 5e7, 6e7, 6e7)) == ()
    assert crs_candidates(None) == ()
    assert crs_candidates((np.nan, 0, 1, 1)) == ()


def test_findings_stand_in_the_catalogue(tmp_path: Path) -> None:
    catalogue = (Path(__file__).parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
    shapes = [SQUARE, BOW_TIE, None, Polygon(), SQUARE, NOT_A_NUMBER]
    found = set(codes(ps.inspect(written(tmp_path / "a.gpkg", shapes, crs=None)))) | {
        "FILE_UNREADABLE",
        "LAYER_UNREADABLE",
    }
    assert {code for code in found if f"`{code}`" not in catalogue} == set()
