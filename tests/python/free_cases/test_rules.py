"""Cases 3, 4 and 22 of the domain notes, and conditions and distances from a pack folder to the explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas
import pytest
import shapely

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

EAST, NORTH = 640_000.0, 9_160_000.0
HEAD = """
[pack]
format = 1
name = "rekaan"
crs = "EPSG:32749"
kbli_version = "2020"
instruments = ["plan.toml", "rdtr.toml"]
"""
PLAN = """
[instrument]
id = "{id}"
kind = "perda"
number = {number}
year = 2010
title = "Rencana rekaan"
level = "{level}"
in_force_from = 2010-01-01
{layers}
[permissions]
path = "permissions.csv"
conditions = "{id}-conditions.csv"
absent = "prohibited"
article = "lampiran"
[[article]]
id = "lampiran"
label = "contoh: Lampiran"
"""
LAYER = """
[[layer]]
id = "{id}"
role = "{role}"
path = "{id}.geojson"
{keys}
"""
RULE = """
[[distance_rule]]
id = "sempadan"
activities = ["lebur"]
receptor = "sungai"
min_m = 50.0
measured_from = "boundary"
measured_to = "bank"
below = "prohibited"
article = "lampiran"
"""
CONDITIONS = "id,kind,text_id,text_en,predicate,threshold,unit\nB1,document,Izin,Permit,,,\n"


def square(x: float, y: float, side: float) -> shapely.Polygon:
    return shapely.box(EAST + x, NORTH + y, EAST + x + side, NORTH + y + side)


def write(path: Path, geometry: list[shapely.Geometry], **columns: list[Any]) -> None:
    geopandas.GeoDataFrame(columns, geometry=geometry, crs=32749).to_file(path, driver="GeoJSON")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A general plan with zone R on 1 km2, and a detailed plan on its western quarter."""
    (tmp_path / "pack.toml").write_text(HEAD)
    zones = LAYER.format(id="zona", role="zones", keys='code = "kode"')
    existing = LAYER.format(id="ikm", role="existing", keys="")
    river = LAYER.format(id="sungai", role="receptor", keys='name = "nama"\nrepresents = "centreline"')
    plan = PLAN.format(id="plan", number=1, level="rtrw-kabupaten", layers=zones + existing + river) + RULE
    detail = LAYER.format(id="zona-rinci", role="zones", keys='code = "kode"')
    (tmp_path / "plan.toml").write_text(plan)
    (tmp_path / "rdtr.toml").write_text(PLAN.format(id="rdtr", number=2, level="rdtr", layers=detail))
    (tmp_path / "plan-conditions.csv").write_text(
        CONDITIONS + "T1,spatial,Jarak 100 m,100 m apart,min_distance_same_activity,100,m\n"
    )
    (tmp_path / "rdtr-conditions.csv").write_text(
        CONDITIONS + "T1,spatial,Seperlima persil,A fifth of the lot,max_share_of_lot,20,%\n"
    )
    (tmp_path / "permissions.csv").write_text('activity,R\nlebur,"T1,B1"\nroti,B1.B2\n')
    (tmp_path / "activities.csv").write_text("id,name_id\nlebur,Peleburan\nroti,Roti\n")
    write(tmp_path / "zona.geojson", [square(0, 0, 1000)], kode=["R"])
    write(tmp_path / "zona-rinci.geojson", [square(0, 0, 250)], kode=["R"])
    write(tmp_path / "ikm.geojson", [shapely.Point(EAST + 600, NORTH + 505)], site_id=["lain"], activity=["lebur"])
    write(
        tmp_path / "sungai.geojson",
        [shapely.LineString([(EAST + 900, NORTH), (EAST + 900, NORTH + 1000)])],
        nama=["Kali Rekaan"],
    )
    return tmp_path


def answer(folder: Path, site: shapely.Geometry, activity: str = "lebur", **columns: list[Any]) -> ps.CheckResult:
    sites = geopandas.GeoDataFrame({"site_id": ["T"], "activity": [activity], **columns}, geometry=[site], crs=32749)
    return ps.check(sites, ps.read_plan_pack(folder), as_of="2015-06-01")


def reasons(tree: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = [tree] if tree["kind"] == kind else []
    return found + [one for child in tree["because"] for one in reasons(child, kind)]


def test_case_3_conditions_with_a_dot_between_them_are_two_conditions_and_a_warning(folder: Path) -> None:
    result = answer(folder, square(400, 400, 20), "roti")
    (row,) = result.table.to_pylist()
    (piece,) = result.pieces.table.to_pylist()
    assert row["verdict"] == "conditional"
    assert piece["conditions"] == ["B1", "B2"]
    lint = result.pack.lint()
    assert "CELL_SEPARATOR" in list(lint["code"])


def test_case_4_t1_of_one_plan_is_not_t1_of_the_other(folder: Path) -> None:
    in_detail = answer(folder, square(100, 100, 20), activity_area_m2=[100.0])
    (row,) = in_detail.table.to_pylist()
    assert (row["verdict"], row["instrument"]) == ("prohibited", "rdtr")
    assert "T1 is not met: 25.0% of the site (at most 20.0%)" in row["reason_en"]
    beyond = answer(folder, square(480, 500, 20), activity_area_m2=[100.0])
    (row,) = beyond.table.to_pylist()
    assert (row["verdict"], row["instrument"]) == ("limited_conditional", "plan")
    told = beyond.explain("T").text("en")
    assert "T1 is met: 100.0 m from the nearest similar activity, lain (ikm) (at least 100.0 m)" in told


@pytest.mark.parametrize(("gap", "verdict"), [(99.9, "prohibited"), (100.1, "limited_conditional")])
def test_an_opening_is_measured_from_the_nearest_place_of_the_same_activity(
    folder: Path, gap: float, verdict: str
) -> None:
    result = answer(folder, square(580 - gap, 500, 20))
    (row,) = result.table.to_pylist()
    assert row["verdict"] == verdict
    (measure,) = reasons(result.explain("T").tree, "measure")
    assert measure["facts"]["distance_m"] == pytest.approx(gap, abs=1e-6)
    assert (measure["facts"]["nearest"], measure["facts"]["nearest_row"]) == ("lain (ikm)", 0)
    assert measure["facts"]["nearest_x"] == EAST + 600


def test_case_22_a_centreline_alone_is_no_pass_for_a_river_bank(folder: Path) -> None:
    far = answer(folder, square(300, 500, 20))
    (row,) = far.table.to_pylist()
    assert row["verdict"] == "limited_conditional"
    assert "needs_officer" in row["flags"]
    assert "hanya garis tengah" in far.explain("T").text("id")
    near = answer(folder, square(860, 500, 20))
    (row,) = near.table.to_pylist()
    (piece,) = near.pieces.table.to_pylist()
    assert row["verdict"] == "prohibited"
    assert "20,0 m dari Kali Rekaan (sungai), kurang dari 50,0 m" in row["reason_id"]
    assert piece["rules"] == ["plan#permissions", "plan#sempadan"]
    lint = ps.read_plan_pack(folder).lint().to_pylist()
    assert [one["feature_id"] for one in lint if one["code"] == "RULE_NOT_EVALUATED"] == ["sempadan"]


def test_the_pack_shows_its_distance_rules_and_layers(folder: Path) -> None:
    plan = ps.read_plan_pack(folder).instrument("plan")
    assert plan is not None
    (rule,) = plan.distance_rules
    assert (rule.receptor, rule.min_m, rule.measured_to, rule.both_ways) == ("sungai", 50.0, "bank", False)
    assert {link.id: link.represents for link in plan.layers}["sungai"] == "centreline"
