"""Where the matrix stands in a sheet: found by its cells and its zone codes, whatever stands above, below or beside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.matrices.grids import Grid

#: A cell as matrices have them; only to find the matrix, the core reads it.
_CELL = re.compile(r"(?:[IX]|[TB]\d*(?:[\s,.;/]+[TB]\d*)*)", re.IGNORECASE)
#: What only a cell can be; a zone may be called I, T or B.
_SURELY_CELL = re.compile(r"X|[TB]\d.*", re.IGNORECASE)
_NAME = re.compile(r"\b(kegiatan|activity|activities)\b", re.IGNORECASE)
_CODE = re.compile(r"\b(kode|kbli|code)\b", re.IGNORECASE)
#: What stands above names and numbers, and nothing else.
_HEADING = re.compile(
    r"(no|nomor|number)\.?|(kode|code)|(kode )?kbli|((jenis|nama|uraian) )?(kegiatan|activity|activities)",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\b(keterangan|catatan|ket|remarks?|notes?)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:no|nomor|number)\.?", re.IGNORECASE)
_LEGEND = re.compile(r"[ITBX]\d*\s*[:=]", re.IGNORECASE)


@dataclass(frozen=True)
class Block:
    """Rows and columns of a matrix in its sheet, counted from 0.

    Attributes
    ----------
    header
        The row of the zone codes.
    name, code
        Columns of what the activities are called and of their numbers; either may be None, not both.
    zones
        Columns of the zones.
    remarks
        Columns to the right that hold remarks, not zones.
    rows
        Rows of activities.
    left_out
        Filled rows below the header that are none: headings, the legend.
    """

    header: int
    name: int | None
    code: int | None
    zones: tuple[int, ...]
    remarks: tuple[int, ...]
    rows: tuple[int, ...]
    left_out: tuple[int, ...]


def find_block(grid: Grid) -> Block | None:
    """Find the matrix: rows of I, X, T.., B.. below a row in which each of those columns has a text of its own.

    A sheet without a single such cell (a matrix still to be filled in) has its header where a row begins with
    ``activity`` or ``kegiatan``.

    Examples
    --------
    >>> from petasentra.matrices.grids import Grid
    >>> grid = Grid([["Lampiran", "", ""], ["Kegiatan", "KPI", "P-1"], ["batik", "I", "B1,B3"]], [1, 2, 3])
    >>> block = find_block(grid)
    >>> block.header, block.name, block.zones, block.rows
    (1, 0, (1, 2), (2,))
    """
    marks = [[_is_cell(grid, at, column) for column in range(len(row))] for at, row in enumerate(grid.rows)]
    first = _first_row(grid, marks)
    header = _empty_header(grid) if first is None else _header_above(grid, marks, first)
    if header is None:
        return None
    heads = grid.rows[header]
    if first is None:
        label = next(column for column, text in enumerate(heads) if text)
        left = label + 1
    else:
        # Numbers and names stand to the left of the first column that is mostly cells.
        left = min(column for column in range(len(heads)) if _mostly_cells(grid, marks, column, first))
    name, code = _labels(grid, header, left, first)
    if name is None and code is None:
        return None
    # A zone whose cells are all unreadable is a zone: what stands right of the labels is none of them.
    left = max(column for column in (name, code) if column is not None) + 1
    filled = [column for column in range(left, len(heads)) if heads[column] and not _NUMBER.fullmatch(heads[column])]
    remarks = tuple(column for column in filled if _REMARK.fullmatch(heads[column]))
    zones = tuple(column for column in filled if column not in remarks)
    if not zones:
        return None
    rows, left_out = _rows(grid, header, left, name, code, zones)
    return Block(header, name, code, zones, remarks, rows, left_out)


def _is_cell(grid: Grid, row: int, column: int) -> bool:
    # A heading merged over the zones shows its first letters in each of them.
    return bool(_CELL.fullmatch(grid.rows[row][column])) and grid.comes_from(row, column)[1] == column


def _first_row(grid: Grid, marks: list[list[bool]]) -> int | None:
    """First row of cells: at least half as many as the fullest row has, with a text before them and a row above."""
    sure = [
        sum(mark and bool(_SURELY_CELL.fullmatch(text)) for mark, text in zip(row, texts, strict=True))
        for row, texts in zip(marks, grid.rows, strict=True)
    ]
    # A header may name a zone I or T; where nothing is surely a cell, I and T are all there is.
    counts = sure if any(sure) else [sum(row) for row in marks]
    fullest = max(counts, default=0)
    for at, count in enumerate(counts):
        if at == 0 or count == 0 or count < fullest / 2:
            continue
        if any(grid.rows[at][: marks[at].index(True)]):
            return at
    return None


def _mostly_cells(grid: Grid, marks: list[list[bool]], column: int, first: int) -> bool:
    below = [at for at in range(first, len(grid.rows)) if grid.rows[at][column]]
    return bool(below) and 2 * sum(marks[at][column] for at in below) >= len(below)


def _header_above(grid: Grid, marks: list[list[bool]], first: int) -> int | None:
    """Find the nearest row above in which every column of cells has a text of its own; else the fullest such row.

    A row of cells that cannot be read looks like one too, but it begins with an activity, a header with nothing or with
    what its columns are called. Where a row above begins so, that one counts.
    """
    columns = [column for column in range(len(grid.rows[first])) if _mostly_cells(grid, marks, column, first)]
    found: list[int] = []
    best, most = None, 0
    for at in range(first - 1, -1, -1):
        texts = [grid.rows[at][column] for column in columns]
        if any(map(_SURELY_CELL.fullmatch, texts)) or _numbers_columns(texts):
            continue
        distinct = len({text for text in texts if text})
        if distinct == len(texts):
            found.append(at)
        if distinct > most:
            best, most = at, distinct
    named = (at for at in found if _begins_as_header(grid.rows[at][: columns[0]]))
    return next(named, found[0] if found else best)


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Whether this is the row ``(1) (2) (3)`` that printed tables have below their header."""
    numbers = [int(text.strip("() ")) for text in texts if text.strip("() ").isdigit()]
    return len(numbers) == len(texts) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _begins_as_header(labels: Sequence[str]) -> bool:
    texts = [text for text in labels if text]
    return not texts or any(_HEADING.fullmatch(text) for text in texts)


