"""Where B3 commodities go: under which permit, by whom, with which document, and which tonnes nobody accounts for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra.findings.rows import findings_table
from petasentra.supply.custody_balance import balance_table, group_table
from petasentra.supply.custody_findings import custody_findings
from petasentra.supply.passing import Passing, passing_table
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.model import Model
    from petasentra.supply.solution import SupplySolution

    Flags = npt.NDArray[np.bool_]

__all__ = ["Custody", "custody_of"]


@dataclass(frozen=True, eq=False)
class Custody:
    """The chain of custody of the B3 commodities of a solution.

    ``legs``: every flow of a B3 commodity: ``from_id``, ``to_id``, ``commodity``, ``waste_code``, ``period``,
    ``vehicle``, ``amount_t``, ``t_per_day``, ``permit`` (those valid, by id), ``permit_status`` (``valid``,
    ``expired``: none of them on the day, ``none``), ``carrier_licensed``, ``documents``, ``documented_t``, ``km``,
    ``minutes``.

    ``balance``: where every tonne ends that a source or processor brings into being: ``site_id``, ``kind``,
    ``sentra``, ``commodity``, ``produced_t`` = ``processing_t`` + ``use_t`` + ``storage_t`` + ``disposal_t`` (all with
    a permit) + ``kept_t`` (not fetched from a source) + ``unaccounted_t`` (nobody takes it, or somebody without a
    valid permit).

    ``groups``: the same summed over sentra, dispersed units and sources: ``group``, ``sites``, ``produced_t``,
    ``unaccounted_t``, ``unaccounted_share``.

    ``findings`` in Indonesian and English.

    ``passing``, where it was asked for: the same flows as ``legs`` with ``corridor_m``, ``people`` within that distance
    of the road (of areas by the share of their ground within it; null with ``people_reason_id``, ``people_reason_en``
    where a row there does not say how many), ``rice_field_m`` (of road) and ``rice_field_m2`` (within the corridor),
    ``synthetic`` (a row that counted is invented). Who lives along two routes counts on both. None otherwise.
    """

    legs: Table
    balance: Table
    groups: Table
    findings: Table
    passing: Table | None = None

    def __repr__(self) -> str:
        return f"Custody: {len(self.legs)} legs of B3 commodities, {len(self.findings)} findings"


def custody_of(solution: SupplySolution, asked: Passing) -> Custody:
    """Return `SupplySolution.custody`."""
    passing = passing_table(solution, asked) if asked.asked else None
    legs = _legs(solution)
    balance = balance_table(solution, licensed_flows(solution))
    findings = findings_table(custody_findings(solution, legs, balance))
    return Custody(legs, balance, group_table(balance), findings, passing)


def licensed_flows(solution: SupplySolution) -> Flags:
    """Return which rows of `SupplySolution.flows` come to a site with a valid permit for them, or need none."""
    flows = solution.flows
    return np.array(
        [
            not b3 or permit_status(solution, to, commodity)[0] == "valid"
            for b3, to, commodity in zip(flows["b3"], flows["to_id"], flows["commodity"], strict=True)
        ],
        dtype=bool,
    )


def permit_status(solution: SupplySolution, site: str, commodity: str) -> tuple[str, list[str]]:
    """Return ``valid``, ``expired`` or ``none`` and the ids of the permits that are valid (expired: that are not)."""
    rows = permits_for(solution.model, site, commodity)
    valid = solution.model.permits.valid_on(solution.as_of)
    now = [row for row in rows if valid[row]]
    ids = solution.model.permits.ids
    if now:
        return "valid", [ids[row] for row in now]
    return ("expired", [ids[row] for row in rows]) if rows else ("none", [])


def permits_for(model: Model, site: str, commodity: str) -> list[int]:
    """Return the permits of a site that speak of a commodity."""
    permits = model.permits
    return [
        row for row in range(len(permits)) if permits.site[row] == site and permits.commodity[row] in ("", commodity)
    ]


def _legs(solution: SupplySolution) -> Table:
    import pyarrow as pa

    model, flows = solution.model, solution.flows
    b3 = np.flatnonzero(np.array(flows["b3"], dtype=bool))
    table = flows.to_arrow().take(pa.array(b3))
    rows = table.to_pylist()
    days = dict(zip(model.periods, model.days.tolist(), strict=True))
    codes = {one.name: one.waste_code for one in model.commodities}
    licensed = {one.name: one.b3_licensed for one in model.vehicles}
    permits = [permit_status(solution, row["to_id"], row["commodity"]) for row in rows]
    documents = [_documents(model, row["from_id"], row["to_id"], row["commodity"]) for row in rows]
    return Table.from_arrow(
        pa.table(
            {
                **{name: table.column(name) for name in ("from_id", "to_id", "commodity")},
                "waste_code": pa.array([codes[row["commodity"]] for row in rows], pa.string()),
                **{name: table.column(name) for name in ("period", "vehicle", "amount_t")},
                "t_per_day": pa.array([row["amount_t"] / days[row["period"]] for row in rows], pa.float64()),
                "permit": pa.array(
                    [ids if status == "valid" else [] for status, ids in permits], pa.list_(pa.string())
                ),
                "permit_status": pa.array([status for status, _ in permits], pa.string()),
                "carrier_licensed": pa.array([licensed[row["vehicle"]] for row in rows], pa.bool_()),
                "documents": pa.array([names for names, _ in documents], pa.list_(pa.string())),
                "documented_t": pa.array([stated for _, stated in documents], pa.float64()),
                "km": table.column("km"),
                "minutes": table.column("minutes"),
            }
        )
    )


def _documents(model: Model, begin: str, end: str, commodity: str) -> tuple[list[str], float | None]:
    """Return the documents of a leg, over all periods, and the tonnes they state; None where one states none."""
    found = model.movements
    rows = [
        row
        for row in range(len(found))
        if (found.from_id[row], found.to_id[row], found.commodity[row]) == (begin, end, commodity)
    ]
    stated = float(found.amount_t[rows].sum()) if rows else 0.0
    return sorted(found.document[row] for row in rows), None if np.isnan(stated) else stated
