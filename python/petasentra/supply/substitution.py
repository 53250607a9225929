"""How much each taker hangs on one supplier, and who comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.supply.model import KINDS
from petasentra.supply.solution_tables import TOLERANCE_T
from petasentra.tables import Table

if TYPE_CHECKING:
    from petasentra.supply.solution import SupplySolution

__all__ = ["substitution_table"]


def substitution_table(solution: SupplySolution) -> Table:
    """Return `SupplySolution.substitution`."""
    import pyarrow as pa

    model, legs, taking = solution.model, solution.legs, solution.model.taking
    amount = solution.found.x[solution.program.columns.legs].sum(axis=1)
    sender = model.sending.site[legs.sending]
    rows: list[dict[str, Any]] = []
    for port in np.flatnonzero(taking.kind != KINDS.index("storage")):
        into = legs.into(int(port))
        used = into[amount[into] > TOLERANCE_T]
        arrived = float(amount[used].sum())
        share = amount[used] / arrived if arrived > 0 else amount[used]
        main = used[np.argmax(amount[used])] if len(used) else -1
        others = into[(amount[into] <= TOLERANCE_T) & np.isfinite(legs.idr_per_t[into])]
        following = others[np.argmin(legs.idr_per_t[others])] if len(others) else -1
        rows.append({
            "site_id": model.site_ids[taking.site[port]],
            "kind": model.site_kinds[taking.site[port]],
            "commodity": model.commodities[taking.commodity[port]].name,
            "arrived_t": arrived,
            "suppliers": len(used),
            "main_supplier": model.site_ids[sender[main]] if main >= 0 else None,
            "main_share": float(share.max()) if len(used) else None,
            "hhi": float((share**2).sum()) if len(used) else None,
            "next_supplier": model.site_ids[sender[following]] if following >= 0 else None,
            "next_km": _known(legs.km[following]) if following >= 0 else None,
            "next_minutes": _known(legs.minutes[following]) if following >= 0 else None,
            "days_of_cover": _cover(solution, int(port), amount),
        })  # fmt: skip
    names = [
        "site_id", "kind", "commodity", "arrived_t", "suppliers", "main_supplier", "main_share", "hhi", "next_supplier",
        "next_km", "next_minutes", "days_of_cover",
    ]  # fmt: skip
    texts = {"site_id", "kind", "commodity", "main_supplier", "next_supplier"}
    types = {
        name: pa.string() if name in texts else pa.int64() if name == "suppliers" else pa.float64() for name in names
    }
    return Table.from_arrow(pa.table({name: pa.array([row[name] for row in rows], types[name]) for name in names}))


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _cover(solution: SupplySolution, port: int, amount: np.ndarray[Any, np.dtype[np.float64]]) -> float | None:
    """Return days for which the stock of a site lasts; that of a processor is of all its inputs."""
    model, legs, taking = solution.model, solution.legs, solution.model.taking
    row = int(taking.row[port])
    processor = taking.kind[port] == KINDS.index("processor")
    stock = float((model.processors if processor else model.markets).stock_t[row])
    ports = np.flatnonzero((taking.kind == taking.kind[port]) & (taking.row == row))
    arrived = float(amount[np.isin(legs.taking, ports)].sum())
    if not np.isfinite(stock) or arrived <= TOLERANCE_T:
        return None
    return stock / (arrived / float(model.days.sum()))
