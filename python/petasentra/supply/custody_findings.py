"""What breaks the rules of B3 on the way, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.findings.rows import finding
from petasentra.supply.words import amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from petasentra.supply.solution import SupplySolution
    from petasentra.tables import Table

    Rows = list[dict[str, Any]]

#: Relative rounding of amounts that the solver brings to a limit.
_ROUNDING = 1e-9


def custody_findings(solution: SupplySolution, legs: Table, balance: Table) -> Iterator[dict[str, Any]]:
    """Return findings about sites first, then about legs, then about what is unaccounted."""
    rows = legs.to_pylist()
    yield from _sites(rows)
    yield from _above(solution, rows)
    yield from _carriers(rows)
    yield from _documents(rows)
    for row in balance.to_pylist():
        lost = row["unaccounted_t"]
        if lost > 1e-6:
            yield finding(
                "CUSTODY_UNACCOUNTED",
                "error",
                f"{row['kind']}s",
                row["site_id"],
                (
                    f"{amount(lost, 'id')} t {row['commodity']} dari {row['site_id']} tidak berakhir di tempat"
                    " berizin.",
                    f"{amount(lost, 'en')} t of {row['commodity']} from {row['site_id']} end at no site with a permit.",
                ),
                (
                    "Tambahkan pemanfaat, gudang, atau pembuangan yang berizin.",
                    "Add a licensed user, storage or place of disposal.",
                ),
                lost,
                "t",
            )


def _sites(rows: Rows) -> Iterator[dict[str, Any]]:
    found: dict[tuple[str, str, str], float] = {}
    for row in rows:
        if row["permit_status"] != "valid":
            key = row["to_id"], row["commodity"], row["permit_status"]
            found[key] = found.get(key, 0.0) + row["amount_t"]
    for (site, commodity, status), tonnes in sorted(found.items()):
        told = (
            f"{site} menerima {amount(tonnes, 'id')} t {commodity}",
            f"{site} takes {amount(tonnes, 'en')} t of {commodity}",
        )
        if status == "none":
            yield finding(
                "CUSTODY_WITHOUT_PERMIT",
                "error",
                "permits",
                site,
                (f"{told[0]} tanpa izin.", f"{told[1]} without a permit."),
                (
                    "Lengkapi tabel izin, atau arahkan ke tempat berizin.",
                    "Complete the permits, or send it to a licensed site.",
                ),
                tonnes,
                "t",
            )
        else:
            yield finding(
                "CUSTODY_PERMIT_EXPIRED",
                "error",
                "permits",
                site,
                (
                    f"{told[0]}, dan izinnya tidak berlaku pada hari itu.",
                    f"{told[1]}, and its permit is not valid on the day.",
                ),
                ("Perpanjang izinnya, atau periksa as_of=.", "Renew the permit, or look at as_of=."),
                tonnes,
                "t",
            )


def _above(solution: SupplySolution, rows: Rows) -> Iterator[dict[str, Any]]:
    permits = solution.model.permits
    for row in np.flatnonzero(permits.valid_on(solution.as_of)):
        for period in solution.model.periods:
            inflow = sum(
                one["t_per_day"]
                for one in rows
                if one["to_id"] == permits.site[row]
                and one["period"] == period
                and permits.commodity[row] in ("", one["commodity"])
            )
            allowed = float(permits.t_per_day[row])
            if inflow > allowed * (1 + _ROUNDING) + 1e-6:
                name, site = permits.ids[row], permits.site[row]
                yield finding(
                    "CUSTODY_ABOVE_PERMIT",
                    "error",
                    "permits",
                    site,
                    (
                        f"{site} menerima {amount(inflow, 'id', [allowed])} t/hari; izin {name} membolehkan"
                        f" {amount(allowed, 'id', [inflow])} t/hari.",
                        f"{site} takes {amount(inflow, 'en', [allowed])} t/day; the permit {name} allows"
                        f" {amount(allowed, 'en', [inflow])} t/day.",
                    ),
                    (
                        "Kurangi arusnya, atau ajukan kapasitas izin yang lebih besar.",
                        "Send less, or apply for a larger permit.",
                    ),
                    inflow,
                    "t/day",
                )


def _carriers(rows: Rows) -> Iterator[dict[str, Any]]:
    for row in rows:
        if not row["carrier_licensed"]:
            leg = f"{row['from_id']} - {row['to_id']}"
            yield finding(
                "CUSTODY_CARRIER_UNLICENSED",
                "error",
                "legs",
                leg,
                (
                    f"{amount(row['amount_t'], 'id')} t {row['commodity']} pada rute {leg} diangkut"
                    f" {row['vehicle']}, yang tidak berizin B3.",
                    f"{amount(row['amount_t'], 'en')} t of {row['commodity']} on the leg {leg} go by"
                    f" {row['vehicle']}, which has no licence for B3.",
                ),
                ("Pakai pengangkut berizin.", "Use a licensed carrier."),
                row["amount_t"],
                "t",
            )


def _documents(rows: Rows) -> Iterator[dict[str, Any]]:
    """Compare documents, which know no periods, with what goes over a leg in all of them."""
    moved: dict[tuple[str, str, str], float] = {}
    stated: dict[tuple[str, str, str], float | None] = {}
    for row in rows:
        key = row["from_id"], row["to_id"], row["commodity"]
        moved[key] = moved.get(key, 0.0) + row["amount_t"]
        stated[key] = row["documented_t"]
    for (begin, end, commodity), tonnes in sorted(moved.items()):
        known = stated[begin, end, commodity]
        short = 0.0 if known is None else tonnes - known
        if short > 1e-6:
            leg = f"{begin} - {end}"
            yield finding(
                "CUSTODY_WITHOUT_DOCUMENT",
                "warning",
                "legs",
                leg,
                (
                    f"{amount(short, 'id')} t {commodity} pada rute {leg} tidak tercatat dalam dokumen pengangkutan.",
                    f"{amount(short, 'en')} t of {commodity} on the leg {leg} stand in no document of movement.",
                ),
                ("Tambahkan dengan add_movements.", "Add them with add_movements."),
                short,
                "t",
            )
