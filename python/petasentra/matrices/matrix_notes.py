"""What is said of the file of a matrix: what was left out, codes that lost their zeros, a header that is not clear."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from petasentra.errors import SchemaError
from petasentra.findings.rows import finding
from petasentra.matrices.kbli_column import read_kbli_column

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from petasentra.matrices.grids import Grid
    from petasentra.matrices.matrix_block import Block


def kbli_codes(file: Path, grid: Grid, block: Block) -> tuple[list[str], list[dict[str, Any]]]:
    """KBLI digits of each row; empty where there are none or they cannot be read for sure."""
    column = block.code if block.code is not None else block.name
    assert column is not None
    texts = [grid.rows[row][column] for row in block.rows]
    read = read_kbli_column(texts, [(row, column) in grid.numbers for row in block.rows])
    padded = [(grid.lines[block.rows[at]], texts[at]) for at in read.padded]
    doubtful = [(grid.lines[block.rows[at]], texts[at]) for at in read.doubtful]
    notes = []
    if padded:
        line, text = padded[0]
        notes.append(
            finding(
                "KBLI_ZERO_LOST",
                "note",
                file.name,
                text,
                (
                    f"Kode KBLI kehilangan nol di depan (pertama '{text}' pada baris {line}); nolnya dikembalikan "
                    "karena kode itu tidak dapat dibaca lain.",
                    f"KBLI codes lost their leading zero (first '{text}' in row {line}); it was given back because "
                    "they can be nothing else.",
                ),
                ("Simpan kolom kode sebagai teks.", "Keep the column of codes as text."),
                float(len(padded)),
                "rows",
            )  # fmt: skip
        )
    if doubtful:
        line, text = doubtful[0]
        notes.append(
            finding(
                "KBLI_DOUBTFUL",
                "warning",
                file.name,
                text,
                (
                    f"Kode '{text}' pada baris {line} dapat dibaca dengan dua cara atau bukan kode KBLI; dibiarkan "
                    "tanpa KBLI.",
                    f"The code '{text}' in row {line} has two readings or is no KBLI code; it is left without one.",
                ),
                (
                    "Tulis kode KBLI lengkap sebagai teks, dengan nol di depan.",
                    "Write the whole KBLI code as text, with its leading zero.",
                ),
                float(len(doubtful)),
                "rows",
            )  # fmt: skip
        )
    return list(read.codes), notes


def require_codes(file: Path, grid: Grid, block: Block) -> None:
    """Raise where a column of cells has no zone code, or two have one."""
    heads = grid.rows[block.header]
    left = min(block.zones)
    nameless = [
        column
        for column in range(left, len(heads))
        if not heads[column] and any(grid.rows[row][column] for row in block.rows)
    ]
    if nameless:
        raise _header_error(
            file, f"column {_letters(nameless[0])} holds cells and has no zone code",
            f"kolom {_letters(nameless[0])} berisi ketentuan tetapi tidak punya kode zona",
        )  # fmt: skip
    twice = [code for code, count in Counter(heads[column] for column in block.zones).items() if count > 1]
    if twice:
        columns = ", ".join(_letters(column) for column in block.zones if heads[column] == twice[0])
        raise _header_error(
            file, f"zone code {twice[0]!r} stands above several columns ({columns})",
            f"kode zona {twice[0]!r} ada di atas beberapa kolom ({columns})",
        )  # fmt: skip


def left_out(file: Path, grid: Grid, block: Block) -> Iterable[dict[str, Any]]:
    """Name the rows and columns that were not read as activities and zones."""
    rows = [row for row in block.left_out if not _is_legend(grid, row)]
    if rows:
        first = next(text for text in grid.rows[rows[0]] if text)
        yield finding(
            "MATRIX_ROW_LEFT_OUT", "note", file.name, str(grid.lines[rows[0]]),
            (f"Baris di bawah judul yang tidak dibaca sebagai kegiatan (pertama baris {grid.lines[rows[0]]}: "
             f"'{first[:60]}').",
             f"Rows below the header that were not read as activities (first row {grid.lines[rows[0]]}: "
             f"'{first[:60]}')."),
            ("Periksa apakah baris itu memang judul atau keterangan.", "Check that they are headings or remarks."),
            float(len(rows)), "rows",
        )  # fmt: skip
    for column in block.remarks:
        head = grid.rows[block.header][column]
        yield finding(
            "MATRIX_COLUMN_LEFT_OUT", "note", file.name, _letters(column),
            (f"Kolom {_letters(column)} ('{head}') dibaca sebagai keterangan, bukan zona.",
             f"Column {_letters(column)} ('{head}') was taken for remarks, not for a zone."),
            ("Ganti judulnya bila kolom itu sebuah zona.", "Rename it if it is a zone."),
        )  # fmt: skip


def other_sheet(file: Path, grid: Grid) -> dict[str, Any]:
    """Name a sheet that holds a matrix too."""
    return finding(
        "MATRIX_SHEET_LEFT_OUT", "note", file.name, grid.title,
        (f"Lembar '{grid.title}' juga memuat matriks dan tidak dibaca.",
         f"The sheet '{grid.title}' holds a matrix too and was not read."),
        ("Pindahkan lembar yang berlaku ke urutan pertama.", "Put the sheet that counts first."),
    )  # fmt: skip


def _is_legend(grid: Grid, row: int) -> bool:
    return any(re.match(r"[ITBX]\d*\s*[:=]", text, re.IGNORECASE) for text in grid.rows[row] if text)


def _letters(column: int) -> str:
    """Name of a column as spreadsheets have it: A, B ... Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _header_error(file: Path, message_en: str, message_id: str) -> SchemaError:
    return SchemaError(
        f"The header of the matrix is not clear: {message_en}.",
        f"Judul matriks tidak jelas: {message_id}.",
        hint_en="Give every column of the matrix its own zone code in one row.",
        hint_id="Beri setiap kolom matriks kode zonanya sendiri pada satu baris.",
        file=str(file),
    )
