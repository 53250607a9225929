"""A chain with other amounts, or without some of its sites."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import OptionError
from petasentra.suggesting import did_you_mean
from petasentra.supply.given_values import one_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from petasentra.supply.model import Parts
    from petasentra.supply.parts import Numbers


def changed_parts(parts: Parts, lose: Sequence[str], amount: Mapping[str, float]) -> Parts:
    """Return parts with lost sites at 0 and amounts times their factors."""
    if isinstance(lose, str):
        lose = [lose]
    _known(lose, [*parts.sources.ids, *parts.processors.ids], "source or processor", "sumber atau pengolah")
    _known(
        amount, [*parts.sources.ids, *parts.processors.ids, *parts.markets.ids], "source, processor or market",
        "sumber, pengolah, atau pembeli",
    )  # fmt: skip
    factors = {name: one_number(factor, name) for name, factor in amount.items()} | dict.fromkeys(lose, 0.0)
    for name, factor in factors.items():
        if not (np.isfinite(factor) and factor >= 0):
            raise OptionError(
                f"The factor of {name!r} is {factor!r}: it has to be 0 or more.",
                f"Faktor {name!r} bernilai {factor!r}: harus 0 atau lebih.",
                code=801,
            )

    def times(ids: list[str], values: Numbers) -> Numbers:
        factor = np.array([factors.get(name, 1.0) for name in ids]).reshape(-1, 1)
        return np.where(factor == 0, 0.0, values * np.where(factor == 0, 1.0, factor))  # no limit times 0 is 0

    return replace(
        parts,
        sources=replace(parts.sources, amount=times(parts.sources.ids, parts.sources.amount)),
        processors=replace(parts.processors, capacity=times(parts.processors.ids, parts.processors.capacity)),
        markets=replace(parts.markets, demand=times(parts.markets.ids, parts.markets.demand)),
    )


def _known(names: Iterable[str], known: Sequence[str], what_en: str, what_id: str) -> None:
    for name in names:
        if name not in known:
            raise OptionError(
                f"There is no {what_en} {name!r}.",
                f"Tidak ada {what_id} {name!r}.",
                **did_you_mean(str(name), sorted(set(known)), otherwise=("", "")),
                code=801,
            )
