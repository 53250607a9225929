"""How much each taker hangs on one supplier, and who comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.supply.model import KINDS
from petasentra.supply.solution_tables import TOLERANCE_T, over_legs
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.legs import Legs
    from petasentra.supply.solution import SupplySolution

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["substitution_table"]


def substitution_table(solution: SupplySolution) -> Table:
    """Return `SupplySolution.substitution`."""
    import pyarrow as pa

    model, legs, taking = solution.model, solution.legs, solution.model.taking
    amount = over_legs(solution.program, solution.found).sum(axis=1)
    sender = model.sending.site[legs.sending]
    arrived_at = np.bincount(legs.taking, amount, len(taking)).astype(np.float64)
    rows: list[dict[str, Any]] = []
    next_leg: list[int] = []
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
            "days_of_cover": _cover(solution, int(port), arrived_at),
        })  # fmt: skip
        next_leg.append(int(following))
    measured = _measured(legs, np.array(next_leg, dtype=np.int64))
    for row, km, minutes in zip(rows, *measured, strict=True):
        row["next_km"], row["next_minutes"] = km, minutes
    names = [
        "site_id", "kind", "commodity", "arrived_t", "suppliers", "main_supplier", "main_share", "hhi", "next_supplier",
        "next_km", "next_minutes", "days_of_cover",
    ]  # fmt: skip
    texts = {"site_id", "kind", "commodity", "main_supplier", "next_supplier"}
    types = {
        name: pa.string() if name in texts else pa.int64() if name == "suppliers" else pa.float64() for name in names
    }
    return Table.from_arrow(pa.table({name: pa.array([row[name] for row in rows], types[name]) for name in names}))


def _measured(legs: Legs, asked: Indices) -> tuple[list[float | None], list[float | None]]:
    """Return kilometres and minutes of legs; None for the leg -1 and for what is not known."""
    there = np.flatnonzero(asked >= 0)
    found = legs.measure(asked[there])
    out: tuple[list[float | None], ...] = ([None] * len(asked), [None] * len(asked))
    for column, values in zip(out, (found.km, found.minutes), strict=True):
        for place, value in zip(there.tolist(), values.tolist(), strict=True):
            column[place] = value if np.isfinite(value) else None
    return out[0], out[1]


def _cover(solution: SupplySolution, port: int, arrived_at: Numbers) -> float | None:
    """Return days for which the stock of a site lasts; that of a processor is of all its inputs."""
    model, taking = solution.model, solution.model.taking
    row = int(taking.row[port])
    processor = taking.kind[port] == KINDS.index("processor")
    stock = float((model.processors if processor else model.markets).stock_t[row])
    if not np.isfinite(stock):
        return None
    arrived = float(arrived_at[(taking.kind == taking.kind[port]) & (taking.row == row)].sum())
    return None if arrived <= TOLERANCE_T else stock / (arrived / float(model.days.sum()))
