"""What is asked about in the race `zoning`: real zones, and seeded points and parcels on them."""

from __future__ import annotations

from functools import cache

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from load_files import real_desa, shared_data

import petasentra as ps

DESA_CRS, PLANS_CRS = 32749, 32748


@cache
def desa_in_metres() -> gpd.GeoDataFrame:
    """The 8,575 desa of East Java, with the number of their row."""
    desa = real_desa().to_crs(DESA_CRS)
    return desa.assign(zone=np.arange(len(desa)))[["zone", "geometry"]]


def plans_in_metres() -> gpd.GeoDataFrame:
    """The zones of every `jabar_rtrwp_*` layer, one after the other, height left out."""
    files = sorted((shared_data() / "zoning").glob("jabar_rtrwp_*.gpkg"))
    layers = [
        pyogrio.read_dataframe(file, layer=name, columns=[], force_2d=True).geometry.set_crs(4326, allow_override=True)
        for file in files
        for name in pyogrio.list_layers(file)[:, 0]
    ]
    shapes = np.concatenate([layer.to_crs(PLANS_CRS).values for layer in layers])
    return gpd.GeoDataFrame({"zone": np.arange(len(shapes))}, geometry=shapes, crs=PLANS_CRS)


def invented_points(zones: gpd.GeoDataFrame, n: int, seed: int) -> np.ndarray:
    """Seeded places in the zones, shape (n, 2), however little of their bounds the zones cover."""
    index = ps.ZoningIndex(zones, check_validity=False)
    west, south, east, north = zones.total_bounds
    random, found, held = np.random.default_rng(seed), [], 0
    while held < n:
        places = random.uniform((west, south), (east, north), (n, 2))
        found.append(places[index.locate(x=places[:, 0], y=places[:, 1]) >= 0])
        held += len(found[-1])
    return np.concatenate(found)[:n]


def invented_parcels(zones: gpd.GeoDataFrame, n: int, metres: tuple[float, float], seed: int) -> gpd.GeoDataFrame:
    """Parcels of eight corners, about so many metres across, whose middle lies in a zone."""
    random = np.random.default_rng(seed)
    centre = invented_points(zones, n, seed + 1)
    angle = np.arange(8) * np.pi / 4
    radius = 0.5 * random.uniform(*metres, (n, 1)) * random.uniform(0.7, 1.3, (n, 8))
    ring = centre[:, None, :] + radius[:, :, None] * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    return gpd.GeoDataFrame({"site": np.arange(n)}, geometry=shapely.polygons(ring), crs=zones.crs)


def point_frame(xy: np.ndarray, zones: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=shapely.points(xy), crs=zones.crs)
