"""Columns that hold measures: areas, lengths, shares, dates, years, and numbers written as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra.inspection.meaning import Meaning, Writing, by_name, by_values, named
from petasentra.values import parse_dates, parse_numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from petasentra.inspection.columns import ColumnView
    from petasentra.values import ParsedColumn

_GIS = re.compile(r"^(shape|st|geom)_?(leng(th)?|le_?\d?|area|ar_?\d?|_ar|_le)\w*$|^(perimeter|hectares_gis)$")
_AREA = re.compile(r"luas|(^|_)l_?ha($|_)|(^|_)area(_|$)|hektar|hectare|(^|_)(ha|sqm|m2|km2)($|_)|^ls(ha|m2)$")
_NOT_AREA = re.compile(r"keterangan|ket_|jenis|nama|kategori|klas")
_LENGTH = re.compile(
    r"panjang|(^|_)pj(g|ng)?($|_)|length|pjgbts|(^|_)len(_|$)|jarak|distance|lebar|width|tinggi|elevas|height|kedalaman"
)
_SHARE = re.compile(r"persen|percent|(^|_)pct($|_)|%|(^|_)(kdb|kdh|ktb|prosen)")
_DATE = re.compile(r"tgl|tagl|tanggal|date|(^|_)valid|waktu")
_WITH_YEAR = re.compile(r"(?s).*\d{4}.*")
_YEAR = re.compile(r"tahun|(^|_)thn?($|_)|year")
_UNITS = (
    (re.compile(r"km2|km²|luaswh"), "km2"),
    (re.compile(r"m2|m²|sqm|meter"), "m2"),
    (re.compile(r"(^|[^a-z])ha($|[^a-z])|luasha|hektar|hectare|_ha|lsha"), "ha"),
)
_ENOUGH = 0.5
_CODE = re.compile(r"0\d")
_PERCENT_VALUE = re.compile(r"[+-]?\d+(?:[.,]\d+)?\s*%")


@dataclass(frozen=True, eq=False)
class Numbers:
    """The numbers of a column, shape (n,), NaN where there is none; ``writing`` where they stand as text."""

    values: NDArray[np.float64]
    read: int
    writing: Writing | None = None


def numbers_of(column: ColumnView, *, every_row: bool = False) -> Numbers | None:
    """Return the rows looked at (or all) as numbers, if at least half of the filled ones are."""
    cells = column.values if every_row else column.looked_at
    if column.is_number:
        values = np.asarray(cells.to_numpy(), dtype=np.float64)
        return Numbers(values, int(np.isfinite(values).sum()))
    if not column.is_text or column.counted == 0:
        return None
    if any(_CODE.match(text) for text in column.distinct):
        return None  # "08104" is a code: as a number it would lose its zero
    parsed = parse_numbers(cells)
    if parsed.read + int(parsed.ambiguous.sum()) < _ENOUGH * (column.filled if every_row else column.counted):
        return None
    return Numbers(np.asarray(parsed.to_numpy(), dtype=np.float64), parsed.read, _writing("number", parsed, column))


def _writing(kind: str, parsed: ParsedColumn, column: ColumnView) -> Writing:
    examples = () if column.personal else tuple(parsed.examples(3))
    return Writing(kind, parsed.style, parsed.read, int(parsed.unread.sum()), examples)


def area_or_length(column: ColumnView, numbers: Numbers | None) -> Meaning | None:
    """Recognise areas, lengths and what a GIS leaves behind by name, if the values are numbers."""
    if numbers is None or numbers.read == 0:
        return None
    values = numbers.values[np.isfinite(numbers.values)]
    fits = int((values >= 0).sum())
    if named(column, _GIS):
        return by_name(column, "gis_measure", fits)
    if named(column, _AREA) and not named(column, _NOT_AREA):
        return by_name(column, "area", fits, unit=unit_of_name(column.name))
    if named(column, _LENGTH):
        return by_name(column, "length", fits)
    return None


def unit_of_name(name: str) -> str:
    """Return the unit of area a column name states: ha, m2, km2, or empty.

    Examples
    --------
    >>> unit_of_name("LUASHA"), unit_of_name("Luas_m2"), unit_of_name("LUAS")
    ('ha', 'm2', '')
    """
    return next((unit for pattern, unit in _UNITS if pattern.search(name.casefold())), "")


def share(column: ColumnView, numbers: Numbers | None) -> Meaning | None:
    """Recognise percentages: by their sign, or by name and values from 0 to 100."""
    signed = column.matching(_PERCENT_VALUE) if column.is_text else 0
    if signed and signed >= _ENOUGH * column.counted:
        return by_values(column, "percentage", signed, unit="%", detail=("ditulis dengan %", "written with %"))
    if numbers is None or not named(column, _SHARE):
        return None
    values = numbers.values[np.isfinite(numbers.values)]
    fits = int(((values >= 0) & (values <= 100)).sum())
    return by_name(column, "percentage", fits, unit="%") if fits else None


def date(column: ColumnView) -> tuple[Meaning, Writing | None] | None:
    """Recognise dates: by type, or by text of which half and more reads as dates."""
    if column.type in ("date", "datetime") or column.type.startswith("timestamp"):
        return by_values(column, "date", column.counted, detail=("tipe tanggal", "type date")), None
    if not column.is_text or column.counted == 0:
        return None
    # Every writing of a date has a year of four digits; most columns of text have none.
    if not named(column, _DATE) and 2 * column.matching(_WITH_YEAR) < column.counted:
        return None
    parsed = parse_dates(column.looked_at)
    like_dates = parsed.read + int(parsed.ambiguous.sum())
    if like_dates == 0 or (like_dates < _ENOUGH * column.counted and not named(column, _DATE)):
        return None
    if all(text.isdigit() for text in column.distinct[:50]) and not named(column, _DATE):
        return None  # eight digits in a row are a code sooner than a day
    told = by_name if named(column, _DATE) else by_values
    return told(column, "date", like_dates), _writing("date", parsed, column)


def year(column: ColumnView, numbers: Numbers | None) -> Meaning | None:
    """Recognise years: whole numbers from 1945 to 2100 in a column named so."""
    if numbers is None or not named(column, _YEAR):
        return None
    values = numbers.values[np.isfinite(numbers.values)]
    fits = int(((values >= 1945) & (values <= 2100) & (values == np.floor(values))).sum())
    return by_name(column, "year", fits) if fits >= _ENOUGH * column.counted else None


def number_as_text(column: ColumnView, numbers: Numbers | None) -> Meaning | None:
    """Recognise text that is numbers."""
    if numbers is None or not column.is_text or numbers.read < 0.8 * column.counted:
        return None
    return by_values(column, "number", numbers.read)
