"""What ``--out`` leaves: the result's own words win over columns of the same name, and people stay out of it."""

from __future__ import annotations

import csv
import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from cli_runs import run, sites_at, square
from written_layers import geojson

import petasentra as ps
from petasentra.cli.site_columns import new_names

if TYPE_CHECKING:
    from pathlib import Path

INDUSTRY, RICE = (600_100, 9_170_100), (601_500, 9_170_100)


def columns_of(gpkg: Path, table: str = "sites") -> list[str]:
    with sqlite3.connect(gpkg) as file:
        return [row[1] for row in file.execute(f'PRAGMA table_info("{table}")')]


def rows_of(gpkg: Path) -> list[dict[str, Any]]:
    return ps.read_layer(gpkg, layer="sites").table.to_pylist()


def test_checking_its_own_output_gives_the_new_verdict(tmp_path: Path, plan: list[object], zones: Path) -> None:
    sites = sites_at(tmp_path / "sites.geojson", RICE)
    first, second = tmp_path / "first", tmp_path / "second"
    assert run("check", sites, *plan, "--out", first).exit_code == 1
    assert rows_of(first / "hasil.gpkg")[0]["verdict"] == "prohibited"
    friendlier = tmp_path / "friendlier.csv"
    friendlier.write_text("activity,KPI,P-1\nbatik,I,I\n", encoding="utf-8")
    again = run(
        "check", first / "hasil.gpkg", "--layer", "sites", "--zones", zones, "--code", "KODE", "--matrix", friendlier,
        "--in-force-from", "2020-01-01", "--as-of", "2022-06-01", "--out", second,
    )  # fmt: skip
    assert again.exit_code == 0, again.stderr
    row = rows_of(second / "hasil.gpkg")[0]
    assert (row["verdict"], row["tapak_verdict"]) == ("conforms", "prohibited")
    assert (str(row["as_of"])[:10], str(row["tapak_as_of"])[:10]) == ("2022-06-01", "2021-06-01")
    assert "tapak_verdict" in again.stdout
    assert "COLUMN_RENAMED" in again.stdout


@pytest.mark.parametrize("name", ["FID", "fid", "geom", "Verdict", "GEOM", "Schematic", "Site_ID"])
def test_a_name_the_result_or_the_geopackage_needs_is_given_way(tmp_path: Path, plan: list[object], name: str) -> None:
    sites = sites_at(tmp_path / "sites.geojson", INDUSTRY, **{name: "punya pemakai"})
    result = run("check", sites, *plan, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".csv", ".gpkg", ".html", ".html"]
    row = rows_of(tmp_path / "out" / "hasil.gpkg")[0]
    assert row[f"tapak_{name}"] == "punya pemakai"
    assert row["verdict"] == "conforms"
    assert f"{name} → tapak_{name}" in " ".join(result.stdout.split())


def test_two_columns_that_differ_in_capital_letters_only_are_both_kept() -> None:
    assert new_names(["kode", "KODE"], taken=[]) == {"KODE": "tapak_KODE"}
    assert new_names(["verdict", "tapak_verdict"], taken=["verdict"]) == {"verdict": "tapak_verdict_2"}


PEOPLE = {"NIK": "3517", "Nama Pemilik": "Siti Contoh", "NAMA_PEMIL": "Siti Contoh", "no_hp": "0812", "usaha": "Batik"}


def test_columns_that_look_personal_are_left_out_and_said(tmp_path: Path, plan: list[object]) -> None:
    sites = sites_at(tmp_path / "sites.geojson", INDUSTRY, **PEOPLE)
    result = run("check", sites, *plan, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    written = columns_of(tmp_path / "out" / "hasil.gpkg")
    assert "usaha" in written
    assert not set(PEOPLE) - {"usaha"} & set(written)
    for path in (tmp_path / "out").iterdir():
        assert b"Siti Contoh" not in path.read_bytes()
    assert "COLUMN_PERSONAL" in result.stdout
    assert "Nama Pemilik" in result.stdout


def test_personal_columns_are_named_and_kept_on_request(tmp_path: Path, plan: list[object]) -> None:
    sites = sites_at(tmp_path / "sites.geojson", INDUSTRY, nama="Siti Contoh", alamat="Jalan Contoh 1")
    asked = ["check", sites, *plan, "--out", tmp_path / "out", "--personal", "nama", "--keep", "alamat"]
    assert run(*asked).exit_code == 0
    written = columns_of(tmp_path / "out" / "hasil.gpkg")
    assert "alamat" in written
    assert "nama" not in written
    assert "Siti Contoh" not in (tmp_path / "out" / "peta.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--personal", "--keep"])
