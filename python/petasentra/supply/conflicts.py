"""Which limits cannot hold together, none of them needless, in words; and the least that would have to change.

The least change is a linear program itself: every limit may give way, a tonne at a time. A planner would rather have
a larger permit or site than more supply, and would tell nobody to want less as long as anything else helps: tonnes
weigh accordingly. The prices of this program name the limits that take part in the conflict (Farkas); which of them it
needs is found in `irreducible`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from petasentra.supply.conflict_words import conflict_words, fix_words, row_words
from petasentra.supply.hubs import join_by_hubs
from petasentra.supply.irreducible import elastic, irreducible, parts_in_conflict
from petasentra.supply.pricing import reduced_costs
from petasentra.supply.program import LIMITS
from petasentra.supply.solution_tables import TOLERANCE_T, limit_name
from petasentra.supply.solving import Solver
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.program import Program
    from petasentra.supply.solved import Solved
    from petasentra.supply.solving import Optimum

    Numbers = npt.NDArray[np.float64]
    Indices = npt.NDArray[np.int64]

__all__ = ["Conflict", "explain"]

#: What a tonne of change weighs; 1 for what stands in between, permits, capacities and limits of legs.
_WEIGHT = {"supply": 100.0, "must_leave": 10_000.0, "demand": 10_000.0}
#: Changes that might do as well as the one found, at most so many of which are tried.
_TRIED = 20
_ELSEWHERE = (
    " Ini juga mencakup kekurangan lain, yang tidak disebut dalam pertentangan di atas.",
    " This also covers what is short elsewhere, which the conflict above does not name.",
)


@dataclass(frozen=True, eq=False)
class Conflict:
    """Limits that cannot all hold: without any one of them the others could.

    ``rows`` has ``limit``, ``name``, ``site_id``, ``commodity``, ``period``, ``limit_t``, ``t_per_day``, ``text_id``,
    ``text_en``. ``fix`` is the least change, in tonnes, that lets everything hold, there and elsewhere: ``limit``,
    ``name``, ``commodity``, ``period``, ``limit_t``, ``change_t``, ``to_t``. It changes permits, capacities and limits
    of legs if that is enough, else supplies, and demands (and what has to leave) only where nothing else helps. The
    texts say both; where one limit is changed, they name the others that would do instead, changed by as much.
    """

    rows: Table
    fix: Table
    text_id: str
    text_en: str
    fix_id: str
    fix_en: str

    def __repr__(self) -> str:
        return f"Conflict: {self.text_en}"


def explain(solution: Solved, *, hard: bool) -> Conflict | None:
    """Return the conflict of a program; with `hard` every demand that is worth anything has to be met.

    None if all can hold.
    """
    program = solution.program
    high = program.high.copy()
    if hard:
        high[program.columns.unmet[solution.model.markets.penalty_idr != 0].reshape(-1)] = 0.0
    # Whether a processor opens is no limit here: any share of it may.
    asked = replace(program, high=high, cost=np.zeros(len(high)), whole=np.zeros(0, dtype=np.int64))
    limits = np.array([row for row, kind in enumerate(program.terms.kind) if kind in LIMITS], dtype=np.int64)
    asked, legs = join_by_hubs(asked, program.columns.legs.reshape(-1))
    changes, parts = _least_changes(asked, legs, limits)
    if float(np.abs(changes[0]).sum()) <= TOLERANCE_T:
        return None
    rows = irreducible(asked, legs, limits, parts)
    return _told(solution, rows, limits, changes, also=_more_than(asked, legs, limits, rows, changes[0]))


def _least_changes(program: Program, legs: Indices, limits: Indices) -> tuple[list[Numbers], list[Indices]]:
    """Return the least change and those equal to it, each by row (up: above 0), and the limits in conflict, by parts.

    Equal ones are looked for where a single limit changes, and change a single one.
    """
    weight = np.array([_WEIGHT.get(program.terms.kind[row], 1.0) for row in limits])
    grown, rows, sign = elastic(program, limits, weight)
    columns, more = len(program.cost), len(rows)
    weight = grown.cost[columns:]

    def change(x: Numbers) -> Numbers:
        out = np.zeros(len(program.row_low))
        np.add.at(out, rows, sign * x[columns:])
        return out

    with Solver(grown, legs) as solver:
        found = solver.solve()
        parts = parts_in_conflict(program, found.price, limits)
        found = _fewest(solver, found, columns)
        changes, moved = [change(found.x)], found.x[columns:] > TOLERANCE_T
        if moved.sum() == 1:
            reduced = reduced_costs(grown, grown.cost, found.price)[columns:]
            free = np.flatnonzero((np.abs(reduced) <= 1e-9) & ~moved & (weight == weight[moved]))
            for one in free[:_TRIED]:
                solver.set_bounds(
                    columns + np.arange(more), np.zeros(more), np.where(np.arange(more) == one, np.inf, 0.0)
                )
                other = solver.again()
                if other.status == "optimal" and other.total <= found.total * (1 + 1e-9):
                    changes.append(change(other.x))
    return changes, parts


def _fewest(solver: Solver, found: Optimum, columns: int) -> Optimum:
    """Return a change as small in which no limit gives way without need: those that give least are tried first."""
    more = len(found.x) - columns
    kept = np.zeros(more, dtype=bool)
    moved = np.flatnonzero(found.x[columns:] > TOLERANCE_T)
    least = found.total * (1 + 1e-9)
    for one in moved[np.argsort(found.x[columns + moved], kind="stable")][:_TRIED] if len(moved) > 1 else ():
        if found.x[columns + one] <= TOLERANCE_T:
            continue
        tried = kept.copy()
        tried[one] = True
        solver.set_bounds(columns + np.arange(more), np.zeros(more), np.where(tried, 0.0, np.inf))
        other = solver.again()
        if other.status == "optimal" and other.total <= least:
            found, kept = other, tried
    return found


def _more_than(asked: Program, legs: Indices, limits: Indices, rows: Indices, change: Numbers) -> bool:
    """Whether a change mends more than the limits `rows`: these alone would need less, or others."""
    if np.isin(np.flatnonzero(np.abs(change) > TOLERANCE_T), rows).all():
        low, high = asked.row_low.copy(), asked.row_high.copy()
        others = np.setdiff1d(limits, rows)
        low[others], high[others] = -np.inf, np.inf
        alone, _ = _least_changes(replace(asked, row_low=low, row_high=high), legs, rows)
        return float(np.abs(change).sum() - np.abs(alone[0]).sum()) > TOLERANCE_T
    return True


def _told(solution: Solved, rows: Indices, limits: Indices, changes: list[Numbers], *, also: bool) -> Conflict:
    import pyarrow as pa

    model, program = solution.model, solution.program
    terms = program.terms

    def columns(of: Indices) -> dict[str, pa.Array]:
        return {
            "limit": pa.array([terms.kind[row] for row in of], pa.string()),
            "name": pa.array([limit_name(model, program, int(row)) for row in of], pa.string()),
            "commodity": pa.array([
                model.commodities[number].name if number >= 0 else "" for number in terms.commodity[of]
            ], pa.string()),
            "period": pa.array([model.periods[number] for number in terms.period[of]], pa.string()),
            "limit_t": pa.array(program.row_high[of]),
        }  # fmt: skip

    said = [row_words(model, program, int(row)) for row in rows]
    sites = pa.array([model.site_ids[site] if site >= 0 else None for site in terms.site[rows]], pa.string())
    table = pa.table(columns(rows) | {
        "site_id": sites,
        "t_per_day": pa.array(program.row_high[rows] / model.days[terms.period[rows]]),
        "text_id": pa.array([one[0] for one in said], pa.string()),
        "text_en": pa.array([one[1] for one in said], pa.string()),
    })  # fmt: skip
    change = changes[0]
    moved = limits[np.abs(change[limits]) > TOLERANCE_T]
    fix = pa.table(columns(moved) | {
        "change_t": pa.array(change[moved]), "to_t": pa.array(program.row_high[moved] + change[moved])
    })  # fmt: skip
    words = conflict_words(model, program, rows)
    mend = fix_words(model, program, [(limits[np.abs(one[limits]) > TOLERANCE_T], one) for one in changes])
    rest = _ELSEWHERE if also else ("", "")
    return Conflict(
        Table.from_arrow(table), Table.from_arrow(fix), words[0], words[1], mend[0] + rest[0], mend[1] + rest[1]
    )
