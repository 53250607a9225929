"""Verdicts under a whole pack: `petasentra.check` beside the same law written in geopandas; units, timeline, reasons.

Answers are compared before anything is written: every column on every row, shares within 1e-9.

    benchmarks/run conformance [--small] [--only sentra,units,timeline,what-if,explain] [--profile]
"""

from __future__ import annotations

import argparse
import cProfile
import io
import pstats
import statistics
import subprocess
import sys
import time
from collections import Counter
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))
from conformance_equal import require_same_distances, require_same_rows
from conformance_ground import Ground, bound_pack, real_ground, sentra
from conformance_law import AS_OF, DISTANCES, OVERLAYS, SPECIALS, ZONES, ZONES_LAYER, plan_id
from conformance_rivals import checked_by_geopandas
from harness import PAGE, RUNS, machine, seconds, today, versions, write_section
from zoning_report import THREADS, Figure, Found, Line, beside, timed

import petasentra as ps

if TYPE_CHECKING:
    from collections.abc import Callable

SENTRA, UNITS = 10_514, 456_488
PROFILE = Path(__file__).parents[1] / "conformance_rival_profile.txt"
COST = Path(__file__).with_name("conformance_cost.py")
EXPLAINED = 50


@cache
def ground() -> Ground:
    return real_ground()


@cache
def pack() -> ps.PlanPack:
    return bound_pack(ground(), [2])


@cache
def sites(n: int) -> ps.Layer:
    return ps.Layer.from_geopandas(sentra(ground(), n))


def rows_of(layer: ps.Layer) -> ps.Table:
    """The rows of a check, table included."""
    return ps.check(layer, pack(), as_of=AS_OF, threads=THREADS).table


def beside_geopandas(n: int, _units: int, runs: int) -> Found:
    """Sentra as polygons, the whole pack."""
    frame, found = sentra(ground(), n), Found()
    ask = partial(rows_of, sites(n))
    ask()
    for name, spared, aim in (
        ("geopandas overlay, merges", False, 100.0),
        ("geopandas overlay where a layer may divide", True, None),
    ):
        job = partial(checked_by_geopandas, frame, ground(), spared=spared)
        ((answer, metres), theirs), [(table, ours)] = beside(job, [ask], runs)
        worst = require_same_rows(table, answer)
        compared = require_same_distances(table, metres)
        found.add(Line(f"check {n:,} sentra, whole pack", name, theirs, ours, aim))
    verdicts = ", ".join(f"{count:,} {word}" for word, count in Counter(table["verdict"]).most_common())
    flags = ", ".join(f"{count:,} {word}" for word, count in Counter(sum(table["flags"], [])).most_common())
    found.notes.append(
        f"Verdicts of the sentra: {verdicts}; flags: {flags}. All columns that both sides have were the same on all "
        f"rows, shares within {worst:.1g}; so were the {compared:,} distances that reasons name."
    )
    return found


def units(_sentra: int, n: int, runs: int) -> Found:
    """Every unit, in processes of their own."""
    found = Found()
    for kind, most_s in (("points", 5.0), ("polygons", 15.0)):
        runs_of = [cost(kind, n) for _ in range(min(runs, 3))]
        checked, table, mib = (statistics.median(values) for values in zip(*runs_of, strict=True))
        found.add(Figure(f"check {n:,} units as {kind}, whole pack", checked, "s", most_s))
        found.add(Figure(f"its table, {kind}", table, "s"))
        found.add(Figure(f"most memory of that process, {kind}", mib, "MiB", 2048.0))
    return found


def cost(kind: str, n: int) -> list[float]:
    done = subprocess.run([sys.executable, str(COST), kind, str(n)], check=True, capture_output=True, text=True)
    return [float(word) for word in done.stdout.split()]


def timeline(n: int, _units: int, runs: int) -> Found:
    """Three plans, one after the other, beside one check of the same pack."""
    three = bound_pack(ground(), [0, 1, 2])
    over_time = partial(ps.timeline, sites(n), three, threads=THREADS)
    once = partial(ps.check, sites(n), three, as_of=AS_OF, threads=THREADS)
    over_time(), once()
    taken = [(seconds(over_time), seconds(once)) for _ in range(runs)]
    whole, one = (statistics.median(values) for values in zip(*taken, strict=True))
    found = Found()
    found.add(Figure(f"timeline of {n:,} sentra over three plans", whole, "s"))
    found.add(Figure("the same by one check", whole / one, "times", 3.0))
    return found


