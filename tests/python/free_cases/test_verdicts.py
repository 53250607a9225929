"""Cases 1, 5, 24 and 26 of the domain notes: two zones, an absent cell, two names, a special zone over KP2B."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas
import pytest
import shapely

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

EAST, NORTH = 640_000.0, 9_160_000.0
PACK = """
[pack]
format = 1
name = "rekaan"
crs = "EPSG:32749"
kbli_version = "2020"
instruments = ["plan.toml"]
"""
PLAN = """
[instrument]
id = "plan"
kind = "perda"
number = 1
year = 2010
title = "Rencana rekaan"
level = "rtrw-kabupaten"
in_force_from = 2010-01-01
{layers}
[permissions]
path = "permissions.csv"
absent = "{absent}"
article = "lampiran-itbx"
{rules}
"""
LAYER = '[[layer]]\nid = "{id}"\nrole = "{role}"\npath = "{id}.geojson"\ncode = "kode"\n'
SLAG_OVER_KP2B = """
[[overlay_rule]]
id = "kp2b"
layer = "kp2b"
activities = ["*"]
at_best = "prohibited"
article = "pasal-kp2b"
[[area_rule]]
id = "zona-khusus-slag"
layer = "kecamatan"
codes = ["35.17.11"]
activities = ["slag"]
cell = "I"
precedence = "unstated"
article = "pasal-zona-khusus"
"""


def block(x0: float, x1: float) -> shapely.Polygon:
    return shapely.box(EAST + x0, NORTH, EAST + x1, NORTH + 100)


def verdicts(folder: Path, site: shapely.Polygon, activity: str = "slag", *, matrix: str, absent: str = "missing",
             rules: str = "", **layers: list[tuple[str, shapely.Polygon]]) -> ps.CheckResult:  # fmt: skip
    """The verdict on a site in a plan of these layers; the layer `zona` holds the zones."""
    roles = {"zona": "zones", "kp2b": "overlay", "kecamatan": "area"}
    texts = "\n".join(LAYER.format(id=name, role=roles[name]) for name in layers)
    (folder / "pack.toml").write_text(PACK)
    (folder / "plan.toml").write_text(PLAN.format(layers=texts, absent=absent, rules=rules))
    (folder / "permissions.csv").write_text(matrix)
    (folder / "activities.csv").write_text("id,name_id,kbli,kbli_version\nslag,Daur ulang slag,38301,2020\n")
    for name, features in layers.items():
        codes, shapes = zip(*features, strict=True)
        frame = geopandas.GeoDataFrame({"kode": codes}, geometry=list(shapes), crs=32749)
        frame.to_file(folder / f"{name}.geojson", driver="GeoJSON")
    sites = geopandas.GeoDataFrame({"site_id": ["T"], "activity": [activity]}, geometry=[site], crs=32749)
    return ps.check(sites, ps.read_plan_pack(folder), as_of="2015-06-01")


def only_row(result: ps.CheckResult) -> dict[str, Any]:
    (row,) = result.table.to_pylist()
    return row


def test_case_1_a_site_across_industry_and_rice_has_both_verdicts_and_the_worse_one(tmp_path: Path) -> None:
    zones = [("KPI", block(0, 100)), ("P-1", block(100, 200))]
    result = verdicts(tmp_path, block(40, 140), matrix="activity,KPI,P-1\nslag,I,X\n", zona=zones)
    row = only_row(result)
    assert (row["verdict"], row["flags"]) == ("prohibited", ["partial"])
    assert row["share_conforming"] == pytest.approx(0.6)
    pieces = {piece["zone"]: piece for piece in result.pieces.table.to_pylist()}
    assert {zone: piece["verdict"] for zone, piece in pieces.items()} == {"KPI": "conforms", "P-1": "prohibited"}
    assert {zone: piece["share"] for zone, piece in pieces.items()} == pytest.approx({"KPI": 0.6, "P-1": 0.4})
    assert "40,0 %" in row["reason_id"]
    assert "60,0 %" in row["reason_id"]


@pytest.mark.parametrize(
    ("absent", "verdict"),
    [("prohibited", "prohibited"), ("not_regulated", "not_regulated"), ("missing", "no_data")],
)
@pytest.mark.parametrize("matrix", ["activity,KPI\nroti,I\n", "activity,KPI\nroti,I\nslag,\n"])
def test_case_5_kbli_38301_absent_from_the_matrix_is_what_the_pack_says_of_absence(
    tmp_path: Path, matrix: str, absent: str, verdict: str
) -> None:
    zones = [("KPI", block(0, 100))]
    row = only_row(verdicts(tmp_path, block(10, 20), "38301", matrix=matrix, absent=absent, zona=zones))
    assert row["verdict"] == verdict


def test_case_24_a_zone_of_two_names_has_two_verdicts(tmp_path: Path) -> None:
    matrix = "activity,HL,Permukiman Perdesaan\nslag,X,I\n"
    zones = [("HL/Permukiman Perdesaan", block(0, 100))]
    result = verdicts(tmp_path, block(10, 20), matrix=matrix, zona=zones)
    pieces = result.pieces.table.to_pylist()
    found = {(piece["cell"], piece["verdict"], piece["share"]) for piece in pieces}
    assert found == {("X", "prohibited", 1.0), ("I", "conforms", 1.0)}
    row = only_row(result)
    assert (row["verdict"], row["flags"], row["share_conforming"]) == ("prohibited", ["conflict"], 0.0)


def test_case_24_one_name_with_a_slash_is_one_zone_where_the_matrix_has_it(tmp_path: Path) -> None:
    matrix = "activity,HL,Permukiman,HL/Permukiman\nslag,X,I,B1\n"
    row = only_row(verdicts(tmp_path, block(10, 20), matrix=matrix, zona=[("HL/Permukiman", block(0, 100))]))
    assert (row["verdict"], row["flags"]) == ("conditional", [])


def test_case_26_the_special_zone_for_slag_and_kp2b_are_both_cited(tmp_path: Path) -> None:
    ground = [("35.17.11", block(0, 100))]
    result = verdicts(
        tmp_path, block(10, 20), matrix="activity,KPI\nslag,I\n", rules=SLAG_OVER_KP2B,
        zona=[("KPI", block(0, 100))], kp2b=[("KP2B", block(0, 100))], kecamatan=ground,
    )  # fmt: skip
    row = only_row(result)
    assert (row["verdict"], row["flags"]) == ("prohibited", ["conflict"])
    assert row["article"] == ["pasal-kp2b", "pasal-zona-khusus"]
    assert row["reason_id"].startswith("Belum dapat dinyatakan")
    for article in row["article"]:
        assert article in row["reason_id"]
