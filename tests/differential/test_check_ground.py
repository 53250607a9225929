"""The ground a check deals out on real zones, against shapely, which cuts every site by every zone it meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely

import petasentra as ps
from petasentra.law.records import Tolerance

if TYPE_CHECKING:
    from pathlib import Path

CELLS = ["I", "X", "I"]  # of the zones in turn


@pytest.fixture(scope="module")
def desa() -> gpd.GeoDataFrame:
    return ps.datasets.jombang().desa.to_crs(32749).to_geopandas()[["geometry"]]


def with_gaps(zones: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Every fourth zone is missing, so that many sites lie partly outside the plan."""
    return zones[np.arange(len(zones)) % 4 != 0].reset_index(drop=True)


def overlapping(zones: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Every fifth zone reaches over its neighbours."""
    grown = zones.geometry.where(np.arange(len(zones)) % 5 != 0, zones.buffer(40.0))
    return gpd.GeoDataFrame(geometry=grown, crs=zones.crs)


LAYERS = {"as they are": lambda zones: zones, "with gaps": with_gaps, "overlapping": overlapping}


def plan_of(zones: gpd.GeoDataFrame, folder: Path) -> ps.PlanPack:
    """Every zone under its own code, and no ground too small to decide."""
    codes = [f"Z{row}" for row in range(len(zones))]
    cells = [CELLS[row % len(CELLS)] for row in range(len(zones))]
    matrix = folder / "matrix.csv"
    matrix.write_text(f"activity,{','.join(codes)}\npadi,{','.join(cells)}\n", encoding="utf-8")
    return ps.PlanPack.from_zones(
        ps.Layer.from_geopandas(zones.assign(code=codes)), code="code", permissions=matrix, in_force_from="2020-01-01",
        tolerance=Tolerance(boundary_m=0.0, sliver_m2=0.0, decisive_share=0.0, conforming_share=1.0),
    )  # fmt: skip


def parcels(zones: gpd.GeoDataFrame, count: int, seed: int) -> gpd.GeoDataFrame:
    """Upright rectangles, turned ones and sites of two parts, of 20 to 2000 m, around the corners of zones."""
    random = np.random.default_rng(seed)
    xy = shapely.get_coordinates(zones.geometry.values)
    centre = xy[random.integers(0, len(xy), count)] + random.uniform(-100, 100, (count, 2))
    half = np.exp(random.uniform(np.log(10), np.log(1000), (count, 1))) * random.uniform(0.3, 1.0, (count, 2))
    boxes = shapely.box(*(centre - half).T, *(centre + half).T)
    turned = gpd.GeoSeries(boxes).rotate(30).to_numpy()
    pairs = shapely.multipolygons(np.stack([boxes, gpd.GeoSeries(boxes).translate(5_000.0, 300.0).to_numpy()], axis=1))
    kind = np.arange(count) % 3
    ground = np.where(kind == 0, boxes, np.where(kind == 1, turned, pairs))
    names = [f"T{row}" for row in range(count)]
    return gpd.GeoDataFrame({"site_id": names, "activity": "padi"}, geometry=ground, crs=zones.crs)


@pytest.mark.parametrize("layer", LAYERS)
def test_every_piece_of_ground_is_that_of_shapely(desa: gpd.GeoDataFrame, layer: str, tmp_path: Path) -> None:
    zones = LAYERS[layer](desa)
    sites = parcels(zones, 450, 7)
    area = sites.area.to_numpy()
    result = ps.check(sites, plan_of(zones, tmp_path), as_of="2023-06-01")

    ours = np.zeros((len(sites), len(zones) + 1))  # what no zone covers is the last column
    site = np.array([int(name[1:]) for name in result.pieces["site_id"]])
    zone = np.array([int(name[1:]) if name else len(zones) for name in result.pieces["zone"]])
    np.add.at(ours, (site, zone), np.array(result.pieces["area_m2"]))

    theirs = np.zeros_like(ours)
    met, by = shapely.STRtree(zones.geometry.values).query(sites.geometry.values, predicate="intersects")
    theirs[met, by] = shapely.area(shapely.intersection(sites.geometry.values[met], zones.geometry.values[by]))
    for row, ground in enumerate(sites.geometry.values):
        theirs[row, -1] = ground.difference(shapely.union_all(zones.geometry.values[by[met == row]])).area
    assert (np.abs(ours - theirs) <= 1e-9 * area[:, None]).all()

    shares = theirs / area[:, None]
    against = (shares[:, :-1] > 1e-9)[:, [CELLS[row % len(CELLS)] == "X" for row in range(len(zones))]].any(axis=1)
    outside = shares[:, -1] > 1e-9
    conforming = shares[:, :-1].max(axis=1) > 1e-9
    assert against.any()
    assert conforming.any()
    assert outside.any()
    found = np.array(result.table["verdict"])
    if layer == "overlapping":  # there rules may conflict; a site against no rule still is not prohibited
        assert not (found[~against] == "prohibited").any()
        return
    expected = np.where(against, "prohibited", np.where(outside, "outside_plan", "conforms"))
    np.testing.assert_array_equal(found, expected)


def test_every_point_lies_in_the_zones_that_shapely_names(desa: gpd.GeoDataFrame, tmp_path: Path) -> None:
    zones = with_gaps(desa)
    xy = shapely.get_coordinates(zones.geometry.values)[::7]
    spots = np.concatenate([xy, 0.5 * (xy[:-1] + xy[1:]), np.nextafter(xy, xy + 1.0)])
    points = shapely.points(spots)
    names = [f"T{row}" for row in range(len(points))]
    sites = gpd.GeoDataFrame({"site_id": names, "activity": "padi"}, geometry=points, crs=zones.crs)
    result = ps.check(sites, plan_of(zones, tmp_path), as_of="2023-06-01")
    found = {
        (int(s[1:]), int(z[1:])) for s, z in zip(result.pieces["site_id"], result.pieces["zone"], strict=True) if z
    }
    at, zone = shapely.STRtree(zones.geometry.values).query(points, predicate="intersects")
    assert found == set(zip(at.tolist(), zone.tolist(), strict=True))
    outside = {s for s, z in zip(result.pieces["site_id"], result.pieces["zone"], strict=True) if not z}
    assert outside == {names[row] for row in sorted(set(range(len(points))) - set(at.tolist()))}
