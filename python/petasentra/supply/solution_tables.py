"""A solution as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from petasentra.supply.model import KINDS
from petasentra.supply.price_status import price_status
from petasentra.tables import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.supply.legs import Legs
    from petasentra.supply.model import Model
    from petasentra.supply.program import Program
    from petasentra.supply.solving import Optimum
    from petasentra.supply.ways import Measured

    Indices = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float64]

__all__ = [
    "TOLERANCE_T",
    "Carried",
    "carried",
    "cost_rows",
    "flow_table",
    "leftover_table",
    "limit_table",
    "names",
    "over_legs",
    "price_table",
    "site_table",
]

#: Tonnes below which a number is rounding of the solver: a gram.
TOLERANCE_T = 1e-6


class Carried(NamedTuple):
    """Every flow: its leg and period, tonnes, and what its way is like."""

    leg: Indices
    period: Indices
    amount: Numbers
    measured: Measured


def carried(legs: Legs, program: Program, found: Optimum) -> Carried:
    """Return the flows of a solution."""
    amount = over_legs(program, found)
    leg, period = np.nonzero(amount > TOLERANCE_T)
    return Carried(leg, period, amount[leg, period], legs.measure(leg))


def over_legs(program: Program, found: Optimum) -> Numbers:
    """Return what goes over each leg in each period, shape (legs, periods): legs are the first columns of a program."""
    return found.x[: program.columns.legs.size].reshape(program.columns.legs.shape)


def names(texts: list[str], numbers: Indices) -> list[str]:
    """Return a text for each number."""
    return [texts[number] for number in numbers]


def flow_table(model: Model, legs: Legs, flows: Carried) -> Table:
    """Return `SupplySolution.flows`."""
    import pyarrow as pa

    leg, period = flows.leg, flows.period
    begin, end = model.sending.site[legs.sending[leg]], model.taking.site[legs.taking[leg]]
    order = np.lexsort((period, end, begin, legs.commodity[leg]))
    leg, period, begin, end = leg[order], period[order], begin[order], end[order]
    amount = flows.amount[order]
    commodity = [model.commodities[number] for number in legs.commodity[leg]]
    marks = _marks(model)
    synthetic = [_either(marks[one], marks[other]) for one, other in zip(begin, end, strict=True)]
    return Table.from_arrow(pa.table({
        "leg": pa.array(leg),
        "from_id": pa.array(names(model.site_ids, begin), pa.string()),
        "from_kind": pa.array(names(model.site_kinds, begin), pa.string()),
        "to_id": pa.array(names(model.site_ids, end), pa.string()),
        "to_kind": pa.array(names(model.site_kinds, end), pa.string()),
        "commodity": pa.array([one.name for one in commodity], pa.string()),
        "b3": pa.array([one.b3 for one in commodity], pa.bool_()),
        "period": pa.array(names(model.periods, period), pa.string()),
        "vehicle": pa.array([model.vehicles[number].name for number in legs.vehicle[leg]], pa.string()),
        "amount_t": pa.array(amount),
        "cost_idr": pa.array(amount * legs.idr_per_t[leg]),
        "minutes": pa.array(flows.measured.minutes[order]),
        "km": pa.array(flows.measured.km[order]),
        "synthetic": pa.array(synthetic, pa.bool_()),
        "status": pa.array(["moved"] * len(leg), pa.string()),
    }))  # fmt: skip


def _marks(model: Model) -> list[bool | None]:
    """Return whether each site is synthetic: that of its rows, true where any is."""
    found: dict[tuple[str, str], bool | None] = {}
    for kind, rows in model.by_kind.items():
        for name, mark in zip(rows.ids, rows.synthetic, strict=True):
            found[kind, name] = _either(found.get((kind, name)), mark)
    return [found[key] for key in zip(model.site_kinds, model.site_ids, strict=True)]


def _either(one: bool | None, other: bool | None) -> bool | None:
    if one or other:
        return True
    return None if one is None or other is None else False


def site_table(model: Model, program: Program, found: Optimum) -> Table:
    """Return `SupplySolution.sites`."""
    import pyarrow as pa

    columns, x = program.columns, found.x
    sent = {}
    for port in np.flatnonzero(model.sending.kind == KINDS.index("source")):
        sent[int(model.sending.row[port])] = port
    source_rows = np.flatnonzero([kind in ("supply", "must_leave") for kind in program.terms.kind])
    used = np.zeros_like(model.sources.amount)
    used[program.terms.row[source_rows], program.terms.period[source_rows]] = found.activity[source_rows]
    storage = np.broadcast_to(model.storages.capacity[:, None], (len(model.storages), len(model.periods)))
    parts: list[tuple[str, Any, list[str], Numbers, Numbers]] = [
        ("source", model.sources, model.sources.commodity, model.sources.amount, used),
        ("processor", model.processors, [""] * len(model.processors), model.processors.capacity, x[columns.activity]),
        ("storage", model.storages, model.storages.commodity, storage, x[columns.stock]),
        (
            "market",
            model.markets,
            model.markets.commodity,
            model.markets.demand,
            model.markets.demand - x[columns.unmet],
        ),
    ]
    count = len(model.periods)
    rows: dict[str, list[Any]] = {name: [] for name in (
        "site_id", "kind", "commodity", "period", "offered_t", "used_t", "unit", "origin", "synthetic", "verified"
    )}  # fmt: skip
    for kind, of, commodity, offered, taken in parts:
        rows["kind"] += [kind] * len(of) * count
        rows["period"] += model.periods * len(of)
        offered_t = np.where(np.isfinite(offered), offered, np.nan).reshape(-1)
        rows["offered_t"] += [None if np.isnan(one) else one for one in offered_t.tolist()]
        rows["used_t"] += _clean(taken).reshape(-1).tolist()
        for name, values in (("site_id", of.ids), ("commodity", commodity), ("unit", of.unit), ("origin", of.origin),
                             ("synthetic", of.synthetic), ("verified", of.verified)):  # fmt: skip
            rows[name] += [value for value in values for _ in range(count)]
    types = {"offered_t": pa.float64(), "used_t": pa.float64(), "synthetic": pa.bool_(), "verified": pa.bool_()}
    return Table.from_arrow(
        pa.table({name: pa.array(values, types.get(name, pa.string())) for name, values in rows.items()})
    )


def _clean(values: Numbers) -> Numbers:
    """Return numbers without the solver's rounding around 0."""
    return np.where(np.abs(values) <= TOLERANCE_T, 0.0, values)


