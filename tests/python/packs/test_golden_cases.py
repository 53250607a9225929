"""Golden cases: what the planner says is compared with what the engine says, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import pytest
import shapely
from invented_folder import CASES, invented

import petasentra as ps
from petasentra.packs import run_cases

if TYPE_CHECKING:
    from pathlib import Path


def cases(path: Path, *changes: tuple[str, str]) -> tuple[ps.packs.CaseOutcome, ...]:
    text = CASES
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return run_cases(invented(path / "paket", cases=text))


def test_the_bundled_cases_pass() -> None:
    outcomes = run_cases(ps.datasets.path("jombang"))
    assert len(outcomes) == 11
    assert all(one.passed for one in outcomes)


def test_a_wrong_expectation_differs_and_names_its_column(tmp_path: Path) -> None:
    (outcome,) = cases(tmp_path, ("conforms", "prohibited"))
    assert not outcome.passed
    assert outcome.differences == ("verdict",)
    assert (outcome.expected["verdict"], outcome.found["verdict"]) == ("prohibited", "conforms")
    assert outcome.reason_en


def test_flags_and_articles_are_whole_sets(tmp_path: Path) -> None:
    assert cases(tmp_path, ('["lampiran"]', "[]"))[0].differences == ("article",)
    assert cases(tmp_path, ("flags = []", 'flags = ["conflict"]'))[0].differences == ("flags",)


def test_what_a_case_does_not_name_is_not_compared(tmp_path: Path) -> None:
    (outcome,) = cases(tmp_path, ("flags = []\n", ""), ('article = ["lampiran"]\n', ""))
    assert outcome.passed
    assert list(outcome.expected) == ["verdict"]


def test_more_columns_may_be_expected(tmp_path: Path) -> None:
    more = 'flags = []\ninstrument = "perda-1-2020"\nverified = false\nroute = "persetujuan"\nshare_conforming = 1'
    assert cases(tmp_path, ("flags = []", more))[0].passed
    assert cases(tmp_path, ("flags = []", more.replace("= 1", "= 0.9")))[0].differences == ("share_conforming",)


def test_wkt_is_longitude_and_latitude_unless_a_crs_is_stated(tmp_path: Path) -> None:
    point = geopandas.GeoSeries([shapely.Point(600_500, 9_170_500)], crs=32749).to_crs(4326)[0]
    (outcome,) = cases(
        tmp_path, ("POINT (600500 9170500)", f"POINT ({point.x} {point.y})"), ('crs = "EPSG:32749"\n', "")
    )
    assert outcome.passed


def test_a_site_may_come_from_a_file_of_the_pack(tmp_path: Path) -> None:
    folder = invented(
        tmp_path / "paket",
        cases=CASES.replace(
            '"POINT (600500 9170500)"', '{ file = "tapak.geojson", id = "B", column = "nama" }'
        ).replace('crs = "EPSG:32749"\n', ""),
    )
    points = [shapely.Point(601_500, 9_170_500), shapely.Point(600_500, 9_170_500)]
    frame = geopandas.GeoDataFrame({"nama": ["A", "B"]}, geometry=points, crs=32749)
    frame.to_file(folder / "tapak.geojson")
    assert run_cases(folder)[0].passed


def test_columns_of_the_site_are_given_to_the_engine(tmp_path: Path) -> None:
    (outcome,) = cases(
        tmp_path, ('activity = "batik"', 'activity = "13134"\nkbli_version = "2015"'), ("conforms", "unreadable_rule")
    )
    assert outcome.found["verdict"] == "unreadable_rule"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("POINT", "TITIK", "WKT"),
        ('verdict = "conforms"', "", "no verdict"),
        ("flags", "tanda", "unknown keys: tanda"),
        ('"POINT (600500 9170500)"', '{ file = "x.geojson" }', "file and an id"),
    ],
)
def test_a_case_that_cannot_be_asked_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ps.RuleError, match=said) as told:
        cases(tmp_path, (old, new))
    assert told.value.feature == "contoh: batik di zona industri"
    assert told.value.file.endswith("cases.toml")


def test_a_pack_without_cases_says_so(tmp_path: Path) -> None:
    with pytest.raises(ps.IoError, match=r"no cases\.toml"):
        run_cases(invented(tmp_path / "paket", cases=None))
    with pytest.raises(ps.RuleError, match="no .{2}case"):
        run_cases(invented(tmp_path / "paket", cases="# belum ada\n"))
    with pytest.raises(ps.RuleError, match="cannot be read as TOML"):
        run_cases(invented(tmp_path / "paket", cases="[[case\n"))
