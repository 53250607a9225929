"""Cells of any kind: rows stay, nothing breaks, and errors are those of the package in both languages."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import petasentra as ps
from petasentra.impact import Amount, covered, funding_by_year, indicators, read_amounts, read_claims, read_records
from petasentra.impact.record_types import record_types

cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.dates(), st.binary(max_size=3),
    st.lists(st.integers(), max_size=2),
    st.sampled_from([pd.NA, pd.NaT, np.float32("nan"), np.int64(3), Decimal("1.5")]),
    st.sampled_from(["belasan t", "Rp1-2 M", "107.565", "9" * 400, "1e400", "\u0663", "\u00bd", "1\u00a0000"]),
)  # fmt: skip


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(("value", "low", "high", "unit", "period"), cells)), max_size=4))
def test_claims_of_any_cells_keep_their_rows(drawn):
    rows = [{"subject": "S", "attribute": "a"} | row for row in drawn]
    claims = read_claims(rows)
    assert len(claims) == len(claims.table) == len(rows)
    claims.disagreements()
    claims.explain(lang="en")
    claims.html()
    assert len(claims.indicators().ratios) <= len(rows)


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(("moment", "value", "unit", "date", "verified"), cells)), max_size=4)
)
def test_indicators_of_any_cells_keep_their_rows(drawn):
    found = indicators([{"indicator": "i"} | row for row in drawn])
    assert len(found) == len(found.table) == len(drawn)
    found.explain()
    assert all(row["status"] for row in found.ratios.to_pylist())


@given(st.sampled_from(sorted(record_types)), st.data())
def test_records_of_any_cells_keep_their_rows(table, data):
    names = list(record_types[table].__dataclass_fields__)
    rows = data.draw(st.lists(st.dictionaries(st.sampled_from(names), cells), max_size=4))
    records = read_records({table: rows})
    assert len(records.table(table)) == len(rows)
    funding_by_year(records)
    covered(records, on="2024-01-01")
    ps.impact.served(records.units, records.facilities, within_m=1)


@pytest.mark.parametrize(
    "value", [True, math.inf, -math.inf, dt.date(2021, 1, 1), [3], b"3", 10**400, "9" * 400, Decimal("nan")]
)
def test_what_is_no_number_is_unreadable_and_not_an_error(value):
    assert read_amounts([value])[0].status in ("unreadable", "empty")


def test_numbers_of_every_kind_are_read_as_they_are_written():
    read = read_amounts([3, 0.1, Decimal("0.1"), np.float64(0.1), np.int32(3)])
    assert read[1] == read[2] == read[3] == Amount.read("0,1")
    assert read[0] == read[4] == Amount.read("3")


def test_a_figure_beyond_every_float_has_no_bound_in_tables():
    found = indicators([{"indicator": "i", "moment": m, "value": v, "unit": "billion IDR"} for m, v in
                        (("before", 1e-300), ("after", 1e305))])  # fmt: skip
    assert found.table["high"].tolist()[0] == pytest.approx(1e-291)
    assert math.isnan(found.table["high"][1])
    assert found.ratios.to_pylist()[0]["status"] == "computed"
    assert found.explain(lang="en").startswith("i: × ")
