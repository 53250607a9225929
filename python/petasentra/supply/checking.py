"""What is looked at before a chain is solved: each check has a name, and what it finds is a row in two languages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from petasentra.errors import SchemaError
from petasentra.findings.rows import finding, findings_table
from petasentra.supply.checking_amounts import amount_findings, leg_overflow
from petasentra.supply.checking_legs import leg_findings
from petasentra.supply.checking_recipes import recipe_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from petasentra.supply.model import Model
    from petasentra.supply.ways import Ways
    from petasentra.tables import Table

    Found = Iterator[dict[str, Any]]

__all__ = ["check_chain", "refuse_errors"]


def check_chain(model: Model, ways: Ways) -> Table:
    """Return all findings; legs are looked at only where the rows are sound."""
    rows = [*_sound(model, ways), *_vehicles(model)]
    if not any(row["severity"] == "error" for row in rows):
        rows += leg_findings(model, ways)
    return findings_table(rows)


def _sound(model: Model, ways: Ways) -> Found:
    """Yield what is found without going over the legs."""
    yield from _tables(model)
    yield from _ids(model)
    yield from _permits(model)
    yield from amount_findings(model)
    yield from recipe_findings(model)
    yield from leg_overflow(model, ways)


def refuse_errors(model: Model, ways: Ways) -> None:
    """Say the first error of a chain, if there is one. What legs are like is none: the solution tells it.

    Raises
    ------
    SchemaError
        The check finds errors.
    """
    errors = [row for row in _sound(model, ways) if row["severity"] == "error"]
    if errors:
        first, more = errors[0], len(errors) - 1
        raise SchemaError(
            f"{first['message_en']} ({first['code']}" + (f", and {more} more errors: see check())" if more else ")"),
            f"{first['message_id']} ({first['code']}"
            + (f", dan {more} kesalahan lain: lihat check())" if more else ")"),
            hint_en=first["hint_en"],
            hint_id=first["hint_id"],
            code=102,
            layer=first["layer"],
            feature=first["feature_id"],
        )


def _tables(model: Model) -> Found:
    if not len(model.sources):
        yield finding(
            "TABLE_EMPTY",
            "error",
            "sources",
            "",
            ("Tidak ada sumber.", "There are no sources."),
            ("Tambahkan dengan add_sources.", "Add some with add_sources."),
        )
    if not len(model.markets) and not len(model.processors):
        yield finding(
            "TABLE_EMPTY",
            "error",
            "markets",
            "",
            ("Tidak ada pembeli dan tidak ada pengolah.", "There are neither markets nor processors."),
            ("Tambahkan dengan add_markets atau add_processors.", "Add some with add_markets or add_processors."),
        )


def _ids(model: Model) -> Found:
    for kind, rows in model.by_kind.items():
        commodity = getattr(rows, "commodity", [""] * len(rows))
        for (name, what), count in sorted(Counter(zip(rows.ids, commodity, strict=True)).items()):
            if count > 1:
                told = f" ({what})" if what else ""
                yield finding(
                    "DUPLICATE_ID",
                    "error",
                    f"{kind}s",
                    name,
                    (f"{name}{told} tercantum {count} kali.", f"{name}{told} stands {count} times."),
                    ("Gabungkan barisnya, atau beri pengenal lain.", "Join the rows, or give them other ids."),
                    float(count),
                    "rows",
                )
    known = set(model.site_ids)
    named = [("permits", one) for one in model.permits.site]
    named += [("leg limits", one) for one in (*model.limits.from_id, *model.limits.to_id)]
    named += [("movements", one) for one in (*model.movements.from_id, *model.movements.to_id)]
    for layer, name in dict.fromkeys(named):
        if name not in known:
            yield finding(
                "SITE_UNKNOWN",
                "warning",
                layer,
                name,
                (f"Tidak ada tempat dengan pengenal {name!r}.", f"There is no site with the id {name!r}."),
                (
                    "Betulkan pengenalnya; sampai itu barisnya tidak dipakai.",
                    "Correct the id; until then the row is not used.",
                ),
            )


def _permits(model: Model) -> Found:
    permits = model.permits
    for name, site, start, end in zip(permits.ids, permits.site, permits.valid_from, permits.valid_until, strict=True):
        if start is not None and end is not None and start > end:
            yield finding(
                "PERMIT_DAYS_REVERSED",
                "error",
                "permits",
                name,
                (
                    f"Izin {name} di {site} berlaku sejak {start.isoformat()}, setelah berakhir pada"
                    f" {end.isoformat()}.",
                    f"The permit {name} at {site} begins on {start.isoformat()}, after it ends on {end.isoformat()}.",
                ),
                ("Betulkan valid_from atau valid_until.", "Correct valid_from or valid_until."),
                float((start - end).days),
                "days",
            )


def _vehicles(model: Model) -> Found:
    if any(one.assumed for one in model.vehicles):
        yield finding(
            "VEHICLE_ASSUMED",
            "note",
            "vehicles",
            "",
            (
                "Tidak ada kelas kendaraan: biaya dihitung dalam ton-kilometer, bukan rupiah.",
                "No class of vehicles is given: costs are tonne-kilometres, not rupiah.",
            ),
            ("Tambahkan dengan add_vehicle.", "Add one with add_vehicle."),
        )
    b3 = [one.name for one in model.commodities if one.b3]
    if b3 and not any(one.b3_licensed for one in model.vehicles):
        yield finding(
            "CUSTODY_WITHOUT_CARRIER",
            "warning",
            "vehicles",
            "",
            (
                f"Tidak ada kendaraan berizin B3 untuk {', '.join(b3)}.",
                f"No vehicle is licensed for the B3 commodities {', '.join(b3)}.",
            ),
            ("Beri b3_licensed=True pada kelas yang berizin.", "Give b3_licensed=True to the class that is."),
        )
