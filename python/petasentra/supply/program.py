"""The linear program of a chain: what is decided, what has to hold, and which row of the user each of them is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from petasentra.supply.model import KINDS
from petasentra.supply.transport_blocks import transport_blocks

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

    from petasentra.supply.legs import Legs
    from petasentra.supply.model import Model
    from petasentra.supply.transport_blocks import Block

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = ["Columns", "Program", "Terms", "make_program"]

#: What a row of the program stands for. Those of `LIMITS` come from a number of the user that could be another.
BALANCES = ("output", "input", "storage_balance")
LIMITS = ("supply", "must_leave", "capacity", "storage_capacity", "permit", "no_permit", "leg_limit", "demand")


@dataclass(frozen=True, eq=False)
class Columns:
    """Where each decision stands: numbers of columns, of shape (rows, periods) where they are decided every period."""

    legs: Indices
    activity: Indices
    leftover: Indices
    stock: Indices
    unmet: Indices
    opened: Indices


@dataclass(frozen=True, eq=False)
class Terms:
    """What each row stands for: kind, row of the user (or port), site, commodity (-1: none or several) and period."""

    kind: list[str]
    row: Indices
    site: Indices
    commodity: Indices
    period: Indices


@dataclass(frozen=True, eq=False)
class Program:
    """Minimise cost x with row_low <= A x <= row_high and low <= x <= high.

    The matrix is held by column: entries of column c are start[c] .. start[c + 1] - 1. ``blocks``: see `Block`; None
    for a program that is more than transport. ``as_of``: the day on which permits were looked at.
    """

    cost: Numbers
    low: Numbers
    high: Numbers
    whole: Indices
    row_low: Numbers
    row_high: Numbers
    start: Indices
    index: Indices
    value: Numbers
    columns: Columns
    terms: Terms
    blocks: tuple[Block, ...] | None = None
    as_of: dt.date | None = None


class _Builder:
    """Collects columns, rows and entries."""

    def __init__(self) -> None:
        self.cost: list[Numbers] = []
        self.high: list[Numbers] = []
        self.columns = 0
        self.rows = 0
        self.entries: list[tuple[Indices, Indices, Numbers]] = []
        self.leg_rows, self.leg_values = np.zeros((0, 2), dtype=np.int64), np.zeros((0, 2))
        self.bounds: list[tuple[Numbers, Numbers]] = []
        self.kind: list[str] = []
        self.terms: list[tuple[Indices, Indices, Indices, Indices]] = []

    def add_columns(self, shape: tuple[int, int], cost: Numbers, high: Numbers | float = np.inf) -> Indices:
        """Add columns, numbered row by row; return their numbers."""
        count = shape[0] * shape[1]
        numbers = np.arange(self.columns, self.columns + count, dtype=np.int64).reshape(shape)
        self.columns += count
        self.cost.append(np.broadcast_to(cost, shape).reshape(-1).astype(np.float64))
        self.high.append(np.broadcast_to(high, shape).reshape(-1).astype(np.float64))
        return numbers

    def add_rows(
        self, kind: str, low: Numbers, high: Numbers, row: Indices, site: Indices, commodity: Indices
    ) -> Indices:
        """Add rows of shape (rows, periods); return their numbers."""
        shape = low.shape
        numbers = np.arange(self.rows, self.rows + low.size, dtype=np.int64).reshape(shape)
        self.rows += low.size
        self.bounds.append((low.reshape(-1), high.reshape(-1)))
        self.kind += [kind] * low.size
        period = np.broadcast_to(np.arange(shape[1]), shape)
        self.terms.append((
            np.repeat(row, shape[1]), np.repeat(site, shape[1]), np.repeat(commodity, shape[1]), period.reshape(-1)
        ))  # fmt: skip
        return numbers

    def put(self, rows: Indices, columns: Indices, value: Numbers | float) -> None:
        """Put entries; the three are of one shape, or the value is one number."""
        self.entries.append((
            rows.reshape(-1), columns.reshape(-1), np.broadcast_to(value, rows.shape).reshape(-1).astype(np.float64)
        ))  # fmt: skip

    def put_legs(self, leaving: Indices, arriving: Indices, sign: Numbers) -> None:
        """Put the two entries of every leg: where it leaves, with its sign, and where it arrives.

        Legs are the first columns; rows are of shape (legs, periods).
        """
        values = np.ones((leaving.size, 2))
        values[:, 0] = np.repeat(sign, leaving.shape[1])
        self.leg_rows, self.leg_values = np.stack([leaving.reshape(-1), arriving.reshape(-1)], axis=1), values

    def program(self, columns: Columns) -> Program:
        """Return what was collected; entries at one place are added."""
        rows, places, values = (np.concatenate(part) for part in zip(*self.entries, strict=True))
        legs = len(self.leg_rows)
        if (places < legs).any() or not (self.leg_rows[:, 0] < self.leg_rows[:, 1]).all():
            rows = np.concatenate([rows, self.leg_rows.reshape(-1)])
            places = np.concatenate([places, np.repeat(np.arange(legs), 2)])
            values = np.concatenate([values, self.leg_values.reshape(-1)])
            self.leg_rows, self.leg_values = self.leg_rows[:0], self.leg_values[:0]
        keys = places * max(self.rows, 1) + rows
        order = np.argsort(keys, kind="stable")
        keys, places, rows, values = keys[order], places[order], rows[order], values[order]
        if len(keys):
            first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
            places, rows, values = places[first], rows[first], np.add.reduceat(values, first)
        count = np.bincount(places, minlength=self.columns)
        count[: len(self.leg_rows)] = 2
        cost, high = np.concatenate(self.cost), np.concatenate(self.high)
        terms = [np.concatenate(part) for part in zip(*self.terms, strict=True)]
        return Program(
            cost, np.zeros(self.columns), high, columns.opened.reshape(-1),
            np.concatenate([low for low, _ in self.bounds]), np.concatenate([high for _, high in self.bounds]),
            np.concatenate([[0], np.cumsum(count)]), np.concatenate([self.leg_rows.reshape(-1), rows]),
            np.concatenate([self.leg_values.reshape(-1), values]), columns, Terms(self.kind, *terms),
        )  # fmt: skip


def make_program(model: Model, legs: Legs, *, as_of: dt.date | None, permits: bool) -> Program:
    """Return the program; with `permits` B3 commodities come only to sites that may take them, and only so much."""
    build, periods = _Builder(), len(model.periods)
    sending = model.sending
    there = np.isfinite(legs.idr_per_t)
    source = sending.kind == KINDS.index("source")
    bought = np.zeros(len(sending))
    bought[source] = model.sources.idr_per_t[sending.row[source]]
    leg_cost = np.where(there, legs.idr_per_t, 0.0) + (bought[legs.sending] if bought.any() else 0.0)
    open_leg = np.where(there, np.inf, 0.0)
    processor_out = np.flatnonzero(sending.kind == KINDS.index("processor"))
    leftover_cost = np.array([one.leftover_idr_per_t for one in model.commodities])
    fixed = np.flatnonzero(model.processors.fixed_idr > 0)
    columns = Columns(
        legs=build.add_columns((len(legs), periods), leg_cost[:, None], open_leg[:, None]),
        activity=build.add_columns((len(model.processors), periods), model.processors.idr_per_t[:, None]),
        leftover=build.add_columns(
            (len(processor_out), periods), leftover_cost[sending.commodity[processor_out], None]
        ),
        stock=build.add_columns((len(model.storages), periods), model.storages.idr_per_t[:, None]),
        unmet=build.add_columns(
            (len(model.markets), periods),
            np.nan_to_num(model.markets.penalty_idr)[:, None],
            np.where(np.isnan(model.markets.penalty_idr)[:, None], 0.0, model.markets.demand),
        ),
        opened=build.add_columns((len(fixed), 1), model.processors.fixed_idr[fixed, None], 1.0),
    )
    out_rows = _sending_rows(build, model, columns, processor_out)
    in_rows = _taking_rows(build, model, columns, out_rows)
    # What leaves a source is counted, and what leaves a balance is taken from it.
    build.put_legs(out_rows[legs.sending], in_rows[legs.taking], np.where(source, 1.0, -1.0)[legs.sending])
    _capacities(build, model, columns, fixed)
    _leg_limits(build, model, legs, columns)
    if permits:
        _permit_rows(build, model, legs, columns, as_of)
    blocks = transport_blocks(model, legs, build.kind, out_rows, in_rows)
    return replace(build.program(columns), blocks=blocks, as_of=as_of)


def _sending_rows(build: _Builder, model: Model, columns: Columns, processor_out: Indices) -> Indices:
    """Add rows of supplies, outputs and storages; return the rows of each sending port, shape (ports, periods)."""
    sending, periods = model.sending, len(model.periods)
    rows = np.zeros((len(sending), periods), dtype=np.int64)
    for kind, name, must in (("source", "supply", False), ("source", "must_leave", True)):
        ports = np.flatnonzero(sending.kind == KINDS.index(kind))
        ports = ports[model.sources.must_leave[sending.row[ports]] == must]
        amount = model.sources.amount[sending.row[ports]]
        low = amount if must else np.full(amount.shape, -np.inf)
        rows[ports] = build.add_rows(
            name, low, amount, sending.row[ports], sending.site[ports], sending.commodity[ports]
        )
    zero = np.zeros((len(processor_out), periods))
    made = build.add_rows(
        "output", zero, zero, processor_out, sending.site[processor_out], sending.commodity[processor_out]
    )
    rows[processor_out] = made
    build.put(made, columns.activity[sending.row[processor_out]], sending.share[processor_out, None])
    build.put(made, columns.leftover, -1.0)
    storage = np.flatnonzero(sending.kind == KINDS.index("storage"))
    stored = sending.row[storage]
    start = np.zeros((len(storage), periods))
    start[:, :1] = -model.storages.initial_t[stored, None]
    kept = build.add_rows("storage_balance", start, start, storage, sending.site[storage], sending.commodity[storage])
    rows[storage] = kept
    build.put(kept, columns.stock[stored], -1.0)
    build.put(kept[:, 1:], columns.stock[stored, :-1], 1.0 - model.storages.loss_share[stored, None])
    return rows


def _taking_rows(build: _Builder, model: Model, columns: Columns, out_rows: Indices) -> Indices:
    """Add rows of inputs and demands; storages have theirs. Return the rows of each taking port."""
    sending, taking, periods = model.sending, model.taking, len(model.periods)
    rows = np.zeros((len(taking), periods), dtype=np.int64)
    into = np.flatnonzero(taking.kind == KINDS.index("processor"))
    zero = np.zeros((len(into), periods))
    rows[into] = build.add_rows("input", zero, zero, into, taking.site[into], taking.commodity[into])
    build.put(rows[into], columns.activity[taking.row[into]], -taking.share[into, None])
    market = np.flatnonzero(taking.kind == KINDS.index("market"))
    demand = model.markets.demand[taking.row[market]]
    rows[market] = build.add_rows(
        "demand", demand, demand, taking.row[market], taking.site[market], taking.commodity[market]
    )
    build.put(rows[market], columns.unmet[taking.row[market]], 1.0)
    storage = KINDS.index("storage")
    by_row = {int(sending.row[port]): port for port in np.flatnonzero(sending.kind == storage)}
    for port in np.flatnonzero(taking.kind == storage):
        rows[port] = out_rows[by_row[int(taking.row[port])]]
    return rows


def _capacities(build: _Builder, model: Model, columns: Columns, fixed: Indices) -> None:
    """Add what processors and storages hold at most; a processor with a fixed cost takes nothing unless it is open."""
    site = model.site_of("processor")
    capacity = model.processors.capacity
    opened = {int(row): number for number, row in enumerate(fixed)}
    bound = np.flatnonzero(np.isfinite(capacity).any(axis=1) | (model.processors.fixed_idr > 0))
    high = capacity[bound].copy()
    for place, row in enumerate(bound):
        if int(row) in opened:
            high[place] = 0.0
    none = np.full(len(bound), -1)
    rows = build.add_rows("capacity", np.full(high.shape, -np.inf), high, bound, site[bound], none)
    build.put(rows, columns.activity[bound], 1.0)
    for place, row in enumerate(bound):
        if int(row) in opened:
            column = np.full(len(model.periods), columns.opened[opened[int(row)], 0])
            most = np.where(np.isfinite(capacity[row]), capacity[row], _most(model))
            build.put(rows[place], column, -most)
    stored = np.flatnonzero(np.isfinite(model.storages.capacity))
    high = np.broadcast_to(model.storages.capacity[stored, None], (len(stored), len(model.periods))).copy()
    commodity = np.array([model.number_of[model.storages.commodity[row]] for row in stored], dtype=np.int64)
    rows = build.add_rows(
        "storage_capacity", np.full(high.shape, -np.inf), high, stored, model.site_of("storage")[stored], commodity
    )
    build.put(rows, columns.stock[stored], 1.0)


def _most(model: Model) -> float:
    """Return more than can ever go through a site."""
    return float(np.nansum(model.sources.amount) + np.nansum(model.storages.initial_t)) + 1.0


def _leg_limits(build: _Builder, model: Model, legs: Legs, columns: Columns) -> None:
    """Add what may go from site to site at most, over all kinds of sites with those ids."""
    limits = model.limits
    if not len(limits):
        return
    begin, end = model.sending.site[legs.sending], model.taking.site[legs.taking]
    for row in range(len(limits)):
        on_it = np.isin(begin, model.sites_named(limits.from_id[row]))
        on_it &= np.isin(end, model.sites_named(limits.to_id[row]))
        number = model.number_of.get(limits.commodity[row], -1)
        if limits.commodity[row]:
            on_it &= legs.commodity == number
        _limit(build, columns, "leg_limit", row, -1, number, np.flatnonzero(on_it), limits.t_per_day[row] * model.days)


def _permit_rows(build: _Builder, model: Model, legs: Legs, columns: Columns, as_of: dt.date | None) -> None:
    """Add what sites may take of B3 commodities: each valid permit is a row, and what none speaks of may not come."""
    b3 = np.array([one.b3 for one in model.commodities], dtype=bool)
    if not b3.any() and not len(model.permits):
        return
    to_site = model.taking.site[legs.taking]
    allowed = np.zeros(len(legs), dtype=bool)
    permits, valid = model.permits, model.permits.valid_on(as_of)
    for row in np.flatnonzero(valid):
        meant = b3[legs.commodity] & np.isin(to_site, model.sites_named(permits.site[row]))
        number = model.number_of.get(permits.commodity[row], -1)
        if permits.commodity[row]:
            meant &= legs.commodity == number
        allowed |= meant
        found = np.flatnonzero(meant)
        site = int(to_site[found[0]]) if len(found) else -1
        _limit(build, columns, "permit", int(row), site, number, found, permits.t_per_day[row] * model.days)
    without = np.flatnonzero(b3[legs.commodity] & ~allowed)
    for site, number in sorted({(int(to_site[leg]), int(legs.commodity[leg])) for leg in without}):
        these = without[(to_site[without] == site) & (legs.commodity[without] == number)]
        _limit(build, columns, "no_permit", -1, site, number, these, np.zeros(len(model.periods)))


def _limit(
    build: _Builder, columns: Columns, kind: str, row: int, site: int, commodity: int, legs: Indices, high: Numbers
) -> None:
    one = build.add_rows(
        kind, np.full((1, len(high)), -np.inf), high[None, :], np.array([row]), np.array([site]), np.array([commodity])
    )
    build.put(np.broadcast_to(one, (len(legs), len(high))), columns.legs[legs], 1.0)
