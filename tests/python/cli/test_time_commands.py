"""``petasentra timeline`` and ``petasentra diff`` on the bundled study."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli_runs import run

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ps.datasets.path("jombang")
SITES = FOLDER / "sentra.geojson"


def test_a_timeline_as_document_has_the_intervals_of_the_library() -> None:
    result = run("timeline", SITES, "--pack", FOLDER, "--json")
    assert result.exit_code == 1, "conflicts are findings"
    document = json.loads(result.stdout)
    study = ps.datasets.jombang()
    rows = ps.timeline(study.sentra, study.pack()).table.to_pylist()
    assert [(row["site_id"], row["verdict"]) for row in document["intervals"]] == [
        (row["site_id"], row["verdict"]) for row in rows
    ]
    assert document["law_days"] == ["2000-12-31", "2010-10-28", "2021-12-31"]
    assert document["draft"] is True
    assert document["notice_id"]


def test_a_timeline_for_people_names_days_and_causes(tmp_path: Path) -> None:
    result = run("timeline", SITES, "--pack", FOLDER, "--lang", "en", "--out", tmp_path / "hasil")
    assert "Since 31 December 2021" in result.stdout
    assert "Perda 10/2021 enters into force; Perda 21/2009 is no longer in force" in " ".join(result.stdout.split())
    assert sorted(path.name for path in (tmp_path / "hasil").iterdir()) == ["timeline.csv", "timeline.html"]
    assert "31 Desember 2021" in run("timeline", SITES, "--pack", FOLDER).stdout


def test_a_window_and_what_was_known() -> None:
    asked = ["timeline", SITES, "--pack", FOLDER, "--json", "--start", "2015-01-01", "--end", "2016-01-01"]
    document = json.loads(run(*asked, "--known-on", "as_of").stdout)
    assert {row["valid_from"] for row in document["intervals"]} == {"2015-01-01"}
    assert document["known_on"] == "as_of"
    assert run("timeline", SITES, "--pack", FOLDER, "--start", "besok", "--json").exit_code == 2


def test_a_difference_between_two_days() -> None:
    asked = ["diff", SITES, "--pack", FOLDER, "--as-of", "2005-06-01", "--as-of-after", "2015-06-01"]
    result = run(*asked, "--json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert {row["before"] for row in document["changes"]} == {"no_data"}
    assert (document["before"]["as_of"], document["after"]["as_of"]) == ("2005-06-01", "2015-06-01")
    assert document["draft"] is True
    assert sum(row["sites"] for row in document["net"]) == 0
    shown = run(*asked, "--lang", "en").stdout
    assert "no data → conforms" in shown
    assert "workers" in shown
    assert "DRAFT" in shown


def test_two_documents_of_checks_are_compared_without_the_files(tmp_path: Path) -> None:
    paths = []
    for variant in ("slag-dipertahankan", "slag-dihapus"):
        path = tmp_path / f"{variant}.json"
        asked = ["check", SITES, "--pack", FOLDER, "--variant", variant, "--as-of", "2023-06-01", "--json"]
        path.write_text(run(*asked).stdout, encoding="utf-8")
        paths.append(path)
    document = json.loads(run("diff", *paths, "--json").stdout)
    assert [row["site_id"] for row in document["changes"]] == ["contoh-a", "contoh-b"]
    assert [row["site_id"] for row in document["bases"]] == []
    assert (document["matrix"][0]["before"], document["matrix"][0]["area_ha"]) == ("conflict", None)
    same = run("diff", paths[0], paths[0], "--lang", "en")
    assert (same.exit_code, same.stdout.strip().splitlines()[-1]) == (0, "Nothing differs.")
    assert "Before: 1 June 2023" in same.stdout
    assert "what if: Perda 10/2021 kept the special slag zone" in " ".join(same.stdout.split())
    two_packs = ["diff", SITES, "--pack", FOLDER, "--variant", "slag-dipertahankan", "--as-of", "2023-06-01"]
    asked_at_once = json.loads(run(*two_packs, "--variant-after", "slag-dihapus", "--json").stdout)
    assert [row["site_id"] for row in asked_at_once["changes"]] == ["contoh-a", "contoh-b"]
    for side, variant in (("before", "slag-dipertahankan"), ("after", "slag-dihapus")):
        assert document[side] == asked_at_once[side]
        assert document[side]["variant"]["id"] == variant


def test_the_same_answers_on_another_basis_are_listed_and_are_no_finding(tmp_path: Path) -> None:
    paths = []
    for day in ("2015-06-01", "2023-06-01"):
        path = tmp_path / f"{day}.json"
        path.write_text(run("check", SITES, "--pack", FOLDER, "--as-of", day, "--json").stdout, encoding="utf-8")
        paths.append(path)
    of_documents = run("diff", *paths)
    asked = ["diff", SITES, "--pack", FOLDER, "--as-of", "2015-06-01", "--as-of-after", "2023-06-01"]
    of_sites = run(*asked, "--out", tmp_path / "hasil")
    for shown in (of_documents.stdout, of_sites.stdout):
        assert "Hasil tetap, dasarnya berubah: 5 tapak" in shown
        assert "peraturan: Perda 21/2009 → Perda 10/2021" in shown
        assert "syarat: + “Persetujuan lingkungan" in shown
    assert "contoh-c,daur-ulang" in (tmp_path / "hasil" / "perubahan-dasar.csv").read_text(encoding="utf-8")
    one = tmp_path / "satu.json"
    document = json.loads(paths[0].read_text(encoding="utf-8"))
    document["sites"] = document["sites"][2:3]
    one.write_text(json.dumps(document), encoding="utf-8")
    other = json.loads(paths[1].read_text(encoding="utf-8"))
    other["sites"] = other["sites"][2:3]
    paths[1].write_text(json.dumps(other), encoding="utf-8")
    only_basis = run("diff", one, paths[1])
    assert only_basis.exit_code == 0
    assert "Tidak ada hasil yang berubah." in only_basis.stdout


@pytest.mark.parametrize(
    "options",
    [
        (SITES,),
        (SITES, "--pack", FOLDER, "--as-of", "2015-06-01"),
        (SITES, SITES, "--as-of", "2015-06-01"),
    ],
)
def test_what_cannot_be_compared_is_wrong_use(options: tuple[object, ...]) -> None:
    result = run("diff", *options, "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"]["hint_id"]


def test_a_file_that_is_no_document_is_named(tmp_path: Path) -> None:
    other = tmp_path / "lain.json"
    other.write_text("[]", encoding="utf-8")
    result = run("diff", other, other, "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["error"]["file"] == str(other)


def test_check_counts_only_what_was_known() -> None:
    asked = ["check", SITES, "--pack", FOLDER, "--as-of", "2015-06-01", "--json"]
    known = json.loads(run(*asked, "--known-on", "2009-01-01").stdout)
    assert {site["verdict"] for site in known["sites"]} == {"no_data"}


@pytest.mark.parametrize(
    "asked", [("timeline", SITES), ("diff", SITES, "--as-of", "2015-01-01", "--as-of-after", "2022-06-01")]
)
def test_a_folder_that_cannot_be_made_is_told_and_no_bug(tmp_path: Path, asked: tuple[object, ...]) -> None:
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    result = run(*asked, "--pack", FOLDER, "--out", tmp_path / "berkas" / "hasil")
    assert result.exit_code == 3, result.stderr
    assert "bukan folder" in result.stderr
