"""Travel times by a search on pairs of arcs: what every answer about turns has to agree with."""

from __future__ import annotations

import heapq
from collections import defaultdict

import numpy as np

from petasentra.network.costs import UNREACHABLE


class ArcSearch:
    """A network with the turns that one vehicle may not take, each as (arc, next arc); costs of turns by such pairs.

    Restrictions over ways are not known here. Journeys begin and end at nodes.
    """

    def __init__(self, network, costs, forbidden, delays=None):
        self.tails, self.heads = network.core.tails, network.core.heads
        self.costs = costs.deciseconds.tolist()
        self.forbidden = set(forbidden)
        self.delays = delays or {}
        self.leaving = defaultdict(list)
        for arc, tail in enumerate(self.tails.tolist()):
            if self.costs[arc] != UNREACHABLE:
                self.leaving[tail].append(arc)

    def from_node(self, node):
        """Return the least cost to every node, by the cheapest arc that ends there."""
        least, done = np.full(int(max(self.tails.max(), self.heads.max())) + 1, UNREACHABLE), set()
        least[node] = 0
        front = [(self.costs[arc], arc) for arc in self.leaving[node]]
        heapq.heapify(front)
        while front:
            cost, arc = heapq.heappop(front)
            if arc in done:
                continue
            done.add(arc)
            head = int(self.heads[arc])
            least[head] = min(least[head], cost)
            for following in self.leaving[head]:
                if (arc, following) not in self.forbidden:
                    more = self.costs[following] + self.delays.get((arc, following), 0)
                    heapq.heappush(front, (cost + more, following))
        return least


def restricted(network, row, table):
    """Return the pairs that a restriction over a node forbids, from the arcs that `RoadNetwork.turns` names."""
    core = network.core
    first, last = row["from_arc"], row["to_arc"]
    if row["kind"].startswith("no_"):
        return {(first, last)}
    allowed = {one["to_arc"] for one in table if one["from_arc"] == first and one["kind"].startswith("only_")}
    return {(first, int(arc)) for arc in np.flatnonzero(core.tails == core.heads[first]) if arc not in allowed}


def gated(network, node):
    """Return the pairs that a closed node forbids."""
    core = network.core
    into, out = np.flatnonzero(core.heads == node), np.flatnonzero(core.tails == node)
    return {(int(a), int(b)) for a in into for b in out if b != a ^ 1}
