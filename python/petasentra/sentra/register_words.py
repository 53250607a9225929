"""Cells of registers as values: what names a group, what is a number of workers, and what says nothing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.impact.reading import read_amounts
from petasentra.values import parse_texts
from petasentra.values.columns import arrow_array

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.impact.amounts import Amount
    from petasentra.values.columns import Column

__all__ = ["NO_GROUP", "Groups", "Workers", "groups_of", "says_nothing", "workers_of"]

#: The code of a cell that names no group.
NO_GROUP = 0xFFFFFFFF


@dataclass(frozen=True, eq=False)
class Groups:
    """What each unit is like: a code a unit (`NO_GROUP` where nobody knows), and the word of each code."""

    codes: npt.NDArray[np.uint32]
    words: list[str]

    @cached_property
    def known(self) -> npt.NDArray[np.bool_]:
        """Units that name a group, shape (n,)."""
        return np.asarray(self.codes != NO_GROUP)


@dataclass(frozen=True, eq=False)
class Workers:
    """Fewest and most workers of each unit, NaN where nobody knows; ``unread`` counts texts that say something else.

    Most is infinite where nobody bounds it ("lebih dari 20").
    """

    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    unread: list[tuple[str, int]]


def groups_of(column: Column) -> Groups:
    """Return the groups of a column: cells that differ in capitals and blanks alone are one.

    Cells that say nothing, or name no commodity ("Lainnya", "IKM"), are no group; both lists are in ``words.toml``.
    The word of a group is its most frequent writing. Codes ascend with the words as they are compared, so they do not
    depend on the order of rows.
    """
    clean = parse_texts(arrow_array(column))
    plain = pc.utf8_lower(clean)
    plain = pc.if_else(pc.is_in(plain, value_set=pa.array(sorted(_no_group()))), pa.scalar(None, pa.string()), plain)
    distinct = sorted(one for one in pc.unique(plain).to_pylist() if one is not None)
    codes = pc.fill_null(pc.index_in(plain, value_set=pa.array(distinct, pa.string())).cast(pa.uint32()), NO_GROUP)
    return Groups(codes.to_numpy(zero_copy_only=False), _written(clean, plain, distinct))


def joined(parts: list[Groups]) -> Groups:
    """Return groups of units that are alike in every part."""
    known = np.logical_and.reduce([part.known for part in parts])
    rows, codes = np.unique(
        np.column_stack([np.where(known, part.codes, NO_GROUP) for part in parts]), axis=0, return_inverse=True
    )
    code = np.where(known, codes.reshape(-1), NO_GROUP).astype(np.uint32)
    words = [
        "" if NO_GROUP in row else "; ".join(part.words[one] for part, one in zip(parts, row, strict=True))
        for row in rows.tolist()
    ]
    return Groups(code, words)


def workers_of(column: Column) -> Workers:
    """Read numbers of workers: "5", "5-10", "5 s.d. 10 orang", "belasan".

    Nothing below 0 or between whole numbers is a number of workers.
    """
    raw = arrow_array(column)
    if pa.types.is_integer(raw.type) or pa.types.is_floating(raw.type):
        low = np.asarray(raw.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
        wrong = ~np.isnan(low) & ~(np.isfinite(low) & (low >= 0) & (np.floor(low) == low))
        texts, counts = np.unique(low[wrong], return_counts=True)
        low = np.where(wrong, np.nan, low)
        return Workers(low, low.copy(), [(f"{text:g}", int(n)) for text, n in zip(texts, counts, strict=True)])
    encoded = pc.dictionary_encode(parse_texts(raw), null_encoding="encode")
    words: list[str | None] = encoded.dictionary.to_pylist()
    amounts = read_amounts([None if word is None or says_nothing(word) else word for word in words], unit="orang")
    bounds = np.array([_ends(one) for one in amounts], dtype=np.float64).reshape(-1, 2)
    rows = encoded.indices.to_numpy(zero_copy_only=False)
    count = np.bincount(rows, minlength=len(words))
    unread = [
        (word, int(n))
        for word, one, bound, n in zip(words, amounts, bounds, count, strict=True)
        if word and one.status != "empty" and np.isnan(bound[0])
    ]
    return Workers(bounds[rows, 0], bounds[rows, 1], sorted(unread))


def says_nothing(text: str) -> bool:
    """Tell a cell that names nothing, such as "Belum pilih komoditi", from one that does."""
    return " ".join(text.lower().split()) in _unknown()


def _ends(amount: Amount) -> tuple[float, float]:
    """Return the fewest and most people of a figure; NaN where it says none, or fewer than none."""
    if amount.interval is None or amount.unit != "orang":
        return np.nan, np.nan
    low, high = amount.interval.floats
    if high < 0 or any(np.isfinite(end) and (end < 0 or not float(end).is_integer()) for end in (low, high)):
        return np.nan, np.nan
    return max(low, 0.0), high


def _written(clean: pa.Array, plain: pa.Array, distinct: list[str]) -> list[str]:
    """Return the most frequent writing of each distinct text; of equally frequent ones the first by letters."""
    counts = pa.table({"clean": clean, "plain": plain}).group_by(["clean", "plain"]).aggregate([([], "count_all")])
    best: dict[str, tuple[int, str]] = {}
    for row in counts.to_pylist():
        if row["plain"] is not None:
            one = (-row["count_all"], row["clean"])
            best[row["plain"]] = min(one, best.get(row["plain"], one))
    return [best[one][1] for one in distinct]


@cache
def _words() -> dict[str, object]:
    return tomllib.loads(files("petasentra.sentra").joinpath("rules", "words.toml").read_text(encoding="utf-8"))


@cache
def _unknown() -> frozenset[str]:
    return _listed("unknown") | {"", "-", "–", "—"}  # noqa: RUF001


@cache
def _no_group() -> frozenset[str]:
    return _unknown() | _listed("no_commodity")


def _listed(name: str) -> frozenset[str]:
    words = _words()[name]
    assert isinstance(words, list)
    return frozenset(words)
