"""What the maps of a dossier show, as plain values: geometry in metres of one UTM zone, names, credits, doubts.

The maps are drawn from these alone, so whoever holds the JSON draws the same ones. Geometry here is simplified and
rounded to whole metres for drawing; no figure of a dossier is computed on it.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from petasentra.dossiers.gather_ground import utm_of
from petasentra.dossiers.parts import told
from petasentra.plotting.display_geometry import nice_length, simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from petasentra.conformance.check_result import CheckResult
    from petasentra.dossiers.map_layers import MapLayer
    from petasentra.dossiers.subject import Subject
    from petasentra.impact.records import Records
    from petasentra.plotting.view import GroundView
    from petasentra.supply.solution import SupplySolution

__all__ = ["NEAR_M", "map_values"]

#: How wide the map of the site is at least, metres.
NEAR_M = 2400.0
#: Width of a map over its height.
RATIO = 2.0
_BUDGET = 6000


def map_values(
    subject: Subject,
    *,
    law: CheckResult | None,
    net: object,
    solution: SupplySolution | None,
    chain_names: Sequence[str],
    records: Records | None,
    record_names: Sequence[str],
    targets: object,
    target_id: str,
    boundaries: Mapping[str, MapLayer],
) -> dict[str, Any] | None:
    """Return what is on the maps; None where the sentra has no place."""
    plot = subject.frame()
    if plot is None:
        return None
    utm = utm_of(plot)
    site = plot.to_crs(utm).geometry.iloc[0]
    near = _window(site.bounds, least=NEAR_M)
    points = _facilities(records, record_names, utm) + _targets(targets, target_id, utm)
    ends, legs, unplaced = _legs(solution, chain_names, utm)
    marks = [(one["x"], one["y"]) for one in [*points, *ends]] + [(near[0], near[1]), (near[2], near[3])]
    areas, outlines = [], []
    for name, one in boundaries.items():
        frame, column = _read(one, name, utm)
        areas.append((name, one, frame, column))
        outlines.append(frame)
    wide = _window(_box(marks, outlines), least=3 * NEAR_M)
    return {
        "crs": utm,
        "site": {"name": subject.record.name or subject.record.id, "wkt": _wkt(site), "kind": site.geom_type},
        "near": _told_window(near),
        "wide": _told_window(wide),
        "ground": [] if law is None else _ground(law, utm, near),
        "boundaries": [
            {
                "name": name,
                "source": one.source,
                "accuracy_m": one.accuracy_m,
                "near": _areas(frame, column, near),
                "wide": _areas(frame, column, wide),
            }
            for name, one, frame, column in areas
        ],
        "roads": _roads(net, utm, wide),
        "points": points,
        "ends": ends,
        "legs": legs,
        "legs_not_drawn": unplaced,
    }


def _window(box: Sequence[float], *, least: float) -> tuple[float, float, float, float]:
    """Return a box with room around, in the proportion of the maps, in whole metres."""
    west, south, east, north = box
    width = max(1.16 * (east - west), 1.16 * (north - south) * RATIO, least)
    x, y = (west + east) / 2, (south + north) / 2
    return round(x - width / 2), round(y - width / RATIO / 2), round(x + width / 2), round(y + width / RATIO / 2)


def _told_window(window: tuple[float, float, float, float]) -> dict[str, Any]:
    width = window[2] - window[0]
    return {"window": list(window), "width_m": width, "scale_m": nice_length(0.22 * width)}


def _box(points: Sequence[tuple[float, float]], frames: Iterable[gpd.GeoDataFrame]) -> list[float]:
    boxes = [[x, y, x, y] for x, y in points] + [list(one.total_bounds) for one in frames if not one.empty]
    return [min(one[0] for one in boxes), min(one[1] for one in boxes), max(one[2] for one in boxes),
            max(one[3] for one in boxes)]  # fmt: skip


def _wkt(shape: BaseGeometry) -> str:
    import shapely

    return str(shapely.to_wkt(shapely.force_2d(shape), rounding_precision=1, trim=True))


def _within(frame: gpd.GeoDataFrame, window: Sequence[float]) -> tuple[gpd.GeoDataFrame, float]:
    """Return what of the rows is seen, made light, and the tolerance of that."""
    import shapely

    margin = 0.02 * (window[2] - window[0])
    west, south, east, north = window[0] - margin, window[1] - margin, window[2] + margin, window[3] + margin
    some = frame[frame.geometry.notna() & ~frame.geometry.is_empty].cx[west:east, south:north]
    if some.empty:
        return some, 0.0
    polygons = set(some.geom_type) <= {"Polygon", "MultiPolygon"}
    light = simplify(some, max_vertices=_BUDGET, coverage=polygons)
    cut = shapely.clip_by_rect(shapely.set_precision(light.frame.geometry.to_numpy(), 1.0), west, south, east, north)
    seen = light.frame.set_geometry(cut, crs=some.crs)
    return seen[~seen.geometry.is_empty], light.tolerance_m


def _areas(frame: gpd.GeoDataFrame, column: str, window: Sequence[float]) -> dict[str, Any]:
    seen, tolerance_m = _within(frame, window)
    names = seen[column] if column else [""] * len(seen)
    rows = [{"name": str(name or ""), "wkt": _wkt(shape)} for name, shape in zip(names, seen.geometry, strict=True)]
    return {"tolerance_m": tolerance_m, "rows": sorted(rows, key=lambda one: (one["name"], one["wkt"]))}


def _read(one: MapLayer, name: str, utm: str) -> tuple[gpd.GeoDataFrame, str]:
    from petasentra.plotting.display_geometry import projected

    layer, column = one.read(name)
    frame = projected(layer.to_geopandas()).to_crs(utm)  # a layer without a CRS is refused there
    return frame, column


def _ground(law: CheckResult, utm: str, window: Sequence[float]) -> list[dict[str, Any]]:
    """Return zones and special zones of the law that decides, each with how sure its lines are."""
    import shapely

    from petasentra.plotting.read_view import view_of

    accuracy = _accuracies(law)
    found = []
    for one in view_of(law).ground:
        if one.role not in ("zones", "special"):
            continue
        seen, tolerance_m = _within(one.frame.to_crs(utm), window)
        if one.role == "special" and seen.empty:
            continue
        rows = [
            {"code": _text(row.get("code")), "name": _text(row.get("name")), "wkt": _wkt(row[seen.geometry.name])}
            for row in seen.to_dict("records")
        ]
        whole = one.role == "special" and bool(seen.geometry.union_all().covers(shapely.box(*window)))
        found.append(
            {
                "role": one.role,
                "covers_all": whole,
                "title": told((one.words("id"), one.words("en"))),
                "source": one.source,
                "schematic": one.schematic,
                "verified": one.verified,
                "accuracy_m": _accuracy_of(one, accuracy),
                "tolerance_m": tolerance_m,
                "rows": sorted(rows, key=lambda row: (row["code"], row["wkt"])),
            }
        )
    return found


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _accuracies(law: CheckResult) -> dict[str, float]:
    """Return how sure the lines of each plan are said to be, by its citation, metres."""
    folder = law.pack.folder
    found: dict[str, float] = {}
    for file in [] if folder is None else sorted(folder.glob("*.toml")):
        try:
            stated = tomllib.loads(file.read_text(encoding="utf-8")).get("instrument", {})
        except (OSError, ValueError):
            continue
        value = stated.get("horizontal_accuracy_m")
        one = next((each for each in law.pack.instruments if each.id == stated.get("id")), None)
        if one is not None and isinstance(value, int | float):
            found[one.citation] = float(value)
    return found


def _accuracy_of(one: GroundView, accuracy: Mapping[str, float]) -> float | None:
    if one.role != "zones":
        return None
    return next((value for citation, value in accuracy.items() if one.title.endswith(citation)), None)


def _roads(net: object, utm: str, window: Sequence[float]) -> list[str]:
    from petasentra.network.road_network import RoadNetwork

    if not isinstance(net, RoadNetwork):
        return []
    frame = net.edges().to_geopandas()
    if frame.crs is None:
        return []
    seen, _ = _within(frame.to_crs(utm), window)
    return sorted(_wkt(shape) for shape in seen.geometry)


def _facilities(records: Records | None, names: Sequence[str], utm: str) -> list[dict[str, Any]]:
    """Return facilities of the sentra that have a place; those at one place are one point."""
    if records is None:
        return []
    name = next((one for one in names if len(records.of_sentra(one).facilities)), None)
    if name is None:
        return []
    at: dict[tuple[float, float], list[Any]] = {}
    for one in records.of_sentra(name).facilities:
        if one.lon is not None and one.lat is not None:
            at.setdefault((one.lon, one.lat), []).append(one)
    placed = _projected(list(at), utm)
    return [
        {
            "kind": "facility",
            "name": "; ".join(one.name or one.id for one in some),
            "x": x,
            "y": y,
            "schematic": any(one.schematic for one in some),
        }
        for (x, y), some in zip(placed, at.values(), strict=True)
    ]


def _targets(given: object, target_id: str, utm: str) -> list[dict[str, Any]]:
    """Return targets of journeys; one of personal data has no name to write."""
    from petasentra.layers.layer import as_layer

    if given is None:
        return []
    layer = as_layer(given)
    frame = layer.to_geopandas()
    if target_id not in frame.columns or target_id in layer.personal or frame.crs is None:
        return []
    some = frame[frame.geometry.notna() & ~frame.geometry.is_empty]
    inside = some.to_crs(utm).geometry.representative_point()
    return [
        {"kind": "target", "name": str(name), "x": round(point.x), "y": round(point.y), "schematic": False}
        for name, point in zip(some[target_id], inside, strict=True)
    ]


def _legs(
    solution: SupplySolution | None, names: Sequence[str], utm: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Return the ends of the B3 legs of the sentra, the legs, and how many have an end without a place."""
    from petasentra.supply.road_ways import RoadWays

    if solution is None or solution.status != "optimal":
        return [], [], 0
    flows = [
        one for one in solution.flows.to_pylist() if one["b3"] and any(one[e] in names for e in ("from_id", "to_id"))
    ]
    pairs = list(dict.fromkeys((one["from_id"], one["to_id"], one["commodity"]) for one in flows))
    ways = solution.ways
    place: dict[str, tuple[float, float]] = {}
    if isinstance(ways, RoadWays) and ways.network.crs is not None:
        import geopandas as gpd
        import numpy as np

        x, y = solution.model.places
        used = sorted({end for one in pairs for end in one[:2]})
        rows = [solution.model.site_ids.index(one) for one in used]
        there = [(one, row) for one, row in zip(used, rows, strict=True) if np.isfinite(x[row]) and np.isfinite(y[row])]
        at = [row for _, row in there]
        points = gpd.GeoSeries(gpd.points_from_xy(x[at], y[at]), crs=ways.network.crs.projjson).to_crs(utm)
        place = {one: (round(point.x), round(point.y)) for (one, _), point in zip(there, points, strict=True)}
    ends = [{"name": name, "x": x, "y": y} for name, (x, y) in sorted(place.items()) if name not in names]
    legs = [
        {"from": one, "to": other, "commodity": what, "from_xy": list(place[one]), "to_xy": list(place[other])}
        for one, other, what in pairs
        if one in place and other in place
    ]
    return ends, legs, len(pairs) - len(legs)


def _projected(lonlat: Sequence[tuple[float, float]], utm: str) -> list[tuple[float, float]]:
    import geopandas as gpd

    if not lonlat:
        return []
    x, y = zip(*lonlat, strict=True)
    points = gpd.GeoSeries(gpd.points_from_xy(x, y), crs="EPSG:4326").to_crs(utm)
    return [(round(point.x, 1), round(point.y, 1)) for point in points]
