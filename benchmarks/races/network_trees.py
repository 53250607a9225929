"""What it costs from one node to all others: trees of many starts at once, beside one after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from network_sizes import Sizes, costed, require_equal, roads_named, takes_part
from zoning_report import THREADS, Found, Line, Timing, beside

from petasentra.network.costs import UNREACHABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from network_graphs import Roads

    Trees = Callable[[np.ndarray], np.ndarray]


def trees(sizes: Sizes) -> Found:
    """Seconds a tree: ours of a batch, theirs of a few."""
    found, roads, graph = Found(), roads_named(sizes.large), costed(sizes.large)
    starts = roads.some_nodes(sizes.trees)
    few = starts[: sizes.rival_trees]
    ours = partial(graph.trees, starts, threads=THREADS)
    for rival, module, made in RIVALS:
        if not takes_part(module):
            continue
        theirs = partial(made(roads), few)
        (answer, their_time), ((costs, our_time),) = beside(theirs, [ours], sizes.runs)
        require_equal(costs[: len(few)], answer, rival)
        job = f"a tree of {len(starts)} on {sizes.large}"
        found.add(Line(job, rival, each(their_time, len(few)), each(our_time, len(starts)), 50.0))
    return found


def each(time: Timing, count: int) -> Timing:
    return Timing(time.seconds / count, time.runs)


def whole(costs: np.ndarray) -> np.ndarray:
    """Costs as ours are, from fractions that are infinite, or as large as a double can be, where there is no path."""
    return np.where(costs < UNREACHABLE, costs, UNREACHABLE).astype(np.uint32)


def by_scipy(roads: Roads) -> Trees:
    """`dijkstra`; of parallel arcs the cheapest, since a matrix would add them up."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    order = np.lexsort((roads.costs, roads.heads, roads.tails))
    tails, heads = roads.tails[order], roads.heads[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (tails[1:] != tails[:-1]) | (heads[1:] != heads[:-1])
    # A cost of 0 would be no arc; what stands for it is lost in rounding.
    values = np.maximum(roads.costs[order][first].astype(np.float64), 1e-7)
    matrix = csr_matrix((values, (tails[first], heads[first])), shape=(roads.nodes, roads.nodes))
    return lambda starts: whole(np.rint(dijkstra(matrix, indices=starts)))


def by_networkit(roads: Roads) -> Trees:
    """`SPSP`, which takes the starts side by side."""
    import networkit

    networkit.setNumberOfThreads(THREADS)
    tails, heads, costs = roads.edges
    given = costs.astype(np.float64), (tails.astype(np.int64), heads.astype(np.int64))
    graph = networkit.GraphFromCoo(given, n=roads.nodes, weighted=True, directed=False)

    def ask(starts: np.ndarray) -> np.ndarray:
        done = networkit.distance.SPSP(graph, starts.tolist()).run()
        return whole(np.array(done.getDistances()))

    return ask


def by_igraph(roads: Roads) -> Trees:
    """`Graph.distances`."""
    import igraph

    tails, heads, costs = roads.edges
    graph = igraph.Graph(n=roads.nodes, edges=np.column_stack([tails, heads]).tolist())
    weights = costs.tolist()
    return lambda starts: whole(np.array(graph.distances(source=starts.tolist(), weights=weights)))


def by_rustworkx(roads: Roads) -> Trees:
    """`graph_dijkstra_shortest_path_lengths`; the start itself is not in its answer."""
    import rustworkx

    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(roads.nodes))
    graph.add_edges_from(list(zip(*(column.tolist() for column in roads.edges), strict=True)))

    def tree(start: int) -> np.ndarray:
        found = rustworkx.graph_dijkstra_shortest_path_lengths(graph, start, float)
        out = np.full(roads.nodes, np.inf)
        out[np.fromiter(found.keys(), dtype=np.int64)] = np.fromiter(found.values(), dtype=np.float64)
        out[start] = 0.0
        return whole(out)

    return lambda starts: np.stack([tree(start) for start in starts.tolist()])


RIVALS: list[tuple[str, str, Callable[[Roads], Trees]]] = [
    ("scipy", "scipy", by_scipy),
    ("networkit, 2 threads", "networkit", by_networkit),
    ("igraph", "igraph", by_igraph),
    ("rustworkx", "rustworkx", by_rustworkx),
]
