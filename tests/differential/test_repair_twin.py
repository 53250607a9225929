"""Repair beside its slow twin: every zone ends with the same area."""

from __future__ import annotations

import geopandas
import pytest
import repair_twin as twin
import validation_twin
from faulty_layers import faulty

import petasentra as ps

T = 0.002
CODES = ["GEOMETRY_INVALID", "ZONE_OVERLAP", "ZONE_GAP"]


def has_crack(gap) -> bool:
    """A long part of the gap is within the tolerance: who runs along that part only is no neighbour of the gap."""
    wide = gap.buffer(-T / 2).buffer(T / 2 + 1e-4)
    return (gap - wide).area > 1e-4


def is_decided(shapes) -> bool:
    """No ground is all but as wide as the tolerance, and no gap reaches into a crack or through one to the outside."""
    zones = [validation_twin.mended(shape) for shape in shapes]
    counted = []
    for tolerance in (0.96 * T, 1.04 * T):
        gaps = twin.enclosed(zones, tolerance)
        through_cracks = validation_twin.gaps(zones, tolerance, None)
        counted.append((twin.pairs_that_overlap(zones, tolerance), len(gaps), len(through_cracks)))
        if len(gaps) != len(through_cracks) or any(has_crack(gap) for gap in gaps):
            return False
    return counted[0] == counted[1]


@pytest.mark.parametrize("block", range(6))
def test_random_layers_end_with_the_areas_of_the_twin(block):
    compared = 0
    for seed in range(2000 + block * 20, 2000 + block * 20 + 20):
        layer = faulty(seed)
        if not is_decided(layer.shapes):
            continue
        compared += 1
        frame = geopandas.GeoDataFrame(geometry=layer.shapes, crs="EPSG:32749")
        fixed, ledger = ps.repair(frame, codes=CODES, tolerance_m=T, max_m2=None)
        theirs = twin.areas(twin.repaired(layer.shapes, tolerance=T))
        ours = fixed.area(method="planar").tolist()
        # Where a border gets a vertex of a neighbour it bends by up to the tolerance.
        assert ours == pytest.approx(theirs, abs=60 * T, rel=1e-9), f"seed {seed}: {layer.done}, {ledger['reason_en']}"
    assert compared >= 10
