"""``petasentra recheck`` on an invented register over the bundled study."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from cli_runs import run

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

PACK = ps.datasets.path("jombang")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    frame = ps.datasets.jombang().sentra.to_geopandas().iloc[[2, 2, 2, 4]][["geometry"]].reset_index(drop=True)
    frame["No_KKPR"] = ["contoh-1", "contoh-2", "contoh-3", "contoh-4"]
    frame["Tagl_Terbi"] = ["16-Okt-2019", "05/04/2019", "5 Januari 2022", "24-Mei-2019"]
    frame["KO_KBLI"] = ["24202; 24320", "24202", "24202", "24202"]
    frame["Jns_KKPR"] = "Konfirmasi Kesesuaian Kegiatan Pemanfaatan Ruang"
    path = tmp_path / "keputusan.geojson"
    frame.to_file(path, driver="GeoJSON")
    return path


def test_the_document_has_the_rows_of_the_library(register: Path) -> None:
    result = run("recheck", register, "--pack", PACK, "--as-of", "2023-06-01", "--json")
    assert result.exit_code == 1, "a day that was not read is a finding"
    document = json.loads(result.stdout)
    found = ps.recheck(ps.read_layer(register), ps.read_plan_pack(PACK), as_of="2023-06-01")
    assert [row["change"] for row in document["decisions"]] == found.table["change"]
    assert document["counts"] == found.counts
    assert len(document["answers"]) == 5
    assert document["sites"][0] == {
        "site_id": "tapak-1", "decisions": 3, "numbers": ["contoh-1", "contoh-2", "contoh-3"], "change": "cannot_tell",
    }  # fmt: skip
    assert [row["code"] for row in document["findings"]] == ["VALUE_UNREADABLE"]
    assert document["draft"] is True
    assert document["notice_id"]


def test_people_read_days_verdicts_and_changes(register: Path, tmp_path: Path) -> None:
    asked = ["recheck", register, "--pack", PACK, "--as-of", "2023-06-01", "--out", tmp_path / "hasil"]
    shown = " ".join(run(*asked, "--lang", "en").stdout.split())
    assert "4 decisions on 2 sites" in shown
    assert "16 October 2019" in shown
    assert "milder now" in shown
    assert "“05/04/2019”" in shown
    files = sorted(path.name for path in (tmp_path / "hasil").iterdir())
    assert files == ["decisions.csv", "map.html"]
    with (tmp_path / "hasil" / "decisions.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["decision"] for row in csv.DictReader(stream)] == [f"contoh-{n}" for n in range(1, 5)]
    assert "menjadi lebih longgar" in " ".join(run(*asked).stdout.split())


def test_options_say_what_the_register_does_not(register: Path) -> None:
    asked = ["recheck", register, "--pack", PACK, "--as-of", "2023-06-01", "--json"]
    document = json.loads(run(*asked, "--date-order", "dmy").stdout)
    assert document["decisions"][1]["decided_on"] == "2019-04-05"
    assert document["findings"] == []
    named = json.loads(run(*asked, "--column", "number=KO_KBLI", "--known-on", "as_of").stdout)
    assert named["decisions"][0]["decision"] == "24202; 24320"
    assert named["known_on"] == "as_of"


def test_a_register_whose_decisions_all_stand_ends_with_0(register: Path) -> None:
    frame = ps.read_layer(register).to_geopandas().iloc[[0, 2]]
    frame.to_file(register, driver="GeoJSON")
    assert run("recheck", register, "--pack", PACK, "--as-of", "2023-06-01").exit_code == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--as-of", "besok"),
        ("--as-of", "2023-06-01", "--column", "kbli"),
        ("--as-of", "2023-06-01", "--column", "tanggal=Tagl_Terbi"),
        ("--as-of", "2023-06-01", "--profile", "rtrw-permen14"),
    ],
)
def test_wrong_use(register: Path, options: tuple[str, ...]) -> None:
    result = run("recheck", register, "--pack", PACK, *options, "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"]["kind"] == "OptionError"
