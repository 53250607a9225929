"""The jobs of the race `sentra`: one clustering beside two rivals, all commodities in one pass, a whole register."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from zoning_report import THREADS, Figure, Found, Line, beside, timed

import petasentra as ps
from petasentra.sentra.shapes import point_wkb

if TYPE_CHECKING:
    from petasentra.sentra.point_clusters import PointClusters

MOST_MIB = 200.0


@dataclass(frozen=True)
class Sizes:
    """How much is asked; `runs` is 1 where only a look is wanted whether everything works."""

    units: int
    places: int
    groups: int
    runs: int
    eps_m: float = 500.0
    min_units: int = 5


REAL = Sizes(units=456_488, places=10_514, groups=900, runs=7)
SMALL = Sizes(units=20_000, places=460, groups=40, runs=1)


def invented_units(sizes: Sizes) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates in metres, shape (n, 2), and a commodity each; the same for the same sizes."""
    rng = np.random.default_rng(29)
    middles = rng.uniform([0, 0], [5_000_000, 1_800_000], (sizes.places, 2))
    place = rng.integers(0, sizes.places, sizes.units)
    xy = middles[place] + rng.normal(0, 1_000, (sizes.units, 2))
    # A place has a few commodities, as real ones do.
    group = (place * 7 + rng.integers(0, 3, sizes.units)) % sizes.groups
    return np.ascontiguousarray(xy), group


def ours(xy: np.ndarray, sizes: Sizes, group: np.ndarray | None = None) -> PointClusters:
    return ps.cluster_points(
        xy[:, 0], xy[:, 1], eps_m=sizes.eps_m, min_units=sizes.min_units, group=group, threads=THREADS
    )


def beside_rivals(sizes: Sizes) -> Found:
    """One clustering of all units."""
    found = Found()
    xy, _ = invented_units(sizes)
    job = f"clusters of {sizes.units:,} units within {sizes.eps_m:g} m"
    if find_spec("sklearn"):
        from sklearn.cluster import DBSCAN

        fit = DBSCAN(eps=sizes.eps_m, min_samples=sizes.min_units, algorithm="kd_tree", n_jobs=1).fit
        (theirs, their_time), ((mine, our_time),) = beside(partial(fit, xy), [partial(ours, xy, sizes)], sizes.runs)
        require_equal(mine.labels, theirs.labels_, "scikit-learn: labels")
        require_equal(np.flatnonzero(mine.is_core), theirs.core_sample_indices_, "scikit-learn: cores")
        found.add(Line(job, "scikit-learn, kd-tree, 1 job", their_time, our_time, 60.0))
    if find_spec("dbscan"):
        import dbscan

        run = partial(dbscan.DBSCAN, xy, eps=sizes.eps_m, min_samples=sizes.min_units)
        (theirs, their_time), ((mine, our_time),) = beside(run, [partial(ours, xy, sizes)], sizes.runs)
        require_same_clusters(mine, np.asarray(theirs[0]), np.asarray(theirs[1]).astype(bool))
        found.add(Line(job, f"dbscan, {THREADS} threads", their_time, our_time, 8.0))
    process_mib, question_mib = memory(sizes)
    found.add(Figure("memory of the process, coordinates and libraries included", process_mib, "MiB", MOST_MIB))
    found.add(Figure("memory that the question adds to it", question_mib, "MiB"))
    return found


def of_groups(sizes: Sizes) -> Found:
    """All commodities in one pass, beside one pass that knows none."""
    found = Found()
    xy, group = invented_units(sizes)
    (together, single), ((apart, grouped),) = beside(
        partial(ours, xy, sizes), [partial(ours, xy, sizes, group)], sizes.runs
    )
    for one in np.unique(group)[:: max(1, sizes.groups // 40)]:
        mine = group == one
        alone = ours(xy[mine], sizes)
        require_equal(renumbered(apart.labels[mine]), alone.labels, f"commodity {one}: labels")
        require_equal(apart.is_core[mine], alone.is_core, f"commodity {one}: cores")
    found.add(Figure("all commodities in one pass, by a single run", grouped.seconds / single.seconds, "times", 1.5))
    found.notes.append(
        f"Clusters: {together.labels.max() + 1:,} of all units, {apart.labels.max() + 1:,} by commodity."
    )
    return found


def whole_register(sizes: Sizes) -> Found:
    """From a Layer of units to sentra with hulls and workers."""
    found = Found()
    xy, group = invented_units(sizes)
    workers = np.random.default_rng(1).integers(1, 20, sizes.units)
    units = ps.Layer.from_arrow(
        pa.table(
            {
                "id": pa.array(np.arange(sizes.units)), "produk": pa.array([f"produk {one}" for one in group]),
                "tk": pa.array(workers), "geometry": pa.array(point_wkb(xy), pa.binary()),
            }
        ), "geometry", 32749,
    )  # fmt: skip
    ask = partial(
        ps.find_sentra, units, eps_m=sizes.eps_m, unit_id="id", product="produk", workers="tk", threads=THREADS
    )
    answer, finding = timed(ask, sizes.runs)
    table, telling = timed(lambda: ask().sentra, sizes.runs)
    assert len(table) == len(answer)
    found.add(Figure(f"a whole register of {sizes.units:,} units: finding", finding.seconds, "s"))
    found.add(Figure("the same with the table of sentra", telling.seconds, "s"))
    return found


def memory(sizes: Sizes) -> tuple[float, float]:
    """MiB of a fresh process that asks once, and how much of that the question added."""
    script = Path(__file__).with_name("sentra_memory.py")
    size = "small" if sizes == SMALL else "real"
    done = subprocess.run([sys.executable, script, size], check=True, capture_output=True, text=True)
    process, question = done.stdout.split()[-2:]
    return float(process), float(question)


def renumbered(labels: np.ndarray) -> np.ndarray:
    """Clusters numbered anew in the order of their numbers; -1 stays."""
    kept = np.unique(labels[labels >= 0])
    return np.where(labels >= 0, np.searchsorted(kept, labels), -1)


def require_same_clusters(mine: PointClusters, labels: np.ndarray, is_core: np.ndarray) -> None:
    """End the race unless cores, their clusters and the units without one are the same; border units may choose."""
    require_equal(mine.is_core, is_core, "dbscan: cores")
    require_equal(mine.labels < 0, labels < 0, "dbscan: units without a cluster")
    cores = np.flatnonzero(is_core)
    first = np.unique(labels[cores], return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first[1]))  # their clusters by their first core, as ours are
    require_equal(mine.labels[cores], order[first[2].reshape(-1)], "dbscan: clusters of cores")


def require_equal(ours_: np.ndarray, theirs: np.ndarray, what: str) -> None:
    """End the race if any entry differs."""
    if ours_.shape != theirs.shape or not (ours_ == theirs).all():
        sys.exit(f"{what} differ. Nothing is written.")
