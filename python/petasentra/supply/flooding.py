"""What a chain loses under water, case by case: exact, and only what is carried over wet roads is asked again.

Water never makes a way cheaper. So legs without anything on them may keep their dry prices as long as the program does
not take them; what it takes for the first time is priced again, until nothing is used at a dry price. That is the
argument of single cuts (`cutting`), and holds for roads that are slower and for several roads at once, too. Sites that
stand still have their legs closed. A chain in which processors open at a cost is solved anew for each case: other
openings may then be the best.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra._progress import progress_callback
from petasentra.errors import OptionError
from petasentra.layers import Layer
from petasentra.supply.carriers import Carriers
from petasentra.supply.flood_areas import read_areas
from petasentra.supply.flood_options import flood_rules
from petasentra.supply.flooded_chain import water_of
from petasentra.supply.road_ways import RoadWays
from petasentra.supply.solution_tables import over_legs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from petasentra._progress import Progress
    from petasentra.layers import LayerLike
    from petasentra.supply.flood_areas import Flood, FloodAreas
    from petasentra.supply.flood_options import FloodRules
    from petasentra.supply.flood_table import FloodRisk
    from petasentra.supply.parts import Vehicle
    from petasentra.supply.solution import SupplySolution
    from petasentra.supply.solving import Optimum, Solver
    from petasentra.supply.transporting import TransportSolver

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["Flooded", "flood_risk", "flooded_solution"]


@dataclass(frozen=True, eq=False)
class Flooded:
    """A case, what was carried over its roads before, and the optimum under water."""

    flood: Flood
    carried_t: float
    found: Optimum


def flood_risk(
    solution: SupplySolution,
    areas: LayerLike,
    *,
    name: str | None,
    by: str | None,
    slow: float | str | None,
    by_class: Mapping[str, float] | None,
    bridges: str,
    sites: str,
    progress: Progress,
) -> FloodRisk:
    """Return `SupplySolution.flood_risk`."""
    from petasentra.supply.flood_table import flood_table

    ways = solution.ways
    if not isinstance(ways, RoadWays):
        raise OptionError(
            "This chain has a table of legs and no roads that could be under water.",
            "Rantai ini memakai tabel rute; tidak ada jalan yang dapat tergenang.",
            hint_en="Give the chain a RoadNetwork, or name what is lost with scenarios().",
            hint_id="Beri rantai itu RoadNetwork, atau sebut yang hilang dengan scenarios().",
            code=801,
        )
    rules = flood_rules(slow, by_class, bridges, sites)
    _ = solution.found  # says what is wrong where nothing satisfies all
    given = read_areas(areas, ways.network, name=name, by=by, slow=rules.slow)
    floods = _floods(solution, ways, given, rules)
    told = progress_callback(progress, "floods")
    carriers = Carriers(ways, solution.legs, over_legs(solution.program, solution.found).sum(axis=1))
    found: list[Flooded] = []
    with solution.solver(lambda _: told and told(len(found) / len(floods))) as solver:
        for flood in floods:
            over = carriers.legs_over(flood.touched.tolist()) if len(flood.touched) else np.zeros(0, dtype=np.int64)
            carried = float(solution.found.x[solution.program.columns.legs[over]].sum())
            if len(solution.program.whole):
                optimum = flooded_solution(solution, flood, rules).optimum
            else:
                optimum = _Wet(solution, solver, carriers, flood, rules).optimum(over)
            found.append(Flooded(flood, carried, optimum))
    if told:
        told(1.0)
    return flood_table(solution, found, given, rules)


def flooded_solution(solution: SupplySolution, flood: Flood, rules: FloodRules) -> SupplySolution:
    """Return the chain solved anew under water: nothing of how `flood_risk` came to its numbers is in it."""
    chain = solution.chain.under_water(water_of(flood), _still(solution, flood, rules))
    permits = "enforce" if solution.permits_enforced else "report"
    return chain.solve(as_of=solution.as_of, permits=permits)  # type: ignore[arg-type]


def _floods(solution: SupplySolution, ways: RoadWays, given: FloodAreas, rules: FloodRules) -> list[Flood]:
    import pyarrow as pa

    from petasentra.sentra.shapes import point_wkb

    points = pa.array(point_wkb(np.column_stack(solution.model.places)), pa.binary())
    places = Layer.from_arrow(pa.table({"geometry": points}), "geometry", ways.network.crs)
    costs = ways.costs_of(solution.model.vehicles) if rules.by_class else ()
    return given.floods(ways.network, places, rules.by_class, costs, bridges_open=rules.bridges_open)


def _still(solution: SupplySolution, flood: Flood, rules: FloodRules) -> set[tuple[str, str]]:
    model = solution.model
    return {(model.site_kinds[site], model.site_ids[site]) for site in flood.inside if rules.sites_closed}


class _Wet:
    """A case in the program that is already solved; it is as before when `optimum` returns."""

    def __init__(
        self, solution: SupplySolution, solver: Solver | TransportSolver, carriers: Carriers, flood: Flood,
        rules: FloodRules,
    ) -> None:  # fmt: skip
        self._solution, self._solver, self._carriers, self._flood = solution, solver, carriers, flood
        self._program, self._legs = solution.program, solution.legs
        self._still = flood.inside if rules.sites_closed else flood.inside[:0]
        self._touched: list[Indices] = []

    def optimum(self, over: Indices) -> Optimum:
        """Return the optimum under water; `over` are the legs that carry something over its roads."""
        rows = self._stand_still()
        found = self._solver.again() if self._touched or len(rows) else self._solution.found
        ask = self._ask()
        known = self._carriers.carrying.copy()  # those that are not over its roads cost what they did
        asked = over
        while found.status == "optimal":
            if len(asked) and self._reprice(asked, ask):
                found = self._solver.again()
            known[asked] = True
            if found.status == "optimal":
                asked = np.flatnonzero((found.x[self._program.columns.legs] > 0).any(axis=1) & ~known)
                if not len(asked):
                    break
        self._restore(rows)
        return found

    def _stand_still(self) -> Indices:
        """Close the legs of sites that stand still; return the rows of what would have had to leave them."""
        model, columns = self._solution.model, self._program.columns
        if not len(self._still):
            return np.zeros(0, dtype=np.int64)
        ends = model.sending.site[self._legs.sending], model.taking.site[self._legs.taking]
        shut = columns.legs[np.isin(ends[0], self._still) | np.isin(ends[1], self._still)].reshape(-1)
        self._solver.set_bounds(shut, np.zeros(len(shut)), np.zeros(len(shut)))
        self._touched.append(shut)
        terms = self._program.terms
        rows = np.flatnonzero(np.isin(terms.site, self._still))
        rows = np.array([row for row in rows if terms.kind[row] == "must_leave"], dtype=np.int64)
        for row in rows:
            self._solver.set_row_bounds(int(row), 0.0, 0.0)
        return rows

    def _ask(self) -> Callable[[Vehicle, Indices, Indices], Numbers]:
        """Return what tells the price of ways under water: roads that are only closed need no new metric."""
        ways, closed = self._carriers.ways, self._flood.closed.tolist()
        if not self._flood.slowed:
            return lambda vehicle, begin, end: ways.idr_without(closed, vehicle, begin, end)
        wet = ways.changed(water_of(self._flood))
        return wet.idr_of_paths

    def _reprice(self, legs: Indices, ask: Callable[[Vehicle, Indices, Indices], Numbers]) -> bool:
        """Give legs their price under water; return whether any of them got dearer."""
        columns, program = self._program.columns, self._program
        cost = self._carriers.idr_by(ask, legs)
        dearer = cost != self._legs.idr_per_t[legs]
        if not dearer.any():
            return False
        legs, cost = legs[dearer], cost[dearer]
        there = np.isfinite(cost)
        rise = np.where(there, cost - self._legs.idr_per_t[legs], 0.0)[:, None]
        these = columns.legs[legs]
        self._solver.set_costs(these.reshape(-1), (program.cost[these] + rise).reshape(-1))
        shut = these[~there].reshape(-1)
        self._solver.set_bounds(shut, np.zeros(len(shut)), np.zeros(len(shut)))
        self._touched.append(these.reshape(-1))
        return True

    def _restore(self, rows: Indices) -> None:
        if self._touched:
            changed = np.unique(np.concatenate(self._touched))
            self._solver.set_costs(changed, self._program.cost[changed])
            self._solver.set_bounds(changed, self._program.low[changed], self._program.high[changed])
        for row in rows:
            self._solver.set_row_bounds(int(row), float(self._program.row_low[row]), float(self._program.row_high[row]))
        if self._touched or len(rows):
            self._solver.back()
