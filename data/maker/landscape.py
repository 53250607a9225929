"""Which class each cell of the schematic plan gets: rules of ours, steered by published areas.

Nothing here is read from a plan map. Known are the shape of the kabupaten, the forest units, the names of places and a
few published totals; the rest is a plausible landscape grown from seeded noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

CLASSES = {
    "P-1": "Kawasan Tanaman Pangan",
    "P-2": "Kawasan Hortikultura",
    "P-3": "Kawasan Perkebunan",
    "PK": "Kawasan Permukiman Perkotaan",
    "PD": "Kawasan Permukiman Perdesaan",
    "KPI": "Kawasan Peruntukan Industri",
    "HL": "Kawasan Hutan Lindung",
    "HP": "Kawasan Hutan Produksi Tetap",
    "SS": "Sempadan Sungai",
    "BA": "Badan Air",
    "RTH": "Ruang Terbuka Hijau",
    "PW": "Kawasan Pariwisata",
    "TR": "Kawasan Transportasi",
}

# Hectares. Published for 2021 (RTRW 2021-2041); those of 2009 are assumed by us: less industry, more food land.
TARGET_HA = {"2021": {"KPI": 2685.0, "P-1": 38149.33}, "2009": {"KPI": 820.0, "P-1": 40500.0}}
# Food land published for the two kecamatan of the special zone (computed from the 2021 layer), aimed at, not forced.
FOOD_HA_2021 = {"Sumobito": 3071.3, "Kesamben": 2490.5}

# Towns: desa at the core, radius in metres. The order of size is assumed.
TOWNS = {
    ("Jombang", "Kepanjen"): 2900, ("Mojoagung", "Kauman"): 1500, ("Ploso", "Ploso"): 1250,
    ("Peterongan", "Peterongan"): 1150,
    ("Ngoro", "Ngoro"): 1050, ("Perak", "Perak"): 1000, ("Mojowarno", "Mojowarno"): 950, ("Diwek", "Cukir"): 1050,
    ("Jogo Roto", "Jogoroto"): 750, ("Tembelang", "Tembelang"): 800, ("Sumobito", "Sumobito"): 700,
    ("Kesamben", "Kesamben"): 650, ("Gudo", "Gudo"): 700, ("Bareng", "Bareng"): 700, ("Kabuh", "Kabuh"): 650,
    ("Bandar Kedung Mulyo", "Brangkal"): 600, ("Wonosalam", "Wonosalam"): 600,
}  # fmt: skip

# Industry: desa near which a blob grows, hectares. "Old" stands in both plans. Places in the kecamatan are invented.
OLD_INDUSTRY = {
    ("Ploso", "Jatigedong"): 150, ("Mojoagung", "Betek"): 170, ("Peterongan", "Senden"): 120,
    ("Jogo Roto", "Sawiji"): 90,
    ("Diwek", "Ceweng"): 100, ("Jombang", "Tunggorono"): 110, ("Perak", "Glagahan"): 80,
}  # fmt: skip
NEW_INDUSTRY = {
    ("Ploso", "Bawangan"): 520, ("Kabuh", "Mangunan"): 560, ("Kudu", "Kepuhrejo"): 370,
    ("Bandar Kedung Mulyo", "Pucang Simo"): 440,
}  # fmt: skip
TOURISM = {("Wonosalam", "Carangwulung"): 620, ("Plandaan", "Klitih"): 450, ("Bareng", "Ngrimbi"): 380}
TRANSPORT = {("Bandar Kedung Mulyo", "Kayen"): 260, ("Tembelang", "Pesantren"): 270, ("Sumobito", "Sumobito"): 170}
# desa of the two toll gates and of the railway station

BRANTAS_HALF_WIDTH_M = 85.0
SEMPADAN_M = 100.0  # large river outside towns; the figure of PP 38/2011, drawn here from a schematic bank


def noise(xy: Numbers, wavelength_m: float, seed: int) -> Numbers:
    """Smooth field of unit variance: a sum of 24 waves of random direction and phase."""
    rng = np.random.default_rng(seed)
    angle, phase = rng.uniform(0, 2 * np.pi, (2, 24))
    k = 2 * np.pi / wavelength_m * rng.uniform(0.6, 1.4, 24)
    waves = np.cos(xy[:, :1] * (k * np.cos(angle)) + xy[:, 1:] * (k * np.sin(angle)) + phase)
    return np.asarray(waves.sum(axis=1) / np.sqrt(12.0))


def brantas(desa: gpd.GeoDataFrame) -> dict[str, shapely.Geometry]:
    """Schematic river and its banks: the COD-AB border of the kecamatan south of the Brantas, from west to east."""
    south = ~desa["district"].isin(["Plandaan", "Ploso", "Kabuh", "Kudu", "Ngusikan"])
    ring = shapely.get_exterior_ring(
        max(shapely.get_parts(shapely.coverage_union_all(desa.geometry[south].to_numpy())), key=shapely.area)
    )
    xy = shapely.get_coordinates(ring)[:-1]
    if shapely.is_ccw(ring):
        xy = xy[::-1]
    bandar = shapely.union_all(desa.geometry[desa["district"] == "Bandar Kedung Mulyo"].to_numpy())
    kesamben = shapely.union_all(desa.geometry[desa["district"] == "Kesamben"].to_numpy())
    on_bandar = shapely.dwithin(shapely.points(xy), bandar, 0.01)
    start = int(np.flatnonzero(on_bandar)[np.argmin(xy[on_bandar, 1])])
    end = int(np.argmin(np.hypot(*(xy - [kesamben.bounds[2], kesamben.bounds[3]]).T)))
    course = xy[start : end + 1] if start < end else np.vstack([xy[start:], xy[: end + 1]])
    line = shapely.simplify(shapely.LineString(course), 60)
    water = shapely.simplify(line.buffer(BRANTAS_HALF_WIDTH_M, quad_segs=3), 8)
    banks = shapely.simplify(line.buffer(BRANTAS_HALF_WIDTH_M + SEMPADAN_M, quad_segs=3), 8)
    return {"BA": water, "SS": banks}


@dataclass
class Landscape:
    """Cells with the measures the rules speak of; metres and hectares."""

    desa: gpd.GeoDataFrame
    xy: Numbers
    area_ha: Numbers
    district: NDArray[np.object_]
    forest_unit: NDArray[np.bool_]

    def core(self, place: tuple[str, str]) -> shapely.Point:
        """Centre of a desa, by (kecamatan, desa) as COD-AB spells them."""
        found = self.desa[(self.desa["district"] == place[0]) & (self.desa["village"] == place[1])]
        if len(found) != 1:
            raise ValueError(f"no desa {place}")
        return found.geometry.iloc[0].centroid

    def distance_to(self, shape: shapely.Geometry) -> Numbers:
        """Metres from each cell centre."""
        return np.asarray(shapely.distance(shapely.points(self.xy), shape))

    def plan(self, year: str) -> NDArray[np.object_]:
        """Class of every cell in the plan of that year; rivers are laid over it later."""
        zone = np.full(len(self.xy), "", dtype=object)
        wild = self._forest(zone)
        growth = 1.0 if year == "2021" else 0.9
        grows = noise(self.xy, 6000, 14) > 0.6  # most villages are drawn alike in both plans
        villages = self._village_field() / np.where(grows, growth, 1.0)
        zone[(zone == "HP") & (villages < 0.75) & ~self.forest_unit] = "PD"
        zone[(zone == "") & (villages < 1)] = "PD"
        self._industry(zone, year)
        for place, radius in TOWNS.items():
            ragged = self.distance_to(self.core(place)) / (radius * growth) + 0.16 * noise(self.xy, 1300, 11)
            zone[(ragged < 1) & ~np.isin(zone, ["HL", "KPI"])] = "PK"
            if radius >= 700:
                zone[np.argmin(np.abs(self.distance_to(self.core(place)) - 0.45 * radius))] = "RTH"
        for code, places, seed in (("PW", TOURISM, 12), ("TR", TRANSPORT, 13)):
            for place, radius in places.items():
                zone[self.distance_to(self.core(place)) / radius + 0.1 * noise(self.xy, 900, seed) < 1] = code
        self._farmland(zone, year, wild)
        return zone

    def _forest(self, zone: NDArray[np.object_]) -> Numbers:
        """South-east slopes, west of Plandaan and the forest units; returns how hilly each cell is, 0 to 1."""
        slope = shapely.LineString([(655500, 9156500), (657500, 9150500), (660533, 9139834)])
        south_east = self.distance_to(slope) + 900 * noise(self.xy, 5200, 1)
        y_edge = 9183600 + 700 * noise(self.xy, 4000, 2)
        west = (self.xy[:, 0] < 626800 + 1000 * noise(self.xy, 4500, 3)) & (self.district == "Plandaan")
        zone[south_east < 5600] = "HP"
        zone[south_east < 3300] = "HL"
        zone[west & (self.xy[:, 1] > 9177200 + 900 * noise(self.xy, 3500, 4))] = "HP"
        ridge = self.forest_unit | ((self.xy[:, 1] > y_edge) & (self.district == "Ngusikan") & (zone == ""))
        zone[ridge] = "HP"
        zone[self.forest_unit & (self.xy[:, 1] > 9185900 + 350 * noise(self.xy, 3000, 5))] = "HL"
        near_forest = np.minimum(
            np.clip((south_east - 5600) / 9500, 0, 1), np.clip((9184500 - self.xy[:, 1]) / 7000, 0, 1)
        )
        return np.asarray(1 - near_forest)

    def _village_field(self) -> Numbers:
        """Below 1 inside a village: one to three elongated hamlets a desa, of size in proportion to the desa."""
        rng = np.random.default_rng(20)
        field = np.full(len(self.xy), np.inf)
        for row in self.desa[self.desa["forest_unit"] == 0].itertuples():
            hamlets = 1 + int(row.geometry.area > 2.2e6) + int(row.geometry.area > 4.5e6)
            share = 0.30 if row.geometry.area < 6e6 else 0.17 if row.geometry.area < 15e6 else 0.085
            centre = row.geometry.centroid
            for hamlet in range(hamlets):
                reach = 0.0 if hamlet == 0 else 0.34 * np.sqrt(row.geometry.area)
                turn = rng.uniform(0, 2 * np.pi)
                x, y = centre.x + reach * np.cos(turn), centre.y + reach * np.sin(turn)
                size = share * row.geometry.area * (1.0 if hamlets == 1 else 0.55 if hamlet == 0 else 0.34)
                stretch, angle = rng.uniform(1.15, 1.9), rng.uniform(0, np.pi)
                dx, dy = self.xy[:, 0] - x, self.xy[:, 1] - y
                along = (dx * np.cos(angle) + dy * np.sin(angle)) / np.sqrt(stretch)
                across = (dy * np.cos(angle) - dx * np.sin(angle)) * np.sqrt(stretch)
                field = np.minimum(field, np.hypot(along, across) / np.sqrt(size / np.pi))
        return field + 0.17 * noise(self.xy, 800, 6)

    def _industry(self, zone: NDArray[np.object_], year: str) -> None:
        """Compact blobs near the named desa, drawn so that the total ends a little above its target;
        the surplus is cut off once the borders are final."""
        wanted = {**OLD_INDUSTRY, **NEW_INDUSTRY} if year == "2021" else dict(OLD_INDUSTRY)
        scale = (TARGET_HA[year]["KPI"] - 22.0) / sum(wanted.values())
        for place, hectares in wanted.items():
            rank = np.argsort(self.distance_to(self.core(place)) + 160 * noise(self.xy, 1500, 7), kind="stable")
            rank = rank[np.isin(zone[rank], ["", "PD"]) & (self.district[rank] == place[0])]
            taken = np.searchsorted(np.cumsum(self.area_ha[rank]), hectares * scale) + 1
            zone[rank[:taken]] = "KPI"

    def _farmland(self, zone: NDArray[np.object_], year: str, hilly: Numbers) -> None:
        """Food land on the flattest open cells up to its target; the rest is gardens and, in patches, estates."""
        dryness = 1.35 * hilly + 0.30 * noise(self.xy, 4800, 8) + 0.16 * noise(self.xy, 1700, 9)
        target = TARGET_HA[year]["P-1"] + 5.0
        share = TARGET_HA[year]["P-1"] / TARGET_HA["2021"]["P-1"]
        free = zone == ""
        for district, hectares in FOOD_HA_2021.items():
            target -= self._driest_last(zone, free & (self.district == district), dryness, hectares * share)
        elsewhere = free & ~np.isin(self.district, list(FOOD_HA_2021))
        self._driest_last(zone, elsewhere, dryness, target)
        estate = 0.75 * hilly + 0.45 * noise(self.xy, 3600, 10)
        zone[(zone == "") & (estate > 0.45)] = "P-3"
        zone[zone == ""] = "P-2"

    def _driest_last(
        self, zone: NDArray[np.object_], free: NDArray[np.bool_], dryness: Numbers, hectares: float
    ) -> float:
        rows = np.flatnonzero(free)
        rows = rows[np.argsort(dryness[rows], kind="stable")]
        taken = rows[: np.searchsorted(np.cumsum(self.area_ha[rows]), hectares) + 1]
        zone[taken] = "P-1"
        return float(self.area_ha[taken].sum())
