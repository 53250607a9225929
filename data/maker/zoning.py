"""The two schematic plans, and the desa and kecamatan, dissolved from one partition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from .boundaries import require_coverage
from .landscape import CLASSES, TARGET_HA, Landscape, brantas
from .partition import PLANS, absorb_small, cut_to_area, dissolve, fragments, jittered_seeds, smooth, tessellate

if TYPE_CHECKING:
    import geopandas as gpd

SPACING_M = 300.0
STUDY_SPACING_M = 190.0  # Sumobito and Kesamben are drawn finer
SMALLEST_PATCH_M2 = 25_000.0
SMOOTH_M = 66.0


def partition(desa: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Pieces with columns ``desa`` (row of the desa layer), ``2009`` and ``2021`` (zone codes)."""
    rng = np.random.default_rng(3517)
    outline = shapely.coverage_union_all(desa.geometry.to_numpy())
    study = shapely.union_all(desa.geometry[desa["district"].isin(["Sumobito", "Kesamben"])].to_numpy())
    coarse = jittered_seeds(outline, SPACING_M, rng)
    fine = jittered_seeds(study, STUDY_SPACING_M, rng)
    seeds = np.vstack([coarse[~shapely.intersects_xy(study, *coarse.T)], fine[shapely.intersects_xy(study, *fine.T)]])
    cells = tessellate(seeds, outline)
    strips = brantas(desa)
    pieces = fragments(desa, cells, strips)

    used = np.unique(pieces["cell"])
    by_cell = pieces.assign(area=pieces.area).sort_values("area").groupby("cell").tail(1).sort_values("cell")
    centres = shapely.get_coordinates(shapely.centroid(cells[used]))
    dry = pieces[pieces["strip"] == ""]
    dry_ha = dry.area.groupby(dry["cell"]).sum().reindex(used).fillna(0.0).to_numpy() / 1e4
    home = desa.iloc[by_cell["desa"]]
    land = Landscape(
        desa, centres, dry_ha, home["district"].to_numpy(dtype=object), (home["forest_unit"] == 1).to_numpy()
    )
    position = np.searchsorted(used, pieces["cell"])
    study_pieces = desa["district"].isin(["Sumobito", "Kesamben"]).to_numpy()[pieces["desa"]]
    forest = (desa["forest_unit"] == 1).to_numpy()[pieces["desa"]]
    for year in PLANS:
        zone = land.plan(year)[position]
        zone = np.where(study_pieces & (zone == "KPI"), "P-2", zone)  # no industry zone is drawn in the special zone
        zone = np.where(forest & ~np.isin(zone, ["HL", "HP"]), "HP", zone)
        pieces[year] = np.where(pieces["strip"] != "", pieces["strip"], zone)
        absorb_small(pieces, year, SMALLEST_PATCH_M2, fixed=("BA", "SS"))
    pieces = smooth(dissolve(pieces, ["desa", *PLANS]), SMOOTH_M)
    for year in PLANS:
        for zone_code, gives_to in (("KPI", "P-2"), ("P-1", "P-2")):
            pieces = cut_to_area(pieces, year, zone_code, TARGET_HA[year][zone_code], gives_to)
    require_coverage(pieces.geometry, "partition after the cuts")
    return pieces


def desa_layer(pieces: gpd.GeoDataFrame, desa: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The desa with the vertices that the zones put on their borders."""
    shapes = dissolve(pieces, ["desa"])
    if len(shapes) != len(desa):
        raise ValueError("a desa was lost in the partition")
    return desa.set_geometry(shapes.geometry.set_axis(desa.index))


def kecamatan_layer(desa: gpd.GeoDataFrame, crosswalk: list[dict[str, str]]) -> gpd.GeoDataFrame:
    """Exact union of the desa of each kecamatan, with the codes of the other systems."""
    shapes = dissolve(desa, ["district_code", "district"])
    units = {row["cod_ab"]: row for row in crosswalk}
    shapes["kemendagri"] = [units[code]["kemendagri"] for code in shapes["district_code"]]
    shapes["bps"] = [units[code]["bps"] for code in shapes["district_code"]]
    shapes["name"] = [units[code]["name"] for code in shapes["district_code"]]
    shapes["n_desa"] = desa.groupby("district_code").size().reindex(shapes["district_code"]).to_numpy(dtype="int32")
    return shapes[["district_code", "district", "kemendagri", "bps", "name", "n_desa", "geometry"]]


def zones_layer(
    pieces: gpd.GeoDataFrame, year: str, desa: gpd.GeoDataFrame, crosswalk: list[dict[str, str]]
) -> gpd.GeoDataFrame:
    """One feature a zone code and kecamatan."""
    names = {row["cod_ab"]: row["name"] for row in crosswalk}
    owner = desa["district_code"].map(names).to_numpy()[pieces["desa"]]
    zones = dissolve(pieces.assign(KODKWS=pieces[year], WADMKC=owner), ["WADMKC", "KODKWS"])
    zones["NAMOBJ"] = zones["KODKWS"].map(CLASSES)
    zones["LUASHA"] = (zones.area / 1e4).round(5)
    zones["SKEMATIK"] = np.int32(1)
    zones["KET"] = "skematik, bukan peta rencana"
    return zones[["KODKWS", "NAMOBJ", "WADMKC", "LUASHA", "SKEMATIK", "KET", "geometry"]]
