"""The distance to the nth like unit, against a table of all distances."""

from __future__ import annotations

import numpy as np
import pytest

import petasentra as ps
from petasentra.sentra.crowding import nth_nearest_m
from petasentra.sentra.unit_places import Ground


@pytest.mark.parametrize("lon_lat", [False, True])
@pytest.mark.parametrize("nth", [1, 2, 5])
def test_it_is_that_of_all_pairs(lon_lat: bool, nth: int) -> None:
    rng = np.random.default_rng(nth)
    xy = rng.uniform(0, 3000, (400, 2))
    if lon_lat:
        xy = xy / 110_000 + [112.0, -7.5]
    ground = Ground(xy, lon_lat, None)
    codes = rng.integers(0, 4, 400).astype(np.uint32)
    rows = np.flatnonzero(rng.random(400) < 0.8)
    asked = rng.permutation(rows)[:150]
    found = nth_nearest_m(ground, codes, rows, asked, nth, 300.0)
    for unit, far in zip(asked.tolist(), found.tolist(), strict=True):
        like = rows[codes[rows] == codes[unit]]
        if lon_lat:
            mine = np.tile(xy[unit], (len(like), 1))
            all_of_them = np.sort(ps.geodesic(mine[:, 0], mine[:, 1], xy[like, 0], xy[like, 1])[0])
        else:
            all_of_them = np.sort(np.hypot(*(xy[like] - xy[unit]).T))
        wanted = all_of_them[nth - 1] if len(like) >= nth and all_of_them[nth - 1] <= 300.0 else np.inf
        assert far == pytest.approx(wanted, abs=1e-6)


def test_units_on_one_spot_and_no_unit_at_all() -> None:
    ground = Ground(np.zeros((6, 2)), False, None)
    rows, codes = np.arange(6), np.zeros(6, dtype=np.uint32)
    assert nth_nearest_m(ground, codes, rows, rows, 5, 10.0).tolist() == [0.0] * 6
    assert np.isinf(nth_nearest_m(ground, codes, rows, rows, 7, 10.0)).all()
    assert nth_nearest_m(ground, codes, rows, rows[:0], 5, 10.0).tolist() == []
