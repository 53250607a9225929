"""One question of the race `conformance` in a process of its own: seconds, and the most memory it ever held.

    python conformance_cost.py points|polygons UNITS

prints seconds of the check, seconds of the table, and MiB.
"""

from __future__ import annotations

import resource
import sys
import time

from conformance_ground import bound_pack, real_ground, units_as_points, units_as_polygons
from conformance_law import AS_OF
from zoning_report import THREADS

import petasentra as ps

UNITS = {"points": units_as_points, "polygons": units_as_polygons}


def main(kind: str, units: int) -> None:
    """Bind the pack, ask, make the table."""
    ground = real_ground()
    pack = bound_pack(ground, [2])
    sites = ps.Layer.from_geopandas(UNITS[kind](ground, units))
    del ground
    begin = time.perf_counter()
    result = ps.check(sites, pack, as_of=AS_OF, threads=THREADS)
    checked = time.perf_counter()
    rows = result.table
    ended = time.perf_counter()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    assert len(rows) == units
    print(checked - begin, ended - checked, most)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
