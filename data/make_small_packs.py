"""Makes the generated files of data/lombok-tengah and data/lamongan: schematic zones, invented sites, golden cases.

Run ``python data/make_small_packs.py`` from the repository; ``--out FOLDER`` writes both folders elsewhere. Nothing is
read but this script and ``data/maker``. What is written by hand (pack, instrument, conditions, activities, facts) is
never changed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from maker import rules, small_packs, writing

HERE = Path(__file__).resolve().parent


def make(out: Path) -> list[str]:
    """Write every generated file below ``out``; their names."""
    lombok = writing.Folder(out / "lombok-tengah")
    sites = small_packs.lombok_sites()
    lombok.flatgeobuf("zones.fgb", small_packs.LOMBOK.zones())
    lombok.geojson("sentra.geojson", sites)
    lombok.geojson("unit-pangan.geojson", small_packs.lombok_units())
    lombok.text(
        "permissions.csv", rules.csv_text(small_packs.matrix_rows(small_packs.LOMBOK_MATRIX, small_packs.LOMBOK))
    )
    lombok.text("cases.toml", small_packs.cases_text(small_packs.LOMBOK_CASES, ("sentra.geojson", sites)))

    lamongan = writing.Folder(out / "lamongan")
    units = small_packs.lamongan_units()
    sentra = small_packs.sentra_of(units)
    matrix = small_packs.matrix_rows(small_packs.LAMONGAN_MATRIX, small_packs.LAMONGAN)
    lamongan.flatgeobuf("zones.fgb", small_packs.LAMONGAN.zones())
    lamongan.geojson("unit-tenun.geojson", units)
    lamongan.geojson("sentra.geojson", sentra)
    lamongan.table("daftar-sk.csv", small_packs.unit_list(units))
    lamongan.text("permissions.csv", rules.csv_text(matrix))
    layers = ("unit-tenun.geojson", units), ("sentra.geojson", sentra)
    lamongan.text("cases.toml", small_packs.cases_text(small_packs.LAMONGAN_CASES, *layers))
    return [*lombok.names, *lamongan.names]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Make the generated files of data/lombok-tengah and data/lamongan.")
    parser.add_argument("--out", type=Path, default=HERE)
    print(f"{len(make(parser.parse_args().out))} files")


if __name__ == "__main__":
    main()
