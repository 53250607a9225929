"""With ``--json`` standard output is one document, whatever happens."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from cli_runs import run, sites_at

from petasentra.plotting.language import DRAFT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "options",
    [
        ("--as-of", "1 Juni 2021", "--pack", "."),
        ("--as-of", "20210601", "--pack", "."),
        ("--as-of", "2021-W22-2", "--pack", "."),
        ("--as-of", "2021-06-01"),
        ("--as-of", "2021-06-01", "--pack", ".", "--zones", "z.gpkg"),
        ("--as-of", "2021-06-01", "--zones", "z.gpkg"),
    ],
)
def test_wrong_use_is_a_document_too(options: tuple[str, ...]) -> None:
    result = run("check", "s.gpkg", *options, "--json")
    assert result.exit_code == 2
    error = json.loads(result.stdout)["error"]
    assert error["kind"] == "OptionError"
    assert error["message_id"] != error["message_en"]


def test_a_date_is_written_one_way_on_the_command_line_too(tmp_path: Path, zones: Path, matrix: Path) -> None:
    sites = sites_at(tmp_path / "sites.geojson", (600_100, 9_170_100))
    asked = ["check", sites, "--zones", zones, "--code", "KODE", "--matrix", matrix, "--as-of", "2021-06-01"]
    result = run(*asked, "--in-force-from", "20200101", "--json")
    assert result.exit_code == 2
    assert "--in-force-from" in json.loads(result.stdout)["error"]["message_en"]


def test_the_document_says_that_it_is_a_draft(tmp_path: Path, plan: list[object]) -> None:
    document = json.loads(run("check", sites_at(tmp_path / "s.geojson", (600_100, 9_170_100)), *plan, "--json").stdout)
    assert document["draft"] is True
    assert (document["draft_id"], document["draft_en"]) == DRAFT
    assert document["notice_id"]


@pytest.mark.parametrize("command", ["check", "timeline", "diff", "recheck", "replay", "pack lint", "pack test",
                                     "pack verify", "pack new", "pack migrate"])  # fmt: skip
def test_every_command_about_the_law_has_a_json_document_and_tells_its_exit_codes(command: str) -> None:
    said = " ".join(run(*command.split(), "--help").stdout.split())
    assert "--json" in said
    assert "exit codes: 0" in said
    if command not in ("pack new", "pack migrate"):
        assert re.search("[Ee]xit code [01]", said)
