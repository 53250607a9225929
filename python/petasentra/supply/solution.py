"""The cheapest flows of a chain, with what they cost, what is missing and why, and what limits are worth."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from petasentra._progress import Stages
from petasentra.errors import InfeasibleError
from petasentra.supply.certificate import Certificate, certify
from petasentra.supply.legs import make_legs
from petasentra.supply.program import make_program
from petasentra.supply.solution_tables import (
    Carried,
    carried,
    cost_rows,
    flow_table,
    limit_table,
    price_table,
    site_table,
)
from petasentra.supply.transporting import solver_of

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Callable, Mapping
    from typing import Any

    from petasentra._progress import Progress
    from petasentra.layers import Layer, LayerLike
    from petasentra.plotting.explore import Map
    from petasentra.supply.chain import SupplyChain
    from petasentra.supply.comparing import SupplyDifference
    from petasentra.supply.conflicts import Conflict
    from petasentra.supply.custody import Custody
    from petasentra.supply.cut_table import CutRisk
    from petasentra.supply.model import Model
    from petasentra.supply.solving import Optimum, Solver
    from petasentra.supply.transporting import TransportSolver
    from petasentra.supply.ways import Ways
    from petasentra.tables import Table

__all__ = ["SupplySolution"]


class SupplySolution:
    """What `SupplyChain.solve` found. Amounts are tonnes of a period, money is rupiah.

    Parameters
    ----------
    chain
        What was solved.
    model, ways, as_of, permits, progress, threads
        Its rows in order, its ways, the day, whether permits were enforced, and who is told; given by
        `SupplyChain.solve`.
    """

    def __init__(
        self,
        chain: SupplyChain,
        model: Model,
        ways: Ways,
        *,
        as_of: dt.date | None,
        permits: bool,
        progress: Progress = None,
        threads: int | None = None,
    ) -> None:
        stages = Stages(progress, "supply")
        self.chain = chain
        self.model = model
        self.ways = ways
        self.as_of = as_of
        self.permits_enforced = permits
        measured = stages.until(0.5)
        self.legs = make_legs(model, ways, licensed_only=permits)
        if measured:
            measured(1.0)
        self.program = make_program(model, self.legs, as_of=as_of, permits=permits)
        self._threads = threads
        with solver_of(self.program, threads, stages.until(1.0)) as solver:
            self._found = solver.solve()
            self._standing = solver.standing() if self._found.status == "optimal" else None
        stages.end()

    @property
    def status(self) -> str:
        """``"optimal"`` or ``"infeasible"``."""
        return self._found.status

    @property
    def found(self) -> Optimum:
        """The optimum of the program.

        Raises
        ------
        InfeasibleError
            Nothing satisfies all; the rows that cannot hold together are named.
        """
        if self._found.status != "optimal":
            conflict = self.explain_infeasible()
            assert conflict is not None
            raise InfeasibleError(conflict.text_en, conflict.text_id, hint_en=conflict.fix_en, hint_id=conflict.fix_id)
        return self._found

    @property
    def optimum(self) -> Optimum:
        """What the solver said, whether there is an optimum or not; for code of this package."""
        return self._found

    def solver(self, told: Callable[[float], object] | None = None) -> Solver | TransportSolver:
        """Return a solver that stands at the optimum; for code of this package."""
        return solver_of(self.program, self._threads, told, self._standing)

    @property
    def total_idr(self) -> float:
        """What all costs together, penalties among them."""
        return self.found.total

    @cached_property
    def flows(self) -> Table:
        """What goes where: one row a leg, commodity and period with anything on it.

        ``leg``, ``from_id``, ``from_kind``, ``to_id``, ``to_kind``, ``commodity``, ``b3``, ``period``, ``vehicle``,
        ``amount_t``, ``cost_idr`` (haulage), ``minutes``, ``km``, ``synthetic`` (one of its ends is, where the rows
        say), ``status`` (``"moved"``). Sorted by commodity, origin, destination and period.
        """
        return flow_table(self.model, self.legs, self._carried)

    @cached_property
    def sites(self) -> Table:
        """What becomes of every row of the chain in every period; none is dropped.

        ``site_id``, ``kind``, ``commodity`` (empty for a processor), ``period``, ``offered_t`` (supply, capacity,
        demand), ``used_t`` (sent, processed, kept, arrived), ``unit``, ``origin``, ``synthetic``, ``verified``.
        """
        return site_table(self.model, self.program, self.found)

    @cached_property
    def leftovers(self) -> Table:
        """What processors made and nobody took: ``site_id``, ``commodity``, ``b3``, ``period``, ``amount_t``."""
        from petasentra.supply.solution_tables import leftover_table

        return leftover_table(self.model, self.program, self.found)

    @cached_property
    def unmet(self) -> Table:
        """What every market wanted and got, in every period, and why it got less.

        ``site_id``, ``commodity``, ``period``, ``demand_t``, ``arrived_t``, ``unmet_t``, ``penalty_idr``, ``status``
        (``met``, ``no_supply``, ``no_path``, ``no_carrier``, ``limited``, ``penalty_cheaper``), ``limit`` (what binds,
        for ``limited``), ``reason_id``, ``reason_en``.
        """
        from petasentra.supply.reasons import unmet_table

        return unmet_table(self)

    @cached_property
    def shadow_prices(self) -> Table:
        """What one more tonne, given away at a site, would save; of the linear program, openings as they are.

        Where the least cost bends several prices are right, and this is one of them: the same for any order of rows,
        but not the same from our simplex (transport alone) as from HiGHS.

        ``site_id``, ``kind``, ``side`` (``sends`` or ``takes``), ``commodity``, ``period``, ``idr_per_t``.
        """
        return price_table(self.model, self.program, self.found)

    @cached_property
    def limits(self) -> Table:
        """Every limit, how much of it is used, and what one more tonne of it would save.

        ``limit`` (``supply``, ``must_leave``, ``capacity``, ``storage_capacity``, ``permit``, ``no_permit``,
        ``leg_limit``), ``name``, ``site_id``, ``commodity``, ``period``, ``used_t``, ``limit_t``, ``idr_per_t``,
        ``binding``.
        """
        return limit_table(self.model, self.program, self.found)

    @cached_property
    def cost(self) -> dict[str, float]:
        """Rupiah by what they are paid for; they add up to `total_idr`.

        ``haulage_distance``, ``haulage_time``, ``haulage_trips``, ``purchase``, ``processing``, ``opening``,
        ``storage``, ``leftover``, ``unmet``.
        """
        return cost_rows(self.model, self.legs, self.program, self.found, self._carried)

    @cached_property
    def _carried(self) -> Carried:
        return carried(self.legs, self.program, self.found)

    @cached_property
    def emissions(self) -> Table:
        """What the way there emits: ``vehicle``, ``commodity``, ``t_km``, ``g_co2_per_t_km``, ``co2_kg``, ``verified``.

        Numbers of `SupplyChain.add_vehicle`, which nobody has verified; null where it has none. Not the way back.
        """
        from petasentra.supply.emissions import emission_table

        return emission_table(self)

    @cached_property
    def certificate(self) -> Certificate:
        """Proof of the optimum: the dual objective, the gap, how far anything is violated."""
        return certify(self.program, self.found)

    def routes(self) -> Layer:
        """Return the flows as lines along the roads, with the columns of `flows`.

        Raises
        ------
        OptionError
            The chain has a table of legs and no roads.
        """
        from petasentra.supply.routes import routes

        return routes(self)

    def explore(self, path: str | os.PathLike[str] | None = None, *, lang: str = "id", schematic: bool = False) -> Map:
        """Write a map of the flows: roads as wide as what goes over them, and the sites. It opens without internet.

        Parameters
        ----------
        path
            Where to write; a file in the temporary folder of the system without it.
        lang
            ``"id"`` or ``"en"``.
        schematic
            The roads are schematic: the page says so. It says so by itself where rows are ``synthetic``.

        Raises
        ------
        OptionError
            The chain has a table of legs and no roads, another language, or geopandas is not installed.
        InfeasibleError
            Nothing satisfies all.
        """
        from petasentra.plotting.flow_page import explore_flows

        return explore_flows(self, path, lang, schematic=schematic)

    def sankey(self, path: str | os.PathLike[str] | None = None, *, lang: str = "id", schematic: bool = False) -> Map:
        """Write the flows as bands from sources to markets, as high as their tonnes, all periods together.

        Of more than 24 sites of a kind the smallest are one. Parameters as for `explore`; roads are not needed.

        Raises
        ------
        OptionError
            Another language.
        InfeasibleError
            Nothing satisfies all.

        Examples
        --------
        >>> import pathlib, tempfile
        >>> import pyarrow as pa, petasentra as ps
        >>> chain = ps.SupplyChain(legs=pa.table({"from_id": ["G"], "to_id": ["B"], "km": [40.0]}))
        >>> chain.add_sources(pa.table({"id": ["G"]}), "dross", 10, unit="t/day")
        >>> chain.add_markets(pa.table({"id": ["B"]}), "dross", 10, unit="t/day", unmet_penalty_idr=1e6)
        >>> chain.add_vehicle("truk", idr_per_t_km=1000)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     chain.solve().sankey(pathlib.Path(folder) / "aliran.html").path.name
        'aliran.html'
        """
        from petasentra.plotting.sankey import write_sankey

        return write_sankey(self, path, lang, schematic=schematic)

    def explain_infeasible(self) -> Conflict | None:
        """Return rows that cannot hold together, none of them needless, and the nearest fix; None if all can hold.

        Examples
        --------
        >>> import pyarrow as pa, petasentra as ps
        >>> chain = ps.SupplyChain(legs=pa.table({"from_id": ["G"], "to_id": ["X"], "km": [40.0]}))
        >>> chain.add_commodity("slag", b3=True)
        >>> chain.add_sources(pa.table({"id": ["G"]}), "slag", 12.97, unit="t/day", must_leave=True)
        >>> chain.add_processors(pa.table({"id": ["X"]}), {"slag": -1, "ingot": 0.269})
        >>> chain.add_permits(pa.table({"permit_id": ["P1"], "site_id": ["X"], "t_per_day": [6.0]}))
        >>> chain.add_vehicle("truk", idr_per_t_km=1500, b3_licensed=True)
        >>> print(chain.solve().explain_infeasible().text_en)
        The permit P1 of 6 t/day at X is below the 12.97 t/day of slag that has to leave G.
        """
        from petasentra.supply.conflicts import explain

        return None if self._found.status == "optimal" else explain(self, hard=False)

    def explain_shortage(self) -> Conflict | None:
        """Return what stands against meeting all demand, and the nearest fix; None if nothing is missing.

        As `explain_infeasible`, with every demand as one that has to be met; not those that are worth nothing, with a
        penalty of 0, as of a place that takes what is brought.
        """
        from petasentra.supply.conflicts import explain

        if self._found.status == "optimal" and not float(np.sum(self._found.x[self.program.columns.unmet])) > 1e-6:
            return None
        return explain(self, hard=True)

    def custody(
        self,
        *,
        people: LayerLike | None = None,
        population: str = "population",
        rice_field: LayerLike | None = None,
        corridor_m: float | None = None,
    ) -> Custody:
        """Return where B3 commodities go, what breaks their permits, and which tonnes nobody accounts for.

        Parameters
        ----------
        people, population
            Points or areas, and their column with how many people live there: those along the ways of B3 are counted.
        rice_field
            Areas of rice field, for instance those that are protected (KP2B): how much of them B3 passes is measured.
        corridor_m
            How far from the middle of the road both count, to either side; there is no usual distance.

        Raises
        ------
        OptionError
            `corridor_m` is missing or makes no sense, or the chain has a table of legs and no roads.
        SchemaError
            A layer has other shapes, or the column is not there or has something else than numbers of 0 or more.

        Examples
        --------
        >>> import pyarrow as pa, petasentra as ps
        >>> chain = ps.SupplyChain(legs=pa.table({"from_id": ["G"], "to_id": ["X"], "km": [40.0]}))
        >>> chain.add_commodity("slag", b3=True)
        >>> chain.add_sources(pa.table({"id": ["G"]}), "slag", 12.97, unit="t/day", must_leave=True)
        >>> chain.add_processors(pa.table({"id": ["X"]}), {"slag": -1, "ingot": 0.269})
        >>> chain.add_permits(pa.table({"permit_id": ["P1"], "site_id": ["X"], "t_per_day": [6.0]}))
        >>> chain.add_vehicle("truk", idr_per_t_km=1500, b3_licensed=True)
        >>> found = chain.solve(permits="report").custody().findings
        >>> found["code"], found["measure"].round(2).tolist()
        (['CUSTODY_ABOVE_PERMIT', 'CUSTODY_WITHOUT_DOCUMENT'], [12.97, 4734.05])
        """
        from petasentra.supply.custody import custody_of
        from petasentra.supply.passing import Passing

        return custody_of(self, Passing(people, population, rice_field, corridor_m))

    def single_cut_risk(self, top: int | None = None, *, by: str = "section", progress: Progress = None) -> CutRisk:
        """Return what losing each road, source, processor or storage by itself does: exact, worst first.

        Only what carries something can matter, so the rest is not asked. For a closed road all legs are weighed again;
        those that cost something else change in the program, which is solved on. A chain with a table of legs has no
        roads: there only sites are lost.

        Parameters
        ----------
        top
            Keep so many rows; all without it.
        by
            ``"section"``: every edge of the roads by itself; ``"name"``: all edges of one name together (those without
            a name by themselves).
        progress
            As elsewhere.

        Raises
        ------
        OptionError
            `by` is another word, or `top` is below 1.
        """
        from petasentra.supply.cutting import single_cut_risk

        return single_cut_risk(self, top, by=by, progress=progress)

    def scenarios(self, cases: Mapping[str, Mapping[str, Any]], *, progress: Progress = None) -> CutRisk:
        """Return what each of several cases does, with the columns of `single_cut_risk`, in the order given.

        Parameters
        ----------
        cases
            What happens, by name: the arguments of `SupplyChain.scenario`.
        progress
            As elsewhere.

        Raises
        ------
        OptionError
            As for `SupplyChain.scenario`.
        """
        from petasentra.supply.cutting import scenario_list

        return scenario_list(self, cases, progress=progress)

    def substitution(self) -> Table:
        """Return how much each processor and market hangs on one supplier.

        Returns
        -------
        Table
            ``site_id``, ``kind``, ``commodity``, ``arrived_t``, ``suppliers``, ``main_supplier``, ``main_share``,
            ``hhi`` (sum of squared shares, 1 for a single supplier), ``next_supplier`` (the cheapest to reach that
            does not supply it), ``next_km``, ``next_minutes``, ``days_of_cover`` (stock at hand by what arrives a
            day). Null where there is none.
        """
        from petasentra.supply.substitution import substitution_table

        return substitution_table(self)

    def diff(self, other: SupplySolution) -> SupplyDifference:
        """Return what another solution does differently: cost, missing tonnes, sites and flows."""
        from petasentra.supply.comparing import SupplyDifference

        return SupplyDifference(self, other)

    def __repr__(self) -> str:
        if self._found.status != "optimal":
            return "SupplySolution: infeasible, see explain_infeasible()"
        unmet = float(np.sum(self._found.x[self.program.columns.unmet]))
        return f"SupplySolution: {len(self.flows)} flows, Rp{self.total_idr:,.0f}, {unmet:,.2f} t unmet"
