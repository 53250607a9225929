"""Repair as its users call it: rules, priorities, cells, files, and everything that is refused."""

from __future__ import annotations

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

import petasentra as ps

UTM = "EPSG:32749"


@pytest.fixture
def two() -> geopandas.GeoDataFrame:
    """A is 10 m wide, B is 21 m, and they share one."""
    boxes = [shapely.box(0, 0, 10, 10), shapely.box(9, 0, 30, 10)]
    return geopandas.GeoDataFrame({"kode": ["A", "B"], "rank": [1, 2]}, geometry=boxes, crs=UTM)


def areas(layer: ps.Layer) -> list[float]:
    return np.round(layer.area(method="planar"), 6).tolist()


def test_a_repair_unpacks_into_layer_and_ledger(two):
    made = ps.repair(two, feature_id="kode")
    fixed, ledger = made
    assert fixed is made.layer
    assert ledger is made.ledger
    assert made.validation is made.before
    assert made.counts == {"ZONE_OVERLAP": {"repaired": 1}}
    assert areas(fixed) == [90.0, 210.0]


@pytest.mark.parametrize(
    "priority", ["rank", ["A", "B"], ["A"], {"kode": ["A"]}, {"rank": [1, 2]}, {"rank": [1.0]}], ids=str
)
def test_the_first_by_priority_keeps_the_ground(two, priority):
    made = ps.repair(two, rule="priority", priority=priority, feature_id="kode")
    assert areas(made.layer) == [100.0, 200.0]


def test_without_feature_ids_a_list_of_priorities_names_row_numbers(two):
    assert areas(ps.repair(two, rule="priority", priority=[0]).layer) == [100.0, 200.0]


def test_rows_without_a_rank_come_last(two):
    two["rank"] = [np.nan, 7.0]
    assert areas(ps.repair(two, rule="priority", priority="rank").layer) == [90.0, 210.0]


@pytest.mark.parametrize("priority", [["C"], {"rank": [3]}], ids=str)
def test_among_equal_ranks_the_ledger_says_that_the_id_decided(two, priority):
    far = geopandas.GeoDataFrame({"kode": ["C"], "rank": [3]}, geometry=[shapely.box(90, 0, 99, 9)], crs=UTM)
    zones = pd.concat([two, far], ignore_index=True)
    made = ps.repair(zones, rule="priority", priority=priority, feature_id="kode")
    assert areas(made.layer)[:2] == [100.0, 200.0]
    reasons = made.ledger["reason_en"] + made.ledger["reason_id"]
    assert not any("higher" in reason or "lebih tinggi" in reason for reason in reasons)
    assert "the smallest id decided" in made.ledger["reason_en"][0]
    decided = ps.repair(two, rule="priority", priority="rank", feature_id="kode").ledger
    assert "the higher priority" in decided["reason_en"][0]


def test_equal_areas_are_told_as_a_tie(two):
    two.geometry = [shapely.box(0, 0, 10, 10), shapely.box(9, 0, 19, 10)]
    made = ps.repair(two, feature_id="kode")
    assert areas(made.layer) == [100.0, 90.0]
    assert "areas are equal, so the smallest id decided" in made.ledger["reason_en"][0]


