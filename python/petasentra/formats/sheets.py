"""Spreadsheets as rows of cells: CSV with whatever separator, and the sheets of an Excel workbook."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from petasentra.errors import IoError
from petasentra.formats.failures import require_file, unreadable
from petasentra.formats.header import find_header, unique_names
from petasentra.formats.text_bytes import decode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SEPARATORS = ",;\t|"
_LOOKED_AT_LINES = 60
_LARGEST_WORKBOOK = 2**30  # bytes once unpacked; a sheet full to its last row stays below


@dataclass(frozen=True)
class Sheet:
    """One table: names from its header row, and the rows below it, each as long as the header.

    ``header_row`` counts from 1 as spreadsheets do; cells of a CSV are text, those of a workbook what Excel holds.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    header_row: int = 1
    encoding: str = "UTF-8"
    encoding_from: str = "format"
    encoding_guessed: bool = False
    separator: str = ""
    skipped: int = field(default=0)


def read_sheets(path: str, encoding: str = "") -> list[Sheet]:
    """Read every sheet that holds rows; a CSV is one sheet named after its file.

    Raises
    ------
    IoError
        No such file, not this format, damaged, too large once unpacked, or empty.
    """
    file = require_file(path)
    sheets = _workbook(path, file) if file.suffix.lower() in (".xlsx", ".xlsm") else [_csv(path, file, encoding)]
    if not sheets:
        raise unreadable(path, "semua lembarnya kosong.", "all its sheets are empty.")
    return sheets


def _csv(path: str, file: Path, encoding: str) -> Sheet:
    raw = file.read_bytes()
    decoded = decode(raw, encoding)
    if decoded is None:
        raise unreadable(path, "isinya bukan teks.", "its content is not text.")
    if not decoded.text.strip():
        raise unreadable(path, "berkas kosong.", "the file is empty.")
    separator = _separator(decoded.text)
    try:
        rows = list(csv.reader(io.StringIO(decoded.text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise unreadable(path, str(error), str(error)) from error
    sheet = _sheet(PurePath(path).stem, rows)
    if sheet is None:
        raise unreadable(path, "tidak ada baris judul kolom.", "there is no row of column names.")
    return Sheet(
        sheet.name,
        sheet.columns,
        sheet.rows,
        sheet.header_row,
        decoded.encoding,
        decoded.source,
        decoded.guessed,
        separator,
        sheet.skipped,
    )


def _separator(text: str) -> str:
    """Return the separator with which the most of the first lines have as many cells as the widest of them."""
    lines = text.splitlines()[:_LOOKED_AT_LINES]
    best, best_score = ",", (0.0, 0)
    for separator in _SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
        except csv.Error:
            continue
        if not widths:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        # Commas inside numbers must not win over the separator of the header line.
        score = (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)
        if score > best_score:
            best, best_score = separator, score
    return best


def _workbook(path: str, file: Path) -> list[Sheet]:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise IoError(
            "Reading spreadsheets needs openpyxl.",
            "Membaca lembar kerja memerlukan openpyxl.",
            hint_en='Install it: pip install "petasentra[excel]", or save the table as CSV.',
            hint_id='Pasang dengan pip install "petasentra[excel]", atau simpan tabelnya sebagai CSV.',
            code=702,
            file=path,
        ) from error
    _refuse_bombs(path, file)
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        grids = [(sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]) for sheet in book.worksheets]
        book.close()
    except Exception as error:  # openpyxl lets KeyError, ValueError and XML errors of damaged files through
        raise unreadable(
            path,
            f"{error}",
            f"{error}",
            "Buka lalu simpan ulang sebagai .xlsx, atau sebagai CSV.",
            "Open and save it again as .xlsx, or as CSV.",
        ) from error
    return [sheet for title, rows in grids if (sheet := _sheet(title, rows)) is not None]


def _refuse_bombs(path: str, file: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise unreadable(path, "bukan lembar kerja .xlsx.", f"it is no .xlsx workbook ({error}).") from error
    if size > _LARGEST_WORKBOOK:
        raise unreadable(
            path,
            f"isinya {size / 2**30:.1f} GiB setelah dibuka, terlalu besar.",
            f"it is {size / 2**30:.1f} GiB once unpacked, which is too large.",
        )


def _sheet(name: str, rows: list[list[Any]]) -> Sheet | None:
    header = find_header(rows)
    if header is None:
        return None
    names = list(rows[header])
    while names and names[-1] in (None, ""):
        names.pop()
    columns = unique_names(names)
    width = len(columns)
    body = [_as_wide(row, width) for row in rows[header + 1 :]]
    filled = [row for row in body if any(cell not in (None, "") for cell in row)]
    return Sheet(name, columns, filled, header_row=header + 1, skipped=sum(1 for row in rows[:header] if any(row)))


def _as_wide(row: Sequence[Any], width: int) -> list[Any]:
    cells = [cell.strip() if isinstance(cell, str) else cell for cell in row[:width]]
    return cells + [None] * (width - len(cells))
