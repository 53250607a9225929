"""Areas, lengths, transformations and shares beside shapely, pyproj and geopandas."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from pyproj import Geod, Transformer
from shapely.geometry import LineString, MultiPolygon, Polygon

import petasentra as ps

UTM = "EPSG:32749"
GEOD = Geod(ellps="WGS84")


def star(rng: np.random.Generator, x: float, y: float, size: float) -> Polygon:
    """A polygon without self-crossings: corners at ascending angles, with a hole half of the time."""
    corners = int(rng.integers(3, 40))
    angle = np.sort(rng.uniform(0.0, 2.0 * np.pi, corners)) + np.linspace(0.0, 1e-3, corners)
    reach = rng.uniform(0.5, 1.0, corners) * size
    ring = np.column_stack([x + reach * np.cos(angle), y + reach * np.sin(angle)])
    shell = Polygon(ring)
    shell = shell if shell.is_valid else shell.convex_hull
    hole = shell.representative_point().buffer(size * 0.02, quad_segs=2)
    return Polygon(shell.exterior, [hole.exterior.coords]) if rng.random() < 0.5 and shell.contains(hole) else shell


def random_polygons(seed: int, count: int, bounds: tuple[float, float, float, float], size: float) -> list:
    rng = np.random.default_rng(seed)
    west, south, east, north = bounds
    shapes = []
    for _ in range(count):
        one = star(rng, rng.uniform(west, east), rng.uniform(south, north), size * rng.uniform(0.1, 1.0))
        if rng.random() < 0.3:
            two = shapely.affinity.translate(one, 3.0 * size, 0.0)
            shapes.append(MultiPolygon([one, two]))
        else:
            shapes.append(one)
    return shapes


@pytest.fixture(scope="module")
def jombang() -> geopandas.GeoDataFrame:
    """Random polygons in degrees inside one UTM zone."""
    return geopandas.GeoDataFrame(geometry=random_polygons(7, 400, (112.0, -7.8, 112.5, -7.3), 0.01), crs="EPSG:4326")


def test_planar_area_and_length_of_projected_layers_are_those_of_shapely(jombang):
    frame = jombang.to_crs(UTM)
    layer = ps.Layer.from_geopandas(frame)
    np.testing.assert_allclose(layer.area("planar-utm"), frame.area, rtol=1e-12, atol=1e-9)
    lines = geopandas.GeoDataFrame(
        geometry=frame.exterior.to_numpy() if hasattr(frame, "exterior") else [], crs=UTM
    ).dropna()
    outlines = ps.Layer.from_geopandas(lines.set_geometry(shapely.segmentize(lines.geometry.to_numpy(), 1e9)))
    np.testing.assert_allclose(outlines.length("planar-utm"), lines.length, rtol=1e-12)


def test_planar_utm_area_of_degrees_is_that_of_geopandas_after_to_crs(jombang):
    np.testing.assert_allclose(ps.Layer.from_geopandas(jombang).area("planar-utm"), jombang.to_crs(UTM).area, rtol=2e-9)


def test_planar_utm_uses_the_zone_of_each_feature():
    shapes, wanted = [], []
    for lon, lat, epsg in (
        (99.5, 2.1, 32647),
        (103.0, -1.0, 32748),
        (112.3, -7.5, 32749),
        (116.3, -8.6, 32750),
        (140.7, -2.5, 32754),
    ):
        shape = shapely.box(lon, lat, lon + 0.01, lat + 0.01)
        shapes.append(shape)
        wanted.append(geopandas.GeoSeries([shape], crs=4326).to_crs(epsg).area.iloc[0])
    layer = ps.Layer.from_geopandas(geopandas.GeoDataFrame(geometry=shapes, crs="EPSG:4326"))
    np.testing.assert_allclose(layer.area("planar-utm"), wanted, rtol=2e-9)


def test_geodesic_area_and_length_are_those_of_the_ellipsoid(jombang):
    layer = ps.Layer.from_geopandas(jombang)
    wanted = [abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(shape))[0]) for shape in jombang.geometry]
    np.testing.assert_allclose(layer.area("geodesic"), wanted, rtol=1e-9, atol=1e-4)
    rng = np.random.default_rng(3)
    lines = [LineString(np.column_stack([rng.uniform(95, 141, 6), rng.uniform(-11, 6, 6)])) for _ in range(100)]
    outlines = ps.Layer.from_geopandas(geopandas.GeoDataFrame(geometry=lines, crs="EPSG:4326"))
    np.testing.assert_allclose(outlines.length("geodesic"), [GEOD.geometry_length(line) for line in lines], rtol=1e-12)


def test_geodesic_distances_are_those_of_the_ellipsoid():
    rng = np.random.default_rng(11)
    lon1, lon2 = rng.uniform(-180, 180, (2, 2000))
    lat1, lat2 = rng.uniform(-89, 89, (2, 2000))
    distance, _, _ = ps.geodesic(lon1, lat1, lon2, lat2)
    np.testing.assert_allclose(distance, GEOD.inv(lon1, lat1, lon2, lat2)[2], rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    "system", ["EPSG:32748", "EPSG:32749", "EPSG:32750", "EPSG:23836", "EPSG:23879", "EPSG:3857", "EPSG:3395"]
)
def test_transformed_points_are_those_of_pyproj(system):
    rng = np.random.default_rng(5)
    lon, lat = rng.uniform(110.0, 115.0, 1000), rng.uniform(-8.5, -6.5, 1000)
    x, y = ps.transform_points(lon, lat, "EPSG:4326", system)
    wanted_x, wanted_y = Transformer.from_crs("EPSG:4326", system, always_xy=True).transform(lon, lat)
    np.testing.assert_allclose(x, wanted_x, rtol=0, atol=1e-6)
    np.testing.assert_allclose(y, wanted_y, rtol=0, atol=1e-6)
    back = ps.transform_points(x, y, system, "EPSG:4326")
    np.testing.assert_allclose(back, [lon, lat], rtol=0, atol=1e-10)


def test_transformed_layers_are_those_of_geopandas(jombang):
    ours = ps.Layer.from_geopandas(jombang).to_crs(UTM).to_geopandas()
    theirs = jombang.to_crs(UTM)
    assert ours.crs == theirs.crs
    a, b = shapely.get_coordinates(ours.geometry.to_numpy()), shapely.get_coordinates(theirs.geometry.to_numpy())
    np.testing.assert_allclose(a, b, rtol=0, atol=1e-6)


def overlay_areas(sites: geopandas.GeoDataFrame, zones: geopandas.GeoDataFrame) -> dict[tuple[int, int], float]:
    pieces = geopandas.overlay(
        geopandas.GeoDataFrame({"s": range(len(sites))}, geometry=sites.geometry.to_numpy(), crs=sites.crs),
        geopandas.GeoDataFrame({"z": range(len(zones))}, geometry=zones.geometry.to_numpy(), crs=zones.crs),
        how="intersection", keep_geom_type=False,
    )  # fmt: skip
    areas = pieces.area
    keys = zip(pieces["s"], pieces["z"], strict=True)
    return {key: area for key, area in zip(keys, areas, strict=True) if area > 0.0}


def assert_shares_are_those_of_overlay(sites: geopandas.GeoDataFrame, zones: geopandas.GeoDataFrame) -> None:
    table = ps.ZoningIndex(ps.Layer.from_geopandas(zones)).shares(ps.Layer.from_geopandas(sites))
    site, zone, area, share = (np.asarray(table[c]) for c in ("site_row", "zone_row", "area_m2", "share"))
    whole = sites.area.to_numpy()
    wanted = overlay_areas(sites, zones)
    ours = {(s, z): a for s, z, a in zip(site.tolist(), zone.tolist(), area.tolist(), strict=True) if z >= 0}
    # Rounding decides whether a touch leaves a needle, so pairs may differ, their shares may not.
    keys = sorted(wanted.keys() | ours.keys())
    difference = np.array([ours.get(key, 0.0) - wanted.get(key, 0.0) for key in keys])
    assert np.abs(difference / whole[[s for s, _ in keys]]).max() <= 1e-9
    np.testing.assert_allclose(share, area / whole[site], rtol=0, atol=1e-12)
    near = shapely.STRtree(zones.geometry.to_numpy())
    rest = np.array(
        [
            shapely.difference(shape, shapely.union_all(near.geometries[near.query(shape)])).area
            for shape in sites.geometry
        ]
    )
    outside = np.zeros(len(sites))
    outside[site[zone < 0]] = area[zone < 0]
    assert (zone < 0).sum() == len(sites), "every site has its outside row"
    assert np.abs(outside - rest).max() <= 1e-9 * whole.max()


def test_shares_of_random_polygons_in_overlapping_zones_are_those_of_overlay():
    bounds = (640_000.0, 9_165_000.0, 645_000.0, 9_170_000.0)
    zones = geopandas.GeoDataFrame(geometry=random_polygons(21, 60, bounds, 700.0), crs=UTM)
    sites = geopandas.GeoDataFrame(geometry=random_polygons(22, 250, bounds, 200.0), crs=UTM)
    assert_shares_are_those_of_overlay(sites, zones)


def test_shares_in_the_351_real_zones_are_those_of_overlay(shared):
    zones = geopandas.read_file(shared / "zoning" / "jombang_kp2b_rtrw_2021_2041.gpkg").to_crs(UTM)
    desa = geopandas.read_file(shared / "admin" / "jombang_desa.gpkg").to_crs(UTM)
    assert_shares_are_those_of_overlay(desa, zones)
    lots = geopandas.GeoDataFrame(geometry=random_polygons(31, 600, tuple(zones.total_bounds), 120.0), crs=UTM)
    assert_shares_are_those_of_overlay(lots, zones)
