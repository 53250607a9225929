"""Zoning validation beside its slow twin: random layers with faults put into them, and real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import pytest
import shapely
import validation_twin as twin
from faulty_layers import faulty

import petasentra as ps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

UTM = "EPSG:32749"
T = 0.002


def frame_of(shapes: Sequence[BaseGeometry]) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(geometry=list(shapes), crs=UTM)


def rows_of(result: ps.Validation, code: str) -> list[dict[str, Any]]:
    if not hasattr(result, "rows_in_tests"):
        result.rows_in_tests = result.to_geopandas().to_dict("records")
    return [row for row in result.rows_in_tests if row["code"] == code]


def pairs_of(result: ps.Validation, code: str) -> dict[twin.Pair, float]:
    found = {}
    for row in rows_of(result, code):
        one, other = int(row["feature_id"]), int(row["other_id"])
        assert (min(one, other), max(one, other)) not in found, "a pair is told once"
        found[min(one, other), max(one, other)] = row["measure"]
    return found


def between(strict: dict[Any, float], found: dict[Any, float], loose: dict[Any, float], slack: float) -> list[str]:
    """What is wider than a larger tolerance must be found, what is not wider than a smaller one must not."""
    wrong = [f"missed {key}: {strict[key]}" for key in strict if key not in found]
    wrong += [f"invented {key}: {found[key]}" for key in found if key not in loose]
    for key in found:
        if key in strict and abs(found[key] - strict[key]) > slack + 1e-6 * abs(strict[key]):
            wrong.append(f"{key}: {found[key]!r}, twin {strict[key]!r}")
    return wrong


def gap_differences(strict: list[Any], result: ps.Validation, loose: list[Any], grow: float) -> list[str]:
    """Every gap of the twin, inset by half the tolerance, lies in one of ours, and the reverse."""
    ours = [row["geometry"] for row in rows_of(result, "ZONE_GAP")]
    wrong = []
    if len(strict) != len(loose):  # a gap or a neck as wide as the tolerance: only the ground can be compared
        total, length = twin.area(ours), sum(gap.length for gap in ours)
        if not twin.area(strict) - 1e-6 <= total <= twin.area(loose) + 2.0 * grow * (1.0 + length):
            wrong.append(f"gaps of {total}, twin {twin.area(strict)} to {twin.area(loose)}")
        return wrong
    grown = shapely.buffer(np.array(ours, dtype=object), 1e-5)
    holders = np.bincount(
        shapely.STRtree(grown).query(np.array(strict, dtype=object), predicate="covered_by")[0], minlength=len(strict)
    )
    wrong += [f"a gap of {inner.area} is in {n} of ours" for inner, n in zip(strict, holders, strict=True) if n != 1]
    held = shapely.STRtree(loose)
    for gap, more in zip(ours, grown, strict=True):
        inside = [loose[k] for k in held.query(more, predicate="covers")]
        if len(inside) != 1:
            wrong.append(f"our gap of {gap.area} holds {len(inside)} of the twin's")
        elif not inside[0].area <= gap.area <= inside[0].area + grow * gap.length:
            wrong.append(f"our gap of {gap.area} is not the twin's {inside[0].area}")
    return wrong


def differences(shapes: Sequence[BaseGeometry], perimeter: BaseGeometry | None = None) -> list[str]:
    layers = {} if perimeter is None else {"perimeter": frame_of([perimeter])}
    result = ps.validate_zoning(frame_of(shapes), tolerance_m=T, **layers)
    strict = twin.find(shapes, tolerance=T * 1.04, perimeter=perimeter)
    loose = twin.find(shapes, tolerance=T * 0.96, perimeter=perimeter, loose=strict.loose)
    wrong = []
    invalid = {int(row["feature_id"]) for row in rows_of(result, "GEOMETRY_INVALID")}
    if invalid != strict.invalid:
        wrong.append(f"invalid: {invalid} twin {strict.invalid}")
    for code, name in (("ZONE_OVERLAP", "overlaps"), ("DUPLICATE_GEOMETRY", "duplicates")):
        found = pairs_of(result, code)
        # A pair on the edge between overlap and duplicate may be seen either way; the measures are the same.
        either = {**loose.overlaps, **loose.duplicates}
        wrong += [f"{code} {w}" for w in between(getattr(strict, name), found, either, 1e-4)]
    wrong += [f"EDGE_MISMATCH {w}" for w in between(
        {k: v for k, v in loose.mismatches.items() if k in strict.mismatches and strict.mismatches[k] == v},
        pairs_of(result, "EDGE_MISMATCH"),
        {**loose.mismatches, **strict.mismatches}, 1e-6)]  # fmt: skip
    outside = {int(row["feature_id"]): row["measure"] for row in rows_of(result, "OUTSIDE_PERIMETER")}
    wrong += [f"OUTSIDE {w}" for w in between(strict.outside, outside, loose.outside, 1e-2)]
    wrong += gap_differences(strict.gaps, result, loose.gaps, T)
    slivers = {int(row["feature_id"]) for row in rows_of(result, "ZONE_SLIVER")}
    if not {row for row, _ in strict.slivers} >= slivers >= {row for row, _ in loose.slivers}:
        wrong.append(f"slivers: {slivers} twin {strict.slivers}")
    spikes: dict[int, int] = {}
    for row in rows_of(result, "ZONE_SPIKE"):
        spikes[int(row["feature_id"])] = spikes.get(int(row["feature_id"]), 0) + 1
    valid_spikes = {row: number for row, number in spikes.items() if row not in invalid}
    if valid_spikes != {row: len(tips) for row, tips in strict.spikes.items() if row not in invalid}:
        wrong.append(f"spikes: {valid_spikes} twin {strict.spikes}")
    return wrong


@pytest.mark.parametrize("block", range(10))
def test_random_layers_have_the_faults_the_twin_finds(block):
    for seed in range(block * 15, block * 15 + 15):
        layer = faulty(seed)
        assert differences(layer.shapes) == [], f"seed {seed}: {layer.done}"


def test_random_layers_against_a_perimeter_have_the_faults_the_twin_finds():
    for seed in range(1000, 1040):
        layer = faulty(seed)
        rng = np.random.default_rng(seed)
        west, south, east, north = shapely.total_bounds(layer.shapes)
        inset = rng.uniform(-20.0, 60.0, 4)
        perimeter = shapely.box(west + inset[0], south + inset[1], east - inset[2], north - inset[3])
        assert differences(layer.shapes, perimeter) == [], f"seed {seed}: {layer.done}"


def real(shared: Path, name: str) -> geopandas.GeoDataFrame:
    return geopandas.read_file(shared / name).to_crs(UTM)


@pytest.mark.parametrize(
    "name",
    [
        "admin/jombang_desa_kepmendagri.gpkg",
        "admin/sumobito_kesamben_desa.geojson",
        "admin/jombang_kecamatan.gpkg",
        "zoning/jombang_kp2b_rtrw_2021_2041.gpkg",
        "zoning/jabar_rtrwp_kota_tasikmalaya.gpkg",
    ],
)
def test_real_layers_have_the_faults_the_twin_finds(shared, name):
    assert differences(list(real(shared, name).geometry)) == []


def test_the_simplified_desa_of_jombang_overlap_by_39_ha_and_leave_gaps_of_53_ha(shared):
    result = ps.validate_zoning(real(shared, "admin/jombang_desa_kepmendagri.gpkg"))
    measure = {code: sum(row["measure"] for row in rows_of(result, code)) for code in ("ZONE_OVERLAP", "ZONE_GAP")}
    assert measure["ZONE_OVERLAP"] == pytest.approx(386_057.6, abs=1.0)
    assert measure["ZONE_GAP"] == pytest.approx(529_217.0, abs=1.0)


def test_the_desa_of_jombang_are_a_clean_mosaic(shared):
    frame = geopandas.read_file(shared / "admin" / "jombang_desa.gpkg")
    result = ps.validate_zoning(frame)
    assert set(result.counts) <= {"ZONE_SPIKE", "ZONE_SLIVER"}
