"""Closing each road of a chain of sources and markets, beside solving the chain anew with the road closed."""

from __future__ import annotations

import sys
from typing import Any

import geopandas
import numpy as np
import shapely
from zoning_report import Found, Line, Timing, timed

import petasentra as ps

SEED = 20_261_125
EAST, NORTH, STEP = 640_000.0, 9_160_000.0, 1_000.0
CLASSES = ["Jalan Arteri", "Jalan Kolektor", "Jalan Lokal", "Jalan Lain"]
CLOSE = 1e-9  # of the cost: how far two sums of the same fractions may differ
THREADS = 1  # on both sides


def chain(side: int) -> ps.SupplyChain:
    """Bent streets between side x side places, every eleventh of them a source and every seventh a market."""
    random = np.random.default_rng(SEED)
    places = np.stack(np.meshgrid(np.arange(side), np.arange(side), indexing="ij"), axis=-1)
    bends = places + random.uniform(-0.3, 0.3, places.shape)
    ends = [(bends[:, :-1], bends[:, 1:]), (bends[:-1], bends[1:])]
    streets = np.concatenate([np.stack([one, other], axis=2).reshape(-1, 2, 2) for one, other in ends])
    lines = geopandas.GeoDataFrame(
        {"kelas": np.array(CLASSES)[random.integers(0, len(CLASSES), len(streets))]},
        geometry=shapely.linestrings(streets * STEP + [EAST, NORTH]),
        crs=32749,
    )
    net = ps.RoadNetwork.from_layer(lines, columns={"road_class": "kelas"})
    net.hierarchy()
    at = bends.reshape(-1, 2) * STEP + [EAST, NORTH]
    given, wanted = np.arange(0, len(at), 11), np.arange(3, len(at), 7)
    made = ps.SupplyChain(net, threads=THREADS)
    made.add_sources(sites("G", at[given], random.integers(120, 200, len(given)) / 8), "slag", "t")
    made.add_markets(
        sites("S", at[wanted], random.integers(8, 90, len(wanted)) / 8), "slag", "t", unmet_penalty_idr=4e6
    )
    made.add_vehicle("truk", idr_per_t_km=1500, idr_per_hour=90_000, payload_t=8)
    return made


def sites(letter: str, at: np.ndarray, tonnes: np.ndarray) -> geopandas.GeoDataFrame:
    names = [f"{letter}{row:04}" for row in range(len(at))]
    return geopandas.GeoDataFrame({"id": names, "t": tonnes}, geometry=shapely.points(at), crs=32749)


def road_cuts(side: int, each: int, runs: int) -> Found:
    """All roads and sources that carry something, in one call, beside a chain that is solved for each.

    Solving anew is timed for every `each`-th cut and counted for all of them.
    """
    given = chain(side)
    solution = given.solve()
    risk, ours = timed(solution.single_cut_risk, runs)
    cuts = sorted(risk.table.to_pylist(), key=lambda row: (row["edges"], row["name"]))
    asked = cuts[::each]
    again, theirs = timed(lambda: [solved_again(given, row) for row in asked], 1)
    for row, total in zip(asked, again, strict=True):
        extra = total - solution.total_idr
        if abs(row["extra_idr"] - extra) > CLOSE * solution.total_idr:
            sys.exit(f"{row['name']} {row['edges']}: {row['extra_idr']} beside {extra}. Nothing is written.")
    roads = sum(bool(row["edges"]) for row in cuts)
    shape = f"{len(solution.model.sources)} sources and {len(solution.model.markets)} markets"
    what = f"without each of {roads:,} roads and {len(cuts) - roads:,} sources"
    out = Found()
    all_of_them = Timing(theirs.seconds / len(asked) * len(cuts), theirs.runs)
    job = f"a SupplyChain of {shape} on {side * side:,} nodes {what}"
    out.add(Line(job, "solving the chain again, 1 thread", all_of_them, ours, 50.0))
    return out


def solved_again(given: ps.SupplyChain, row: dict[str, Any]) -> float:
    """The total of the chain without a road or a source."""
    case = {"close": row["edges"]} if row["edges"] else {"lose": [row["name"]]}
    return given.scenario(**case).solve().total_idr
