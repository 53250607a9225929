"""What has no rival: bytes of the index, and the time to transform coordinates, which the race leaves out."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from zoning_report import Figure, Found, Sizes, timed
from zoning_sites import DESA_CRS, desa_in_metres

import petasentra as ps

MOST_BYTES = 48.0


def add_bytes(index: ps.ZoningIndex, vertices: int, of: str, found: Found) -> None:
    """Bytes a vertex in memory and on disk."""
    found.add(Figure(f"{of}: index in memory", index.nbytes / vertices, "bytes a vertex", MOST_BYTES))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "zones.index"
        index.save(path)
        found.add(Figure(f"{of}: index on disk", path.stat().st_size / vertices, "bytes a vertex", MOST_BYTES))


def sizes_and_transformation(sizes: Sizes) -> Found:
    """The index of the desa, and many points from degrees to metres."""
    zones, found = desa_in_metres(), Found()
    add_bytes(ps.ZoningIndex(zones), int(zones.count_coordinates().sum()), "desa of East Java", found)
    random = np.random.default_rng(19)
    lon, lat = random.uniform(110.9, 114.7, sizes.many), random.uniform(-8.8, -6.7, sizes.many)
    _, took = timed(lambda: ps.transform_points(lon, lat, 4326, DESA_CRS), sizes.runs)
    what = f"{sizes.many:,} points from EPSG:4326 to EPSG:{DESA_CRS} (PROJ)"
    found.add(Figure(what, took.seconds, "s"))
    return found
