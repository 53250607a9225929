"""Sentra, smelters and roads of the bundled study lie where the published study puts them.

What is invented among them, or only schematic, is marked so.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from jombang_files import PLANS, UTM, layer, rows_of


def shares_of(site, year):
    zones = layer(f"zones-{year}.fgb")
    area = pd.Series(shapely.area(shapely.intersection(zones.geometry.to_numpy(), site)))
    shares = area.groupby(zones["KODKWS"].to_numpy()).sum() / site.area
    return shares[shares > 1e-6].to_dict()


def test_the_sentra_of_the_study_has_its_published_size_across_two_zones(sites, desa):
    site = sites.geometry["contoh-a"]
    assert site.area == pytest.approx(11_600, abs=1.0)
    home = desa[(desa["village"] == "Kendalsari") & (desa["district"] == "Sumobito")].geometry.iloc[0]
    assert shapely.contains_properly(home, site)
    assert sites.loc["contoh-a", "units"] == 25
    assert sites.loc["contoh-a", "activity"] == "daur-ulang-slag-aluminium"
    for year in PLANS:
        shares = shares_of(site, year)
        assert set(shares) == {"P-1", "PD"}
        assert min(shares.values()) > 0.2


@pytest.mark.parametrize(
    ("site_id", "expected"),
    [("contoh-b", {"P-1"}), ("contoh-c", {"KPI"}), ("contoh-d", {"PD"}), ("contoh-f", {"PK"})],
)
def test_other_sites_lie_wholly_in_one_zone_of_both_plans(sites, site_id, expected):
    for year in PLANS:
        shares = shares_of(sites.geometry[site_id], year)
        assert set(shares) == expected
        assert sum(shares.values()) == pytest.approx(1.0, abs=1e-9)


def test_one_site_reaches_across_the_border_of_the_kabupaten(sites, kabupaten):
    site = sites.geometry["contoh-e"]
    assert 0.2 < shapely.intersection(site, kabupaten).area / site.area < 0.8


def test_kecamatan_of_the_sites_are_as_described(sites, kecamatan):
    def home(site_id):
        inside = shapely.contains(kecamatan.geometry.to_numpy(), sites.geometry[site_id])
        return kecamatan["name"][inside].tolist()

    assert home("contoh-b") == ["Sumobito"]
    assert home("contoh-c") == ["Ploso"]


def test_a_point_and_a_line_site_come_in_a_file_of_their_own():
    assert layer("sentra-titik.geojson").geom_type.tolist() == ["Point", "LineString"]


def test_nothing_invented_is_unmarked():
    for name in ("sentra.geojson", "sentra-titik.geojson", "smelter-rekaan.geojson"):
        table = layer(name)
        assert table["invented"].astype(bool).all()
        assert (table["note"] == "posisi rekaan").all()
        assert table["site_id"].is_unique
    assert (layer("roads.geojson")["schematic"] == 1).all()
    assert layer("sentra.geojson")["name"].str.fullmatch("Contoh [A-F]").all()
    assert layer("sentra.geojson")["established_on"].isna().all()


def test_smelters_follow_the_published_pattern(desa):
    smelters = layer("smelter-rekaan.geojson").to_crs(UTM)
    homes = gpd.sjoin(smelters, desa[["village", "district", "geometry"]], predicate="within")
    assert len(smelters) == len(homes) == 136
    assert homes.groupby("district").size().to_dict() == {"Kesamben": 26, "Sumobito": 110}
    assert homes.groupby("district")["village"].nunique().to_dict() == {"Kesamben": 5, "Sumobito": 14}
    assert (homes["desa"] == homes["village"] + ", Kec. " + homes["district"]).all()
    assert smelters["workers"].sum() == 700
    assert smelters["workers"].min() >= 1


def test_roads_join_the_places_they_name():
    where = {row["name"]: (float(row["lon"]), float(row["lat"])) for row in rows_of("places.csv")}
    roads = layer("roads.geojson")
    for road in roads.itertuples():
        assert road.geometry.coords[0] == where[road.from_place]
        assert road.geometry.coords[-1] == where[road.to_place]
    assert set(roads["class"]) == {"tol", "arteri", "kolektor", "lokal"}
