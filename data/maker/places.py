"""Places with published positions and the schematic roads between them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

WGS84 = "EPSG:4326"

# Positions as collected in the project's reference notes: longitude, latitude, degrees. All unverified.
STATIONS = {
    "Stasiun Sumobito": (112.34090, -7.51890),
    "Stasiun Kertosono": (112.10080, -7.59236),
}
CENTRES = {
    "Perak": (112.17243, -7.57092), "Gudo": (112.19976, -7.62647), "Ngoro": (112.25141, -7.67878),
    "Bareng": (112.31420, -7.69014), "Wonosalam": (112.38926, -7.71327), "Mojoagung": (112.35511, -7.58245),
    "Mojowarno": (112.31217, -7.62036), "Diwek": (112.23498, -7.59916), "Jombang": (112.22123, -7.53699),
    "Peterongan": (112.27602, -7.51464), "Sumobito": (112.32865, -7.52214), "Kesamben": (112.32866, -7.46929),
    "Tembelang": (112.24996, -7.47870), "Ploso": (112.23553, -7.43917), "Plandaan": (112.13494, -7.43204),
    "Kabuh": (112.20875, -7.38778), "Kudu": (112.29638, -7.41369), "Bandarkedungmulyo": (112.13993, -7.56715),
    "Jogoroto": (112.27850, -7.57234), "Megaluh": (112.19169, -7.49970), "Ngusikan": (112.31956, -7.38990),
}  # fmt: skip
DESA = {
    "Kendalsari": (112.35610, -7.49265), "Bakalan": (112.32728, -7.50162), "Sebani": (112.32110, -7.51718),
    "Budugsidorejo": (112.36957, -7.49906), "Curahmalang": (112.36183, -7.51235), "Sumobito": (112.34307, -7.51922),
    "Carangrejo": (112.34413, -7.49148), "Pojokrejo": (112.34774, -7.47089), "Watudakon": (112.33173, -7.48576),
    "Jombok": (112.37231, -7.47648),
}  # fmt: skip
OUTSIDE = {
    "Kota Mojokerto": (112.4375, -7.4714), "Kabupaten Mojokerto": (112.4844, -7.5507), "Surabaya": (112.7236, -7.2743),
    "Sidoarjo": (112.7003, -7.4515), "Nganjuk": (111.9385, -7.5975), "Kediri": (112.0892, -7.8287),
}  # fmt: skip
GATES = {"GT Bandar": ("Bandar Kedung Mulyo", "Kayen"), "GT Jombang": ("Tembelang", "Pesantren")}

TOLL = ["Stasiun Kertosono", "GT Bandar", "GT Jombang", "Kota Mojokerto"]
# Towns by which the schematic roads run. A name stands for the centre of the kecamatan unless it is in another list.
ROADS = [
    ("Jalan nasional Kertosono - Jombang (skematik)", "arteri", ["Stasiun Kertosono", "Perak", "Jombang"]),
    ("Jalan nasional Jombang - Mojoagung (skematik)", "arteri", ["Jombang", "Peterongan", "Mojoagung"]),
    ("Jalan nasional Mojoagung - Mojokerto (skematik)", "arteri", ["Mojoagung", "Kabupaten Mojokerto"]),
    ("Jalan Raya Peterongan - Sumobito (skematik)", "kolektor", ["Peterongan", "desa Sebani", "Stasiun Sumobito"]),
    ("Sumobito - Mojoagung (skematik)", "kolektor", ["Stasiun Sumobito", "desa Curahmalang", "Mojoagung"]),
    ("Sumobito - Kesamben (skematik)", "lokal", ["Stasiun Sumobito", "desa Bakalan", "desa Watudakon", "Kesamben"]),
    ("Jombang - Tembelang - Ploso (skematik)", "kolektor", ["Jombang", "Tembelang", "Ploso"]),
    ("Tembelang - GT Jombang (skematik)", "lokal", ["Tembelang", "GT Jombang"]),
    ("Bandarkedungmulyo - GT Bandar (skematik)", "lokal", ["Bandarkedungmulyo", "GT Bandar"]),
    ("Ploso - Kabuh (skematik)", "kolektor", ["Ploso", "Kabuh"]),
    ("Ploso - Plandaan (skematik)", "lokal", ["Ploso", "Plandaan"]),
    ("Ploso - Kudu - Ngusikan (skematik)", "lokal", ["Ploso", "Kudu", "Ngusikan"]),
    ("Tembelang - Kesamben (skematik)", "kolektor", ["Tembelang", "Kesamben"]),
    ("Kesamben - Mojokerto (skematik)", "kolektor", ["Kesamben", "desa Pojokrejo", "desa Jombok", "Kota Mojokerto"]),
    ("Jombang - Megaluh (skematik)", "lokal", ["Jombang", "Megaluh"]),
    ("Perak - Bandarkedungmulyo (skematik)", "lokal", ["Perak", "Bandarkedungmulyo"]),
    ("Jombang - Diwek - Ngoro (skematik)", "kolektor", ["Jombang", "Diwek", "Ngoro"]),
    ("Diwek - Gudo - Perak (skematik)", "lokal", ["Diwek", "Gudo", "Perak"]),
    ("Peterongan - Jogoroto - Mojowarno (skematik)", "lokal", ["Peterongan", "Jogoroto", "Mojowarno"]),
    ("Mojoagung - Mojowarno - Ngoro (skematik)", "kolektor", ["Mojoagung", "Mojowarno", "Ngoro"]),
    ("Mojowarno - Bareng - Wonosalam (skematik)", "lokal", ["Mojowarno", "Bareng", "Wonosalam"]),
]
LOCAL = [
    ["desa Bakalan", "desa Carangrejo", "desa Kendalsari"], ["desa Kendalsari", "desa Budugsidorejo"],
    ["desa Kendalsari", "desa Curahmalang"], ["desa Kendalsari", "desa Pojokrejo"],
    ["Stasiun Sumobito", "desa Sumobito", "desa Curahmalang"],
]  # fmt: skip


def places_layer(desa: gpd.GeoDataFrame) -> list[dict[str, str]]:
    """Rows of places.csv; toll gates are known by desa only, so they stand at its centroid and say so."""
    rows = []

    def add(name: str, kind: str, xy: tuple[float, float], position: str, source: str) -> None:
        lon, lat = xy
        rows.append(
            {
                "name": name,
                "kind": kind,
                "lon": f"{lon:.5f}",
                "lat": f"{lat:.5f}",
                "position": position,
                "source": source,
            }
        )

    for name, xy in STATIONS.items():
        add(name, "stasiun", xy, "diterbitkan", "halaman stasiun (daring), dikutip lewat catatan rujukan")
    for name, place in GATES.items():
        shape = desa[(desa["district"] == place[0]) & (desa["village"] == place[1])].to_crs(WGS84).geometry.iloc[0]
        add(name, "gerbang-tol", shape.centroid.coords[0], "centroid desa; letak gerbang tidak diterbitkan",
            f"desa: detik.com 2017; titik: centroid Desa {place[1]} (COD-AB)")  # fmt: skip
    for name, xy in CENTRES.items():
        add(name, "kecamatan", xy, "centroid poligon", "dihitung dari batas Kepmendagri (wilayah_boundaries)")
    for name, xy in DESA.items():
        add(f"desa {name}", "desa", xy, "centroid poligon", "dihitung dari batas Kepmendagri (wilayah_boundaries)")
    for name, xy in OUTSIDE.items():
        add(name, "kota-tetangga", xy, "centroid poligon", "dihitung dari batas Kepmendagri (wilayah_boundaries)")
    return rows


def roads_layer(places: list[dict[str, str]]) -> gpd.GeoDataFrame:
    """Lines between the places: the same two places are joined by the same bend wherever they occur."""
    where = {row["name"]: np.array([float(row["lon"]), float(row["lat"])]) for row in places}
    lines = [("Tol Kertosono - Mojokerto (skematik)", "tol", TOLL), *ROADS]
    lines += [
        (f"{stops[0].removeprefix('desa ')} - {stops[-1].removeprefix('desa ')} (skematik)", "lokal", stops)
        for stops in LOCAL
    ]
    shapes = []
    for _, _, stops in lines:
        points = [where[stop] for stop in stops]
        course = [points[0]]
        for a, b in zip(points, points[1:], strict=False):
            course.extend(bend(a, b))
        shapes.append(shapely.LineString(np.round(course, 5)))
    return gpd.GeoDataFrame(
        {
            "name": [name for name, _, _ in lines],
            "class": [kind for _, kind, _ in lines],
            "from_place": [stops[0] for _, _, stops in lines],
            "to_place": [stops[-1] for _, _, stops in lines],
            "schematic": np.ones(len(lines), dtype="int32"),
        },
        geometry=shapes,
        crs=WGS84,
    )


def bend(a: np.ndarray, b: np.ndarray) -> list[np.ndarray]:
    """From ``a`` (left out) to ``b`` in a flat S, so that the map does not look like a wire model."""
    along = b - a
    across = np.array([-along[1], along[0]])
    steps = max(3, round(float(np.hypot(*along)) / 0.008))
    t = np.linspace(0, 1, steps + 1)[1:]
    return [a + along * u + across * 0.05 * np.sin(2 * np.pi * u) for u in t]
