"""Sections on what a sentra has, and on what it takes and brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.dossiers.parts import column, fact, marks_of, row, section, table, told
from petasentra.dossiers.sections_shared import not_given, roads_told, words_pair

if TYPE_CHECKING:
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Words

__all__ = ["chain", "facilities"]

_SHORTAGE: dict[str, Words] = {
    "met": ("terpenuhi", "met"),
    "no_supply": ("tidak ada pasokan", "no supply"),
    "no_path": ("tidak ada jalan", "no path"),
    "no_carrier": ("tidak ada pengangkut berizin", "no licensed carrier"),
    "limited": ("terbatas", "limited"),
    "penalty_cheaper": ("lebih murah tidak dikirim", "cheaper not to deliver"),
}
SOURCE = column("source", ("Sumber", "Source"))


def marks_of_row(one: Plain) -> list[str]:
    """Return the marks of what was gathered as one row."""
    return marks_of(
        schematic=one.get("schematic", False), invented=one.get("invented", False), verified=one.get("verified")
    )


def facilities(given: Plain | None, inputs: Plain) -> Plain:
    """Return the section on facilities, services, permits and funding."""
    title = ("Fasilitas, layanan, izin, dan pendanaan", "Facilities, services, permits and funding")
    if given is None:
        return not_given("facilities", title, inputs)
    since = column("since", ("Sejak", "Since"), kind="date")
    until = column("until", ("Sampai", "Until"), kind="date")
    tables = [
        table(
            "facilities",
            ("Fasilitas dan mesin", "Facilities and machines"),
            [
                column("kind", ("Jenis", "Kind")),
                column("name", ("Nama", "Name")),
                column("capacity", ("Kapasitas", "Capacity"), kind="interval"),
                column("unit", ("Satuan", "Unit")),
                column("owner", ("Pemilik aset", "Owner")),
                column("operator", ("Pengelola", "Operator")),
                since,
                SOURCE,
            ],
            [
                row(
                    one["kind"],
                    one["name"],
                    one["amount"],
                    one["unit"],
                    one["owner"] or None,
                    one["operator"] or None,
                    one["since"],
                    one["source"],
                    marks=marks_of_row(one),
                )
                for one in given["facilities"]
            ],
        ),
        table(
            "services",
            ("Layanan", "Services"),
            [column("kind", ("Jenis", "Kind")), column("provider", ("Penyedia", "Provider")), since, until, SOURCE],
            [
                row(
                    one["kind"], one["name"] or None, one["since"], one["until"], one["source"], marks=marks_of_row(one)
                )
                for one in given["services"]
            ],
        ),
        table(
            "permits",
            ("Izin", "Permits"),
            [column("kind", ("Izin", "Permit")), column("number", ("Nomor", "Number")), since, until, SOURCE],
            [
                row(
                    one["name"],
                    one["number"] or None,
                    one["since"],
                    one["until"],
                    one["source"],
                    marks=marks_of_row(one),
                )
                for one in given["permits"]
            ],
        ),
        table(
            "funding",
            ("Pendanaan", "Funding"),
            [
                column("fund", ("Dana", "Fund")),
                column("year", ("Tahun", "Year")),
                column("amount", ("Jumlah", "Amount"), kind="interval", unit="Rp"),
                column("written", ("Sebagaimana tertulis", "As written")),
                SOURCE,
            ],
            [
                row(
                    one["name"],
                    None if one["year"] is None else str(one["year"]),
                    one["amount"],
                    one["written"] or None,
                    one["source"],
                    marks=marks_of_row(one),
                )
                for one in given["funding"]
            ],
        ),
    ]
    counted = [len(given[name]) for name in ("facilities", "services", "permits", "funding")]
    if not sum(counted):
        note: Words = (
            f"Rekaman yang diberikan tidak memuat apa pun tentang “{given['sentra']}” pada hari itu.",
            f"The records that were given say nothing of '{given['sentra']}' on that day.",
        )
        return section("facilities", title, "unknown", ("belum diketahui", "not known"), notes=[note], reason=note)
    answer = (
        f"{counted[0]} fasilitas, {counted[1]} layanan, {counted[2]} izin, {counted[3]} pendanaan",
        f"facilities {counted[0]}, services {counted[1]}, permits {counted[2]}, sums of funding {counted[3]}",
    )
    marks = [mark for one in tables for line in one["rows"] for mark in line["marks"]]
    notes: list[Words] = [
        (
            f"Tidak ada rekaman: {one['title']['id'].lower()}. Itu tidak berarti tidak ada.",
            f"No record: {one['title']['en'].lower()}. That does not mean there are none.",
        )
        for one in tables
        if not one["rows"]
    ]
    return section(
        "facilities", title, "given", answer, tables=[one for one in tables if one["rows"]], notes=notes, marks=marks
    )


def chain(given: Plain | None, inputs: Plain) -> Plain:
    """Return the section on the supply chain: inputs, buyers, shortages."""
    title = ("Rantai pasok", "Supply chain")
    if given is None:
        return not_given("chain", title, inputs)
    if given["status"] != "optimal":
        return section(
            "chain",
            title,
            "unknown",
            ("tidak ada jawaban", "no answer"),
            reason=words_pair(given["reason"]),
            notes=[words_pair(given["reason"])],
        )
    extra = inputs["marks"].get("chain", [])
    made = [*extra, *marks_of(invented=any(one["invented"] for one in given["capacity"]))]
    alike = _alike(given["shortages"])
    tables = []
    for name, label, end in (
        ("inputs", ("Masukan", "Inputs"), ("Dari", "From")),
        ("outputs", ("Pembeli", "Buyers"), ("Ke", "To")),
    ):
        tables.append(
            table(
                name,
                label,
                [
                    column("other", end),
                    column("commodity", ("Komoditas", "Commodity")),
                    column("period", ("Masa", "Period")),
                    column(
                        "amount", ("Jumlah", "Amount"), kind="number", unit="t", decimals=1, total=_alike(given[name])
                    ),
                    column("km", ("Jarak", "Distance"), kind="number", unit="km", decimals=1),
                    column("cost", ("Ongkos angkut", "Haulage"), kind="number", unit="Rp", total=True),
                ],
                [
                    row(
                        one["other"],
                        one["commodity"] + (" (B3)" if one["b3"] else ""),
                        one["period"],
                        one["amount_t"],
                        one["km"],
                        one["cost_idr"],
                        marks=[*marks_of_row(one), *extra],
                    )
                    for one in given[name]
                ],
            )
        )
    tables.append(
        table(
            "shortages",
            ("Permintaan dan kekurangan pembeli", "Demand and shortage of buyers"),
            [
                column("site", ("Pembeli", "Buyer")),
                column("commodity", ("Komoditas", "Commodity")),
                column("period", ("Masa", "Period")),
                column("demand", ("Diminta", "Wanted"), kind="number", unit="t", decimals=1, total=alike),
                column("arrived", ("Tiba", "Arrived"), kind="number", unit="t", decimals=1, total=alike),
                column(
                    "unmet",
                    ("Kurang", "Missing"),
                    kind="number",
                    unit="t",
                    decimals=1,
                    total=alike,
                    formula="shortfall",
                    of=("demand", "arrived"),
                ),
                column("status", ("Keadaan", "State")),
            ],
            [
                row(
                    one["site_id"],
                    one["commodity"],
                    one["period"],
                    one["demand_t"],
                    one["arrived_t"],
                    one["unmet_t"],
                    told(_SHORTAGE.get(one["status"], (one["status"],) * 2)),
                    marks=[*marks_of_row(one), *extra],
                )
                for one in given["shortages"]
            ],
        )
    )
    tables.append(
        table(
            "leftovers",
            ("Hasil yang tidak diambil siapa pun", "What nobody takes"),
            [
                column("commodity", ("Komoditas", "Commodity")),
                column("period", ("Masa", "Period")),
                column(
                    "amount",
                    ("Jumlah", "Amount"),
                    kind="number",
                    unit="t",
                    decimals=1,
                    total=_alike(given["leftovers"]),
                ),
            ],
            [row(one["commodity"], one["period"], one["amount_t"], marks=made) for one in given["leftovers"]],
        )
    )
    marks = [*extra, *(mark for one in tables for line in one["rows"] for mark in line["marks"])]
    unmet = _sums(given["shortages"], "unmet_t")
    of_roads, notes = roads_told("chain", inputs)
    facts = [fact("site", ("Tapak dalam rantai", "Site in the chain"), given["site"])]
    for name, label, sums in (
        ("incoming", ("Masukan", "Inputs"), _sums(given["inputs"], "amount_t")),
        ("unmet", ("Kekurangan pembeli", "Missing at buyers"), unmet),
    ):
        place, of_table = ("inputs", "amount") if name == "incoming" else ("shortages", "unmet")
        decimals = _decimals(tables, place, of_table)
        facts += [
            fact(
                f"{name}: {one}",
                (f"{label[0]}: {one}", f"{label[1]}: {one}"),
                amount,
                unit="t",
                decimals=decimals,
                marks=marks,
            )
            for one, amount in sums.items()
        ]
    for at, one in enumerate(given["capacity"], start=1):
        if one["offered_t"]:
            used = 100.0 * one["used_t"] / one["offered_t"]
            facts.append(
                fact(
                    f"used_{at}",
                    ("Kapasitas terpakai", "Capacity used"),
                    used,
                    unit="%",
                    decimals=1,
                    marks=[*marks, *marks_of_row(one)],
                    note=(one["period"], one["period"]),
                    source=one["origin"],
                )
            )
    answer = (
        "ada permintaan yang tidak terpenuhi" if any(unmet.values()) else "semua permintaan terpenuhi",
        "some demand is not met" if any(unmet.values()) else "all demand is met",
    )
    return section(
        "chain",
        title,
        "given",
        answer,
        facts=[*facts, *of_roads],
        tables=[one for one in tables if one["rows"]],
        notes=[*notes, _WHOLE_RUPIAH] if given["inputs"] or given["outputs"] else notes,
        marks=marks,
    )


_WHOLE_RUPIAH: Words = (
    "Ongkos angkut dibulatkan ke rupiah penuh pada tiap baris, lalu dijumlahkan.",
    "Haulage is rounded to whole rupiah in each row, and summed after that.",
)


def _decimals(tables: list[Plain], name: str, of: str) -> int:
    """Return how many decimals a column of a table has, so that a fact is printed as in its table."""
    columns = next(one["columns"] for one in tables if one["name"] == name)
    return int(next(one["decimals"] for one in columns if one["name"] == of))


def _alike(rows: list[Plain]) -> bool:
    """Whether rows are of one commodity: tonnes of several have no meaningful sum."""
    return len({one["commodity"] for one in rows}) == 1


def _sums(rows: list[Plain], name: str) -> dict[str, float]:
    """Return the sum of an amount by commodity, in the order of their names."""
    kinds = sorted({one["commodity"] for one in rows})
    return {kind: sum(one[name] for one in rows if one["commodity"] == kind) for kind in kinds}
