"""The bundled ground is sound, as data/README.md says.

Zones tile the kabupaten without gap or overlap, share its vertices and have the stated hectares; codes are complete.
"""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from jombang_files import PLANS, UTM, layer, rows_of

# Hectares: 2021 as published, 2009 as assumed by data/maker.
TOTALS = {("2021", "KPI"): 2685.0, ("2021", "P-1"): 38149.33, ("2009", "KPI"): 820.0, ("2009", "P-1"): 40500.0}


def test_zones_tile_the_kabupaten_without_gap_or_overlap(zones, kabupaten):
    _, layer_ = zones
    shapes = layer_.geometry.to_numpy()
    assert layer_.crs.to_epsg() == UTM
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    a, b = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = a < b
    overlaps = shapely.area(shapely.intersection(shapes[a[pairs]], shapes[b[pairs]]))
    assert pairs.sum() > 300
    assert overlaps.max() <= 1e-3
    covered = shapely.union_all(shapes)
    assert shapely.area(shapely.symmetric_difference(covered, kabupaten)) <= 1e-3
    assert layer_.area.sum() == pytest.approx(kabupaten.area, abs=1e-3)


def test_desa_kecamatan_and_zones_share_their_vertices(desa, kecamatan, zones):
    _, layer_ = zones
    vertices = {tuple(xy) for xy in shapely.get_coordinates(layer_.geometry.to_numpy())}
    outline = shapely.get_coordinates(shapely.boundary(shapely.coverage_union_all(kecamatan.geometry.to_numpy())))
    assert {tuple(xy) for xy in outline} <= vertices
    assert shapely.coverage_is_valid(desa.geometry.to_numpy())
    assert shapely.coverage_is_valid(kecamatan.geometry.to_numpy())
    for code, part in desa.groupby("district_code"):
        whole = kecamatan.geometry[kecamatan["district_code"] == code].iloc[0]
        assert shapely.area(shapely.symmetric_difference(shapely.union_all(part.geometry.to_numpy()), whole)) <= 1e-3


def test_zones_have_classes_enough_and_say_they_are_schematic(zones):
    _, layer_ = zones
    assert layer_["KODKWS"].nunique() >= 8
    assert 150 <= len(layer_) <= 400
    assert (layer_["SKEMATIK"] == 1).all()
    assert (layer_["KET"] == "skematik, bukan peta rencana").all()
    assert layer_.groupby("KODKWS")["NAMOBJ"].nunique().eq(1).all()


def test_stated_hectares_are_planar_utm_hectares(zones):
    _, layer_ = zones
    np.testing.assert_allclose(layer_["LUASHA"], layer_.area / 1e4, atol=5e-6, rtol=0)


def test_published_and_assumed_totals_are_met_within_one_hectare(zones):
    year, layer_ = zones
    for code in ("KPI", "P-1"):
        assert layer_.area[layer_["KODKWS"] == code].sum() / 1e4 == pytest.approx(TOTALS[year, code], abs=1.0)


def test_industry_grows_where_the_later_plan_is_said_to_add_it():
    kpi = {
        year: z[z["KODKWS"] == "KPI"].set_index("WADMKC")["LUASHA"]
        for year in PLANS
        for z in [layer(f"zones-{year}.fgb")]
    }
    grown = {name for name in kpi["2021"].index if kpi["2021"][name] > kpi["2009"].get(name, 0.0) + 150}
    assert grown == {"Bandarkedungmulyo", "Kabuh", "Kudu", "Ploso"}
    assert not {"Sumobito", "Kesamben"} & set(kpi["2021"].index)


def test_desa_keep_the_codes_of_cod_ab(desa):
    assert len(desa) == 310
    assert desa["village_code"].is_unique
    assert desa["village_code"].str.startswith("id3517").all()
    forest = desa[desa["forest_unit"] == 1]
    assert len(forest) == 4
    assert (forest["village"] == "Perhutani").all()
    assert (forest["village_code"].str[-3:] == "999").all()


def test_crosswalk_has_every_kecamatan_in_all_three_systems(kecamatan):
    rows = rows_of("kode-wilayah.csv")
    units = {row["kemendagri"]: row for row in rows}
    assert list(rows[0]) == ["kemendagri", "bps", "cod_ab", "name", "level"]
    assert units["35.17"]["level"] == "kabupaten"
    assert set(units) == {"35.17", *(f"35.17.{number:02d}" for number in range(1, 22))}
    assert (units["35.17.11"]["bps"], units["35.17.11"]["cod_ab"]) == ("3517100", "id3517100")
    assert (units["35.17.12"]["name"], units["35.17.12"]["bps"]) == ("Kesamben", "3517160")
    assert units["35.17.09"]["bps"] == "3517130"
    assert {row["cod_ab"] for row in rows if row["level"] == "kecamatan"} == set(kecamatan["district_code"])
    assert (kecamatan["kemendagri"].map(lambda code: units[code]["cod_ab"]) == kecamatan["district_code"]).all()
