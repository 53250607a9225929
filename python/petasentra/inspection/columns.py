"""Columns of a layer as the inspection sees them: distinct values with their rows, and whether they look personal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.personal import looks_personal
from petasentra.values.columns import EMPTY_WORDS

#: Rows beyond which a column's meaning is found from a sample.
SAMPLE_ROWS = 100_000

# What identity numbers, phone numbers and mail addresses look like, wherever they stand.
_PERSONAL_VALUES = re.compile(r"(?:\d{16}|(?:\+?62|0)8\d{8,11}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
_PERSONAL_SHARE = 0.2
_TEXT_LIMIT = 60


@dataclass(frozen=True)
class ColumnView:
    """One attribute column with what several questions ask of it.

    ``type`` is the type in the file; ``width`` 0 where the format states none.
    """

    name: str
    type: str
    width: int
    values: pa.ChunkedArray
    marked_personal: bool = False

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def looked_at(self) -> pa.ChunkedArray:
        """The values that decide on a meaning: all, or of very long columns every so-manieth row."""
        if len(self.values) <= SAMPLE_ROWS:
            return self.values
        rows = np.linspace(0, len(self.values) - 1, SAMPLE_ROWS).astype(np.int64)
        return self.values.take(pa.array(rows))

    @cached_property
    def counts(self) -> dict[str, int]:
        """Distinct values looked at, as trimmed text, with their rows and in their order; no blanks, no hyphens."""
        kind = self.values.type
        if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            return {}
        found: dict[str, int] = {}
        pairs = pc.value_counts(self.looked_at)
        for value, rows in zip(pairs.field("values").to_pylist(), pairs.field("counts").to_pylist(), strict=True):
            text = "" if value is None else str(value).strip()
            if text not in EMPTY_WORDS:
                found[text] = found.get(text, 0) + rows
        return found

    @property
    def distinct(self) -> list[str]:
        """Distinct values looked at as text, blanks left out."""
        return list(self.counts)

    @cached_property
    def counted(self) -> int:
        """Number of rows looked at that are filled."""
        nested = not self.counts and self.filled
        return self.filled if nested else sum(self.counts.values())

    @cached_property
    def filled(self) -> int:
        """Number of all rows that are neither null nor blank nor a lone hyphen."""
        if self.is_text:
            blank = pc.is_in(pc.utf8_trim_whitespace(self.values), value_set=pa.array(EMPTY_WORDS, self.values.type))
            return len(self.values) - int(pc.sum(pc.or_kleene(blank, pc.is_null(self.values))).as_py() or 0)
        return len(self.values) - int(self.values.null_count)

    @cached_property
    def all_different(self) -> bool:
        """Whether every row is filled and no value repeats."""
        whole = self.filled == len(self.values)
        return whole and bool(pc.count_distinct(self.values).as_py() == len(self.values))

    @property
    def is_text(self) -> bool:
        """Whether the column holds text."""
        return bool(pa.types.is_string(self.values.type) or pa.types.is_large_string(self.values.type))

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers, not text that looks like them."""
        kind = self.values.type
        return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))

    @cached_property
    def personal(self) -> bool:
        """Whether its name, its values or its marking say that it is about persons."""
        if self.marked_personal or looks_personal(self.name):
            return True
        fits = sum(rows for text, rows in self.counts.items() if _PERSONAL_VALUES.fullmatch(text.replace(" ", "")))
        return fits > 0 and fits >= _PERSONAL_SHARE * self.counted

    def examples(self, wanted: int = 3) -> tuple[str, ...]:
        """Return a few different values; none of a personal column."""
        if self.personal:
            return ()
        shown = self.distinct[:wanted]
        if self.is_number:
            return tuple(f"{float(text):.8g}" if "." in text or "e" in text else text for text in shown)
        return tuple(" ".join(text.split())[:_TEXT_LIMIT] for text in shown)

    def matching(self, pattern: re.Pattern[str]) -> int:
        """Return how many rows a pattern fits from end to end."""
        return sum(rows for text, rows in self.counts.items() if pattern.fullmatch(text))
