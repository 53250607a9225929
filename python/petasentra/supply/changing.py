"""A chain with other amounts and prices, or without some of its sites and permits."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from petasentra.errors import OptionError
from petasentra.suggesting import did_you_mean
from petasentra.supply.given_values import one_number
from petasentra.supply.parts import Permits, Storages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from petasentra.supply.model import Parts
    from petasentra.supply.parts import Numbers

_R = TypeVar("_R", Storages, Permits)

__all__ = ["changed_parts"]


def changed_parts(
    parts: Parts, lose: Sequence[str], amount: Mapping[str, float], price: Mapping[str, float], lapse: Sequence[str]
) -> Parts:
    """Return parts with lost sites at 0, amounts and prices times their factors, and without permits that lapse."""
    lose, lapse = ([given] if isinstance(given, str) else given for given in (lose, lapse))
    sources, processors, storages, markets = (
        getattr(parts, kind).ids for kind in ("sources", "processors", "storages", "markets")
    )
    vehicles = [one.name for one in parts.vehicles]
    _known(lose, [*sources, *processors, *storages], ("sumber, pengolah, atau gudang", "source, processor or storage"))
    _known(amount, [*sources, *processors, *markets], ("sumber, pengolah, atau pembeli", "source, processor or market"))
    _known(
        price, [*sources, *processors, *storages, *markets, *vehicles],
        ("sumber, pengolah, gudang, pembeli, atau kendaraan", "source, processor, storage, market or vehicle"),
    )  # fmt: skip
    _known(lapse, parts.permits.ids, ("izin", "permit"))
    share = _factors(amount) | dict.fromkeys(lose, 0.0)
    dearer = _factors(price)

    def more(ids: list[str], values: Numbers) -> Numbers:
        return _times(ids, values, share)

    def cost(ids: list[str], values: Numbers) -> Numbers:
        return _times(ids, values, dearer)

    return replace(
        parts,
        sources=replace(
            parts.sources, amount=more(sources, parts.sources.amount), idr_per_t=cost(sources, parts.sources.idr_per_t)
        ),
        processors=replace(
            parts.processors,
            capacity=more(processors, parts.processors.capacity),
            idr_per_t=cost(processors, parts.processors.idr_per_t),
            fixed_idr=cost(processors, parts.processors.fixed_idr),
        ),
        # A storage without room would still be a place to pass through.
        storages=_without(replace(parts.storages, idr_per_t=cost(storages, parts.storages.idr_per_t)), lose),
        markets=replace(
            parts.markets,
            demand=more(markets, parts.markets.demand),
            penalty_idr=cost(markets, parts.markets.penalty_idr),
        ),
        permits=_without(parts.permits, lapse),
        vehicles=tuple(
            replace(one, **{name: getattr(one, name) * dearer.get(one.name, 1.0) for name in _VEHICLE_PRICES})
            for one in parts.vehicles
        ),
    )


_VEHICLE_PRICES = ("idr_per_t_km", "idr_per_hour", "idr_per_trip")


def _factors(given: Mapping[str, float]) -> dict[str, float]:
    """Return factors as numbers of 0 or more."""
    factors = {name: one_number(factor, name) for name, factor in given.items()}
    for name, factor in factors.items():
        if not (np.isfinite(factor) and factor >= 0):
            raise OptionError(
                f"The factor of {name!r} is {factor!r}: it has to be 0 or more.",
                f"Faktor {name!r} bernilai {factor!r}: harus 0 atau lebih.",
                code=801,
            )
    return factors


def _times(ids: list[str], values: Numbers, factors: Mapping[str, float]) -> Numbers:
    factor = np.array([factors.get(name, 1.0) for name in ids]).reshape(-1, *[1] * (values.ndim - 1))
    return np.where(factor == 0, 0.0, values * np.where(factor == 0, 1.0, factor))  # no limit times 0 is 0


def _without(rows: _R, names: Sequence[str]) -> _R:
    """Return rows without those of these ids."""
    kept = [row for row, name in enumerate(rows.ids) if name not in names]

    def taken(values: Any) -> Any:  # noqa: ANN401
        return values[kept] if isinstance(values, np.ndarray) else [values[row] for row in kept]

    return replace(rows, **{one.name: taken(getattr(rows, one.name)) for one in fields(rows)})


def _known(names: Iterable[str], known: Sequence[str], what: tuple[str, str]) -> None:
    for name in names:
        if name not in known:
            raise OptionError(
                f"There is no {what[1]} {name!r}.",
                f"Tidak ada {what[0]} {name!r}.",
                **did_you_mean(str(name), sorted(set(known)), otherwise=("", "")),
                code=801,
            )
