"""Enhanced floating catchment areas of millions of pairs, beside the library `access`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from network_sizes import Sizes, costed, limit_reaching, require_near, roads_named, takes_part
from zoning_report import THREADS, Found, Line, beside

import petasentra as ps

if TYPE_CHECKING:
    from petasentra.network import CostedGraph

RIVAL = "access"
WEIGHTS = [1.0, 0.68, 0.22]  # Luo and Qi 2009
PEOPLE, PLACES = 100.0, 10.0


def catchments(sizes: Sizes) -> Found:
    """From a table of pairs as the rival has it, and on the network without such a table."""
    found = Found()
    if not takes_part("access"):
        return found
    roads, graph = roads_named(sizes.large), costed(sizes.large)
    origins = roads.some_nodes(sizes.pairs_of)
    facilities = origins[: sizes.facilities]
    widest, _ = limit_reaching(graph, 0.238 * roads.nodes)
    limits = [widest // 3, 2 * (widest // 3), widest]
    pairs = pairs_within(graph, origins, facilities, widest)
    theirs = partial(by_access(pairs, len(origins), len(facilities)).enhanced_two_stage_fca, "fca", "cost",
                     max_cost=float(widest) + 0.5, weight_fn=step_weights(limits))  # fmt: skip
    of_pairs = partial(
        ps.access.floating_catchments, pairs["origin"].to_numpy(), pairs["dest"].to_numpy(), pairs["cost"].to_numpy(),
        demand=np.full(len(origins), PEOPLE), supply=np.full(len(facilities), PLACES), limit=float(widest),
        decay=ps.access.Decay.steps_of(dict(zip(limits, WEIGHTS, strict=True))), threads=THREADS,
    )  # fmt: skip
    on_network = partial(on_the_network, graph, origins, facilities, limits)
    (answer, their_time), ((table, table_time), (own, own_time)) = beside(theirs, [of_pairs, on_network], sizes.runs)
    wanted = answer["fca_supply"].reindex(range(len(origins))).fillna(0.0).to_numpy()
    require_near(table.access, wanted, RIVAL)
    require_near(own, wanted, RIVAL)
    job = f"E2SFCA, {len(pairs):,} pairs"
    found.add(Line(f"{job}, costs known", RIVAL, their_time, table_time, 100.0))
    # No aim: it finds the costs, which the rival is given. Asked of it was memory that does not grow with pairs.
    found.add(Line(f"{job}, ours without a table", RIVAL, their_time, own_time, None))
    return found


def pairs_within(graph: CostedGraph, origins: np.ndarray, facilities: np.ndarray, limit: int) -> pd.DataFrame:
    costs = graph.matrix(origins, facilities, threads=THREADS)
    row, column = np.nonzero(costs <= limit)
    return pd.DataFrame({"origin": row, "dest": column, "cost": costs[row, column].astype(np.float64)})


def on_the_network(graph: CostedGraph, origins: np.ndarray, facilities: np.ndarray, limits: list[int]) -> np.ndarray:
    """Who can come to each facility, then what each place can go to."""
    people, share = np.zeros(graph.graph.node_count), np.zeros(graph.graph.node_count)
    people[origins] = PEOPLE
    demand = graph.decayed_within(people, limits, WEIGHTS, facilities, to_it=True, threads=THREADS)
    share[facilities] = PLACES / demand
    return graph.decayed_within(share, limits, WEIGHTS, origins, threads=THREADS)


def by_access(pairs: pd.DataFrame, origins: int, facilities: int) -> object:
    import access

    demand = pd.DataFrame({"demand": PEOPLE}, index=pd.RangeIndex(origins, name="geoid"))
    supply = pd.DataFrame({"supply": PLACES}, index=pd.RangeIndex(facilities, name="geoid"))
    return access.Access(
        demand_df=demand, demand_value="demand", supply_df=supply, supply_value="supply", cost_df=pairs,
        cost_origin="origin", cost_dest="dest", cost_name="cost",
    )  # fmt: skip


def step_weights(limits: list[int]) -> object:
    from access import weights

    return weights.step_fn(dict(zip(limits, WEIGHTS, strict=True)))
