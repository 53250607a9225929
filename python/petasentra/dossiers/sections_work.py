"""Sections on what a sentra has, takes, brings, needs and did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petasentra.dossiers.parts import column, fact, marks_of, row, section, table
from petasentra.dossiers.sections_ground import _not_given, _words

if TYPE_CHECKING:
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Words

__all__ = ["chain", "facilities", "indicators", "needs"]

_DIRECTIONS: dict[str, Words] = {
    "up": ("naik", "up"), "down": ("turun", "down"), "same": ("tetap", "the same"),
    "unclear": ("tidak pasti naik atau turun", "up or down is not certain"), "": ("", ""),
}  # fmt: skip
_SHORTAGE: dict[str, Words] = {
    "met": ("terpenuhi", "met"), "no_supply": ("tidak ada pasokan", "no supply"), "no_path": ("tidak ada jalan", "no path"),
    "no_carrier": ("tidak ada pengangkut berizin", "no licensed carrier"), "limited": ("terbatas", "limited"),
    "penalty_cheaper": ("lebih murah tidak dikirim", "cheaper not to deliver"),
}  # fmt: skip
_SOURCE = column("source", ("Sumber", "Source"))


def _marks(one: Plain) -> list[str]:
    return marks_of(schematic=one.get("schematic", False), invented=one.get("invented", False), verified=one.get("verified"))


def facilities(given: Plain | None, inputs: Plain) -> Plain:
    """Return the section on facilities, services, permits and funding."""
    title = ("Fasilitas, layanan, izin, dan pendanaan", "Facilities, services, permits and funding")
    if given is None:
        return _not_given("facilities", title, inputs)
    since = column("since", ("Sejak", "Since"), kind="date")
    until = column("until", ("Sampai", "Until"), kind="date")
    tables = [
        table(
            "facilities", ("Fasilitas dan mesin", "Facilities and machines"),
            [column("kind", ("Jenis", "Kind")), column("name", ("Nama", "Name")),
             column("capacity", ("Kapasitas", "Capacity"), kind="interval"), column("unit", ("Satuan", "Unit")),
             column("owner", ("Pemilik aset", "Owner")), column("operator", ("Pengelola", "Operator")), since, _SOURCE],
            [row(one["kind"], one["name"], one["amount"], one["unit"], one["owner"] or None, one["operator"] or None,
                 one["since"], one["source"], marks=_marks(one)) for one in given["facilities"]],
        ),
        table(
            "services", ("Layanan", "Services"),
            [column("kind", ("Jenis", "Kind")), column("provider", ("Penyedia", "Provider")), since, until, _SOURCE],
            [row(one["kind"], one["name"] or None, one["since"], one["until"], one["source"], marks=_marks(one))
             for one in given["services"]],
        ),
        table(
            "permits", ("Izin", "Permits"),
            [column("kind", ("Izin", "Permit")), column("number", ("Nomor", "Number")), since, until, _SOURCE],
            [row(one["name"], one["number"] or None, one["since"], one["until"], one["source"], marks=_marks(one))
             for one in given["permits"]],
        ),
        table(
            "funding", ("Pendanaan", "Funding"),
            [column("fund", ("Dana", "Fund")), column("year", ("Tahun", "Year")),
             column("amount", ("Jumlah", "Amount"), kind="interval", unit="Rp"), column("written", ("Sebagaimana tertulis", "As written")),
             _SOURCE],
            [row(one["name"], None if one["year"] is None else str(one["year"]), one["amount"], one["written"] or None,
                 one["source"], marks=_marks(one)) for one in given["funding"]],
        ),
    ]  # fmt: skip
    counted = [len(given[name]) for name in ("facilities", "services", "permits", "funding")]
    if not sum(counted):
        note: Words = (
            f"Rekaman yang diberikan tidak memuat apa pun tentang “{given['sentra']}” pada hari itu.",
            f"The records that were given say nothing of '{given['sentra']}' on that day.",
        )
        return section("facilities", title, "unknown", ("belum diketahui", "not known"), notes=[note], reason=note)
    answer = (
        f"{counted[0]} fasilitas, {counted[1]} layanan, {counted[2]} izin, {counted[3]} pendanaan",
        f"{counted[0]} facilities, {counted[1]} services, {counted[2]} permits, {counted[3]} fundings",
    )
    marks = [mark for one in tables for line in one["rows"] for mark in line["marks"]]
    notes: list[Words] = [
        (f"Tidak ada rekaman: {one['title']['id'].lower()}. Itu tidak berarti tidak ada.",
         f"No record: {one['title']['en'].lower()}. That does not mean there are none.")
        for one in tables if not one["rows"]
    ]  # fmt: skip
    return section("facilities", title, "given", answer, tables=[one for one in tables if one["rows"]], notes=notes, marks=marks)


def needs(given: Plain | None, inputs: Plain) -> Plain:
    """Return the study of supporting units: required, installed, missing."""
    title = ("Kajian unit pendukung", "Study of supporting units")
    if given is None:
        return _not_given("needs", title, inputs)
    steps = table(
        "needs", ("Kebutuhan tiap langkah proses", "Needs of each step of the process"),
        [column("step", ("Langkah", "Step")), column("kind", ("Fasilitas", "Facility")),
         column("required", ("Perlu", "Required"), kind="interval"), column("installed", ("Terpasang", "Installed"), kind="interval"),
         column("deficit", ("Kurang", "Missing"), kind="interval", formula="shortfall", of=("required", "installed")),
         column("unit", ("Satuan", "Unit")), column("status", ("Keadaan", "State")), _SOURCE],
        [row(one["step"], one["kind"], one["required"], one["installed"], one["deficit"], one["unit"], one["status_words"],
             one["source"] or None, marks=_marks(one)) for one in given["rows"]],
    )  # fmt: skip
    short = sum(one["status"] in ("short", "none_installed") for one in given["rows"])
    unsure = sum(one["status"] not in ("short", "none_installed", "enough") for one in given["rows"])
    answer = (
        f"{short} dari {len(given['rows'])} langkah kekurangan, {unsure} belum pasti",
        f"{short} of {len(given['rows'])} steps fall short, {unsure} are not certain",
    )
    facts = [
        fact("product", ("Produk", "Product"), given["product"]),
        fact("output", ("Keluaran yang direncanakan", "Planned output"), given["output"]),
    ]
    return section("needs", title, "given", answer, facts=facts, tables=[steps],
                   marks=[mark for one in given["rows"] for mark in _marks(one)])  # fmt: skip


def chain(given: Plain | None, inputs: Plain) -> Plain:
    """Return the section on the supply chain: inputs, buyers, shortages."""
    title = ("Rantai pasok", "Supply chain")
    if given is None:
        return _not_given("chain", title, inputs)
    if given["status"] != "optimal":
        return section("chain", title, "unknown", ("tidak ada jawaban", "no answer"), reason=_words(given["reason"]),
                       notes=[_words(given["reason"])])  # fmt: skip
    extra = inputs["marks"].get("chain", [])
    tables = []
    for name, label, end in (("inputs", ("Masukan", "Inputs"), ("Dari", "From")), ("outputs", ("Pembeli", "Buyers"), ("Ke", "To"))):
        tables.append(
            table(
                name, label,
                [column("other", end), column("commodity", ("Komoditas", "Commodity")), column("period", ("Masa", "Period")),
                 column("amount", ("Jumlah", "Amount"), kind="number", unit="t", decimals=1, total=True),
                 column("km", ("Jarak", "Distance"), kind="number", unit="km", decimals=1),
                 column("cost", ("Ongkos angkut", "Haulage"), kind="number", unit="Rp", total=True)],
                [row(one["other"], one["commodity"] + (" (B3)" if one["b3"] else ""), one["period"], one["amount_t"], one["km"],
                     one["cost_idr"], marks=[*_marks(one), *extra]) for one in given[name]],
            )
        )  # fmt: skip
    tables.append(
        table(
            "shortages", ("Permintaan dan kekurangan pembeli", "Demand and shortage of buyers"),
            [column("site", ("Pembeli", "Buyer")), column("commodity", ("Komoditas", "Commodity")), column("period", ("Masa", "Period")),
             column("demand", ("Diminta", "Wanted"), kind="number", unit="t", decimals=1, total=True),
             column("arrived", ("Tiba", "Arrived"), kind="number", unit="t", decimals=1, total=True),
             column("unmet", ("Kurang", "Missing"), kind="number", unit="t", decimals=1, total=True, formula="shortfall",
                    of=("demand", "arrived")),
             column("status", ("Keadaan", "State"))],
            [row(one["site_id"], one["commodity"], one["period"], one["demand_t"], one["arrived_t"], one["unmet_t"],
                 _told(_SHORTAGE.get(one["status"], (one["status"],) * 2)), marks=[*_marks(one), *extra])
             for one in given["shortages"]],
        )
    )  # fmt: skip
    tables.append(
        table(
            "leftovers", ("Hasil yang tidak diambil siapa pun", "What nobody takes"),
            [column("commodity", ("Komoditas", "Commodity")), column("period", ("Masa", "Period")),
             column("amount", ("Jumlah", "Amount"), kind="number", unit="t", decimals=1, total=True)],
            [row(one["commodity"], one["period"], one["amount_t"], marks=extra) for one in given["leftovers"]],
        )
    )  # fmt: skip
    unmet = sum(one["unmet_t"] for one in given["shortages"])
    incoming = sum(one["amount_t"] for one in given["inputs"])
    marks = [*extra, *(mark for one in tables for line in one["rows"] for mark in line["marks"])]
    facts = [
        fact("site", ("Tapak dalam rantai", "Site in the chain"), given["site"]),
        fact("incoming", ("Masukan seluruhnya", "All inputs"), incoming, unit="t", decimals=1, marks=marks),
        fact("unmet", ("Kekurangan seluruhnya", "All that is missing"), unmet, unit="t", decimals=1, marks=marks),
    ]
    for at, one in enumerate(given["capacity"], start=1):
        if one["offered_t"]:
            used = 100.0 * one["used_t"] / one["offered_t"]
            facts.append(fact(f"used_{at}", ("Kapasitas terpakai", "Capacity used"), used, unit="%", decimals=1, marks=[*marks, *_marks(one)],
                              note=(one["period"], one["period"]), source=one["origin"]))  # fmt: skip
    answer = (
        "semua permintaan terpenuhi" if unmet == 0 else "ada permintaan yang tidak terpenuhi",
        "all demand is met" if unmet == 0 else "some demand is not met",
    )
    return section("chain", title, "given", answer, facts=facts, tables=[one for one in tables if one["rows"]], marks=marks)


def indicators(given: Plain | None, inputs: Plain) -> Plain:
    """Return published figures side by side, and what became of those from before."""
    title = ("Indikator dan klaim", "Indicators and claims")
    if given is None:
        return _not_given("indicators", title, inputs)
    ratios = table(
        "ratios", ("Sesudah dibanding sebelum", "After over before"),
        [column("what", ("Ukuran", "Measure")), column("before", ("Sebelum", "Before"), kind="interval"),
         column("after", ("Sesudah", "After"), kind="interval"), column("unit", ("Satuan", "Unit")),
         column("ratio", ("Rasio", "Ratio"), kind="interval", formula="quotient", of=("after", "before")),
         column("outcome", ("Keadaan", "State")), column("sources", ("Sumber", "Sources"))],
        [row(one["what"], one["before"], one["after"], one["unit"], one["ratio"],
             _told(_DIRECTIONS[one["direction"]]) if one["ratio"] else one["reason"],
             " | ".join(dict.fromkeys(filter(None, (one["before_source"], one["after_source"])))), marks=_marks(one))
         for one in given["pairs"]],
    )  # fmt: skip
    claims = table(
        "claims", ("Klaim menurut sumber, berdampingan", "Claims by source, side by side"),
        [column("what", ("Ukuran", "Measure")), column("written", ("Sebagaimana tertulis", "As written")),
         column("amount", ("Dibaca", "Read as"), kind="interval"), column("unit", ("Satuan", "Unit")),
         column("period", ("Masa", "Period")), column("scope", ("Lingkup", "Scope")), _SOURCE],
        [row(one["what"], one["written"], one["amount"], one["unit"], one["period"] or None, one["scope"] or None,
             one["source"], marks=_marks(one)) for one in given["claims"]],
    )  # fmt: skip
    computed = sum(one["ratio"] is not None for one in given["pairs"])
    answer = (
        f"{len(given['claims'])} klaim, {computed} rasio", f"{len(given['claims'])} claims, {computed} ratios",
    )  # fmt: skip
    notes: list[Words] = [
        ("Sumber yang berbeda ditampilkan berdampingan; tidak ada yang dipilih. Perubahan bukan bukti bahwa sentra penyebabnya.",
         "Sources that disagree stand side by side; none is chosen. A change is no proof that the sentra caused it."),
    ]  # fmt: skip
    return section("indicators", title, "given", answer, tables=[ratios, claims], notes=notes,
                   marks=[mark for one in given["claims"] for mark in _marks(one)])  # fmt: skip


def _told(words: Words) -> dict[str, Any]:
    return {"id": words[0], "en": words[1]}
