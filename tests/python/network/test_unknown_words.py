"""What a vehicle does not understand of the roads is told, word by word, and never opens or closes a road unsaid."""

from __future__ import annotations

import pytest
from drawn_roads import roads

import petasentra as ps
from petasentra.network.words import road_columns, told_scheme


def row_of(count, **columns):
    return roads([[(100 * i, 0), (100 * i + 100, 0)] for i in range(count)], **columns)


def told(costs):
    found = costs.findings
    return list(zip(found["code"], found["feature_id"], [int(one) for one in found["measure"]], strict=True))


def test_every_unknown_class_is_told_with_its_edges():
    words = ["Jalan Desa", "Jalan Lokal", "Jalan Desa", "Jalan Bulan", None]
    network = ps.RoadNetwork.from_layer(row_of(5, kelas=words), columns={"road_class": "kelas"})
    costs = network.costs("car")
    assert told(costs) == [
        ("CLASS_MISSING", "", 1), ("CLASS_UNKNOWN", "Jalan Bulan", 1), ("CLASS_UNKNOWN", "Jalan Desa", 2),
    ]  # fmt: skip
    assert sum(edges for _, _, edges in told(costs)) == costs.reasons["class_unknown"]
    assert "without_class" in costs.findings["hint_en"][0]
    assert "collector" in costs.findings["hint_id"][1]
    assert [code for code, _, _ in told(network.costs("car", without_class="local"))] == ["CLASS_UNKNOWN"] * 2


def test_roads_without_any_class_are_an_error_that_says_what_to_do():
    network = ps.RoadNetwork.from_layer(row_of(3, jenis=["a", "b", "c"]))
    costs = network.costs("car")
    assert told(costs) == [("CLASS_ABSENT", "", 3)]
    assert costs.findings["severity"] == ["error"]
    assert told(network.costs("car", without_class="local")) == []


def test_a_scenario_tells_what_the_costs_before_it_told():
    network = ps.RoadNetwork.from_layer(
        row_of(2, kelas=["Jalan Bulan", "Jalan Lokal"]), columns={"road_class": "kelas"}
    )
    assert told(network.scenario(network.costs("car"), close=[1])) == [("CLASS_UNKNOWN", "Jalan Bulan", 1)]


@pytest.mark.parametrize(("column", "words"), [("REMARK", "Jalan Lokal"), ("highway", "residential")])
def test_columns_of_a_scheme_are_found_without_being_named(column, words):
    lines = row_of(1, **{column: [words]})
    assert ps.RoadNetwork.from_layer(lines).costs("car").reasons["open"] == 1
    assert told(ps.RoadNetwork.from_layer(lines, columns={}).costs("car")) == [("CLASS_ABSENT", "", 1)]


def test_two_schemes_at_once_are_not_guessed_and_one_that_is_not_there_is_refused():
    assert told_scheme(["REMARK", "highway"]) is None
    with pytest.raises(ps.SchemaError, match="REMARK"):
        road_columns("rbi", ["kelas"])
    with pytest.raises(ps.OptionError) as refused:
        road_columns({"class": "KELAS"}, ["KELAS"])
    assert "road_class" in refused.value.hint_en


def test_access_in_indonesian_closes_a_road_and_an_unknown_word_is_told():
    words = ["ditutup", "Tidak", "tertutup", "pribadi", "umum", "entah"]
    lines = row_of(6, kelas=["Jalan Lokal"] * 6, akses=words)
    costs = ps.RoadNetwork.from_layer(lines, columns={"road_class": "kelas", "access": "akses"}).costs("car")
    assert (costs.reasons["access"], costs.reasons["open"]) == (4, 2)
    assert told(costs) == [("ACCESS_UNKNOWN", "entah", 1)]


@pytest.mark.parametrize(
    ("word", "traffic"), [("ya", "forward"), ("Tidak", "both"), ("oneway", "forward"), ("1 arah", "forward")]
)
def test_one_way_in_the_words_of_regional_layers(word, traffic):
    network = ps.RoadNetwork.from_layer(row_of(1, arah=[word]), columns={"one_way": "arah"})
    assert network.edges()["traffic"] == [traffic]
    assert network.findings(reach_m=0)["code"] == []


def test_planned_in_words_and_an_unknown_status_is_told():
    lines = row_of(3, kelas=["Jalan Lokal"] * 3, st=["Belum Dibangun", "planned", "9"])
    network = ps.RoadNetwork.from_layer(lines, columns={"road_class": "kelas", "status": "st"})
    assert network.roads()["status"] == ["planned", "planned", "used"]
    assert network.findings(reach_m=0)["code"].count("STATUS_UNKNOWN") == 1


def test_a_closure_that_nobody_can_read_closes_the_road_on_every_day():
    lines = row_of(2, kelas=["Jalan Lokal"] * 2, tutup=["musim hujan", ""])
    network = ps.RoadNetwork.from_layer(lines, columns={"road_class": "kelas", "closed": "tutup"})
    for day in (None, "2026-01-15", "2026-07-15"):
        reasons = network.costs("car", as_of=day).reasons
        assert (reasons["day_unknown"], reasons["open"]) == (1, 1), day
    assert network.findings(reach_m=0)["code"] == ["CLOSURE_UNREADABLE"]
