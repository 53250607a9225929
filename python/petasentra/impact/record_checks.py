"""One row of a table of records, cell by cell, and what tables say of each other."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from contextlib import suppress
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from petasentra.findings.rows import finding
from petasentra.impact.inputs import text_of
from petasentra.impact.reading import read_amounts
from petasentra.impact.record_types import has_kinds, kind_of, record_types
from petasentra.values import parse_date
from petasentra.values.dms import parse_angle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from petasentra.impact.amounts import Amount
    from petasentra.impact.record_types import Record
    from petasentra.plotting.language import Words

__all__ = ["between_tables", "read_record"]

_MEND: Words = ("Betulkan isinya; sampai saat itu dianggap tidak diketahui.", "Correct it; until then it is not known.")


class _Row:
    """The cells of a row, and where findings about it are put."""

    def __init__(self, cells: Mapping[str, Any], row: int, file: str, found: list[dict[str, Any]]) -> None:
        self.cells = cells
        self.name = text_of(cells.get("id")) or f"({row})"
        self._file = file
        self._found = found

    def tell(self, made: dict[str, Any], column: str) -> None:
        self._found.append(made | {"layer": self._file, "feature_id": self.name, "column": column})

    def unreadable(self, column: str, what: Words) -> None:
        text = text_of(self.cells.get(column))
        told = f"{column} “{text}” bukan {what[0]}", f"{column} '{text}' is no {what[1]}"
        self.tell(finding("VALUE_UNREADABLE", "warning", "", "", told, _MEND), column)

    def value(self, column: str, kind: str) -> object:
        """Return a cell in the type of its column."""
        if kind == "Amount":
            return self._amount(column)
        text = text_of(self.cells.get(column))
        if kind == "bool":
            return text.lower() in ("true", "ya", "yes", "1")
        if kind.startswith(("dt.date", "float", "int")):
            return None if not text else self._parsed(column, text, kind)
        return text

    def _parsed(self, column: str, text: str, kind: str) -> object:
        if kind.startswith("dt.date"):
            cell = self.cells[column]
            day = cell if isinstance(cell, dt.date) else parse_date(text).value
            if isinstance(day, dt.date):
                return day.date() if isinstance(day, dt.datetime) else day
            self.unreadable(column, ("tanggal", "day"))
            return None
        if kind.startswith("float"):
            angle = parse_angle(text)
            if (
                angle is not None
                and angle.axis in ("", column)
                and abs(angle.degrees) <= (90 if column == "lat" else 180)
            ):
                return angle.degrees
            self.unreadable(column, ("derajat", "number of degrees"))
            return None
        with suppress(ValueError, OverflowError):
            number = float(text)
            if number.is_integer() and 1900 <= number <= 2200:
                return int(number)
        self.unreadable(column, ("tahun", "year"))
        return None

    def _amount(self, column: str) -> Amount:
        amount = read_amounts([self.cells.get(column)])[0]
        if amount.status == "ambiguous":
            told = f"{column} “{amount.raw}”: {amount.reason[0]}", f"{column} '{amount.raw}': {amount.reason[1]}"
            self.tell(finding("AMOUNT_AMBIGUOUS", "warning", "", "", told, _MEND), column)
        elif amount.status == "unreadable":
            told = f"{column} “{amount.raw}”: {amount.reason[0]}", f"{column} '{amount.raw}': {amount.reason[1]}"
            self.tell(finding("AMOUNT_UNREADABLE", "warning", "", "", told, _MEND), column)
        return amount


def read_record(table: str, cells: Mapping[str, Any], row: int, file: str, found: list[dict[str, Any]]) -> Record:
    """Return a record; what is wrong with it goes to `found`."""
    one = _Row(cells, row, file, found)
    values = {field.name: one.value(field.name, str(field.type)) for field in fields(record_types[table])}
    if not values["id"]:
        told = f"baris {row} tidak memiliki id", f"row {row} has no id"
        one.tell(finding("RECORD_INCOMPLETE", "error", "", "", told, ("Beri id.", "Give it an id.")), "id")
    if has_kinds(table):
        kind = kind_of(table, str(values["kind"]))
        if kind is None:
            told = f"jenis “{values['kind']}” tidak dikenal", f"the kind '{values['kind']}' is not known"
            hint = "Pakai jenis yang tercantum di panduan.", "Use a kind that the manual lists."
            one.tell(finding("RECORD_KIND_UNKNOWN", "warning", "", "", told, hint), "kind")
        values["kind"] = kind or values["kind"]
    since, until = values["since"], values["until"]
    if isinstance(since, dt.date) and isinstance(until, dt.date) and until < since:
        told = f"berakhir {until} sebelum mulai {since}", f"ends on {until} before it begins on {since}"
        one.tell(
            finding("RECORD_DATES", "warning", "", "", told, ("Betulkan tanggalnya.", "Correct the days.")), "until"
        )
    return record_types[table](**values)  # type: ignore[arg-type]


def between_tables(read: Mapping[str, list[Record]], files: Mapping[str, str], found: list[dict[str, Any]]) -> None:
    """Tell ids that stand twice and records that name a unit or facility that is not there."""
    for table, listed in read.items():
        for name, count in Counter(one.id for one in listed if one.id).items():
            if count > 1:
                told = f"id “{name}” ada {count} kali", f"the id '{name}' stands {count} times"
                hint = "Beri tiap rekaman id sendiri.", "Give each record its own id."
                made = finding("DUPLICATE_ID", "error", files[table], name, told, hint, float(count), "rows")
                found.append(made | {"column": "id"})
    known = {"unit": {one.id for one in read["unit"]}, "facility": {one.id for one in read["facility"]}}
    for table, column in (("permit", "unit"), ("funding", "facility")):
        for one in read[table]:
            name = getattr(one, column)
            if name and name not in known[column]:
                told = f"{column} “{name}” tidak ada di tabelnya", f"the {column} '{name}' is not in its table"
                hint = "Betulkan rujukannya, atau tambahkan rekamannya.", "Correct the reference, or add the record."
                made = finding("RECORD_REFERENCE", "warning", files[table], one.id, told, hint)
                found.append(made | {"column": column})
