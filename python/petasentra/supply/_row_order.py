"""Rows in the order of their ids, and back.

Of several plans of one cost the core finds the one that the order of rows leads to. Rows are put into the order of
their ids first, so that the same plan comes out whatever the order in which they are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from petasentra.supply._numbers import refused

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["given", "order_of_ids", "ordered", "renamed", "scattered"]


def order_of_ids(ids: npt.ArrayLike | None, count: int, name: str) -> npt.NDArray[np.intp] | None:
    """Return the order that sorts rows by their ids; None if they are in it, or have none.

    Raises
    ------
    OptionError
        An id is there twice, or there are not as many ids as rows.
    """
    if ids is None:
        return None
    try:
        given = np.asarray(ids)
        order = np.argsort(given, kind="stable", axis=None)
    except (ValueError, TypeError) as error:
        raise refused(name, "cannot be sorted", "tidak dapat diurutkan") from error
    if given.shape != (count,):
        raise refused(
            name, f"have the shape {given.shape}, not ({count},)", f"berbentuk {given.shape}, bukan ({count},)"
        )
    ordered = given[order]
    twice = np.flatnonzero(ordered[1:] == ordered[:-1])
    if twice.size:
        raise refused(name, f"hold {ordered[twice[0]]} twice", f"memuat {ordered[twice[0]]} dua kali")
    return None if bool((order[1:] > order[:-1]).all()) else order


def ordered(values: npt.NDArray[Any], order: npt.NDArray[np.intp] | None) -> npt.NDArray[Any]:
    """Return values in the order in which the core gets them; a column that does not fit is left for it to refuse."""
    return values if order is None or len(values) != len(order) else values[order]


def renamed(nodes: npt.NDArray[np.uint32], order: npt.NDArray[np.intp] | None) -> npt.NDArray[np.uint32]:
    """Return the numbers that nodes have in that order; those that are not there stay what they are."""
    if order is None:
        return nodes
    place = np.empty(len(order), dtype=np.uint32)
    place[order] = np.arange(len(order), dtype=np.uint32)
    there = nodes < len(order)
    return np.where(there, place[np.where(there, nodes, 0)], nodes).astype(np.uint32)


def given(places: npt.NDArray[np.uint32], order: npt.NDArray[np.intp] | None) -> npt.NDArray[np.int64]:
    """Return the rows that the caller knows for those that the core knows."""
    return places.astype(np.int64) if order is None else order[places].astype(np.int64)


def scattered(values: npt.NDArray[Any], order: npt.NDArray[np.intp] | None) -> npt.NDArray[Any]:
    """Return values in the order of the caller."""
    if order is None or not len(values):
        return values
    out = np.empty_like(values)
    out[order] = values
    return out
