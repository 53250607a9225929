"""From a prepared network to flows: every sentra of a country with every source, over roads.

The roads are the highways of the USA, drawn so small that they cover an island like Java; sources, sentra and amounts
are invented. Nobody else does this job, so there is no rival, only equality: costs of legs are those of paths found one
by one, a part is as cheap as HiGHS finds it with all legs of the part, and the prices of the whole prove it.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import geopandas
import numpy as np
import pyarrow as pa
import shapely
from load_files import shared_data
from network_graphs import highways
from zoning_report import THREADS, Figure, Found, timed

import petasentra as ps
from petasentra.supply.road_ways import RoadWays
from petasentra.supply.solving import Solver

SEED = 20_261_124
METRES_A_UNIT, EAST, NORTH = 50.0, 200_000.0, 9_000_000.0
PART = 40, 300  # sources and sentra of the part that HiGHS solves
PATHS = 500  # of legs that are found one by one
MOST_S = 5.0
CLOSE = 1e-9  # of the cost: how far two optima in fractions may differ


def roads() -> tuple[ps.RoadNetwork, np.ndarray]:
    """The highways as a network of lines with its hierarchy, edges without length left out, and the places on it."""
    given = highways(shared_data() / "roads" / "usa_highways.txt.gz")
    assert given.xy is not None
    at = (given.xy - given.xy.min(axis=0)) * METRES_A_UNIT + [EAST, NORTH]
    tails, heads, _ = given.edges
    ends = np.stack([at[tails], at[heads]], axis=1)
    lines = geopandas.GeoSeries(shapely.linestrings(ends[(ends[:, 0] != ends[:, 1]).any(axis=1)]), crs=32749)
    net = ps.RoadNetwork.from_layer(
        geopandas.GeoDataFrame({"REMARK": ["Jalan Lokal"] * len(lines)}, geometry=lines), columns="rbi"
    )
    net.hierarchy()
    return net, np.unique(at, axis=0)


def chain(net: ps.RoadNetwork, places: np.ndarray, sources: int, sentra: int) -> ps.SupplyChain:
    """Sources that have nine tenths of what sentra want; what does not come costs 4 million rupiah a tonne."""
    random = np.random.default_rng(SEED)
    at = places[random.choice(len(places), sources + sentra, replace=False)]
    wanted = random.integers(1, 1000, sentra) / 8.0
    given = random.integers(100, 1000, sources).astype(float)
    given *= 0.9 * wanted.sum() / given.sum()
    made = ps.SupplyChain(net, threads=THREADS)
    for add, name, rows, amount, more in (
        (made.add_sources, "G", at[:sources], given, {}),
        (made.add_markets, "S", at[sources:], wanted, {"unmet_penalty_idr": 4e6}),
    ):
        table = pa.table({"id": [f"{name}{row:05}" for row in range(len(rows))], "amount": amount})
        layer = geopandas.GeoDataFrame(table.to_pandas(), geometry=shapely.points(rows), crs=32749)
        add(layer, "slag", "amount", unit="t/year", **more)
    made.add_vehicle("truk", idr_per_t_km=1500, idr_per_hour=90_000, payload_t=8)
    return made


def sentra(sources: int, count: int, runs: int) -> Found:
    """Solve, and tell all flows and what is unmet; the chain has its rows and the roads their hierarchy beforehand."""
    net, places = roads()
    require_part(chain(net, places, *PART))
    given = chain(net, places, sources, count)

    def solve() -> ps.SupplySolution:
        solution = given.solve()
        len(solution.flows)
        return solution

    solution, timing = timed(solve, runs)
    require_paths(solution)
    proof = solution.certificate
    if proof.gap > CLOSE or max(proof.row_violation_t, proof.bound_violation_t, proof.price_violation_idr) > 1e-6:
        sys.exit(f"the plan is not proven: {proof}. Nothing is written.")
    out = Found()
    legs = f"{sources:,} sources x {count:,} sentra"
    out.add(Figure(f"{legs}, from the network to flows, s", timing.seconds, "s", MOST_S))
    out.notes.append(f"{net}; {len(solution.flows):,} flows, gap {proof.gap:.1e} of the cost")
    return out


def require_part(part: ps.SupplyChain) -> None:
    """A part costs what HiGHS finds with all of its legs."""
    ours = part.solve()
    theirs = Solver(replace(ours.program, blocks=None)).solve()
    if abs(theirs.total - ours.total_idr) > CLOSE * abs(theirs.total):
        sys.exit(f"HiGHS finds {theirs.total} beside {ours.total_idr}. Nothing is written.")


def require_paths(solution: ps.SupplySolution) -> None:
    """Legs cost what paths between the same sites cost, found one by one."""
    legs, ways = solution.legs, solution.ways
    assert isinstance(ways, RoadWays)
    some = np.random.default_rng(SEED).choice(len(legs), PATHS)
    pair, vehicle = legs.pair(some), solution.model.vehicles[0]
    found = ways.idr_of_paths(vehicle, legs.tariff.begin[pair], legs.tariff.end[pair])
    if not np.array_equal(found, legs.idr_per_t[some]):
        sys.exit("legs do not cost what their paths cost. Nothing is written.")
