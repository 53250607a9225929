"""Points, parcels and distances on the 8,575 desa of East Java: `petasentra.ZoningIndex` beside geopandas and shapely.

Everything is in EPSG:32749 and in memory on both sides. Answers are compared before anything is timed: the same zone
for every point, every area within 1e-9 of the parcel, every distance within 1e-9 m.

    benchmarks/run zoning [--small]
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).parents[1]))
import zoning_rivals as rivals
from harness import PAGE, RUNS, machine, median_s, today, versions, write_section
from load_files import real_desa

import petasentra as ps

UNITS, MANY, PARCELS, SEED = 456_488, 10_000_000, 200_000, 20261122
SIZES = {"30-120 m": (30.0, 120.0), "0.3-1.2 km": (300.0, 1200.0)}


@dataclass(frozen=True)
class Line:
    """One line of the table; `aim` is what the ratio should reach."""

    job: str
    rival: str
    rival_s: float
    ours_s: float
    aim: float

    def text(self) -> str:
        ratio = self.rival_s / self.ours_s
        return f"| {self.job} | {self.rival} | {self.rival_s:.3f} | {self.ours_s:.3f} | {ratio:.1f} | {self.aim:g} |"


def zones_in_metres() -> gpd.GeoDataFrame:
    """The desa, with the number of their row."""
    desa = real_desa().to_crs(32749)
    return desa.assign(zone=np.arange(len(desa)))[["zone", "geometry"]]


def invented_points(zones: gpd.GeoDataFrame, n: int, seed: int) -> np.ndarray:
    """Seeded places in the zones, shape (n, 2): less than a fifth of their bounds is land."""
    index = ps.ZoningIndex(zones, check_validity=False)
    west, south, east, north = zones.total_bounds
    random, found = np.random.default_rng(seed), np.empty((0, 2))
    while len(found) < n:
        places = random.uniform((west, south), (east, north), (4 * n, 2))
        found = np.concatenate([found, places[index.locate(x=places[:, 0], y=places[:, 1]) >= 0]])
    return found[:n]


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


def require_same_rows(ours: np.ndarray, theirs: np.ndarray, rival: str) -> None:
    unequal = np.flatnonzero(ours != theirs)
    if len(unequal):
        sys.exit(f"{rival}: {len(unequal)} points lie elsewhere, the first is {unequal[0]}. Nothing is written.")


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


def located(zones: gpd.GeoDataFrame, runs: int, units: int, many: int) -> list[Line]:
    index = ps.ZoningIndex(zones)
    lines = located_once(index, zones, runs, units)
    layer = ps.Layer.from_geopandas(zones)
    points = ps.Layer.from_geopandas(point_frame(invented_points(zones, units, SEED), zones))
    built = median_s(lambda: ps.ZoningIndex(layer, check_validity=False).locate(points), runs)
    lines += [
        Line(one.job.replace("open", "built"), one.rival, one.rival_s, built, aim)
        for one, aim in zip(lines, (6.0, 1.0), strict=True)
    ]
    print(lines[-2].text(), flush=True)
    return lines + located_once(index, zones, runs, many)


def located_once(index: ps.ZoningIndex, zones: gpd.GeoDataFrame, runs: int, count: int) -> list[Line]:
    """Race for the zone of every point, zones cut up beforehand."""
    xy = invented_points(zones, count, SEED)
    frame = point_frame(xy, zones)
    points = ps.Layer.from_geopandas(frame)
    ours = index.locate(points)
    seconds = median_s(lambda: index.locate(points), runs)
    lines = []
    for rival, job, aim in (
        ("geopandas sjoin within", partial(rivals.located_by_geopandas, frame.geometry, zones), 60.0),
        ("shapely: blocks, prepared, contains_xy", partial(rivals.located_by_expert, xy, zones), 15.0),
    ):
        require_same_rows(ours, job(), rival)
        theirs = median_s(job, runs)
        lines.append(Line(f"locate {count:,} points, index open", rival, theirs, seconds, aim))
        print(lines[-1].text(), flush=True)
    return lines


def shared(zones: gpd.GeoDataFrame, runs: int, parcels: int) -> tuple[list[Line], float]:
    index, prepared = ps.ZoningIndex(zones), rivals.PreparedZones(zones)
    lines, worst = [], 0.0
    for name, metres in SIZES.items():
        sites = invented_parcels(zones, parcels, metres, 7)
        layer = ps.Layer.from_geopandas(sites)
        ours = index.shares(layer)
        seconds = median_s(partial(index.shares, layer), runs)
        for rival, job, aim in (
            ("geopandas overlay", partial(rivals.shared_by_geopandas, zones=zones), 150.0),
            ("shapely: tree, prepared, clip", prepared.shares, 20.0),
        ):
            worst = max(worst, require_same_areas(ours, job(sites), sites, len(zones), rival))
            theirs = median_s(partial(job, sites), runs)
            lines.append(Line(f"shares of {parcels:,} parcels of {name}", rival, theirs, seconds, aim))
            print(lines[-1].text(), flush=True)
    return lines, worst


def distances(zones: gpd.GeoDataFrame, runs: int, units: int) -> list[Line]:
    xy = invented_points(zones, units, 11)
    points = shapely.points(xy)
    index, nearest = ps.ZoningIndex(zones), rivals.NearestLine(zones)
    ours, theirs = index.distance(x=xy[:, 0], y=xy[:, 1]), nearest.distance(points)
    if not np.allclose(ours, theirs, rtol=1e-12, atol=1e-9):
        sys.exit("shapely: a distance differs. Nothing is written.")
    line = Line(
        f"distance of {units:,} points to the nearest border",
        "shapely STRtree over lines of 16 edges",
        median_s(lambda: nearest.distance(points), runs),
        median_s(lambda: index.distance(x=xy[:, 0], y=xy[:, 1]), runs),
        15.0,
    )
    print(line.text(), flush=True)
    return [line]


def race(*, small: bool) -> None:
    """Compare, time, and write the page unless small."""
    zones = zones_in_metres()
    runs = 1 if small else RUNS
    units, many, parcels = (20_000, 50_000, 5_000) if small else (UNITS, MANY, PARCELS)
    lines = located(zones, runs, units, many)
    areas, worst = shared(zones, runs, parcels)
    lines += areas + distances(zones, runs, units)
    head = ["| job | rival | rival s | ours s | ratio | aim |", "|---|---|---|---|---|---|"]
    text = "\n".join([*head, *(one.text() for one in lines)])
    missed = [one for one in lines if one.rival_s < one.aim * one.ours_s]
    said = "All aims are reached." if not missed else f"{len(missed)} of {len(lines)} aims are missed."
    print(text)
    if small:
        return
    write_section(
        "zoning",
        "zoning: points, parcels and distances on real zones",
        f"""{text}

Run on {today()} on {machine()}; {versions("petasentra", "geopandas", "shapely")}.
Zones: the 8,575 desa of East Java (2,520,855 vertices) in EPSG:32749. Points are seeded and lie in a zone; parcels
have eight corners and their middle in a zone. Answers were equal: the same zone for every point, areas within
{worst:.1g} of the parcel, distances within 1e-9 m. *Index open*: zones cut up beforehand. *Index built*: from polygons
in memory, the index made on the way, without asking whether zones are valid, which the others do not ask either. Each
side has points and parcels in its own form in memory. Shapely runs on two threads, geopandas on one, ours on two.
{said}
`benchmarks/run zoning` makes this table.""",
    )
    print(f"written: {PAGE.relative_to(Path(__file__).parents[2])}")


if __name__ == "__main__":
    race(small="--small" in sys.argv[1:])
