"""Choice of sites: `petasentra.locate` beside the whole program in HiGHS, and 5,000 demands with 500 candidates.

The least sums of both are compared before anything is written; of the large questions, time and gap are told.

    benchmarks/run siting [--small]
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import highspy
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from harness import PAGE, machine, today, versions, write_section
from zoning_report import Figure, Found, Line, beside, timed

import petasentra as ps

MOST_S, MOST_GAP = 30.0, 1.0


@dataclass(frozen=True)
class Sizes:
    """How much is asked; `runs` is 1 where only a look is wanted whether everything works."""

    demands: int
    sites: int
    chosen: tuple[int, ...]
    twin: tuple[int, int, int]
    runs: int


REAL = Sizes(demands=5_000, sites=500, chosen=(10, 30, 100), twin=(400, 60, 6), runs=3)
SMALL = Sizes(demands=300, sites=40, chosen=(5,), twin=(60, 20, 4), runs=1)


def invented(demands: int, sites: int) -> tuple[np.ndarray, np.ndarray]:
    """Metres between places on a square of 100 km, shape (demands, sites), and a weight each; from a seed."""
    rng = np.random.default_rng(11)
    apart = np.hypot(*(rng.uniform(0, 1e5, (2, demands, 1)) - rng.uniform(0, 1e5, (2, 1, sites))))
    return np.rint(apart), rng.integers(1, 50, demands).astype(float)


def whole_program(cost: np.ndarray, p: int) -> float:
    """The least sum of the whole p-median program, one thread."""
    demands, sites = cost.shape
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0)):
        solver.setOptionValue(option, value)
    goes = solver.addVariables(range(demands), range(sites), lb=0.0, ub=1.0, obj=list(cost.ravel()))
    opened = [solver.addBinary() for _ in range(sites)]
    solver.addConstr(solver.qsum(opened) == p)
    for row in range(demands):
        solver.addConstr(solver.qsum([goes[row, site] for site in range(sites)]) == 1)
        for site in range(sites):
            solver.addConstr(goes[row, site] <= opened[site])
    solver.run()
    return float(solver.getInfo().objective_function_value)


def twin(sizes: Sizes) -> Found:
    """A p-median that HiGHS can take as it is: equal sums, or nothing is written."""
    demands, sites, p = sizes.twin
    cost, weight = invented(demands, sites)
    (theirs, their_time), [(ours, our_time)] = beside(
        lambda: whole_program(cost * weight[:, None], p),
        [lambda: ps.locate(None, None, cost, p=p, weight=weight)],
        sizes.runs,
    )
    if not ours.proved or abs(theirs - ours.objective) > 1e-6 * ours.objective:
        sys.exit(f"HiGHS: {theirs} beside {ours.objective}, proved: {ours.proved}. Nothing is written.")
    found = Found()
    found.add(Line(f"p-median, {demands:,} x {sites:,}, p={p}", "highspy", their_time, our_time, None))
    return found


def large(sizes: Sizes) -> Found:
    """Many demands and candidates: seconds, and how far the answer may be from the best."""
    cost, weight = invented(sizes.demands, sizes.sites)
    size = f"{sizes.demands:,} x {sizes.sites:,}"
    found = Found()
    for p in sizes.chosen:
        answer, timing = timed(lambda p=p: ps.locate(None, None, cost, p=p, weight=weight), sizes.runs)
        found.add(Figure(f"p-median, {size}, p={p}", timing.seconds, "s", MOST_S))
        found.add(Figure(f"p-median, {size}, p={p}: gap", 100 * answer.gap, "%", MOST_GAP))
        limit = 4e4 / np.sqrt(p)
        answer, timing = timed(
            lambda p=p, limit=limit: ps.locate(None, None, cost, p=p, method="mclp", weight=weight, cover_cost=limit),
            sizes.runs,
        )
        found.add(Figure(f"covering, {size}, p={p}", timing.seconds, "s", MOST_S))
        found.add(Figure(f"covering, {size}, p={p}: gap", 100 * answer.gap, "%", MOST_GAP))
    p = sizes.chosen[0]
    room = 1.5 * weight.sum() / p
    answer, timing = timed(
        lambda: ps.locate(None, None, cost, p=p, method="capacitated", weight=weight, capacity=room), sizes.runs
    )
    found.add(Figure(f"with capacities, {size}, p={p}", timing.seconds, "s"))
    found.add(Figure(f"with capacities, {size}, p={p}: gap", 100 * answer.gap, "%"))
    return found


def page(found: Found, sizes: Sizes) -> str:
    """The section of the page."""
    return f"""{found.tables()}

Run on {today()} on {machine()}; {versions("petasentra", "highspy")}.
Places are drawn from a seed on a square of 100 km, weights are 1 .. 49. The whole program has a row for every pair; its
least sum was ours, which was proved. *Gap*: how far the answer may be from the best, by a bound that no choice can
undercut; 0 is proved. Coverage within 40 km over the root of p; capacities are 1.5 times the mean load.

{found.said_of_aims()}

`benchmarks/run siting` makes these tables."""


def race(sizes: Sizes, *, write: bool) -> None:
    """Compare and time; write the page if asked."""
    versions("petasentra")  # what is not installed is said now, not after the race
    found = twin(sizes) + large(sizes)
    if write:
        write_section("siting", "siting: which sites", page(found, sizes))
        print(f"written: {PAGE.relative_to(Path(__file__).parents[2])}")
    else:
        print(found.said_of_aims())


if __name__ == "__main__":
    words = argparse.ArgumentParser(prog="benchmarks/run siting")
    words.add_argument("--small", action="store_true", help="few places: a look whether all works; nothing is written")
    words.add_argument("--dry", action="store_true", help="compare and time, and write nothing")
    asked = words.parse_args()
    race(SMALL if asked.small else REAL, write=not (asked.small or asked.dry))
