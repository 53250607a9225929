"""The files of the race `load`: seeded points and the desa of East Java, each as Shapefile, GeoPackage and FlatGeobuf.

They are written by pyogrio, once, and kept in a folder that the race removes.
"""

from __future__ import annotations

import gzip
import os
import warnings
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

POINTS = 456_488
FORMATS = {"shp": "Shapefile", "gpkg": "GeoPackage", "fgb": "FlatGeobuf"}


@dataclass(frozen=True)
class Case:
    """One file: what is in it, where it is, its bytes with those of its other parts."""

    content: str
    path: Path
    size_bytes: int

    @property
    def format(self) -> str:
        return FORMATS[self.path.suffix[1:]]


def size_of(path: Path) -> int:
    """Bytes of the file, a Shapefile's other parts counted in."""
    others = (".shx", ".dbf", ".prj", ".cpg") if path.suffix == ".shp" else ()
    parts = [path, *(path.with_suffix(ending) for ending in others)]
    return sum(part.stat().st_size for part in parts if part.exists())


def invented_points(n: int = POINTS, seed: int = 20261122) -> gpd.GeoDataFrame:
    """Points around invented centres in East Java, with a name, a code and a number."""
    random = np.random.default_rng(seed)
    centre = random.integers(0, 400, n)
    x = random.uniform(111.0, 114.5, 400)[centre] + random.normal(0.0, 0.02, n)
    y = random.uniform(-8.3, -6.9, 400)[centre] + random.normal(0.0, 0.02, n)
    return gpd.GeoDataFrame(
        {
            "nama": [f"Unit contoh {i}" for i in range(n)],
            "kbli": random.integers(10_000, 33_000, n).astype("int32"),
            "omzet_juta": np.round(random.lognormal(5.0, 1.2, n), 2),
        },
        geometry=shapely.points(x, y),
        crs=4326,
    )


def shared_data() -> Path:
    """Where the real data lie that are not part of the repository."""
    return Path(os.environ.get("PETASENTRA_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))


def real_desa() -> gpd.GeoDataFrame:
    """The 8,575 desa of East Java."""
    packed = shared_data() / "overlay" / "jatim_desa_codab.fgb.gz"
    desa = pyogrio.read_dataframe(gzip.decompress(packed.read_bytes()))
    assert len(desa) == 8_575
    return desa


def written_cases(folder: Path, points: int = POINTS) -> list[Case]:
    """Write every file of the race into `folder`."""
    cases = []
    for content, frame in ((f"{points:,} points", invented_points(points)), ("8,575 desa", real_desa())):
        name = "titik" if content.endswith("points") else "desa"
        for ending in FORMATS:
            path = folder / f"{name}.{ending}"
            # FlatGeobuf would otherwise store the rows in the order of its index: each file has the same order.
            options = {"SPATIAL_INDEX": "NO"} if ending == "fgb" else {}
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of widths, which the comparison looks after
                pyogrio.write_dataframe(frame, path, **options)
            cases.append(Case(content, path, size_of(path)))
    return cases
