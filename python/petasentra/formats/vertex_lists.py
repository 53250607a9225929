"""Rows that are vertices: lists of corner points, as permits and measuring sheets give them, into polygons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.formats.coordinate_names import coordinate_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from petasentra.formats.coordinate_columns import Coordinates
    from petasentra.formats.sheets import Sheet

_ORDER_NAMES = frozenset({
    "no", "nomor", "titik", "notitik", "nomortitik", "idtitik", "urutan", "urut", "nourut", "vertex", "vertexno",
    "vertexindex", "point", "pointno", "pointid", "patok", "nopatok", "seq", "sequence", "order", "pt", "ptno",
})  # fmt: skip
# Of these, "no" and the like number any list.
_ANY_LIST = frozenset({"no", "nomor"})
_PARCEL = re.compile(r"bidang|persil|poli?gon|kavling|kapling|parcel|blok|objek|lahan", re.IGNORECASE)
_FEWEST = 3
_MOST_UNASKED = 100_000  # rows; nobody types a longer list of corners


@dataclass(frozen=True)
class VertexLists:
    """Rows of a sheet by the polygon they belong to.

    ``rows`` holds, for each polygon, its rows in the order of the ring; ``group`` is the column of the polygon's id
    (empty: the sheet is one polygon), ``order`` the column of the vertex number (empty: as they stand).
    """

    rows: tuple[NDArray[np.int64], ...]
    group: str = ""
    order: str = ""


def find_vertex_lists(sheet: Sheet, coordinates: Coordinates, *, asked: bool) -> VertexLists | None:
    """Tell whether the rows are vertices, and of which polygons.

    Unasked, a sheet counts as vertices only where that is plain: a column numbers the rows of every group anew from 0
    or 1; or every group is a closed ring.

    Parameters
    ----------
    sheet, coordinates
        The rows and where they are.
    asked
        Whether the caller says so; then the groups are those of the first column that repeats in blocks, else all rows
        are one polygon.

    Returns
    -------
    VertexLists or None
        None if the rows are points.
    """
    placed = np.flatnonzero(np.isfinite(coordinates.x) & np.isfinite(coordinates.y))
    if len(placed) < _FEWEST or (len(placed) > _MOST_UNASKED and not asked):
        return None
    order = _order_column(sheet, coordinates)
    for group in _group_columns(sheet, coordinates, order):
        lists = _grouped(sheet, placed, group, order)
        if asked or _plain(sheet, coordinates, lists, order):
            return VertexLists(lists, sheet.columns[group], "" if order is None else sheet.columns[order])
    if asked or _closed(coordinates, placed):
        return VertexLists((placed,), "", "")
    return None


def may_be_vertices(sheet: Sheet, coordinates: Coordinates) -> bool:
    """Tell whether rows that were not joined look like vertices: numbered, and several to a parcel."""
    order = _order_column(sheet, coordinates)
    if order is None or _plain_name(sheet.columns[order]) in _ANY_LIST or len(sheet.rows) < _FEWEST:
        return False
    parcels = [i for i, name in enumerate(sheet.columns) if i != order and _PARCEL.search(name)]
    return any(_FEWEST * len(set(_filled_down([row[i] for row in sheet.rows]))) <= len(sheet.rows) for i in parcels)


def _plain_name(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _order_column(sheet: Sheet, coordinates: Coordinates) -> int | None:
    for position, name in enumerate(sheet.columns):
        if (
            _plain_name(name) in _ORDER_NAMES
            and name not in coordinates.columns
            and _whole_numbers(sheet, position) is not None
        ):
            return position
    return None


def _group_columns(sheet: Sheet, coordinates: Coordinates, order: int | None) -> list[int]:
    """Return the columns whose values come in blocks of three rows and more, each value in one block."""
    found = []
    for position, name in enumerate(sheet.columns):
        if name in coordinates.columns or position == order or coordinate_word(name):
            continue
        values = _filled_down([row[position] for row in sheet.rows])
        starts = [i for i, value in enumerate(values) if i == 0 or value != values[i - 1]]
        blocks = np.diff([*starts, len(values)])
        if len(starts) == len(set(values)) and None not in values and (blocks >= _FEWEST).all():
            found.append(position)
    return found


def _filled_down(cells: Sequence[Any]) -> list[Any]:
    """Return the cells with empty ones repeating the one above: merged cells, and ids written once."""
    out: list[Any] = []
    for cell in cells:
        empty = cell is None or cell == ""
        out.append(out[-1] if empty and out else None if empty else cell)
    return out


def _grouped(sheet: Sheet, placed: NDArray[np.int64], group: int, order: int | None) -> tuple[NDArray[np.int64], ...]:
    values = _filled_down([row[group] for row in sheet.rows])
    members: dict[Any, list[int]] = {}
    for row in placed.tolist():
        members.setdefault(values[row], []).append(row)
    numbers = _whole_numbers(sheet, order) if order is not None else None
    if numbers is not None:
        for rows in members.values():
            rows.sort(key=lambda row: numbers[row])
    return tuple(np.array(rows, dtype=np.int64) for rows in members.values())


def _plain(sheet: Sheet, coordinates: Coordinates, lists: tuple[NDArray[np.int64], ...], order: int | None) -> bool:
    if any(len(rows) < _FEWEST for rows in lists):
        return False
    if all(_closed(coordinates, rows) for rows in lists):
        return True
    numbers = _whole_numbers(sheet, order) if order is not None else None
    if numbers is None:
        return False
    for rows in lists:
        run = [numbers[row] for row in rows.tolist()]
        if run[0] not in (0, 1) or run != list(range(run[0], run[0] + len(run))):
            return False
    # One group numbered from 1 is how any list of places looks.
    return len(lists) > 1


def _closed(coordinates: Coordinates, rows: NDArray[np.int64]) -> bool:
    first, last = rows[0], rows[-1]
    same = coordinates.x[first] == coordinates.x[last] and coordinates.y[first] == coordinates.y[last]
    return bool(same) and len(rows) > _FEWEST


def _whole_numbers(sheet: Sheet, position: int) -> list[int] | None:
    numbers = []
    for row in sheet.rows:
        text = str(row[position] if row[position] is not None else "").strip().removesuffix(".0").lstrip("PTpt")
        if not text.isdigit():
            return None
        numbers.append(int(text))
    return numbers
