"""Rows of a list that name a sentra which another row names already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.sentra.register_words import NO_GROUP
from petasentra.sentra.unit_ids import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from petasentra.sentra.registry.rows import RegistryRows

    Rows = npt.NDArray[np.int64]

__all__ = ["first_of_same", "repeated_ids"]


def first_of_same(rows: RegistryRows) -> Rows:
    """Return of each row the first by id that names the same sentra, -1 if it is that itself, shape (n,).

    The same: one name (but for capitals), commodity, and stated kabupaten, kecamatan and desa; or, without a name, one
    commodity at one surveyed or given place. O(n log n).
    """
    count = len(rows)
    name = letters(pc.utf8_lower(pc.fill_null(rows.names, "")))
    named = np.asarray(pc.not_equal(pc.fill_null(rows.names, ""), "").to_numpy(zero_copy_only=False), dtype=bool)
    commodity = rows.commodities.codes.astype(np.int64)
    stated = [letters(pc.utf8_lower(pc.fill_null(rows.words[one], ""))) if one in rows.words else np.zeros(count)
              for one in ("province", "kabupaten", "kecamatan", "desa", "place")]  # fmt: skip
    rank = np.empty(count, dtype=np.int64)
    rank[rows.order] = np.arange(count)
    first = np.full(count, -1, dtype=np.int64)
    _lead(first, np.flatnonzero(named), [name, commodity, *stated], rank)
    placed = np.isfinite(rows.places.lon) & (rows.places.position != 1) & (commodity != NO_GROUP)
    _lead(first, np.flatnonzero(~named & placed), [commodity, rows.places.lon, rows.places.lat], rank)
    return first


def repeated_ids(ids: pa.Array) -> Rows:
    """Return rows whose id another row has too, shape (k,)."""
    encoded = pc.dictionary_encode(ids).indices.to_numpy(zero_copy_only=False)
    return np.flatnonzero(np.bincount(encoded)[encoded] > 1) if len(encoded) else np.empty(0, dtype=np.int64)


def _lead(first: Rows, chosen: Rows, keys: Sequence[npt.NDArray[np.generic]], rank: Rows) -> None:
    """Set for the chosen rows with equal keys the one that comes first."""
    if not len(chosen):
        return
    parts = [key[chosen] for key in keys]
    order = np.lexsort([rank[chosen], *parts[::-1]])
    new = np.zeros(len(order), dtype=bool)
    new[0] = True
    for part in parts:
        new[1:] |= part[order][1:] != part[order][:-1]
    leader = chosen[order][np.flatnonzero(new)[np.cumsum(new) - 1]]
    own = chosen[order]
    first[own] = np.where(leader == own, -1, leader)
