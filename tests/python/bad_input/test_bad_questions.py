"""A question that cannot be answered is refused in both languages: wrong columns, days, ids and arguments.

What is missing for one site only is no error: that site keeps its row with `no_data`.
"""

from __future__ import annotations

import pytest
from explained_errors import explained
from invented_pack import GROUND, UTM, sites

import petasentra as ps


@pytest.mark.parametrize(
    ("options", "wrong", "near"),
    [({"activity": "activty"}, "activty", "activity"), ({"site_id": "site_di"}, "site_di", "site_id"),
     ({"activity": "ACTIVITY"}, "ACTIVITY", "activity")],
)  # fmt: skip
def test_a_wrong_field_name_gets_the_nearest_suggested(pack, options, wrong, near):
    with pytest.raises(ps.SchemaError) as caught:
        ps.check(sites(GROUND), pack, as_of="2015-06-01", **options)
    error = explained(caught.value, column=wrong)
    assert near in error.hint_en
    assert near in error.hint_id
    assert isinstance(error, ValueError)


def test_a_column_of_a_layer_that_is_not_there_gets_the_nearest_suggested():
    with pytest.raises(ps.SchemaError) as caught:
        ps.Layer.from_geopandas(sites(GROUND))["site_ids"]
    assert "site_id" in explained(caught.value, column="site_ids").hint_en


@pytest.mark.parametrize("date", ["31/12/2011", "2011-02-30", "", "besok", "2011", "2011-04-05T00:00:00"])
def test_an_unreadable_day_of_a_question_is_refused(pack, date):
    for options in ({"as_of": date}, {"as_of": "2015-06-01", "known_on": date}):
        with pytest.raises(ps.OptionError) as caught:
            ps.check(sites(GROUND), pack, **options)
        explained(caught.value)


@pytest.mark.parametrize("ids", [["A", "A", "B"], [7, 8, 7]])
def test_duplicate_site_ids_are_refused_by_name(pack, ids):
    with pytest.raises(ps.SchemaError) as caught:
        ps.check(sites(GROUND, GROUND, GROUND, ids=ids), pack, as_of="2015-06-01")
    explained(caught.value, feature=str(ids[0]), column="site_id")


def test_a_null_site_id_is_refused(pack):
    with pytest.raises(ps.SchemaError) as caught:
        ps.check(sites(GROUND, GROUND, ids=["A", None]), pack, as_of="2015-06-01")
    explained(caught.value, column="site_id")


def test_a_null_activity_is_no_data_and_keeps_its_row(pack):
    frame = sites(GROUND, GROUND)
    frame["activity"] = ["tenun", None]
    rows = ps.check(frame, pack, as_of="2015-06-01").table.to_pylist()
    assert len(rows) == 2
    assert rows[1]["verdict"] == "no_data"
    assert rows[1]["reason_id"]


WRONG_CALLS = {
    "unknown area method": lambda layer, pack: layer.area("luas"),
    "unknown length method": lambda layer, pack: layer.length("panjang"),
    "arrays of two lengths": lambda layer, pack: ps.transform_points([1.0, 2.0], [1.0], "EPSG:4326", UTM),
    "unknown site": lambda layer, pack: ps.check(layer, pack, as_of="2015-06-01").explain("Contoh"),
    "unknown engine": lambda layer, pack: ps.read_layer("x.shp", engine="ogr"),
    "unknown encoding": lambda layer, pack: ps.read_layer("x.shp", encoding="utf-88"),
}


@pytest.mark.parametrize("call", sorted(WRONG_CALLS))
def test_wrong_arguments_are_refused_in_both_languages(pack, call):
    with pytest.raises(ps.PetasentraError) as caught:
        WRONG_CALLS[call](ps.Layer.from_geopandas(sites(GROUND)), pack)
    explained(caught.value)
