"""What the commands say is in their own words: options, files, and what can be named."""

from __future__ import annotations

import io

import pytest
import shapely
from cli_runs import run
from rich.console import Console
from written_layers import written

from petasentra.cli import show


@pytest.fixture
def zones(tmp_path):
    return written(tmp_path / "zona.gpkg", [shapely.box(640000, 9160000, 640010, 9160010)], "EPSG:32749", kode=["A"])


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (["validate", "--tolerance-m", "-1"], "--tolerance-m"),
        (["validate", "--sliver-m2", "-1"], "--sliver-m2"),
        (["repair", "--out", "baru.gpkg", "--max-m2", "-5"], "--max-m2"),
    ],
)
def test_a_number_out_of_range_is_told_by_the_name_of_the_option(zones, options, name):
    command, *rest = options
    for lang, words in (("en", f"The value of {name} must"), ("id", f"Nilai {name} harus")):
        result = run(command, zones, *rest, "--lang", lang)
        assert result.exit_code == 2
        assert words in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ["validate", "--feature-id", "tak-ada"],
        ["validate", "--stated-area", "tak-ada"],
        ["validate", "--valid-from", "tak-ada"],
        ["repair", "--out", "baru.gpkg", "--rule", "priority", "--priority", "tak-ada"],
    ],
    ids=lambda options: options[-2],
)
def test_a_column_that_is_missing_is_told_with_its_file(zones, options):
    command, *rest = options
    result = run(command, zones, *rest, "--lang", "en")
    assert result.exit_code == 3
    assert f"file {zones}" in result.stderr


def test_commands_that_take_an_option_are_named_once_in_a_finding(tmp_path):
    box = shapely.box(640000, 9160000, 640010, 9160010)
    result = run("inspect", written(tmp_path / "zona.gpkg", [box], None), "--lang", "en")
    (told,) = [line for line in result.stdout.splitlines() if "CRS_MISSING" in line]
    assert told.count("--crs") == 2
    assert told.count("(check, validate, repair)") == 1


def test_of_a_folder_only_what_can_be_read_is_offered(tmp_path):
    box = shapely.box(640000, 9160000, 640010, 9160010)
    written(tmp_path / "zona.shp", [box], "EPSG:32749")
    (tmp_path / "BACA-DULU.txt").write_text("catatan")
    result = run("validate", tmp_path, "--lang", "en")
    assert result.exit_code == 3
    assert "Name one of the files in it: zona.shp." in result.stderr


def test_hints_of_the_library_name_no_method_on_the_terminal() -> None:
    from petasentra.criteria.finding_rows import FindingRows

    rows = FindingRows("legs")
    rows.finding(
        "MOVEMENT_UNRECORDED", "warning", ("Tidak tercatat.", "Not recorded."),
        ("Tambahkan dengan add_movements.", "Add them with add_movements."), feature_id="L1",
    )  # fmt: skip
    told = {}
    for lang in ("id", "en"):
        out = Console(width=200, record=True, file=io.StringIO())
        show.findings(rows.table(), lang, out, codes=False)
        told[lang] = out.export_text()
    assert "rute" in told["id"]
    assert "tabel dokumen" in told["id"]
    assert "the table movements" in told["en"]
    for text in told.values():
        assert "add_" not in text
        assert "MOVEMENT_UNRECORDED" not in text
    assert "legs" not in told["id"]
