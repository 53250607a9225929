"""The same clusters by brute force, and by scikit-learn where it is installed."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from drawn_units import scattered

import petasentra as ps


def by_brute_force(xy, eps_m, min_units):
    """DBSCAN from its definition, units in order: sets of units, and which are cores."""
    near = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) <= eps_m
    core = near.sum(axis=1) >= min_units
    cluster = np.full(len(xy), -1)
    count = 0
    for first in np.flatnonzero(core):
        if cluster[first] >= 0:
            continue
        reached = {int(first)}
        while True:
            more = set(np.flatnonzero(near[list(reached)].any(axis=0) & core).tolist()) | reached
            if more == reached:
                break
            reached = more
        cluster[list(reached)] = count
        count += 1
    for one in np.flatnonzero(~core):
        touching = cluster[near[one] & core]
        cluster[one] = touching.min() if len(touching) else -1
    return cluster, core


def sets_of(units, key, clusters_of):
    """The sets of ids of one branch, group by group, in the order of ids."""
    ordered = units.sort_values("unit")
    found = set()
    for _, group in ordered[ordered[key].str.strip().ne("") & ordered[key].ne("Belum pilih komoditi")].groupby(key):
        cluster, _ = clusters_of(shapely.get_coordinates(group.geometry))
        ids = group["unit"].to_numpy()
        found |= {frozenset(ids[cluster == one].tolist()) for one in np.unique(cluster[cluster >= 0])}
    return found


def ours(units, eps_m):
    found = ps.find_sentra(units, product="produk", material="bahan", process="proses", unit_id="unit", eps_m=eps_m)
    out = {}
    for row in found.members.to_pylist():
        out.setdefault((row["sentra_id"], row["branch"]), set()).add(int(row["unit_id"]))
    return {
        name: {frozenset(ids) for (_, branch), ids in out.items() if branch == name}
        for name in ("product", "material", "process")
    }


@pytest.mark.parametrize("eps_m", [60, 90, 200])
def test_the_sets_are_those_of_the_definition(eps_m):
    units = scattered()
    found = ours(units, eps_m)
    for branch, key in (("product", "produk"), ("material", "bahan"), ("process", "proses")):
        assert found[branch] == sets_of(units, key, lambda xy: by_brute_force(xy, eps_m, 5)), branch
    assert sum(map(len, found.values())) > 3


@pytest.mark.parametrize("eps_m", [30, 60])
def test_the_sets_are_those_of_scikit_learn(eps_m):
    cluster = pytest.importorskip("sklearn.cluster", reason="scikit-learn is not installed: no twin of the clusters")
    units = scattered(3000, seed=3)

    def theirs(xy):
        fitted = cluster.DBSCAN(eps=eps_m, min_samples=5).fit(xy)
        return fitted.labels_, None

    found = ours(units, eps_m)
    for branch, key in (("product", "produk"), ("material", "bahan"), ("process", "proses")):
        assert found[branch] == sets_of(units, key, theirs), branch
