"""GeoJSON as RFC 7946 has it: WGS 84, the right-hand rule, no crs member, a precision that is stated."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas
import pytest
import shapely
from shapely.geometry import Point, Polygon

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

# Clockwise, with a hole that runs the other way: the wrong way round for RFC 7946.
WRONG_WAY = Polygon(
    [(112.0, -7.0), (112.4, -7.0), (112.4, -7.4), (112.0, -7.4)],
    [[(112.1, -7.1), (112.1, -7.3), (112.3, -7.3), (112.3, -7.1)]],
)


def test_rings_run_by_the_right_hand_rule_and_there_is_no_crs_member(tmp_path: Path) -> None:
    assert not WRONG_WAY.exterior.is_ccw
    assert WRONG_WAY.interiors[0].is_ccw
    report = ps.write_layer(geopandas.GeoDataFrame(geometry=[WRONG_WAY], crs=4326), tmp_path / "a.geojson")
    document = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    shape = shapely.geometry.shape(document["features"][0]["geometry"])
    assert shape.exterior.is_ccw
    assert not shape.interiors[0].is_ccw
    assert shape.equals(WRONG_WAY)
    assert "crs" not in document
    assert report.notes == ()


def test_another_system_is_transformed_and_the_note_says_which(tmp_path: Path) -> None:
    utm = ps.datasets.jombang().desa
    report = utm.write(tmp_path / "a.geojson")
    assert [note.code for note in report.notes] == ["CRS_TRANSFORMED"]
    assert "WGS 84 / UTM zone 49S (EPSG:32749)" in report.notes[0].message_id
    back = ps.read_layer(tmp_path / "a.geojson")
    assert back.crs is not None
    assert back.crs.authority_code == "EPSG:4326"
    before = utm.to_crs("EPSG:4326").to_geopandas().geometry.values
    after = back.to_geopandas().geometry.values
    assert back.geometry_kinds == utm.geometry_kinds == {"MultiPolygon": len(utm)}
    for one, two in zip(shapely.normalize(before), shapely.normalize(after), strict=True):
        assert abs(shapely.get_coordinates(one) - shapely.get_coordinates(two)).max() <= 0.51e-9
    assert utm.crs is not None
    assert utm.crs.authority_code == "EPSG:32749"  # a layer is a value


def test_nine_decimals_are_kept(tmp_path: Path) -> None:
    ps.write_layer(
        geopandas.GeoDataFrame(geometry=[Point(112.1234567891, -7.9876543219)], crs=4326), tmp_path / "a.geojson"
    )
    document = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    assert document["features"][0]["geometry"]["coordinates"] == [112.123456789, -7.987654322]


def test_longitude_comes_first_whatever_the_order_of_the_system(tmp_path: Path) -> None:
    for crs in ("EPSG:4326", "OGC:CRS84"):
        report = ps.write_layer(geopandas.GeoDataFrame(geometry=[Point(112.5, -7.5)], crs=crs), tmp_path / "a.geojson")
        document = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
        assert document["features"][0]["geometry"]["coordinates"] == [112.5, -7.5]
        assert [note.code for note in report.notes] == []


def test_a_vertex_without_a_place_there_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    frame = geopandas.GeoDataFrame(geometry=[Point(630000, 9167000), Point(float("inf"), 0)], crs=32749)
    with pytest.raises(ps.CrsError) as refused:
        ps.write_layer(frame, tmp_path / "a.geojson")
    assert refused.value.feature == "1"
    assert list(tmp_path.iterdir()) == []