def explain(n: int, _units: int, runs: int) -> Found:
    """The reasons of one site, of a check that was not asked for them."""
    result = ps.check(sites(n), pack(), as_of=AS_OF, threads=THREADS)
    ids = result.table["site_id"]
    chosen = [ids[row] for row in range(0, n, max(1, n // EXPLAINED))]
    found, taken = Found(), [seconds(lambda site=site: result.explain(site).json()) for site in chosen]
    _, first = timed(lambda: ps.check(sites(n), pack(), as_of=AS_OF).explain(ids[0]).json(), 1)
    found.add(Figure(f"explain one site, the slowest of {len(taken)}", 1000.0 * max(taken), "ms", 50.0))
    found.notes.append(f"A check and one explanation after it took {first.seconds:.2f} s together.")
    return found


def what_if(n: int, _units: int, runs: int) -> Found:
    """One village given another zone: the sites that it can touch, asked again."""
    before = ps.check(sites(n), pack(), as_of=AS_OF, threads=THREADS)
    zones = pack().layer(plan_id(2), ZONES_LAYER)
    assert zones is not None
    row = len(zones) // 2
    code = next(one for one in ZONES if one != zones["kode2"][row])
    rezoned = partial(pack().with_change, rezone=ps.Rezone(zones[row : row + 1], code, plan_id(2)))
    changed, made = timed(rezoned, 1)
    again = partial(before.again, changed, threads=THREADS)
    fresh = partial(ps.check, sites(n), changed, as_of=AS_OF, threads=THREADS)
    same = again().table.to_arrow().equals(fresh().table.to_arrow())
    assert same, "asked again, the answers differ from those of a check"
    taken = [(seconds(again), seconds(fresh)) for _ in range(runs)]
    some, whole = (statistics.median(values) for values in zip(*taken, strict=True))
    found = Found()
    found.add(Figure(f"what if one zone were another, {n:,} sentra asked again", 1000.0 * some, "ms"))
    found.add(Figure("the same by a check under the changed pack", 100.0 * some / whole, "%", 5.0))
    found.notes.append(f"Making the changed pack took {made.seconds:.2f} s; both answers have the same table.")
    return found


PARTS: dict[str, Callable[[int, int, int], Found]] = {
    "sentra": beside_geopandas,
    "units": units,
    "timeline": timeline,
    "what-if": what_if,
    "explain": explain,
}


def parts_named(text: str) -> list[str]:
    """The parts of `--only`, in the order of the race."""
    names = text.split(",")
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no part of the race: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return [name for name in PARTS if name in names]


def page(found: Found) -> str:
    """The section of the page."""
    notes = "\n".join(found.notes)
    return f"""{found.tables()}

Run on {today()} on {machine()}; {versions("petasentra", "geopandas", "shapely", "pandas")}.
The law is invented, the ground real: one plan whose zones are the 8,575 desa of East Java in EPSG:32749,
{len(OVERLAYS)} overlays and {len(SPECIALS)} special zones on desa and kecamatan of another source, {len(DISTANCES)}
distances to schools, roads and markets. Sites are seeded polygons of eight corners (sentra 30-400 m, units 10-60 m
across) or points. Pack and sites are in memory, indexes open; the time of a check with its table is that of ours. It
contains what the other side does not make: reasons in two languages, pieces, findings. The other side runs
`overlay(how="identity")` layer by layer, then merges and reduces by numpy, with no loop over sites; its profile is in
`benchmarks/{PROFILE.name}`. The second line spares it every overlay that cannot divide a site. Ours runs on {THREADS}
threads, geopandas on one; both take turns. Times of units are medians of three processes; their memory is that of the
whole process, data and libraries included.
{notes}
{found.said_of_aims()}
What bounds the two that miss: a timeline writes reasons and intervals for three plans, and a what-if copies the rows
and pieces of the sites that it does not ask, which takes longer than asking the few that it does.
`benchmarks/run conformance` makes these tables."""


def profile_of_rival() -> str:
    """Where the rival spends its time, in seconds of the processor: true on a busy machine too."""
    frame, profile, text = sentra(ground(), SENTRA), cProfile.Profile(time.process_time), io.StringIO()
    profile.runcall(checked_by_geopandas, frame, ground())
    pstats.Stats(profile, stream=text).strip_dirs().sort_stats("cumulative").print_stats(40)
    return "\n".join(line.rstrip() for line in text.getvalue().strip().splitlines()) + "\n"


def race(parts: list[str], sentra_asked: int, units_asked: int, runs: int, *, write: bool) -> None:
    """Compare and time, part after part; write the page if asked."""
    if write:
        versions("petasentra")  # what is not installed is said now, not after the race
    found = Found()
    for part in parts:
        found += PARTS[part](sentra_asked, units_asked, runs)
    print(found.tables(), *found.notes, sep="\n")
    if write:
        print(found.said_of_aims())
        write_section("conformance", "conformance: verdicts under a whole pack", page(found))
        print(f"written: {PAGE.relative_to(Path(__file__).parents[2])}")


if __name__ == "__main__":
    words = argparse.ArgumentParser(prog="benchmarks/run conformance")
    words.add_argument("--small", action="store_true", help="few sites: a look whether all works; nothing is written")
    words.add_argument("--only", type=parts_named, help=f"parts of {','.join(PARTS)}; nothing is written")
    words.add_argument("--profile", action="store_true", help="write the profile of the rival, and nothing else")
    asked = words.parse_args()
    if asked.profile:
        PROFILE.write_text(profile_of_rival(), encoding="utf-8")
    elif asked.small:
        race(asked.only or list(PARTS), 500, 5_000, 1, write=False)
    else:
        race(asked.only or list(PARTS), SENTRA, UNITS, RUNS, write=asked.only is None)
