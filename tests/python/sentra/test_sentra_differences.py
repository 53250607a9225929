"""What became of sentra between two answers."""

from __future__ import annotations

from drawn_units import drawn, scattered

import petasentra as ps


def find(picture, eps_m=20, **more):
    return ps.find_sentra(drawn(picture, **more), product="produk", unit_id="unit", eps_m=eps_m)


def outcomes(difference):
    return [
        (row["before_id"], row["after_id"], row["units_shared"], row["outcome"]) for row in difference.table.to_pylist()
    ]


def test_an_answer_does_not_differ_from_itself():
    found = ps.find_sentra(scattered(), product="produk", material="bahan", unit_id="unit", eps_m=60)
    assert len(found.diff(found)) == 0
    assert set(found.diff(found).all_pairs["outcome"]) == {"same"}
    assert len(found.diff(found).units) == 0


def test_two_sentra_that_become_one_are_merged_and_the_other_way_round_split():
    before, after = find("aaaaa..aaaaa"), find("aaaaa..aaaaa", 30)
    assert outcomes(before.diff(after)) == [(1, 1, 5, "merged"), (2, 1, 5, "merged")]
    assert outcomes(-before.diff(after)) == [(1, 1, 5, "split"), (1, 2, 5, "split")]


def test_sentra_grow_shrink_change_come_and_go():
    five, six = find("aaaaa"), find("aaaaaa")
    assert outcomes(five.diff(six)) == [(1, 1, 5, "grown")]
    assert outcomes(six.diff(five)) == [(1, 1, 5, "shrunk")]
    moved = find("aaaaa", unit=["u01", "u02", "u03", "u04", "baru"])
    assert outcomes(five.diff(moved)) == [(1, 1, 4, "changed")]
    assert outcomes(five.diff(find("aaaa"))) == [(1, None, 0, "gone")]
    assert outcomes(find("aaaa").diff(five)) == [(None, 1, 0, "new")]


def test_another_product_at_the_same_place_is_another_sentra():
    assert sorted(one[3] for one in outcomes(find("aaaaa").diff(find("bbbbb")))) == ["gone", "new"]


def test_units_that_flip_are_told_with_those_that_came():
    rows = find("aaaa").diff(find("aaaaa")).units.to_pylist()
    assert rows[0] == {"unit_id": "u00", "membership_before": "alone", "membership_after": "border"}
    assert rows[-1] == {"unit_id": "u04", "membership_before": None, "membership_after": "border"}
