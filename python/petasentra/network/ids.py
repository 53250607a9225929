"""Ids of places: those of a column, or their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from petasentra.errors import SchemaError
from petasentra.suggesting import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from petasentra.layers.layer import Layer

__all__ = ["id_array", "ids_of"]


def ids_of(layer: Layer, column: str | None, what: str) -> Sequence[object]:
    """Return the ids of places; without a column their rows, from 0. What has none has None.

    Raises
    ------
    SchemaError
        There is no such column of `what`.
    """
    import pyarrow as pa

    if column is None:
        return range(len(layer))
    if column not in layer.columns:
        raise SchemaError(
            f"The {what} have no column {column!r}.",
            f"Lapisan {what} tidak punya kolom {column!r}.",
            code=101,
            column=str(column),
            **did_you_mean(str(column), layer.columns),
        )
    # From Arrow, where whole numbers with nulls stay whole; NaN, which equals nothing, is no id.
    return [None if one != one else one for one in pa.table(layer).column(column).to_pylist()]


def id_array(ids: Sequence[object]) -> pa.Array:
    """Return ids as an array; text where no place has one."""
    import pyarrow as pa

    if isinstance(ids, range):
        return pa.array(np.arange(ids.start, ids.stop, ids.step))
    listed = list(ids)
    return pa.array(listed, pa.string() if all(one is None for one in listed) else None)
