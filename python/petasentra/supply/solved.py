"""A solved chain as data: its program, its optimum, and the tables that are read from both."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from petasentra._progress import Stages
from petasentra.errors import InfeasibleError
from petasentra.supply.certificate import Certificate, certify
from petasentra.supply.flowing import flow_optimum, standing_at
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
    from collections.abc import Callable

    from petasentra._progress import Progress
    from petasentra.supply.chain import SupplyChain
    from petasentra.supply.model import Model
    from petasentra.supply.solving import Optimum, Solver, Standing
    from petasentra.supply.transporting import TransportSolver
    from petasentra.supply.ways import Ways
    from petasentra.tables import Table

__all__ = ["Solved"]


class Solved:
    """The data of `petasentra.SupplySolution`. Amounts are tonnes of a period, money is rupiah.

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
        self._standing: Standing | None = None
        told = stages.until(1.0)
        flow = flow_optimum(self.program, told)
        self.is_flow = flow is not None
        if flow is not None:
            self._found = flow
        else:
            with solver_of(self.program, threads, told) as solver:
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
            from petasentra.supply.conflicts import explain

            conflict = explain(self, hard=False)
            assert conflict is not None
            raise InfeasibleError(conflict.text_en, conflict.text_id, hint_en=conflict.fix_en, hint_id=conflict.fix_id)
        return self._found

    @property
    def optimum(self) -> Optimum:
        """What the solver said, whether there is an optimum or not; for code of this package."""
        return self._found

    def solver(self, told: Callable[[float], object] | None = None) -> Solver | TransportSolver:
        """Return a solver that stands at the optimum; for code of this package."""
        if self.is_flow and self._standing is None:
            self._standing = standing_at(self.program, self.found)
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

        Only where ``status`` is ``unique`` the price is a worth: what one tonne more saves, and one less costs. Where
        the least cost bends (``several``) or nothing goes through (``idle``) other prices may be as right, and this is
        one of them: the same for any order of rows, but our simplexes (of transport and flows) and HiGHS may differ.

        ``site_id``, ``kind``, ``side`` (``sends`` or ``takes``), ``commodity``, ``period``, ``idr_per_t``, ``status``.
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
