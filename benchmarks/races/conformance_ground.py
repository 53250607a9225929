"""The ground of the race `conformance`: real borders of East Java with invented meanings, seeded sites and receptors.

Zones are the desa of one source, so they meet without gaps or overlaps. Overlays and special zones are desa and groups
of another source, whose lines run elsewhere; of each layer only such are taken as do not touch one another. Roads are
real and lie in two places only; schools and markets are invented.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from conformance_law import ACTIVITIES, DISTANCES, OVERLAYS, SPECIALS, ZONES, ZONES_LAYER, pack_files, plan_id
from load_files import shared_data
from zoning_sites import DESA_CRS, desa_in_metres, invented_parcels, invented_points

import petasentra as ps

SHARE_OF_DESA = {"lahan-pangan": 0.2, "rawan-banjir": 0.15, "hutan": 0.1, "bandara": 0.03}
SHARE_OF_GROUPS = {"zona-khusus-logam": 0.15, "zona-khusus-pangan": 0.15}
SCHOOLS, MARKETS = 6_000, 500


@dataclass(frozen=True)
class Ground:
    """Layers by the id that the law knows them by, all in metres."""

    zones: gpd.GeoDataFrame
    others: dict[str, gpd.GeoDataFrame]


def apart(shapes: gpd.GeoDataFrame, share: float, random: np.random.Generator) -> gpd.GeoDataFrame:
    """About this share of the shapes, none of which touches another."""
    chosen = shapes[random.random(len(shapes)) < share].reset_index(drop=True)
    one, other = chosen.sindex.query(chosen.geometry, predicate="intersects")
    later = np.unique(np.maximum(one, other)[one != other])
    return chosen.drop(index=later).reset_index(drop=True)


def other_desa() -> gpd.GeoDataFrame:
    """The desa of East Java as another source draws them; those it draws wrongly are left out."""
    packed = shared_data() / "overlay" / "jatim_desa_kepmendagri.fgb.gz"
    desa = pyogrio.read_dataframe(gzip.decompress(packed.read_bytes())).to_crs(DESA_CRS)
    return desa[desa.is_valid][["kode", "geometry"]]


def other_kecamatan() -> gpd.GeoDataFrame:
    """The kecamatan of East Java of that source."""
    found = pyogrio.read_dataframe(shared_data() / "admin" / "jatim_ntb_kecamatan_kepmendagri.gpkg").to_crs(DESA_CRS)
    found = found[found.is_valid & found["kode"].str.startswith("35")]
    return found[["kode", "geometry"]]


def real_roads() -> gpd.GeoDataFrame:
    """Roads of Bojonegoro and Malang."""
    roads = shared_data() / "roads"
    parts = [
        pyogrio.read_dataframe(roads / file, layer=layer, columns=[], force_2d=True).to_crs(DESA_CRS)
        for file, layer in (("bojonegoro_ruas_kabupaten.gpkg", "ruas"), ("kota_malang_rbi25k.gpkg", "jalan"))
    ]
    return pd.concat(parts, ignore_index=True)  # fmt: skip


def with_code(frame: gpd.GeoDataFrame, code: str) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"kode": [code] * len(frame)}, geometry=frame.geometry.to_numpy(), crs=DESA_CRS)


def real_ground(seed: int = 20261123) -> Ground:
    """All layers of the pack; the zones with a code for each of three plans."""
    random = np.random.default_rng(seed)
    zones = desa_in_metres()[["geometry"]].copy()
    for plan in range(3):
        zones[f"kode{plan}"] = random.choice(ZONES, len(zones))
    desa, groups = other_desa(), other_kecamatan()
    others = {rule.id: with_code(apart(desa, SHARE_OF_DESA[rule.id], random), rule.id) for rule in OVERLAYS}
    others |= {rule.id: with_code(apart(groups, SHARE_OF_GROUPS[rule.id], random), "khusus") for rule in SPECIALS}
    schools = gpd.GeoDataFrame(geometry=shapely.points(invented_points(zones, SCHOOLS, seed)), crs=DESA_CRS)
    receptors = {"sekolah": schools, "jalan": real_roads(),
                 "pasar": invented_parcels(zones, MARKETS, (60.0, 200.0), seed)}  # fmt: skip
    others |= {rule.id: with_code(receptors[rule.id], rule.id) for rule in DISTANCES}
    return Ground(zones, others)


def bound_pack(ground: Ground, plans: list[int]) -> ps.PlanPack:
    """The pack with these plans."""
    zones = ps.Layer.from_geopandas(ground.zones)
    others = {name: ps.Layer.from_geopandas(frame) for name, frame in ground.others.items()}
    layers = {}
    for plan in plans:
        layers[plan_id(plan), ZONES_LAYER] = zones
        layers |= {(plan_id(plan), name): layer for name, layer in others.items()}
    with TemporaryDirectory() as folder:
        for name, text in pack_files(plans).items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        return ps.read_plan_pack(folder, layers=layers)


def named(shapes: gpd.GeoDataFrame, seed: int) -> gpd.GeoDataFrame:
    """The shapes as sites, each with an id and an activity."""
    activity = np.random.default_rng(seed).choice(ACTIVITIES, len(shapes))
    ids = [f"T{row:06d}" for row in range(len(shapes))]
    return gpd.GeoDataFrame({"site_id": ids, "activity": activity}, geometry=shapes.geometry.values, crs=shapes.crs)


def sentra(ground: Ground, n: int, seed: int = 7) -> gpd.GeoDataFrame:
    """Polygons of eight corners, 30 to 400 m across, whose middle lies in a zone."""
    return named(invented_parcels(ground.zones, n, (30.0, 400.0), seed), seed)


def units_as_points(ground: Ground, n: int, seed: int = 11) -> gpd.GeoDataFrame:
    """Places in the zones."""
    shapes = shapely.points(invented_points(ground.zones, n, seed))
    return named(gpd.GeoDataFrame(geometry=shapes, crs=DESA_CRS), seed)


def units_as_polygons(ground: Ground, n: int, seed: int = 13) -> gpd.GeoDataFrame:
    """Polygons of eight corners, 10 to 60 m across."""
    return named(invented_parcels(ground.zones, n, (10.0, 60.0), seed), seed)
