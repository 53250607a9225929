"""Layers without CRS get ranked candidates with their fit, wrong ones are recognised, and nothing is ever chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from inspected import JOMBANG, codes, csv, finding
from shapely.geometry import Point
from written_layers import written

import petasentra as ps
from petasentra.inspection import crs_candidates
from petasentra.inspection.expected import expected_place, named_place
from petasentra.inspection.land import on_land

if TYPE_CHECKING:
    from pathlib import Path

#: The middle of Kendalsari, computed with PROJ.
KENDALSARI = {
    "EPSG:32749": (649_633.64, 9_171_558.86),
    "EPSG:23836": (184_118.57, 671_538.64),
    "EPSG:3857": (12_507_424.0, -836_490.0),
    "EPSG:4326": (112.3561, -7.49265),
    "EPSG:32649": (649_633.64, -828_441.14),
}


def points(*pairs: tuple[float, float]) -> np.ndarray:
    return np.array(pairs, dtype=np.float64)


@pytest.mark.parametrize("code", KENDALSARI)
def test_the_right_system_comes_first_where_the_place_is_known(code: str) -> None:
    best, *others = crs_candidates(points(KENDALSARI[code]), expected_place(JOMBANG))
    assert best.code == code
    assert best.fit == 1.0
    assert (best.longitude, best.latitude) == pytest.approx((112.3561, -7.49265), abs=2e-3)
    assert others == [], "no other zone puts it there"


@pytest.mark.parametrize("code", ["EPSG:32749", "EPSG:4326", "EPSG:3857", "EPSG:32649"])
def test_land_and_sea_tell_the_zone_where_nothing_is_known(code: str) -> None:
    best, *others = crs_candidates(points(KENDALSARI[code]))
    assert best.code == code
    assert best.land == 1.0
    assert all(one.land == 0.0 for one in others)


def test_what_only_the_place_could_tell_is_left_open() -> None:
    found = crs_candidates(points(KENDALSARI["EPSG:23836"]))
    on_ground = [one.code for one in found if one.land == 1.0]
    assert "EPSG:23836" in on_ground
    assert len(on_ground) > 1, "other cadastral zones have land there too"


@pytest.mark.parametrize("code", ["EPSG:32749", "EPSG:4326", "EPSG:23836"])
def test_swapped_axes_are_a_candidate_of_their_own(code: str) -> None:
    x, y = KENDALSARI[code]
    best = crs_candidates(points((y, x)), expected_place(JOMBANG))[0]
    assert (best.code, best.swapped) == (code, True)
    assert "swapped" in best.reason_en
    assert "tertukar" in best.reason_id


def test_systems_that_numbers_cannot_tell_apart_are_named_as_one() -> None:
    best = crs_candidates(points(KENDALSARI["EPSG:32749"]))[0]
    assert best.siblings == ("EPSG:9489", "EPSG:23879")
    names = [ps.as_crs(code).name for code in (best.code, *best.siblings)]
    assert names == ["WGS 84 / UTM zone 49S", "SRGI2013 / UTM zone 49S", "DGN95 / UTM zone 49S"]


def test_the_fit_is_the_share_of_vertices_in_the_place() -> None:
    x, y = KENDALSARI["EPSG:32749"]
    found = crs_candidates(points((x, y), (x, y), (x, y), (x + 400_000, y)), expected_place(JOMBANG))[0]
    assert found.fit == 0.75


def test_degrees_abroad_are_degrees_that_do_not_fit() -> None:
    (only,) = crs_candidates(points((-99.1, 19.4)))
    assert (only.code, only.fit, only.land) == ("EPSG:4326", 0.0, 0.0)
    assert crs_candidates(points((5e7, 5e7))) == ()
    assert crs_candidates(np.empty((0, 2))) == ()


def test_a_file_without_crs_gets_ranked_candidates_and_keeps_none(tmp_path: Path) -> None:
    path = written(tmp_path / "tanpa.shp", [Point(KENDALSARI["EPSG:32749"])], crs=None)
    report = ps.inspect(path, expected=JOMBANG)
    assert [one.code for one in report.layers[0].crs_candidates] == ["EPSG:32749"]
    assert "EPSG:32749" in finding(report, "CRS_MISSING").hint_id
    assert ps.read_layer(path).crs is None
    assert report.layers[0].box_assumed
    assert report.layers[0].box == pytest.approx((112.3561, -7.49265, 112.3561, -7.49265), abs=1e-4)


def test_attributes_say_where_a_layer_lies(tmp_path: Path) -> None:
    path = written(tmp_path / "x.shp", [Point(KENDALSARI["EPSG:23836"])] * 3, crs=None, WADMKK=["Kab. Jombang"] * 3)
    report = ps.inspect(path)
    assert [one.code for one in report.layers[0].crs_candidates] == ["EPSG:23836"]
    assert "WADMKK" in finding(report, "CRS_MISSING").hint_en
    assert "Kabupaten Jombang" in finding(report, "CRS_MISSING").hint_en


def test_the_other_layers_of_a_folder_say_where_one_lies(tmp_path: Path) -> None:
    square = shapely.box(112.3, -7.6, 112.4, -7.4)
    written(tmp_path / "zona.gpkg", [square])
    written(tmp_path / "titik.shp", [Point(KENDALSARI["EPSG:23836"])], crs=None)
    report = ps.inspect(tmp_path)
    point = next(one for one in report.layers if one.name == "titik")
    assert [one.code for one in point.crs_candidates] == ["EPSG:23836"]
    assert point.neighbourhood is not None
    assert point.neighbourhood.with_layer == "zona"
    assert point.neighbourhood.misfits == ("no_crs",)


def test_latitude_first_is_detected_and_reported(tmp_path: Path) -> None:
    square = shapely.box(-7.6, 112.3, -7.4, 112.4)  # as some sources store it
    path = written(tmp_path / "terbalik.geojson", [square])
    report = ps.inspect(path)
    found = finding(report, "AXES_SWAPPED")
    assert found.severity == "error"
    assert "x and y swapped" in found.hint_en
    assert report.layers[0].crs_candidates[0].swapped
    assert report.layers[0].box == pytest.approx((112.3, -7.6, 112.4, -7.4))
    # Where both orders are possible the expected place decides.
    both = csv(tmp_path / "a.csv", "nama,lon,lat", "A,-7.5,12.4")
    assert "AXES_SWAPPED" not in codes(ps.inspect(both))
    assert finding(ps.inspect(both, expected=(12, -8, 13, -7)), "AXES_SWAPPED").severity == "warning"


def test_numbers_that_their_crs_cannot_have_are_an_error(tmp_path: Path) -> None:
    report = ps.inspect(written(tmp_path / "meter.gpkg", [Point(KENDALSARI["EPSG:32749"])], crs="EPSG:4326"))
    found = finding(report, "CRS_CONTRADICTED")
    assert found.severity == "error"
    assert "EPSG:32749" in found.hint_id


def test_a_wrong_zone_is_doubted_where_attributes_name_the_place(tmp_path: Path) -> None:
    shapes = [Point(KENDALSARI["EPSG:32749"])] * 3
    report = ps.inspect(
        written(tmp_path / "x.gpkg", shapes, crs="EPSG:32750", kode=["35.17.11", "35.17.12", "35.17.09"])
    )
    found = finding(report, "CRS_DOUBTFUL")
    assert "Kabupaten Jombang" in found.message_en
    assert "EPSG:32749" in found.hint_en


def test_a_layer_outside_the_expected_place_is_told(tmp_path: Path) -> None:
    path = written(tmp_path / "x.gpkg", [Point(116.3, -8.7)])
    assert codes(ps.inspect(path)) == []
    report = ps.inspect(path, expected=JOMBANG)
    assert finding(report, "OUTSIDE_EXPECTED").measure == 0.0
    near = ps.read_layer(written(tmp_path / "desa.gpkg", [shapely.box(116.2, -8.8, 116.4, -8.6)]))
    assert codes(ps.inspect(path, expected=near)) == []


def test_heights_text_without_encoding_and_a_missing_crs_all_load(tmp_path: Path) -> None:
    shapes = [shapely.Polygon([(649_000, 9_171_000, 5), (649_100, 9_171_000, 5), (649_100, 9_171_100, 5)])]
    path = written(tmp_path / "lama.shp", shapes, crs=None, nama=["Ciléñ"])
    for part in (".cpg",):
        path.with_suffix(part).unlink(missing_ok=True)
    table = bytearray(path.with_suffix(".dbf").read_bytes().replace("Ciléñ".encode(), "Ciléñ".encode("cp1252") + b"  "))
    table[29] = 0  # no word on the encoding
    path.with_suffix(".dbf").write_bytes(bytes(table))
    report = ps.inspect(path)
    (layer,) = report.layers
    assert layer.load_report is not None
    assert layer.load_report.geometries.with_z == 1
    assert {"CRS_MISSING", "ENCODING_GUESSED"} <= set(codes(report))
    assert layer.encoding is not None
    assert not layer.encoding.utf8_fits
    assert dict(layer.encoding.words[0].readings)["CP1252"] == "Ciléñ"
    assert "CP1252 “Ciléñ”" in report.text("id")


def test_names_and_codes_of_places_are_understood() -> None:
    for value in ("Kab. Jombang", "KABUPATEN JOMBANG", "jombang", "35.17", "3517", "35.17.11.2016", "3517100"):
        place = named_place([("kolom", [value])], "")
        assert place is not None, value
        assert place.name_en == "Kabupaten Jombang"
    assert named_place([("kolom", ["Antah Berantah"])], "tanpa nama") is None
    named = named_place([], "desa_lombok_tengah_2020")
    assert named is not None
    assert named.name_en == "Kabupaten Lombok Tengah"


def test_land_is_told_from_sea() -> None:
    lon = np.array([112.3561, 118.36, 106.845, 140.0, 200.0, np.nan])
    lat = np.array([-7.49265, -7.49, -6.2, 0.5, 0.0, 0.0])
    assert on_land(lon, lat).tolist() == [True, False, True, False, False, False]


@pytest.mark.parametrize("expected", ["jombang", (1, 2, 3), (10, 0, 5, 1), (0, 0, 0, 99), 5])
def test_an_expected_place_that_is_none_is_refused(tmp_path: Path, expected: object) -> None:
    with pytest.raises((ps.OptionError, ps.IoError, TypeError)):
        ps.inspect(written(tmp_path / "a.gpkg", [Point(1, 1)]), expected=expected)  # type: ignore[arg-type]
