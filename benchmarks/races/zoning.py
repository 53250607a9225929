"""Points, parcels and distances on real zones: `petasentra.ZoningIndex` beside geopandas, shapely, duckdb, sedonadb.

Each job runs in one CRS, everything in memory on both sides. Answers are compared before anything is written: the same
zone for every point, every area within 1e-9 of the parcel, every distance within 1e-9 m.

    benchmarks/run zoning [--small] [--only locate,sql,shares,distance,plans,national,sizes]
"""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))
from harness import PAGE, machine, today, versions, write_section
from zoning_distance import distances
from zoning_locate import located
from zoning_national import national
from zoning_plans import located_in_plans
from zoning_report import REAL, SLOW_RUNS, SLOW_S, SMALL, THREADS, Found, Sizes
from zoning_shares import shared
from zoning_sizes import sizes_and_transformation
from zoning_sql import joined_in_sql

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS: dict[str, Callable[[Sizes], Found]] = {
    "locate": located,
    "sql": joined_in_sql,
    "shares": shared,
    "distance": distances,
    "plans": located_in_plans,
    "national": national,
    "sizes": sizes_and_transformation,
}


BOUNDS = """What bounds the jobs on points: a place costs three or four lines of memory that no cache holds, and the
steps of an edge walk where it lies near a border; to ask for them in batches ahead of their use is what made it quick.
The side of a cell is a power of two, so the grid has steps. With blocks of 512 m in place of 1,024 m the 456,488 points
were located in 28 in place of 40 ms on one thread, but building took 0.5 in place of 0.2 s of processor time and the
index 34.4 in place of 24.4 bytes a vertex: the coarser was taken, since who edits a plan builds again and again. Of a
GeoDataFrame of that many points 0.04 s are shapely taking coordinates out of its points, object by object; `get_x` and
`get_y` on two threads took 0.03 s and were not worth their code."""


def page(found: Found) -> str:
    """The section of the page."""
    notes = "\n".join(found.notes)
    return f"""{found.tables()}

Run on {today()} on {machine()}; {versions("petasentra", "geopandas", "shapely")}.
Zones, unless said otherwise: the 8,575 desa of East Java (2,520,855 vertices) in EPSG:32749. Points are seeded and lie
in a zone. Answers were equal: the same zone for every point. *Index open*: zones cut up beforehand. *Index built*: from
polygons in memory, the index made on the way, without asking whether zones are valid, which the others do not ask
either. *Of a GeoDataFrame*: the coordinates are taken out of it on the way, index open. In all other lines each side
has points and parcels in its own form in memory. Ours runs on {THREADS} threads; so does shapely, which finds its zones
prepared from the run before; geopandas runs on one. All figures are warm but for *index built*, the cold start.
*Runs*: those of the rival, after one that is not counted; a rival that takes over {SLOW_S:g} s is run {SLOW_RUNS} times
in all. Both take turns, since a machine changes its speed by the minute; figures are medians, ours of three runs in
each turn.
{notes}
{found.said_of_aims()}
{BOUNDS}
`benchmarks/run zoning` makes these tables; duckdb and sedonadb take part where they are installed."""


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
        write_section("zoning", "zoning: points, parcels and distances on real zones", page(found))
        print(f"written: {PAGE.relative_to(Path(__file__).parents[2])}")


def parts_named(text: str) -> list[str]:
    """The parts of `--only`, in the order of the race."""
    names = text.split(",")
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no part of the race: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return [name for name in PARTS if name in names]


if __name__ == "__main__":
    words = argparse.ArgumentParser(prog="benchmarks/run zoning")
    words.add_argument("--small", action="store_true", help="few points: a look whether all works; nothing is written")
    words.add_argument("--only", type=parts_named, help=f"parts of {','.join(PARTS)}; nothing is written")
    asked = words.parse_args()
    race(SMALL if asked.small else REAL, asked.only or list(PARTS), write=not asked.small and asked.only is None)
