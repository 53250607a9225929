"""Spreadsheets of permissions as CSV text: the one step of a plan pack that is Python's."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import IoError, SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: First header cell of a matrix, in the two languages people write it in.
HEADER_WORDS = ("activity", "kegiatan")


def permissions_csv(path: str | Path) -> str:
    """Turn an activity x zone spreadsheet into the CSV text the core reads.

    The header is the first row whose first filled cell is ``activity`` or ``kegiatan``; rows above it (titles) are left
    out, merged cells count with the value they show, and empty rows and columns are skipped.

    Parameters
    ----------
    path
        An ``.xlsx`` file; its first sheet is read, formulas as the values last saved.

    Returns
    -------
    str
        UTF-8 CSV text with a header row ``activity,<zone>,<zone>,...``; rows keep the numbers of the sheet as lines.

    Raises
    ------
    IoError
        openpyxl is not installed, or the file is no spreadsheet.
    SchemaError
        No header row was found.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.spreadsheets import permissions_csv
    >>> text = permissions_csv(ps.datasets.path("jombang") / "permissions-2021.xlsx")
    >>> text.split(",")[0].strip()
    'activity'
    """
    rows = _shown_values(Path(path))
    header = next((i for i, row in enumerate(rows) if _first_word(row) in HEADER_WORDS), None)
    if header is None:
        raise SchemaError(
            "No header row: no row of the first sheet starts with 'activity'.",
            "Tidak ada baris judul: tidak ada baris pada lembar pertama yang diawali 'kegiatan' atau 'activity'.",
            hint_en="Put 'activity' into the first cell of the row that holds the zone codes.",
            hint_id="Tulis 'kegiatan' pada sel pertama baris yang memuat kode zona.",
            file=str(path),
        )
    first = next(i for i, value in enumerate(rows[header]) if value)
    columns = [i for i, value in enumerate(rows[header]) if value and i >= first]
    named = [(header + 1, ["activity"] + [rows[header][i] for i in columns[1:]])]
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        if row[first]:
            named.append((number, [row[i] for i in columns]))
    return csv_on_lines(named)


def csv_on_lines(rows: Iterable[tuple[int, Sequence[str]]]) -> str:
    r"""Write rows as CSV, each on the line of its number, so that what is said of a line is true of the file.

    Examples
    --------
    >>> from petasentra.spreadsheets import csv_on_lines
    >>> csv_on_lines([(2, ["activity", "KPI"]), (4, ["batik", "B1,B2"])])
    '\nactivity,KPI\n\nbatik,"B1,B2"\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    written = 1
    for line, cells in rows:
        out.write("\n" * (line - written))
        writer.writerow(cells)
        written = max(line, written) + 1 + sum(cell.count("\n") for cell in cells)
    return out.getvalue()


def _first_word(row: Sequence[str]) -> str:
    return next((value for value in row if value), "").strip().lower()


def _shown_values(path: Path) -> list[list[str]]:
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
    except Exception as error:
        raise IoError(
            "The file is no spreadsheet, or it is damaged.",
            "Berkas ini bukan lembar kerja, atau rusak.",
            hint_en="Open and save it again as .xlsx, or as CSV.",
            hint_id="Buka lalu simpan ulang sebagai .xlsx, atau sebagai CSV.",
            code=702,
            file=str(path),
        ) from error
    sheet = book.worksheets[0]
    values = [["" if cell.value is None else str(cell.value).strip() for cell in row] for row in sheet.iter_rows()]
    for merged in sheet.merged_cells.ranges:
        shown = values[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row - 1, merged.max_row):
            for column in range(merged.min_col - 1, merged.max_col):
                values[row][column] = shown
    return values
