"""Profiles are data: every number has a source, and none that cannot be used gets through."""

from __future__ import annotations

import dataclasses
import shutil
from importlib.resources import files

import pytest
from drawn_roads import roads

import petasentra as ps
from petasentra.network.costs import UNREACHABLE
from petasentra.network.speed_profile import BUNDLED, SPEEDS
from petasentra.network.words import profile_rows

FOLDER = files("petasentra.network").joinpath("profiles")


def line_of(*words, **columns):
    lines = [[(100 * i, 0), (100 * i + 100, 0)] for i in range(len(words))]
    return ps.RoadNetwork.from_layer(
        roads(lines, kelas=list(words), **columns), columns={"road_class": "kelas"} | {name: name for name in columns}
    )


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_profile_has_a_source_for_every_number_and_a_word_for_every_class(name):
    profile = ps.SpeedProfile.load(name)
    assert profile.title_id != profile.title_en
    assert all(speed.source for speed in profile.speeds.values())
    assert all(0 < speed.min <= speed.likely <= speed.max for speed in profile.speeds.values())
    assert not set(profile.speeds) & profile.closed_classes
    # Every class that a word leads to is either travelled or closed on purpose.
    assert set(profile.classes.values()) <= set(profile.speeds) | profile.closed_classes
    assert len(profile.numbers()) == len(profile.speeds)


def test_word_tables_are_sound():
    for name in ("classes_rbi.csv", "classes_osm.csv"):
        words = [row["word"] for row in profile_rows(name)]
        assert len(words) == len(set(words))
        assert all(row["source"] and row["verified"] in ("true", "false") for row in profile_rows(name))
    kinds = {row["kind"] for row in profile_rows("words.csv")}
    by_column = {"one_way_yes_no", "one_way_true_false", "one_way_from_to"}
    assert kinds == {"access", "one_way", "planned", "yes"} | by_column


def test_words_of_rbi_and_osm_have_speeds():
    car = ps.SpeedProfile.load("car")
    speeds = car.speeds_of(["Jalan Arteri", "jalan  arteri", "trunk", "footway", "moon road"])
    assert speeds == {"Jalan Arteri": 45, "jalan  arteri": 45, "trunk": 45, "footway": None}


@pytest.mark.parametrize("speed", ["-5", "0", "nan", "inf", '"fast"', "true"])
@pytest.mark.parametrize("column", SPEEDS)
def test_a_speed_that_cannot_be_used_is_an_error_with_file_class_and_column(tmp_path, speed, column):
    text = FOLDER.joinpath("car.toml").read_text(encoding="utf-8")
    head, _, tail = text.partition("[speeds.local]")
    line = next(one for one in tail.splitlines() if one.startswith(f"{column} ="))
    own = tmp_path / "own.toml"
    own.write_text(head + "[speeds.local]" + tail.replace(line, f"{column} = {speed}", 1), encoding="utf-8")
    with pytest.raises(ps.NetworkError) as caught:
        ps.SpeedProfile.load(own)
    error = caught.value
    assert (error.code, error.file, error.feature, error.column) == (502, str(own), "local", column)
    assert error.message_id != error.message_en


def test_speeds_that_do_not_rise_are_refused(tmp_path):
    own = tmp_path / "own.toml"
    text = FOLDER.joinpath("walk.toml").read_text(encoding="utf-8")
    own.write_text(text.replace("likely = 4.8", "likely = 9", 1), encoding="utf-8")
    with pytest.raises(ps.NetworkError, match="do not rise"):
        ps.SpeedProfile.load(own)


def test_profiles_that_are_not_there_or_broken_are_named(tmp_path):
    with pytest.raises(ps.OptionError, match="heavy_truck"):
        ps.SpeedProfile.load("rocket")
    with pytest.raises(ps.IoError):
        ps.SpeedProfile.load(tmp_path / "none.toml")
    broken = tmp_path / "broken.toml"
    broken.write_text("name = ", encoding="utf-8")
    with pytest.raises(ps.NetworkError, match="TOML"):
        ps.SpeedProfile.load(broken)
    broken.write_text('name = "x"', encoding="utf-8")
    with pytest.raises(ps.NetworkError, match="has no"):
        ps.SpeedProfile.load(broken)


