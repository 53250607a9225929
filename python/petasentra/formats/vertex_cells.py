"""Cells that hold a list of vertices: one row, one polygon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from petasentra.formats.coordinate_names import coordinate_word
from petasentra.values.dms import parse_pair

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from petasentra.formats.sheets import Sheet

_BETWEEN = re.compile(r"\s*[;|\n]+\s*")
_FEWEST = 3
_LONGEST = 1_000_000  # letters of a cell; XLSX allows 32,767


@dataclass(frozen=True)
class VertexCells:
    """The lists of one column.

    ``rings`` holds for each row its vertices, longitude and latitude in degrees, shape (n, 2): of three and more a
    polygon, of one a point, None where the cell is empty or unreadable. ``unreadable`` names rows (from 0) that are
    filled and have no reading.
    """

    column: str
    rings: tuple[NDArray[np.float64] | None, ...]
    unreadable: tuple[int, ...]

    @property
    def polygons(self) -> int:
        """Number of rows with a polygon."""
        return sum(ring is not None and len(ring) >= _FEWEST for ring in self.rings)

    @property
    def vertices(self) -> int:
        """Number of vertices written in these polygons."""
        return sum(len(ring) for ring in self.rings if ring is not None and len(ring) >= _FEWEST)


def find_vertex_cells(sheet: Sheet) -> VertexCells | None:
    """Return the lists of vertices of a column of pairs; None where fewer than half of its cells hold one."""
    for position, name in enumerate(sheet.columns):
        if coordinate_word(name) != "pair":
            continue
        cells = [row[position] for row in sheet.rows]
        rings = tuple(ring_of(cell) for cell in cells)
        filled = [i for i, cell in enumerate(cells) if cell is not None and str(cell).strip() not in ("", "-")]
        found = VertexCells(name, rings, tuple(i for i in filled if rings[i] is None))
        if found.polygons and 2 * found.polygons >= len(filled):
            return found
    return None


def ring_of(cell: object) -> NDArray[np.float64] | None:
    r"""Return the vertices that a cell lists between semicolons, bars or line breaks, or its one pair; else None.

    Examples
    --------
    >>> ring_of("-7.50, 112.25; -7.51, 112.25; -7.51, 112.26").tolist()
    [[112.25, -7.5], [112.25, -7.51], [112.26, -7.51]]
    >>> ring_of("-7.50, 112.25; -7.51, 112.25") is None
    True
    """
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return None
    if (alone := parse_pair(cell)) is not None:
        return np.array([alone])
    parts = [part for part in _BETWEEN.split(cell.strip()) if part]
    pairs = [parse_pair(part) for part in parts]
    if len(parts) < _FEWEST or any(pair is None for pair in pairs):
        return None
    return np.array(pairs, dtype=np.float64)
