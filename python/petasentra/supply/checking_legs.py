"""Checks that need the ways: sites nobody reaches, and penalties below what delivering costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.findings.rows import finding
from petasentra.supply.legs import make_legs
from petasentra.supply.model import KINDS
from petasentra.supply.ways import TableWays
from petasentra.supply.words import kind_id, rupiah

if TYPE_CHECKING:
    from collections.abc import Iterator

    from petasentra.supply.legs import Legs
    from petasentra.supply.model import Model
    from petasentra.supply.ways import Ways


def leg_findings(model: Model, ways: Ways) -> Iterator[dict[str, Any]]:
    """Return what is found on the legs."""
    yield from _repeated(ways)
    legs = make_legs(model, ways, licensed_only=False)
    yield from _unreachable(model, ways, legs)
    yield from _penalties(model, legs)


def _repeated(ways: Ways) -> Iterator[dict[str, Any]]:
    for begin, end, count in ways.repeated if isinstance(ways, TableWays) else ():
        yield finding(
            "LEG_REPEATED",
            "warning",
            "legs",
            f"{begin} - {end}",
            (
                f"Rute {begin} - {end} tercantum {count} kali; yang tercepat dipakai, dan di antaranya yang terpendek.",
                f"The leg {begin} - {end} stands {count} times; the quickest counts, and of those the shortest.",
            ),
            (
                "Sisakan satu baris; satu rute berlaku untuk semua kendaraan.",
                "Keep one row; a leg is the same for all vehicles.",
            ),
            float(count),
            "rows",
        )


def _unreachable(model: Model, ways: Ways, legs: Legs) -> Iterator[dict[str, Any]]:
    tabled = isinstance(ways, TableWays)
    open_legs = np.isfinite(legs.idr_per_t)
    reached = np.zeros(len(model.site_ids), dtype=bool)
    reached[model.sending.site[legs.sending[open_legs]]] = True
    reached[model.taking.site[legs.taking[open_legs]]] = True
    for site in np.flatnonzero(~reached):
        kind, name = model.site_kinds[site], model.site_ids[site]
        off = not any(ways.on_way(int(site), vehicle) for vehicle in model.vehicles)
        why = (
            (("tidak ada di tabel rute", "stands in no leg") if tabled else ("tidak bertemu jalan", "meets no road"))
            if off
            else ("tidak dihubungkan dengan tempat lain yang memerlukannya", "is connected with no site that needs it")
        )
        yield finding(
            "SITE_UNREACHABLE",
            "warning",
            f"{kind}s",
            name,
            (f"{kind_id(kind).capitalize()} {name} {why[0]}.", f"The {kind} {name} {why[1]}."),
            ("Periksa letaknya, jaringan jalan, dan komoditasnya.", "Look at its place, the roads and its commodity."),
        )


def _penalties(model: Model, legs: Legs) -> Iterator[dict[str, Any]]:
    cheapest = np.full(len(model.taking), np.inf)
    np.minimum.at(cheapest, legs.taking, legs.idr_per_t)
    for port in np.flatnonzero(model.taking.kind == KINDS.index("market")):
        row = model.taking.row[port]
        penalty = model.markets.penalty_idr[row]
        if penalty == 0 and model.commodities[model.taking.commodity[port]].leftover_idr_per_t > 0:
            continue  # it takes what costs more to keep
        if np.isfinite(cheapest[port]) and penalty < cheapest[port]:
            name = model.markets.ids[row]
            worth, costs = (
                [rupiah(one, lang, [other]) for lang in ("id", "en")]
                for one, other in ((penalty, cheapest[port]), (cheapest[port], penalty))
            )
            yield finding(
                "PENALTY_BELOW_COST",
                "warning",
                "markets",
                name,
                (
                    f"{name}: kekurangan bernilai {worth[0]}/t, sedangkan angkutan termurah"
                    f" {costs[0]}/t; tidak ada yang akan dikirim.",
                    f"{name}: a tonne missing is worth {worth[1]}, and the cheapest leg costs"
                    f" {costs[1]}; nothing will be sent.",
                ),
                (
                    "Naikkan unmet_penalty_idr, atau periksa satuannya.",
                    "Raise unmet_penalty_idr, or look at the units.",
                ),
                float(cheapest[port] - penalty),
                "IDR/t",
            )
