"""Ids come back as they were given: whole numbers with gaps stay whole, and what has none has none."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest
from drawn_journeys import network_of, places

import petasentra as ps

NET = network_of([(0, 0), (2000, 0)])
XY = ((0, 0), (1000, 0), (2000, 0))
BIG = 3517090000000001  # beyond what a float holds with three more digits, and a real length for codes


def with_ids(ids: object) -> object:
    return places(*XY, kode=ids)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (pd.array([BIG, None, 3], dtype="Int64"), [BIG, None, 3]),
        (pd.array([2**53 + 1, None, 3], dtype="Int64"), [2**53 + 1, None, 3]),
        (["a", None, "c"], ["a", None, "c"]),
        ([None, None, None], [None, None, None]),
        ([1.5, float("nan"), 2.5], [1.5, None, 2.5]),
    ],
)
def test_ids_with_gaps_stay_what_they_are(given: object, wanted: list[object]) -> None:
    at = with_ids(given)
    times = NET.travel_times(at, at, origin_id="kode", target_id="kode")
    assert list(times.origin_ids) == list(times.target_ids) == wanted
    assert times.to_arrow().column("target").to_pylist() == wanted * 3
    nearest = NET.nearest(at, at, origin_id="kode", target_id="kode").to_pylist()
    assert [(row["origin"], row["target"]) for row in nearest] == list(zip(wanted, wanted, strict=True))
    assert NET.isochrones(at, 1, place_id="kode").areas.to_arrow().column("place").to_pylist() == wanted
    assert NET.paths(at, at, origin_id="kode").lines.to_arrow().column("origin").to_pylist() == wanted
    found = ps.access.two_step_fca(
        NET, at, at, demand=1, supply=1, minutes=1, origin_id="kode", facility_id="kode"
    )  # fmt: skip
    assert found.table.to_arrow().column("origin").to_pylist() == wanted
    assert found.facilities.to_arrow().column("facility").to_pylist() == wanted


def test_places_without_an_id_are_compared_by_their_order() -> None:
    at = with_ids([1.5, float("nan"), float("nan")])
    times = NET.travel_times(at, at, origin_id="kode", target_id="kode")
    slow = NET.travel_times(at, at, origin_id="kode", target_id="kode", which="min")
    assert times.diff(times).counts["same"] == 9
    assert times.diff(slow).counts["worse"] == 6


def test_nobody_has_ids_of_the_kind_of_rows() -> None:
    nobody = places()
    assert NET.travel_times(nobody, nobody).to_arrow().schema.field("origin").type == pa.int64()
