"""CSV text: written with rows on given lines, or changed cell by cell with every other byte as it was."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from petasentra.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


def csv_on_lines(rows: Iterable[tuple[int, Sequence[str]]]) -> str:
    r"""Write rows as CSV, each on the line of its number, so that what is said of a line is true of the file.

    Examples
    --------
    >>> from petasentra.matrices.csv_text import csv_on_lines
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


def with_cells(text: str, column: str, rows: Collection[str], value: str, *, key: str = "id") -> str:
    r"""Set a column of the rows whose ``key`` is among ``rows``.

    Parameters
    ----------
    text
        CSV with commas, its first record the names of the columns.
    column
        The column to set; it must be there.
    rows
        Values of the column ``key``; each must be there.
    value
        A plain word without commas and quotes.

    Returns
    -------
    str

    Raises
    ------
    RuleError
        A column or a row is not there.

    Examples
    --------
    >>> from petasentra.matrices.csv_text import with_cells
    >>> with_cells('id,text,verified\nT1,"a, b",false\nB1,c,\n', "verified", ["T1", "B1"], "true")
    'id,text,verified\nT1,"a, b",true\nB1,c,true\n'
    """
    records = _records(text)
    header = [_value(text, cell) for cell in records[0]] if records else []
    if column not in header or key not in header:
        raise _missing("column", "Kolom", column if column not in header else key)
    at, named = header.index(column), header.index(key)
    edits: list[tuple[int, int]] = []
    waiting = set(rows)
    for record in records[1:]:
        if len(record) > named and _value(text, record[named]) in waiting:
            waiting.discard(_value(text, record[named]))
            if len(record) <= at:
                raise _missing("cell", "Sel", column)
            edits.append(record[at])
    if waiting:
        raise _missing("row", "Baris", ", ".join(sorted(waiting)))
    for begin, end in sorted(edits, reverse=True):
        text = text[:begin] + value + text[end:]
    return text


def _records(text: str) -> list[list[tuple[int, int]]]:
    """Begin and end of each cell, record by record; blank lines and comments are none."""
    found: list[list[tuple[int, int]]] = []
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        stop = _line_end(text, at)
        line = text[at:stop].strip()
        if not line or line.startswith("#"):
            at = _after(text, stop)
            continue
        record: list[tuple[int, int]] = []
        while True:
            end = _cell_end(text, at)
            record.append((at, end))
            at = end
            if at < len(text) and text[at] == ",":
                at += 1
                continue
            break
        found.append(record)
        at = _after(text, at)
    return found


def _cell_end(text: str, at: int) -> int:
    quoted = False
    while at < len(text):
        if text[at] == '"':
            quoted = not quoted  # a doubled quote opens and closes
        elif not quoted and text[at] in ",\r\n":
            break
        at += 1
    return at


def _line_end(text: str, at: int) -> int:
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
    return min(ends, default=len(text))


def _after(text: str, at: int) -> int:
    if text.startswith("\r\n", at):
        return at + 2
    return at + 1


def _value(text: str, cell: tuple[int, int]) -> str:
    raw = text[cell[0] : cell[1]].strip()
    return raw[1:-1].replace('""', '"') if raw.startswith('"') else raw


def _missing(what_en: str, what_id: str, name: str) -> RuleError:
    return RuleError(
        f"The table has no {what_en} {name!r}.",
        f"{what_id} {name!r} tidak ada dalam tabel.",
        hint_en="Add it to the CSV file.",
        hint_id="Tambahkan pada berkas CSV.",
        code=402,
    )
