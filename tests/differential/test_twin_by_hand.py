"""The twin itself, on ground small enough to judge by hand from the contract."""

from __future__ import annotations

from typing import Any

import pytest
import shapely
import twin


def plan(**changes: Any) -> dict[str, Any]:
    """Two zones side by side, 10 m x 10 m each: A conforms, X prohibited."""
    a, b = shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)
    instrument = {
        "id": "rtrw", "level": "rtrw-kabupaten", "from": 1, "to": 9, "zones": [("A", a), ("X", b)],
        "matrix_codes": ["A", "X"], "matrix": {"tenun": {"A": "I", "X": "X"}}, "matrix_article": "tabel",
        "absent": "missing", "layers": {"all": [("1", a)]},
    }  # fmt: skip
    tolerance = {"boundary_m": 0.002, "sliver_m2": 1.0, "decisive_share": 0.0, "conforming_share": 1.0}
    activities = [{"id": "tenun", "kbli": "1312", "version": "2020"}]
    return {
        "tolerance": tolerance, "activities": activities, "kbli_version": "2020", "instruments": [instrument | changes]
    }  # fmt: skip


def judged(shape: Any, pack: dict[str, Any] | None = None, day: int = 5, activity: str = "tenun") -> twin.Judgement:
    return twin.judge(pack or plan(), {"activity": activity, "geometry": shape}, day)


def test_twin_gives_the_worst_verdict_and_offers_the_conforming_rest():
    answer = judged(shapely.box(5, 0, 15, 10))
    assert (answer.verdict, answer.partial, answer.conflict, answer.share_conforming) == (
        "prohibited",
        True,
        False,
        0.5,
    )
    assert answer.articles == {"tabel"}


def test_twin_sees_a_point_on_a_shared_edge_in_both_zones():
    answer = judged(shapely.Point(10, 5))
    assert (answer.verdict, answer.conflict, answer.share_conforming) == ("prohibited", True, 0.0)


def test_twin_never_lets_a_sliver_decide():
    answer = judged(shapely.box(5, 0, 10.05, 10))
    assert (answer.verdict, answer.partial) == ("conforms", False)
    assert answer.share_conforming == pytest.approx(5 / 5.05)


def test_twin_keeps_the_stricter_of_an_unstated_rule_and_cites_both():
    rule = {"id": "r", "layer": "all", "activities": ["*"], "cell": "X", "precedence": "unstated", "article": "khusus"}
    answer = judged(shapely.box(1, 1, 5, 5), plan(area_rules=[rule]))
    assert (answer.verdict, answer.conflict, answer.articles) == ("prohibited", True, {"tabel", "khusus"})


@pytest.mark.parametrize(("precedence", "verdict"), [("over_zone", "prohibited"), ("over_overlay", "conditional")])
def test_twin_lets_overlays_tighten_only_what_does_not_stand_over_them(precedence, verdict):
    rule = {"id": "r", "layer": "all", "activities": ["*"], "cell": "B1", "precedence": precedence, "article": "khusus"}
    overlay = {"id": "o", "layer": "all", "activities": ["*"], "at_best": "prohibited", "article": "tampalan"}
    answer = judged(shapely.box(1, 1, 5, 5), plan(area_rules=[rule], overlay_rules=[overlay]))
    assert (answer.verdict, answer.conflict) == (verdict, False)
    assert answer.articles == {"tampalan" if verdict == "prohibited" else "khusus"}


@pytest.mark.parametrize(("day", "verdict"), [(0, "no_data"), (1, "conforms"), (8, "conforms"), (9, "no_data")])
def test_twin_takes_the_first_day_no_longer_in_force_as_out(day, verdict):
    assert judged(shapely.box(1, 1, 5, 5), day=day).verdict == verdict


@pytest.mark.parametrize(
    ("activity", "verdict"),
    [("13121", "conforms"), ("1312", "conforms"), ("13999", "no_data"), ("131", "no_data"), ("menenun", "no_data")],
)
def test_twin_matches_kbli_by_longest_prefix(activity, verdict):
    assert judged(shapely.box(1, 1, 5, 5), activity=activity).verdict == verdict


