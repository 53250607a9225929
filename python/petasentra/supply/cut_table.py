"""What cuts do, as a table and as lines: extra cost, tonnes lost, who is hit."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.supply.cuts_beside import cuts_beside
from petasentra.supply.solution_tables import TOLERANCE_T
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from petasentra.layers.layer import Layer
    from petasentra.supply.solution import SupplySolution
    from petasentra.supply.solving import Optimum

    Numbers = npt.NDArray[np.float64]

__all__ = ["Aftermath", "Cut", "CutRisk", "RoadFacts", "cut_row", "risk_of"]


@dataclass(frozen=True, eq=False)
class Cut:
    """Something that is lost, and what that does: the optimum afterwards."""

    kind: str
    name: str
    carried_t: float
    after: Aftermath
    edges: tuple[int, ...] = field(default=())


@dataclass(frozen=True, eq=False)
class Aftermath:
    """The optimum without something, beside the one with it.

    ``unmet_t`` is what each market lacks more, ``processed_t`` what each processor processes less, over all periods.
    Numbers mean nothing where it is not ``feasible``.
    """

    feasible: bool
    extra_idr: float
    unmet_t: Numbers
    processed_t: Numbers

    @classmethod
    def of(cls, solution: SupplySolution, found: Optimum) -> Aftermath:
        """Compare an optimum with that of the solution."""
        base, columns = solution.found, solution.program.columns
        unmet, processed = (
            found.x[part].sum(axis=1) - base.x[part].sum(axis=1) for part in (columns.unmet, columns.activity)
        )
        return cls(found.status == "optimal", found.total - base.total, unmet, -processed)


class RoadFacts:
    """Names and bridges of edges.

    Parameters
    ----------
    lines
        The edges of the network.
    """

    def __init__(self, lines: Layer) -> None:
        self.lines = lines
        self._names = list(lines["name"])
        self._bridges = list(lines["bridge"])

    def name(self, edges: Sequence[int]) -> str:
        """Return the name of edges, empty if they have none."""
        return next((str(self._names[edge]) for edge in edges if self._names[edge]), "")

    def bridge(self, edges: Sequence[int]) -> bool:
        """Whether one of them is a bridge in the source."""
        return any(self._bridges[edge] for edge in edges)


@dataclass(frozen=True, eq=False)
class CutRisk:
    """What cuts do to a solution, worst first: what cannot be solved any more, then by extra cost.

    ``table``: ``rank``, ``kind`` (``road``, ``bridge``, ``source``, ``processor``, ``storage``, ``scenario``),
    ``name`` (of the road or site), ``edges`` (numbers; empty for sites), ``carried_t`` (tonnes over it now),
    ``extra_idr``, ``lost_t`` (unmet more), ``sites_hit`` (processors that process less, markets that get less),
    ``sites_hit_t`` (by how much), ``status`` (``dearer``, ``short``, ``unchanged``, ``infeasible``). Null where nothing
    satisfies all limits any more. What is not in it carries nothing, and losing it costs nothing.
    """

    table: Table
    roads: RoadFacts | None

    def __len__(self) -> int:
        return len(self.table)

    @cached_property
    def lines(self) -> Layer | None:
        """The roads among them as lines, one row an edge, with the columns of `table`; None without roads."""
        import pyarrow as pa

        from petasentra.auditing.inputs import bare
        from petasentra.layers.layer import Layer

        if self.roads is None:
            return None
        rows = [(place, edge) for place, edges in enumerate(self.table["edges"]) for edge in edges]
        drawn = self.roads.lines[np.array([edge for _, edge in rows], dtype=np.int64)]
        wkb = bare(pa.table(drawn).column(drawn.geometry_name))
        table = self.table.to_arrow().take(pa.array([place for place, _ in rows], pa.int64())).drop_columns("edges")
        table = table.append_column("edge", pa.array([edge for _, edge in rows], pa.int64()))
        lines = pa.chunked_array([chunk.cast(pa.binary()) for chunk in wkb.chunks], pa.binary())
        return Layer.from_arrow(table.append_column("geometry", lines), geometry="geometry", crs=drawn.crs)

    def diff(self, other: CutRisk) -> Table:
        """Return which cuts do something else to another solution, such as one of a chain with a second source.

        Returns
        -------
        Table
            ``kind``, ``name``, ``edges``, then ``before_`` and ``after_`` of ``status``, ``extra_idr`` and ``lost_t``,
            and ``change_idr``, ``change_t``. Null on the side where it is not in the list: what carries nothing costs
            nothing when it is lost. Cuts that do the same to a rupiah and a gram are left out; worst change first.
        """
        return cuts_beside(self.table, other.table)

    def __repr__(self) -> str:
        status = self.table["status"]
        told = ", ".join(f"{status.count(one)} {one}" for one in sorted(set(status)))
        return f"CutRisk: {len(self)} cuts ({told or 'none'})"


def risk_of(
    solution: SupplySolution,
    cuts: Iterable[Cut],
    roads: RoadFacts | None,
    top: int | None,
    *,
    ordered: bool = True,
) -> CutRisk:
    """Return the table of cuts; equal ones in the order of kind, name and edges."""
    import pyarrow as pa

    rows = [cut_row(solution, cut, roads) for cut in cuts]
    if ordered:
        rows.sort(key=lambda row: (
            row["status"] != "infeasible", -(row["extra_idr"] or 0.0), row["kind"], row["name"], row["edges"]
        ))  # fmt: skip
    rows = rows[:top]
    for place, row in enumerate(rows):
        row["rank"] = place + 1
    types = {
        "rank": pa.int64(), "kind": pa.string(), "name": pa.string(), "edges": pa.list_(pa.int64()),
        "carried_t": pa.float64(), "extra_idr": pa.float64(), "lost_t": pa.float64(),
        "sites_hit": pa.list_(pa.string()), "sites_hit_t": pa.list_(pa.float64()), "status": pa.string(),
    }  # fmt: skip
    columns = {name: pa.array([row[name] for row in rows], kind) for name, kind in types.items()}
    return CutRisk(Table.from_arrow(pa.table(columns)), roads)


def cut_row(solution: SupplySolution, cut: Cut, roads: RoadFacts | None) -> dict[str, Any]:
    """Return a row of the table, without its rank."""
    row: dict[str, Any] = {
        "kind": cut.kind, "name": cut.name, "edges": list(cut.edges),
        "carried_t": None if np.isnan(cut.carried_t) else cut.carried_t,
    }  # fmt: skip
    if cut.edges and roads is not None:
        row["name"] = roads.name(cut.edges)
        row["kind"] = "bridge" if roads.bridge(cut.edges) else "road"
    after, model = cut.after, solution.model
    if not after.feasible:
        return row | {"extra_idr": None, "lost_t": None, "sites_hit": [], "sites_hit_t": [], "status": "infeasible"}
    extra = 0.0 if abs(after.extra_idr) <= 1e-9 * max(abs(solution.total_idr), 1.0) else after.extra_idr
    hit = [
        (ids[row], float(less[row]))
        for ids, less in ((model.processors.ids, after.processed_t), (model.markets.ids, after.unmet_t))
        for row in np.flatnonzero(less > TOLERANCE_T)
    ]
    lost = float(after.unmet_t.sum())
    lost = 0.0 if abs(lost) <= TOLERANCE_T else lost
    return row | {
        "extra_idr": extra,
        "lost_t": lost,
        "sites_hit": [name for name, _ in hit], "sites_hit_t": [less for _, less in hit],
        "status": "short" if lost > 0 else "dearer" if extra > 0 else "unchanged",
    }  # fmt: skip
