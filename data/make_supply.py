"""Makes data/jombang/rantai-pasok: an invented supply chain of slag on schematic roads, and floods.

Run ``python data/make_supply.py`` from the repository; ``--out FOLDER`` writes the folder elsewhere. Reads
``data/jombang/roads.geojson`` and ``places.csv`` and nothing else.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from maker import supply, writing

STUDY = Path(__file__).resolve().parent / "jombang"


def make(out: Path) -> list[str]:
    """Write every file into ``out``; their names."""
    folder = writing.Folder(out)
    folder.geojson("jalan.geojson", supply.roads(STUDY))
    folder.geojson("banjir.geojson", supply.floods())
    for name, rows in supply.tables(STUDY).items():
        folder.table(f"{name}.csv", rows)
    return folder.names


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=STUDY / "rantai-pasok")
    names = make(parser.parse_args().out)
    print(f"{len(names)} files")


if __name__ == "__main__":
    main()
