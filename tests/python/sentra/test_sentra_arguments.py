"""What is asked of find_sentra: wishes and tables that cannot be are refused, odd ones are read as they stand."""

from __future__ import annotations

import geopandas
import numpy as np
import pandas as pd
import pytest
from drawn_units import FIVE, drawn, find

import petasentra as ps


@pytest.mark.parametrize(
    ("options", "error", "word"),
    [
        ({"eps_m": None}, ps.OptionError, "eps_m"),
        ({"eps_m": 0}, ps.OptionError, "eps_m"),
        ({"eps_m": "jauh"}, ps.OptionError, "eps_m"),
        ({"eps_m": float("nan")}, ps.OptionError, "eps_m"),
        ({"product": None}, ps.OptionError, "product"),
        ({"product": "produkk"}, ps.SchemaError, "produk"),
        ({"rule": "pp30"}, ps.OptionError, "pp29-2018"),
        ({"rule": 29}, ps.OptionError, "29"),
        ({"as_of": "2017-12-31"}, ps.OptionError, "2018"),
        ({"as_of": "kemarin"}, ps.OptionError, "kemarin"),
        ({"duplicates": "hapus"}, ps.OptionError, "hapus"),
        ({"boundary_tolerance_m": -1}, ps.OptionError, "boundary_tolerance_m"),
        ({"threads": 0}, ps.OptionError, "1..256"),
        ({"eps_m": True}, ps.OptionError, "eps_m"),
        ({"product": 3}, ps.OptionError, "product"),
        ({"workers": ["tk"]}, ps.OptionError, "workers"),
        ({"unit_id": "daftar"}, ps.SchemaError, "daftar"),
        ({"product": "daftar"}, ps.SchemaError, "daftar"),
        ({"boundary": 42}, ps.OptionError, "boundary"),
        ({"boundary": geopandas.GeoDataFrame(geometry=[None], crs=32649)}, ps.OptionError, "boundary"),
        ({"distance": "jalan.gpkg"}, ps.OptionError, "distance"),
        ({"limit_m": -1}, ps.OptionError, "limit_m"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_two_languages(options, error, word):
    with pytest.raises(error) as caught:
        find(drawn(FIVE, daftar=[["a"]] * 5), **options)
    assert word in str(caught.value)
    assert caught.value.message_id != caught.value.message_en


@pytest.mark.parametrize("other", [None, 3, "hasil"])
def test_an_answer_differs_from_answers_only(other):
    with pytest.raises(ps.OptionError):
        find(drawn(FIVE)).diff(other)


def test_units_that_are_none_are_refused():
    with pytest.raises(ps.OptionError):
        ps.find_sentra(42, product="produk", eps_m=10)
    with pytest.raises(ps.CrsError):
        find(drawn(FIVE).set_crs(None, allow_override=True))


@pytest.mark.parametrize("sentra_id", [0, 2, -1, "1", True, None])
def test_there_is_no_explanation_of_a_sentra_that_is_none(sentra_id):
    with pytest.raises(ps.OptionError):
        find(drawn(FIVE)).explain(sentra_id)


@pytest.mark.parametrize("column", [pd.date_range("2020", periods=5), [True] * 5, [b"x"] * 5, [np.inf] * 5, [-1] * 5])
def test_workers_that_are_no_numbers_are_kept_raw(column):
    found = find(drawn(FIVE, tk=column), workers="tk")
    assert found.sentra["workers_unknown"].tolist() == [5]
    assert set(found.findings["code"]) == {"VALUE_UNREADABLE"}


def test_a_table_without_geometry_keeps_every_unit():
    found = find(pd.DataFrame({"unit": [1, 2], "produk": ["a", "b"]}))
    assert found.units["membership"] == ["no_place"] * 2


def test_ids_of_numbers_with_gaps_are_whole_numbers():
    units = drawn(FIVE, unit=[1.0, 2.0, None, 4.0, 5.0])
    found = find(units)
    assert found.units["unit_id"] == ["1", "2", "#2", "4", "5"]
    assert found.findings["code"] == ["UNIT_WITHOUT_ID"]


def test_numpy_numbers_are_distances_and_ids():
    found = find(drawn(FIVE))
    assert found.explain(found.sentra["sentra_id"][0]).row["units"] == 5
    assert find(drawn(FIVE), eps_m=np.float32(40)).eps_m == 40.0
