"""Bad geometry never stops a check.

A bad site keeps its row as `no_data` with a finding; a bad zone, on which every site depends, is refused by name.
"""

from __future__ import annotations

import math
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely
from explained_errors import explained
from invented_pack import BOW_TIE, GROUND, UTM, coded_geojson, sites
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

import petasentra as ps


def quietly(make: Any, *arguments: Any) -> Any:
    """Geometries with NaN can be made, but not without a warning of numpy."""
    with np.errstate(invalid="ignore"):
        return make(*arguments)


NAN_RING = [(640_000, 9_165_000), (640_100, math.nan), (640_100, 9_165_100), (640_000, 9_165_000)]
NAN_POLYGON = quietly(Polygon, NAN_RING)
BAD_SITES = {
    "null": (None, "GEOMETRY_NULL"),
    "empty polygon": (Polygon(), "GEOMETRY_EMPTY"),
    "empty multipolygon": (MultiPolygon(), "GEOMETRY_EMPTY"),
    "NaN vertex": (NAN_POLYGON, "COORDINATE_NOT_FINITE"),
    "infinite point": (Point(math.inf, 9_165_000), "COORDINATE_NOT_FINITE"),
    "NaN in a line": (quietly(LineString, [(640_000, 9_165_000), (math.nan, math.nan)]), "COORDINATE_NOT_FINITE"),
    "bow tie": (BOW_TIE, "GEOMETRY_INVALID"),
    "hole outside": (
        Polygon(GROUND.exterior, [box(650_000, 9_165_000, 650_010, 9_165_010).exterior]),
        "GEOMETRY_INVALID",
    ),
    "collection": (shapely.GeometryCollection([GROUND, Point(640_000, 9_165_000)]), "GEOMETRY_MIXED"),
}


@pytest.mark.parametrize("kind", sorted(BAD_SITES))
def test_a_site_with_bad_geometry_keeps_its_row_as_no_data_with_a_finding(pack, kind):
    shape, code = BAD_SITES[kind]
    result = ps.check(sites(GROUND, shape, GROUND, ids=["A", "Rusak", "B"]), pack, as_of="2015-06-01")
    rows = result.table.to_pylist()
    assert [r["site_id"] for r in rows] == ["A", "Rusak", "B"]
    assert rows[1]["verdict"] == "no_data"
    assert rows[1]["reason_id"]
    assert rows[1]["reason_en"]
    assert rows[1]["reason_id"] != rows[1]["reason_en"]
    assert rows[0]["verdict"] == rows[2]["verdict"] == "conditional"
    found = result.findings.to_pylist()
    assert [(f["code"], f["feature_id"]) for f in found] == [(code, "Rusak")]
    for language in ("id", "en"):
        assert found[0][f"message_{language}"]
        assert found[0][f"hint_{language}"]
    result.explain("Rusak").text(lang="id")


def test_a_line_of_one_place_and_a_polygon_without_area_do_not_crash_a_check(pack):
    flat = Polygon([(640_000, 9_165_000), (640_100, 9_165_000), (640_000, 9_165_000)])
    stuck = LineString([(640_000, 9_165_000), (640_000, 9_165_000)])
    rows = ps.check(sites(flat, stuck, GROUND), pack, as_of="2015-06-01").table.to_pylist()
    assert len(rows) == 3
    assert rows[2]["verdict"] == "conditional"
    assert all(r["reason_id"] for r in rows)


@pytest.mark.parametrize("shape", [BOW_TIE, NAN_POLYGON], ids=["self-crossing", "NaN"])
def test_a_zone_with_bad_geometry_is_refused_by_name(shape):
    zones = geopandas.GeoDataFrame(
        {"kode": ["KPI", "P-1"]}, geometry=[shapely.affinity.translate(GROUND, 500), shape], crs=UTM
    )
    with pytest.raises(ps.GeometryError) as caught:
        ps.ZoningIndex(ps.Layer.from_geopandas(zones))
    explained(caught.value, feature="1")


def test_a_self_crossing_zone_of_a_pack_is_refused_with_file_and_feature(folder):
    coded_geojson(folder / "zona.geojson", ("KPI", GROUND), ("P-1", BOW_TIE))
    with pytest.raises(ps.GeometryError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value, feature="1")
    assert "zona.geojson" in str(error) or "pola-ruang" in str(error)


def test_lines_as_zones_are_refused(folder):
    coded_geojson(folder / "zona.geojson", ("KPI", LineString([(0, 0), (1, 1)])))
    with pytest.raises(ps.PetasentraError) as caught:
        ps.read_plan_pack(folder)
    explained(caught.value)


def test_self_crossing_polygons_are_counted_when_read(tmp_path):
    coded_geojson(tmp_path / "tapak.geojson", ("A", GROUND), ("B", BOW_TIE))
    layer = ps.read_layer(tmp_path / "tapak.geojson")
    assert len(layer) == 2
    assert layer.load_report.geometries.invalid == 1
