"""The command line: exit codes, one JSON document, messages in the language asked for, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli_runs import plan_options, run, sites_at
from written_layers import geojson

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

INSIDE = [112.17374, -7.50414]  # a place inside the largest of the real zones


def test_help_tells_the_exit_codes() -> None:
    for command in ([], ["check"], ["inspect"], ["demo"]):
        result = run(*command, "--help")
        assert result.exit_code == 0
        assert "70" in result.stdout
        assert "interrupted" in result.stdout


def test_help_is_shown_without_loading_the_library() -> None:
    unwanted = "{'numpy', 'pyarrow', 'petasentra._core'}"
    code = f"import sys; import petasentra.cli.app; print(sorted({unwanted} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version_is_that_of_the_package() -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout == f"petasentra {ps.__version__}\n"


def test_no_command_is_wrong_use() -> None:
    assert run().exit_code == 2


def test_a_check_without_a_plan_is_wrong_use(tmp_path: Path) -> None:
    result = run("check", tmp_path / "s.gpkg", "--as-of", "2021-06-01")
    assert result.exit_code == 2
    assert "--pack" in result.stderr


def test_a_check_with_two_plans_is_wrong_use(tmp_path: Path) -> None:
    result = run("check", "s.gpkg", "--as-of", "2021-06-01", "--pack", tmp_path, "--zones", "z.gpkg")
    assert result.exit_code == 2


def test_zones_without_their_options_name_what_is_missing(tmp_path: Path) -> None:
    result = run("check", "s.gpkg", "--as-of", "2021-06-01", "--zones", "z.gpkg", "--code", "KODE")
    assert result.exit_code == 2
    assert "--matrix" in result.stderr
    assert "--in-force-from" in result.stderr


def test_a_date_that_is_none_is_wrong_use() -> None:
    result = run("check", "s.gpkg", "--as-of", "1 Juni 2021", "--pack", ".")
    assert result.exit_code == 2
    assert "2021-06-01" in result.stderr


@pytest.mark.parametrize(("lang", "word"), [("id", "Galat"), ("en", "Error")])
def test_a_missing_file_is_unreadable_input_told_in_the_language_asked_for(
    lang: str, word: str, tmp_path: Path
) -> None:
    missing = tmp_path / "tidak-ada.gpkg"
    result = run("check", missing, "--pack", ps.datasets.path("jombang"), "--as-of", "2015-06-01", "--lang", lang)
    assert result.exit_code == 3
    assert word in result.stderr
    assert "tidak-ada.gpkg" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_an_error_with_json_is_one_document_too(tmp_path: Path) -> None:
    missing = tmp_path / "tidak-ada.gpkg"
    result = run("check", missing, "--pack", ps.datasets.path("jombang"), "--as-of", "2015-06-01", "--json")
    assert result.exit_code == 3
    error = json.loads(result.stdout)["error"]
    assert error["kind"] == "IoError"
    assert error["message_id"]
    assert error["message_en"]


def test_a_bug_is_a_short_message_and_a_traceback_only_on_request(monkeypatch: pytest.MonkeyPatch, zones: Path) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("sekrup lepas")

    monkeypatch.setattr(ps, "inspect", broken, raising=False)
    result = run("inspect", zones)
    assert result.exit_code == 70
    assert "sekrup lepas" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("inspect", zones, "--debug").stderr


def test_an_interrupt_has_its_own_code(monkeypatch: pytest.MonkeyPatch, zones: Path) -> None:
    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ps, "inspect", interrupted, raising=False)
    result = run("inspect", zones)
    assert result.exit_code == 4
    assert "Dihentikan" in result.stderr


def test_a_site_that_conforms_ends_with_zero(tmp_path: Path, zones: Path, matrix: Path) -> None:
    sites = sites_at(tmp_path / "sites.geojson", (600_100, 9_170_100))
    result = run("check", sites, *plan_options(zones, matrix))
    assert result.exit_code == 0, result.stderr
    assert "sesuai" in result.stdout
    assert "KKPR" in result.stdout


def test_a_site_that_may_not_stand_ends_with_one(tmp_path: Path, zones: Path, matrix: Path) -> None:
    sites = sites_at(tmp_path / "sites.geojson", (600_100, 9_170_100), (601_500, 9_170_100))
    result = run("check", sites, *plan_options(zones, matrix), "--lang", "en")
    assert result.exit_code == 1, result.stderr
    assert "prohibited" in result.stdout


def test_json_of_a_check_has_every_site_and_nothing_else_on_standard_output(
    tmp_path: Path, zones: Path, matrix: Path
) -> None:
    sites = sites_at(tmp_path / "sites.geojson", (600_100, 9_170_100), (600_950, 9_170_100), (650_000, 9_170_100))
    result = run("check", sites, *plan_options(zones, matrix), "--json")
    assert result.exit_code == 1, result.stderr
    document = json.loads(result.stdout)
    assert [site["verdict"] for site in document["sites"]] == ["conforms", "prohibited", "outside_plan"]
    assert document["sites"][1]["share_conforming"] == pytest.approx(0.5)
    assert document["as_of"] == "2021-06-01"


def test_what_the_reader_noticed_is_told_and_does_not_change_the_exit_code(
    tmp_path: Path, zones: Path, matrix: Path
) -> None:
    sites = sites_at(tmp_path / "sites.geojson", (600_100, 9_170_100))
    question = ["check", sites, *plan_options(zones, matrix), "--crs", "EPSG:23879"]
    printed = run(*question)
    assert printed.exit_code == 0, printed.stderr
    assert "CRS_OVERRIDDEN" in printed.stdout
    reading = json.loads(run(*question, "--json").stdout)["reading"]
    assert [(one["file"].rsplit("/")[-1], [note["code"] for note in one["notes"]]) for one in reading] == [
        ("sites.geojson", ["CRS_OVERRIDDEN"]),
        ("zones.geojson", []),
    ]


def test_out_leaves_report_map_geopackage_and_table(tmp_path: Path, zones: Path, matrix: Path) -> None:
    sites = sites_at(tmp_path / "sites.geojson", (600_950, 9_170_100))
    out = tmp_path / "hasil"
    result = run("check", sites, *plan_options(zones, matrix), "--out", out)
    assert result.exit_code == 1, result.stderr
    assert sorted(path.name for path in out.iterdir()) == ["hasil.gpkg", "laporan.html", "peta.html", "tabel.csv"]
    written = ps.read_layer(out / "hasil.gpkg", layer="sites")
    assert len(written) == 1
    assert {"verdict", "verified", "schematic", "reason_id"} <= set(written.columns)
    assert len(ps.read_layer(out / "hasil.gpkg", layer="pieces")) == 2
    header, row = (out / "tabel.csv").read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith("site_id,activity,as_of,verdict")
    assert row.startswith("Contoh 1,batik,2021-06-01,prohibited")


def test_an_out_folder_that_cannot_be_made_is_told_with_its_path(tmp_path: Path, zones: Path, matrix: Path) -> None:
    (tmp_path / "file").write_text("")
    sites = sites_at(tmp_path / "sites.geojson", (600_100, 9_170_100))
    result = run("check", sites, *plan_options(zones, matrix), "--out", tmp_path / "file" / "hasil")
    assert result.exit_code == 3
    assert "hasil" in result.stderr


def test_a_wrong_column_suggests_the_nearest(tmp_path: Path, zones: Path, matrix: Path) -> None:
    sites = sites_at(tmp_path / "sites.geojson", (600_100, 9_170_100))
    result = run("check", sites, *plan_options(zones, matrix), "--activity", "activty", "--lang", "en")
    assert result.exit_code == 3
    assert "activity" in result.stderr.replace("activty", "")


def test_the_bundled_pack_is_checked_as_of_a_day(tmp_path: Path) -> None:
    sites = tmp_path / "sentra.gpkg"
    ps.write_layer(ps.datasets.jombang().sentra, sites)
    result = run("check", sites, "--pack", ps.datasets.path("jombang"), "--as-of", "2005-06-01", "--json")
    assert result.exit_code == 1, result.stderr
    assert {site["verdict"] for site in json.loads(result.stdout)["sites"]} == {"no_data"}


def test_the_real_zipped_shapefile_is_checked_without_a_pack(tmp_path: Path, shared: Path) -> None:
    matrix = tmp_path / "matrix.csv"
    matrix.write_text("activity,P-1\nbatik,X\n", encoding="utf-8")
    zones = shared / "zoning" / "jombang_kp2b_shp.zip"
    places = {"Contoh dalam": INSIDE, "Contoh luar": [112.0, -8.5]}
    sites = geojson(
        tmp_path / "sites.geojson",
        [({"site_id": name, "activity": "batik"}, {"type": "Point", "coordinates": xy}) for name, xy in places.items()],
        crs="EPSG:4326",
    )
    result = run(
        "check", sites, "--zones", zones, "--code", "KODKWS", "--matrix", matrix,
        "--in-force-from", "2021-12-31", "--as-of", "2023-06-01", "--json",
    )  # fmt: skip
    assert result.exit_code == 1, result.stderr
    assert [site["verdict"] for site in json.loads(result.stdout)["sites"]] == ["prohibited", "outside_plan"]


def test_the_terminal_says_articles_in_words_and_no_share_of_nothing() -> None:
    folder = ps.datasets.path("jombang")
    told = run("check", folder / "sentra.geojson", "--pack", folder, "--as-of", "2023-06-01").stdout
    line = next(one for one in told.splitlines() if one.startswith("contoh-f"))
    assert "tidak diatur" in line
    assert "0 %" not in line.replace("\u00a0", " ")
    assert "Perda 10/2021 (contoh: tabel ketentuan umum zonasi)" in told
    assert "lampiran-itbx" not in told
    assert "DRAF - dasar hukum belum diverifikasi: Perda 10/2021 (" in told
