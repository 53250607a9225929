"""How much the race `network` asks, and what its parts share: real networks, limits, unequal answers."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from load_files import shared_data
from network_graphs import Roads, dimacs, highways
from zoning_report import THREADS

import petasentra as ps

if TYPE_CHECKING:
    from petasentra.network import CostedGraph


@dataclass(frozen=True)
class Sizes:
    """How much is asked; `runs` is 1 where only a look is wanted whether everything works."""

    large: str
    middle: str
    pairs_of: int
    trees: int
    rival_trees: int
    facilities: int
    runs: int


REAL = Sizes("dimacs9_FLA", "dimacs9_NY", pairs_of=10_514, trees=128, rival_trees=4, facilities=2_000, runs=3)
SMALL = Sizes("usa_highways", "usa_highways", pairs_of=500, trees=16, rival_trees=2, facilities=100, runs=1)


@cache
def roads_named(name: str) -> Roads:
    folder = shared_data() / "roads"
    return highways(folder / f"{name}.txt.gz") if name == "usa_highways" else dimacs(folder / f"{name}_topology.gr.xz")


@cache
def costed(name: str) -> CostedGraph:
    """Ours, ready for questions."""
    roads = roads_named(name)
    graph = ps.network.Graph.from_arrays(roads.tails, roads.heads, roads.nodes, threads=THREADS)
    return graph.with_costs(roads.costs, threads=THREADS)


def limit_reaching(graph: CostedGraph, nodes: float) -> tuple[int, float]:
    """The least limit within which so many nodes lie on average, over 500 of them; and how many do."""
    origins = np.random.default_rng(1).choice(graph.graph.node_count, 500)
    low, high = 0, 1
    while reached(graph, high, origins) < nodes:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if reached(graph, middle, origins) < nodes else (low, middle)
    return high, reached(graph, high, origins)


def reached(graph: CostedGraph, limit: int, origins: np.ndarray) -> float:
    return float(graph.counts_within([limit], origins).mean())


def require_equal(ours: np.ndarray, theirs: np.ndarray, rival: str) -> None:
    """End the race if any number differs."""
    unequal = np.argwhere(np.asarray(ours) != np.asarray(theirs))
    if len(unequal):
        sys.exit(f"{rival}: {len(unequal)} answers differ, the first at {unequal[0].tolist()}. Nothing is written.")


def require_near(ours: np.ndarray, theirs: np.ndarray, rival: str) -> None:
    """End the race if any number differs by more than fractions are rounded."""
    if not np.allclose(ours, theirs, rtol=1e-9, atol=0.0):
        sys.exit(f"{rival}: answers differ by {np.abs(ours - theirs).max():.3g}. Nothing is written.")


def takes_part(module: str) -> bool:
    """Whether a rival is installed; said aloud if it is not."""
    there = importlib.util.find_spec(module) is not None
    if not there:
        print(f"{module} is not installed and takes no part (benchmarks/requirements-network.txt)")
    return there
