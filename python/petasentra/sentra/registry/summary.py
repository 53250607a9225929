"""Sums of a list by province, kabupaten and commodity, with what is unknown counted as unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.errors import OptionError
from petasentra.sentra.registry.places import UNKNOWN
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra.sentra.quantities import Quantity
    from petasentra.sentra.registry.registry import Registry

__all__ = ["summary_table"]

#: The columns of each grouping: what orders its groups, then their words.
_KEYS = {
    "province": ("province_code", "province"), "kabupaten": ("kabupaten_code", "kabupaten"),
    "commodity": ("commodity",),
}  # fmt: skip


def summary_table(registry: Registry, by: Sequence[str]) -> Table:
    """Return the sums; see `Registry.summary`. O(n log n)."""
    if not by or any(one not in _KEYS for one in by):
        raise OptionError(
            f"by={list(by)!r}; it has to be of {', '.join(_KEYS)}.",
            f"by={list(by)!r}; semestinya dari {', '.join(_KEYS)}.", code=801, column="by",
        )  # fmt: skip
    names = [name for one in dict.fromkeys(by) for name in _KEYS[one]]
    keys = registry.table.to_arrow().select(names).combine_chunks()
    of_row, first = _groups(keys, len(registry))
    many = len(first)
    rows = registry.rows

    def counted(mask: npt.NDArray[np.bool_]) -> pa.Array:
        return pa.array(np.bincount(of_row[mask], minlength=many).astype(np.int64))

    twice = np.asarray(registry.table.to_arrow().column("duplicate_of").is_valid().to_numpy(), dtype=bool)
    unknown = rows.places.position == UNKNOWN
    with_sk = np.asarray(pc.not_equal(pc.fill_null(rows.sk_numbers, ""), "").to_numpy(zero_copy_only=False), dtype=bool)
    columns = {name: keys.column(name).take(pa.array(first)) for name in names}
    columns |= {
        "sentra": counted(np.ones(len(rows), dtype=bool)), "duplicates": counted(twice), "placed": counted(~unknown),
        "position_unknown": counted(unknown), "with_sk": counted(with_sk), "invented": counted(rows.invented),
    }  # fmt: skip
    for name, quantity in (("units", rows.units), ("workers", rows.workers)):
        columns |= _sums(name, quantity, of_row, many)
    return Table.from_arrow(pa.table(columns))


def _sums(name: str, quantity: Quantity, of_row: npt.NDArray[np.int64], many: int) -> dict[str, pa.Array]:
    known = quantity.known
    stated = np.bincount(of_row[known], minlength=many) > 0
    low = np.bincount(of_row[known], quantity.low[known], minlength=many)
    high = np.bincount(of_row[known], quantity.high[known], minlength=many)
    return {
        f"{name}_min": pa.array(low, mask=~stated),
        f"{name}_max": pa.array(high, mask=~(stated & np.isfinite(high))),
        f"{name}_unknown": pa.array(np.bincount(of_row[~known], minlength=many).astype(np.int64)),
    }


def _groups(keys: pa.Table, count: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the group of each row, by the letters of its keys with null last, and the first row of each group."""
    place = np.zeros(count, dtype=np.int64)
    for name in keys.column_names:
        encoded = pc.dictionary_encode(keys.column(name).combine_chunks())
        words = encoded.dictionary
        rank = np.empty(len(words) + 1, dtype=np.int64)
        rank[pc.sort_indices(words).to_numpy()] = np.arange(len(words))
        rank[-1] = len(words)
        codes = pc.fill_null(encoded.indices.cast(pa.int64()), -1).to_numpy(zero_copy_only=False)
        place = np.unique(place * (len(words) + 1) + rank[codes], return_inverse=True)[1].reshape(-1)
    return place, np.unique(place, return_index=True)[1]
