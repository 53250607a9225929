"""The tables of a relocation: units with the reason of those that cannot move, and plots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from petasentra.network.ids import id_array
from petasentra.siting.places import naming, with_places
from petasentra.siting.siting_findings import Findings
from petasentra.siting.words import DEMAND_WORDS, quantity

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.layers.layer import Layer
    from petasentra.plotting.language import Words
    from petasentra.siting.relocated import Relocation
    from petasentra.tables import Table

__all__ = ["plot_status", "plots_table", "relocation_findings", "unit_reason", "unit_status", "units_table"]

_MOST_NAMED = 3


def unit_status(found: Relocation) -> list[str]:
    """Return the status of each unit."""
    reach = found.reach & (found.travel.site == "there")
    status = np.select(
        [
            found.stay, found.travel.demand != "there", found.moves.plot >= 0, (reach & found.law.legal).any(axis=1),
            reach.any(axis=1),
        ],
        ["stays", found.travel.demand, "moves", "capacity_taken", "plot_not_legal"],
        "no_plot_in_reach",
    )  # fmt: skip
    return [str(one) for one in status]


def units_table(found: Relocation) -> Layer | Table:
    """Return one row a unit; see `Relocation.units`."""
    plot = found.moves.plot
    there = np.flatnonzero(plot >= 0)
    far = np.full(len(found), np.nan)
    far[there] = found.travel.cost[there, plot[there]] / found.measure.scale
    status = found.status_of_units
    reasons = [unit_reason(found, row) for row in range(len(found))]
    columns: dict[str, Any] = {
        "unit_id": id_array(found.begin.ids),
        "plot_id": id_array(found.end.ids).take(pa.array(plot, mask=plot < 0)),
        found.measure.column: pa.array(far, mask=np.isnan(far)),
        "status": pa.array(status, pa.string()),
        "reason_id": pa.array([None if one is None else one[0] for one in reasons], pa.string()),
        "reason_en": pa.array([None if one is None else one[1] for one in reasons], pa.string()),
    }
    named = {"unit_id": found.begin, "plot_id": found.end, "reason_id": found.end, "reason_en": found.end}
    return with_places(found.begin, columns, naming(named))


def unit_reason(found: Relocation, row: int) -> Words | None:
    """Return why a unit does not move; None of one that does."""
    status = found.status_of_units[row]
    if status == "moves":
        return None
    if status == "stays":
        return "Sudah berada di dalam kawasan yang diberikan.", "It is inside the area that was given."
    if status == "capacity_taken":
        return _full(found, row)
    if status == "plot_not_legal":
        return _not_legal(found, row)
    return _too_far(found, row) if status == "no_plot_in_reach" else DEMAND_WORDS[status]


def _nearest(found: Relocation, row: int, among: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Return plots by distance, then id."""
    cost = np.where(among, found.travel.cost[row], np.inf)
    order = np.lexsort((found.end.rank, cost))
    return np.asarray(order[np.isfinite(cost[order])], dtype=np.int64)


def _full(found: Relocation, row: int) -> Words:
    plots = _nearest(found, row, found.reach[row] & found.law.legal).tolist()
    named = ", ".join(str(found.end.ids[one]) for one in plots[:_MOST_NAMED])
    named += ", ..." if len(plots) > _MOST_NAMED else ""
    return (
        f"Kavling yang boleh dan terjangkau sudah penuh: {named}.",
        f"The legal plots within reach are full: {named}.",
    )


def _not_legal(found: Relocation, row: int) -> Words:
    plot = int(_nearest(found, row, found.reach[row])[0])
    far = float(found.travel.cost[row, plot]) / found.measure.scale
    told, name = found.law.words(plot), found.end.ids[plot]
    return (
        f"Kavling terdekat ({name}, {quantity(far, found.measure, 'id')}) tidak boleh dipakai: {told[0]}; "
        "kavling lain yang terjangkau pun tidak.",
        f"The nearest plot ({name}, {quantity(far, found.measure, 'en')}) may not be used: {told[1]}; nor may any "
        "other within reach.",
    )


def _too_far(found: Relocation, row: int) -> Words:
    plots = _nearest(found, row, found.law.legal)
    if not found.law.legal.any():
        return "Tidak ada kavling yang boleh dipakai.", "No plot is legal."
    if not len(plots):
        return "Tidak ada kavling yang boleh dan terjangkau.", "No legal plot can be reached."
    plot = int(plots[0])
    told = [
        (quantity(float(found.travel.cost[row, plot]) / found.measure.scale, found.measure, lang),
         quantity(found.limit / found.measure.scale, found.measure, lang))
        for lang in ("id", "en")
    ]  # fmt: skip
    name = found.end.ids[plot]
    return (f"Kavling terdekat yang boleh ({name}) berjarak {told[0][0]}; pindah paling jauh {told[0][1]}.",
            f"The nearest legal plot ({name}) is {told[1][0]} away; the longest move is {told[1][1]}.")  # fmt: skip


def plot_status(found: Relocation) -> list[str]:
    """Return the status of each plot."""
    taken = _taken(found)
    status = np.select(
        [found.travel.site != "there", ~found.law.legal, (taken > 0) & (taken >= found.capacity), taken > 0],
        [found.travel.site, "not_legal", "full", "used"], "empty",
    )  # fmt: skip
    return [str(one) for one in status]


def _taken(found: Relocation) -> npt.NDArray[np.int64]:
    return np.bincount(found.moves.plot[found.moves.plot >= 0], minlength=len(found.end)).astype(np.int64)


def plots_table(found: Relocation) -> Layer | Table:
    """Return one row a plot; see `Relocation.plots`."""
    taken = _taken(found)
    waiting = np.array([one == "capacity_taken" for one in found.status_of_units], dtype=bool)
    usable = found.reach & found.law.legal
    columns: dict[str, Any] = {
        "plot_id": id_array(found.end.ids),
        "status": pa.array(plot_status(found), pa.string()),
        "capacity": pa.array(found.capacity, mask=found.capacity_unread),
        "taken": pa.array(taken),
        "left": pa.array(np.where(found.law.legal, found.capacity - taken, 0), mask=found.capacity_unread),
        "units_waiting": pa.array(usable[waiting].sum(axis=0).astype(np.int64)),
        "verdict": pa.array(found.law.verdict, pa.string()),
        "instrument": pa.array(found.law.instrument, pa.string()),
        "article": pa.array(
            [None if word is None else cited for word, cited in zip(found.law.verdict, found.law.article, strict=True)],
            pa.list_(pa.string()),
        ),
        "verified": pa.array(found.law.verified, pa.bool_()),
        "schematic": pa.array(found.law.schematic, pa.bool_()),
    }
    return with_places(found.end, columns, naming({"plot_id": found.end}))


def relocation_findings(found: Relocation) -> Table:
    """Return the table; see `Relocation.findings`."""
    out = Findings()
    out.nowhere(found.begin, int((found.travel.demand == "no_place").sum()))
    out.nowhere(found.end, int((found.travel.site == "no_place").sum()))
    out.unread_amounts(found.end, "capacity", found.capacity_unread)
    return out.table()