@pytest.mark.parametrize(
    ("cell", "verdict"),
    [("T1,B1", "limited_conditional"), ("B1.B2", "conditional"), ("t3 / t4", "limited"), (" i ", "conforms"),
     ("?", "unreadable_rule"), ("I,X", "unreadable_rule"), ("", None)],
)  # fmt: skip
def test_twin_reads_cells_by_the_grammar(cell, verdict):
    assert twin.read_cell(cell) == verdict


# ---- steps 4, 7 and 8 ------------------------------------------------------------------------------------------------


def with_condition(predicate: str, threshold: float, unit: str, **changes: Any) -> dict[str, Any]:
    row = {"predicate": predicate, "threshold": threshold, "unit": unit}
    pack = plan(matrix={"tenun": {"A": "T1,B1", "X": "X"}}, conditions={"T1": row}, **changes)
    pack["activities"].append({"id": "sekolah"})
    return pack


def there(x: float, y: float, activity: str = "tenun", **more: Any) -> dict[str, Any]:
    return {"site_id": "lain", "activity": activity, "geometry": shapely.Point(x, y), **more}


@pytest.mark.parametrize(
    ("threshold", "failed"), [(99.9, False), (100.0, False), (100.0000005, False), (100.000002, True), (100.1, True)]
)
def test_twin_measures_from_the_whole_site_to_the_same_activity(threshold, failed):
    existing = {"industri": [there(0, 105), there(0, 20, "gudang"), there(0, 21, site_id="sini"), there(0, 9, to=5)]}
    pack = with_condition("min_distance_same_activity", threshold, "m", existing=existing)
    site = {"site_id": "sini", "activity": "tenun", "geometry": shapely.box(0, 1, 5, 5)}
    answer = twin.judge(pack, site, 5)
    assert (answer.verdict, answer.flags) == ("prohibited" if failed else "limited_conditional", set())
    assert answer.articles == {"tabel"}


@pytest.mark.parametrize(
    ("used", "verdict"), [(19.99, "limited_conditional"), (20.0, "limited_conditional"), (20.01, "prohibited")]
)
@pytest.mark.parametrize(("threshold", "unit"), [(20.0, "%"), (0.2, "share")])
def test_twin_tests_the_share_of_the_lot(used, verdict, threshold, unit):
    pack = with_condition("max_share_of_lot", threshold, unit)
    site = {"activity": "tenun", "geometry": shapely.box(0, 0, 10, 10), "activity_area_m2": used}
    assert twin.judge(pack, site, 5).verdict == verdict


@pytest.mark.parametrize(("width", "verdict"), [(2.0, "limited_conditional"), (2.1, "prohibited")])
def test_twin_tests_the_share_of_all_features_of_the_zone(width, verdict):
    zones = [("A", shapely.box(0, 0, 10, 10)), ("X", shapely.box(10, 0, 20, 10)), ("A", shapely.box(20, 0, 30, 10))]
    pack = with_condition("max_share_of_zone", 10.0, "%", zones=zones)
    assert judged(shapely.box(0, 0, width, 10), pack).verdict == verdict


@pytest.mark.parametrize("predicate", ["min_distance_same_activity", "max_share_of_lot", "jam_buka"])
def test_twin_hands_to_an_officer_what_it_cannot_compute(predicate):
    answer = judged(shapely.box(0, 0, 5, 5), with_condition(predicate, 20.0, "m"))
    assert (answer.verdict, answer.flags) == ("limited_conditional", {"needs_officer"})
    elsewhere = judged(shapely.box(11, 0, 15, 5), with_condition(predicate, 20.0, "m"))
    assert (elsewhere.verdict, elsewhere.flags) == ("prohibited", set())


def test_twin_lets_the_conditions_of_a_replaced_cell_fall_away():
    rule = {
        "id": "r",
        "layer": "all",
        "activities": ["*"],
        "cell": "B1",
        "precedence": "over_zone",
        "article": "khusus",
    }
    answer = judged(shapely.box(0, 0, 5, 5), with_condition("max_share_of_lot", 20.0, "%", area_rules=[rule]))
    assert (answer.verdict, answer.flags, answer.articles) == ("conditional", set(), {"khusus"})


