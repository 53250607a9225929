"""The zones of the invented delivery: a sound partition into which known faults are put, one of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
from shapely import Polygon

if TYPE_CHECKING:
    from maker.delivery import Ground


def zones_with_faults(ground: Ground) -> gpd.GeoDataFrame:
    """Zones one polygon a row, with Z, areas in Indonesian writing, and the faults below."""
    zones = ground.zones.explode(index_parts=False).sort_values(["WADMKC", "KODKWS"], kind="stable")
    zones = zones.reset_index(drop=True)
    shapes = list(zones.geometry)
    areas = shapely.area(shapes) / 1e4
    pairs = neighbours(shapes)

    # Each fault takes a pair of zones of its own, so that none hides another.
    overlap_across_border(shapes, *pairs[0])
    gap_at_border(shapes, *pairs[1])
    vertex_of_one_side(shapes, *pairs[2])
    spike(shapes, pairs[3][0])
    crossing_ring(shapes, pairs[4][0])
    # What the table states was computed before somebody moved a border.
    areas[pairs[5][0]] *= 1.07

    names = zones["NAMOBJ"].where(zones["KODKWS"] != "P-1", "Kawasan Tanaman Pangan – Sawah")
    remarks = np.full(len(zones), "skematik, bukan peta rencana", dtype=object)
    made = gpd.GeoDataFrame(
        {
            "NAMOBJ": names,
            "KODKWS": zones["KODKWS"],
            "WADMKK": "Kab. Jombang",
            "WADMKC": zones["WADMKC"],
            "KP2B_2": [food_land(code, row) for row, code in zones["KODKWS"].items()],
            "LUASHA": [in_indonesian_writing(area) for area in areas],
            "REMARK": remarks,
        },
        geometry=shapely.force_3d(shapes),
        crs=ground.zones.crs,
    )
    # One zone twice, one without a shape: both happen when tables are pasted together.
    twice = made.iloc[[pairs[6][0]]]
    empty = made.iloc[[0]].assign(geometry=None, REMARK="geometri hilang")
    return gpd.GeoDataFrame(gpd.pd.concat([made, twice, empty], ignore_index=True), crs=made.crs)


def food_land(code: str, row: int) -> str:
    """A coded column as several people fill it: a code, a class, a word, a phrase of one's own."""
    if code != "P-1":
        return ("Tidak Ada", "1")[row % 2]
    return ("2", "K02A", "2", "lahan sawah lestari")[row % 4]


def neighbours(shapes: list[Polygon]) -> list[tuple[int, int]]:
    """Pairs of zones with a long common border, longest first; no zone is in two pairs."""
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    keep = first < second
    first, second = first[keep], second[keep]
    at = np.array(shapes, dtype=object)
    length = shapely.length(shapely.intersection(at[first], at[second]))
    pairs: list[tuple[int, int]] = []
    taken: set[int] = set()
    for k in np.lexsort((second, first, -length)):
        pair = (int(first[k]), int(second[k]))
        if taken.isdisjoint(pair):
            pairs.append(pair)
            taken.update(pair)
    return pairs


def longest_common_edge(shapes: list[Polygon], a: int, b: int) -> np.ndarray:
    """The two ends of the longest straight piece of the common border, as rows."""
    shared = shapely.get_parts(shapely.line_merge(shapely.intersection(shapes[a], shapes[b])))
    edges = np.concatenate(
        [np.stack([c[:-1], c[1:]], axis=1) for c in map(shapely.get_coordinates, shared) if len(c) > 1]
    )
    return edges[np.argmax(np.hypot(*(edges[:, 1] - edges[:, 0]).T))]


def beside_border(shapes: list[Polygon], a: int, b: int, *, length: float, depth: float) -> Polygon:
    """A rectangle centred on the common border of a and b, along it."""
    ends = longest_common_edge(shapes, a, b)
    along = (ends[1] - ends[0]) / np.hypot(*(ends[1] - ends[0]))
    across = np.array([-along[1], along[0]])
    middle = ends.mean(axis=0)
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    return Polygon([middle + u * along * length / 2 + v * across * depth / 2 for u, v in corners])


def overlap_across_border(shapes: list[Polygon], a: int, b: int) -> None:
    """Zone a reaches 6 m into zone b along 40 m: 240 m2 lie in both."""
    shapes[a] = as_polygon(shapes[a].union(beside_border(shapes, a, b, length=40, depth=12)))


def gap_at_border(shapes: list[Polygon], a: int, b: int) -> None:
    """Zone a stays 4 m from zone b along 30 m: 120 m2 lie in none."""
    shapes[a] = as_polygon(shapes[a].difference(beside_border(shapes, a, b, length=30, depth=8)))


def vertex_of_one_side(shapes: list[Polygon], a: int, b: int) -> None:
    """Zone a gets a vertex in the middle of an edge that zone b runs through."""
    ends = longest_common_edge(shapes, a, b)
    shapes[a] = with_vertices(shapes[a], ends, [ends.mean(axis=0)])


def spike(shapes: list[Polygon], a: int) -> None:
    """An edge of zone a runs 25 m out and back: the corner is a quarter of a degree."""
    ring = shapely.get_coordinates(shapes[a].exterior)
    edge = np.argmax(np.hypot(*np.diff(ring, axis=0).T))
    ends = ring[edge : edge + 2]
    along = (ends[1] - ends[0]) / np.hypot(*(ends[1] - ends[0]))
    inward = np.array([-along[1], along[0]]) * (1 if shapes[a].exterior.is_ccw else -1)
    middle = ends.mean(axis=0)
    shapes[a] = with_vertices(shapes[a], ends, [middle - 0.05 * along, middle + 25 * inward, middle + 0.05 * along])


def crossing_ring(shapes: list[Polygon], a: int) -> None:
    """Two vertices of zone a change places, so that its ring crosses itself."""
    ring = shapely.get_coordinates(shapes[a].exterior)
    for at in range(1, len(ring) - 2):
        swapped = ring.copy()
        swapped[[at, at + 1]] = ring[[at + 1, at]]
        crossed = Polygon(swapped, [hole.coords for hole in shapes[a].interiors])
        if not crossed.is_valid:
            shapes[a] = crossed
            return


def with_vertices(shape: Polygon, ends: np.ndarray, between: list[np.ndarray]) -> Polygon:
    """Put vertices between two neighbouring ones of the outline, in whichever direction it runs."""
    ring = shapely.get_coordinates(shape.exterior)
    for at in range(len(ring) - 1):
        pair = ring[at : at + 2]
        if np.array_equal(pair, ends):
            inserted = between
        elif np.array_equal(pair, ends[::-1]):
            inserted = between[::-1]
        else:
            continue
        outline = np.concatenate([ring[: at + 1], np.array(inserted), ring[at + 1 :]])
        return Polygon(outline, [hole.coords for hole in shape.interiors])
    raise ValueError("the edge is no edge of the outline")


def as_polygon(shape: shapely.Geometry) -> Polygon:
    """The largest part, should an operation leave several."""
    parts = shapely.get_parts(shape)
    return parts[np.argmax(shapely.area(parts))]


def in_indonesian_writing(hectares: float) -> str:
    """Points for thousands, a comma for decimals: 2.509,38."""
    return f"{hectares:,.4f}".translate(str.maketrans(",.", ".,"))
