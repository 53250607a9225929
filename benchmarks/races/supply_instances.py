"""Chains of the race `supply`, made from a seed: the same in every process."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

__all__ = ["Chain", "Streets", "chain", "streets"]

SEED = 20_261_123


class Chain(NamedTuple):
    """Whole costs of int32, shape (size, size), and amounts whose sums are equal."""

    costs: np.ndarray
    supply: np.ndarray
    demand: np.ndarray


class Streets(NamedTuple):
    """A grid of streets, both ways, with sources and sentra on it."""

    supply: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    cost: np.ndarray
    capacity: np.ndarray


def chain(size: int, kind: str) -> Chain:
    """``euclid``: metres between places on a square of 100 km; ``uniform``: any cost below a million."""
    random = np.random.default_rng(SEED + size)
    if kind == "uniform":
        costs = random.integers(0, 1_000_000, (size, size), dtype=np.int32)
    else:
        sources, sinks = random.integers(0, 100_000, (2, size, 2)).astype(np.float64)
        costs = np.empty((size, size), dtype=np.int32)
        for row, place in enumerate(sources):
            costs[row] = np.rint(np.hypot(*(sinks - place).T))
    supply, demand = random.integers(1, 1000, (2, size))
    short, long = sorted((supply, demand), key=np.sum)
    lacking = int(long.sum() - short.sum())
    short += lacking // size
    short[: lacking % size] += 1
    return Chain(costs, supply, demand)


def streets(side: int) -> Streets:
    """Costs 10 .. 99, capacities 50 .. 399; a seventh of the nodes demands, an eleventh supplies more than enough."""
    random = np.random.default_rng(SEED)
    node = np.arange(side * side, dtype=np.uint32).reshape(side, side)
    ends = [(node[:, :-1].ravel(), node[:, 1:].ravel()), (node[:-1].ravel(), node[1:].ravel())]
    tail = np.concatenate([part for one, other in ends for part in (one, other)])
    head = np.concatenate([part for one, other in ends for part in (other, one)])
    supply = np.zeros(side * side, dtype=np.int64)
    supply[::7] -= random.integers(1, 9, len(supply[::7]))
    supply[::11] += random.integers(12, 20, len(supply[::11]))
    return Streets(supply, tail, head, random.integers(10, 100, len(tail)), random.integers(50, 400, len(tail)))
