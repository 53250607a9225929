"""What conforms of a site that does so in part, and its coordinates."""

from __future__ import annotations

import re

import geopandas
import pytest
import shapely
from shapely.affinity import translate

import petasentra as ps

EAST, NORTH = 640_000.0, 9_165_000.0


def ground(*corners: float) -> shapely.Geometry:
    return translate(shapely.box(*corners), EAST, NORTH)


@pytest.fixture
def result(tmp_path):
    (tmp_path / "itbx.csv").write_text("activity,I,P\nroti,I,X\n", encoding="utf-8")
    zones = geopandas.GeoDataFrame(
        {"zona": ["I", "P", "I"]},
        geometry=[ground(0, 0, 60, 50), ground(60, 0, 90, 50), ground(90, 0, 200, 50)],
        crs="EPSG:32749",
    )
    plan = ps.PlanPack.from_zones(zones, code="zona", permissions=tmp_path / "itbx.csv", in_force_from="2010-01-01")
    sites = geopandas.GeoDataFrame(
        {"site_id": ["satu", "dua"]}, geometry=[ground(40, 0, 95, 30), ground(100, 0, 120, 10)], crs="EPSG:32749"
    )
    return ps.check(sites, plan, as_of="2015-06-01", for_activity="roti")


def test_remainder_is_a_layer_with_a_row_for_each_site_in_part(result):
    assert [row["site_id"] for row in result.table.to_pylist() if "partial" in row["flags"]] == ["satu"]
    assert result.remainder["site_id"] == ["satu"]
    frame = result.remainder.to_geopandas()
    assert frame.geometry[0].equals(shapely.union(ground(40, 0, 60, 30), ground(90, 0, 95, 30)))
    assert frame["area_m2"][0] == frame.geometry[0].area == 750.0
    assert frame["share"][0] == pytest.approx(750 / 1650)
    assert frame["width_m"][0] == pytest.approx(20, abs=0.02)


def test_parts_too_narrow_stay_listed_with_why_in_both_languages(result):
    left = result.remainder_of(min_width_m=10)
    rows = left.parts.to_arrow().to_pylist()
    assert [(row["part"], row["area_m2"], row["usable"]) for row in rows] == [(1, 600.0, True), (2, 150.0, False)]
    assert rows[0]["reason_id"] is None
    assert rows[1]["reason_id"] == "lebar 5,0 m kurang dari 10,0 m"
    assert rows[1]["reason_en"] == "width 5.0 m is below 10.0 m"
    assert left.sites.to_arrow().to_pylist()[0]["usable_area_m2"] == 600.0
    assert "1 of them of use" in repr(left)


def test_coordinates_are_those_of_the_ground_in_metres_and_in_degrees(result):
    rows = result.remainder_of().coordinates.to_pylist()
    assert [(row["part"], row["ring"], row["vertex"]) for row in rows] == [
        (p, 1, v) for p in (1, 2) for v in range(1, 5)
    ]
    assert (rows[0]["easting_m"], rows[0]["northing_m"], rows[0]["utm_zone"]) == (EAST + 40, NORTH + 30, "49S")
    lon, lat = ps.crs.transform_points([EAST + 40], [NORTH + 30], "EPSG:32749", "EPSG:4326")
    assert (rows[0]["longitude_deg"], rows[0]["latitude_deg"]) == pytest.approx((lon[0], lat[0]), abs=1e-12)
    for row in rows:
        for written, stated in (
            (row["longitude_dms"], row["longitude_deg"]),
            (row["latitude_dms"], -row["latitude_deg"]),
        ):
            degrees, minutes, seconds = re.fullmatch(r"(\d+)° (\d\d)' (\d\d,\d{3})\" (?:BT|LS)", written).groups()
            read = int(degrees) + int(minutes) / 60 + float(seconds.replace(",", ".")) / 3600
            assert read == pytest.approx(stated, abs=0.0006 / 3600)


@pytest.mark.parametrize("bad", [-1.0, float("nan")])
def test_minimum_that_is_none_is_refused(result, bad):
    with pytest.raises(ps.OptionError):
        result.remainder_of(min_area_m2=bad)
