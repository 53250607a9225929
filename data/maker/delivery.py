"""The layers of an invented delivery, cut from the study area: odd, but sound in their geometry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

if TYPE_CHECKING:
    from pathlib import Path

#: The two kecamatan that the delivery covers.
KECAMATAN = ("Sumobito", "Kesamben")
#: Says in every table that its rows are no facts.
NOTE = "rekaan"
#: DGN95 / Indonesia TM-3 zone 49.2, the CRS of land offices around Jombang.
TM3 = 23836


@dataclass(frozen=True)
class Ground:
    """What the delivery is cut from, in EPSG:32749."""

    zones: gpd.GeoDataFrame
    desa: gpd.GeoDataFrame
    kecamatan: gpd.GeoDataFrame
    roads: gpd.GeoDataFrame
    smelters: gpd.GeoDataFrame

    @classmethod
    def read(cls, folder: Path) -> Ground:
        """Read the study area and keep the two kecamatan."""
        zones = gpd.read_file(folder / "zones-2021.fgb")
        desa = gpd.read_file(folder / "desa.fgb")
        kecamatan = gpd.read_file(folder / "kecamatan.fgb")
        roads = gpd.read_file(folder / "roads.geojson").to_crs(zones.crs)
        smelters = gpd.read_file(folder / "smelter-rekaan.geojson").to_crs(zones.crs)
        kecamatan = kecamatan[kecamatan["name"].isin(KECAMATAN)].reset_index(drop=True)
        outline = kecamatan.union_all()
        return cls(
            zones[zones["WADMKC"].isin(KECAMATAN)].reset_index(drop=True),
            desa[desa["district"].isin(KECAMATAN)].reset_index(drop=True),
            kecamatan,
            roads[roads.intersects(outline)].reset_index(drop=True),
            smelters[smelters.intersects(outline)].reset_index(drop=True),
        )


def table(ground: Ground, columns: dict[str, object], shapes: object, crs: object | None = None) -> gpd.GeoDataFrame:
    """Return a table in the CRS of the ground, or transformed to ``crs``."""
    made = gpd.GeoDataFrame(columns, geometry=shapes, crs=ground.zones.crs)
    return made if crs is None else made.to_crs(crs)


def desa(ground: Ground) -> gpd.GeoDataFrame:
    """Villages in degrees; the kabupaten is spelt in three ways."""
    spellings = ("Kab. Jombang", "KABUPATEN JOMBANG", "Jombang")
    columns = {
        "WADMKD": ground.desa["village"],
        "WADMKC": ground.desa["district"],
        "WADMKK": [spellings[row % 3] for row in range(len(ground.desa))],
        "KDBBPS": ground.desa["village_code"].str.removeprefix("id"),
        "SUMBER": "COD-AB 2020 (BPS, OCHA), disederhanakan",
    }
    return table(ground, columns, ground.desa.geometry, 4326)


def kecamatan(ground: Ground) -> gpd.GeoDataFrame:
    """Outlines in TM-3; the file that says so will be missing."""
    columns = {"NAMOBJ": ground.kecamatan["name"], "KODE": ground.kecamatan["kemendagri"]}
    return table(ground, columns, ground.kecamatan.geometry, TM3)


def roads(ground: Ground) -> gpd.GeoDataFrame:
    """Roads in degrees with names of the base map; their index will be missing."""
    kinds = {"tol": "Jalan Tol", "arteri": "Jalan Arteri", "kolektor": "Jalan Kolektor"}
    columns = {
        "NAMRJL": ground.roads["name"],
        "REMARK": ground.roads["class"].map(kinds).fillna("Jalan Lokal"),
        "KET": "skematik",
    }
    return table(ground, columns, ground.roads.geometry, 4326)


def river(ground: Ground) -> gpd.GeoDataFrame:
    """Water in the CRS of web maps, whose metres are no metres."""
    water = ground.zones[ground.zones["KODKWS"] == "BA"]
    return table(ground, {"NAMOBJ": water["NAMOBJ"], "KET": "skematik"}, water.geometry, 3857)


def units(ground: Ground) -> gpd.GeoDataFrame:
    """Units of small industry with latitude as x; numbers, dates and codes as people write them."""
    shapes = ground.smelters.geometry.to_crs(4326)
    rows = np.arange(len(shapes))
    months = ("Jan", "Peb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nop", "Des")
    columns = {
        # One number is given twice, as happens when lists are pasted together.
        "ID_UNIT": [f"U-{row if row != 7 else 6:03d}" for row in rows],
        "NAMA": [f"CV Rekaan «{row}»" for row in rows],
        "PRODUK": "aluminium batangan",
        # A shapefile cuts names at ten letters: tenaga_kerja arrives as TENAGA_KER.
        "TENAGA_KER": ground.smelters["workers"],
        "KOMODITI": "Elektronika/Logam",
        "KBLI": ["38301" if row % 3 else "8104" for row in rows],
        "TGL_IZIN": [f"{1 + row % 28:02d}-{months[row % 12]}-{2015 + row % 7}" for row in rows],
        "LUAS_M2": [f"{350 + 731 * int(row) % 9000:,}".replace(",", ".") + f",{row % 100:02d}" for row in rows],
        "KET": NOTE,
    }
    return gpd.GeoDataFrame(columns, geometry=shapely.points(shapes.y, shapes.x), crs=4326)


def food_land(ground: Ground) -> gpd.GeoDataFrame:
    """Protected food land; the coded column holds codes in some rows and words in others."""
    land = ground.zones[ground.zones["KODKWS"] == "P-1"].explode(ignore_index=True)
    words = ("2", "Ada", "2", "lahan sawah lestari")
    columns = {
        "NAMOBJ": "Kawasan Pertanian Pangan Berkelanjutan",
        "KODKWS": land["KODKWS"],
        "KP2B_2": [words[row % len(words)] for row in range(len(land))],
        "LUASHA": (land.area / 1e4).round(2),
        "REMARK": "skematik",
    }
    return table(ground, columns, land.geometry)


def treatment(ground: Ground) -> gpd.GeoDataFrame:
    """Five places for waste water; the table will be cut short."""
    centres = ground.desa.geometry.representative_point().iloc[::7].head(5)
    columns = {
        "NAMA": [f"IPAL rekaan {row + 1}" for row in range(len(centres))],
        "KAP_M3": [40, 60, 25, 80, 40][: len(centres)],
        "KET": NOTE,
    }
    return table(ground, columns, centres.reset_index(drop=True), 4326)


def plots(ground: Ground) -> gpd.GeoDataFrame:
    """Three plots that are proposed for a sentra; their table will be missing altogether."""
    centres = ground.smelters.geometry.iloc[[3, 40, 120]].reset_index(drop=True)
    # 1.16 ha, the size published for the site in Desa Kendalsari.
    side = np.sqrt(11_600) / 2
    shapes = shapely.box(*(centres.x - side, centres.y - side, centres.x + side, centres.y + side))
    return table(ground, {"KET": [NOTE] * len(shapes)}, shapes)
