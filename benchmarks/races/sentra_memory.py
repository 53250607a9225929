"""One question of the race `sentra` in a process of its own: the most memory it held, and what the question added.

    python sentra_memory.py small|real

prints MiB of the process and of the question, by VmHWM and VmRSS of Linux.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from sentra_clusters import REAL, SMALL, invented_units

from petasentra import _core


def kib(name: str) -> int:
    """A line of the status of this process."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])


def main(size: str) -> None:
    """Make the units, forget how, ask."""
    sizes = SMALL if size == "small" else REAL
    xy, group = invented_units(sizes)
    codes = group.astype("uint32")
    del group
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew: making the units took more than they take
    before = kib("VmRSS")
    labels, _, _ = _core.density_clusters(
        xy, codes, eps_m=sizes.eps_m, min_units=sizes.min_units, lon_lat=False, threads=2
    )
    most = kib("VmHWM")
    assert len(labels) == len(xy)
    print(most / 1024, (most - before) / 1024)


if __name__ == "__main__":
    main(sys.argv[1])
