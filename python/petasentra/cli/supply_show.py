"""What ``petasentra supply`` prints for people: cost, flows, what is missing and why, prices, cuts, custody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.markup import escape

from petasentra.cli import show
from petasentra.cli.words import either
from petasentra.plotting.language import number
from petasentra.supply.flood_words import FLOOD_STATUS
from petasentra.supply.words import amount, rupiah

if TYPE_CHECKING:
    from rich.console import Console

    from petasentra.cli.supply_answer import SupplyAnswer
    from petasentra.plotting.language import Lang

_COSTS = {
    "haulage_distance": ("angkutan menurut jarak", "haulage by distance"),
    "haulage_time": ("angkutan menurut waktu", "haulage by time"),
    "haulage_trips": ("angkutan per perjalanan", "haulage by trip"),
    "purchase": ("pembelian", "purchase"),
    "processing": ("pengolahan", "processing"),
    "opening": ("pembukaan", "opening"),
    "storage": ("penyimpanan", "storage"),
    "leftover": ("sisa hasil olahan", "leftovers"),
    "unmet": ("denda kekurangan", "penalty of what is missing"),
}
_KINDS = {
    "road": ("jalan", "road"), "bridge": ("jembatan", "bridge"), "source": ("sumber", "source"),
    "processor": ("pengolah", "processor"), "storage": ("gudang", "storage"),
}  # fmt: skip


def supply_answer(found: SupplyAnswer, lang: Lang, out: Console) -> None:
    """Print the answer."""
    out.print(f"[bold]{either(lang, 'Rantai pasok', 'Supply chain')}[/]{_mark(found, lang)}")
    if found.status == "refused":
        out.print(either(lang, "Tidak dihitung: pemeriksaan menemukan kesalahan.",
                         "Not solved: the check found errors."))  # fmt: skip
    if found.status == "infeasible":
        out.print(either(lang, "Tidak semua dapat dipenuhi sekaligus.", "Not everything can be satisfied together."))
    if found.solved is not None:
        _cost(found, lang, out)
        _flows(found, lang, out)
        _unmet(found, lang, out)
    _conflict(found, lang, out)
    _limits(found, lang, out)
    _cuts(found, lang, out)
    _floods(found, lang, out)
    _passing(found, lang, out)
    show.findings(found.check, lang, out, title=either(lang, "Temuan pada rantai", "Findings in the chain"))
    if found.floods is not None:
        title = either(lang, "Temuan pada wilayah banjir", "Findings in the floods")
        show.findings(found.floods.findings, lang, out, title=title)
    if found.custody is not None:
        title = either(lang, "Temuan pada perjalanan B3", "Findings in the custody of B3")
        show.findings(found.custody.findings, lang, out, title=title)


def notice(found: SupplyAnswer, lang: Lang) -> str:
    """Say what the numbers rest on, where rows say it themselves."""
    if not found.synthetic:
        return ""
    return either(
        lang,
        "Sebagian masukannya rekaan atau skematik: angkanya pun demikian.",
        "Some of what was given is invented or schematic: so are the numbers.",
    )


def _passing(found: SupplyAnswer, lang: Lang, out: Console) -> None:
    """Print who lives along the ways of B3, if it was asked."""
    if found.custody is None or found.custody.passing is None:
        return
    rows = found.custody.passing.to_pylist()
    heads = [either(lang, *pair) for pair in (
        ("Dari", "From"), ("Ke", "To"), ("Barang", "Commodity"), ("Periode", "Period"), ("Jiwa", "People"),
        ("Sawah m", "Rice field m"), ("Sawah m2", "Rice field m2"))]  # fmt: skip
    told = [
        [row["from_id"], row["to_id"], row["commodity"], row["period"],
         *("-" if row[name] is None else number(row[name], 0, lang) for name in
           ("people", "rice_field_m", "rice_field_m2"))]
        for row in rows
    ]  # fmt: skip
    width = number(rows[0]["corridor_m"], 0, lang) if rows else "-"
    title = either(lang, f"Yang dilalui B3, sampai {width} m", f"What B3 passes, within {width} m")
    show.listing(title, heads, told, lang, out, left=4)
    for reason in sorted({row[f"people_reason_{lang}"] for row in rows} - {None}):
        out.print(escape(reason))


def _mark(found: SupplyAnswer, lang: Lang) -> str:
    return f" ({either(lang, 'rekaan atau skematik', 'invented or schematic')})" if found.synthetic else ""


def _cost(found: SupplyAnswer, lang: Lang, out: Console) -> None:
    assert found.solved is not None
    out.print(either(lang, "Biaya seluruhnya", "All costs") + f": [bold]{rupiah(found.solved.total_idr, lang)}[/]")
    parts = [f"{either(lang, *_COSTS[name])} {rupiah(idr, lang)}" for name, idr in found.solved.cost.items() if idr]
    if parts:
        out.print(f"[dim]{escape(', '.join(parts))}[/]")


def _flows(found: SupplyAnswer, lang: Lang, out: Console) -> None:
    assert found.solved is not None
    heads = [either(lang, *pair) for pair in (
        ("Dari", "From"), ("Ke", "To"), ("Barang", "Commodity"), ("Periode", "Period"), ("t", "t"), ("km", "km"),
        ("Rp", "Rp"))]  # fmt: skip
    rows = [
        [row["from_id"], row["to_id"], row["commodity"], row["period"], amount(row["amount_t"], lang),
         number(row["km"], 1, lang), number(row["cost_idr"], 0, lang)]
        for row in found.solved.flows.to_pylist()
    ]  # fmt: skip
    show.listing(either(lang, "Aliran", "Flows"), heads, rows, lang, out, left=4)


def _unmet(found: SupplyAnswer, lang: Lang, out: Console) -> None:
    if not found.short:
        out.print()
        out.print(either(lang, "Semua permintaan terpenuhi.", "All demand is met."))
        return
    heads = [either(lang, *pair) for pair in (
        ("Pembeli", "Market"), ("Barang", "Commodity"), ("Periode", "Period"), ("Sebab", "Reason"),
        ("Diminta t", "Wanted t"), ("Kurang t", "Missing t"))]  # fmt: skip
    rows = [
        [row["site_id"], row["commodity"], row["period"], row[f"reason_{lang}"], amount(row["demand_t"], lang),
         amount(row["unmet_t"], lang)]
        for row in found.short
    ]  # fmt: skip
    show.listing(either(lang, "Yang tidak terpenuhi", "What is missing"), heads, rows, lang, out, left=4)


def _conflict(found: SupplyAnswer, lang: Lang, out: Console) -> None:
    if found.conflict is not None:
        out.print()
        out.print(escape(either(lang, found.conflict.text_id, found.conflict.text_en)))
        out.print(escape(either(lang, found.conflict.fix_id, found.conflict.fix_en)))


def _limits(found: SupplyAnswer, lang: Lang, out: Console) -> None:
    worth = [row for row in found.binding if (row["idr_per_t"] or 0.0) > 0]
    if not worth:
        return
    heads = [either(lang, *pair) for pair in (
        ("Batas", "Limit"), ("Di", "At"), ("Barang", "Commodity"), ("Periode", "Period"), ("t", "t"),
        ("Satu ton lagi menghemat Rp", "One tonne more saves Rp"))]  # fmt: skip
    rows = [
        [_limit(row, lang), row["site_id"] or "", row["commodity"] or "", row["period"], amount(row["limit_t"], lang),
         number(row["idr_per_t"], 0, lang)]
        for row in worth
    ]  # fmt: skip
    show.listing(either(lang, "Batas yang menahan", "Limits that hold it back"), heads, rows, lang, out, left=4)


#: What holds a chain back, as the table of limits calls it.
LIMIT_WORDS = {
    "supply": ("pasokan", "supply"), "must_leave": ("yang harus keluar", "what has to leave"),
    "capacity": ("kapasitas", "capacity"), "storage_capacity": ("daya tampung", "room of the storage"),
    "permit": ("izin", "permit"), "no_permit": ("tidak ada izin yang berlaku", "no valid permit"),
    "leg_limit": ("batas rute", "limit of a leg"), "demand": ("permintaan", "demand"),
}  # fmt: skip


def _limit(row: dict[str, Any], lang: Lang) -> str:
    """Call a limit by its kind and, where it has one beside its site, its name."""
    kind = either(lang, *LIMIT_WORDS[row["limit"]])
    return kind if not row["name"] or row["name"] == row["site_id"] else f"{kind}: {row['name']}"


def _cuts(found: SupplyAnswer, lang: Lang, out: Console) -> None:
    if found.cuts is None or not len(found.cuts):
        return
    heads = [either(lang, *pair) for pair in (
        ("Bila hilang", "If lost"), ("Jenis", "Kind"), ("Akibat", "What follows"), ("Tambahan Rp", "Extra Rp"),
        ("Hilang t", "Lost t"))]  # fmt: skip
    names = found.cuts.table["name"]
    rows = [_cut(row, lang, alone=names.count(row["name"]) == 1) for row in found.cuts.table.to_pylist()]
    title = either(lang, "Satu per satu diputus", "One thing lost at a time")
    show.listing(title, heads, rows, lang, out, left=3)


def _floods(found: SupplyAnswer, lang: Lang, out: Console) -> None:
    if found.floods is None or not len(found.floods):
        return
    heads = [either(lang, *pair) for pair in (
        ("Banjir", "Flood"), ("Akibat", "What follows"), ("Sebab", "Reason"), ("Ruas", "Sections"), ("km", "km"),
        ("Tambahan Rp", "Extra Rp"), ("Hilang t", "Lost t"))]  # fmt: skip
    rows = []
    for row in found.floods.table.to_pylist():
        extra = "-" if row["extra_idr"] is None else number(row["extra_idr"], 0, lang)
        lost = "-" if row["lost_t"] is None else amount(row["lost_t"], lang)
        roads, km = row["roads_closed"] + row["roads_slowed"], row["km_closed"] + row["km_slowed"]
        rows.append([
            row["name"], either(lang, *FLOOD_STATUS[row["status"]]), row[f"reason_{lang}"], number(roads, 0, lang),
            number(km, 1, lang), extra, lost,
        ])  # fmt: skip
    show.listing(either(lang, "Banjir di atas jalan", "Floods over roads"), heads, rows, lang, out, left=3)
    out.print(f"[dim]{escape(either(lang, found.floods.rules.text_id, found.floods.rules.text_en))}[/]")


def _cut(row: dict[str, Any], lang: Lang, *, alone: bool) -> list[str]:
    name = row["name"]
    if row["edges"] and not (name and alone):  # several sections of one road are told apart by their numbers
        numbers = ", ".join(str(edge) for edge in row["edges"])
        name = f"{name} ({either(lang, 'ruas', 'section')} {numbers})".strip()
    status = either(lang, *FLOOD_STATUS[row["status"]])
    hit = f": {', '.join(row['sites_hit'])}" if row["sites_hit"] else ""
    extra = "-" if row["extra_idr"] is None else number(row["extra_idr"], 0, lang)
    lost = "-" if row["lost_t"] is None else amount(row["lost_t"], lang)
    return [name, either(lang, *_KINDS[row["kind"]]), status + hit, extra, lost]
