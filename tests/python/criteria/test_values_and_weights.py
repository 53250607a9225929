"""Value functions, weights by hand and pairwise comparisons."""

from __future__ import annotations

import re

import numpy as np
import pytest
from candidates_made import column

import petasentra as ps
from petasentra.criteria.weights import weights_of

cr = ps.criteria

# T. L. Saaty, "How to make a decision: the analytic hierarchy process", EJOR 48 (1990): buying a house, eight criteria.
HOUSE = [
    [1, 5, 3, 7, 6, 6, 1 / 3, 1 / 4],
    [1 / 5, 1, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
    [1 / 3, 3, 1, 6, 3, 4, 6, 1 / 5],
    [1 / 7, 1 / 5, 1 / 6, 1, 1 / 3, 1 / 4, 1 / 7, 1 / 8],
    [1 / 6, 1 / 3, 1 / 3, 3, 1, 1 / 2, 1 / 5, 1 / 6],
    [1 / 6, 1 / 3, 1 / 4, 4, 2, 1, 1 / 5, 1 / 6],
    [3, 5, 1 / 6, 7, 5, 5, 1, 1 / 2],
    [4, 7, 5, 8, 6, 6, 2, 1],
]
NAMES = list("abcdefgh")


def test_the_published_house_has_its_published_weights_and_ratio():
    found = cr.ahp(HOUSE, NAMES)
    published = [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]
    assert [round(one, 3) for one in found.weights.values()] == published
    assert round(found.lambda_max, 3) == 9.669
    assert round(found.consistency_index, 3) == 0.238
    assert round(found.consistency_ratio, 3) == 0.169
    assert found.consistent is False
    (finding,) = found.findings.to_pylist()
    assert finding["code"] == "PAIRWISE_INCONSISTENT"
    assert finding["feature_id"] == "c / g"  # 6, where c weighs little more than g


def test_the_eigenvector_is_that_of_numpy():
    values, vectors = np.linalg.eig(np.array(HOUSE))
    at = int(np.argmax(values.real))
    expected = vectors[:, at].real / vectors[:, at].real.sum()
    found = cr.ahp(HOUSE, NAMES)
    np.testing.assert_allclose(list(found.weights.values()), expected, atol=1e-12)
    assert found.lambda_max == pytest.approx(values[at].real, abs=1e-9)


def test_ratios_of_weights_give_these_weights_back():
    weights = np.array([0.37, 0.14, 0.06, 0.20, 0.08, 0.15])  # an analysis of industrial land in Lamongan
    found = cr.ahp(weights[:, None] / weights, list("abcdef"))
    np.testing.assert_allclose(list(found.weights.values()), weights, atol=1e-12)
    assert found.consistency_ratio < 1e-9
    assert len(found.findings) == 0


def test_random_indices_are_means_of_random_matrices():
    rng = np.random.default_rng(1)
    scale = np.array([1 / one for one in range(9, 1, -1)] + list(range(1, 10)))
    for size in (3, 4, 5, 7):
        means = []
        for _ in range(1500):
            table = np.ones((size, size))
            for i in range(size):
                for j in range(i + 1, size):
                    table[i, j] = rng.choice(scale)
                    table[j, i] = 1 / table[i, j]
            means.append((np.linalg.eigvals(table).real.max() - size) / (size - 1))
        assert np.mean(means) == pytest.approx(cr.RANDOM_INDEX[size - 1], abs=0.08)


def test_pairs_mean_what_their_matrix_means():
    pairs = {("a", "b"): 3, ("c", "a"): 0.2, ("b", "c"): 2}
    matrix = [[1, 3, 5], [1 / 3, 1, 2], [1 / 5, 1 / 2, 1]]
    assert cr.ahp(pairs).weights == pytest.approx(cr.ahp(matrix, list("abc")).weights)


def test_one_and_two_criteria_cannot_contradict_and_many_have_no_index():
    assert cr.ahp([[1]], ["a"]).weights == {"a": 1.0}
    assert cr.ahp([[1, 4], [0.25, 1]], ["a", "b"]).consistency_ratio == 0
    assert cr.ahp(np.ones((16, 16)), [f"k{one}" for one in range(16)]).consistency_ratio is None


def test_rounded_reciprocals_are_made_exact_and_told():
    found = cr.ahp([[1, 3, 7], [0.33, 1, 2], [0.14, 0.5, 1]], list("abc"))
    assert found.matrix[1, 0] == 1 / 3
    assert [row["code"] for row in found.findings.to_pylist()] == ["PAIRWISE_ROUNDED"] * 2


@pytest.mark.parametrize(
    ("matrix", "words"),
    [
        ([[1, 3], [1, 1]], "'a' against 'b' is 3, the other way round 1: not reciprocal"),
        ([[1, 0], [1, 1]], "'a' against 'b'"),
        ([[1, -2], [-0.5, 1]], "'a' against 'b'"),
        ([[1, np.nan], [1, 1]], "'a' against 'b'"),
        ([[2, 1], [1, 1]], "'a' compared with itself is 2"),
        ([[1, 2, 3], [1, 1, 1]], "not square"),
        ([["x", 1], [1, 1]], "not square, or holds no numbers"),
        ([], "not square"),
        (None, "not square"),
    ],
)
def test_matrices_that_are_none_name_row_and_column(matrix, words):
    with pytest.raises(ps.SchemaError, match=words) as caught:
        cr.ahp(matrix, ["a", "b"])
    assert caught.value.message_id.startswith("Perbandingan berpasangan")


@pytest.mark.parametrize(
    "pairs",
    [{}, {("a", "a"): 1}, {("a", "b"): 0}, {("a", "b"): 2, ("b", "a"): 2}, {("a", "b"): 1, ("b", "c"): 1}, {"ab": 2}],
)
def test_pairs_that_are_none_are_refused(pairs):
    with pytest.raises(ps.SchemaError):
        cr.ahp(pairs)


@pytest.mark.parametrize("names", [None, ["a"], ["a", "a"], "ab"])
def test_names_have_to_fit(names):
    with pytest.raises(ps.SchemaError):
        cr.ahp([[1, 1], [1, 1]], names)


def test_weights_by_hand_are_divided_by_their_sum():
    both = [column("a"), column("b"), cr.Column(name="k_c", column="c", at_least=1)]
    assert weights_of(both, {"k_a": 30, "k_b": 10}).tolist() == [0.75, 0.25, 0]
    assert weights_of(both, None).tolist() == [0.5, 0.5, 0]
    assert weights_of([column("a", weight=1), column("b", weight=3)], None).tolist() == [0.25, 0.75]


@pytest.mark.parametrize(
    "weights",
    [{"k_a": 1}, {"k_a": -1, "k_b": 2}, {"k_a": 0, "k_b": 0}, {"k_a": 1, "k_b": "2"}, {"k_a": 1, "k_b": 1, "x": 1},
     {"k_a": np.nan, "k_b": 1}, 5],
)  # fmt: skip
def test_weights_that_are_none_are_refused(weights):
    with pytest.raises(ps.OptionError):
        weights_of([column("a"), column("b")], weights)


def test_directions_are_those_of_the_functions():
    assert cr.Linear(worst=0, best=9).direction == "benefit"
    assert cr.Linear(worst=9, best=0).direction == "cost"
    assert cr.Piecewise(((0, 0), (1, 1), (2, 0))).direction == "neither"
    assert cr.Steps(((8, 1), (15, 0.5))).direction == "cost"
    assert cr.Sigmoid(middle=3, width=-1).direction == "cost"


def test_values_stay_within_0_and_1_and_unknown_stays_unknown():
    x = np.array([-1e300, -5, 0, 3, 1e300, np.nan])
    for one in (cr.Linear(worst=-1, best=4), cr.Sigmoid(middle=0, width=1e-3), cr.Steps(((1, 1),), beyond=0.2),
                cr.Piecewise(((0, 1), (3, 0.5)))):  # fmt: skip
        value = one(x)
        assert np.isnan(value[-1])
        assert ((value[:-1] >= 0) & (value[:-1] <= 1)).all()


@pytest.mark.parametrize(
    "make",
    [
        lambda: cr.Linear(worst=1, best=1),
        lambda: cr.Linear(worst="1", best=2),
        lambda: cr.Piecewise(((0, 0),)),
        lambda: cr.Piecewise(((1, 0), (0, 1))),
        lambda: cr.Piecewise(((0, 0), (1, 2))),
        lambda: cr.Piecewise(None),
        lambda: cr.Sigmoid(middle=0, width=0),
        lambda: cr.Steps(()),
        lambda: cr.Steps(((1, 2),)),
        lambda: cr.Steps(((1, 1),), beyond=None),
        lambda: cr.Classes({}),
        lambda: cr.Classes({"a": 3}),
        lambda: cr.Classes(["a"]),
        lambda: cr.OverlayShare(name="x", layer=None, column="a", at_most=1),
        lambda: cr.OverlayShare(name="x", layer=None, words=("a",), at_most=1),
        lambda: cr.OverlayShare(name="x", layer=None, column="a", words=(1,), at_most=1),
        lambda: cr.Slope(name="x", dem="a.tif", statistic="median", at_most=1),
        lambda: cr.RasterValue(name="x", raster="a.tif", statistic=None, at_most=1),
        lambda: cr.Column(name="", column="a", at_least=1),
        lambda: cr.Column(name="x", column="a"),
        lambda: cr.Column(name="x", column=3, at_least=1),
        lambda: cr.Column(name="x", column="a", value=abs),
        lambda: cr.Column(name="x", column="a", at_most="1"),
        lambda: cr.Column(name="x", column="a", at_most=1, weight=-1),
    ],
)
def test_what_is_no_criterion_is_refused(make):
    with pytest.raises(ps.OptionError):
        make()


@pytest.mark.parametrize(("cell", "written"), [(-3.0, "is -3,"), (float("nan"), "is nan,")])
def test_a_number_that_cannot_be_compared_is_told_as_people_write_it(cell: float, written: str) -> None:
    with pytest.raises(ps.errors.SchemaError) as caught:
        ps.criteria.ahp([[1.0, cell], [1.0, 1.0]], names=["a", "b"])
    assert written in str(caught.value)
    assert "np." not in str(caught.value)


def test_an_inconsistency_is_told_with_the_decimal_sign_of_the_language():
    told = ps.criteria.ahp([[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]], names=list("abc")).findings.to_pylist()
    (row,) = [one for one in told if one["code"] == "PAIRWISE_INCONSISTENT"]
    assert "melebihi 0,1;" in row["message_id"]
    assert "above 0.1;" in row["message_en"]
    assert not re.search(r"\d\.\d", row["message_id"])