def leftover_table(model: Model, program: Program, found: Optimum) -> Table:
    """Return `SupplySolution.leftovers`."""
    import pyarrow as pa

    ports = np.flatnonzero(model.sending.kind == KINDS.index("processor"))
    amount = found.x[program.columns.leftover].reshape(len(ports), len(model.periods))
    row, period = np.nonzero(amount > TOLERANCE_T)
    commodity = [model.commodities[number] for number in model.sending.commodity[ports[row]]]
    return Table.from_arrow(pa.table({
        "site_id": pa.array(names(model.site_ids, model.sending.site[ports[row]]), pa.string()),
        "commodity": pa.array([one.name for one in commodity], pa.string()),
        "b3": pa.array([one.b3 for one in commodity], pa.bool_()),
        "period": pa.array(names(model.periods, period), pa.string()),
        "amount_t": pa.array(amount[row, period]),
    }))  # fmt: skip


def price_table(model: Model, program: Program, found: Optimum) -> Table:
    """Return `SupplySolution.shadow_prices`: a supply is worth the opposite of its price, a balance its price."""
    import pyarrow as pa

    side = {"supply": "sends", "must_leave": "sends", "output": "sends", "storage_balance": "takes", "input": "takes",
            "demand": "takes"}  # fmt: skip
    terms = program.terms
    rows = np.array([row for row, kind in enumerate(terms.kind) if kind in side], dtype=np.int64)
    kinds = [terms.kind[row] for row in rows]
    sign = np.array([-1.0 if kind in ("supply", "must_leave") else 1.0 for kind in kinds])
    price = found.price[rows] * sign + 0.0
    # Where nothing arrives, the program takes any price from the penalty upwards; a tonne given away saves the penalty.
    market = np.flatnonzero(np.array(kinds, dtype=object) == "demand")
    status = price_status(program, found)
    price[market] = np.fmin(price[market], model.markets.penalty_idr[terms.row[rows[market]]])
    return Table.from_arrow(pa.table({
        "site_id": pa.array(names(model.site_ids, terms.site[rows]), pa.string()),
        "kind": pa.array(names(model.site_kinds, terms.site[rows]), pa.string()),
        "side": pa.array([side[kind] for kind in kinds], pa.string()),
        "commodity": pa.array([model.commodities[number].name for number in terms.commodity[rows]], pa.string()),
        "period": pa.array(names(model.periods, terms.period[rows]), pa.string()),
        "idr_per_t": pa.array(price),
        "status": pa.array([status[row] for row in rows], pa.string()),
    }))  # fmt: skip


