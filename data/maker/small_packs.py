"""Two small packs beside Jombang: a shared building in Lombok Tengah, dispersed home industries in Lamongan.

Every zone, site and unit is ours; of the places only names, codes and a centroid are published.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from .cases import toml_list
from .sites import NOTE, rectangle
from .sketch import Sketch

# Food may be made in housing and mixed use, textile in housing, both under conditions; nothing on rice fields. The
# pattern is that of a published matrix of another kabupaten, the cells are ours.
LOMBOK_MATRIX = {
    "kerupuk-keripik": {"C": "B1,B3", "PD": "T1,B1,B3", "P-2": "T1,B1"},
    "olahan-singkong": {"C": "B1,B3", "PD": "T1,B1,B3", "P-2": "T1,B1"},
    "pengupasan-kemiri": {"C": "B1,B3", "PD": "T1,B1,B3", "P-2": "I"},
    "roti-dan-kue": {"C": "B1,B3", "PD": "T1,B1,B3"},
    "pertanian-padi": {"P-1": "I", "P-2": "I", "SS": "B1"},
    "perdagangan-eceran": {"C": "I", "PD": "T1"},
    "perumahan": {"C": "I", "PD": "I"},
}
LAMONGAN_MATRIX = {
    "tenun-ikat": {"PD": "T1,B1,B3", "PK": "T1,B1,B3"},
    "batik": {"PD": "T1,B1,B3", "PK": "B1,B3"},
    "konveksi-pakaian": {"PD": "T1,B1,B3", "PK": "B1,B3"},
    "pertanian-padi": {"P-1": "I", "SS": "B1"},
    "perdagangan-eceran": {"PK": "I", "PD": "T1"},
    "perumahan": {"PK": "I", "PD": "I"},
}
LOMBOK = Sketch(
    """
    kkkkkppppppp
    kkddddpppppp
    kdddcccpppss
    pddccccddsss
    ppddcccddssp
    ppddddddsspp
    pppddddsskkk
    ppppppsskkkk
    """,
    {"p": ("P-1", "Tanaman pangan"), "k": ("P-2", "Hortikultura"), "d": ("PD", "Permukiman perdesaan"),
     "c": ("C", "Campuran"), "s": ("SS", "Sempadan sungai")},
    200.0, (116.29670, -8.59933), "EPSG:32750",
)  # fmt: skip
LAMONGAN = Sketch(
    """
    ssssssssssss
    ppddddddpppp
    pddddddddppp
    pddtttdddppp
    ppdttttddddp
    pppddddddddp
    pppppddddppp
    pppppppppppp
    """,
    {"p": ("P-1", "Tanaman pangan"), "d": ("PD", "Permukiman perdesaan"), "t": ("PK", "Permukiman perkotaan"),
     "s": ("SS", "Sempadan sungai")},
    200.0, (112.27718, -7.00965), "EPSG:32749",
)  # fmt: skip
FOOD_UNITS = {"olahan-singkong": 9, "kerupuk-keripik": 7, "pengupasan-kemiri": 4}  # invented, one kind short of five
UNITS = 28  # published number of home industries of Parengan
WORKERS = (25, 250)  # published range a unit
HEAD = """\
# Kasus acuan: jawaban paket contoh ini pada tapak rekaan. Dibuat oleh make_small_packs.py.
# Ini menguji mesin dan paket, bukan pernyataan tentang tapak atau peraturan yang sebenarnya.
"""


def matrix_rows(matrix: dict[str, dict[str, str]], sketch: Sketch) -> list[list[str]]:
    """Header and rows; a zone that a row leaves out is X."""
    zones = [code for code, _ in sketch.names.values()]
    return [["activity", *zones], *([name, *(row.get(zone, "X") for zone in zones)] for name, row in matrix.items())]


def lombok_sites() -> gpd.GeoDataFrame:
    """One building in mixed use with three users, a house, an extension over a rice field."""
    building = rectangle(*LOMBOK.at(3.5, 5.5), 1_200.0, 8.0)
    rows = [
        ("contoh-gedung-kerupuk", "Gedung bersama: kerupuk", "kerupuk-keripik", 400.0, building),
        ("contoh-gedung-singkong", "Gedung bersama: olahan singkong", "olahan-singkong", 500.0, building),
        ("contoh-gedung-kemiri", "Gedung bersama: pengupasan kemiri", "pengupasan-kemiri", 300.0, building),
        ("contoh-rumah", "Rumah produksi kue", "roti-dan-kue", None, rectangle(*LOMBOK.at(5.5, 4.5), 180.0, 0.0)),
        ("contoh-perluasan", "Perluasan ke arah sawah", "olahan-singkong", None,
         rectangle(*LOMBOK.at(2.5, 7.0), 2_000.0, 0.0)),
        ("contoh-sawah", "Gudang di tengah sawah", "kerupuk-keripik", None,
         rectangle(*LOMBOK.at(0.5, 9.5), 900.0, 0.0)),
    ]  # fmt: skip
    columns = {
        "site_id": [row[0] for row in rows], "name": [row[1] for row in rows], "activity": [row[2] for row in rows],
        "activity_area_m2": [row[3] for row in rows], "invented": True, "note": NOTE,
    }  # fmt: skip
    return LOMBOK.to_degrees(gpd.GeoDataFrame(columns, geometry=[row[4] for row in rows], crs=LOMBOK.crs))


def lombok_units() -> gpd.GeoDataFrame:
    """20 invented food makers: in the village and its mixed use, the last of each kind on the ground of gardens."""
    rng = np.random.default_rng(5202)
    spots = {
        kind: [(row, column) for row, text in enumerate(LOMBOK.rows) for column, at in enumerate(text) if at in kind]
        for kind in ("dc", "k")
    }
    activities = [activity for activity, count in FOOD_UNITS.items() for _ in range(count)]
    homes = [spots["dc"][at] for at in rng.choice(len(spots["dc"]), len(activities), replace=False)]
    gardens = [spots["k"][at] for at in rng.choice(len(spots["k"]), len(FOOD_UNITS), replace=False)]
    last = np.cumsum(list(FOOD_UNITS.values())) - 1
    for at, garden in zip(last, gardens, strict=True):
        homes[at] = garden
    shift = rng.uniform(0.2, 0.8, (len(activities), 2)).round(3)
    points = [LOMBOK.at(row + dr, column + dc) for (row, column), (dr, dc) in zip(homes, shift, strict=True)]
    columns = {
        "site_id": [f"contoh-{number:02}" for number in range(1, len(activities) + 1)],
        "name": [f"Contoh {number:02}" for number in range(1, len(activities) + 1)],
        "activity": activities, "workers": rng.integers(1, 8, len(activities), endpoint=True),
        "invented": True, "note": NOTE,
    }  # fmt: skip
    return LOMBOK.to_degrees(gpd.GeoDataFrame(columns, geometry=shapely.points(points), crs=LOMBOK.crs))


def lamongan_units() -> gpd.GeoDataFrame:
    """28 invented home industries: 27 in settlements, one on a rice field."""
    rng = np.random.default_rng(3524)
    spots = [
        (row, column) for row, text in enumerate(LAMONGAN.rows) for column, letter in enumerate(text) if letter in "dt"
    ]
    chosen = rng.choice(len(spots), UNITS - 1, replace=False)
    places = [spots[at] for at in sorted(chosen)] + [(7, 6)]
    shift = rng.uniform(0.2, 0.8, (UNITS, 2)).round(3)
    points = [LAMONGAN.at(row + dr, column + dc) for (row, column), (dr, dc) in zip(places, shift, strict=True)]
    workers = rng.integers(WORKERS[0], WORKERS[1], UNITS, endpoint=True)
    columns = {
        "site_id": [f"contoh-{number:02}" for number in range(1, UNITS + 1)],
        "name": [f"Contoh {number:02}" for number in range(1, UNITS + 1)],
        "activity": "tenun-ikat", "workers": workers, "sk": "contoh: SK sentra (nomor rekaan 000/2020)",
        "invented": True, "note": NOTE,
    }  # fmt: skip
    return LAMONGAN.to_degrees(gpd.GeoDataFrame(columns, geometry=shapely.points(points), crs=LAMONGAN.crs))


def sentra_of(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The sentra as one site: the set of its units, and the set without the one on the rice field."""
    shapes = [shapely.multipoints(units.geometry.to_numpy()), shapely.multipoints(units.geometry.to_numpy()[:-1])]
    columns = {
        "site_id": ["contoh-sentra", "contoh-sentra-tanpa-28"], "name": ["Sentra tenun ikat", "Tanpa unit 28"],
        "activity": "tenun-ikat", "units": [UNITS, UNITS - 1],
        "workers": [int(units["workers"].sum()), int(units["workers"][:-1].sum())], "invented": True, "note": NOTE,
    }  # fmt: skip
    return gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326")


