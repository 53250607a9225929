"""Step 11 of the twin against closed forms: half-plane, strip, square, disc of ground round a corner."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
import random_packs
import shapely
import twin

FAR = 1000.0
HALF_PLANE = shapely.box(-FAR, -FAR, 0, FAR)
STRIP = shapely.box(-10, -FAR, 10, FAR)
SQUARE = shapely.box(-10, -10, 10, 10)
SITE = shapely.box(-40, -40, 40, 40)


def spread_of(good: Any, e: float | None, site: Any = SITE, **tolerance: float) -> Any:
    """The conforming ground in a plan that prohibits everywhere else."""
    instrument = {
        "id": "rtrw", "level": "rtrw-kabupaten", "from": 1, "to": 9, "matrix_codes": ["A", "X"],
        "zones": [("A", good), ("X", shapely.box(-FAR, -FAR, FAR, FAR).difference(good))],
        "matrix": {"tenun": {"A": "I", "X": "X"}}, "absent": "missing", "layers": {}, "accuracy_m": e,
    }  # fmt: skip
    limits = {"boundary_m": 0.002, "sliver_m2": 1.0, "decisive_share": 0.0, "conforming_share": 1.0, **tolerance}
    pack = {"tolerance": limits, "activities": [{"id": "tenun"}], "instruments": [instrument]}
    found = twin.judge(pack, {"activity": "tenun", "geometry": site}, 5)
    assert not found.open_questions
    return found.spread


@pytest.mark.parametrize("e", [0.0, 0.5, 3.0, 12.0, 39.0, 60.0])
def test_half_plane_moves_its_edge_by_e(e):
    found = spread_of(HALF_PLANE, e)
    assert found.share_min == pytest.approx(max(0.0, 40 - e) / 80, abs=1e-9)
    assert found.share_max == pytest.approx(min(80.0, 40 + e) / 80, abs=1e-9)
    assert found.slack < 1e-6


@pytest.mark.parametrize("e", [0.0, 0.5, 3.0, 9.9, 10.1, 25.0, 40.0])
def test_strip_loses_and_wins_e_on_both_sides_until_it_is_gone(e):
    found = spread_of(STRIP, e)
    assert found.share_min == pytest.approx(max(0.0, 20 - 2 * e) / 80, abs=1e-9)
    assert found.share_max == pytest.approx(min(80.0, 20 + 2 * e) / 80, abs=1e-9)


@pytest.mark.parametrize("e", [0.0, 0.5, 3.0, 9.9, 10.1, 25.0])
def test_square_grows_round_corners_and_shrinks_with_sharp_ones(e):
    found = spread_of(SQUARE, e)
    grown = 20 * 20 + 4 * 20 * e + math.pi * e * e
    assert found.share_min * 6400 == pytest.approx(max(0.0, 20 - 2 * e) ** 2, abs=1e-6)
    assert abs(found.share_max * 6400 - grown) <= found.slack * 6400
    assert found.slack * 6400 <= 1e-4 * math.pi * e * e + 1e-4


def test_line_that_passes_a_corner_is_reached_along_a_chord_of_its_circle():
    line = shapely.LineString([(14, -40), (14, 40)]).intersection(shapely.box(0, 10, 40, 40))
    found = spread_of(SQUARE, 5.0, line)
    assert abs(found.share_max - 3 / 30) <= found.slack < 1e-4
    assert (found.share_min, found.uncertain) == (0.0, True)


def test_each_point_is_reached_or_not():
    points = shapely.MultiPoint([(0, 0), (9, 0), (12, 12), (14, 14)])
    found = spread_of(SQUARE, 3.0, points)
    assert (found.share_min, found.share_max, found.slack) == (0.25, 0.75, 1e-9)


def test_interval_grows_with_e_and_is_the_share_itself_without_error():
    for good in (HALF_PLANE, STRIP, SQUARE):
        found = [spread_of(good, e) for e in (0.0, 0.1, 1.0, 2.0, 5.0, 13.0, 40.0)]
        assert [s.share_min for s in found] == sorted((s.share_min for s in found), reverse=True)
        assert [s.share_max for s in found] == sorted(s.share_max for s in found)
        assert found[0].share_min == found[0].share_max == pytest.approx(good.intersection(SITE).area / 6400)
        assert not found[0].uncertain


def test_outline_of_the_site_is_certain():
    found = spread_of(HALF_PLANE, 5.0, shapely.box(-30, 0, -6, 10))
    assert (found.share_min, found.share_max, found.uncertain) == (1.0, 1.0, False)


@pytest.mark.parametrize(
    ("e", "marks", "uncertain"),
    [(4.0, {}, False), (40.5, {}, True), (4.0, {"conforming_share": 0.5}, True),
     (4.0, {"conforming_share": 0.6}, False), (4.0, {"decisive_share": 0.46}, True), (None, {}, False)],
)  # fmt: skip
def test_boundary_is_uncertain_where_the_interval_holds_a_mark(e, marks, uncertain):
    assert spread_of(HALF_PLANE, e, **marks).uncertain is uncertain


def test_interval_is_null_where_no_accuracy_is_known():
    found = spread_of(HALF_PLANE, None)
    assert (found.share_min, found.share_max) == (None, None)


def test_share_lies_in_its_interval_on_random_packs():
    rng, asked = random.Random(11), 0
    for _ in range(15):
        pack = random_packs.random_pack(rng)
        for site in random_packs.random_sites(rng, 10):
            found = twin.judge(pack, site, rng.choice(random_packs.DAYS))
            if found.spread.share_min is None or found.open_questions.about("share_min"):
                continue
            asked += 1
            assert found.spread.share_min - found.spread.slack <= found.share_conforming
            assert found.share_conforming <= found.spread.share_max + found.spread.slack
    assert asked > 20
