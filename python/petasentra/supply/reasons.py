"""Why a market gets less than it wants."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from petasentra.supply.model import KINDS
from petasentra.supply.program import LIMITS
from petasentra.supply.solution_tables import TOLERANCE_T, limit_name, names
from petasentra.supply.solving import Solver
from petasentra.supply.words import amount, kind_id, rupiah
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.program import Program
    from petasentra.supply.solution import SupplySolution

    Numbers = npt.NDArray[np.float64]
    Reason = tuple[str, str, str, str]

__all__ = ["unmet_table"]

LIMIT_WORDS = {
    "supply": ("pasokan", "the supply of"),
    "must_leave": ("pasokan", "the supply of"),
    "capacity": ("kapasitas", "the capacity of"),
    "storage_capacity": ("daya tampung", "the room of"),
    "permit": ("izin", "the permit"),
    "no_permit": ("tidak adanya izin bagi", "the missing permit of"),
    "leg_limit": ("batas rute", "the limit of the leg"),
}


def unmet_table(solution: SupplySolution) -> Table:
    """Return `SupplySolution.unmet`."""
    import pyarrow as pa

    model, program, found = solution.model, solution.program, solution.found
    markets, count = model.markets, len(model.periods)
    unmet = found.x[program.columns.unmet]
    unmet = np.where(unmet <= TOLERANCE_T, 0.0, unmet)
    unlimited = _without_limits(program) if unmet.any() else unmet
    reasons: list[Reason] = []
    for row in range(len(markets)):
        for period in range(count):
            if unmet[row, period] == 0:
                reasons.append(("met", "", "", ""))
            else:
                reasons.append(_reason(solution, row, period, float(unlimited[row, period])))
    return Table.from_arrow(pa.table({
        "site_id": pa.array([name for name in markets.ids for _ in range(count)], pa.string()),
        "commodity": pa.array([name for name in markets.commodity for _ in range(count)], pa.string()),
        "period": pa.array(names(model.periods, np.tile(np.arange(count), len(markets))), pa.string()),
        "demand_t": pa.array(markets.demand.reshape(-1)),
        "arrived_t": pa.array((markets.demand - unmet).reshape(-1)),
        "unmet_t": pa.array(unmet.reshape(-1)),
        "penalty_idr": pa.array((unmet * np.nan_to_num(markets.penalty_idr)[:, None]).reshape(-1)),
        **{name: pa.array([one[place] for one in reasons], pa.string())
           for place, name in enumerate(("status", "limit", "reason_id", "reason_en"))},
    }))  # fmt: skip


def _without_limits(program: Program) -> Numbers:
    """Return what stays unmet if nothing were limited: then only ways and costs stand against it."""
    free = np.array([kind in LIMITS and kind != "demand" for kind in program.terms.kind], dtype=bool)
    high = np.where(free, np.inf, program.row_high)
    low = np.where(free, -np.inf, program.row_low)
    # What a processor must pay to open stays: it is a cost, not a limit.
    free_program = replace(program, row_low=low, row_high=high, whole=np.zeros(0, dtype=np.int64))
    with Solver(free_program, program.columns.legs.reshape(-1)) as solver:
        return solver.solve().x[program.columns.unmet]


def _reason(solution: SupplySolution, row: int, period: int, unlimited: float) -> Reason:
    model, legs = solution.model, solution.legs
    name, commodity = model.markets.ids[row], model.markets.commodity[row]
    market = KINDS.index("market")
    port = int(np.flatnonzero((model.taking.kind == market) & (model.taking.row == row))[0])
    into = legs.into(port)
    if not len(into):
        return ("no_supply", "", f"Tidak ada yang memasok {commodity}.", f"Nobody supplies {commodity}.")
    if not np.isfinite(legs.idr_per_t[into]).any():
        pairs = legs.pair[into]
        if np.isfinite(legs.tariff.idr_per_t[0, pairs]).any():
            return (
                "no_carrier", "", f"Tidak ada kendaraan berizin B3 yang membawa {commodity} ke {name}.",
                f"No vehicle with a licence for B3 brings {commodity} to {name}.",
            )  # fmt: skip
        return (
            "no_path", "", f"Tidak ada jalan dari pemasok {commodity} ke {name}.",
            f"There is no way from who supplies {commodity} to {name}.",
        )  # fmt: skip
    sites = _upstream(solution, port)
    sourced = any(model.site_kinds[site] in ("source", "storage") for site in sites)
    if not sourced:
        return (
            "no_path", "", f"Bahan {commodity} tidak sampai kepada pengolahnya.",
            f"What {commodity} is made of does not reach who makes it.",
        )  # fmt: skip
    if unlimited <= TOLERANCE_T:
        bound = _binding(solution, sites, period)
        if bound is not None:
            return bound
    penalty = float(model.markets.penalty_idr[row])
    return (
        "penalty_cheaper", "",
        f"Memasok {name} lebih mahal daripada nilai kekurangannya, {rupiah(penalty, 'id')}/t.",
        f"Supplying {name} costs more than a missing tonne is worth, {rupiah(penalty, 'en')}.",
    )  # fmt: skip


def _upstream(solution: SupplySolution, port: int) -> set[int]:
    """Return the sites from which a taking port can be fed, over legs with a way."""
    model, legs = solution.model, solution.legs
    open_legs = np.isfinite(legs.idr_per_t)
    found: set[int] = {int(model.taking.site[port])}
    ahead, seen = [port], {port}
    while ahead:
        at = ahead.pop()
        into = legs.into(at)
        for site in np.unique(model.sending.site[legs.sending[into[open_legs[into]]]]).tolist():
            found.add(site)
            for other in np.flatnonzero(model.taking.site == site):
                if int(other) not in seen:
                    seen.add(int(other))
                    ahead.append(int(other))
    return found


def _binding(solution: SupplySolution, sites: set[int], period: int) -> Reason | None:
    """Return the limit on the way that is worth most; None if no limit has a price."""
    model, program, found = solution.model, solution.program, solution.found
    terms = program.terms
    stored = len(model.storages) > 0
    worth: list[tuple[float, int]] = []
    for one in np.flatnonzero(found.price < -1e-9):
        kind, site = terms.kind[one], int(terms.site[one])
        here = site in sites or kind == "leg_limit"
        if kind in LIMIT_WORDS and here and (stored or terms.period[one] == period):
            worth.append((float(found.price[one]), int(one)))
    if not worth:
        return None
    row = min(worth)[1]
    kind, called = terms.kind[row], limit_name(model, program, row)
    days = float(model.days[terms.period[row]])
    high = float(program.row_high[row])
    if kind == "capacity":
        high = float(model.processors.capacity[terms.row[row], terms.period[row]])
    site = int(terms.site[row])
    at = (
        f" di {kind_id(model.site_kinds[site])} {model.site_ids[site]}",
        f" at the {model.site_kinds[site]} {model.site_ids[site]}",
    )
    told_id, told_en = LIMIT_WORDS[kind]
    where = at if kind == "permit" else ("", "")
    return (
        "limited", called,
        f"Terbatas oleh {told_id} {called}{where[0]}: {amount(high / days, 'id')} t/hari.",
        f"Limited by {told_en} {called}{where[1]}: {amount(high / days, 'en')} t/day.",
    )  # fmt: skip
