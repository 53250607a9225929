"""Amounts and costs as they are given: whole numbers, since only these give exact plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.errors import OptionError

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["FORBIDDEN", "cost_table", "refused", "whole_amounts"]

FORBIDDEN = int(np.iinfo(np.int64).max)
"""Stands in a table of int64 for a pair between which nothing may flow; in one of another type its largest number does,
and infinity in one of fractions."""

_MOST_OF_FRACTIONS = 2**53
#: What to do instead, by what the numbers should have been.
_HINTS = {
    "row": ("Berikan bilangan bulat, dalam satuan yang lebih kecil.", "Give whole numbers, in a smaller unit."),
    "list": ("Berikan satu bilangan untuk tiap sumber atau tujuan.", "Give one number for each source or sink."),
    "table": (
        "Berikan bilangan bulat dalam tabel, satu baris tiap sumber.", "Give whole numbers in a table, a row a source.",
    ),
}  # fmt: skip


def whole_amounts(values: npt.ArrayLike, name: str) -> npt.NDArray[np.int64]:
    """Return values as a contiguous array of int64; what that cannot hold is refused, never rounded.

    Parameters
    ----------
    values
        Whole numbers, shape (n,); fractions that are whole (3.0) are taken too.
    name
        What they are called in an error.

    Raises
    ------
    OptionError
        Values are not in one row, no numbers, not whole, NaN, or beyond 64 bits.

    Examples
    --------
    >>> whole_amounts([0, -7.0], "supply")
    array([ 0, -7])
    """
    given = _array(values, name, "row")
    if given.ndim != 1:
        raise refused(name, f"have the shape {given.shape}", f"berbentuk {given.shape}", "list")
    return np.ascontiguousarray(_int64(given, name))


def cost_table(values: npt.ArrayLike) -> npt.NDArray[np.int32] | npt.NDArray[np.int64]:
    """Return costs as the core takes them: int32 or int64, row after row; the array itself if it is that already.

    Parameters
    ----------
    values
        Whole numbers, shape (sources, sinks). Pairs between which nothing may flow: infinity among fractions, else the
        largest number of the type (of uint32 that is `UNREACHABLE` of travel times).

    Raises
    ------
    OptionError
        Not a table, no numbers, not whole, NaN, or beyond 64 bits.
    """
    given = _array(values, "costs", "table")
    if given.ndim != 2:
        raise refused("costs", f"have the shape {given.shape}", f"berbentuk {given.shape}", "table")
    if given.dtype in (np.int32, np.int64):
        return np.ascontiguousarray(given)
    forbidden = np.zeros(given.shape, dtype=bool)
    if given.dtype.kind == "f":
        forbidden = given == np.inf
        given = np.where(forbidden, 0, given)
    elif given.dtype.kind in "iu":
        forbidden = given == np.iinfo(given.dtype).max
        given = np.where(forbidden, 0, given)
    table = _int64(given, "costs")
    table[forbidden] = FORBIDDEN
    return np.ascontiguousarray(table)


def _array(values: npt.ArrayLike, name: str, shape: str) -> npt.NDArray[Any]:
    """Return values as numpy has them; rows of different lengths and the like are refused."""
    try:
        return np.asarray(values)
    except (ValueError, TypeError) as error:
        raise refused(name, "are no array of numbers", "bukan larik bilangan", shape) from error


def _int64(given: npt.NDArray[np.generic], name: str) -> npt.NDArray[np.int64]:
    if not given.size:
        return np.empty(given.shape, dtype=np.int64)
    if given.dtype.kind not in "iuf":
        raise refused(name, f"are of type {given.dtype}", f"bertipe {given.dtype}")
    wrong: npt.NDArray[np.bool_] = np.zeros(given.shape, dtype=bool)
    if given.dtype.kind == "f":
        wrong = ~((given == np.floor(given)) & (np.abs(given) <= _MOST_OF_FRACTIONS))
    elif given.dtype == np.uint64:
        wrong = np.asarray(given > np.uint64(FORBIDDEN))
    if wrong.any():
        at = tuple(int(place) for place in np.argwhere(wrong)[0])
        where = at[0] if len(at) == 1 else at
        raise refused(name, f"hold {given[at]} at place {where}", f"memuat {given[at]} pada urutan {where}")
    return given.astype(np.int64)


def refused(name: str, english: str, indonesian: str, shape: str = "row") -> OptionError:
    """Return the error that a column or table of numbers makes no sense."""
    hint_id, hint_en = _HINTS[shape]
    return OptionError(
        f"{name} {english}.",
        f"{name} {indonesian}.",
        hint_en=hint_en,
        hint_id=hint_id,
        code=801,
        column=name,
    )