@pytest.mark.parametrize(("kdb", "verdict"), [(60.0, "conforms"), (60.1, "prohibited"), (None, "conforms")])
def test_twin_tests_intensity_in_its_zone_and_class_of_lot(kdb, verdict):
    row = {"zone": "A", "lot_min_m2": 100.0, "lot_max_m2": 200.0, "road_class": "", "kdb_max": 60.0, "klb_max": None,
           "kdh_min": None, "height_max_m": None}  # fmt: skip
    narrow = row | {"lot_min_m2": 200.0, "lot_max_m2": None, "kdb_max": 1.0}
    site = {"activity": "tenun", "geometry": shapely.box(0, 0, 5, 5), "lot_m2": 150.0, "kdb": kdb}
    assert twin.judge(plan(intensity=[row, narrow]), site, 5).verdict == verdict


DISTANCE = {"id": "jarak", "article": "pasal-jarak", "activities": ["tenun"], "receptor": "sekolah", "min_m": 100.0,
            "measured_from": "boundary", "below": "prohibited", "both_ways": True}  # fmt: skip


def with_distance(*features: dict[str, Any], represents: str = "", **changes: Any) -> dict[str, Any]:
    receptors = {"sekolah": {"represents": represents, "features": list(features)}}
    pack = plan(receptors=receptors, distance_rules=[DISTANCE | changes], existing={"industri": [there(5, 50)]})
    pack["activities"].append({"id": "sekolah"})
    return pack


@pytest.mark.parametrize(
    ("measured_from", "y", "verdict"),
    [("boundary", 105.0, "conforms"), ("boundary", 104.9, "prohibited"), ("boundary", 3.0, "prohibited"),
     ("centroid", 103.0, "conforms"), ("centroid", 102.0, "prohibited")],
)  # fmt: skip
def test_twin_tightens_the_whole_site_by_a_broken_distance(measured_from, y, verdict):
    pack = with_distance(there(2, y), measured_from=measured_from)
    answer = judged(shapely.box(0, 0, 5, 5), pack)
    share = 0.0 if verdict == "prohibited" else 1.0
    assert (answer.verdict, answer.share_conforming, answer.partial) == (verdict, share, False)
    assert answer.articles == {"pasal-jarak" if verdict == "prohibited" else "tabel"}


@pytest.mark.parametrize(("both_ways", "verdict"), [(True, "prohibited"), (False, "conforms")])
def test_twin_checks_a_new_school_against_what_exists(both_ways, verdict):
    pack = with_distance(both_ways=both_ways)
    pack["instruments"][0]["matrix"]["sekolah"] = {"A": "I", "X": "X"}
    assert judged(shapely.box(0, 0, 5, 5), pack, activity="sekolah").verdict == verdict


def test_twin_does_not_pass_a_distance_to_a_bank_that_only_a_centreline_shows():
    answer = judged(shapely.box(0, 0, 5, 5), with_distance(there(2, 500), represents="centreline", measured_to="bank"))
    assert (answer.verdict, answer.flags) == ("conforms", {"needs_officer"})
    shown = judged(shapely.box(0, 0, 5, 5), with_distance(there(2, 500), represents="bank", measured_to="bank"))
    assert (shown.verdict, shown.flags) == ("conforms", set())


@pytest.mark.parametrize(
    ("code", "verdict", "flags"),
    [("13111", "conforms", set()), ("13112", "conforms", set()), ("13999", "prohibited", {"needs_officer"}),
     ("13998", "unreadable_rule", set())],
)  # fmt: skip
def test_twin_follows_the_crosswalk_to_another_version(code, verdict, flags):
    rows = [
        ("13111", "13121", "same"),
        ("13112", "13121", "merge"),
        ("13999", "13121", "split"),
        ("13999", "47111", "split"),
    ]
    pack = plan(matrix={"tenun": {"A": "I", "X": "X"}, "gudang": {"A": "X", "X": "X"}})
    pack["activities"].append({"id": "gudang", "kbli": "4711", "version": "2020"})
    pack["kbli_crosswalk"] = [
        {"from_version": "2015", "from": old, "to_version": "2020", "to": new, "kind": kind} for old, new, kind in rows
    ]
    answer = twin.judge(pack, {"activity": code, "kbli_version": "2015", "geometry": shapely.box(1, 1, 5, 5)}, 5)
    assert (answer.verdict, answer.flags) == (verdict, flags)
