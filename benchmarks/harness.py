"""What every race needs: medians, cold runs in fresh processes, the name of the machine, the page with the results."""

from __future__ import annotations

import datetime as dt
import os
import re
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
RUNS = 7


@dataclass(frozen=True)
class Row:
    """One line of the table: a job, its rival, the size, the seconds of both, cold and warm."""

    job: str
    rival: str
    size: str
    rival_cold_s: float
    ours_cold_s: float
    rival_warm_s: float
    ours_warm_s: float


def median_s(job: Callable[[], object], runs: int = RUNS) -> float:
    """Median wall time of `runs` calls, after one call that is not counted."""
    job()
    return statistics.median(seconds(job) for _ in range(runs))


def seconds(job: Callable[[], object]) -> float:
    """Wall time of one call."""
    begin = time.perf_counter()
    job()
    return time.perf_counter() - begin


def cold_s(script: str, contender: str, runs: int = RUNS) -> float:
    """Median of what `script --cold contender` prints as its last line, in `runs` fresh processes."""
    found = []
    for _ in range(runs):
        done = subprocess.run([sys.executable, script, "--cold", contender], check=True, capture_output=True, text=True)
        found.append(float(done.stdout.split()[-1]))
    return statistics.median(found)


def machine() -> str:
    """Cores and CPU model, nothing else."""
    info = Path("/proc/cpuinfo")
    models = re.findall(r"^model name\s*:\s*(.+)$", info.read_text(), re.M) if info.exists() else []
    return f"{os.cpu_count()} cores, {' '.join(models[0].split()) if models else 'CPU model not known'}"


def versions(*distributions: str) -> str:
    """``geopandas 1.2.0, shapely 2.2.0``."""
    return ", ".join(f"{name} {version(name)}" for name in distributions)


def write_section(name: str, title: str, body: str) -> None:
    """Replace or append the section of one race on the page."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    section = f"{begin}\n## {title}\n\n{body.strip()}\n\n{end}"
    if begin in page:
        head, _, rest = page.partition(begin)
        page = head + section + rest.partition(end)[2]
    else:
        page = page.rstrip() + "\n\n" + section + "\n"
    PAGE.write_text(page, encoding="utf-8")


def table(row: Row) -> str:
    """The row as a Markdown table, ratios included."""
    return "\n".join(
        [
            "| job | rival | size | equal | start | rival s | ours s | ratio |",
            "|---|---|---|---|---|---|---|---|",
            f"| {row.job} | {row.rival} | {row.size} | yes | cold | {row.rival_cold_s:.3f} | {row.ours_cold_s:.3f} "
            f"| {row.rival_cold_s / row.ours_cold_s:.1f} |",
            f"| {row.job} | {row.rival} | {row.size} | yes | warm | {row.rival_warm_s:.3f} | {row.ours_warm_s:.3f} "
            f"| {row.rival_warm_s / row.ours_warm_s:.1f} |",
        ]
    )


def today() -> str:
    """Date of the run."""
    return dt.date.today().isoformat()


HEAD = """# Benchmarks

Written by `benchmarks/run`; figures come from the run named with them. The answers of both sides are compared first,
and a difference is a failure. *Cold*: first answer in a fresh process, libraries imported, from GeoDataFrames to
verdicts. *Warm*: plan and sites held in memory. Each figure is the median of seven. *Ratio*: rival's time by ours.
"""
