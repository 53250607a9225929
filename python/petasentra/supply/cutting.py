"""What losing one road, source, processor or storage does: exact, and only for what carries something.

An edge without flow on it cannot matter: closing it makes ways longer that nobody takes, and the optimum stays one. For
the others the legs whose way used the edge are measured again without it, their costs are changed in the program that
is already solved, and the simplex method goes on from the optimal basis.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra._progress import progress_callback
from petasentra.errors import OptionError
from petasentra.supply.carriers import Carriers
from petasentra.supply.cut_table import CutRisk, RoadFacts, risk_of
from petasentra.supply.legs import tariff_of
from petasentra.supply.road_ways import RoadWays
from petasentra.supply.rows import one_number
from petasentra.supply.solution_tables import TOLERANCE_T

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.supply.solution import SupplySolution
    from petasentra.supply.solving import Optimum, Solver

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["Cut", "scenario_list", "single_cut_risk"]


@dataclass(frozen=True, eq=False)
class Cut:
    """Something that is lost, and what that does: the optimum afterwards."""

    kind: str
    name: str
    carried_t: float
    found: Optimum
    edges: tuple[int, ...] = field(default=())


def single_cut_risk(solution: SupplySolution, top: int | None, *, by: str, progress: Progress) -> CutRisk:
    """Return `SupplySolution.single_cut_risk`."""
    if by not in ("section", "name"):
        raise OptionError(
            f"by={by!r} is neither 'section' nor 'name'.", f"by={by!r} bukan 'section' atau 'name'.", code=801
        )
    if top is not None and not one_number(top, "top") >= 1:
        raise OptionError(f"top={top!r} is not at least 1.", f"top={top!r} tidak sedikitnya 1.", code=801)
    base = solution.found
    told = progress_callback(progress, "risk")
    sites = _sites_in_use(solution)
    roads, carriers = _roads_in_use(solution, by)
    cuts: list[Cut] = []
    with solution.solver(lambda share: told and told(len(cuts) / (len(sites) + len(roads)))) as solver:
        for kind, site, carried in sites:
            cuts.append(_without_site(solution, solver, kind, site, carried))
        for edges in roads:
            assert carriers is not None
            cuts.append(_without_edges(solution, solver, carriers, edges))
    if told:
        told(1.0)
    facts = None if carriers is None else RoadFacts(carriers.ways.edge_lines)
    return risk_of(solution, base, cuts, facts, top)


def scenario_list(solution: SupplySolution, cases: Mapping[str, Mapping[str, Any]], *, progress: Progress) -> CutRisk:
    """Return `SupplySolution.scenarios`: each case is solved by itself."""
    told = progress_callback(progress, "scenarios")
    permits = "enforce" if solution.permits_enforced else "report"
    cuts = []
    for number, (name, case) in enumerate(cases.items()):
        other = solution.chain.scenario(**case).solve(as_of=solution.as_of, permits=permits)  # type: ignore[arg-type]
        cuts.append(Cut("scenario", name, float("nan"), other.optimum))
        if told:
            told((number + 1) / len(cases))
    return risk_of(solution, solution.found, cuts, None, None, ordered=False)


def _sites_in_use(solution: SupplySolution) -> list[tuple[str, int, float]]:
    """Return kind, site and tonnes of every source, processor and storage that does something."""
    model, x, columns = solution.model, solution.found.x, solution.program.columns
    amount = x[columns.legs].sum(axis=1)
    sent = np.bincount(model.sending.site[solution.legs.sending], weights=amount, minlength=len(model.site_ids))
    processed = np.bincount(
        model.site_of("processor"), weights=x[columns.activity].sum(axis=1), minlength=len(model.site_ids)
    )
    out = []
    for site, kind in enumerate(model.site_kinds):
        carried = float(processed[site] if kind == "processor" else sent[site])
        if kind != "market" and carried > TOLERANCE_T:
            out.append((kind, site, carried))
    return out


def _without_site(solution: SupplySolution, solver: Solver, kind: str, site: int, carried: float) -> Cut:
    """Lose a site: nothing leaves it, and nothing is processed there."""
    model, columns = solution.model, solution.program.columns
    out = np.flatnonzero(model.sending.site[solution.legs.sending] == site)
    shut = columns.legs[out].reshape(-1)
    if kind == "processor":
        shut = np.concatenate([shut, columns.activity[model.site_of("processor") == site].reshape(-1)])
    must = [
        row
        for row in range(len(solution.program.terms.kind))
        if solution.program.terms.kind[row] == "must_leave" and solution.program.terms.site[row] == site
    ]
    low, high = solution.program.low[shut], solution.program.high[shut]
    solver.set_bounds(shut, np.zeros(len(shut)), np.zeros(len(shut)))
    for row in must:
        solver.set_row_bounds(row, 0.0, 0.0)
    found = solver.again()
    solver.set_bounds(shut, low, high)
    for row in must:
        solver.set_row_bounds(row, solution.program.row_low[row], solution.program.row_high[row])
    solver.back()
    return Cut(kind, model.site_ids[site], carried, found)


def _roads_in_use(solution: SupplySolution, by: str) -> tuple[list[tuple[int, ...]], Carriers | None]:
    """Return the edges that carry something, alone or with all of their name."""
    if not isinstance(solution.ways, RoadWays):
        return [], None
    carriers = Carriers(solution.ways, solution.model, solution.legs)
    used = carriers.edges_under(solution.legs, solution.found.x[solution.program.columns.legs].sum(axis=1))
    if by == "section":
        return [(int(edge),) for edge in used], carriers
    names = [str(name or "").strip().casefold() for name in solution.ways.edge_lines["name"]]
    groups: dict[str, list[int]] = {}
    for edge, name in enumerate(names):
        if name:
            groups.setdefault(name, []).append(edge)
    found: dict[tuple[int, ...], None] = {}
    for edge in used:
        found[tuple(groups[names[edge]]) if names[edge] else (int(edge),)] = None
    return list(found), carriers


def _without_edges(solution: SupplySolution, solver: Solver, carriers: Carriers, edges: tuple[int, ...]) -> Cut:
    """Close roads: legs that used them are measured again, the rest of the program stays."""
    model, legs, columns = solution.model, solution.legs, solution.program.columns
    pairs = carriers.pairs_over(edges)
    tariff = legs.tariff
    other = tariff_of(model, carriers.ways.without(edges), tariff.begin[pairs], tariff.end[pairs])
    place = np.full(len(tariff.begin), -1)
    place[pairs] = np.arange(len(pairs))
    these = np.flatnonzero(place[legs.pair] >= 0)
    cost = other.idr_per_t[legs.licensed[these], place[legs.pair[these]]]
    changed = these[cost != legs.idr_per_t[these]]
    new = cost[cost != legs.idr_per_t[these]]
    open_now = np.isfinite(new)
    was = solution.program.cost[columns.legs[changed]]
    rise = np.where(open_now, new - legs.idr_per_t[changed], 0.0)[:, None]
    touched = columns.legs[changed].reshape(-1)
    solver.set_costs(touched, (was + rise).reshape(-1))
    periods = len(model.periods)
    zero = np.zeros(len(touched))
    solver.set_bounds(touched, zero, np.repeat(np.where(open_now, np.inf, 0.0), periods))
    found = solver.again()
    solver.set_costs(touched, was.reshape(-1))
    solver.set_bounds(touched, zero, solution.program.high[touched])
    solver.back()
    carried = solution.found.x[columns.legs].sum(axis=1)
    over = carriers.legs_over(edges, legs)
    return Cut("road", "", float(carried[over].sum()), found, edges)
