"""Coordinate reference systems, points, lines on the ellipsoid, and a wrong PROJ_DATA."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys

import numpy as np
import pyproj
import pytest

import petasentra as ps
from petasentra.crs import as_crs, operation_at

UTM49 = pyproj.CRS("EPSG:32749")


@pytest.mark.parametrize(
    "value",
    [
        "EPSG:32749",
        "epsg:32749",
        32749,
        "32749",
        UTM49,
        UTM49.to_wkt(),
        UTM49.to_json(),
        UTM49.to_json_dict(),
        as_crs(32749),
    ],
    ids=["code", "lower", "number", "digits", "pyproj", "wkt", "projjson", "dict", "crs"],
)
def test_a_system_is_named_in_many_ways(value):
    crs = as_crs(value)
    assert crs.authority_code == "EPSG:32749"
    assert crs.name == "WGS 84 / UTM zone 49S"
    assert crs.is_projected
    assert not crs.is_geographic
    assert pyproj.CRS.from_json(crs.projjson) == UTM49


def test_systems_are_compared_by_meaning():
    assert as_crs(32749) == as_crs(UTM49.to_wkt())
    assert as_crs(32749) != as_crs(32750)
    assert as_crs(32749) != "EPSG:32749"
    assert as_crs("EPSG:4326") == as_crs("OGC:CRS84"), "axis order is never part of the meaning"
    assert len({as_crs(32749), as_crs(UTM49.to_wkt())}) == 1
    assert as_crs(None) != as_crs(None), "two unknown systems are not the same"


def test_a_system_is_found_by_its_full_name_only():
    assert as_crs("WGS84").authority_code == "EPSG:4326"
    assert as_crs("batavia").authority_code == "EPSG:4211"
    for like in ("foo", "wgs", "UTM zone 49S"):
        with pytest.raises(ps.CrsError, match="unknown"):
            as_crs(like)


def test_the_operation_between_two_systems_tells_its_accuracy():
    shift = operation_at(112.0, -7.0, "EPSG:4211", "EPSG:4326")
    assert "Batavia to WGS 84" in shift.name
    assert shift.accuracy_m > 1.0
    assert operation_at(112.0, -7.0, "EPSG:4326", "OGC:CRS84").accuracy_m == 0.0
    with pytest.raises(ps.CrsError):
        operation_at(112.0, 100.0, "EPSG:4326", "EPSG:32749")


def test_systems_survive_pickling_and_say_what_they_are():
    assert pickle.loads(pickle.dumps(as_crs(32749))) == as_crs(32749)
    assert not pickle.loads(pickle.dumps(as_crs(None))).known
    assert repr(as_crs(32749)) == "Crs EPSG:32749: WGS 84 / UTM zone 49S"
    assert repr(as_crs(None)) == "Crs: unknown"


@pytest.mark.parametrize("value", ["EPSG:0", "", "zona 49", "{}", -1, 4326.5])
def test_what_proj_does_not_know_is_an_error_in_both_languages(value):
    with pytest.raises(ps.CrsError) as caught:
        as_crs(value)
    assert caught.value.code == 202
    assert caught.value.message_id != caught.value.message_en


def test_points_agree_with_pyproj():
    rng = np.random.default_rng(20211230)
    lon, lat = rng.uniform(95, 141, 10_000), rng.uniform(-11, 6, 10_000)
    x, y = ps.transform_points(lon, lat, "EPSG:4326", "EPSG:32749")
    wanted = pyproj.Transformer.from_crs(4326, 32749, always_xy=True).transform(lon, lat)
    np.testing.assert_allclose((x, y), wanted, rtol=0, atol=1e-5)
    back = ps.transform_points(x, y, 32749, 4326, threads=1)
    np.testing.assert_allclose(back, (lon, lat), rtol=0, atol=1e-9)


def test_one_point_none_and_lists_are_points():
    assert [len(v) for v in ps.transform_points(112, -7, 4326, 32749)] == [1, 1]
    assert [len(v) for v in ps.transform_points([], [], 4326, 32749)] == [0, 0]
    assert [len(v) for v in ps.transform_points([112, 113], (-7, -8), 4326, 32749)] == [2, 2]


def test_points_that_have_no_place_and_unequal_arrays_are_refused():
    with pytest.raises(ps.CrsError) as caught:
        ps.transform_points([112, np.nan], [-7, -7], 4326, 32749)
    assert caught.value.code == 205
    with pytest.raises(ps.OptionError, match="2 values, not 1"):
        ps.transform_points([112], [-7, -7], 4326, 32749)
    with pytest.raises(ps.OptionError, match="lat2"):
        ps.geodesic([1], [1], [1], [1, 2])
    with pytest.raises(ps.CrsError) as caught:
        ps.transform_points(1, 1, None, 4326)
    assert caught.value.code == 201


def test_geodesics_agree_with_pyproj():
    rng = np.random.default_rng(20211230)
    places = [rng.uniform(low, high, 2000) for low, high in ((-180, 180), (-90, 90)) * 2]
    distance, start, end = ps.geodesic(*places)
    wanted = pyproj.Geod(ellps="WGS84").inv(*places)
    np.testing.assert_allclose(distance, wanted[2], rtol=0, atol=1e-7)
    for found, other in ((start, wanted[0]), (end, wanted[1])):
        turn = (found - other + 180) % 360 - 180
        np.testing.assert_allclose(turn, 0, atol=1e-7)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ((112.23, -7.54), 32749),
        ((114, -8), 32750),
        ((113.999999, -8), 32749),
        ((109, 0), 32649),
        ((109, -1e-9), 32749),
        ((98.6, 3.6), 32647),
        ((140.7, -2.5), 32754),
    ],
)
def test_utm_zones_of_places(place, code):
    assert ps.utm_epsg(*place) == code


PROGRAM = """
import warnings
import petasentra as ps
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    crs = ps.as_crs("EPSG:32749")
    ps.as_crs("EPSG:4326")
print(crs.name)
print([w.category.__name__ for w in caught])
"""


@pytest.mark.parametrize(("value", "warned"), [("/there/is/no/such/folder", ["ProjDataWarning"]), (None, [])])
def test_a_wrong_proj_data_is_set_aside_with_one_warning(value, warned):
    environment = {k: v for k, v in os.environ.items() if k not in ("PROJ_DATA", "PROJ_LIB")}
    if value is not None:
        environment["PROJ_DATA"] = value
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["WGS 84 / UTM zone 49S", str(warned)]
