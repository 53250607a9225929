"""One planar partition from which every polygon layer is dissolved, so that their borders match vertex by vertex."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .boundaries import CRS, GRID_M, require_coverage

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

PLANS = ("2009", "2021")


def jittered_seeds(area: shapely.Geometry, spacing_m: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Points of a hexagonal grid over ``area``, each moved by up to a third of the spacing."""
    x0, y0, x1, y1 = area.bounds
    rows = np.arange(y0 - spacing_m, y1 + spacing_m, spacing_m * 0.866)
    columns = np.arange(x0 - spacing_m, x1 + spacing_m, spacing_m)
    x, y = np.meshgrid(columns, rows)
    x[1::2] += spacing_m / 2
    points = np.column_stack([x.ravel(), y.ravel()])
    return points + rng.uniform(-spacing_m / 3, spacing_m / 3, points.shape)


def tessellate(seeds: NDArray[np.float64], extent: shapely.Geometry) -> NDArray[np.object_]:
    """Voronoi cell of each seed, in the order of the seeds."""
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(seeds), extend_to=extent.buffer(3000), ordered=True)
    )
    if len(cells) != len(seeds):
        raise ValueError("two seeds fell on one place")
    return np.asarray(cells)


def fragments(
    desa: gpd.GeoDataFrame, cells: NDArray[np.object_], strips: dict[str, shapely.Geometry]
) -> gpd.GeoDataFrame:
    """Faces of desa borders, cell borders and strip borders together, each with its desa, cell and strip."""
    outline = shapely.coverage_union_all(desa.geometry.to_numpy())
    near = cells[shapely.intersects(cells, outline)]
    lines = [
        *desa.boundary,
        *shapely.intersection(shapely.boundary(near), outline),
        *map(shapely.boundary, strips.values()),
    ]
    faces = faces_of(lines)
    inside = shapely.point_on_surface(faces)
    result = gpd.GeoDataFrame(geometry=faces, crs=CRS)
    result["desa"] = row_holding(desa.geometry.to_numpy(), inside)
    result["cell"] = row_holding(cells, inside)
    result["strip"] = ""
    for name, strip in strips.items():
        result.loc[shapely.intersects(strip, inside) & (result["strip"] == ""), "strip"] = name
    return result[result["desa"] >= 0].reset_index(drop=True)


def faces_of(lines: list[shapely.Geometry]) -> NDArray[np.object_]:
    """Faces of the lines, noded on the grid."""
    noded = shapely.union_all(lines, grid_size=GRID_M)
    return np.asarray(shapely.get_parts(shapely.polygonize([noded])))


def row_holding(polygons: NDArray[np.object_], points: NDArray[np.object_]) -> NDArray[np.int64]:
    """Lowest row of ``polygons`` that holds each point, -1 where none does."""
    point, polygon = shapely.STRtree(polygons).query(points, predicate="intersects")
    rows = np.full(len(points), len(polygons), dtype=np.int64)
    np.minimum.at(rows, point, polygon)
    return np.where(rows == len(polygons), -1, rows)


def dissolve(pieces: gpd.GeoDataFrame, by: list[str]) -> gpd.GeoDataFrame:
    """Union of the pieces of each group, exact because the pieces are a coverage."""
    groups = pieces.groupby(by, sort=True).indices
    keys = [key if isinstance(key, tuple) else (key,) for key in groups]
    geometry = pieces.geometry.to_numpy()
    shapes = [shapely.normalize(shapely.coverage_union_all(geometry[rows])) for rows in groups.values()]
    return gpd.GeoDataFrame(dict(zip(by, map(list, zip(*keys, strict=True)), strict=True)), geometry=shapes, crs=CRS)


