"""Arrays in, arrays out."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from drawn_units import scattered
from test_sentra_twins import by_brute_force

import petasentra as ps

XY = shapely.get_coordinates(scattered(500).geometry)


@pytest.mark.parametrize(("eps_m", "min_units"), [(30, 3), (60, 5), (120, 20), (5, 1)])
def test_labels_and_cores_are_those_of_the_definition(eps_m, min_units):
    found = ps.cluster_points(XY[:, 0], XY[:, 1], eps_m=eps_m, min_units=min_units)
    cluster, core = by_brute_force(XY, eps_m, min_units)
    assert found.labels.tolist() == cluster.tolist()
    assert found.is_core.tolist() == core.tolist()


@pytest.mark.parametrize(("eps_m", "min_units"), [(30, 3), (60, 5)])
def test_labels_and_cores_are_those_of_scikit_learn(eps_m, min_units):
    cluster = pytest.importorskip("sklearn.cluster", reason="scikit-learn is not installed: no twin of the clusters")
    theirs = cluster.DBSCAN(eps=eps_m, min_samples=min_units).fit(XY)
    found = ps.cluster_points(XY[:, 0], XY[:, 1], eps_m=eps_m, min_units=min_units)
    assert found.labels.tolist() == theirs.labels_.tolist()
    assert np.flatnonzero(found.is_core).tolist() == theirs.core_sample_indices_.tolist()


@pytest.mark.parametrize(("spread_m", "eps_m", "min_units"), [(30, 50, 5), (400, 60, 8), (120, 40, 12)])
def test_crowds_of_very_unlike_density_are_those_of_scikit_learn_for_any_threads(spread_m, eps_m, min_units):
    """So many that threads share them, on a lattice, so that many distances are just eps_m."""
    cluster = pytest.importorskip("sklearn.cluster", reason="scikit-learn is not installed: no twin of the clusters")
    rng = np.random.default_rng(7)
    size = rng.multinomial(40_000, rng.dirichlet(np.full(800, 0.3)))
    middle = np.repeat(rng.uniform(0, 60_000, (800, 2)), size, axis=0)
    xy = np.round(rng.permutation(middle + rng.normal(0, spread_m, middle.shape)))
    theirs = cluster.DBSCAN(eps=eps_m, min_samples=min_units, algorithm="kd_tree").fit(xy)
    for threads in (1, 2):
        found = ps.cluster_points(xy[:, 0], xy[:, 1], eps_m=eps_m, min_units=min_units, threads=threads)
        assert (found.labels == theirs.labels_).all()
        assert (np.flatnonzero(found.is_core) == theirs.core_sample_indices_).all()


def test_groups_of_one_pass_are_those_of_passes_by_themselves():
    group = np.random.default_rng(1).integers(0, 3, len(XY))
    together = ps.cluster_points(XY[:, 0], XY[:, 1], eps_m=80, group=group)
    for one in range(3):
        mine = group == one
        alone = ps.cluster_points(XY[mine, 0], XY[mine, 1], eps_m=80)
        assert np.unique(together.labels[mine], return_inverse=True)[1].tolist() == (
            np.unique(alone.labels, return_inverse=True)[1].tolist()
        )
        assert together.is_core[mine].tolist() == alone.is_core.tolist()


@pytest.mark.parametrize(
    "options",
    [
        {"eps_m": 0}, {"min_units": 0}, {"min_units": 2.5}, {"group": [1]}, {"group": [-1, 2]}, {"group": ["a", "b"]},
        {"y": [1]}, {"x": "a"}, {"eps_m": "x"}, {"threads": 0}, {"x": [[1, 2]], "y": [[1, 2]]},
    ],
)  # fmt: skip
def test_what_cannot_be_clustered_is_refused(options):
    with pytest.raises(ps.OptionError):
        ps.cluster_points(**({"x": [0, 1], "y": [0, 1], "eps_m": 2} | options))


def test_no_points_have_no_clusters():
    found = ps.cluster_points([], [], eps_m=1, group=[])
    assert (len(found.labels), len(found.is_core)) == (0, 0)
