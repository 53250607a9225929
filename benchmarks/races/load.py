"""Reading a layer from disk: `petasentra.read_layer` beside pyogrio and duckdb.

Ours ends with a Layer whose geometry is decoded into flat coordinate arrays; `read_arrow` and duckdb leave it as bytes,
`read_dataframe` makes an object of each row. Equal means: the same columns and rows in the same order, the same values,
and geometries equal to the byte.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from harness import PAGE, RUNS, machine, today, versions, write_section
from load_contenders import CONTENDERS, content_of, differences, has_duckdb
from load_files import POINTS, Case, written_cases

#: How much longer than pyogrio.read_arrow, which decodes nothing, a Layer may take.
MOST_OF_READ_ARROW = 1.3


@dataclass(frozen=True)
class Result:
    """Median seconds of each contender on one file, and of the hash that the load report carries."""

    case: Case
    seconds: dict[str, float]
    hash_s: float

    def ratio(self, rival: str) -> float:
        return self.seconds[rival] / self.seconds["petasentra"]


def contenders() -> list[str]:
    return [name for name in CONTENDERS if name != "duckdb" or has_duckdb()]


def require_equal(case: Case) -> None:
    """End the race if any contender reads anything else than we do."""
    ours = content_of("petasentra", str(case.path))
    for name in contenders()[1:]:
        unequal = differences(ours, content_of(name, str(case.path)))
        if unequal:
            sys.exit(f"{case.path.name}: {name} reads something else: {', '.join(unequal)}. Nothing is written.")


def timed(case: Case, runs: int) -> Result:
    """Each contender in a process of its own."""
    seconds, hash_s = {}, 0.0
    for name in contenders():
        script = str(Path(__file__).with_name("load_contenders.py"))
        done = subprocess.run(
            [sys.executable, script, name, str(case.path), str(runs)], check=True, capture_output=True, text=True
        )
        answer = json.loads(done.stdout.splitlines()[-1])
        seconds[name] = answer["seconds"]
        hash_s = answer.get("hash", hash_s)
    return Result(case, seconds, hash_s)


def table(results: list[Result]) -> str:
    """Seconds of everybody, and how many times ours each of them takes."""
    rivals = [name for name in contenders() if name != "petasentra"]
    head = ["file", "MB", "ours s", *(f"{name} s" for name in rivals), *(f"{name} / ours" for name in rivals), "hash s"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for one in results:
        cells = [f"{one.case.content}, {one.case.format}", f"{one.case.size_bytes / 1e6:.0f}"]
        cells += [f"{one.seconds[name]:.3f}" for name in ("petasentra", *rivals)]
        cells += [f"{one.ratio(name):.1f}" for name in rivals] + [f"{one.hash_s:.3f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def missed(results: list[Result]) -> str:
    """Name the files on which a target is missed, and by how much."""
    said = []
    for one in results:
        ours, points = 1.0 / one.ratio("read_arrow"), "points" in one.case.content
        wanted = 3.0 if points else 1.7
        name = f"{one.case.content}, {one.case.format}"
        if ours > MOST_OF_READ_ARROW:
            said.append(f"{name}: {ours:.2f} times read_arrow")
        if one.ratio("read_dataframe") < wanted:
            said.append(f"{name}: read_dataframe takes {one.ratio('read_dataframe'):.1f} times ours, not {wanted}")
    aims = (
        f"Aims: at most {MOST_OF_READ_ARROW} times `read_arrow`; `read_dataframe` at least 3 times ours for points and "
        "1.7 for desa."
    )
    if not said:
        return f"{aims} All are reached."
    return (
        f"{aims} Missed: {'; '.join(said)}. `read_arrow` stops at the bytes of a geometry; ours decodes them and "
        "copies every text. A GeoPackage is read in ranges of its row ids on all threads, by SQLite itself: GDAL's "
        "Arrow streams over the same ranges were tried and gained nothing, for GDAL reads ahead anyway."
    )


def body(results: list[Result], points: int) -> str:
    duckdb = (
        f"duckdb {version('duckdb')} with its spatial extension reads with two threads."
        if has_duckdb()
        else "duckdb was left out: it or its spatial extension was not installed."
    )
    return f"""{table(results)}

Run on {today()} on {machine()}; {versions("petasentra", "pyogrio", "geopandas", "shapely", "pyarrow")}. {duckdb}
Files lie in the page cache. Each contender runs in a process of its own. The points ({points:,}) are invented and
seeded: name, code and number; the desa of East Java have 2.52 million vertices. Ours ends with a Layer whose geometry
is decoded into flat arrays; `read_arrow` and duckdb leave it as bytes, `read_dataframe` makes an object of each row.
Columns, rows, values and the bytes of every geometry were equal for all. The hash of the file is taken in the
background once the layer is there, and stands in a column of its own.
{missed(results)}
`benchmarks/run load` makes this table; duckdb takes part where it and `duckdb-extension-spatial` are installed."""


def race(points: int, runs: int, *, write: bool) -> None:
    """Compare, then time, then write the page."""
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for case in written_cases(Path(folder), points):
            require_equal(case)
            results.append(timed(case, runs))
            one = results[-1]
            print(f"{case.content}, {case.format}: " + ", ".join(f"{k} {v:.3f}" for k, v in one.seconds.items()))
    if write:
        write_section("load", "load: a layer from disk", body(results, points))
        print(f"written: {PAGE.relative_to(Path(__file__).parents[2])}")


if __name__ == "__main__":
    small = sys.argv[1:2] == ["--small"]
    race(20_000 if small else POINTS, 3 if small else RUNS, write=not small)
