"""Which limits cannot hold together, none of them needless, in words; and the least that would have to change.

The least change is a linear program itself: every limit may give way, a tonne at a time. Its prices name the limits
that take part in the conflict (Farkas); from those, one after the other is left out as long as the rest still
conflicts (Chinneck and Dravnieks 1991, deletion filter).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from petasentra.supply.conflict_words import conflict_words, fix_words, row_words
from petasentra.supply.program import LIMITS
from petasentra.supply.solution_tables import TOLERANCE_T, limit_name
from petasentra.supply.solving import Solver
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.program import Program
    from petasentra.supply.solution import SupplySolution

    Numbers = npt.NDArray[np.float64]
    Indices = npt.NDArray[np.int64]

__all__ = ["Conflict", "explain"]


@dataclass(frozen=True, eq=False)
class Conflict:
    """Limits that cannot all hold: without any one of them the others could.

    ``rows`` has ``limit``, ``name``, ``site_id``, ``commodity``, ``period``, ``limit_t``, ``t_per_day``, ``text_id``,
    ``text_en``. ``fix`` is the least change, in tonnes, that lets everything hold, there and elsewhere: ``limit``,
    ``name``, ``commodity``, ``period``, ``limit_t``, ``change_t``, ``to_t``. The texts say both.
    """

    rows: Table
    fix: Table
    text_id: str
    text_en: str
    fix_id: str
    fix_en: str

    def __repr__(self) -> str:
        return f"Conflict: {self.text_en}"


def explain(solution: SupplySolution, *, hard: bool) -> Conflict | None:
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
    found, change, part = _least_change(asked, limits)
    if found <= TOLERANCE_T:
        return None
    rows = _irreducible(asked, limits, part)
    return _told(solution, rows, limits, change)


def _least_change(program: Program, limits: Indices) -> tuple[float, Numbers, Indices]:
    """Return tonnes of the least change, the change of each limit (up: above 0), and the limits with a price."""
    up = limits[np.isfinite(program.row_high[limits])]
    down = limits[np.isfinite(program.row_low[limits])]
    more, columns = len(up) + len(down), len(program.cost)
    grown = replace(
        program,
        cost=np.concatenate([program.cost, np.ones(more)]),
        low=np.concatenate([program.low, np.zeros(more)]),
        high=np.concatenate([program.high, np.full(more, np.inf)]),
        start=np.concatenate([program.start, program.start[-1] + 1 + np.arange(more)]),
        index=np.concatenate([program.index, up, down]),
        value=np.concatenate([program.value, np.full(len(up), -1.0), np.full(len(down), 1.0)]),
    )
    with Solver(grown) as solver:
        found = solver.solve()
    change = np.zeros(len(program.row_low))
    change[up] += found.x[columns : columns + len(up)]
    change[down] -= found.x[columns + len(up) :]
    return float(np.abs(change).sum()), change, limits[np.abs(found.price[limits]) > 1e-9]


def _irreducible(program: Program, limits: Indices, part: Indices) -> Indices:
    """Return limits of `part` that conflict, none of them needless."""
    low, high = program.row_low.copy(), program.row_high.copy()
    others = np.setdiff1d(limits, part)
    low[others], high[others] = -np.inf, np.inf
    kept = []
    with Solver(replace(program, row_low=low, row_high=high)) as solver:
        for row in part:
            solver.set_row_bounds(int(row), -np.inf, np.inf)
            if solver.again().status == "optimal":
                solver.set_row_bounds(int(row), low[row], high[row])
                kept.append(int(row))
    return np.array(kept, dtype=np.int64)


def _told(solution: SupplySolution, rows: Indices, limits: Indices, change: Numbers) -> Conflict:
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
    moved = limits[np.abs(change[limits]) > TOLERANCE_T]
    fix = pa.table(columns(moved) | {
        "change_t": pa.array(change[moved]), "to_t": pa.array(program.row_high[moved] + change[moved])
    })  # fmt: skip
    words, mend = conflict_words(model, program, rows), fix_words(model, program, moved, change)
    return Conflict(Table.from_arrow(table), Table.from_arrow(fix), words[0], words[1], mend[0], mend[1])
