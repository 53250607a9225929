"""Tables as people hand them over: the cells of a sheet or a CSV as shown text, and which of them are merged."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from petasentra.errors import IoError
from petasentra.files.utf8 import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

#: What separates cells in the CSV of spreadsheets, by the language of the computer.
SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True)
class Grid:
    """Cells as shown, rows of equal length.

    Attributes
    ----------
    rows
        Text of each cell, blanks at its ends taken off; every cell of a merged range shows its text.
    lines
        Number of each row in the file, from 1.
    numbers
        (row, column) of the cells that hold a number, not text: those have no leading zeros.
    merged
        (row, column) of a cell in a merged range -> (row, column) of the first cell of the range.
    title
        Name of the sheet; empty for a CSV.
    """

    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    numbers: frozenset[tuple[int, int]] = frozenset()
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    title: str = ""

    def comes_from(self, row: int, column: int) -> tuple[int, int]:
        """First cell of the merged range a cell belongs to; the cell itself where it is not merged."""
        return self.merged.get((row, column), (row, column))


def grids_of(path: Path) -> list[Grid]:
    """Read the sheets of a workbook, or a CSV in each way its cells may be separated.

    Raises
    ------
    IoError
        The file is missing, damaged, not UTF-8, or openpyxl is not installed.
    """
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _sheets(path)
    text = _text_of(path)
    return [grid for separator in SEPARATORS if (grid := _csv_grid(text, separator)) is not None]


def numbered_rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Return the rows that hold something and are no comments, each with the number of its first line."""
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    for row in reader:
        if any(cell.strip() for cell in row) and not row[0].lstrip().startswith("#"):
            rows.append((line, [cell.strip() for cell in row]))
        line = reader.line_num + 1
    return rows


def _csv_grid(text: str, separator: str) -> Grid | None:
    try:
        rows = numbered_rows(text, separator)
    except csv.Error:
        return None
    width = max((len(row) for _, row in rows), default=0)
    if width < 2:
        return None
    return Grid([row + [""] * (width - len(row)) for _, row in rows], [line for line, _ in rows])


def _sheets(path: Path) -> list[Grid]:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise IoError(
            "Reading spreadsheets needs openpyxl.",
            "Membaca lembar kerja memerlukan openpyxl.",
            hint_en='Install it: pip install "petasentra[excel]", or save the table as CSV.',
            hint_id='Pasang dengan pip install "petasentra[excel]", atau simpan tabelnya sebagai CSV.',
            file=str(path),
        ) from error
    try:
        book = load_workbook(path, data_only=True)
    except FileNotFoundError as error:
        raise IoError(
            "There is no such spreadsheet.",
            "Lembar kerja itu tidak ada.",
            hint_en="Check the path of the file.",
            hint_id="Periksa letak berkasnya.",
            code=701,
            file=str(path),
        ) from error
    except Exception as error:  # openpyxl lets KeyError, ValueError and XML errors of damaged files through
        raise IoError(
            "The file is no spreadsheet, or it is damaged.",
            "Berkas ini bukan lembar kerja, atau rusak.",
            hint_en="Open and save it again as .xlsx, or as CSV.",
            hint_id="Buka lalu simpan ulang sebagai .xlsx, atau sebagai CSV.",
            code=702,
            file=str(path),
        ) from error
    return [_sheet(sheet) for sheet in book.worksheets]


def _sheet(sheet: object) -> Grid:
    rows: list[list[str]] = []
    numbers: set[tuple[int, int]] = set()
    for at, row in enumerate(sheet.iter_rows(values_only=True)):  # type: ignore[attr-defined]
        rows.append([_shown(value) for value in row])
        numbers.update((at, column) for column, value in enumerate(row) if type(value) in (int, float))
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:  # type: ignore[attr-defined]
        first = (area.min_row - 1, area.min_col - 1)
        for at in range(area.min_row - 1, min(area.max_row, len(rows))):
            for column in range(area.min_col - 1, min(area.max_col, len(rows[at]))):
                merged[at, column] = first
                rows[at][column] = rows[first[0]][first[1]]
    return Grid(rows, range(1, len(rows) + 1), frozenset(numbers), merged, sheet.title)  # type: ignore[attr-defined]


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _text_of(path: Path) -> str:
    try:
        return read_text(path, "Matriks ketentuan", "The permission table")
    except FileNotFoundError as error:
        raise IoError(
            "There is no such permission table.",
            "Matriks ketentuan itu tidak ada.",
            hint_en="Check the path of the CSV or XLSX file.",
            hint_id="Periksa letak berkas CSV atau XLSX-nya.",
            code=701,
            file=str(path),
        ) from error
