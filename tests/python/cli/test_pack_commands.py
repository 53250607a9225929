"""`petasentra pack`: new, lint, test, verify, schema; exit codes and one JSON document each."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from cli_runs import run

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "perda-10-2021#lampiran-itbx"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return shutil.copytree(ps.datasets.path("jombang"), tmp_path / "jombang")


def document(*arguments: object, code: int = 0) -> dict[str, Any]:
    result = run("pack", *arguments, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_the_golden_cases_pass_and_each_is_shown(pack: Path) -> None:
    result = run("pack", "test", pack)
    assert result.exit_code == 0
    assert result.stdout.count("contoh: ") == 11
    assert "11 kasus, 11 sesuai" in result.stdout
    found = document("test", pack)
    assert (found["cases"], found["passed"]) == (11, 11)


def test_a_difference_is_exit_1_and_shows_both_answers(pack: Path) -> None:
    cases = pack / "cases.toml"
    cases.write_text(
        cases.read_text(encoding="utf-8").replace('verdict = "no_data"', 'verdict = "conforms"', 1), "utf-8"
    )
    result = run("pack", "test", pack, "--lang", "en")
    assert result.exit_code == 1
    assert "verdict: expected conforms, found no_data" in result.stdout
    outcomes = document("test", pack, code=1)["outcomes"]
    assert [one["differences"] for one in outcomes if not one["passed"]] == [["verdict"]]


def test_a_pack_without_cases_is_unreadable_input(pack: Path) -> None:
    (pack / "cases.toml").unlink()
    result = run("pack", "test", pack)
    assert result.exit_code == 3
    assert "cases.toml" in result.stderr


def test_lint_counts_only_what_is_more_than_a_note(pack: Path, tmp_path: Path) -> None:
    found = document("lint", pack, code=1)
    assert {"CELL_UNREADABLE", "UNVERIFIED"} <= {row["code"] for row in found["findings"]}
    assert "Temuan pada paket" in run("pack", "lint", pack).stdout
    assert run("pack", "lint", tmp_path / "tidak-ada").exit_code == 3


def test_what_is_unverified_is_listed_and_verified(pack: Path) -> None:
    before = (pack / "perda-10-2021.toml").read_text(encoding="utf-8")
    listed = {one["name"] for one in document("verify", pack, "--list", code=1)["unverified"]}
    assert ARTICLE in listed
    (pack / "naskah.txt").write_text("Naskah rekaan.\n", encoding="utf-8")
    done = document(
        "verify", pack, ARTICLE, "--by", "Contoh Petugas", "--on", "2026-11-23", "--text-file", pack / "naskah.txt",
        "--page", "halaman 3", "--also", "permissions",
    )  # fmt: skip
    assert done["files"] == ["perda-10-2021.toml"]
    left = {one["name"] for one in document("verify", pack, "--list", code=1)["unverified"]}
    assert listed - left == {ARTICLE, "perda-10-2021#permissions"}
    after = (pack / "perda-10-2021.toml").read_text(encoding="utf-8")
    kept = [line for line in after.splitlines() if line in before.splitlines()]
    assert len(kept) == len(before.splitlines()) - 2


@pytest.mark.parametrize("left_out", ["--by", "--on", "--page", "--text"])
def test_what_verify_needs_is_a_usage_error(pack: Path, left_out: str) -> None:
    options = {"--by": "A", "--on": "2026-11-23", "--page": "1", "--text": "Naskah rekaan."}
    del options[left_out]
    given = [part for pair in options.items() for part in pair]
    result = run("pack", "verify", pack, ARTICLE, *given)
    assert result.exit_code == 2
    assert left_out in result.stderr


def test_a_new_pack_is_read_and_linted(zones: Path, tmp_path: Path) -> None:
    begun = document("new", zones, "--code", "KODE", "--out", tmp_path / "baru")
    assert begun["zones"] == {"KPI": 1, "P-1": 1}
    codes = [row["code"] for row in document("lint", tmp_path / "baru", code=1)["findings"]]
    assert {"TO_FILL_IN", "MATRIX_EMPTY"} <= set(codes)
    again = run("pack", "new", zones, "--code", "KODE", "--out", tmp_path / "baru")
    assert again.exit_code == 3
    assert "tidak kosong" in again.stderr
    shown = run("pack", "new", zones, "--code", "KODE", "--out", tmp_path / "lain", "--lang", "en").stdout
    assert "2 zone codes" in shown
    assert "pack lint" in shown


def test_the_schema_is_printed_or_written(tmp_path: Path) -> None:
    result = run("pack", "schema", "cases")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["properties"]["case"]["type"] == "array"
    assert run("pack", "schema", "--out", tmp_path / "skema").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "skema").iterdir()) == [
        "cases.schema.json", "instrument.schema.json", "pack.schema.json",
    ]  # fmt: skip


def test_help_is_in_both_languages() -> None:
    shown = " ".join(run("pack", "--help").stdout.split())
    assert all(word in shown for word in ("new", "lint", "test", "verify", "migrate", "schema"))
    for command in ("new", "lint", "test", "verify", "migrate", "schema"):
        assert " | " in run("pack", command, "--help").stdout
