"""What reading a column of text gives: values, and what was not understood, kept as it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    Column: TypeAlias = "pa.Array | pa.ChunkedArray | NDArray[Any] | Iterable[Any]"
    Mask: TypeAlias = NDArray[np.bool_]

Reason = Literal["", "empty", "ambiguous", "unreadable"]

#: What stands for "no value" beside null and blanks; registers of permits write a hyphen.
EMPTY_WORDS = ("", "-", "–", "—")  # noqa: RUF001


@dataclass(frozen=True)
class ParsedValue:
    """One value read: ``value`` is None unless ``reason`` is empty; ``raw`` is the text as it came."""

    value: Any
    raw: str
    reason: Reason

    def __bool__(self) -> bool:
        return self.reason == ""


@dataclass(frozen=True, eq=False)
class ParsedColumn:
    """A column read: as many values as it had rows.

    Attributes
    ----------
    values
        Arrow array of n values; null where the row is empty or was not understood.
    raw
        The column as it came, n values.
    unreadable
        Shape (n,), True where a filled row has no reading.
    ambiguous
        Shape (n,), True where a filled row has two readings and the column gives no evidence for one.
    style
        How the column is written, in a word: ``"id"``, ``"en"``, ``"plain"``, ``"mixed"``, ``"dmy"`` ...; empty if
        there is nothing to decide.
    evidence
        Rows by the reading they prove.
    """

    values: pa.Array
    raw: pa.Array
    unreadable: Mask
    ambiguous: Mask
    style: str = ""
    evidence: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.values)

    @property
    def unread(self) -> Mask:
        """Rows that are filled and have no value: unreadable or ambiguous; shape (n,)."""
        return self.unreadable | self.ambiguous

    @property
    def blank(self) -> Mask:
        """Rows whose text stands for no value (blanks, a hyphen), those that came as null not counted; shape (n,)."""
        return mask(pc.and_(pc.is_valid(self.raw), pc.is_null(self.values))) & ~self.unread

    @property
    def read(self) -> int:
        """Number of rows with a value."""
        return len(self.values) - int(self.values.null_count)

    def to_numpy(self) -> NDArray[Any]:
        """Return the values as numpy array of shape (n,): NaN, NaT or None where there is none."""
        array: NDArray[Any] = self.values.to_numpy(zero_copy_only=False)
        return array

    def to_pylist(self) -> list[Any]:
        """Return the values as Python objects, None where there is none."""
        values: list[Any] = self.values.to_pylist()
        return values

    def raw_where_unread(self) -> pa.Array:
        """Return the raw text of the rows that were not understood, null elsewhere; n values."""
        return pc.if_else(pa.array(self.unread), text_of(self.raw), pa.scalar(None, pa.string()))

    def unread_texts(self, limit: int | None = None) -> list[tuple[str, int]]:
        """Return the texts that were not understood with their number of rows, most frequent first."""
        counts = pc.value_counts(text_of(self.raw).filter(pa.array(self.unread))).to_pylist()
        pairs = sorted(((one["values"], one["counts"]) for one in counts), key=lambda pair: (-pair[1], pair[0]))
        return pairs[:limit]

    def changed(self) -> Mask:
        """Tell the rows whose value, written as text, differs from the raw text; shape (n,)."""
        differs = pc.not_equal(text_of(self.values), text_of(self.raw))
        return np.asarray(pc.fill_null(differs, False).to_numpy(zero_copy_only=False), dtype=np.bool_)

    def examples(self, limit: int = 3, rows: Mask | None = None) -> list[tuple[str, str]]:
        """Return pairs of raw text and value as text, each raw text once, in the order of the rows."""
        found: dict[str, str] = {}
        candidates = np.flatnonzero(self.changed() if rows is None else rows)
        for row in candidates[:10_000]:
            raw = str(self.raw[int(row)].as_py())
            if raw not in found:
                found[raw] = str(self.values[int(row)].as_py())
            if len(found) == limit:
                break
        return list(found.items())

    def one(self) -> ParsedValue:
        """Return the only row as a `ParsedValue`."""
        value, raw = self.values[0].as_py(), self.raw[0].as_py()
        reason: Reason = ""
        if value is None:
            reason = "ambiguous" if self.ambiguous[0] else "unreadable" if self.unreadable[0] else "empty"
        return ParsedValue(value, "" if raw is None else str(raw), reason)


def arrow_array(column: Column) -> pa.Array:
    """Return a column of any kind as one Arrow array; dictionaries decoded, pandas' NaN as null.

    One text is one row.
    """
    if isinstance(column, str):  # it could be taken for a list of its letters
        array = pa.array([column])
    elif isinstance(column, pa.ChunkedArray):
        array = column.combine_chunks()
        if isinstance(array, pa.ChunkedArray):  # no chunk at all, or more text than one array holds
            array = pa.concat_arrays([c.cast(pa.large_string()) for c in array.chunks]) if array.num_chunks else None
    elif isinstance(column, pa.Array):
        array = column
    elif hasattr(column, "dtype"):
        array = pa.array(column, from_pandas=True)
    else:
        array = pa.array(list(column))
    if array is None:
        return pa.array([], pa.string())
    if isinstance(array, pa.ChunkedArray):
        return arrow_array(array)
    return array.dictionary_decode() if pa.types.is_dictionary(array.type) else array


def text_of(array: pa.Array) -> pa.Array:
    """Return an Arrow array as text; null stays null."""
    return array if pa.types.is_string(array.type) else array.cast(pa.string())


def is_text(array: pa.Array) -> bool:
    """Tell a column of text (or of nulls only) from one that already has numbers or dates."""
    kind = array.type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind))


def trimmed(array: pa.Array) -> pa.Array:
    """Return text without blanks at its ends (no-break spaces too); null where nothing stands for a value."""
    text = pc.utf8_trim_whitespace(text_of(array))
    empty = pc.is_in(text, value_set=pa.array(EMPTY_WORDS))
    return pc.if_else(empty, pa.scalar(None, pa.string()), text)


def mask(condition: pa.Array) -> Mask:
    """Return an Arrow array of booleans as numpy, null as False; shape (n,)."""
    return np.asarray(pc.fill_null(condition, False).to_numpy(zero_copy_only=False), dtype=np.bool_)


def matches(text: pa.Array, pattern: str) -> Mask:
    """Tell the rows that a regular expression of RE2 finds; null is False; shape (n,)."""
    return mask(pc.match_substring_regex(text, pattern))


def no_rows(size: int) -> Mask:
    """Return a mask of `size` rows, all False."""
    return np.zeros(size, dtype=np.bool_)
