"""Names of one administrative area written in several ways: "Kab. Jombang", "KABUPATEN JOMBANG", "Jombang"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from petasentra.admin.names import level_and_key
from petasentra.inspection.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from petasentra.inspection.columns import ColumnView
    from petasentra.inspection.fields import FieldSummary

_SHOWN = 3
_OF_DESA = re.compile(r"desa|kel(urahan)?($|_)|village|wadmkd", re.IGNORECASE)
_DESA_WORD = re.compile(r"^(desa|ds|kelurahan|kel)\b\.?\s*")


def spelt_differently(layer: str, columns: Sequence[ColumnView], fields: Sequence[FieldSummary]) -> Iterator[Finding]:
    """Yield a finding for each column of names in which one area has several spellings.

    Texts are one name if `petasentra.admin.normalise_name` makes them alike and they do not state different levels.
    Names of desa repeat from kecamatan to kecamatan: "Sumber Agung" and "Sumberagung" are two of them, so blanks count.
    """
    named = {one.name for one in fields if one.meaning and one.meaning.kind == "admin_name"}
    for column in columns:
        if column.name in named:
            yield from _of_column(layer, column)


def _of_column(layer: str, column: ColumnView) -> Iterator[Finding]:
    spellings: dict[str, list[str]] = {}
    levels: dict[str, set[str]] = {}
    of_desa = _OF_DESA.search(column.name) is not None
    for text in column.distinct:
        level, key = level_and_key(text)
        if of_desa:
            key = " ".join(_DESA_WORD.sub("", text.casefold()).split())
        spellings.setdefault(key, []).append(text)
        levels.setdefault(key, set()).update([level] if level else [])
    several = [texts for key, texts in spellings.items() if key and len(texts) > 1 and len(levels[key]) < 2]
    if not several:
        return
    rarer = sum(sum(rows) - max(rows) for rows in ([column.counts[text] for text in texts] for texts in several))
    shown = "; ".join(" = ".join(f"“{text}”" for text in texts[:4]) for texts in several[:_SHOWN])
    shown += "; …" if len(several) > _SHOWN else ""
    count = len(several)
    yield Finding(
        "NAME_SPELT_DIFFERENTLY",
        "note",
        layer,
        f"Kolom {column.name} menulis {count} nama wilayah dengan lebih dari satu cara: {shown}.",
        f"Column {column.name} writes {count} {'name' if count == 1 else 'names'} of areas in more than one way: "
        f"{shown}.",
        "Samakan sebelum menggabungkan menurut nama, misalnya dengan petasentra.admin.match, atau gabungkan menurut "
        "kode.",
        "Make them alike before you join by name, for example with petasentra.admin.match, or join by code.",
        measure=float(rarer),
        unit="rows",
        column=column.name,
    )
