"""Why a market gets less than it wants."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from petasentra.supply.conflict_words import no_permit_words
from petasentra.supply.model import KINDS
from petasentra.supply.program import LIMITS
from petasentra.supply.solution_tables import TOLERANCE_T, limit_name, names
from petasentra.supply.transporting import solver_of
from petasentra.supply.words import amount, kind_id, rupiah
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.program import Program
    from petasentra.supply.solved import Solved

    Numbers = npt.NDArray[np.float64]
    Reason = tuple[str, str, str, str]

__all__ = ["unmet_table"]

#: Limits that one reason names; the others are counted.
_NAMED = 3

LIMIT_WORDS = {
    "supply": ("pasokan", "the supply of"),
    "must_leave": ("pasokan", "the supply of"),
    "capacity": ("kapasitas", "the capacity of"),
    "storage_capacity": ("daya tampung", "the room of"),
    "permit": ("izin", "the permit"),
    "leg_limit": ("batas rute", "the limit of the leg"),
}


def unmet_table(solution: Solved) -> Table:
    """Return `SupplySolution.unmet`."""
    import pyarrow as pa

    model, program, found = solution.model, solution.program, solution.found
    markets, count = model.markets, len(model.periods)
    unmet = found.x[program.columns.unmet]
    unmet = np.where(unmet <= TOLERANCE_T, 0.0, unmet)
    unlimited = _without_limits(program) if unmet.any() else unmet
    why = _Why(solution)
    reasons: list[Reason] = []
    for row in range(len(markets)):
        for period in range(count):
            if unmet[row, period] == 0:
                reasons.append(("met", "", "", ""))
            else:
                reasons.append(why.reason(row, period, float(unlimited[row, period])))
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
    with solver_of(free_program) as solver:
        return solver.solve().x[program.columns.unmet]


class _Why:
    """Reasons of the markets of one solution."""

    def __init__(self, solution: Solved) -> None:
        self.model, self.legs, self.program = solution.model, solution.legs, solution.program
        terms, price = self.program.terms, solution.found.price
        named = (*LIMIT_WORDS, "no_permit")
        limits = np.array([row for row in np.flatnonzero(price < -1e-9) if terms.kind[row] in named], np.int64)
        #: Sites behind sets of sites: many markets have the same suppliers.
        self._behind: dict[bytes, npt.NDArray[np.bool_]] = {}
        #: Rows of limits that are worth something, those worth most first.
        self.worth = limits[np.lexsort((limits, price[limits]))]
        self.anywhere = np.array([terms.kind[row] == "leg_limit" for row in self.worth], dtype=bool)
        taking = self.model.taking
        market = np.flatnonzero(taking.kind == KINDS.index("market"))
        self.port_of = np.zeros(len(self.model.markets), dtype=np.int64)
        self.port_of[taking.row[market]] = market

    def reason(self, row: int, period: int, unlimited: float) -> Reason:
        """Return why a market lacks something, and would lack `unlimited` without limits."""
        model, legs = self.model, self.legs
        name, commodity = model.markets.ids[row], model.markets.commodity[row]
        port = int(self.port_of[row])
        into = legs.into(port)
        if not len(into):
            return ("no_supply", "", f"Tidak ada yang memasok {commodity}.", f"Nobody supplies {commodity}.")
        if not np.isfinite(legs.idr_per_t[into]).any():
            if np.isfinite(legs.tariff.idr_per_t[0, legs.pair(into)]).any():
                return (
                    "no_carrier", "", f"Tidak ada kendaraan berizin B3 yang membawa {commodity} ke {name}.",
                    f"No vehicle with a licence for B3 brings {commodity} to {name}.",
                )  # fmt: skip
            return (
                "no_path", "", f"Tidak ada jalan dari pemasok {commodity} ke {name}.",
                f"There is no way from who supplies {commodity} to {name}.",
            )  # fmt: skip
        sites = self._upstream(port)
        if not any(model.site_kinds[site] in ("source", "storage") for site in np.flatnonzero(sites)):
            return (
                "no_path", "", f"Bahan {commodity} tidak sampai kepada pengolahnya.",
                f"What {commodity} is made of does not reach who makes it.",
            )  # fmt: skip
        if unlimited <= TOLERANCE_T:
            bound = self._binding(sites, period)
            if bound is not None:
                return bound
        penalty = float(model.markets.penalty_idr[row])
        return (
            "penalty_cheaper", "",
            f"Memasok {name} lebih mahal daripada nilai kekurangannya, {rupiah(penalty, 'id')}/t.",
            f"Supplying {name} costs more than a missing tonne is worth, {rupiah(penalty, 'en')}.",
        )  # fmt: skip

    def _upstream(self, port: int) -> npt.NDArray[np.bool_]:
        """Return for each site whether a taking port can be fed from it or is at it, over legs with a way."""
        fed = self._feeding(port)
        behind = self._behind.get(fed.tobytes())
        if behind is None:
            behind = self._behind[fed.tobytes()] = self._all_behind(fed)
        out = behind.copy()
        out[self.model.taking.site[port]] = True
        return out

    def _feeding(self, port: int) -> npt.NDArray[np.bool_]:
        """Return which sites have a leg to a taking port."""
        into = self.legs.into(port)
        out = np.zeros(len(self.model.site_ids), dtype=bool)
        out[self.model.sending.site[self.legs.sending[into[np.isfinite(self.legs.idr_per_t[into])]]]] = True
        return out

    def _all_behind(self, fed: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Return these sites and all from which they can be fed."""
        taking = self.model.taking
        found, seen = fed.copy(), np.zeros(len(taking), dtype=bool)
        while len(ahead := np.flatnonzero(found[taking.site] & ~seen)):
            seen[ahead] = True
            for port in ahead:
                found |= self._feeding(int(port))
        return found

    def _binding(self, sites: npt.NDArray[np.bool_], period: int) -> Reason | None:
        """Return the limits on the way that are worth anything, most first; None if none is."""
        model, program, terms = self.model, self.program, self.program.terms
        site = terms.site[self.worth]
        here = np.where(site >= 0, sites[np.maximum(site, 0)], self.anywhere)
        if not len(model.storages):
            here &= terms.period[self.worth] == period
        rows = [int(row) for row in self.worth[here]]
        if not rows:
            return None
        told = [self._limit_words(row) for row in rows[:_NAMED]]
        more = len(rows) - len(told)
        rest = (f" dan {more} batas lain", f" and {more} more limits") if more else ("", "")
        return (
            "limited", limit_name(model, program, rows[0]),
            f"Terbatas oleh {'; '.join(one for one, _ in told)}{rest[0]}.",
            f"Limited by {'; '.join(one for _, one in told)}{rest[1]}.",
        )  # fmt: skip

    def _limit_words(self, row: int) -> tuple[str, str]:
        """Return what a limit is and how much it lets through."""
        model, program, terms = self.model, self.program, self.program.terms
        kind, called = terms.kind[row], limit_name(model, program, row)
        if kind == "no_permit":
            one, other = no_permit_words(model, program, row)
            return one.rstrip(","), other.rstrip(",")
        days = float(model.days[terms.period[row]])
        high = float(program.row_high[row])
        if kind == "capacity":
            high = float(model.processors.capacity[terms.row[row], terms.period[row]])
        place = int(terms.site[row])
        at = (
            f" di {kind_id(model.site_kinds[place])} {model.site_ids[place]}",
            f" at the {model.site_kinds[place]} {model.site_ids[place]}",
        )
        told_id, told_en = LIMIT_WORDS[kind]
        where = at if kind == "permit" else ("", "")
        if kind == "storage_capacity":  # room has no time
            rate = f"{amount(high, 'id')} t", f"{amount(high, 'en')} t"
        else:
            rate = f"{amount(high / days, 'id')} t/hari", f"{amount(high / days, 'en')} t/day"
        return f"{told_id} {called}{where[0]}: {rate[0]}", f"{told_en} {called}{where[1]}: {rate[1]}"
