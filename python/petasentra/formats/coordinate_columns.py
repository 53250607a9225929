"""Which columns of a table say where its rows are, and the numbers they give."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.formats.coordinate_names import PAIRS, coordinate_word
from petasentra.values import parse_numbers
from petasentra.values.dms import parse_angle, parse_pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from petasentra.formats.sheets import Sheet

_DEGREES = r"^[+-]?\d{1,3}(?:\.\d+)?$"
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
    others: list[int] = []
    sexagesimal = swapped = 0
    decimal = _decimal_degrees(first), _decimal_degrees(second)
    plain = np.isfinite(decimal[0]) & np.isfinite(decimal[1])
    x[plain], y[plain] = decimal[0][plain], decimal[1][plain]
    for row in np.flatnonzero(~plain).tolist():
        one, other = first[row], second[row]
        if _empty(one) and _empty(other):
            continue
        east, north = parse_angle(one), parse_angle(other)
        if east is None or north is None or (east.axis and east.axis == north.axis):
            others.append(row)
            continue
        if east.axis == "lat" or north.axis == "lon":
            east, north = north, east
            swapped += 1
        x[row], y[row] = east.degrees, north.degrees
        sexagesimal += east.parts > 1 or bool(east.axis)
    metres = _metres([first[row] for row in others], [second[row] for row in others])
    x[others], y[others] = metres[:, 0], metres[:, 1]
    unreadable = tuple(row for row in others if not math.isfinite(x[row]))
    return Coordinates((), x, y, stated or sexagesimal > 0, unreadable, sexagesimal, letters_swapped=swapped > 0)


def _decimal_degrees(cells: Sequence[Any]) -> NDArray[np.float64]:
    """Read what is plainly decimal degrees, which most cells are; NaN for the rest. Shape (n,)."""
    if all(cell is None or type(cell) in (int, float) for cell in cells):
        numbers = np.array(cells, dtype=np.float64)
        return np.where(np.abs(numbers) <= 180, numbers, math.nan)
    texts = pa.array([None if cell is None or isinstance(cell, bool) else str(cell) for cell in cells], pa.string())
    bare = pc.replace_substring(pc.utf8_trim_whitespace(texts), ",", ".")
    bare = pc.if_else(pc.match_substring_regex(bare, _DEGREES), bare, pa.scalar(None, pa.string()))
    values = np.array(bare.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
    values[np.abs(values) > 180] = math.nan
    return values


def _metres(first: Sequence[Any], second: Sequence[Any]) -> NDArray[np.float64]:
    """Read eastings and northings, in the writing that both together prove; NaN in pairs where either is unread."""
    plain = [_bare(cell) for cell in (*first, *second)]
    numbers = np.asarray(parse_numbers(pa.array(plain, pa.string())).to_numpy(), dtype=np.float64)
    pairs = numbers.reshape(2, -1).T.copy()
    pairs[~np.isfinite(pairs).all(axis=1)] = math.nan
    return pairs


def _bare(cell: object) -> str | None:
    """Return a cell as text without the unit or letter behind it: "649.633,5 mT"."""
    return None if _empty(cell) else re.sub(r"\s*(?:m\s?[TUEN]?|[TUEN])$", "", str(cell).strip())


def _of_pairs(cells: Sequence[Any]) -> Coordinates:
    pairs = [None if _empty(cell) else parse_pair(cell) for cell in cells]
    xy = np.array([(math.nan, math.nan) if pair is None else pair for pair in pairs], dtype=np.float64).reshape(-1, 2)
    unreadable = tuple(row for row, pair in enumerate(pairs) if pair is None and not _empty(cells[row]))
    return Coordinates((), xy[:, 0], xy[:, 1], True, unreadable)


def _empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and cell.strip() in ("", "-", "–", "n/a", "N/A"))
