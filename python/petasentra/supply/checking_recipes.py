"""Checks of recipes and of what is wanted: mass from nothing, circles, commodities nobody has, too little of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.findings.rows import finding
from petasentra.suggesting import did_you_mean
from petasentra.supply.words import amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from petasentra.supply.model import Model

#: Shares in tables are rounded to about this.
_ROUNDING = 1e-6


def recipe_findings(model: Model) -> Iterator[dict[str, Any]]:
    """Return what is wrong with recipes, and what is wanted that nobody can make."""
    yield from _mass(model)
    yield from _circles(model)
    yield from _unknown(model)
    yield from _too_little(model)


def _mass(model: Model) -> Iterator[dict[str, Any]]:
    for name, recipe in zip(model.processors.ids, model.processors.recipe, strict=True):
        shares = np.array(list(recipe.values()))
        if not np.isfinite(shares).all():
            yield finding(
                "NUMBER_NOT_FINITE",
                "error",
                "processors",
                name,
                (
                    f"{name}: resep memuat angka kosong atau tak hingga.",
                    f"{name}: a share of the recipe is missing or infinite.",
                ),
                ("Isi angkanya.", "State the number."),
            )
            continue
        need, made = 0.0 - shares[shares < 0].sum(), shares[shares > 0].sum()
        if need <= 0 or made > need * (1 + _ROUNDING):
            weigh, give = (
                [amount(one, lang, [other]) for lang in ("id", "en")] for one, other in ((need, made), (made, need))
            )
            yield finding(
                "RECIPE_GAINS_MASS",
                "error",
                "processors",
                name,
                (
                    f"{name}: dari {weigh[0]} t bahan menjadi {give[0]} t hasil.",
                    f"{name}: {weigh[1]} t of inputs become {give[1]} t of outputs.",
                ),
                (
                    "Bahan bernilai negatif; jumlah hasil tidak melebihi jumlah bahan.",
                    "Inputs are negative; outputs together are not more than inputs.",
                ),
                float(made - need),
                "t",
            )


def _circles(model: Model) -> Iterator[dict[str, Any]]:
    after: dict[str, set[str]] = {}
    for recipe in model.processors.recipe:
        for name, share in recipe.items():
            if share < 0:
                after.setdefault(name, set()).update(other for other, made in recipe.items() if made > 0)
    for name in sorted(after):
        seen: set[str] = set()
        ahead = set(after[name])
        while ahead:
            one = ahead.pop()
            if one not in seen:
                seen.add(one)
                ahead |= after.get(one, set())
        if name in seen:
            yield finding(
                "RECIPE_CYCLE",
                "warning",
                "commodities",
                name,
                (f"Melalui resep, {name} kembali menjadi {name}.", f"By the recipes, {name} becomes {name} again."),
                (
                    "Periksa resepnya: berputar boleh, bila memang didaur ulang.",
                    "Look at the recipes: circles are right for recycling only.",
                ),
            )


def _unknown(model: Model) -> Iterator[dict[str, Any]]:
    names = [one.name for one in model.commodities]
    sent = {names[number] for number in np.unique(model.sending.commodity)}
    for number in sorted(set(model.taking.commodity.tolist())):
        name = names[number]
        if name in sent:
            continue
        hints = did_you_mean(name, sorted(sent), otherwise=("Tambahkan sumbernya.", "Add a source of it."))
        yield finding(
            "COMMODITY_UNKNOWN",
            "warning",
            "commodities",
            name,
            (f"Tidak ada yang memasok atau menghasilkan {name}.", f"Nobody supplies or makes {name}."),
            (hints["hint_id"], hints["hint_en"]),
        )
    listed = [("permits", name) for name in model.permits.commodity] + [
        ("leg limits", name) for name in model.limits.commodity
    ]
    for layer, name in dict.fromkeys(listed):
        if name and name not in names:
            hints = did_you_mean(name, names, otherwise=("Betulkan namanya.", "Correct its name."))
            yield finding(
                "COMMODITY_UNKNOWN",
                "warning",
                layer,
                name,
                (f"Komoditas {name} tidak ada dalam rantai.", f"There is no commodity {name} in the chain."),
                (hints["hint_id"], hints["hint_en"]),
            )


def _too_little(model: Model) -> Iterator[dict[str, Any]]:
    """Compare demand with the most there can be: sources, stores, and outputs by capacity (no limit without one)."""
    for number, commodity in enumerate(model.commodities):
        name = commodity.name
        rows = [row for row, one in enumerate(model.markets.commodity) if one == name]
        if not rows:
            continue
        most = sum(
            float(model.sources.amount[row].sum()) for row, one in enumerate(model.sources.commodity) if one == name
        )
        most += sum(
            float(model.storages.initial_t[row]) for row, one in enumerate(model.storages.commodity) if one == name
        )
        ports = np.flatnonzero((model.sending.commodity == number) & (model.sending.kind == 1))
        capacity = model.processors.capacity[model.sending.row[ports]].sum(axis=1)
        most += float((capacity * model.sending.share[ports]).sum())
        wanted = float(model.markets.demand[rows].sum())
        if 0 < most < wanted * (1 - 1e-12) and np.isfinite(wanted):
            ask, have = (
                [amount(one, lang, [other]) for lang in ("id", "en")] for one, other in ((wanted, most), (most, wanted))
            )
            yield finding(
                "DEMAND_ABOVE_SUPPLY",
                "warning",
                "markets",
                name,
                (
                    f"Permintaan {name} {ask[0]} t, sedangkan tersedia paling banyak {have[0]} t.",
                    f"{ask[1]} t of {name} are wanted, and there can be {have[1]} t at most.",
                ),
                ("Kekurangannya akan tampak pada solution.unmet.", "What is missing will be in solution.unmet."),
                wanted - most,
                "t",
            )
