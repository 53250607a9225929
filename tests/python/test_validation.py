"""validate_zoning as people use it: findings as a layer, coded columns, stated areas, plans beside each other."""

from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import pyproj
import pytest
import shapely

import petasentra as ps

KIRIMAN = Path(__file__).parents[2] / "data" / "kiriman" / "RTRW_PolaRuang_50K_3517_2021.shp"


def zones(**columns):
    """Three zones side by side that share every vertex."""
    boxes = [shapely.box(10 * i, 0, 10 * i + 10, 10) for i in range(3)]
    return geopandas.GeoDataFrame(columns, geometry=boxes, crs=32749)


def hazard_zones():
    return zones(OBJECTID=[7, 8, 9], KODKWS=["P-1"] * 3, KRB_03=["1", "1", "Patahan Aktif"])


@pytest.fixture(scope="module")
def real_plan(shared):
    return ps.read_layer(shared / "zoning" / "jombang_kp2b_rtrw_2021_2041.gpkg")


def test_a_row_in_the_rarer_dialect_of_a_coded_column_is_a_finding_with_column_value_and_its_zone():
    found = ps.validate_zoning(hazard_zones(), feature_id="OBJECTID")
    assert found.counts == {"DOMAIN_CLASH": 1}
    row = found.table.to_pylist()[0]
    assert (row["feature_id"], row["column"], row["value"]) == ("9", "KRB_03", "Patahan Aktif")
    assert "9" in row["message_id"]
    assert "Patahan Aktif" in row["message_en"]
    assert found.to_geopandas().geometry[0].equals(shapely.box(20, 0, 30, 10))
    assert found.settings["profile"] == "rtrw-permen14"


def test_without_a_profile_nothing_is_asked_of_coded_columns():
    assert len(ps.validate_zoning(hazard_zones(), profile=None)) == 0
    assert len(ps.validate_zoning(zones(warna=["1", "1", "merah"]))) == 0
    with pytest.raises(ps.OptionError, match="rtrw-permen14"):
        ps.validate_zoning(hazard_zones(), profile="rtrw-permen")


def test_other_findings_keep_their_place_before_the_clashes_and_have_no_column():
    frame = hazard_zones()
    frame.loc[0, "geometry"] = shapely.box(0, 0, 11, 10)
    found = ps.validate_zoning(frame)
    assert list(found.counts) == ["ZONE_OVERLAP", "DOMAIN_CLASH"]
    assert found.findings["column"] == [None, "KRB_03"]
    assert len(found) == 2
    assert found.findings.title == "layer findings"


def test_values_of_a_personal_column_are_personal_in_the_findings():
    layer = ps.as_layer(hazard_zones()).with_personal(["KRB_03"])
    assert {"value", "message_id", "message_en"} <= ps.validate_zoning(layer).findings.personal


def test_the_real_plan_of_jombang_has_37_rows_of_words_among_codes(real_plan):
    found = ps.validate_zoning(real_plan, feature_id="OBJECTID")
    rows = [row for row in found.table.to_pylist() if row["code"] == "DOMAIN_CLASH"]
    assert {(row["column"], row["value"]) for row in rows} == {
        ("KRB_03", "Patahan Aktif"),
        ("KRB_03", "Gerakan Tanah Tingkat Tinggi"),
    }
    assert len(rows) == 37


def test_luasha_of_the_real_plan_is_the_planar_area_of_its_utm_zone_and_not_the_geodesic_one(real_plan):
    plan = real_plan
    stated = np.asarray(plan["LUASHA"])
    assert np.abs(plan.area("planar-utm") / 1e4 - stated).max() <= 5e-6
    kendalsari = max(range(len(plan)), key=lambda row: stated[row])
    off = plan.area("geodesic")[kendalsari] / 1e4 / stated[kendalsari] - 1
    assert 0.0002 < off < 0.0004
    assert "STATED_AREA" not in ps.validate_zoning(plan).counts
    other = ps.validate_zoning(plan, area_method="geodesic", feature_id="OBJECTID")
    told = [row for row in other.table.to_pylist() if row["code"] == "STATED_AREA"]
    assert len(told) > 300
    assert all("planar-utm" in row["message_id"] and "planar-utm" in row["message_en"] for row in told)


def test_the_border_of_two_neighbouring_plans_is_compared_when_the_neighbour_is_given():
    beyond = geopandas.GeoDataFrame(geometry=[shapely.box(29, 0, 40, 10)], crs=32749)
    assert len(ps.validate_zoning(zones())) == 0
    found = ps.validate_zoning(zones(), neighbour=beyond)
    assert set(found.counts) == {"BORDER_MISMATCH"}
    ground = [row for row in found.table.to_pylist() if row["unit"] == "m2"]
    assert [(row["feature_id"], row["other_id"], row["measure"]) for row in ground] == [("2", "0", 10.0)]


def test_findings_are_written_and_read_again_with_their_cells(tmp_path):
    found = ps.validate_zoning(hazard_zones())
    found.write(tmp_path / "temuan.gpkg")
    again = ps.read_layer(tmp_path / "temuan.gpkg")
    assert again["code"] == ["DOMAIN_CLASH"]
    assert again["value"] == ["Patahan Aktif"]


