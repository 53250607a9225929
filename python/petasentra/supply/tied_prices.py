"""Prices of nodes where a flow leaves them open.

A node at which nothing moves may hang in the tree of a simplex by an arc that is not there, and its price then says
nothing. Such nodes take the price at which a first tonne would arrive; where none can, the one at which it would leave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]

__all__ = ["tied_prices"]

_NONE = np.iinfo(np.int64).max // 4


def tied_prices(price: Whole, tail: Whole, head: Whole, cost: Whole, flow: Whole, capacity: Whole) -> Whole:
    """Return prices that prove the optimum as `price` does, tied to that of the last node, which becomes 0.

    Parameters
    ----------
    price
        Of each node, shape (nodes,): no arc with room costs less than prices differ by, none with flow costs more.
    tail, head, cost, flow, capacity
        Of each arc, shape (arcs,).

    Returns
    -------
    Nodes that are joined with the last one by arcs on which prices differ by just the cost keep their prices. It takes
    time by the arcs at all other nodes, times the longest way between these.

    Examples
    --------
    Node 1 gets nothing, since it wants nothing: a tonne would cost 7 more there than at node 0.

    >>> tail, head, cost, flow, capacity = np.array([[0, 0], [1, 2], [7, 5], [0, 4], [9, 9]])
    >>> tied_prices(np.array([-5, -90, 0]), tail, head, cost, flow, capacity).tolist()
    [-5, 2, 0]
    """
    out: Whole = price - price[-1]
    known = _joined(out, tail, head, cost)
    # Arcs both ways: what can still go forward, and what can be taken back.
    room, back = flow < capacity, flow > 0
    begin, end = np.concatenate([tail[room], head[back]]), np.concatenate([head[room], tail[back]])
    price_of_way = np.concatenate([cost[room], -cost[back]])
    near = ~(known[begin] & known[end])
    begin, end, price_of_way = begin[near], end[near], price_of_way[near]
    while not known.all():
        for one, other, way in ((begin, end, price_of_way), (end, begin, -price_of_way)):
            _settle(out, known, one, other, way, upwards=one is begin)
        if not known.all():
            # A part that nothing joins with the rest: its first node is worth nothing.
            first = int(np.flatnonzero(~known)[0])
            out[first], known[first] = 0, True
    return out


def _settle(out: Whole, known: npt.NDArray[np.bool_], begin: Whole, end: Whole, way: Whole, *, upwards: bool) -> None:
    """Give nodes that are not known the least (or the largest) price along ways from those that are."""
    open_end = ~known[end]
    begin, end, way = begin[open_end], end[open_end], way[open_end]
    sign = 1 if upwards else -1
    best = np.where(known, sign * out, _NONE)
    while True:
        there = best[begin] < _NONE
        before = best.copy()
        np.minimum.at(best, end[there], best[begin[there]] + sign * way[there])
        if np.array_equal(best, before):
            break
    found = ~known & (best < _NONE)
    out[found] = sign * best[found]
    known |= found


def _joined(price: Whole, tail: Whole, head: Whole, cost: Whole) -> npt.NDArray[np.bool_]:
    """Return which nodes are joined with the last one by arcs whose cost is just the difference of their prices."""
    tight = cost + price[tail] == price[head]
    one, other = tail[tight], head[tight]
    name = np.arange(len(price))
    while True:
        least = np.minimum(name[one], name[other])
        before = name.copy()
        np.minimum.at(name, name[one], least)
        np.minimum.at(name, name[other], least)
        name = name[name]
        if np.array_equal(name, before):
            joined: npt.NDArray[np.bool_] = name == name[-1]
            return joined
