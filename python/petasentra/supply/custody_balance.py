"""Where every tonne of a B3 commodity ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.supply.model import KINDS
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from petasentra.supply.solution import SupplySolution

__all__ = ["FATES", "balance_table", "group_table"]

#: Where tonnes end, in the order of the columns.
FATES = ("processing_t", "use_t", "storage_t", "disposal_t", "kept_t", "unaccounted_t")
_DISPERSED = "tersebar"


def balance_table(solution: SupplySolution, licensed: npt.NDArray[np.bool_]) -> Table:
    """Return `Custody.balance`, one row a site and B3 commodity that begins there."""
    import pyarrow as pa

    rows = _produced(solution)
    purpose = dict(zip(solution.model.markets.ids, solution.model.markets.purpose, strict=True))
    flows = solution.flows.to_pylist()
    for flow, allowed in zip(flows, licensed, strict=True):
        row = rows.get((flow["from_kind"], flow["from_id"], flow["commodity"]))
        if row is None:
            continue
        fate = {"processor": "processing_t", "storage": "storage_t"}.get(
            flow["to_kind"], "disposal_t" if purpose.get(flow["to_id"]) == "disposal" else "use_t"
        )
        row[fate if allowed else "unaccounted_t"] += flow["amount_t"]
    for row in rows.values():
        rest = row["produced_t"] - sum(row[fate] for fate in FATES)
        row["kept_t" if row["kind"] == "source" else "unaccounted_t"] += max(rest, 0.0) if rest > 1e-6 else 0.0
    names = ["site_id", "kind", "sentra", "commodity", "produced_t", *FATES]
    return Table.from_arrow(
        pa.table(
            {
                name: pa.array(
                    [row[name] for row in rows.values()], pa.float64() if name.endswith("_t") else pa.string()
                )
                for name in names
            }
        )
    )


def _produced(solution: SupplySolution) -> dict[tuple[str, str, str], dict[str, Any]]:
    model, sending = solution.model, solution.model.sending
    x, columns = solution.found.x, solution.program.columns
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for port in range(len(sending)):
        kind, commodity = KINDS[sending.kind[port]], model.commodities[sending.commodity[port]]
        if not commodity.b3 or kind == "storage":
            continue
        row = int(sending.row[port])
        name = model.site_ids[sending.site[port]]
        if kind == "source":
            made, sentra = float(model.sources.amount[row].sum()), ""
        else:
            made = float(x[columns.activity[row]].sum() * sending.share[port])
            sentra = model.processors.sentra[row] or _DISPERSED
        entry = {"site_id": name, "kind": kind, "sentra": sentra, "commodity": commodity.name, "produced_t": made}
        rows[kind, name, commodity.name] = entry | dict.fromkeys(FATES, 0.0)
    return rows


def group_table(balance: Table) -> Table:
    """Return `Custody.groups`: what sentra and dispersed units leave unaccounted, beside each other."""
    import pyarrow as pa

    found: dict[tuple[str, str], list[float]] = {}
    for row in balance.to_pylist():
        group = "source" if row["kind"] == "source" else "dispersed" if row["sentra"] == _DISPERSED else "sentra"
        sums = found.setdefault((row["commodity"], group), [0.0, 0.0, 0.0])
        for place, value in enumerate((1.0, row["produced_t"], row["unaccounted_t"])):
            sums[place] += value
    keys = sorted(found)
    share = [found[key][2] / found[key][1] if found[key][1] > 0 else None for key in keys]
    return Table.from_arrow(
        pa.table(
            {
                "commodity": pa.array([key[0] for key in keys], pa.string()),
                "group": pa.array([key[1] for key in keys], pa.string()),
                "sites": pa.array([round(found[key][0]) for key in keys], pa.int64()),
                "produced_t": pa.array([found[key][1] for key in keys], pa.float64()),
                "unaccounted_t": pa.array([found[key][2] for key in keys], pa.float64()),
                "unaccounted_share": pa.array(share, pa.float64()),
            }
        )
    )
