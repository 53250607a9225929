"""Where units stand: areas, places that are none, one place for many, and places outside the country."""

from __future__ import annotations

import geopandas
import shapely
from drawn_units import FIVE, drawn, find

import petasentra as ps


def points(places, crs=4326):
    ids = [f"u{one}" for one in range(len(places))]
    return geopandas.GeoDataFrame({"unit": ids, "produk": "tahu"}, geometry=shapely.points(places), crs=crs)


def test_a_latitude_that_is_none_is_no_place():
    at = geopandas.GeoDataFrame({"p": ["a"] * 5}, geometry=shapely.points([(112, -7)] * 4 + [(-7, 112)]), crs=4326)
    assert ps.find_sentra(at, product="p", eps_m=10).units["membership"][4] == "no_place"


def test_areas_stand_by_a_place_within():
    units = drawn(FIVE)
    units["geometry"] = units.buffer(3)
    assert find(units).sentra["units"].tolist() == [5]


def test_units_at_exactly_one_place_are_a_sentra_with_a_warning():
    found = find(points([(112.2, -7.5)] * 6 + [(112.2001, -7.5), (112.2002, -7.5), (112.2002, -7.5)]))
    assert found.sentra["units"].tolist() == [9]
    rows = [row for row in found.findings.to_pylist() if row["code"] == "UNITS_AT_ONE_PLACE"]
    assert [(row["feature_id"], row["measure"], row["severity"]) for row in rows] == [("u0", 6.0, "warning")]
    assert "6 of 9 units share exactly the same coordinates, at 1 point," in found.explain(1).text("en")
    assert "6 dari 9 unit berbagi koordinat" in found.explain(1).text("id")


def test_two_units_in_one_house_are_no_finding():
    found = find(points([(112.2, -7.5)] * 2 + [(112.2 + one / 10_000, -7.5) for one in (1, 2, 3)]))
    assert len(found) == 1
    assert len(found.findings) == 0
    assert "same coordinates" not in found.explain(1).text("en")


def test_units_without_a_place_or_not_counted_share_none():
    units = points([(112.2, -7.5)] * 4)
    units.loc[2, "geometry"] = None
    assert "UNITS_AT_ONE_PLACE" not in find(units.assign(nama="Sari"), name="nama").findings["code"]
    assert "UNITS_AT_ONE_PLACE" in find(units).findings["code"]


def test_units_outside_the_country_are_told():
    found = find(points([(112.2, -7.5), (0, 0), (112.2, -7.6), (7.5, 50)]))
    rows = found.findings.to_pylist()
    assert [(row["code"], row["feature_id"]) for row in rows] == [("UNIT_ABROAD", "u1"), ("UNIT_ABROAD", "u3")]
    assert "(0.00000, 0.00000)" in rows[0]["message_en"]
    assert len(found.units) == 4


def test_a_unit_far_away_in_metres_is_told_and_not_one_told_as_outside_the_boundary():
    units = points([(640_000, 9_170_000), (640_000, 0)], crs=32749)
    assert (find(units).findings["code"], find(units).findings["feature_id"]) == (["UNIT_ABROAD"], ["u1"])
    land = geopandas.GeoDataFrame(geometry=[shapely.box(630_000, 9_160_000, 650_000, 9_180_000)], crs=32749)
    assert find(units, boundary=land).findings["code"] == ["UNIT_OUTSIDE_BOUNDARY"]


def test_a_register_in_the_wrong_crs_is_told_once():
    found = find(points([(640_000 + one, 9_170_000) for one in range(5)], crs=32649))
    assert [(row["code"], row["feature_id"], row["measure"]) for row in found.findings.to_pylist()] == [
        ("UNIT_ABROAD", None, 5.0)
    ]
