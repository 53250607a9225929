"""The invented supply chain of slag around Jombang: schematic roads, invented floods over them, tables of a chain.

Numbers with a published source say so in the column ``origin``; every other amount, price and permit is ours.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]

#: Centroids that places.csv does not have, computed from the same boundaries (wilayah_boundaries).
_FURTHER = {"Gresik": (112.55881, -6.92374), "Jakarta Pusat": (106.83506, -6.18131)}
#: Straight lines between places: name, class, from, to.
_FAR_ROADS = (
    ("Kota Mojokerto - Kabupaten Mojokerto", "kolektor", "Kota Mojokerto", "Kabupaten Mojokerto"),
    ("Jalan nasional Mojokerto - Sidoarjo", "arteri", "Kabupaten Mojokerto", "Sidoarjo"),
    ("Jalan nasional Sidoarjo - Surabaya", "arteri", "Sidoarjo", "Surabaya"),
    ("Jalan nasional Surabaya - Gresik", "arteri", "Surabaya", "Gresik"),
    ("Tol Kertosono - Jakarta", "tol", "Stasiun Kertosono", "Jakarta Pusat"),
)
_TOLL = ("Tol Mojokerto - Surabaya", "Kota Mojokerto", "Surabaya")
#: Share of the toll road at which its invented bridge begins and ends.
_BRIDGE = (0.4, 0.43)
#: The Brantas, drawn by hand from west to east in three reaches that share their ends; no survey is behind it.
_REACHES = {
    "Megaluh - Ploso": ((112.15, -7.535), (112.19, -7.49), (112.243, -7.455)),
    "Ploso - Kesamben": ((112.243, -7.455), (112.3, -7.452), (112.348, -7.458), (112.39, -7.462)),
    "Mojokerto - jembatan tol": ((112.39, -7.462), (112.445, -7.455), (112.5, -7.425), (112.5565, -7.39)),
}
#: Invented return periods in years, and how far to the north and south of it the water then stands, in degrees.
_WATER = {5: 0.004, 25: 0.014, 50: 0.036}
_INVENTED = "rekaan"
_TROPIS = "tropis.co, 22 Januari 2024"


def roads(folder: Path) -> gpd.GeoDataFrame:
    """The roads of the study area, and straight lines to the places from which slag comes."""
    near = gpd.read_file(folder / "roads.geojson")[["name", "class", "geometry"]]
    at = _places(folder)
    lines = [(name, kind, 0, shapely.LineString([at[one], at[other]])) for name, kind, one, other in _FAR_ROADS]
    name, one, other = _TOLL
    cuts = [_along(at[one], at[other], share) for share in (0.0, *_BRIDGE, 1.0)]
    for place, part in enumerate((name, f"Jembatan {name}", name)):
        lines.append((part, "tol", int(place == 1), shapely.LineString(cuts[place : place + 2])))
    far = gpd.GeoDataFrame(
        [(f"{name} (skematik)", kind, bridge, line) for name, kind, bridge, line in lines],
        columns=["name", "class", "bridge", "geometry"],
        crs="EPSG:4326",
    )
    both = gpd.GeoDataFrame(pd.concat([near.assign(bridge=0), far], ignore_index=True), crs="EPSG:4326")
    both["schematic"] = 1
    return both[["name", "class", "bridge", "schematic", "geometry"]]


def floods() -> gpd.GeoDataFrame:
    """Invented floods: a band along each reach of the river for each return period."""
    rows = []
    for years, width in _WATER.items():
        for reach, course in _REACHES.items():
            banks = [*((x, y + width) for x, y in course), *((x, y - width) for x, y in reversed(course))]
            shape = shapely.Polygon([(round(x, 5), round(y, 5)) for x, y in banks])
            rows.append((f"{reach}, {years} tahunan", years, shape))
    made = gpd.GeoDataFrame(rows, columns=["nama", "kala_ulang_tahun", "geometry"], crs="EPSG:4326")
    return made.assign(schematic=1, synthetic=True, origin=_INVENTED)[
        ["nama", "kala_ulang_tahun", "schematic", "synthetic", "origin", "geometry"]
    ]


def tables(folder: Path) -> dict[str, list[Row]]:
    """The tables of the chain by the name of their file."""
    at = _places(folder)

    def site(name: str, place: str, **columns: object) -> Row:
        lon, lat = at[place]
        row = {"id": name, "lon": f"{lon:.5f}", "lat": f"{lat:.5f}"} | {key: str(one) for key, one in columns.items()}
        return row | {"synthetic": "true", "origin": row.get("origin", _INVENTED)}

    recipe = "slag=-1; ingot=0.26926; residu=0.73074"
    used = f"tonase: {_TROPIS} (388956 kg sebulan); selebihnya rekaan"
    return {
        "periode": [{"name": "bulan", "days": "30"}],
        "komoditas": [
            {"name": "slag", "b3": "true", "waste_code": "B313-2", "leftover_idr_per_t": "0"},
            {"name": "ingot", "b3": "false", "waste_code": "", "leftover_idr_per_t": "0"},
            {"name": "residu", "b3": "true", "waste_code": "", "leftover_idr_per_t": "1500000"},
        ],
        "sumber": [
            site(f"Peleburan {name}", place, commodity="slag", pasokan_t=tonnes, idr_per_t=price)
            for name, place, tonnes, price in (
                ("Mojokerto", "Kota Mojokerto", 50, 450_000),
                ("Sidoarjo", "Sidoarjo", 80, 430_000),
                ("Surabaya", "Surabaya", 150, 420_000),
                ("Gresik", "Gresik", 100, 420_000),
                ("Jakarta", "Jakarta Pusat", 400, 350_000),
            )
        ],
        "pengolah": [
            site("Sentra Kendalsari", "desa Kendalsari", recipe=recipe, kapasitas_kg=388_956, idr_per_t=700_000,
                 sentra="Kendalsari", origin=used),
            site("Sentra Bakalan", "desa Bakalan", recipe=recipe, kapasitas_kg=180_000, idr_per_t=800_000,
                 sentra="Bakalan", origin="tonase: 6 ton sehari, mediapetisi dan majanews; selebihnya rekaan"),
            site("Unit tersebar Kesamben", "desa Pojokrejo", recipe=recipe, kapasitas_kg=24_000, idr_per_t=500_000,
                 sentra=""),
            site("Unit tersebar Sumobito", "desa Budugsidorejo", recipe=recipe, kapasitas_kg=21_000, idr_per_t=500_000,
                 sentra=""),
        ],
        "pembeli": [
            site("Alat rumah tangga Sidoarjo", "Sidoarjo", commodity="ingot", permintaan_t=70,
                 unmet_penalty_idr=30_000_000, purpose="use"),
            site("Pedagang ingot Surabaya", "Surabaya", commodity="ingot", permintaan_t=40,
                 unmet_penalty_idr=30_000_000, purpose="use"),
            site("Pengecoran Jombang", "Jombang", commodity="ingot", permintaan_t=15,
                 unmet_penalty_idr=30_000_000, purpose="use"),
            site("Bata ringan Ploso", "Ploso", commodity="residu", permintaan_t=100, unmet_penalty_idr=0,
                 purpose="use"),
            site("Penimbunan Gresik", "Gresik", commodity="residu", permintaan_t=200, unmet_penalty_idr=0,
                 purpose="disposal"),
        ],
        "izin": [
            _permit("K-1", "Sentra Kendalsari", "slag", 6, "2022-08-26", "",
                    f"6.000 kg sehari: {_TROPIS}; bahwa angka itu milik sentra ini tidak pasti"),
            _permit("B-1", "Sentra Bakalan", "slag", 6, "", "2025-12-31"),
            _permit("P-1", "Bata ringan Ploso", "residu", 4, "", "2030-12-31"),
            _permit("R-1", "Penimbunan Gresik", "residu", 8, "", "2030-12-31"),
        ],
        "dokumen": [
            {"document": f"contoh-{number}", "from_id": one, "to_id": other, "commodity": commodity,
             "amount_t": str(tonnes), "origin": _INVENTED}
            for number, one, other, commodity, tonnes in (
                (1, "Peleburan Mojokerto", "Sentra Kendalsari", "slag", 50),
                (2, "Peleburan Surabaya", "Sentra Kendalsari", "slag", 60),
                (3, "Sentra Kendalsari", "Bata ringan Ploso", "residu", 90),
            )
        ],
        "kendaraan": [
            {"name": "truk berizin B3", "profile": "heavy_truck", "idr_per_t_km": "1500", "idr_per_hour": "90000",
             "payload_t": "8", "b3_licensed": "true", "origin": _INVENTED},
            {"name": "truk biasa", "profile": "heavy_truck", "idr_per_t_km": "1200", "idr_per_hour": "80000",
             "payload_t": "8", "b3_licensed": "false", "origin": _INVENTED},
        ],
    }  # fmt: skip


def _permit(name: str, site: str, commodity: str, tonnes: float, begin: str, end: str, origin: str = _INVENTED) -> Row:
    return {
        "permit_id": name, "site_id": site, "commodity": commodity, "t_per_day": str(tonnes), "valid_from": begin,
        "valid_until": end, "origin": origin,
    }  # fmt: skip


def _places(folder: Path) -> dict[str, tuple[float, float]]:
    with (folder / "places.csv").open(encoding="utf-8", newline="") as stream:
        found = {row["name"]: (float(row["lon"]), float(row["lat"])) for row in csv.DictReader(stream)}
    return found | _FURTHER


def _along(one: tuple[float, float], other: tuple[float, float], share: float) -> tuple[float, float]:
    return tuple(round(a + share * (b - a), 5) for a, b in zip(one, other, strict=True))  # type: ignore[return-value]