def unit_list(units: gpd.GeoDataFrame) -> list[dict[str, str]]:
    """The list of units as a decree would carry it."""
    names = ("site_id", "name", "activity", "workers", "sk", "note")
    return [{name: str(row[name]) for name in names} for _, row in units.iterrows()]


Case = tuple[str, str, str, str, str, list[str], list[str]]
MATRIX, ASK, HALF = ["lampiran-itbx"], ["needs_officer"], ["needs_officer", "partial"]
LOMBOK_CASES: list[Case] = [
    ("kerupuk di gedung bersama", "contoh-gedung-kerupuk", "kerupuk-keripik", "2023-07-01", "conditional", [], MATRIX),
    ("KBLI 10794 sama dengan kegiatannya", "contoh-gedung-kerupuk", "10794", "2023-07-01", "conditional", [], MATRIX),
    ("olahan singkong di gedung yang sama", "contoh-gedung-singkong", "olahan-singkong", "2023-07-01", "conditional",
     [], MATRIX),
    ("kemiri di gedung yang sama", "contoh-gedung-kemiri", "pengupasan-kemiri", "2023-07-01", "conditional", [],
     MATRIX),
    ("rumah produksi, luas kegiatan tidak diketahui", "contoh-rumah", "roti-dan-kue", "2023-07-01",
     "limited_conditional", ASK, MATRIX),
    ("perluasan melewati batas sawah", "contoh-perluasan", "olahan-singkong", "2023-07-01", "prohibited", ["partial"],
     MATRIX),
    ("gudang di tengah sawah", "contoh-sawah", "kerupuk-keripik", "2023-07-01", "prohibited", [], MATRIX),
    ("kegiatan tanpa baris dalam matriks", "contoh-rumah", "10391", "2023-07-01", "not_regulated", [], MATRIX),
    ("sebelum rencana berlaku", "contoh-gedung-kerupuk", "kerupuk-keripik", "2005-06-01", "no_data", [], []),
]  # fmt: skip
LAMONGAN_CASES: list[Case] = [
    ("sentra sebagai himpunan 28 unit", "contoh-sentra", "tenun-ikat", "2023-07-01", "prohibited", HALF, MATRIX),
    ("sentra tanpa unit di sawah", "contoh-sentra-tanpa-28", "tenun-ikat", "2023-07-01", "limited_conditional", ASK,
     MATRIX),
    ("satu unit di permukiman", "contoh-01", "tenun-ikat", "2023-07-01", "limited_conditional", ASK, MATRIX),
    ("unit di sawah", "contoh-28", "tenun-ikat", "2023-07-01", "prohibited", [], MATRIX),
    ("KBLI 13122 sama dengan kegiatannya", "contoh-28", "13122", "2023-07-01", "prohibited", [], MATRIX),
    ("sebelum rencana berlaku", "contoh-sentra", "tenun-ikat", "2005-06-01", "no_data", [], []),
]  # fmt: skip


def cases_text(cases: list[Case], *layers: tuple[str, gpd.GeoDataFrame]) -> str:
    """TOML of the cases; a site is named by its file and id."""
    home = {site: file for file, layer in layers for site in layer["site_id"]}
    blocks = [HEAD]
    for name, site, activity, day, verdict, flags, article in cases:
        blocks.append(
            f'[[case]]\nname = "contoh: {name}"\nsite = {{ file = "{home[site]}", id = "{site}" }}\n'
            f'activity = "{activity}"\nas_of = {day}\nverdict = "{verdict}"\nflags = {toml_list(flags)}\n'
            f"article = {toml_list(article)}\n"
        )
    return "\n".join(blocks)