MALFORMED = {  # what stands in the file, what is written instead, the column that the error names
    "another format": ("format = 1", "format = 2", "format"),
    "text for truth": ("obeys_one_way = true", 'obeys_one_way = "no"', "obeys_one_way"),
    "text for a list": ('no_access = ["no", "private"]', 'no_access = "private"', "no_access"),
    "numbers in a list": ('modes = ["motorcar", ', "modes = [1, ", "modes"),
    "a number for a class": ("[speeds.toll]", "[speeds]\ntoll = 80\n[other]", "speeds.toll"),
    "a number for a table": ("[access]  #", "[other]  #", "access"),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_a_part_of_another_kind_is_an_error_that_names_it(tmp_path, case):
    was, becomes, column = MALFORMED[case]
    text = FOLDER.joinpath("car.toml").read_text(encoding="utf-8")
    assert was in text
    if column == "access":  # values of the file itself stand before its tables
        text = text.replace("format = 1", "format = 1\naccess = 5", 1)
    own = tmp_path / "own.toml"
    own.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(ps.NetworkError) as caught:
        ps.SpeedProfile.load(own)
    error = caught.value
    assert (error.code, error.file, error.column) == (502, str(own), column)
    assert error.message_id != error.message_en
    assert "closed_classes" not in error.hint_en  # which is the way out for a class without speeds only


UNREAD = {  # what stands in the file, what is written instead, where the key stands, the key, the one that is near
    "of the file": ("closed_barriers = [", "closed_bariers = [", "", "closed_bariers", "closed_barriers"),
    "of the vehicle": ("weight_t = 1.5", "weigth_t = 1.5", "vehicle", "weigth_t", "weight_t"),
    "of the ferry": ("waiting_min = 30", "waiting_min = 30\nwaiting_h = 1", "ferry", "waiting_h", "waiting_min"),
    "of a class": ("likely = 45", "likely = 45\nverfied = true", "speeds.arterial", "verfied", "verified"),
}


@pytest.mark.parametrize("case", UNREAD)
def test_a_key_that_nobody_reads_is_an_error_with_the_nearest_one(tmp_path, case):
    was, becomes, table, key, near = UNREAD[case]
    text = FOLDER.joinpath("car.toml").read_text(encoding="utf-8")
    assert was in text
    own = tmp_path / "own.toml"
    own.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(ps.NetworkError, match=key) as caught:
        ps.SpeedProfile.load(own)
    error = caught.value
    assert (error.code, error.file, error.feature, error.column) == (502, str(own), table, key)
    assert f"'{near}'" in error.hint_en
    assert f"'{near}'" in error.hint_id


def test_a_table_of_words_without_its_columns_is_named(tmp_path):
    shutil.copy(str(FOLDER.joinpath("car.toml")), tmp_path / "car.toml")
    (tmp_path / "classes_rbi.csv").write_text("word;class\nJalan Desa;local\n", encoding="utf-8")
    with pytest.raises(ps.NetworkError, match=r"classes_rbi\.csv, which has no column class") as caught:
        ps.SpeedProfile.load(tmp_path / "car.toml")
    assert caught.value.column == "class_tables"


def test_a_number_that_is_not_there_is_not_called_none(tmp_path):
    own = tmp_path / "own.toml"
    text = FOLDER.joinpath("car.toml").read_text(encoding="utf-8")
    own.write_text(text.replace("likely = 45", "likly = 45", 1), encoding="utf-8")
    with pytest.raises(ps.NetworkError, match="states no likely for arterial; it must be a number above 0"):
        ps.SpeedProfile.load(own)
    own.write_text(text.replace("waiting_min = 30", "waiting_min = -1", 1), encoding="utf-8")
    with pytest.raises(ps.NetworkError, match="waiting_min = -1 for ferry; it must be a number from 0 on"):
        ps.SpeedProfile.load(own)


def test_tables_beside_a_profile_go_before_the_bundled_ones(tmp_path):
    shutil.copy(str(FOLDER.joinpath("car.toml")), tmp_path / "car.toml")
    (tmp_path / "classes_rbi.csv").write_text(
        "word,class,source,verified\nJalan Desa,local,ours,true\n", encoding="utf-8"
    )
    profile = ps.SpeedProfile.load(tmp_path / "car.toml")
    assert profile.class_of("Jalan Desa") == "local"
    assert profile.class_of("Jalan Arteri") is None
    assert profile.class_of("trunk") == "arterial"


def test_costs_are_tenths_of_a_second_and_every_closed_edge_has_a_reason():
    network = line_of("Jalan Lokal", "Jalan Setapak", "Jalan Bulan", None)
    costs = network.costs("car")
    assert costs.deciseconds.dtype == "uint32"
    assert costs.deciseconds.tolist() == [144, 144] + [UNREACHABLE] * 6  # 100 m at 25 km/h are 14.4 s
    assert {name: count for name, count in costs.reasons.items() if count} == {
        "open": 1,
        "class_unknown": 2,
        "class_closed": 1,
    }
    assert network.costs("car", without_class="other").deciseconds[6] == 240
    assert [network.costs("car", which=which).deciseconds[0] for which in SPEEDS] == [240, 144, 120]


def test_a_heavy_truck_meets_the_limits_that_a_car_does_not():
    network = line_of(*["Jalan Lokal"] * 4, axle_limit_t=["8", "", "", ""], weight_limit_t=["", "20", "", ""],
                      width_m=["", "", "2,2", ""])  # fmt: skip
    assert network.costs("car").reasons["open"] == 4
    reasons = network.costs("heavy_truck").reasons
    assert (reasons["axle_limit"], reasons["weight_limit"], reasons["width"], reasons["open"]) == (1, 1, 1, 1)


def test_a_seasonal_road_is_closed_by_the_day_and_by_not_knowing_it():
    network = line_of("Jalan Lokal", closed=["11-01/03-31"])
    assert network.costs("car", as_of="2026-01-15").reasons["season"] == 1
    assert network.costs("car", as_of="2026-06-15").reasons["open"] == 1
    assert network.costs("car").reasons["day_unknown"] == 1
    with pytest.raises(ps.OptionError, match="no date"):
        network.costs("car", as_of="last week")


def test_walking_goes_against_one_way_and_a_car_does_not():
    network = line_of("Jalan Lokal", one_way=["Satu Arah"])
    assert network.costs("car").deciseconds[1] == UNREACHABLE
    assert network.costs("walk").deciseconds[1] == network.costs("walk").deciseconds[0] == 750


def test_options_that_are_none_are_named():
    with pytest.raises(ps.OptionError, match="likely"):
        line_of("Jalan Lokal").costs("car", which="fastest")


def test_a_profile_that_was_changed_after_reading_is_still_asked():
    car = ps.SpeedProfile.load("car")
    broken = dataclasses.replace(
        car, speeds=car.speeds | {"local": dataclasses.replace(car.speeds["local"], likely=-3.0)}
    )
    with pytest.raises(ps.NetworkError) as caught:
        line_of("Jalan Lokal").costs(broken)
    error = caught.value
    assert (error.code, error.file, error.feature, error.column) == (502, "car.toml", "Jalan Lokal", "likely")