def limit_name(model: Model, program: Program, row: int) -> str:
    """Return how the user calls a limit: the id of a permit, the ends of a leg, else the site."""
    kind, number, site = program.terms.kind[row], int(program.terms.row[row]), int(program.terms.site[row])
    if kind == "permit":
        return model.permits.ids[number]
    if kind == "leg_limit":
        return f"{model.limits.from_id[number]} - {model.limits.to_id[number]}"
    return model.site_ids[site]


def limit_table(model: Model, program: Program, found: Optimum) -> Table:
    """Return `SupplySolution.limits`; an opening with a cost is limited while it is open."""
    import pyarrow as pa

    terms = program.terms
    limited = ("supply", "must_leave", "capacity", "storage_capacity", "permit", "no_permit", "leg_limit")
    rows = np.array([row for row, kind in enumerate(terms.kind) if kind in limited], dtype=np.int64)
    kinds = [terms.kind[row] for row in rows]
    fixed = {int(row) for row in np.flatnonzero(model.processors.fixed_idr > 0)}
    used, high = found.activity[rows], program.row_high[rows].copy()
    for place, row in enumerate(rows):
        if kinds[place] == "capacity" and int(terms.row[row]) in fixed:
            used[place] = found.x[program.columns.activity[terms.row[row], terms.period[row]]]
            high[place] = model.processors.capacity[terms.row[row], terms.period[row]]
    there = np.isfinite(high)
    return Table.from_arrow(pa.table({
        "limit": pa.array(kinds, pa.string()),
        "name": pa.array([limit_name(model, program, int(row)) for row in rows], pa.string()),
        "site_id": pa.array([model.site_ids[site] if site >= 0 else None for site in terms.site[rows]], pa.string()),
        "commodity": pa.array(
            [model.commodities[number].name if number >= 0 else "" for number in terms.commodity[rows]], pa.string()
        ),
        "period": pa.array(names(model.periods, terms.period[rows]), pa.string()),
        "used_t": pa.array(_clean(used)),
        "limit_t": pa.array(high, mask=~there),
        "idr_per_t": pa.array(-found.price[rows] + 0.0),
        "binding": pa.array((np.abs(high - used) <= TOLERANCE_T) & there),
    }))  # fmt: skip


def cost_rows(model: Model, legs: Legs, program: Program, found: Optimum, flows: Carried) -> dict[str, float]:
    """Return `SupplySolution.cost`."""
    columns, leg, flow = program.columns, flows.leg, flows.amount
    by = [model.vehicles[number] for number in legs.vehicle[leg]]
    payload = np.array([one.payload_t for one in by])
    per_hour = flow * np.array([one.idr_per_hour for one in by]) * flows.measured.minutes / 60.0 / payload
    per_trip = flow * np.array([one.idr_per_trip for one in by]) / payload
    source = model.sending.kind[legs.sending[leg]] == KINDS.index("source")
    bought = model.sources.idr_per_t[model.sending.row[legs.sending[leg[source]]]]
    return {
        "haulage_distance": float((flow * legs.idr_per_t[leg]).sum() - per_hour.sum() - per_trip.sum()),
        "haulage_time": float(per_hour.sum()),
        "haulage_trips": float(per_trip.sum()),
        "purchase": float((flow[source] * bought).sum()),
        "processing": _of(program, found, columns.activity),
        "opening": _of(program, found, columns.opened),
        "storage": _of(program, found, columns.stock),
        "leftover": _of(program, found, columns.leftover),
        "unmet": _of(program, found, columns.unmet),
    }


def _of(program: Program, found: Optimum, columns: Indices) -> float:
    return float((program.cost[columns] * found.x[columns]).sum())
