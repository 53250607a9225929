"""Sections on figures: what a process needs, and what published figures say of before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.dossiers.parts import column, fact, row, section, table, told
from petasentra.dossiers.sections_shared import not_given
from petasentra.dossiers.sections_work import SOURCE, marks_of_row
from petasentra.impact.attribute_words import attribute_words

if TYPE_CHECKING:
    from petasentra.dossiers.parts import Plain
    from petasentra.plotting.language import Words

__all__ = ["indicators", "needs"]

_DIRECTIONS: dict[str, Words] = {
    "up": ("naik", "up"),
    "down": ("turun", "down"),
    "same": ("tetap", "the same"),
    "unclear": ("tidak pasti naik atau turun", "up or down is not certain"),
    "": ("", ""),
}


def needs(given: Plain | None, inputs: Plain) -> Plain:
    """Return the study of supporting units: required, installed, missing."""
    title = ("Kajian unit pendukung", "Study of supporting units")
    if given is None:
        return not_given("needs", title, inputs)
    steps = table(
        "needs",
        ("Kebutuhan tiap langkah proses", "Needs of each step of the process"),
        [
            column("step", ("Langkah", "Step")),
            column("kind", ("Fasilitas", "Facility")),
            column("required", ("Perlu", "Required"), kind="interval"),
            column("installed", ("Terpasang", "Installed"), kind="interval"),
            column(
                "deficit", ("Kurang", "Missing"), kind="interval", formula="shortfall", of=("required", "installed")
            ),
            column("unit", ("Satuan", "Unit")),
            column("status", ("Keadaan", "State")),
            SOURCE,
        ],
        [
            row(
                one["step"],
                one["kind"],
                one["required"],
                one["installed"],
                one["deficit"],
                one["unit"],
                one["status_words"],
                one["source"] or None,
                marks=marks_of_row(one),
            )
            for one in given["rows"]
        ],
    )
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
    return section(
        "needs",
        title,
        "given",
        answer,
        facts=facts,
        tables=[steps],
        marks=[mark for one in given["rows"] for mark in marks_of_row(one)],
    )


def indicators(given: Plain | None, inputs: Plain) -> Plain:
    """Return published figures side by side, and what became of those from before."""
    title = ("Indikator dan klaim", "Indicators and claims")
    if given is None:
        return not_given("indicators", title, inputs)
    ratios = table(
        "ratios",
        ("Sesudah dibanding sebelum", "After over before"),
        [
            column("what", ("Ukuran", "Measure")),
            column("before", ("Sebelum", "Before"), kind="interval"),
            column("after", ("Sesudah", "After"), kind="interval"),
            column("unit", ("Satuan", "Unit")),
            column("ratio", ("Rasio", "Ratio"), kind="interval", formula="quotient", of=("after", "before")),
            column("outcome", ("Keadaan", "State")),
            column("sources", ("Sumber", "Sources")),
        ],
        [
            row(
                told(attribute_words(one["what"])),
                one["before"],
                one["after"],
                one["unit"],
                one["ratio"],
                told(_DIRECTIONS[one["direction"]]) if one["ratio"] else one["reason"],
                " | ".join(dict.fromkeys(filter(None, (one["before_source"], one["after_source"])))),
                marks=marks_of_row(one),
            )
            for one in given["pairs"]
        ],
    )
    claims = table(
        "claims",
        ("Klaim menurut sumber, berdampingan", "Claims by source, side by side"),
        [
            column("what", ("Ukuran", "Measure")),
            column("written", ("Sebagaimana tertulis", "As written")),
            column("amount", ("Dibaca", "Read as"), kind="interval"),
            column("unit", ("Satuan", "Unit")),
            column("period", ("Masa", "Period")),
            column("scope", ("Lingkup", "Scope")),
            SOURCE,
        ],
        [
            row(
                told(attribute_words(one["what"])),
                one["written"],
                one["amount"],
                one["unit"],
                told(attribute_words(one["period"])) if one["period"] else None,
                told(attribute_words(one["scope"])) if one["scope"] else None,
                one["source"],
                marks=marks_of_row(one),
            )
            for one in given["claims"]
        ],
    )
    computed = sum(one["ratio"] is not None for one in given["pairs"])
    answer = (
        f"{len(given['claims'])} klaim, {computed} rasio",
        f"{len(given['claims'])} claims, {computed} ratios",
    )
    notes: list[Words] = [
        (
            "Sumber yang berbeda ditampilkan berdampingan; tidak ada yang dipilih. "
            "Perubahan bukan bukti bahwa sentra penyebabnya.",
            "Sources that disagree stand side by side; none is chosen. A change is no proof that the sentra caused it.",
        ),
    ]
    return section(
        "indicators",
        title,
        "given",
        answer,
        tables=[ratios, claims],
        notes=notes,
        marks=[mark for one in given["claims"] for mark in marks_of_row(one)],
    )
