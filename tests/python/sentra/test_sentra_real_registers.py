"""Real registers as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ikm(shared: Path) -> Path:
    return shared / "ikm"


def test_a_register_without_coordinates_keeps_all_its_units(ikm):
    frame = pd.read_csv(ikm / "register_ikm_kaltim_anonim.csv", dtype=str)
    found = ps.find_sentra(frame, product="produk", process="komoditi", workers="tenaga_kerja", unit_id="no", eps_m=500)
    assert (len(found), len(found.units)) == (0, 1483)
    assert set(found.units["membership"]) == {"no_place"}
    counted = {row["code"]: row["measure"] for row in found.findings.to_pylist()}
    assert counted == {"UNIT_WITHOUT_PLACE": 1483.0, "ACTIVITY_UNKNOWN": 5.0, "WORKERS_UNKNOWN": 24.0}


def test_products_with_trailing_blanks_are_one_product(ikm):
    frame = pd.read_csv(ikm / "register_ikm_kaltim_anonim.csv", dtype=str)
    found = ps.find_sentra(frame, product="produk", eps_m=500)
    told = {word.strip().lower() for word in frame["produk"].dropna()}
    assert len(found.read.groups["product"].words) == len({" ".join(word.split()) for word in told})


def test_the_shops_of_a_village_are_found_by_kind(ikm):
    layer = ps.read_layer(ikm / "umkm_bejalen_titik.geojson")
    found = ps.find_sentra(layer, product="jenis_umkm", unit_id="id", eps_m=100)
    assert len(found.units) == len(layer) == 55
    kinds = pd.Series(layer["jenis_umkm"]).str.lower()
    assert {row["value"][0].lower() for row in found.sentra.table.to_pylist()} <= set(kinds)
    assert len(found) >= 1
    table = found.stability([25, 50, 100, 200, 400]).table.to_pandas()
    assert table[table["branch"] == "product"]["units"].is_monotonic_increasing


def test_factories_with_nothing_but_a_name_are_one_group_only_if_the_analyst_says_so(ikm):
    layer = ps.read_layer(ikm / "industri_kudus_titik.geojson")
    assert len(ps.find_sentra(layer, product="Ket", eps_m=2000)) == 0
    with pytest.raises(ps.OptionError):
        ps.find_sentra(layer, eps_m=2000)


def test_along_real_roads_a_sentra_lies_within_one_in_a_straight_line(shared):
    file = shared / "roads" / "kudus_rbi25k.gpkg"
    net = ps.RoadNetwork.from_layer(ps.read_layer(file, layer="jalan"), columns="rbi")
    factories = ps.read_layer(file, layer="industri").to_geopandas()
    factories["jenis"], factories["nomor"] = "pabrik", range(len(factories))
    columns = {"product": "jenis", "unit_id": "nomor", "eps_m": 2500}
    straight = ps.find_sentra(factories, **columns)
    by_road = ps.find_sentra(factories, distance=net, **columns)
    assert len(by_road.units) == 28
    assert 0 < len(set(by_road.members["unit_id"])) < len(set(straight.members["unit_id"]))
    of = {row["unit_id"]: row["sentra_id"] for row in straight.members.to_pylist()}
    for sentra in set(by_road.members["sentra_id"].tolist()):
        inside = [row["unit_id"] for row in by_road.members.to_pylist() if row["sentra_id"] == sentra]
        assert len({of[one] for one in inside}) == 1