def test_findings_bring_their_settings(two):
    findings = ps.validate_zoning(two, tolerance_m=1.5, feature_id="kode")
    made = ps.repair(two, findings)
    assert made.before is findings
    assert not made.counts  # the shared metre is within the tolerance


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"rule": "biggest"}, ("biggest", "tidak dikenal")),
        ({"codes": ["STATED_AREA"]}, ("STATED_AREA", "tidak dapat diperbaiki")),
        ({"codes": "ZONE_GAPS"}, ("ZONE_GAPS", "tidak dapat diperbaiki")),
        ({"rule": "priority"}, ("needs to be told", "memerlukan urutan")),
        ({"priority": "rank"}, ('the rule is "largest_neighbour"', "padahal aturannya")),
        ({"rule": "priority", "priority": ["C"]}, ('"C" stands in no row', "tidak ada pada baris")),
        ({"rule": "priority", "priority": {"kode": ["A"], "rank": [1]}}, ("exactly one column", "tepat satu kolom")),
        ({"rule": "priority", "priority": []}, ("priority is empty", "Prioritasnya kosong")),
        ({"rule": "priority", "priority": ""}, ("priority is empty", "Prioritasnya kosong")),
        ({"rule": "priority", "priority": {"kode": []}}, ("priority is empty", "Prioritasnya kosong")),
        ({"max_m2": "large"}, ("must be a number", "harus bilangan")),
        ({"max_m2": -1.0}, ("max_m2", "nol atau lebih")),
        ({"threads": 0}, ("threads", "utas")),
    ],
    ids=str,
)
def test_options_that_cannot_be_are_refused_in_both_languages(two, options, words):
    with pytest.raises(ps.OptionError) as refused:
        ps.repair(two, **{"feature_id": "kode", **options})
    assert words[0] in refused.value.message_en + refused.value.hint_en
    assert words[1] in refused.value.message_id + refused.value.hint_id


def test_a_priority_column_that_is_missing_or_no_number_is_refused(two):
    with pytest.raises(ps.SchemaError, match="rangk"):
        ps.repair(two, rule="priority", priority="rangk")
    with pytest.raises(ps.SchemaError, match="holds no numbers"):
        ps.repair(two, rule="priority", priority="kode")


def test_findings_of_another_layer_and_settings_beside_findings_are_refused(two):
    other = two.iloc[:1]
    with pytest.raises(ps.OptionError, match="another layer"):
        ps.repair(two, ps.validate_zoning(other))
    with pytest.raises(ps.OptionError, match="tolerance_m"):
        ps.repair(two, ps.validate_zoning(two), tolerance_m=0.1)


@pytest.mark.parametrize(("side", "is_filled"), [(99.0, True), (101.0, False)])
def test_large_holes_are_left_unless_somebody_says_how_large_is_fine(side, is_filled):
    hole = shapely.box(100, 100, 100 + side, 100 + side)
    zones = geopandas.GeoDataFrame({"kode": ["A"]}, geometry=[shapely.box(0, 0, 900, 900) - hole], crs=UTM)
    made = ps.repair(zones, feature_id="kode")
    assert made.limits == {"max_m2": np.inf, "max_gap_m2": 10_000.0}
    assert (areas(made.layer) == [810_000.0]) == is_filled
    if not is_filled:
        assert "10,201 m2, more than 10,000 m2" in made.left["reason_en"][0]
        assert "10.201 m2, melebihi batas 10.000 m2" in made.left["reason_id"][0]
        assert "max_m2=" in made.left["reason_en"][0]
    for limit in (None, np.inf, 20_000):
        assert areas(ps.repair(zones, max_m2=limit).layer) == [810_000.0]


def test_a_layer_without_crs_is_refused(two):
    with pytest.raises(ps.CrsError):
        ps.repair(two.set_crs(None, allow_override=True))


def test_ledgers_of_other_layers_are_refused(two):
    fixed, ledger = ps.repair(two, feature_id="kode")
    with pytest.raises(ps.SchemaError, match="no ledger"):
        ps.undo_repair(fixed, two)
    with pytest.raises(ps.OptionError, match="another layer"):
        ps.undo_repair(fixed[:1], ledger)
    with pytest.raises(ps.OptionError, match="another layer"):
        ps.undo_repair(fixed.to_geopandas().assign(kode=["C", "B"]), ledger)
    simpler = fixed.to_geopandas()
    simpler.geometry = [shapely.Polygon([(0, 0), (1, 0), (0, 1)]), simpler.geometry[1]]
    with pytest.raises(ps.OptionError, match="changed since"):
        ps.undo_repair(simpler, ledger)


