"""The real networks of the race `network` as plain arrays: arcs both ways, whole costs."""

from __future__ import annotations

import gzip
import lzma
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

SEED = 20240607


@dataclass(frozen=True, eq=False)
class Roads:
    """Arcs of a network, and what each costs. Edge i is the arcs i and edges + i."""

    name: str
    nodes: int
    tails: np.ndarray
    heads: np.ndarray
    costs: np.ndarray
    xy: np.ndarray | None = None  # by node, where the source has places

    @cached_property
    def edges(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Ends and cost of each edge, once."""
        count = len(self.tails) // 2
        return self.tails[:count], self.heads[:count], self.costs[:count]

    def some_nodes(self, count: int, seed: int = SEED) -> np.ndarray:
        """Different nodes, drawn by lot."""
        return np.random.default_rng(seed).choice(self.nodes, count, replace=False).astype(np.uint32)


def both_ways(name: str, nodes: int, ends: np.ndarray, costs: np.ndarray, xy: np.ndarray | None = None) -> Roads:
    """Two arcs an edge."""
    tails, heads = ends.astype(np.uint32).T
    both = np.concatenate([tails, heads]), np.concatenate([heads, tails])
    return Roads(name, nodes, *both, np.concatenate([costs, costs]).astype(np.uint32), xy)


def dimacs(path: Path) -> Roads:
    """A topology of the 9th DIMACS challenge: lines "p tw N M", then "u v", from 1; costs 10 .. 999 by lot."""
    with lzma.open(path) as file:
        nodes = int(file.readline().split()[2])
        ends = np.fromstring(file.read(), dtype=np.int64, sep=" ").reshape(-1, 2) - 1
    costs = np.random.default_rng(SEED).integers(10, 1000, len(ends))
    return both_ways(path.name.partition("_topology")[0], nodes, ends, costs)


def highways(path: Path, units_a_length: float = 10.0) -> Roads:
    """The highways of the USA: "N M", N lines "id x y", M lines "u v"; costs are straight lengths, rounded."""
    with gzip.open(path) as file:
        numbers = np.fromstring(file.read(), dtype=np.int64, sep=" ")
    nodes, edges = numbers[:2].tolist()
    xy = numbers[2 : 2 + 3 * nodes].reshape(-1, 3)[:, 1:]
    ends = numbers[2 + 3 * nodes :].reshape(edges, 2)
    lengths = np.hypot(*(xy[ends[:, 0]] - xy[ends[:, 1]]).T)
    return both_ways("usa_highways", nodes, ends, np.rint(lengths * units_a_length), xy)
