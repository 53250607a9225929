"""Shares of weights: exact areas for two and three criteria, a slow twin for more."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import shapely
from candidates_made import column, points

import petasentra as ps
from petasentra.criteria.sensitivity import shares_of_weights
from petasentra.criteria.weight_space import even_weights
from petasentra.criteria.weights import intervals_of


def shares(values, top, low=None, high=None, samples=4000, rank=None):
    values = np.asarray(values, dtype=float)
    count, size = values.shape
    low = np.zeros(size) if low is None else np.asarray(low)
    high = np.ones(size) if high is None else np.asarray(high)
    rank = np.arange(count) if rank is None else np.asarray(rank)
    return shares_of_weights(values, rank, top, low, high, samples)


def test_two_criteria_are_exact():
    found, exact = shares([[1, 0], [0, 1], [0.4, 0.4], [0.6, 0.6]], 1)
    # Over the weight t of the second: 1 - t, t, 0.4 and 0.6: the fourth is best for 0.4 < t < 0.6.
    assert exact
    np.testing.assert_allclose(found, [0.4, 0.4, 0, 0.2], atol=1e-12)


@pytest.mark.parametrize("top", [1, 3, 7])
@pytest.mark.parametrize("bounds", [(0.0, 1.0), (0.2, 0.5), (0.3, 0.3)])
def test_two_criteria_agree_with_a_fine_grid(top, bounds):
    values = np.random.default_rng(top).uniform(0, 1, (40, 2)).round(2)  # rounded: crossings and ties
    values[5] = values[6]
    rank = np.random.default_rng(2).permutation(40)
    low, high = [1 - bounds[1], bounds[0]], [1 - bounds[0], bounds[1]]
    found, exact = shares(values, top, low, high, rank=rank)
    grid = np.linspace(*bounds, 40_001)
    times = np.zeros(40)
    for t in grid:
        score = values[:, 0] * (1 - t) + values[:, 1] * t
        times[np.lexsort((rank, -score.round(12)))[:top]] += 1
    assert exact
    np.testing.assert_allclose(found, times / len(grid), atol=2e-3)
    assert found.sum() == pytest.approx(top)


def test_three_criteria_agree_with_the_areas_of_a_triangle():
    rng = np.random.default_rng(8)
    values = rng.uniform(0, 1, (6, 3))
    triangle = shapely.Polygon([(0, 0), (1, 0), (0, 1)])
    areas = []
    for row in range(6):
        part = triangle
        for other in range(6):
            if other != row:
                a, b, c = values[row] - values[other]  # a u + b v + c (1 - u - v) >= 0
                part = part.intersection(half_plane(a - c, b - c, c))
        areas.append(part.area / triangle.area)
    samples = 20_000
    found, exact = shares(values, 1, samples=samples)
    assert not exact
    assert sum(areas) == pytest.approx(1)
    for share, area in zip(found, areas, strict=True):
        assert abs(share - area) <= 4 * np.sqrt(max(area * (1 - area), 1e-4) / samples)


def half_plane(a, b, c):
    """The ground where a u + b v + c >= 0, as far as 100."""
    normal = np.array([a, b])
    length = np.hypot(a, b)
    unit, along = normal / length, np.array([-b, a]) / length
    foot = -c * normal / length**2
    return shapely.Polygon(
        [foot + 100 * along, foot - 100 * along, foot - 100 * along + 100 * unit, foot + 100 * along + 100 * unit]
    )


def test_many_criteria_agree_with_a_slow_twin():
    rng = np.random.default_rng(4)
    values = rng.uniform(0, 1, (60, 5)).round(1)
    rank = rng.permutation(60)
    found, _ = shares(values, 6, samples=500, rank=rank)
    times = np.zeros(60)
    for weights in even_weights(np.zeros(5), np.ones(5), 500):
        scores = []
        for row in range(60):
            total = 0.0
            for at in range(5):
                total += weights[at] * values[row, at]
            scores.append((-total, rank[row], row))
        for _, _, row in sorted(scores)[:6]:
            times[row] += 1
    np.testing.assert_array_equal(found, times / 500)


def test_blocks_do_not_change_the_answer(monkeypatch):
    from petasentra.criteria import sensitivity as module

    values = np.random.default_rng(4).uniform(0, 1, (50, 4))
    whole, _ = shares(values, 5, samples=300)
    monkeypatch.setattr(module, "_BLOCK", 170)
    np.testing.assert_array_equal(shares(values, 5, samples=300)[0], whole)


def test_equal_places_are_told_apart_by_their_ids():
    same = [[0.5, 0.5, 0.5]] * 4
    assert shares(same, 2, rank=[3, 1, 0, 2], samples=200)[0].tolist() == [0, 1, 1, 0]
    assert shares([[0.5, 0.5]] * 4, 2, rank=[3, 1, 0, 2])[0].tolist() == [0, 1, 1, 0]


def test_a_place_better_in_everything_is_always_the_best():
    found, _ = shares([[1, 1, 1], [0.9, 0.9, 0.9], [0, 0, 0.99]], 1, samples=300)
    assert found.tolist() == [1, 0, 0]


@pytest.mark.parametrize("within", [None, {"a": (0.1, 0.3)}, {"a": (0.3, 0.36), "b": (0.3, 0.36), "c": (0.2, 0.25)}])
def test_weights_are_uniform_over_what_the_intervals_allow(within):
    names = ["a", "b", "c", "d"]
    low, high = intervals_of(names, within)
    drawn = even_weights(low, high, 5000)
    np.testing.assert_allclose(drawn.sum(axis=1), 1, atol=1e-12)
    assert ((drawn >= low - 1e-15) & (drawn <= high + 1e-15)).all()
    # The plain way: from the whole simplex, keeping what fits.
    plain = np.random.default_rng(0).dirichlet(np.ones(4), 3_000_000)
    plain = plain[((plain >= low) & (plain <= high)).all(axis=1)]
    error = 5 * plain.std(axis=0) * np.sqrt(1 / len(plain) + 1 / len(drawn))
    assert (np.abs(drawn.mean(axis=0) - plain.mean(axis=0)) < error).all()
    for one, other in itertools.combinations(range(4), 2):
        assert np.corrcoef(drawn.T)[one, other] == pytest.approx(np.corrcoef(plain.T)[one, other], abs=0.12)


def test_intervals_that_no_weights_fit_are_infeasible():
    frame = points(20, kering=np.linspace(0, 1, 20))
    result = ps.suitability(frame, [column("air"), column("harga", worst=500, best=0), column("kering")])
    for within in ({"k_air": (0.6, 1), "k_harga": (0.6, 1)}, dict.fromkeys(("k_air", "k_harga", "k_kering"), (0, 0.2))):
        with pytest.raises(ps.InfeasibleError, match="add up to"):
            result.sensitivity(top=3, within=within)
    for wrong in ({"within": {"x": (0, 1)}}, {"within": {"k_air": (1, 0)}}, {"within": {"k_air": 1}}, {"top": 0},
                  {"top": 1.5}, {"samples": 5}, {"within": {"k_air": (-1, 1)}}):  # fmt: skip
        with pytest.raises(ps.OptionError):
            result.sensitivity(**({"top": 3} | wrong))


def test_a_result_tells_shares_by_rank_with_their_standard_error():
    frame = points(40, kering=np.linspace(0, 1, 40))
    result = ps.suitability(frame, [column("air"), column("harga", worst=500, best=0), column("kering")])
    told = result.sensitivity(top=4, samples=400)
    table = told.table.to_arrow().to_pandas()
    assert table["rank"].tolist() == list(range(1, 41))
    assert table["share"].sum() == pytest.approx(4)
    np.testing.assert_allclose(table["standard_error"], np.sqrt(table["share"] * (1 - table["share"]) / 400))
    assert told.method == "sample"
    assert told.places.to_geopandas()["share"].tolist() == table["share"].tolist()
    assert told.places.to_geopandas().geometry.tolist() == result.top(40).to_geopandas().geometry.tolist()
    assert "400 weights" in repr(told)
    pinned = result.sensitivity(top=4, within=dict.fromkeys(("k_air", "k_harga", "k_kering"), (1 / 3, 1 / 3)))
    assert pinned.table["share"].tolist() == [1.0] * 4 + [0.0] * 36


@pytest.mark.parametrize("size", [3, 4, 5, 8])
def test_no_criterion_is_favoured(size):
    drawn = even_weights(np.zeros(size), np.ones(size), 2000)
    at_random = np.sqrt((size - 1) / (size**2 * (size + 1)) / 2000)
    assert (np.abs(drawn.mean(axis=0) - 1 / size) < 0.6 * at_random).all()


@pytest.mark.parametrize("size", [3, 5])
@pytest.mark.parametrize("seed", range(6))
def test_shares_agree_with_a_hundred_thousand_weights_drawn_at_random(size, seed):
    rng = np.random.default_rng(seed)
    values = rng.uniform(0, 1, (12, size))
    found, _ = shares(values, 3, samples=2000)
    scores = rng.dirichlet(np.ones(size), 100_000) @ values.T
    true = np.bincount(np.argsort(-scores, axis=1)[:, :3].ravel(), minlength=12) / 100_000
    stated = np.sqrt(true * (1 - true) / 2000)
    off = np.abs(found - true) - 4 * np.sqrt(true * (1 - true) / 100_000)
    assert (off <= 2.5 * stated + 1e-3).all()


def test_the_share_of_a_place_that_wins_by_one_criterion():
    """x beats y where the second weight is above the sum of a tenth of the others' halves: w2 > (w1 + w2 + w3) / 10."""
    found, _ = shares([[0.0, 1.0, 0.0], [0.1, 0.1, 0.1]], 1, samples=2000)
    assert found[0] == pytest.approx(0.9**2, abs=0.01), "of the triangle, what lies above a tenth"
