"""What is within reach of every node, and the nearest of many targets, beside pandana."""

from __future__ import annotations

import os
from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from network_sizes import Sizes, costed, limit_reaching, require_equal, roads_named, takes_part
from zoning_report import THREADS, Found, Line, beside

from petasentra.network.costs import UNREACHABLE

if TYPE_CHECKING:
    import pandana

RIVAL = "pandana, 2 threads"


def cumulative(sizes: Sizes) -> Found:
    """Jobs within reach of all nodes: some 600 nodes of the large network, some 7,000 of the middle one."""
    found = Found()
    if not takes_part("pandana"):
        return found
    for name, wanted, aim in ((sizes.large, 600, 25.0), (sizes.middle, 7_000, 40.0)):
        graph, network = costed(name), rival_network(name)
        limit, reach = limit_reaching(graph, wanted)
        jobs = np.random.default_rng(5).integers(0, 100, graph.graph.node_count).astype(np.float64)
        network.set(pd.Series(np.arange(len(jobs))), variable=pd.Series(jobs), name="jobs")
        # Half a unit more, so that no rounding decides whether the limit itself is within reach.
        theirs = partial(network.aggregate, limit + 0.5, type="sum", decay="flat", name="jobs")
        ours = partial(graph.sums_within, jobs, [limit], threads=THREADS)
        (answer, their_time), ((sums, our_time),) = beside(theirs, [ours], sizes.runs)
        require_equal(sums[:, 0], answer.to_numpy(), RIVAL)
        job = f"sums at all nodes of {name}, {reach:,.0f} nodes within reach"
        found.add(Line(job, RIVAL, their_time, our_time, aim))
    return found


def nearest(sizes: Sizes) -> Found:
    """The costs of the five nearest targets, for all nodes; among equally near ones the two choose differently."""
    found = Found()
    if not takes_part("pandana"):
        return found
    graph, network = costed(sizes.large), rival_network(sizes.large)
    targets = roads_named(sizes.large).some_nodes(sizes.pairs_of)
    ours = partial(graph.nearest, targets, 5, threads=THREADS)
    _, costs = ours()
    far = float(costs[costs < UNREACHABLE].max() + 1)
    at = pd.Series(targets.astype(np.float64))
    network.set_pois("targets", far, 5, at, at * 0.0)
    theirs = partial(network.nearest_pois, far, "targets", num_pois=5, include_poi_ids=True)
    (answer, their_time), (((_, costs), our_time),) = beside(theirs, [ours], sizes.runs)
    # It holds fractions, and an edge of 0 for a thousandth.
    require_equal(np.where(costs < UNREACHABLE, costs, far), np.rint(answer.iloc[:, :5].to_numpy()), RIVAL)
    job = f"nearest 5 of {len(targets):,}, all nodes of {sizes.large}"
    found.add(Line(job, RIVAL, their_time, our_time, 20.0))
    return found


@cache
def rival_network(name: str) -> pandana.Network:
    """With a hierarchy, as it builds one from the start. Nodes stand in a row: places serve to name them only."""
    os.environ["OMP_NUM_THREADS"] = str(THREADS)
    import pandana

    roads = roads_named(name)
    tails, heads, costs = roads.edges
    row = pd.Series(np.arange(roads.nodes, dtype=np.float64))
    frame = pd.DataFrame({"from": tails.astype(np.int64), "to": heads.astype(np.int64), "cost": costs.astype(float)})
    return pandana.Network(row, row * 0.0, frame["from"], frame["to"], frame[["cost"]], twoway=True)
