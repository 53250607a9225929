"""Makes data/kiriman: nine shapefiles as an agency might send them, every fault in them put there on purpose.

Run ``python data/make_kiriman.py`` from the repository; ``--out FOLDER`` writes elsewhere. Ground and zones come from
data/jombang (two kecamatan of it), so nothing else is needed. Nothing is random and no file holds a clock: a second run
gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from maker import delivery, delivery_zones
from maker.shapefiles import ShapefileFolder

HERE = Path(__file__).resolve().parent


def make(source: Path, out: Path) -> list[str]:
    """Write the nine layers into ``out``; their names."""
    ground = delivery.Ground.read(source)
    folder = ShapefileFolder(out)
    folder.write(
        "RTRW_PolaRuang_50K_3517_2021",
        delivery_zones.zones_with_faults(ground),
        encoding="cp1252",
        prj=False,
        cpg=False,
    )
    folder.write("ADMIN_DESA_25K", delivery.desa(ground))
    folder.write("BATAS_KECAMATAN", delivery.kecamatan(ground), prj=False)
    folder.write("JALAN_LN_25K", delivery.roads(ground))
    folder.drop("JALAN_LN_25K", ".shx")
    folder.write("SUNGAI_AR", delivery.river(ground))
    folder.write("UNIT_IKM_2022", delivery.units(ground), encoding="cp1252", prj=False, cpg=False)
    folder.write("KP2B_2021", delivery.food_land(ground))
    folder.write("TITIK_IPAL", delivery.treatment(ground))
    folder.cut_rows("TITIK_IPAL", keep=3)
    folder.write("LAHAN_USULAN", delivery.plots(ground))
    folder.drop("LAHAN_USULAN", ".dbf")
    folder.drop("LAHAN_USULAN", ".cpg")
    return folder.names


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Make the files of data/kiriman.")
    parser.add_argument("--out", type=Path, default=HERE / "kiriman")
    out = parser.parse_args().out
    names = make(HERE / "jombang", out)
    size = sum(file.stat().st_size for file in out.iterdir() if file.suffix != ".txt")
    print(f"{len(names)} layers, {size / 1e3:.0f} kB in {out}")


if __name__ == "__main__":
    main()
