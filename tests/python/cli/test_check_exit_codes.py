"""When ``check`` ends with 1: whatever a person still has to look at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cli_runs import run, sites_at
from written_layers import geojson

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

JOMBANG = ps.datasets.path("jombang")


def one_of_jombang(path: Path, site: str) -> Path:
    document = json.loads((JOMBANG / "sentra.geojson").read_text(encoding="utf-8"))
    document["features"] = [one for one in document["features"] if one["properties"]["site_id"] == site]
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def checked(path: Path, site: str, *options: object) -> object:
    return run("check", one_of_jombang(path, site), "--pack", JOMBANG, "--as-of", "2015-06-01", *options)


def test_a_conflict_is_a_finding_and_has_no_share_beside_it(tmp_path: Path) -> None:
    result = checked(tmp_path / "a.geojson", "contoh-a")
    assert result.exit_code == 1
    assert "belum dapat dinyatakan" in result.stdout
    assert "% sesuai" not in result.stdout.replace("\u00a0", " ")


def test_what_waits_for_an_officer_is_a_finding(tmp_path: Path) -> None:
    result = checked(tmp_path / "d.geojson", "contoh-d")
    assert "perlu penilaian petugas" in result.stdout
    assert result.exit_code == 1


def test_a_site_that_conforms_without_doubt_ends_with_zero(tmp_path: Path) -> None:
    assert checked(tmp_path / "c.geojson", "contoh-c").exit_code == 0


def test_a_share_nobody_knows_is_not_printed_as_zero(tmp_path: Path) -> None:
    result = checked(tmp_path / "f.geojson", "contoh-f")
    assert "data tidak tersedia" in result.stdout
    assert "%\u00a0sesuai" not in result.stdout.replace(" ", "\u00a0")


def test_a_file_without_sites_is_a_finding_and_a_draft(tmp_path: Path, plan: list[object]) -> None:
    sites = sites_at(tmp_path / "sites.gpkg.geojson", (600_100, 9_170_100))
    empty = tmp_path / "kosong.gpkg"
    ps.write_layer(ps.read_layer(sites)[:0], empty)
    result = run("check", empty, *plan)
    assert result.exit_code == 1, result.stderr
    assert "DRAF" in result.stdout


def test_a_file_without_sites_and_columns_is_said_to_be_empty(tmp_path: Path, plan: list[object]) -> None:
    result = run("check", geojson(tmp_path / "kosong.geojson", []), *plan)
    assert result.exit_code == 3
    assert "kosong" in result.stderr


def test_the_help_says_so() -> None:
    told = " ".join(run("check", "--help").stdout.split())
    assert "conflicts" in told
    assert "officer" in told
