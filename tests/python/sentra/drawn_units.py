"""Units drawn as letters: one letter a unit, 10 m a column and a row; the letter is what it makes."""

from __future__ import annotations

import geopandas
import numpy as np
import shapely

import petasentra as ps

STEP_M = 10.0
#: One unit fewer than a sentra has, and as many as it has at least.
FOUR, FIVE = "aaaa", "aaaaa"


def drawn(picture: str, **columns: list[object]) -> geopandas.GeoDataFrame:
    """Units of a picture in Kalimantan, in reading order; a dot is no unit."""
    places, letters = [], []
    for row, line in enumerate(picture.strip("\n").splitlines()):
        for column, letter in enumerate(line):
            if letter not in " .":
                places.append((STEP_M * column, -STEP_M * row))
                letters.append(letter)
    data = {"unit": [f"u{number:02d}" for number in range(len(letters))], "produk": letters} | columns
    return geopandas.GeoDataFrame(data, geometry=shapely.points(places), crs=32649)


def scattered(count: int = 600, groups: int = 4, seed: int = 7) -> geopandas.GeoDataFrame:
    """Seeded units around a few places, with products, materials and processes, ids in no order of place."""
    rng = np.random.default_rng(seed)
    middles = rng.uniform(0, 4000, (12, 2))
    xy = middles[rng.integers(0, 12, count)] + rng.normal(0, 120, (count, 2))
    return geopandas.GeoDataFrame(
        {
            "unit": rng.permutation(count),
            "produk": [f"produk {one}" for one in rng.integers(0, groups, count)],
            "bahan": [f"bahan {one}" for one in rng.integers(0, 3, count)],
            "proses": rng.choice(["anyam", "tenun", "Belum pilih komoditi", ""], count),
            "tk": rng.choice(["1", "2", "5-10", "belasan", "", "banyak"], count),
        },
        geometry=shapely.points(np.round(xy, 3)),
        crs=32649,
    )


def find(units, **options):
    """Find sentra of one product, with 40 m between neighbours unless told otherwise."""
    return ps.find_sentra(units, **({"product": "produk", "unit_id": "unit", "eps_m": 40} | options))