def test_rows_are_found_again_by_their_ids_when_their_order_changed(two):
    fixed, ledger = ps.repair(two, feature_id="kode")
    turned = ps.undo_repair(fixed[[1, 0]], ledger).to_geopandas()
    assert turned.geometry.iloc[1].equals_exact(two.geometry[0], 0)
    assert turned.geometry.iloc[0].equals_exact(two.geometry[1], 0)


@pytest.mark.parametrize("ending", ["gpkg", "fgb"])
def test_layer_and_ledger_survive_files_to_the_last_bit(two, tmp_path, ending):
    zones = two.to_crs("EPSG:4326")
    made = ps.repair(zones, feature_id="kode")
    made.write(tmp_path / f"fixed.{ending}")
    undone = ps.undo_repair(
        ps.read_layer(tmp_path / f"fixed.{ending}"), ps.read_layer(tmp_path / "fixed-ledger.gpkg")
    ).to_geopandas()
    for before, after in zip(zones.geometry, undone.geometry, strict=True):
        assert shapely.equals_exact(shapely.get_parts(after)[0], before, 0)


def test_a_ledger_is_never_a_shapefile(two, tmp_path):
    made = ps.repair(two)
    with pytest.raises(ps.OptionError, match="does not fit"):
        made.write(tmp_path / "fixed.gpkg", ledger=tmp_path / "ledger.shp")
    assert not list(tmp_path.iterdir())


def test_a_ledger_that_only_tells_what_was_left_must_fit_its_layer_too(two):
    made = ps.repair(two, max_m2=1.0)
    assert made.counts == {"ZONE_OVERLAP": {"left": 1}}
    assert len(ps.undo_repair(made.layer, made.ledger)) == 2
    with pytest.raises(ps.OptionError, match="another layer"):
        ps.undo_repair(two[:1], made.ledger)


def test_words_and_html_tell_what_was_done_and_what_was_left(two):
    inside = geopandas.GeoDataFrame(
        {"kode": ["A", "B", "C"]},
        geometry=[*two.geometry, shapely.box(20, 2, 22, 4)],
        crs=UTM,
    )
    made = ps.repair(inside, feature_id="kode")
    assert "10.0 m2 moved" in made.text("en")
    assert "1 dibiarkan" in made.text("id")
    assert "would lose all its ground" in made.text("en")
    assert len(made.left) == 1
    assert "ZONE_OVERLAP" in made._repr_html_()
    assert "1 left" in repr(made)
    assert "Tidak ada" in ps.repair(two[:1]).text("id")


def test_findings_without_a_repair_or_not_asked_for_are_told_with_the_reason(two):
    zones = geopandas.GeoDataFrame(
        {"kode": list("ABCD")}, geometry=[*two.geometry, None, shapely.box(9, 0, 30, 10)], crs=UTM
    )
    made = ps.repair(zones, feature_id="kode", codes="GEOMETRY_INVALID")
    assert {code: (one.count, one.why) for code, one in made.not_repaired.items()} == {
        code: (count, "no_repair" if code == "GEOMETRY_NULL" else "not_asked")
        for code, count in made.before.counts.items()
    }
    assert "GEOMETRY_NULL  no geometry: 1 left, there is no repair for it" in made.text("en")
    assert "DUPLICATE_GEOMETRY  bidang ganda: 1 dibiarkan, tidak termasuk kode yang diminta" in made.text("id")
    assert f"{sum(made.before.counts.values())} findings left" in made.text("en")
    assert "Nothing to repair" not in made.text("en")
    assert "GEOMETRY_NULL 1 not repaired" in repr(made)


