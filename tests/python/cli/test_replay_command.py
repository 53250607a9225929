"""`petasentra replay` and `pack migrate`: exit codes and one JSON document each."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from cli_runs import run

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(ps.datasets.path("jombang"), tmp_path / "jombang")


@pytest.fixture
def report(folder: Path) -> Path:
    arguments = [folder / "sentra.geojson", "--pack", folder, "--as-of", "2015-06-01", "--out", folder / "hasil"]
    assert run("check", *arguments).exit_code == 1
    return folder / "hasil" / "laporan.html"


def test_a_report_of_check_is_identical(report, folder):
    options = ["--pack", folder, "--sites", folder / "sentra.geojson"]
    result = run("replay", report, *options)
    assert result.exit_code == 0, result.output
    assert "Identik" in result.stdout
    document = json.loads(run("replay", report, *options, "--json").stdout)
    assert document["identical"]
    assert document["changed"] == []
    assert document["audit_sha256"] in report.read_text(encoding="utf-8")
    assert "Identical" in run("replay", report, *options, "--lang", "en").stdout


def test_an_audit_beside_its_inputs_needs_no_options(folder):
    result = ps.check(ps.read_layer(folder / "sentra.geojson"), ps.read_plan_pack(folder), as_of="2015-06-01")
    assert run("replay", result.audit.save(folder / "check.audit.json")).exit_code == 0


def test_a_changed_file_is_exit_1_and_named(report, folder):
    table = folder / "permissions-2009.csv"
    cells = "daur-ulang-slag-aluminium,X,X,X,X,X,"
    table.write_text(table.read_text("utf-8").replace(cells + "I", cells + "X"), "utf-8")
    result = run("replay", report, "--pack", folder, "--sites", folder / "sentra.geojson", "--json")
    assert result.exit_code == 1
    changed = json.loads(result.stdout)["changed"]
    assert [one["name"] for one in changed if one["kind"] == "pack"] == ["permissions-2009.csv"]
    shown = run("replay", report, "--pack", folder, "--sites", folder / "sentra.geojson")
    assert "permissions-2009.csv" in shown.stdout


def test_a_changed_report_is_exit_1(report, folder):
    report.write_text(report.read_text("utf-8").replace("belum dapat dinyatakan", "sesuai", 1), "utf-8")
    result = run("replay", report, "--pack", folder, "--sites", folder / "sentra.geojson")
    assert result.exit_code == 1
    assert "diubah setelah ditulis" in result.stdout


def test_what_is_missing_is_exit_3_with_the_option(report, folder, tmp_path):
    result = run("replay", report)
    assert result.exit_code == 3
    assert "--pack" in result.stderr
    result = run("replay", report, "--pack", folder)
    assert result.exit_code == 3
    assert "--sites" in result.stderr
    (tmp_path / "x.txt").write_text("x")
    document = run("replay", tmp_path / "x.txt", "--json")
    assert document.exit_code == 3
    assert json.loads(document.stdout)["error"]["kind"] == "SchemaError"
    assert run("replay", tmp_path / "tidak-ada.html").exit_code == 3
    assert run("replay").exit_code == 2


def test_a_report_whose_sites_were_numbered_is_numbered_again(folder):
    sites = folder / "sentra.geojson"
    sites.write_text(sites.read_text("utf-8").replace('"site_id"', '"nik"'), "utf-8")
    options = ["--pack", folder, "--as-of", "2015-06-01", "--site-id", "nik", "--out", folder / "hasil"]
    assert run("check", sites, *options).exit_code == 1
    text = (folder / "hasil" / "laporan.html").read_text("utf-8")
    assert "contoh-a" not in text
    result = run("replay", folder / "hasil" / "laporan.html", "--pack", folder, "--sites", sites)
    assert result.exit_code == 0, result.output


def test_a_report_on_zones_without_a_pack_finds_them_in_a_folder(folder):
    sites = folder / "sentra.geojson"
    options = ["--zones", folder / "zones-2021.fgb", "--code", "KODKWS", "--matrix", folder / "permissions-2021.xlsx",
               "--in-force-from", "2021-12-31", "--as-of", "2023-06-01", "--out", folder / "hasil"]  # fmt: skip
    assert run("check", sites, *options).exit_code == 1
    result = run("replay", folder / "hasil" / "laporan.html", "--pack", folder, "--sites", sites)
    assert result.exit_code == 0, result.output


def test_a_pack_is_migrated_or_left_alone(folder):
    result = run("pack", "migrate", folder)
    assert result.exit_code == 0
    assert "tidak ada yang diubah" in result.stdout
    head = folder / "pack.toml"
    head.write_text(head.read_text("utf-8").replace("format = 1", "", 1), "utf-8")
    done = json.loads(run("pack", "migrate", folder, "--json").stdout)
    assert (done["before"], done["after"], done["files"]) == (0, 1, ["pack.toml"])
    head.write_text(head.read_text("utf-8").replace("format = 1", "format = 9", 1), "utf-8")
    refused = run("pack", "migrate", folder)
    assert refused.exit_code == 3
    assert "9" in refused.stderr


def test_help_is_in_both_languages():
    for command in (("replay",), ("pack", "migrate")):
        assert " | " in run(*command, "--help").stdout
