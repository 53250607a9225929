"""Columns of a layer as the inspection sees them: distinct values with their rows, and whether they look personal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from petasentra.personal import looks_personal
from petasentra.values.columns import EMPTY_WORDS

if TYPE_CHECKING:
    import pyarrow as pa

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
    def counts(self) -> dict[str, int]:
        """Distinct values as trimmed text with their rows, in the order of the rows; no blanks, no hyphens."""
        import pyarrow as pa
        import pyarrow.compute as pc

        values = self.values
        if pa.types.is_nested(values.type) or pa.types.is_binary(values.type) or pa.types.is_large_binary(values.type):
            return {}
        found: dict[str, int] = {}
        for pair in pc.value_counts(values).to_pylist():
            text = "" if pair["values"] is None else str(pair["values"]).strip()
            if text not in EMPTY_WORDS:
                found[text] = found.get(text, 0) + pair["counts"]
        return found

    @property
    def distinct(self) -> list[str]:
        """Distinct values as text, blanks left out."""
        return list(self.counts)

    @cached_property
    def filled(self) -> int:
        """Number of rows that are neither null nor blank nor a lone hyphen."""
        import pyarrow as pa

        kind = self.values.type
        if pa.types.is_string(kind) or pa.types.is_large_string(kind):
            return sum(self.counts.values())
        return len(self.values) - int(self.values.null_count)

    @property
    def is_text(self) -> bool:
        """Whether the column holds text."""
        import pyarrow as pa

        return bool(pa.types.is_string(self.values.type) or pa.types.is_large_string(self.values.type))

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers, not text that looks like them."""
        import pyarrow as pa

        kind = self.values.type
        return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))

    @cached_property
    def personal(self) -> bool:
        """Whether its name, its values or its marking say that it is about persons."""
        if self.marked_personal or looks_personal(self.name):
            return True
        fits = sum(rows for text, rows in self.counts.items() if _PERSONAL_VALUES.fullmatch(text.replace(" ", "")))
        return fits > 0 and fits >= _PERSONAL_SHARE * self.filled

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
