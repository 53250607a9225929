"""A plan pack with one thing broken is not read: the error names the file, and the key or code that is wrong.

Every test starts from the invented pack, which is right, and spoils one thing in it.
"""

from __future__ import annotations

import pytest
from explained_errors import explained
from invented_pack import FILES, coded_geojson, sites, spoil
from shapely.geometry import box

import petasentra as ps


def test_the_pack_these_tests_break_is_right(pack):
    row = ps.check(sites(box(642_000, 9_165_000, 642_100, 9_165_100)), pack, as_of="2015-06-01").table.to_pylist()[0]
    assert row["verdict"] == "conforms"


def test_a_missing_pack_folder_is_named(tmp_path):
    with pytest.raises(ps.IoError) as caught:
        ps.read_plan_pack(tmp_path / "tidak-ada")
    assert "tidak-ada" in str(explained(caught.value))


@pytest.mark.parametrize("name", [*FILES, "zona.geojson", "kecamatan.geojson"])
def test_a_missing_file_of_a_pack_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(ps.PetasentraError) as caught:
        ps.read_plan_pack(folder)
    assert name in str(explained(caught.value))
    assert caught.value.file


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("pack.toml", "format = 1", "format = 99"),
        ("pack.toml", "format = 1", "format = = 1"),
        ("pack.toml", "[pack]", "[pack"),
        ("pack.toml", "EPSG:32749", "EPSG:4326"),
        ("pack.toml", "EPSG:32749", "EPSG:999999"),
        ("rtrw.toml", 'level = "rtrw-kabupaten"', 'level = "rtrw-kabupatn"'),
        ("rtrw.toml", 'status = "in_force"', "status = 3"),
        ("rtrw.toml", "in_force_from", "in_force_form"),
        ("rtrw.toml", 'absent = "missing"', 'absent = "misssing"'),
        ("rtrw.toml", 'precedence = "unstated"', 'precedence = "unstatd"'),
        ("rtrw.toml", 'role = "zones"', 'role = "zone"'),
        ("itbx.csv", "tenun,I,X", "tenun,I,X,B,T,I"),
        ("itbx.csv", "activity,KPI", "kegiatan,KPI"),
        ("activities.csv", "id,name_id", "idd,name_id"),
    ],
)
def test_a_pack_that_cannot_be_understood_names_the_file(folder, name, old, new):
    spoil(folder, name, old, new)
    with pytest.raises(ps.PetasentraError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value)
    assert name in f"{error.file} {error}"


@pytest.mark.parametrize("date", ['"31-12-2011"', "2011-02-30", '"kemarin"', "20110405", "true", "2011-13-01"])
def test_an_unreadable_date_in_a_pack_names_file_and_key(folder, date):
    spoil(folder, "rtrw.toml", "in_force_from = 2011-04-05", f"in_force_from = {date}")
    with pytest.raises(ps.RuleError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value, file="rtrw.toml")
    assert "in_force_from" in str(error) or "11" in str(error), "the key, or the line of a syntax error"


def test_an_empty_zone_layer_is_refused_by_name(folder):
    coded_geojson(folder / "zona.geojson")
    with pytest.raises(ps.PetasentraError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value)
    assert "zona.geojson" in str(error) or "pola-ruang" in str(error)


def test_a_wrong_code_column_of_a_zone_layer_gets_the_nearest_suggested(folder):
    spoil(folder, "rtrw.toml", 'path = "zona.geojson"\ncode = "kode"', 'path = "zona.geojson"\ncode = "kod"')
    with pytest.raises(ps.PetasentraError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value, column="kod")
    assert "kode" in error.hint_en


def test_an_area_rule_whose_code_matches_no_feature_is_an_error(folder):
    spoil(folder, "rtrw.toml", 'codes = ["35.17.11"]', 'codes = ["35.17.11", "35.17.21"]')
    with pytest.raises(ps.RuleError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value)
    assert "35.17.21" in error.message_en
    assert "35.17.21" in error.message_id


def test_a_rule_that_names_no_layer_is_an_error_with_the_nearest_name(folder):
    spoil(folder, "rtrw.toml", 'layer = "kecamatan"', 'layer = "kecamatn"')
    with pytest.raises(ps.RuleError) as caught:
        ps.read_plan_pack(folder)
    error = explained(caught.value, file="rtrw.toml")
    assert "kecamatan" in str(error)


def test_a_rule_for_an_activity_that_is_not_in_the_pack_is_an_error_with_the_nearest_name(folder):
    spoil(folder, "rtrw.toml", 'activities = ["tenun"]', 'activities = ["tenum"]')
    with pytest.raises(ps.RuleError) as caught:
        ps.read_plan_pack(folder)
    assert "tenun" in explained(caught.value).hint_en


def test_an_unknown_variant_gets_the_nearest_suggested(bundled):
    with pytest.raises(ps.PetasentraError) as caught:
        ps.read_plan_pack(bundled, variant="slag-dihapu")
    assert "slag-dihapus" in str(explained(caught.value))
