"""What is nearly a sentra, and what it lacks."""

from __future__ import annotations

import numpy as np
import pytest
from drawn_units import drawn, scattered

import petasentra as ps


def almost(picture, eps_m, **more):
    found = ps.find_sentra(drawn(picture, **more), product="produk", unit_id="unit", eps_m=eps_m)
    return found.almost.table.to_pylist()


def test_four_units_are_one_short():
    (row,) = almost("aaaa", 40)
    assert (row["kind"], row["units"], row["units_missing"], row["enough_at_m"]) == ("one_unit_short", 4, 1, None)
    assert row["missing_en"] == "1 more like unit within 40 m."
    assert row["missing_id"] == "Kurang 1 unit sejenis dalam 40 m."


def test_three_units_are_not_told():
    assert almost("aaa", 40) == []


def test_a_fifth_unit_a_little_farther_says_from_where_on_it_is_enough():
    (row,) = almost("aaaa...a", 35)  # at 0, 10, 20, 30 and 70 m: from the one at 30 m all five are within 40 m
    assert (row["kind"], row["units"], row["enough_at_m"]) == ("one_unit_short", 4, 40.0)
    assert row["missing_en"].endswith("Enough from 40 m on.")


def test_five_units_in_a_row_too_far_apart_are_too_spread():
    (row,) = almost("a.a.a.a.a", 30)  # 20 m apart: three within 30 m of any
    assert (row["kind"], row["units"], row["units_missing"], row["enough_at_m"]) == ("too_spread", 5, 0, 40.0)
    assert row["missing_id"] == (
        "5 unit sejenis, tetapi tidak ada 5 unit yang berada dalam 30 m dari salah satunya. Terpenuhi mulai jarak 40 m."
    )


def test_beyond_twice_the_distance_nothing_is_told():
    assert almost("a...a...a...a...a", 30) == []


def test_a_place_that_is_a_sentra_by_another_branch_lacks_nothing():
    units = drawn("aaaab", bahan=["kayu"] * 5)
    both = ps.find_sentra(units, product="produk", material="bahan", eps_m=40)
    assert (len(both), len(both.almost)) == (1, 0)


def test_units_of_a_sentra_are_not_told_again():
    found = ps.find_sentra(drawn("aaaaa.....aaaa"), product="produk", eps_m=45)
    assert found.sentra["units"].tolist() == [5]
    assert [row["first_unit"] for row in found.almost.table.to_pylist()] == ["#5"]


@pytest.mark.parametrize("seed", range(4))
def test_at_the_distance_that_is_told_the_place_is_a_sentra(seed):
    units = scattered(seed=seed)
    found = ps.find_sentra(units, product="produk", unit_id="unit", eps_m=40)
    rows = [row for row in found.almost.table.to_pylist() if row["enough_at_m"] is not None]
    assert rows
    for row in rows:
        at = row["enough_at_m"]
        for far, wanted in ((at * (1 + 1e-12), True), (np.nextafter(at, 0) * (1 - 1e-12), False)):
            again = ps.find_sentra(units, product="produk", unit_id="unit", eps_m=far)
            members = {one["unit_id"]: one for one in again.units.to_pylist()}
            assert any(members[one]["membership"] == "core" for one in row["unit_ids"]) == wanted
