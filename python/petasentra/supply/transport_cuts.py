"""Cuts of a chain that is transport alone: many at once, each from the tree of the optimum.

A cut makes legs dearer, or takes sources away. The plan of before is then still a plan, so the simplex goes on from
its tree (`_core.StandingTransport`): no table is read again, no price found anew that the cut does not move. What a cut
costs follows from the flows that differ, in the fractions as they were given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra import _core
from petasentra.supply.transporting import TOLERANCE_T

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra.supply.program import Program
    from petasentra.supply.solving import Optimum
    from petasentra.supply.transporting import Table, TransportSolver

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["AfterCuts", "TransportCuts"]

_NONE = np.uint32(0xFFFF_FFFF)
#: Whole costs beyond this are as good as closed, and would leave 64 bits once they are added.
_MOST_COST = 2.0**61


@dataclass(frozen=True, eq=False)
class AfterCuts:
    """What each of several cuts does.

    Attributes
    ----------
    extra_idr, feasible
        By cut: what all costs more, and whether everything that has to be met still is.
    case, leg
        Legs that carry something else than before, or at another price, and carry something now.
    unmet_case, unmet_row, unmet_t
        Tonnes that markets (rows of them) lack more, or less.
    """

    extra_idr: Numbers
    feasible: npt.NDArray[np.bool_]
    case: Indices
    leg: Indices
    unmet_case: Indices
    unmet_row: Indices
    unmet_t: Numbers

    @classmethod
    def of_nothing(cls, count: int) -> AfterCuts:
        """Return what `count` cuts do that change nothing."""
        none = np.zeros(0, dtype=np.int64)
        return cls(np.zeros(count), np.ones(count, dtype=bool), none, none, none, none, np.zeros(0))

    def updated(self, other: AfterCuts, cases: Indices) -> AfterCuts:
        """Return this with the numbers of some cases from another one, in which they are 0, 1, ..."""
        extra, feasible = self.extra_idr.copy(), self.feasible.copy()
        extra[cases], feasible[cases] = other.extra_idr, other.feasible
        stays, flows = ~np.isin(self.unmet_case, cases), ~np.isin(self.case, cases)
        return AfterCuts(
            extra, feasible,
            np.concatenate([self.case[flows], cases[other.case]]), np.concatenate([self.leg[flows], other.leg]),
            np.concatenate([self.unmet_case[stays], cases[other.unmet_case]]),
            np.concatenate([self.unmet_row[stays], other.unmet_row]),
            np.concatenate([self.unmet_t[stays], other.unmet_t]),
        )  # fmt: skip


class TransportCuts:
    """The tables of a chain, each with the tree of its optimum.

    Parameters
    ----------
    program, found
        The program and its optimum.
    solver
        As it is before anything is cut.
    """

    def __init__(self, program: Program, found: Optimum, solver: TransportSolver) -> None:
        self._program, self._x, self._threads = program, found.x, solver.threads
        self._tables = [_Standing(table, solver.threads) for table in solver.tables() if len(table.legs)]

    def can_tell(self, legs: Indices, rise: Numbers) -> npt.NDArray[np.bool_]:
        """Return for which legs so much dearer the tree can tell: what must not happen has to cost more than they."""
        out = np.ones(len(legs), dtype=bool)
        for one in self._tables:
            if one.table.must:
                here = np.flatnonzero(one.has(legs))
                columns = self._program.columns.legs[legs[here], one.table.period]
                cost = self._program.cost[columns] + rise[here]
                out[here] &= ~np.isfinite(cost) | (cost <= one.table.scale.dearest)
        return out

    def without_sites(self, sites: Sequence[int]) -> AfterCuts:
        """Return what losing each site does: nothing leaves it."""
        none = np.zeros(0, dtype=np.int64)
        return self._after(len(sites), none, none, np.zeros(0), np.asarray(sites, dtype=np.int64))

    def with_dearer_legs(self, count: int, case: Indices, leg: Indices, rise: Numbers) -> AfterCuts:
        """Return what each of `count` cuts does, whose legs cost so much more (infinitely: there is no way).

        `case` is ascending, and so are the legs of each.
        """
        return self._after(count, case, leg, rise, None)

    def _after(self, count: int, case: Indices, leg: Indices, rise: Numbers, sites: Indices | None) -> AfterCuts:
        extra, feasible = np.zeros(count), np.ones(count, dtype=bool)
        moved, lacking = [], []
        for one in self._tables:
            here = np.flatnonzero(one.has(leg))
            lost_case, lost = one.lost(self._program, sites)
            if not len(here) and not len(lost):
                continue
            told = one.after(
                self._program, count, (case[here], leg[here], rise[here]), (lost_case, lost), self._threads
            )
            moved.append(self._legs_moved(one, told, (case, leg, rise), extra))
            lacking.append(self._lacking(one.table, told, extra, feasible))
            one.require_sent(told, lost_case * len(one.table.senders) + lost, feasible)
        empty = np.zeros(0, dtype=np.int64)
        cases, legs = (np.concatenate([empty, *part]) for part in zip(*moved, strict=True)) if moved else (empty, empty)
        whose, row, more = zip(*lacking, strict=True) if lacking else ((), (), ())
        return AfterCuts(
            extra, feasible, cases, legs, np.concatenate([empty, *whose]), np.concatenate([empty, *row]),
            np.concatenate([np.zeros(0), *more]),
        )  # fmt: skip

    def _legs_moved(
        self, one: _Standing, told: _Told, dearer: tuple[Indices, Indices, Numbers], extra: Numbers
    ) -> tuple[Indices, Indices]:
        """Add what legs cost more; return those that carry something, by case."""
        pairs = np.flatnonzero((told.source != _NONE) & (told.sink != _NONE))
        case, amount = told.case[pairs], told.amount[pairs] / one.table.tonne
        leg = one.leg(told.source[pairs], told.sink[pairs])
        columns = self._program.columns.legs[leg, one.table.period]
        cost, before = self._program.cost[columns], self._x[columns]
        legs = np.int64(len(self._program.columns.legs))
        known, wanted = dearer[0] * legs + dearer[1], case * legs + leg
        place = np.minimum(np.searchsorted(known, wanted), max(len(known) - 1, 0))
        more = np.where(known[place] == wanted, dearer[2][place], 0.0) if len(known) else np.zeros(len(wanted))
        now = amount > 0
        paid = np.zeros(len(amount))
        paid[now] = amount[now] * (cost[now] + more[now])
        extra += np.bincount(case, paid - before * cost, len(extra))
        return case[now], leg[now]

    def _lacking(
        self, table: Table, told: _Told, extra: Numbers, feasible: npt.NDArray[np.bool_]
    ) -> tuple[Indices, Indices, Numbers]:
        """Add what unmet demand costs more; return what lacks by case and row of a market."""
        rows = np.flatnonzero(told.source == _NONE)
        case, sink, amount = told.case[rows], told.sink[rows].astype(np.int64), told.amount[rows] / table.tonne
        must, free = table.must_come[sink], table.free[sink]
        feasible &= np.bincount(case[must], amount[must], len(feasible)) <= TOLERANCE_T
        counted = ~must & ~free
        case, sink = case[counted], sink[counted]
        columns = table.unmet[sink]
        more = amount[counted] - self._x[columns]
        extra += np.bincount(case, more * self._program.cost[columns], len(extra))
        return case, self._program.terms.row[table.takers][sink], more


@dataclass(frozen=True, eq=False)
class _Told:
    """Flows that differ, case after case; `_NONE` as source of what lacks, as sink of what is left."""

    case: Indices
    source: npt.NDArray[np.uint32]
    sink: npt.NDArray[np.uint32]
    amount: npt.NDArray[np.int64]


class _Standing:
    """One table with the tree of its optimum."""

    def __init__(self, table: Table, threads: int | None) -> None:
        self.table = table
        self._core = _core.StandingTransport(
            table.costs, table.supply, table.demand, table.unmet_cost, table.leftover_cost, threads
        )

    def has(self, legs: Indices) -> npt.NDArray[np.bool_]:
        """Return which legs are in the table."""
        first = self.table.block.first
        return (legs >= first) & (legs < first + len(self.table.legs))

    def leg(self, source: npt.NDArray[np.uint32], sink: npt.NDArray[np.uint32]) -> Indices:
        """Return the legs between sources and sinks."""
        return self.table.block.first + source.astype(np.int64) * len(self.table.unmet) + sink

    def lost(self, program: Program, sites: Indices | None) -> tuple[Indices, Indices]:
        """Return the sources at each of the sites, as (place in `sites`, source), in the order of sites."""
        empty = np.zeros(0, dtype=np.int64)
        if sites is None:
            return empty, empty
        which, source = np.nonzero(sites[:, None] == program.terms.site[self.table.senders])
        return which, source

    def after(
        self,
        program: Program,
        count: int,
        dearer: tuple[Indices, Indices, Numbers],
        lost: tuple[Indices, Indices],
        threads: int | None,
    ) -> _Told:
        """Return what flows otherwise in each case."""
        table, (case, leg, rise) = self.table, dearer
        cost = program.cost[program.columns.legs[leg, table.period]] + rise
        source, sink = np.divmod(leg - table.block.first, len(table.unmet))
        whole = np.rint(np.minimum(cost * table.scale.rupiah, _MOST_COST)).astype(np.int64)
        cases = np.arange(count + 1)
        first, senders, takers, amount, _ = self._core.after(
            np.searchsorted(case, cases), source, sink, np.maximum(whole, table.costs[source, sink]),
            np.searchsorted(lost[0], cases), lost[1], threads=threads,
        )  # fmt: skip
        counts = np.diff(first).astype(np.int64)
        return _Told(np.repeat(np.arange(count), counts), senders, takers, amount)

    def require_sent(self, told: _Told, lost: Indices, feasible: npt.NDArray[np.bool_]) -> None:
        """Mark cases in which something stays that has to leave; `lost` (case * sources + source) need not."""
        rows = np.flatnonzero(told.sink == _NONE)
        case, source = told.case[rows], told.source[rows].astype(np.int64)
        must = self.table.must_leave[source] & ~np.isin(case * len(self.table.senders) + source, lost)
        stays = told.amount[rows][must] / self.table.tonne
        feasible &= np.bincount(case[must], stays, len(feasible)) <= TOLERANCE_T
