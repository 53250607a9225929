"""Findings about attributes: garbled text, ids that repeat, areas that do not fit, codes and words mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra._english import by_number
from petasentra.inspection.findings import Finding
from petasentra.inspection.words import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from petasentra.inspection.fields import FieldSummary
    from petasentra.inspection.stated_area import StatedArea

_WRONG = 0.01  # of the area; below, another method or a simplified copy explains it


def field_findings(layer: str, fields: Sequence[FieldSummary], areas: Sequence[StatedArea]) -> Iterator[Finding]:
    """Yield what is wrong with the attributes of a layer."""
    for one in fields:
        if one.garbled:
            yield _garbled(layer, one)
        if one.meaning and one.meaning.kind == "id" and 0 < one.meaning.fits < one.meaning.of:
            yield _repeated_id(layer, one)
        if one.writing and one.writing.style in ("mixed", "ambiguous"):
            yield _unclear(layer, one)
    for area in areas:
        if area.method == "neither" and area.median_relative > _WRONG and area.compared:
            yield _wrong_area(layer, area)


def _garbled(layer: str, one: FieldSummary) -> Finding:
    return Finding(
        "TEXT_GARBLED",
        "warning",
        layer,
        f"{one.garbled} nilai kolom {one.name} tampak salah pengodean (misalnya “Ã©” atau “�”).",
        f"{one.garbled} {by_number(one.garbled, 'value', 'values')} of column {one.name} "
        f"{by_number(one.garbled, 'looks', 'look')} wrongly decoded (such as “Ã©” or “�”).",
        "Teks itu rusak sebelum disimpan, atau berkasnya dibaca dengan encoding yang salah: coba encoding=.",
        "The text was spoilt before it was saved, or the file was read in the wrong encoding: try encoding=.",
        measure=float(one.garbled),
        unit="rows",
        column=one.name,
    )


def _repeated_id(layer: str, one: FieldSummary) -> Finding:
    repeated = one.meaning.of - one.meaning.fits if one.meaning else 0
    return Finding(
        "DUPLICATE_ID",
        "note",
        layer,
        f"Kolom {one.name} tampak sebagai pengenal, tetapi {repeated} baris memakai nilai yang dipakai baris lain.",
        f"Column {one.name} looks like an id, but {repeated} "
        f"{by_number(repeated, 'row shares its value', 'rows share their value')} with another row.",
        "Jangan pakai kolom ini sebagai kunci sebelum diperbaiki.",
        "Do not use the column as a key before it is mended.",
        measure=float(repeated),
        unit="rows",
        column=one.name,
    )


def _unclear(layer: str, one: FieldSummary) -> Finding:
    assert one.writing is not None
    return Finding(
        "WRITING_AMBIGUOUS",
        "note",
        layer,
        f"Penulisan angka atau tanggal di kolom {one.name} tidak dapat dipastikan: {one.writing.text('id')}.",
        f"How numbers or dates are written in column {one.name} cannot be told: {one.writing.text('en')}.",
        "Pastikan pada sumbernya, lalu baca dengan petasentra.values dan style= atau order=.",
        "Ask the source, then read it with petasentra.values and style= or order=.",
        measure=float(one.writing.unread),
        unit="rows",
        column=one.name,
    )


def _wrong_area(layer: str, area: StatedArea) -> Finding:
    return Finding(
        "STATED_AREA",
        "warning",
        layer,
        f"{area.text('id')}.",
        f"{area.text('en')}.",
        f"Jumlah menurut kolom dan menurut geometri berbeda {percent(_difference(area), 'id')}; tanyakan cara "
        "menghitungnya kepada pembuat data.",
        f"The sums by column and by geometry differ by {percent(_difference(area), 'en')}; ask the makers of the data "
        "how it was computed.",
        measure=area.median_relative,
        unit="share",
        column=area.column,
    )


def _difference(area: StatedArea) -> float:
    larger = max(area.stated_total, area.computed_total)
    return abs(area.stated_total - area.computed_total) / larger if larger else 0.0
