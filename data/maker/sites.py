"""Invented sites and smelters. Every position is ours; no real enterprise stands behind a row."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from .boundaries import CRS
from .places import WGS84

NOTE = "posisi rekaan"
SLAG = "daur-ulang-slag-aluminium"
SENTRA_M2 = 11_600.0  # 1.16 ha, the published size of the sentra
SMELTERS = {"Sumobito": (110, 14), "Kesamben": (26, 5)}  # published for 2018: units, desa
SMELTER_WORKERS = 700  # published for the cluster, about 2018


def rectangle(x: float, y: float, area_m2: float, turn_deg: float, ratio: float = 1.16) -> shapely.Polygon:
    """Rectangle of exactly that area around a point, sides in the given ratio."""
    half = np.sqrt(area_m2 * np.array([ratio, 1 / ratio])) / 2
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    c, s = np.cos(np.radians(turn_deg)), np.sin(np.radians(turn_deg))
    return shapely.Polygon(corners @ np.array([[c, s], [-s, c]]) + [x, y])


class Ground:
    """Zones of both plans, to find places that mean the same in both."""

    def __init__(self, zones: dict[str, gpd.GeoDataFrame], desa: gpd.GeoDataFrame) -> None:
        self.zones = zones
        self.desa = desa

    def zone(self, code: str, within: shapely.Geometry) -> shapely.Geometry:
        """Ground inside ``within`` that has the code in both plans."""
        parts = [
            shapely.intersection(within, shapely.union_all(layer.geometry[layer["KODKWS"] == code].to_numpy()))
            for layer in self.zones.values()
        ]
        return shapely.intersection_all(parts)

    def unit(self, district: str, village: str | None = None) -> shapely.Geometry:
        """Outline of a kecamatan or desa."""
        chosen = self.desa["district"] == district
        if village is not None:
            chosen &= self.desa["village"] == village
        return shapely.coverage_union_all(self.desa.geometry[chosen].to_numpy())

    def deepest(self, shape: shapely.Geometry) -> tuple[float, float]:
        """Point furthest from the border of the largest part."""
        part = max(shapely.get_parts(shape), key=lambda one: one.area)
        point = shapely.get_point(shapely.maximum_inscribed_circle(part, tolerance=5), 0)
        return round(point.x, 1), round(point.y, 1)

    def on_border(self, a: str, b: str, within: shapely.Geometry) -> tuple[float, float, float]:
        """Place on the common border of two zones, far from all else, and the direction of the border there."""
        first, second = self.zone(a, within), self.zone(b, within)
        border = shapely.line_merge(shapely.intersection(shapely.boundary(first), shapely.boundary(second)))
        others = shapely.union_all([shapely.boundary(within), shapely.difference(within, shapely.union(first, second))])
        steps = np.concatenate(
            [
                [shapely.line_interpolate_point(line, d) for d in np.arange(0, line.length, 10)]
                for line in shapely.get_parts(border)
            ]
        )
        best = steps[np.argmax(np.round(shapely.distance(steps, others), 1))]
        near = shapely.get_coordinates(shapely.intersection(border, best.buffer(60)))
        dx, dy = near[-1] - near[0]
        return round(best.x, 1), round(best.y, 1), float(np.degrees(np.arctan2(dy, dx)))


def sentra_layers(ground: Ground) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Six invented sites as polygons; one more as a point and one as a line."""
    x, y, turn = ground.on_border("PD", "P-1", ground.unit("Sumobito", "Kendalsari"))
    # 15 m off the border towards the north of it: the site lies on both zones, but not half and half.
    off = np.array([-np.sin(np.radians(turn)), np.cos(np.radians(turn))]) * 15
    a = rectangle(x + off[0], y + off[1], SENTRA_M2, turn)
    food = ground.deepest(ground.zone("P-1", ground.unit("Sumobito", "Curah Malang")))
    industry = ground.deepest(ground.zone("KPI", ground.unit("Ploso")))
    village = ground.deepest(ground.zone("PD", ground.unit("Sumobito", "Sebani")))
    town = ground.deepest(ground.zone("PK", ground.unit("Mojoagung")))
    outline = shapely.coverage_union_all(ground.desa.geometry.to_numpy())
    edge = shapely.intersection(shapely.boundary(ground.unit("Sumobito")), shapely.boundary(outline))
    rim = shapely.line_interpolate_point(
        max(shapely.get_parts(shapely.line_merge(edge)), key=shapely.length), 0.5, True
    )
    rows = [
        ("contoh-a", "Contoh A", SLAG, 25, 200, a),
        ("contoh-b", "Contoh B", SLAG, 8, 40, rectangle(*food, 6_000, 12)),
        ("contoh-c", "Contoh C", SLAG, 12, 90, rectangle(*industry, 20_000, -8)),
        ("contoh-d", "Contoh D", "kerupuk-keripik", 14, 55, rectangle(*village, 3_500, 20)),
        ("contoh-e", "Contoh E", "penggilingan-padi", 9, 36, rectangle(rim.x, rim.y, 9_000, 30)),
        ("contoh-f", "Contoh F", "pertambangan-sirtu", 6, 24, rectangle(*town, 5_000, 5)),
    ]
    polygons = frame(rows)
    bakalan = ground.unit("Sumobito", "Bakalan")
    px, py = ground.deepest(ground.zone("PD", bakalan))
    lx, ly, turn = ground.on_border("PD", "P-1", bakalan)
    across = np.array([-np.sin(np.radians(turn)), np.cos(np.radians(turn))]) * 120
    lines = frame(
        [
            ("contoh-g", "Contoh G", SLAG, 1, 5, shapely.Point(px, py)),
            ("contoh-h", "Contoh H", "perdagangan-eceran", 10, 25,
             shapely.LineString([(lx - across[0], ly - across[1]), (lx + across[0], ly + across[1])])),
        ]
    )  # fmt: skip
    return polygons, lines


