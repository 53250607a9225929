"""Exact flows: `petasentra.supply` beside POT, ortools and highspy, cuts beside solving again, and a country of sentra.

Every plan costs the same on both sides, in whole numbers, or nothing is written.

    benchmarks/run supply [--small] [--only transport,cuts,roads,sentra]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))
from harness import PAGE, machine, today, versions, write_section
from supply_cuts import cuts
from supply_roads import road_cuts
from supply_sentra import sentra
from zoning_report import THREADS, Figure, Found, Line, Timing

if TYPE_CHECKING:
    from collections.abc import Callable

RIVALS = {"POT": "ot", "ortools": "ortools", "highspy": "highspy"}
CONTENDER = Path(__file__).with_name("supply_contender.py")
MOST_OF_RIVALS_MEMORY = 0.1


@dataclass(frozen=True)
class Match:
    """One size against one rival; `runs` are those of the rival, ours are at least three."""

    rival: str
    size: int
    aim: float
    runs: int
    of_memory: bool = False


@dataclass(frozen=True)
class Sizes:
    """How much is asked."""

    matches: tuple[Match, ...]
    side: int  # of the streets of the cuts
    cuts: int
    each: int  # how many cuts of a chain there are for one that is solved anew
    sources: int  # and sentra, on roads
    sentra: int
    runs: int


REAL = Sizes(
    (
        Match("highspy", 1000, 150.0, 1),
        Match("ortools", 3000, 50.0, 3),
        Match("POT", 5000, 10.0, 3, of_memory=True),
        Match("POT", 10_000, 10.0, 1, of_memory=True),
    ),
    side=32,
    cuts=1000,
    each=4,
    sources=500,
    sentra=10_514,
    runs=3,
)
SMALL = Sizes(
    tuple(Match(rival, 150, 1.0, 1) for rival in RIVALS), side=12, cuts=100, each=4, sources=60, sentra=500, runs=1
)


@dataclass(frozen=True)
class Ran:
    """What a contender printed."""

    cost: int
    timing: Timing
    mb: float


def ran(contender: str, kind: str, size: int, runs: int) -> Ran:
    asked = [sys.executable, str(CONTENDER), contender, kind, str(size), str(runs)]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return Ran(told["cost"], Timing(statistics.median(told["seconds"]), runs), told["mb"])


def transport(sizes: Sizes) -> Found:
    """Transportation problems, ours first and last of each match, the quicker of both counts."""
    found = Found()
    for match in sizes.matches:
        if not find_spec(RIVALS[match.rival]):
            print(f"{match.rival} is not installed and takes no part", flush=True)
            continue
        for kind in ("euclid", "uniform"):
            before = ran("petasentra", kind, match.size, max(3, match.runs))
            theirs = ran(match.rival, kind, match.size, match.runs)
            after = ran("petasentra", kind, match.size, max(3, match.runs))
            if not before.cost == after.cost == theirs.cost:
                sys.exit(f"{match.rival}: a plan of {theirs.cost} beside {before.cost}. Nothing is written.")
            ours = min(before.timing, after.timing, key=lambda timing: timing.seconds)
            job = f"transport {match.size:,} x {match.size:,}, {kind}"
            found.add(Line(job, match.rival, theirs.timing, ours, match.aim))
            if match.of_memory:
                most = MOST_OF_RIVALS_MEMORY * theirs.mb
                what = f"{job}: memory beyond the costs, that of {match.rival} {theirs.mb:.0f} MB"
                found.add(Figure(what, after.mb, "MB", most))
    return found


PARTS: dict[str, Callable[[Sizes], Found]] = {
    "transport": transport,
    "cuts": lambda sizes: cuts(sizes.side, sizes.cuts, sizes.runs),
    "roads": lambda sizes: road_cuts(sizes.side, sizes.each, sizes.runs),
    "sentra": lambda sizes: sentra(sizes.sources, sizes.sentra, sizes.runs),
}


def page(found: Found) -> str:
    """The section of the page."""
    there = [name for name, module in RIVALS.items() if find_spec(module)]
    return f"""{found.tables()}

Run on {today()} on {machine()}; {versions("petasentra", *there)}.
Costs and amounts are whole numbers from a seed: *uniform* any cost below a million, *euclid* metres between places on
a square of 100 km; amounts 1 .. 999, their sums equal. The least cost was the same on both sides, to the unit. Costs
stand in memory before the clock starts, for each in the type that it takes; ours runs on {THREADS} threads, POT and
ortools on one, highspy on {THREADS} if it likes. Each contender runs in a process of its own, ours before and after the
rival; figures are medians of its runs, the lower one of ours. Memory: how far the peak of the process lies above what
costs and amounts took. *Cuts*: the cost of a network of streets without each of its arcs, from one solved flow, beside
solving the network without the arc by the same simplex; costs and shortages of every cut are equal. *A SupplyChain
without each road*: `single_cut_risk` in one call, ways measured anew, beside `scenario(close=...).solve()`, which
measures and solves all again; both on one thread, every fourth cut is solved again and counted four times, and costs
the same. *Sentra*: a `SupplyChain` over the highways of the USA, drawn to the size of an island, its hierarchy made
beforehand, from rows to flows with minutes and kilometres; {"; ".join(found.notes)}. A part of it
costs what HiGHS finds with all legs, and legs what their paths cost.

{found.said_of_aims()}

`pip install -r benchmarks/requirements-supply.txt`, then `benchmarks/run supply` makes these tables."""


def race(sizes: Sizes, parts: list[str], *, write: bool) -> None:
    """Compare and time, part after part; write the page if asked."""
    versions("petasentra")  # what is not installed is said now, not after the race
    found = Found()
    for part in parts:
        found += PARTS[part](sizes)
    if sizes == REAL:
        print(found.said_of_aims())
    if write:
        write_section("supply", "supply: exact flows, prices and cuts", page(found))
        print(f"written: {PAGE.relative_to(Path(__file__).parents[2])}")


def parts_named(text: str) -> list[str]:
    """The parts of `--only`, in the order of the race."""
    names = text.split(",")
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no part of the race: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return [name for name in PARTS if name in names]


if __name__ == "__main__":
    words = argparse.ArgumentParser(prog="benchmarks/run supply")
    words.add_argument(
        "--small", action="store_true", help="small chains: a look whether all works; nothing is written"
    )
    words.add_argument("--only", type=parts_named, help=f"parts of {','.join(PARTS)}; nothing is written")
    asked = words.parse_args()
    race(SMALL if asked.small else REAL, asked.only or list(PARTS), write=not asked.small and asked.only is None)
