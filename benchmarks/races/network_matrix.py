"""All pairs of many nodes, and what preparing takes, beside routingkit-cch."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from network_sizes import Sizes, costed, limit_reaching, require_equal, roads_named, takes_part
from zoning_report import THREADS, Figure, Found, Line, Timing, beside, timed

import petasentra as ps
from petasentra.network.costs import UNREACHABLE

if TYPE_CHECKING:
    import routingkit_cch
    from network_graphs import Roads

RIVAL = "routingkit-cch, 2 threads"
AIMS = {"usa_highways": 20.0, "dimacs9_FLA": 50.0}
MOST_MIB = 1536.0
RACES = str(Path(__file__).parent)


def matrices(sizes: Sizes) -> Found:
    """Every cost between the same nodes, on two networks."""
    found = Found()
    if not takes_part("routingkit_cch"):
        return found
    for name in dict.fromkeys(("usa_highways", sizes.large)):
        roads, graph = roads_named(name), costed(name)
        some = roads.some_nodes(min(sizes.pairs_of, roads.nodes))
        metric = rival_metric(roads)
        ours = partial(graph.matrix, some, some, threads=THREADS)
        theirs = partial(rival_matrix, metric, some)
        (answer, their_time), ((costs, our_time),) = beside(theirs, [ours], sizes.runs)
        require_equal(costs, answer, RIVAL)
        job = f"matrix {len(some):,} x {len(some):,} on {name}"
        found.add(Line(job, RIVAL, their_time, our_time, AIMS.get(name)))
    return found


def rival_metric(roads: Roads) -> routingkit_cch.CCHMetric:
    """Order, shape and costs."""
    import routingkit_cch

    tails, heads = roads.tails.tolist(), roads.heads.tolist()
    order = routingkit_cch.compute_order_inertial(roads.nodes, tails, heads, *places(roads))
    return routingkit_cch.CCHMetric(routingkit_cch.CCH(order, tails, heads, False), roads.costs.tolist())


def places(roads: Roads) -> tuple[list[float], list[float]]:
    """Latitude and longitude by which the rival cuts; its other order, by degrees, is a hundred times as slow to use.

    Where a graph has no places, edges from a far node stand for one axis, and from a node far from the middle of that
    axis for the other: that they are drawn out of the graph itself is not counted.
    """
    if roads.xy is not None:
        return roads.xy[:, 1].astype(float).tolist(), roads.xy[:, 0].astype(float).tolist()
    graph = ps.network.Graph.from_arrays(roads.tails, roads.heads, roads.nodes).with_costs(np.ones(len(roads.tails)))

    def edges_from(node: int) -> np.ndarray:
        edges = graph.trees([node])[0].astype(np.int64)
        return np.where(edges < UNREACHABLE, edges, 0)

    one_end = edges_from(int(edges_from(0).argmax()))
    other_end = edges_from(int(one_end.argmax()))
    middle = np.abs(one_end - other_end) < one_end.max() // 20
    aside = edges_from(int(np.where(middle, one_end, 0).argmax()))
    return one_end.astype(float).tolist(), aside.astype(float).tolist()


def rival_matrix(metric: routingkit_cch.CCHMetric, nodes: np.ndarray) -> np.ndarray:
    """Targets pinned once a thread, then a sweep an origin; None is no path."""
    import routingkit_cch

    asked = nodes.tolist()
    out = np.empty((len(asked), len(asked)), dtype=np.uint32)

    def rows(part: np.ndarray) -> None:
        pinned = routingkit_cch.CCHOneToMany(metric, asked)
        for row in part.tolist():
            found = pinned.distances_from(asked[row])
            try:
                out[row] = found
            except TypeError:
                out[row] = [UNREACHABLE if cost is None else cost for cost in found]

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(rows, np.array_split(np.arange(len(asked)), THREADS)))
    return out


def preparing(sizes: Sizes) -> Found:
    """Order and shape, then costs, of the large network; and the memory that ours takes for both."""
    found = Found()
    if not takes_part("routingkit_cch"):
        return found
    import routingkit_cch

    roads = roads_named(sizes.large)
    ours_shape = partial(ps.network.Graph.from_arrays, roads.tails, roads.heads, roads.nodes, threads=THREADS)
    tails, heads, costs = (column.tolist() for column in (roads.tails, roads.heads, roads.costs))
    at = places(roads)

    def their_shape() -> routingkit_cch.CCH:
        order = routingkit_cch.compute_order_inertial(roads.nodes, tails, heads, *at)
        return routingkit_cch.CCH(order, tails, heads, False)

    (shape, their_time), ((graph, our_time),) = beside(their_shape, [ours_shape], 1)
    (_, their_costs), ((laid, our_costs),) = beside(
        partial(routingkit_cch.CCHMetric, shape, costs), [partial(graph.with_costs, roads.costs, threads=THREADS)],
        sizes.runs,
    )  # fmt: skip
    metric = routingkit_cch.CCHMetric(shape, costs)
    pairs = roads.some_nodes(2_000).reshape(-1, 2).tolist()
    query = routingkit_cch.CCHQuery(metric)
    theirs = [distance_of(query, begin, end) for begin, end in pairs]
    require_equal(np.array([laid.path(begin, end)[0] for begin, end in pairs]), np.array(theirs), RIVAL)
    found.add(Line(f"order and shape of {roads.name}", "routingkit-cch", their_time, our_time, 1.0))
    found.add(Line(f"costs laid on {roads.name}", "routingkit-cch", their_costs, our_costs, 1.0))
    found.add(Figure(f"peak memory of preparing {roads.name}, Python included", peak_mib(sizes), "MiB", MOST_MIB))
    return found


def distance_of(query: routingkit_cch.CCHQuery, begin: int, end: int) -> int:
    distance = query.run(begin, end).distance
    return UNREACHABLE if distance is None else distance


def peak_mib(sizes: Sizes) -> float:
    """Of a fresh process that reads the network and prepares it."""
    script = f"import sys; sys.path.insert(0, {RACES!r}); import network_sizes; network_sizes.costed({sizes.large!r})"
    # Not ru_maxrss, which a process takes over from the one that started it.
    told = script + "; print(*(line for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-2]) / 1024


def isochrone(sizes: Sizes) -> Found:
    """One origin, a tenth of the large network within reach: a figure of our own."""
    found, graph = Found(), costed(sizes.large)
    limit, _ = limit_reaching(graph, graph.graph.node_count / 10)
    origins = roads_named(sizes.large).some_nodes(20, seed=2).tolist()
    answers, time = timed(lambda: [len(graph.reached(origin, limit, threads=1)[0]) for origin in origins], sizes.runs)
    each = Timing(time.seconds / len(origins), time.runs)
    what = f"isochrone on {sizes.large}, {np.mean(answers):,.0f} nodes within reach, one thread"
    found.add(Figure(what, each.seconds * 1000, "ms", 10.0))
    return found
