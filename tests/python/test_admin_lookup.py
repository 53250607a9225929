"""Areas by code and name: exactly one, or a reason."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING

import numpy as np
import pytest

import petasentra as ps
from petasentra import admin

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas


def test_case_8_a_name_with_its_level_matches_the_code() -> None:
    assert admin.agree("35.17", "Kab. Jombang").unit == admin.lookup("35.17").unit
    assert not admin.agree("35.17", "Kec. Jombang")
    assert not admin.agree("35.17", "Kota Jombang")


def test_case_8_every_row_of_the_real_layer_finds_its_kecamatan(shared: Path) -> None:
    zones = ps.read_layer(shared / "zoning/jombang_kp2b_rtrw_2021_2041.gpkg")
    found = admin.match(zones["WADMKC"], zones["WADMKK"])
    assert set(found["reason"]) == {""}
    assert len(set(found["kemendagri"])) == 20
    assert set(admin.match(zones["WADMKK"])["kemendagri"]) == {"35.17"}


def test_case_9_a_desa_in_the_wrong_kecamatan_is_a_conflict() -> None:
    answer = admin.lookup("Bakalan, Kec. Kesamben")
    assert answer.reason == "conflict"
    assert [unit.kemendagri for unit in answer.candidates] == ["35.17.11.2019"]
    assert "Sumobito" in answer.message_id
    assert "Sumobito" in answer.message_en
    assert admin.agree("35.17.11.2019", "Bakalan, Kec. Kesamben").reason == "conflict"
    assert admin.agree("35.17.11.2019", "Bakalan, Kec. Sumobito")


def test_case_9_the_geometry_says_sumobito_too() -> None:
    desa = ps.datasets.jombang().desa
    place = ps.Layer.from_geopandas(_point(112.32728, -7.50162)).to_crs(desa.crs.authority_code)
    row = int(ps.ZoningIndex(desa).locate(place)[0])
    code = desa["village_code"][row]
    assert admin.lookup(code).unit == admin.lookup("35.17.11.2019").unit
    assert admin.agree(code, "Bakalan, Kec. Kesamben").reason == "conflict"


def test_case_10_codes_of_two_systems_meet_in_the_table() -> None:
    found = admin.crosswalk("bps", "kemendagri", ["3517100", "3517130", "35.17.11", None, "9999999"])
    assert found["to_code"] == ["35.17.11", "35.17.09", None, None, None]
    assert found["reason"] == ["", "", "unknown_code", "empty", "unknown_code"]
    back = admin.crosswalk("kemendagri", "cod-ab", ["35.17.11", "35.17.11.2019"])
    assert back["to_code"] == ["id3517100", "id3517100019"]


def test_case_10_every_desa_of_the_study_area_has_a_code_in_both_systems_but_the_forest(shared: Path) -> None:
    desa = ps.read_layer(shared / "admin/jombang_desa.gpkg")
    found = admin.crosswalk("cod-ab", "kemendagri", desa["village_code"])
    assert collections.Counter(found["reason"]) == {"": 306, "no_counterpart": 4}
    assert {name for name, why in zip(desa["village"], found["reason"], strict=True) if why} == {"Perhutani"}
    assert len(set(found["to_code"])) == 307


def test_codes_come_as_numbers_too() -> None:
    assert admin.crosswalk("bps", "kemendagri", np.array([3517100]))["to_code"] == ["35.17.11"]


def test_one_code_or_name_is_a_column_of_one_row() -> None:
    assert admin.crosswalk("bps", "kemendagri", "3517100")["to_code"] == ["35.17.11"]
    assert admin.match("Kec. Sumobito", "Kab. Jombang")["kemendagri"] == ["35.17.11"]


def test_an_area_without_a_code_in_the_other_system_says_so() -> None:
    found = admin.crosswalk("kemendagri", "bps", ["35.07"])
    assert found["reason"] == ["no_counterpart"]
    assert "Kab. Malang" in found["message_id"][0]


def test_an_unknown_system_is_refused() -> None:
    with pytest.raises(ps.OptionError, match='no code system "kemendagr"'):
        admin.crosswalk("kemendagr", "bps", [])  # type: ignore[arg-type]


def test_codes_of_any_system_name_one_area() -> None:
    asked = ("35.17.11", "3517100", "id3517100", "ID3517100")
    assert len({admin.lookup(code).unit for code in asked}) == 1
    assert admin.lookup("35.99").reason == "unknown_code"


def test_both_spellings_of_a_sasak_name_are_one_desa() -> None:
    answers = {admin.lookup(name, "Batukliang").unit for name in ("Aik Darek", "Aik Dareq", "AIK DAREQ")}
    assert {unit.kemendagri for unit in answers if unit} == {"52.02.03.2005"}


def test_a_spelling_only_one_source_has_is_found_where_the_places_agree() -> None:
    unit = admin.lookup("Madyo Puro", "Sumobito").unit
    assert unit is not None
    assert (unit.name, unit.matched_by) == ("Madiopuro", "place")


def test_equal_names_need_the_parent() -> None:
    assert admin.lookup("Kauman", "Kab. Jombang").reason == "ambiguous"
    assert len(admin.lookup("Kauman", "Kab. Jombang").candidates) == 3
    assert admin.lookup("Kauman", "Kec. Ngoro, Kab. Jombang")
    assert admin.lookup("Kauman", "35.17.03")


def test_a_desa_or_kecamatan_alone_is_not_decided() -> None:
    assert admin.lookup("Bakalan").reason == "parent_needed"
    assert admin.lookup("Bakalan", "Jawa Timur").reason == "parent_needed"
    assert admin.lookup("Bakalan", "Kab. Jombang")


def test_a_bare_name_of_a_kabupaten_that_is_a_kota_too_is_ambiguous() -> None:
    assert admin.lookup("Bekasi").reason == "ambiguous"
    kota, kabupaten = admin.lookup("Kota Bekasi").unit, admin.lookup("Kab. Bekasi").unit
    assert kota is not None
    assert kabupaten is not None
    assert (kota.kemendagri, kabupaten.kemendagri) == ("32.75", "32.16")
    assert admin.lookup("Depok").unit == admin.lookup("Kota Depok").unit


def test_one_name_at_several_levels_is_ambiguous_until_the_level_is_said() -> None:
    assert admin.lookup("Sumobito", "Kab. Jombang").reason == "ambiguous"
    assert admin.lookup("Kec. Sumobito", "Kab. Jombang")
    assert admin.lookup("Sumobito", "Kab. Jombang", level="desa")


@pytest.mark.parametrize(
    ("name", "parent", "reason"),
    [
        ("", None, "empty"),
        ("Entah", None, "unknown_name"),
        ("Entah", "Kab. Jombang", "unknown_name"),
        ("Bakalan", "Atlantis", "unknown_parent"),
        ("Trowulan", "Kab. Mojokerto", "not_held"),
        ("Kejagan", "Trowulan, Mojokerto", "not_held"),
        ("Kota Bekasi", "Jawa Timur", "conflict"),
        ("Aik Darek", "Batukliang Utara", "conflict"),
    ],
)
def test_what_is_not_found_has_a_reason_and_words(name: str, parent: str | None, reason: str) -> None:
    answer = admin.lookup(name, parent)
    assert not answer
    assert answer.reason == reason
    assert answer.message_id
    assert answer.message_en


def test_a_real_layer_in_capitals_with_neighbours_is_matched_row_by_row(shared: Path) -> None:
    desa = ps.read_layer(shared / "admin/jombang_desa_rbi25k.gpkg")
    parents = [f"{kec}, {kab}" for kec, kab in zip(desa["WADMKC"], desa["WADMKK"], strict=True)]
    found = admin.match(desa["NAMOBJ"], parents, level="desa")
    assert len(found) == len(desa) == 396
    counts = collections.Counter(found["reason"])
    assert counts[""] == 308
    assert sum(counts.values()) == 396
    for row in found.to_pylist():
        assert bool(row["reason"]) == (row["matched_name"] is None) == bool(row["message_id"])
    # Ngusikan was cut from Kudu: the old layer still lists its desa there.
    conflicts = [row for row in found.to_pylist() if row["reason"] == "conflict"]
    assert sum("Ngusikan" in row["candidates"][0] for row in conflicts) > 5


def test_parents_of_another_length_are_refused() -> None:
    with pytest.raises(ps.SchemaError, match="2 names and 1 parents"):
        admin.match(["a", "b"], ["c"])


def test_no_rows_give_no_rows() -> None:
    assert len(admin.match([])) == 0
    assert admin.match([]).columns == admin.match(["x"]).columns
    assert len(admin.crosswalk("bps", "cod-ab", [])) == 0


def test_a_null_and_a_blank_are_empty() -> None:
    assert admin.match([None, " "])["reason"] == ["empty", "empty"]


def _point(lon: float, lat: float) -> geopandas.GeoDataFrame:
    import geopandas
    import shapely

    return geopandas.GeoDataFrame(geometry=[shapely.Point(lon, lat)], crs="EPSG:4326")
