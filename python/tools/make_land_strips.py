"""Write python/petasentra/inspection/land_strips.csv: where Indonesia is land, in cells of a tenth of a degree.

    python python/tools/make_land_strips.py PROVINCES.gpkg

The source is any layer of provinces in degrees. A cell is land if land covers a part of it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas
import numpy as np
import shapely

TARGET = Path(__file__).parents[1] / "petasentra" / "inspection" / "land_strips.csv"
WEST, SOUTH, EAST, NORTH = 940, -120, 1420, 70  # tenths of a degree
HEAD = """\
# Land of Indonesia in cells of 0.1 degrees: strips from west to east (degrees), each 0.1 high, by their south.
# From the provinces of github.com/cahyadsn/wilayah_boundaries (MIT; lines of the Ministry of Home Affairs and BIG).
# Only good for telling land from sea when coordinate systems are guessed.
south,west,east
"""


def main(provinces: str) -> None:
    """Write the table."""
    shapes = geopandas.read_file(provinces).to_crs(4326).geometry.make_valid()
    tree = shapely.STRtree(np.concatenate([shapely.get_parts(shape) for shape in shapes]))
    lines = []
    for south in range(SOUTH, NORTH):
        wests = np.arange(WEST, EAST)
        cells = shapely.box(wests / 10, south / 10, (wests + 1) / 10, (south + 1) / 10)
        land = np.zeros(len(cells), dtype=bool)
        land[tree.query(cells, predicate="intersects")[0]] = True
        edges = np.flatnonzero(np.diff(np.concatenate(([0], land.view(np.int8), [0]))))
        for start, end in edges.reshape(-1, 2):
            lines.append(f"{south / 10:g},{(WEST + start) / 10:g},{(WEST + end) / 10:g}")
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} strips")


if __name__ == "__main__":
    main(sys.argv[1])