def test_an_empty_layer_has_no_findings():
    assert len(ps.validate_zoning(zones(kode=["A", "B", "C"]).iloc[:0])) == 0


def faulty_rows():
    """One row for each fault a row can have by itself, beside a sound one."""
    with np.errstate(invalid="ignore"):
        not_finite = shapely.Polygon([(20, 0), (30, 0), (30, float("nan")), (20, 10)])
    rows = [
        shapely.box(0, 0, 10, 10),
        None,
        shapely.Polygon(),
        not_finite,
        shapely.LineString([(40, 0), (50, 0)]),
        shapely.Polygon([(60, 0), (70, 10), (70, 0), (60, 10)]),
    ]
    return geopandas.GeoDataFrame({"kode": list("ABCDEF")}, geometry=rows, crs=32749)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_findings_without_a_measure_are_told_in_text_and_on_the_map(lang, tmp_path):
    found = ps.validate_zoning(faulty_rows(), feature_id="kode")
    alone = ["GEOMETRY_NULL", "GEOMETRY_EMPTY", "COORDINATE_NOT_FINITE", "GEOMETRY_NOT_POLYGON", "GEOMETRY_INVALID"]
    assert list(found.counts) == alone
    assert all(code in found.text(lang) for code in alone)
    drawn = ps.validate_zoning(faulty_rows().drop(index=[2, 3]), feature_id="kode")
    drawn.explore(tmp_path / "map.html", lang=lang)
    assert "GEOMETRY_INVALID" in (tmp_path / "map.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_delivery_of_a_regency_is_told_in_text(lang):
    pytest.importorskip("petasentra._io")
    text = ps.validate_zoning(ps.read_layer(KIRIMAN, crs="EPSG:32749")).text(lang)
    assert "GEOMETRY_NULL" in text
    assert ("Anjuran:" if lang == "id" else "What to do:") in text


def test_stated_areas_written_as_text_are_compared():
    found = ps.validate_zoning(zones(LUASHA=["0,01", "0,01", "9,99"]))
    assert found.counts == {"STATED_AREA": 1}
    assert found.findings["feature_id"] == ["2"]
    assert found.findings["measure"].tolist() == pytest.approx([99_800], abs=1.0)
    assert found.settings["stated_area"] == "LUASHA"
    named = ps.validate_zoning(zones(isi=["100,0", "100,0", "1.000,0"]), stated_area="isi", area_method="planar")
    assert named.counts == {"STATED_AREA": 1}


def test_a_stated_area_that_is_no_number_is_a_finding_at_its_zone():
    found = ps.validate_zoning(zones(LUASHA=["0,01", "satu are", None], kode=["A", "B", "C"]), feature_id="kode")
    assert found.counts == {"VALUE_UNREADABLE": 1}
    row = found.table.to_pylist()[0]
    assert (row["feature_id"], row["column"], row["value"]) == ("B", "LUASHA", "satu are")
    assert "satu are" in row["message_id"]
    assert "cannot be read" in found.text("en")


def test_the_delivery_of_a_regency_states_three_wrong_areas_as_text():
    pytest.importorskip("petasentra._io")
    assert ps.validate_zoning(ps.read_layer(KIRIMAN, crs="EPSG:32749")).counts["STATED_AREA"] == 3


def test_the_settings_say_which_questions_were_not_asked():
    text = ps.validate_zoning(zones(nama=["a", "b", "c"]), perimeter=zones()).text("en")
    assert "not asked: stated areas (no column of stated areas), neighbouring plan" in text


def test_a_national_layer_is_measured_where_areas_are_true() -> None:
    """Overlaps of 11 m by 1.1 km from Aceh to Papua, in degrees and in Web Mercator."""

    places = [(95.5, 5.0), (107.0, -6.5), (118.0, 0.5), (140.5, -3.0)]
    boxes = []
    for lon, lat in places:
        boxes += [shapely.box(lon, lat, lon + 0.0101, lat + 0.01), shapely.box(lon + 0.01, lat, lon + 0.02, lat + 0.01)]
    zones = geopandas.GeoDataFrame({"n": range(len(boxes))}, geometry=boxes, crs=4326)
    found = ps.validate_zoning(zones)
    assert found.counts["ZONE_OVERLAP"] == len(places)
    geod = pyproj.Geod(ellps="WGS84")
    true = [
        abs(geod.geometry_area_perimeter(shapely.box(lon + 0.01, lat, lon + 0.0101, lat + 0.01))[0])
        for lon, lat in places
    ]
    rows = [row for row in found.table.to_pylist() if row["code"] == "ZONE_OVERLAP"]
    measures = [row["measure"] for row in sorted(rows, key=lambda row: int(row["feature_id"]))]
    np.testing.assert_allclose(measures, true, rtol=2e-3)
    assert "LAEA" in found.settings["metric_crs"]
    mercator = ps.validate_zoning(zones[:2].to_crs(3857))
    assert mercator.settings["metric_crs"] != "EPSG:3857"
    assert mercator.table["measure"].tolist() == pytest.approx(true[:1], rel=2e-3)
