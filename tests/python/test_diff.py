"""Two checks side by side: who flips, on how much ground, with how many workers."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

import petasentra as ps


def checked(variant: str | None = None, as_of: str = "2023-06-01", sites: Any = None) -> ps.CheckResult:
    study = ps.datasets.jombang()
    return ps.check(study.sentra if sites is None else sites, study.pack(variant), as_of=as_of)


@pytest.fixture(scope="module")
def kept() -> ps.CheckResult:
    return checked("slag-dipertahankan")


@pytest.fixture(scope="module")
def dropped() -> ps.CheckResult:
    return checked("slag-dihapus")


def test_a_check_does_not_differ_from_itself(kept: ps.CheckResult) -> None:
    none = kept.diff(kept)
    assert len(none) == len(none.table) == len(none.matrix) == len(none.net) == 0
    assert repr(none) == "Difference: 0 sites (none)"


def test_a_difference_turned_round_is_the_one_from_the_other_side(kept: ps.CheckResult) -> None:
    other = checked(as_of="2005-06-01")
    there, back = kept.diff(other), other.diff(kept)
    assert there == -back
    assert there != back
    assert there.table.to_pylist() == (-back).table.to_pylist()
    gains = {row["verdict"]: row for row in there.net.to_pylist()}
    for row in back.net.to_pylist():
        assert row["sites"] == -gains[row["verdict"]]["sites"]
        assert row["area_ha"] == pytest.approx(-gains[row["verdict"]]["area_ha"])
        assert row["workers"] == -gains[row["verdict"]]["workers"]
    assert sum(row["sites"] for row in there.net.to_pylist()) == 0
    assert sum(row["area_ha"] for row in there.net.to_pylist()) == pytest.approx(0.0, abs=1e-12)


def test_dropping_the_special_zone_ends_the_conflict_of_its_two_sites(
    kept: ps.CheckResult, dropped: ps.CheckResult
) -> None:
    found = kept.diff(dropped)
    assert [(row["site_id"], row["flags_before"], row["flags_after"]) for row in found.table.to_pylist()] == [
        ("contoh-a", ["conflict"], []),
        ("contoh-b", ["conflict"], []),
    ]
    assert all(row["cause"] == ["rule"] for row in found.table.to_pylist())
    (cell,) = found.matrix.to_pylist()
    assert (cell["before"], cell["after"]) == ("conflict", "prohibited")
    assert [(row["verdict"], row["sites"]) for row in found.net.to_pylist()] == [("prohibited", 2), ("conflict", -2)]
    study = ps.datasets.jombang().sentra.to_geopandas().set_index("site_id")
    assert cell["workers"] == study.loc[["contoh-a", "contoh-b"], "workers"].sum()
    assert cell["area_ha"] == pytest.approx(study.to_crs(32749).area[["contoh-a", "contoh-b"]].sum() / 1e4, rel=1e-6)


def test_the_same_answer_under_another_regulation_is_told_apart() -> None:
    before, after = checked(as_of="2015-06-01"), checked()
    found = before.diff(after)
    assert [row["site_id"] for row in found.table.to_pylist()] == ["contoh-f"]
    rows = {row["site_id"]: row for row in found.bases.to_pylist()}
    assert sorted(rows) == ["contoh-a", "contoh-b", "contoh-c", "contoh-d", "contoh-e"]
    assert rows["contoh-c"]["changed"] == ["instrument"]
    assert (rows["contoh-c"]["instrument_before"], rows["contoh-c"]["instrument_after"]) == (
        "perda-21-2009", "perda-10-2021",
    )  # fmt: skip
    assert rows["contoh-d"]["changed"] == ["instrument", "conditions"]
    came = set(rows["contoh-d"]["conditions_after"]) - set(rows["contoh-d"]["conditions_before"])
    assert "Persetujuan lingkungan, dan persetujuan teknis bila menghasilkan limbah B3" in came
    turned = (-found).bases.to_pylist()
    assert turned == after.diff(before).bases.to_pylist()
    assert turned[0]["instrument_after"] == "perda-21-2009"
    assert len(before.diff(before).bases) == 0
    assert before.diff(before) == before.diff(checked(as_of="2015-06-01"))


def test_another_share_with_the_same_verdict_is_another_basis(kept: ps.CheckResult) -> None:
    larger = ps.datasets.jombang().sentra.to_geopandas().to_crs(32749)
    outside = larger.site_id == "contoh-e"
    larger.loc[outside, "geometry"] = larger.loc[outside, "geometry"].buffer(10, join_style="mitre")
    found = kept.diff(checked("slag-dipertahankan", sites=larger))
    (row,) = found.bases.to_pylist()
    assert (len(found), row["site_id"], row["changed"]) == (0, "contoh-e", ["share"])
    assert row["share_conforming_before"] != row["share_conforming_after"]


def test_sites_that_came_or_went_are_rows_too(kept: ps.CheckResult) -> None:
    sites = ps.datasets.jombang().sentra
    fewer = checked("slag-dipertahankan", sites=sites[1:])
    (gone,) = kept.diff(fewer).table.to_pylist()
    assert (gone["site_id"], gone["after"], gone["cause"]) == ("contoh-a", None, ["removed"])
    (come,) = fewer.diff(kept).table.to_pylist()
    assert (come["before"], come["cause"]) == (None, ["added"])


def test_a_site_that_moved_is_its_own_cause(kept: ps.CheckResult) -> None:
    moved = ps.datasets.jombang().sentra.to_geopandas().to_crs(32749)
    far = moved.site_id == "contoh-c"
    moved.loc[far, "geometry"] = shapely.transform(moved.loc[far, "geometry"].to_numpy(), lambda xy: xy + (20_000, 0))
    (row,) = kept.diff(checked("slag-dipertahankan", sites=moved)).table.to_pylist()
    assert (row["site_id"], row["before"], row["cause"]) == ("contoh-c", "conforms", ["subject"])


def test_moved_zones_are_geometry_and_changed_cells_are_rules(tmp_path: Any) -> None:
    import geopandas as gpd

    matrix = tmp_path / "itbx.csv"
    matrix.write_text("activity,A,B\nbatik,I,X\n")
    other = tmp_path / "lain.csv"
    other.write_text("activity,A,B\nbatik,X,X\n")
    boxes = [shapely.box(600_000, 9_170_000, 600_500, 9_171_000), shapely.box(600_500, 9_170_000, 601_000, 9_171_000)]

    def result(codes: list[str], table: Any) -> ps.CheckResult:
        zones = gpd.GeoDataFrame({"K": codes}, geometry=boxes, crs=32749)
        pack = ps.PlanPack.from_zones(zones, code="K", permissions=table, in_force_from="2020-01-01")
        site = shapely.box(600_100, 9_170_100, 600_200, 9_170_200)
        sites = gpd.GeoDataFrame({"site_id": ["s"], "activity": ["batik"]}, geometry=[site], crs=32749)
        return ps.check(sites, pack, as_of="2021-01-01")

    before = result(["A", "B"], matrix)
    (moved,) = before.diff(result(["B", "A"], matrix)).table.to_pylist()
    (changed,) = before.diff(result(["A", "B"], other)).table.to_pylist()
    assert (moved["cause"], changed["cause"]) == (["geometry"], ["rule"])
    assert moved["area_m2"] == pytest.approx(10_000.0)
    assert "workers" not in before.diff(result(["B", "A"], matrix)).table


def test_only_another_check_can_be_compared(kept: ps.CheckResult) -> None:
    with pytest.raises(TypeError, match="diff needs"):
        kept.diff(kept.table)  # type: ignore[arg-type]
