"""Which sites cover most: the program of Church and ReVelle, asked of HiGHS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.siting.choosing import Choice
from petasentra.siting.searching import exchange, greedy
from petasentra.siting.solver import Program, solve

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Sites = npt.NDArray[np.int64]

__all__ = ["choose_covering"]

#: Nodes for an effort of 1; most questions need a handful.
_NODES = 2000
_ROUNDING = 1e-9


def choose_covering(
    covers: npt.NDArray[np.bool_],
    weight: Numbers,
    p: int,
    *,
    required: Sites,
    effort: float,
    report: Callable[[float], object] | None,
) -> Choice:
    """Choose `p` sites so that the weight which none of them covers is least.

    Demands that the same sites cover are one demand (Church and ReVelle 1974 need no whole variables but the sites).

    Parameters
    ----------
    covers
        Which site covers which demand, shape (sites, demands).
    weight
        Of demands, 0 or more.
    p, required, effort, report
        As for `choose_sites`.
    """
    groups, members = np.unique(np.packbits(covers, axis=0).T, axis=0, return_inverse=True)
    members = members.reshape(-1)
    heavy: Numbers = np.zeros(len(groups))
    np.add.at(heavy, members, weight)
    one_of = np.zeros(len(groups), dtype=np.int64)
    one_of[members[::-1]] = np.arange(len(members))[::-1]
    sets = covers[:, one_of]
    cost = np.ascontiguousarray(~sets * heavy)
    fixed = np.zeros(len(covers), dtype=bool)
    fixed[required] = True

    def looked(_costs: int) -> None:
        if report is not None:
            report(0.0)

    sites, total = exchange(cost, greedy(cost, p, required, looked), fixed, looked)
    some = sets.any(axis=0) & (heavy > 0)
    alone = float(heavy[~sets.any(axis=0)].sum())
    found = solve(_program(sets[:, some], heavy[some], p, required), max(int(_NODES * effort), 1), report)
    if found.x is not None:
        other = np.flatnonzero(found.x[: len(covers)] > 0.5).astype(np.int64)
        least = float(cost[other].min(axis=0).sum())
        if len(other) == p and least < total:
            sites, total = other, least
    bound = min(found.bound + alone, total)
    whole = bool((weight == np.rint(weight)).all())
    proved = bound > total - (0.999 if whole else _ROUNDING * max(float(heavy.sum()), 1.0))
    return Choice(sites, total, total if proved else bound, proved, np.zeros(len(weight)))


def _program(sets: npt.NDArray[np.bool_], weight: Numbers, p: int, required: Sites) -> Program:
    """Return the program: sites first, then of each group whether nobody covers it."""
    sites, groups = sets.shape
    site, group = np.nonzero(sets)
    opened = np.zeros(groups + 2)
    opened[:groups], opened[groups], opened[groups + 1] = 1.0, p, len(required)
    most = np.concatenate([np.full(groups, np.inf), opened[groups:]])
    row = [group, np.arange(groups), np.full(sites, groups), np.full(len(required), groups + 1)]
    column = [site, sites + np.arange(groups), np.arange(sites), required]
    rows, columns = (np.concatenate(one).astype(np.int64) for one in (row, column))
    return Program(
        np.concatenate([np.zeros(sites), weight]), np.ones(sites + groups),
        np.concatenate([np.ones(sites, dtype=bool), np.zeros(groups, dtype=bool)]),
        rows, columns, np.ones(len(rows)), opened, most,
    )  # fmt: skip
