"""What losing one road, source, processor or storage does: exact, and only for what carries something.

An edge without flow on it cannot matter: closing it makes ways longer that nobody takes, and the optimum stays one. For
the others the legs that went over it are measured again without it, their costs are changed in the program that is
already solved, and the simplex method goes on from the optimal basis. What then carries something and did not before is
measured, too, until nothing is used at a price from before the closure: legs that nobody uses may keep prices that are
too low, since the program did not take them even so. Where the program is transport alone all cuts go this way together
(`cutting_transport`), otherwise one after the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra._progress import progress_callback
from petasentra.errors import OptionError
from petasentra.supply.carriers import Carriers
from petasentra.supply.cut_table import Aftermath, Cut, CutRisk, RoadFacts, risk_of
from petasentra.supply.cutting_transport import CutsTogether
from petasentra.supply.given_values import one_number
from petasentra.supply.road_ways import RoadWays
from petasentra.supply.solution_tables import TOLERANCE_T, over_legs
from petasentra.supply.transporting import TransportSolver

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.supply.solution import SupplySolution
    from petasentra.supply.solving import Solver

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["scenario_list", "single_cut_risk"]


def single_cut_risk(solution: SupplySolution, top: int | None, *, by: str, progress: Progress) -> CutRisk:
    """Return `SupplySolution.single_cut_risk`."""
    if by not in ("section", "name"):
        raise OptionError(
            f"by={by!r} is neither 'section' nor 'name'.", f"by={by!r} bukan 'section' atau 'name'.", code=801
        )
    if top is not None and not one_number(top, "top") >= 1:
        raise OptionError(f"top={top!r} is not at least 1.", f"top={top!r} tidak sedikitnya 1.", code=801)
    told = progress_callback(progress, "risk")
    sites = _sites_in_use(solution)
    roads, carriers = _roads_in_use(solution, by)
    facts = None if carriers is None else RoadFacts(carriers.ways.edge_lines)

    def cuts() -> Iterator[Cut]:
        done = 0
        with solution.solver(lambda _: told and told(done / (len(sites) + len(roads)))) as solver:
            if isinstance(solver, TransportSolver):
                together = CutsTogether(solution, solver, told)
                yield from together.without_sites(sites)
                if carriers is not None:
                    cut, left = together.without_roads(carriers, roads)
                    yield from cut
                    for edges in left:
                        yield without_edges(solution, solver, carriers, edges)
                return
            for kind, site, carried in sites:
                yield _without_site(solution, solver, kind, site, carried)
                done += 1
            for edges in roads:
                assert carriers is not None
                yield without_edges(solution, solver, carriers, edges)
                done += 1

    found = risk_of(solution, list(cuts()), facts, top)
    if told:
        told(1.0)
    return found


def scenario_list(solution: SupplySolution, cases: Mapping[str, Mapping[str, Any]], *, progress: Progress) -> CutRisk:
    """Return `SupplySolution.scenarios`: each case is solved by itself."""
    told = progress_callback(progress, "scenarios")
    permits = "enforce" if solution.permits_enforced else "report"
    cuts = []
    for number, (name, case) in enumerate(cases.items()):
        changes = dict(case)
        day = changes.pop("as_of", solution.as_of)
        other = solution.chain.scenario(**changes).solve(as_of=day, permits=permits)  # type: ignore[arg-type]
        cuts.append(Cut("scenario", name, float("nan"), Aftermath.of(solution, other.optimum)))
        if told:
            told((number + 1) / len(cases))
    return risk_of(solution, cuts, None, None, ordered=False)


def _sites_in_use(solution: SupplySolution) -> list[tuple[str, int, float]]:
    """Return kind, site and tonnes of every source, processor and storage that does something."""
    model, x, columns = solution.model, solution.found.x, solution.program.columns
    amount = over_legs(solution.program, solution.found).sum(axis=1)
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
    """Lose a site: nothing leaves it, nothing is processed or kept there; a stock that it had is out of reach."""
    model, columns = solution.model, solution.program.columns
    over = model.sending.site[solution.legs.sending] == site
    rent = np.zeros(0, dtype=np.int64)
    if kind == "storage":
        over |= model.taking.site[solution.legs.taking] == site
        rent = columns.stock[model.site_of("storage") == site].reshape(-1)
    shut = columns.legs[np.flatnonzero(over)].reshape(-1)
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
    solver.set_costs(rent, np.zeros(len(rent)))
    found = solver.again()
    solver.set_bounds(shut, low, high)
    solver.set_costs(rent, solution.program.cost[rent])
    for row in must:
        solver.set_row_bounds(row, solution.program.row_low[row], solution.program.row_high[row])
    solver.back()
    return Cut(kind, model.site_ids[site], carried, Aftermath.of(solution, found))


def _roads_in_use(solution: SupplySolution, by: str) -> tuple[list[tuple[int, ...]], Carriers | None]:
    """Return the edges that carry something, alone or with all of their name."""
    if not isinstance(solution.ways, RoadWays):
        return [], None
    carriers = Carriers(solution.ways, solution.legs, over_legs(solution.program, solution.found).sum(axis=1))
    used = carriers.edges
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


def without_edges(
    solution: SupplySolution, solver: Solver | TransportSolver, carriers: Carriers, edges: tuple[int, ...]
) -> Cut:
    """Close roads: legs that went over them are measured again, and those that are used instead of them."""
    legs, columns, program = solution.legs, solution.program.columns, solution.program
    over = carriers.legs_over(edges)
    known = carriers.carrying.copy()  # those that are not over the edges cost what they did
    asked, touched, found = over, [], solution.found
    while len(asked):
        cost = carriers.idr_without(edges, asked)
        dearer = cost != legs.idr_per_t[asked]
        known[asked] = True
        if dearer.any():
            leg, cost = asked[dearer], cost[dearer]
            there = np.isfinite(cost)
            rise = np.where(there, cost - legs.idr_per_t[leg], 0.0)[:, None]
            high = np.where(there[:, None], np.inf, np.zeros((1, len(solution.model.periods))))
            these = columns.legs[leg]
            solver.set_costs(these.reshape(-1), (program.cost[these] + rise).reshape(-1))
            solver.set_bounds(these.reshape(-1), np.zeros(these.size), high.reshape(-1))
            touched.append(these.reshape(-1))
            found = solver.again()
        used = (found.x[columns.legs] > 0).any(axis=1) if found.status == "optimal" else np.zeros(len(legs), bool)
        asked = np.flatnonzero(used & ~known)
    if touched:
        changed = np.concatenate(touched)
        solver.set_costs(changed, program.cost[changed])
        solver.set_bounds(changed, program.low[changed], program.high[changed])
        solver.back()
    carried = solution.found.x[columns.legs[over]].sum()
    return Cut("road", "", float(carried), Aftermath.of(solution, found), edges)
