"""Makes data/sentra: two lists of sentra and the figures about them, from what is published and nothing else.

Run ``python data/make_sentra_lists.py`` from the repository; ``--out FOLDER`` writes the folder elsewhere. Centroids of
desa in Lamongan come from ``admin/lamongan_desa.gpkg`` (COD-AB) in the folder of ``PETASENTRA_SHARED_DATA``.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from maker import sentra_lists, writing

HERE = Path(__file__).resolve().parent


def make(out: Path, shared: Path) -> list[str]:
    """Write every file into ``out``; their names."""
    folder = writing.Folder(out)
    folder.table("ntb-dak.csv", sentra_lists.ntb_rows())
    folder.table("lamongan-sk.csv", sentra_lists.lamongan_rows(shared))
    folder.table("facts.csv", sentra_lists.facts())
    return folder.names


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Make the generated files of data/sentra.")
    parser.add_argument("--out", type=Path, default=HERE / "sentra")
    shared = Path(os.environ.get("PETASENTRA_SHARED_DATA") or HERE.parents[1] / "shared" / "data")
    print(f"{len(make(parser.parse_args().out, shared))} files")


if __name__ == "__main__":
    main()
