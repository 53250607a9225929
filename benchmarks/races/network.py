"""Road networks: `petasentra.network` beside routingkit-cch, scipy, networkit, igraph, rustworkx, pandana, access.

Each job runs on a real network, both sides with their own form of it in memory. All answers are compared before
anything is written: whole costs and sums exactly, catchment areas within 1e-9 of themselves, lengths within 1e-6 m.

    benchmarks/run network [--small] [--only matrix,trees,cumulative,nearest,catchments,preparing,osm,isochrone]
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))
from harness import PAGE, machine, today, versions, write_section
from network_catchments import catchments
from network_matrix import isochrone, matrices, preparing
from network_openstreetmap import openstreetmap
from network_sizes import REAL, SMALL, Sizes
from network_trees import trees
from network_within import cumulative, nearest
from zoning_report import SLOW_RUNS, SLOW_S, THREADS, Found

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS: dict[str, Callable[[Sizes], Found]] = {
    "matrix": matrices,
    "trees": trees,
    "cumulative": cumulative,
    "nearest": nearest,
    "catchments": catchments,
    "preparing": preparing,
    "osm": openstreetmap,
    "isochrone": isochrone,
}
RIVALS = {
    "routingkit_cch": "routingkit-cch", "scipy": "scipy", "networkit": "networkit", "igraph": "igraph",
    "rustworkx": "rustworkx", "pandana": "pandana", "access": "access", "osmium": "osmium",
}  # fmt: skip


def page(found: Found, sizes: Sizes) -> str:
    """The section of the page."""
    there = [name for module, name in RIVALS.items() if find_spec(module)]
    return f"""{found.tables()}

Run on {today()} on {machine()}; {versions("petasentra", *there)}.
`usa_highways`: 87,575 nodes, costs tenths of straight lengths. `dimacs9_NY` (264,346 nodes) and `dimacs9_FLA`
(1,070,376): road graphs of the 9th DIMACS challenge, costs 10 .. 999 drawn by lot with a seed; every edge may be
travelled both ways. Costs and sums are whole numbers and were equal on both sides, every one of them; catchment areas
were within 1e-9 of themselves, graphs from files had the same edges in the same order. Ours runs on {THREADS} threads,
and so does each rival that is said to. Hierarchies of both sides stand ready, but for *order and shape* and *costs laid
on*. routingkit-cch cuts by places; the graphs of DIMACS have none, and counts of edges from far nodes stand for them.
*A tree*: seconds for one, theirs of {sizes.rival_trees} in a row. *E2SFCA, costs known*: both from one table of pairs;
*without a table*: ours finds the costs on the way. *Runs*: those of the rival, after one not counted; one that takes
over {SLOW_S:g} s is run {SLOW_RUNS} times in all, order and shape once. Both take turns; figures are medians, ours of
three runs in each turn.

{found.said_of_aims()}

*Why.* The largest block of `helsinki_centre` is three fifths of the file; one thread decodes it in some 7 ms while the
other waits (libosmium alone takes 10 to 12 ms for the file). E2SFCA without a table finds the costs that the rival is
given, and so has no aim.

`pip install -r benchmarks/requirements-network.txt`, then `benchmarks/run network` makes these tables."""


def race(sizes: Sizes, parts: list[str], *, write: bool) -> None:
    """Compare and time, part after part; write the page if asked."""
    versions("petasentra")  # what is not installed is said now, not after the race
    found = Found()
    for part in parts:
        found += PARTS[part](sizes)
        gc.collect()
    print(found.tables(), *found.notes, sep="\n")
    if sizes == REAL:
        print(found.said_of_aims())
    if write:
        write_section("network", "network: paths, reach and catchments on real roads", page(found, sizes))
        print(f"written: {PAGE.relative_to(Path(__file__).parents[2])}")


def parts_named(text: str) -> list[str]:
    """The parts of `--only`, in the order of the race."""
    names = text.split(",")
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no part of the race: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return [name for name in PARTS if name in names]


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", str(THREADS))
    words = argparse.ArgumentParser(prog="benchmarks/run network")
    words.add_argument("--small", action="store_true", help="few pairs: a look whether all works; nothing is written")
    words.add_argument("--only", type=parts_named, help=f"parts of {','.join(PARTS)}; nothing is written")
    asked = words.parse_args()
    race(SMALL if asked.small else REAL, asked.only or list(PARTS), write=not asked.small and asked.only is None)