def frame(rows: list[tuple[str, str, str, int, int, shapely.Geometry]]) -> gpd.GeoDataFrame:
    """Rows as a layer in longitude and latitude, eight decimals (a millimetre)."""
    names = ["site_id", "name", "activity", "units", "workers"]
    columns = {name: [row[number] for row in rows] for number, name in enumerate(names)}
    layer = gpd.GeoDataFrame(columns, geometry=[row[-1] for row in rows], crs=CRS).to_crs(WGS84)
    layer["established_on"] = None
    layer["invented"] = True
    layer["note"] = NOTE
    rounded = shapely.transform(layer.geometry.to_numpy(), lambda xy: xy.round(8))
    return layer[[*names, "established_on", "invented", "note", "geometry"]].set_geometry(
        gpd.GeoSeries(rounded, crs=WGS84)
    )


def smelters_layer(ground: Ground) -> gpd.GeoDataFrame:
    """136 points in loose clusters at the edge of villages: the published numbers, at invented places."""
    rng = np.random.default_rng(136)
    centre = ground.unit("Sumobito", "Kendalsari").centroid
    points: list[tuple[float, float]] = []
    where: list[str] = []
    for district, (units, villages) in SMELTERS.items():
        here = ground.desa[ground.desa["district"] == district]
        order = np.argsort(np.round(here.centroid.distance(centre).to_numpy(), 1), kind="stable")
        chosen = here.iloc[order[:villages]]
        weights = rng.dirichlet(np.full(villages, 2.5))
        counts = 1 + rng.multinomial(units - villages, weights)
        for row, count in zip(chosen.itertuples(), counts, strict=True):
            new = cluster(row.geometry, ground.zone("PD", row.geometry), int(count), rng)
            points += new
            where += [f"{row.village}, Kec. {district}"] * len(new)
    workers = 2 + rng.multinomial(SMELTER_WORKERS - 2 * len(points), np.full(len(points), 1 / len(points)))
    layer = gpd.GeoDataFrame(
        {
            "site_id": [f"rekaan-{number:03d}" for number in range(1, len(points) + 1)],
            "desa": where,
            "activity": SLAG,
            "workers": workers.astype("int32"),
            "invented": True,
            "note": NOTE,
        },
        geometry=shapely.points(points),
        crs=CRS,
    ).to_crs(WGS84)
    rounded = shapely.transform(layer.geometry.to_numpy(), lambda xy: xy.round(6))
    return layer.set_geometry(gpd.GeoSeries(rounded, crs=WGS84))


def cluster(
    desa: shapely.Geometry, village: shapely.Geometry, count: int, rng: np.random.Generator
) -> list[tuple[float, float]]:
    """Points scattered about two hearts on the rim of the village, at least 25 m apart."""
    part = max(shapely.get_parts(village), key=lambda one: one.area)
    ring = shapely.get_exterior_ring(part)
    hearts = shapely.get_coordinates(shapely.line_interpolate_point(ring, rng.uniform(0, 1, 2), normalized=True))
    found: list[tuple[float, float]] = []
    while len(found) < count:
        x, y = hearts[rng.integers(2)] + rng.normal(0, 130, 2)
        here = shapely.Point(x, y)
        if not (shapely.dwithin(part, here, 40) and shapely.contains(desa, here)):
            continue
        if all(np.hypot(x - a, y - b) >= 25 for a, b in found):
            found.append((float(x), float(y)))
    return found
