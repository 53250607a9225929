"""Clusters of the units of the whole country: `petasentra.cluster_points` beside scikit-learn and PyPI dbscan.

Labels and cores are compared before anything is written.

    benchmarks/run sentra [--small]
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from zoning_report import THREADS, Found

os.environ.setdefault("PARLAY_NUM_THREADS", str(THREADS))  # of dbscan, read when it is imported

from harness import PAGE, machine, today, versions, write_section
from sentra_clusters import REAL, SMALL, Sizes, beside_rivals, of_groups, whole_register

RIVALS = {"sklearn": "scikit-learn", "dbscan": "dbscan"}


def page(found: Found, sizes: Sizes) -> str:
    """The section of the page."""
    there = [name for module, name in RIVALS.items() if find_spec(module)]
    return f"""{found.tables()}

Run on {today()} on {machine()}; {versions("petasentra", *there)}.
{sizes.units:,} invented units, seeded, around {sizes.places:,} places, in metres; a core has {sizes.min_units} units
within {sizes.eps_m:g} m. scikit-learn uses its kd-tree and one job, dbscan and ours {THREADS} threads. Labels and cores
of scikit-learn were equal one by one; of dbscan cores, units without a cluster, and clusters of cores were. *All
commodities*: {sizes.groups} groups in one pass, beside all units as one group. *Memory*: of a process that holds the
coordinates and asks once, by VmHWM. *A whole register*: `ps.find_sentra` on a Layer with products and workers, then the
table of sentra.

{found.said_of_aims()}

`pip install -r benchmarks/requirements-sentra.txt`, then `benchmarks/run sentra` makes these tables."""


def race(sizes: Sizes, *, write: bool) -> None:
    """Compare and time; write the page if asked."""
    versions("petasentra")  # what is not installed is said now, not after the race
    found = Found()
    for part in (beside_rivals, of_groups, whole_register):
        found += part(sizes)
    print(found.tables(), *found.notes, sep="\n")
    if write:
        write_section("sentra", "sentra: clusters of units", page(found, sizes))
        print(f"written: {PAGE.relative_to(Path(__file__).parents[2])}")


if __name__ == "__main__":
    words = argparse.ArgumentParser(prog="benchmarks/run sentra")
    words.add_argument("--small", action="store_true", help="few units: a look whether all works; nothing is written")
    asked = words.parse_args()
    race(SMALL if asked.small else REAL, write=not asked.small)