def absorb_small(pieces: gpd.GeoDataFrame, column: str, smallest_m2: float, fixed: tuple[str, ...]) -> None:
    """Give each patch of one class below ``smallest_m2`` to the class with which it shares most border."""
    for _ in range(4):
        patches = dissolve(pieces, [column]).explode(ignore_index=True)
        small = patches[(patches.area < smallest_m2) & ~patches[column].isin(fixed)]
        if small.empty:
            return
        rows = row_holding(small.geometry.to_numpy(), shapely.point_on_surface(pieces.geometry.to_numpy()))
        tree = patches.sindex
        for number, shape in enumerate(small.geometry):
            shared: dict[str, float] = {}
            for other in sorted(tree.query(shape, predicate="touches")):
                if patches[column].iloc[other] not in fixed:
                    length = shape.intersection(patches.geometry.iloc[other]).length
                    shared[patches[column].iloc[other]] = shared.get(patches[column].iloc[other], 0.0) + length
            if shared:
                pieces.loc[rows == number, column] = max(sorted(shared), key=lambda name: shared[name])


def smooth(pieces: gpd.GeoDataFrame, tolerance_m: float) -> gpd.GeoDataFrame:
    """Simplify all borders together and put the vertices back on the grid."""
    simplified = shapely.coverage_simplify(pieces.geometry.to_numpy(), tolerance_m)
    result = pieces.set_geometry(gpd.GeoSeries(shapely.transform(simplified, lambda xy: xy.round(1)), crs=CRS))
    require_coverage(result.geometry, "partition")
    return result


def cut_to_area(pieces: gpd.GeoDataFrame, column: str, zone: str, target_ha: float, gives_to: str) -> gpd.GeoDataFrame:
    """Move ground from ``zone`` to ``gives_to`` until ``zone`` has the target area, by one straight north-south cut.

    The piece that is cut touches ground of ``gives_to``; its neighbours get the new vertices too.
    """
    surplus = pieces.area[pieces[column] == zone].sum() - target_ha * 1e4
    if surplus < 0:
        raise ValueError(f"{zone} {column}: {-surplus / 1e4:.1f} ha short of the target")
    receivers = shapely.union_all(pieces.geometry[pieces[column] == gives_to].to_numpy())
    own = pieces[(pieces[column] == zone) & (pieces.area > surplus + 2e4)]
    shared = shapely.length(shapely.intersection(shapely.boundary(own.geometry.to_numpy()), receivers))
    own = own.assign(shared=shared)
    chosen = own[own["shared"] > 300].assign(size=own.area).sort_values("size").index[-1]
    shape = pieces.geometry[chosen]
    contact = shapely.intersection(shapely.boundary(shape), receivers)
    from_west = contact.centroid.x < shape.centroid.x
    x = cut_position(shape, surplus, from_west)
    _, y0, _, y1 = shape.bounds
    line = shapely.intersection(shapely.LineString([(x, y0 - 1), (x, y1 + 1)]), shape)
    near = np.sort(pieces.sindex.query(shape, predicate="intersects"))  # nothing further off gets a new vertex
    faces = faces_of([*shapely.boundary(pieces.geometry.to_numpy()[near]), line])
    inside = shapely.point_on_surface(faces)
    rows = row_holding(pieces.geometry.to_numpy(), inside)
    of_near = np.isin(rows, near)
    faces, inside, rows = faces[of_near], inside[of_near], rows[of_near]
    again = pieces.iloc[rows].drop(columns="geometry").reset_index(drop=True)
    moved = (rows == pieces.index.get_loc(chosen)) & ((shapely.get_x(inside) < x) == from_west)
    again.loc[moved, column] = gives_to
    rest = pieces.drop(index=pieces.index[near])
    together = pd.concat([rest, gpd.GeoDataFrame(again, geometry=faces, crs=CRS)], ignore_index=True)
    return dissolve(together, list(again.columns))


def cut_position(shape: shapely.Geometry, area_m2: float, from_west: bool) -> float:
    """Easting on the grid at which the part of ``shape`` on one side has the wanted area."""
    x0, y0, x1, y1 = shape.bounds
    part: Callable[[float], shapely.Geometry] = (
        (lambda x: shapely.box(x0 - 1, y0 - 1, x, y1 + 1))
        if from_west
        else (lambda x: shapely.box(x, y0 - 1, x1 + 1, y1 + 1))
    )
    low, high = x0, x1
    for _ in range(40):
        middle = (low + high) / 2
        too_small = shapely.intersection(shape, part(middle)).area < area_m2
        if too_small == from_west:
            low = middle
        else:
            high = middle
    return round(low, 1)
