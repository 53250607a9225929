"""How much of every parcel lies in each zone, beside `geopandas.overlay` and the quickest shapely we found."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import zoning_rivals as rivals
from zoning_report import THREADS, Found, Line, Sizes, beside
from zoning_sites import desa_in_metres, invented_parcels

import petasentra as ps

if TYPE_CHECKING:
    import geopandas as gpd

ACROSS = {"30-120 m": (30.0, 120.0), "0.3-1.2 km": (300.0, 1200.0)}


def require_same_areas(ours: ps.Table, theirs: np.ndarray, sites: gpd.GeoDataFrame, zones: int, rival: str) -> float:
    """End the race if an area differs by 1e-9 of its parcel; return the largest difference."""
    inside = ours["zone_row"] >= 0
    keys = np.concatenate([ours["site_row"][inside] * zones + ours["zone_row"][inside],
                           (theirs[:, 0] * zones + theirs[:, 1]).astype(np.int64)])  # fmt: skip
    values = np.concatenate([ours["area_m2"][inside], -theirs[:, 2]])
    pairs, place = np.unique(keys, return_inverse=True)
    difference = np.abs(np.bincount(place, weights=values)) / sites.area.to_numpy()[pairs // zones]
    if difference.max() > 1e-9:
        sys.exit(f"{rival}: an area differs by {difference.max():.2g} of its parcel. Nothing is written.")
    return float(difference.max())


def shared(sizes: Sizes) -> Found:
    """Small parcels, most of which lie in one desa, and large ones."""
    zones = desa_in_metres()
    index, prepared = ps.ZoningIndex(zones), rivals.PreparedZones(zones)
    found, worst = Found(), 0.0
    for name, metres in ACROSS.items():
        sites = invented_parcels(zones, sizes.parcels, metres, 7)
        layer = ps.Layer.from_geopandas(sites)
        ask = partial(index.shares, layer, threads=THREADS)
        for rival, job, aim in (
            ("geopandas overlay", partial(rivals.shared_by_geopandas, zones=zones), 150.0),
            ("shapely: tree, prepared, clip", prepared.shares, 20.0),
        ):
            (answer, theirs), [(ours, seconds)] = beside(partial(job, sites), [ask], sizes.runs)
            worst = max(worst, require_same_areas(ours, answer, sites, len(zones), rival))
            found.add(Line(f"shares of {len(sites):,} parcels of {name}", rival, theirs, seconds, aim))
    found.notes.append(
        "Parcels have eight corners and their middle in a zone; areas were equal within "
        f"{worst:.1g} of the parcel (1e-9 is asked)."
    )
    return found