def test_coded_values_without_a_profile_are_told_as_left(two):
    zones = two[:1].assign(NAMOBJ=["x"], KODKWS=["A"])
    zones = pd.concat([zones, zones.set_geometry([shapely.box(90, 0, 99, 9)])], ignore_index=True)
    zones["KRB_03"] = ["1", "Patahan Aktif"]
    found = ps.validate_zoning(zones, profile="rtrw-permen14")
    assert ps.repair(zones, found).not_repaired["DOMAIN_CLASH"].why == "no_profile"
    assert "DOMAIN_CLASH" not in ps.repair(zones, found, profile="rtrw-permen14").not_repaired


def test_personal_ids_stay_personal_in_the_ledger(two):
    ledger = ps.repair(ps.as_layer(two).with_personal(["kode"]), feature_id="kode").ledger
    assert {"feature_id", "from_id", "to_id", "reason_id", "reason_en"} <= ledger.personal


def test_coded_values_are_written_in_one_way_and_come_back(two):
    zones = two.assign(NAMOBJ=["x", "y"], KRB_03=["1", "Patahan Aktif"]).rename(columns={"kode": "KODKWS"})
    made = ps.repair(zones, profile="rtrw-permen14", feature_id="KODKWS")
    assert made.layer["KRB_03"] == ["Tidak Ada", "Patahan Aktif"]
    cells = [row for row in made.ledger.table.to_pylist() if row["code"] == "DOMAIN_CLASH"]
    assert [(row["row"], row["column"], row["before_cell"], row["after_cell"]) for row in cells] == [
        (0, "KRB_03", "1", "Tidak Ada")
    ]
    undone = made.undo().to_geopandas()
    assert undone.equals(zones)
    untouched = ps.repair(zones, feature_id="KODKWS", codes=["ZONE_OVERLAP"], profile="rtrw-permen14")
    assert untouched.layer["KRB_03"] == ["1", "Patahan Aktif"]


def test_values_that_the_profile_does_not_know_are_left(two):
    zones = two.assign(KRB_03=["7", "Patahan Aktif"]).rename(columns={"kode": "KODKWS"})
    made = ps.repair(zones, profile="rtrw-permen14", codes="DOMAIN_CLASH")
    assert made.layer["KRB_03"] == ["7", "Patahan Aktif"]
    assert made.counts == {"DOMAIN_CLASH": {"left": 1}}


def test_repair_can_be_stopped_by_its_progress(two):
    class StopError(Exception):
        pass

    def stop(share: float) -> None:
        raise StopError

    with pytest.raises(StopError):
        ps.repair(two, ps.validate_zoning(two), progress=stop)


def test_the_desa_of_jombang_become_a_sound_mosaic(shared):
    zones = ps.read_layer(shared / "admin" / "jombang_desa_kepmendagri.gpkg")
    made = ps.repair(zones)
    assert made.before.counts["ZONE_GAP"] > 1000
    left = {row["code"] for row in made.left.table.to_pylist()}
    assert set(ps.validate_zoning(made.layer).counts) <= left
    assert len(made.left) < 20
    before, after = zones.to_geopandas(), made.undo().to_geopandas()
    assert (shapely.to_wkb(before.geometry) == shapely.to_wkb(after.geometry)).all()


def test_rows_whose_id_repeats_are_told_apart_and_their_repair_can_be_undone(two):
    two["kode"] = ["A", "A"]
    found = ps.validate_zoning(two, feature_id="kode")
    assert [found.findings["feature_id"][0], found.findings["other_id"][0]] == ["A #0", "A #1"]
    made = ps.repair(two, found)
    assert made.ledger["feature_id"][0] == "A #0"
    assert "feature A #1" in made.ledger["reason_en"][0]
    assert areas(made.undo()) == [100.0, 210.0]


def test_a_cell_of_a_row_whose_id_repeats_is_named_with_the_row_number(two):
    two["luas_ha"] = ["0,01", "tidak tahu"]
    two["kode"] = ["A", "A"]
    found = ps.validate_zoning(two, feature_id="kode", stated_area="luas_ha").findings
    assert found["feature_id"][list(found["code"]).index("VALUE_UNREADABLE")] == "A #1"