def test_a_personal_column_that_is_not_there_is_an_error(tmp_path: Path, plan: list[object], option: str) -> None:
    sites = sites_at(tmp_path / "sites.geojson", INDUSTRY, nama="Siti Contoh")
    result = run("check", sites, *plan, option, "namma")
    assert result.exit_code == 3
    assert "namma" in result.stderr


def test_sites_named_by_people_are_numbered(tmp_path: Path, plan: list[object]) -> None:
    sites = sites_at(tmp_path / "sites.geojson", INDUSTRY, RICE)
    text = sites.read_text(encoding="utf-8").replace('"site_id": "Contoh 1"', '"NIK": "3517001"')
    sites.write_text(text.replace('"site_id": "Contoh 2"', '"NIK": "3517002"'), encoding="utf-8")
    result = run("check", sites, *plan, "--site-id", "NIK", "--json", "--out", tmp_path / "out")
    document = json.loads(result.stdout)
    assert [site["site_id"] for site in document["sites"]] == ["#1", "#2"]
    assert "SITES_NUMBERED" in [note["code"] for note in document["notes"]]
    assert "3517001" not in result.stdout
    for path in (tmp_path / "out").iterdir():
        assert b"3517001" not in path.read_bytes()


def test_a_what_if_is_named_in_every_output(tmp_path: Path) -> None:
    folder = ps.datasets.path("jombang")
    asked = ["check", folder / "sentra.geojson", "--pack", folder, "--as-of", "2023-06-01", "--variant", "slag-dihapus"]
    told = run(*asked, "--out", tmp_path).stdout
    assert "Andaian: Perda 10/2021 menghapus zona khusus slag" in told
    assert "Andaian: Andaian" not in told
    with (tmp_path / "tabel.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert {row["variant"] for row in csv.DictReader(stream)} == {"slag-dihapus"}
    for table in ("sites", "pieces"):
        assert set(ps.read_layer(tmp_path / "hasil.gpkg", layer=table)["variant"]) == {"slag-dihapus"}
    for name in ("laporan.html", "peta.html"):
        page = (tmp_path / name).read_text(encoding="utf-8")
        assert "menghapus zona khusus slag" in page
        assert "Andaian: Andaian" not in page
    document = json.loads(run(*asked, "--json").stdout)
    assert document["variant"]["id"] == "slag-dihapus"
    assert {site["variant"] for site in document["sites"]} == {"slag-dihapus"}


def test_the_law_as_it_stands_has_no_variant(tmp_path: Path, plan: list[object]) -> None:
    sites = sites_at(tmp_path / "sites.geojson", INDUSTRY)
    document = json.loads(run("check", sites, *plan, "--json").stdout)
    assert document["variant"] is None
    assert document["sites"][0]["variant"] == ""
    assert "Andaian" not in run("check", sites, *plan).stdout


def test_a_folder_in_the_place_of_a_file_is_an_error_that_leaves_nothing_behind(
    tmp_path: Path, plan: list[object]
) -> None:
    sites = geojson(
        tmp_path / "sites.geojson", [({"site_id": "A", "activity": "batik"}, square(600_100, 9_170_100, 9))]
    )
    out = tmp_path / "out"
    (out / "hasil.gpkg" / "isi").mkdir(parents=True)
    result = run("check", sites, *plan, "--out", out)
    assert result.exit_code == 3, result.stderr
    assert "hasil.gpkg" in result.stderr
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []
