"""``petasentra dossier``: exit codes, the JSON document, the files, both languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import petasentra as ps
from petasentra.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

PROPOSAL = ps.datasets.path("jombang") / "usulan.toml"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["dossier", *(str(one) for one in arguments)])


def test_it_tells_the_sections_and_what_is_missing() -> None:
    result = run(PROPOSAL)
    assert result.exit_code == 1
    told = " ".join(result.stdout.split())
    assert "Nomor sertifikat" in told
    assert "terpenuhi" in told
    assert "Certificate number" in " ".join(run(PROPOSAL, "--lang", "en").stdout.split())


def test_the_json_is_one_document_and_files_are_written(tmp_path: Path) -> None:
    result = run(PROPOSAL, "--json", "--out", tmp_path / "hasil", "--format", "json", "--format", "html")
    document = json.loads(result.stdout)
    assert sorted(one.name for one in (tmp_path / "hasil").iterdir()) == ["usulan.html", "usulan.json"]
    kept = json.loads((tmp_path / "hasil" / "usulan.json").read_text(encoding="utf-8"))
    assert kept["sha256"] == document["dossier"]["sha256"]
    replayed = CliRunner().invoke(app, ["replay", str(tmp_path / "hasil" / "usulan.json")])
    assert replayed.exit_code == 0
    assert "Identik" in replayed.stdout
    assert kept["sha256"] in replayed.stdout


def test_a_day_on_the_command_line_goes_before_that_of_the_file() -> None:
    document = json.loads(run(PROPOSAL, "--as-of", "2012-06-01", "--year", "2013", "--json").stdout)["dossier"]
    assert (document["as_of"], document["year"]) == ("2012-06-01", 2013)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["tiada.toml"], 3),
        ([PROPOSAL, "--as-of", "kemarin"], 2),
        ([PROPOSAL, "--out", "x", "--format", "docx"], 2),
        ([], 2),
    ],
)
def test_exit_codes(arguments: list[object], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments).exit_code == code


def test_without_json_every_format_is_listed_with_its_file(tmp_path: Path) -> None:
    result = run(PROPOSAL, "--out", tmp_path / "hasil", "--format", "json", "--format", "html", "--format", "xlsx")
    assert result.exit_code == 1, result.output
    assert {"usulan.json", "usulan.html", "usulan.xlsx"} <= {line.rsplit("/", 1)[-1] for line in result.stdout.split()}