def _empty_header(grid: Grid) -> int | None:
    for at, row in enumerate(grid.rows):
        texts = [text for text in row if text]
        if len(texts) > 1 and _NAME.fullmatch(texts[0]):
            return at
    return None


def _labels(grid: Grid, header: int, left: int, first: int | None) -> tuple[int | None, int | None]:
    """Columns of names and of numbers: by what stands above them, else by what stands in them."""
    columns = [column for column in range(left) if any(grid.rows[at][column] for at in range(header, len(grid.rows)))]
    above = {column: _head(grid, header, column, left) for column in columns}
    code = next((c for c in columns if _CODE.search(above[c])), None)
    name = next((c for c in columns if c != code and _NAME.search(above[c])), None)
    if name is None and code is not None and _NAME.search(above[code]):
        name, code = code, None
    if len(columns) == 1:
        return columns[0], None
    if name is None and code is None and columns and first is not None:
        texts = {c: [grid.rows[at][c] for at in range(first, len(grid.rows)) if grid.rows[at][c]] for c in columns}
        words = [c for c in columns if texts[c] and sum(not t.isdigit() for t in texts[c]) * 2 > len(texts[c])]
        name = words[-1] if words else columns[-1]
    return name, code


def _head(grid: Grid, header: int, column: int, left: int) -> str:
    """Return the nearest text above a column, but for titles, which are merged over the zones."""
    for at in range(header, -1, -1):
        wide = left < len(grid.rows[at]) and grid.comes_from(at, column) == grid.comes_from(at, left)
        if grid.rows[at][column] and not wide:
            return grid.rows[at][column]
    return ""


def _rows(
    grid: Grid, header: int, left: int, name: int | None, code: int | None, zones: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    rows: list[int] = []
    left_out: list[int] = []
    several = name is not None and code is not None
    for at in range(header + 1, len(grid.rows)):
        if not any(grid.rows[at]) or _numbers_columns([grid.rows[at][c] for c in zones]):
            continue
        labels = [c for c in (name, code) if c is not None and grid.rows[at][c]]
        # A heading or a line of the legend is merged over its neighbours.
        merged = any(grid.comes_from(at, c)[1] != c for c in labels) or any(
            grid.comes_from(at, c) == grid.comes_from(at, labels[0]) for c in range(left, len(grid.rows[at])) if labels
        )
        cells = any(grid.rows[at][c] for c in zones)
        legend = any(_LEGEND.match(text) for text in grid.rows[at][:left] if text)
        named = bool(labels) and (cells or (len(labels) == 2 if several else not legend))
        (rows if named and not merged else left_out).append(at)
    return tuple(rows), tuple(left_out)
