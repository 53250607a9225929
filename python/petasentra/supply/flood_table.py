"""What floods do, as a table, as areas and lines for a map, and beside the dry chain."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import OptionError
from petasentra.findings.rows import finding, findings_table
from petasentra.layers.layer import Layer
from petasentra.supply.cut_table import Aftermath, Cut, RoadFacts, cut_row
from petasentra.supply.flood_words import reason
from petasentra.supply.flooding import flooded_solution
from petasentra.tables import Table

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from petasentra.plotting.explore import Map
    from petasentra.supply.comparing import SupplyDifference
    from petasentra.supply.flood_areas import Flood, FloodAreas
    from petasentra.supply.flood_options import FloodRules
    from petasentra.supply.flooding import Flooded
    from petasentra.supply.solution import SupplySolution

__all__ = ["FloodRisk", "flood_table"]


@dataclass(frozen=True, eq=False, repr=False)
class FloodRisk:
    """What each flood does to a solution, a row a case in the order of the areas; with ``by=`` in that of its values.

    ``table``: ``rank`` (1 is the worst: what cannot be solved any more, then by extra cost), ``name``, ``areas`` (how
    many rows are one case), ``edges`` (numbers of those closed or slowed), ``roads_closed``, ``roads_slowed``,
    ``bridges_open`` (how many), ``km_closed``, ``km_slowed`` (of whole sections), ``road_names``, ``sites_in`` (sites
    within), ``carried_t`` (tonnes over those roads now, each leg once), ``extra_idr``, ``lost_t`` (unmet more),
    ``sites_hit`` (processors that process less, markets that get less), ``sites_hit_t`` (by how much),
    ``sentra_hit``, ``status`` (``unchanged``, ``dearer``, ``cheaper``, ``short``, ``infeasible``), ``reason_id``,
    ``reason_en``, ``synthetic``. Numbers are null where nothing satisfies all limits any more.

    ``findings``: areas that are empty (``GEOMETRY_EMPTY``) or meet neither road nor site (``SCENARIO_NO_EDGE``).
    """

    table: Table
    findings: Table
    solution: SupplySolution
    rules: FloodRules
    given: FloodAreas
    floods: tuple[Flood, ...]
    _solved: dict[str, SupplySolution] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.table)

    def under(self, name: str) -> SupplySolution:
        """Return the solution of one case, solved anew.

        Raises
        ------
        OptionError
            There is no such case.
        """
        if name not in self._solved:
            known = [one.name for one in self.floods]
            if name not in known:
                raise OptionError(
                    f"There is no flood {name!r}; there are {', '.join(known) or 'none'}.",
                    f"Tidak ada banjir {name!r}; yang ada: {', '.join(known) or '-'}.",
                    code=801,
                )
            self._solved[name] = flooded_solution(self.solution, self.floods[known.index(name)], self.rules)
        return self._solved[name]

    def diff(self, name: str) -> SupplyDifference:
        """Return what one case does to costs, sites and flows, beside the dry chain.

        Raises
        ------
        OptionError
            There is no such case.
        InfeasibleError
            Nothing satisfies all under water.
        """
        return self.solution.diff(self.under(name))

    @cached_property
    def areas(self) -> Layer:
        """The areas as given, in the CRS of the roads, with the columns of `table` but lists and edges."""
        rows = [(place, row) for place, flood in enumerate(self.floods) for row in flood.rows]
        return self._drawn(self.given.layer, rows)

    @cached_property
    def lines(self) -> Layer:
        """The roads closed or slowed, one row an edge and case: ``speed_left`` and the columns as of `areas`."""
        import pyarrow as pa

        rows, left = [], []
        for place, flood in enumerate(self.floods):
            for share, edges in ((0.0, flood.closed), *flood.slowed):
                rows += [(place, int(edge)) for edge in edges]
                left += [share] * len(edges)
        lines: Layer = self.solution.ways.edge_lines  # type: ignore[attr-defined]
        more = {"edge": pa.array([edge for _, edge in rows], pa.int64()), "speed_left": pa.array(left, pa.float64())}
        return self._drawn(lines, rows, **more)

    def _drawn(self, layer: Layer, rows: Sequence[tuple[int, int]], **more: Any) -> Layer:  # noqa: ANN401
        import pyarrow as pa

        from petasentra.auditing.inputs import bare

        drawn = layer[np.array([row for _, row in rows], dtype=np.int64)]
        wkb = bare(pa.table(drawn).column(drawn.geometry_name))
        shapes = pa.chunked_array([chunk.cast(pa.binary()) for chunk in wkb.chunks], pa.binary())
        table = self.table.to_arrow()
        table = table.drop_columns([one.name for one in table.schema if pa.types.is_list(one.type)])
        table = table.take(pa.array([place for place, _ in rows], pa.int64()))
        for name, column in more.items():
            table = table.append_column(name, column)
        return Layer.from_arrow(table.append_column("geometry", shapes), geometry="geometry", crs=drawn.crs)

    def explore(self, path: str | os.PathLike[str] | None = None, *, lang: str = "id", schematic: bool = False) -> Map:
        """Write a map of the flows with the areas and the roads under water; it opens without internet.

        Parameters are those of `SupplySolution.explore`; rows that are ``synthetic`` mark the page, too.

        Raises
        ------
        OptionError
            Another language, or geopandas is not installed.
        """
        from petasentra.plotting.flood_page import explore_floods

        return explore_floods(self, path, lang, schematic=schematic)

    def __repr__(self) -> str:
        status = self.table["status"]
        told = ", ".join(f"{status.count(one)} {one}" for one in sorted(set(status)))
        return f"FloodRisk: {len(self)} floods ({told or 'none'}). {self.rules.text_en}"


def flood_table(solution: SupplySolution, found: Sequence[Flooded], given: FloodAreas, rules: FloodRules) -> FloodRisk:
    """Return the table of what was found."""
    import pyarrow as pa

    facts = RoadFacts(solution.ways.edge_lines)  # type: ignore[attr-defined]
    rows = [_row(solution, one, facts, rules) for one in found]
    order = sorted(range(len(rows)), key=lambda row: (
        rows[row]["status"] != "infeasible", -(rows[row]["extra_idr"] or 0.0), rows[row]["name"]
    ))  # fmt: skip
    for rank, row in enumerate(order):
        rows[row]["rank"] = rank + 1
    texts, numbers = pa.string(), pa.float64()
    types = {
        "rank": pa.int64(), "name": texts, "areas": pa.int64(), "edges": pa.list_(pa.int64()),
        "roads_closed": pa.int64(), "roads_slowed": pa.int64(), "bridges_open": pa.int64(), "km_closed": numbers,
        "km_slowed": numbers, "road_names": pa.list_(texts), "sites_in": pa.list_(texts), "carried_t": numbers,
        "extra_idr": numbers, "lost_t": numbers, "sites_hit": pa.list_(texts), "sites_hit_t": pa.list_(numbers),
        "sentra_hit": pa.list_(texts), "status": texts, "reason_id": texts, "reason_en": texts,
        "synthetic": pa.bool_(),
    }  # fmt: skip
    table = pa.table({name: pa.array([row[name] for row in rows], kind) for name, kind in types.items()})
    findings = findings_table(filter(None, (_finding(one.flood) for one in found)))
    return FloodRisk(Table.from_arrow(table), findings, solution, rules, given, tuple(one.flood for one in found))


def _row(solution: SupplySolution, one: Flooded, facts: RoadFacts, rules: FloodRules) -> dict[str, Any]:
    flood, model = one.flood, solution.model
    km = np.asarray(solution.ways.network.core.length_m) / 1000.0  # type: ignore[attr-defined]
    slowed = np.concatenate([flood.closed[:0], *(edges for _, edges in flood.slowed)])
    touched = flood.touched
    names = dict.fromkeys(name for name in (facts.name([int(edge)]) for edge in touched) if name)
    cut = cut_row(solution, Cut("scenario", flood.name, one.carried_t, Aftermath.of(solution, one.found)), None)
    processors = dict(zip(model.processors.ids, model.processors.sentra, strict=True))
    hit = {processors[name] for name in cut["sites_hit"] if processors.get(name)}
    if cut["status"] == "unchanged" and cut["extra_idr"] < 0:
        cut["status"] = "cheaper"
    row = {name: cut[name] for name in ("carried_t", "extra_idr", "lost_t", "sites_hit", "sites_hit_t", "status")}
    row |= {
        "name": flood.name, "areas": len(flood.rows), "edges": touched.tolist(), "roads_closed": len(flood.closed),
        "roads_slowed": len(slowed), "bridges_open": len(flood.above), "km_closed": float(km[flood.closed].sum()),
        "km_slowed": float(km[slowed].sum()), "road_names": list(names),
        "sites_in": [model.site_ids[site] for site in flood.inside], "sentra_hit": sorted(hit),
        "synthetic": flood.synthetic,
    }  # fmt: skip
    conflict = None
    if row["status"] == "infeasible":
        conflict = flooded_solution(solution, flood, rules).explain_infeasible()
    row["reason_id"], row["reason_en"] = reason(row, has_ground=flood.has_ground, conflict=conflict)
    return row


def _finding(flood: Flood) -> dict[str, Any] | None:
    if not flood.has_ground:
        return finding(
            "GEOMETRY_EMPTY", "warning", "floods", flood.name,
            (f"Banjir {flood.name} tidak memuat wilayah.", f"The flood {flood.name} has no ground."),
            ("Gambarkan wilayahnya, atau keluarkan barisnya.", "Draw its area, or take the row out."),
        )  # fmt: skip
    if len(flood.touched) or len(flood.above) or len(flood.inside):
        return None
    return finding(
        "SCENARIO_NO_EDGE", "warning", "floods", flood.name,
        (f"Banjir {flood.name} tidak mengenai satu ruas jalan pun.", f"The flood {flood.name} meets no road."),
        ("Periksa letak dan CRS wilayahnya, bila ia seharusnya mengenai jalan.",
         "Look where it lies and in which CRS, if it should meet roads."), 0.0, "edges",
    )  # fmt: skip
