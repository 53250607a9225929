"""Makes the generated files of data/jombang from the COD-AB boundaries and rules of our own.

Run ``python data/make_jombang.py`` from the repository; ``--out FOLDER`` writes elsewhere. The boundaries are read
from ``admin/`` under PETASENTRA_SHARED_DATA (default ``../shared/data`` beside the repository). Every random number is
seeded, coordinates lie on a grid and no file holds a clock, so a second run gives the same bytes. What is written by
hand (pack, instruments, conditions, activities, facts) is read, never changed.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from maker import boundaries, cases, places, rules, sites, writing, zoning
from maker.partition import PLANS

HERE = Path(__file__).resolve().parent


def make(shared: Path, out: Path) -> list[str]:
    """Write every generated file into ``out``; their names."""
    desa = boundaries.read_desa(shared)
    crosswalk = boundaries.crosswalk(shared, desa)
    pieces = zoning.partition(desa)
    desa = zoning.desa_layer(pieces, desa)
    kecamatan = zoning.kecamatan_layer(desa, crosswalk)
    zones = {year: zoning.zones_layer(pieces, year, desa, crosswalk) for year in PLANS}
    ground = sites.Ground(zones, desa)
    sentra, points_and_lines = sites.sentra_layers(ground)
    smelters = sites.smelters_layer(ground)
    known = places.places_layer(desa)
    roads = places.roads_layer(known)

    folder = writing.Folder(out)
    folder.flatgeobuf("desa.fgb", desa)
    folder.flatgeobuf("kecamatan.fgb", kecamatan)
    for year, layer in zones.items():
        folder.flatgeobuf(f"zones-{year}.fgb", layer)
    folder.geojson("sentra.geojson", sentra)
    folder.geojson("sentra-titik.geojson", points_and_lines)
    folder.geojson("smelter-rekaan.geojson", smelters)
    folder.geojson("roads.geojson", roads)
    folder.table("places.csv", known)
    folder.table("kode-wilayah.csv", crosswalk)
    for year in ("2009", "2021"):
        folder.text(f"permissions-{year}.csv", rules.csv_text(rules.table(year)))
    title = "Tabel ketentuan zonasi Kabupaten Jombang 2021-2041 - CONTOH SKEMATIK, bukan lampiran peraturan"
    folder.bytes("permissions-2021.xlsx", rules.workbook_bytes(rules.table("2021"), title, 2021))
    instrument = (HERE / "jombang" / "perda-10-2021.toml").read_text(encoding="utf-8")
    for name, text in writing.variants_of(instrument).items():
        folder.text(f"variants/{name}", text)
    folder.text("cases.toml", cases.cases_text(sentra, points_and_lines))
    return folder.names


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Make the generated files of data/jombang.")
    parser.add_argument("--out", type=Path, default=HERE / "jombang")
    out = parser.parse_args().out
    shared = Path(os.environ.get("PETASENTRA_SHARED_DATA", HERE.parent.parent / "shared" / "data"))
    if not (shared / "admin" / "jombang_desa.gpkg").is_file():
        sys.exit(
            f"No admin/jombang_desa.gpkg in {shared}: set PETASENTRA_SHARED_DATA to the folder of the shared data."
        )
    names = make(shared, out)
    size = sum((out / name).stat().st_size for name in names)
    print(f"{len(names)} files, {size / 1e6:.2f} MB in {out}")


if __name__ == "__main__":
    main()
