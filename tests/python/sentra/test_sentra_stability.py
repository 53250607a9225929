"""What the distance does to the answer, and what it cannot do."""

from __future__ import annotations

import pytest
from drawn_units import drawn, scattered

import petasentra as ps

COLUMNS = {"product": "produk", "material": "bahan", "process": "proses", "unit_id": "unit"}


@pytest.mark.parametrize("seed", range(4))
def test_cores_and_units_never_become_fewer(seed):
    found = ps.find_sentra(scattered(seed=seed), eps_m=50, **COLUMNS)
    table = found.stability([10, 20, 40, 60, 90, 150, 400]).table.to_pandas()
    for _, rows in table.groupby("branch"):
        for name in ("cores", "units", "largest"):
            assert rows[name].is_monotonic_increasing, name


def test_two_sentra_become_one():
    found = ps.find_sentra(drawn("aaaaa..aaaaa"), product="produk", eps_m=20)
    rows = [row for row in found.stability([40, 20, 30]).table.to_pylist() if row["branch"] == "product"]
    told = [(row["eps_m"], row["sentra"], row["units"], row["largest"], row["new"], row["merged"]) for row in rows]
    assert told == [(20, 2, 10, 5, None, None), (30, 1, 10, 10, 0, 1), (40, 1, 10, 10, 0, 0)]


def test_sentra_that_come_and_merge_add_up():
    found = ps.find_sentra(scattered(), eps_m=50, **COLUMNS)
    table = found.stability(range(10, 200, 10)).table.to_pandas()
    for branch, rows in table[table["branch"] != "any"].groupby("branch"):
        for (_, one), (_, next_) in zip(rows.iloc[:-1].iterrows(), rows.iloc[1:].iterrows(), strict=True):
            assert next_["sentra"] == one["sentra"] + next_["new"] - next_["merged"], branch


def test_the_row_of_the_distance_itself_is_the_answer():
    found = ps.find_sentra(scattered(), eps_m=60, **COLUMNS)
    row = next(one for one in found.stability([60]).table.to_pylist() if one["branch"] == "any")
    inside = [one for one in found.units["sentra"] if one]
    assert (row["sentra"], row["units"]) == (len(found), len(inside))
    assert row["largest"] == found.sentra["units"].max()


@pytest.mark.parametrize("eps_m", [[], [0], [-1, 5], ["jauh"], [float("inf")], None])
def test_distances_that_are_none_are_refused(eps_m):
    with pytest.raises(ps.OptionError):
        ps.find_sentra(drawn("aaaaa"), product="produk", eps_m=20).stability(eps_m)
