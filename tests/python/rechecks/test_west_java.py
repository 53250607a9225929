"""The real register of West Java, asked again on real zones with an invented matrix."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from registers import CELLS, SECOND_PLAN_FROM, UTM_48S, west_java_pack, west_java_zones

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = "2025-12-31"
VERDICT_OF_CELL = {"I": "conforms", "T1": "limited", "B1": "conditional", "X": "prohibited"}
#: Worst last.
ORDER = ("conforms", "limited", "conditional", "outside_plan", "no_data", "prohibited")


@pytest.fixture(scope="module")
def register(shared: Path) -> ps.Layer:
    return ps.read_layer(shared / "permits" / "kkpr_jabar.geojson")


@pytest.fixture(scope="module")
def zones(shared: Path) -> Any:
    return west_java_zones(shared)


@pytest.fixture(scope="module")
def pack(register: ps.Layer, zones: Any, tmp_path_factory: pytest.TempPathFactory) -> ps.PlanPack:
    groups = sorted({f"{code:05d}"[:3] for code in register["KO_KBLI"]})
    return west_java_pack(zones, groups, tmp_path_factory.mktemp("rekaan"))


@pytest.fixture(scope="module")
def result(register: ps.Layer, pack: ps.PlanPack) -> ps.Recheck:
    return ps.recheck(register, pack, as_of=AS_OF)


def test_no_row_is_lost_and_rows_keep_their_order(result: ps.Recheck, register: ps.Layer) -> None:
    assert len(result) == len(result.table) == len(register) == 207
    assert result.table["row"].tolist() == list(range(207))
    assert result.table["decision"] == register["No_KKPR"]


def test_every_filled_day_and_code_of_the_real_register_is_read(result: ps.Recheck, register: ps.Layer) -> None:
    rows = result.table.to_pylist()
    blank = [text.strip() in ("", "-") for text in register["Tagl_Terbi"]]
    assert [row["decided_on"] is None for row in rows] == blank
    assert sum(blank) == 11
    assert [row["activities"] for row in rows] == [[f"{code:05d}"] for code in register["KO_KBLI"]]
    unread = [row for row in result.findings.to_pylist() if row["code"] == "VALUE_UNREADABLE"]
    assert len(unread) == 11
    assert {row["feature_id"] for row in unread} == {
        number for number, empty in zip(register["No_KKPR"], blank, strict=True) if empty
    }
    assert {row["change"] for row, empty in zip(rows, blank, strict=True) if empty} == {"cannot_tell"}
    assert all(row["verdict_then"] is None and row["verdict_as_of"] for row in rows if row["decided_on"] is None)


def test_case_19_one_polygon_in_many_rows_is_one_site(result: ps.Recheck, register: ps.Layer) -> None:
    shapes = shapely.remove_repeated_points(register.to_geopandas().geometry.to_numpy())
    same: dict[bytes, set[str]] = defaultdict(set)
    for shape, site in zip(shapely.normalize(shapes), result.table["site_id"], strict=True):
        same[shape.wkb].add(site)
    assert all(len(sites) == 1 for sites in same.values())
    assert len(same) == len(set(result.table["site_id"])) == len(result.sites)
    ((most, rows),) = Counter(result.table["site_id"]).most_common(1)
    ours = [row for row in result.table.to_pylist() if row["site_id"] == most]
    assert rows == 22
    assert len({row["decision"] for row in ours}) == 4
    assert len({row["activities"][0] for row in ours}) == 8
    site = next(row for row in result.sites.table.to_pylist() if row["site_id"] == most)
    assert (site["decisions"], len(site["numbers"])) == (22, 4)


def test_what_was_decided_is_told_as_the_register_says_it(result: ps.Recheck, register: ps.Layer) -> None:
    rows = result.table.to_pylist()
    assert Counter(row["decided"] for row in rows) == {"granted": 204, "granted_in_part": 3}
    states = Counter(text.strip() for text in register["Ket_Koord"])
    assert Counter(row["polygon"] for row in rows) == {
        "requested": states["Dimohonkan"], "approved": states["Disetujui"], "unknown": states[""],
        "approved_in_part": states["Disetujui Sebagian"],
    }  # fmt: skip
    assert len({row["kind"] for row in rows}) == 2, "the misspelt kind is the kind"
    automatic = [text.startswith("Terbit Otomatis Pasal 181") for text in register["Ket_KKPR"]]
    assert [row["basis"] == "automatic" for row in rows] == automatic
    assert all("\r" not in (row["basis_text"] or "") for row in rows)
    doubtful = next(row for row in rows if "Otomatis Peraturan Bupati" in (row["basis_text"] or ""))
    assert doubtful["basis"] == "unknown"


def test_verdicts_are_those_of_an_overlay_by_shapely(result: ps.Recheck, register: ps.Layer, zones: Any) -> None:
    """Written anew with shapely: the worst cell of a zone with ground in the site, under the plan of the day."""
    shapes = register.to_geopandas().to_crs(UTM_48S).geometry.to_numpy()
    tree = shapely.STRtree(zones.geometry.to_numpy())
    names, ground = zones["NAMOBJ"].tolist(), zones.geometry.to_numpy()
    second = dt.date.fromisoformat(SECOND_PLAN_FROM)
    seen: Counter[str] = Counter()
    broken = {row["feature_id"] for row in result.findings.to_pylist() if row["code"] == "GEOMETRY_INVALID"}
    assert broken == {
        row["site_id"]
        for row, shape in zip(result.table.to_pylist(), shapes, strict=True)
        if not shapely.is_valid(shape)
    }
    assert len(broken) == 1
    for row, shape in zip(result.table.to_pylist(), shapes, strict=True):
        if row["site_id"] in broken:
            assert (row["verdict_as_of"], row["change"]) == ("no_data", "cannot_tell")
            continue
        shares: dict[str, float] = defaultdict(float)
        for one in tree.query(shape):
            shares[names[one]] += shape.intersection(ground[one]).area / shape.area
        if any(1e-6 < share < 1e-3 for share in (*shares.values(), abs(1 - sum(shares.values())))):
            continue  # a sliver, which the tolerance of the pack decides
        for day, verdict in ((row["decided_on"], row["verdict_then"]), (dt.date(2025, 12, 31), row["verdict_as_of"])):
            if day is None:
                continue
            which = int(day >= second)
            found = {VERDICT_OF_CELL[CELLS[name][which]] for name, share in shares.items() if share > 1e-6}
            found |= {"outside_plan"} if sum(shares.values()) < 1 - 1e-6 else set()
            expected = max(found, key=ORDER.index) if day >= dt.date(2012, 1, 1) else "no_data"
            assert verdict == expected, (row["row"], day, shares)
            seen[verdict] += 1
    assert {"conforms", "limited", "conditional", "prohibited", "outside_plan", "no_data"} <= set(seen)
    assert sum(seen.values()) > 350


def test_every_answer_is_that_of_a_check_of_the_row_alone(
    result: ps.Recheck, register: ps.Layer, pack: ps.PlanPack
) -> None:
    frame = register.to_geopandas()[["geometry"]]
    for row in result.table.to_pylist()[::9]:
        site = frame.iloc[[row["row"]]].assign(site_id="satu", activity=row["activities"][0])
        for day, ending in ((row["decided_on"], "then"), (AS_OF, "as_of")):
            if day is None:
                continue
            (alone,) = ps.check(site, pack, as_of=day).table.to_pylist()
            for name in ("verdict", "flags", "article"):
                assert row[f"{name}_{ending}"] == alone[name]
            assert (row[f"instrument_{ending}"] or "") == (alone["instrument"] or "")


def test_the_change_follows_from_the_two_invented_matrices(result: ps.Recheck) -> None:
    expected = {
        ("limited", "prohibited"): "stricter", ("conforms", "conditional"): "stricter", ("limited", "limited"): "same",
        ("conditional", "conditional"): "same", ("prohibited", "prohibited"): "same",
    }  # fmt: skip
    rows = [row for row in result.table.to_pylist() if row["decided_on"] is not None]
    for row in rows:
        pair = (row["verdict_then"], row["verdict_as_of"])
        same_share = row["share_conforming_then"] == pytest.approx(row["share_conforming_as_of"], abs=1e-9)
        if pair in expected and (same_share or pair[0] != pair[1]):
            assert row["change"] == expected[pair], row["row"]
        elif "outside_plan" in pair or "no_data" in pair:
            assert row["change"] == "cannot_tell"
    assert result.counts["stricter"] > 5
    assert result.counts["same"] > 5
    assert sum(result.counts.values()) == len(result)
    assert sum(row["decisions"] for row in result.matrix.to_pylist()) == len(result)
