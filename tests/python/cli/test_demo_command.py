"""``petasentra demo``: the study told in two languages, with its files."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from cli_runs import run

import petasentra as ps
from petasentra.cli.demo.sources import SOURCES, SUBJECTS
from petasentra.cli.demo.words import ATTRIBUTES

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def result(folder: Path) -> Result:
    return run("demo", "--out", folder)


def test_demo_tells_the_study_and_leaves_its_files(folder: Path, result: Result) -> None:
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in folder.iterdir()) == [
        "jombang.gpkg",
        "laporan.html",
        "peta.html",
        "tabel.csv",
        "waktu-tempuh.csv",
    ]
    for words in ("Perda 9/2000", "Perda 21/2009", "Perda 10/2021", "contoh-f", "136", "sumber berbeda", "rekaan"):
        assert words in result.stdout
    assert str(folder / "laporan.html") in result.stdout


def test_demo_has_indonesian_for_every_attribute_of_the_facts() -> None:
    assert set(ps.datasets.jombang().facts["attribute"]) - set(ATTRIBUTES) == set()


def test_below_the_figures_it_says_that_they_are_unverified(result: Result) -> None:
    told = " ".join(result.stdout.split())
    assert "Semua klaim di atas belum diverifikasi" in told
    assert told.index("Semua klaim di atas") < told.index("Hasil untuk tapak rekaan")


def test_in_english_it_speaks_english_where_it_can(tmp_path: Path) -> None:
    told = " ".join(run("demo", "--lang", "en", "--out", tmp_path).stdout.split())
    assert "All claims above are unverified" in told
    for words in ("dihitung", "slag di Jombang", "belasan", "sekitar", "salinan daring"):
        assert words not in told


def test_demo_has_english_for_every_subject_and_source_that_is_indonesian() -> None:
    facts = ps.datasets.jombang().facts
    names = {"Brantas", "Perda 9/2000", "Perda 21/2009", "Perda 10/2021", "sentra Bakalan", "sentra Kendalsari"}
    assert set(facts["subject"]) - set(SUBJECTS) - names == set()
    papers = {
        "antaranews Jogja",
        "detik.com, September 2017",
        "koranmemo, Aspalindo",
        "majanews",
        "mediapetisi, majanews",
        "mediapetisi, tabloidlpk (2021)",
        "petisi.co, April 2018",
    }
    assert set(facts["source"]) - set(SOURCES) - papers == set()


def test_minutes_are_told_with_their_interval_and_as_schematic(folder: Path, result: Result) -> None:
    told = " ".join(result.stdout.split())
    assert "Waktu tempuh truk ringan (skematik)" in told
    assert "IPAL (rekaan)" in told
    assert "Jalannya skematik" in told
    with (folder / "waktu-tempuh.csv").open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["site_id"], row["kind"]) for row in rows] == [
        (f"contoh-{letter}", kind) for letter in "abcdef" for kind in ("toll_gate", "plant")
    ]
    assert {row["schematic"] for row in rows} == {"true"}
    assert {row["target_invented"] for row in rows if row["kind"] == "plant"} == {"true"}
    for row in rows:
        assert float(row["minutes_min"]) <= float(row["minutes"]) <= float(row["minutes_max"])
        assert f"{float(row['minutes']):.0f} ({float(row['minutes_min']):.0f}-" in told
