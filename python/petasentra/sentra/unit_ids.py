"""Ids of units: their order, on which every number rests, and rows that name one unit twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petasentra.values import parse_texts
from petasentra.values.columns import text_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from petasentra.sentra.register_words import Groups
    from petasentra.sentra.unit_places import Ground

__all__ = ["first_of_twins", "id_order", "letters", "unit_ids"]


def unit_ids(column: pa.Array | None, count: int) -> tuple[pa.Array, npt.NDArray[np.float64] | None, int]:
    """Return ids as text, numbers to order them by where they are numbers, and how many have none.

    A unit without an id is called by its row, from 0: "#12".
    """
    rows = pa.array([f"#{row}" for row in range(count)], pa.string()) if column is None else None
    if rows is not None:
        return rows, np.arange(count, dtype=np.float64), 0
    assert column is not None
    if pa.types.is_floating(column.type) and pc.all(pc.equal(pc.floor(column), column)).as_py() is not False:
        column = pc.if_else(pc.is_finite(column), column, pa.scalar(None, column.type)).cast(pa.int64())
    text = text_of(column) if pa.types.is_integer(column.type) else parse_texts(text_of(column))
    text = pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
    missing = int(text.null_count)
    if missing:
        called = [f"#{row}" for row in np.flatnonzero(text.is_null().to_numpy(zero_copy_only=False))]
        text = pc.replace_with_mask(text, text.is_null(), pa.array(called, pa.string()))
    numbers = None
    if pa.types.is_integer(column.type) and not missing:
        numbers = column.to_numpy(zero_copy_only=False).astype(np.float64)
    return text, numbers, missing


def id_order(
    ids: pa.Array,
    numbers: npt.NDArray[np.float64] | None,
    ground: Ground,
    groups: dict[str, Groups],
    names: pa.Array | None,
) -> npt.NDArray[np.int64]:
    """Return rows by id; rows of one id by place, then by what they say, so that the order of rows never decides."""
    keys: list[npt.NDArray[Any]] = [letters(ids) if numbers is None else numbers, ground.xy[:, 0], ground.xy[:, 1]]
    keys += [] if names is None else [letters(names)]
    keys += [one.codes for one in groups.values()]
    return np.lexsort(keys[::-1]).astype(np.int64)


def letters(column: pa.Array) -> npt.NDArray[np.int64]:
    """Return the place of each text among the distinct ones by code points, null first."""
    encoded = pc.dictionary_encode(pc.fill_null(column, ""))
    words = encoded.dictionary
    by_letters = pc.sort_indices(words).to_numpy()
    place = np.empty(len(words), dtype=np.int64)
    place[by_letters] = np.arange(len(words))
    of_row: npt.NDArray[np.int64] = place[encoded.indices.to_numpy(zero_copy_only=False)]
    return of_row


def first_of_twins(
    ids: pa.Array, names: pa.Array | None, ground: Ground, order: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return of each row the first that names the same unit (-1 if it is that itself), and rows whose id is another's.

    The same unit: one id at one place (or with a place in one of the two only), or one name at one place.
    """
    count = len(ids)
    first = np.full(count, -1, dtype=np.int64)
    id_of, x, y = letters(ids), ground.xy[:, 0], ground.xy[:, 1]
    there = np.isfinite(x)
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count)
    by_id = np.lexsort((rank, ~there, id_of))
    same = id_of[by_id][1:] == id_of[by_id][:-1]
    repeated: list[int] = []
    if same.any():
        starts = np.flatnonzero(np.concatenate([[True], ~same]))
        for begin, end in zip(starts, np.append(starts[1:], count), strict=True):
            rows = by_id[begin:end].tolist()
            for at, row in enumerate(rows[1:], 1):
                twin = [one for one in rows[:at] if not there[row] or (x[one], y[one]) == (x[row], y[row])]
                first[row] = twin[0] if twin else -1
                repeated += [] if twin else [row]
    if names is not None:
        name_of = letters(names)
        named = np.flatnonzero(there & (name_of != _empty(names)) & (first < 0))
        by_name = named[np.lexsort((rank[named], y[named], x[named], name_of[named]))]
        same = (np.diff(name_of[by_name]) == 0) & (np.diff(x[by_name]) == 0) & (np.diff(y[by_name]) == 0)
        runs = np.concatenate([[0], np.cumsum(~same)])[: len(by_name)]
        leader = by_name[np.unique(runs, return_index=True)[1][runs]] if len(by_name) else by_name
        first[by_name] = np.where(leader == by_name, -1, leader)
    # One may stand for another that stands for a third: follow to the end.
    for _ in range(2):
        follow = (first >= 0) & (first[np.maximum(first, 0)] >= 0)
        first[follow] = first[first[follow]]
    return first, np.array(sorted(repeated, key=lambda row: int(rank[row])), dtype=np.int64)


def _empty(names: pa.Array) -> int:
    """Return the number that `_letters` gives to no name; -1 where every unit has one."""
    return 0 if pc.any(pc.equal(pc.fill_null(names, ""), "")).as_py() else -1
