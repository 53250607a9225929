"""Zones that meet at T-junctions on an oblique border, and sites as thin as a hair across it."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely

import petasentra as ps

CRS = "EPSG:32749"


def ground_along(angle_deg: float, origin: tuple[float, float]):
    """Return a function from metres along and beside a border to places."""
    along = np.array([np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))])
    beside = np.array([-along[1], along[0]])
    return lambda t, n: tuple(np.array([640_000.0, 9_165_000.0]) + origin + t * along + n * beside)


@pytest.mark.parametrize("gap", [0.0, 3e-9, 1e-8, 2e-8, 1e-6])
def test_a_gap_as_wide_as_a_hair_takes_nothing_from_the_share(tmp_path, gap):
    (tmp_path / "itbx.csv").write_text("activity,I,P\nlebur,I,X\n", encoding="utf-8")
    at = ground_along(0.0, (0.0, 0.0))

    def box(west, east):
        return shapely.Polygon([at(west, -50), at(east, -50), at(east, 50), at(west, 50)])

    zones = geopandas.GeoDataFrame(
        {"kode": ["I", "P", "P"]}, geometry=[box(-50, 2), box(2 + gap, 3), box(3, 90)], crs=CRS
    )
    pack = ps.PlanPack.from_zones(zones, code="kode", permissions=tmp_path / "itbx.csv", in_force_from="2010-01-01")
    site = geopandas.GeoDataFrame(
        {"site_id": ["a"]}, geometry=[shapely.Polygon([at(0, 0), at(4, 0), at(4, 4), at(0, 4)])], crs=CRS
    )
    result = ps.check(site, pack, as_of="2015-06-01", for_activity="lebur")
    assert result.table["share_conforming"][0] == pytest.approx(0.5, abs=1e-6)


@pytest.mark.parametrize("seed", [1, 2, 3, 10, 13, 40])  # with the last three, overlay loses what it is to take off
def test_thin_sites_across_a_border_with_other_corners_have_the_share_that_shapely_gives(tmp_path, seed):
    (tmp_path / "itbx.csv").write_text("activity,I,P\nlebur,I,X\n", encoding="utf-8")
    random = np.random.default_rng(seed)
    at = ground_along(random.uniform(10, 80), tuple(random.uniform(0, 100, 2)))
    one = shapely.Polygon([at(-300, 0), at(300, 0), at(300, 300), at(-300, 300)])
    ends = np.r_[-300, np.sort(random.uniform(-290, 290, 25)), 300]
    others = [
        shapely.Polygon([at(a, 0), at(a, -300), at(b, -300), at(b, 0)])
        for a, b in zip(ends[:-1], ends[1:], strict=True)
    ]
    zones = geopandas.GeoDataFrame({"kode": ["I"] + ["P"] * len(others)}, geometry=[one, *others], crs=CRS)
    pack = ps.PlanPack.from_zones(zones, code="kode", permissions=tmp_path / "itbx.csv", in_force_from="2010-01-01")
    lots = []
    for _ in range(400):
        t, w, below, above = (random.uniform(*span) for span in ((-280, 270), (30, 100), (0.1, 0.6), (0.1, 0.6)))
        east = min(t + w, 299.0)
        lots.append(shapely.Polygon([at(t, -below), at(east, -below), at(east, above), at(t, above)]))
    sites = geopandas.GeoDataFrame({"site_id": [str(i) for i in range(len(lots))]}, geometry=lots, crs=CRS)
    result = ps.check(sites, pack, as_of="2015-06-01", for_activity="lebur")
    wanted = shapely.area(shapely.intersection(np.array(lots), one)) / shapely.area(np.array(lots))
    assert np.abs(np.array(result.table["share_conforming"], dtype=float) - wanted).max() < 1e-6
    pieces = result.pieces
    outside = [share for verdict, share in zip(pieces["verdict"], pieces["share"], strict=True) if "outside" in verdict]
    assert max(outside, default=0.0) < 1e-6
