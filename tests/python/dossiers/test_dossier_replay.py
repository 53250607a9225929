"""Replay from the files that a dossier names: what changed or is gone is told by name, and what it changes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import petasentra as ps
from petasentra.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A copy of the small study and its dossier beside it."""
    folder = shutil.copytree(ps.datasets.path("lombok-tengah"), tmp_path / "lombok")
    given = ps.dossiers.read_proposal(folder / "usulan.toml")
    ps.dossier(**given).save(tmp_path / "usulan", formats=["json"])
    return tmp_path


def replayed(study: Path, **more: object) -> ps.dossiers.DossierReplay:
    found = ps.replay(study / "usulan.json", **more)  # type: ignore[arg-type]
    assert isinstance(found, ps.dossiers.DossierReplay)
    return found


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_every_file_that_was_read_is_named_with_its_hash(study: Path) -> None:
    import hashlib

    files = json.loads((study / "usulan.json").read_text("utf-8"))["inputs"]["files"]
    names = [one["name"] for one in files]
    assert names[0] == "usulan.toml"
    assert {"facts.csv", "sentra.geojson", "zones.fgb", "rantai-pasok/pengolah.csv"} <= set(names)
    for one in files:
        assert one["sha256"] == hashlib.sha256((study / "lombok" / one["name"]).read_bytes()).hexdigest()


def test_untouched_files_give_the_same_dossier_computed_again(study: Path) -> None:
    found = replayed(study)
    assert found.identical
    assert found.computed
    assert found.kept == ()
    assert "all sections were computed again" in found.text("en")


def test_a_changed_file_is_named_with_the_section_that_it_changes(study: Path) -> None:
    edit(study / "lombok/rantai-pasok/pengolah.csv", ",0.25,", ",0.2,")
    found = replayed(study)
    assert not found.identical
    assert found.sha256 != found.sha256_now
    assert [(one.kind, one.name) for one in found.changed] == [("file", "rantai-pasok/pengolah.csv")]
    assert found.answers_differ == ("chain",)
    assert "bagian Rantai pasok: datanya kini memberi jawaban lain" in found.text("id")
    assert "berkas masukan rantai-pasok/pengolah.csv" in found.text("id")


def test_a_changed_file_that_changes_no_answer_is_named_and_all_is_the_same(study: Path) -> None:
    with (study / "lombok/facts.csv").open("a", encoding="utf-8") as file:
        file.write("perahu lain,units,3,3,3,IKM,,sentra,rekaan,false\n")
    found = replayed(study)
    assert [one.name for one in found.changed_inputs] == ["facts.csv"]
    assert found.answers_differ == ()
    assert found.identical


def test_a_file_that_is_gone_is_named_and_nothing_counts_as_computed(study: Path) -> None:
    (study / "lombok/rantai-pasok/gudang.csv").unlink()
    found = replayed(study)
    assert not found.identical
    assert not found.computed
    assert "input file rantai-pasok/gudang.csv: not found" in found.text("en")
    assert "there are input files that are not found" in found.text("en")
    assert "chain" in found.kept


def test_a_proposal_that_moved_is_asked_for_and_can_be_given(study: Path) -> None:
    (study / "lombok").rename(study / "lain")
    lost = replayed(study, pack=study / "lain")
    assert not lost.identical
    assert "give proposal=" in lost.text("en")
    assert replayed(study, pack=study / "lain", proposal=study / "lain/usulan.toml").identical


def test_a_proposal_that_cannot_be_read_any_more_says_why(study: Path) -> None:
    edit(study / "lombok/usulan.toml", "year = 2027", "yaer = 2027")
    found = replayed(study)
    assert not found.identical
    assert [one.name for one in found.changed_inputs] == ["usulan.toml"]
    assert "yaer is not known" in found.text("en")


def test_another_day_in_the_proposal_is_a_changed_file_and_the_day_of_the_dossier_stays(study: Path) -> None:
    edit(study / "lombok/usulan.toml", "as_of = 2026-06-01", "as_of = 2026-12-31")
    found = replayed(study)
    assert found.identical
    assert [one.name for one in found.changed_inputs] == ["usulan.toml"]


def test_the_command_tells_it_and_ends_with_one(study: Path) -> None:
    edit(study / "lombok/rantai-pasok/pengolah.csv", ",0.25,", ",0.2,")
    result = CliRunner().invoke(app, ["replay", str(study / "usulan.json"), "--lang", "en"])
    assert result.exit_code == 1
    assert "section Supply chain: its data now give another answer" in result.stdout
    result = CliRunner().invoke(
        app, ["replay", str(study / "usulan.json"), "--proposal", str(study / "lombok/usulan.toml"), "--json"]
    )
    assert json.loads(result.stdout)["answers_differ"] == ["chain"]
