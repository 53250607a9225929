"""Clusters of units, branch by branch, and the sentra they make: equal sets of units are one sentra."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra._worker_threads import worker_threads
from petasentra.sentra.units import COUNTS

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.sentra.road_distance import RoadPairs
    from petasentra.sentra.units import Units

__all__ = ["ACTIVITY_UNKNOWN", "MEMBERSHIPS", "Branch", "Sets", "branch_clusters", "joined_sets"]

#: What a unit is to a sentra, by number: the kernel's words, then why it was not asked.
MEMBERSHIPS = (
    "core", "border", "alone", "no_place", "activity_unknown", "outside_boundary", "duplicate", "off_road",
)  # fmt: skip
CORE, BORDER, ALONE, NO_PLACE, ACTIVITY_UNKNOWN, OUTSIDE, DUPLICATE, OFF_ROAD = range(8)
#: Of each standing of a unit (`STANDING`), the membership where it does not count.
_OF_STANDING = np.array([ALONE, NO_PLACE, OUTSIDE, DUPLICATE, OFF_ROAD], dtype=np.uint8)
_NO_CLUSTER = 0xFFFFFFFF


@dataclass(frozen=True, eq=False)
class Branch:
    """Clusters of one branch: of each unit its cluster (-1: none) and its membership, in the order of rows."""

    name: str
    cluster: npt.NDArray[np.int64]
    membership: npt.NDArray[np.uint8]
    count: int


@dataclass(frozen=True, eq=False)
class Sets:
    """Sets of units, by their smallest unit in the order of ids, then by branch.

    ``members[offsets[i] : offsets[i + 1]]`` are rows of the units of set i, by id; ``branches[i]`` the branches whose
    cluster it is, each with the number of that cluster.
    """

    members: npt.NDArray[np.int64]
    offsets: npt.NDArray[np.int64]
    branches: list[list[tuple[str, int]]]

    def __len__(self) -> int:
        return len(self.branches)

    def of(self, number: int) -> npt.NDArray[np.int64]:
        """Return the rows of the units of a set."""
        return self.members[self.offsets[number] : self.offsets[number + 1]]

    @property
    def sizes(self) -> npt.NDArray[np.int64]:
        """Units of each set, shape (sets,)."""
        return np.diff(self.offsets)


def branch_clusters(
    units: Units,
    name: str,
    *,
    eps_m: float,
    min_units: int,
    roads: RoadPairs | None = None,
    progress: Progress = None,
    threads: int | None = None,
) -> Branch:
    """Return the clusters of one branch: all its groups in one pass."""
    groups = units.groups[name]
    membership = _OF_STANDING[units.standing]
    counted = (units.standing == COUNTS) & groups.known
    membership[(units.standing == COUNTS) & ~groups.known] = ACTIVITY_UNKNOWN
    rows = units.order[counted[units.order]]  # by id: the numbers of clusters depend on ids alone
    cluster = np.full(len(units), -1, dtype=np.int64)
    codes = groups.codes[rows]
    if roads is not None:
        found, kinds, count = roads.clusters(rows, codes, eps_m=eps_m, min_units=min_units)
    else:
        found, kinds, count = _core.density_clusters(
            units.ground.xy[rows], codes, eps_m=eps_m, min_units=min_units, lon_lat=units.ground.lon_lat,
            progress=progress_callback(progress, name), threads=worker_threads(threads),
        )  # fmt: skip
    cluster[rows] = np.where(found == _NO_CLUSTER, -1, found.astype(np.int64))
    membership[rows] = kinds
    return Branch(name, cluster, membership, int(count))


def members_of(branch: Branch, order: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return rows of units by cluster, within it by id, and where each cluster begins, shape (clusters + 1,)."""
    rows = order[branch.cluster[order] >= 0]
    rows = rows[np.argsort(branch.cluster[rows], kind="stable")]
    return rows, np.searchsorted(branch.cluster[rows], np.arange(branch.count + 1))


def joined_sets(branches: list[Branch], order: npt.NDArray[np.int64]) -> Sets:
    """Return the clusters of all branches as sets of units, equal ones as one."""
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    found: dict[bytes, tuple[npt.NDArray[np.int64], int, list[tuple[str, int]]]] = {}
    for position, branch in enumerate(branches):
        rows, starts = members_of(branch, order)
        for number in range(branch.count):
            members = rows[starts[number] : starts[number + 1]]
            one = found.setdefault(members.tobytes(), (members, position, []))
            one[2].append((branch.name, number))
    sets = sorted((one for one in found.values() if len(one[0])), key=lambda one: (int(place[one[0][0]]), one[1]))
    parts = [one[0] for one in sets]
    offsets = np.cumsum([0, *(len(one) for one in parts)]).astype(np.int64)
    flat = np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
    return Sets(flat, offsets, [one[2] for one in sets])


def sets_of_units(sets: Sets, count: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the sets of each unit: numbers of sets by row, and where each row begins, shape (count + 1,)."""
    of_set = np.repeat(np.arange(len(sets)), sets.sizes)
    by_unit = np.lexsort((of_set, sets.members))
    starts = np.searchsorted(sets.members[by_unit], np.arange(count + 1))
    return of_set[by_unit], starts


def overlapping(sets: Sets, count: int) -> list[list[int]]:
    """Return of each set the others that share a unit with it."""
    numbers, starts = sets_of_units(sets, count)
    size = np.diff(starts)
    pairs: set[tuple[int, int]] = set()
    for many in np.unique(size[size > 1]):
        groups = numbers[starts[:-1][size == many][:, None] + np.arange(many)]
        for group in np.unique(groups, axis=0).tolist():
            pairs.update(combinations(group, 2))
    out: list[list[int]] = [[] for _ in range(len(sets))]
    for a, b in sorted(pairs):
        out[a].append(b)
        out[b].append(a)
    return [sorted(one) for one in out]
