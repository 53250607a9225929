"""The ground on which the law disagrees with itself, against overlays by shapely and squares known by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

SLAG = "daur-ulang-slag-aluminium"


def test_the_special_zone_disputes_what_the_overlay_says() -> None:
    study = ps.datasets.jombang()
    pack = study.pack()
    found = ps.conflicts(pack, as_of="2015-06-01", activities=[SLAG])
    zones = pack.layer("perda-21-2009", "pola-ruang")
    kecamatan = pack.layer("perda-21-2009", "kecamatan")
    assert zones is not None
    assert kecamatan is not None
    frame = kecamatan.to_geopandas()
    special = shapely.union_all(frame[frame["district"].isin(["Sumobito", "Kesamben"])].geometry.to_numpy())
    ground = zones.to_geopandas()
    ground["inside_ha"] = shapely.area(shapely.intersection(ground.geometry.to_numpy(), special)) / 1e4
    by_zone = ground.groupby("KODKWS")["inside_ha"].sum()
    rows = found.to_pylist()
    assert {row["rule_a"] for row in rows} == {"zona-khusus-slag"}
    assert {row["rule_b"] for row in rows} == {"permissions"}
    for row in rows:
        assert row["area_ha"] == pytest.approx(by_zone[row["zone_b"]], rel=1e-6, abs=1e-6)
        assert (row["says_a"], row["says_b"]) == ("conditional", "prohibited")
        assert "Perda 21/2009" in row["citation_id_a"]
        assert "tabel" in row["citation_id_b"]
    assert sum(row["area_ha"] for row in rows) == pytest.approx(by_zone.sum(), rel=1e-6)


def test_a_stated_end_of_the_dispute_ends_it() -> None:
    study = ps.datasets.jombang()
    assert len(ps.conflicts(study.pack("slag-dihapus"), as_of="2023-06-01", activities=[SLAG])) == 0
    assert len(ps.conflicts(study.pack(), as_of="2005-06-01")) == 0
    assert len(ps.conflicts(study.pack(), as_of="2015-06-01", known_on="2010-01-01")) == 0


def zoned(tmp_path: Path, codes: list[str], boxes: list[Any]) -> ps.PlanPack:
    matrix = tmp_path / "itbx.csv"
    matrix.write_text("activity,A,B\nbatik,I,X\ntahu,I,I\n")
    zones = gpd.GeoDataFrame({"K": codes}, geometry=boxes, crs=32749)
    return ps.PlanPack.from_zones(zones, code="K", permissions=matrix, in_force_from="2020-01-01")


def square(x: float, width: float) -> Any:
    return shapely.box(600_000 + x, 9_170_000, 600_000 + x + width, 9_170_100)


def test_zones_that_overlap_dispute_their_common_ground_once(tmp_path: Path) -> None:
    pack = zoned(tmp_path, ["A", "B", "A"], [square(0, 300), square(200, 300), square(500, 100)])
    units = gpd.GeoDataFrame(
        {"site_id": ["a", "b", "c"], "activity": ["batik", "batik", "tahu"]},
        geometry=[square(240, 20), square(10, 20), square(240, 20)],
        crs=32749,
    )
    (row,) = ps.conflicts(pack, as_of="2021-01-01", units=units).to_pylist()
    assert (row["activity"], row["zone_a"], row["zone_b"]) == ("batik", "A", "B")
    assert row["area_ha"] == pytest.approx(1.0)
    assert (row["features"], row["units"]) == (2, 1)


def test_a_zone_of_two_classes_disputes_itself(tmp_path: Path) -> None:
    pack = zoned(tmp_path, ["A/B", "A"], [square(0, 200), square(200, 100)])
    (row,) = ps.conflicts(pack, as_of="2021-01-01").to_pylist()
    assert (row["zone_a"], row["says_a"], row["zone_b"], row["says_b"]) == ("A", "conforms", "B", "prohibited")
    assert row["area_ha"] == pytest.approx(2.0)
    assert row["features"] == 1
    assert "units" not in ps.conflicts(pack, as_of="2021-01-01")


def test_the_order_of_zones_does_not_matter(tmp_path: Path) -> None:
    boxes = [square(0, 300), square(200, 300), square(400, 300)]
    one = ps.conflicts(zoned(tmp_path, ["A", "B", "A"], boxes), as_of="2021-01-01").to_pylist()
    other = ps.conflicts(zoned(tmp_path, ["A", "B", "A"], boxes[::-1]), as_of="2021-01-01").to_pylist()
    assert one == other
