"""Desa and kecamatan of the study area, cut from COD-AB and simplified as one coverage."""

from __future__ import annotations

import csv
import gzip
import io
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

if TYPE_CHECKING:
    from pathlib import Path

CRS = "EPSG:32749"
GRID_M = 0.1  # every vertex of the polygon layers lies on this grid, so that shared borders are equal to the bit
SIMPLIFY_M = 40.0  # square root of the triangle area that coverage simplification may remove
FOREST_UNIT = "Perhutani"  # forest units that COD-AB lists beside the desa (village code ...999)

# Spellings of COD-AB 2020 against those of the Kemendagri list: same kecamatan, checked one by one.
SPELLINGS = {"Bandar Kedung Mulyo": "Bandarkedungmulyo", "Jogo Roto": "Jogoroto"}


def read_desa(shared: Path) -> gpd.GeoDataFrame:
    """Desa in metres, simplified together: neighbours keep their common border, vertex by vertex."""
    desa = gpd.read_file(shared / "admin" / "jombang_desa.gpkg").to_crs(CRS)
    desa = desa.sort_values("village_code", ignore_index=True)
    simplified = shapely.coverage_simplify(desa.geometry.to_numpy(), SIMPLIFY_M)
    rounded = shapely.transform(simplified, lambda xy: xy.round(1))
    desa = desa.set_geometry(gpd.GeoSeries(rounded, crs=CRS))
    require_coverage(desa.geometry, "desa")
    desa["forest_unit"] = (desa["village"] == FOREST_UNIT).astype("int32")
    keep = ["province_code", "province", "regency_code", "regency", "district_code", "district"]
    return desa[[*keep, "village_code", "village", "source", "date", "valid_on", "forest_unit", "geometry"]]


def require_coverage(polygons: gpd.GeoSeries, what: str) -> None:
    """Stop unless the polygons are valid and meet without gap or overlap along every shared border."""
    values = polygons.to_numpy()
    if not shapely.is_valid(values).all():
        raise ValueError(f"{what}: invalid polygon")
    if not shapely.coverage_is_valid(values):
        raise ValueError(f"{what}: borders of neighbours do not match")


def crosswalk(shared: Path, desa: gpd.GeoDataFrame) -> list[dict[str, str]]:
    """Codes of the kabupaten and its kecamatan in three systems, joined by name."""
    listed = gpd.read_file(shared / "admin" / "jatim_ntb_kecamatan_kepmendagri.gpkg", ignore_geometry=True)
    listed = listed[listed["kode"].str.startswith("35.17.")]
    kemendagri = dict(zip(listed["nama"].map(plain_name), listed["kode"], strict=True))
    require_second_list(shared, kemendagri)
    rows = [{"kemendagri": "35.17", "bps": "3517", "cod_ab": "id3517", "name": "Jombang", "level": "kabupaten"}]
    units = desa[["district_code", "district"]].drop_duplicates().sort_values("district_code")
    for code, district in units.itertuples(index=False):
        name = SPELLINGS.get(district, district)
        # COD-AB writes the BPS code with the prefix "id" (its source column says HDX-BPS); the name decides the pair.
        rows.append(
            {
                "kemendagri": kemendagri.pop(plain_name(name)),
                "bps": code.removeprefix("id"),
                "cod_ab": code,
                "name": name,
                "level": "kecamatan",
            }
        )
    if kemendagri:
        raise ValueError(f"kecamatan without a COD-AB code: {sorted(kemendagri)}")
    return sorted(rows, key=lambda row: row["kemendagri"])


def plain_name(name: str) -> str:
    """Small letters without blanks: "Bandar Kedungmulyo" and "Bandarkedungmulyo" are one name."""
    return name.lower().replace(" ", "")


def require_second_list(shared: Path, kemendagri: dict[str, str]) -> None:
    """Stop unless an independent list of Kemendagri codes says the same."""
    with gzip.open(shared / "admin" / "kode_wilayah" / "districts.csv.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(io.StringIO(file.read())) if row["regency_code"] == "35.17"]
    if {plain_name(row["name"]): row["code"] for row in rows} != kemendagri:
        raise ValueError("two lists of Kemendagri codes disagree")
