"""Write python/petasentra/inspection/regency_boxes.csv: name, code and extent of every kabupaten and kota.

    python python/tools/make_regency_boxes.py REGENCIES.gpkg

The source is a layer in degrees with the columns ``kode`` (Kemendagri, 35.17) and ``nama``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas
import numpy as np

TARGET = Path(__file__).parents[1] / "petasentra" / "inspection" / "regency_boxes.csv"
HEAD = """\
# Extent in degrees of every kabupaten and kota, rounded outwards to 0.01, with its Kemendagri code.
# Derived from github.com/cahyadsn/wilayah_boundaries (MIT; codes and lines of the Ministry of Home Affairs and BIG).
# Only good for telling which place a layer names when coordinate systems are guessed.
code,name,west,south,east,north
"""


def main(regencies: str) -> None:
    """Write the table."""
    frame = geopandas.read_file(regencies).to_crs(4326).sort_values("kode")
    boxes = frame.geometry.bounds.to_numpy()
    boxes = np.column_stack((np.floor(boxes[:, :2] * 100), np.ceil(boxes[:, 2:] * 100))) / 100
    lines = [
        f"{code},{name}," + ",".join(f"{edge:g}" for edge in box)
        for code, name, box in zip(frame["kode"], frame["nama"], boxes, strict=True)
    ]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} places")


if __name__ == "__main__":
    main(sys.argv[1])
