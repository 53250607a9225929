"""Points and parcels joined with zones by other libraries, each in the quickest way we found for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import geopandas as gpd
import numpy as np
import shapely
from zoning_report import THREADS

CELL_M = 2000.0
EDGES_A_LINE = 16


def located_by_geopandas(points: gpd.GeoSeries, zones: gpd.GeoDataFrame, predicate: str = "within") -> np.ndarray:
    """`sjoin`: -1 outside. The copies have no tree left by a run before."""
    frame, others = gpd.GeoDataFrame(geometry=points.copy()), gpd.GeoDataFrame(geometry=zones.geometry.copy())
    joined = gpd.sjoin(frame, others, predicate=predicate, how="left")
    first = joined[~joined.index.duplicated()]["index_right"]
    return first.fillna(-1).to_numpy().astype(np.int64)


class BlockedPoints:
    """Points sorted into rows and columns of 2 km, so that each zone is asked about those in its bounds only."""

    def __init__(self, xy: np.ndarray) -> None:
        cell = np.floor(xy / CELL_M).astype(np.int64)
        self.west, self.south = cell.min(axis=0)
        self.columns = cell[:, 0].max() - self.west + 1
        key = (cell[:, 1] - self.south) * self.columns + cell[:, 0] - self.west
        self.order = np.argsort(key, kind="stable")
        self.key = key[self.order]
        self.x, self.y = np.ascontiguousarray(xy[self.order, 0]), np.ascontiguousarray(xy[self.order, 1])

    def ranges(self, bounds: np.ndarray) -> list[tuple[int, int]]:
        """Runs of points in the cells of the bounds, one a row of cells."""
        west, south, east, north = np.floor(bounds / CELL_M).astype(np.int64)
        rows = np.arange(south - self.south, north - self.south + 1) * self.columns
        first = np.searchsorted(self.key, rows + max(west - self.west, 0))
        last = np.searchsorted(self.key, rows + min(east - self.west, self.columns - 1), side="right")
        return [(int(a), int(b)) for a, b in zip(first, last, strict=True) if a < b]


def located_by_expert(xy: np.ndarray, zones: gpd.GeoDataFrame) -> np.ndarray:
    """Points sorted into blocks, prepared zones, `contains_xy` on those in the bounds, two threads."""
    points = BlockedPoints(xy)
    shapes, bounds = zones.geometry.values, zones.bounds.to_numpy()
    found = np.full(len(xy), -1, dtype=np.int64)

    def ask(row: int) -> None:
        shapely.prepare(shapes[row])
        west, south, east, north = bounds[row]
        for first, last in points.ranges(bounds[row]):
            x, y = points.x[first:last], points.y[first:last]
            near = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
            inside = near[shapely.contains_xy(shapes[row], x[near], y[near])]
            found[points.order[first + inside]] = row

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(ask, range(len(shapes)), chunksize=64))
    return found


def shared_by_geopandas(sites: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> np.ndarray:
    """`overlay(how="intersection")` and the area of its pieces: rows of site, zone, area."""
    cut = gpd.overlay(sites[["site", "geometry"]], zones[["zone", "geometry"]], how="intersection")
    return np.column_stack([cut["site"], cut["zone"], cut.area])


class PreparedZones:
    """A tree of zones, prepared once; prepared shapes may not be asked by two threads at once: each has its own."""

    def __init__(self, zones: gpd.GeoDataFrame) -> None:
        self.tree = shapely.STRtree(zones.geometry.values)
        written = shapely.to_wkb(zones.geometry.values)
        self.shapes = [shapely.from_wkb(written) for _ in range(THREADS)]
        for shapes in self.shapes:
            shapely.prepare(shapes)

    def shares(self, sites: gpd.GeoDataFrame) -> np.ndarray:
        """Prepared `contains` for whole sites; zones clipped to the bounds of the others: rows of site, zone, area."""

        def share(rows: np.ndarray, shapes: np.ndarray) -> np.ndarray:
            parts = np.array_split(rows, 32)
            return np.concatenate([areas_by_expert(sites, part, self.tree, shapes) for part in parts])

        with ThreadPoolExecutor(THREADS) as pool:
            rows = np.array_split(np.arange(len(sites)), THREADS)
            return np.concatenate(list(pool.map(share, rows, self.shapes)))


def areas_by_expert(sites: gpd.GeoDataFrame, rows: np.ndarray, tree: shapely.STRtree, shapes: np.ndarray) -> np.ndarray:
    """Rows of site, zone, area for some of the sites."""
    geometry = sites.geometry.values[rows]
    site, zone = tree.query(geometry)
    whole = shapely.contains_properly(shapes[zone], geometry[site])
    area = np.zeros(len(site))
    area[whole] = shapely.area(geometry[site[whole]])
    cut = np.flatnonzero(~whole)
    cut = cut[shapely.intersects(shapes[zone[cut]], geometry[site[cut]])]
    bounds = shapely.bounds(geometry[site[cut]])
    clipped = [
        shapely.clip_by_rect(shapes[z], *box) for z, box in zip(zone[cut], bounds + [-1.0, -1.0, 1.0, 1.0], strict=True)
    ]
    area[cut] = shapely.area(shapely.intersection(geometry[site[cut]], np.array(clipped, dtype=object)))
    return np.column_stack([rows[site], zone, area])


def border_lines(zones: gpd.GeoDataFrame) -> np.ndarray:
    """Borders as lines of at most 16 edges: a tree over whole borders would make each distance a long search."""
    lines = []
    for ring in shapely.get_rings(shapely.get_parts(zones.geometry.values)):
        xy = shapely.get_coordinates(ring)
        lines += [shapely.LineString(xy[k : k + EDGES_A_LINE + 1]) for k in range(0, len(xy) - 1, EDGES_A_LINE)]
    return np.array(lines, dtype=object)


class NearestLine:
    """`STRtree.query_nearest` over short lines, which gives the distance too; two threads."""

    def __init__(self, zones: gpd.GeoDataFrame) -> None:
        self.tree = shapely.STRtree(border_lines(zones))

    def distance(self, points: np.ndarray) -> np.ndarray:
        def ask(part: np.ndarray) -> np.ndarray:
            return self.tree.query_nearest(part, return_distance=True, all_matches=False)[1]

        with ThreadPoolExecutor(THREADS) as pool:
            return np.concatenate(list(pool.map(ask, np.array_split(points, 64))))
