"""Checks of numbers: missing, infinite, negative, in cubic metres without a density, too large to be added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.packs._findings import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from petasentra.supply.model import Model

#: Rupiah beyond which sums lose whole rupiah.
_MOST_IDR = 2.0**53
_UNKNOWN_DENSITY = (
    "Beri density_t_per_m3 pada add_commodity, atau tulis jumlahnya dalam ton.",
    "Give density_t_per_m3 to add_commodity, or write the amount in tonnes.",
)


def amount_findings(model: Model) -> Iterator[dict[str, Any]]:
    """Return what is wrong with numbers."""
    volume = {id(rows): rows.volume for rows in (model.sources, model.processors, model.storages, model.markets)}
    for layer, rows, column, values, most in _numbers(model):
        table = values if values.ndim == 2 else values[:, None]
        sound = (np.isfinite(table) & (table >= 0) & (table <= most)).all(axis=1)
        ids = rows.ids if hasattr(rows, "ids") else rows.from_id
        for row in np.flatnonzero(~sound).tolist():
            name, cells = ids[row], table[row]
            if np.isnan(cells).any() and column in ("supply", "capacity", "demand") and volume[id(rows)][row]:
                yield finding(
                    "UNIT_CLASH",
                    "error",
                    layer,
                    name,
                    (
                        f"{name}: {column} dalam m3, sedangkan berat jenis komoditasnya tidak diketahui.",
                        f"{name}: {column} is in m3, and the density of the commodity is not known.",
                    ),
                    _UNKNOWN_DENSITY,
                )
            elif np.isnan(cells).any() or (np.isinf(cells).any() and column != "capacity"):
                yield finding(
                    "NUMBER_NOT_FINITE",
                    "error",
                    layer,
                    name,
                    (f"{name}: {column} kosong atau tak hingga.", f"{name}: {column} is missing or infinite."),
                    ("Isi angkanya.", "State the number."),
                )
            elif (cells < 0).any() or (cells > most).any():
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
                        f"{name}: {column} bernilai {cells.min():g}; {span[0]}.",
                        f"{name}: {column} is {cells.min():g}; it {span[1]}.",
                    ),
                    ("Betulkan angkanya.", "Correct the number."),
                    float(cells.min()),
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
    most = float(
        np.nansum(model.sources.amount) + np.nansum(model.markets.demand) + np.nansum(model.storages.initial_t)
    )
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
        if np.isfinite(price) and np.isfinite(most) and price * most > _MOST_IDR:
            yield finding(
                "COST_OVERFLOW",
                "error",
                layer,
                name,
                (
                    f"{name}: Rp{price:.3g} per ton kali {most:.3g} ton terlalu besar untuk dijumlahkan tepat.",
                    f"{name}: Rp{price:.3g} a tonne times {most:.3g} tonnes is too much to be added up exactly.",
                ),
                ("Periksa satuannya.", "Look at the units."),
                float(price * most),
                "IDR",
            )
