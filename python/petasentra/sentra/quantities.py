"""Columns of published figures as intervals: numbers of units and workers, output with its unit and period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.impact.reading import read_amounts
from petasentra.impact.units import units as known_units
from petasentra.sentra.register_words import says_nothing
from petasentra.values import parse_texts

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.impact.amounts import Amount
    from petasentra.plotting.language import Words

    Numbers = npt.NDArray[np.float64]

__all__ = ["Quantity", "quantity_of"]

READ, EMPTY, AMBIGUOUS, UNREADABLE = range(4)
STATUSES = ("read", "empty", "ambiguous", "unreadable")
_STATUS = {word: number for number, word in enumerate(STATUSES)}
_NEGATIVE: Words = ("kurang dari nol", "below zero")
_NOT_WHOLE: Words = ("bukan bilangan bulat", "it is no whole number")
_COUNTED = ("unit", "orang")


@dataclass(frozen=True, eq=False)
class Quantity:
    """A column of n figures.

    ``raw`` has the texts; ``low`` and ``high`` the closed ends, NaN where nobody knows, and an infinite ``high`` where
    there is no bound; ``status`` the number of a word of `STATUSES`; ``unread`` each text that was not read, how often,
    and why.
    """

    raw: pa.Array
    low: Numbers
    high: Numbers
    status: npt.NDArray[np.uint8]
    unit: pa.Array
    per: pa.Array
    unread: list[tuple[str, int, Words]]

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """Rows that say a figure, shape (n,)."""
        return np.asarray(self.status == READ)


def quantity_of(column: pa.Array | None, count: int, *, unit: pa.Array | str = "", only: str | None = None) -> Quantity:
    """Read a column of figures; each distinct text once.

    ``unit`` is the unit where a text states none, for all or one a row; with ``only`` a figure in another known unit
    ("12 ton" of workers) is not read, and of units and people only whole numbers are. O(n) and the reading of the
    distinct texts.
    """
    if column is None:
        column = pa.nulls(count, pa.string())
    whole = isinstance(unit, str)
    texts = parse_texts(column)
    beside = pa.array([unit], pa.string()).take(pa.array(np.zeros(count, dtype=np.int64))) if whole else unit
    encoded = pc.dictionary_encode(texts, null_encoding="encode")
    units = pc.dictionary_encode(parse_texts(beside), null_encoding="encode")
    many = max(len(units.dictionary), 1)
    pair = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64) * many
    pair += units.indices.to_numpy(zero_copy_only=False)
    pairs, of_row, counts = np.unique(pair, return_inverse=True, return_counts=True)
    words, stated = encoded.dictionary.to_pylist(), units.dictionary.to_pylist()
    cells = [_cell(words[one // many]) for one in pairs.tolist()]
    amounts = read_amounts(cells, unit=[stated[one % many] or "" for one in pairs.tolist()])
    told = [_judged(one, only) for one in amounts]
    low = np.array([one[0] for one in told], dtype=np.float64)
    high = np.array([one[1] for one in told], dtype=np.float64)
    status = np.array([one[2] for one in told], dtype=np.uint8)
    unread = [
        (one.raw, int(n), reason)
        for one, n, (*_, number, reason) in zip(amounts, counts, told, strict=True)
        if number > EMPTY
    ]
    rows = pa.array(of_row)
    return Quantity(
        texts, low[of_row], high[of_row], status[of_row],
        pa.array([one.unit or None for one in amounts], pa.string()).take(rows),
        pa.array([one.per or None for one in amounts], pa.string()).take(rows),
        sorted(unread, key=lambda one: (-one[1], one[0])),
    )  # fmt: skip


def _cell(word: str | None) -> str | None:
    return None if word is None or says_nothing(word) else word


def _judged(amount: Amount, only: str | None) -> tuple[float, float, int, Words]:
    """Return both ends of an amount, its status, and why it is not read."""
    if amount.interval is None:
        return np.nan, np.nan, _STATUS[amount.status], amount.reason
    if only is not None and amount.known_unit and known_units()[amount.unit].dimension != known_units()[only].dimension:
        why = (f"satuannya {amount.unit}, bukan {only}", f"its unit is {amount.unit}, not {only}")
        return np.nan, np.nan, UNREADABLE, why
    low, high = amount.interval.floats
    if only in _COUNTED and any(np.isfinite(end) and not float(end).is_integer() for end in (low, high)):
        return np.nan, np.nan, UNREADABLE, _NOT_WHOLE
    if high < 0 or (low < 0 and np.isfinite(low)):
        return np.nan, np.nan, UNREADABLE, _NEGATIVE
    return max(low, 0.0), high, READ, ("", "")
