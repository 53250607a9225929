"""What the rows and columns of a matrix are called: activities with their codes, headings, the legend."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from petasentra.matrices.matrix_notes import kbli_codes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from petasentra.matrices.grids import Grid
    from petasentra.matrices.matrix_block import Block

_LEGEND = re.compile(r"([TB]\d+)\s*[:=]\s*(\S.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class MatrixActivity:
    """A row of a matrix.

    Attributes
    ----------
    id
        Its KBLI digits where no other row has them, else its name: what ``activity`` of a site may say.
    name
        What the matrix calls it.
    kbli
        Digits that stand in its column of codes; empty where they cannot be read as KBLI.
    line
        Row of the sheet or line of the file.
    """

    id: str
    name: str
    kbli: str
    line: int


@dataclass(frozen=True)
class MatrixCondition:
    """A condition as the legend of the matrix words it; what kind it is, and whether it computes, nobody has said."""

    id: str
    text: str
    line: int


def activities_of(file: Path, grid: Grid, block: Block) -> tuple[tuple[MatrixActivity, ...], list[dict[str, Any]]]:
    """Name each row: by its digits where no other row has them, else by what it is called."""
    codes, notes = kbli_codes(file, grid, block)
    counts = Counter(code for code in codes if code)
    names = [_label(grid, row, block.name) or _label(grid, row, block.code) for row in block.rows]
    made = []
    for row, name, code in zip(block.rows, names, codes, strict=True):
        label = name
        if block.name is not None and block.code is not None and counts[code] == 1:
            label = code
        made.append(MatrixActivity(label, name, code, grid.lines[row]))
    return tuple(made), notes


def headings_of(grid: Grid, block: Block, column: int) -> tuple[str, ...]:
    """Find the texts above a zone code, outermost first, in the rows over which the head of the labels is merged."""
    label = block.name if block.name is not None else block.code
    assert label is not None
    top = min(grid.comes_from(block.header, label)[0], block.header - 1)
    texts = []
    for row in range(max(top, 0), block.header):
        # A title is merged over the labels too; a heading merged downwards counts once.
        title = grid.comes_from(row, label) == grid.comes_from(row, column)
        if grid.rows[row][column] and not title and grid.comes_from(row, column)[0] == row:
            texts.append(grid.rows[row][column])
    return tuple(texts)


def legend_of(grid: Grid, block: Block) -> Iterable[MatrixCondition]:
    """Find the conditions that the legend words, above or below the matrix."""
    seen: set[str] = set()
    for row in [*range(block.header), *block.left_out]:
        for text in dict.fromkeys(grid.rows[row]):
            found = _LEGEND.fullmatch(text)
            if found and found[1].upper() not in seen:
                seen.add(found[1].upper())
                words = " ".join(found[2].split()).rstrip(" ;")
                yield MatrixCondition(found[1].upper(), words, grid.lines[row])


def _label(grid: Grid, row: int, column: int | None) -> str:
    return "" if column is None else " ".join(grid.rows[row][column].split())
