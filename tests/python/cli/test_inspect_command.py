"""``petasentra inspect``: what a file holds, as text and as one JSON document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cli_runs import run

if TYPE_CHECKING:
    from pathlib import Path


def test_inspect_tells_what_a_file_holds(zones: Path) -> None:
    result = run("inspect", zones)
    assert result.exit_code in (0, 1), result.stderr
    assert "zones" in result.stdout
    assert "KODE" in result.stdout


def test_inspect_with_json_is_one_document(zones: Path, tmp_path: Path) -> None:
    saved = tmp_path / "inspect.json"
    result = run("inspect", zones, "--json", "--out", saved)
    assert json.loads(result.stdout) == json.loads(saved.read_text(encoding="utf-8"))


def test_inspect_of_a_file_that_is_no_geodata_is_unreadable_input(tmp_path: Path) -> None:
    path = tmp_path / "catatan.gpkg"
    path.write_text("bukan geodata")
    result = run("inspect", path)
    assert result.exit_code == 3
    assert "Traceback" not in result.stderr
