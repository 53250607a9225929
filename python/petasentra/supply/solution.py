"""The cheapest flows of a chain, and what is asked of them: why not more, what breaks them, who answers for B3."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.supply.solution_views import SolutionViews

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Literal

    from petasentra._progress import Progress
    from petasentra.layers.layer import LayerLike
    from petasentra.supply.comparing import SupplyDifference
    from petasentra.supply.conflicts import Conflict
    from petasentra.supply.custody import Custody
    from petasentra.supply.cut_table import CutRisk
    from petasentra.supply.flood_table import FloodRisk
    from petasentra.tables import Table

__all__ = ["SupplySolution"]


class SupplySolution(SolutionViews):
    """What `SupplyChain.solve` found: flows, what they cost, what is missing and why, and what limits are worth.

    Amounts are tonnes of a period, money is rupiah. `SupplyChain.solve` makes it.
    """

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

    def flood_risk(
        self,
        areas: LayerLike,
        *,
        name: str | None = None,
        by: str | None = None,
        slow: float | str | None = None,
        by_class: Mapping[str, float] | None = None,
        bridges: Literal["flooded", "open"] = "flooded",
        sites: Literal["closed", "cut_off"] = "closed",
        progress: Progress = None,
    ) -> FloodRisk:
        """Return what each of several floods does to this solution: exact, a row for each, worst ranked 1.

        Every road section that an area meets, on its border too, is closed from junction to junction, and the chain
        is weighed anew without it. Sites stay where they meet the roads: within a closed section they are cut off.

        Parameters
        ----------
        areas
            Polygons, in any CRS; a row is a case. Empty ones are told in ``findings``.
        name
            Column with the name of each case; without it ``name``, ``nama`` or ``id``, else rows are numbered from 1.
        by
            Column whose equal values are one case, such as a return period: sorted, numbers before texts.
        slow
            Share of its speed (above 0, at most 1) that a road keeps under water, instead of being closed; or a column
            with such shares, where 0 or nothing closes. Ferries keep their crossing.
        by_class
            Other shares for some classes of roads (as for `RoadNetwork.scenario`): 0 closes, 1 leaves as it is.
        bridges
            ``"open"``: sections that the source calls bridges stay above the water.
        sites
            ``"closed"``: sites within stand still: nothing leaves or comes, what had to leave stays. ``"cut_off"``:
            they work on, and lose only the roads that are closed.
        progress
            As elsewhere.

        Raises
        ------
        OptionError
            A choice is none of those named, or the chain has a table of legs.
        SchemaError
            A column is missing, a name is empty or stands twice (without `by`), shapes are invalid or no polygons.
        CrsError
            The areas have no CRS.
        InfeasibleError
            Nothing satisfies all, even dry.

        Examples
        --------
        >>> import geopandas, shapely, petasentra as ps
        >>> line = [shapely.LineString([(a, 0), (a + 2000, 0)]) for a in (0, 2000)]
        >>> roads = geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * 2}, geometry=line, crs=32749)
        >>> ends = geopandas.GeoDataFrame({"id": ["G", "B"]}, geometry=shapely.points([(0, 0), (4000, 0)]), crs=32749)
        >>> chain = ps.SupplyChain(ps.RoadNetwork.from_layer(roads, columns="rbi"))
        >>> chain.add_sources(ends[:1], "dross", 10, unit="t")
        >>> chain.add_markets(ends[1:], "dross", 10, unit="t", unmet_penalty_idr=1e6)
        >>> shapes = [shapely.box(900, -50, 1000, 50), shapely.box(0, 500, 9, 600)]
        >>> areas = geopandas.GeoDataFrame({"nama": ["kali", "sawah"]}, geometry=shapes, crs=32749)
        >>> risk = chain.solve().flood_risk(areas)
        >>> risk.table["status"], risk.table["lost_t"].tolist(), risk.table["reason_en"][1]
        (['short', 'unchanged'], [10.0, 0.0], 'It meets no road and no site of this chain.')
        """
        from petasentra.supply.flooding import flood_risk

        return flood_risk(
            self, areas, name=name, by=by, slow=slow, by_class=by_class, bridges=bridges, sites=sites,
            progress=progress,
        )  # fmt: skip

    def scenarios(self, cases: Mapping[str, Mapping[str, Any]], *, progress: Progress = None) -> CutRisk:
        """Return what each of several cases does, with the columns of `single_cut_risk`, in the order given.

        Parameters
        ----------
        cases
            What happens, by name: the arguments of `SupplyChain.scenario`, and ``as_of``, another day for permits.
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
