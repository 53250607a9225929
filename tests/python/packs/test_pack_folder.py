"""A folder that is no plan pack is said to be none, and a pack keeps to its folder."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

JOMBANG = ps.datasets.path("jombang")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return shutil.copytree(JOMBANG, tmp_path / "jombang")


def changed(pack: Path, old: str, new: str) -> Path:
    plan = pack / "perda-10-2021.toml"
    text = plan.read_text(encoding="utf-8")
    assert old in text
    plan.write_text(text.replace(old, new), encoding="utf-8")
    return pack


def test_an_absent_folder_is_absent_and_the_nearest_is_suggested(pack: Path) -> None:
    with pytest.raises(ps.IoError, match="no such folder") as told:
        ps.read_plan_pack(pack.parent / "jombnag")
    assert "jombang" in told.value.hint_id
    assert told.value.file.endswith("jombnag")


def test_a_file_is_no_folder(pack: Path) -> None:
    with pytest.raises(ps.IoError, match="this is a file"):
        ps.read_plan_pack(pack / "pack.toml")


def test_a_folder_without_pack_toml_is_no_pack_and_nobody_walks_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def walked(*_: object) -> None:
        raise AssertionError("the folder was walked")

    monkeypatch.setattr("pathlib.Path.rglob", walked)
    monkeypatch.setattr("os.walk", walked)
    with pytest.raises(ps.IoError, match=r"no file pack\.toml"):
        ps.read_plan_pack(tmp_path)


def test_a_pack_is_read_without_walking_its_folder(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pack / "catatan.toml").mkdir()
    (pack / "lama.xlsx").write_text("bukan lembar kerja")
    changed(pack, "permissions-2021.csv", "permissions-2021.xlsx")
    monkeypatch.setattr("pathlib.Path.rglob", None)
    read = ps.read_plan_pack(pack)
    assert "permissions-2021.xlsx" in [file.path for file in read.files]


def test_a_spreadsheet_that_is_not_there_is_named(pack: Path) -> None:
    changed(pack, "permissions-2021.csv", "matriks.xlsx")
    with pytest.raises(ps.IoError, match=r"matriks\.xlsx") as told:
        ps.read_plan_pack(pack)
    assert told.value.file.endswith("perda-10-2021.toml")


@pytest.mark.parametrize("path", ["../matriks.xlsx", "/matriks.xlsx", "sub/../../matriks.xlsx", "C:\\\\matriks.xlsx"])
def test_a_spreadsheet_outside_the_folder_is_refused(pack: Path, path: str) -> None:
    changed(pack, "permissions-2021.csv", path)
    with pytest.raises(ps.RuleError, match="out of the folder"):
        ps.read_plan_pack(pack)


@pytest.mark.parametrize("path", ["../zones-2021.fgb", "/zones-2021.fgb"])
def test_a_layer_outside_the_folder_is_refused(pack: Path, path: str) -> None:
    changed(pack, '"zones-2021.fgb"', f'"{path}"')
    with pytest.raises(ps.PetasentraError) as told:
        ps.read_plan_pack(pack)
    assert isinstance(told.value, ps.RuleError)


def test_an_instrument_that_is_a_folder_is_an_error(pack: Path) -> None:
    (pack / "perda-10-2021.toml").unlink()
    (pack / "perda-10-2021.toml").mkdir()
    with pytest.raises(ps.PetasentraError, match=r"perda-10-2021\.toml"):
        ps.read_plan_pack(pack)


def test_the_files_of_a_pack_are_its_texts_and_its_layers_with_their_hashes() -> None:
    folder = ps.datasets.path("jombang")
    files = {file.path: file.sha256 for file in ps.datasets.jombang().pack().files}
    assert {"pack.toml", "perda-10-2021.toml", "permissions-2021.csv", "zones-2021.fgb", "kecamatan.fgb"} <= set(files)
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files} == files
