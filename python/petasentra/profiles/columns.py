"""One column read as the type that its field has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from petasentra import values
from petasentra.profiles.tables import Field, domain
from petasentra.values.columns import ParsedColumn, is_text, no_rows

if TYPE_CHECKING:
    from collections.abc import Callable


def parsed_as(array: pa.Array, field: Field) -> ParsedColumn | None:
    """Return the column as the field's type; None where it already is."""
    readers: dict[str, Callable[[pa.Array], ParsedColumn]] = {
        "date": lambda column: values.parse_dates(column, order=field.date_order),
        "kbli": values.parse_kbli,
        "coded": lambda column: values.parse_coded(column, domain(field.domain)),
        "coded-list": lambda column: values.parse_coded_lists(column, domain(field.domain)),
    }
    if field.type == "text":
        return None if is_text(array) else _as_text(array)
    if field.type == "number":
        return values.parse_numbers(array) if is_text(array) else None
    if field.type == "integer":
        return None if pa.types.is_integer(array.type) else _as_integers(array)
    return readers[field.type](array)


def _as_text(array: pa.Array) -> ParsedColumn:
    text = array
    if pa.types.is_floating(array.type):  # codes that a program took for numbers: 3517.0 is 3517
        whole = pc.all(pc.equal(pc.floor(array), array)).as_py()
        text = array.cast(pa.int64()) if whole else array
    return ParsedColumn(text.cast(pa.string()), array, no_rows(len(array)), no_rows(len(array)))


def _as_integers(array: pa.Array) -> ParsedColumn:
    parsed = values.parse_numbers(array)
    numbers = parsed.values
    whole = pc.equal(pc.floor(numbers), numbers)
    broken = pc.fill_null(pc.invert(whole), False)
    kept = pc.if_else(broken, pa.scalar(None, pa.float64()), numbers).cast(pa.int64())
    unreadable = parsed.unreadable | broken.to_numpy(zero_copy_only=False)
    return ParsedColumn(kept, parsed.raw, unreadable, parsed.ambiguous, parsed.style, parsed.evidence)
