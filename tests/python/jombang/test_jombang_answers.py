"""petasentra opens the bundled study and answers its golden cases and its special zone as they are written down."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely
from jombang_files import FOLDER, layer, rows_of, toml

import petasentra as ps


def test_the_study_opens_lazily_and_reads_every_layer():
    study = ps.datasets.jombang()
    assert study.folder == FOLDER
    counts = [len(study.desa), len(study.kecamatan), len(study.smelters), len(study.sentra), len(study.sentra_points)]
    assert counts == [310, 21, 136, 6, 2]
    assert len(study.zones) == len(layer("zones-2021.fgb"))
    assert len(study.roads) == len(layer("roads.geojson"))
    assert len(study.facts) == len(rows_of("facts.csv"))
    with pytest.raises(ps.OptionError, match="jombang"):
        ps.datasets.path("parengan")


@pytest.mark.parametrize("case", toml("cases.toml")["case"], ids=lambda case: case["name"])
def test_the_engine_answers_the_golden_cases(case):
    sites = gpd.GeoDataFrame(
        {"site_id": ["tapak"], "activity": [case["activity"]]}, geometry=[shapely.from_wkt(case["site"])], crs=4326
    )
    pack = ps.read_plan_pack(FOLDER)
    (row,) = ps.check(sites, pack, as_of=str(case["as_of"])).table.to_pylist()
    found = (row["verdict"], sorted(row["flags"]), sorted(row["article"]))
    assert found == (case["verdict"], sorted(case["flags"]), sorted(case["article"]))


@pytest.mark.parametrize("variant", [None, "slag-dipertahankan", "slag-dihapus"])
def test_the_special_zone_is_the_ground_of_both_kecamatan(variant, kecamatan):
    pack = ps.datasets.jombang().pack(variant)
    day = "2015-06-01" if variant is None else "2023-06-01"
    sites = kecamatan.assign(site_id=kecamatan["name"], activity="daur-ulang-slag-aluminium")
    rows = ps.check(sites, pack, as_of=day).table.to_pylist()
    ruled = {row["site_id"] for row in rows if "conflict" in row["flags"]}
    assert ruled == (set() if variant == "slag-dihapus" else {"Sumobito", "Kesamben"})
