"""Checks of numbers: missing, infinite, negative, in cubic metres without a density, too large to be added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.findings.rows import finding
from petasentra.supply.ways import TableWays
from petasentra.supply.words import amount, rupiah

if TYPE_CHECKING:
    from collections.abc import Iterator

    from petasentra.supply.model import Model
    from petasentra.supply.ways import Ways

#: What columns are called.
_COLUMN_WORDS = {
    "supply": ("pasokan", "supply"), "capacity": ("kapasitas", "capacity"), "demand": ("permintaan", "demand"),
    "idr_per_t": ("biaya per ton", "cost of a tonne"), "fixed_idr": ("biaya membuka", "cost of opening"),
    "loss_share": ("bagian yang hilang", "share lost"), "initial": ("isi awal", "stock at first"),
    "unmet_penalty_idr": ("denda kekurangan", "penalty of what is missing"), "t_per_day": ("t/hari", "t/day"),
}  # fmt: skip
#: Rupiah beyond which sums lose whole rupiah.
_MOST_IDR = 2.0**53
_UNKNOWN_DENSITY = (
    "Beri density_t_per_m3 pada add_commodity, atau tulis jumlahnya dalam ton.",
    "Give density_t_per_m3 to add_commodity, or write the amount in tonnes.",
)
_ENDLESS = (
    "Untuk pembeli yang mengambil semua, isi jumlah semua sumbernya, dengan denda 0.",
    "For a market that takes all there is, state what all its sources have, with a penalty of 0.",
)


def amount_findings(model: Model) -> Iterator[dict[str, Any]]:
    """Return what is wrong with numbers."""
    volume = {id(rows): rows.volume for rows in (model.sources, model.processors, model.storages, model.markets)}
    for layer, rows, column, values, most in _numbers(model):
        table = values if values.ndim == 2 else values[:, None]
        sound = (np.isfinite(table) & (table >= 0) & (table <= most)).all(axis=1)
        ids = rows.ids if hasattr(rows, "ids") else rows.from_id
        for row in np.flatnonzero(~sound).tolist():
            name, cells, called = ids[row], table[row], _COLUMN_WORDS[column]
            if np.isnan(cells).any() and column in ("supply", "capacity", "demand") and volume[id(rows)][row]:
                yield finding(
                    "UNIT_CLASH",
                    "error",
                    layer,
                    name,
                    (
                        f"{name}: {called[0]} dalam m3, sedangkan berat jenis komoditasnya tidak diketahui.",
                        f"{name}: the {called[1]} is in m3, and the density of the commodity is not known.",
                    ),
                    _UNKNOWN_DENSITY,
                )
            elif np.isnan(cells).any():
                yield finding(
                    "NUMBER_NOT_FINITE",
                    "error",
                    layer,
                    name,
                    (f"{name}: {called[0]} kosong.", f"{name}: the {called[1]} is missing."),
                    ("Isi angkanya.", "State the number."),
                )
            elif np.isinf(cells).any() and column != "capacity":
                yield finding(
                    "NUMBER_NOT_FINITE",
                    "error",
                    layer,
                    name,
                    (f"{name}: {called[0]} tak hingga.", f"{name}: the {called[1]} is infinite."),
                    _ENDLESS if column == "demand" else ("Isi angka yang terbatas.", "State a finite number."),
                )
            elif (cells < 0).any() or (cells > most).any():
                wrong = float(cells.min() if (cells < 0).any() else cells.max())
                span = (
                    ("tidak boleh negatif", "must not be negative")
                    if most == np.inf
                    else ("harus antara 0 dan 1", "has to be between 0 and 1")
                )
                yield finding(
                    "AMOUNT_NEGATIVE",
                    "error",
                    layer,
                    name,
                    (
                        f"{name}: {called[0]} bernilai {amount(wrong, 'id')}; {span[0]}.",
                        f"{name}: the {called[1]} is {amount(wrong, 'en')}; it {span[1]}.",
                    ),
                    ("Betulkan angkanya.", "Correct the number."),
                    wrong,
                    "t or IDR",
                )
    yield from _overflow(model)


def _numbers(model: Model) -> Iterator[tuple[str, Any, str, Any, float]]:
    """Yield layer, rows, name, values and the most that is allowed of every column of numbers."""
    some = np.inf
    yield "sources", model.sources, "supply", model.sources.amount, some
    yield "sources", model.sources, "idr_per_t", model.sources.idr_per_t, some
    yield "processors", model.processors, "capacity", model.processors.capacity, some
    yield "processors", model.processors, "idr_per_t", model.processors.idr_per_t, some
    yield "processors", model.processors, "fixed_idr", model.processors.fixed_idr, some
    yield "storages", model.storages, "capacity", model.storages.capacity, some
    yield "storages", model.storages, "loss_share", model.storages.loss_share, 1.0
    yield "storages", model.storages, "idr_per_t", model.storages.idr_per_t, some
    yield "storages", model.storages, "initial", model.storages.initial_t, some
    yield "markets", model.markets, "demand", model.markets.demand, some
    # Nothing stands for "all of it has to come" there.
    yield (
        "markets",
        model.markets,
        "unmet_penalty_idr",
        np.nan_to_num(model.markets.penalty_idr, nan=0.0, posinf=np.inf),
        some,
    )
    yield "permits", model.permits, "t_per_day", model.permits.t_per_day, some
    yield "leg limits", model.limits, "t_per_day", model.limits.t_per_day, some


def _overflow(model: Model) -> Iterator[dict[str, Any]]:
    most = _most_tonnes(model)
    prices = [
        ("vehicles", one.name, max(one.idr_per_t_km * 1e4, (one.idr_per_hour * 1e3 + one.idr_per_trip) / one.payload_t))
        for one in model.vehicles
    ]
    prices += [("markets", name, cost) for name, cost in zip(model.markets.ids, model.markets.penalty_idr, strict=True)]
    prices += [("sources", name, cost) for name, cost in zip(model.sources.ids, model.sources.idr_per_t, strict=True)]
    prices += [
        (layer, name, cost)
        for layer, rows in (("processors", model.processors), ("storages", model.storages))
        for name, cost in zip(rows.ids, rows.idr_per_t, strict=True)
    ]
    prices += [("commodities", one.name, one.leftover_idr_per_t) for one in model.commodities]
    # An opening is paid once, whatever goes through.
    prices += [
        ("processors", name, cost / max(most, 1.0))
        for name, cost in zip(model.processors.ids, model.processors.fixed_idr, strict=True)
    ]
    for one in model.vehicles:
        numbers = (one.idr_per_t_km, one.idr_per_hour, one.idr_per_trip, one.payload_t)
        if not all(np.isfinite(number) and number >= 0 for number in numbers):
            yield finding(
                "NUMBER_NOT_FINITE",
                "error",
                "vehicles",
                one.name,
                (
                    f"{one.name}: biaya kosong, tak hingga, atau negatif.",
                    f"{one.name}: a cost is missing, infinite or negative.",
                ),
                ("Isi angkanya.", "State the number."),
            )
    for layer, name, price in prices:
        if np.isfinite(price) and np.isfinite(most) and price > _MOST_IDR / max(most, 1e-300):
            yield finding(
                "COST_OVERFLOW",
                "error",
                layer,
                name,
                (
                    f"{name}: {rupiah(price, 'id')} per ton kali {amount(most, 'id')} ton terlalu besar untuk"
                    " dijumlahkan tepat.",
                    f"{name}: {rupiah(price, 'en')} a tonne times {amount(most, 'en')} tonnes is too much to be added"
                    " up exactly.",
                ),
                ("Periksa satuannya.", "Look at the units."),
                float(min(price, 1e300 / max(most, 1.0)) * most),
                "IDR",
            )


def leg_overflow(model: Model, ways: Ways) -> Iterator[dict[str, Any]]:
    """Return the leg of a table that costs too much to be added up, the worst of each vehicle; no road is so long."""
    most = _most_tonnes(model)
    if not isinstance(ways, TableWays) or not len(ways.keys) or not np.isfinite(most):
        return
    for vehicle in model.vehicles:
        with np.errstate(over="ignore", invalid="ignore"):
            cost = vehicle.idr_per_t(ways.km, ways.minutes)
        worst = int(np.argmax(cost))
        if cost[worst] * most > _MOST_IDR:
            begin, end = (model.site_ids[site] for site in divmod(int(ways.keys[worst]), ways.sites))
            yield finding(
                "COST_OVERFLOW",
                "error",
                "legs",
                f"{begin} - {end}",
                (
                    f"{begin} - {end}, {vehicle.name}: {rupiah(float(cost[worst]), 'id')} per ton kali"
                    f" {amount(most, 'id')} ton terlalu besar untuk dijumlahkan tepat.",
                    f"{begin} - {end}, {vehicle.name}: {rupiah(float(cost[worst]), 'en')} a tonne times"
                    f" {amount(most, 'en')} tonnes is too much to be added up exactly.",
                ),
                ("Periksa panjang rutenya (km) dan biayanya.", "Look at the length of the leg (km) and the costs."),
                min(float(cost[worst]) * most, float(np.finfo(np.float64).max)),
                "IDR",
            )


def _most_tonnes(model: Model) -> float:
    """Return more tonnes than can ever move."""
    return float(
        np.nansum(model.sources.amount) + np.nansum(model.markets.demand) + np.nansum(model.storages.initial_t)
    )
