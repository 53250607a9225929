"""A permission table of any make as the CSV text the core reads."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from petasentra.errors import IoError, SchemaError
from petasentra.replacing import os_reason
from petasentra.spreadsheets import HEADER_WORDS, csv_on_lines, permissions_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

#: What separates cells in the CSV of spreadsheets, by the language of the computer.
_SEPARATORS = (",", ";", "\t")


def matrix_text(path: Path) -> str:
    """Read a CSV or XLSX permission table.

    The header is the first row whose first filled cell is ``activity`` or ``kegiatan``; titles above it are left out.
    CSV may be separated by commas, semicolons or tabs.

    Returns
    -------
    str
        CSV text with commas, its header ``activity,<zone>,<zone>,...``; lines and rows keep the numbers they have in
        the file.

    Raises
    ------
    IoError
        The file is missing, unreadable or not UTF-8.
    SchemaError
        No header row was found.
    """
    if path.suffix.lower() == ".xlsx":
        return permissions_csv(path)
    text = _text_of(path)
    for separator in _SEPARATORS:
        rows = numbered_rows(text, separator)
        header = next((place for place, (_, row) in enumerate(rows) if _first_word(row) in HEADER_WORDS), None)
        if header is not None and len([cell for cell in rows[header][1] if cell.strip()]) > 1:
            return csv_on_lines(_from_activity(rows[header:]))
    raise SchemaError(
        "No header row: no row of the table starts with 'activity'.",
        "Tidak ada baris judul: tidak ada baris yang diawali 'kegiatan' atau 'activity'.",
        hint_en="Put 'activity' into the first cell of the row that holds the zone codes.",
        hint_id="Tulis 'kegiatan' pada sel pertama baris yang memuat kode zona.",
        file=str(path),
    )


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


def _from_activity(rows: Sequence[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Leave out empty columns before the activities, and call their column ``activity``."""
    first = next(place for place, cell in enumerate(rows[0][1]) if cell)
    for place, (line, row) in enumerate(rows):
        yield line, row[first:] if place else ["activity", *row[first + 1 :]]


def _first_word(row: Sequence[str]) -> str:
    return next((cell for cell in row if cell.strip()), "").strip().lower()


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise IoError(
            "There is no such permission table.",
            "Tabel ketentuan itu tidak ada.",
            hint_en="Check the path of the CSV or XLSX file.",
            hint_id="Periksa letak berkas CSV atau XLSX-nya.",
            code=701,
            file=str(path),
        ) from error
    except UnicodeDecodeError as error:
        raise IoError(
            f"The permission table is not in UTF-8 (byte {error.start}).",
            f"Tabel ketentuan tidak memakai pengodean UTF-8 (bita ke-{error.start}).",
            hint_en="Save it as CSV in UTF-8.",
            hint_id="Simpan sebagai CSV dengan pengodean UTF-8.",
            code=702,
            file=str(path),
        ) from error
    except OSError as error:
        why_id, why_en = os_reason(error)
        raise IoError(
            f"The permission table cannot be read: {why_en}.",
            f"Tabel ketentuan tidak terbaca: {why_id}.",
            hint_en="Check the path and the permission of the file.",
            hint_id="Periksa letak dan izin baca berkasnya.",
            code=702,
            file=str(path),
        ) from error
