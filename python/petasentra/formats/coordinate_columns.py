"""Which columns of a table say where its rows are, and the numbers they give."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.formats.coordinate_names import PAIRS, coordinate_word
from petasentra.values.dms import parse_angle, parse_pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from petasentra.formats.sheets import Sheet

_FEWEST_READABLE = 0.5  # of the filled rows; below, the columns only sound like coordinates


@dataclass(frozen=True)
class Coordinates:
    """Coordinates of the rows.

    Attributes
    ----------
    columns
        The columns they come from: x and y, or one of pairs.
    x, y
        Shape (n,); NaN where a row has none.
    degrees
        Whether the names or the way of writing say degrees; else the unit is open.
    unreadable
        Rows (from 0) whose cells are filled but are no coordinates.
    sexagesimal
        Rows written in degrees, minutes and seconds.
    letters_swapped
        Whether the letters (LS, BT) contradict the names of the columns; the letters won.
    """

    columns: tuple[str, ...]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    degrees: bool
    unreadable: tuple[int, ...] = ()
    sexagesimal: int = 0
    letters_swapped: bool = False


def find_coordinates(sheet: Sheet) -> Coordinates | None:
    """Return the coordinates of a sheet's rows; None if no columns are named and filled like coordinates."""
    named = {word: i for i, name in reversed(list(enumerate(sheet.columns))) if (word := coordinate_word(name))}
    for first, second in PAIRS:
        if first in named and second in named:
            at = (named[first], named[second])
            found = _of_two(
                [row[at[0]] for row in sheet.rows], [row[at[1]] for row in sheet.rows], stated=first == "lon"
            )
            if _enough(found, len(sheet.rows)):
                return _with_columns(found, (sheet.columns[at[0]], sheet.columns[at[1]]))
    if "pair" in named:
        found = _of_pairs([row[named["pair"]] for row in sheet.rows])
        if _enough(found, len(sheet.rows)):
            return _with_columns(found, (sheet.columns[named["pair"]],))
    return None


def wkt_column(sheet: Sheet) -> int | None:
    """Return the position of a column of well-known text, or None."""
    return next((i for i, name in enumerate(sheet.columns) if coordinate_word(name) == "wkt"), None)


def _with_columns(found: Coordinates, columns: tuple[str, ...]) -> Coordinates:
    return Coordinates(
        columns, found.x, found.y, found.degrees, found.unreadable, found.sexagesimal, found.letters_swapped
    )


def _enough(found: Coordinates, rows: int) -> bool:
    read = int(np.isfinite(found.x).sum())
    return rows == 0 or (read > 0 and read >= _FEWEST_READABLE * (read + len(found.unreadable)))


def _of_two(first: Sequence[Any], second: Sequence[Any], *, stated: bool) -> Coordinates:
    x, y = np.full(len(first), math.nan), np.full(len(first), math.nan)
    unreadable: list[int] = []
    sexagesimal = swapped = 0
    for row, (one, other) in enumerate(zip(first, second, strict=True)):
        if _empty(one) and _empty(other):
            continue
        east, north = parse_angle(one), parse_angle(other)
        if east and north and {east.axis, north.axis} in ({"lat", "lon"}, {"lat", ""}, {"lon", ""}, {""}):
            if east.axis == "lat" or north.axis == "lon":
                east, north = north, east
                swapped += 1
            x[row], y[row] = east.degrees, north.degrees
            sexagesimal += east.parts > 1 or bool(east.axis)
            continue
        easting, northing = _number(one), _number(other)
        if easting is None or northing is None:
            unreadable.append(row)
        else:
            x[row], y[row] = easting, northing
    return Coordinates((), x, y, stated or sexagesimal > 0, tuple(unreadable), sexagesimal, letters_swapped=swapped > 0)


def _of_pairs(cells: Sequence[Any]) -> Coordinates:
    pairs = [None if _empty(cell) else parse_pair(cell) for cell in cells]
    xy = np.array([(math.nan, math.nan) if pair is None else pair for pair in pairs], dtype=np.float64).reshape(-1, 2)
    unreadable = tuple(row for row, pair in enumerate(pairs) if pair is None and not _empty(cells[row]))
    return Coordinates((), xy[:, 0], xy[:, 1], True, unreadable)


def _number(cell: object) -> float | None:
    """Read an easting or northing: plain, or with separators in Indonesian or English writing."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell) if math.isfinite(cell) else None
    if not isinstance(cell, str):
        return None
    text = cell.replace(" ", "").removesuffix("m").removesuffix("E").removesuffix("N")
    comma, point = text.rfind(","), text.rfind(".")
    if comma > point:
        # A comma last is a decimal comma, unless it stands alone before three digits of metres: "649,633".
        grouped = point < 0 and (text.count(",") > 1 or len(text) - comma == 4)
        text = text.replace(",", "") if grouped else text.replace(".", "").replace(",", ".")
    elif point > comma:
        grouped = comma < 0 and text.count(".") > 1
        text = text.replace(".", "") if grouped else text.replace(",", "")
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and cell.strip() in ("", "-", "–", "n/a", "N/A"))
