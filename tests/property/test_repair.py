"""Laws that hold for every repair: ground is conserved, faults are gone or told, undoing gives the original back."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely
import strategies  # noqa: F401  (its profile of settings)
from hypothesis import given
from hypothesis import strategies as st

import petasentra as ps

sys.path.insert(0, str(Path(__file__).parents[1] / "differential"))
from faulty_layers import faulty

UTM = "EPSG:32749"
DEFAULT = [code for code in ps.REPAIRABLE if code not in ("DUPLICATE_GEOMETRY", "RING_ORDER", "DOMAIN_CLASH")]

seeds = st.integers(0, 2**31)
rules = st.sampled_from(["largest_neighbour", "longest_border"])


def frame(seed: int, crs: str = UTM) -> geopandas.GeoDataFrame:
    shapes = faulty(seed).shapes
    return geopandas.GeoDataFrame({"kode": [f"Z{i:03}" for i in range(len(shapes))]}, geometry=shapes, crs=UTM).to_crs(
        crs
    )


def wkb(layer: ps.Layer | geopandas.GeoDataFrame) -> list[bytes]:
    geometry = layer.geometry if isinstance(layer, geopandas.GeoDataFrame) else layer.to_geopandas().geometry
    return list(shapely.to_wkb(geometry.to_numpy()))


def entries(repair: ps.Repair, status: str) -> list[dict[str, Any]]:
    return [row for row in repair.ledger.table.to_pylist() if row["status"] == status]


@given(seeds, rules)
def test_the_area_of_every_zone_is_what_it_was_and_what_the_ledger_tells(seed, rule):
    zones = frame(seed)
    made = ps.repair(zones, rule=rule)
    account = shapely.area(zones.geometry.to_numpy())
    for row in entries(made, "repaired"):
        account[row["row"]] += row["change_m2"]
    after = made.layer.to_geopandas().area.to_numpy()
    assert np.abs(account - after).max() <= 1e-9 * after.max() + 1e-6


@given(seeds, rules)
def test_ground_that_is_moved_is_the_ground_of_its_row_in_the_ledger(seed, rule):
    made = ps.repair(frame(seed), rule=rule)
    for row in made.ledger.to_geopandas().to_dict("records"):
        if row["status"] == "left" or row["code"] not in ("ZONE_GAP", "ZONE_OVERLAP", "ZONE_SLIVER"):
            continue
        slack = 1e-9 * row["area_m2"] + 1e-5 * (1.0 + row["geometry"].length)
        assert abs(row["geometry"].area - row["area_m2"]) <= slack
        if row["feature_id"] == row["to_id"] and row["code"] == "ZONE_GAP":
            assert row["change_m2"] == pytest.approx(row["area_m2"], abs=slack)
        if row["feature_id"] == row["from_id"]:
            assert row["change_m2"] == pytest.approx(-row["area_m2"], abs=slack)


@given(seeds, rules, st.sampled_from([UTM, "EPSG:4326"]))
def test_after_a_repair_nothing_is_found_but_what_the_ledger_says_was_left(seed, rule, crs):
    made = ps.repair(frame(seed, crs), rule=rule)
    found = ps.validate_zoning(made.layer)
    left = Counter(row["code"] for row in entries(made, "left"))
    assert {code: found.counts.get(code, 0) for code in DEFAULT} == {code: left.get(code, 0) for code in DEFAULT}
    assert all(row["reason_id"] and row["reason_en"] for row in made.ledger.table.to_pylist())


@given(seeds, st.sampled_from([UTM, "EPSG:4326"]))
def test_undoing_gives_the_original_back_bit_by_bit(seed, crs):
    zones = frame(seed, crs)
    made = ps.repair(zones, codes=ps.REPAIRABLE)
    undone = made.undo().to_geopandas()
    assert wkb(undone) == wkb(zones)
    assert undone.drop(columns="geometry").equals(zones.drop(columns="geometry"))


@given(seeds, st.lists(st.sampled_from(DEFAULT), min_size=1, max_size=3, unique=True))
def test_rows_without_a_repair_and_all_attributes_stay_as_they_are(seed, codes):
    zones = frame(seed)
    made = ps.repair(zones, codes=codes)
    touched = {row["row"] for row in entries(made, "repaired")}
    before, after = wkb(zones), wkb(made.layer)
    assert {i for i in range(len(before)) if before[i] != after[i]} == touched
    assert made.layer["kode"] == list(zones["kode"])
    # A vertex is given because a neighbour's border ends there; everything else is of a code that was asked.
    assert {row["code"] for row in entries(made, "repaired")} <= {*codes, "EDGE_MISMATCH"}


@given(seeds, rules)
def test_the_order_of_rows_and_the_number_of_threads_change_nothing(seed, rule):
    zones = frame(seed)
    one = ps.repair(zones, rule=rule, feature_id="kode", threads=1)
    turned = zones.iloc[np.random.default_rng(seed).permutation(len(zones))].reset_index(drop=True)
    other = ps.repair(turned, rule=rule, feature_id="kode", threads=3)
    assert dict(zip(one.layer["kode"], wkb(one.layer), strict=True)) == dict(
        zip(other.layer["kode"], wkb(other.layer), strict=True)
    )
    columns = ["code", "status", "feature_id", "from_id", "to_id", "area_m2", "change_m2", "reason_en", "before_wkb"]
    assert [[row[c] for c in columns] for row in one.ledger.table.to_pylist()] == [
        [row[c] for c in columns] for row in other.ledger.table.to_pylist()
    ]


@given(seeds)
def test_a_second_repair_has_nothing_more_to_do(seed):
    first = ps.repair(frame(seed))
    second = ps.repair(first.layer)
    assert not entries(second, "repaired")
    assert wkb(second.layer) == wkb(first.layer)
