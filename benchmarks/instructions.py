"""Count the instructions of the zoning kernel by callgrind, and compare them with those kept in ``instructions.txt``.

python instructions.py PROGRAM [--write]
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

JOBS = {"build": "vertex of the zones", "locate": "point", "shares": "parcel", "distance": "point"}
KEPT = Path(__file__).with_name("instructions.txt")
MOST = 1.03
HEAD = """# Instructions a question, counted by callgrind on a seeded mosaic, one thread, preset ci.
# Written by benchmarks/instructions --write
"""


def counted(program: str, job: str) -> float:
    """Instructions a question of one job: only what runs inside `counted_JOB` of the program."""
    command = [
        "valgrind",
        "--tool=callgrind",
        "--callgrind-out-file=/dev/null",
        "--collect-atstart=no",
        f"--toggle-collect=counted_{job}",
        program,
        job,
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    total = re.search(r"Collected\s*:\s*(\d+)", done.stderr)
    if done.returncode != 0 or total is None or int(total[1]) == 0:
        sys.exit(f"{job}: nothing was counted.\n{done.stderr[-2000:]}")
    return int(total[1]) / int(done.stdout.split()[0])


def written(counts: dict[str, float]) -> str:
    """The counts as the file keeps them."""
    return HEAD + "".join(f"{job:<9}{count:>12.1f}  a {JOBS[job]}\n" for job, count in counts.items())


def kept(text: str) -> dict[str, float]:
    """The counts that a file keeps."""
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return {job: float(count) for job, count, *_ in lines}


def grown(now: dict[str, float], before: dict[str, float]) -> list[str]:
    """One sentence for each job that takes more instructions than the kept count allows, or has none."""
    said = []
    for job, count in now.items():
        if job not in before:
            said.append(f"{job}: no count is kept; keep one by benchmarks/instructions --write.")
        elif count > MOST * before[job]:
            more = 100.0 * (count / before[job] - 1.0)
            said.append(
                f"{job}: {count:.1f} instructions a {JOBS[job]}, {more:.1f} % more than the {before[job]:.1f} kept. "
                "Find out why; if it is meant, keep the new count by benchmarks/instructions --write."
            )
    return said


def main(program: str, *, write: bool) -> int:
    """Count and compare, or keep; 1 if a count grew."""
    before = kept(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    now = {}
    for job, what in JOBS.items():
        now[job] = counted(program, job)
        change = f", {100.0 * (now[job] / before[job] - 1.0):+.2f} %" if job in before else ""
        print(f"{job}: {now[job]:.1f} a {what}{change}", flush=True)
    if write:
        KEPT.write_text(written(now), encoding="utf-8")
        return 0
    said = grown(now, before)
    print("\n".join(said), end="\n" if said else "", file=sys.stderr)
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], write="--write" in sys.argv[2:]))
